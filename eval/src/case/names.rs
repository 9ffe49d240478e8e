//! Names and descriptions of speakers, as the scorer compares them.

use rashomon_core::{Actor, ActorKind};
use unicode_normalization::UnicodeNormalization as _;

/// Words of descriptions that stand for a source without a name.
const UNNAMED: [&str; 7] = [
    "unnamed",
    "sources",
    "official",
    "officials",
    "author",
    "investigators",
    "unspecified",
];

/// Lower case, letters and digits and spaces only, accents gone.
pub fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower
        .nfkd()
        .filter(|&c| c == ' ' || is_letter_or_digit(c))
        .collect()
}

/// Accents count as letters for Rust, which would keep them.
fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c)
}

/// The last word before a parenthesis, in plain form; empty when there is none.
pub fn family(name: &str) -> String {
    let before = name.split('(').next().unwrap_or_default();
    plain(before)
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .to_owned()
}

/// Whether the predicted speaker is the one that gold names or describes.
pub fn is_speaker(gold: &str, predicted: Option<&Actor>) -> bool {
    let name = plain(predicted.map_or("", |actor| &actor.name));
    let family = family(gold);
    let described = plain(gold);
    let is_unnamed = UNNAMED.iter().any(|word| described.contains(word));
    if is_unnamed && !name.contains(&family) {
        return predicted.is_some_and(|actor| matches!(actor.kind, ActorKind::Unnamed | ActorKind::Group));
    }
    name.split_whitespace().any(|word| word == family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_stands_last_before_a_parenthesis() {
        assert_eq!(family("João Pires"), "pires");
        assert_eq!(family("Presidency of Ghana (its office)"), "ghana");
        assert_eq!(family("Kofi Mensah-Boateng"), "mensahboateng");
        assert_eq!(family("(unnamed)"), "");
    }

    #[test]
    fn accents_do_not_matter() {
        assert_eq!(plain("Inês Falcão!"), "ines falcao");
    }
}
