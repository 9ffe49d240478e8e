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
    /// The telling words around it, the figure's own left out.
    pub bag: Vec<(u32, f32)>,
    /// Number of the context's vector.
    pub vector: usize,
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
    let read = amounts.chain(clock_times(text, annotated)).chain(days);
    let mut all: Vec<(Span, Value)> = read
        .chain(shares(text, annotated))
        .chain(few_people(text, annotated))
        .collect();
    all.sort_by_key(|(span, _)| *span);
    all.into_iter()
        .filter_map(|(span, value)| {
            let sentence = &passages[passage_at(passages, account, span.start)?];
            if !sentence.span.contains(span) {
                return None;
            }
            let (before, after) = around(terms, sentence, span);
            let words = |range: &Range<usize>| match terms[range.clone()] {
                [] => "",
                [ref first, ..] => first.span.cover(terms[range.end - 1].span).of(text),
            };
            let context = format!("{}{MASK}{}", words(&before), words(&after));
            let telling: Vec<Term> = terms[before].iter().chain(&terms[after]).cloned().collect();
            let figure = Figure {
                account,
                span,
                value,
                bag: bag(&telling),
                vector: 0,
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

/// Few people, where they are counted: "two men", "one serviceman".
static FEW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\p{L}+\s+)?(?P<who>soldier|serviceman|policeman|fireman|worker|passenger|sailor|civilian|man|woman|person|child|men|women|people|servicemen|policemen|firemen|children)\b",
    )
    .expect("a fixed pattern")
});

fn few_people(text: &str, annotated: &Annotated) -> Vec<(Span, Value)> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    FEW.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let number = found["n"].to_lowercase();
            let value = 1.0 + NUMBERS.iter().position(|n| *n == number)? as f64;
            let who = match found["who"].to_lowercase().as_str() {
                "men" | "man" => "man",
                "women" | "woman" => "woman",
                "people" | "person" => "person",
                "servicemen" | "serviceman" => "serviceman",
                "policemen" | "policeman" => "policeman",
                "firemen" | "fireman" => "fireman",
                "children" | "child" => "child",
                "soldier" => "soldier",
                "worker" => "worker",
                "sailor" => "sailor",
                "passenger" => "passenger",
                _ => "civilian",
            };
            let taken = annotated.quantities.iter().any(|q| q.span.overlaps(span));
            (!taken).then(|| (span, Value::Amount(amount(span, value, value, value, who))))
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
            let decimal = whole.as_str().contains('.') && found.name("half").is_none();
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

    #[test]
    fn hours_are_read_and_stamps_are_not() {
        let text =
            "18:02 Back home. It rang at 22:40 and again at 4.20 a.m., then at 5 p.m. It cost 3.50 or 12.99.";
        let found: Vec<u32> = clock_times(text, &Annotated::default())
            .into_iter()
            .filter_map(|(_, value)| match value {
                Value::Clock(minutes) => Some(minutes),
                _ => None,
            })
            .collect();
        assert_eq!(found, [22 * 60 + 40, 4 * 60 + 20, 17 * 60]);
    }
}
