//! What two sentences have in common besides names.

use super::super::material::{Material, Passage};
use super::super::terms::Term;

/// Telling words, names left out, that two sentences share, each once; those of the first sentence.
pub(super) fn shared_words<'m>(material: &'m Material<'_>, a: &Passage, b: &Passage) -> Vec<&'m Term> {
    let (in_a, in_b) = (material.passage_terms(a), material.passage_terms(b));
    let plain = |term: &Term| term.tells() && !term.named && !is_numeral(material, term, a.account);
    let mut out: Vec<&Term> = Vec::new();
    for term in in_a.iter().filter(|term| plain(term)) {
        let there = in_b.iter().find(|other| other.id == term.id);
        if there.is_some_and(|other| !other.named) && out.iter().all(|known| known.id != term.id) {
            out.push(term);
        }
    }
    out
}

fn is_numeral(material: &Material<'_>, term: &Term, account: usize) -> bool {
    let annotated = &material.accounts[account];
    term.span
        .of(material.text(account))
        .starts_with(|c: char| c.is_ascii_digit())
        || annotated
            .quantities
            .iter()
            .any(|q| q.span.start == term.span.start)
}

/// How many words lie between two places of one sentence.
pub(super) fn words_between(material: &Material<'_>, passage: &Passage, a: usize, b: usize) -> usize {
    let at = |offset: usize| {
        material
            .passage_terms(passage)
            .partition_point(|t| t.span.end <= offset)
    };
    at(a).abs_diff(at(b))
}
