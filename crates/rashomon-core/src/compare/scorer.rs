//! The learned part of comparing: weights of what two pieces have in common.

use std::sync::LazyLock;

/// What the scorer sees of a pair, in order; the first is always 1.
pub(crate) const FEATURES: [&str; 17] = [
    "bias",
    "near",
    "wide",
    "overlap",
    "shared",
    "quoted",
    "neighbours",
    "thin",
    "denied",
    "denial_differs",
    "opposed",
    "figures",
    "names",
    "order",
    "speakers_allied",
    "speakers_open",
    "speakers_different",
];

/// A logistic function with its weights.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scorer {
    weights: [f32; FEATURES.len()],
}

impl Scorer {
    /// How likely two pieces report one thing, 0 to 1.
    pub fn probability(&self, features: &[f32; FEATURES.len()]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The highest probability that a pair can reach whose features lie between these bounds.
    pub fn at_most(&self, low: &[f32; FEATURES.len()], high: &[f32; FEATURES.len()]) -> f32 {
        let bounds = low.iter().zip(high);
        let best = self
            .weights
            .iter()
            .zip(bounds)
            .map(|(w, (low, high))| (w * low).max(w * high));
        1.0 / (1.0 + (-best.sum::<f32>()).exp())
    }

    /// Reads lines of a name and a weight; lines that begin with "#" are remarks, missing names weigh nothing.
    fn read(lines: &str) -> Self {
        let mut weights = [0.0; FEATURES.len()];
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(name), Some(weight)) = (cells.next(), cells.next()) else {
                continue;
            };
            if let (Some(nth), Ok(weight)) = (FEATURES.iter().position(|f| *f == name), weight.parse()) {
                weights[nth] = weight;
            }
        }
        Self { weights }
    }
}

/// The weights that `training/pairs` made.
pub(crate) fn scorer() -> &'static Scorer {
    static SCORER: LazyLock<Scorer> =
        LazyLock::new(|| Scorer::read(include_str!("../../data/pairs/scorer.tsv")));
    &SCORER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        let all = include_str!("../../data/pairs/scorer.tsv");
        for name in FEATURES {
            assert!(
                all.lines().any(|line| line.starts_with(&format!("{name}\t"))),
                "{name}"
            );
        }
        assert!(scorer().weights.iter().any(|w| *w != 0.0));
    }
}
