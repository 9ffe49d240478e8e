//! The kernels for AVX-512 with VNNI: Intel since Ice Lake, AMD since Zen 4.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{ByteStep, ByteTile, ROWS, Task, WordStep, WordTile, extent};

/// Rows whose sums fit into the registers.
const AT_ONCE: usize = 8;

pub fn detected() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub fn run<T: Task>(task: T) -> T::Output {
    task.run()
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub fn multiply_bytes(rows: &[u8], stride: usize, panel: &[ByteStep], out: &mut ByteTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 4), "rows are too short");
    for (rows, out) in (0..ROWS)
        .step_by(AT_ONCE)
        .map(|first| &rows[first * stride..])
        .zip(out.chunks_exact_mut(AT_ONCE))
    {
        let mut sums = [[_mm512_setzero_si512(); 3]; AT_ONCE];
        for (i, step) in panel.iter().enumerate() {
            let from: *const __m512i = step.0.as_ptr().cast();
            // SAFETY: a step is three vectors of 64 bytes, aligned to 64.
            let columns = unsafe {
                [
                    _mm512_load_si512(from),
                    _mm512_load_si512(from.add(1)),
                    _mm512_load_si512(from.add(2)),
                ]
            };
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: the last four bytes read are those at `extent - 4`, which the assertion covers.
                let four = unsafe {
                    rows.as_ptr()
                        .add(row * stride + 4 * i)
                        .cast::<i32>()
                        .read_unaligned()
                };
                let four = _mm512_set1_epi32(four);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = _mm512_dpbusd_epi32(*sum, four, column);
                }
            }
        }
        for (to, sums) in out.iter_mut().zip(sums) {
            for (c, sum) in sums.into_iter().enumerate() {
                // SAFETY: a row of the tile is three vectors of 16 sums.
                unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast::<__m512i>().add(c), sum) };
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub fn multiply_words(rows: &[i16], stride: usize, panel: &[WordStep], out: &mut WordTile) {
    assert!(rows.len() >= extent(stride, panel.len(), 2), "rows are too short");
    for (rows, out) in (0..ROWS)
        .step_by(AT_ONCE)
        .map(|first| &rows[first * stride..])
        .zip(out.chunks_exact_mut(AT_ONCE))
    {
        let mut sums = [[_mm512_setzero_si512(); 2]; AT_ONCE];
        for (i, step) in panel.iter().enumerate() {
            let from: *const __m512i = step.0.as_ptr().cast();
            // SAFETY: a step is two vectors of 64 bytes, aligned to 64.
            let columns = unsafe { [_mm512_load_si512(from), _mm512_load_si512(from.add(1))] };
            for (row, sums) in sums.iter_mut().enumerate() {
                // SAFETY: the last two words read are those at `extent - 2`, which the assertion covers.
                let two = unsafe {
                    rows.as_ptr()
                        .add(row * stride + 2 * i)
                        .cast::<i32>()
                        .read_unaligned()
                };
                let two = _mm512_set1_epi32(two);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = _mm512_dpwssd_epi32(*sum, two, column);
                }
            }
        }
        for (to, sums) in out.iter_mut().zip(sums) {
            for (c, sum) in sums.into_iter().enumerate() {
                // SAFETY: a row of the tile is two vectors of 16 sums.
                unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast::<__m512i>().add(c), sum) };
            }
        }
    }
}
