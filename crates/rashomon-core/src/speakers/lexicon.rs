//! The words by which English tells people, bodies and offices apart.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Grammatical gender as far as words show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

static GIVEN_NAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    include_str!("../../data/given_names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(gender, names)| {
            let gender = if gender == "m" {
                Gender::Male
            } else {
                Gender::Female
            };
            names.split_whitespace().map(move |name| (name, gender))
        })
        .collect()
});

/// The usual gender of a given name; `None` when it is not in the list.
pub fn given_name(word: &str) -> Option<Gender> {
    GIVEN_NAMES.get(word).copied()
}

static WORDS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
    let lines = include_str!("../../data/lexicon.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for (list, words) in lines.filter_map(|line| line.split_once('\t')) {
        lists.entry(list).or_default().extend(words.split_whitespace());
    }
    lists
});

fn is_listed(list: &str, word: &str) -> bool {
    WORDS.get(list).is_some_and(|words| words.contains(word))
}

/// Whether the lower-cased word names an office or a rank when it stands before a name.
pub fn is_title(lower: &str) -> bool {
    is_listed("title", lower.trim_end_matches('.'))
}

/// Whether the lower-cased word can belong to the name of an office.
pub fn is_office_word(lower: &str) -> bool {
    is_title(lower) || is_listed("office", lower)
}

/// Whether the lower-cased word heads the description of an unnamed source.
pub fn is_unnamed_head(lower: &str) -> bool {
    is_listed("unnamed", lower)
}

/// Whether the lower-cased word ends the name of a body.
pub fn is_body_word(lower: &str) -> bool {
    is_listed("body", lower)
}

/// Whether the lower-cased word is a personal pronoun that can be a source.
pub fn is_pronoun(lower: &str) -> bool {
    is_listed("pronoun", lower)
}

/// Whether the lower-cased word begins sentences with a capital and is no name.
pub fn is_function_word(lower: &str) -> bool {
    is_listed("function", lower)
}

/// The gender that a title or a role's head word shows.
pub fn title_gender(lower: &str) -> Option<Gender> {
    match lower.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" | "spokesman" | "chairman" | "congressman" | "emir"
        | "sheikh" | "sultan" | "ayatollah" | "pope" | "imam" | "cardinal" | "man" | "father" | "son"
        | "brother" | "mullah" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "spokeswoman" | "chairwoman"
        | "congresswoman" | "woman" | "mother" | "daughter" | "sister" => Some(Gender::Female),
        _ => None,
    }
}
