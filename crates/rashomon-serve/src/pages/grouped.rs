//! The ledger with groups of accounts for columns.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rashomon_core::comparison::CellState;
use rashomon_core::{Annotated, Comparison};
use rashomon_report::html::{Page, named};
use rashomon_report::phrase::{STATES, count, sign};

use crate::asked::encoded;

/// By what accounts are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The side that published them.
    Side,
    /// The outlet.
    Outlet,
    /// What they are: article, read-out.
    Kind,
    /// The day.
    Day,
}

/// Accounts with something in common.
pub(super) struct Group {
    pub name: String,
    pub places: Vec<usize>,
}

impl By {
    pub const ALL: [Self; 4] = [Self::Side, Self::Outlet, Self::Kind, Self::Day];

    pub fn name(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Outlet => "outlet",
            Self::Kind => "kind",
            Self::Day => "day",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Side => "sides",
            Self::Outlet => "outlets",
            Self::Kind => "kinds of account",
            Self::Day => "days",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    fn of(self, annotated: &Annotated) -> Option<&String> {
        let account = &annotated.account;
        match self {
            Self::Side => account.source.side.as_ref(),
            Self::Outlet => account.source.outlet.as_ref(),
            Self::Kind => account.source.kind.as_ref(),
            Self::Day => account.published.as_ref(),
        }
    }
}

/// The accounts in groups, the largest first; those of which it is not known come last.
pub(super) fn groups(comparison: &Comparison, by: By) -> Vec<Group> {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, annotated) in comparison.accounts.iter().enumerate() {
        let name = by.of(annotated).map_or("", String::as_str);
        known.entry(name).or_default().push(place);
    }
    let mut groups: Vec<Group> = known
        .into_iter()
        .map(|(name, places)| Group {
            name: name.to_owned(),
            places,
        })
        .collect();
    groups.sort_by_key(|group| (group.name.is_empty(), std::cmp::Reverse(group.places.len())));
    groups
}

/// How many accounts of each group treat each issue how.
pub(super) fn grouped_table(parts: &Page<'_>, issues: &[String], groups: &[Group], by: By) -> Markup {
    html! {
        div.scroll.many tabindex="0" role="region" aria-label="Ledger table, scrolls sideways" {
            table.ledger.grouped {
                caption.unseen { "How many accounts of each group treat each issue how" }
                thead { tr {
                    th scope="col" { "Issue" }
                    @for group in groups {
                        th scope="col" {
                            a href={ "/ledger?group=none&of=" (by.name()) ":" (encoded(&group.name)) } {
                                @if group.name.is_empty() { "not known" } @else { (named(&group.name)) }
                            }
                            " " span.number { (count(group.places.len(), "account")) }
                        }
                    }
                } }
                tbody {
                    @for issue in issues {
                        tr {
                            th scope="row" { a href={ "/issue/" (encoded(issue)) } { (named(issue)) } }
                            @for group in groups { td { (tally(parts, issue, group)) } }
                        }
                    }
                }
            }
        }
    }
}

/// How many accounts of a group are in which state on an issue.
fn tally(parts: &Page<'_>, issue: &str, group: &Group) -> Markup {
    let accounts = &parts.index.comparison.accounts;
    let mut numbers: BTreeMap<CellState, usize> = BTreeMap::new();
    for place in &group.places {
        let cell = parts.index.cell(issue, &accounts[*place].account.id);
        *numbers
            .entry(cell.map_or(CellState::NotMentioned, |cell| cell.state))
            .or_default() += 1;
    }
    html! {
        ul.tally {
            @for state in STATES {
                @if let Some(number) = numbers.get(&state) {
                    li.(class(state)) { span.sign aria-hidden="true" { (sign(state)) } " " (number) " " (state.label()) }
                }
            }
        }
    }
}

fn class(state: CellState) -> &'static str {
    match state {
        CellState::NotMentioned => "absent",
        CellState::Contradicted => "contradicted",
        _ => "present",
    }
}
