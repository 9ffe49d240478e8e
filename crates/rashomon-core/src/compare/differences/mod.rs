//! Where accounts cannot both be exact.
//!
//! Each kind of difference has a file of its own that yields findings between two accounts; here they are
//! put together, so that one difference among many accounts is told once.

mod answers;
mod attribution;
mod conditions;
pub(super) mod contexts;
mod contradicted;
mod copied;
mod counts;
mod dates;
mod deadlines;
mod deeds;
mod denials;
mod discussed;
mod numbers;
mod occasions;
mod parallel;
mod place;
mod plans;
mod polarity;
mod reached;
mod related;
mod requests;
mod scope;
mod verbs;
pub(super) mod weigh;
mod who;
mod wording;

use super::material::{Material, Piece};
use super::scorer::{log_odds, logistic};
use super::threads::{Woven, round};
use crate::comparison::{Discrepancy, DiscrepancyId, DiscrepancyKind, Evidence, ThreadId};
use crate::encode::EncodeError;
use crate::models::Models;
use crate::span::Span;
use weigh::weigh;

/// A difference between two accounts.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub kind: DiscrepancyKind,
    /// The strand in which it was found.
    pub strand: Option<usize>,
    /// Account and words, one on each side.
    pub sides: [(usize, Span); 2],
    /// One sentence for a reader.
    pub why: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// Two pieces of one strand, or two sentences that speak of one thing, of accounts that are not copies.
#[derive(Clone, Copy)]
pub(super) struct Pair<'m> {
    pub a: &'m Piece,
    pub b: &'m Piece,
    /// The strand in which they stand, if they are pieces of statements.
    pub strand: Option<usize>,
    /// How likely it is that both report one thing.
    pub probability: f32,
    /// Weight of the shared words against the weight of those of the piece with less.
    pub overlap: f32,
}

impl Pair<'_> {
    /// The same pair from the other side.
    pub fn swapped(self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            ..self
        }
    }
}

/// Findings of rules that are less sure than this are not looked at.
const LEAST_FOUND: f32 = 0.45;

/// A finding at least this sure stands, whatever the scorer of relations says of its sentences: it may rest on what is
/// said elsewhere, such as which meeting they speak of.
const LEAST_BY_ITSELF: f32 = 0.55;

/// What is less likely to be a contradiction than this is not told.
const LEAST_CONFIDENCE: f32 = 0.4;

/// Pairs less alike than this may report different things, and every difference would be one.
const LEAST_PROBABILITY: f32 = 0.4;

/// The discrepancies, in the order of their first evidence.
///
/// # Errors
/// Those of the scorer of relations.
pub(crate) fn find_discrepancies(
    material: &Material<'_>,
    woven: &Woven,
    models: &Models,
) -> Result<Vec<Discrepancy>, EncodeError> {
    let mut findings = found_by_rules(material, woven);
    let weighed = weigh(material, &findings, models)?;
    for pair in &weighed {
        for &nth in &pair.findings {
            let own = findings[nth].confidence;
            let probability = pair.probability();
            findings[nth].confidence = if own < LEAST_BY_ITSELF {
                probability
            } else {
                probability.max(own)
            };
        }
    }
    let mut judged = contradicted::find(material, &weighed);
    let told = |f: &Finding| {
        let original = |side: &(usize, Span)| material.copies.is_first(side.0);
        f.confidence >= LEAST_CONFIDENCE && f.sides.iter().all(original)
    };
    findings.retain(told);
    judged.retain(told);
    copied::find(material, &mut findings);
    Ok(told_once(material, woven, findings, judged))
}

/// What the finders of each kind find.
pub(super) fn found_by_rules(material: &Material<'_>, woven: &Woven) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in pairs(material, woven) {
        wording::find(material, pair, &mut findings);
        scope::find(material, pair, &mut findings);
        who::find(material, pair, &mut findings);
        numbers::in_pair(material, pair, &mut findings);
        dates::in_pair(material, pair, &mut findings);
        polarity::find(material, pair, &mut findings);
        place::find(material, pair, &mut findings);
        attribution::find(material, woven, pair, &mut findings);
        deadlines::find(material, pair, &mut findings);
        conditions::find(material, pair, &mut findings);
    }
    for sentences in parallel::parallel_sentences(material) {
        let pair = sentences.pair();
        numbers::in_pair(material, pair, &mut findings);
        dates::in_pair(material, pair, &mut findings);
        place::find(material, pair, &mut findings);
        deadlines::find(material, pair, &mut findings);
        conditions::find(material, pair, &mut findings);
    }
    counts::find(material, &mut findings);
    contexts::find(material, &mut findings);
    answers::find(material, &mut findings);
    denials::find(material, &mut findings);
    plans::find(material, &mut findings);
    deeds::find(material, &mut findings);
    let occasions = occasions::find_occasions(material);
    numbers::between_occasions(material, &occasions, &mut findings);
    numbers::between_lone_meetings(material, &occasions, &mut findings);
    dates::between_occasions(material, &occasions, &mut findings);
    discussed::find(material, &occasions, &mut findings);
    requests::find(material, &occasions, &mut findings);
    findings.retain(|f| f.confidence >= LEAST_FOUND);
    findings
}

