//! Who speaks on what in which account; what took place when.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use rashomon_core::comparison::{Agreement, CommonEventId, Identity, Moment};

use super::text::named;
use super::{Layout, Page};
use crate::index::Said;
use crate::phrase::{act, agreement, count, days, issues};

impl Page<'_> {
    /// Each identity with its statements by issue and account, the most quoted first.
    pub fn people(&self) -> Markup {
        let mut people: Vec<_> = self
            .index
            .comparison
            .identities
            .iter()
            .map(|p| (p, self.said_by(p)))
            .collect();
        people.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.name.cmp(&b.0.name)));
        let silent: Vec<&str> = people
            .iter()
            .filter(|(_, said)| said.is_empty())
            .map(|(p, _)| p.name.as_str())
            .collect();
        html! {
            section #people aria-labelledby="people-title" {
                h2 #people-title { "People" }
                @if people.is_empty() { p.empty { "No one is named." } }
                div.people {
                    @for (identity, said) in people.iter().filter(|(_, said)| !said.is_empty()) {
                        (self.person(identity, said))
                    }
                }
                @if !silent.is_empty() {
                    p.silent {
                        strong { "Named, but not reported to say anything: " } (named(&silent.join(", "))) "."
                    }
                }
            }
        }
    }

    /// What someone is reported to have said, by account and place.
    pub fn said_by(&self, identity: &Identity) -> Vec<Said<'_>> {
        let mut said = Vec::new();
        for (account, actor) in &identity.actors {
            let Some(place) = self.index.place(account) else {
                continue;
            };
            let statements = &self.index.comparison.accounts[place].statements;
            let ids = statements
                .iter()
                .filter(|s| s.speaker == Some(*actor))
                .map(|s| s.id);
            said.extend(ids.filter_map(|id| self.index.said(place, id)));
        }
        said.sort_by_key(|said| (said.place, said.statement.id));
        said
    }

    /// Someone, with their statements by issue.
    pub fn person(&self, identity: &Identity, said: &[Said<'_>]) -> Markup {
        let mut by_issue: BTreeMap<&str, Vec<&Said<'_>>> = BTreeMap::new();
        for statement in said {
            let labels = issues(statement.annotated, statement.statement);
            for label in if labels.is_empty() { vec![""] } else { labels } {
                by_issue.entry(label).or_default().push(statement);
            }
        }
        let without = by_issue.remove_entry("");
        html! {
            article.person #(identity.id) {
                h3 { (self.to_identity(identity)) " " span.number { (count(said.len(), "statement")) } }
                @if let Some(roles) = self.roles(identity) { p.roles { (named(&roles)) } }
                dl {
                    @for (label, said) in by_issue.into_iter().chain(without) {
                        div {
                            dt {
                                @if label.is_empty() { "no issue" } @else { (named(label)) }
                                @if let Some(act) = self.position(identity, label) { " " span.act { (act) } }
                            }
                            dd { @for said in said { (self.reference(said)) " " } }
                        }
                    }
                }
            }
        }
    }

    /// The first role and the side that any account gives.
    pub fn roles(&self, identity: &Identity) -> Option<String> {
        let actors = identity.actors.iter().filter_map(|(account, id)| {
            self.index
                .comparison
                .account(account)
                .and_then(|annotated| annotated.actor(*id))
        });
        let actors: Vec<_> = actors.collect();
        let role = actors.iter().find_map(|actor| actor.roles.first().cloned());
        let side = actors.iter().find_map(|actor| actor.side.clone());
        let known: Vec<String> = [role, side].into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.join(" · "))
    }

    /// What most of a person's statements on an issue do, unless they only state, and whether accounts differ on it.
    pub fn position(&self, identity: &Identity, issue: &str) -> Option<String> {
        let mut positions = self.index.comparison.positions.iter();
        let position = positions.find(|p| p.identity == identity.id && p.issue == issue)?;
        let act = Some(act(position.act)).filter(|word| word != "statement");
        let differ =
            (position.agreement == Agreement::Differ).then(|| agreement(position.agreement).to_string());
        let words: Vec<String> = act.into_iter().chain(differ).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// What took place when, with the words that say so; nothing when there is nothing.
    pub fn timeline(&self) -> Markup {
        let moments = &self.index.comparison.timeline;
        let shown = self.shown_event_ids();
        html! {
            @if !moments.is_empty() {
                section #timeline aria-labelledby="timeline-title" {
                    h2 #timeline-title { "Timeline" }
                    ol.moments { @for moment in moments { (self.moment(moment, &shown)) } }
                }
            }
        }
    }

    /// Someone's name, a link where they have a page of their own.
    fn to_identity(&self, identity: &Identity) -> Markup {
        html! {
            @match self.layout {
                Layout::OneFile => (named(&identity.name)),
                Layout::Site => a href={ "/actor/" (identity.id) } { (named(&identity.name)) },
            }
        }
    }

    /// The events that have a place of their own.
    pub fn shown_event_ids(&self) -> BTreeSet<CommonEventId> {
        self.shown_events().0.iter().map(|event| event.id).collect()
    }

    /// Something that took place, with links to those events that are `shown`, and the words that say so.
    pub fn moment(&self, moment: &Moment, shown: &BTreeSet<CommonEventId>) -> Markup {
        let when = days(moment.earliest.as_deref(), moment.latest.as_deref());
        html! {
            li {
                p.when { (when.as_deref().unwrap_or("date not known")) }
                div {
                    p.label {
                        (named(&moment.label))
                        @for event in moment.events.iter().filter(|id| shown.contains(id)) { " " a.at href=(self.anchors.to_event(*event)) { (event) } }
                    }
                    @for evidence in &moment.evidence {
                        @if let Some(place) = self.index.place(&evidence.account) {
                            p { (self.passage(place, evidence.span, 160)) }
                        }
                    }
                }
            }
        }
    }
}
