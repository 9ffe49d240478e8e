//! Meetings, calls and other events, with what each account tells of them.

use maud::{Markup, html};
use rashomon_core::comparison::CommonEvent;

use super::Page;
use super::text::named;
use crate::events::{Row, heading, mention, rows, shown, when};
use crate::index::letter;
use crate::phrase::count;
use crate::words::clipped;

/// Mentions of an event that are shown unfolded.
const UNFOLDED: usize = 2;

impl Page<'_> {
    /// The events that the accounts tell of; nothing when there are none.
    pub fn events(&self) -> Markup {
        let (events, others) = self.shown_events();
        html! {
            @if !events.is_empty() {
                section #events aria-labelledby="events-title" {
                    h2 #events-title { "Meetings, calls and other events" }
                    p.lead {
                        "What the accounts say took place, each event once, with what each account tells of it."
                    }
                    div.events { @for event in &events { (self.event(event)) } }
                    @if others > 0 { p.silent { "And " (count(others, "event")) " that an account names without particulars." } }
                }
            }
        }
    }

    /// Events worth a place of their own, and how many others there are.
    pub fn shown_events(&self) -> (Vec<&CommonEvent>, usize) {
        shown(&self.index)
    }

    /// One event: who took part, and what each account tells of it.
    pub fn event(&self, event: &CommonEvent) -> Markup {
        let (kind, names) = heading(&self.index, event);
        html! {
            article.event #(event.id) {
                h3 {
                    span.kind { (kind) } " " (named(&names))
                    @if let Some(days) = when(event) { " " span.number { (days) } }
                }
                dl { @for row in rows(&self.index, event) { (self.particular(&row)) } }
                (self.mentions(event))
            }
        }
    }

    fn particular(&self, row: &Row) -> Markup {
        html! {
            div {
                dt { (row.label) }
                dd {
                    @for told in &row.told {
                        span.told {
                            span.words dir="auto" { (named(&clipped(&told.words, 80))) }
                            @for (place, span) in &told.at {
                                " " a.at href=(self.anchors.to_passage(*place, *span)) { (letter(*place)) }
                            }
                        } " "
                    }
                }
            }
        }
    }

    fn mentions(&self, event: &CommonEvent) -> Markup {
        let found: Vec<_> = event
            .mentions
            .iter()
            .filter_map(|m| mention(&self.index, m))
            .collect();
        let list = html! {
            ul.mentions { @for (place, span) in &found { li { (self.passage(*place, *span, 110)) } } }
        };
        html! {
            @if found.len() <= UNFOLDED { (list) } @else {
                details { summary { (count(found.len(), "mention")) } (list) }
            }
        }
    }
}
