//! Words of an account, remembered so that they are found again.

use rashomon_core::Span;
use serde::{Deserialize, Serialize};

/// Characters remembered on either side of the words.
const CONTEXT: usize = 32;

/// Words of an account: what they are, where they stand, and what stands around them.
///
/// After the model of the W3C Web Annotation's text-quote and text-position selectors. The account is known by the
/// hash of its bytes, so that an anchor holds across case files and across versions of the program that take the
/// text out of the bytes in another way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// SHA-256 of the account's bytes, in hexadecimal digits.
    pub account: String,
    /// Where the words stood when the decision was made: UTF-8 bytes.
    pub span: Span,
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood after them.
    pub suffix: String,
}

impl Anchor {
    /// Remembers the words of a span of `text`; `None` when it does not lie on the text's characters.
    pub fn new(account: &str, text: &str, span: Span) -> Option<Self> {
        let exact = text.get(span.start..span.end).filter(|words| !words.is_empty())?;
        let before = text[..span.start].char_indices().rev().take(CONTEXT);
        let from = before.last().map_or(span.start, |(at, _)| at);
        let after = text[span.end..].char_indices().nth(CONTEXT);
        let to = after.map_or(text.len(), |(at, _)| span.end + at);
        Some(Self {
            account: account.to_owned(),
            span,
            exact: exact.to_owned(),
            prefix: text[from..span.start].to_owned(),
            suffix: text[span.end..to].to_owned(),
        })
    }

    /// Where the words stand in `text` now: at their old place, else where most of their surroundings are the same,
    /// the nearest to the old place among equals. `None` when the words are not there.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        if text.get(self.span.start..self.span.end) == Some(&self.exact) {
            return Some(self.span);
        }
        let places = text.match_indices(&self.exact).map(|(at, _)| at);
        let best = places.max_by_key(|&at| {
            let kept = self.kept_around(text, at);
            (kept, std::cmp::Reverse(at.abs_diff(self.span.start)))
        })?;
        Some(Span::new(best, best + self.exact.len()))
    }

    /// How many characters around a place are those that stood around the words.
    fn kept_around(&self, text: &str, at: usize) -> usize {
        let before = self.prefix.chars().rev().zip(text[..at].chars().rev());
        let after = self.suffix.chars().zip(text[at + self.exact.len()..].chars());
        before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
    }
}

/// The words of one statement: an anchor for each piece of its content.
pub type Words = Vec<Anchor>;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchor(text: &str, words: &str) -> Anchor {
        let start = text.rfind(words).unwrap();
        Anchor::new("hash", text, Span::new(start, start + words.len())).unwrap()
    }

    #[test]
    fn words_that_moved_are_found_by_what_stands_around_them() {
        let old = "He said no. She said no. They left.";
        let kept = anchor(old, "said no");
        let new = "Talks\n\nHe said no. And yet she said no? She said no. They left.";
        assert_eq!(
            kept.find(new),
            new.rfind("said no").map(|at| Span::new(at, at + 7))
        );
    }

    #[test]
    fn words_that_are_gone_are_not_found() {
        assert_eq!(
            anchor("The pier is open.", "open").find("The pier is shut."),
            None
        );
    }

    #[test]
    fn a_span_inside_a_character_is_refused() {
        assert_eq!(Anchor::new("hash", "é", Span::new(0, 1)), None);
        assert_eq!(Anchor::new("hash", "e", Span::new(0, 9)), None);
    }

    proptest! {
        #[test]
        fn words_are_found_where_they_were(text in "[a-cé—\n ]{1,60}", a in 0usize..80, b in 0usize..80) {
            let span = Span::new(a.min(b), a.max(b));
            if let Some(anchor) = Anchor::new("hash", &text, span) {
                prop_assert_eq!(anchor.find(&text), Some(span));
                let moved = format!("новое{text}");
                let found = anchor.find(&moved).unwrap();
                prop_assert_eq!(found.of(&moved), &anchor.exact);
            }
        }
    }
}
