//! Who called whom, and at whose request.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::super::material::{Material, Passage, terms_in};
use super::occasions::{Families, Occasion, people_in};
use super::{Finding, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Words after which the one who wanted the call or meeting is named.
static NAMED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:at|on)\s+the\s+(?:request|initiative|suggestion)\s+of|initiated\s+by|requested\s+by|(?:received|took|answered|accepted)\s+a\s+(?:tele)?(?:phone\s+)?call\s+from|(?:phone|telephone)\s+call\s+from)\b",
    )
    .expect("a fixed pattern")
});

/// Words before which that one is named.
static NAMED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:\b(?:rung|rang|phoned|telephoned|(?:placed|made|initiated)\s+(?:a|the)\s+(?:tele)?(?:phone\s+)?(?:call|conversation|talks)|initiated\s+the\s+(?:call|conversation|talks|meeting)|(?:requested|sought|asked\s+for)\s+(?:a|the)\s+(?:call|conversation|meeting))\b|['’]s\s+(?:request|initiative)\b)",
    )
    .expect("a fixed pattern")
});

/// How far from those words, in bytes, the name may stand.
const REACH_BYTES: usize = 70;

/// How many bytes may lie between a state and the person who is its.
const APPOSED_BYTES: usize = 12;

/// Someone who is said to have brought a call or meeting about.
struct Request {
    account: usize,
    words: Span,
    /// People and states, as keys.
    who: BTreeSet<String>,
    kind: &'static str,
}

/// Finds calls and meetings that one account has brought about by one side, another by the other.
pub(super) fn find(material: &Material<'_>, occasions: &[Occasion], out: &mut Vec<Finding>) {
    let families = Families::of(material);
    let sides = sides(material);
    let mut requests: Vec<Request> = Vec::new();
    for (nth, passage) in material.passages.iter().enumerate() {
        let kind = occasions
            .iter()
            .rev()
            .find(|o| o.account == passage.account && o.passage <= nth && o.passage + 2 > nth)
            .map(|o| o.kind);
        requests.extend(requests_in(material, &families, &sides, passage, kind));
    }
    for (nth, x) in requests.iter().enumerate() {
        for y in &requests[nth + 1..] {
            let one = x.kind == y.kind && x.account != y.account;
            if one
                && !material.copies.same_text(x.account, y.account)
                && x.who.is_disjoint(&y.who)
                && comparable(x, y)
            {
                let words = |r: &Request| cited(material.text(r.account), r.words);
                out.push(Finding {
                    kind: DiscrepancyKind::Attribution,
                    strand: None,
                    why: format!(
                        "On who wanted the {} one account has {}, another {}.",
                        x.kind,
                        words(x),
                        words(y)
                    ),
                    sides: [(x.account, x.words), (y.account, y.words)],
                    confidence: 0.6,
                });
            }
        }
    }
}

/// Whether both name a state, or both a person: a person of no known state may be of either.
fn comparable(x: &Request, y: &Request) -> bool {
    let both = |state: bool| {
        [x, y]
            .iter()
            .all(|r| r.who.iter().any(|key| key.starts_with('@') == state))
    };
    both(true) || both(false)
}

/// The state of each person, when all accounts that give one agree.
fn sides(material: &Material<'_>) -> BTreeMap<usize, String> {
    let mut all: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for annotated in material.accounts {
        for actor in &annotated.actors {
            let who = material.identities.of(&annotated.account.id, actor.id);
            if let (Some(who), Some(side)) = (who, &actor.side) {
                all.entry(who).or_default().insert(side.clone());
            }
        }
    }
    all.into_iter()
        .filter(|(_, sides)| sides.len() == 1)
        .filter_map(|(who, sides)| Some((who, sides.into_iter().next()?)))
        .collect()
}

fn requests_in(
    material: &Material<'_>,
    families: &Families,
    sides: &BTreeMap<usize, String>,
    passage: &Passage,
    kind: Option<&'static str>,
) -> Option<Request> {
    let text = material.text(passage.account);
    let words = passage.span.of(text);
    let after = NAMED_AFTER.find(words);
    let found = after.or_else(|| NAMED_BEFORE.find(words))?;
    let cue = Span::new(
        passage.span.start + found.start(),
        passage.span.start + found.end(),
    );
    let (who, nearest) = named_near(material, families, passage, cue, after.is_some())?;
    let who = with_sides(who, sides);
    let terms = material.passage_terms(passage);
    let called = kind.filter(|k| matches!(*k, "call" | "meeting" | "summit"));
    let range = terms_in(terms, cue.cover(nearest));
    let words = terms.get(range)?;
    Some(Request {
        account: passage.account,
        words: words.first()?.span.cover(words.last()?.span),
        who,
        kind: if is_call(found.as_str()) { "call" } else { called? },
    })
}

/// The people and states named nearest to the words, after or before them, and where.
fn named_near(
    material: &Material<'_>,
    families: &Families,
    passage: &Passage,
    cue: Span,
    after: bool,
) -> Option<(BTreeSet<String>, Span)> {
    let people = people_in(material, families, passage).into_iter();
    let people = people.map(|(who, span)| (format!("p{who}"), span));
    let terms = material.passage_terms(passage).iter();
    let states = terms.filter(|t| t.key.starts_with('@'));
    let far = |span: Span| {
        if after {
            span.start.checked_sub(cue.end)
        } else {
            cue.start.checked_sub(span.end)
        }
    };
    let named: Vec<(String, Span)> = states
        .map(|t| (t.key.clone(), t.span))
        .chain(people)
        .filter(|(_, span)| far(*span).is_some_and(|bytes| bytes <= REACH_BYTES))
        .collect();
    let nearest = named
        .iter()
        .map(|(_, span)| *span)
        .min_by_key(|span| (far(*span), span.len()))?;
    // "the President of Portugal, Helena Duarte": the state and the person after it are one.
    let together = |span: Span| {
        let close = after && span.start.max(nearest.start) <= span.end.min(nearest.end) + APPOSED_BYTES;
        span.overlaps(nearest) || close
    };
    let who = named.into_iter().filter(|(_, span)| together(*span));
    Some((who.map(|(key, _)| key).collect(), nearest))
}

/// The same with the states of the people.
fn with_sides(mut who: BTreeSet<String>, sides: &BTreeMap<usize, String>) -> BTreeSet<String> {
    let states: Vec<String> = who
        .iter()
        .filter_map(|key| sides.get(&key.strip_prefix('p')?.parse().ok()?))
        .map(|side| format!("@{side}"))
        .collect();
    who.extend(states);
    who
}

fn is_call(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["call", "phone", "rang", "rung"]
        .iter()
        .any(|word| lower.contains(word))
}
