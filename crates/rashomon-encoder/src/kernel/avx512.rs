//! The kernels for AVX-512 with VNNI: Intel since Ice Lake, AMD since Zen 4.
#![allow(unsafe_code)]

use std::arch::asm;
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
        if !panel.is_empty() {
            // SAFETY: the panel is not empty, and the last two words read are those at `extent - 2`, which the
            // assertion covers.
            unsafe { add_products(rows, stride, panel, &mut sums) };
        }
        for (to, sums) in out.iter_mut().zip(sums) {
            for (c, sum) in sums.into_iter().enumerate() {
                // SAFETY: a row of the tile is two vectors of 16 sums.
                unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast::<__m512i>().add(c), sum) };
            }
        }
    }
}

/// Adds the products of [`AT_ONCE`] rows with a panel to their sums.
///
/// In assembly, since the compiler takes the instruction that multiplies and adds apart again, into one that
/// multiplies and one that adds (LLVM does so for all processors but a few), which takes twice as long.
///
/// # Safety
/// The panel must not be empty, and `rows` must hold [`AT_ONCE`] rows, `stride` apart, of two words a step.
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn add_products(
    rows: &[i16],
    stride: usize,
    panel: &[WordStep],
    [s0, s1, s2, s3, s4, s5, s6, s7]: &mut [[__m512i; 2]; AT_ONCE],
) {
    // Registers without a type are printed as nonsense.
    let scratch = _mm512_setzero_si512();
    // SAFETY: each round reads one step, two vectors of 64 bytes, aligned to 64, and four bytes of each row; as many
    // rounds as there are steps, of which there is one at least. Nothing is written.
    unsafe {
        asm!(
            "2:",
            "vmovdqa64 {left}, [{panel}]",
            "vmovdqa64 {right}, [{panel} + 64]",
            "vpbroadcastd {x}, [{row0}]",
            "vpbroadcastd {y}, [{row0} + {stride}]",
            "vpdpwssd {a0}, {x}, {left}",
            "vpdpwssd {b0}, {x}, {right}",
            "vpbroadcastd {x}, [{row0} + 2*{stride}]",
            "vpdpwssd {a1}, {y}, {left}",
            "vpdpwssd {b1}, {y}, {right}",
            "vpbroadcastd {y}, [{row3}]",
            "vpdpwssd {a2}, {x}, {left}",
            "vpdpwssd {b2}, {x}, {right}",
            "vpbroadcastd {x}, [{row0} + 4*{stride}]",
            "vpdpwssd {a3}, {y}, {left}",
            "vpdpwssd {b3}, {y}, {right}",
            "vpbroadcastd {y}, [{row3} + 2*{stride}]",
            "vpdpwssd {a4}, {x}, {left}",
            "vpdpwssd {b4}, {x}, {right}",
            "vpbroadcastd {x}, [{row6}]",
            "vpdpwssd {a5}, {y}, {left}",
            "vpdpwssd {b5}, {y}, {right}",
            "vpbroadcastd {y}, [{row3} + 4*{stride}]",
            "vpdpwssd {a6}, {x}, {left}",
            "vpdpwssd {b6}, {x}, {right}",
            "vpdpwssd {a7}, {y}, {left}",
            "vpdpwssd {b7}, {y}, {right}",
            "add {row0}, 4",
            "add {row3}, 4",
            "add {row6}, 4",
            "add {panel}, 128",
            "dec {steps}",
            "jnz 2b",
            row0 = inout(reg) rows.as_ptr() => _,
            row3 = inout(reg) rows.as_ptr().add(3 * stride) => _,
            row6 = inout(reg) rows.as_ptr().add(6 * stride) => _,
            panel = inout(reg) panel.as_ptr() => _,
            steps = inout(reg) panel.len() => _,
            stride = in(reg) 2 * stride,
            left = inout(zmm_reg) scratch => _,
            right = inout(zmm_reg) scratch => _,
            x = inout(zmm_reg) scratch => _,
            y = inout(zmm_reg) scratch => _,
            a0 = inout(zmm_reg) s0[0],
            b0 = inout(zmm_reg) s0[1],
            a1 = inout(zmm_reg) s1[0],
            b1 = inout(zmm_reg) s1[1],
            a2 = inout(zmm_reg) s2[0],
            b2 = inout(zmm_reg) s2[1],
            a3 = inout(zmm_reg) s3[0],
            b3 = inout(zmm_reg) s3[1],
            a4 = inout(zmm_reg) s4[0],
            b4 = inout(zmm_reg) s4[1],
            a5 = inout(zmm_reg) s5[0],
            b5 = inout(zmm_reg) s5[1],
            a6 = inout(zmm_reg) s6[0],
            b6 = inout(zmm_reg) s6[1],
            a7 = inout(zmm_reg) s7[0],
            b7 = inout(zmm_reg) s7[1],
            options(nostack, readonly),
        );
    }
}
