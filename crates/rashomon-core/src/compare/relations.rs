//! What sentences of different accounts are to each other: those near enough are put to the scorer of relations.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::copies::Copies;
use super::material::{Material, Passage};
use crate::annotated::Annotated;
use crate::encode::{Embedding, EncodeError, Relation, cosine};
use crate::models::Models;
use crate::span::Span;

/// Sentences of another account that are nearest to a sentence and looked at.
const NEAREST: usize = 4;

/// Sentences less near than this are not looked at.
const LEAST_NEAR: f32 = 0.1;

/// Sentences of fewer words say too little by themselves: "No."
const FEWEST_WORDS: usize = 4;

/// Most pairs of sentences that are looked at, the nearest ones: so many for a comparison and for each account, and in
/// all. Many accounts repeat each other, and a pair takes some milliseconds.
const MOST_PAIRS: (usize, usize, usize) = (140, 20, 1500);

/// Two sentences of accounts that are not copies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Related {
    /// Indices of the sentences, ascending.
    pub passages: (usize, usize),
    /// The cosine of their vectors.
    pub near: f32,
    /// What the scorer says.
    pub relation: Relation,
}

/// Scores the nearest sentences of every two accounts, in order.
///
/// # Errors
/// Those of the scorer.
pub(crate) fn relate(
    accounts: &[Annotated],
    passages: &[Passage],
    vectors: &[Embedding],
    copies: &Copies,
    models: &Models,
) -> Result<Vec<Related>, EncodeError> {
    score(&candidates(passages, vectors, copies), models, |nth| {
        let passage: &Passage = &passages[nth];
        passage.span.of(&accounts[passage.account].account.text)
    })
}

/// Scores these pairs of sentences, in order.
///
/// # Errors
/// Those of the scorer.
pub(crate) fn relate_pairs(
    material: &Material<'_>,
    pairs: &[(usize, usize)],
    models: &Models,
) -> Result<Vec<Related>, EncodeError> {
    let vector = |nth: usize| material.passage_vector(&material.passages[nth]);
    let near = |&(i, j): &(usize, usize)| (i, j, cosine(vector(i), vector(j)));
    score(&pairs.iter().map(near).collect::<Vec<_>>(), models, |nth| {
        let passage = &material.passages[nth];
        passage.span.of(material.text(passage.account))
    })
}

/// What two pieces of statements in their windows are to each other, of these pairs, in order.
///
/// # Errors
/// Those of the scorer.
pub(crate) fn relate_pieces(
    material: &Material<'_>,
    pairs: &[(usize, usize)],
    models: &Models,
) -> Result<Vec<Relation>, EncodeError> {
    let words = |nth: usize| {
        let piece = &material.pieces[nth];
        let terms = material.window_terms(piece);
        let whole = terms.first().zip(terms.last());
        let span = whole.map_or(piece.span, |(first, last)| {
            Span::new(first.span.start, last.span.end)
        });
        span.of(material.text(piece.account))
    };
    let scorer = models.relations();
    pairs
        .par_iter()
        .map(|&(i, j)| scorer.relate(words(i), words(j)))
        .collect()
}

/// Scores sentences that are not the same, given with the cosine of their vectors.
fn score<'t>(
    pairs: &[(usize, usize, f32)],
    models: &Models,
    words: impl Fn(usize) -> &'t str + Sync,
) -> Result<Vec<Related>, EncodeError> {
    let scorer = models.relations();
    pairs
        .par_iter()
        .filter(|&&(i, j, _)| words(i) != words(j))
        .map(|&(i, j, near)| {
            Ok(Related {
                passages: (i, j),
                near,
                relation: scorer.relate(words(i), words(j))?,
            })
        })
        .collect()
}

/// Pairs of sentences of which one is among the nearest to the other in its account.
fn candidates(passages: &[Passage], vectors: &[Embedding], copies: &Copies) -> Vec<(usize, usize, f32)> {
    let long: Vec<usize> = (0..passages.len())
        .filter(|&i| passages[i].terms.len() >= FEWEST_WORDS)
        .collect();
    let of_sentence = |&i: &usize| {
        let from = &passages[i];
        let mut near: Vec<(usize, f32)> = long
            .iter()
            .copied()
            .filter(|&j| !copies.same_text(from.account, passages[j].account))
            .map(|j| (j, cosine(&vectors[from.vector], &vectors[passages[j].vector])))
            .filter(|(_, near)| *near >= LEAST_NEAR)
            .collect();
        near.sort_by(|x, y| {
            let of = |&(j, near): &(usize, f32)| (passages[j].account, near, j);
            let ((a, near_x, i), (b, near_y, j)) = (of(x), of(y));
            a.cmp(&b).then(near_y.total_cmp(&near_x)).then(i.cmp(&j))
        });
        let accounts = near.chunk_by(|x, y| passages[x.0].account == passages[y.0].account);
        accounts
            .flat_map(|of_account| of_account.iter().take(NEAREST))
            .map(|&(j, near)| (i.min(j), i.max(j), near))
            .collect::<Vec<_>>()
    };
    let found: Vec<(usize, usize, f32)> = long.par_iter().flat_map_iter(of_sentence).collect();
    let mut seen = BTreeSet::new();
    let mut all: Vec<(usize, usize, f32)> = found
        .into_iter()
        .filter(|&(i, j, _)| seen.insert((i, j)))
        .collect();
    all.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let accounts = passages.chunk_by(|x, y| x.account == y.account).count();
    all.truncate((MOST_PAIRS.0 + MOST_PAIRS.1 * accounts).min(MOST_PAIRS.2));
    all.sort_by_key(|&(i, j, _)| (i, j));
    all
}
