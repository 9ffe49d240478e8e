//! Denied in one account, affirmed in another.
//!
//! What a clause denies is compared, without the denial, with what other accounts affirm. In real stories a clause with
//! "not" mostly denies some side of what the next account tells: only where the two are each other's best match by some
//! margin, share most of what the denial is about, and no account denies as much, do they contradict.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use regex::Regex;

use super::super::clauses::Clause;
use super::super::likeness::overlap;
use super::super::material::Material;
use super::reached::Reached;
use super::{Finding, cited};
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;

/// What the share of common words counts beside the cosine, where the best match is sought.
const OVERLAP_COUNTS: f32 = 0.3;

/// Clauses less near than this are not looked at.
const LEAST_NEAR: f32 = 0.4;

/// Least share of common words, and of what the denial is about, names left out.
const LEAST_OVERLAP: f32 = 0.4;
const LEAST_IN_SCOPE: f32 = 0.5;

/// How far the match must be ahead of the next, on either side.
const MARGIN: f32 = 0.05;

/// How far ahead of the nearest clause that denies as well.
const AHEAD_OF_DENIALS: f32 = 0.6;

/// Words that leave it open whether something is so.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:could|may|might|should|must|can|whether|if|call(?:s|ed)?\s+(?:for|on)|want(?:s|ed)?|ask(?:s|ed)?|demand(?:s|ed)?|hop(?:e|es|ed)|urge[sd]?)\b",
    )
    .expect("a fixed pattern")
});

/// Words that look ahead: what has not been done may yet be.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:will|shall|(?:is|are)\s+to|plans?\s+to|intends?\s+to|going\s+to)\b|['’]ll\b")
        .expect("a fixed pattern")
});

/// A denied clause beside a clause of another account.
struct Match {
    denied: usize,
    other: usize,
    near: f32,
    overlap: f32,
}

impl Match {
    fn likeness(&self) -> f32 {
        self.near + OVERLAP_COUNTS * self.overlap
    }
}

/// Finds clauses that affirm what a clause of another account denies.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let matches = matches(material);
    let mut reached: BTreeMap<(usize, usize), Reached> = BTreeMap::new();
    for m in &matches {
        for (from, to) in [(m.denied, m.other), (m.other, m.denied)] {
            let key = (from, material.clauses[to].account);
            let known = reached.entry(key).or_insert(Reached::nothing(0.0));
            known.note(m.likeness(), material.clauses[m.other].denied);
        }
    }
    for m in &matches {
        let (denied, affirmed) = (&material.clauses[m.denied], &material.clauses[m.other]);
        let from_denied = reached[&(m.denied, affirmed.account)];
        let from_affirmed = reached[&(m.other, denied.account)];
        let margin = m.likeness() - from_denied.second.max(from_affirmed.second);
        let words = [denied, affirmed].map(|clause| clause.span.of(material.text(clause.account)));
        let contradicts = !affirmed.denied
            && m.overlap >= LEAST_OVERLAP
            && margin >= MARGIN
            && m.likeness() >= from_denied.best.max(from_affirmed.best)
            && m.likeness() >= from_denied.marked + AHEAD_OF_DENIALS
            && !OPEN.is_match(words[1])
            && (AHEAD.is_match(words[0]) || !AHEAD.is_match(words[1]))
            && share_in_scope(material, denied, affirmed) >= LEAST_IN_SCOPE;
        if contradicts {
            out.push(finding(material, denied, affirmed, m.near + margin.min(0.4)));
        }
    }
}

fn matches(material: &Material<'_>) -> Vec<Match> {
    let clauses = &material.clauses;
    let denied: Vec<usize> = (0..clauses.len()).filter(|&nth| clauses[nth].denied).collect();
    denied
        .into_par_iter()
        .flat_map_iter(|denied| {
            let a = &clauses[denied];
            (0..clauses.len()).filter_map(move |other| {
                let b = &clauses[other];
                if material.copies.same_text(a.account, b.account) {
                    return None;
                }
                let near = cosine(material.vector(a.vector), material.vector(b.vector));
                (near >= LEAST_NEAR).then(|| Match {
                    denied,
                    other,
                    near,
                    overlap: overlap(&a.bag, &b.bag).0,
                })
            })
        })
        .collect()
}

/// Of the words besides names that the denial is about, the share by weight that the other clause has.
fn share_in_scope(material: &Material<'_>, denied: &Clause, affirmed: &Clause) -> f32 {
    let terms = material.terms_of(denied.account, denied.span);
    let plain = |id: u32| terms.iter().all(|t| t.id != id || !t.named);
    let about = denied
        .bag
        .iter()
        .filter(|(id, _)| denied.scope.contains(id) && plain(*id));
    let (mut shared, mut all) = (0.0, 0.0);
    for (id, weight) in about {
        all += weight;
        if affirmed.bag.iter().any(|(other, _)| other == id) {
            shared += weight;
        }
    }
    if all > 0.0 { shared / all } else { 0.0 }
}

fn finding(material: &Material<'_>, denied: &Clause, affirmed: &Clause, sureness: f32) -> Finding {
    let words = |clause: &Clause| cited(material.text(clause.account), clause.span);
    Finding {
        kind: DiscrepancyKind::Polarity,
        strand: None,
        why: format!("One account has {}, another {}.", words(denied), words(affirmed)),
        sides: [(denied.account, denied.span), (affirmed.account, affirmed.span)],
        confidence: (0.3 + 0.5 * sureness).min(0.9),
    }
}
