//! The Mersenne Twister, so that intervals are the same as other scorers'.
//!
//! Source: Matsumoto and Nishimura (1998), MT19937, seeded by an array of one word.

const WORDS: usize = 624;
const SHIFT: usize = 397;

/// A generator that gives the same numbers for the same seed, everywhere.
pub struct Mersenne {
    state: Vec<u32>,
    next: usize,
}

impl Mersenne {
    /// A generator with this seed, as Python's `random.Random(seed)`.
    pub fn seeded(seed: u32) -> Self {
        let mut state = vec![19_650_218_u32];
        for i in 1..WORDS {
            state.push(mixed(state[i - 1], 1_812_433_253).wrapping_add(i as u32));
        }
        let mut i = 1;
        for _ in 0..WORDS {
            state[i] = (state[i] ^ mixed(state[i - 1], 1_664_525)).wrapping_add(seed);
            i = advance(&mut state, i);
        }
        for _ in 1..WORDS {
            state[i] = (state[i] ^ mixed(state[i - 1], 1_566_083_941)).wrapping_sub(i as u32);
            i = advance(&mut state, i);
        }
        state[0] = 0x8000_0000;
        Self { state, next: WORDS }
    }

    /// A number from 0 up to, not including, `count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }

    /// A number from 0 up to, not including, 1, with 53 random bits.
    fn share(&mut self) -> f64 {
        let (high, low) = (f64::from(self.word() >> 5), f64::from(self.word() >> 6));
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.twist();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        for i in 0..WORDS {
            let joined = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % WORDS] & 0x7fff_ffff);
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + SHIFT) % WORDS] ^ (joined >> 1) ^ odd;
        }
        self.next = 0;
    }
}

fn mixed(word: u32, by: u32) -> u32 {
    (word ^ (word >> 30)).wrapping_mul(by)
}

/// The next place; past the end the last word is carried to the front.
fn advance(state: &mut [u32], i: usize) -> usize {
    if i + 1 < WORDS {
        return i + 1;
    }
    state[0] = state[WORDS - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_python() {
        let mut random = Mersenne::seeded(0);
        assert_eq!(random.share(), 0.844_421_851_525_048_1);
        assert_eq!(random.share(), 0.757_954_402_940_302_5);
    }
}
