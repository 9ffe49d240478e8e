//! Dates that an account states of itself: date lines and the place-and-date prefix of agency reports.

use std::sync::LazyLock;

use jiff::civil::Date;
use rashomon_core::text::pattern::pattern;
use regex::Regex;

/// A month by name, in a pattern.
const MONTH: &str = concat!(
    r"(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?",
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)",
);

/// First three letters of the months, in order.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A day written out, with its year when it has one: groups m1 d1 y1, d2 m2 y2, y3 m3 d3, d4 m4 y4.
static DAY: LazyLock<String> = LazyLock::new(|| {
    let month_first =
        format!(r"(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?");
    let day_first = format!(r"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH})(?:,?\s+(?P<y2>\d{{4}}))?");
    let iso = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})";
    let dotted = r"(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})";
    format!("(?:{month_first}|{day_first}|{iso}|{dotted})")
});

static WITHIN: LazyLock<Regex> = LazyLock::new(|| pattern(&DAY));

/// A paragraph that is a date and nothing else.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    let what = "published|updated|posted|modified|date|dated|issued|released";
    let lead = format!(r"(?i:(?:first |last )?(?:{what})(?: on| at)?\s*:?\s*)?");
    let weekday = r"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?";
    let day = DAY.as_str();
    let zone = r"(?:\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?";
    let time =
        format!(r"(?i:[,|\s–-]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*{zone})");
    pattern(&format!(
        r"^[\[(]?{lead}{weekday}{day}(?:T[\d:.+Z-]+)?{time}?[\])]?\.?$"
    ))
});

/// The prefix of an agency report: place, region, day, agency; a dash when it leads prose.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"(?P<place>\p{Lu}[\p{Lu}.’'-]+(?:[ /]\p{Lu}[\p{Lu}.’'-]+){0,3})?";
    let region = r"(?P<region>,\s\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*){0,2}?)?";
    let day = format!(r"(?:[,.]?\s?(?P<day>{}))?\.?", DAY.as_str());
    let agency = r"(?:\s*[(/](?P<agency>\p{Lu}[\p{L}\d .&-]{1,24})[)/])?";
    pattern(&format!(
        r"^{place}{region}{day}{agency}\s*(?P<end>[-–—]{{1,2}}\s|\.\s|\.?$)"
    ))
});

static IN_PATH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2})(?:[/-](?P<d>\d{1,2}))?(?:/|-|$)"));

/// What the prefix of an agency report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The day, ISO 8601; `None` without a year.
    pub published: Option<String>,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// Bytes it covers, the dash and the white space after it included.
    pub length: usize,
}

/// Whether the paragraph is a date and nothing else ("Published: Tuesday, May 14, 2019 10:30 GMT").
pub(crate) fn is_date_line(text: &str) -> bool {
    text.len() <= 100 && LINE.is_match(text)
}

/// The day of a paragraph that is a date and nothing else; `None` also when it has no year.
pub(crate) fn of_date_line(text: &str) -> Option<String> {
    is_date_line(text).then(|| first_day(text)).flatten()
}

/// The prefix of an agency report that leads `text` or is all of it; `None` when there is none.
///
/// A place alone is one only before a dash, and only in capitals.
pub(crate) fn dateline(text: &str) -> Option<Dateline> {
    let found = DATELINE.captures(text)?;
    let whole = found.get(0)?;
    let has = |name| found.name(name).is_some();
    let places = has("place") || has("day") && has("agency");
    if !places || whole.as_str().trim().is_empty() {
        return None;
    }
    // "NATO - The ..." could be a topic: a bare word before a dash needs a day, an agency or a region.
    if !has("day") && !has("agency") && !has("region") {
        return None;
    }
    if found["end"].starts_with('.') && found["end"].len() > 1 && !has("agency") {
        return None;
    }
    let published = found.name("day").and_then(|day| first_day(day.as_str()));
    let agency = found.name("agency").map(|m| m.as_str().trim().to_owned());
    Some(Dateline {
        published,
        agency,
        length: whole.end(),
    })
}

/// Whether all of a headline's last sentence is a place, a day or an agency: "SOCHI, Russia (AP)."
pub(crate) fn is_dateline_alone(text: &str) -> bool {
    let capitals = text.trim_end_matches('.');
    let place_alone = capitals.chars().count() >= 4
        && capitals.chars().all(|c| c.is_uppercase() || c == ' ' || c == '-')
        && capitals.split(' ').count() <= 3;
    place_alone || is_date_line(text) || dateline(text).is_some_and(|line| line.length == text.len())
}

