//! Sets of words.

/// A set of a document's words, by their numbers, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(Vec<u32>);

impl Words {
    /// The words that stand in any of the sets.
    pub fn union<'a>(sets: impl Iterator<Item = &'a Words>) -> Self {
        sets.flat_map(|set| set.0.iter().copied()).collect()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many stand in both.
    pub fn shared(&self, other: &Self) -> usize {
        let (small, large) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        small
            .0
            .iter()
            .filter(|word| large.0.binary_search(word).is_ok())
            .count()
    }

    /// The share of the words of both that stands in both; 0 when none does.
    pub fn likeness(&self, other: &Self) -> f64 {
        match self.shared(other) {
            0 => 0.0,
            shared => shared as f64 / (self.len() + other.len() - shared) as f64,
        }
    }
}

impl FromIterator<u32> for Words {
    fn from_iter<I: IntoIterator<Item = u32>>(words: I) -> Self {
        let mut words: Vec<u32> = words.into_iter().collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }
}
