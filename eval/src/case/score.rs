//! All figures of one case.

use std::collections::{BTreeMap, HashMap, HashSet};

use rashomon_core::comparison::Comparison;
use serde::Serialize;

use super::events::{EventScore, score_events};
use super::gold::Case;
use super::mistake::Mistake;
use super::pairs::{Sides, Woven, gold_pairs, score_discrepancies};
use super::side::Side;
use super::statements::Served;

/// Why a comparison cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The case's gold cannot be read.
    #[error("{path}: {what}")]
    Gold {
        /// Which file.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// An offset of the comparison lies inside a character.
    #[error("[{start}, {end}] of account {account} is not on character boundaries")]
    Boundary {
        /// Stem of the account's file.
        account: String,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
}

/// The figures of one case: shares from 0 to 1, and counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)] // the module's introduction defines each figure
pub struct CaseScore {
    pub statements_recall: f64,
    pub statements_precision: f64,
    pub statements_f1: f64,
    pub speaker: f64,
    pub form: f64,
    pub addressee: f64,
    pub negatives_hit: usize,
    pub threads_recall: f64,
    pub threads_precision: f64,
    pub threads_f1: f64,
    pub threads_pairs_gold: usize,
    pub threads_forbidden: usize,
    pub discrepancies_found: usize,
    pub discrepancies_typed: usize,
    pub discrepancies_gold: usize,
    pub discrepancies_predicted: usize,
    /// For two accounts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub omissions_recall: Option<f64>,
    /// For two accounts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub omissions_wrong: Option<usize>,
    /// Groups of copies that gold has and the comparison lacks, or the other way round.
    pub copies_wrong: usize,
    /// Omissions laid at the door of accounts in languages that are not analysed.
    pub unread_blamed: usize,
    /// Where gold lists any.
    #[serde(flatten)]
    pub events: Option<EventScore>,
    /// What went wrong.
    #[serde(skip)]
    pub mistakes: Vec<Mistake>,
}

impl CaseScore {
    /// The figures by name.
    ///
    /// # Panics
    /// Never: plain numbers can be written as JSON.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let value = serde_json::to_value(self).expect("plain numbers can be written as JSON");
        let numbers = value.as_object().into_iter().flatten();
        numbers
            .filter_map(|(name, number)| Some((name.clone(), number.as_f64()?)))
            .collect()
    }
}

/// Scores a comparison against a case's gold, the accounts matched by the stems of their files.
///
/// `only` leaves all but these accounts out; accounts that gold lacks are left out too.
///
/// # Errors
/// [`CaseError::Boundary`] when an offset of the comparison lies inside a character.
pub fn score_case(
    case: &Case,
    comparison: &Comparison,
    only: Option<&[&str]>,
) -> Result<CaseScore, CaseError> {
    let sides = sides(case, comparison, only)?;
    let mut mistakes = Vec::new();
    let mut served = Served::default();
    for (stem, gold) in &case.statements {
        if let Some(side) = sides.by_stem.get(stem) {
            served.look_in(side, gold, &mut mistakes);
        }
    }
    let (recall, precision) = (served.required.share(), served.predicted.share());
    let within = CaseScore {
        statements_recall: recall,
        statements_precision: precision,
        statements_f1: harmonic(precision, recall),
        speaker: served.speaker.share(),
        form: served.form.share(),
        addressee: served.addressee.share(),
        negatives_hit: negatives_hit(case, &sides, &mut mistakes),
        events: score_events(case, &sides, &mut mistakes),
        mistakes,
        ..CaseScore::default()
    };
    score_between(case, comparison, &sides, &served, within)
}

