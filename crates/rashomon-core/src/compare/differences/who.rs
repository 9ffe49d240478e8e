//! Another person or body in the same place of the sentence.

use std::ops::Range;

use super::super::align::gaps;
use super::super::material::{Material, Piece};
use super::super::terms::{Term, key_of};
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Nouns for bodies of people that act or are acted upon.
const BODIES: &[&str] = &[
    "campaign",
    "administration",
    "government",
    "team",
    "party",
    "parliament",
    "congress",
    "senate",
    "army",
    "military",
    "forces",
    "ministry",
    "embassy",
    "delegation",
    "opposition",
    "officials",
    "lawmakers",
    "committee",
    "cabinet",
    "hardliners",
    "rebels",
    "police",
    "court",
    "militia",
    "intelligence",
    "candidate",
    "candidates",
    "president",
    "authorities",
    "troops",
    "navy",
    "guards",
    "company",
    "companies",
    "regime",
];

/// Bodies that stand for each other.
const ALIKE: &[&[&str]] = &[
    &[
        "administration",
        "government",
        "authorities",
        "regime",
        "officials",
        "cabinet",
    ],
    &["team", "delegation"],
    &["army", "military", "forces", "troops"],
    &["parliament", "congress", "senate", "lawmakers"],
];

/// Finds different bodies after the same words, or different people in the same place.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let Some((left, right, sure)) = bodies(material, pair).or_else(|| people(material, pair)) else {
        return;
    };
    let text = |piece: &Piece| material.text(piece.account);
    out.push(Finding {
        kind: DiscrepancyKind::Person,
        strand: pair.strand,
        why: format!(
            "One account speaks of {}, another in the same place of {}.",
            cited(text(pair.a), left),
            cited(text(pair.b), right)
        ),
        sides: [(pair.a.account, left), (pair.b.account, right)],
        confidence: sure + 0.3 * pair.probability,
    });
}

/// A body as a sentence names it.
struct Body {
    /// The term of the noun.
    head: usize,
    span: Span,
    /// The word that joins it to what stands before: "and", "with", "by".
    joint: String,
}

fn bodies(material: &Material<'_>, pair: Pair<'_>) -> Option<(Span, Span, f32)> {
    let (a, b) = (material.piece_terms(pair.a), material.piece_terms(pair.b));
    let (in_a, in_b) = (bodies_of(a), bodies_of(b));
    let lacking = |own: &Body, terms: &[Term], others: &[Body], other_terms: &[Term]| {
        others
            .iter()
            .all(|other| !alike(&terms[own.head].key, &other_terms[other.head].key))
    };
    let mut only_a = in_a.iter().filter(|body| lacking(body, a, &in_b, b));
    let mut only_b = in_b.iter().filter(|body| lacking(body, b, &in_a, a));
    let (left, right) = (only_a.next()?, only_b.next()?);
    if only_a.next().is_some() || only_b.next().is_some() {
        return None;
    }
    // Only the same joint makes it the same place: "between us and X", "by X".
    (left.joint == right.joint && !left.joint.is_empty()).then_some((left.span, right.span, 0.45))
}

fn bodies_of(terms: &[Term]) -> Vec<Body> {
    let heads: Vec<String> = BODIES.iter().map(|word| key_of(word)).collect();
    let mut out = Vec::new();
    for (nth, term) in terms.iter().enumerate() {
        // "campaign officials" is one body, named by its last noun.
        let next_is_head = terms.get(nth + 1).is_some_and(|next| heads.contains(&next.key));
        if !heads.contains(&term.key) || next_is_head {
            continue;
        }
        let mut start = nth;
        while start > 0 && nth - start < 3 && terms[start - 1].tells() {
            start -= 1;
        }
        let mut joint = start;
        while joint > 0 && is_determiner(&terms[joint - 1].key) {
            joint -= 1;
        }
        out.push(Body {
            head: nth,
            span: terms[joint].span.cover(term.span),
            joint: joint
                .checked_sub(1)
                .map(|at| terms[at].key.clone())
                .unwrap_or_default(),
        });
    }
    out
}

fn is_determiner(key: &str) -> bool {
    matches!(
        key,
        "the" | "a" | "an" | "thi" | "this" | "their" | "his" | "her" | "it" | "its" | "our" | "that"
    )
}

fn alike(a: &str, b: &str) -> bool {
    a == b
        || ALIKE.iter().any(|group| {
            group.iter().any(|word| key_of(word) == a) && group.iter().any(|word| key_of(word) == b)
        })
}

/// Longest gap, in words, in which one name stands for another.
const LONGEST: usize = 4;

fn people(material: &Material<'_>, pair: Pair<'_>) -> Option<(Span, Span, f32)> {
    if pair.overlap < 0.5 {
        return None;
    }
    let (a, b) = (material.piece_terms(pair.a), material.piece_terms(pair.b));
    gaps(a, b)
        .into_iter()
        .filter(|gap| gap.after_match && gap.before_match && gap.a.len() <= LONGEST && gap.b.len() <= LONGEST)
        .find_map(|gap| {
            let (x, left) = person_in(material, pair.a, a, &gap.a)?;
            let (y, right) = person_in(material, pair.b, b, &gap.b)?;
            let named = |piece: &Piece, who: usize| {
                material
                    .piece_terms(piece)
                    .iter()
                    .any(|t| mentions(material, piece, t.span) == Some(who))
            };
            (x != y && !named(pair.a, y) && !named(pair.b, x)).then_some((left, right, 0.4))
        })
}

fn person_in(
    material: &Material<'_>,
    piece: &Piece,
    terms: &[Term],
    gap: &Range<usize>,
) -> Option<(usize, Span)> {
    terms[gap.clone()]
        .iter()
        .filter(|t| {
            t.tells()
                && t.span
                    .of(material.text(piece.account))
                    .starts_with(char::is_uppercase)
        })
        .find_map(|t| mentions(material, piece, t.span).map(|who| (who, t.span)))
}

/// The identity of the named person whom these words name.
fn mentions(material: &Material<'_>, piece: &Piece, span: Span) -> Option<usize> {
    let annotated = &material.accounts[piece.account];
    annotated
        .actors
        .iter()
        .filter(|actor| actor.kind == crate::actor::ActorKind::Person)
        .find(|actor| actor.mentions.iter().any(|m| m.overlaps(span)))
        .and_then(|actor| material.identities.of(&annotated.account.id, actor.id))
}
