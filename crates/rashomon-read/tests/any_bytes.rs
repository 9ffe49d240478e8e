//! What must hold whatever the bytes are.

use proptest::prelude::*;
use rashomon_core::account::{Block, BlockKind};
use rashomon_read::{Input, blocks, read};

/// Blocks are in order, disjoint, trimmed, on character boundaries, and cover all but white space.
fn check(text: &str, blocks: &[Block]) -> Result<(), TestCaseError> {
    let mut at = 0;
    for block in blocks {
        prop_assert!(block.span.start >= at, "out of order or overlapping: {block:?}");
        prop_assert!(
            text[at..block.span.start].trim().is_empty(),
            "not covered before {block:?}"
        );
        let words = block.span.of(text);
        prop_assert!(
            !words.is_empty() && words == words.trim(),
            "not trimmed: {block:?}"
        );
        prop_assert_eq!(block.speaker.is_some(), block.kind == BlockKind::Turn);
        if let Some(speaker) = block.speaker {
            prop_assert!(!speaker.of(text).trim().is_empty() && speaker.start < block.span.end);
        }
        at = block.span.end;
    }
    prop_assert!(text[at..].trim().is_empty(), "not covered at the end");
    Ok(())
}

/// Texts made of what the rules look for, in any order.
fn account_like() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "Orsi",
        "Vale",
        "Orsi: ",
        "VALE: ",
        "Q: ",
        "A: ",
        "QUESTION",
        ":",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{2028}",
        ". ",
        "? ",
        "! ",
        "“",
        "”",
        "’",
        "(",
        ")",
        "**",
        "I said",
        "There was no answer",
        "He left",
        "Photo: ",
        "By Jane Doe",
        "https://example.org/a-b/",
        "(Laughter.)",
        "[crosstalk]",
        "May 14, 2019",
        "VARN (AP) - ",
        "Grain – The",
        "exchange: ",
        "Let’s go",
        "the bridge",
        "…",
        "。",
        "\u{3000}",
        "\t",
        "    ",
        "é",
        "Я",
        "外相",
        "\u{200B}",
        "\0",
        "#",
        "# ",
        "Mr. ",
        "U.S. ",
        "Read more",
        "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
        "ß",
        "İ",
        "ﬁ",
        "Ǆ",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// Mark-up in any order.
fn page_like() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<html>",
        "<head>",
        "<meta charset=koi8-r>",
        "<title>",
        "</title>",
        "<body>",
        "<p>",
        "</p>",
        "<br>",
        "<div>",
        "</div>",
        "<table><tr><td>",
        "</table>",
        "<b>",
        "</i>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&nbsp;",
        "Orsi: I agree.",
        "The talks went on for hours, and nobody left.",
        "\n",
        "é",
        "<figure><figcaption>",
        "</figure>",
        "<svg>",
        "<math>",
        "<template>",
        "<select>",
        "<![CDATA[",
        "]]>",
        "<ul><li>",
        "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":",
        "<time datetime=2019>",
    ]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, path in "[a-z]{0,3}(\\.(txt|html))?") {
        if let Ok((account, warnings)) = read(Input { path: &path, bytes: &bytes }) {
            check(&account.text, &account.blocks)?;
            for span in warnings.iter().filter_map(|warning| warning.span) {
                prop_assert!(!span.of(&account.text).is_empty());
            }
        }
    }

    #[test]
    fn any_text_has_blocks(text: String) {
        check(&text, &blocks(&text))?;
    }

    #[test]
    fn anything_like_an_account_has_blocks(text in account_like()) {
        check(&text, &blocks(&text))?;
    }

    #[test]
    fn plain_text_is_kept_as_it_is(text in account_like()) {
        if let Ok((account, _)) = read(Input { path: "a.txt", bytes: text.as_bytes() }) {
            prop_assert_eq!(account.text, text);
        }
    }

    #[test]
    fn any_mark_up_is_read(page in page_like()) {
        if let Ok((account, _)) = read(Input { path: "a.html", bytes: page.as_bytes() }) {
            check(&account.text, &account.blocks)?;
        }
    }
}
