//! Whether two names can be spellings or short forms of one.

use super::hash;
use crate::gazetteer::names_alike::{first_sound, initials, is_acronym, people_agree};

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

/// What the words of a name show at a glance.
pub struct Glance {
    /// A bit for each word.
    words: u64,
    /// Where its initials, or it itself as the initials of another, begin.
    initial: Option<char>,
    /// Where its last word begins.
    sound: Option<char>,
}

impl Glance {
    /// At folded words in small letters.
    pub fn of(words: &[String]) -> Self {
        let itself = || words.first().and_then(|word| word.chars().next());
        Self {
            words: words
                .iter()
                .fold(0, |bits, word| bits | 1 << (hash(word.bytes()) % 64)),
            initial: initials(words).next().or_else(itself),
            sound: words.last().and_then(|word| first_sound(word)),
        }
    }

    /// False only where [`likeness`] finds no word shared and nothing alike.
    pub fn may_be_alike(&self, other: &Self) -> bool {
        self.words & other.words != 0 || self.initial == other.initial || self.sound == other.sound
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
    fn a_glance_overlooks_nothing_alike() {
        let names = [
            "un",
            "united nations",
            "anna lund",
            "lund",
            "zelensky",
            "volodymyr zelenskyy",
            "erik berg",
            "the government of norrland",
            "on",
            "office north",
            "yury",
            "iuri",
            "kim jong un",
            "hussein",
            "qusayn",
        ];
        for one in names.map(words) {
            for other in names.map(words) {
                let like = likeness(&one, &other);
                let seen = Glance::of(&one).may_be_alike(&Glance::of(&other));
                assert!(
                    seen || like.shared == 0.0 && !like.is_alike(),
                    "{one:?} {other:?}"
                );
            }
        }
        assert!(!Glance::of(&words("anna lund")).may_be_alike(&Glance::of(&words("frido osk"))));
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
