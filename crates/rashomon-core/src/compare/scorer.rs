//! The learned parts of comparing: logistic functions of what two things have in common.

use std::sync::LazyLock;

/// What the scorer of pieces sees of a pair, in order; the first is always 1.
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

/// What is seen besides of a pair that the scorer of relations was asked about.
const ASKED: [&str; 2] = ["same", "contradicts"];

/// How many features there are of a pair that the scorer of relations was asked about.
pub(crate) const ASKED_FEATURES: usize = FEATURES.len() + ASKED.len();

/// The names of these features, in order.
pub(crate) fn asked_features() -> [&'static str; ASKED_FEATURES] {
    let mut names = [""; ASKED_FEATURES];
    names[..FEATURES.len()].copy_from_slice(&FEATURES);
    names[FEATURES.len()..].copy_from_slice(&ASKED);
    names
}

/// What a sum of weighed features makes probable, 0 to 1.
pub(crate) fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// The sum that makes this probable; of a probability that is kept off 0 and 1.
pub(crate) fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(0.003, 0.997);
    (p / (1.0 - p)).ln()
}

/// A logistic function of `N` features with its weights.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scorer<const N: usize> {
    weights: [f32; N],
}

impl<const N: usize> Scorer<N> {
    /// How likely it is that the two belong together, 0 to 1.
    pub fn probability(&self, features: &[f32; N]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(w, x)| w * x).sum();
        logistic(sum)
    }

    /// The highest probability that a pair can reach whose features lie between these bounds.
    pub fn at_most(&self, low: &[f32; N], high: &[f32; N]) -> f32 {
        let bounds = low.iter().zip(high);
        let best = self
            .weights
            .iter()
            .zip(bounds)
            .map(|(w, (low, high))| (w * low).max(w * high));
        logistic(best.sum())
    }

    /// Reads lines of a name and a weight; lines that begin with "#" are remarks, missing names weigh nothing.
    pub fn read(names: &[&str; N], lines: &str) -> Self {
        let mut weights = [0.0; N];
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(name), Some(weight)) = (cells.next(), cells.next()) else {
                continue;
            };
            if let (Some(nth), Ok(weight)) = (names.iter().position(|f| *f == name), weight.parse()) {
                weights[nth] = weight;
            }
        }
        Self { weights }
    }
}

/// The weights that `training/pairs` made, for pairs that the scorer of relations was not asked about.
pub(crate) fn scorer() -> &'static Scorer<{ FEATURES.len() }> {
    static SCORER: LazyLock<Scorer<{ FEATURES.len() }>> =
        LazyLock::new(|| Scorer::read(&FEATURES, include_str!("../../data/pairs/scorer.tsv")));
    &SCORER
}

/// The same for pairs that it was asked about.
pub(crate) fn asked_scorer() -> &'static Scorer<ASKED_FEATURES> {
    static SCORER: LazyLock<Scorer<ASKED_FEATURES>> =
        LazyLock::new(|| Scorer::read(&asked_features(), include_str!("../../data/pairs/asked.tsv")));
    &SCORER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        let given = |file: &str, name: &str| file.lines().any(|line| line.starts_with(&format!("{name}\t")));
        for name in FEATURES {
            assert!(given(include_str!("../../data/pairs/scorer.tsv"), name), "{name}");
        }
        for name in asked_features() {
            assert!(given(include_str!("../../data/pairs/asked.tsv"), name), "{name}");
        }
        assert!(scorer().weights.iter().any(|w| *w != 0.0));
        assert!(asked_scorer().weights.iter().any(|w| *w != 0.0));
    }

    #[test]
    fn no_pair_within_bounds_is_more_probable_than_the_bound() {
        let scorer = Scorer::read(&["bias", "near", "far"], "bias\t-1\nnear\t3\nfar\t-2");
        let most = scorer.at_most(&[1.0, 0.2, 0.1], &[1.0, 0.8, 0.9]);
        for (near, far) in [(0.2, 0.1), (0.8, 0.1), (0.5, 0.5), (0.8, 0.9)] {
            assert!(scorer.probability(&[1.0, near, far]) <= most);
        }
        assert!(most < scorer.probability(&[1.0, 0.9, 0.1]));
    }
}
