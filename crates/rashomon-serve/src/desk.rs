//! What can be done with each part of a comparison, and what was.

use maud::{Markup, html};
use rashomon_case::{Part, Ruling, State, Verdict, omission_part};
use rashomon_core::comparison::{Discrepancy, Omission, StatementRef, Thread};
use rashomon_report::html::{Desk, text};
use rashomon_report::index::Said;

use crate::asked::encoded;
use crate::judge::key;
use crate::pages::in_words;
use crate::view::View;

/// The desk of one page of one session.
pub(crate) struct OpenDesk<'a> {
    pub view: &'a View,
    pub csrf: &'a str,
    /// The address of the page, to come back to.
    pub here: &'a str,
}

impl OpenDesk<'_> {
    /// The hidden fields that every form about a part needs; `anchor` is the place on the page to come back to.
    pub fn about(&self, part: &Part, anchor: &str) -> Markup {
        let back = match anchor {
            "" => self.here.to_owned(),
            anchor => format!("{}#{anchor}", self.here),
        };
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            input type="hidden" name="generation" value=(self.view.generation);
            input type="hidden" name="part" value=(key(part));
            input type="hidden" name="back" value=(back);
        }
    }

    /// Accept, reject, what was decided, and a link to where more can be done.
    pub fn verdict(&self, part: &Part, anchor: &str, more: Option<(&str, &str)>) -> Markup {
        let state = self.view.state(part);
        let button = |ruling: &str, word: &str, key: &str, is_on: bool| {
            html! {
                button type="submit" name="ruling" value=(ruling) aria-pressed=(is_on) data-key=(key)
                    .on[is_on] { (word) }
            }
        };
        html! {
            div.desk lang="en" {
                @if !self.view.is_read_only {
                    form method="post" action="/judge" {
                        (self.about(part, anchor))
                        (button("accept", "Accept", "a", state.verdict == Some(Verdict::Accepted)))
                        (button("reject", "Reject", "r", state.verdict == Some(Verdict::Rejected)))
                    }
                }
                @if let Some((to, word)) = more.filter(|(to, _)| *to != self.page()) { a.more href=(to) data-key="c" { (word) } }
                (self.badges(&state))
                (self.notes(&state))
            }
        }
    }

    /// The address of the page without its query.
    fn page(&self) -> &str {
        self.here.split('?').next().unwrap_or_default()
    }

    /// What was decided, in a few words.
    pub fn badges(&self, state: &State) -> Markup {
        html! {
            @match state.verdict {
                Some(Verdict::Accepted) => span.badge.accepted { "✓ accepted" },
                Some(Verdict::Rejected) => span.badge.rejected { "✕ rejected" },
                None => {},
            }
            @for corrected in &state.corrected { " " span.badge.corrected { (corrected) } }
        }
    }

    /// The notes on a part.
    pub fn notes(&self, state: &State) -> Markup {
        html! {
            @for decision in state.decisions.iter().map(|place| &self.view.decisions[*place]) {
                @if let Ruling::Note { text: note } = &decision.ruling {
                    p.note { (text(note)) " " span.by { "— " (text(&decision.made.by)) ", " (day(&decision.made.at)) } }
                }
            }
        }
    }

    /// Everything that was decided about a part, each to be taken back.
    pub fn history(&self, part: &Part) -> Markup {
        let state = self.view.state(part);
        html! {
            @if !state.decisions.is_empty() {
                section.history {
                    h2 { "What was decided" }
                    ol {
                        @for decision in state.decisions.iter().map(|place| &self.view.decisions[*place]) {
                            li {
                                span.what { (text(&in_words(&decision.ruling))) } " "
                                span.by { (text(&decision.made.by)) ", " (day(&decision.made.at)) } " "
                                (self.undo(&decision.id))
                            }
                        }
                    }
                }
            }
        }
    }

    /// A button that takes one decision back.
    pub fn undo(&self, id: &str) -> Markup {
        html! {
            @if !self.view.is_read_only {
                form.inline method="post" action="/undo" {
                    input type="hidden" name="csrf" value=(self.csrf);
                    input type="hidden" name="back" value=(self.here);
                    button type="submit" name="decision" value=(id) { "Take back" }
                }
            }
        }
    }

    /// A form for a note on a part.
    pub fn note_form(&self, part: &Part) -> Markup {
        html! {
            @if !self.view.is_read_only {
                form.field method="post" action="/judge" {
                    (self.about(part, ""))
                    input type="hidden" name="ruling" value="note";
                    label { "Note" textarea name="value" rows="3" data-key="n" {} }
                    button type="submit" { "Keep note" }
                }
            }
        }
    }
}

/// The day of a stamp, with the hour.
pub(crate) fn day(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// The part that a statement is.
pub(crate) fn statement_part(said: &Said<'_>) -> Part {
    Part::Statement(StatementRef {
        account: said.annotated.account.id.clone(),
        statement: said.statement.id,
    })
}

impl Desk for OpenDesk<'_> {
    fn statement(&self, said: &Said<'_>) -> Markup {
        let account = encoded(&said.annotated.account.id);
        let more = format!("/statement/{account}/{}", said.statement.id);
        self.verdict(&statement_part(said), "", Some((&more, "Correct …")))
    }

    fn class(&self, said: &Said<'_>) -> &'static str {
        match self.view.state(&statement_part(said)).verdict {
            Some(Verdict::Rejected) => "rejected",
            Some(Verdict::Accepted) => "accepted",
            None => "",
        }
    }

    fn thread(&self, thread: &Thread) -> Markup {
        let more = format!("/thread/{}", thread.id);
        self.verdict(
            &Part::Thread(thread.id),
            &thread.id.to_string(),
            Some((&more, "Split, merge …")),
        )
    }

    fn member(&self, thread: &Thread, said: &Said<'_>) -> Markup {
        html! {
            @if self.here.starts_with("/thread/") && thread.members.len() > 1 && !self.view.is_read_only {
                label.tick lang="en" {
                    input type="checkbox" name="member" form={ "split-" (thread.id) } value=(key(&statement_part(said)));
                    " reports something else"
                }
            }
        }
    }

    fn discrepancy(&self, discrepancy: &Discrepancy) -> Markup {
        let more = format!("/discrepancy/{}", discrepancy.id);
        let part = Part::Discrepancy(discrepancy.id);
        self.verdict(&part, &discrepancy.id.to_string(), Some((&more, "Note …")))
    }

    fn omission(&self, omission: &Omission) -> Markup {
        self.verdict(&omission_part(omission), "", None)
    }

    fn issue(&self, issue: &str) -> Markup {
        let state = self.view.state(&Part::Issue(issue.to_owned()));
        html! {
            div.desk { a.more href={ "/issue/" (encoded(issue)) } { "Open" } (self.badges(&state)) }
        }
    }
}
