//! Things counted ("fifty nations"), and bare numbers where little else is meant.

use super::bounds::{amount, range};
use super::measured::measured;
use super::numbers::{Hedge, skip_hyphen};
use super::read::{Found, Reading, finish, or_so};
use super::refused;
use super::tokens::Token;
use super::units::{counted, counted_singular};
use super::words::STOPS;
use crate::span::Span;

/// People who are so often counted that four digits before them are no year.
const COUNTED_PEOPLE: &[&str] = &[
    "people",
    "troop",
    "soldier",
    "man",
    "civilian",
    "refugee",
    "fighter",
    "personnel",
];

/// Twos and threes that are counted in passing, not as an amount ("the two leaders").
const PAIRS: &[&str] = &[
    "leader",
    "side",
    "country",
    "president",
    "state",
    "party",
    "minister",
    "people",
    "power",
    "man",
    "capital",
    "diplomat",
    "official",
    "government",
    "question",
    "word",
    "reason",
    "thing",
    "issue",
    "way",
    "notion",
    "topic",
    "woman",
    "candidate",
];

/// An amount without a fixed unit: things counted, or a bare number where little else is meant.
pub(super) fn counting(
    text: &str,
    tokens: &[Token],
    start: usize,
    number_start: usize,
    hedge: Option<Hedge>,
    mut reading: Reading,
) -> Option<Found> {
    if reading.first.is_article
        || reading.first.value == 0.5
        || refused::is_label(tokens, number_start, &reading.first)
    {
        return None;
    }
    let mut found = match &reading.second {
        Some(second) => range(&reading.first, second, None),
        None => amount(&reading.first, hedge.unwrap_or(Hedge::Plain), None),
    };
    reading.next = or_so(tokens, reading.next, &mut found);
    let named = capitalised_inside(tokens, number_start);
    let year = refused::is_year(tokens, number_start, &reading.first);
    let Some((unit, first, last)) = noun(tokens, &reading) else {
        let kept = is_kept_bare(tokens, start, number_start, hedge, &reading) && !year && !named;
        return kept.then(|| finish(tokens, start, reading.next, found, None, None));
    };
    let single = reading.first.value <= 1.0 && reading.second.is_none() && hedge.is_none();
    let in_passing = reading.first.value <= 3.0
        && reading.first.in_words
        && hedge.is_none()
        && PAIRS.contains(&unit.as_str());
    if single
        || in_passing
        || (named && reading.first.in_words)
        || (year && hedge.is_none() && !COUNTED_PEOPLE.contains(&unit.as_str()))
    {
        return None;
    }
    let phrase = (last > first).then(|| {
        Span::new(tokens[first].span.start, tokens[last].span.end)
            .of(text)
            .to_owned()
    });
    let of = if tokens.get(last + 1).is_some_and(|t| t.lower == "of") {
        measured(text, tokens, start, last + 1, false)
    } else {
        phrase
    };
    let next = if tokens[reading.next].lower == "-" {
        first + 1
    } else {
        last + 1
    };
    Some(finish(tokens, start, next, found, Some(unit), of))
}

/// Whether the number begins with a capital letter inside a sentence ("the Group of Seven").
fn capitalised_inside(tokens: &[Token], at: usize) -> bool {
    tokens[at].capital
        && at > 0
        && !tokens[at].opens_line
        && !tokens[at - 1].is(&[".", "!", "?", "\"", "“", ":", "'", "‘"])
}

fn is_kept_bare(tokens: &[Token], start: usize, at: usize, hedge: Option<Hedge>, reading: &Reading) -> bool {
    let tolls = [
        "killed", "killing", "wounded", "wounding", "injured", "injuring", "reached", "totalled", "totaled",
    ];
    let number = &reading.first;
    let after_toll = start.checked_sub(1).is_some_and(|p| tokens[p].is(&tolls));
    let large =
        tokens[at].lower.contains(',') || number.multiplied || (hedge.is_some() && number.value > 110.0);
    // Up to 110 it may be an age: "Anna Example, 45, said", "people under 30".
    reading.second.is_none() && (large || (after_toll && !number.in_words))
}

/// The counted noun: its unit, and the tokens of its phrase.
fn noun(tokens: &[Token], reading: &Reading) -> Option<(String, usize, usize)> {
    const BETWEEN: &[&str] = &[
        "of",
        "the",
        "its",
        "their",
        "those",
        "these",
        "other",
        "more",
        "additional",
    ];
    const NOT_COUNTED: &[&str] = &["times", "minutes", "hours", "years", "hers"];
    let hyphen = skip_hyphen(tokens, reading.next);
    if hyphen > reading.next {
        let noun = tokens
            .get(hyphen)
            .filter(|t| t.is_word() && !t.is(STOPS) && t.lower.len() > 3)?;
        let known = noun.is(&["nation", "country", "member", "point", "seat"]);
        let fold = noun.is(&["fold", "strong", "something", "year", "plus"]);
        return (known || (!reading.first.in_words && !fold))
            .then(|| (counted_singular(&noun.lower), hyphen, hyphen));
    }
    let mut at = reading.next;
    while tokens.get(at).is_some_and(|t| t.is(BETWEEN)) {
        at += 1;
    }
    let first = at;
    while at < tokens.len() && at < first + 6 {
        let token = &tokens[at];
        let inside = token.is_word() && !token.is(STOPS) && !token.is(NOT_COUNTED) && !token.opens_line;
        let hyphen = token.lower == "-" && !token.spaced && at > first;
        if !inside && !hyphen {
            return None;
        }
        if inside && let Some(unit) = counted(&token.lower) {
            return Some((unit, first, at));
        }
        at += 1;
    }
    None
}
