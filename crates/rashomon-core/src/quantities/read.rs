//! Putting hedge, number, range, unit and noun together.

use super::bounds::{Amount, amount, range, tidy};
use super::counting::counting;
use super::measured::measured;
use super::numbers::{Hedge, Number, and_a_half, hedge_at, number_at, phrase_at, skip_hyphen};
use super::refused;
use super::tokens::{Token, tokens};
use super::units::{Unit, currency_before, unit_at};
use crate::event::{Quantity, Time};
use crate::span::Span;

/// A quantity and the tokens it covers.
pub(super) struct Found {
    pub(super) quantity: Quantity,
    pub(super) next: usize,
}

/// Every quantity of the text, in order and disjoint; what stands in a time is none.
pub(super) fn find(text: &str, times: &[Time]) -> Vec<Quantity> {
    let tokens = tokens(text);
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match quantity_at(text, &tokens, at) {
            Some(found) if is_rate(text, &tokens[at], out.last()) => at = found.next,
            Some(found) => {
                let span = found.quantity.span;
                let taken = times.partition_point(|time| time.span.end <= span.start);
                if times.get(taken).is_none_or(|time| !time.span.overlaps(span)) {
                    push(text, &mut out, found.quantity);
                }
                at = found.next;
            }
            None => at += 1,
        }
    }
    out
}

/// Whether "an hour" directly after an amount makes it a rate ("$12 an hour").
fn is_rate(text: &str, token: &Token, last: Option<&Quantity>) -> bool {
    token.is(&["a", "an"])
        && last.is_some_and(|last| {
            last.span.end <= token.span.start
                && text[last.span.end..token.span.start]
                    .trim_matches([' ', '-'])
                    .is_empty()
        })
}

/// Adds a quantity, or joins it to the last one: "an hour and a half, almost two hours" is one range.
fn push(text: &str, out: &mut Vec<Quantity>, quantity: Quantity) {
    const JOINS: &[&str] = &["to", "or", ", or", ", if not", "if not", "-", "–", ", even", ","];
    if let Some(last) = out.last_mut() {
        let between = text[last.span.end..quantity.span.start].trim();
        let hedged = quantity.high == quantity.value;
        let joined = JOINS.contains(&between) && (between != "," || hedged);
        if joined
            && last.unit == quantity.unit
            && last.value < quantity.value
            && last.unit.as_deref() == Some("minutes")
        {
            last.span = last.span.cover(quantity.span);
            (last.low, last.high) = (last.value, quantity.value);
            last.value = tidy(f64::midpoint(last.low, last.high));
            last.of = last.of.take().or(quantity.of);
            return;
        }
    }
    out.push(quantity);
}

/// What stands after the hedge: the numbers, and the unit as far as it is a fixed one.
pub(super) struct Reading {
    pub(super) first: Number,
    pub(super) second: Option<Number>,
    pub(super) unit: Option<Unit>,
    pub(super) next: usize,
    /// Whether a hyphen joins number and unit ("90-minute").
    pub(super) hyphen: bool,
}

fn quantity_at(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let (hedge, after_hedge) = hedge_at(tokens, at);
    let number_start = match tokens
        .get(after_hedge)?
        .is(&["$", "€", "£", "¥", "₽", "₹", "₩", "₪", "₴", "₺"])
    {
        true => after_hedge + 1,
        false
            if tokens
                .get(after_hedge + 1)
                .is_some_and(|t| t.lower == "$" && !t.spaced) =>
        {
            after_hedge + 2
        }
        false => after_hedge,
    };
    let currency = currency_before(tokens, number_start);
    let first = number_at(tokens, number_start)?;
    let mut reading = read_range(tokens, first, hedge);
    let start = if after_hedge > at {
        at
    } else {
        currency.map_or(number_start, |(_, start)| start)
    };
    read_unit(tokens, &mut reading, currency.map(|(unit, _)| unit))?;
    if hedge == Hedge::Between && reading.second.is_none() {
        return None;
    }
    let has_sign = currency.is_some();
    if !has_sign && refused::is_attached(tokens, number_start, &reading.first, reading.unit.is_some()) {
        return None;
    }
    let hedged = after_hedge > at && hedge != Hedge::Plain;
    match reading.unit {
        Some(unit) => with_unit(text, tokens, start, hedge, unit, reading),
        None => counting(
            text,
            tokens,
            start,
            number_start,
            if hedged { Some(hedge) } else { None },
            reading,
        ),
    }
}

/// A second number after "to", a dash or "or", if one follows.
fn read_range(tokens: &[Token], first: Number, hedge: Hedge) -> Reading {
    let mut reading = Reading {
        next: first.next,
        first,
        second: None,
        unit: None,
        hyphen: false,
    };
    let Some(link) = tokens.get(first.next) else {
        return reading;
    };
    let links = link.is(&["to", "-", "or"]) || (link.lower == "and" && hedge == Hedge::Between);
    if !links || first.is_article || first.most.is_some() {
        return reading;
    }
    let mut from = first.next + 1;
    if tokens
        .get(from)
        .is_some_and(|t| t.is(&["$", "€", "£", "almost", "nearly", "even"]))
    {
        from += 1;
    }
    let Some(second) = number_at(tokens, from).filter(|n| !n.is_article && n.most.is_none()) else {
        return reading;
    };
    // "5 to 7 million" means five million.
    let factor = if second.multiplied && !first.multiplied {
        second.place.max(1.0)
    } else {
        1.0
    };
    let scale = if factor > 1.0 && first.value * factor <= second.value * 10.0 {
        power(second.value)
    } else {
        1.0
    };
    let low = Number {
        value: first.value * scale,
        place: first.place * scale,
        ..first
    };
    if low.value < second.value {
        reading = Reading {
            first: low,
            second: Some(second),
            next: second.next,
            ..reading
        };
    }
    reading
}

