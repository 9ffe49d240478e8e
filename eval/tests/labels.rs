//! How much of what is shown is right, by hand: the labels in `eval/labels` against what is found today.
//!
//! With `-- --nocapture` the shares are printed, and what has no label yet is listed.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{annotated_in, models, root};
use rashomon_core::compare::compare;
use rashomon_core::comparison::{Comparison, Discrepancy, Omitted};
use rashomon_core::{Annotated, Span};

/// Least share of what is shown that is right, of discrepancies and of omitted statements.
const LEAST_DISCREPANCIES: f64 = 0.8;
const LEAST_OMISSIONS: f64 = 0.8;

/// Least share of the omitted statements shown as this sure that are right.
const SURE: f32 = 0.9;
const LEAST_SURE: f64 = 0.9;

/// Fewest labels that must still apply: a share of a handful says nothing.
const FEWEST_OMISSIONS: usize = 120;
const FEWEST_DISCREPANCIES: usize = 18;

/// How much of an omitted statement tells which it is.
const CHARACTERS: usize = 80;

/// The rows of a file of labels, by case.
fn labels(name: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut out: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let file = fs::read_to_string(root().join("eval/labels").join(name)).unwrap();
    for line in file.lines() {
        let mut cells = line.split('\t').map(str::to_owned);
        let case = cells.next().expect("a row names its case");
        out.entry(case).or_default().push(cells.collect());
    }
    out
}

fn account<'c>(comparison: &'c Comparison, id: &str) -> &'c Annotated {
    comparison
        .account(id)
        .expect("findings name accounts that are there")
}

/// "00" for an account read from "00.txt".
fn stem(annotated: &Annotated) -> String {
    let name = annotated.account.path.rsplit('/').next().unwrap_or_default();
    name.trim_end_matches(".txt").to_owned()
}

fn beginning(span: Span, annotated: &Annotated) -> String {
    let words: Vec<&str> = span.of(&annotated.account.text).split_whitespace().collect();
    let words: String = words.join(" ").chars().take(CHARACTERS).collect();
    words.trim().to_owned()
}

/// From, absent, words of each omitted statement, with its confidence.
fn omitted(comparison: &Comparison) -> Vec<(Vec<String>, f32)> {
    let mut out = Vec::new();
    for omission in &comparison.omissions {
        if let Omitted::Statement(reference) = &omission.what {
            let from = account(comparison, &reference.account);
            let absent = account(comparison, &omission.absent_from);
            let statement = from.statement(reference.statement).expect("it is there");
            let row = vec![stem(from), stem(absent), beginning(statement.content[0], from)];
            out.push((row, omission.confidence));
        }
    }
    out
}

/// Whether a labelled discrepancy, of cells kind, account, words, account, words, is this one.
fn is_labelled(comparison: &Comparison, found: &Discrepancy, label: &[String]) -> bool {
    let side = |name: &str, anchor: &str| {
        found.evidence.iter().any(|evidence| {
            let annotated = account(comparison, &evidence.account);
            let mut at = annotated.account.text.match_indices(anchor).map(|(at, _)| at);
            stem(annotated) == name && at.any(|at| Span::new(at, at + anchor.len()).overlaps(evidence.span))
        })
    };
    found.kind.label() == label[0] && side(&label[1], &label[2]) && side(&label[3], &label[4])
}

fn share(right: &[bool]) -> f64 {
    right.iter().filter(|r| **r).count() as f64 / right.len().max(1) as f64
}

#[test]
fn what_is_shown_is_mostly_right() {
    let models = models();
    let (omissions, discrepancies) = (labels("omissions.tsv"), labels("discrepancies.tsv"));
    let cases: BTreeSet<&String> = omissions.keys().chain(discrepancies.keys()).collect();
    let (mut missing, mut sure, mut differing) = (Vec::new(), Vec::new(), Vec::new());
    for case in cases {
        let folder = root().join("testdata/short").join(case);
        let comparison = compare(annotated_in(&folder, &models), &models).unwrap();
        for (row, confidence) in omitted(&comparison) {
            let Some(rows) = omissions.get(case) else { continue };
            let Some(label) = rows.iter().find(|label| label[..3] == row[..]) else {
                println!("no label: {case} {row:?}");
                continue;
            };
            let right = matches!(label[3].as_str(), "silent" | "otherwise");
            missing.push(right);
            if confidence >= SURE {
                sure.push(right);
            }
        }
        for found in &comparison.discrepancies {
            let rows = discrepancies.get(case).into_iter().flatten();
            match rows
                .into_iter()
                .find(|label| is_labelled(&comparison, found, label))
            {
                Some(label) => differing.push(label[5] == "right"),
                None => println!("no label: {case} {} {}", found.kind.label(), found.why),
            }
        }
    }
    println!(
        "right: {:.3} of {} omissions, {:.3} of the {} shown with {SURE} and more, {:.3} of {} discrepancies",
        share(&missing),
        missing.len(),
        share(&sure),
        sure.len(),
        share(&differing),
        differing.len()
    );
    assert!(missing.len() >= FEWEST_OMISSIONS && differing.len() >= FEWEST_DISCREPANCIES);
    assert!(share(&missing) >= LEAST_OMISSIONS);
    assert!(share(&sure) >= LEAST_SURE);
    assert!(share(&differing) >= LEAST_DISCREPANCIES);
}
