//! Which sentence of a later text is which of an earlier one.

use std::collections::BTreeMap;

use crate::compare::stem;
use crate::encode::{Embedding, EncodeError, cosine};
use crate::models::Models;
use crate::span::Span;
use crate::text::words::{is_word, split_words};

/// Least likeness of two sentences in the same order that may be versions of each other.
const LEAST_IN_ORDER: f32 = 0.42;

/// Least likeness of sentences that changed places: more, as nothing but the words speaks for it.
const LEAST_MOVED: f32 = 0.55;

/// What a word of one or two letters, or a common one, weighs beside a telling one.
const FUNCTION_WORD: f32 = 0.25;

/// Part of the likeness that the words give; the vectors give the rest.
const WORDS_SHARE: f32 = 0.65;

/// A sentence of one text.
pub(super) struct Line {
    pub span: Span,
    /// Stemmed words with their weights.
    words: BTreeMap<String, f32>,
    vector: Embedding,
}

/// The sentences of some stretches of a text.
///
/// # Errors
/// Those of the sentence encoder.
pub(super) fn lines(text: &str, sentences: &[Span], models: &Models) -> Result<Vec<Line>, EncodeError> {
    let line = |span: &Span| {
        let sentence = span.of(text);
        let mut words: BTreeMap<String, f32> = BTreeMap::new();
        for word in split_words(sentence)
            .into_iter()
            .map(|word| word.of(sentence))
            .filter(|word| is_word(word))
        {
            let lower = word.to_lowercase();
            let tells =
                lower.chars().count() > 3 || word.starts_with(|c: char| c.is_numeric() || c.is_uppercase());
            *words.entry(stem(&lower)).or_default() += if tells { 1.0 } else { FUNCTION_WORD };
        }
        Ok(Line {
            span: *span,
            words,
            vector: models.embedder().embed(sentence)?,
        })
    };
    sentences.iter().map(line).collect()
}

/// Two sentences that are versions of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    pub earlier: usize,
    pub later: usize,
    /// 0 to 1.
    pub likeness: f32,
    /// Whether it stands elsewhere among its neighbours than before.
    pub moved: bool,
}

/// The matches, by the later text's order; each sentence in one at most.
///
/// First the order-preserving alignment with the greatest sum of likeness above the least (Needleman and Wunsch
/// 1970), then what is left over on both sides, the likest first: those have moved.
pub(super) fn matches(earlier: &[Line], later: &[Line]) -> Vec<Match> {
    let table: Vec<Vec<f32>> = earlier
        .iter()
        .map(|a| later.iter().map(|b| likeness(a, b)).collect())
        .collect();
    let mut out = in_order(&table, later.len());
    let mut left: Vec<(usize, usize)> = Vec::new();
    for (i, row) in table
        .iter()
        .enumerate()
        .filter(|(i, _)| out.iter().all(|m| m.earlier != *i))
    {
        let free = |j: &usize| out.iter().all(|m| m.later != *j);
        left.extend(
            (0..later.len())
                .filter(free)
                .filter(|j| row[*j] >= LEAST_MOVED)
                .map(|j| (i, j)),
        );
    }
    left.sort_by(|x, y| table[y.0][y.1].total_cmp(&table[x.0][x.1]).then(x.cmp(y)));
    for (i, j) in left {
        if out.iter().all(|m| m.earlier != i && m.later != j) {
            out.push(Match {
                earlier: i,
                later: j,
                likeness: table[i][j],
                moved: true,
            });
        }
    }
    out.sort_by_key(|m| m.later);
    out
}

fn in_order(table: &[Vec<f32>], width: usize) -> Vec<Match> {
    let gain = |i: usize, j: usize| table[i][j] - LEAST_IN_ORDER;
    let mut best = vec![vec![0.0f32; width + 1]; table.len() + 1];
    for i in (0..table.len()).rev() {
        for j in (0..width).rev() {
            let skip = best[i + 1][j].max(best[i][j + 1]);
            best[i][j] = skip.max(best[i + 1][j + 1] + gain(i, j));
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < table.len() && j < width {
        if gain(i, j) > 0.0 && best[i + 1][j + 1] + gain(i, j) >= best[i][j] {
            out.push(Match {
                earlier: i,
                later: j,
                likeness: table[i][j],
                moved: false,
            });
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// How alike two sentences are, 0 to 1: shared weight of words (Dice 1945) and nearness of vectors.
fn likeness(a: &Line, b: &Line) -> f32 {
    if a.words.is_empty() && b.words.is_empty() {
        return 1.0;
    }
    let sum = |line: &Line| line.words.values().sum::<f32>();
    let shared: f32 = a
        .words
        .iter()
        .map(|(word, weight)| b.words.get(word).map_or(0.0, |other| weight.min(*other)))
        .sum();
    let words = 2.0 * shared / (sum(a) + sum(b)).max(f32::MIN_POSITIVE);
    WORDS_SHARE * words + (1.0 - WORDS_SHARE) * cosine(&a.vector, &b.vector).max(0.0)
}
