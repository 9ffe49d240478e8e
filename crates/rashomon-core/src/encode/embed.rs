//! Sentences to vectors whose cosine tells how much they mean the same.

use super::pieces::{CLS, SEP};
use super::{EncodeError, Encoder, Pieces, Sequence};
use crate::text::words::split_words;

/// A unit vector.
pub type Embedding = Vec<f32>;

/// Longest input in pieces; the sentence encoder was trained on no more than this.
const MOST_PIECES: usize = 254;

/// How many sums [`cosine`] keeps.
const LANES: usize = 16;

/// Turns texts into [`Embedding`]s.
pub struct Embedder<'a> {
    encoder: &'a dyn Encoder,
    pieces: &'a Pieces,
}

impl<'a> Embedder<'a> {
    /// Uses an encoder whose only output is the pooled vector of the sequence, or the hidden state of
    /// each piece, which is then averaged.
    pub fn new(encoder: &'a dyn Encoder, pieces: &'a Pieces) -> Self {
        Self { encoder, pieces }
    }

    /// The vector of one text; words past the window are not seen. The zero vector for a text without
    /// words.
    ///
    /// # Errors
    /// Those of [`Encoder::encode`].
    pub fn embed(&self, text: &str) -> Result<Embedding, EncodeError> {
        let mut ids = vec![CLS];
        for word in split_words(text) {
            self.pieces.append(word.of(text), &mut ids);
            if ids.len() > MOST_PIECES {
                ids.truncate(MOST_PIECES + 1);
                break;
            }
        }
        ids.push(SEP);
        let outputs = self.encoder.encode(Sequence {
            ids: &ids,
            features: &[],
        })?;
        let hidden = outputs.into_iter().next().unwrap_or_default();
        let mut mean = vec![0.0f32; hidden.columns];
        if ids.len() == 2 {
            return Ok(mean);
        }
        for row in 0..hidden.rows {
            for (sum, value) in mean.iter_mut().zip(hidden.row(row)) {
                *sum += value;
            }
        }
        let norm = mean
            .iter()
            .map(|x| x * x)
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE);
        mean.iter_mut().for_each(|x| *x /= norm);
        Ok(mean)
    }
}

/// The cosine of two unit vectors, -1 to 1.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    // Sums side by side, in an order that is the same everywhere: one sum alone would wait for each addition.
    let mut sums = [0.0f32; LANES];
    let (mut in_a, mut in_b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    for (x, y) in in_a.by_ref().zip(in_b.by_ref()) {
        for lane in 0..LANES {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let rest = in_a.remainder().iter().zip(in_b.remainder());
    sums.iter().sum::<f32>() + rest.map(|(x, y)| x * y).sum::<f32>()
}
