//! Products of whole numbers, the only code that differs between processors.
//!
//! A kernel multiplies a few rows with one *panel* (some columns) of a matrix that was laid out for it. All
//! sums are exact 32-bit integers, so every [`Path`] gives the same numbers. Everything else is plain Rust on
//! slices: [`Path::run`] compiles it once for each path, and since floats are neither reordered nor fused
//! there, it gives the same bits as well.
//!
//! This module alone holds unsafe code. What it buys is in `eval/speed.md`; it comes down to three things:
//! calling a function compiled for instructions that were detected, vector loads and stores through pointers
//! whose bounds an `assert!` has checked, and the layout of the panels (plain arrays).

#[cfg(target_arch = "x86_64")]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod plain;

/// Rows that a kernel multiplies at once; buffers of rows are padded to a multiple of it.
pub const ROWS: usize = 16;
/// Columns of a panel of bytes.
pub const BYTE_COLUMNS: usize = 48;
/// Columns of a panel of words.
pub const WORD_COLUMNS: usize = 32;
/// Rows of a matrix of bytes that one step takes in: four products are summed at once.
pub const BYTES_A_STEP: usize = 4;
/// Rows of a matrix of words that one step takes in.
pub const WORDS_A_STEP: usize = 2;

/// Four rows of a panel of bytes: the four values of column 0, those of column 1, ...
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct ByteStep(pub [i8; BYTE_COLUMNS * BYTES_A_STEP]);

/// Two rows of a panel of words: the two values of column 0, those of column 1, ...
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct WordStep(pub [i16; WORD_COLUMNS * WORDS_A_STEP]);

/// Sums for [`ROWS`] rows of bytes.
pub type ByteTile = [[i32; BYTE_COLUMNS]; ROWS];
/// Sums for [`ROWS`] rows of words.
pub type WordTile = [[i32; WORD_COLUMNS]; ROWS];

/// What [`Path::run`] runs. A closure would not do: only what is inlined into the function that is compiled for a
/// path is compiled for it, and a closure cannot ask for that.
pub trait Task {
    /// What comes of it.
    type Output;

    /// Does it; must be marked `inline(always)`, as must be all that it calls.
    fn run(self) -> Self::Output;
}

/// A set of instructions that this processor has.
///
/// There is no way to make one but by detection, which is what the calls below rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path(Level);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    #[cfg(target_arch = "x86_64")]
    Amx,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Plain,
}

