//! Headings and topic labels that were run into the prose after them.

use std::collections::BTreeSet;

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;

use super::Piece;
use super::label::is_place;
use crate::sentence::{is_opener, sentence_starts};

/// Cuts headings and topic labels that were run into prose off the paragraphs they head.
pub(super) fn cut_run_in(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let topics = topics(text, &pieces);
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.kind.is_some() {
            out.push(piece);
            continue;
        }
        let first = topics.partition_point(|(start, _)| *start < piece.span.start);
        let within = topics[first..]
            .iter()
            .take_while(|(start, _)| *start < piece.span.end);
        let mut cuts: Vec<(usize, usize)> = within.copied().collect();
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
pub(super) fn run_in_end(text: &str, max_words: usize) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