fn pairs<'m>(material: &'m Material<'_>, woven: &Woven) -> Vec<Pair<'m>> {
    let mut out = Vec::new();
    for (nth, strand) in woven.strands.iter().enumerate() {
        for (at, &i) in strand.pieces.iter().enumerate() {
            for &j in &strand.pieces[at + 1..] {
                let (a, b) = (&material.pieces[i], &material.pieces[j]);
                let Some(likeness) = woven.likeness(i, j) else {
                    continue;
                };
                let probability = likeness.probability();
                if !likeness.verbatim
                    && !material.copies.same_text(a.account, b.account)
                    && probability >= LEAST_PROBABILITY
                {
                    out.push(Pair {
                        a,
                        b,
                        strand: Some(nth),
                        probability,
                        overlap: likeness.overlap,
                    });
                }
            }
        }
    }
    out
}

/// The surest first.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|x, y| {
        y.confidence
            .total_cmp(&x.confidence)
            .then_with(|| (x.kind, x.sides).cmp(&(y.kind, y.sides)))
            .then_with(|| x.why.cmp(&y.why))
    });
    findings
}

/// Joins findings of one kind that share words of an account; what is told of whole sentences joins what is told of words.
fn told_once(
    material: &Material<'_>,
    woven: &Woven,
    findings: Vec<Finding>,
    judged: Vec<Finding>,
) -> Vec<Discrepancy> {
    let findings = in_order(findings).into_iter().chain(in_order(judged));
    let mut joined: Vec<Finding> = Vec::new();
    let mut evidence: Vec<Vec<(usize, Span)>> = Vec::new();
    for finding in findings {
        let touches = |sides: &[(usize, Span)]| {
            sides
                .iter()
                .any(|x| finding.sides.iter().any(|y| x.0 == y.0 && x.1.overlaps(y.1)))
        };
        let found = joined
            .iter()
            .zip(&evidence)
            .position(|(other, sides)| other.kind == finding.kind && touches(sides));
        match found {
            Some(nth) => add_sides(material, &mut evidence[nth], &finding.sides),
            None => {
                evidence.push(finding.sides.to_vec());
                joined.push(finding);
            }
        }
    }
    let mut order: Vec<usize> = (0..joined.len()).collect();
    for sides in &mut evidence {
        sides.sort();
    }
    order.sort_by(|&x, &y| (&evidence[x], joined[x].kind).cmp(&(&evidence[y], joined[y].kind)));
    order
        .into_iter()
        .enumerate()
        .map(|(nth, i)| {
            let thread = joined[i].strand.map(|s| woven.strands[s].thread);
            discrepancy(material, nth, &joined[i], thread, &evidence[i])
        })
        .collect()
}

/// Adds what no span of the same account says yet; of several copies of one text the first is enough.
fn add_sides(material: &Material<'_>, evidence: &mut Vec<(usize, Span)>, sides: &[(usize, Span)]) {
    for &(account, span) in sides {
        let known = evidence
            .iter()
            .any(|(other, s)| *other == account && s.overlaps(span));
        let copied = evidence
            .iter()
            .any(|(other, _)| *other != account && material.copies.same_text(*other, account));
        if !known && !copied {
            evidence.push((account, span));
        }
    }
}

fn discrepancy(
    material: &Material<'_>,
    nth: usize,
    finding: &Finding,
    thread: Option<ThreadId>,
    evidence: &[(usize, Span)],
) -> Discrepancy {
    let evidence = evidence
        .iter()
        .map(|&(account, span)| Evidence {
            account: material.id(account).to_owned(),
            span,
        })
        .collect();
    Discrepancy {
        id: DiscrepancyId(nth as u32 + 1),
        kind: finding.kind,
        thread,
        evidence,
        why: finding.why.clone(),
        confidence: round(calibrated(finding.confidence)),
    }
}

/// The share that is right of findings this sure, fitted to what readers found in the sets to work on (`testdata/short`).
fn calibrated(sureness: f32) -> f32 {
    logistic(0.24 + 0.46 * log_odds(sureness))
}

/// Words in quotation marks for a `why`, without marks and white space of their own and not too long.
pub(super) fn cited(text: &str, span: Span) -> String {
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let marks = |c: char| matches!(c, '"' | '“' | '”' | ',' | ';' | '.' | '«' | '»' | '…');
    let joined = words[..words.len().min(12)].join(" ");
    let more = if words.len() > 12 { " …" } else { "" };
    format!("“{}{more}”", joined.trim_matches(marks))
}

#[cfg(test)]
#[path = "differences_tests.rs"]
mod tests;
