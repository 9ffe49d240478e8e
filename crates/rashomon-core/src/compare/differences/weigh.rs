//! How likely it is that two sentences contradict each other: a learned scorer weighs what the scorer of relations says,
//! whether each is the other's best match, and what the finders found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::likeness::{agreement_of, overlap};
use super::super::material::{Material, Passage, passage_at};
use super::super::relations::{Related, relate_pairs};
use super::super::scorer::{Scorer, log_odds};
use super::Finding;
use crate::comparison::DiscrepancyKind;
use crate::encode::EncodeError;
use crate::models::Models;

/// What the scorer sees of two sentences, in order; the first is always 1.
pub(crate) const FEATURES: [&str; 12] = [
    "bias",
    "contradicts",
    "same",
    "near",
    "best_contradicts",
    "best_near",
    "overlap",
    "words",
    "names",
    "found",
    "found_amount",
    "sureness",
];

/// Telling words of the shorter sentence beyond which it does not matter how many there are.
const ENOUGH_WORDS: f32 = 15.0;

/// Two sentences, what they are to each other, and which of the findings lie in them.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub related: Related,
    /// Indices.
    pub findings: Vec<usize>,
    /// What the scorer sees.
    pub features: [f32; FEATURES.len()],
}

impl Weighed {
    /// How likely it is that the two cannot both be exact, 0 to 1.
    pub fn probability(&self) -> f32 {
        scorer().probability(&self.features)
    }
}

/// Whether a finding says that two sentences contradict each other, and not only that they are worded otherwise.
pub(super) fn is_weighed(kind: DiscrepancyKind) -> bool {
    !matches!(kind, DiscrepancyKind::Wording | DiscrepancyKind::Attribution)
}

/// The sentences that are near each other, and those in which something was found to differ.
///
/// # Errors
/// Those of the scorer of relations.
pub(crate) fn weigh(
    material: &Material<'_>,
    findings: &[Finding],
    models: &Models,
) -> Result<Vec<Weighed>, EncodeError> {
    let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (nth, finding) in findings.iter().enumerate().filter(|(_, f)| is_weighed(f.kind)) {
        let [a, b] = finding
            .sides
            .map(|(account, span)| passage_at(&material.passages, account, span.start));
        if let (Some(a), Some(b)) = (a, b) {
            found.entry((a.min(b), a.max(b))).or_default().push(nth);
        }
    }
    let known: BTreeSet<(usize, usize)> = material.related.iter().map(|r| r.passages).collect();
    let missing: Vec<(usize, usize)> = found
        .keys()
        .filter(|pair| !known.contains(pair))
        .copied()
        .collect();
    let mut all = material.related.clone();
    all.extend(relate_pairs(material, &missing, models)?);
    all.sort_by_key(|related| related.passages);
    let best = Best::among(material, &all);
    let weighed = all.into_iter().map(|related| {
        let findings_here = found.get(&related.passages).cloned().unwrap_or_default();
        Weighed {
            features: features(material, &related, &best, findings, &findings_here),
            related,
            findings: findings_here,
        }
    });
    Ok(weighed.collect())
}

/// The most contradictory and the nearest sentence of an account to a sentence.
struct Best(BTreeMap<(usize, usize), (f32, f32)>);

impl Best {
    fn among(material: &Material<'_>, all: &[Related]) -> Self {
        let mut best: BTreeMap<(usize, usize), (f32, f32)> = BTreeMap::new();
        for related in all {
            for way in ways(material, related) {
                let known = best.entry(way).or_default();
                known.0 = known.0.max(related.relation.contradicts);
                known.1 = known.1.max(related.near);
            }
        }
        Self(best)
    }

    /// 1 where the sentences are each other's best match, 0 where only one is, otherwise -1; by contradiction, and by
    /// nearness.
    fn of(&self, material: &Material<'_>, related: &Related) -> [f32; 2] {
        let mut out = [-1.0, -1.0];
        for way in ways(material, related) {
            let (contradicts, near) = self.0.get(&way).copied().unwrap_or_default();
            out[0] += f32::from(u8::from(related.relation.contradicts >= contradicts));
            out[1] += f32::from(u8::from(related.near >= near));
        }
        out
    }
}

/// From each of two sentences to the account of the other.
fn ways(material: &Material<'_>, related: &Related) -> [(usize, usize); 2] {
    let (i, j) = related.passages;
    let account = |nth: usize| material.passages[nth].account;
    [(i, account(j)), (j, account(i))]
}

fn features(
    material: &Material<'_>,
    related: &Related,
    best: &Best,
    findings: &[Finding],
    here: &[usize],
) -> [f32; FEATURES.len()] {
    let (i, j) = related.passages;
    let (a, b) = (&material.passages[i], &material.passages[j]);
    let [best_contradicts, best_near] = best.of(material, related);
    let words = a.bag.len().min(b.bag.len()) as f32;
    let amount = |&nth: &usize| {
        matches!(
            findings[nth].kind,
            DiscrepancyKind::Number | DiscrepancyKind::Date
        )
    };
    let surest = here
        .iter()
        .map(|&nth| findings[nth].confidence)
        .fold(0.0, f32::max);
    let is = |yes: bool| f32::from(u8::from(yes));
    [
        1.0,
        log_odds(related.relation.contradicts),
        log_odds(related.relation.same),
        related.near,
        best_contradicts,
        best_near,
        overlap(&a.bag, &b.bag).0,
        words.min(ENOUGH_WORDS) / ENOUGH_WORDS,
        agreement_of(&names(material, a), &names(material, b)),
        is(!here.is_empty()),
        is(here.iter().any(amount)),
        surest,
    ]
}

fn names(material: &Material<'_>, passage: &Passage) -> Vec<u32> {
    let terms = material.passage_terms(passage).iter();
    terms.filter(|t| t.named).map(|t| t.id).collect()
}

/// The weights that `training/contradictions` made.
fn scorer() -> &'static Scorer<{ FEATURES.len() }> {
    static SCORER: LazyLock<Scorer<{ FEATURES.len() }>> =
        LazyLock::new(|| Scorer::read(&FEATURES, include_str!("../../../data/contradictions/scorer.tsv")));
    &SCORER
}
