//! When.

use super::super::material::{Material, Piece, terms_in};
use super::occasions::Occasion;
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::event::{Granularity, Time};
use crate::span::Span;
use crate::times::{find_times, times_conflict};

/// Dates further apart than this belong to different occasions of one kind.
const MOST_DAYS: i64 = 4;

/// How far, in words, a date may stand from the word that it dates.
const FARTHEST: usize = 14;

/// Finds times that conflict inside one statement as two accounts report it.
pub(super) fn in_pair(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let (in_a, in_b) = (times_in(material, pair.a), times_in(material, pair.b));
    // With several times on a side it is open which belongs to which.
    let ([x], [y]) = (&in_a[..], &in_b[..]) else {
        return;
    };
    let (text_a, text_b) = (material.text(pair.a.account), material.text(pair.b.account));
    if kind(x) != kind(y)
        || pair.strand.is_none() && (is_dateline(x, pair.a, text_a) || is_dateline(y, pair.b, text_b))
        || pair.strand.is_none() && (is_relative(x, text_a) || is_relative(y, text_b))
    {
        return;
    }
    if let Some(reason) = times_conflict(x, y, text_a, text_b) {
        let sides = [(pair.a.account, x.span), (pair.b.account, y.span)];
        out.push(finding(
            material,
            pair.strand,
            sides,
            reason,
            if pair.strand.is_some() { 0.3 } else { 0.38 } + 0.45 * pair.probability,
        ));
    }
}

/// Days with days, months with months: a month given for a plan and a day given for a meeting are two things.
fn kind(time: &Time) -> Granularity {
    match time.granularity {
        Granularity::Weekday => Granularity::Day,
        other => other,
    }
}

/// Whether a date says when the text was written rather than when something took place: "Geneva, 4 May 2031".
fn is_dateline(time: &Time, piece: &Piece, text: &str) -> bool {
    let before = text[piece.span.start..time.span.start.max(piece.span.start)].trim_end();
    let years = time.span.of(text).chars().filter(char::is_ascii_digit).count() >= 5;
    years && (before.is_empty() || before.ends_with([',', '(', '–', '—', '-']))
}

/// Whether a date depends on who says it when: "tonight" in what somebody is quoted as saying.
fn is_relative(time: &Time, text: &str) -> bool {
    let words = time.span.of(text);
    words.starts_with(char::is_lowercase) && !words.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

fn times_in<'m>(material: &'m Material<'_>, piece: &Piece) -> Vec<&'m Time> {
    let terms = material.window_terms(piece);
    let (Some(first), Some(last)) = (terms.first(), terms.last()) else {
        return Vec::new();
    };
    let window = first.span.cover(last.span);
    let all = &material.accounts[piece.account].times;
    all.iter()
        .filter(|t| window.overlaps(t.span) && t.granularity != Granularity::Vague)
        .collect()
}

/// Finds days of one occasion that conflict, wherever in the accounts they stand.
///
/// Two accounts that agree on the day somewhere do not conflict elsewhere: they speak of several occasions.
pub(super) fn between_occasions(material: &Material<'_>, occasions: &[Occasion], out: &mut Vec<Finding>) {
    let dated: Vec<(&Occasion, &Time)> = occasions
        .iter()
        .filter_map(|o| day_of(material, o, occasions).map(|time| (o, time)))
        .collect();
    let conflict = |(o, x): &(&Occasion, &Time), (p, y): &(&Occasion, &Time)| {
        times_conflict(x, y, material.text(o.account), material.text(p.account))
    };
    for (nth, left) in dated.iter().enumerate() {
        for right in &dated[nth + 1..] {
            let (o, p) = (left.0, right.0);
            let same = o.sameness(p);
            if o.account == p.account || same == 0.0 || material.copies.same_text(o.account, p.account) {
                continue;
            }
            let Some(reason) = conflict(left, right) else {
                continue;
            };
            let agree = |one: &(&Occasion, &Time), with: usize| {
                dated.iter().any(|other| {
                    other.0.account == with && other.0.sameness(one.0) > 0.0 && conflict(one, other).is_none()
                })
            };
            if too_far(
                left.1,
                right.1,
                material.text(o.account),
                material.text(p.account),
            ) || agree(left, p.account)
                || agree(right, o.account)
            {
                continue;
            }
            let sides = [(o.account, left.1.span), (p.account, right.1.span)];
            out.push(finding(material, None, sides, reason, 0.2 + 0.6 * same));
        }
    }
}

/// The one day that a sentence gives near the word for the occasion, nearer than to that of any other kind.
fn day_of<'m>(material: &'m Material<'_>, occasion: &Occasion, all: &[Occasion]) -> Option<&'m Time> {
    let passage = &material.passages[occasion.passage];
    let terms = material.passage_terms(passage);
    let at = |span: Span| terms_in(terms, span).start;
    let mut days = material.accounts[occasion.account]
        .times
        .iter()
        .filter(|t| matches!(t.granularity, Granularity::Day | Granularity::Weekday))
        .filter(|t| passage.span.contains(t.span))
        .filter(|t| at(t.span).abs_diff(at(occasion.trigger)) <= FARTHEST);
    let first = days.next()?;
    // "met on Monday during a visit": a date belongs to the word before it rather than to one after.
    let far = |o: &Occasion| match at(first.span).checked_sub(at(o.trigger)) {
        Some(before) => before,
        None => 4 + 2 * (at(o.trigger) - at(first.span)),
    };
    let nearest = all
        .iter()
        .filter(|o| o.passage == occasion.passage && o.kind != occasion.kind)
        .all(|o| far(o) > far(occasion));
    (nearest && days.next().is_none()).then_some(first)
}

/// Whether two days are too far apart to be one occasion's, or of a kind that cannot be measured: a day of
/// the week against a date says nothing unless the week is known.
pub(super) fn too_far(x: &Time, y: &Time, text_x: &str, text_y: &str) -> bool {
    let weekday = |time: &Time| time.granularity == Granularity::Weekday && time.earliest.is_none();
    if weekday(x) || weekday(y) {
        return !(weekday(x) && weekday(y));
    }
    match (day(x, text_x), day(y, text_y)) {
        (Some(x), Some(y)) => (x - y).get_days().unsigned_abs() as i64 > MOST_DAYS,
        _ => true,
    }
}

/// The day meant; a date without a year is put into one arbitrary year, the same for all.
fn day(time: &Time, text: &str) -> Option<jiff::civil::Date> {
    let known = time.earliest.as_ref().and_then(|date| date.parse().ok());
    known.or_else(|| {
        let found = find_times(time.span.of(text), Some(jiff::civil::date(2001, 7, 1)));
        found.first()?.earliest.as_ref()?.parse().ok()
    })
}

pub(super) fn finding(
    material: &Material<'_>,
    strand: Option<usize>,
    sides: [(usize, Span); 2],
    reason: &str,
    confidence: f32,
) -> Finding {
    let words = |side: (usize, Span)| cited(material.text(side.0), side.1);
    Finding {
        kind: DiscrepancyKind::Date,
        strand,
        why: format!(
            "One account says {}, another {}: {reason}.",
            words(sides[0]),
            words(sides[1])
        ),
        sides,
        confidence,
    }
}
