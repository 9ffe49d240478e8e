//! What an account leaves out that another has.

mod breaks;
mod issues;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use breaks::warn_of_breaks;
pub(crate) use weigh::FEATURES;

use super::likeness::overlap;
use super::material::{Material, Piece};
use super::threads::{Woven, round};
use crate::account::BlockKind;
use crate::actor::ActorKind;
use crate::comparison::{Discrepancy, Ledger, Nearest, Omission, Omitted, StatementRef};
use crate::encode::cosine;
use breaks::breaks_off;
use weigh::Evidence;

/// A sentence this near, with this share of the words, says it without attributing it.
const NARRATED_COSINE: f32 = 0.86;
const NARRATED_OVERLAP: f32 = 0.7;

/// Most confidence in the omission of what the account says otherwise.
const DOUBTFUL: f32 = 0.5;

/// With more accounts than this, what a single account has is that account's own, and no omission of others.
const EVERYTHING_UP_TO: usize = 4;

/// Whether a statement is only asked, in a turn of a transcript, by someone without a name: interviewers'
/// questions are nobody's claims. What a named person asks is.
pub(crate) fn is_asked(material: &Material<'_>, (account, statement): (usize, usize)) -> bool {
    let annotated = &material.accounts[account];
    let statement = &annotated.statements[statement];
    let text = &annotated.account.text;
    let speaker = statement.speaker.and_then(|who| annotated.actor(who));
    let nameless = speaker.is_none_or(|a| matches!(a.kind, ActorKind::Unnamed | ActorKind::Group));
    let mut turns = annotated
        .account
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Turn);
    nameless
        && turns.any(|turn| turn.span.contains(statement.extent()))
        && statement
            .content
            .iter()
            .all(|span| span.of(text).trim_end().ends_with('?'))
}

/// The omissions: statements first, then issues, each in order.
///
/// An account in a language that is not analysed lacks nothing, nor does one that breaks off, and copies of one
/// text lack nothing of each other. Questions of interviewers are not missed by anybody. With two to four accounts every
/// statement counts; with more, only what at least two texts have. That an account leaves out what it contradicts is told
/// with little confidence.
pub(crate) fn find_omissions(
    material: &Material<'_>,
    woven: &Woven,
    discrepancies: &[Discrepancy],
    ledger: &Ledger,
) -> Vec<Omission> {
    let mut out: Vec<Omission> = find_missed(material, woven)
        .iter()
        .map(|missed| omission(material, missed, discrepancies))
        .collect();
    out.extend(issues::omitted_issues(material, ledger));
    out
}

/// A statement or thread, told by its first statement, and the accounts that have it.
#[derive(Clone)]
struct Told {
    first: (usize, usize),
    pieces: Vec<usize>,
    present: BTreeSet<usize>,
}

/// What an account does not seem to have.
pub(crate) struct Missed {
    told: Told,
    /// The account that lacks it.
    pub absent: usize,
    /// The passage that comes nearest, and its cosine.
    nearest: Option<(f32, usize)>,
    /// What speaks for and against it, in the order of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
}

impl Missed {
    /// The account and the statement that are missed, as indices.
    pub fn statement(&self) -> (usize, usize) {
        self.told.first
    }
}

/// Every statement or thread and every account that has it not, as far as can be seen.
pub(crate) fn find_missed(material: &Material<'_>, woven: &Woven) -> Vec<Missed> {
    let evidence = Evidence::gather(material, woven);
    let texts = (0..material.accounts.len())
        .filter(|&a| material.accounts[a].account.is_analysed() && material.copies.is_first(a))
        .count();
    let mut out = Vec::new();
    for told in everything_told(material, woven) {
        let groups: BTreeSet<usize> = told.present.iter().map(|&a| material.copies.group(a)).collect();
        if texts > EVERYTHING_UP_TO && groups.len() < 2 || is_asked(material, told.first) {
            continue;
        }
        for absent in 0..material.accounts.len() {
            if !can_lack(material, absent) || groups.contains(&material.copies.group(absent)) {
                continue;
            }
            let Near::Passage(nearest) = nearest(material, &told, absent) else {
                continue;
            };
            out.push(Missed {
                features: evidence.features(material, &told, absent, nearest),
                told: told.clone(),
                absent,
                nearest,
            });
        }
    }
    out
}

