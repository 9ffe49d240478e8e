//! The headline, headings on their own lines, and headings and topic labels run into prose.

use std::collections::BTreeSet;

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;

use super::Piece;
use super::label::is_place;
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
    let Some(next) = pieces[at + 1..].iter().find(|piece| piece.kind.is_none()) else {
        return;
    };
    if is_title(text, piece.span, next.span) {
        pieces[at].kind = Some(BlockKind::Title);
    }
}

/// Whether the paragraph reads as a headline over what follows.
fn is_title(text: &str, span: Span, next: Span) -> bool {
    let words = span.of(text);
    let chars = words.chars().count();
    let limit = if words.contains(';') {
        MAX_CLAUSES_CHARS
    } else {
        MAX_TITLE_CHARS
    };
    let stopped = words.ends_with('.');
    let blank_line = is_blank_between(&text[span.end..next.start]);
    let rest = text[span.end..].trim().chars().count();
    let starts_low = words
        .chars()
        .find(|c| !is_opener(*c))
        .is_none_or(char::is_lowercase);
    let marked = words.starts_with("# ");
    if chars > limit || rest < chars || starts_low || words.ends_with([':', ',', ';', '：']) {
        return false;
    }
    if marked || !ends_sentence(words) {
        return sentences(words) <= 2;
    }
    let lead = stopped && (blank_line && chars > MAX_STOPPED_CHARS || chars > 80 && names_a_day(words));
    // A body as short as its first line gives no ground to call that line a headline.
    sentences(words) == 1
        && !lead
        && next.of(text).chars().count() * 3 > chars * 2
        && date::dateline(words).is_none()
}

/// Whether there is a blank line between two paragraphs.
fn is_blank_between(gap: &str) -> bool {
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
    (5..=16).contains(&words.len()) && long.len() >= 4 && capital.count() * 10 >= long.len() * 9
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
    begins
        && !ends
        && !bullet
        && !words.contains(": ")
        && words.chars().count() <= limit
        && next.of(text).chars().count() > words.chars().count()
        && next.of(text).contains(is_terminal)
}

/// Cuts headings and topic labels that were run into prose off the paragraphs they head.
pub(super) fn cut_run_in(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let topics = topics(text, &pieces);
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.kind.is_some() {
            out.push(piece);
            continue;
        }
        let mut cuts: Vec<(usize, usize)> = topics
            .iter()
            .copied()
            .filter(|(s, _)| piece.span.contains_offset(*s))
            .collect();
        if let Some(end) = run_in_end(piece.span.of(text), 10) {
            cuts.insert(0, (piece.span.start, piece.span.start + end));
        }
        let mut from = piece.span.start;
        for (start, end) in cuts.into_iter().filter(|(start, end)| start < end) {
            if start < from {
                continue;
            }
            push(text, &mut out, Span::new(from, start), None);
            push(text, &mut out, Span::new(start, end), Some(BlockKind::Heading));
            from = end;
        }
        push(text, &mut out, Span::new(from, piece.span.end), None);
    }
    out
}

/// Adds a piece, trimmed, unless nothing is left of it.
fn push(text: &str, out: &mut Vec<Piece>, span: Span, kind: Option<BlockKind>) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        out.push(Piece {
            span,
            kind,
            speaker: None,
        });
    }
}

/// Words that, capitalised in the middle of a line and followed by a word in lower case, start a sentence.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "Let’s", "Let's", "The", "This", "These", "Those", "It", "It’s", "It's", "He", "She", "They", "We", "But", "And",
    "When", "While", "As", "After", "Although", "Though", "Which", "There", "Here", "Here’s", "Here's", "What", "Why",
    "How", "If", "Meanwhile", "However", "Even", "Even so", "Despite", "During", "Following", "Speaking", "According",
    "Both", "Since", "Because", "Yet", "Still", "Last", "Earlier", "Later", "At", "In", "On", "For", "With", "By",
];

/// Words that do not end a heading, in lower case.
#[rustfmt::skip]
const NO_END: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "but", "as", "from", "that",
    "is", "are", "was", "were", "be", "has", "have", "had", "said", "says", "will", "would", "than", "then", "if",
    "when", "his", "her", "their", "its", "called", "titled", "via", "per", "versus", "vs", "about", "into", "over",
];

