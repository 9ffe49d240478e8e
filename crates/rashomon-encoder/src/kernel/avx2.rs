//! The kernels for AVX2: x86 processors since 2013.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{ByteStep, ByteTile, ROWS, Task, WordStep, WordTile, extent};

/// Rows whose sums fit into the registers beside 16 columns.
const AT_ONCE: usize = 4;

pub fn detected() -> bool {
    is_x86_feature_detected!("avx2")
}

#[target_feature(enable = "avx2")]
pub fn run<T: Task>(task: T) -> T::Output {
    task.run()
}

#[target_feature(enable = "avx2")]
pub fn multiply_bytes(rows: &[u8], stride: usize, panel: &[ByteStep], out: &mut ByteTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 4), "rows are too short");
    let ones = _mm256_set1_epi16(1);
    for first in (0..ROWS).step_by(AT_ONCE) {
        for part in 0..3 {
            let mut sums = [[_mm256_setzero_si256(); 2]; AT_ONCE];
            for (i, step) in panel.iter().enumerate() {
                let from: *const __m256i = step.0.as_ptr().cast();
                // SAFETY: a step is six vectors of 32 bytes, aligned to 64.
                let columns = unsafe {
                    [
                        _mm256_load_si256(from.add(2 * part)),
                        _mm256_load_si256(from.add(2 * part + 1)),
                    ]
                };
                for (row, sums) in sums.iter_mut().enumerate() {
                    let at = (first + row) * stride + 4 * i;
                    // SAFETY: the last four bytes read are those at `extent - 4`, which the assertion covers.
                    let four = unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() };
                    let four = _mm256_set1_epi32(four);
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        let pairs = _mm256_maddubs_epi16(four, column);
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
            for (to, sums) in out[first..].iter_mut().zip(sums) {
                for (c, sum) in sums.into_iter().enumerate() {
                    // SAFETY: a row of the tile is six vectors of 8 sums.
                    unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast::<__m256i>().add(2 * part + c), sum) };
                }
            }
        }
    }
}

#[target_feature(enable = "avx2")]
pub fn multiply_words(rows: &[i16], stride: usize, panel: &[WordStep], out: &mut WordTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 2), "rows are too short");
    for first in (0..ROWS).step_by(AT_ONCE) {
        for part in 0..2 {
            let mut sums = [[_mm256_setzero_si256(); 2]; AT_ONCE];
            for (i, step) in panel.iter().enumerate() {
                let from: *const __m256i = step.0.as_ptr().cast();
                // SAFETY: a step is four vectors of 32 bytes, aligned to 64.
                let columns = unsafe {
                    [
                        _mm256_load_si256(from.add(2 * part)),
                        _mm256_load_si256(from.add(2 * part + 1)),
                    ]
                };
                for (row, sums) in sums.iter_mut().enumerate() {
                    let at = (first + row) * stride + 2 * i;
                    // SAFETY: the last two words read are those at `extent - 2`, which the assertion covers.
                    let two = unsafe { rows.as_ptr().add(at).cast::<i32>().read_unaligned() };
                    let two = _mm256_set1_epi32(two);
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(two, column));
                    }
                }
            }
            for (to, sums) in out[first..].iter_mut().zip(sums) {
                for (c, sum) in sums.into_iter().enumerate() {
                    // SAFETY: a row of the tile is four vectors of 8 sums.
                    unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast::<__m256i>().add(2 * part + c), sum) };
                }
            }
        }
    }
}
