//! The first page: what is in the case, and where to look first.

use maud::{Markup, html};
use rashomon_case::{Part, omission_part};
use rashomon_core::comparison::{DiscrepancyKind, Omitted};
use rashomon_report::html::{named, text};
use rashomon_report::index::{letter, name};
use rashomon_report::phrase::{count, summary};

use super::Room;
use super::shell::paged;
use crate::asked::encoded;

/// Rows of the ledger on the first page.
const ROWS: usize = 8;
const ACCOUNTS_PER_PAGE: usize = 50;
/// How many of each kind to look at first.
const FIRST: usize = 5;

impl Room<'_> {
    /// The first page.
    pub fn overview(&self) -> (String, Markup) {
        let comparison = &self.view.applied.comparison;
        let content = html! {
            h1 { (text(&self.view.title)) }
            @if self.view.entries.iter().all(|entry| entry.removed.is_some()) { (self.nothing_yet()) } @else {
                p.summary { (summary(&self.parts.index)) }
                (self.desk.notes(&self.view.state(&Part::Case)))
                (self.look_first())
                @if !comparison.ledger.issues.is_empty() {
                    section aria-labelledby="ledger-title" {
                        h2 #ledger-title { "Ledger" }
                        (self.ledger_of(ROWS))
                        @if comparison.ledger.issues.len() > ROWS {
                            p.more { a href="/ledger" { "All " (comparison.ledger.issues.len()) " issues" } }
                        }
                    }
                }
                (self.account_list())
                @if !self.view.is_read_only {
                    details.case-note { summary { "Write a note on the case" } (self.desk.note_form(&Part::Case)) }
                }
            }
        };
        (self.view.title.clone(), content)
    }

    fn nothing_yet(&self) -> Markup {
        html! {
            p.summary { "Nothing is in this case yet." }
            p { a.button href="/add" { "Add the first accounts" } }
        }
    }

    /// What is most worth a look and has not been judged.
    fn look_first(&self) -> Markup {
        let comparison = &self.view.applied.comparison;
        let is_open = |part: &Part| self.view.state(part).verdict.is_none();
        let facts: Vec<_> = self
            .parts
            .index
            .weighed_discrepancies()
            .into_iter()
            .filter(|d| {
                d.is_sure() && d.kind != DiscrepancyKind::Wording && is_open(&Part::Discrepancy(d.id))
            })
            .collect();
        let mut gaps: Vec<_> = comparison
            .omissions
            .iter()
            .filter(|o| {
                matches!(o.what, Omitted::Issue(_)) && o.present_in.len() > 1 && is_open(&omission_part(o))
            })
            .collect();
        gaps.sort_by(|a, b| {
            b.present_in
                .len()
                .cmp(&a.present_in.len())
                .then(b.confidence.total_cmp(&a.confidence))
        });
        let lost = self.view.applied.lost.len();
        html! {
            section.first aria-labelledby="first-title" {
                h2 #first-title { "Where to look first" }
                @if facts.is_empty() && gaps.is_empty() && lost == 0 {
                    p.empty { "Nothing is waiting for a judgement here." }
                }
                ul {
                    @for found in facts.iter().take(FIRST) {
                        li { a href={ "/discrepancy/" (found.id) } {
                            span.kind { (found.kind.label()) } " " (text(&found.why))
                        } }
                    }
                    @for gap in gaps.iter().take(FIRST) {
                        @if let (Omitted::Issue(issue), Some(place)) = (&gap.what, self.parts.index.place(&gap.absent_from)) {
                            li { a href={ "/issue/" (encoded(issue)) } {
                                span.kind { "left out" } " " (named(issue)) ": " (count(gap.present_in.len(), "account"))
                                " speak of it, " (self.parts.letter_and_name(place)) " does not"
                            } }
                        }
                    }
                    @if lost > 0 {
                        li { a href="/log" { span.kind { "decisions" } " " (count(lost, "decision")) " no longer have their words" } }
                    }
                }
                @if facts.len() > FIRST { p.more { a href="/discrepancies?state=open" { "All " (facts.len()) " undecided differences of fact" } } }
            }
        }
    }

    /// The accounts, read or not.
    fn account_list(&self) -> Markup {
        let all: Vec<_> = self.parts.index.accounts().collect();
        let (shown, pages) = paged(&all, self.asked.page(), ACCOUNTS_PER_PAGE);
        let removed: Vec<_> = self
            .view
            .entries
            .iter()
            .filter(|entry| entry.removed.is_some())
            .collect();
        html! {
            section aria-labelledby="accounts-title" {
                h2 #accounts-title { "Accounts" }
                table.plain.account-list {
                    thead { tr {
                        th scope="col" { "Account" } th scope="col" { "Headline" } th scope="col" { "Date" }
                        th scope="col" { "Side" } th scope="col" { "Statements" }
                    } }
                    tbody {
                        @for (place, annotated) in shown {
                            tr {
                                th scope="row" { a href=(self.parts.anchors.to_account(*place)) {
                                    span.letter { (letter(*place)) } " " (named(&name(annotated)))
                                } }
                                td dir="auto" { (text(annotated.account.title.as_deref().unwrap_or_default())) }
                                td { (text(annotated.account.published.as_deref().unwrap_or_default())) }
                                td { (text(annotated.account.source.side.as_deref().unwrap_or_default())) }
                                td.number { @if annotated.account.is_analysed() { (annotated.statements.len()) } @else { "not analysed" } }
                            }
                        }
                        @for entry in self.view.waiting() {
                            tr.waiting { th scope="row" { (named(&entry.id)) } td colspan="4" { "not compared yet" } }
                        }
                    }
                }
                (self.pager(pages))
                @if !removed.is_empty() {
                    details {
                        summary { (count(removed.len(), "account")) " taken out of the case" }
                        ul { @for entry in removed {
                            li {
                                (named(&entry.id)) " "
                                form.inline method="post" action="/restore" {
                                    (self.own_fields())
                                    button type="submit" name="account" value=(entry.id) { "Put back" }
                                }
                            }
                        } }
                    }
                }
            }
        }
    }
}
