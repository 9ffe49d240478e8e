//! What the words of a time expression say, before any date is worked out.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use jiff::civil::Weekday;
use regex::{Captures, Regex};

use crate::event::Granularity;
use crate::span::Span;

/// What a time expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A date or part of one; `days` is first and last day ("May 14-16").
    Date {
        year: Option<i16>,
        month: Option<i8>,
        days: Option<(i8, i8)>,
    },
    /// A decade by its first year.
    Decade(i16),
    /// A day of the week, and which one: -1 "last", 1 "next", 0 where that is left open.
    Weekday { day: Weekday, which: i8 },
    /// The nth unit from now: (Day, -1) is yesterday, (Month, 0) this month.
    Nth { unit: Unit, nth: i32, part: Part },
    /// From `least` to `most` units before now.
    Ago {
        unit: Unit,
        least: i32,
        most: i32,
        exact: bool,
    },
    /// "recently", "in the past few days".
    LatelyVague,
    /// "in the coming weeks".
    SoonVague,
    /// "a day earlier": counts from something else in the text.
    Elsewhere(Unit),
}

/// A calendar unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Which part of a unit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// "earlier this month": up to now.
    SoFar,
    /// "later this month": from now.
    Rest,
}

impl Said {
    pub(super) fn granularity(self) -> Granularity {
        match self {
            Self::Date { days: Some(_), .. } => Granularity::Day,
            Self::Date { month: Some(_), .. } => Granularity::Month,
            Self::Date { .. } | Self::Decade(_) => Granularity::Year,
            Self::Weekday { .. } => Granularity::Weekday,
            Self::Nth { unit, .. }
            | Self::Ago {
                unit, exact: true, ..
            }
            | Self::Elsewhere(unit) => unit.into(),
            Self::Ago { .. } | Self::LatelyVague | Self::SoonVague => Granularity::Vague,
        }
    }
}

impl From<Unit> for Granularity {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Day => Self::Day,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Year => Self::Year,
        }
    }
}

type Reader = fn(&Captures) -> Option<Said>;

struct Rule {
    pattern: Regex,
    reader: Reader,
}

const MONTH: &str = r"(?<m>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)";
const DAY: &str = r"(?<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?";
const LAST_DAY: &str = r"(?:\s?[-–]\s?(?<e>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?";
const YEAR: &str = r"(?<y>1[5-9]\d\d|20\d\d)";
const WEEKDAY: &str = r"(?<w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const UNIT: &str = r"(?<u>day|week|weekend|month|year)s?";
const SPAN: &str = r"(?:days?|weeks?|months?|years?)";
const COUNT: &str = r"(?<n>a couple of|a few|several|some|many|\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)";

