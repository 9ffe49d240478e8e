//! Who is reported to hold what on which issue, and whether the accounts agree on it.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::statement_ref;
use super::witnesses::Witnesses;
use crate::comparison::{Agreement, Discrepancy, DiscrepancyKind, Ledger, Position, StatementRef};
use crate::statement::{Act, Polarity, Statement};

/// A statement on an issue, and where it stands.
struct Held<'m> {
    /// Index of the account.
    account: usize,
    statement: &'m Statement,
}

/// Who is reported to hold what, by identity and then by the ledger's order.
pub(crate) fn find_positions(
    witnesses: &Witnesses<'_>,
    ledger: &Ledger,
    discrepancies: &[Discrepancy],
) -> Vec<Position> {
    let mut held: BTreeMap<(usize, usize), Vec<Held<'_>>> = BTreeMap::new();
    let places = witnesses.places();
    let rows: BTreeMap<&str, usize> = ledger
        .issues
        .iter()
        .enumerate()
        .map(|(row, issue)| (issue.as_str(), row))
        .collect();
    for cell in &ledger.cells {
        let (Some(&account), Some(&row)) = (places.get(cell.account.as_str()), rows.get(cell.issue.as_str()))
        else {
            continue;
        };
        let annotated = witnesses.accounts[account];
        for statement in cell.statements.iter().filter_map(|id| annotated.statement(*id)) {
            let who = statement
                .speaker
                .and_then(|actor| witnesses.identity(account, actor));
            if let Some(who) = who {
                held.entry((who, row))
                    .or_default()
                    .push(Held { account, statement });
            }
        }
    }
    held.into_iter()
        .map(|((who, row), statements)| Position {
            identity: witnesses.identity_id(who),
            issue: ledger.issues[row].clone(),
            act: most_common(statements.iter().map(|held| held.statement.act)),
            agreement: agreement(witnesses, &statements, discrepancies),
            statements: references(witnesses, &statements),
        })
        .collect()
}

fn references(witnesses: &Witnesses<'_>, statements: &[Held<'_>]) -> Vec<StatementRef> {
    let reference = |held: &Held<'_>| statement_ref(witnesses.id(held.account), held.statement.id);
    statements.iter().map(reference).collect()
}

/// Copies of one text are one account: they cannot agree with each other.
fn agreement(witnesses: &Witnesses<'_>, statements: &[Held<'_>], discrepancies: &[Discrepancy]) -> Agreement {
    let texts: BTreeSet<usize> = statements
        .iter()
        .map(|held| witnesses.group(held.account))
        .collect();
    if texts.len() < 2 {
        return Agreement::OneAccount;
    }
    let touched = |discrepancy: &Discrepancy, held: &Held<'_>| {
        discrepancy.evidence.iter().any(|evidence| {
            evidence.account == witnesses.id(held.account)
                && held
                    .statement
                    .content
                    .iter()
                    .any(|content| content.overlaps(evidence.span))
        })
    };
    let of_fact =
        |d: &&Discrepancy| !matches!(d.kind, DiscrepancyKind::Wording | DiscrepancyKind::Attribution);
    let differ = discrepancies.iter().filter(of_fact).any(|discrepancy| {
        let accounts: BTreeSet<usize> = statements
            .iter()
            .filter(|held| touched(discrepancy, held))
            .map(|held| witnesses.group(held.account))
            .collect();
        accounts.len() > 1
    });
    if differ || flatly_opposed(witnesses, statements) {
        Agreement::Differ
    } else {
        Agreement::Agree
    }
}

/// Whether one account has only denials and another none.
fn flatly_opposed(witnesses: &Witnesses<'_>, statements: &[Held<'_>]) -> bool {
    let mut by_text: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for held in statements {
        let (denied, all) = by_text.entry(witnesses.group(held.account)).or_default();
        *denied += usize::from(held.statement.polarity == Polarity::Denied);
        *all += 1;
    }
    let only = by_text.values().any(|(denied, all)| denied == all);
    let none = by_text.values().any(|(denied, _)| *denied == 0);
    only && none
}

/// The most common act that does more than state, if any does; of equals the first.
fn most_common(acts: impl Iterator<Item = Act>) -> Act {
    let mut counts: Vec<(Act, usize)> = Vec::new();
    for act in acts.filter(|act| *act != Act::Statement) {
        match counts.iter_mut().find(|(known, _)| *known == act) {
            Some((_, n)) => *n += 1,
            None => counts.push((act, 1)),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max();
    counts
        .iter()
        .find(|(_, n)| Some(*n) == most)
        .map_or(Act::Statement, |(act, _)| *act)
}
