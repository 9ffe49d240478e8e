//! The page as its readers and its attackers meet it.

mod sample;

use std::collections::BTreeSet;

use proptest::prelude::*;
use rashomon_core::comparison::{CellState, Omitted};
use rashomon_core::{Annotated, Comparison, Form, Span};
use rashomon_report::html;

/// The values of an attribute, in order.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// The stretch of a page from one mark to another.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page
        .find(from)
        .unwrap_or_else(|| panic!("{from} is not in the page"));
    let end = page[start..].find(to).map_or(page.len(), |at| start + at);
    &page[start..end]
}

/// What a reader sees of a piece of a page: no tags, entities decoded.
fn visible(markup: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in markup.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => out.push(c),
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities
        .into_iter()
        .fold(out, |text, (entity, c)| text.replace(entity, c))
}

/// The paragraphs of the first account in a page, as a reader sees them, without white space.
fn body(page: &str) -> String {
    let mut out = String::new();
    let body = between(page, "<div class=\"body\"", "<details class=\"notes\"");
    let body = body.split("</article>").next().unwrap_or_default();
    for row in body.split("<div class=\"row\">").skip(1) {
        out.push_str(&visible(
            row.split("<ul class=\"margin\"").next().unwrap_or_default(),
        ));
    }
    out.split_whitespace().collect()
}

fn all() -> [Comparison; 4] {
    [
        sample::comparison(),
        sample::hostile(),
        sample::many(),
        Comparison::default(),
    ]
}

#[test]
fn the_same_comparison_gives_the_same_page() {
    assert_eq!(html(&sample::comparison()), html(&sample::comparison()));
}

#[test]
fn every_link_inside_the_page_leads_somewhere_and_no_name_is_given_twice() {
    for comparison in all() {
        let page = html(&comparison);
        let names = attributes(&page, "id");
        let unique: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), unique.len(), "a name is given twice");
        for target in attributes(&page, "href")
            .into_iter()
            .filter_map(|link| link.strip_prefix('#'))
        {
            assert!(unique.contains(target), "#{target} leads nowhere");
        }
    }
}

#[test]
fn the_page_loads_nothing() {
    for comparison in all() {
        let page = html(&comparison);
        let own = page.replace("&lt;img src=", "");
        for asset in [
            "src=", "<link", "@import", "url(", "<iframe", "<object", "srcset", "<base",
        ] {
            assert!(!own.contains(asset), "{asset} in the page");
        }
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn hostile_text_is_never_markup() {
    let page = html(&sample::hostile());
    assert_eq!(page.matches("<script").count(), 1, "only the page's own script");
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<b>") && !page.contains("<i>"));
    assert!(!page.contains("href=\"javascript:"));
    assert!(attributes(&page, "lang").iter().all(|lang| *lang == "en"));
    let acting = |c: char| c.is_control() && !c.is_whitespace() || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(page.chars().find(|c| acting(*c)), None);
    assert!(page.contains("«U+202E»") && page.contains("«U+0000»"));
}

#[test]
fn the_policy_allows_this_script_and_this_style_alone() {
    use sha2::{Digest, Sha256};
    let page = html(&Comparison::default());
    let policy = between(&page, "default-src", "\">");
    for tag in ["style", "script"] {
        let inside = between(&page, &format!("<{tag}>"), &format!("</{tag}>"));
        let digest = Sha256::digest(&inside[tag.len() + 2..]);
        // The first three bytes are four characters of base64, enough to know the hash by.
        let group = digest[..3]
            .iter()
            .fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte));
        let letter = |shift: u32| {
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            char::from(alphabet[(group >> shift & 63) as usize])
        };
        let start: String = [18, 12, 6, 0].into_iter().map(letter).collect();
        assert!(
            policy.contains(&format!("{tag}-src 'sha256-{start}")),
            "{tag} is not allowed by {policy}"
        );
    }
    assert!(!policy.contains("unsafe"));
    assert!(!page.contains(" style=\"") && !page.contains(" onclick"));
}

#[test]
fn every_statement_is_marked_in_place_and_has_a_note() {
    let comparison = sample::comparison();
    let page = html(&comparison);
    let names: BTreeSet<&str> = attributes(&page, "id").into_iter().collect();
    for (account, name) in comparison.accounts.iter().zip(["courier", "read-out", "3"]) {
        for statement in &account.statements {
            assert!(names.contains(format!("a-{name}-{}", statement.id).as_str()));
            assert!(names.contains(format!("n-{name}-{}", statement.id).as_str()));
        }
    }
}

#[test]
fn the_accounts_are_shown_to_the_letter() {
    let comparison = sample::comparison();
    let shown = body(&html(&comparison));
    let text: String = comparison.accounts[0].account.text.split_whitespace().collect();
    assert_eq!(shown, text);
}

#[test]
fn an_account_that_was_not_analysed_is_not_said_to_leave_anything_out() {
    let page = html(&sample::comparison());
    let ledger = between(&page, "<section id=\"ledger\"", "<section id=\"discrepancies\"");
    assert_eq!(ledger.matches("not analysed").count(), 8);
    assert_eq!(
        ledger.matches("not mentioned</span>").count(),
        3 + 1,
        "three cells and the key"
    );
    assert!(page.contains("The text is in Russian"));
    assert!(page.contains("lang=\"ru\""));
}

