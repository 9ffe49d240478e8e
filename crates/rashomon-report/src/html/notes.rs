//! The notes under each account: what is known of each of its statements.

use maud::{Markup, html};
use rashomon_core::comparison::Thread;
use rashomon_core::{Annotated, Record, StatementId};

use super::Page;
use super::text::{named, text};
use crate::index::Said;
use crate::phrase::{confidence, count, facts, issues, record, thread_kind};

impl Page<'_> {
    /// A folded list with a note on each statement of an account.
    pub fn notes(&self, place: usize, annotated: &Annotated) -> Markup {
        html! {
            @if !annotated.statements.is_empty() {
                details.notes {
                    summary { "Notes on " (count(annotated.statements.len(), "statement")) }
                    ol {
                        @for statement in &annotated.statements {
                            (self.note(&Said { place, annotated, statement }))
                        }
                    }
                }
            }
        }
    }

    /// What is known of a statement.
    pub fn note(&self, said: &Said<'_>) -> Markup {
        let statement = said.statement;
        let topics = issues(said.annotated, statement);
        html! {
            li #(self.anchors.note(said.place, statement.id)) data-k=(self.key(said.place, statement.id))
                data-p=[self.peers(said)] tabindex="-1" {
                p.head {
                    (self.reference(said)) " " span.who { (named(&said.speaker())) }
                    @if statement.record != Record::On { " " span.offrecord { (record(statement.record)) } }
                }
                p.facts {
                    @for fact in facts(said.annotated, statement) { span.fact { (named(&fact)) } " " }
                    @if !topics.is_empty() { span.fact { "on " (named(&topics.join(", "))) } " " }
                    span.fact { (confidence(statement.confidence)) } " "
                    span.fact { "found by " (text(&statement.by)) }
                }
                (self.counterparts(said))
                (self.desk.statement(said))
            }
        }
    }

    /// The same utterance or claim in the other accounts.
    fn counterparts(&self, said: &Said<'_>) -> Markup {
        html! {
            @for thread in self.index.threads_of(said) {
                @let others = self.others(said, thread);
                @if !others.is_empty() {
                    div.counterparts {
                        p { a href=(self.anchors.to_thread(thread.id)) { (thread_kind(thread.kind)) ", " (thread.id) } ":" }
                        ul { @for other in &others { li { (self.entry(other, 200)) } } }
                    }
                }
            }
        }
    }

    /// The members of a thread but for one.
    fn others(&self, said: &Said<'_>, thread: &Thread) -> Vec<Said<'_>> {
        let is_other =
            |other: &Said<'_>| (other.place, other.statement.id) != (said.place, said.statement.id);
        self.index.members(thread).into_iter().filter(is_other).collect()
    }

    /// The statements of other accounts in the same threads, as the script knows them.
    fn peers(&self, said: &Said<'_>) -> Option<String> {
        let members = self
            .index
            .threads_of(said)
            .iter()
            .flat_map(|thread| self.index.members(thread));
        let others = members.filter(|other| other.place != said.place);
        let keys: Vec<String> = others
            .map(|other| self.key(other.place, other.statement.id))
            .collect();
        (!keys.is_empty()).then(|| keys.join(" "))
    }

    /// The name by which the script knows a statement: the account's plain name and the id.
    pub fn key(&self, place: usize, id: StatementId) -> String {
        format!("{}/{id}", self.anchors.name(place))
    }
}
