//! The headline, and headings on their own lines.

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;

use super::Piece;
use super::run_in::run_in_end;
use crate::date;
use crate::sentence::{ends_sentence, is_opener, is_terminal, sentence_starts};

/// Longest headline, in characters.
const MAX_TITLE_CHARS: usize = 200;
/// Longest headline of several clauses set off by semicolons, in characters.
const MAX_CLAUSES_CHARS: usize = 240;
/// Longest headline that ends in a full stop and is followed by a blank line: else it is a lead, in characters.
const MAX_STOPPED_CHARS: usize = 120;
/// Longest heading inside the body, in characters.
const MAX_HEADING_CHARS: usize = 100;
/// Longest line directly under the headline that is taken for its second deck, in characters.
const MAX_DECK_CHARS: usize = 180;

/// Marks the headline, if the first words of the account are one.
///
/// They are when they are one short sentence, or none, and more text follows. A place, day or agency that
/// ends the line ("Talks end. VARN, Orvania (AP).") is cut off as furniture.
pub(super) fn mark_title(text: &str, pieces: &mut Vec<Piece>) {
    if pieces.iter().any(|piece| piece.kind == Some(BlockKind::Title)) {
        return;
    }
    let Some(at) = pieces.iter().position(|piece| piece.kind.is_none()) else {
        return;
    };
    if at > 6 {
        return;
    }
    cut_dateline(text, pieces, at);
    cut_run_in_title(text, pieces, at);
    let piece = pieces[at];
    // The longest of the next three: a second deck under the headline may be as short as it.
    let after = pieces[at + 1..]
        .iter()
        .filter(|piece| piece.kind.is_none())
        .take(3);
    let Some(body) = after.max_by_key(|piece| piece.span.len()) else {
        return;
    };
    if is_title(text, piece.span, body.span) {
        pieces[at].kind = Some(BlockKind::Title);
    }
}

/// Whether the paragraph reads as a headline over `body`, the longest of what follows it.
fn is_title(text: &str, span: Span, body: Span) -> bool {
    let words = span.of(text);
    let chars = words.chars().count();
    let limit = if words.contains(';') {
        MAX_CLAUSES_CHARS
    } else {
        MAX_TITLE_CHARS
    };
    let stopped = words.ends_with('.');
    let blank_line = begins_with_blank_line(&text[span.end..body.start]);
    let rest = text[span.end..].trim().chars().count();
    let starts_low = words
        .chars()
        .find(|c| !is_opener(*c))
        .is_none_or(char::is_lowercase);
    let marked = words.starts_with("# ");
    if chars > limit || rest < chars || starts_low || words.ends_with([':', ',', '：']) {
        return false;
    }
    if marked || !ends_sentence(words) {
        return sentences(words) <= 2;
    }
    let lead = stopped && (blank_line && chars > MAX_STOPPED_CHARS || chars > 80 && names_a_day(words));
    // A body as short as its first line gives no ground to call that line a headline.
    is_one_line(words)
        && !lead
        && body.of(text).chars().count() * 3 > chars * 2
        && date::dateline(words).is_none()
}

/// Whether the words are one sentence, or two as headlines have them: a question or an exclamation first,
/// or both in capitals.
fn is_one_line(words: &str) -> bool {
    match sentence_starts(words)[..] {
        [] | [_] => true,
        [_, second] => {
            let asks = words[..second].trim_end().ends_with(['?', '!', '…']);
            words.chars().count() <= MAX_STOPPED_CHARS && (asks || is_headline_case(words))
        }
        _ => false,
    }
}

/// Whether there is a blank line before the next words.
fn begins_with_blank_line(after: &str) -> bool {
    let gap = &after[..after.len() - after.trim_start().len()];
    gap.replace("\r\n", "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'))
        .count()
        > 1
}

/// Whether the words tell when, as a lead does and a headline seldom does.
fn names_a_day(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| {
        let lower = word.to_lowercase();
        matches!(lower.as_str(), "yesterday" | "today" | "tonight") || date::is_weekday(&lower)
    })
}

/// How many sentences.
fn sentences(words: &str) -> usize {
    sentence_starts(words).len()
}

