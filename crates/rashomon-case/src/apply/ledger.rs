//! The ledger drawn again from what stands.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_core::compare::cell_state;
use rashomon_core::comparison::{Cell, CellState, Discrepancy, Omission, Omitted};
use rashomon_core::{Annotated, Comparison, Statement};

use super::{Applied, Part};

/// Joins cells of issues that have one name by now, and finds every cell's state anew without what was rejected.
///
/// Rejected statements stay in their cells, so that they can be shown there; they count for nothing.
pub(super) fn draw_again(out: &mut Applied) {
    let mut comparison = std::mem::take(&mut out.comparison);
    comparison.ledger.cells = joined(
        std::mem::take(&mut comparison.ledger.cells),
        &comparison.ledger.issues,
    );
    let standing = standing(out, &comparison.discrepancies);
    let by_id: BTreeMap<&str, &Annotated> = comparison
        .accounts
        .iter()
        .map(|annotated| (annotated.account.id.as_str(), annotated))
        .collect();
    let mut cells = std::mem::take(&mut comparison.ledger.cells);
    for cell in &mut cells {
        let Some(annotated) = by_id.get(cell.account.as_str()) else {
            continue;
        };
        cell.statements.retain(|id| annotated.statement(*id).is_some());
        let statements: Vec<&Statement> = cell
            .statements
            .iter()
            .filter(|id| !out.is_out(&cell.account, **id))
            .filter_map(|id| annotated.statement(*id))
            .collect();
        let here = standing.get(&cell.account).map_or(&[][..], Vec::as_slice);
        cell.state = cell_state(annotated, here, &statements, !cell.mentions.is_empty());
    }
    comparison.ledger.cells = cells;
    comparison.omissions = still_missing(&comparison);
    out.comparison = comparison;
}

/// What was not rejected, by each account that it is about.
fn standing(out: &Applied, discrepancies: &[Discrepancy]) -> BTreeMap<String, Vec<Discrepancy>> {
    let mut by_account: BTreeMap<String, Vec<Discrepancy>> = BTreeMap::new();
    for found in discrepancies
        .iter()
        .filter(|found| !out.is_rejected(&Part::Discrepancy(found.id)))
    {
        let accounts: BTreeSet<&String> = found.evidence.iter().map(|evidence| &evidence.account).collect();
        for account in accounts {
            by_account.entry(account.clone()).or_default().push(found.clone());
        }
    }
    by_account
}

/// One cell for each issue and account, in the order of the issues.
fn joined(cells: Vec<Cell>, issues: &[String]) -> Vec<Cell> {
    let order: BTreeMap<&str, usize> = issues
        .iter()
        .enumerate()
        .map(|(row, issue)| (issue.as_str(), row))
        .collect();
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for cell in cells {
        let key = (cell.issue.clone(), cell.account.clone());
        match places.get(&key) {
            None => {
                places.insert(key, out.len());
                out.push(cell);
            }
            Some(&place) => {
                let first = &mut out[place];
                first.statements.extend(cell.statements);
                first.statements.sort();
                first.statements.dedup();
                first.mentions.extend(cell.mentions);
                first.mentions.sort();
                first.mentions.dedup();
            }
        }
    }
    out.sort_by_key(|cell| order.get(cell.issue.as_str()).copied());
    out
}

/// The omissions without those of issues that the account has by their new name.
fn still_missing(comparison: &Comparison) -> Vec<Omission> {
    let cells = comparison.ledger.cells.iter();
    let spoken_of: BTreeSet<(&str, &str)> = cells
        .filter(|cell| cell.state != CellState::NotMentioned)
        .map(|cell| (cell.issue.as_str(), cell.account.as_str()))
        .collect();
    let mut seen = BTreeSet::new();
    let mut left = Vec::new();
    for omission in &comparison.omissions {
        let is_missing = match &omission.what {
            Omitted::Statement(_) => true,
            Omitted::Issue(issue) => {
                let key = (issue.as_str(), omission.absent_from.as_str());
                seen.insert(key) && !spoken_of.contains(&key)
            }
        };
        if is_missing {
            left.push(omission.clone());
        }
    }
    left
}
