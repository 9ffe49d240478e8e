//! Figures that measure one thing, whoever gives them and in whatever sentence: a learned scorer weighs the words around
//! them, and whether each is the other's best match.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::super::figures::{Figure, Value, is_currency, is_measure};
use super::super::likeness::{agreement_of, overlap};
use super::super::material::Material;
use super::super::scorer::Scorer;
use super::reached::Reached;
use super::{Finding, cited, counts, dates, numbers};
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;
use crate::event::Quantity;
use crate::quantities::quantities_conflict;
use crate::span::Span;
use crate::times::times_conflict;

/// What the scorer sees of two figures, in order; the first is always 1.
pub(crate) const FEATURES: [&str; 24] = [
    "bias",
    "near",
    "overlap",
    "shared",
    "beside",
    "sentence",
    "names",
    "noun",
    "other_noun",
    "no_noun",
    "best",
    "margin",
    "alone",
    "agreed",
    "apart",
    "percent",
    "length",
    "span",
    "money",
    "clock",
    "day",
    "small",
    "early",
    "level",
];

/// Least probability of a difference that is told; chosen by cross-validation (`training/figures`).
const LEAST: f32 = 0.45;

/// Least cosine of sentences whose figures have no telling word around them in common.
const LEAST_SENTENCE: f32 = 0.35;

/// What the share of common words counts beside the cosine, where the best match is sought.
const OVERLAP_COUNTS: f32 = 0.6;

/// Amounts further apart than this, one so many times the other, are not of one thing.
const FARTHEST: f64 = 12.0;

/// What stands before this share of an account is its beginning.
const EARLY: f32 = 0.35;

/// Two figures that can measure one thing, and whether no value fits both.
struct Match {
    a: usize,
    b: usize,
    likeness: f32,
    conflict: bool,
}

/// Two figures in conflict, and what they have in common.
pub(crate) struct Candidate {
    /// Indices of the figures.
    pub figures: (usize, usize),
    /// What the scorer sees.
    pub features: [f32; FEATURES.len()],
}

/// Finds figures for one thing that cannot both be exact: each the most probable match of the other in its account.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let candidates = candidates(material);
    let probabilities: Vec<f32> = candidates
        .iter()
        .map(|c| scorer().probability(&c.features))
        .collect();
    let mut best: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    let ways = |(i, j): (usize, usize)| {
        let account = |nth: usize| material.figures[nth].account;
        [(i, account(j)), (j, account(i))]
    };
    for (candidate, &probability) in candidates.iter().zip(&probabilities) {
        for way in ways(candidate.figures) {
            let known = best.entry(way).or_default();
            *known = known.max(probability);
        }
    }
    for (candidate, &probability) in candidates.iter().zip(&probabilities) {
        let is_best = ways(candidate.figures).iter().all(|way| probability >= best[way]);
        if is_best && probability >= LEAST {
            let (i, j) = candidate.figures;
            out.push(finding(
                material,
                &material.figures[i],
                &material.figures[j],
                probability,
            ));
        }
    }
}

/// The weights that `training/figures` made.
fn scorer() -> &'static Scorer<{ FEATURES.len() }> {
    static SCORER: LazyLock<Scorer<{ FEATURES.len() }>> =
        LazyLock::new(|| Scorer::read(&FEATURES, include_str!("../../../data/figures/scorer.tsv")));
    &SCORER
}

/// Every two figures that conflict if they measure one thing.
pub(crate) fn candidates(material: &Material<'_>) -> Vec<Candidate> {
    let matches = matches(material);
    let field = Field::of(material, &matches);
    let conflicting = matches.iter().filter(|m| m.conflict);
    conflicting
        .filter(|m| speak_of_one_thing(material, &material.figures[m.a], &material.figures[m.b]))
        .map(|m| Candidate {
            figures: (m.a, m.b),
            features: field.features(m),
        })
        .collect()
}

/// Whether there is anything that says so, however lonely the figures are of their kind.
fn speak_of_one_thing(material: &Material<'_>, x: &Figure, y: &Figure) -> bool {
    let vector = |figure: &Figure| material.passage_vector(&material.passages[figure.passage]);
    overlap(&x.bag, &y.bag).1 > 0.0 || cosine(vector(x), vector(y)) >= LEAST_SENTENCE
}

