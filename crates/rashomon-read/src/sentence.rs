//! Where sentences end, well enough to tell a headline or a turn from what follows it.

/// Words whose full stop does not end a sentence, in lower case without the stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep", "gov",
    "amb", "st", "sr", "jr", "vs", "no", "nos", "inc", "ltd", "co", "corp", "etc", "e.g", "i.e", "cf",
    "approx", "dept", "hon", "rev", "messrs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec",
];

/// Whether the character ends a sentence.
pub(crate) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '।')
}

/// Whether the character closes a quotation or a bracket.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '*' | '_'
    )
}

/// Whether the character opens a quotation or a bracket.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[' | '「' | '『' | '*' | '_'
    )
}

/// Whether `text` ends as a sentence does, closing quotation marks aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(is_closer)
        .trim_end()
        .ends_with(is_terminal)
}

/// Longest abbreviation looked for, in bytes.
const MAX_ABBREVIATION_BYTES: usize = 24;

/// Whether the full stop that ends `head` belongs to an abbreviation or an initial.
fn is_abbreviated(head: &str) -> bool {
    let Some(body) = head.strip_suffix('.') else {
        return false;
    };
    // No abbreviation is longer, and a text may have a word without end.
    let mut from = body.len().saturating_sub(MAX_ABBREVIATION_BYTES);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let body = &body[from..];
    let word = body
        .rsplit(|c: char| c.is_whitespace() || is_opener(c))
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    // "No." is an answer as often as a number: only a digit after it would tell, so it ends a sentence.
    let listed = word != "No" && ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    initial || dotted || listed
}

/// Byte offsets in `text` at which sentences start, the first included.
///
/// A sentence ends at `.`, `?`, `!` or `…`, with what closes after it, before white space and a character
/// that is not lower case. "Mr.", "U.S." and initials do not end one.
pub(crate) fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    if let Some(first) = text.find(|c: char| !c.is_whitespace()) {
        starts.push(first);
    }
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_terminal(c) || is_abbreviated(&text[..at + c.len_utf8()]) {
            continue;
        }
        let after = &text[at + c.len_utf8()..];
        let rest = after.trim_start_matches(|c| is_closer(c) || is_terminal(c) || c == '.');
        let next = rest.trim_start();
        let spaced = next.len() < rest.len() || matches!(c, '。' | '？' | '！');
        let start = text.len() - next.len();
        let begins = next
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | '-'));
        if spaced && begins && starts.last().is_some_and(|&last| last < start) {
            starts.push(start);
        }
        while chars.peek().is_some_and(|&(next_at, _)| next_at < start) {
            chars.next();
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut starts = sentence_starts(text);
        starts.push(text.len());
        starts
            .windows(2)
            .map(|pair| text[pair[0]..pair[1]].trim())
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(
            split("Mr. Orsi met U.S. envoys. They talked."),
            ["Mr. Orsi met U.S. envoys.", "They talked."]
        );
        assert_eq!(split("“We agree.” He left."), ["“We agree.”", "He left."]);
        assert_eq!(split("Why? No. Because."), ["Why?", "No.", "Because."]);
        assert_eq!(
            split("J. Doe paid 3.5 bn… and left."),
            ["J. Doe paid 3.5 bn… and left."]
        );
    }

    #[test]
    fn a_closing_quotation_mark_does_not_hide_the_end() {
        assert!(ends_sentence("“We agree.” "));
        assert!(!ends_sentence("Talks end"));
    }
}
