//! The days that a time expression can mean.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use jiff::civil::{Date, Weekday, date};
use jiff::{Span as Interval, ToSpan};
use regex::Regex;

use super::read::{Part, Said, Unit};
use crate::span::Span;

/// First and last day, as far as known.
pub(super) type Days = (Option<Date>, Option<Date>);

/// How far back in its sentence a word of the future still bears on a day of the week, in bytes.
const REACH_BYTES: usize = 100;

static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:will|shall|going\s+to|due|scheduled|expected|set\s+to|plans?\s+to|planned|upcoming|tomorrow|is\s+to|are\s+to)\b|[’']ll\b)",
    )
});

/// Whether the sentence speaks of the future before the expression.
pub(super) fn looks_ahead(text: &str, span: Span) -> bool {
    let before = &text[..span.start];
    let mut from = before.len().saturating_sub(REACH_BYTES);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let reach = &before[from..];
    let sentence = reach
        .rfind(['.', '!', '?', '\n'])
        .map_or(reach, |end| &reach[end + 1..]);
    AHEAD.is_match(sentence)
}

/// The days that the words can mean; `(None, None)` when nothing anchors them or no such day exists.
pub(super) fn days(said: Said, published: Option<Date>, ahead: &dyn Fn() -> bool) -> Days {
    match said {
        Said::Date {
            year: Some(year),
            month,
            days,
        } => calendar_days(year, month, days),
        Said::Date {
            year: None,
            month: Some(month),
            days,
        } => published.map_or((None, None), |anchor| nearest(anchor, month, days)),
        Said::Date { .. } | Said::Elsewhere(_) => (None, None),
        Said::Decade(year) => (Date::new(year, 1, 1).ok(), Date::new(year + 9, 12, 31).ok()),
        Said::Weekday { day, which } => {
            let on = published.and_then(|anchor| nearest_weekday(anchor, day, which, ahead));
            (on, on)
        }
        Said::Nth { unit, nth, part } => {
            published.map_or((None, None), |anchor| nth_unit(anchor, unit, nth, part))
        }
        Said::Ago {
            unit, least, most, ..
        } => published.map_or((None, None), |anchor| units_ago(anchor, unit, least, most)),
        Said::LatelyVague => (None, published),
        Said::SoonVague => (published, None),
    }
}

fn calendar_days(year: i16, month: Option<i8>, days: Option<(i8, i8)>) -> Days {
    let Some(month) = month else {
        return (Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok());
    };
    match days {
        Some((first, last)) => match (Date::new(year, month, first), Date::new(year, month, last)) {
            (Ok(first), Ok(last)) => (Some(first), Some(last)),
            _ => (None, None),
        },
        None => match Date::new(year, month, 1) {
            Ok(first) => (Some(first), Some(first.last_of_month())),
            Err(_) => (None, None),
        },
    }
}

/// The year that brings the date nearest to `anchor`.
fn nearest(anchor: Date, month: i8, days: Option<(i8, i8)>) -> Days {
    let distance = |found: &Days| {
        let middle = days.map_or(14, |_| 0);
        found
            .0
            .and_then(|first| first.since(anchor).ok())
            .map(|gap| (gap.get_days() + middle).abs())
    };
    [anchor.year() - 1, anchor.year(), anchor.year() + 1]
        .into_iter()
        .map(|year| calendar_days(year, Some(month), days))
        .filter(|found| found.0.is_some())
        .min_by_key(|found| distance(found).unwrap_or(i32::MAX))
        .unwrap_or((None, None))
}

fn nearest_weekday(anchor: Date, day: Weekday, which: i8, ahead: &dyn Fn() -> bool) -> Option<Date> {
    let same = anchor.weekday() == day;
    match which {
        -1 => anchor.nth_weekday(-1, day).ok(),
        1 => anchor.nth_weekday(1, day).ok(),
        _ if same => Some(anchor),
        _ if ahead() => anchor.nth_weekday(1, day).ok(),
        _ => anchor.nth_weekday(-1, day).ok(),
    }
}

fn nth_unit(anchor: Date, unit: Unit, nth: i32, part: Part) -> Days {
    let Some(moved) = step(unit, nth).and_then(|by| anchor.checked_add(by).ok()) else {
        return (None, None);
    };
    let (first, last) = whole_unit(moved, unit);
    match part {
        Part::Whole => (first, last),
        Part::SoFar => (first, Some(anchor)),
        Part::Rest => (Some(anchor), last),
    }
}

/// The unit that the day lies in; weeks begin on Monday.
fn whole_unit(day: Date, unit: Unit) -> Days {
    match unit {
        Unit::Day => (Some(day), Some(day)),
        Unit::Week => {
            let monday = day
                .checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
                .ok();
            (
                monday,
                monday.and_then(|monday| monday.checked_add(6.days()).ok()),
            )
        }
        Unit::Month => (Some(day.first_of_month()), Some(day.last_of_month())),
        Unit::Year => (Some(date(day.year(), 1, 1)), Some(date(day.year(), 12, 31))),
    }
}

/// From `most` to `least` units before `anchor`, widened by half a unit either way for units over a day.
fn units_ago(anchor: Date, unit: Unit, least: i32, most: i32) -> Days {
    let slack = match unit {
        Unit::Day => 0,
        Unit::Week => 3,
        Unit::Month => 15,
        Unit::Year => 183,
    };
    let back = |count: i32, days: i64| {
        let moved = anchor.checked_sub(step(unit, count)?).ok()?;
        moved.checked_add(days.days()).ok()
    };
    (
        back(most, -slack),
        back(least, slack).map(|latest| latest.min(anchor)),
    )
}

fn step(unit: Unit, count: i32) -> Option<Interval> {
    match unit {
        Unit::Day => Interval::new().try_days(count),
        Unit::Week => Interval::new().try_weeks(count),
        Unit::Month => Interval::new().try_months(count),
        Unit::Year => Interval::new().try_years(count),
    }
    .ok()
}
