//! Intervals by resampling documents.

use super::evaluate::{rates, sum};
use super::mersenne::Mersenne;
use super::tally::{Key, Measure, Tally};

/// The 95 % interval of each F1 over sets of documents drawn with replacement, seed 0.
///
/// The same documents are drawn as by Python's `random.Random(0).choices`. `total` says which figures
/// there are; a figure that a drawn set has nothing for is 0 there.
///
/// Source: Efron (1979), the percentile bootstrap.
pub fn intervals(tallies: &[Tally], total: &Tally, resamples: usize) -> Vec<(Key, [f64; 2])> {
    let keys: Vec<Key> = total
        .keys()
        .copied()
        .filter(|key| key.2 != Measure::Accuracy)
        .collect();
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(resamples); keys.len()];
    let mut random = Mersenne::seeded(0);
    for _ in 0..resamples {
        let chosen: Vec<&Tally> = tallies
            .iter()
            .map(|_| &tallies[random.below(tallies.len())])
            .collect();
        let sums = sum(chosen.into_iter());
        for (key, values) in keys.iter().zip(&mut drawn) {
            values.push(sums.get(key).map_or(0.0, |sums| rates(sums).f1));
        }
    }
    keys.into_iter()
        .zip(drawn)
        .map(|(key, values)| (key, middle(values)))
        .collect()
}

/// The ends of the middle 95 %.
fn middle(mut values: Vec<f64>) -> [f64; 2] {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((share * values.len() as f64) as usize).min(values.len() - 1)];
    [at(0.025), at(0.975)]
}
