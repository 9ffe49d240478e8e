//! The kernels in plain Rust, for every processor. Sums wrap, as the processors' do: only damaged weights get there.

use super::{ByteStep, ByteTile, WordStep, WordTile, extent};

pub fn multiply_bytes(rows: &[u8], stride: usize, panel: &[ByteStep], out: &mut ByteTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 4), "rows are too short");
    for (row, sums) in out.iter_mut().enumerate() {
        sums.fill(0);
        for (step, four) in panel.iter().zip(rows[row * stride..].as_chunks::<4>().0) {
            for (sum, column) in sums.iter_mut().zip(step.0.as_chunks::<4>().0) {
                let product = |i: usize| i32::from(four[i]) * i32::from(column[i]);
                *sum = sum.wrapping_add(product(0) + product(1) + product(2) + product(3));
            }
        }
    }
}

pub fn multiply_words(rows: &[i16], stride: usize, panel: &[WordStep], out: &mut WordTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 2), "rows are too short");
    for (row, sums) in out.iter_mut().enumerate() {
        sums.fill(0);
        for (step, two) in panel.iter().zip(rows[row * stride..].as_chunks::<2>().0) {
            for (sum, column) in sums.iter_mut().zip(step.0.as_chunks::<2>().0) {
                let product = |i: usize| i32::from(two[i]) * i32::from(column[i]);
                *sum = sum.wrapping_add(product(0).wrapping_add(product(1)));
            }
        }
    }
}
