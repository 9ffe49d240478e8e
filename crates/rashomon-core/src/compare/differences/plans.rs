//! Where and when something is to take place.

use super::super::material::{Material, Passage};
use super::related::{shared_words, words_between};
use super::{Finding, cited, dates, place};
use crate::comparison::DiscrepancyKind;
use crate::event::{Granularity, Time};
use crate::span::Span;
use crate::times::times_conflict;

/// Words of a sentence that looks ahead.
const AHEAD: &[&str] = &[
    "will",
    "would",
    "shall",
    "agreed to",
    "is to",
    "are to",
    "due",
    "scheduled",
    "plan to",
    "planned to",
];

/// Words for what people arrange to do together.
const ARRANGED: &[&str] = &[
    "meet",
    "meeting",
    "round",
    "talks",
    "summit",
    "session",
    "conference",
    "negotiation",
    "consultations",
];

/// How near to a time, in words, something must stand that both sentences have.
const NEAR: usize = 3;

/// What one sentence says of something to come.
struct Plan<'m> {
    passage: &'m Passage,
    time: &'m Time,
    town: Option<(String, Span)>,
    arranged: bool,
}

/// Finds plans for which two accounts give different days, or different towns at one time.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let plans: Vec<Plan<'_>> = material
        .passages
        .iter()
        .filter_map(|passage| plan_in(material, passage))
        .collect();
    for (nth, x) in plans.iter().enumerate() {
        for y in &plans[nth + 1..] {
            let (a, b) = (x.passage.account, y.passage.account);
            if a == b || material.copies.same_text(a, b) || x.time.granularity != y.time.granularity {
                continue;
            }
            match times_conflict(x.time, y.time, material.text(a), material.text(b)) {
                Some(reason) => out.extend(other_day(material, x, y, reason)),
                None => out.extend(other_town(material, &plans, x, y)),
            }
        }
    }
}

fn plan_in<'m>(material: &'m Material<'_>, passage: &'m Passage) -> Option<Plan<'m>> {
    let sentence = passage.span.of(material.text(passage.account)).to_lowercase();
    let has = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            sentence.match_indices(phrase).any(|(at, _)| {
                let outside = |c: char| !c.is_alphanumeric();
                sentence[..at].ends_with(outside) && sentence[at + phrase.len()..].starts_with(outside)
            })
        })
    };
    if !has(AHEAD) {
        return None;
    }
    let mut times = material.accounts[passage.account]
        .times
        .iter()
        .filter(|time| passage.span.contains(time.span))
        .filter(|time| {
            matches!(
                time.granularity,
                Granularity::Day | Granularity::Weekday | Granularity::Month
            )
        });
    let (Some(time), None) = (times.next(), times.next()) else {
        return None;
    };
    let nth = material
        .passages
        .partition_point(|p| (p.account, p.span) < (passage.account, passage.span));
    let towns = place::towns(material, &material.sentence_as_piece(nth));
    let town = match &towns[..] {
        [town] => Some(town.clone()),
        _ => None,
    };
    Some(Plan {
        passage,
        time,
        town,
        arranged: has(ARRANGED),
    })
}

/// Different days: what is planned must be the same, and stand beside the day on both sides.
fn other_day(material: &Material<'_>, x: &Plan<'_>, y: &Plan<'_>, reason: &str) -> Option<Finding> {
    let shared = shared_words(material, x.passage, y.passage);
    let beside = |plan: &Plan<'_>, key: &str| {
        let terms = material.passage_terms(plan.passage);
        let mut those = terms.iter().filter(|t| t.key == key);
        those.any(|t| words_between(material, plan.passage, t.span.start, plan.time.span.start) <= NEAR)
    };
    let touches = shared.iter().any(|t| beside(x, &t.key) && beside(y, &t.key));
    let sides = [(x.passage.account, x.time.span), (y.passage.account, y.time.span)];
    let day = x.time.granularity != Granularity::Month;
    (shared.len() >= 2 && touches && day).then(|| {
        dates::finding(
            material,
            None,
            sides,
            reason,
            0.42 + 0.06 * shared.len().min(4) as f32,
        )
    })
}

/// Different towns at the same time: one of them is wrong unless an account has both.
fn other_town(material: &Material<'_>, plans: &[Plan<'_>], x: &Plan<'_>, y: &Plan<'_>) -> Option<Finding> {
    let ((key_x, left), (key_y, right)) = (x.town.as_ref()?, y.town.as_ref()?);
    let (a, b) = (x.passage.account, y.passage.account);
    let has = |account: usize, key: &str| {
        plans
            .iter()
            .any(|p| p.passage.account == account && p.town.as_ref().is_some_and(|(town, _)| town == key))
    };
    let shared = shared_words(material, x.passage, y.passage).len();
    let one = x.arranged && y.arranged || shared >= 3;
    if key_x == key_y || !one || has(a, key_y) || has(b, key_x) {
        return None;
    }
    let words = |account, span| cited(material.text(account), span);
    Some(Finding {
        kind: DiscrepancyKind::Place,
        strand: None,
        why: format!(
            "One account places it in {}, another in {}.",
            words(a, *left),
            words(b, *right)
        ),
        sides: [(a, *left), (b, *right)],
        confidence: 0.5 + 0.05 * shared.min(4) as f32,
    })
}
