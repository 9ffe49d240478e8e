//! The smallest and largest value that words allow.

use super::numbers::{Hedge, Number};
use super::units::Unit;

/// The value in the unit that is reported, and the ends of what the words allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// What a number with its hedge and unit amounts to; the conventions are those of `find_quantities`.
pub(super) fn amount(number: &Number, hedge: Hedge, unit: Option<Unit>) -> Amount {
    let factor = unit.map_or(1.0, |unit| unit.factor);
    let value = tidy(number.value * factor);
    if let Some(most) = number.most {
        return Amount {
            value,
            low: value,
            high: tidy(most * factor),
        };
    }
    let half_width = tolerance(value, number.place * factor, unit);
    let is_duration = unit.is_some_and(|unit| unit.name == "minutes");
    let (low, high) = match hedge {
        Hedge::Plain | Hedge::Between => (value - half_width, value + half_width),
        Hedge::Nearly => (value * 0.9, value),
        Hedge::About => (value * 0.85, value * 1.15),
        Hedge::JustOver => (value, value * if is_duration { 1.25 } else { 1.1 }),
        Hedge::MoreThan => (value, value * 2.0),
        Hedge::AtLeast => (value, value * 10.0),
        Hedge::LessThan => (value * 0.5, value),
        Hedge::UpTo => (0.0, value),
    };
    Amount {
        value,
        low: tidy(low),
        high: tidy(high),
    }
}

/// How far a plain number may be from the truth, as papers round.
fn tolerance(value: f64, place: f64, unit: Option<Unit>) -> f64 {
    let half_place = place / 2.0;
    match unit {
        Some(Unit {
            name: "minutes",
            factor,
        }) if factor > 1.0 => (value * 0.2).min(15.0),
        Some(Unit {
            name: "minutes" | "seconds",
            ..
        }) => half_place.min(5.0),
        Some(Unit {
            name: "percent" | "percentage points",
            ..
        }) => half_place.min(if value % 10.0 == 0.0 { 1.0 } else { 0.5 }),
        Some(Unit { factor, .. }) => half_place.min((value * 0.05).max(factor / 2.0)),
        None => half_place.min((value * 0.05).max(0.5)),
    }
}

/// A range from the one amount to the other; its value is the middle.
pub(super) fn range(from: &Number, to: &Number, unit: Option<Unit>) -> Amount {
    let factor = unit.map_or(1.0, |unit| unit.factor);
    let (low, high) = (tidy(from.value * factor), tidy(to.value * factor));
    Amount {
        value: tidy(f64::midpoint(low, high)),
        low,
        high,
    }
}

/// Without the dust that binary fractions leave.
pub(super) fn tidy(value: f64) -> f64 {
    let scaled = value * 1e6;
    if scaled.abs() < 1e15 {
        scaled.round() / 1e6
    } else {
        value
    }
}
