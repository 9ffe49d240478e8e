//! Which words of two wordings are the same.

use unicode_segmentation::UnicodeSegmentation;

/// Above this many pairs of words the table of the comparison would no longer be instant.
const MOST_PAIRS: usize = 4_000_000;

/// A stretch of one wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The words with their spaces and punctuation.
    pub text: &'a str,
    /// Whether the other wording has them, in the same order.
    pub shared: bool,
}

/// Two wordings, each cut into words that they share and words that they do not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Difference<'a> {
    /// The first wording; its pieces put end to end are the wording.
    pub left: Vec<Piece<'a>>,
    /// The second.
    pub right: Vec<Piece<'a>>,
    /// How many words they share.
    pub shared_words: usize,
    /// Words of the longer one.
    pub longest_words: usize,
}

impl Difference<'_> {
    /// Shared words as a part of the longer wording, 0 to 1.
    pub fn likeness(&self) -> f64 {
        if self.longest_words == 0 {
            return 1.0;
        }
        self.shared_words as f64 / self.longest_words as f64
    }
}

/// Compares word by word (longest common subsequence), without regard to case and punctuation.
///
/// Wordings too long for that share nothing.
pub(crate) fn difference<'a>(left: &'a str, right: &'a str) -> Difference<'a> {
    let (left_tokens, right_tokens) = (tokens(left), tokens(right));
    let (left_words, right_words) = (keys(&left_tokens), keys(&right_tokens));
    let pairs = common(&left_words, &right_words);
    let left_shared: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    let right_shared: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    Difference {
        left: pieces(left, &left_tokens, &left_shared),
        right: pieces(right, &right_tokens, &right_shared),
        shared_words: pairs.len(),
        longest_words: left_words.len().max(right_words.len()),
    }
}

/// A word, or what stands between two words, with where it starts.
struct Token<'a> {
    start: usize,
    text: &'a str,
    is_word: bool,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    text.split_word_bound_indices()
        .map(|(start, text)| Token {
            start,
            text,
            is_word: text.contains(char::is_alphanumeric),
        })
        .collect()
}

/// The words alone, in the form in which they are compared.
fn keys(tokens: &[Token<'_>]) -> Vec<String> {
    let words = tokens.iter().filter(|token| token.is_word);
    words
        .map(|token| token.text.to_lowercase().replace('’', "'"))
        .collect()
}

/// Pairs of indices of a longest common subsequence.
fn common(left: &[String], right: &[String]) -> Vec<(usize, usize)> {
    let columns = right.len() + 1;
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        return Vec::new();
    }
    // lengths[i][j]: the longest common subsequence of left[i..] and right[j..].
    let mut lengths = vec![0u32; (left.len() + 1) * columns];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            lengths[i * columns + j] = if left[i] == right[j] {
                lengths[(i + 1) * columns + j + 1] + 1
            } else {
                lengths[(i + 1) * columns + j].max(lengths[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * columns + j] >= lengths[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Joins tokens into stretches; what stands between two words goes with them when they agree.
fn pieces<'a>(text: &'a str, tokens: &[Token<'a>], shared: &[usize]) -> Vec<Piece<'a>> {
    let words = tokens.iter().filter(|token| token.is_word).enumerate();
    let mut out: Vec<Piece<'a>> = Vec::new();
    // Each run is (shared, from, to) in bytes, first over words alone.
    let mut runs: Vec<(bool, usize, usize)> = Vec::new();
    for (number, token) in words {
        let is_shared = shared.binary_search(&number).is_ok();
        let end = token.start + token.text.len();
        match runs.last_mut() {
            Some(run) if run.0 == is_shared => run.2 = end,
            _ => runs.push((is_shared, token.start, end)),
        }
    }
    let mut at = 0;
    for (is_shared, from, to) in runs {
        if from > at {
            out.push(Piece {
                text: &text[at..from],
                shared: true,
            });
        }
        out.push(Piece {
            text: &text[from..to],
            shared: is_shared,
        });
        at = to;
    }
    if at < text.len() {
        out.push(Piece {
            text: &text[at..],
            shared: true,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(pieces: &[Piece<'_>]) -> String {
        let show = |p: &Piece<'_>| {
            if p.shared {
                p.text.to_string()
            } else {
                format!("[{}]", p.text)
            }
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn differing_words_are_told_apart() {
        let found = difference(
            "We will not close the strait.",
            "We shall never close the Strait!",
        );
        assert_eq!(marked(&found.left), "We [will not] close the strait.");
        assert_eq!(marked(&found.right), "We [shall never] close the Strait!");
        assert_eq!((found.shared_words, found.longest_words), (4, 6));
    }

    #[test]
    fn added_words_stand_out_on_one_side_only() {
        let found = difference("ten boats", "ten small boats");
        assert_eq!(marked(&found.left), "ten boats");
        assert_eq!(marked(&found.right), "ten [small] boats");
    }

    proptest! {
        #[test]
        fn pieces_put_end_to_end_are_the_wording(left in "[a-d’ .,é]{0,40}", right in "[a-d’ .,é]{0,40}") {
            let found = difference(&left, &right);
            prop_assert_eq!(found.left.iter().map(|p| p.text).collect::<String>(), left.as_str());
            prop_assert_eq!(found.right.iter().map(|p| p.text).collect::<String>(), right.as_str());
            prop_assert!(found.likeness() <= 1.0);
        }
    }
}
