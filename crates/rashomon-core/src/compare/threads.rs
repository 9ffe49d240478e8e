//! Which statements report one utterance, or one claim.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::likeness::{Likeness, Speakers, UNLIKE};
use super::material::Material;
use super::omissions::is_asked;
use super::relations::relate_pieces;
use crate::comparison::{StatementRef, Thread, ThreadId, ThreadKind};
use crate::encode::EncodeError;
use crate::models::Models;

/// Least probability of a pair in which each is the other's best match in its account.
const MUTUAL: f32 = 0.4;

/// Least probability of a pair in which only one is the other's best match.
const ONE_SIDED: f32 = 0.9;

/// How close to its own best match the other one of such a pair must find it.
const NEARLY_BEST: f32 = 0.7;

/// Least mean probability between two groups that are joined; keeps chains of weak links apart.
const JOIN: f32 = 0.35;

/// Pairs less probable than this at first are not asked about.
const LEAST_ASKED: f32 = 0.05;

/// The likeliest pieces of an account that a piece is asked about.
const LIKELIEST: usize = 2;

/// Most pairs that are asked about: so many for a comparison and for each account, and in all.
const MOST_ASKED: (usize, usize, usize) = (100, 45, 2500);

/// Pieces of statements of two and more accounts that report one thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Strand {
    /// Indices of the pieces, in order.
    pub pieces: Vec<usize>,
    /// The thread that the strand belongs to.
    pub thread: ThreadId,
}

/// The threads, the strands they are made of, and how alike pieces are.
pub(crate) struct Woven {
    /// Sorted by their first member.
    pub threads: Vec<Thread>,
    /// Sorted by their first piece.
    pub strands: Vec<Strand>,
    /// Pairs of pieces of different accounts that were near enough to be compared, lower index first.
    pub pairs: HashMap<(usize, usize), Likeness>,
}

impl Woven {
    /// How alike two pieces are, if they were near enough to be compared.
    pub fn likeness(&self, a: usize, b: usize) -> Option<&Likeness> {
        self.pairs.get(&(a.min(b), a.max(b)))
    }
}

/// Finds the threads.
///
/// Pieces are paired where one is the other's best match in its account, then groups grow from the best
/// pairs on as long as their members agree on average (average linkage). A statement whose pieces belong
/// to different groups stands in several threads.
///
/// # Errors
/// Those of the scorer of relations.
pub(crate) fn weave(material: &Material<'_>, models: &Models) -> Result<Woven, EncodeError> {
    let pairs = likenesses(material, models)?;
    let edges = best_matches(material, &pairs);
    let groups = join(&edges, &pairs, material);
    let mut strands: Vec<Vec<usize>> = groups
        .into_iter()
        .filter(|group| {
            group
                .iter()
                .any(|&p| material.pieces[p].account != material.pieces[group[0]].account)
        })
        .collect();
    strands.sort();
    let (threads, strands) = threads_of(material, strands, &pairs);
    Ok(Woven {
        threads,
        strands,
        pairs,
    })
}

/// How alike the pieces of different accounts are, of those near enough to be compared.
///
/// # Errors
/// Those of the scorer of relations.
pub(super) fn likenesses(
    material: &Material<'_>,
    models: &Models,
) -> Result<HashMap<(usize, usize), Likeness>, EncodeError> {
    let mut pairs = compare_pairs(material);
    look_around(material, &mut pairs);
    let asked = worth_asking(material, &pairs);
    let relations = relate_pieces(material, &asked, models)?;
    for (pair, relation) in asked.iter().zip(relations) {
        if let Some(likeness) = pairs.get_mut(pair) {
            likeness.relation = Some(relation);
        }
    }
    Ok(pairs)
}

/// Pairs about which the scorer of relations is asked: of each piece the likeliest in every other account, and the
/// likeliest of these if they are many.
fn worth_asking(material: &Material<'_>, pairs: &HashMap<(usize, usize), Likeness>) -> Vec<(usize, usize)> {
    let mut ways: Vec<(usize, usize, f32, (usize, usize))> = Vec::new();
    for (&(i, j), likeness) in pairs.iter().filter(|(_, likeness)| !likeness.verbatim) {
        let p = likeness.probability();
        if p >= LEAST_ASKED {
            let account = |piece: usize| material.pieces[piece].account;
            ways.push((i, account(j), p, (i, j)));
            ways.push((j, account(i), p, (i, j)));
        }
    }
    ways.sort_by(|x, y| {
        (x.0, x.1)
            .cmp(&(y.0, y.1))
            .then(y.2.total_cmp(&x.2))
            .then(x.3.cmp(&y.3))
    });
    let likeliest = ways.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    let mut chosen: Vec<(f32, (usize, usize))> = likeliest
        .flat_map(|found| found.iter().take(LIKELIEST).map(|way| (way.2, way.3)))
        .collect();
    chosen.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    chosen.dedup();
    chosen.truncate((MOST_ASKED.0 + MOST_ASKED.1 * material.accounts.len()).min(MOST_ASKED.2));
    chosen.into_iter().map(|(_, pair)| pair).collect()
}

