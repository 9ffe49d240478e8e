//! The sums that the rates are made of.

use std::collections::BTreeMap;

use super::document::Document;
use super::matching::{likeness, link_likeness, pairs};
use super::unit::{Unit, links, units};
use super::words::Words;
use super::{Attribution, GoldDocument};

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// What was said, one unit for each attribution.
    Content,
    /// Each contiguous piece of what was said.
    Fragment,
    /// Who said it.
    Source,
    /// The words of saying.
    Cue,
    /// Content and source together.
    Linked,
    /// Whether the source is right where the content is.
    Speaker,
}

/// Which units count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// All.
    All,
    /// Those that hold or touch a double quotation mark.
    Direct,
    /// The rest.
    Indirect,
    /// Those that begin and end with one.
    Pure,
}

/// What counts as right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The same characters, white space at the ends aside.
    Strict,
    /// The same words.
    Exact,
    /// At least half of the words of both in both.
    Iou50,
    /// A word in both.
    Overlap,
    /// The share of each unit's words that any unit of the other side covers.
    Soft,
    /// Each word by itself.
    Token,
    /// A source that shares a word with gold's.
    Accuracy,
}

/// What one figure is about.
pub type Key = (Target, Class, Measure);

/// Numerators and denominators of precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Of the predicted units, how many are right, or what share.
    pub predicted_right: f64,
    /// Predicted units.
    pub predicted: f64,
    /// Of the gold units, how many are found, or what share.
    pub gold_found: f64,
    /// Gold units.
    pub gold: f64,
}

impl Sums {
    /// Adds another document's.
    pub fn add(&mut self, other: &Self) {
        self.predicted_right += other.predicted_right;
        self.predicted += other.predicted;
        self.gold_found += other.gold_found;
        self.gold += other.gold;
    }
}

/// The sums of one document, or of many.
pub type Tally = BTreeMap<Key, Sums>;

const CLASSES: [Class; 4] = [Class::All, Class::Direct, Class::Indirect, Class::Pure];
const MATCHED: [Measure; 4] = [Measure::Strict, Measure::Exact, Measure::Iou50, Measure::Overlap];

/// Scores one document.
pub fn tally(gold: &GoldDocument, predicted: &[Attribution]) -> Tally {
    let document = Document::new(&gold.text);
    let mut out = Tally::new();
    for target in [Target::Content, Target::Fragment, Target::Source, Target::Cue] {
        let classes = match target {
            Target::Content | Target::Fragment => &CLASSES[..],
            _ => &CLASSES[..1],
        };
        let (g, p) = (
            units(&document, &gold.attributions, target),
            units(&document, predicted, target),
        );
        tally_matched(target, classes, &g, &p, &mut out);
        tally_shared(target, classes, &g, &p, &mut out);
    }
    tally_links(&document, &gold.attributions, predicted, &mut out);
    tally_speakers(&document, &gold.attributions, predicted, &mut out);
    out
}

fn count(of: impl Iterator<Item = bool>) -> f64 {
    of.filter(|counts| *counts).count() as f64
}

fn tally_matched(target: Target, classes: &[Class], gold: &[Unit], predicted: &[Unit], out: &mut Tally) {
    for measure in MATCHED {
        let pairs = pairs(gold, predicted, |g, p| likeness(measure, g, p));
        for &class in classes {
            out.entry((target, class, measure)).or_default().add(&Sums {
                predicted_right: count(pairs.iter().map(|&(_, p)| predicted[p].is_in(class))),
                predicted: count(predicted.iter().map(|p| p.is_in(class))),
                gold_found: count(pairs.iter().map(|&(g, _)| gold[g].is_in(class))),
                gold: count(gold.iter().map(|g| g.is_in(class))),
            });
        }
    }
}

/// Partial credit, and words by themselves.
fn tally_shared(target: Target, classes: &[Class], gold: &[Unit], predicted: &[Unit], out: &mut Tally) {
    let all = |units: &[Unit]| Words::union(units.iter().map(|unit| &unit.words));
    let (all_gold, all_predicted) = (all(gold), all(predicted));
    for &class in classes {
        let of_class = |units: &[Unit]| -> Vec<Words> {
            units
                .iter()
                .filter(|unit| unit.is_in(class))
                .map(|unit| unit.words.clone())
                .collect()
        };
        let (g, p) = (of_class(gold), of_class(predicted));
        let covered = |units: &[Words], by: &Words| {
            let shares = units
                .iter()
                .map(|unit| unit.shared(by) as f64 / unit.len() as f64);
            shares.fold(0.0, |sum, share| sum + share)
        };
        out.entry((target, class, Measure::Soft)).or_default().add(&Sums {
            predicted_right: covered(&p, &all_gold),
            predicted: p.len() as f64,
            gold_found: covered(&g, &all_predicted),
            gold: g.len() as f64,
        });
        let (g, p) = (Words::union(g.iter()), Words::union(p.iter()));
        out.entry((target, class, Measure::Token))
            .or_default()
            .add(&Sums {
                predicted_right: p.shared(&all_gold) as f64,
                predicted: p.len() as f64,
                gold_found: g.shared(&all_predicted) as f64,
                gold: g.len() as f64,
            });
    }
}

fn tally_links(document: &Document, gold: &[Attribution], predicted: &[Attribution], out: &mut Tally) {
    let (gold, predicted) = (links(document, gold), links(document, predicted));
    for measure in [Measure::Iou50, Measure::Exact] {
        let pairs = pairs(&gold, &predicted, |g, p| link_likeness(measure, g, p));
        for class in CLASSES {
            out.entry((Target::Linked, class, measure))
                .or_default()
                .add(&Sums {
                    predicted_right: count(pairs.iter().map(|&(_, p)| predicted[p].0.is_in(class))),
                    predicted: count(predicted.iter().map(|(content, _)| content.is_in(class))),
                    gold_found: count(pairs.iter().map(|&(g, _)| gold[g].0.is_in(class))),
                    gold: count(gold.iter().map(|(content, _)| content.is_in(class))),
                });
        }
    }
}

fn tally_speakers(document: &Document, gold: &[Attribution], predicted: &[Attribution], out: &mut Tally) {
    let gold = links(document, gold);
    let contents = units(document, predicted, Target::Content);
    for (g, p) in pairs(&gold, &contents, |g, p| likeness(Measure::Iou50, &g.0, p)) {
        let (content, source) = &gold[g];
        let named = document.touched(&predicted[contents[p].attribution].source);
        for class in CLASSES.into_iter().filter(|class| content.is_in(*class)) {
            out.entry((Target::Speaker, class, Measure::Accuracy))
                .or_default()
                .add(&Sums {
                    gold_found: count([source.words.shared(&named) > 0].into_iter()),
                    gold: 1.0,
                    ..Sums::default()
                });
        }
    }
}
