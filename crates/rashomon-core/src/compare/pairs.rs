//! The pairs that the scorer judges, for training and measuring it.

use serde::Serialize;

use super::claims::cut_into_claims;
use super::differences::{contexts, found_by_rules, weigh};
use super::likeness::Likeness;
use super::material::Material;
use super::omissions;
use super::scorer::asked_features;
use super::threads::{likenesses, weave};
use crate::annotated::Annotated;
use crate::comparison::DiscrepancyKind;
use crate::encode::EncodeError;
use crate::models::Models;
use crate::span::Span;
use crate::statement::StatementId;

/// All pieces of statements of some accounts, and what each two of them have in common.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pairs {
    /// The names of the features.
    pub names: Vec<&'static str>,
    /// The pieces, in order.
    pub pieces: Vec<PieceOfStatement>,
    /// Pairs of pieces of different accounts near enough to be compared: two indices, whether they are the same
    /// word for word, and the features: those that come first by name, or all of a pair that the scorer of relations
    /// was asked about.
    pub pairs: Vec<(usize, usize, bool, Vec<f32>)>,
}

/// A sentence or clause of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PieceOfStatement {
    /// Account id.
    pub account: String,
    /// The statement within it.
    pub statement: StatementId,
    /// Where it stands.
    pub span: Span,
}

/// Works out the features of all pairs that [`super::compare`] would look at.
///
/// # Errors
/// Those of the sentence encoder.
pub fn pair_features(accounts: &[Annotated], models: &Models) -> Result<Pairs, EncodeError> {
    let sorted = ready(accounts, models);
    let material = Material::prepare(&sorted, models)?;
    let features = |likeness: &Likeness| match &likeness.relation {
        Some(relation) => likeness.asked_features(relation).to_vec(),
        None => likeness.features().to_vec(),
    };
    let mut pairs: Vec<(usize, usize, bool, Vec<f32>)> = likenesses(&material, models)?
        .into_iter()
        .map(|((a, b), likeness)| (a, b, likeness.verbatim, features(&likeness)))
        .collect();
    pairs.sort_by_key(|(a, b, ..)| (*a, *b));
    let piece = |p: &super::material::Piece| PieceOfStatement {
        account: material.id(p.account).to_owned(),
        statement: material.accounts[p.account].statements[p.statement].id,
        span: p.span,
    };
    Ok(Pairs {
        names: asked_features().to_vec(),
        pieces: material.pieces.iter().map(piece).collect(),
        pairs,
    })
}

/// The accounts as [`super::compare`] compares them.
fn ready(accounts: &[Annotated], models: &Models) -> Vec<Annotated> {
    let mut sorted = accounts.to_vec();
    cut_into_claims(&mut sorted, models);
    sorted.sort_by(|a, b| a.account.id.cmp(&b.account.id));
    sorted
}

/// Two figures of two accounts that conflict if they measure one thing, as the scorer of figures sees them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairOfFigures {
    /// Account id and where, of each.
    pub sides: [(String, Span); 2],
    /// In the order of [`figure_names`].
    pub features: Vec<f32>,
}

/// The names of the features of the scorer of figures.
pub fn figure_names() -> &'static [&'static str] {
    &contexts::FEATURES
}

/// Works out everything that the scorer of figures would weigh.
///
/// # Errors
/// Those of the sentence encoder.
pub fn figure_features(accounts: &[Annotated], models: &Models) -> Result<Vec<PairOfFigures>, EncodeError> {
    let sorted = ready(accounts, models);
    let material = Material::prepare(&sorted, models)?;
    let side = |nth: usize| {
        let figure = &material.figures[nth];
        (material.id(figure.account).to_owned(), figure.span)
    };
    let candidates = contexts::candidates(&material).into_iter();
    let pairs = candidates.map(|found| PairOfFigures {
        sides: [side(found.figures.0), side(found.figures.1)],
        features: found.features.to_vec(),
    });
    Ok(pairs.collect())
}

/// A statement that an account does not seem to have, as the scorer of omissions sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MissedStatement {
    /// Account id of the one that has it.
    pub account: String,
    /// Where what is said stands in it.
    pub content: Vec<Span>,
    /// Account id of the one that lacks it.
    pub absent: String,
    /// In the order of [`missed_names`].
    pub features: Vec<f32>,
}

/// The names of the features of the scorer of omissions.
pub fn missed_names() -> &'static [&'static str] {
    &omissions::FEATURES
}

/// Works out everything that the scorer of omissions would weigh.
///
/// # Errors
/// Those of the encoders.
pub fn missed_features(accounts: &[Annotated], models: &Models) -> Result<Vec<MissedStatement>, EncodeError> {
    let sorted = ready(accounts, models);
    let material = Material::prepare(&sorted, models)?;
    let missed = omissions::find_missed(&material, &weave(&material, models)?);
    let row = |missed: &omissions::Missed| {
        let (account, statement) = missed.statement();
        MissedStatement {
            account: material.id(account).to_owned(),
            content: material.accounts[account].statements[statement].content.clone(),
            absent: material.id(missed.absent).to_owned(),
            features: missed.features.to_vec(),
        }
    };
    Ok(missed.iter().map(row).collect())
}

/// Two sentences of two accounts, as the scorer of contradictions sees them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairOfSentences {
    /// Account id and where, of each.
    pub sides: [(String, Span); 2],
    /// The likeliest kind of contradiction.
    pub kind: DiscrepancyKind,
    /// Probability that they report the same, 0 to 1.
    pub same: f32,
    /// Probability that they contradict each other as the scorer of relations has it, 0 to 1.
    pub contradicts: f32,
    /// Kinds and words, on each side, of what rules found to differ in them.
    pub found: Vec<(DiscrepancyKind, [Span; 2])>,
    /// In the order of [`sentence_names`].
    pub features: Vec<f32>,
}

/// The names of the features of the scorer of contradictions.
pub fn sentence_names() -> &'static [&'static str] {
    &weigh::FEATURES
}

/// Works out everything that the scorer of contradictions would weigh.
///
/// # Errors
/// Those of the encoders.
pub fn sentence_features(
    accounts: &[Annotated],
    models: &Models,
) -> Result<Vec<PairOfSentences>, EncodeError> {
    let sorted = ready(accounts, models);
    let material = Material::prepare(&sorted, models)?;
    let findings = found_by_rules(&material, &weave(&material, models)?);
    let side = |nth: usize| {
        let passage = &material.passages[nth];
        (material.id(passage.account).to_owned(), passage.span)
    };
    let weighed = weigh::weigh(&material, &findings, models)?.into_iter();
    let pairs = weighed.map(|pair| PairOfSentences {
        sides: [side(pair.related.passages.0), side(pair.related.passages.1)],
        kind: pair.related.relation.kind,
        same: pair.related.relation.same,
        contradicts: pair.related.relation.contradicts,
        found: pair
            .findings
            .iter()
            .map(|&nth| (findings[nth].kind, findings[nth].sides.map(|side| side.1)))
            .collect(),
        features: pair.features.to_vec(),
    });
    Ok(pairs.collect())
}
