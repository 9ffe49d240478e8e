//! Products of activations with activations: attention, and the scores of arcs.
//!
//! They are taken between 16-bit words, which loses next to nothing.

use crate::float::{larger, largest, power_of_two, size, sum, to_words};
use crate::kernel::{Path, ROWS, WORD_COLUMNS, WORDS_A_STEP, WordStep};

/// Values of one head.
pub const HEAD: usize = 32;

/// The longest rows of which the products with [`Keys`] fit into 32 bits, if a word is more than 2000.
pub const WIDEST: usize = 256;

const EMPTY: WordStep = WordStep([0; WORD_COLUMNS * WORDS_A_STEP]);

/// The largest word of which `width` products always fit into 32 bits.
fn bound(width: usize) -> f32 {
    (i32::MAX as f32 / width as f32).sqrt().floor().min(32_767.0) - 1.0
}

/// Steps in one and what one step is worth, for values up to `size` as words up to `bound`.
#[inline(always)]
fn steps(size: f32, bound: f32) -> (f32, f32) {
    if size > f32::MIN_POSITIVE * 1e6 {
        (bound / size, size / bound)
    } else {
        (0.0, 0.0)
    }
}

/// Rows as words, each row with its own scale.
#[derive(Default)]
pub struct Words {
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Words {
    /// Takes rows of `width` floats, which stand `stride` apart, for products of `together` of them.
    #[inline(always)]
    pub fn fill(&mut self, rows: &[f32], stride: usize, width: usize, together: usize) {
        let count = rows.len().div_ceil(stride);
        self.values.resize(count * width, 0);
        self.scales.resize(count, 0.0);
        let places = self.values.chunks_exact_mut(width).zip(&mut self.scales);
        for (row, (words, scale)) in rows.chunks(stride).zip(places) {
            let (a_step, step) = steps(size(&row[..width]), bound(together));
            to_words(&row[..width], a_step, words);
            *scale = step;
        }
    }
}

/// Some columns of rows of words, laid out as the columns of panels.
#[derive(Default)]
pub struct Keys {
    panels: Vec<WordStep>,
    /// Padded to whole panels.
    scales: Vec<f32>,
}

impl Keys {
    /// Takes `width` words from `first` on, of the first `count` rows of `stride`.
    #[inline(always)]
    pub fn fill(&mut self, words: &Words, stride: usize, first: usize, width: usize, count: usize) {
        let (steps, panels) = (width / WORDS_A_STEP, count.div_ceil(WORD_COLUMNS));
        self.panels.clear();
        self.panels.resize(steps * panels, EMPTY);
        self.scales.clear();
        self.scales.extend_from_slice(&words.scales[..count]);
        self.scales.resize(panels * WORD_COLUMNS, 0.0);
        for (key, row) in words.values.chunks_exact(stride).take(count).enumerate() {
            let (panel, column) = (key / WORD_COLUMNS * steps, key % WORD_COLUMNS);
            let pairs = row[first..first + width].as_chunks::<WORDS_A_STEP>().0;
            for (step, pair) in self.panels[panel..panel + steps].iter_mut().zip(pairs) {
                step.0[2 * column] = pair[0];
                step.0[2 * column + 1] = pair[1];
            }
        }
    }

