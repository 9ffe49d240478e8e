//! How names are written: their words, spellings and short forms.

use super::lexicon::{given_name, is_title};
use crate::gazetteer::folded;
use crate::gazetteer::names_alike::people_agree;

/// Whether capitals show no names: in capitals throughout, or most longer words have one and no full stop ends it.
pub fn is_headline(words: &str) -> bool {
    is_title_case(words) && (!words.trim_end().ends_with('.') || !words.contains(char::is_lowercase))
}

/// Whether most longer words have a capital, as in many headlines.
fn is_title_case(words: &str) -> bool {
    let long: Vec<&str> = words
        .split_whitespace()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4)
        .collect();
    let capitals = long
        .iter()
        .filter(|w| {
            w.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
        })
        .count();
    let shouted = words
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    long.len() >= 3 && capitals * 4 >= long.len() * 3 || shouted
}

/// The words of a name, folded and lower-cased, without titles and marks.
pub fn tokens(name: &str) -> Vec<String> {
    folded(name)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !is_title(w))
        .map(str::to_owned)
        .collect()
}

/// Whether two names are spellings of one: the family names agree, and the given names where both have one.
pub fn is_spelling(one: &[String], other: &[String]) -> bool {
    let family = |name: &[String]| name.last().is_some_and(|word| word.chars().count() > 3);
    family(one) && people_agree(one, other) >= 0.8
}

/// Whether `short` can stand for `full`: the same words, the family name, or for a name of three words
/// or a family name that comes first ("Xi Jinping") the first word.
pub fn shortens(short: &[String], full: &[String]) -> bool {
    match short {
        [] => false,
        [one] => {
            full.last() == Some(one) || full.len() > 1 && full.first() == Some(one) && is_family_first(full)
        }
        [first, .., last] => {
            let same_ends = full.last() == Some(last) && full.first() == Some(first);
            same_ends || short.iter().all(|w| full.contains(w))
        }
    }
}

/// Chinese, Korean and Vietnamese names put the family first: short first word, no known given name.
fn is_family_first(full: &[String]) -> bool {
    let capitalised: String = full[0]
        .chars()
        .take(1)
        .flat_map(char::to_uppercase)
        .chain(full[0].chars().skip(1))
        .collect();
    full[0].chars().count() <= 5
        && (given_name(&capitalised).is_none() || matches!(full[0].as_str(), "kim" | "park" | "lee" | "yang"))
}

/// "POMPEO" as "Pompeo"; other names as they stand.
pub fn tidy_name(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let capitals = words
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    if !capitals || words.chars().count() <= 3 {
        return words;
    }
    let mut inside = false;
    words
        .chars()
        .map(|c| {
            let out = if inside {
                c.to_lowercase().next().unwrap_or(c)
            } else {
                c
            };
            inside = c.is_alphabetic() && c != '\'' && c != '’';
            out
        })
        .collect()
}