fn compare_pairs(material: &Material<'_>) -> HashMap<(usize, usize), Likeness> {
    let pieces = &material.pieces;
    // What an interviewer asks is nobody's claim, however like a claim it sounds.
    let claims: Vec<usize> = (0..pieces.len())
        .filter(|&p| !is_asked(material, (pieces[p].account, pieces[p].statement)))
        .collect();
    (0..claims.len())
        .into_par_iter()
        .flat_map_iter(|nth| {
            let i = claims[nth];
            let others = claims[nth + 1..].iter().copied();
            others
                .filter(move |&j| pieces[i].account != pieces[j].account)
                .filter_map(move |j| {
                    Likeness::of(material, &pieces[i], &pieces[j]).map(|likeness| ((i, j), likeness))
                })
        })
        .collect()
}

/// Where to look: steps from the one piece and from the other. What stands side by side in one report may
/// stand the other way round in the next.
const BESIDE: &[(isize, isize)] = &[
    (1, 1),
    (-1, -1),
    (1, -1),
    (-1, 1),
    (1, 2),
    (2, 1),
    (-1, -2),
    (-2, -1),
    (2, 2),
    (-2, -2),
];

/// Notes on each pair, at first look, how alike the pieces beside it are: two reports of one speech go through it in one
/// order. Only pieces of the same speakers count, and no further away than two.
fn look_around(material: &Material<'_>, pairs: &mut HashMap<(usize, usize), Likeness>) {
    let beside = |i: usize, step: isize| {
        let other = i.checked_add_signed(step)?;
        let (a, b) = (&material.pieces[i], material.pieces.get(other)?);
        (a.account == b.account && a.speaker == b.speaker && !a.span.overlaps(b.span)).then_some(other)
    };
    let best = best_in_accounts(material, pairs, Likeness::first_look);
    let noted: Vec<((usize, usize), f32)> = pairs
        .iter()
        .filter(|(_, likeness)| likeness.speakers == Speakers::Same)
        .map(|(&(i, j), _)| {
            let around = BESIDE.iter().copied();
            let surest = around
                .filter_map(|(x, y)| {
                    let (k, l) = (beside(i, x)?, beside(j, y)?);
                    let p = pairs.get(&(k, l))?.first_look();
                    is_mutual(material, &best, k, l, p).then_some(p)
                })
                .fold(0.0f32, f32::max);
            ((i, j), surest)
        })
        .collect();
    for (pair, best) in noted {
        if let Some(likeness) = pairs.get_mut(&pair) {
            likeness.neighbours = best;
        }
    }
}

/// The highest score that a piece reaches in each account.
fn best_in_accounts(
    material: &Material<'_>,
    pairs: &HashMap<(usize, usize), Likeness>,
    score: impl Fn(&Likeness) -> f32,
) -> HashMap<(usize, usize), f32> {
    let mut best: HashMap<(usize, usize), f32> = HashMap::new();
    for (&(i, j), likeness) in pairs {
        let score = score(likeness);
        for (from, to) in [(i, j), (j, i)] {
            let entry = best.entry((from, material.pieces[to].account)).or_default();
            *entry = entry.max(score);
        }
    }
    best
}

/// Whether each of two pieces is the other's best match in its account, at this probability.
fn is_mutual(
    material: &Material<'_>,
    best: &HashMap<(usize, usize), f32>,
    i: usize,
    j: usize,
    p: f32,
) -> bool {
    let reached = |from: usize, to: usize| best.get(&(from, material.pieces[to].account)).copied();
    reached(i, j).is_none_or(|most| p >= most) && reached(j, i).is_none_or(|most| p >= most)
}

/// Pairs worth joining, most probable first.
fn best_matches(
    material: &Material<'_>,
    pairs: &HashMap<(usize, usize), Likeness>,
) -> Vec<(f32, usize, usize)> {
    let best = best_in_accounts(material, pairs, Likeness::probability);
    let mut edges: Vec<(f32, usize, usize)> = pairs
        .iter()
        .filter_map(|(&(i, j), likeness)| {
            let p = likeness.probability();
            let best_i = best[&(i, material.pieces[j].account)];
            let best_j = best[&(j, material.pieces[i].account)];
            let mutual = is_mutual(material, &best, i, j, p) && p >= MUTUAL;
            let one_sided =
                (p >= best_i || p >= best_j) && p >= ONE_SIDED && p >= NEARLY_BEST * best_i.max(best_j);
            (mutual || one_sided).then_some((p, i, j))
        })
        .collect();
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    edges
}

