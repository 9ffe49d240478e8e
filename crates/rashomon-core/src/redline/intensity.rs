//! Whether a wording became softer or sharper, warmer or cooler, from `data/intensity.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::compare::stem;

/// In which direction a wording moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Softened,
    Sharpened,
    Warmed,
    Cooled,
}

/// Longest phrase of the table, in words.
const LONGEST: usize = 3;

#[derive(Default)]
struct Scales {
    /// By stemmed phrase: number of the scale and degree on it.
    degrees: HashMap<String, Vec<(usize, usize)>>,
    /// Whether each scale goes from cool to warm.
    warm: Vec<bool>,
    /// Words that strengthen (1) or weaken (-1).
    weights: HashMap<String, i32>,
}

static SCALES: LazyLock<Scales> = LazyLock::new(|| {
    let mut scales = Scales::default();
    let lines = include_str!("../../data/intensity.tsv").lines();
    for (what, words) in lines
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
    {
        match what {
            "stronger" | "weaker" => {
                let weight = if what == "stronger" { 1 } else { -1 };
                scales
                    .weights
                    .extend(words.split(',').map(|word| (stemmed(word), weight)));
            }
            _ => {
                let scale = scales.warm.len();
                scales.warm.push(what == "warm");
                for (degree, those) in words.split('|').enumerate() {
                    for word in those.split(',') {
                        scales
                            .degrees
                            .entry(stemmed(word))
                            .or_default()
                            .push((scale, degree));
                    }
                }
            }
        }
    }
    scales
});

fn stemmed(phrase: &str) -> String {
    phrase.split([' ', '-']).map(root).collect::<Vec<_>>().join(" ")
}

/// The stem without a last "e": "urge" and "urged" are one.
fn root(word: &str) -> String {
    stem(word).trim_end_matches('e').to_owned()
}

/// How the wording moved from some lower-cased words to others, as far as the table tells.
///
/// Words of one scale are compared first; failing those, words that strengthen or weaken are counted. `None` when
/// neither tells, or when they point both ways.
pub(super) fn turn(earlier: &[&str], later: &[&str]) -> Option<Turn> {
    let (before, after) = (Weighed::of(earlier), Weighed::of(later));
    let mut turns: Vec<Turn> = Vec::new();
    for (scale, from) in &before.degrees {
        let to = after.degrees.iter().find(|(other, _)| other == scale);
        if let Some((_, to)) = to.filter(|(_, to)| to != from) {
            turns.push(match (SCALES.warm[*scale], to > from) {
                (false, true) => Turn::Sharpened,
                (false, false) => Turn::Softened,
                (true, true) => Turn::Warmed,
                (true, false) => Turn::Cooled,
            });
        }
    }
    if let Some(first) = turns.first() {
        return turns.iter().all(|turn| turn == first).then_some(*first);
    }
    match after.weight.cmp(&before.weight) {
        std::cmp::Ordering::Greater => Some(Turn::Sharpened),
        std::cmp::Ordering::Less => Some(Turn::Softened),
        std::cmp::Ordering::Equal => None,
    }
}

/// What the table knows of some words.
struct Weighed {
    degrees: Vec<(usize, usize)>,
    weight: i32,
}

impl Weighed {
    fn of(words: &[&str]) -> Self {
        let stems: Vec<String> = words.iter().map(|word| root(word)).collect();
        let mut degrees: Vec<(usize, usize)> = Vec::new();
        let mut weight = 0;
        for from in 0..stems.len() {
            for length in (1..=LONGEST.min(stems.len() - from)).rev() {
                let phrase = stems[from..from + length].join(" ");
                weight += SCALES.weights.get(&phrase).copied().unwrap_or_default();
                degrees.extend(SCALES.degrees.get(&phrase).into_iter().flatten());
            }
        }
        Self { degrees, weight }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(earlier: &str, later: &str) -> Option<Turn> {
        let words = |text: &'static str| -> Vec<&'static str> { text.split(' ').collect() };
        turn(&words(earlier.to_owned().leak()), &words(later.to_owned().leak()))
    }

    #[test]
    fn words_of_one_scale_are_compared() {
        assert_eq!(told("condemned", "regretted"), Some(Turn::Softened));
        assert_eq!(told("hopes", "demands"), Some(Turn::Sharpened));
        assert_eq!(told("frank", "cordial"), Some(Turn::Warmed));
        assert_eq!(told("partner", "rival"), Some(Turn::Cooled));
        assert_eq!(told("called on", "urged"), Some(Turn::Sharpened));
    }

    #[test]
    fn strengthening_words_are_counted() {
        assert_eq!(told("deep", ""), Some(Turn::Softened));
        assert_eq!(told("", "strongly"), Some(Turn::Sharpened));
        assert_eq!(told("", "in principle"), Some(Turn::Softened));
        assert_eq!(told("herring", "cod"), None);
    }

    #[test]
    fn what_points_both_ways_is_not_told() {
        assert_eq!(told("condemned demands", "regretted insists"), None);
    }
}