fn matches(material: &Material<'_>) -> Vec<Match> {
    let figures = &material.figures;
    (0..figures.len())
        .into_par_iter()
        .flat_map_iter(|a| {
            let x = &figures[a];
            (a + 1..figures.len()).filter_map(move |b| {
                let y = &figures[b];
                if !comparable(x, y) || material.copies.same_text(x.account, y.account) {
                    return None;
                }
                let near = cosine(material.vector(x.vector), material.vector(y.vector));
                Some(Match {
                    a,
                    b,
                    likeness: near + OVERLAP_COUNTS * overlap(&x.bag, &y.bag).0,
                    conflict: conflict(material, x, y),
                })
            })
        })
        .collect()
}

/// How the figures of all accounts lie to each other.
struct Field<'m> {
    material: &'m Material<'m>,
    /// By figure and account; what is marked agrees.
    reached: BTreeMap<(usize, usize), Reached>,
}

impl<'m> Field<'m> {
    fn of(material: &'m Material<'m>, matches: &[Match]) -> Self {
        let mut reached: BTreeMap<(usize, usize), Reached> = BTreeMap::new();
        for m in matches {
            for (from, to) in [(m.a, m.b), (m.b, m.a)] {
                let account = material.figures[to].account;
                let nothing = Reached::nothing(f32::NEG_INFINITY);
                let known = reached.entry((from, account)).or_insert(nothing);
                known.note(m.likeness, !m.conflict);
            }
        }
        Self { material, reached }
    }

    fn features(&self, m: &Match) -> [f32; FEATURES.len()] {
        let material = self.material;
        let (x, y) = (&material.figures[m.a], &material.figures[m.b]);
        let [first, second] = [(m.a, y.account), (m.b, x.account)].map(|key| self.reached[&key]);
        // How far this match is ahead of the next, or behind the best.
        let ahead = |reached: Reached| {
            let next = if m.likeness >= reached.best {
                reached.second
            } else {
                reached.best
            };
            (m.likeness - next).clamp(-0.5, 0.5)
        };
        let margin = ahead(first).min(ahead(second));
        let agreed = (first.marked.max(second.marked) - m.likeness).clamp(-1.0, 0.5);
        let lone = |reached: Reached| reached.second == f32::NEG_INFINITY;
        let (overlap_share, shared) = overlap(&x.bag, &y.bag);
        let (noun, other_noun, no_noun) = nouns(material, x, y);
        let unit = match &x.value {
            Value::Amount(amount) => amount.unit.as_deref().unwrap_or_default(),
            _ => "",
        };
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        let places = [x, y].map(|figure| place_in_account(material, figure));
        [
            1.0,
            cosine(material.vector(x.vector), material.vector(y.vector)),
            overlap_share,
            (shared / 6.0).min(1.0),
            (overlap(&x.beside, &y.beside).1 / 3.0).min(1.0),
            cosine(
                material.passage_vector(&material.passages[x.passage]),
                material.passage_vector(&material.passages[y.passage]),
            ),
            agreement_of(&x.names, &y.names),
            noun,
            other_noun,
            no_noun,
            flag(m.likeness >= first.best && m.likeness >= second.best),
            margin,
            (flag(lone(first)) + flag(lone(second))) / 2.0,
            agreed,
            distance(material, x, y),
            flag(unit == "percent"),
            flag(unit == "minutes"),
            flag(matches!(unit, "days" | "months" | "years")),
            flag(is_currency(unit)),
            flag(matches!(x.value, Value::Clock(_))),
            flag(matches!(x.value, Value::Day(_))),
            flag(matches!(&x.value, Value::Amount(a) if a.value <= 3.0)),
            flag(places[0] < EARLY && places[1] < EARLY),
            (places[0] - places[1]).abs(),
        ]
    }
}

/// How far down in its account a figure stands, 0 to 1.
fn place_in_account(material: &Material<'_>, figure: &Figure) -> f32 {
    let all = material.passages_of(figure.account);
    (figure.passage - all.start) as f32 / all.len().max(1) as f32
}

