//! Absolute in one account, qualified in another.

use super::super::material::{Material, Piece};
use super::super::terms::{Term, is_negator};
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Words by which something is said without exception.
const ABSOLUTE: &[&str] = &[
    "never",
    "whatsoever",
    "at all",
    "in any way",
    "in no way",
    "under no circumstances",
    "no one",
    "nobody",
    "nothing",
    "none",
    "always",
    "every",
    "categorically",
    "entirely",
    "flatly",
    "unequivocally",
    "without exception",
];

/// Words by which something is said within limits. "~" stands for one or two words.
const LIMITED: &[&str] = &[
    "at the ~ level",
    "at a ~ level",
    "on the ~ level",
    "on a ~ level",
    "at ~ level",
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
    "in most cases",
    "under certain ~",
    "some of",
    "as a state",
    "by the state",
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
        let (text_a, text_b) = (material.text(a.account), material.text(b.account));
        let (Some(absolute), Some(limit)) = (
            first_of(ABSOLUTE, text_a, terms_a),
            first_of(LIMITED, text_b, terms_b),
        ) else {
            continue;
        };
        if first_of(LIMITED, text_a, terms_a).is_some() || denies(terms_a) != denies(terms_b) {
            continue;
        }
        let strong = terms_a
            .iter()
            .any(|t| matches!(t.span.of(material.text(a.account)), "never" | "Never"));
        let words = with_rest(material, a, absolute);
        out.push(Finding {
            kind: DiscrepancyKind::Scope,
            strand: pair.strand,
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
fn first_of(phrases: &[&str], text: &str, terms: &[Term]) -> Option<Span> {
    (0..terms.len()).find_map(|at| {
        phrases.iter().find_map(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            phrase_at(&words, text, terms, at).map(|end| terms[at].span.cover(terms[end - 1].span))
        })
    })
}

fn phrase_at(words: &[&str], text: &str, terms: &[Term], at: usize) -> Option<usize> {
    let Some((word, rest)) = words.split_first() else {
        return Some(at);
    };
    if *word == "~" {
        return (1..=2).find_map(|skip| phrase_at(rest, text, terms, at + skip));
    }
    // Not by stem: "partly" is a limit, "our part" is none.
    terms
        .get(at)
        .filter(|t| t.span.of(text).eq_ignore_ascii_case(word))?;
    phrase_at(rest, text, terms, at + 1)
}

/// The absolute word with the words after it that tell what is absolute.
fn with_rest(material: &Material<'_>, piece: &Piece, absolute: Span) -> Span {
    let terms = material.piece_terms(piece);
    let at = terms.partition_point(|t| t.span.start < absolute.end);
    let last = terms[at..].iter().take(6).rfind(|t| t.tells());
    last.map_or(absolute, |t| absolute.cover(t.span))
}
