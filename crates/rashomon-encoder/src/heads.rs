//! Tags of words, and arcs between them (Dozat & Manning 2017).

use crate::attention::{Keys, WIDEST, Words, scores};
use crate::kernel::{Path, ROWS, WORDS_A_STEP};
use crate::linear::{Bytes, multiply, put, put_gelu};
use crate::weights::{File, Linear};
use crate::{LoadError, Matrix};

pub struct Heads {
    tags: Linear,
    dependant: Linear,
    head: Linear,
    pair: Linear,
    popular: Linear,
}

impl Heads {
    pub fn read(file: &mut File<'_>, hidden: usize) -> Result<Self, LoadError> {
        let dependant = Linear::read(file, &["dependant".into()], hidden)?;
        let width = dependant.outputs;
        if !width.is_multiple_of(WORDS_A_STEP) || width > WIDEST {
            return Err(LoadError::Shape("dependant.weight_i8".into()));
        }
        Ok(Self {
            tags: Linear::read(file, &["tag".into()], hidden)?,
            head: Linear::sized(file, &["head".into()], hidden, width)?,
            pair: Linear::sized(file, &["pair".into()], width, width)?,
            popular: Linear::sized(file, &["popular".into()], width, 1)?,
            dependant,
        })
    }

    /// From hidden states, rows of `width` of which `count` are real, the scores of tags `[count, n]` and of arcs
    /// `[count, count]` (dependant by head): how well a pair goes together, and how often the head is one.
    #[inline(always)]
    pub fn run(&self, path: Path, states: &[f32], width: usize, count: usize) -> Vec<Matrix> {
        let rows = states.len() / width;
        let mut bytes = Bytes::default();
        bytes.fill(states, width);
        let mut tags = vec![0.0; rows * self.tags.outputs];
        multiply(path, &bytes, &self.tags, &mut tags, put);
        tags.truncate(count * self.tags.outputs);
        let narrow = self.pair.outputs;
        let [mut dependants, mut heads, mut pairs] = [(); 3].map(|()| vec![0.0; rows * narrow]);
        multiply(path, &bytes, &self.dependant, &mut dependants, put_gelu);
        multiply(path, &bytes, &self.head, &mut heads, put_gelu);
        bytes.fill(&dependants, narrow);
        multiply(path, &bytes, &self.pair, &mut pairs, put);
        let mut popular = vec![0.0; rows];
        bytes.fill(&heads, narrow);
        multiply(path, &bytes, &self.popular, &mut popular, put);
        let tags = Matrix {
            rows: count,
            columns: self.tags.outputs,
            values: tags,
        };
        vec![tags, arcs(path, &pairs, &heads, &popular[..count])]
    }
}

/// Every row of `pairs` with every one of `heads`, plus the head's own score.
#[inline(always)]
fn arcs(path: Path, pairs: &[f32], heads: &[f32], popular: &[f32]) -> Matrix {
    let count = popular.len();
    let rows = count.next_multiple_of(ROWS);
    let width = pairs.len() / rows;
    let (mut queries, mut words, mut keys) = (Words::default(), Words::default(), Keys::default());
    queries.fill(pairs, width, width, width);
    words.fill(heads, width, width, width);
    keys.fill(&words, width, 0, width, count);
    let mut block_scores = vec![0.0; ROWS * keys.padded()];
    let mut values = vec![0.0; count * count];
    for (block, out) in values.chunks_mut(ROWS * count).enumerate() {
        scores(path, (&queries, width, 0), block, &keys, 1.0, &mut block_scores);
        let from = block_scores.chunks_exact(keys.padded());
        for (to, row) in out.chunks_exact_mut(count).zip(from) {
            for ((x, score), own) in to.iter_mut().zip(row).zip(popular) {
                *x = score + own;
            }
        }
    }
    Matrix {
        rows: count,
        columns: count,
        values,
    }
}
