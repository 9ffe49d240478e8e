//! Threads, discrepancies and omissions: what is between accounts.

use std::collections::{BTreeSet, HashMap, HashSet};

use rashomon_core::comparison::{Comparison, Discrepancy, Omitted, ThreadId};
use rashomon_core::{Span, StatementId};

use super::CaseError;
use super::gold::{Case, GoldDiscrepancy, GoldSide, account_of};
use super::mistake::Mistake;
use super::side::Side;
use super::statements::{Served, Share};

/// Two gold ids of different accounts, in order.
pub type Pair = (String, String);

/// The accounts that are scored, by stem, and every account's stem by its id.
pub struct Sides<'a> {
    /// By stem.
    pub by_stem: HashMap<String, Side<'a>>,
    /// Stems by account id.
    pub stems: HashMap<String, String>,
}

impl Sides<'_> {
    fn stem<'s>(&'s self, id: &'s str) -> &'s str {
        self.stems.get(id).map_or(id, String::as_str)
    }
}

/// Pairs of statements of these accounts that belong together.
pub fn gold_pairs(case: &Case, chosen: &HashSet<String>) -> BTreeSet<Pair> {
    let mut out = BTreeSet::new();
    for group in &case.alignments {
        let mut ids: Vec<&String> = group
            .ids
            .iter()
            .filter(|id| chosen.contains(account_of(id)))
            .collect();
        ids.sort();
        for (number, one) in ids.iter().enumerate() {
            let others = ids[number + 1..]
                .iter()
                .filter(|other| account_of(one) != account_of(other));
            out.extend(others.map(|other| ((*one).clone(), (*other).clone())));
        }
    }
    out
}

/// How threads compare with gold's groups.
#[derive(Debug, Default)]
pub struct ThreadScore {
    /// Gold pairs that stand in one thread.
    pub recall: Share,
    /// Pairs in one thread that gold has.
    pub precision: Share,
    /// Pairs that must not be together and are.
    pub forbidden: usize,
}

/// Which predictions stand in which threads, and which gold statements they serve.
pub struct Woven<'a> {
    served: &'a Served,
    threads: HashMap<(String, StatementId), HashSet<ThreadId>>,
    serving: HashMap<(String, StatementId), Vec<&'a String>>,
}

impl<'a> Woven<'a> {
    /// Notes the threads of a comparison.
    pub fn new(served: &'a Served, sides: &Sides, comparison: &Comparison) -> Self {
        let mut threads: HashMap<(String, StatementId), HashSet<ThreadId>> = HashMap::new();
        for thread in &comparison.threads {
            for member in &thread.members {
                let place = (sides.stem(&member.account).to_owned(), member.statement);
                threads.entry(place).or_default().insert(thread.id);
            }
        }
        let mut serving: HashMap<(String, StatementId), Vec<&String>> = HashMap::new();
        for (id, place) in &served.found {
            serving.entry(place.clone()).or_default().push(id);
        }
        Self {
            served,
            threads,
            serving,
        }
    }

    fn together(&self, one: &str, other: &str) -> bool {
        let threads = |id: &str| self.threads.get(self.served.found.get(id)?);
        match (threads(one), threads(other)) {
            (Some(one), Some(other)) => !one.is_disjoint(other),
            _ => false,
        }
    }

    /// A prediction that serves several gold statements is right if any of them is.
    fn is_right(&self, (one, other): &Pair, gold: &BTreeSet<Pair>) -> bool {
        let serves = |id: &String| &self.serving[&self.served.found[id]];
        let in_order = |a: &String, b: &String| {
            if a <= b {
                (a.clone(), b.clone())
            } else {
                (b.clone(), a.clone())
            }
        };
        serves(one)
            .iter()
            .any(|a| serves(other).iter().any(|b| gold.contains(&in_order(a, b))))
    }

    /// Pairs of found statements that stand in one thread.
    fn predicted_pairs(&self) -> Vec<Pair> {
        let ids: Vec<&String> = self.served.found.keys().collect();
        let mut out = Vec::new();
        for (number, one) in ids.iter().enumerate() {
            for other in &ids[number + 1..] {
                if account_of(one) != account_of(other) && self.together(one, other) {
                    out.push(((*one).clone(), (*other).clone()));
                }
            }
        }
        out
    }

