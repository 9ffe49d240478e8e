//! Figures and the words around them: what an account counts, measures, pays, or puts at an hour.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::material::{Passage, passage_at, terms_in};
use super::terms::{Term, bag};
use crate::annotated::Annotated;
use crate::event::{Granularity, Quantity, Time};
use crate::span::Span;

/// How many words before and after a figure tell what it measures.
const WORDS_BEFORE: usize = 14;
const WORDS_AFTER: usize = 12;

/// How many words to either side stand beside a figure.
const BESIDE: usize = 4;

/// What stands for the figure in its context, so that two figures for one thing have like contexts.
const MASK: &str = " some ";

/// A figure with its context.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Index of the account.
    pub account: usize,
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub value: Value,
    /// Index of its sentence.
    pub passage: usize,
    /// The telling words around it, the figure's own left out.
    pub bag: Vec<(u32, f32)>,
    /// Those of them that stand nearest.
    pub beside: Vec<(u32, f32)>,
    /// Names around it.
    pub names: Vec<u32>,
    /// Number of the context's vector.
    pub vector: usize,
    /// Number of the vector of the noun that is counted.
    pub noun: Option<usize>,
}

impl Figure {
    /// The noun of people or things counted; `None` for what is measured and for bare numbers.
    pub fn counted(&self) -> Option<&str> {
        let Value::Amount(amount) = &self.value else {
            return None;
        };
        amount.unit.as_deref().filter(|unit| !is_measure(unit))
    }
}

/// Units that measure rather than count.
const MEASURES: &[&str] = &[
    "percent", "minutes", "days", "months", "years", "km", "time", "century", "decade",
];

/// Whether a unit measures, or is a currency, rather than names what is counted.
pub(crate) fn is_measure(unit: &str) -> bool {
    MEASURES.contains(&unit) || is_currency(unit)
}

/// Whether a unit is the code of a currency.
pub(crate) fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase())
}

/// What a figure says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// An amount.
    Amount(Quantity),
    /// Minutes after midnight.
    Clock(u32),
    /// A day.
    Day(Time),
}

/// A time of the day: "22:40", "4.20 a.m.", "five p.m.".
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?<h>[01]?\d|2[0-3])(?:[:.](?<m>[0-5]\d)(?:\s*(?<half>[ap])\.?m\b\.?)?|\s*(?<only>[ap])\.?m\b\.?)",
    )
    .expect("a fixed pattern")
});

/// What makes minutes a time of the day: "six minutes past five".
static PAST_THE_HOUR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:past|to)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d)\b")
        .expect("a fixed pattern")
});

/// Words before a time of the day written with a full stop: "at 16.31".
static AT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:at|from|until|till|by|since|before|after|around)\s+$").expect("a fixed pattern")
});

/// A time of the day in words: "ten to four", "half past six", "six in the morning", "noon".
static CLOCK_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?:(?P<part>half|(?:a\s+)?quarter|five|ten|twenty|twenty-five)\s+(?P<side>past|to)\s+
          (?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b
          |(?P<full>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+
          (?:o['’]?clock\b|(?P<of>in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b)
          |(?P<fixed>noon|midday|midnight)\b)(?P<after>\s+in\s+the\s+(?:morning|afternoon|evening)|\s+at\s+night)?",
    )
    .expect("a fixed pattern")
});

/// Times of the day in words. Without a word for the half of the day only those after "noon" and "midnight", and of the
/// rest the twelve hours of a clock face, are known: these are put into the morning.
fn clock_words(text: &str, annotated: &Annotated) -> Vec<(Span, Value)> {
    const HOURS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    let hour = |word: &str| -> Option<u32> {
        let known = HOURS
            .iter()
            .position(|h| h.eq_ignore_ascii_case(word))
            .map(|at| at as u32 + 1);
        known
            .or_else(|| word.parse().ok())
            .filter(|hour| *hour <= 12)
            .map(|hour| hour % 12)
    };
    CLOCK_WORDS
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let minutes = if let Some(fixed) = found.name("fixed") {
                if fixed.as_str().eq_ignore_ascii_case("midnight") {
                    0
                } else {
                    12 * 60
                }
            } else if let Some(full) = found.name("full") {
                60 * hour(full.as_str())?
            } else {
                let part = found["part"].to_lowercase();
                let part = match part.trim_start_matches("a ") {
                    "half" => 30,
                    "quarter" => 15,
                    "five" => 5,
                    "ten" => 10,
                    "twenty" => 20,
                    _ => 25,
                };
                let full = 60 * hour(&found["hour"])?;
                if found["side"].eq_ignore_ascii_case("past") {
                    full + part
                } else {
                    (full + 720 - part) % 720
                }
            };
            let half = found.name("of").or_else(|| found.name("after"));
            let half = half.map_or(String::new(), |h| h.as_str().to_lowercase());
            let late = ["afternoon", "evening", "night"]
                .iter()
                .any(|word| half.ends_with(word));
            let late = late && minutes < 720 && !(half.ends_with("night") && minutes < 300);
            let taken = annotated.quantities.iter().any(|q| q.span.overlaps(span));
            (!taken).then(|| (span, Value::Clock(minutes + if late { 720 } else { 0 })))
        })
        .collect()
}

