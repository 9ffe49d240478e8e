//! The trained weights of the mention tagger and of the pair scorer.

use std::sync::LazyLock;

use super::pairs::FEATURES;
use super::tagger::TAGS;

/// Buckets of hashed features.
pub const BUCKETS: usize = 1 << 16;

/// The weights of the mention tagger: per bucket one signed byte a tag.
pub struct TaggerWeights {
    scale: f32,
    bias: [f32; TAGS.len()],
    table: &'static [u8],
}

impl TaggerWeights {
    /// The score of each tag for a word with these features.
    pub fn scores(&self, features: &[u32]) -> [f32; TAGS.len()] {
        let mut sums = [0_i32; TAGS.len()];
        for feature in features {
            let at = (*feature as usize % BUCKETS) * TAGS.len();
            for (sum, weight) in sums.iter_mut().zip(&self.table[at..at + TAGS.len()]) {
                *sum += i32::from(*weight as i8);
            }
        }
        let mut out = self.bias;
        for (score, sum) in out.iter_mut().zip(sums) {
            *score += sum as f32 * self.scale;
        }
        out
    }
}

/// Neurons of the pair scorer's hidden layer.
pub const HIDDEN: usize = 32;

/// The weights of the pair scorer: one hidden layer of rectified units.
pub struct PairWeights {
    /// By feature, then neuron.
    into: Vec<[f32; HIDDEN]>,
    bias: [f32; HIDDEN],
    out: [f32; HIDDEN],
}

impl PairWeights {
    /// The score of a pair; features are (number, value), in any order.
    pub fn score(&self, features: &[(u16, f32)]) -> f32 {
        let mut hidden = self.bias;
        for (feature, value) in features {
            for (sum, weight) in hidden.iter_mut().zip(&self.into[usize::from(*feature)]) {
                *sum += value * weight;
            }
        }
        hidden.iter().zip(&self.out).map(|(h, w)| h.max(0.0) * w).sum()
    }
}

/// The weights that the program ships with, if they fit the code; written by `training/mentions/train.py`.
pub static TAGGER: LazyLock<Option<TaggerWeights>> =
    LazyLock::new(|| read_tagger(include_bytes!("../../data/mentions/tagger.bin")));
/// The same for pairs.
pub static PAIRS: LazyLock<Option<PairWeights>> =
    LazyLock::new(|| read_pairs(include_bytes!("../../data/mentions/pairs.bin")));

/// Reads a tagger: scale and biases as little-endian f32, then the table; `None` when the size does not fit.
pub fn read_tagger(bytes: &'static [u8]) -> Option<TaggerWeights> {
    const HEAD: usize = 1 + TAGS.len();
    let (head, table) = bytes.split_at_checked(4 * HEAD)?;
    let head = floats(head);
    let mut bias = [0.0; TAGS.len()];
    bias.copy_from_slice(&head[1..]);
    (table.len() == BUCKETS * TAGS.len()).then_some(TaggerWeights {
        scale: head[0],
        bias,
        table,
    })
}

/// Reads a pair scorer: little-endian f32, for each feature its weights, then biases, then outgoing weights;
/// `None` when the size does not fit.
pub fn read_pairs(bytes: &[u8]) -> Option<PairWeights> {
    let rows: Vec<[f32; HIDDEN]> = floats(bytes)
        .chunks_exact(HIDDEN)
        .filter_map(|row| row.try_into().ok())
        .collect();
    let [into @ .., bias, out] = &rows[..] else {
        return None;
    };
    (into.len() == FEATURES).then(|| PairWeights {
        into: into.to_vec(),
        bias: *bias,
        out: *out,
    })
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes
        .chunks_exact(4)
        .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        .collect()
}
