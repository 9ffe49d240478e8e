//! How likely it is that an account leaves out a statement: a learned scorer weighs how near the account comes to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::likeness::is_thin;
use super::super::material::Material;
use super::super::scorer::{Scorer, log_odds};
use super::super::terms::Term;
use super::super::threads::Woven;
use super::Told;
use crate::attribute::Rule;
use crate::statement::Form;

/// What the scorer sees of a statement and an account, in order; the first is always 1.
pub(crate) const FEATURES: [&str; 13] = [
    "bias",
    "near",
    "there",
    "anywhere",
    "same",
    "contradicts",
    "likeliest",
    "sure",
    "thin",
    "asked",
    "length",
    "direct",
    "turn",
];

/// What nothing comes near to is left out for sure.
const MOST_SURE: f32 = 0.97;

/// Log odds are divided by this, which brings them near the other features.
const LOG_ODDS: f32 = 3.0;

/// Words beyond which it does not matter how many there are: with fewer it is often a scrap.
const ENOUGH_WORDS: f32 = 5.0;

/// How likely it is that it is left out, 0 to 1; no likelier than that anything was said.
pub(super) fn confidence(features: &[f32; FEATURES.len()], said: f32) -> f32 {
    scorer().probability(features).min(said).min(MOST_SURE)
}

/// What is known of sentences and statements of different accounts.
pub(super) struct Evidence {
    /// By sentence and account: the highest probabilities that a sentence there reports the same, and that one contradicts.
    related: BTreeMap<(usize, usize), (f32, f32)>,
    /// By piece and account: the highest probability that a piece there reports the same.
    likeliest: BTreeMap<(usize, usize), f32>,
}

impl Evidence {
    pub fn gather(material: &Material<'_>, woven: &Woven) -> Self {
        let mut related: BTreeMap<(usize, usize), (f32, f32)> = BTreeMap::new();
        for found in &material.related {
            let (i, j) = found.passages;
            for (from, to) in [(i, j), (j, i)] {
                let known = related.entry((from, material.passages[to].account)).or_default();
                known.0 = known.0.max(found.relation.same);
                known.1 = known.1.max(found.relation.contradicts);
            }
        }
        let mut likeliest: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for (&(i, j), likeness) in &woven.pairs {
            for (from, to) in [(i, j), (j, i)] {
                let known = likeliest.entry((from, material.pieces[to].account)).or_default();
                *known = known.max(likeness.probability());
            }
        }
        Self { related, likeliest }
    }

    /// What speaks for and against an account's lacking a statement, of which this passage, with its cosine, comes nearest.
    pub fn features(
        &self,
        material: &Material<'_>,
        told: &Told,
        absent: usize,
        nearest: Option<(f32, usize)>,
    ) -> [f32; FEATURES.len()] {
        let annotated = &material.accounts[told.first.0];
        let statement = &annotated.statements[told.first.1];
        let text = &annotated.account.text;
        let pieces = || told.pieces.iter().map(|&p| &material.pieces[p]);
        let (near, [there, anywhere]) = nearest.map_or((0.0, [0.0, 0.0]), |(near, passage)| {
            (near, shares(material, told, absent, passage))
        });
        let related = |of: fn(&(f32, f32)) -> f32| {
            let known = pieces().filter_map(|piece| self.related.get(&(piece.passage, absent)));
            log_odds(known.map(of).fold(0.0, f32::max)) / LOG_ODDS
        };
        let likeliest = told
            .pieces
            .iter()
            .filter_map(|&p| self.likeliest.get(&(p, absent)));
        let asked = statement.content.iter().all(|span| {
            span.of(text)
                .trim_end_matches(['”', '"', '’', '\''])
                .ends_with('?')
        });
        let words = statement
            .content
            .iter()
            .flat_map(|span| span.of(text).split_whitespace());
        let is = |yes: bool| f32::from(u8::from(yes));
        [
            1.0,
            near,
            there,
            anywhere,
            related(|known| known.0),
            related(|known| known.1),
            log_odds(likeliest.copied().fold(0.0, f32::max)) / LOG_ODDS,
            log_odds(statement.confidence) / LOG_ODDS,
            is(pieces().all(|piece| is_thin(material, piece))),
            is(asked),
            (words.count() as f32).min(ENOUGH_WORDS) / ENOUGH_WORDS,
            is(statement.form == Form::Direct),
            is(statement.by == Rule::Turn.name()),
        ]
    }
}

/// Of the telling words of a statement, the share that stands in one sentence of another account, and anywhere in it.
fn shares(material: &Material<'_>, told: &Told, account: usize, passage: usize) -> [f32; 2] {
    let ids =
        |terms: &[Term]| -> BTreeSet<u32> { terms.iter().filter(|t| t.tells()).map(|t| t.id).collect() };
    let own: BTreeSet<u32> = told
        .pieces
        .iter()
        .flat_map(|&p| ids(material.piece_terms(&material.pieces[p])))
        .collect();
    let there = ids(material.passage_terms(&material.passages[passage]));
    let anywhere = ids(&material.terms[account]);
    [there, anywhere].map(|words| own.intersection(&words).count() as f32 / own.len().max(1) as f32)
}

/// The weights that `training/omissions` made.
fn scorer() -> &'static Scorer<{ FEATURES.len() }> {
    static SCORER: LazyLock<Scorer<{ FEATURES.len() }>> =
        LazyLock::new(|| Scorer::read(&FEATURES, include_str!("../../../data/omissions/scorer.tsv")));
    &SCORER
}