/// The figures of one account, in order, with the words around each, the figure masked.
pub(crate) fn figures_of(
    annotated: &Annotated,
    account: usize,
    terms: &[Term],
    passages: &[Passage],
) -> Vec<(Figure, String)> {
    let text = &annotated.account.text;
    let amounts = annotated
        .quantities
        .iter()
        .filter(|q| !PAST_THE_HOUR.is_match(&text[q.span.end..]))
        .map(|q| (q.span, Value::Amount(q.clone())));
    let days = annotated
        .times
        .iter()
        .filter(|t| matches!(t.granularity, Granularity::Day | Granularity::Weekday))
        // With a year it is mostly the day of writing.
        .filter(|t| t.span.of(text).chars().filter(char::is_ascii_digit).count() < 4)
        .filter(|t| {
            t.span
                .of(text)
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        })
        .map(|t| (t.span, Value::Day(t.clone())));
    let clocks = clock_times(text, annotated)
        .into_iter()
        .chain(clock_words(text, annotated));
    let read = amounts.chain(clocks).chain(days);
    let mut all: Vec<(Span, Value)> = read
        .chain(shares(text, annotated))
        .chain(few(text, annotated))
        .collect();
    all.sort_by_key(|(span, _)| *span);
    all.into_iter()
        .filter_map(|(span, value)| {
            let passage = passage_at(passages, account, span.start)?;
            let sentence = &passages[passage];
            if !sentence.span.contains(span) {
                return None;
            }
            let (before, after) = around(terms, sentence, span);
            let words = |range: &Range<usize>| match terms[range.clone()] {
                [] => "",
                [ref first, ..] => first.span.cover(terms[range.end - 1].span).of(text),
            };
            let context = format!("{}{MASK}{}", words(&before), words(&after));
            let nearest = before.end.saturating_sub(BESIDE).max(before.start)..before.end;
            let next = after.start..after.end.min(after.start + BESIDE);
            let both = |x: Range<usize>, y: Range<usize>| -> Vec<Term> {
                terms[x].iter().chain(&terms[y]).cloned().collect()
            };
            let telling = both(before, after);
            let figure = Figure {
                account,
                span,
                value,
                passage,
                bag: bag(&telling),
                beside: bag(&both(nearest, next)),
                names: telling
                    .iter()
                    .filter(|t| t.named && t.tells())
                    .map(|t| t.id)
                    .collect(),
                vector: 0,
                noun: None,
            };
            Some((figure, context))
        })
        .collect()
}

/// A fraction of a whole: "almost a quarter of", "by a third", "three quarters full".
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?P<hedge>\b(?:almost|nearly|just\s+under|less\s+than|about|roughly|around|some|more\s+than|over)\s+)?
          (?P<by>\bby\s+(?:almost\s+|nearly\s+|about\s+|more\s+than\s+)?)?
          \b(?P<n>an?|one|two|three|four)[\s-](?P<of>half|third|quarter|fifth|tenth)s?\b(?P<after>\s+(?:of|full|empty|larger|smaller|higher|lower|more|less)\b)?",
    )
    .expect("a fixed pattern")
});

/// Fractions of a whole as percentages.
fn shares(text: &str, annotated: &Annotated) -> Vec<(Span, Value)> {
    SHARE
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let of_time = text[whole.end()..].trim_start().starts_with("an hour");
            let taken = annotated.quantities.iter().any(|q| q.span.overlaps(span));
            if found.name("by").is_none() && found.name("after").is_none() || of_time || taken {
                return None;
            }
            let parts = match found["of"].to_ascii_lowercase().as_str() {
                "half" => 2.0,
                "third" => 3.0,
                "quarter" => 4.0,
                "fifth" => 5.0,
                _ => 10.0,
            };
            let count = match found["n"].to_ascii_lowercase().as_str() {
                "two" => 2.0,
                "three" => 3.0,
                "four" => 4.0,
                _ => 1.0,
            };
            let value = 100.0 * count / parts;
            let hedge = found.name("hedge").or_else(|| found.name("by"));
            let hedge = hedge.map_or(String::new(), |h| h.as_str().to_lowercase());
            let (low, high) = if hedge.contains("more") || hedge.contains("over") {
                (value, value * 1.3)
            } else if ["almost", "nearly", "under", "less"]
                .iter()
                .any(|h| hedge.contains(h))
            {
                (value * 0.85, value)
            } else {
                (value * 0.93, value * 1.07)
            };
            Some((span, Value::Amount(amount(span, value, low, high, "percent"))))
        })
        .collect()
}

/// Few people or things, where they are counted: "two men", "one serviceman", "a single shot".
static FEW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?P<n>a\s+single|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+
          (?:(?:of\s+(?:our|their|its|his|her|the)|more|other|young|old|armed|masked|senior|\p{L}+ed|\p{L}+n)\s+)?
          (?P<who>\p{L}{3,})\b",
    )
    .expect("a fixed pattern")
});

