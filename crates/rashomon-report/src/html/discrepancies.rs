//! Where accounts cannot both be exact.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rashomon_core::comparison::Discrepancy;

use super::Page;
use super::text::text;
use crate::phrase::{confidence, count};

impl Page<'_> {
    /// Every discrepancy: differences of fact first, then of wording, the surest first.
    pub fn discrepancies(&self) -> Markup {
        let all = self.index.weighed_discrepancies();
        let (sure, doubtful): (Vec<_>, Vec<_>) = all.iter().copied().partition(|d| d.is_sure());
        html! {
            section #discrepancies aria-labelledby="discrepancies-title" {
                h2 #discrepancies-title { "Discrepancies" }
                @if all.is_empty() {
                    p.empty { "No place was found where two accounts cannot both be exact." }
                } @else {
                    @if !sure.is_empty() {
                        p.lead {
                            "Places where two accounts cannot both be exact: " (kinds(&sure))
                            ". Differences of fact come first, then differences of wording, the surest first."
                        }
                    }
                    @for discrepancy in sure { (self.discrepancy(discrepancy)) }
                    @if !doubtful.is_empty() {
                        details {
                            summary { (count(doubtful.len(), "place")) " where accounts perhaps contradict each other" }
                            @for discrepancy in doubtful { (self.discrepancy(discrepancy)) }
                        }
                    }
                }
            }
        }
    }

    /// One discrepancy: why, and the words on each side.
    pub fn discrepancy(&self, discrepancy: &Discrepancy) -> Markup {
        html! {
            article.discrepancy #(discrepancy.id) tabindex="-1" {
                h3 {
                    span.kind { span.sign aria-hidden="true" { "≠" } " " (discrepancy.kind.label()) } " "
                    span.why { (text(&discrepancy.why)) }
                }
                div.sides {
                    @for evidence in &discrepancy.evidence {
                        div.side {
                            @match self.index.place(&evidence.account) {
                                Some(place) => h4 { (self.letter_and_name(place)) },
                                None => h4 { (text(&evidence.account)) },
                            }
                            (self.evidence(evidence))
                        }
                    }
                }
                p.meta {
                    span.id { (discrepancy.id) } " · " (confidence(discrepancy.confidence))
                    @if let Some(thread) = discrepancy.thread {
                        " · found in " a href=(self.anchors.to_thread(thread)) { "thread " (thread) }
                    }
                }
                (self.desk.discrepancy(discrepancy))
            }
        }
    }
}

/// "2 on number, 1 on date".
fn kinds(all: &[&Discrepancy]) -> String {
    let mut numbers = BTreeMap::new();
    for discrepancy in all {
        *numbers.entry(discrepancy.kind).or_insert(0usize) += 1;
    }
    let each: Vec<String> = numbers
        .iter()
        .map(|(kind, n)| format!("{n} on {}", kind.label()))
        .collect();
    match all.len() {
        1 => each.concat(),
        n => format!("{} ({})", count(n, "place"), each.join(", ")),
    }
}
