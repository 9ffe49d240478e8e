//! Numbers, in digits and in words, and the hedges before them.

use super::tokens::{Kind, Token};

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    Plain,
    Nearly,
    About,
    JustOver,
    MoreThan,
    AtLeast,
    LessThan,
    UpTo,
    /// "between": a range follows.
    Between,
}

/// Longer phrases before shorter ones that they begin with.
const HEDGES: &[(&str, Hedge)] = &[
    ("a little less than", Hedge::Nearly),
    ("slightly less than", Hedge::Nearly),
    ("a little under", Hedge::Nearly),
    ("slightly under", Hedge::Nearly),
    ("just under", Hedge::Nearly),
    ("close to", Hedge::Nearly),
    ("nearly", Hedge::Nearly),
    ("almost", Hedge::Nearly),
    ("a little more than", Hedge::JustOver),
    ("a bit more than", Hedge::JustOver),
    ("slightly more than", Hedge::JustOver),
    ("just more than", Hedge::JustOver),
    ("a little over", Hedge::JustOver),
    ("a bit over", Hedge::JustOver),
    ("slightly over", Hedge::JustOver),
    ("slightly above", Hedge::JustOver),
    ("just above", Hedge::JustOver),
    ("just over", Hedge::JustOver),
    ("no more than", Hedge::UpTo),
    ("as much as", Hedge::UpTo),
    ("as many as", Hedge::UpTo),
    ("at most", Hedge::UpTo),
    ("up to", Hedge::UpTo),
    ("no less than", Hedge::AtLeast),
    ("no fewer than", Hedge::AtLeast),
    ("at least", Hedge::AtLeast),
    ("a minimum of", Hedge::AtLeast),
    ("upwards of", Hedge::MoreThan),
    ("more than", Hedge::MoreThan),
    ("well over", Hedge::MoreThan),
    ("greater than", Hedge::MoreThan),
    ("over", Hedge::MoreThan),
    ("above", Hedge::MoreThan),
    ("exceeding", Hedge::MoreThan),
    ("less than", Hedge::LessThan),
    ("fewer than", Hedge::LessThan),
    ("under", Hedge::LessThan),
    ("below", Hedge::LessThan),
    ("an estimated", Hedge::About),
    ("approximately", Hedge::About),
    ("roughly", Hedge::About),
    ("around", Hedge::About),
    ("about", Hedge::About),
    ("some", Hedge::About),
    ("between", Hedge::Between),
    ("from", Hedge::Between),
    ("exactly", Hedge::Plain),
    ("a total of", Hedge::Plain),
];

/// The hedge that begins at `at`, and where the number after it would begin.
pub(super) fn hedge_at(tokens: &[Token], at: usize) -> (Hedge, usize) {
    HEDGES
        .iter()
        .find_map(|(phrase, hedge)| phrase_at(tokens, at, phrase).map(|next| (*hedge, next)))
        .unwrap_or((Hedge::Plain, at))
}

