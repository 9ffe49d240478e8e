use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::event::Granularity;

fn words(text: &str) -> Vec<&str> {
    find_times(text, None)
        .iter()
        .map(|time| time.span.of(text))
        .collect()
}

/// Earliest and latest day of the first expression, for a text published on Thursday 16 May 2019.
fn days(text: &str) -> String {
    let found = find_times(text, Some(date(2019, 5, 16)));
    let day = |day: &Option<String>| day.clone().unwrap_or_default();
    format!("{}..{}", day(&found[0].earliest), day(&found[0].latest))
}

fn conflict(a: &str, b: &str) -> Option<&'static str> {
    conflict_on(a, b, None)
}

fn conflict_on(a: &str, b: &str, published: Option<Date>) -> Option<&'static str> {
    let (x, y) = (find_times(a, published), find_times(b, published));
    times_conflict(&x[0], &y[0], a, b)
}

#[test]
fn dates_whole_and_in_part() {
    for text in [
        "May 14, 2019",
        "14 May 2019",
        "the 14th of May 2019",
        "2019-05-14",
        "Tuesday, May 14, 2019",
    ] {
        assert_eq!(words(text), [text]);
        assert_eq!(days(text), "2019-05-14..2019-05-14");
    }
    assert_eq!(days("agreed in May 2019"), "2019-05-01..2019-05-31");
    assert_eq!(days("elected in 2016 by few"), "2016-01-01..2016-12-31");
    assert_eq!(days("a paper of April 25"), "2019-04-25..2019-04-25");
    assert_eq!(days("on 30 December he left"), "2018-12-30..2018-12-30");
    assert_eq!(days("from May 14-16 in Brest"), "2019-05-14..2019-05-16");
    assert_eq!(days("in the 1990s"), "1990-01-01..1999-12-31");
    assert_eq!(find_times("May 14", None)[0].earliest, None);
}

#[test]
fn words_that_only_look_like_times() {
    assert_eq!(
        words("They may march on. May I go? April Smith wrote 2019 letters."),
        [""; 0]
    );
    assert_eq!(words("USA Today wrote it. Today it is known."), ["Today"]);
    assert_eq!(words("Mondays are slow; the 2019 of us"), ["2019"]);
    assert_eq!(days("on 31 February 2019"), "..");
}

#[test]
fn days_of_the_week() {
    assert_eq!(days("met on Wednesday"), "2019-05-15..2019-05-15");
    assert_eq!(days("met on Thursday"), "2019-05-16..2019-05-16");
    assert_eq!(days("met last Thursday"), "2019-05-09..2019-05-09");
    assert_eq!(days("They will meet on Wednesday"), "2019-05-22..2019-05-22");
    assert_eq!(
        days("It will pass. They met on Wednesday"),
        "2019-05-15..2019-05-15"
    );
    assert_eq!(days("a round next Monday"), "2019-05-20..2019-05-20");
    let open = &find_times("on Wednesday", None)[0];
    assert_eq!((open.granularity, &open.earliest), (Granularity::Weekday, &None));
}

#[test]
fn counted_from_the_day_of_writing() {
    assert_eq!(days("he said yesterday"), "2019-05-15..2019-05-15");
    assert_eq!(days("this week"), "2019-05-13..2019-05-19");
    assert_eq!(days("last month"), "2019-04-01..2019-04-30");
    assert_eq!(days("next year"), "2020-01-01..2020-12-31");
    assert_eq!(days("earlier this month"), "2019-05-01..2019-05-16");
    assert_eq!(days("a couple of days ago"), "2019-05-13..2019-05-15");
    assert_eq!(days("several days ago"), "2019-05-07..2019-05-14");
    assert_eq!(days("three days ago"), "2019-05-13..2019-05-13");
    assert_eq!(days("two weeks ago"), "2019-04-29..2019-05-05");
    assert_eq!(days("a recent visit"), "..2019-05-16");
    assert_eq!(days("in the coming days"), "2019-05-16..");
    assert_eq!(days("a day earlier"), "..");
}

#[test]
fn conflicts_of_like_with_like() {
    assert_eq!(
        conflict("on Wednesday", "on Tuesday"),
        Some("different days of the week")
    );
    assert_eq!(conflict("on Wednesday", "Wednesday night"), None);
    assert_eq!(
        conflict("grew this year", "grew last year"),
        Some("different years")
    );
    assert_eq!(conflict("on May 14", "on 15 May"), Some("different dates"));
    assert_eq!(conflict("on May 14", "on 14 May 2019"), None);
    assert_eq!(conflict("in 2016", "in 2017"), Some("different years"));
}

#[test]
fn coarse_and_vague_times_cover_finer_ones() {
    let published = Some(date(2019, 5, 16));
    assert_eq!(conflict("in May 2019", "on May 14"), None);
    assert_eq!(conflict("recently", "on May 14"), None);
    assert_eq!(conflict_on("this week", "on Tuesday", published), None);
    assert_eq!(conflict_on("a couple of days ago", "yesterday", published), None);
    assert_eq!(conflict_on("this year", "in May", published), None);
    assert_eq!(conflict("today", "yesterday"), None);
}

#[test]
fn a_weekday_against_a_date_needs_the_year() {
    assert_eq!(conflict("on Wednesday", "on May 14"), None);
    assert_eq!(
        conflict("on Wednesday", "on May 14, 2019"),
        Some("the date falls on another day of the week")
    );
    assert_eq!(conflict("on Tuesday", "on May 14, 2019"), None);
}

proptest! {
    #[test]
    fn any_text_gives_ordered_disjoint_spans(
        text in "\\PC*|((on|in|the|May|14|Wednesday|last|next|year|2019|3|days ago|recent|of|é|’s|,|-)[ -]?)*"
    ) {
        let found = find_times(&text, Some(date(2024, 2, 29)));
        let mut last = 0;
        for time in &found {
            prop_assert!(time.span.start >= last && !time.span.is_empty());
            prop_assert!(text.is_char_boundary(time.span.start) && text.is_char_boundary(time.span.end));
            last = time.span.end;
            for other in &found {
                let there = times_conflict(time, other, &text, &text);
                prop_assert_eq!(there, times_conflict(other, time, &text, &text));
            }
        }
    }
}