/// Whether an account gives something else in place of what a statement says.
fn contradicts(material: &Material<'_>, told: &Told, account: usize, discrepancies: &[Discrepancy]) -> bool {
    let pieces = told.pieces.iter().map(|&p| &material.pieces[p]);
    let said: Vec<&Piece> = pieces.collect();
    discrepancies.iter().any(|discrepancy| {
        let there = discrepancy
            .evidence
            .iter()
            .any(|e| e.account == material.id(account));
        there
            && discrepancy.evidence.iter().any(|e| {
                let here = said
                    .iter()
                    .filter(|piece| material.id(piece.account) == e.account);
                here.into_iter().any(|piece| piece.span.overlaps(e.span))
            })
    })
}

/// Every statement once: those that share a strand together.
fn everything_told(material: &Material<'_>, woven: &Woven) -> Vec<Told> {
    let mut strands_of: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (nth, strand) in woven.strands.iter().enumerate() {
        for &p in &strand.pieces {
            let piece = &material.pieces[p];
            strands_of
                .entry((piece.account, piece.statement))
                .or_default()
                .insert(nth);
        }
    }
    let mut pieces_of: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (nth, piece) in material.pieces.iter().enumerate() {
        pieces_of
            .entry((piece.account, piece.statement))
            .or_default()
            .push(nth);
    }
    pieces_of
        .into_iter()
        .filter_map(|(first, pieces)| {
            let mut present = BTreeSet::from([first.0]);
            for &strand in strands_of.get(&first).into_iter().flatten() {
                let members = woven.strands[strand].pieces.iter().map(|&p| &material.pieces[p]);
                let members: Vec<&Piece> = members.collect();
                // An earlier statement has already told this one.
                if members
                    .iter()
                    .any(|p| (p.account, p.statement) < first && p.account != first.0)
                {
                    return None;
                }
                present.extend(members.iter().map(|p| p.account));
            }
            Some(Told {
                first,
                pieces,
                present,
            })
        })
        .collect()
}

/// Whether anything can be laid at an account's door.
fn can_lack(material: &Material<'_>, account: usize) -> bool {
    let annotated = &material.accounts[account];
    annotated.account.is_analysed() && !breaks_off(annotated)
}

/// How near an account comes to a statement.
enum Near {
    /// It tells the same without attributing it.
    Narrated,
    /// The nearest passage with its cosine, if the account has any.
    Passage(Option<(f32, usize)>),
}

fn nearest(material: &Material<'_>, told: &Told, absent: usize) -> Near {
    let mut nearest: Option<(f32, usize)> = None;
    for &p in &told.pieces {
        let piece = &material.pieces[p];
        for nth in material.passages_of(absent) {
            let passage = &material.passages[nth];
            let score = cosine(material.piece_vector(piece), material.passage_vector(passage));
            if score >= NARRATED_COSINE && overlap(&piece.bag, &passage.bag).0 >= NARRATED_OVERLAP {
                return Near::Narrated;
            }
            if nearest.is_none_or(|(best, _)| score > best) {
                nearest = Some((score, nth));
            }
        }
    }
    Near::Passage(nearest)
}

fn omission(material: &Material<'_>, missed: &Missed, discrepancies: &[Discrepancy]) -> Omission {
    let Missed { told, absent, .. } = missed;
    let statement = &material.accounts[told.first.0].statements[told.first.1];
    let sure = weigh::confidence(&missed.features, statement.confidence);
    let contradicted = contradicts(material, told, *absent, discrepancies);
    Omission {
        what: Omitted::Statement(StatementRef {
            account: material.id(told.first.0).to_owned(),
            statement: statement.id,
        }),
        present_in: told.present.iter().map(|&a| material.id(a).to_owned()).collect(),
        absent_from: material.id(*absent).to_owned(),
        nearest: missed
            .nearest
            .map(|(score, nth)| considered(material, *absent, score, nth)),
        confidence: round(if contradicted { sure.min(DOUBTFUL) } else { sure }),
    }
}

fn considered(material: &Material<'_>, account: usize, score: f32, passage: usize) -> Nearest {
    Nearest {
        account: material.id(account).to_owned(),
        span: material.passages[passage].span,
        score: round(score),
    }
}