/// Whether `text` starts with a weekday, a month or another time: "Monday", "May 14".
pub(crate) fn starts_with_time(text: &str) -> bool {
    let first = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("")
        .to_lowercase();
    let named = [
        "dawn", "noon", "midnight", "spring", "summer", "autumn", "winter", "then", "now", "early", "late",
    ];
    is_weekday(&first) || named.contains(&first.as_str()) || full_month(&first)
}

/// Whether the lower-case word is a weekday's full name.
pub(crate) fn is_weekday(word: &str) -> bool {
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    .contains(&word)
}

/// Whether the lower-case word is a month's full name.
fn full_month(word: &str) -> bool {
    #[rustfmt::skip]
    const FULL: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december"];
    FULL.contains(&word)
}

/// The first day with a year in `text`, ISO 8601.
fn first_day(text: &str) -> Option<String> {
    let found = WITHIN.captures(text)?;
    let group = |names: [&str; 4]| names.iter().find_map(|name| found.name(name)).map(|m| m.as_str());
    let year = group(["y1", "y2", "y3", "y4"])?.parse().ok()?;
    let day = group(["d1", "d2", "d3", "d4"])?.parse().ok()?;
    iso(year, month(group(["m1", "m2", "m3", "m4"])?)?, day)
}

/// Number of a month given by name or number.
fn month(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let head: String = text.chars().take(3).collect::<String>().to_lowercase();
    MONTHS
        .iter()
        .position(|&m| m == head)
        .and_then(|at| i8::try_from(at + 1).ok())
}

/// A day that exists, ISO 8601.
fn iso(year: i16, month: i8, day: i8) -> Option<String> {
    Date::new(year, month, day).ok().map(|date| date.to_string())
}

/// The day, or the month, that a web address carries in its path ("/2019/05/14/"), ISO 8601.
pub(crate) fn of_address(url: &str) -> Option<String> {
    let found = IN_PATH.captures(url)?;
    let number = |name| found.name(name).and_then(|m| m.as_str().parse::<i8>().ok());
    let year: i16 = found["y"].parse().ok()?;
    let month = number("m").filter(|month| (1..=12).contains(month))?;
    number("d")
        .and_then(|day| iso(year, month, day))
        .or_else(|| Some(format!("{year:04}-{month:02}")))
}

/// The day that starts a time stamp of a page's metadata ("2019-05-14T10:30:00Z"), ISO 8601.
pub(crate) fn of_timestamp(stamp: &str) -> Option<String> {
    first_day(stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_alone_is_a_date_line() {
        let day = |text: &str| of_date_line(text);
        assert_eq!(day("May 14, 2019").as_deref(), Some("2019-05-14"));
        assert_eq!(
            day("Published: Tuesday, 14 May 2019 10:30 GMT").as_deref(),
            Some("2019-05-14")
        );
        assert_eq!(day("14.05.2019").as_deref(), Some("2019-05-14"));
        assert_eq!(day("2019-05-14").as_deref(), Some("2019-05-14"));
        assert_eq!(day("February 30, 2019"), None);
        assert!(is_date_line("May 14"));
        assert!(!is_date_line("On May 14, 2019 they met."));
        assert!(!is_date_line("2019"));
    }

    #[test]
    fn datelines_give_day_and_agency() {
        let line = |text: &str| dateline(text).map(|l| (l.published, l.agency, text[l.length..].to_owned()));
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            line("VARN, Orvania, May 14, 2019 (Newswire) - The talks ended."),
            Some((some("2019-05-14"), some("Newswire"), "The talks ended.".into()))
        );
        assert_eq!(
            line("VARN (AP) — The talks ended."),
            Some((None, some("AP"), "The talks ended.".into()))
        );
        assert_eq!(
            line("VARN, May 14. /TASS/. Talks ended."),
            Some((None, some("TASS"), "Talks ended.".into()))
        );
        assert_eq!(line("VARN, Orvania. The talks ended."), None);
        assert_eq!(line("NATO - The alliance met."), None);
        assert_eq!(line("The talks ended - finally."), None);
        assert!(is_dateline_alone("SOCHI, Russia (AP)."));
        assert!(is_dateline_alone("May 14, 2019 (EIRNS)."));
        assert!(!is_dateline_alone("No deal."));
    }

    #[test]
    fn addresses_may_carry_the_day() {
        assert_eq!(
            of_address("https://example.org/2019/05/14/talks").as_deref(),
            Some("2019-05-14")
        );
        assert_eq!(
            of_address("https://example.org/2019/05/article/talks/").as_deref(),
            Some("2019-05")
        );
        assert_eq!(of_address("https://example.org/a/20190514"), None);
    }

    #[test]
    fn times_are_not_names() {
        assert!(starts_with_time("Monday") && starts_with_time("May 14"));
        assert!(!starts_with_time("Jane Doe") && !starts_with_time("Day Lewis"));
    }
}
