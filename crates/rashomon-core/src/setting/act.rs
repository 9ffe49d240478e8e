//! What a statement does: by the words of saying where they tell it ("urged", "rejected"), and otherwise by
//! what is said, with a linear classifier over words and pairs of words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::statement::{Act, Statement};
use crate::text::phrases::{Phrases, folded_words};
use crate::text::words::{is_word, split_words};

/// Cue words and what saying them does, in PLOVER's terms.
const ACTS: &[(Act, &[&str])] = &[
    (Act::Threaten, &["threaten", "warn", "vow"]),
    (
        Act::Accuse,
        &[
            "accus", "blam", "alleg", "condemn", "denounc", "criticiz", "criticis", "slam", "blast",
        ],
    ),
    (
        Act::Reject,
        &[
            "reject",
            "refus",
            "den",
            "dismiss",
            "rebuff",
            "disput",
            "ruled out",
            "rule out",
        ],
    ),
    (
        Act::Request,
        &[
            "urge",
            "called on",
            "call on",
            "call for",
            "called for",
            "demand",
            "ask",
            "invit",
            "appeal",
            "request",
        ],
    ),
    (
        Act::Support,
        &[
            "prais", "support", "endors", "welcom", "thank", "back", "hail", "applaud", "defend",
        ],
    ),
    (Act::Agree, &["agree", "promis", "pledg", "commit", "accept"]),
    (Act::Consult, &["discuss", "met with", "consult", "negotiat"]),
    (Act::Concede, &["conced", "admit", "acknowledg", "apologi"]),
];

/// What the statement does.
pub(super) fn act(text: &str, statement: &Statement) -> Act {
    let told = || {
        let cue: String = statement
            .cue
            .iter()
            .map(|c| c.of(text).to_owned() + " ")
            .collect();
        CLASSIFIER.act(&(cue + &statement.words(text)))
    };
    by_cue(text, statement)
        .or_else(|| by_words(text, statement))
        .or_else(told)
        .unwrap_or(Act::Statement)
}

/// What the words of saying tell.
fn by_cue(text: &str, statement: &Statement) -> Option<Act> {
    let words: String = statement
        .cue
        .iter()
        .map(|c| c.of(text).to_lowercase() + " ")
        .collect();
    let begins = |stem: &str| {
        if stem.contains(' ') {
            words.contains(stem)
        } else {
            words.split_whitespace().any(|w| w.starts_with(stem))
        }
    };
    ACTS.iter()
        .find(|(_, stems)| stems.iter().any(|s| begins(s)))
        .map(|(act, _)| *act)
}

static SAID: LazyLock<Vec<(Act, Phrases)>> = LazyLock::new(|| {
    include_str!("acts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, words)| Some((root(&name.to_uppercase())?, Phrases::of(words))))
        .collect()
});

/// What the words of a short statement tell; a long one does several things.
fn by_words(text: &str, statement: &Statement) -> Option<Act> {
    const LONGEST_WORDS: usize = 30;
    let words: Vec<_> = statement
        .content
        .iter()
        .flat_map(|c| folded_words(text, *c))
        .collect();
    if words.len() > LONGEST_WORDS {
        return None;
    }
    SAID.iter()
        .find(|(_, phrases)| !phrases.find(&words).is_empty())
        .map(|(act, _)| *act)
}

/// How sure the classifier must be that what is said does more than state; chosen on the development half of
/// `eval/voices`, where it is seldom so sure: it learned from told events, not from speech.
const SURE: f32 = 0.35;

static CLASSIFIER: LazyLock<Classifier> =
    LazyLock::new(|| Classifier::read(include_str!("../../data/acts.tsv")));

/// Logistic regression over the features of `training/acts/features.py`; weights are whole numbers, `SCALE` to one.
struct Classifier {
    roots: Vec<Option<Act>>,
    biases: Vec<f32>,
    /// Inverse document frequency, and the first of the feature's weights in `weights`.
    features: HashMap<&'static str, (f32, usize)>,
    weights: Vec<f32>,
}

/// What a weight of one is written as.
const SCALE: f32 = 20.0;

impl Classifier {
    /// Reads the file that `training/acts/train.py` writes.
    fn read(file: &'static str) -> Self {
        let mut rows = file
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t'));
        let numbers = |row: std::str::Split<'_, char>| -> Vec<f32> {
            row.map(|number| number.parse().unwrap_or(0.0) / SCALE).collect()
        };
        let roots = rows.next().into_iter().flatten().skip(2).map(root).collect();
        let biases = rows.next().map(|mut row| {
            row.nth(1);
            numbers(row)
        });
        let (mut features, mut weights) = (HashMap::new(), Vec::new());
        for mut row in rows {
            let (Some(feature), Some(frequency)) = (row.next(), row.next()) else {
                continue;
            };
            features.insert(feature, (frequency.parse().unwrap_or(0.0) / 100.0, weights.len()));
            weights.extend(numbers(row));
        }
        Self {
            roots,
            biases: biases.unwrap_or_default(),
            features,
            weights,
        }
    }

    /// The likeliest root; `None` when it is not likely enough.
    fn act(&self, words: &str) -> Option<Act> {
        let known: Vec<(f32, usize)> = features(words)
            .iter()
            .filter_map(|feature| self.features.get(feature.as_str()).copied())
            .collect();
        let length = known
            .iter()
            .map(|(frequency, _)| frequency * frequency)
            .sum::<f32>()
            .sqrt()
            .max(f32::MIN_POSITIVE);
        let mut scores = self.biases.clone();
        for (frequency, at) in known {
            for (score, weight) in scores.iter_mut().zip(&self.weights[at..]) {
                *score += frequency / length * weight;
            }
        }
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]))?;
        let total: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
        (total.recip() >= SURE).then(|| self.roots[best])?
    }
}

