//! The ledger drawn again from what stands.

use std::collections::BTreeMap;

use rashomon_core::compare::cell_state;
use rashomon_core::comparison::{Cell, CellState, Omission, Omitted};
use rashomon_core::{Comparison, Statement};

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
    let standing: Vec<_> = comparison
        .discrepancies
        .iter()
        .filter(|found| !out.is_rejected(&Part::Discrepancy(found.id)))
        .cloned()
        .collect();
    let mut cells = std::mem::take(&mut comparison.ledger.cells);
    for cell in &mut cells {
        let Some(annotated) = comparison.account(&cell.account) else {
            continue;
        };
        cell.statements.retain(|id| annotated.statement(*id).is_some());
        let statements: Vec<&Statement> = cell
            .statements
            .iter()
            .filter(|id| !out.is_out(&cell.account, **id))
            .filter_map(|id| annotated.statement(*id))
            .collect();
        cell.state = cell_state(annotated, &standing, &statements, !cell.mentions.is_empty());
    }
    comparison.ledger.cells = cells;
    comparison.omissions = still_missing(&comparison);
    out.comparison = comparison;
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
    let has = |issue: &str, account: &str| {
        let cell = comparison.ledger.cell(issue, account);
        cell.is_some_and(|cell| cell.state != CellState::NotMentioned)
    };
    let mut seen = Vec::new();
    let mut left = comparison.omissions.clone();
    left.retain(|omission| {
        let Omitted::Issue(issue) = &omission.what else {
            return true;
        };
        let key = (issue.clone(), omission.absent_from.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new && !has(issue, &omission.absent_from)
    });
    left
}
