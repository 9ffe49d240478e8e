//! How soon.

use std::sync::LazyLock;

use regex::Regex;

use super::super::material::Material;
use super::{Finding, Pair, numbers};
use crate::span::Span;

/// How many times longer one time limit must be than the other.
const LEAST_RATIO: f32 = 1.25;

static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bwithin\s+(?:the\s+next\s+)?(?:(?<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety|\d{1,3})\s+(?<u>hour|day|week|month|year)s?|a\s+(?<f>fortnight))\b",
    )
    .expect("a fixed pattern")
});

/// Finds time limits that two reports of one promise give: "within ten days" and "within a week".
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let limits = |piece: &super::super::material::Piece| {
        limits_in(
            material.text(piece.account),
            material.passages[piece.passage].span,
        )
    };
    let (in_a, in_b) = (limits(pair.a), limits(pair.b));
    let ([(left, x)], [(right, y)]) = (&in_a[..], &in_b[..]) else {
        return;
    };
    if x.max(*y) >= LEAST_RATIO * x.min(*y) {
        let sides = [(pair.a.account, *left), (pair.b.account, *right)];
        let confidence = 0.35 + 0.45 * pair.probability;
        out.push(numbers::finding(material, pair.strand, sides, confidence));
    }
}

/// The time limits of a sentence with their lengths in days.
fn limits_in(text: &str, sentence: Span) -> Vec<(Span, f32)> {
    let words = sentence.of(text);
    LIMIT
        .captures_iter(words)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(sentence.start + whole.start(), sentence.start + whole.end());
            let days = match (found.name("n"), found.name("u")) {
                (Some(n), Some(unit)) => number(n.as_str())? * days_of(unit.as_str()),
                _ => 14.0,
            };
            Some((span, days))
        })
        .collect()
}

fn days_of(unit: &str) -> f32 {
    match unit.to_ascii_lowercase().as_str() {
        "hour" => 1.0 / 24.0,
        "week" => 7.0,
        "month" => 30.0,
        "year" => 365.0,
        _ => 1.0,
    }
}

fn number(word: &str) -> Option<f32> {
    const WORDS: &[(&str, f32)] = &[
        ("a", 1.0),
        ("an", 1.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("twelve", 12.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("sixty", 60.0),
        ("ninety", 90.0),
    ];
    let lower = word.to_ascii_lowercase();
    let known = WORDS.iter().find(|(known, _)| *known == lower);
    known.map(|(_, value)| *value).or_else(|| lower.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_in_days() {
        let text = "The depot closes within a fortnight, the gate within 48 hours, the pier in May.";
        let found: Vec<f32> = limits_in(text, Span::new(0, text.len()))
            .into_iter()
            .map(|(_, days)| days)
            .collect();
        assert_eq!(found, [14.0, 2.0]);
    }
}