/// Nouns for people and the like whose plural has no "s", with their singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("men", "man"),
    ("women", "woman"),
    ("people", "people"),
    ("persons", "people"),
    ("person", "people"),
    ("children", "child"),
    ("servicemen", "serviceman"),
    ("policemen", "policeman"),
    ("firemen", "fireman"),
    ("fishermen", "fisherman"),
];

/// What a small number counts: after "one" and "a single" a singular, after the others a plural.
fn few(text: &str, annotated: &Annotated) -> Vec<(Span, Value)> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    FEW.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let number = found["n"].to_lowercase();
            let single = number.starts_with('a');
            let value = if single {
                1
            } else {
                1 + NUMBERS.iter().position(|n| *n == number)?
            };
            let word = found["who"].to_lowercase();
            let irregular = IRREGULAR.iter().find(|(noun, one)| *noun == word || *one == word);
            let plural = word.ends_with('s') && !word.ends_with("ss");
            let who = match irregular {
                Some((_, one)) => (*one).to_owned(),
                None if value > 1 && plural => word.trim_end_matches('s').to_owned(),
                None if single => word,
                None => return None,
            };
            let times = annotated.times.iter().map(|time| time.span);
            let taken = annotated
                .quantities
                .iter()
                .map(|q| q.span)
                .chain(times)
                .any(|s| s.overlaps(span));
            let value = value as f64;
            (!taken && !is_measure(&who))
                .then(|| (span, Value::Amount(amount(span, value, value, value, &who))))
        })
        .collect()
}

fn amount(span: Span, value: f64, low: f64, high: f64, unit: &str) -> Quantity {
    Quantity {
        span,
        value,
        unit: Some(unit.to_owned()),
        of: None,
        low,
        high,
    }
}

/// The words of the sentence before and after a span, as far as they count.
fn around(terms: &[Term], sentence: &Passage, span: Span) -> (Range<usize>, Range<usize>) {
    let own = terms_in(terms, span);
    let start = own.start.saturating_sub(WORDS_BEFORE).max(sentence.terms.start);
    let end = (own.end + WORDS_AFTER).min(sentence.terms.end);
    (start.min(own.start)..own.start, own.end..end.max(own.end))
}

/// Times of the day; not those that only say when a post or an entry was written, at the start of a line.
fn clock_times(text: &str, annotated: &Annotated) -> Vec<(Span, Value)> {
    CLOCK
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let starts_line = text[..span.start].trim_end_matches(' ').ends_with('\n') || span.start == 0;
            let taken = annotated.quantities.iter().any(|q| q.span.overlaps(span));
            let at = AT.is_match(&text[..span.start]);
            let decimal = whole.as_str().contains('.') && found.name("half").is_none() && !at;
            if starts_line || taken || decimal && found.name("only").is_none() {
                return None;
            }
            let hour: u32 = found["h"].parse().ok()?;
            let minute: u32 = found.name("m").map_or(Ok(0), |m| m.as_str().parse()).ok()?;
            let half = found.name("half").or_else(|| found.name("only"));
            let late = half.is_some_and(|h| h.as_str().eq_ignore_ascii_case("p"));
            let hour = if half.is_some() {
                hour % 12 + if late { 12 } else { 0 }
            } else {
                hour
            };
            Some((span, Value::Clock(hour * 60 + minute)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(found: Vec<(Span, Value)>) -> Vec<u32> {
        let minutes = |(_, value)| match value {
            Value::Clock(minutes) => Some(minutes),
            _ => None,
        };
        found.into_iter().filter_map(minutes).collect()
    }

    #[test]
    fn hours_in_words_are_read() {
        let text = "The alarm rang at ten to four, half past six in the evening, at noon, at six in the morning and \
                    nine o'clock; at quarter past eleven at night nobody came.";
        let found = hours(clock_words(text, &Annotated::default()));
        assert_eq!(found, [230, 18 * 60 + 30, 720, 360, 540, 23 * 60 + 15]);
    }

    #[test]
    fn few_are_counted_with_their_noun() {
        let text =
            "Two masked men fired three shots; a single doctor and one of three sisters saw five persons.";
        let found = few(text, &Annotated::default()).into_iter();
        let found: Vec<(String, f64)> = found
            .filter_map(|(_, value)| match value {
                Value::Amount(amount) => Some((amount.unit?, amount.value)),
                _ => None,
            })
            .collect();
        let expected = [
            ("man", 2.0),
            ("shot", 3.0),
            ("doctor", 1.0),
            ("sister", 3.0),
            ("people", 5.0),
        ];
        assert_eq!(found, expected.map(|(noun, value)| (noun.to_owned(), value)));
    }

    #[test]
    fn hours_are_read_and_stamps_are_not() {
        let text =
            "18:02 Back home. It rang at 22:40 and again at 4.20 a.m., then at 5 p.m. It cost 3.50 or 12.99.";
        let found = hours(clock_times(text, &Annotated::default()));
        assert_eq!(found, [22 * 60 + 40, 4 * 60 + 20, 17 * 60]);
    }
}