/// PLOVER's root by its name in the training data, which has no separate CONCEDE and RETREAT: what people
/// say yields by word.
fn root(name: &str) -> Option<Act> {
    let act = match name {
        "AGREE" => Act::Agree,
        "CONSULT" => Act::Consult,
        "SUPPORT" => Act::Support,
        "YIELD" => Act::Concede,
        "COOPERATE" => Act::Cooperate,
        "AID" => Act::Aid,
        "REQUEST" => Act::Request,
        "ACCUSE" => Act::Accuse,
        "REJECT" => Act::Reject,
        "THREATEN" => Act::Threaten,
        "PROTEST" => Act::Protest,
        "SANCTION" => Act::Sanction,
        "MOBILIZE" => Act::Mobilize,
        "COERCE" => Act::Coerce,
        "ASSAULT" => Act::Assault,
        _ => return None,
    };
    Some(act)
}

/// A word without its commonest ending, when four letters remain.
fn stem(word: &str) -> &str {
    const LEAST_LETTERS: usize = 4;
    ["ing", "ed", "es", "s", "e"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= LEAST_LETTERS)
        .unwrap_or(word)
}

/// The stems of a text and the pairs of neighbouring ones, each once, sorted; `training/acts/features.py` must agree.
fn features(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let stems: Vec<&str> = split_words(&lower)
        .iter()
        .map(|word| word.of(&lower))
        .filter(|word| is_word(word))
        .map(stem)
        .collect();
    let pairs = stems.windows(2).map(|pair| format!("{} {}", pair[0], pair[1]));
    let mut out: Vec<String> = stems.iter().map(|&stem| stem.to_owned()).chain(pairs).collect();
    out.sort();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let roots = CLASSIFIER.roots.len();
        assert_eq!(roots, 15);
        assert!(CLASSIFIER.roots.iter().all(Option::is_some));
        assert_eq!(CLASSIFIER.biases.len(), roots);
        assert_eq!(CLASSIFIER.weights.len(), CLASSIFIER.features.len() * roots);
    }

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        let lines = include_str!("acts.tsv").lines();
        assert_eq!(SAID.len(), lines.filter(|line| !line.starts_with('#')).count());
    }

    #[test]
    fn features_are_stems_and_pairs_once() {
        assert_eq!(features("Talks, talks!"), ["talk", "talk talk"]);
        assert_eq!(features("no"), ["no"]);
    }

    #[test]
    fn what_is_said_tells_the_act() {
        assert_eq!(
            CLASSIFIER.act("he condemned the attack and blamed the rebels"),
            Some(Act::Accuse)
        );
        assert_eq!(CLASSIFIER.act(""), None);
        assert_eq!(CLASSIFIER.act("the river is long"), None);
    }
}
