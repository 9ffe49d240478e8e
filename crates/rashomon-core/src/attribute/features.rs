//! What lower-casing hides from the model: each word's case, and where quotation marks stand.
//!
//! `training/attribution/FEATURES.md` says the same in prose; its worked examples are a test here.

use crate::span::Span;
use crate::text::quotes::{find_marks, pair};
use crate::text::words::words_in;

const OUTSIDE: i32 = 0;
const INSIDE: i32 = 1;
const MARK: i32 = 2;
const UNCLOSED: i32 = 3;

/// One number a word: its case class plus five times its quotation state. `words` are those of one
/// paragraph.
pub fn features(text: &str, words: &[Span]) -> Vec<i32> {
    let states = quote_states(text, words);
    words
        .iter()
        .zip(states)
        .map(|(word, state)| case_class(word.of(text)) + 5 * state)
        .collect()
}

/// 0 no letter, 1 no capital, 2 Capitalised (or one capital alone), 3 ALL CAPITALS, 4 mixed.
fn case_class(word: &str) -> i32 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    let Some(&first) = letters.peek() else { return 0 };
    let (count, capitals) = letters.fold((0, 0), |(n, k), c| (n + 1, k + usize::from(c.is_uppercase())));
    match capitals {
        0 => 1,
        _ if capitals == count && capitals >= 2 => 3,
        1 if first.is_uppercase() => 2,
        _ => 4,
    }
}

/// Whether each word of a paragraph is outside quotation marks, inside, a mark, or after a mark that is
/// never closed.
fn quote_states(text: &str, words: &[Span]) -> Vec<i32> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Vec::new();
    };
    let paragraph = Span::new(first.start, last.end);
    let marks = find_marks(text, paragraph);
    let mut states = vec![OUTSIDE; words.len()];
    for quotation in pair(&marks, paragraph) {
        let state = if quotation.closed { INSIDE } else { UNCLOSED };
        states[words_in(words, quotation.inner)].fill(state);
    }
    for mark in marks {
        states[words_in(words, mark.span)].fill(MARK);
    }
    states
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::text::words::split_words;

    #[derive(Deserialize)]
    struct Case {
        text: String,
        words: Vec<String>,
        case: Vec<i32>,
        state: Vec<i32>,
    }

    #[test]
    fn the_worked_examples_of_the_training_hold() {
        let json = include_str!("../../../../training/attribution/features_cases.json");
        let cases: Vec<Case> = serde_json::from_str(json).unwrap();
        assert!(cases.len() >= 6);
        for case in cases {
            let mut all: Vec<String> = Vec::new();
            let mut found: Vec<i32> = Vec::new();
            let mut start = 0;
            for line in case.text.split_inclusive('\n') {
                let shift = |w: Span| Span::new(w.start + start, w.end + start);
                let words: Vec<Span> = split_words(line).into_iter().map(shift).collect();
                all.extend(words.iter().map(|w| w.of(&case.text).to_owned()));
                found.extend(features(&case.text, &words));
                start += line.len();
            }
            assert_eq!(all, case.words, "{}", case.text);
            let wanted: Vec<i32> = case
                .case
                .iter()
                .zip(&case.state)
                .map(|(case, state)| case + 5 * state)
                .collect();
            assert_eq!(found, wanted, "{}", case.text);
        }
    }
}
