//! The issue by account table.

use std::collections::{BTreeMap, BTreeSet};

use super::material::{Material, terms_in};
use super::recurrent::find_recurrent;
use super::rows::{Entry, Rows, drop_weak, join_alike};
use super::threads::Woven;
use crate::annotated::Annotated;
use crate::comparison::{Cell, CellState, Discrepancy, DiscrepancyKind, Ledger, StatementRef};
use crate::event::Issue;
use crate::gazetteer;
use crate::issues::{parties, phrase_mentions};
use crate::span::Span;
use crate::statement::{Sourcing, Statement, StatementId};

/// A state that is a party in at least this share of the accounts is a side, not a topic.
const PARTY_SHARE: f32 = 0.4;

/// Rows: as many as fit a page for two accounts, a few more for many.
const ROWS_OF_FEW: usize = 16;
const ROWS_OF_MANY: usize = 25;
const FEW: usize = 5;

/// The table of issues and accounts.
///
/// Rows are the issues of any account but the states whose officials speak in most accounts; those come
/// first on which the accounts differ most. Accounts that are not analysed have no cells.
pub(crate) fn draw_ledger(material: &Material<'_>, woven: &Woven, discrepancies: &[Discrepancy]) -> Ledger {
    let analysed: Vec<usize> = (0..material.accounts.len())
        .filter(|&a| material.accounts[a].account.is_analysed())
        .collect();
    let entries = entries(material, woven, &analysed);
    let mut rows: Vec<(f32, &String)> = entries
        .iter()
        .map(|(label, by_account)| (worth(by_account, analysed.len()), label))
        .filter(|(worth, _)| *worth >= 1.0)
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    rows.truncate(if analysed.len() <= FEW {
        ROWS_OF_FEW
    } else {
        ROWS_OF_MANY
    });
    let issues: Vec<String> = rows.into_iter().map(|(_, label)| label.clone()).collect();
    let mut cells = Vec::new();
    for issue in &issues {
        for &account in &analysed {
            let entry = entries[issue].get(&account).cloned().unwrap_or_default();
            let statements = &material.accounts[account].statements;
            cells.push(Cell {
                issue: issue.clone(),
                account: material.id(account).to_owned(),
                state: cell_state(
                    &material.accounts[account],
                    discrepancies,
                    &entry
                        .statements
                        .iter()
                        .map(|&s| &statements[s])
                        .collect::<Vec<_>>(),
                    !entry.mentions.is_empty(),
                ),
                statements: entry.statements.iter().map(|&s| statements[s].id).collect(),
                mentions: entry.mentions,
            });
        }
    }
    Ledger { issues, cells }
}

fn entries(material: &Material<'_>, woven: &Woven, analysed: &[usize]) -> Rows {
    let sides = sides(material, analysed);
    let mut labels: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for &account in analysed {
        for issue in &material.accounts[account].issues {
            labels.entry(issue.label.clone()).or_default().insert(account);
        }
    }
    labels.retain(|label, _| !sides.contains(label));
    let row = |entry: &dyn Fn(usize) -> Entry| -> BTreeMap<usize, Entry> {
        analysed
            .iter()
            .map(|&account| (account, entry(account)))
            .filter(|(_, entry)| !entry.statements.is_empty() || !entry.mentions.is_empty())
            .collect()
    };
    let mut rows: Rows = labels
        .keys()
        .map(|label| (label.clone(), row(&|account| entry(material, account, label))))
        .collect();
    for (label, mentions) in find_recurrent(material) {
        let lower = label.to_lowercase();
        let known = rows
            .keys()
            .any(|own| own.to_lowercase().contains(&lower) || lower.contains(&own.to_lowercase()));
        if !known {
            let none = Vec::new();
            let of = |account: usize| mentions.get(&account).unwrap_or(&none);
            let by_account = row(&|account| entry_of(material, account, None, of(account)));
            if is_named(&label) || !is_one_saying(material, woven, &by_account) {
                rows.insert(label, by_account);
            }
        }
    }
    drop_weak(join_alike(rows))
}

/// Whether all there is of something are words that one thread reports.
fn is_one_saying(material: &Material<'_>, woven: &Woven, by_account: &BTreeMap<usize, Entry>) -> bool {
    let said: Vec<StatementRef> = by_account
        .iter()
        .flat_map(|(&account, entry)| entry.statements.iter().map(move |&s| (account, s)))
        .map(|(account, s)| statement_ref(material.id(account), material.accounts[account].statements[s].id))
        .collect();
    let told = by_account.values().any(|entry| !entry.mentions.is_empty());
    !told
        && woven
            .threads
            .iter()
            .any(|thread| said.iter().all(|s| thread.members.contains(s)))
}

