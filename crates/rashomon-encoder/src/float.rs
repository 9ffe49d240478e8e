//! Floats: the same operations in the same order on every processor.
//!
//! Nothing here calls the system's mathematics, whose last bits differ, and sums run over a fixed number of
//! lanes. All functions are inlined into [`crate::kernel::Path::run`], where the compiler makes vectors of them.

/// Lanes of a sum; a multiple of every vector's.
const LANES: usize = 32;

/// Added to a float below it in size, leaves the nearest whole number (ties to even) in the low bits.
const WHOLE: f32 = 12_582_912.0; // 1.5 * 2^23

/// The larger one, as processors compare: one instruction.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The smaller one.
#[inline(always)]
pub fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// Folds values in [`LANES`] lanes, then the lanes by halves.
#[inline(always)]
fn fold(values: &[f32], start: f32, of: impl Fn(f32) -> f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = join(*lane, of(value));
        }
    }
    for (lane, &value) in lanes.iter_mut().zip(rest) {
        *lane = join(*lane, of(value));
    }
    let [one] = halves::<2, 1>(
        halves::<4, 2>(
            halves::<8, 4>(halves::<16, 8>(halves::<32, 16>(lanes, &join), &join), &join),
            &join,
        ),
        &join,
    );
    one
}

/// Joins the first half of the lanes with the second.
#[inline(always)]
fn halves<const ALL: usize, const HALF: usize>(
    lanes: [f32; ALL],
    join: &impl Fn(f32, f32) -> f32,
) -> [f32; HALF] {
    let mut out = [0.0; HALF];
    for (i, out) in out.iter_mut().enumerate() {
        *out = join(lanes[i], lanes[i + HALF]);
    }
    out
}

/// The sum of all values.
#[inline(always)]
pub fn sum(values: &[f32]) -> f32 {
    fold(values, 0.0, |x| x, |a, b| a + b)
}

/// The largest of 0 and all absolute values.
#[inline(always)]
pub fn size(values: &[f32]) -> f32 {
    fold(values, 0.0, f32::abs, larger)
}

/// The largest value; `f32::MIN` for none.
#[inline(always)]
pub fn largest(values: &[f32]) -> f32 {
    fold(values, f32::MIN, |x| x, larger)
}

/// What a row of unsigned bytes stands for: `low + step * byte`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    pub low: f32,
    pub step: f32,
}

/// Writes a row as unsigned bytes between its lowest and its highest value.
#[inline(always)]
pub fn to_bytes(values: &[f32], out: &mut [u8]) -> Range {
    let low = fold(values, f32::MAX, |x| x, smaller);
    let high = largest(values);
    let reach = high - low;
    let (step, a_step) = if reach > f32::MIN_POSITIVE {
        (reach / 255.0, 255.0 / reach)
    } else {
        (0.0, 0.0)
    };
    for (byte, value) in out.iter_mut().zip(values) {
        *byte = ((value - low) * a_step + WHOLE).to_bits() as u8;
    }
    Range { low, step }
}

/// Writes values as words: `value * a_step`, rounded. The product must fit into a word.
#[inline(always)]
pub fn to_words(values: &[f32], a_step: f32, out: &mut [i16]) {
    for (word, value) in out.iter_mut().zip(values) {
        *word = (value * a_step + WHOLE).to_bits() as i16;
    }
}

/// 2 to the power of `x`, for `x` up to 0; below 2^-126 it stays there. Relative error 4e-6.
#[inline(always)]
pub fn power_of_two(x: f32) -> f32 {
    let x = larger(x, -126.0);
    let whole = x + WHOLE;
    let part = x - (whole - WHOLE);
    let mut value = EXP[4];
    for factor in [EXP[3], EXP[2], EXP[1], EXP[0]] {
        value = value * part + factor;
    }
    f32::from_bits(value.to_bits().wrapping_add(whole.to_bits() << 23))
}

