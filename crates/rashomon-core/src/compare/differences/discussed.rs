//! A topic that one account has discussed and another says was not.

use std::collections::BTreeSet;

use super::super::material::{Material, Passage, terms_in};
use super::super::terms::{Term, is_negator, stem};
use super::occasions::{Families, Occasion, people_in};
use super::{Finding, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Stems of verbs by which a topic is dealt with.
pub(super) const DEALING: &[&str] = &[
    "discuss", "rais", "mention", "touch", "address", "cover", "broach", "review", "talk", "speak", "spok",
    "spoke", "center", "focus",
];

/// Nouns that look like such verbs.
const NOUNS: &[&str] = &["talks", "review", "center", "address", "cover", "focus"];

/// Those that need a preposition before their topic.
const WITH_PREPOSITION: &[&str] = &["talk", "speak", "spok", "spoke", "touch", "center", "focus"];

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
    /// On what kinds of occasions, as far as the sentence says.
    kinds: BTreeSet<&'static str>,
}

/// Finds topics said to have been discussed in one account and not discussed in another.
///
/// "Did not discuss" counts only for a topic that the same sentence names.
pub(super) fn find(material: &Material<'_>, occasions: &[Occasion], out: &mut Vec<Finding>) {
    let families = Families::of(material);
    let dealings: Vec<Dealing> = material
        .passages
        .iter()
        .enumerate()
        .flat_map(|(nth, passage)| {
            let here = occasions.iter().filter(|o| o.passage == nth);
            let kinds: BTreeSet<&'static str> = here.map(|o| o.kind).collect();
            dealing_in(material, &families, passage, kinds)
        })
        .collect();
    for no in dealings.iter().filter(|d| d.denied) {
        for yes in dealings.iter().filter(|d| !d.denied) {
            if no.account == yes.account || material.copies.same_text(no.account, yes.account) {
                continue;
            }
            let fewest = no.people.len().min(yes.people.len());
            let elsewhere = !no.kinds.is_empty() && !yes.kinds.is_empty() && no.kinds.is_disjoint(&yes.kinds);
            let together = !elsewhere && no.people.intersection(&yes.people).count() >= fewest.min(2);
            let shared = no.topics.iter().find_map(|(label, at)| {
                let same = |(other, there): &&(String, Span)| {
                    other == label && share_a_word(material, (no.account, *at), (yes.account, *there))
                };
                yes.topics
                    .iter()
                    .find(same)
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

/// Whether two mentions of one topic name the same part of it: "Arctic Council" and "Northern Sea Route" do not.
fn share_a_word(material: &Material<'_>, a: (usize, Span), b: (usize, Span)) -> bool {
    let terms = |(account, span): (usize, Span)| {
        let all = &material.terms[account];
        &all[terms_in(all, span)]
    };
    terms(a).iter().any(|x| terms(b).iter().any(|y| x.id == y.id))
}

/// Verb and topic together when they stand close, otherwise the verb.
fn nearer(verb: Span, topic: Span) -> Span {
    let both = verb.cover(topic);
    if both.len() <= 60 { both } else { verb }
}

fn dealing_in(
    material: &Material<'_>,
    families: &Families,
    passage: &Passage,
    kinds: BTreeSet<&'static str>,
) -> Option<Dealing> {
    let terms = material.passage_terms(passage);
    let text = material.text(passage.account);
    let topics = topics_in(material, passage);
    if topics.is_empty() {
        return None;
    }
    // Whoever says that it was or was not discussed need not have been there.
    let says = |span: Span| {
        let statements = &material.accounts[passage.account].statements;
        statements
            .iter()
            .any(|s| s.source.iter().any(|source| source.overlaps(span)))
    };
    let people: BTreeSet<usize> = people_in(material, families, passage)
        .into_iter()
        .filter(|(_, span)| !says(*span))
        .map(|(who, _)| who)
        .collect();
    let at = (0..terms.len()).find(|&at| deals(terms, at, text))?;
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
    let passive = before
        .iter()
        .any(|t| matches!(t.key.as_str(), "wa" | "was" | "were" | "been" | "be"));
    let objects_from = if denial.is_some() || passive {
        passage.span.start
    } else {
        verb.start
    };
    let topics: Vec<(String, Span)> = topics
        .into_iter()
        .filter(|(_, span)| reach.contains(*span) && span.start >= objects_from)
        .collect();
    Some(Dealing {
        account: passage.account,
        denied: denial.is_some(),
        verb,
        topics,
        people,
        kinds,
    })
}

fn deals(terms: &[Term], at: usize, text: &str) -> bool {
    let word = terms[at].span.of(text).to_lowercase();
    let stemmed = stem(&word);
    if !DEALING.contains(&stemmed.as_str()) || NOUNS.contains(&word.as_str()) {
        return false;
    }
    // To talk with someone is not yet to talk about something.
    let next = terms.get(at + 1).map(|t| t.span.of(text));
    !WITH_PREPOSITION.contains(&stemmed.as_str())
        || next.is_some_and(|w| matches!(w, "about" | "of" | "on" | "upon"))
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