/// Cuts a place, day or agency off the end of the first line.
fn cut_dateline(text: &str, pieces: &mut Vec<Piece>, at: usize) {
    let span = pieces[at].span;
    let words = span.of(text);
    if words.chars().count() > MAX_CLAUSES_CHARS {
        return;
    }
    let starts = sentence_starts(words);
    if let Some(&start) = starts[1.min(starts.len())..]
        .iter()
        .find(|&&start| date::is_dateline_alone(words[start..].trim()))
    {
        pieces[at].span = Span::new(span.start, span.start + start).trimmed(text);
        let rest = Span::new(span.start + start, span.end).trimmed(text);
        pieces.insert(
            at + 1,
            Piece {
                span: rest,
                kind: Some(BlockKind::Furniture),
                speaker: None,
            },
        );
    }
}

/// Cuts a headline off a first paragraph that goes on in the same line.
///
/// Only where evident: a run of words that the next sentence breaks off, or a first sentence set in
/// capitals as headlines are.
fn cut_run_in_title(text: &str, pieces: &mut Vec<Piece>, at: usize) {
    let span = pieces[at].span;
    let words = span.of(text);
    if words.chars().count() <= MAX_TITLE_CHARS {
        return;
    }
    let capitals = || {
        let second = *sentence_starts(words).get(1)?;
        is_headline_case(&words[..second]).then_some(second)
    };
    let Some(end) = run_in_end(words, 18).or_else(capitals) else {
        return;
    };
    let title = Span::new(span.start, span.start + end).trimmed(text);
    pieces[at] = Piece {
        span: title,
        kind: Some(BlockKind::Title),
        speaker: None,
    };
    pieces.insert(
        at + 1,
        Piece {
            span: Span::new(span.start + end, span.end).trimmed(text),
            kind: None,
            speaker: None,
        },
    );
}

/// Whether the long words of a short sentence are capitalised, as in headlines.
fn is_headline_case(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() >= 4).collect();
    let capital = long.iter().filter(|word| {
        word.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
    });
    (5..=24).contains(&words.len()) && long.len() >= 4 && capital.count() * 10 >= long.len() * 9
}

/// Marks headings: short paragraphs that end no sentence and stand over a longer one.
pub(super) fn mark_headings(text: &str, pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let piece = pieces[at];
        let Some(next) = pieces.get(at + 1).filter(|next| next.kind.is_none()) else {
            continue;
        };
        let after_title = at > 0 && pieces[at - 1].kind == Some(BlockKind::Title);
        if piece.kind.is_none() && is_heading(text, piece.span, next.span, after_title) {
            pieces[at].kind = Some(BlockKind::Heading);
        }
    }
}

/// Whether a paragraph is a heading over `next`.
fn is_heading(text: &str, span: Span, next: Span, after_title: bool) -> bool {
    let words = span.of(text);
    if words.starts_with('#') && words.trim_start_matches('#').starts_with(' ') {
        return true;
    }
    let limit = if after_title {
        MAX_DECK_CHARS
    } else {
        MAX_HEADING_CHARS
    };
    let first = words.chars().find(|c| !is_opener(*c));
    let begins = first.is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let ends = words.ends_with([':', ',', ';', '：', '-', '–', '—']) || ends_sentence(words);
    let bullet = words.starts_with(['-', '•', '*', '–', '—', '·']) && !words.starts_with("**");
    // A line that the next goes on with in lower case was only broken.
    let broken = next.of(text).starts_with(char::is_lowercase);
    begins
        && !broken
        && !ends
        && !bullet
        && !words.contains(": ")
        && words.chars().count() <= limit
        && next.of(text).chars().count() > words.chars().count()
        && next.of(text).contains(is_terminal)
}

/// The headline as a reader would write it: one line, without mark-up and without a single full stop.
pub(crate) fn title_text(words: &str) -> String {
    let bare = words
        .trim_start_matches('#')
        .trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let line = bare
        .trim_end_matches(';')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match line.strip_suffix('.') {
        Some(stem)
            if !stem.ends_with('.')
                && sentence_starts(&format!("{line} X")).len() > sentence_starts(&line).len() =>
        {
            stem.to_owned()
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_is_no_part_of_a_headline() {
        assert_eq!(title_text("Talks end."), "Talks end");
        assert_eq!(title_text("Orvania thanks U.S."), "Orvania thanks U.S.");
        assert_eq!(title_text("## **Talks\n end** "), "Talks end");
        assert_eq!(title_text("And then..."), "And then...");
    }
}
