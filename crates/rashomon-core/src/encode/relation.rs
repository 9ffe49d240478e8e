//! What two passages are to each other: natural language inference (Dagan et al. 2006) without a direction.

use std::collections::BTreeSet;

use super::pieces::{CLS, SEP};
use super::{EncodeError, Encoder, Pieces, Sequence};
use crate::comparison::DiscrepancyKind;
use crate::text::words::split_words;

/// Most pieces of a passage that are read, as in training.
const MOST_PIECES: usize = 80;

/// Passages that contradict each other with a lower probability are read one way round only.
const LOOK_TWICE: f32 = 0.1;

/// The kinds of contradiction, in the order of the model's scores after "neither" and "same".
const KINDS: [DiscrepancyKind; 6] = [
    DiscrepancyKind::Polarity,
    DiscrepancyKind::Number,
    DiscrepancyKind::Date,
    DiscrepancyKind::Place,
    DiscrepancyKind::Person,
    DiscrepancyKind::Scope,
];

/// How likely it is that two passages report the same thing, or contradict each other in a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relation {
    /// 0 to 1.
    pub same: f32,
    /// 0 to 1.
    pub contradicts: f32,
    /// The likeliest kind of contradiction.
    pub kind: DiscrepancyKind,
}

/// Scores pairs of passages.
pub struct Relations<'a> {
    encoder: &'a dyn Encoder,
    pieces: &'a Pieces,
}

/// The words of a passage in lower case, and their pieces.
type Side = Vec<(String, Vec<i32>)>;

impl<'a> Relations<'a> {
    /// Uses an encoder with one row of eight scores, and features that say on which side a piece stands and whether
    /// its word is on the other side too.
    pub fn new(encoder: &'a dyn Encoder, pieces: &'a Pieces) -> Self {
        Self { encoder, pieces }
    }

    /// What two passages are to each other; of a long one the beginning is read. The same either way round: where it may
    /// matter, the mean of what is found with the one first and with the other.
    ///
    /// # Errors
    /// Those of [`Encoder::encode`].
    pub fn relate(&self, a: &str, b: &str) -> Result<Relation, EncodeError> {
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        let (first, second) = (self.side(first), self.side(second));
        let shares = self.shares(&first, &second)?;
        let found = relation(&shares);
        if found.contradicts < LOOK_TWICE {
            return Ok(found);
        }
        let back = self.shares(&second, &first)?;
        let mean: Vec<f32> = shares.iter().zip(back).map(|(x, y)| (x + y) / 2.0).collect();
        Ok(relation(&mean))
    }

    /// The probabilities of the classes.
    fn shares(&self, first: &Side, second: &Side) -> Result<Vec<f32>, EncodeError> {
        let (ids, features) = sequence(first, second);
        let outputs = self.encoder.encode(Sequence {
            ids: &ids,
            features: &features,
        })?;
        let scores = outputs.into_iter().next().unwrap_or_default();
        Ok(softmax(&scores.values))
    }

    fn side(&self, text: &str) -> Side {
        let mut size = 0;
        let words = split_words(text).into_iter().map(|word| {
            let mut ids = Vec::new();
            self.pieces.append(word.of(text), &mut ids);
            (word.of(text).to_lowercase(), ids)
        });
        words
            .take_while(|(_, ids)| {
                size += ids.len();
                size <= MOST_PIECES
            })
            .collect()
    }
}

/// The pieces of both sides, and their features.
fn sequence(a: &Side, b: &Side) -> (Vec<i32>, Vec<i32>) {
    let (mut ids, mut features) = (vec![CLS], vec![0]);
    for (number, own, other) in [(0, a, b), (1, b, a)] {
        let words: BTreeSet<&str> = other.iter().map(|(word, _)| word.as_str()).collect();
        for (word, pieces) in own {
            let feature = number + 2 * i32::from(words.contains(word.as_str()));
            ids.extend(pieces);
            features.extend(pieces.iter().map(|_| feature));
        }
        ids.push(SEP);
        features.push(number);
    }
    (ids, features)
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let whole: f32 = shares.iter().sum();
    shares.iter().map(|share| share / whole).collect()
}

/// The probabilities of the classes put together; nothing is said where there are not as many as there should be.
fn relation(shares: &[f32]) -> Relation {
    let [_, same, against @ ..] = shares else {
        return Relation {
            same: 0.0,
            contradicts: 0.0,
            kind: DiscrepancyKind::Polarity,
        };
    };
    let likeliest = KINDS.iter().zip(against).max_by(|x, y| x.1.total_cmp(y.1));
    Relation {
        same: *same,
        contradicts: against.iter().sum(),
        kind: likeliest.map_or(DiscrepancyKind::Polarity, |(kind, _)| *kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(words: &[&str]) -> Side {
        let pieces = |word: &&str| vec![1000; word.len().div_ceil(4)];
        words
            .iter()
            .map(|word| ((*word).to_owned(), pieces(word)))
            .collect()
    }

    #[test]
    fn features_tell_the_sides_and_what_they_share() {
        let (ids, features) = sequence(&side(&["he", "agreed"]), &side(&["he", "refused"]));
        assert_eq!(ids, [101, 1000, 1000, 1000, 102, 1000, 1000, 1000, 102]);
        assert_eq!(features, [0, 2, 0, 0, 0, 3, 1, 1, 1]);
    }

    #[test]
    fn scores_become_shares() {
        let found = relation(&softmax(&[0.0, 0.0, 0.0, 2.0f32.ln(), 0.0, 0.0, 0.0, 0.0]));
        assert_eq!(found.kind, DiscrepancyKind::Number);
        assert!((found.same - 1.0 / 9.0).abs() < 1e-6 && (found.contradicts - 7.0 / 9.0).abs() < 1e-6);
        assert_eq!(relation(&[]).contradicts, 0.0);
    }
}