/// The states that are parties to most of the accounts.
fn sides(material: &Material<'_>, analysed: &[usize]) -> BTreeSet<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for &account in analysed {
        for party in parties(&material.accounts[account]) {
            *count.entry(party).or_default() += 1;
        }
    }
    // Of two accounts both must agree: each alone may let a third side speak.
    let least = (PARTY_SHARE * analysed.len() as f32).max(1.5);
    count
        .into_iter()
        .filter(|(_, n)| *n as f32 >= least)
        .map(|(party, _)| party)
        .collect()
}

fn entry(material: &Material<'_>, account: usize, label: &str) -> Entry {
    let annotated = &material.accounts[account];
    let own = annotated.issues.iter().find(|issue| issue.label == label);
    // What another account calls by a name of its own counts where the name stands, found there or not.
    let mentions = match own {
        Some(issue) => issue.mentions.clone(),
        None if is_named(label) => phrase_mentions(&annotated.account.text, label),
        None => Vec::new(),
    };
    entry_of(material, account, own, &mentions)
}

/// What an account has on an issue that it speaks of in these places.
fn entry_of(material: &Material<'_>, account: usize, own: Option<&Issue>, all: &[Span]) -> Entry {
    let annotated = &material.accounts[account];
    let mut statements: Vec<usize> = Vec::new();
    for (nth, statement) in annotated.statements.iter().enumerate() {
        let listed = own.is_some_and(|issue| statement.issues.contains(&issue.id));
        let speaks = statement
            .content
            .iter()
            .any(|c| all.iter().any(|m| c.overlaps(*m)));
        if listed || speaks {
            statements.push(nth);
        }
    }
    let attributed = |m: &Span| {
        statements
            .iter()
            .any(|&s| annotated.statements[s].extent().overlaps(*m))
    };
    let prose = |m: &Span| !terms_in(&material.terms[account], *m).is_empty();
    let outside = all.iter().filter(|m| !attributed(m) && prose(m));
    Entry {
        mentions: outside.copied().collect(),
        all: all.to_vec(),
        statements,
    }
}

/// Whether a label is a name found in a text, rather than a topic of the lexicon or a state.
fn is_named(label: &str) -> bool {
    label.starts_with(char::is_uppercase) && gazetteer::country(label).is_none()
}

/// How much a row is worth: what is said on it, more when some accounts have it and others lack it.
fn worth(by_account: &BTreeMap<usize, Entry>, accounts: usize) -> f32 {
    let amount: f32 = by_account
        .values()
        .map(|e| (e.statements.len() as f32 + 0.5 * e.mentions.len() as f32).min(4.0))
        .sum();
    let share = by_account.len() as f32 / accounts.max(1) as f32;
    amount * (1.0 + 2.0 * share.min(1.0 - share))
}

/// How an account treats an issue beside the others: by its statements on the issue, and by whether it speaks of
/// the issue outside of statements.
pub fn cell_state(
    annotated: &Annotated,
    discrepancies: &[Discrepancy],
    statements: &[&Statement],
    has_mentions: bool,
) -> CellState {
    if statements.is_empty() {
        return if has_mentions {
            CellState::Said
        } else {
            CellState::NotMentioned
        };
    }
    let extents: Vec<Span> = statements.iter().map(|statement| statement.extent()).collect();
    let differs = |kinds: &[DiscrepancyKind]| {
        let sure = discrepancies.iter().filter(|d| d.is_sure());
        sure.filter(|d| kinds.contains(&d.kind)).any(|d| {
            d.evidence
                .iter()
                .any(|e| e.account == annotated.account.id && extents.iter().any(|x| x.overlaps(e.span)))
        })
    };
    use DiscrepancyKind::{Attribution, Date, Number, Person, Place, Polarity, Scope, Wording};
    if differs(&[Polarity, Scope, Number, Date, Person, Place]) {
        CellState::Contradicted
    } else if other_side_only(annotated, statements) {
        CellState::OtherSideOnly
    } else if differs(&[Wording, Attribution]) {
        CellState::Reworded
    } else {
        CellState::Said
    }
}

/// Whether a party's own account gives only the other parties' words on the issue.
fn other_side_only(annotated: &Annotated, statements: &[&Statement]) -> bool {
    let Some(own) = &annotated.account.source.side else {
        return false;
    };
    let sides: Vec<Option<&String>> = statements
        .iter()
        .filter(|s| s.sourcing != Sourcing::Outlet)
        .map(|s| {
            s.speaker
                .and_then(|who| annotated.actor(who))
                .and_then(|actor| actor.side.as_ref())
        })
        .collect();
    !sides.is_empty() && sides.iter().all(|side| side.is_some_and(|side| side != own))
}

pub(super) fn statement_ref(account: &str, statement: StatementId) -> StatementRef {
    StatementRef {
        account: account.to_owned(),
        statement,
    }
}
