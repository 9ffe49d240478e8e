//! Phrases of a lexicon, and where they stand in a text.

use super::words::{is_word, split_words};
use crate::gazetteer::folded;
use crate::span::Span;

/// How many words "~" may stand for.
const LONGEST_GAP: usize = 5;

/// Phrases that mean one thing.
///
/// Written with `|` between phrases; `*` at a word's end stands for any ending, `~` for up to five words
/// between. Letter case and accents make no difference.
#[derive(Clone, Debug)]
pub struct Phrases(
    /// Each with the byte that its first word begins with, if that is always the same.
    Vec<(Option<u8>, Vec<Part>)>,
);

/// One word of a phrase.
#[derive(Clone, Debug)]
enum Part {
    Word(&'static str),
    Beginning(&'static str),
    Gap,
}

impl Part {
    fn of(word: &'static str) -> Self {
        match word.strip_suffix('*') {
            _ if word == "~" => Part::Gap,
            Some(beginning) => Part::Beginning(beginning),
            None => Part::Word(word),
        }
    }

    /// Whether it is this word.
    #[inline]
    fn matches(&self, word: &str) -> bool {
        match self {
            Part::Word(own) => *own == word,
            Part::Beginning(beginning) => word.starts_with(beginning),
            Part::Gap => true,
        }
    }

    /// The byte that begins every word that it can be; `None` where there are several.
    fn first_byte(&self) -> Option<u8> {
        match self {
            Part::Word(own) | Part::Beginning(own) => own.as_bytes().first().copied(),
            Part::Gap => None,
        }
    }
}

impl Phrases {
    /// The phrases of one entry of a lexicon.
    pub fn of(written: &'static str) -> Self {
        let phrase = |phrase: &'static str| {
            let parts: Vec<Part> = phrase.split(' ').map(Part::of).collect();
            (parts.first().and_then(Part::first_byte), parts)
        };
        Self(written.split('|').map(phrase).collect())
    }

    /// Disjoint matches in some words, the longest at each place.
    pub fn find(&self, words: &[(Span, String)]) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let first = words[at].1.as_bytes().first().copied();
            // A look that spares most comparisons.
            let fitting = self.0.iter().filter(|(own, _)| own.is_none() || *own == first);
            let end = fitting
                .filter_map(|(_, phrase)| match_at(phrase, words, at))
                .max();
            match end {
                Some(end) => {
                    out.push(words[at].0.cover(words[end - 1].0));
                    at = end;
                }
                None => at += 1,
            }
        }
        out
    }
}

/// The word after the match of a phrase that begins at `at`.
fn match_at(phrase: &[Part], words: &[(Span, String)], at: usize) -> Option<usize> {
    let Some((part, rest)) = phrase.split_first() else {
        return Some(at);
    };
    if matches!(part, Part::Gap) {
        return (0..=LONGEST_GAP).find_map(|skip| match_at(rest, words, at + skip));
    }
    words.get(at).filter(|(_, word)| part.matches(word))?;
    match_at(rest, words, at + 1)
}

/// The words of a stretch of text in lower case and without accents, marks left out.
pub fn folded_words(text: &str, within: Span) -> Vec<(Span, String)> {
    split_words(within.of(text))
        .into_iter()
        .map(|span| Span::new(span.start + within.start, span.end + within.start))
        .filter(|span| is_word(span.of(text)))
        .map(|span| (span, folded(span.of(text)).to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_endings_match_and_the_longest_wins() {
        let text = "He would not be publicly named. Naming him is off the record.";
        let words = folded_words(text, Span::new(0, text.len()));
        let found = |written| -> Vec<&str> {
            Phrases::of(written)
                .find(&words)
                .into_iter()
                .map(|s| s.of(text))
                .collect()
        };
        assert_eq!(found("not be|not ~ named"), ["not be publicly named"]);
        assert_eq!(found("nam*"), ["named", "Naming"]);
        assert_eq!(found("off the record"), ["off the record"]);
        assert!(found("on the record").is_empty());
    }
}