/// Whether both count under one noun, or how near two nouns are to each other, and whether one has none.
fn nouns(material: &Material<'_>, x: &Figure, y: &Figure) -> (f32, f32, f32) {
    match (x.noun, y.noun) {
        (Some(a), Some(b)) if a == b => (1.0, 0.0, 0.0),
        (Some(a), Some(b)) => (0.0, 1.0 - cosine(material.vector(a), material.vector(b)), 0.0),
        (None, None) => (0.0, 0.0, 0.0),
        _ => (0.0, 0.0, 1.0),
    }
}

/// How far apart two values are: the logarithm of their ratio for amounts, 1 for half a day.
fn distance(material: &Material<'_>, x: &Figure, y: &Figure) -> f32 {
    match (&x.value, &y.value) {
        (Value::Amount(a), Value::Amount(b)) => {
            let (a, b) = match (in_minutes(a), in_minutes(b)) {
                (Some(a), Some(b)) => (a.value, b.value),
                _ => (a.value, b.value),
            };
            (a.max(b) / a.min(b).max(0.5)).ln() as f32
        }
        (Value::Clock(a), Value::Clock(b)) => {
            let apart = a.abs_diff(*b);
            apart.min(24 * 60 - apart) as f32 / (12.0 * 60.0)
        }
        (Value::Day(a), Value::Day(b)) => {
            let texts = (material.text(x.account), material.text(y.account));
            if dates::too_far(a, b, texts.0, texts.1) {
                2.0
            } else {
                0.5
            }
        }
        _ => 0.0,
    }
}

/// Whether two figures can be of one thing: hours with hours, money with money, counts with counts.
fn comparable(x: &Figure, y: &Figure) -> bool {
    match (&x.value, &y.value) {
        (Value::Clock(_), Value::Clock(_)) => true,
        (Value::Day(a), Value::Day(b)) => a.granularity == b.granularity,
        (Value::Amount(a), Value::Amount(b)) => {
            let measured = |unit: &Option<String>| unit.as_deref().is_some_and(is_measure);
            let (a_value, b_value) = if a.unit == b.unit {
                (a.value, b.value)
            } else {
                match (in_minutes(a), in_minutes(b)) {
                    (Some(a), Some(b)) => (a.value, b.value),
                    (None, None) if !measured(&a.unit) && !measured(&b.unit) => (a.value, b.value),
                    _ => return false,
                }
            };
            a_value.max(b_value) <= FARTHEST * a_value.min(b_value)
        }
        _ => false,
    }
}

/// A length of time in minutes, so that a day and 24 hours can be compared; `None` for what is no length of time.
fn in_minutes(amount: &Quantity) -> Option<Quantity> {
    const MINUTES: &[(&str, f64)] = &[
        ("minutes", 1.0),
        ("days", 1440.0),
        ("months", 43_800.0),
        ("years", 525_600.0),
        ("decade", 5_256_000.0),
    ];
    let unit = amount.unit.as_deref()?;
    let (_, factor) = MINUTES.iter().find(|(name, _)| *name == unit)?;
    Some(Quantity {
        value: amount.value * factor,
        low: amount.low * factor,
        high: amount.high * factor,
        ..amount.clone()
    })
}

fn conflict(material: &Material<'_>, x: &Figure, y: &Figure) -> bool {
    match (&x.value, &y.value) {
        (Value::Day(a), Value::Day(b)) => {
            let texts = (material.text(x.account), material.text(y.account));
            times_conflict(a, b, texts.0, texts.1).is_some()
        }
        (Value::Clock(a), Value::Clock(b)) => a != b,
        (Value::Amount(a), Value::Amount(b)) if a.unit == b.unit => quantities_conflict(a, b),
        (Value::Amount(a), Value::Amount(b)) => match (in_minutes(a), in_minutes(b)) {
            (Some(a), Some(b)) => counts::apart(&a, &b),
            _ => counts::apart(a, b),
        },
        _ => false,
    }
}

fn finding(material: &Material<'_>, x: &Figure, y: &Figure, confidence: f32) -> Finding {
    let sides: [(usize, Span); 2] = [(x.account, x.span), (y.account, y.span)];
    if let Value::Amount(_) = x.value {
        return numbers::finding(material, None, sides, confidence);
    }
    let words = |side: (usize, Span)| cited(material.text(side.0), side.1);
    Finding {
        kind: DiscrepancyKind::Date,
        strand: None,
        why: format!(
            "One account puts it at {}, another at {}.",
            words(sides[0]),
            words(sides[1])
        ),
        sides,
        confidence,
    }
}
