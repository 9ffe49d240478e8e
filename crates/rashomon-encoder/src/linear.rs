//! Rows of bytes times weights.

use crate::float::{Range, gelu, to_bytes};
use crate::kernel::{BYTE_COLUMNS, Path, ROWS};
use crate::weights::Linear;

/// Rows of floats as bytes, each row with its own range, so that no row depends on another.
#[derive(Default)]
pub struct Bytes {
    pub width: usize,
    pub values: Vec<u8>,
    pub ranges: Vec<Range>,
}

impl Bytes {
    /// Takes rows of `width` floats; their number must be a multiple of [`ROWS`].
    #[inline(always)]
    pub fn fill(&mut self, rows: &[f32], width: usize) {
        self.width = width;
        self.values.resize(rows.len(), 0);
        self.ranges.resize(rows.len() / width, Range::default());
        let rows = rows.chunks_exact(width).zip(self.values.chunks_exact_mut(width));
        for ((row, bytes), range) in rows.zip(&mut self.ranges) {
            *range = to_bytes(row, bytes);
        }
    }
}

/// Multiplies all rows with the weights, adds the biases, and hands `finish` each stretch of results with the
/// place in `out` (rows of `outputs` floats) where it belongs.
#[inline(always)]
pub fn multiply(
    path: Path,
    rows: &Bytes,
    weights: &Linear,
    out: &mut [f32],
    finish: impl Fn(&mut [f32], &[f32; BYTE_COLUMNS]),
) {
    let steps = weights.inputs / 4;
    let mut tile = [[0; BYTE_COLUMNS]; ROWS];
    for (panel, columns) in weights.columns.iter().enumerate() {
        let first = panel * BYTE_COLUMNS;
        let width = BYTE_COLUMNS.min(weights.outputs - first);
        let panel = &weights.steps[panel * steps..(panel + 1) * steps];
        for (block, ranges) in rows.ranges.chunks_exact(ROWS).enumerate() {
            let from = &rows.values[block * ROWS * rows.width..];
            path.multiply_bytes(from, rows.width, panel, &mut tile);
            for (row, (sums, range)) in tile.iter().zip(ranges).enumerate() {
                let mut values = [0.0; BYTE_COLUMNS];
                for (c, value) in values.iter_mut().enumerate() {
                    *value = sums[c] as f32 * (range.step * columns.scale[c])
                        + (range.low * columns.total[c] + columns.bias[c]);
                }
                let at = (block * ROWS + row) * weights.outputs + first;
                finish(&mut out[at..at + width], &values);
            }
        }
    }
}

/// Ends a product: writes it.
#[inline(always)]
pub fn put(out: &mut [f32], values: &[f32; BYTE_COLUMNS]) {
    // A whole stretch, of a length that the compiler knows, is a few instructions.
    match out.as_mut_array() {
        Some(out) => *out = *values,
        None => out.copy_from_slice(&values[..out.len()]),
    }
}

/// Ends a product: adds it to what is there.
#[inline(always)]
pub fn add(out: &mut [f32], values: &[f32; BYTE_COLUMNS]) {
    let mut sums = *values;
    for (sum, x) in sums.iter_mut().zip(&*out) {
        *sum += x;
    }
    put(out, &sums);
}

/// Ends a product: writes its [`gelu`].
#[inline(always)]
pub fn put_gelu(out: &mut [f32], values: &[f32; BYTE_COLUMNS]) {
    let mut results = *values;
    for result in &mut results {
        *result = gelu(*result);
    }
    put(out, &results);
}