/// Adds the figures on what is between accounts.
fn score_between(
    case: &Case,
    comparison: &Comparison,
    sides: &Sides,
    served: &Served,
    mut within: CaseScore,
) -> Result<CaseScore, CaseError> {
    let chosen: HashSet<String> = sides.by_stem.keys().cloned().collect();
    let gold = gold_pairs(case, &chosen);
    let woven = Woven::new(served, sides, comparison);
    let threads = woven.score(case, &gold, &mut within.mistakes);
    let (found, typed) = score_discrepancies(case, sides, comparison, &mut within.mistakes)?;
    let omissions = (chosen.len() == 2).then(|| woven.score_omissions(sides, comparison, &gold));
    let (threads_recall, threads_precision) = (threads.recall.share(), threads.precision.share());
    Ok(CaseScore {
        threads_recall,
        threads_precision,
        threads_f1: harmonic(threads_recall, threads_precision),
        threads_pairs_gold: gold.len(),
        threads_forbidden: threads.forbidden,
        discrepancies_found: found.right,
        discrepancies_typed: typed.right,
        discrepancies_gold: found.of,
        discrepancies_predicted: comparison.discrepancies.len(),
        omissions_recall: omissions.map(|(share, _)| share.share()),
        omissions_wrong: omissions.map(|(_, wrong)| wrong),
        copies_wrong: copies_wrong(case, sides, &chosen, comparison),
        unread_blamed: unread_blamed(case, sides, comparison),
        ..within
    })
}

fn harmonic(one: f64, other: f64) -> f64 {
    2.0 * one * other / (one + other).max(1e-9)
}

fn sides<'a>(case: &Case, comparison: &'a Comparison, only: Option<&[&str]>) -> Result<Sides<'a>, CaseError> {
    let mut out = Sides {
        by_stem: HashMap::new(),
        stems: HashMap::new(),
    };
    for annotated in &comparison.accounts {
        let side = Side::new(annotated)?;
        out.stems.insert(annotated.account.id.clone(), side.stem.clone());
        let wanted = only.is_none_or(|only| only.contains(&side.stem.as_str()));
        if wanted && case.statements.contains_key(&side.stem) {
            out.by_stem.insert(side.stem.clone(), side);
        }
    }
    Ok(out)
}

fn negatives_hit(case: &Case, sides: &Sides, mistakes: &mut Vec<Mistake>) -> usize {
    let mut hit = 0;
    for negative in &case.negatives {
        let Some(side) = sides.by_stem.get(&negative.account) else {
            continue;
        };
        let Some(range) = side.find(&negative.anchor, None) else {
            continue;
        };
        let covers_half = |statement| side.covered(statement, range).0 * 2 >= range.1 - range.0;
        if side.annotated.statements.iter().any(covers_half) {
            hit += 1;
            mistakes.push(Mistake::Negative {
                account: negative.account.clone(),
                anchor: negative.anchor.clone(),
            });
        }
    }
    hit
}

/// Groups of copies among the chosen accounts that only one of gold and comparison has.
fn copies_wrong(case: &Case, sides: &Sides, chosen: &HashSet<String>, comparison: &Comparison) -> usize {
    let group = |stems: &mut dyn Iterator<Item = String>| -> Vec<String> {
        let mut group: Vec<String> = stems.filter(|stem| chosen.contains(stem)).collect();
        group.sort();
        group
    };
    let stem = |id: &String| sides.stems.get(id).cloned().unwrap_or_default();
    let several = |groups: Vec<Vec<String>>| -> HashSet<Vec<String>> {
        groups.into_iter().filter(|group| group.len() > 1).collect()
    };
    let gold = several(
        case.copies
            .iter()
            .map(|ids| group(&mut ids.iter().cloned()))
            .collect(),
    );
    let found = several(
        comparison
            .copies
            .iter()
            .map(|ids| group(&mut ids.iter().map(stem)))
            .collect(),
    );
    gold.symmetric_difference(&found).count()
}

fn unread_blamed(case: &Case, sides: &Sides, comparison: &Comparison) -> usize {
    let unread = |id: &String| {
        sides
            .stems
            .get(id)
            .is_some_and(|stem| case.not_analysed.contains_key(stem))
    };
    comparison
        .omissions
        .iter()
        .filter(|omission| unread(&omission.absent_from))
        .count()
}
