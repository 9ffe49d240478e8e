//! Time expressions in an account, and whether two of them can both be true.

mod conflict;
mod read;
mod resolve;

pub use conflict::times_conflict;

use jiff::civil::Date;

use crate::event::{Time, TimeId};
use crate::span::Span;

/// Every time expression of the text, in order and disjoint, with the days it can mean.
///
/// Known are dates, whole ("14 May 2019") or in part ("May 14", "in 2016"), days of the week, "yesterday",
/// "last month", "two weeks ago", "earlier this year", and vague words ("recently", "in the coming days").
/// Words that count from the day of writing need `published`; without it `earliest` and `latest` are
/// `None`. A day of the week is taken as the nearest one on or before `published`, unless "next" or a word
/// of the future ("will", "due to") comes first in its sentence; a date without a year, or a month alone,
/// is taken as the nearest to `published`. Identifiers count from 0 in order of appearance.
///
/// Does not read clock times, holidays, or words that count from another event ("a day earlier" is found,
/// but has no dates).
///
/// ```
/// use rashomon_core::times::find_times;
/// let found = find_times("They met on Wednesday.", Some(jiff::civil::date(2019, 5, 16)));
/// assert_eq!(found[0].earliest.as_deref(), Some("2019-05-15"));
/// ```
pub fn find_times(text: &str, published: Option<Date>) -> Vec<Time> {
    let found = read::find(text);
    let number = |(nth, (span, said)): (usize, (Span, read::Said))| {
        let days = resolve::days(said, published, &|| resolve::looks_ahead(text, span));
        Time {
            id: TimeId(u32::try_from(nth).unwrap_or(u32::MAX)),
            span,
            earliest: days.0.map(|day| day.to_string()),
            latest: days.1.map(|day| day.to_string()),
            granularity: said.granularity(),
        }
    };
    found.into_iter().enumerate().map(number).collect()
}

#[cfg(test)]
mod tests;
