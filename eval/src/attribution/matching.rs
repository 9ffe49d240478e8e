//! One-to-one matching, the best pairs first.

use super::tally::Measure;
use super::unit::Unit;

/// Pairs gold with predicted things, greedily by score, then by place; a score of 0 is no match.
///
/// Returns the places of each pair in `gold` and `predicted`.
pub fn pairs<G, P>(gold: &[G], predicted: &[P], score: impl Fn(&G, &P) -> f64) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (p, other) in predicted.iter().enumerate() {
            let score = score(one, other);
            if score > 0.0 {
                scored.push((score, g, p));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_taken, mut predicted_taken) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut out = Vec::new();
    for (_, g, p) in scored {
        if !gold_taken[g] && !predicted_taken[p] {
            (gold_taken[g], predicted_taken[p]) = (true, true);
            out.push((g, p));
        }
    }
    out
}

/// How well a predicted unit matches a gold one; 0 when it does not.
pub fn likeness(measure: Measure, gold: &Unit, predicted: &Unit) -> f64 {
    let all_or_nothing = |same: bool| f64::from(u8::from(same));
    let shared = || gold.words.likeness(&predicted.words);
    match measure {
        Measure::Strict => all_or_nothing(gold.characters == predicted.characters),
        Measure::Exact => all_or_nothing(gold.words == predicted.words),
        Measure::Iou50 => Some(shared()).filter(|share| *share >= 0.5).unwrap_or(0.0),
        _ => shared(),
    }
}

/// How well a predicted content and source match a gold pair; 0 when they do not.
pub fn link_likeness(measure: Measure, gold: &(Unit, Unit), predicted: &(Unit, Unit)) -> f64 {
    let sources_match = match measure {
        Measure::Exact => gold.1.words == predicted.1.words,
        _ => gold.1.words.shared(&predicted.1.words) > 0,
    };
    if sources_match {
        likeness(measure, &gold.0, &predicted.0)
    } else {
        0.0
    }
}
