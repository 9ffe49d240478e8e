//! Sentences that contradict each other in whatever words, as the scorer of relations judges them.

use super::super::material::{Material, Passage};
use super::super::relations::Related;
use super::weigh::Weighed;
use super::{Finding, cited, dates, numbers};
use crate::comparison::DiscrepancyKind;
use crate::event::{Granularity, Quantity, Time};
use crate::quantities::quantities_conflict;
use crate::times::times_conflict;

/// Finds sentences that contradict each other and in which nothing else has been found to differ.
pub(super) fn find(material: &Material<'_>, weighed: &[Weighed]) -> Vec<Finding> {
    let pairs = weighed.iter().filter(|pair| pair.findings.is_empty());
    pairs
        .filter_map(|pair| finding(material, &pair.related, pair.probability()))
        .collect()
}

/// `None` where the scorer takes amounts or days for different ones that are the same.
fn finding(material: &Material<'_>, related: &Related, confidence: f32) -> Option<Finding> {
    let (i, j) = related.passages;
    let (a, b) = (&material.passages[i], &material.passages[j]);
    let found = match related.relation.kind {
        DiscrepancyKind::Number => amounts(material, a, b),
        DiscrepancyKind::Date => days(material, a, b),
        _ => Compared::Nothing,
    };
    match found {
        Compared::Agree => None,
        Compared::Conflict(finding) => Some(Finding {
            confidence,
            ..finding
        }),
        Compared::Nothing => Some(Finding {
            confidence,
            ..whole(material, a, b, related.relation.kind)
        }),
    }
}

fn whole(material: &Material<'_>, a: &Passage, b: &Passage, kind: DiscrepancyKind) -> Finding {
    let [one, another] = [a, b].map(|p| cited(material.text(p.account), p.span));
    let matter = match kind {
        DiscrepancyKind::Number => "how many or how much",
        DiscrepancyKind::Date => "when",
        DiscrepancyKind::Place => "where",
        DiscrepancyKind::Person => "who",
        DiscrepancyKind::Scope => "how far it goes",
        _ => "whether it is so",
    };
    Finding {
        kind,
        strand: None,
        why: format!("One account has {one}, another {another}: they differ on {matter}."),
        sides: [(a.account, a.span), (b.account, b.span)],
        confidence: 0.0,
    }
}

/// What comes of comparing the amounts or the days of two sentences.
enum Compared {
    /// There is nothing to compare.
    Nothing,
    /// All that can be compared fits.
    Agree,
    Conflict(Finding),
}

/// Compares each of some with each of others; a conflict counts only between two that nothing on the other side fits.
fn compare<'m, T>(
    these: &[&'m T],
    those: &[&'m T],
    fits: impl Fn(&T, &T) -> bool,
    conflict: impl Fn(&'m T, &'m T) -> Option<Finding>,
) -> Compared {
    let fitting = |x: &T| those.iter().any(|y| fits(x, y));
    let fitted = |y: &T| these.iter().any(|x| fits(x, y));
    for x in these.iter().filter(|x| !fitting(x)) {
        for y in those.iter().filter(|y| !fitted(y)) {
            if let Some(finding) = conflict(x, y) {
                return Compared::Conflict(finding);
            }
        }
    }
    if these.iter().any(|x| fitting(x)) {
        Compared::Agree
    } else {
        Compared::Nothing
    }
}

fn amounts(material: &Material<'_>, a: &Passage, b: &Passage) -> Compared {
    let of = |p: &Passage| -> Vec<&Quantity> {
        let all = material.accounts[p.account].quantities.iter();
        all.filter(|q| p.span.contains(q.span)).collect()
    };
    compare(
        &of(a),
        &of(b),
        |x, y| x.unit == y.unit && !quantities_conflict(x, y),
        |x, y| {
            let sides = [(a.account, x.span), (b.account, y.span)];
            quantities_conflict(x, y).then(|| numbers::finding(material, None, sides, 0.0))
        },
    )
}

fn days(material: &Material<'_>, a: &Passage, b: &Passage) -> Compared {
    let of = |p: &Passage| -> Vec<&Time> {
        let all = material.accounts[p.account].times.iter();
        all.filter(|t| p.span.contains(t.span) && t.granularity != Granularity::Vague)
            .collect()
    };
    let texts = [a, b].map(|p| material.text(p.account));
    compare(
        &of(a),
        &of(b),
        |x, y| x.earliest.is_some() && (&x.earliest, &x.latest) == (&y.earliest, &y.latest),
        |x, y| {
            let reason = times_conflict(x, y, texts[0], texts[1])?;
            let sides = [(a.account, x.span), (b.account, y.span)];
            Some(dates::finding(material, None, sides, reason, 0.0))
        },
    )
}
