//! Lists of what was found: discrepancies, threads, what is left out, statements.

use maud::{Markup, html};
use rashomon_case::{Part, omission_part};
use rashomon_core::comparison::DiscrepancyKind;
use rashomon_report::html::named;
use rashomon_report::index::{Said, name};
use rashomon_report::phrase::{confidence, count, form, issues};

use super::Room;
use super::shell::paged;
use crate::desk::statement_part;

const PER_PAGE: usize = 20;
const STATEMENTS_PER_PAGE: usize = 50;
const ACCOUNTS_PER_PAGE: usize = 6;

const KINDS: [(&str, &str); 9] = [
    ("", "any"),
    ("date", "date"),
    ("number", "number"),
    ("place", "place"),
    ("person", "person"),
    ("attribution", "attribution"),
    ("polarity", "polarity"),
    ("scope", "scope"),
    ("wording", "wording"),
];

impl Room<'_> {
    /// Where accounts cannot both be exact.
    pub fn discrepancies(&self) -> (String, Markup) {
        let is_kind = |kind: DiscrepancyKind| {
            self.asked
                .wanted("kind")
                .is_none_or(|wanted| wanted == kind.label())
        };
        let mut all: Vec<_> = self
            .parts
            .index
            .weighed_discrepancies()
            .into_iter()
            .filter(|d| is_kind(d.kind) && self.is_wanted(&Part::Discrepancy(d.id), d.confidence))
            .collect();
        all.sort_by_key(|d| !d.is_sure());
        let (shown, pages) = paged(&all, self.asked.page(), PER_PAGE);
        let content = html! {
            h1 { "Discrepancies" }
            p.lead { "Places where two accounts cannot both be exact: differences of fact first, then of wording, the
                surest first. Those that are less sure come last." }
            (self.filters(&self.choice("kind", "In", &KINDS)))
            p.count { (count(all.len(), "discrepancy")) }
            @for found in shown.iter().filter(|d| d.is_sure()) { (self.parts.discrepancy(found)) }
            @if shown.iter().any(|d| !d.is_sure()) {
                h2 #unsure { "Perhaps contradictory" }
                p { "The accounts may both be exact here; read both sides before you rely on it." }
            }
            @for found in shown.iter().filter(|d| !d.is_sure()) { (self.parts.discrepancy(found)) }
            (self.pager(pages))
        };
        ("Discrepancies".to_owned(), content)
    }

    /// What several accounts report, in their words.
    pub fn threads(&self) -> (String, Markup) {
        let mut all: Vec<_> = self.view.applied.comparison.threads.iter().collect();
        all.retain(|thread| self.is_wanted(&Part::Thread(thread.id), thread.confidence));
        let (shown, pages) = paged(&all, self.asked.page(), PER_PAGE);
        let content = html! {
            h1 { "Threads" }
            p.lead { "Statements of several accounts that report one utterance or one claim. Words that a wording does
                not share with another are " mark.differs { "underlined and tinted" } "." }
            (self.filters(&html! {}))
            p.count { (count(all.len(), "thread")) }
            @for thread in shown { (self.parts.thread(thread)) }
            (self.pager(pages))
        };
        ("Threads".to_owned(), content)
    }

    /// What each account leaves out.
    pub fn omissions(&self) -> (String, Markup) {
        let places: Vec<usize> = self.parts.index.places().collect();
        let ids: Vec<String> = self
            .parts
            .index
            .accounts()
            .map(|(_, a)| a.account.id.clone())
            .collect();
        let wanted = self.asked.wanted("account");
        let places: Vec<usize> = places
            .into_iter()
            .filter(|place| wanted.is_none_or(|id| ids[*place] == id))
            .collect();
        let (shown, pages) = paged(&places, self.asked.page(), ACCOUNTS_PER_PAGE);
        let judged = self.view.applied.comparison.omissions.iter();
        let judged = judged
            .filter(|o| self.view.applied.states.contains_key(&omission_part(o)))
            .count();
        let content = html! {
            h1 { "Left out" }
            p.lead { "What others report and an account does not, with the passage that came nearest. A low likeness
                speaks for a real gap; a high one is worth reading. " (judged) " of "
                (self.view.applied.comparison.omissions.len()) " are judged." }
            form.filters { (self.choice_of("account", "Account", &ids)) button type="submit" { "Show" } }
            div.lacking {
                @for place in shown {
                    (self.parts.lacking(*place, &self.view.applied.comparison.accounts[*place]))
                }
            }
            (self.pager(pages))
        };
        ("Left out".to_owned(), content)
    }

    /// Every statement, narrowed down.
    pub fn statements(&self) -> (String, Markup) {
        let accounts = self.parts.index.accounts();
        let said = accounts.flat_map(|(place, annotated)| {
            annotated.statements.iter().map(move |statement| Said {
                place,
                annotated,
                statement,
            })
        });
        let all: Vec<Said<'_>> = said.filter(|said| self.is_wanted_statement(said)).collect();
        let (shown, pages) = paged(&all, self.asked.page(), STATEMENTS_PER_PAGE);
        let ids: Vec<String> = self
            .parts
            .index
            .accounts()
            .map(|(_, a)| a.account.id.clone())
            .collect();
        let own = html! {
            (self.choice_of("account", "Account", &ids))
            (self.choice_of("issue", "Issue", &self.view.applied.comparison.ledger.issues))
            label { "Speaker " input name="speaker" value=[self.asked.wanted("speaker")]; }
        };
        let content = html! {
            h1 { "Statements" }
            p.lead { "Everything that the accounts attribute to someone." }
            (self.filters(&own))
            p.count { (count(all.len(), "statement")) }
            ul.said { @for said in shown { (self.statement_line(said)) } }
            (self.pager(pages))
        };
        ("Statements".to_owned(), content)
    }

    fn is_wanted_statement(&self, said: &Said<'_>) -> bool {
        let account = self
            .asked
            .wanted("account")
            .is_none_or(|id| said.annotated.account.id == id);
        let speaker = self.asked.wanted("speaker").map(str::to_lowercase);
        let speaker = speaker.is_none_or(|wanted| said.speaker().to_lowercase().contains(&wanted));
        let issue = self.asked.wanted("issue");
        let issue = issue.is_none_or(|wanted| {
            let cell = self.parts.index.cell(wanted, &said.annotated.account.id);
            cell.is_some_and(|cell| cell.statements.contains(&said.statement.id))
        });
        account && speaker && issue && self.is_wanted(&statement_part(said), said.statement.confidence)
    }

    /// A statement in a list, with what can be done with it.
    pub fn statement_line(&self, said: &Said<'_>) -> Markup {
        let topics = issues(said.annotated, said.statement);
        let anchor = format!("l-{}-{}", self.parts.anchors.name(said.place), said.statement.id);
        let more = format!(
            "/statement/{}/{}",
            crate::asked::encoded(&said.annotated.account.id),
            said.statement.id
        );
        html! {
            li.item #(anchor) tabindex="-1" {
                (self.parts.entry(said, 400))
                p.by {
                    (named(&name(said.annotated))) " · " (form(said.statement.form)) " · "
                    (confidence(said.statement.confidence))
                    @if !topics.is_empty() { " · on " (named(&topics.join(", "))) }
                }
                (self.desk.verdict(&statement_part(said), &anchor, Some((&more, "Correct …"))))
            }
        }
    }
}
