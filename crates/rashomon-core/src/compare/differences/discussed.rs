//! A topic that one account has discussed and another says was not.

use std::collections::BTreeSet;

use super::super::material::{Material, Passage, terms_in};
use super::super::terms::{Term, is_negator, stem};
use super::occasions::people_in;
use super::{Finding, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Stems of verbs by which a topic is dealt with.
const DEALING: &[&str] = &[
    "discuss", "rais", "mention", "touch", "address", "cover", "broach", "review", "talk", "speak", "spok",
    "spoke", "center", "focus",
];

/// How many words may stand between a denial and the verb.
const NEAR: usize = 3;

/// A sentence in which topics are, or are not, dealt with.
struct Dealing {
    account: usize,
    denied: bool,
    verb: Span,
    /// Labels and where they stand.
    topics: Vec<(String, Span)>,
    people: BTreeSet<usize>,
}

/// Finds topics said to have been discussed in one account and not discussed in another.
///
/// "Did not discuss" counts only for a topic that the same sentence names.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let dealings: Vec<Dealing> = material
        .passages
        .iter()
        .flat_map(|passage| dealings_in(material, passage))
        .collect();
    for no in dealings.iter().filter(|d| d.denied) {
        for yes in dealings.iter().filter(|d| !d.denied) {
            if no.account == yes.account || material.copies.same_text(no.account, yes.account) {
                continue;
            }
            let together = no.people.is_empty()
                || yes.people.is_empty()
                || no.people.intersection(&yes.people).next().is_some();
            let shared = no.topics.iter().find_map(|(label, at)| {
                yes.topics
                    .iter()
                    .find(|(other, _)| other == label)
                    .map(|(_, there)| (label, *at, *there))
            });
            let Some((label, at, there)) = shared.filter(|_| together) else {
                continue;
            };
            let words = |account, span| cited(material.text(account), span);
            out.push(Finding {
                kind: DiscrepancyKind::Polarity,
                strand: None,
                why: format!(
                    "On {label} one account says {}, while another counts it among what was dealt with.",
                    words(no.account, no.verb)
                ),
                sides: [(no.account, nearer(no.verb, at)), (yes.account, there)],
                confidence: 0.6,
            });
        }
    }
}

/// Verb and topic together when they stand close, otherwise the verb.
fn nearer(verb: Span, topic: Span) -> Span {
    let both = verb.cover(topic);
    if both.len() <= 60 { both } else { verb }
}

fn dealings_in(material: &Material<'_>, passage: &Passage) -> Vec<Dealing> {
    let terms = material.passage_terms(passage);
    let text = material.text(passage.account);
    let topics = topics_in(material, passage);
    if topics.is_empty() {
        return Vec::new();
    }
    let people: BTreeSet<usize> = people_in(material, passage)
        .into_iter()
        .map(|(who, _)| who)
        .collect();
    let Some(at) = terms.iter().position(|t| deals(t, text)) else {
        return Vec::new();
    };
    let before = &terms[at.saturating_sub(NEAR)..at];
    let denial = before.iter().position(is_negator);
    let verb = match denial {
        Some(nth) => {
            // "were not discussed": the auxiliary belongs to the evidence.
            let first = (at.saturating_sub(NEAR) + nth).saturating_sub(1);
            terms[first].span.cover(terms[at].span)
        }
        None => terms[at].span,
    };
    // A denial reaches no further than its clause; an affirmation may list many topics.
    let reach = if denial.is_some() {
        clause(terms, text, at)
    } else {
        passage.span
    };
    let topics: Vec<(String, Span)> = topics
        .into_iter()
        .filter(|(_, span)| reach.contains(*span))
        .collect();
    vec![Dealing {
        account: passage.account,
        denied: denial.is_some(),
        verb,
        topics,
        people,
    }]
}

fn deals(term: &Term, text: &str) -> bool {
    let word = term.span.of(text).to_lowercase();
    let stemmed = stem(&word);
    // The noun "talks" names an occasion, not a verb.
    DEALING.contains(&stemmed.as_str()) && word != "talks" && word != "review"
}

/// From the mark before the verb to the one after it.
fn clause(terms: &[Term], text: &str, at: usize) -> Span {
    let cut = |x: &Term, y: &Term| {
        text[x.span.end..y.span.start].contains([';', ':']) || text[x.span.end..y.span.start].contains(", ")
    };
    let mut first = at;
    while first > 0 && !cut(&terms[first - 1], &terms[first]) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < terms.len() && !cut(&terms[last], &terms[last + 1]) {
        last += 1;
    }
    terms[first].span.cover(terms[last].span)
}

fn topics_in(material: &Material<'_>, passage: &Passage) -> Vec<(String, Span)> {
    let annotated = &material.accounts[passage.account];
    let mut out = Vec::new();
    for issue in &annotated.issues {
        for mention in issue.mentions.iter().filter(|m| passage.span.contains(**m)) {
            let range = terms_in(material.passage_terms(passage), *mention);
            if !range.is_empty() {
                out.push((issue.label.clone(), *mention));
            }
        }
    }
    out
}
