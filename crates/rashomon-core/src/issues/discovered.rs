//! Named undertakings: councils, inquiries, treaties, plans that a text names with capitals.

use std::collections::BTreeMap;

use super::prose;
use crate::account::BlockKind;
use crate::annotated::Annotated;
use crate::gazetteer::{by_word, folded};
use crate::span::Span;
use crate::text::phrases::folded_words;
use crate::text::words::split_words;

/// Nouns that name an undertaking when a capitalised name stands before them.
const UNDERTAKINGS: &[&str] = &[
    "report",
    "inquiry",
    "investigation",
    "probe",
    "deal",
    "agreement",
    "agreements",
    "accord",
    "accords",
    "treaty",
    "pact",
    "plan",
    "doctrine",
    "initiative",
    "resolution",
    "summit",
    "council",
    "convention",
    "protocol",
    "framework",
    "declaration",
    "memorandum",
    "process",
    "format",
    "mechanism",
    "corridor",
    "commission",
    "act",
    "affair",
    "scandal",
    "case",
    "dossier",
    "pipeline",
];

/// Nouns that say the same of an inquiry, so that its name in all accounts is one.
const INQUIRIES: &[&str] = &["report", "inquiry", "investigation", "probe", "findings"];

/// Undertakings on paper, known also by a word in small letters before them.
const PACTS: &[&str] = &["protocol", "agreement", "treaty", "pact", "accord", "convention"];

/// Words before a pact that do not say what it is about.
const ADJECTIVES: &[&str] = &[
    "new",
    "this",
    "that",
    "such",
    "same",
    "joint",
    "possible",
    "draft",
    "whole",
    "recent",
    "good",
    "great",
    "framework",
    "with",
    "without",
    "under",
    "into",
    "from",
    "their",
    "your",
    "peace",
    "first",
    "last",
    "next",
    "third",
    "every",
    "side",
    "party",
    "some",
    "more",
    "full",
    "when",
    "than",
    "like",
    "year",
    "both",
    "each",
    "over",
    "upon",
    "about",
];

/// Nouns that end the name of a place that states quarrel over.
const PLACES: &[&str] = &[
    "Strait",
    "Straits",
    "Sea",
    "Gulf",
    "Canal",
    "Island",
    "Islands",
    "Peninsula",
    "Dam",
    "River",
    "Channel",
    "Strip",
    "Heights",
    "Corridor",
    "Pass",
    "Valley",
    "Bay",
    "Shoal",
];

/// Capitalised words that are no part of a name.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "our",
    "in",
    "on",
    "at",
    "as",
    "and",
    "but",
    "for",
    "with",
    "after",
    "before",
    "under",
    "if",
    "when",
    "while",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mr",
    "mrs",
    "ms",
    "president",
    "foreign",
    "minister",
    "secretary",
    "prime",
    "no",
    "any",
    "each",
    "both",
    "such",
    "to",
];

/// The undertakings that an account names, with every place where it does.
///
/// Text in headlines is left out: there every word may have a capital.
pub(super) fn find(annotated: &Annotated) -> Vec<(String, Vec<Span>)> {
    let text = &annotated.account.text;
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for block in body(annotated) {
        for label in labels_in(text, block) {
            labels.entry(label.to_lowercase()).or_insert(label);
        }
    }
    let blocks: Vec<_> = prose(annotated)
        .into_iter()
        .map(|block| folded_words(text, block))
        .collect();
    labels
        .into_values()
        .map(|label| {
            let mentions = blocks
                .iter()
                .flat_map(|words| mentions_in(words, &label))
                .collect();
            (label, mentions)
        })
        .collect()
}

/// Where a text names an undertaking with this label, whatever the letter case.
///
/// For an inquiry ("Mueller report") the name alone is looked for: a text may call it a probe or "his work".
pub fn phrase_mentions(text: &str, label: &str) -> Vec<Span> {
    mentions_in(&folded_words(text, Span::new(0, text.len())), label)
}

/// The same in words of a text, folded and in small letters.
fn mentions_in(words: &[(Span, String)], label: &str) -> Vec<Span> {
    let wanted: Vec<String> = label
        .split_whitespace()
        .map(|w| folded(w).to_lowercase())
        .collect();
    let wanted = match wanted.split_last() {
        Some((last, name)) if !name.is_empty() && INQUIRIES.contains(&last.as_str()) => name,
        _ => &wanted[..],
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    words
        .windows(wanted.len())
        .filter(|window| window.iter().zip(wanted).all(|((_, word), want)| word == want))
        .map(|window| window[0].0.cover(window[window.len() - 1].0))
        .collect()
}

fn body(annotated: &Annotated) -> Vec<Span> {
    let titles: Vec<Span> = annotated
        .account
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading))
        .map(|b| b.span)
        .collect();
    prose(annotated)
        .into_iter()
        .filter(|block| !titles.contains(block))
        .collect()
}

fn labels_in(text: &str, block: Span) -> Vec<String> {
    let words: Vec<Span> = split_words(block.of(text))
        .into_iter()
        .map(|s| Span::new(s.start + block.start, s.end + block.start))
        .collect();
    let mut out = Vec::new();
    for (nth, span) in words.iter().enumerate() {
        let noun = span.of(text).to_lowercase();
        if PACTS.contains(&noun.as_str())
            && let Some(subject) = nth.checked_sub(1).and_then(|at| subject(text, words[at], *span))
        {
            out.push(format!("{subject} {noun}"));
        }
        let place = PLACES.contains(&span.of(text));
        if !place && !UNDERTAKINGS.contains(&noun.as_str()) {
            continue;
        }
        let mut start = nth;
        while start > 0 && nth - start < 4 && is_name(text, words[start - 1], words[start]) {
            start -= 1;
        }
        let name: Vec<&str> = words[start..nth].iter().map(|s| s.of(text)).collect();
        let telling = name
            .iter()
            .any(|word| by_word(word).is_none() && word.chars().count() > 2);
        if start < nth && telling {
            // "Kessel Strait" keeps its capital: there it is part of the name.
            let last = if place { span.of(text) } else { &noun };
            out.push(label(&name, last, &noun));
        }
    }
    out
}

/// The word that says what a pact is about ("visa agreement"), when it is no mere adjective.
fn subject(text: &str, word: Span, next: Span) -> Option<String> {
    let letters = word.of(text);
    let adjective = ADJECTIVES.contains(&letters)
        || ["al", "ic", "ive", "ed", "ing", "ous", "ly", "er"]
            .iter()
            .any(|e| letters.ends_with(e));
    let plain = letters.chars().all(|c| c.is_lowercase()) && letters.len() > 3;
    (plain && !adjective && text[word.end..next.start] == *" ").then(|| letters.to_owned())
}

/// Whether the word before belongs to the name that goes on with `next`.
fn is_name(text: &str, word: Span, next: Span) -> bool {
    let letters = word.of(text);
    let gap = &text[word.end..next.start];
    letters.starts_with(char::is_uppercase)
        && (gap == " " || gap == "-")
        && !NOT_NAMES.contains(&letters.to_lowercase().as_str())
}

fn label(name: &[&str], noun: &str, lower: &str) -> String {
    if INQUIRIES.contains(&lower) {
        // "Special Counsel Robert Mueller's report" and "Mueller probe" are one thing: the last name counts.
        return format!("{} report", name.last().copied().unwrap_or_default());
    }
    format!("{} {}", name.join(" "), noun)
}
