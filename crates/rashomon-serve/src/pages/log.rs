//! What was decided, by whom, and how far people agree.

use maud::{Markup, html};
use rashomon_case::{Decision, Target, agreements};
use rashomon_report::clipped;
use rashomon_report::html::{named, text};
use rashomon_report::phrase::count;

use super::shell::paged;
use super::{Room, in_words};
use crate::desk::day;

const PER_PAGE: usize = 100;

impl Room<'_> {
    /// Every decision, the latest first.
    pub fn log(&self) -> (String, Markup) {
        let all: Vec<(usize, &Decision)> = self.view.decisions.iter().enumerate().rev().collect();
        let (shown, pages) = paged(&all, self.asked.page(), PER_PAGE);
        let lost = &self.view.applied.lost;
        let content = html! {
            h1 { "Decisions" }
            p.lead { "What people decided is kept apart from what the machine finds, and stays when the machine finds
                something else." }
            @if !lost.is_empty() {
                section.problem {
                    h2 { (count(lost.len(), "decision")) " without their words" }
                    p { "The words that these were about are no longer in the accounts. They change nothing." }
                    ul { @for place in lost { li { (self.decision(&self.view.decisions[*place])) } } }
                }
            }
            @let idle = &self.view.applied.idle;
            @if !idle.is_empty() {
                details {
                    summary { (count(idle.len(), "decision")) " about what is no longer found" }
                    p.by { "Their words are there, but the machine does not find there any more what they were about." }
                    ul { @for place in idle { li { (self.decision(&self.view.decisions[*place])) } } }
                }
            }
            (self.agreement())
            form.inline method="post" action="/undo" { (self.own_fields()) button type="submit" { "Take back my latest" } }
            form.inline method="post" action="/redo" { (self.own_fields()) button type="submit" { "Make it stand again" } }
            @if all.is_empty() { p.empty { "Nothing has been decided yet." } }
            ol.log { @for (_, decision) in shown {
                li.undone[decision.undone.is_some()] { (self.decision(decision)) }
            } }
            (self.pager(pages))
        };
        ("Decisions".to_owned(), content)
    }

    fn decision(&self, decision: &Decision) -> Markup {
        let about = match &decision.target {
            Target::Issue { issue } | Target::MissingIssue { issue, .. } => issue.clone(),
            Target::Actor { name } => name.clone(),
            target => {
                let words = target.anchors();
                words.first().map_or(String::new(), |anchor| {
                    format!("“{}”", clipped(&anchor.exact, 120))
                })
            }
        };
        html! {
            span.what { (what(decision)) } " " (named(&about)) " "
            span.ruling { (text(&in_words(&decision.ruling))) } " "
            span.by { (text(&decision.made.by)) ", " (day(&decision.made.at)) }
            @match &decision.undone {
                Some(undone) => { " " span.by { "taken back by " (text(&undone.by)) ", " (day(&undone.at)) } }
                None => { " " (self.desk.undo(&decision.id)) }
            }
        }
    }

    /// How far people agree where several judged the same thing.
    fn agreement(&self) -> Markup {
        let all = agreements(&self.view.decisions, &self.view.applied);
        html! {
            @if !all.is_empty() {
                section {
                    h2 { "Agreement" }
                    p.lead { "Where two people judged the same thing. Cohen’s kappa: 1 for full agreement, 0 for what
                        chance alone would give." }
                    table.plain {
                        thead { tr {
                            th scope="col" { "People" } th scope="col" { "On" } th scope="col" { "Judged by both" }
                            th scope="col" { "Agreed" } th scope="col" { "Kappa" }
                        } }
                        tbody {
                            @for one in &all {
                                tr {
                                    th scope="row" { (named(&one.people.0)) " and " (named(&one.people.1)) }
                                    td { (one.of) } td { (one.judged) } td { (one.agreed) }
                                    td { @match one.kappa { Some(kappa) => (format!("{kappa:.2}")), None => "not defined" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a decision is about, in a word.
fn what(decision: &Decision) -> &'static str {
    match &decision.target {
        Target::Statement { .. } => "Statement",
        Target::Thread { .. } => "Thread",
        Target::Discrepancy { .. } => "Discrepancy",
        Target::MissingStatement { .. } | Target::MissingIssue { .. } => "Left out:",
        Target::Issue { .. } => "Issue",
        Target::Account { .. } => "Account",
        Target::Actor { .. } => "Actor",
        Target::Case => "Case",
    }
}