fn join(
    edges: &[(f32, usize, usize)],
    pairs: &HashMap<(usize, usize), Likeness>,
    material: &Material<'_>,
) -> Vec<Vec<usize>> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &(_, i, j) in edges {
        let mut place = |piece: usize| {
            *group_of.entry(piece).or_insert_with(|| {
                groups.push(vec![piece]);
                groups.len() - 1
            })
        };
        let (a, b) = (place(i), place(j));
        if a == b || mean_between(&groups[a], &groups[b], pairs, material) < JOIN {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        for &piece in &moved {
            group_of.insert(piece, a);
        }
        groups[a].extend(moved);
        groups[a].sort_unstable();
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn mean_between(
    a: &[usize],
    b: &[usize],
    pairs: &HashMap<(usize, usize), Likeness>,
    material: &Material<'_>,
) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for &i in a {
        for &j in b {
            if material.pieces[i].account == material.pieces[j].account {
                continue;
            }
            let likeness = pairs.get(&(i.min(j), i.max(j)));
            sum += likeness.map_or(UNLIKE, Likeness::probability);
            count += 1;
        }
    }
    if count == 0 { 0.0 } else { sum / count as f32 }
}

/// One thread for each set of statements; a set that lies within a larger one needs none of its own.
fn threads_of(
    material: &Material<'_>,
    strands: Vec<Vec<usize>>,
    pairs: &HashMap<(usize, usize), Likeness>,
) -> (Vec<Thread>, Vec<Strand>) {
    let members: Vec<BTreeSet<(usize, usize)>> = strands
        .iter()
        .map(|pieces| {
            pieces
                .iter()
                .map(|&p| (material.pieces[p].account, material.pieces[p].statement))
                .collect()
        })
        .collect();
    let mut kept: Vec<&BTreeSet<(usize, usize)>> = Vec::new();
    for set in &members {
        let covered = members
            .iter()
            .any(|other| other.len() > set.len() && set.is_subset(other));
        if !covered && !kept.contains(&set) {
            kept.push(set);
        }
    }
    kept.sort();
    let thread_of = |set: &BTreeSet<(usize, usize)>| {
        kept.iter()
            .position(|other| set.is_subset(other))
            .unwrap_or_default()
    };
    let strands: Vec<Strand> = strands
        .into_iter()
        .zip(&members)
        .map(|(pieces, set)| Strand {
            pieces,
            thread: ThreadId(thread_of(set) as u32 + 1),
        })
        .collect();
    let threads = kept
        .iter()
        .enumerate()
        .map(|(nth, set)| {
            let id = ThreadId(nth as u32 + 1);
            let own: Vec<&Strand> = strands.iter().filter(|s| s.thread == id).collect();
            thread(material, id, set, &own, pairs)
        })
        .collect();
    (threads, strands)
}

fn thread(
    material: &Material<'_>,
    id: ThreadId,
    members: &BTreeSet<(usize, usize)>,
    strands: &[&Strand],
    pairs: &HashMap<(usize, usize), Likeness>,
) -> Thread {
    let (mut sum, mut count, mut differ) = (0.0, 0, false);
    for strand in strands {
        for (nth, &i) in strand.pieces.iter().enumerate() {
            for &j in &strand.pieces[nth + 1..] {
                if let Some(likeness) = pairs.get(&(i, j)) {
                    sum += likeness.probability();
                    count += 1;
                    differ |= likeness.speakers == Speakers::Different;
                }
            }
        }
    }
    let speakers: BTreeSet<usize> = strands
        .iter()
        .flat_map(|s| &s.pieces)
        .filter_map(|&p| material.pieces[p].speaker)
        .collect();
    let one = (speakers.len() == 1).then(|| speakers.first().copied()).flatten();
    Thread {
        id,
        kind: if differ || speakers.is_empty() {
            ThreadKind::Claim
        } else {
            ThreadKind::Utterance
        },
        speaker: one.map(|s| material.identities.all[s].id),
        members: members
            .iter()
            .map(|&(account, statement)| StatementRef {
                account: material.id(account).to_owned(),
                statement: material.accounts[account].statements[statement].id,
            })
            .collect(),
        confidence: round(sum / count.max(1) as f32),
    }
}

/// Three decimals: what lies beyond says nothing.
pub(crate) fn round(x: f32) -> f32 {
    (x * 1000.0).round() / 1000.0
}
