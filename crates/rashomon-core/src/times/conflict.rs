//! Whether two time expressions can both be true.

use jiff::civil::{Date, Weekday};

use super::read::{Said, Unit, find};
use crate::event::Time;

/// Why two times given for one thing cannot both be exact, or `None` when they can, or when that cannot
/// be told.
///
/// `text_a` and `text_b` are the texts that the spans index. Vague words never conflict, nor does a coarser
/// time with a finer one that lies inside it ("May 2019" and "May 14"). A day of the week conflicts with
/// another one, and with a date whose year is known and which falls on another day. Dates without a year
/// are compared on the fields that both give. "This year" and "last year" conflict also where nothing
/// anchors them, on the assumption that both accounts were written in one year; shorter units do not.
/// Does not allow for time zones: a night's meeting may be Tuesday's to one side and Wednesday's to the
/// other.
pub fn times_conflict(a: &Time, b: &Time, text_a: &str, text_b: &str) -> Option<&'static str> {
    let (said_a, said_b) = (said(a, text_a)?, said(b, text_b)?);
    if is_vague(said_a) || is_vague(said_b) {
        return None;
    }
    if let (Said::Weekday { day: x, .. }, Said::Weekday { day: y, .. }) = (said_a, said_b) {
        return (x != y).then_some("different days of the week");
    }
    if let Some((weekday, on)) = weekday_and_day(said_a, b).or_else(|| weekday_and_day(said_b, a)) {
        return (on.weekday() != weekday).then_some("the date falls on another day of the week");
    }
    match (interval(a), interval(b)) {
        (Some(x), Some(y)) => (x.1 < y.0 || y.1 < x.0).then(|| reason(said_a, said_b)),
        _ => fields_conflict(said_a, said_b),
    }
}

fn said(time: &Time, text: &str) -> Option<Said> {
    // Some rules need a word before the span ("in 2016"), so the words are read where they stand.
    let from = text
        .get(..time.span.start)?
        .rfind(char::is_whitespace)
        .unwrap_or(0);
    let from = text[..from].trim_end().rfind(char::is_whitespace).unwrap_or(0);
    let mut to = (time.span.end + 8).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    find(&text[from..to])
        .into_iter()
        .find(|(span, _)| span.start + from <= time.span.start && span.end + from >= time.span.end)
        .map(|(_, said)| said)
}

fn is_vague(said: Said) -> bool {
    matches!(
        said,
        Said::LatelyVague | Said::SoonVague | Said::Elsewhere(_) | Said::Ago { exact: false, .. }
    )
}

/// The day of the week that one expression names and the one day that the other means.
fn weekday_and_day(said: Said, other: &Time) -> Option<(Weekday, Date)> {
    let Said::Weekday { day, .. } = said else {
        return None;
    };
    let (first, last) = interval(other)?;
    (first == last).then_some((day, first))
}

fn interval(time: &Time) -> Option<(Date, Date)> {
    Some((
        time.earliest.as_ref()?.parse().ok()?,
        time.latest.as_ref()?.parse().ok()?,
    ))
}

fn reason(a: Said, b: Said) -> &'static str {
    match (a, b) {
        (Said::Date { days: Some(_), .. }, Said::Date { days: Some(_), .. }) => "different dates",
        (Said::Date { month: Some(_), .. }, Said::Date { month: Some(_), .. }) => "different months",
        (Said::Date { .. }, Said::Date { .. }) => "different years",
        _ => "different times",
    }
}

fn fields_conflict(a: Said, b: Said) -> Option<&'static str> {
    match (a, b) {
        (
            Said::Date {
                year: year_a,
                month: month_a,
                days: days_a,
            },
            Said::Date {
                year: year_b,
                month: month_b,
                days: days_b,
            },
        ) => {
            if differ(year_a, year_b) {
                return Some("different years");
            }
            if differ(month_a, month_b) {
                return Some("different months");
            }
            let ((first_a, last_a), (first_b, last_b)) = days_a.zip(days_b)?;
            (last_a < first_b || last_b < first_a).then_some("different dates")
        }
        (
            Said::Nth {
                unit: Unit::Year,
                nth: x,
                ..
            },
            Said::Nth {
                unit: Unit::Year,
                nth: y,
                ..
            },
        ) => (x != y).then_some("different years"),
        _ => None,
    }
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}
