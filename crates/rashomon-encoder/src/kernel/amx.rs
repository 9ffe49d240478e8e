//! The kernel for bytes with AMX: Intel's server processors since Sapphire Rapids. All else goes AVX-512's way.
#![allow(unsafe_code)]

use std::arch::asm;
use std::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
use std::cell::Cell;
use std::sync::LazyLock;

use super::{BYTE_COLUMNS, ByteStep, ByteTile, ROWS, Task, avx512, extent};

/// Bytes of a row of a tile.
const WIDTH: usize = 64;
/// Steps of a panel that one product of tiles takes in.
const STEPS: usize = WIDTH / 4;
/// From one step of a panel to the next, and from one row of sums to the next, in bytes.
const STRIDE: usize = BYTE_COLUMNS * 4;

const _: () = assert!(ROWS == 16 && BYTE_COLUMNS == 48, "three tiles side by side");

thread_local! {
    /// Whether this thread's tiles are set up, which they are within [`run`].
    static READY: Cell<bool> = const { Cell::new(false) };
}

/// Whether processor, system and this process may use tiles. Asks the system for leave, once.
pub fn detected() -> bool {
    static FOUND: LazyLock<bool> = LazyLock::new(|| avx512::detected() && has_tiles() && is_allowed());
    *FOUND
}

fn has_tiles() -> bool {
    const TILE_AND_INT8: u32 = 1 << 24 | 1 << 25;
    const XSAVE_IN_USE: u32 = 1 << 27;
    const TILE_STATE: u64 = 1 << 17 | 1 << 18;
    if __cpuid(0).eax < 7 || __cpuid(1).ecx & XSAVE_IN_USE == 0 {
        return false;
    }
    // SAFETY: the system has switched XSAVE on, as has just been asked.
    let state = unsafe { xgetbv() };
    __cpuid_count(7, 0).edx & TILE_AND_INT8 == TILE_AND_INT8 && state & TILE_STATE == TILE_STATE
}

/// What the system keeps of a thread.
#[target_feature(enable = "xsave")]
fn xgetbv() -> u64 {
    // SAFETY: register 0 is there wherever XSAVE is.
    unsafe { _xgetbv(0) }
}

/// Linux gives a process room for its tiles when it asks for it.
#[cfg(target_os = "linux")]
fn is_allowed() -> bool {
    const REQUEST: libc::c_int = 0x1023;
    const TILE_DATA: libc::c_ulong = 18;
    // SAFETY: the call takes two numbers and writes to no memory.
    unsafe { libc::syscall(libc::SYS_arch_prctl, REQUEST, TILE_DATA) == 0 }
}

#[cfg(not(target_os = "linux"))]
fn is_allowed() -> bool {
    false
}

/// Tiles that are set up; released when it goes.
struct Tiles;

impl Tiles {
    /// # Safety
    /// [`detected`] must have said so.
    unsafe fn set_up() -> Self {
        /// As the processor reads it: palette 1, then the bytes of a row and the rows of each tile.
        #[repr(C, align(64))]
        struct Layout {
            palette: u8,
            zeros: [u8; 15],
            widths: [u16; 16],
            rows: [u8; 16],
        }
        static LAYOUT: Layout = Layout {
            palette: 1,
            zeros: [0; 15],
            widths: [64, 64, 64, 64, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            rows: [16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        // SAFETY: 64 bytes of a valid layout are read.
        unsafe { asm!("ldtilecfg [{}]", in(reg) &raw const LAYOUT, options(nostack, readonly)) };
        READY.set(true);
        Self
    }
}

impl Drop for Tiles {
    fn drop(&mut self) {
        READY.set(false);
        // SAFETY: tiles are there where `set_up` was called; nothing else uses them.
        unsafe { asm!("tilerelease", options(nostack, nomem)) };
    }
}

/// # Safety
/// [`detected`] must have said so.
pub unsafe fn run<T: Task>(task: T) -> T::Output {
    // A task within a task keeps the outer one's tiles.
    // SAFETY: as asked of the caller.
    let _tiles = (!READY.get()).then(|| unsafe { Tiles::set_up() });
    // SAFETY: `detected` looks for these instructions too.
    unsafe { avx512::run(task) }
}

/// # Safety
/// [`detected`] must have said so.
#[inline(always)]
pub unsafe fn multiply_bytes(rows: &[u8], stride: usize, panel: &[ByteStep], out: &mut ByteTile) {
    if !READY.get() || panel.is_empty() || !panel.len().is_multiple_of(STEPS) {
        // SAFETY: `detected` looks for these instructions too.
        return unsafe { avx512::multiply_bytes(rows, stride, panel, out) };
    }
    assert!(rows.len() >= extent(stride, panel.len(), 4), "rows are too short");
    // SAFETY: tiles are set up, as `READY` says. Each round reads 64 bytes of each of 16 rows, the last ones those
    // up to `extent`, which the assertion covers, and 16 steps of the panel, as many rounds as there are sixteens
    // of steps; three tiles of 16 rows are written, side by side: the whole of `out`.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "2:",
            "tileloadd tmm3, [{rows} + {stride}]",
            "tileloadd tmm4, [{panel} + {width}]",
            "tdpbusd tmm0, tmm3, tmm4",
            "tileloadd tmm5, [{panel} + {width} + 64]",
            "tdpbusd tmm1, tmm3, tmm5",
            "tileloadd tmm6, [{panel} + {width} + 128]",
            "tdpbusd tmm2, tmm3, tmm6",
            "add {rows}, 64",
            "add {panel}, {round}",
            "dec {rounds}",
            "jnz 2b",
            "tilestored [{out} + {width}], tmm0",
            "tilestored [{out} + {width} + 64], tmm1",
            "tilestored [{out} + {width} + 128], tmm2",
            rows = inout(reg) rows.as_ptr() => _,
            panel = inout(reg) panel.as_ptr() => _,
            rounds = inout(reg) panel.len() / STEPS => _,
            out = in(reg) out.as_mut_ptr(),
            stride = in(reg) stride,
            width = in(reg) STRIDE,
            round = const STEPS * STRIDE,
            options(nostack),
        );
    }
}