    /// Keys, padded to whole panels.
    pub fn padded(&self) -> usize {
        self.scales.len()
    }
}

/// The products of a block of [`ROWS`] rows with all keys, times `factor`: rows of [`Keys::padded`] floats. The
/// rows' words stand `stride` apart, from `first` on.
#[inline(always)]
pub fn scores(
    path: Path,
    (rows, stride, first): (&Words, usize, usize),
    block: usize,
    keys: &Keys,
    factor: f32,
    out: &mut [f32],
) {
    let padded = keys.padded();
    let words = &rows.values[block * ROWS * stride + first..];
    let steps = keys.panels.len() * WORD_COLUMNS / padded;
    let mut tile = [[0; WORD_COLUMNS]; ROWS];
    for (panel, scales) in keys.scales.as_chunks::<WORD_COLUMNS>().0.iter().enumerate() {
        let steps = &keys.panels[panel * steps..(panel + 1) * steps];
        path.multiply_words(words, stride, steps, &mut tile);
        for (row, sums) in tile.iter().enumerate() {
            let scale = rows.scales[block * ROWS + row] * factor;
            // Results are gathered apart from the output: the compiler cannot tell that the tile is not in it.
            let mut values = [0.0; WORD_COLUMNS];
            for (i, value) in values.iter_mut().enumerate() {
                *value = sums[i] as f32 * (scale * scales[i]);
            }
            let at = row * padded + panel * WORD_COLUMNS;
            out[at..at + WORD_COLUMNS].copy_from_slice(&values);
        }
    }
}

/// Buffers of [`attend`].
#[derive(Default)]
pub struct Scratch {
    queries: Words,
    keys: Words,
    panels: Keys,
    values: Vec<WordStep>,
    scores: Vec<f32>,
    shares: Vec<i16>,
}

/// Self-attention. `all` holds rows of queries, keys and values, `3 * hidden` floats each, of which the first
/// `count` are real; `out` gets rows of `hidden` floats.
#[inline(always)]
pub fn attend(path: Path, scratch: &mut Scratch, all: &[f32], count: usize, hidden: usize, out: &mut [f32]) {
    let (rows, stride) = (all.len() / (3 * hidden), 3 * hidden);
    // Softmax in powers of two: e^x = 2^(x log2 e).
    let factor = std::f32::consts::LOG2_E / (HEAD as f32).sqrt();
    scratch.queries.fill(all, stride, hidden, HEAD);
    scratch.keys.fill(&all[hidden..], stride, hidden, HEAD);
    let padded = count.next_multiple_of(WORD_COLUMNS);
    scratch.scores.resize(ROWS * padded, 0.0);
    scratch.shares.resize(ROWS * padded, 0);
    let mut tile = [[0; WORD_COLUMNS]; ROWS];
    for head in (0..hidden).step_by(HEAD) {
        scratch.panels.fill(&scratch.keys, hidden, head, HEAD, count);
        let values = all[2 * hidden + head..].chunks(stride).map(|row| &row[..HEAD]);
        let step = pack_values(values.take(count), padded, &mut scratch.values);
        for block in 0..rows / ROWS {
            let queries = (&scratch.queries, hidden, head);
            scores(path, queries, block, &scratch.panels, factor, &mut scratch.scores);
            let shares = scratch.shares.chunks_exact_mut(padded);
            for (row, shares) in scratch.scores.chunks_exact_mut(padded).zip(shares) {
                share_out(row, count, shares);
            }
            path.multiply_words(&scratch.shares, padded, &scratch.values, &mut tile);
            for (row, sums) in tile.iter().enumerate() {
                let mut mixed = [0.0; HEAD];
                for (i, value) in mixed.iter_mut().enumerate() {
                    *value = sums[i] as f32 * step;
                }
                let at = (block * ROWS + row) * hidden + head;
                out[at..at + HEAD].copy_from_slice(&mixed);
            }
        }
    }
}

/// All shares of a row of attention together.
const WHOLE: f32 = 32_767.0;

/// Softmax of the first `count` scores as shares of [`WHOLE`]; the others get none.
#[inline(always)]
fn share_out(scores: &mut [f32], count: usize, shares: &mut [i16]) {
    scores[count..].fill(f32::MIN);
    let top = largest(scores);
    scores
        .iter_mut()
        .for_each(|score| *score = power_of_two(*score - top));
    to_words(scores, WHOLE / sum(scores), shares);
}

/// Lays out one head's values as a panel of `padded` rows; returns what a share times a step is worth.
#[inline(always)]
fn pack_values<'a>(
    rows: impl Iterator<Item = &'a [f32]> + Clone,
    padded: usize,
    panel: &mut Vec<WordStep>,
) -> f32 {
    let mut sizes = [0.0; HEAD];
    for row in rows.clone() {
        for (size, value) in sizes.iter_mut().zip(row) {
            *size = larger(*size, value.abs());
        }
    }
    // Shares may come to a little more than a whole, by rounding.
    let (a_step, step) = steps(largest(&sizes), 32_000.0);
    panel.clear();
    panel.resize(padded / WORDS_A_STEP, EMPTY);
    let mut words = [0; HEAD];
    for (key, row) in rows.enumerate() {
        to_words(row, a_step, &mut words);
        let step = &mut panel[key / WORDS_A_STEP].0;
        for (i, word) in words.into_iter().enumerate() {
            step[WORDS_A_STEP * i + key % WORDS_A_STEP] = word;
        }
    }
    step / WHOLE
}
