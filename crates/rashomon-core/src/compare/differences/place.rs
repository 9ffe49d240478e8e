//! Where.

use super::super::material::{Material, Piece};
use super::{Finding, Pair, cited};
use crate::actor::ActorKind;
use crate::comparison::DiscrepancyKind;
use crate::gazetteer::{MentionAs, by_word};
use crate::span::Span;

/// Words before a place where something is done.
const BEFORE_PLACES: &[&str] = &["in", "at"];

/// Least share of words in common: a place is that of the deed, so the deed must be the same.
const LEAST_OVERLAP: f32 = 0.3;

/// Finds the one town that each side names and the other does not.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    if pair.overlap < LEAST_OVERLAP {
        return;
    }
    let (in_a, in_b) = (towns(material, pair.a), towns(material, pair.b));
    let lacking =
        |town: &&(String, Span), others: &[(String, Span)]| others.iter().all(|(key, _)| *key != town.0);
    let only_a: Vec<&(String, Span)> = in_a.iter().filter(|town| lacking(town, &in_b)).collect();
    let only_b: Vec<&(String, Span)> = in_b.iter().filter(|town| lacking(town, &in_a)).collect();
    let ([left], [right]) = (&only_a[..], &only_b[..]) else {
        return;
    };
    if knows(material, pair.a.account, &right.0) || knows(material, pair.b.account, &left.0) {
        return;
    }
    let words = |account, span| cited(material.text(account), span);
    out.push(Finding {
        kind: DiscrepancyKind::Place,
        strand: pair.strand,
        why: format!(
            "One account places it in {}, another in {}.",
            words(pair.a.account, left.1),
            words(pair.b.account, right.1)
        ),
        sides: [(pair.a.account, left.1), (pair.b.account, right.1)],
        confidence: 0.4 + 0.35 * pair.probability + 0.15 * pair.overlap,
    });
}

/// Whether an account has the other's place too, or puts one into the other: "Baytown, Texas".
fn knows(material: &Material<'_>, account: usize, place: &str) -> bool {
    let text = material.text(account);
    let mut terms = material.terms[account].iter().filter(|term| term.named);
    terms.any(|term| term.span.of(text).eq_ignore_ascii_case(place))
}

/// The towns of a piece: capitalised words after "in", neither states nor people nor times.
pub(super) fn towns(material: &Material<'_>, piece: &Piece) -> Vec<(String, Span)> {
    let annotated = &material.accounts[piece.account];
    let text = material.text(piece.account);
    let terms = material.piece_terms(piece);
    let taken = |span: Span| {
        annotated.times.iter().any(|t| t.span.overlaps(span))
            || annotated.quantities.iter().any(|q| q.span.overlaps(span))
    };
    let mut out = Vec::new();
    for pair in terms.windows(2) {
        let [before, term] = pair else { continue };
        let word = term.span.of(text);
        let after_in =
            BEFORE_PLACES.contains(&before.span.of(text)) && text[before.span.end..term.span.start] == *" ";
        let state = by_word(word).is_some_and(|mention| mention.as_ != MentionAs::Capital);
        if after_in
            && term.named
            && term.tells()
            && !state
            && !taken(term.span)
            && !is_person(material, word)
            && !starts_a_name(terms, term.span, text)
        {
            out.push((word.to_lowercase(), term.span));
        }
    }
    out
}

/// Whether a word is the family name of anybody in the accounts: "in Novak's view".
fn is_person(material: &Material<'_>, word: &str) -> bool {
    let persons = material.identities.all.iter().zip(&material.identities.kinds);
    persons
        .filter(|(_, kind)| **kind == ActorKind::Person)
        .any(|(identity, _)| identity.name.split_whitespace().last() == Some(word))
}

/// "in Foreign Minister Lind's view" names no town.
fn starts_a_name(terms: &[super::super::terms::Term], span: Span, text: &str) -> bool {
    let next = terms.partition_point(|t| t.span.start < span.end);
    terms.get(next).is_some_and(|t| {
        text[span.end..t.span.start] == *" " && t.span.of(text).starts_with(char::is_uppercase)
    })
}
