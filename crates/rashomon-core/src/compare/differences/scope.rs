//! Absolute in one account, qualified in another.

use super::super::material::{Material, Piece};
use super::super::terms::{Term, is_negator};
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Words by which something is said without exception.
const ABSOLUTE: &[&str] = &[
    "never",
    "ever",
    "whatsoever",
    "always",
    "all",
    "every",
    "none",
    "nothing",
    "nobody",
    "everything",
    "everyone",
    "entirely",
    "completely",
    "totally",
    "absolutely",
    "categorically",
    "fully",
    "any",
    "at all",
    "no one",
    "under no circumstances",
    "in no way",
    "in any way",
    "flatly",
    "unequivocally",
];

/// Words by which something is said within limits. "~" stands for one or two words.
const LIMITED: &[&str] = &[
    "at the ~ level",
    "at a ~ level",
    "on the ~ level",
    "on a ~ level",
    "at an official level",
    "officially",
    "formally",
    "in principle",
    "to some extent",
    "to a certain extent",
    "partly",
    "partially",
    "largely",
    "mostly",
    "in part",
    "for now",
    "for the time being",
    "at this stage",
    "at this point",
    "so far",
    "in some cases",
    "under certain ~",
    "certain conditions",
    "some of",
    "in most cases",
    "directly",
    "on its own",
    "as a state",
    "by the state",
    "in general",
    "generally",
    "temporarily",
    "provided that",
    "unless",
    "as long as",
];

/// Finds an absolute on one side against a limit that stands on the other side alone.
///
/// Both must deny, or both must affirm; which limit it is does not matter.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    for (a, b) in [(pair.a, pair.b), (pair.b, pair.a)] {
        let (terms_a, terms_b) = (material.piece_terms(a), material.piece_terms(b));
        let (Some(absolute), Some(limit)) = (first_of(ABSOLUTE, terms_a), first_of(LIMITED, terms_b)) else {
            continue;
        };
        if first_of(LIMITED, terms_a).is_some() || denies(terms_a) != denies(terms_b) {
            continue;
        }
        let strong = terms_a
            .iter()
            .any(|t| matches!(t.span.of(material.text(a.account)), "never" | "Never"));
        let words = with_rest(material, a, absolute);
        out.push(Finding {
            kind: DiscrepancyKind::Scope,
            strand: Some(pair.strand),
            why: format!(
                "One account has it without exception, {}; another only {}.",
                cited(material.text(a.account), words),
                cited(material.text(b.account), limit)
            ),
            sides: [(a.account, words), (b.account, limit)],
            confidence: 0.35 + 0.35 * pair.probability + if strong { 0.15 } else { 0.0 },
        });
        return;
    }
}

fn denies(terms: &[Term]) -> bool {
    terms.iter().any(is_negator)
}

/// The first of these phrases that the terms have.
fn first_of(phrases: &[&str], terms: &[Term]) -> Option<Span> {
    (0..terms.len()).find_map(|at| {
        phrases.iter().find_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            phrase_at(&words, terms, at).map(|end| terms[at].span.cover(terms[end - 1].span))
        })
    })
}

fn phrase_at(words: &[&str], terms: &[Term], at: usize) -> Option<usize> {
    let Some((word, rest)) = words.split_first() else {
        return Some(at);
    };
    if *word == "~" {
        return (1..=2).find_map(|skip| phrase_at(rest, terms, at + skip));
    }
    let key = super::super::terms::key_of(word);
    terms.get(at).filter(|t| t.key == key)?;
    phrase_at(rest, terms, at + 1)
}

/// The absolute word with the words after it that tell what is absolute.
fn with_rest(material: &Material<'_>, piece: &Piece, absolute: Span) -> Span {
    let terms = material.piece_terms(piece);
    let at = terms.partition_point(|t| t.span.start < absolute.end);
    let last = terms[at..].iter().take(6).rfind(|t| t.tells());
    last.map_or(absolute, |t| absolute.cover(t.span))
}
