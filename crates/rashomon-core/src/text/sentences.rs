//! Sentences.

use crate::span::Span;

/// Abbreviations whose full stop ends no sentence, lower-cased, without it.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "maj", "adm",
    "st", "jr", "sr", "vs", "etc", "inc", "ltd", "co", "corp", "no", "nos", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "amb", "sec", "hon", "rev", "messrs", "approx",
    "fig", "vol", "art", "pres", "min", "dep", "asst", "supt", "gov't", "int'l", "e.g", "i.e", "cf", "al",
];

/// Splits a stretch of text into sentences, trimmed, in order; a line break between lines of text does
/// not by itself end one, a blank line does.
///
/// A sentence ends after `.`, `!`, `?` or `…` with the closing marks that follow, when what comes next
/// begins like a sentence. Abbreviations, initials and decimal points do not end one. Rules in the
/// manner of the Golden Rules of sentence boundary detection; `text` is any piece of an account, and
/// the spans are shifted by `span.start`.
pub fn split_sentences(text: &str, span: Span) -> Vec<Span> {
    let inner = span.of(text);
    let chars: Vec<(usize, char)> = inner.char_indices().collect();
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        if let Some(next) = boundary(inner, &chars, start, i) {
            let end = chars.get(next).map_or(inner.len(), |c| c.0);
            push(text, &mut out, span.start + start, span.start + end);
            start = end;
            i = next;
        } else {
            i += 1;
        }
    }
    push(text, &mut out, span.start + start, span.end);
    out
}

fn push(text: &str, out: &mut Vec<Span>, start: usize, end: usize) {
    let span = Span::new(start, end).trimmed(text);
    if !span.is_empty() {
        out.push(span);
    }
}

/// If a sentence that began at byte `start` ends with character `i`, the index of the first character
/// after it and its closing marks.
fn boundary(inner: &str, chars: &[(usize, char)], start: usize, i: usize) -> Option<usize> {
    let (at, c) = chars[i];
    if c == '\n' {
        let blank = chars[i + 1..]
            .iter()
            .find(|(_, c)| !matches!(c, ' ' | '\t' | '\r'))?
            .1
            == '\n';
        return blank.then_some(i + 1);
    }
    if !matches!(c, '.' | '!' | '?' | '…' | '。') {
        return None;
    }
    let mut end = i + 1;
    while chars
        .get(end)
        .is_some_and(|(_, c)| is_closing(*c) || matches!(c, '.' | '!' | '?' | '…'))
    {
        end += 1;
    }
    let closed = chars[i + 1..end].iter().any(|(_, c)| is_closing(*c));
    let Some(&(_, after)) = chars.get(end) else {
        return Some(end);
    };
    let mut next = end;
    while chars.get(next).is_some_and(|(_, c)| c.is_whitespace()) {
        next += 1;
    }
    let Some(&(_, begin)) = chars.get(next) else {
        return Some(end);
    };
    if !after.is_whitespace() {
        // A missing space after a closing mark ("…discussed.”He left") still ends the sentence.
        return (closed && begin.is_uppercase()).then_some(end);
    }
    if c == '.' && !closed && is_abbreviation(&inner[start..at], begin) {
        return None;
    }
    let starts = begin.is_uppercase() || begin.is_numeric() || is_opening(begin) || !begin.is_alphanumeric();
    let lone_dash = matches!(begin, '–' | '—' | '-' | ',' | ';' | ')');
    (starts && !lone_dash).then_some(end)
}

/// Whether the full stop after `before` belongs to an abbreviation or an initial; `next` begins what
/// follows.
fn is_abbreviation(before: &str, next: char) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || is_opening(c) || c == '(')
        .next()
        .unwrap_or("");
    let lower = word.to_lowercase();
    if ABBREVIATIONS.contains(&lower.as_str()) {
        // "No." before a capital is an answer, before a number an abbreviation.
        return !(lower == "no" || lower == "co")
            || next.is_numeric()
            || lower == "co" && next.is_lowercase();
    }
    if word.contains('.') {
        // After "U.S." a capital usually goes on with a name ("U.S. Secretary of State").
        return word.split('.').all(|part| part.chars().count() == 1) && !is_opening(next);
    }
    // An initial ("J. Smith").
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '›')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '„' | '‹')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        split_sentences(text, Span::new(0, text.len()))
            .into_iter()
            .map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            split("Mr. J. Smith of the U.S. Senate left. He was ill.").len(),
            2
        );
        assert_eq!(split("It cost 5.5 percent. Then 3.").len(), 2);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        assert_eq!(split("“We won’t.” She left."), ["“We won’t.”", "She left."]);
        assert_eq!(
            split("It was “short.”.He left."),
            ["It was “short.”.", "He left."]
        );
    }

    #[test]
    fn a_question_inside_a_sentence_goes_on() {
        assert_eq!(
            split("“Why?” he asked. No one knew."),
            ["“Why?” he asked.", "No one knew."]
        );
    }

    #[test]
    fn blank_lines_end_a_sentence_without_a_stop() {
        assert_eq!(split("A headline\n\nThe text"), ["A headline", "The text"]);
    }
}
