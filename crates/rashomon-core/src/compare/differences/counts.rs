//! How many people or things, counted under one noun or another.

use super::super::figures::is_measure;
use super::super::material::{Material, Passage};
use super::super::terms::key_of;
use super::related::shared_words;
use super::{Finding, numbers};
use crate::event::Quantity;
use crate::span::Span;

/// Nouns, in the singular, that count the same people or things.
const ALIKE: &[&[&str]] = &[
    &["sailor", "seaman", "crewman", "mariner", "seafarer", "fisherman"],
    &["boat", "vessel", "ship", "trawler", "cutter"],
    &["plane", "aircraft", "jet", "warplane", "aeroplane", "airplane"],
    &["prisoner", "captive", "detainee", "hostage"],
    &["soldier", "troop", "serviceman"],
    &["migrant", "refugee"],
    &["lawmaker", "deputy", "legislator"],
    &["worker", "employee"],
    &["missile", "rocket"],
    &["truck", "lorry"],
    &["house", "home"],
];

/// Nouns that may count any people.
const ANY_PEOPLE: &[&str] = &["man", "people", "person", "member", "crew", "victim"];

/// The groups of [`ALIKE`] that are no people.
const THINGS: &[&str] = &["boat", "plane", "missile", "truck", "house"];

/// Nouns of which any two counts may be of different things.
const OF_ANYTHING: &[&str] = &[
    "point",
    "century",
    "decade",
    "round",
    "way",
    "step",
    "question",
    "issue",
    "country",
    "side",
    "page",
    "story",
    "minister",
    "president",
    "leader",
];

/// Smaller counts than this are too common to belong together by themselves.
const LEAST: f64 = 3.0;

/// Counts whose values lie this near are taken for two counts of one thing.
const NEAR: f64 = 1.3;

/// Those further apart than this never are.
pub(super) const FARTHEST: f64 = 2.5;

struct Count<'m> {
    quantity: &'m Quantity,
    passage: &'m Passage,
}

/// Finds counts of the same people or things that conflict.
///
/// Only a count that is the one of its kind in each account is compared: two numbers of boats on one side
/// leave open which is meant.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let counts: Vec<Vec<Count<'_>>> = (0..material.accounts.len())
        .map(|account| counts_of(material, account))
        .collect();
    for (a, in_a) in counts.iter().enumerate() {
        for (b, in_b) in counts.iter().enumerate().skip(a + 1) {
            if material.copies.same_text(a, b) {
                continue;
            }
            for x in in_a.iter().filter(|x| is_only(x, in_a)) {
                let fits = |y: &&Count<'_>| kinds_fit(x.quantity, y.quantity);
                let mut others = in_b.iter().filter(fits);
                let (Some(y), None) = (others.next(), others.next()) else {
                    continue;
                };
                if is_only(y, in_b) && apart(x.quantity, y.quantity) {
                    out.extend(finding(material, x, y));
                }
            }
        }
    }
}

fn counts_of<'m>(material: &'m Material<'_>, account: usize) -> Vec<Count<'m>> {
    let passages = &material.passages[material.passages_of(account)];
    material.accounts[account]
        .quantities
        .iter()
        .filter(|q| counted(q).is_some() && q.low > 0.0 && q.high <= q.low * 1.5)
        .filter_map(|quantity| {
            let passage = passages.iter().find(|p| p.span.contains(quantity.span))?;
            Some(Count { quantity, passage })
        })
        .collect()
}

/// The noun of something counted; `None` for money and measures.
fn counted(quantity: &Quantity) -> Option<&str> {
    let unit = quantity.unit.as_deref()?;
    let noun = unit.chars().all(|c| c.is_lowercase() || c == '-');
    (noun && !is_measure(unit) && !OF_ANYTHING.contains(&unit)).then_some(unit)
}

/// Whether no other count of the account is of the same kind, unless it repeats this one.
fn is_only(count: &Count<'_>, all: &[Count<'_>]) -> bool {
    let same = |other: &&Count<'_>| kinds_fit(count.quantity, other.quantity);
    all.iter()
        .filter(same)
        .all(|other| other.quantity.value == count.quantity.value)
}

/// Whether no number fits both, whatever the nouns.
pub(super) fn apart(x: &Quantity, y: &Quantity) -> bool {
    let (below, above) = if x.low <= y.low { (x, y) } else { (y, x) };
    let wide = |q: &Quantity| q.low < q.high;
    below.high < above.low || below.high == above.low && wide(x) && wide(y)
}

pub(super) fn kinds_fit(x: &Quantity, y: &Quantity) -> bool {
    let (Some(x), Some(y)) = (counted(x), counted(y)) else {
        return false;
    };
    x == y || group(x).is_some() && group(x) == group(y) || is_anyone(x, y) || is_anyone(y, x)
}

fn group(noun: &str) -> Option<usize> {
    ALIKE.iter().position(|nouns| nouns.contains(&noun))
}

/// Whether the first noun may count whatever people the second one counts.
fn is_anyone(general: &str, noun: &str) -> bool {
    let people = group(noun).is_some_and(|nth| !THINGS.contains(&ALIKE[nth][0]));
    ANY_PEOPLE.contains(&general) && (people || ANY_PEOPLE.contains(&noun))
}

fn finding(material: &Material<'_>, x: &Count<'_>, y: &Count<'_>) -> Option<Finding> {
    let (small, large) = (
        x.quantity.value.min(y.quantity.value),
        x.quantity.value.max(y.quantity.value),
    );
    let noun = |count: &Count<'_>| key_of(counted(count.quantity).unwrap_or_default());
    let nouns = [noun(x), noun(y)];
    let shared = shared_words(material, x.passage, y.passage);
    let besides = shared.iter().filter(|t| !nouns.contains(&t.key)).count();
    let known = group(counted(x.quantity)?).is_some() || group(counted(y.quantity)?).is_some();
    let near = small >= LEAST && large <= small * NEAR;
    let alike = match (near, known) {
        (true, true) => true,
        _ => large <= small * FARTHEST && besides >= 2,
    };
    let sides: [(usize, Span); 2] = [x, y].map(|count| (count.passage.account, count.quantity.span));
    let confidence = 0.48 + 0.06 * besides.min(4) as f32;
    alike.then(|| numbers::finding(material, None, sides, confidence))
}