/// Patterns in order of precedence where two match the same words; longer words win before that.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let table: [(String, Reader); 22] = [
        (r"\b(?<y>1[5-9]\d\d|20\d\d)-(?<mm>\d\d)-(?<d>\d\d)\b".to_owned(), numeric_date),
        (r"\b(?<d>\d{1,2})\.(?<mm>\d{1,2})\.(?<y>1[5-9]\d\d|20\d\d)\b".to_owned(), numeric_date),
        (format!(r"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}{LAST_DAY},?\s+{YEAR}\b"), date),
        (format!(r"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}{LAST_DAY}\b"), date),
        (format!(r"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}{LAST_DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}\b"), date),
        (format!(r"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}{LAST_DAY}(?:\s+of)?\s+{MONTH}"), date),
        (format!(r"\b{MONTH},?\s+(?:of\s+)?{YEAR}\b"), date),
        (
            format!(
                r"\b(?i:in|last|this|next|since|until|by|of|from|during|before|after|early|late|mid|end\sof)[\s-]+(?<words>{MONTH})"
            ),
            date,
        ),
        (r"\b(?<m>January|February|July|September|October|November|December)\b".to_owned(), date),
        (
            format!(
                r"\b(?i:in|since|until|by|from|during|of|for|before|after|between|early|late|mid|through|to|year)[\s-]+(?<words>{YEAR})\b"
            ),
            date,
        ),
        (format!(r"(?:\b[Tt]he\s+|\()(?<words>{YEAR})(?:\s+\p{{Ll}}|\))"), date),
        (r"\b(?:the\s+)?(?<y>(?:19|20)\d0)s\b".to_owned(), decade),
        (
            format!(r"\b(?:(?<which>(?i:last|next|this|past|this\scoming|coming|this\spast))\s+)?{WEEKDAY}\b"),
            weekday,
        ),
        (
            r"\b(?i:(?<t>today|yesterday|tomorrow|tonight|the day before yesterday|the day after tomorrow|this morning|this afternoon|this evening|last night))\b"
                .to_owned(),
            named_day,
        ),
        (
            format!(
                r"\b(?i:(?:(?<part>earlier|later|late|early)\s+)?(?<which>this|last|next|the\s+coming|this\s+coming)\s+{UNIT})\b"
            ),
            nth,
        ),
        (format!(r"\b(?i:(?:(?:about|around|over|almost|nearly)\s+)?{COUNT}\s+{UNIT}\s+ago)\b"), ago),
        (format!(r"\b(?i:{COUNT}\s+{UNIT}\s+(?:earlier|later|before|after|afterwards))\b"), elsewhere),
        (format!(r"\b(?i:the\s+(?:next|previous|following|same)\s+{UNIT})\b"), elsewhere),
        (format!(r"\b(?i:the\s+{UNIT}\s+(?:before|after))\b"), elsewhere),
        (
            format!(
                r"\b(?i:recently|recent(?:\s+{SPAN})?|lately|(?:in|over|during|for|within)\s+(?:the\s+)?(?:past|last|recent|previous)\s+(?:{COUNT}\s+|few\s+)?{SPAN})\b"
            ),
            |_| Some(Said::LatelyVague),
        ),
        (
            format!(
                r"\b(?i:(?:(?:in|over|during|within)\s+)?the\s+(?:coming|next)\s+(?:{COUNT}\s+|few\s+)(?:days|weeks|months|years)|(?:(?:in|over|during|within)\s+)?(?:the\s+)?coming\s+(?:days|weeks|months|years))\b"
            ),
            |_| Some(Said::SoonVague),
        ),
        (r"\b(?i:(?:in|over|during)\s+the\s+(?:past|last)\s+(?<u>day|week|month|year))\b".to_owned(), |_| {
            Some(Said::LatelyVague)
        }),
    ];
    table
        .into_iter()
        .map(|(source, reader)| Rule {
            pattern: pattern(&source),
            reader,
        })
        .collect()
});

/// Every time expression, in order and disjoint; of two that overlap, the earlier, then the longer.
pub(super) fn find(text: &str) -> Vec<(Span, Said)> {
    let mut all: Vec<(Span, Said)> = Vec::new();
    for rule in RULES.iter() {
        for found in rule.pattern.captures_iter(text) {
            let Some(said) = (rule.reader)(&found) else {
                continue;
            };
            let words = found
                .name("words")
                .or_else(|| found.get(0))
                .expect("the whole match");
            if is_newspaper(text, words.start(), words.as_str()) {
                continue;
            }
            all.push((Span::from(words.range()), said));
        }
    }
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<(Span, Said)> = Vec::new();
    for (span, said) in all {
        if out.last().is_none_or(|(last, _)| last.end <= span.start) {
            out.push((span, said));
        }
    }
    out
}

/// Whether "Today" is the second word of a newspaper's name ("USA Today").
fn is_newspaper(text: &str, start: usize, words: &str) -> bool {
    words.eq_ignore_ascii_case("today")
        && words.starts_with('T')
        && text[..start]
            .strip_suffix(' ')
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()))
}

fn group<'t>(found: &Captures<'t>, name: &str) -> Option<&'t str> {
    found.name(name).map(|m| m.as_str())
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let start = word.get(..3)?;
    MONTHS
        .iter()
        .position(|m| *m == start)
        .and_then(|nth| i8::try_from(nth + 1).ok())
}

