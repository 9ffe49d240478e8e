//! How many, how long, how much.

use std::collections::BTreeSet;

use super::super::material::{Material, Piece};
use super::super::terms::key_of;
use super::occasions::Occasion;
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::event::Quantity;
use crate::quantities::quantities_conflict;
use crate::span::Span;

/// Least likeness of two reports in which amounts in units of anything are compared.
const LEAST_FOR_GENERAL_UNITS: f32 = 0.22;

/// Amounts further apart than this, one so many times the other, are not of one thing.
const FARTHEST: f64 = 10.0;

/// Finds amounts that conflict inside one statement as two accounts report it.
pub(super) fn in_pair(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    for x in quantities_in(material, pair.a) {
        for y in quantities_in(material, pair.b) {
            if !quantities_conflict(x, y)
                || !of_one_size(x, y)
                || agreed(material, pair, x)
                || agreed(material, pair.swapped(), y)
            {
                continue;
            }
            // Two numbers of sailors in like sentences count the same crew; two percentages may be of anything.
            let general = matches!(
                x.unit.as_deref(),
                Some("percent" | "minutes" | "days" | "years" | "hours")
            );
            // How long a call or meeting took is looked at by occasion: like sentences tell of unlike ones.
            let length = pair.strand.is_none() && x.unit.as_deref() == Some("minutes");
            let alike = match &x.unit {
                _ if length => false,
                None => same_thing(x, y),
                Some(_) => !general || pair.probability >= LEAST_FOR_GENERAL_UNITS,
            };
            if alike {
                let sides = [(pair.a.account, x.span), (pair.b.account, y.span)];
                out.push(finding(
                    material,
                    pair.strand,
                    sides,
                    0.42 + 0.45 * pair.probability,
                ));
            }
        }
    }
}

/// Finds lengths of one occasion that conflict, wherever in the accounts they stand.
pub(super) fn between_occasions(material: &Material<'_>, occasions: &[Occasion], out: &mut Vec<Finding>) {
    let timed: Vec<(&Occasion, &Quantity)> = occasions
        .iter()
        .flat_map(|o| lengths(material, o, occasions).into_iter().map(move |q| (o, q)))
        .collect();
    for (nth, (o, x)) in timed.iter().enumerate() {
        for (p, y) in &timed[nth + 1..] {
            let same = o.sameness(p);
            if o.account == p.account || same == 0.0 || material.copies.same_text(o.account, p.account) {
                continue;
            }
            if quantities_conflict(x, y) {
                let sides = [(o.account, x.span), (p.account, y.span)];
                out.push(finding(material, None, sides, 0.25 + 0.6 * same));
            }
        }
    }
}

/// Finds the lengths of the talks when each account gives just one, but the sentence of one names nobody.
///
/// Two names that the sentences, or those before them, have in common must do.
pub(super) fn between_lone_meetings(material: &Material<'_>, occasions: &[Occasion], out: &mut Vec<Finding>) {
    let mut lone: Vec<(&Occasion, &Quantity)> = Vec::new();
    for account in 0..material.accounts.len() {
        let mut timed = occasions
            .iter()
            .filter(|o| o.account == account && o.kind == "meeting")
            .flat_map(|o| lengths(material, o, occasions).into_iter().map(move |q| (o, q)));
        if let (Some(only), None) = (timed.next(), timed.next()) {
            lone.push(only);
        }
    }
    for (nth, (o, x)) in lone.iter().enumerate() {
        for (p, y) in &lone[nth + 1..] {
            let unnamed = o.people.is_empty() || p.people.is_empty();
            if unnamed
                && !material.copies.same_text(o.account, p.account)
                && quantities_conflict(x, y)
                && names_around(material, o)
                    .intersection(&names_around(material, p))
                    .count()
                    >= 2
            {
                let sides = [(o.account, x.span), (p.account, y.span)];
                out.push(finding(material, None, sides, 0.55));
            }
        }
    }
}

/// The names in the occasion's sentence and the one before it.
fn names_around(material: &Material<'_>, occasion: &Occasion) -> BTreeSet<u32> {
    let from = occasion.passage.saturating_sub(1);
    material.passages[from..=occasion.passage]
        .iter()
        .filter(|passage| passage.account == occasion.account)
        .flat_map(|passage| material.passage_terms(passage))
        .filter(|term| term.named && term.tells())
        .map(|term| term.id)
        .collect()
}

fn quantities_in<'m>(material: &'m Material<'_>, piece: &Piece) -> Vec<&'m Quantity> {
    let terms = material.window_terms(piece);
    let (Some(first), Some(last)) = (terms.first(), terms.last()) else {
        return Vec::new();
    };
    let window = first.span.cover(last.span);
    let all = &material.accounts[piece.account].quantities;
    all.iter().filter(|q| window.overlaps(q.span)).collect()
}

/// Whether the other account has an amount that fits this one.
fn agreed(material: &Material<'_>, pair: Pair<'_>, x: &Quantity) -> bool {
    quantities_in(material, pair.b)
        .iter()
        .any(|y| y.unit == x.unit && !quantities_conflict(x, y))
}

/// Whether two amounts are near enough in size to be of one thing: the oil that leaked is not the ship's load.
pub(super) fn of_one_size(x: &Quantity, y: &Quantity) -> bool {
    x.value.max(y.value) <= FARTHEST * x.value.min(y.value)
}

fn same_thing(x: &Quantity, y: &Quantity) -> bool {
    let words = |q: &Quantity| -> BTreeSet<String> {
        let of = q.of.clone().unwrap_or_default().to_lowercase();
        of.split_whitespace()
            .filter(|w| w.len() > 3)
            .map(key_of)
            .collect()
    };
    words(x).intersection(&words(y)).next().is_some()
}

/// The lengths of time that belong to an occasion: those to which no other occasion's word is nearer.
fn lengths<'m>(material: &'m Material<'_>, occasion: &Occasion, all: &[Occasion]) -> Vec<&'m Quantity> {
    let passage = &material.passages[occasion.passage];
    let far = |o: &Occasion, q: &Quantity| o.trigger.start.abs_diff(q.span.start);
    material.accounts[occasion.account]
        .quantities
        .iter()
        .filter(|q| q.unit.as_deref() == Some("minutes") && passage.span.contains(q.span))
        .filter(|q| far(occasion, q) < 80)
        .filter(|q| {
            all.iter()
                .filter(|o| o.passage == occasion.passage)
                .all(|o| far(o, q) >= far(occasion, q))
        })
        .collect()
}

pub(super) fn finding(
    material: &Material<'_>,
    strand: Option<usize>,
    sides: [(usize, Span); 2],
    confidence: f32,
) -> Finding {
    let words = |side: (usize, Span)| cited(material.text(side.0), side.1);
    Finding {
        kind: DiscrepancyKind::Number,
        strand,
        why: format!(
            "One account gives {}, another {}; both cannot be exact.",
            words(sides[0]),
            words(sides[1])
        ),
        sides,
        confidence,
    }
}
