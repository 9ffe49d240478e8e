//! Whether two names can be spellings or short forms of one.

use crate::gazetteer::names_alike::{is_acronym, people_agree};

/// How two lists of words are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// The same words.
    pub same: bool,
    /// The first is a short form of the second.
    pub shortened: bool,
    /// The second is a short form of the first.
    pub lengthened: bool,
    /// One is the initials of the other ("UN", "United Nations").
    pub initials: bool,
    /// The last words are spellings of one name ("Zelensky", "Zelenskyy").
    pub spelt_alike: bool,
    /// The share of the shorter one’s words that the other has.
    pub shared: f32,
}

impl Likeness {
    /// Whether one can stand for the other.
    pub fn is_alike(self) -> bool {
        self.same || self.shortened || self.lengthened || self.initials || self.spelt_alike
    }
}

/// Compares two names given as folded words in small letters.
pub fn likeness(one: &[String], other: &[String]) -> Likeness {
    if one.is_empty() || other.is_empty() {
        return Likeness::default();
    }
    let common = one.iter().filter(|word| other.contains(word)).count();
    let shorter = one.len().min(other.len());
    let same = one == other;
    Likeness {
        same,
        shortened: !same && one.len() <= other.len() && common == one.len(),
        lengthened: !same && other.len() <= one.len() && common == other.len(),
        initials: are_initials(one, other) || are_initials(other, one),
        spelt_alike: !same && common < shorter && spelt_alike(one, other),
        shared: common as f32 / shorter as f32,
    }
}

fn are_initials(short: &[String], long: &[String]) -> bool {
    matches!(short, [short] if is_acronym(short, long))
}

/// The last words are one family name in two spellings, and the given names do not differ.
fn spelt_alike(one: &[String], other: &[String]) -> bool {
    one.last() != other.last() && people_agree(one, other) >= 0.8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn short_forms_and_initials() {
        assert!(likeness(&words("lund"), &words("anna lund")).shortened);
        assert!(likeness(&words("anna lund"), &words("lund")).lengthened);
        assert!(likeness(&words("un"), &words("united nations")).initials);
        assert!(likeness(&words("volodymyr zelensky"), &words("zelenskyy")).spelt_alike);
        assert!(!likeness(&words("erik lund"), &words("anna lund")).is_alike());
    }
}