#[test]
fn the_ledger_tells_every_state_in_words() {
    let page = html(&sample::comparison());
    let row = between(&page, "<th scope=\"row\"><bdi>detained sailors", "</tr>");
    insta::assert_snapshot!(row.replace("><", ">\n<"));
    let row = between(&page, "<th scope=\"row\"><bdi>summit of leaders", "</tr>");
    insta::assert_snapshot!(row.replace("><", ">\n<"));
}

#[test]
fn a_discrepancy_shows_the_exact_words_in_their_context() {
    let page = html(&sample::comparison());
    let article = between(&page, "<article class=\"discrepancy\" id=\"d3\"", "</article>");
    insta::assert_snapshot!(article.replace("><", ">\n<"));
}

#[test]
fn a_thread_marks_the_words_that_differ() {
    let page = html(&sample::comparison());
    let article = between(&page, "<article class=\"thread\" id=\"th3\"", "</article>");
    assert!(article.contains("the fleet <mark class=\"differs\">stays</mark> where it is"));
    assert!(article.contains("the fleet <mark class=\"differs\">will remain</mark> where it is"));
    assert!(article.contains("5 of 7 words in common"));
}

#[test]
fn nested_statements_are_marked_with_both_names() {
    let page = html(&sample::comparison());
    assert!(
        page.contains("data-k=\"courier/s3 courier/s4\""),
        "the outer statement first, the inner last"
    );
}

#[test]
fn what_is_absent_shows_the_nearest_passage_and_its_score() {
    let comparison = sample::comparison();
    let page = html(&comparison);
    let section = between(&page, "<section id=\"omissions\"", "<section class=\"texts\"");
    for omission in &comparison.omissions {
        if let Omitted::Issue(label) = &omission.what {
            assert!(section.contains(&format!("<bdi>{label}</bdi>")));
        }
        if let Some(nearest) = &omission.nearest {
            assert!(section.contains(&format!("likeness {:.2}", nearest.score)));
        }
    }
}

#[test]
fn nothing_to_compare_is_a_page_that_says_so() {
    let page = html(&Comparison::default());
    assert!(page.contains("No issue was found in these accounts."));
    assert!(page.contains("0 accounts, 0 statements by 0 speakers"));
    let one = Comparison {
        accounts: vec![sample::lenta()],
        ..Comparison::default()
    };
    assert!(html(&one).contains("Лента пролива"));
}

#[test]
fn references_that_lead_nowhere_are_left_out() {
    let mut comparison = sample::comparison();
    comparison.accounts.remove(1);
    comparison.accounts[0].statements.clear();
    for cell in &mut comparison.ledger.cells {
        cell.state = CellState::Said;
        cell.mentions = vec![Span::new(9_000, 3)];
    }
    let page = html(&comparison);
    assert!(!page.contains("#a-courier"));
}

/// Whether a character turns the direction of writing.
fn turns(c: char) -> bool {
    ('\u{202a}'..='\u{202e}').contains(&c)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_overlap_of_statements_shows_the_text_to_the_letter(
        words in prop::collection::vec("[a-z<>&é—”я]{1,7}", 1..40),
        breaks in prop::collection::vec(any::<bool>(), 40),
        spans in prop::collection::vec((0usize..200, 1usize..80), 0..9),
    ) {
        let mut text = String::new();
        for (word, ends_line) in words.iter().zip(breaks) {
            text.push_str(word);
            text.push_str(if ends_line { "\n" } else { " " });
        }
        let mut draft = sample::Draft::new("only", "Only", "en", &text);
        let (who, issue) = (draft.actor("Someone", "", ""), draft.issue("something"));
        let mut expected = Vec::new();
        for (start, length) in spans {
            let statement = draft.say(Form::Indirect, who, issue, &[words[0].as_str()], "", "");
            statement.content = vec![Span::new(start, start + length)];
            let (id, content) = (statement.id, statement.content[0]);
            if visible_part(&text, content) {
                expected.push(format!("a-only-{id}"));
            }
        }
        let page = html(&Comparison { accounts: vec![draft.0], ..Comparison::default() });
        prop_assert_eq!(body(&page), text.split_whitespace().collect::<String>());
        let names: BTreeSet<&str> = attributes(&page, "id").into_iter().collect();
        for name in expected {
            prop_assert!(names.contains(name.as_str()), "{} is not in the page", name);
        }
    }

    #[test]
    fn any_text_stays_text(text in "\\PC{0,60}|[<>&\"'/a-z \u{0}-\u{1f}\u{202a}-\u{202e}]{0,60}") {
        let mut draft = sample::Draft::new(&text, &text, &text, &text);
        draft.actor(&text, &text, &text);
        draft.issue(&text);
        draft.warn("", &text);
        draft.0.account.title = Some(text.clone());
        let mut annotated: Annotated = draft.0;
        annotated.schema = text.clone();
        let page = html(&Comparison { accounts: vec![annotated], ..Comparison::default() });
        prop_assert_eq!(page.matches("<script").count(), 1);
        prop_assert!(!page.chars().any(|c| c.is_control() && !c.is_whitespace()));
        prop_assert!(!page.chars().any(turns));
    }
}

/// Whether a span, moved onto character boundaries, covers anything but white space.
fn visible_part(text: &str, span: Span) -> bool {
    let inside = text
        .char_indices()
        .filter(|(at, c)| span.start <= *at && at + c.len_utf8() <= span.end);
    inside.into_iter().any(|(_, c)| !c.is_whitespace())
}