    /// Scores the threads.
    pub fn score(&self, case: &Case, gold: &BTreeSet<Pair>, mistakes: &mut Vec<Mistake>) -> ThreadScore {
        let ids = |(one, other): &Pair| [one.clone(), other.clone()];
        let apart: Vec<&Pair> = gold
            .iter()
            .filter(|(one, other)| !self.together(one, other))
            .collect();
        mistakes.extend(apart.iter().map(|pair| Mistake::Unthreaded { ids: ids(pair) }));
        let predicted = self.predicted_pairs();
        let wrong: Vec<&Pair> = predicted
            .iter()
            .filter(|pair| !self.is_right(pair, gold))
            .collect();
        mistakes.extend(wrong.iter().map(|pair| Mistake::OverThreaded { ids: ids(pair) }));
        let separate = case
            .must_not_align
            .iter()
            .filter_map(|separate| match &separate.ids[..] {
                [one, other] => Some((one.clone(), other.clone())),
                _ => None,
            });
        let forbidden: Vec<Pair> = separate
            .filter(|(one, other)| self.together(one, other))
            .collect();
        mistakes.extend(forbidden.iter().map(|pair| Mistake::Forbidden { ids: ids(pair) }));
        ThreadScore {
            recall: Share {
                right: gold.len() - apart.len(),
                of: gold.len(),
            },
            precision: Share {
                right: predicted.len() - wrong.len(),
                of: predicted.len(),
            },
            forbidden: forbidden.len(),
        }
    }

    /// Of the statements without a gold thread, how many are listed as absent from the other account, and
    /// how many with a gold thread are.
    pub fn score_omissions(
        &self,
        sides: &Sides,
        comparison: &Comparison,
        gold: &BTreeSet<Pair>,
    ) -> (Share, usize) {
        let linked: HashSet<&String> = gold.iter().flat_map(|(one, other)| [one, other]).collect();
        let mut listed: HashSet<&String> = HashSet::new();
        for omission in &comparison.omissions {
            if let Omitted::Statement(of) = &omission.what {
                let place = (sides.stem(&of.account).to_owned(), of.statement);
                listed.extend(self.serving.get(&place).into_iter().flatten());
            }
        }
        let absent: HashSet<&String> = self
            .served
            .found
            .keys()
            .filter(|id| !linked.contains(id))
            .collect();
        let share = Share {
            right: absent.intersection(&listed).count(),
            of: absent.len(),
        };
        (share, listed.intersection(&linked).count())
    }
}

/// How many characters evidence may lie off an anchor.
const NEAR: usize = 60;

/// Found and typed discrepancies, of those between accounts that are scored.
pub fn score_discrepancies(
    case: &Case,
    sides: &Sides,
    comparison: &Comparison,
    mistakes: &mut Vec<Mistake>,
) -> Result<(Share, Share), CaseError> {
    let (mut found, mut typed) = (Share::default(), Share::default());
    let scored = |side: &GoldSide| sides.by_stem.contains_key(&side.account);
    for gold in case
        .key_discrepancies
        .iter()
        .filter(|gold| gold.sides.iter().all(scored))
    {
        let kinds = kinds_near(gold, sides, comparison)?;
        found.of += 1;
        typed.of += 1;
        found.right += usize::from(!kinds.is_empty());
        typed.right += usize::from(kinds.contains(&gold.kind.as_str()));
        if kinds.is_empty() {
            mistakes.push(Mistake::Undiscovered {
                id: gold.id.clone(),
                kind: gold.kind.clone(),
                sides: gold
                    .sides
                    .iter()
                    .map(|side| (side.account.clone(), side.anchor.clone()))
                    .collect(),
            });
        } else if !kinds.contains(&gold.kind.as_str()) {
            let kind = format!("{}, got {}", gold.kind, kinds.join(", "));
            mistakes.push(Mistake::Mistyped {
                id: gold.id.clone(),
                kind,
            });
        }
    }
    Ok((found, typed))
}

/// The kinds of the predicted discrepancies that lie near both sides of gold's.
fn kinds_near(
    gold: &GoldDiscrepancy,
    sides: &Sides,
    comparison: &Comparison,
) -> Result<Vec<&'static str>, CaseError> {
    let mut kinds = Vec::new();
    for discrepancy in &comparison.discrepancies {
        let mut all_near = true;
        for side in &gold.sides {
            all_near &= is_near(side, discrepancy, sides)?;
        }
        kinds.extend(all_near.then(|| discrepancy.kind.label()));
    }
    Ok(kinds)
}

fn is_near(gold: &GoldSide, discrepancy: &Discrepancy, sides: &Sides) -> Result<bool, CaseError> {
    let side = &sides.by_stem[&gold.account];
    let spans: Vec<Span> = discrepancy
        .evidence
        .iter()
        .filter(|evidence| sides.stem(&evidence.account) == gold.account)
        .map(|evidence| evidence.span)
        .collect();
    let end = gold.offset + gold.anchor.chars().count();
    let near = |&(s, e): &(usize, usize)| s < end + NEAR && e + NEAR > gold.offset;
    Ok(side.ranges(&spans)?.iter().any(near))
}
