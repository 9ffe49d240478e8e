//! Sentences of two accounts that speak of one thing, whoever says it.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::likeness::glance;
use super::super::material::{Material, Piece};
use super::Pair;

/// Least likeness of sentences each of which is the other's best match in its account.
const LEAST: f32 = 0.3;

/// Two sentences that speak of one thing.
pub(super) struct Parallel {
    a: Piece,
    b: Piece,
    probability: f32,
    overlap: f32,
}

impl Parallel {
    /// The pair that the finders look at.
    pub fn pair(&self) -> Pair<'_> {
        Pair {
            a: &self.a,
            b: &self.b,
            strand: None,
            probability: self.probability,
            overlap: self.overlap,
        }
    }
}

/// The sentences that are each other's best match between two accounts, in order.
///
/// Speakers play no part: what one account lets someone say, another may tell in its own words.
pub(super) fn parallel_sentences(material: &Material<'_>) -> Vec<Parallel> {
    let sentences: Vec<Piece> = (0..material.passages.len())
        .map(|nth| material.sentence_as_piece(nth))
        .collect();
    let scored: Vec<(usize, usize, f32, f32)> = (0..sentences.len())
        .into_par_iter()
        .flat_map_iter(|i| {
            let sentences = &sentences;
            (i + 1..sentences.len())
                .filter(move |&j| {
                    !material
                        .copies
                        .same_text(sentences[i].account, sentences[j].account)
                })
                .filter_map(move |j| {
                    let (told, overlap) = glance(material, &sentences[i], &sentences[j])?;
                    (told >= LEAST).then_some((i, j, told, overlap))
                })
        })
        .collect();
    let mut best: HashMap<(usize, usize), f32> = HashMap::new();
    for &(i, j, told, _) in &scored {
        for (from, to) in [(i, j), (j, i)] {
            let entry = best.entry((from, sentences[to].account)).or_default();
            *entry = entry.max(told);
        }
    }
    scored
        .into_iter()
        .filter(|&(i, j, told, _)| {
            told >= best[&(i, sentences[j].account)] && told >= best[&(j, sentences[i].account)]
        })
        .map(|(i, j, probability, overlap)| Parallel {
            a: sentences[i].clone(),
            b: sentences[j].clone(),
            probability,
            overlap,
        })
        .collect()
}
