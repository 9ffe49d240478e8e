//! The issue by account table.

use maud::{Markup, html};
use rashomon_core::Annotated;
use rashomon_core::comparison::{Cell, CellState, Nearest, Omission, Omitted, ThreadKind};

use super::Page;
use super::text::named;
use crate::index::{letter, name};
use crate::phrase::{STATES, meaning, sign, thread_kind};
use crate::visible::one_line;

/// Accounts that a wide screen shows side by side without scrolling.
const FEW: usize = 4;
/// Statements shown in a cell before the rest is folded.
const SHOWN: usize = 3;

impl Page<'_> {
    /// The issue by account table, first among the results.
    pub fn ledger(&self) -> Markup {
        let ledger = &self.index.comparison.ledger;
        html! {
            section #ledger aria-labelledby="ledger-title" {
                h2 #ledger-title { "Ledger" }
                p.lead {
                    "Who speaks of what, issue by issue. Each fragment leads to the words in the account."
                }
                @if ledger.issues.is_empty() {
                    p.empty { "No issue was found in these accounts." }
                } @else {
                    (ledger_key())
                    (self.ledger_table(&ledger.issues, &self.index.places().collect::<Vec<_>>()))
                }
            }
        }
    }

    /// The rows of these issues and the columns of the accounts at these places.
    pub fn ledger_table(&self, issues: &[String], places: &[usize]) -> Markup {
        html! {
            div.scroll.many[places.len() > FEW] tabindex="0" role="region"
                aria-label="Ledger table, scrolls sideways" {
                table.ledger {
                    caption.unseen { "How each account treats each issue" }
                    thead { tr {
                        th scope="col" { "Issue" }
                        @for place in places {
                            th scope="col" {
                                a href=(self.anchors.to_account(*place)) { (self.letter_and_name(*place)) }
                            }
                        }
                    } }
                    tbody { @for issue in issues { (self.row(issue, places)) } }
                }
            }
        }
    }

    fn row(&self, issue: &str, places: &[usize]) -> Markup {
        html! {
            tr {
                th scope="row" { (named(issue)) (self.desk.issue(issue)) }
                @for place in places {
                    @let annotated = &self.index.comparison.accounts[*place];
                    @let cell = self.index.cell(issue, &annotated.account.id);
                    (self.cell(issue, *place, annotated, cell))
                }
            }
        }
    }

    fn cell(&self, issue: &str, place: usize, annotated: &Annotated, cell: Option<&Cell>) -> Markup {
        let is_empty = cell.is_none_or(|cell| cell.statements.is_empty() && cell.mentions.is_empty());
        if is_empty && !annotated.account.is_analysed() {
            // An account that nothing was looked for in cannot be said to leave something out.
            return html! { td { span.tag.unread { span.sign aria-hidden="true" { "—" } " not analysed" } } };
        }
        let Some(cell) = cell else {
            return html! { td { span.tag.unread { "no entry" } } };
        };
        let column = format!("{} {}", letter(place), one_line(&name(annotated)));
        html! {
            td.(class(cell.state)) data-in=(column) {
                (tag(cell.state))
                (self.cell_statements(place, cell))
                @if cell.statements.is_empty() {
                    @for span in cell.mentions.iter().take(SHOWN) {
                        p.mention { "spoken of: " (self.passage(place, *span, 90)) }
                    }
                }
                (self.cell_references(place, cell))
                @if cell.state == CellState::NotMentioned {
                    @if let Some(nearest) = self.nearest_to_issue(issue, annotated) {
                        details { summary { "nearest passage" } (self.nearest(nearest)) }
                    }
                }
            }
        }
    }

    /// The first statements of a cell, the others folded.
    fn cell_statements(&self, place: usize, cell: &Cell) -> Markup {
        let said: Vec<_> = cell
            .statements
            .iter()
            .filter_map(|id| self.index.said(place, *id))
            .collect();
        let (first, rest) = said.split_at(said.len().min(SHOWN));
        let clip = if self.index.comparison.accounts.len() > FEW {
            80
        } else {
            120
        };
        html! {
            @if !first.is_empty() { ul.entries { @for said in first { li { (self.entry(said, clip)) } } } }
            @if !rest.is_empty() {
                details {
                    summary { (rest.len()) " more" }
                    ul.entries { @for said in rest { li { (self.entry(said, clip)) } } }
                }
            }
        }
    }

    /// Links to the discrepancies and threads that a cell's state rests on.
    fn cell_references(&self, place: usize, cell: &Cell) -> Markup {
        let discrepancies = self.index.discrepancies_of(cell);
        let mut threads = Vec::new();
        for said in cell
            .statements
            .iter()
            .filter_map(|id| self.index.said(place, *id))
        {
            let new = self
                .index
                .threads_of(&said)
                .iter()
                .filter(|t| t.kind == ThreadKind::Utterance);
            threads.extend(new.copied());
        }
        threads.sort_by_key(|thread| thread.id);
        threads.dedup_by_key(|thread| thread.id);
        html! {
            @if cell.state == CellState::Contradicted && !discrepancies.is_empty() {
                p.see {
                    "See discrepancy "
                    @for (n, found) in discrepancies.iter().enumerate() {
                        @if n > 0 { ", " }
                        a href=(self.anchors.to_discrepancy(found.id)) { (found.id) " (" (found.kind.label()) ")" }
                    }
                }
            }
            @if cell.state == CellState::Reworded && !threads.is_empty() {
                p.see {
                    "See " (thread_kind(ThreadKind::Utterance)) ": "
                    @for (n, found) in threads.iter().enumerate() {
                        @if n > 0 { ", " } a href=(self.anchors.to_thread(found.id)) { (found.id) }
                    }
                }
            }
        }
    }

    /// The passage of an account that came nearest to an issue, or to a statement on it that is missing.
    pub fn nearest_to_issue(&self, issue: &str, annotated: &Annotated) -> Option<&Nearest> {
        let here = self.index.omissions_from(&annotated.account.id);
        let (of_issue, of_statements): (Vec<&Omission>, Vec<&Omission>) = here
            .iter()
            .partition(|omission| omission.what == Omitted::Issue(issue.to_string()));
        let on_issue = of_statements
            .into_iter()
            .filter(|omission| self.is_about(&omission.what, issue));
        let considered = of_issue.into_iter().chain(on_issue);
        let nearest = considered.filter_map(|omission| omission.nearest.as_ref());
        nearest.max_by(|a, b| a.score.total_cmp(&b.score))
    }

    /// Whether something left out is a statement on an issue.
    fn is_about(&self, what: &Omitted, issue: &str) -> bool {
        let Omitted::Statement(reference) = what else {
            return false;
        };
        let Some(said) = self.index.resolve(reference) else {
            return false;
        };
        crate::phrase::issues(said.annotated, said.statement).contains(&issue)
    }

    /// A passage that came nearest, with its score, as a link.
    pub fn nearest(&self, nearest: &Nearest) -> Markup {
        html! {
            @if let Some(place) = self.index.place(&nearest.account) {
                div.nearest {
                    (self.passage(place, nearest.span, 140)) " "
                    span.score { "likeness " (format!("{:.2}", nearest.score)) }
                }
            }
        }
    }
}

/// The state of a cell: sign and words in its colour.
pub fn tag(state: CellState) -> Markup {
    html! { span.tag.(class(state)) { span.sign aria-hidden="true" { (sign(state)) } " " (state.label()) } }
}

fn class(state: CellState) -> &'static str {
    match state {
        CellState::Said => "said",
        CellState::Reworded => "reworded",
        CellState::Contradicted => "contradicted",
        CellState::OtherSideOnly => "otherside",
        CellState::NotMentioned => "absent",
    }
}

/// What the states mean.
pub fn ledger_key() -> Markup {
    html! {
        details.key {
            summary { "What the words in the table mean" }
            dl { @for state in STATES { div { dt { (tag(state)) } dd { (meaning(state)) } } } }
        }
    }
}
