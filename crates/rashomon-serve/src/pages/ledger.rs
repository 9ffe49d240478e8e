//! The ledger: all of it for a few accounts, in groups or pages for many.

use maud::{Markup, html};
use rashomon_case::Part;
use rashomon_report::html::{ledger_key, named};
use rashomon_report::index::Said;
use rashomon_report::phrase::count;

use super::grouped::{By, grouped_table, groups};
use super::shell::{paged, titled};
use super::{Content, Room};

/// Columns that are shown at once.
const COLUMNS: usize = 8;
/// Accounts above which the columns are groups unless asked for otherwise.
const MANY: usize = 12;

impl Room<'_> {
    /// How each account treats each issue.
    pub fn ledger(&self) -> (String, Markup) {
        let content = html! {
            h1 { "Ledger" }
            p.lead { "Who speaks of what, issue by issue. Each fragment leads to the words in the account." }
            @if self.view.applied.comparison.ledger.issues.is_empty() {
                p.empty { "No issue has been found in these accounts yet." }
            } @else {
                (ledger_key())
                (self.grouping())
                (self.ledger_of(usize::MAX))
            }
        };
        ("Ledger".to_owned(), content)
    }

    /// The ledger as the address asks for it, with at most so many rows.
    pub fn ledger_of(&self, rows: usize) -> Markup {
        let comparison = &self.view.applied.comparison;
        let issues = &comparison.ledger.issues;
        let issues = &issues[..issues.len().min(rows)];
        match self.by() {
            Some(by) => grouped_table(&self.parts, issues, &groups(comparison, by), by),
            None => {
                let places = self.chosen_places();
                let (shown, pages) = paged(&places, self.asked.page(), COLUMNS);
                html! {
                    @if pages > 1 || self.asked.wanted("of").is_some() {
                        p.count { (count(places.len(), "account")) }
                    }
                    (self.parts.ledger_table(issues, shown))
                    (self.pager(pages))
                }
            }
        }
    }

    /// By what the columns are grouped; `None` for single accounts.
    fn by(&self) -> Option<By> {
        let comparison = &self.view.applied.comparison;
        match self.asked.wanted("group") {
            Some("none") => None,
            Some(name) => By::named(name),
            None if comparison.accounts.len() <= MANY => None,
            None => {
                let is_useful = |by: &By| (2..=MANY).contains(&groups(comparison, *by).len());
                By::ALL.into_iter().find(is_useful)
            }
        }
    }

    /// The accounts of the group that the address asks for; all without one.
    fn chosen_places(&self) -> Vec<usize> {
        let comparison = &self.view.applied.comparison;
        let chosen = self.asked.wanted("of").and_then(|of| of.split_once(':'));
        let chosen = chosen.and_then(|(by, name)| {
            let mut all = groups(comparison, By::named(by)?).into_iter();
            all.find(|group| group.name == name).map(|group| group.places)
        });
        chosen.unwrap_or_else(|| self.parts.index.places().collect())
    }

    fn grouping(&self) -> Markup {
        let chosen = self.by().map_or("none", By::name);
        html! {
            @if self.view.applied.comparison.accounts.len() > 4 {
                form.filters {
                    label { "Columns " select name="group" {
                        option value="none" selected[chosen == "none"] { "accounts" }
                        @for by in By::ALL { option value=(by.name()) selected[chosen == by.name()] { (by.words()) } }
                    } }
                    button type="submit" { "Show" }
                }
            }
        }
    }

    /// One issue: what every account says on it, its name, its notes.
    pub fn issue(&self, label: &str) -> Content {
        let comparison = &self.view.applied.comparison;
        if !comparison.ledger.issues.iter().any(|issue| issue == label) {
            return None;
        }
        let part = Part::Issue(label.to_owned());
        let cells = comparison.ledger.cells.iter().filter(|cell| cell.issue == label);
        let said: Vec<Said<'_>> = cells
            .flat_map(|cell| {
                let place = self.parts.index.place(&cell.account);
                cell.statements
                    .iter()
                    .filter_map(move |id| self.parts.index.said(place?, *id))
            })
            .collect();
        let (shown, pages) = paged(&said, self.asked.page(), 50);
        let content = html! {
            h1 { "Issue: " (named(label)) }
            (self.desk.verdict(&part, "", None))
            @if !self.view.is_read_only {
                form.field method="post" action="/judge" {
                    (self.desk.about(&part, ""))
                    input type="hidden" name="back" value="/ledger";
                    input type="hidden" name="ruling" value="rename";
                    label { "Call it something else" input name="value" value=(label) required maxlength="200" data-key="c"; }
                    p.by { "Two issues of one name become one row." }
                    button type="submit" { "Rename" }
                }
                (self.desk.note_form(&part))
            }
            (self.desk.history(&part))
            h2 { (count(said.len(), "statement")) }
            ul.said { @for said in shown { (self.statement_line(said)) } }
            (self.pager(pages))
        };
        titled(format!("Issue: {label}"), content)
    }
}
