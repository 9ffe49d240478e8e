//! Amounts in an account, and whether two of them can both be true.

mod bounds;
mod counting;
mod measured;
mod numbers;
mod read;
mod refused;
mod tokens;
mod units;
mod words;

use crate::event::{Quantity, Time};
use crate::times::find_times;

/// Every amount of the text, in order and disjoint.
///
/// Digits and number words are read with their hedge ("nearly 5%", "a little over an hour", "more than 50
/// nations"), as ranges ("5 to 7 percent"), and with the unit made one: percent; minutes for anything said
/// in hours or minutes; days for days and weeks; months, years; km; currency codes; otherwise the noun that
/// is counted, in the singular ("nation" as "country"). [`Quantity::of`] is what the amount measures, where
/// the words beside it say so. [`Quantity::low`] and [`Quantity::high`] are what the words allow: see the
/// conventions below.
///
/// Dates, years, clock times, ages, ordinals, and the numbers of lists, flights and resolutions are not
/// amounts. Does not read fractions of a whole ("a third of"), rates, negative numbers, or numerals of
/// other scripts.
///
/// Conventions, from how papers round: a plain number allows half a unit of its last digit that is not a
/// zero, up to 5 % of it (percentages half a point, whole tens one point); hours allow a quarter of an hour,
/// up to a fifth; "nearly" starts 10 % below, "just over" ends 10 % above (25 % for durations), "about" is
/// 15 % either way, "more than" ends at twice the number, "at least" at ten times, "less than" starts at
/// half.
///
/// ```
/// let found = rashomon_core::quantities::find_quantities("Talks lasted almost two hours.");
/// assert_eq!((found[0].value, found[0].low, found[0].high), (120.0, 108.0, 120.0));
/// assert_eq!(found[0].unit.as_deref(), Some("minutes"));
/// assert_eq!(found[0].of.as_deref(), Some("Talks"));
/// ```
pub fn find_quantities(text: &str) -> Vec<Quantity> {
    find_quantities_beside(text, &find_times(text, None))
}

/// The same, where the text's times are known already.
pub fn find_quantities_beside(text: &str, times: &[Time]) -> Vec<Quantity> {
    read::find(text, times)
}

/// Whether two amounts given for one thing cannot both be exact.
///
/// True when the units are the same and no value fits both; values that only meet at an end do not fit
/// ("nearly 5 %" and "just over 5 %"). False for different units. Does not ask what is measured: compare
/// only amounts of one thing.
pub fn quantities_conflict(a: &Quantity, b: &Quantity) -> bool {
    let (below, above) = if a.low <= b.low { (a, b) } else { (b, a) };
    let both_wide = below.low < below.high && above.low < above.high;
    a.unit == b.unit && (below.high < above.low || (both_wide && below.high == above.low))
}

#[cfg(test)]
mod tests;