/// Where a heading ends that was run into the prose after it without a stop; `None` when not evident.
///
/// It has four to `max_words` words without punctuation that ends or joins clauses, is not set in
/// capitals throughout, and the next word is a capitalised sentence opener before a lower-case word.
fn run_in_end(text: &str, max_words: usize) -> Option<usize> {
    let mut words = word_offsets(text).peekable();
    let mut count = 0;
    let mut capitals = 0;
    let mut before = "";
    while let Some((at, word)) = words.next() {
        let next = words.peek().map_or("", |(_, next)| next);
        if count >= 4 && starts_a_sentence(word, next) && !NO_END.contains(&before.to_lowercase().as_str()) {
            // A headline in capitals has such words in its middle.
            return (capitals * 3 < count * 2).then_some(at);
        }
        count += 1;
        capitals += usize::from(
            word.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase),
        );
        let breaks = word.ends_with([',', ';', ':', '.', '?', '!', '…', '”', '"', '–', '—', '-', ')']);
        if breaks || count > max_words {
            return None;
        }
        before = word;
    }
    None
}

/// Whether `word`, in the middle of a line, starts a sentence that `next` goes on with.
fn starts_a_sentence(word: &str, next: &str) -> bool {
    OPENERS.contains(&word) && next.chars().next().is_some_and(char::is_lowercase)
}

/// The words of `text` and where they start.
fn word_offsets(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Topic labels at the start of sentences: "Orvania – The talks ...", "Iran: The minister ...".
///
/// Returns label and separator. They count when the account has at least two different ones; before a
/// colon only places do, because names before a colon are speakers.
fn topics(text: &str, pieces: &[Piece]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.kind.is_none()) {
        let words = piece.span.of(text);
        let starts = sentence_starts(words);
        for (at, &start) in starts.iter().enumerate() {
            let stop = starts.get(at + 1).copied().unwrap_or(words.len());
            if let Some((length, label)) = topic(&words[start..stop]) {
                let from = piece.span.start + start;
                found.push((from, from + length, label.to_owned()));
            }
        }
    }
    let distinct: BTreeSet<&str> = found.iter().map(|(_, _, label)| label.as_str()).collect();
    if distinct.len() < 2 {
        return Vec::new();
    }
    found.into_iter().map(|(start, end, _)| (start, end)).collect()
}

/// The topic label that a sentence starts with: bytes up to its words, and the label.
fn topic(sentence: &str) -> Option<(usize, &str)> {
    let (at, separator) = [" – ", " — ", " - ", ": "]
        .iter()
        .filter_map(|separator| sentence.find(separator).map(|at| (at, *separator)))
        .min_by_key(|(at, _)| *at)?;
    let label = &sentence[..at];
    let words: Vec<&str> = label.split(' ').collect();
    let small = |word: &str| matches!(word, "and" | "of" | "the" | "&");
    let name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
    };
    if words.len() > 4 || !name(words[0]) || !words.iter().all(|word| name(word) || small(word)) {
        return None;
    }
    let rest = &sentence[at + separator.len()..];
    let begins = rest
        .chars()
        .find(|c| !is_opener(*c))
        .is_some_and(char::is_uppercase);
    // "Orvania – whose fleet – ..." and "Orsi – Vale’s guest – ..." are asides.
    let aside = separator != ": " && rest.contains(separator);
    if !begins || aside || separator != " – " && separator != " — " && !is_place(label) {
        return None;
    }
    Some((at + separator.len(), label))
}

/// The headline as a reader would write it: one line, without mark-up and without a single full stop.
pub(crate) fn title_text(words: &str) -> String {
    let bare = words
        .trim_start_matches('#')
        .trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let line = bare.split_whitespace().collect::<Vec<_>>().join(" ");
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

    #[test]
    fn headings_run_into_prose_end_before_a_sentence_opener() {
        let end = |text: &str| run_in_end(text, 10).map(|end| text[..end].trim_end().to_owned());
        assert_eq!(
            end("A cold welcome in Varn Let’s look at who came.").as_deref(),
            Some("A cold welcome in Varn")
        );
        assert_eq!(
            end("Grain and steel first The two sides began at noon.").as_deref(),
            Some("Grain and steel first")
        );
        assert_eq!(end("Orsi went to The Hague on Monday."), None);
        assert_eq!(end("The minister read The old man with interest."), None);
        assert_eq!(end("Orsi said, in Varn, that The talks had ended."), None);
        assert_eq!(end("They met Vale in the city."), None);
    }

    #[test]
    fn topics_need_capitals_and_a_sentence_after_the_dash() {
        assert_eq!(
            topic("Orvania – Vale repeated his words.").map(|t| t.1),
            Some("Orvania")
        );
        assert_eq!(topic("Iran: The minister was silent.").map(|t| t.1), Some("Iran"));
        assert_eq!(topic("Orsi: The minister was silent."), None);
        assert_eq!(topic("Diplomats – from Orvania – confirm it."), None);
        assert_eq!(topic("Orsi – Vale’s guest – left."), None);
        assert_eq!(topic("The talks – They ended."), None);
    }
}
