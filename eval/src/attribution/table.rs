//! The table that people read.

use std::fmt::Write as _;

use super::evaluate::{Evaluation, Metric, Rates};
use super::tally::{Class, Measure, Target};

/// What has lines in the table, in order.
const LINES: [(Target, Class); 13] = [
    (Target::Content, Class::All),
    (Target::Content, Class::Direct),
    (Target::Content, Class::Indirect),
    (Target::Content, Class::Pure),
    (Target::Fragment, Class::All),
    (Target::Fragment, Class::Direct),
    (Target::Fragment, Class::Pure),
    (Target::Source, Class::All),
    (Target::Cue, Class::All),
    (Target::Linked, Class::All),
    (Target::Linked, Class::Direct),
    (Target::Linked, Class::Indirect),
    (Target::Linked, Class::Pure),
];

const MEASURES: [Measure; 6] = [
    Measure::Strict,
    Measure::Exact,
    Measure::Iou50,
    Measure::Overlap,
    Measure::Soft,
    Measure::Token,
];

impl Target {
    /// The word in tables and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Fragment => "fragment",
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Linked => "linked",
            Self::Speaker => "speaker_acc",
        }
    }
}

impl Class {
    /// What follows the target's word.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Direct => "_direct",
            Self::Indirect => "_indirect",
            Self::Pure => "_pure",
        }
    }
}

impl Measure {
    /// The word in tables and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Exact => "exact",
            Self::Iou50 => "iou50",
            Self::Overlap => "overlap",
            Self::Soft => "soft",
            Self::Token => "token",
            Self::Accuracy => "acc",
        }
    }
}

/// Rates in per cent, a line each.
pub fn table(evaluation: &Evaluation) -> String {
    let mut out = format!(
        "documents {}, with a prediction line {}\n{:<28} {:>6} {:>6} {:>6}   {:>7} {:>7}\n",
        evaluation.docs, evaluation.docs_predicted, "metric", "P", "R", "F1", "n_pred", "n_gold"
    );
    for (target, class) in LINES {
        for measure in MEASURES {
            let name = format!("{}{}/{}", target.name(), class.suffix(), measure.name());
            if let Some(rates) = evaluation.rates(&name) {
                line(&mut out, &name, rates);
            }
        }
    }
    for class in [Class::All, Class::Direct, Class::Indirect, Class::Pure] {
        let name = format!("{}{}", Target::Speaker.name(), class.suffix());
        if let Some(Metric::Accuracy { acc, n }) = evaluation.metrics.get(&name) {
            let _ = writeln!(out, "{name:<28} {:6.1}  (n={n})", 100.0 * acc);
        }
    }
    out
}

fn line(out: &mut String, name: &str, rates: &Rates) {
    let Rates {
        precision,
        recall,
        f1,
        n_pred,
        n_gold,
        f1_interval,
    } = rates;
    let _ = write!(
        out,
        "{name:<28} {:6.1} {:6.1} {:6.1}   {n_pred:7} {n_gold:7}",
        100.0 * precision,
        100.0 * recall,
        100.0 * f1
    );
    if let Some([low, high]) = f1_interval {
        let _ = write!(out, "   F1 95% [{:.1}, {:.1}]", 100.0 * low, 100.0 * high);
    }
    out.push('\n');
}