/// Where the tokens go on after this phrase, if they begin with it.
pub(super) fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    for word in phrase.split(' ') {
        if tokens.get(next)?.lower != word {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Place of the last digit that is not a zero, as far as the words show it.
    pub(super) place: f64,
    /// For "dozens", "hundreds of": the largest value.
    pub(super) most: Option<f64>,
    /// Whether it is written in words.
    pub(super) in_words: bool,
    /// Whether it is "a" or "an", which is a number only before a unit of time.
    pub(super) is_article: bool,
    /// Whether a word such as "million" belongs to it.
    pub(super) multiplied: bool,
    /// Index of the token after it.
    pub(super) next: usize,
}

/// The number that begins at `at`.
pub(super) fn number_at(tokens: &[Token], at: usize) -> Option<Number> {
    let first = tokens.get(at)?;
    let mut number = match first.kind {
        Kind::Number { value, place } => digits(tokens, at, value, place),
        Kind::Word => special(tokens, at).or_else(|| in_words(tokens, at))?,
        Kind::Mark => return None,
    };
    if let Some(next) = and_a_half(tokens, number.next)
        && number.most.is_none()
        && !number.is_article
    {
        let step = if number.multiplied { number.place } else { 1.0 };
        number = Number {
            value: number.value + step / 2.0,
            place: step / 2.0,
            next,
            ..number
        };
    }
    Some(number)
}

/// Where the tokens go on after "and a half", with spaces or hyphens.
pub(super) fn and_a_half(tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = skip_hyphen(tokens, at);
    for word in ["and", "a", "half"] {
        if tokens.get(next)?.lower != word {
            return None;
        }
        next = skip_hyphen(tokens, next + 1);
    }
    // A hyphen after the last word belongs to what follows.
    Some(if tokens[next - 1].lower == "-" {
        next - 1
    } else {
        next
    })
}

/// The index after a hyphen that stands without a space, or `at` itself.
pub(super) fn skip_hyphen(tokens: &[Token], at: usize) -> usize {
    let hyphen = tokens.get(at).is_some_and(|t| t.lower == "-" && !t.spaced);
    if hyphen && tokens.get(at + 1).is_some_and(|t| !t.spaced) {
        at + 1
    } else {
        at
    }
}

fn digits(tokens: &[Token], at: usize, value: f64, place: f64) -> Number {
    let mut number = Number {
        value,
        place,
        most: None,
        in_words: false,
        is_article: false,
        multiplied: false,
        next: at + 1,
    };
    if tokens.get(at + 1).is_some_and(|t| t.lower == "½" && !t.spaced) {
        number = Number {
            value: value + 0.5,
            place: 0.5,
            next: at + 2,
            ..number
        };
    }
    let factor_at = skip_hyphen(tokens, number.next);
    let of_money = at
        .checked_sub(1)
        .is_some_and(|sign| tokens[sign].is(&["$", "€", "£", "¥", "₽"]));
    let millions = |t: &Token| (of_money && !t.spaced && t.lower == "m").then_some(1e6);
    if let Some(factor) = tokens
        .get(factor_at)
        .and_then(|t| factor(t).or_else(|| millions(t)))
    {
        let (value, place) = (number.value * factor, number.place * factor);
        number = Number {
            value,
            place,
            multiplied: true,
            next: factor_at + 1,
            ..number
        };
    }
    number
}

fn factor(token: &Token) -> Option<f64> {
    match token.lower.as_str() {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "k" if !token.spaced => Some(1e3),
        "million" | "mln" | "mn" => Some(1e6),
        "billion" | "bln" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}

fn word_number(value: f64, next: usize) -> Number {
    Number {
        value,
        place: place_of(value),
        most: None,
        in_words: true,
        is_article: false,
        multiplied: false,
        next,
    }
}

fn place_of(value: f64) -> f64 {
    let mut place = 1.0;
    while value > 0.0 && place < 1e12 && value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    place
}

const VAGUE: &[(&str, f64, f64)] = &[
    ("tens of thousands", 20_000.0, 99_999.0),
    ("hundreds of thousands", 200_000.0, 999_999.0),
    ("tens of millions", 2e7, 99_999_999.0),
    ("hundreds of millions", 2e8, 999_999_999.0),
    ("dozens", 24.0, 99.0),
    ("scores", 40.0, 99.0),
    ("hundreds", 200.0, 999.0),
    ("thousands", 2000.0, 9999.0),
    ("millions", 2e6, 9_999_999.0),
    ("billions", 2e9, 9_999_999_999.0),
];

const FRACTIONS_OF_AN_HOUR: &[(&str, f64)] = &[
    ("three quarters of", 0.75),
    ("three - quarters of", 0.75),
    ("a quarter of", 0.25),
    ("quarter of", 0.25),
];

/// Halves, dozens, couples, articles, and the plurals that only give an order of magnitude.
fn special(tokens: &[Token], at: usize) -> Option<Number> {
    for (phrase, least, most) in VAGUE {
        if let Some(next) = phrase_at(tokens, at, phrase) {
            let next = phrase_at(tokens, next, "of").unwrap_or(next);
            return Some(Number {
                most: Some(*most),
                ..word_number(*least, next)
            });
        }
    }
    for (phrase, value) in FRACTIONS_OF_AN_HOUR {
        if let Some(next) = phrase_at(tokens, at, phrase)
            && let Some(next) = phrase_at(tokens, next, "an")
            && phrase_at(tokens, next, "hour").is_some()
        {
            return Some(Number {
                value: *value,
                place: 0.25,
                ..word_number(1.0, next)
            });
        }
    }
    if let Some(next) = phrase_at(tokens, at, "half") {
        return half(tokens, next);
    }
    let (value, next) = match phrase_at(tokens, at, "a couple of") {
        Some(next) => {
            return Some(Number {
                most: Some(3.0),
                ..word_number(2.0, next)
            });
        }
        None if tokens[at].is(&["a", "an"]) => (1.0, at + 1),
        None => return None,
    };
    match tokens.get(next) {
        Some(token) if token.lower == "dozen" => Some(word_number(12.0, next + 1)),
        Some(token) if factor(token).is_some() && token.lower.len() > 2 => in_words(tokens, next),
        _ => Some(Number {
            is_article: true,
            ..word_number(value, next)
        }),
    }
}

/// "half an hour", "half-hour", "half a million".
fn half(tokens: &[Token], after: usize) -> Option<Number> {
    let at = skip_hyphen(tokens, after);
    let at = if tokens.get(at)?.is(&["a", "an"]) {
        skip_hyphen(tokens, at + 1)
    } else {
        at
    };
    let token = tokens.get(at)?;
    if let Some(factor) = factor(token).filter(|_| token.lower.len() > 2) {
        return Some(Number {
            multiplied: true,
            place: factor / 10.0,
            ..word_number(factor / 2.0, at + 1)
        });
    }
    let unit = token.is(&["hour", "day", "year", "minute", "kilometer", "kilometre", "mile"]);
    unit.then_some(Number {
        value: 0.5,
        place: 0.5,
        ..word_number(1.0, at)
    })
}

fn small(word: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let nth = |list: &[&str]| list.iter().position(|w| *w == word);
    let units = nth(&WORDS).and_then(|nth| u8::try_from(nth).ok());
    let tens = nth(&TENS).and_then(|nth| u8::try_from(10 * (nth + 2)).ok());
    units.or(tens).map(f64::from)
}

/// "ninety", "twenty-five", "two hundred and ten thousand", "two dozen".
fn in_words(tokens: &[Token], at: usize) -> Option<Number> {
    let (mut total, mut current, mut next) = (0.0, None::<f64>, at);
    let mut multiplied = false;
    loop {
        let from = if current.is_some() {
            skip_hyphen(tokens, next)
        } else {
            next
        };
        let from = match tokens.get(from) {
            Some(token) if token.lower == "and" && multiplied => from + 1,
            _ => from,
        };
        let Some(token) = tokens.get(from).filter(|t| t.is_word()) else {
            break;
        };
        if let Some(value) = small(&token.lower) {
            let room = current
                .is_none_or(|c| (c % 100.0 == 0.0) || (c % 10.0 == 0.0 && c % 100.0 > 10.0 && value < 10.0));
            if !room || (from > next && token.spaced && tokens[from - 1].lower == "-") {
                break;
            }
            current = Some(current.unwrap_or(0.0) + value);
        } else if token.lower == "dozen" && current.is_some() {
            current = current.map(|c| c * 12.0);
        } else if let Some(factor) = factor(token).filter(|_| token.lower.len() > 3) {
            multiplied = true;
            let value = current.unwrap_or(1.0) * factor;
            if factor < 1e3 {
                current = Some(value);
            } else {
                (total, current) = (total + value, Some(0.0));
            }
        } else {
            break;
        }
        next = from + 1;
    }
    current.map(|current| Number {
        multiplied,
        ..word_number(total + current, next)
    })
}