impl Path {
    /// The paths that this processor can take, fastest first; the last one is plain Rust.
    pub fn available() -> Vec<Self> {
        let mut out = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if amx::detected() {
                out.push(Self(Level::Amx));
            }
            if avx512::detected() {
                out.push(Self(Level::Avx512));
            }
            if avx2::detected() {
                out.push(Self(Level::Avx2));
            }
        }
        out.push(Self(Level::Plain));
        out
    }

    /// The fastest of [`Path::available`].
    pub fn best() -> Self {
        Self::available()[0]
    }

    /// Runs a task compiled for this path.
    #[allow(unsafe_code)]
    pub fn run<T: Task>(self, task: T) -> T::Output {
        match self.0 {
            // SAFETY: a `Path` of this level exists only where its instructions were detected.
            #[cfg(target_arch = "x86_64")]
            Level::Amx => unsafe { amx::run(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => unsafe { avx512::run(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { avx2::run(task) },
            Level::Plain => task.run(),
        }
    }

    /// The products of [`ROWS`] rows of unsigned bytes, `stride` apart, with a panel.
    ///
    /// Two neighbouring values of a column (rows 2k and 2k + 1) may not have absolute values of more than 128
    /// together: AVX2 adds their products in 16 bits.
    ///
    /// # Panics
    /// When `rows` is too short.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn multiply_bytes(self, rows: &[u8], stride: usize, panel: &[ByteStep], out: &mut ByteTile) {
        match self.0 {
            // SAFETY: as in `run`.
            #[cfg(target_arch = "x86_64")]
            Level::Amx => unsafe { amx::multiply_bytes(rows, stride, panel, out) },
            // SAFETY: as in `run`.
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => unsafe { avx512::multiply_bytes(rows, stride, panel, out) },
            // SAFETY: as in `run`.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { avx2::multiply_bytes(rows, stride, panel, out) },
            Level::Plain => plain::multiply_bytes(rows, stride, panel, out),
        }
    }

    /// The products of [`ROWS`] rows of words, `stride` apart, with a panel.
    ///
    /// No sum may leave 32 bits, and no two products may both be of -32768 by itself.
    ///
    /// # Panics
    /// When `rows` is too short.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn multiply_words(self, rows: &[i16], stride: usize, panel: &[WordStep], out: &mut WordTile) {
        match self.0 {
            // SAFETY: as in `run`.
            #[cfg(target_arch = "x86_64")]
            Level::Amx | Level::Avx512 => unsafe { avx512::multiply_words(rows, stride, panel, out) },
            // SAFETY: as in `run`.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { avx2::multiply_words(rows, stride, panel, out) },
            Level::Plain => plain::multiply_words(rows, stride, panel, out),
        }
    }
}

/// How many values a kernel reads from rows that are `stride` apart, `steps` steps of `width` values each.
fn extent(stride: usize, steps: usize, width: usize) -> usize {
    (ROWS - 1) * stride + steps * width
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A byte that may stand beside another one of its kind: see [`Path::multiply_bytes`].
    fn narrow() -> impl Strategy<Value = i8> {
        -64i8..=64
    }

    /// A product of bytes within [`Path::run`], as the model takes it: tiles are used nowhere else.
    struct Product<'a> {
        path: Path,
        rows: &'a [u8],
        stride: usize,
        panel: &'a [ByteStep],
    }

    impl Task for Product<'_> {
        type Output = ByteTile;

        #[inline(always)]
        fn run(self) -> ByteTile {
            let mut out = [[7; BYTE_COLUMNS]; ROWS];
            self.path
                .multiply_bytes(self.rows, self.stride, self.panel, &mut out);
            out
        }
    }

    /// Any number of steps, and more often the whole sixteens that tiles take.
    fn steps() -> impl Strategy<Value = usize> {
        prop_oneof![0usize..40, (1usize..4).prop_map(|sixteens| 16 * sixteens)]
    }

    proptest! {
        #[test]
        fn bytes_are_multiplied_exactly_on_every_path(
            steps in steps(), pad in 0usize..5, extreme in any::<bool>(),
            seed in prop::collection::vec(any::<u8>(), 997), weights in prop::collection::vec(narrow(), 1009),
        ) {
            let stride = steps * BYTES_A_STEP + pad;
            let rows: Vec<u8> = (0..ROWS * stride).map(|i| if extreme { 255 } else { seed[i % 997] }).collect();
            let step = |s: usize| ByteStep(std::array::from_fn(|i| weights[(s * 192 + i) % 1009]));
            let panel: Vec<ByteStep> = (0..steps).map(step).collect();
            let mut expected = [[0; BYTE_COLUMNS]; ROWS];
            for (row, sums) in expected.iter_mut().enumerate() {
                for (column, sum) in sums.iter_mut().enumerate() {
                    for k in 0..steps * BYTES_A_STEP {
                        *sum += i32::from(rows[row * stride + k])
                            * i32::from(panel[k / 4].0[column * 4 + k % 4]);
                    }
                }
            }
            for path in Path::available() {
                let product = Product {
                    path,
                    rows: &rows,
                    stride,
                    panel: &panel,
                };
                prop_assert_eq!(path.run(product), expected, "{:?}", path);
                let mut out = [[7; BYTE_COLUMNS]; ROWS];
                path.multiply_bytes(&rows, stride, &panel, &mut out);
                prop_assert_eq!(out, expected, "{:?} by itself", path);
            }
        }

        #[test]
        fn words_are_multiplied_exactly_on_every_path(
            steps in 0usize..40, pad in 0usize..5,
            seed in prop::collection::vec(-4095i16..=4095, 997), other in prop::collection::vec(-4095i16..=4095, 1009),
        ) {
            let stride = steps * WORDS_A_STEP + pad;
            let rows: Vec<i16> = (0..ROWS * stride).map(|i| seed[i % 997]).collect();
            let step = |s: usize| WordStep(std::array::from_fn(|i| other[(s * 64 + i) % 1009]));
            let panel: Vec<WordStep> = (0..steps).map(step).collect();
            let mut expected = [[0; WORD_COLUMNS]; ROWS];
            for (row, sums) in expected.iter_mut().enumerate() {
                for (column, sum) in sums.iter_mut().enumerate() {
                    for k in 0..steps * WORDS_A_STEP {
                        *sum += i32::from(rows[row * stride + k])
                            * i32::from(panel[k / 2].0[column * 2 + k % 2]);
                    }
                }
            }
            for path in Path::available() {
                let mut out = [[7; WORD_COLUMNS]; ROWS];
                path.multiply_words(&rows, stride, &panel, &mut out);
                prop_assert_eq!(out, expected, "{:?}", path);
            }
        }
    }

    #[test]
    #[should_panic(expected = "rows")]
    fn rows_that_are_too_short_are_refused() {
        let mut out = [[0; BYTE_COLUMNS]; ROWS];
        Path::best().multiply_bytes(&[0; 31], 4, &[ByteStep([0; 192])], &mut out);
    }
}
