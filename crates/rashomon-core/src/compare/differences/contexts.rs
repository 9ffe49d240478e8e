//! Figures that stand in like words, whoever says them and in whatever sentence.

use std::collections::BTreeMap;

use super::super::figures::{Figure, Value};
use super::super::likeness::overlap;
use super::super::material::Material;
use super::{Finding, cited, counts, dates, numbers};
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;
use crate::quantities::quantities_conflict;
use crate::span::Span;
use crate::times::times_conflict;

/// What the share of common words counts beside the cosine of the contexts.
const OVERLAP_COUNTS: f32 = 0.6;

/// Least likeness of the words around two counts of one noun, and around amounts that anything may have.
const LEAST_FOR_COUNTS: f32 = 0.38;
const LEAST_FOR_AMOUNTS: f32 = 0.5;

/// The same for hours, of which a text has many.
const LEAST_FOR_HOURS: f32 = 0.42;

/// Least weight of the words that the contexts of counts under two nouns share.
const LEAST_SHARED: f32 = 1.0;

/// How near to the best likeness a figure that agrees must come to settle that two accounts agree.
const AGREES: f32 = 0.75;

/// The same for days and for lengths of time, which go with any meeting, call or event.
const LEAST_FOR_DAYS: f32 = 0.7;
const LEAST_FOR_LENGTHS: f32 = 0.75;

/// The same for a few people, whom any sentence may count.
const LEAST_FOR_PEOPLE: f32 = 0.65;

/// Units that any sentence may have.
const OF_ANYTHING: &[&str] = &["percent", "days", "months", "years", "km", "time"];

/// Nouns that count any people.
const PEOPLE: &[&str] = &["people", "person", "man", "woman", "child"];

/// Finds figures of one unit, each the other's best match by the words around it, that cannot both be exact.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let alike = likenesses(material);
    let mut best: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for &(i, j, likeness) in &alike {
        for (from, to) in [(i, j), (j, i)] {
            let entry = best.entry((from, material.figures[to].account)).or_default();
            *entry = entry.max(likeness);
        }
    }
    for &(i, j, likeness) in &alike {
        let (x, y) = (&material.figures[i], &material.figures[j]);
        let most = best[&(i, y.account)].max(best[&(j, x.account)]);
        if likeness < most || likeness < least(x, y) || !conflict(material, x, y) {
            continue;
        }
        let settled = alike.iter().any(|&(k, l, near)| {
            let of_one = k == i && material.figures[l].account == y.account
                || l == j && material.figures[k].account == x.account
                || l == i && material.figures[k].account == y.account
                || k == j && material.figures[l].account == x.account;
            of_one
                && near >= AGREES * likeness
                && !conflict(material, &material.figures[k], &material.figures[l])
        });
        if !settled {
            out.push(finding(material, x, y, likeness));
        }
    }
}

/// Pairs of comparable figures of different texts, with how alike their contexts are.
fn likenesses(material: &Material<'_>) -> Vec<(usize, usize, f32)> {
    let mut out = Vec::new();
    for (i, x) in material.figures.iter().enumerate() {
        for (j, y) in material.figures.iter().enumerate().skip(i + 1) {
            if comparable(x, y) && count_one_thing(x, y) && !material.copies.same_text(x.account, y.account) {
                let near = cosine(material.vector(x.vector), material.vector(y.vector));
                out.push((i, j, near + OVERLAP_COUNTS * overlap(&x.bag, &y.bag).0));
            }
        }
    }
    out
}

fn comparable(x: &Figure, y: &Figure) -> bool {
    match (&x.value, &y.value) {
        (Value::Clock(_), Value::Clock(_)) => true,
        (Value::Day(a), Value::Day(b)) => a.granularity == b.granularity,
        (Value::Amount(a), Value::Amount(b)) => a.unit == b.unit || counts::kinds_fit(a, b),
        _ => false,
    }
}

/// Whether counts under two nouns are near enough to each other, in words and in value, to be of one thing;
/// figures of one unit need only be near in value.
fn count_one_thing(x: &Figure, y: &Figure) -> bool {
    let (Value::Amount(a), Value::Amount(b)) = (&x.value, &y.value) else {
        return true;
    };
    let near = a.value.max(b.value) <= counts::FARTHEST * a.value.min(b.value);
    a.unit == b.unit && numbers::of_one_size(a, b) || near && overlap(&x.bag, &y.bag).1 >= LEAST_SHARED
}

fn conflict(material: &Material<'_>, x: &Figure, y: &Figure) -> bool {
    match (&x.value, &y.value) {
        (Value::Day(a), Value::Day(b)) => {
            let texts = (material.text(x.account), material.text(y.account));
            times_conflict(a, b, texts.0, texts.1).is_some() && !dates::too_far(a, b, texts.0, texts.1)
        }
        (Value::Clock(a), Value::Clock(b)) => a != b,
        (Value::Amount(a), Value::Amount(b)) => {
            quantities_conflict(a, b) || a.unit != b.unit && counts::apart(a, b)
        }
        _ => false,
    }
}

fn least(x: &Figure, y: &Figure) -> f32 {
    match (&x.value, &y.value) {
        (Value::Amount(a), Value::Amount(b)) => {
            let unit = a.unit.as_deref().unwrap_or_default();
            if unit == "minutes" {
                return LEAST_FOR_LENGTHS;
            }
            if PEOPLE.contains(&unit) || b.unit.as_deref().is_some_and(|unit| PEOPLE.contains(&unit)) {
                return LEAST_FOR_PEOPLE;
            }
            let currency = unit.len() == 3 && unit.chars().all(char::is_uppercase);
            if currency || unit.is_empty() || OF_ANYTHING.contains(&unit) {
                LEAST_FOR_AMOUNTS
            } else {
                LEAST_FOR_COUNTS
            }
        }
        (Value::Day(_), _) => LEAST_FOR_DAYS,
        _ => LEAST_FOR_HOURS,
    }
}

fn finding(material: &Material<'_>, x: &Figure, y: &Figure, likeness: f32) -> Finding {
    let sides: [(usize, Span); 2] = [(x.account, x.span), (y.account, y.span)];
    let confidence = (0.3 + 0.5 * likeness).min(0.9);
    if let Value::Amount(_) = x.value {
        return numbers::finding(material, None, sides, confidence);
    }
    let words = |side: (usize, Span)| cited(material.text(side.0), side.1);
    Finding {
        kind: DiscrepancyKind::Date,
        strand: None,
        why: format!(
            "One account puts it at {}, another at {}.",
            words(sides[0]),
            words(sides[1])
        ),
        sides,
        confidence,
    }
}
