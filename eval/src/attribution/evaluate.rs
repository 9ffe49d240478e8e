//! From documents to rates.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bootstrap::intervals;
use super::tally::{Key, Measure, Sums, Tally, tally};
use super::{GoldDocument, Predictions, ScoreError};

/// The result: what `rashomon score --json` writes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// Gold documents.
    pub docs: usize,
    /// Documents with a prediction, an empty one included.
    pub docs_predicted: usize,
    /// By name: "content_direct/iou50", "speaker_acc".
    pub metrics: BTreeMap<String, Metric>,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Metric {
    /// Precision, recall and their mean.
    Rates(Rates),
    /// A share.
    Accuracy {
        /// 0 to 1.
        acc: f64,
        /// Of how many.
        n: u64,
    },
}

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Of what was predicted, how much is right.
    #[serde(rename = "P")]
    pub precision: f64,
    /// Of what is there, how much was found.
    #[serde(rename = "R")]
    pub recall: f64,
    /// 2PR / (P + R).
    #[serde(rename = "F1")]
    pub f1: f64,
    /// How many were predicted.
    pub n_pred: u64,
    /// How many there are.
    pub n_gold: u64,
    /// Where 95 % of resampled sets of documents put the mean.
    #[serde(rename = "F1_95", skip_serializing_if = "Option::is_none")]
    pub f1_interval: Option<[f64; 2]>,
}

impl Evaluation {
    /// The rates of this name, where there are such.
    pub fn rates(&self, name: &str) -> Option<&Rates> {
        match self.metrics.get(name)? {
            Metric::Rates(rates) => Some(rates),
            Metric::Accuracy { .. } => None,
        }
    }
}

/// Scores predictions against gold; with `resamples` above 0 also 95 % intervals of the F1s, documents
/// drawn with replacement that many times.
///
/// # Errors
/// [`ScoreError::UnknownDocuments`] when a prediction names a document that gold does not have.
pub fn evaluate(
    gold: &BTreeMap<String, GoldDocument>,
    predictions: &Predictions,
    resamples: usize,
) -> Result<Evaluation, ScoreError> {
    let unknown: Vec<&str> = predictions
        .keys()
        .filter(|name| !gold.contains_key(*name))
        .map(String::as_str)
        .collect();
    if !unknown.is_empty() {
        return Err(ScoreError::UnknownDocuments(
            unknown[..unknown.len().min(3)].join(", "),
        ));
    }
    let predicted = |name: &String| predictions.get(name).map_or(&[][..], Vec::as_slice);
    let tallies: Vec<Tally> = gold
        .iter()
        .map(|(name, document)| tally(document, predicted(name)))
        .collect();
    let total = sum(tallies.iter());
    let mut metrics: BTreeMap<String, Metric> = total
        .iter()
        .map(|(key, sums)| (name(*key), metric(*key, sums)))
        .collect();
    if resamples > 0 && !tallies.is_empty() {
        for (key, interval) in intervals(&tallies, &total, resamples) {
            if let Some(Metric::Rates(rates)) = metrics.get_mut(&name(key)) {
                rates.f1_interval = Some(interval);
            }
        }
    }
    Ok(Evaluation {
        docs: gold.len(),
        docs_predicted: predictions.len(),
        metrics,
    })
}

/// The sums of several documents, added in order.
pub fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut total = Tally::new();
    for (key, sums) in tallies.flatten() {
        total.entry(*key).or_default().add(sums);
    }
    total
}

/// Precision, recall and F1.
pub fn rates(sums: &Sums) -> Rates {
    let share = |part: f64, whole: f64| if whole == 0.0 { 0.0 } else { part / whole };
    let precision = share(sums.predicted_right, sums.predicted);
    let recall = share(sums.gold_found, sums.gold);
    Rates {
        precision,
        recall,
        f1: share(2.0 * precision * recall, precision + recall),
        n_pred: sums.predicted as u64,
        n_gold: sums.gold as u64,
        f1_interval: None,
    }
}

fn metric((_, _, measure): Key, sums: &Sums) -> Metric {
    let rates = rates(sums);
    match measure {
        Measure::Accuracy => Metric::Accuracy {
            acc: rates.recall,
            n: rates.n_gold,
        },
        _ => Metric::Rates(rates),
    }
}

/// "content_direct/iou50".
fn name((target, class, measure): Key) -> String {
    match measure {
        Measure::Accuracy => format!("{}{}", target.name(), class.suffix()),
        _ => format!("{}{}/{}", target.name(), class.suffix(), measure.name()),
    }
}