fn date(found: &Captures) -> Option<Said> {
    let year = group(found, "y").and_then(|y| y.parse().ok());
    let month = group(found, "m")
        .map(|m| month_number(m).ok_or(()).ok())
        .unwrap_or_default();
    let first: Option<i8> = group(found, "d").and_then(|d| d.parse().ok());
    let last: Option<i8> = group(found, "e").and_then(|d| d.parse().ok());
    let days = first.map(|first| (first, last.filter(|last| *last > first).unwrap_or(first)));
    Some(Said::Date { year, month, days })
}

fn numeric_date(found: &Captures) -> Option<Said> {
    let month = group(found, "mm")?
        .parse()
        .ok()
        .filter(|m| (1..=12).contains(m))?;
    let day = group(found, "d")?.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some(Said::Date {
        year: group(found, "y")?.parse().ok(),
        month: Some(month),
        days: Some((day, day)),
    })
}

fn decade(found: &Captures) -> Option<Said> {
    group(found, "y")?.parse().ok().map(Said::Decade)
}

fn weekday(found: &Captures) -> Option<Said> {
    let day = match group(found, "w")? {
        "Monday" => Weekday::Monday,
        "Tuesday" => Weekday::Tuesday,
        "Wednesday" => Weekday::Wednesday,
        "Thursday" => Weekday::Thursday,
        "Friday" => Weekday::Friday,
        "Saturday" => Weekday::Saturday,
        _ => Weekday::Sunday,
    };
    let which = group(found, "which").unwrap_or_default().to_ascii_lowercase();
    let which = match which.as_str() {
        "last" | "past" => -1,
        "next" => 1,
        other if other.ends_with("past") => -1,
        other if other.ends_with("coming") => 1,
        _ => 0,
    };
    Some(Said::Weekday { day, which })
}

fn named_day(found: &Captures) -> Option<Said> {
    let nth = match group(found, "t")?.to_ascii_lowercase().as_str() {
        "the day before yesterday" => -2,
        "yesterday" | "last night" => -1,
        "tomorrow" => 1,
        "the day after tomorrow" => 2,
        _ => 0,
    };
    Some(Said::Nth {
        unit: Unit::Day,
        nth,
        part: Part::Whole,
    })
}

fn unit(found: &Captures) -> Option<Unit> {
    Some(match group(found, "u")?.to_ascii_lowercase().as_str() {
        "day" => Unit::Day,
        "week" | "weekend" => Unit::Week,
        "month" => Unit::Month,
        _ => Unit::Year,
    })
}

fn nth(found: &Captures) -> Option<Said> {
    let unit = unit(found).filter(|unit| *unit != Unit::Day)?;
    let nth = match group(found, "which")?.to_ascii_lowercase().as_str() {
        "this" => 0,
        "last" => -1,
        _ => 1,
    };
    let part = match group(found, "part").map(str::to_ascii_lowercase).as_deref() {
        Some("earlier") if nth == 0 => Part::SoFar,
        Some("later") if nth == 0 => Part::Rest,
        _ => Part::Whole,
    };
    Some(Said::Nth { unit, nth, part })
}

fn ago(found: &Captures) -> Option<Said> {
    let unit = unit(found)?;
    let (least, most) = count(group(found, "n")?)?;
    Some(Said::Ago {
        unit,
        least,
        most,
        exact: least == most,
    })
}

fn elsewhere(found: &Captures) -> Option<Said> {
    unit(found).map(Said::Elsewhere)
}

/// The least and the most that a counting word stands for.
fn count(word: &str) -> Option<(i32, i32)> {
    let word = word.to_ascii_lowercase();
    let exact = match word.as_str() {
        "a couple of" => return Some((1, 3)),
        "a few" | "several" | "some" => return Some((2, 9)),
        "many" => return None,
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        digits => digits.parse().ok()?,
    };
    Some((exact, exact))
}