/// The thousand, million or billion that a number is written in.
fn power(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3, 1e2]
        .into_iter()
        .find(|power| value >= *power)
        .unwrap_or(1.0)
}

/// Reads a fixed unit after the number. `None` when the words cannot be an amount at all.
fn read_unit(tokens: &[Token], reading: &mut Reading, currency: Option<Unit>) -> Option<()> {
    let number = reading.second.unwrap_or(reading.first);
    if refused::is_clock(tokens, &number) {
        return None;
    }
    if currency.is_some() {
        reading.unit = currency;
        return Some(());
    }
    let unit_start = skip_hyphen(tokens, reading.next);
    if let Some((unit, next)) = unit_at(tokens, unit_start) {
        reading.hyphen = unit_start > reading.next;
        reading.unit = Some(unit);
        reading.next = next;
    }
    if reading.first.is_article {
        // "an hour" is an amount; "a day" mostly is not ("three times a day"), but "within a week" is.
        let hour = reading.unit.is_some_and(|unit| unit.factor == 60.0);
        let tail = and_a_half(tokens, reading.next).is_some();
        let rate = reading.first.next >= 2
            && tokens[reading.first.next - 2].is(&["times", "km", "kilometers", "miles", "twice", "once"]);
        let limit = reading.first.next >= 2 && tokens[reading.first.next - 2].is(&["within"]);
        return ((hour || ((tail || limit) && reading.unit.is_some())) && !rate).then_some(());
    }
    Some(())
}

fn with_unit(
    text: &str,
    tokens: &[Token],
    start: usize,
    hedge: Hedge,
    unit: Unit,
    mut reading: Reading,
) -> Option<Found> {
    if unit.name == "years" && refused::is_age(tokens, reading.next) {
        return None;
    }
    let is_time = ["minutes", "seconds", "days", "months", "years"].contains(&unit.name);
    let mut found = match &reading.second {
        Some(second) => range(&reading.first, second, Some(unit)),
        None => amount(&reading.first, hedge, Some(unit)),
    };
    if is_time && reading.second.is_none() {
        add_tail(tokens, &mut reading, hedge, unit, &mut found);
    }
    reading.next = or_so(tokens, reading.next, &mut found);
    let hyphen_after = skip_hyphen(tokens, reading.next);
    let share_or_money =
        unit.name.starts_with("percent") || unit.name.chars().all(|c| c.is_ascii_uppercase());
    let attributive = reading.hyphen || hyphen_after > reading.next || share_or_money;
    let of = measured(text, tokens, start, hyphen_after, attributive);
    Some(finish(
        tokens,
        start,
        reading.next,
        found,
        Some(unit.name.to_owned()),
        of,
    ))
}

/// "and a half", "and twenty minutes" after a unit of time.
fn add_tail(tokens: &[Token], reading: &mut Reading, hedge: Hedge, unit: Unit, found: &mut Amount) {
    if let Some(next) = and_a_half(tokens, reading.next) {
        let longer = Number {
            value: reading.first.value + 0.5,
            place: 0.5,
            ..reading.first
        };
        *found = amount(&longer, hedge, Some(unit));
        reading.next = next;
        return;
    }
    if unit.factor != 60.0 {
        return;
    }
    let from = phrase_at(tokens, reading.next, "and").unwrap_or(reading.next);
    let Some(rest) = number_at(tokens, from).filter(|n| !n.is_article && n.most.is_none()) else {
        return;
    };
    if let Some((minutes, next)) = unit_at(tokens, rest.next)
        && minutes
            == (Unit {
                name: "minutes",
                factor: 1.0,
            })
        && rest.value < 60.0
    {
        let all = Number {
            value: reading.first.value * 60.0 + rest.value,
            ..rest
        };
        *found = amount(&all, hedge, Some(minutes));
        reading.next = next;
    }
}

/// Widens the amount for "or so", "or more", "plus" after it.
pub(super) fn or_so(tokens: &[Token], at: usize, found: &mut Amount) -> usize {
    if let Some(next) = phrase_at(tokens, at, "or so") {
        (found.low, found.high) = (tidy(found.value * 0.85), tidy(found.value * 1.15));
        return next;
    }
    for phrase in ["or more", "plus", "+"] {
        if let Some(next) = phrase_at(tokens, at, phrase) {
            (found.low, found.high) = (found.value, tidy(found.value * 10.0));
            return next;
        }
    }
    at
}

/// The quantity over the tokens from `start` up to `next`.
pub(super) fn finish(
    tokens: &[Token],
    start: usize,
    next: usize,
    found: Amount,
    unit: Option<String>,
    of: Option<String>,
) -> Found {
    let span = Span::new(tokens[start].span.start, tokens[next - 1].span.end);
    let Amount { value, low, high } = found;
    Found {
        quantity: Quantity {
            span,
            value,
            unit,
            of,
            low,
            high,
        },
        next,
    }
}