/// Minimax fit of 2^x for x from -1/2 to 1/2.
const EXP: [f32; 5] = [
    0.999_999_3,
    0.693_121_8,
    0.240_247_46,
    0.055_918_023,
    0.009_570_155,
];

/// x times the share of the normal distribution below x; off by 1.3e-4 at most.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    let near = larger(smaller(x, EDGE), -EDGE);
    let square = near * near;
    let mut value = NORMAL[NORMAL.len() - 1];
    for i in (0..NORMAL.len() - 1).rev() {
        value = value * square + NORMAL[i];
    }
    x * (near * value + 0.5)
}

/// Where the distribution is taken to end.
const EDGE: f32 = 4.0;

/// The normal distribution function less 1/2 is x P(x^2), fitted so that x times the error is smallest and
/// that it is 1/2 at [`EDGE`].
const NORMAL: [f32; 8] = [
    0.398_414_3,
    -0.065_438_33,
    0.009_245_586,
    -0.000_936_093_6,
    6.474_153e-5,
    -2.864_015_4e-6,
    7.213_471e-8,
    -7.786_377e-10,
];

/// Scales a row to mean 0 and variance 1, then by weight and bias (Ba et al. 2016).
#[inline(always)]
pub fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = sum(row) / count;
    row.iter_mut().for_each(|x| *x -= mean);
    let variance = fold(row, 0.0, |x| x * x, |a, b| a + b) / count;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((x, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *x = *x * scale * w + b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error function by its series, in double precision.
    fn erf(x: f64) -> f64 {
        let (mut term, mut total) = (x, x);
        for n in 1..200 {
            let n = f64::from(n);
            term *= -x * x / n;
            total += term / (2.0 * n + 1.0);
        }
        total * std::f64::consts::FRAC_2_SQRT_PI
    }

    #[test]
    fn gelu_is_close() {
        for i in -6000..=6000 {
            let x = i as f32 / 1000.0;
            let exact = f64::from(x) * (1.0 + erf(f64::from(x) / 2f64.sqrt())) / 2.0;
            assert!(
                (f64::from(gelu(x)) - exact).abs() < 1.6e-4,
                "{x}: {} {exact}",
                gelu(x)
            );
        }
        assert!(
            (gelu(50.0) - 50.0).abs() < 1e-4 && gelu(0.0) == 0.0,
            "{}",
            gelu(50.0)
        );
        assert!(gelu(-50.0).abs() < 1e-4, "{}", gelu(-50.0));
    }

    #[test]
    fn powers_of_two_are_close() {
        for i in 0..=125_000 {
            let x = -(i as f32) / 1000.0;
            let exact = f64::from(x).exp2();
            assert!((f64::from(power_of_two(x)) / exact - 1.0).abs() < 6e-6, "{x}");
        }
        assert_eq!(power_of_two(-1000.0), power_of_two(-126.0));
    }

    #[test]
    fn bytes_keep_the_ends_and_lose_half_a_step() {
        let values: Vec<f32> = (0..100).map(|i| (i * 37 % 100) as f32 / 7.0 - 5.0).collect();
        let mut bytes = [0; 100];
        let range = to_bytes(&values, &mut bytes);
        for (value, byte) in values.iter().zip(bytes) {
            let back = range.low + range.step * f32::from(byte);
            assert!((back - value).abs() <= range.step * 0.5001, "{value} {back}");
        }
        assert_eq!((bytes.iter().min(), bytes.iter().max()), (Some(&0), Some(&255)));
        assert_eq!(to_bytes(&[3.0; 4], &mut bytes), Range { low: 3.0, step: 0.0 });
        assert_eq!(bytes[..4], [0; 4]);
    }

    #[test]
    fn words_are_rounded_to_the_nearest() {
        let mut words = [0; 4];
        to_words(&[1.26, -1.26, 0.0, -16383.5], 2.0, &mut words);
        assert_eq!(words, [3, -3, 0, -32767]);
    }
}
