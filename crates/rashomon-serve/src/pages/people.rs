//! Who is named, what they are reported to have said, what they hold, what took place when.

use maud::{Markup, html};
use rashomon_case::Part;
use rashomon_core::comparison::Identity;
use rashomon_report::html::named;
use rashomon_report::index::Said;
use rashomon_report::phrase::{act, agreement, count, issues};

use super::shell::{paged, titled};
use super::{Content, Room};

const PER_PAGE: usize = 30;

impl Room<'_> {
    /// Everyone who is reported to have said something, the most quoted first.
    pub fn people(&self) -> (String, Markup) {
        let mut people: Vec<(&Identity, Vec<Said<'_>>)> = self
            .view
            .applied
            .comparison
            .identities
            .iter()
            .map(|identity| (identity, self.parts.said_by(identity)))
            .filter(|(_, said)| !said.is_empty())
            .collect();
        people.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.name.cmp(&b.0.name)));
        let (shown, pages) = paged(&people, self.asked.page(), PER_PAGE);
        let content = html! {
            h1 { "People" }
            p.lead { "Who is reported to have said something, by issue. " a href="/positions" { "Positions by issue" } " · "
                a href="/statements" { "All statements" } }
            @if people.is_empty() { p.empty { "Nobody is reported to have said anything yet." } }
            div.people { @for (identity, said) in shown { (self.parts.person(identity, said)) } }
            (self.pager(pages))
            @if self.asked.page() == 1 { (self.parts.figures()) }
        };
        ("People".to_owned(), content)
    }

    /// Everything that someone is reported to have said, by account and issue.
    pub fn actor(&self, id: &str) -> Content {
        let identities = &self.view.applied.comparison.identities;
        let identity = identities.iter().find(|identity| identity.id.to_string() == id)?;
        let said = self.parts.said_by(identity);
        let part = Part::Actor(identity.name.clone());
        let mut topics: Vec<&str> = said
            .iter()
            .flat_map(|s| issues(s.annotated, s.statement))
            .collect();
        topics.sort_unstable();
        topics.dedup();
        let on = |topic: &str| {
            said.iter()
                .filter(|s| issues(s.annotated, s.statement).contains(&topic))
                .collect()
        };
        let without: Vec<&Said<'_>> = said
            .iter()
            .filter(|s| issues(s.annotated, s.statement).is_empty())
            .collect();
        let content = html! {
            h1 { (named(&identity.name)) }
            @if let Some(roles) = self.parts.roles(identity) { p.roles { (named(&roles)) } }
            p.summary { (count(said.len(), "statement")) " in " (count(identity.actors.len(), "account")) }
            (self.desk.notes(&self.view.state(&part)))
            @for topic in &topics {
                section {
                    h2 { (named(topic)) @if let Some(act) = self.parts.position(identity, topic) { " " span.act { (act) } } }
                    (self.said_list(&on(topic)))
                }
            }
            @if !without.is_empty() { section { h2 { "On no issue" } (self.said_list(&without)) } }
            details { summary { "Write a note on them" } (self.desk.note_form(&part)) }
        };
        titled(identity.name.clone(), content)
    }

    fn said_list(&self, said: &Vec<&Said<'_>>) -> Markup {
        html! { ul.said { @for said in said { (self.statement_line(said)) } } }
    }

    /// Who holds what on which issue.
    pub fn positions(&self) -> (String, Markup) {
        let comparison = &self.view.applied.comparison;
        let content = html! {
            h1 { "Positions" }
            p.lead { "What most of someone’s statements on an issue do." }
            @for issue in &comparison.ledger.issues {
                @let here: Vec<_> = comparison.positions.iter().filter(|p| p.issue == *issue).collect();
                @if !here.is_empty() {
                    section {
                        h2 { (named(issue)) }
                        table.plain {
                            thead { tr { th scope="col" { "Who" } th scope="col" { "Does" } th scope="col" { "Accounts" } th scope="col" { "Where" } } }
                            tbody { @for position in here {
                                @if let Some(identity) = comparison.identity(position.identity) {
                                    tr {
                                        th scope="row" { a href={ "/actor/" (identity.id) } { (named(&identity.name)) } }
                                        td { (act(position.act)) }
                                        td { (agreement(position.agreement)) }
                                        td { @for reference in &position.statements {
                                            @if let Some(said) = self.parts.index.resolve(reference) { (self.parts.reference(&said)) " " }
                                        } }
                                    }
                                }
                            } }
                        }
                    }
                }
            }
        };
        ("Positions".to_owned(), content)
    }

    /// Meetings, calls and other events, each once.
    pub fn events(&self) -> (String, Markup) {
        let (events, others) = self.parts.shown_events();
        let (shown, pages) = paged(&events, self.asked.page(), PER_PAGE);
        let content = html! {
            h1 { "Events" }
            p.lead { "Meetings, calls and whatever else took place, each once, with what every account tells of it." }
            @if events.is_empty() { p.empty { "No event was found." } }
            div.events { @for event in shown { (self.parts.event(event)) } }
            (self.pager(pages))
            @if others > 0 { p.silent { "And " (count(others, "event")) " that an account names without particulars." } }
        };
        ("Events".to_owned(), content)
    }

    /// What took place when.
    pub fn timeline(&self) -> (String, Markup) {
        let moments = &self.view.applied.comparison.timeline;
        let (shown, pages) = paged(moments, self.asked.page(), PER_PAGE);
        let events = self.parts.shown_event_ids();
        let content = html! {
            h1 { "Timeline" }
            @if moments.is_empty() { p.empty { "Nothing dated was found." } }
            ol.moments { @for moment in shown { (self.parts.moment(moment, &events)) } }
            (self.pager(pages))
        };
        ("Timeline".to_owned(), content)
    }
}
