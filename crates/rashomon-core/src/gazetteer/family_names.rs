//! Which part of a name a person is called by.

/// Sides whose people put the family name first.
const FAMILY_FIRST: &[&str] = &["China", "North Korea", "South Korea", "Taiwan", "Vietnam"];

/// First words of names that have no family name in them.
const TITLES: &[&str] = &[
    "Crown", "Emperor", "King", "Mullah", "Prince", "Queen", "Sultan", "Grand", "Pope",
];

const AFTER_NAMES: &[&str] = &["Jr.", "Sr.", "II", "III", "IV"];

/// Small words with which a family name begins.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "der", "di", "du", "la", "van", "von", "zu", "vel",
];

/// The family name in a person's full name; `None` for monarchs and single names.
///
/// Takes the first word where the side puts it first or the name is of the form "Ban Ki-moon", otherwise
/// the last word with the particles before it. Double family names of the Spanish kind give the last word
/// only, unless the table lists them as another name.
pub(super) fn family_name(name: &str, side: &str) -> Option<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    if TITLES.contains(&words[0]) {
        return None;
    }
    if words.last().is_some_and(|last| AFTER_NAMES.contains(last)) {
        words.pop();
    }
    let (first, last) = (*words.first()?, *words.last()?);
    if words.len() < 2 {
        return None;
    }
    let hyphenated = last
        .split_once('-')
        .is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase));
    let family_first = FAMILY_FIRST.contains(&side) && (hyphenated || side != "Taiwan");
    if (family_first || (hyphenated && words.len() == 2))
        && !last.starts_with("al-")
        && !last.starts_with("el-")
    {
        return Some(first.to_owned());
    }
    let from = (1..words.len())
        .find(|at| PARTICLES.contains(&words[*at]))
        .unwrap_or(words.len() - 1);
    let family = words[from..].join(" ");
    Some(
        family
            .strip_prefix("al-")
            .or_else(|| family.strip_prefix("el-"))
            .unwrap_or(&family)
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_papers_use() {
        for (name, side, family) in [
            ("Ursula von der Leyen", "Germany", "von der Leyen"),
            ("Xi Jinping", "China", "Xi"),
            ("Ban Ki-moon", "UN", "Ban"),
            ("Joseph Wu", "Taiwan", "Wu"),
            ("Bashar al-Assad", "Syria", "Assad"),
            ("Mohammed bin Salman", "Saudi Arabia", "bin Salman"),
            ("Ferdinand Marcos Jr.", "Philippines", "Marcos"),
            ("Karine Jean-Pierre", "United States", "Jean-Pierre"),
        ] {
            assert_eq!(family_name(name, side).as_deref(), Some(family));
        }
        assert_eq!(family_name("King Salman", "Saudi Arabia"), None);
    }
}
