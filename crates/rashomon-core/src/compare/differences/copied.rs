//! What a copy of a text changes.

use super::super::likeness::overlap;
use super::super::material::{Material, Passage};
use super::{Finding, dates, numbers};
use crate::event::{Quantity, Time};
use crate::quantities::quantities_conflict;
use crate::times::times_conflict;

/// Least likeness of a changed sentence and the one it was made from.
const LEAST_OVERLAP: f32 = 0.7;

/// How sure it is that a figure of a copy that differs was changed.
const SURE: f32 = 0.8;

/// Finds figures and dates that differ between a text and its copy in sentences that are otherwise alike.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    for copy in 0..material.accounts.len() {
        let first = material.copies.group(copy);
        if first == copy {
            continue;
        }
        let originals = &material.passages[material.passages_of(first)];
        for changed in &material.passages[material.passages_of(copy)] {
            let Some(original) = changed_from(material, originals, changed) else {
                continue;
            };
            figures(material, original, changed, out);
            days(material, original, changed, out);
        }
    }
}

/// The sentence that a copy's sentence was made from; `None` when it was not changed or is new.
fn changed_from<'m>(
    material: &Material<'_>,
    originals: &'m [Passage],
    changed: &Passage,
) -> Option<&'m Passage> {
    let words = |p: &Passage| -> Vec<u32> { material.passage_terms(p).iter().map(|t| t.id).collect() };
    let own = words(changed);
    if originals.iter().any(|original| words(original) == own) {
        return None;
    }
    let alike = |original: &Passage| overlap(&original.bag, &changed.bag).0;
    let best = originals.iter().max_by(|x, y| {
        let by_place = y.span.start.cmp(&x.span.start);
        alike(x).total_cmp(&alike(y)).then(by_place)
    })?;
    (alike(best) >= LEAST_OVERLAP).then_some(best)
}

fn figures(material: &Material<'_>, original: &Passage, changed: &Passage, out: &mut Vec<Finding>) {
    let of = |passage: &Passage| -> Vec<&Quantity> {
        let all = material.accounts[passage.account].quantities.iter();
        all.filter(|q| passage.span.contains(q.span)).collect()
    };
    let (before, after) = (of(original), of(changed));
    if before.len() != after.len() {
        return;
    }
    for (x, y) in before
        .into_iter()
        .zip(after)
        .filter(|(x, y)| quantities_conflict(x, y))
    {
        let sides = [(original.account, x.span), (changed.account, y.span)];
        out.push(numbers::finding(material, None, sides, SURE));
    }
}

fn days(material: &Material<'_>, original: &Passage, changed: &Passage, out: &mut Vec<Finding>) {
    let of = |passage: &Passage| -> Vec<&Time> {
        let all = material.accounts[passage.account].times.iter();
        all.filter(|t| passage.span.contains(t.span)).collect()
    };
    let (before, after) = (of(original), of(changed));
    if before.len() != after.len() {
        return;
    }
    let texts = (material.text(original.account), material.text(changed.account));
    for (x, y) in before.into_iter().zip(after) {
        // The same word in a copy of another day means another date, and that is no change of the text.
        if x.span.of(texts.0) == y.span.of(texts.1) {
            continue;
        }
        if let Some(reason) = times_conflict(x, y, texts.0, texts.1) {
            let sides = [(original.account, x.span), (changed.account, y.span)];
            out.push(dates::finding(material, None, sides, reason, SURE));
        }
    }
}
