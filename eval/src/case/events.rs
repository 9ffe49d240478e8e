//! Events and quantities against those that a reader listed.

use rashomon_core::gazetteer::country;
use rashomon_core::{Actor, Event, Quantity};
use serde::Serialize;

use super::gold::{Case, GoldEvent, GoldQuantity};
use super::mistake::Mistake;
use super::names::{is_speaker, plain};
use super::pairs::Sides;
use super::side::{Range, Side};
use super::statements::Share;

/// The figures on events and quantities; every one is a share of those that gold lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)] // the module's introduction defines each figure
pub struct EventScore {
    pub events_found: f64,
    pub events_kind: f64,
    pub events_participants: f64,
    pub events_place: f64,
    pub events_date: f64,
    pub events_right: f64,
    pub quantities_right: f64,
    pub quantities_of: f64,
    pub events_and_quantities: f64,
}

/// Shares while they are counted.
#[derive(Default)]
struct Shares {
    found: Share,
    kind: Share,
    participants: Share,
    place: Share,
    date: Share,
    right: Share,
    quantities: Share,
    of: Share,
}

/// Scores events and quantities; `None` when gold lists none in the accounts that are compared.
pub(super) fn score_events(case: &Case, sides: &Sides, mistakes: &mut Vec<Mistake>) -> Option<EventScore> {
    let mut shares = Shares::default();
    for gold in case
        .events
        .iter()
        .filter(|gold| !is_optional(gold.weight.as_ref()))
    {
        if let Some(side) = sides.by_stem.get(&gold.account) {
            score_event(side, gold, &mut shares, mistakes);
        }
    }
    for gold in case.quantities.iter().filter(|gold| !gold.is_optional()) {
        if let Some(side) = sides.by_stem.get(&gold.account) {
            score_quantity(side, gold, &mut shares, mistakes);
        }
    }
    let all = Share {
        right: shares.right.right + shares.quantities.right,
        of: shares.right.of + shares.quantities.of,
    };
    (all.of > 0).then(|| EventScore {
        events_found: shares.found.share(),
        events_kind: shares.kind.share(),
        events_participants: shares.participants.share(),
        events_place: shares.place.share(),
        events_date: shares.date.share(),
        events_right: shares.right.share(),
        quantities_right: shares.quantities.share(),
        quantities_of: shares.of.share(),
        events_and_quantities: all.share(),
    })
}

fn is_optional(weight: Option<&String>) -> bool {
    weight.is_some_and(|weight| weight == "optional")
}

/// What of an event is right.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Right {
    participants: bool,
    place: bool,
    date: bool,
    kind: bool,
}

impl Right {
    fn all(self) -> bool {
        self.participants && self.place && self.date
    }

    fn count(self) -> usize {
        [self.participants, self.place, self.date, self.kind]
            .into_iter()
            .filter(|right| *right)
            .count()
    }
}

fn score_event(side: &Side, gold: &GoldEvent, shares: &mut Shares, mistakes: &mut Vec<Mistake>) {
    let range = side.find(&gold.anchor, Some(gold.offset));
    let best = range.and_then(|range| {
        let here = side
            .annotated
            .events
            .iter()
            .filter(|event| stands_in(side, event.trigger, range));
        here.map(|event| (right(side, gold, event), event))
            .max_by_key(|(right, event)| (right.all(), right.count(), std::cmp::Reverse(event.id)))
    });
    let rights = best.map(|(right, _)| right).unwrap_or_default();
    shares.found.count(best.is_some());
    shares.participants.count(rights.participants);
    shares.place.count(rights.place);
    shares.date.count(rights.date);
    shares.right.count(rights.all());
    if gold.kind.is_some() {
        shares.kind.count(rights.kind);
    }
    if !rights.all() {
        mistakes.push(Mistake::Event {
            account: gold.account.clone(),
            anchor: gold.anchor.clone(),
            got: best.map(|(_, event)| described(side, event)),
        });
    }
}

fn stands_in(side: &Side, span: rashomon_core::Span, (start, end): Range) -> bool {
    side.ranges(&[span])
        .is_ok_and(|ranges| ranges.iter().any(|(s, e)| *s < end && start < *e))
}

fn described(side: &Side, event: &Event) -> String {
    let text = &side.annotated.account.text;
    let who: Vec<&str> = actors(side, event)
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    let time = event
        .time
        .and_then(|id| side.annotated.time(id))
        .map_or("-", |time| time.span.of(text));
    let place = event.place.as_ref().map_or("-", |place| place.name.as_str());
    format!("{} {who:?} {place} {time}", event.kind)
}

fn actors<'a>(side: &'a Side, event: &Event) -> Vec<&'a Actor> {
    event
        .participants
        .iter()
        .filter_map(|id| side.annotated.actor(*id))
        .collect()
}

fn right(side: &Side, gold: &GoldEvent, event: &Event) -> Right {
    let predicted = actors(side, event);
    let allowed = || gold.participants.iter().chain(&gold.also);
    let all_there = gold
        .participants
        .iter()
        .all(|name| predicted.iter().any(|actor| is_party(name, actor)));
    let none_else = predicted
        .iter()
        .all(|actor| allowed().any(|name| is_party(name, actor)));
    let text = &side.annotated.account.text;
    let time = event.time.and_then(|id| side.annotated.time(id));
    Right {
        participants: all_there && none_else,
        place: agrees(
            gold.place.as_deref(),
            event.place.as_ref().map(|place| place.name.as_str()),
        ),
        date: agrees(gold.date.as_deref(), time.map(|time| time.span.of(text))),
        kind: gold.kind.as_deref() == Some(event.kind.as_str()),
    }
}

/// Whether an actor is who gold names: a person by the family name, a state by any of its names, or a body of that
/// state.
fn is_party(gold: &str, actor: &Actor) -> bool {
    match country(gold) {
        Some(state) => {
            actor.name == state.name || actor.side.as_deref() == Some(state.name) && !is_person(actor)
        }
        None => is_speaker(gold, Some(actor)),
    }
}

fn is_person(actor: &Actor) -> bool {
    actor.kind == rashomon_core::ActorKind::Person
}

/// Whether the words predicted for a place or date are those of gold: what stands before a parenthesis must be
/// there, what gold calls not stated must not, unless the parenthesis gives it ("Sochi implied").
fn agrees(gold: Option<&str>, predicted: Option<&str>) -> bool {
    let gold = gold.unwrap_or("not stated");
    let (stated, aside) = gold.split_once('(').unwrap_or((gold, ""));
    let within = |words: &str, whole: &str| !plain(words).is_empty() && plain(whole).contains(&plain(words));
    match (plain(stated).trim(), predicted) {
        ("not stated", None) => true,
        ("not stated", Some(words)) => within(words, aside),
        (_, None) => false,
        (stated, Some(words)) => within(words, stated) || within(stated, words),
    }
}

fn score_quantity(side: &Side, gold: &GoldQuantity, shares: &mut Shares, mistakes: &mut Vec<Mistake>) {
    let range = side.find(&gold.anchor, Some(gold.offset));
    let is_right = range.is_some_and(|range| match parsed(&gold.value) {
        Some((value, unit)) => {
            let here = |q: &&Quantity| stands_in(side, q.span, range) && same_amount(q, value, unit);
            let found = side.annotated.quantities.iter().find(here);
            shares.of.count(found.is_some_and(|q| measures(q, &gold.what)));
            found.is_some()
        }
        None => side.annotated.times.iter().any(|time| {
            stands_in(side, time.span, range)
                && time.span.of(&side.annotated.account.text).contains(&gold.value)
        }),
    });
    shares.quantities.count(is_right);
    if !is_right {
        mistakes.push(Mistake::Quantity {
            account: gold.account.clone(),
            anchor: gold.anchor.clone(),
        });
    }
}

/// Amount and unit of "90 minutes" or "nearly 5%"; `None` for a date.
fn parsed(value: &str) -> Option<(f64, &str)> {
    let first = value.find(|c: char| c.is_ascii_digit())?;
    let is_hedge = value[..first]
        .split_whitespace()
        .all(|word| ["nearly", "about", "over", "almost"].contains(&word));
    let digits = value[first..]
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(value.len() - first);
    let number = value[first..first + digits].parse().ok()?;
    let unit = value[first + digits..]
        .split([',', '('])
        .next()
        .unwrap_or_default()
        .trim();
    is_hedge.then_some((number, if unit == "%" { "percent" } else { unit }))
}

fn same_amount(quantity: &Quantity, value: f64, unit: &str) -> bool {
    (quantity.value - value).abs() < 1e-6 && (unit.is_empty() || quantity.unit.as_deref() == Some(unit))
}

/// Whether what an amount measures has a word in common with what gold says it does.
fn measures(quantity: &Quantity, what: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let plain = plain(text);
        let long = plain.split_whitespace().filter(|word| word.chars().count() > 3);
        long.map(|word| word.chars().take(5).collect()).collect()
    };
    let said = words(&format!(
        "{} {}",
        quantity.of.as_deref().unwrap_or_default(),
        quantity.unit.as_deref().unwrap_or_default()
    ));
    words(what).iter().any(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_dates_are_not() {
        assert_eq!(parsed("90 minutes"), Some((90.0, "minutes")));
        assert_eq!(parsed("nearly 5%, \"this year\""), Some((5.0, "percent")));
        assert_eq!(parsed("3"), Some((3.0, "")));
        assert_eq!(parsed("April 25"), None);
    }

    #[test]
    fn what_is_not_stated_must_not_be_there() {
        assert!(agrees(Some("Sochi"), Some("Sochi")));
        assert!(!agrees(Some("Sochi"), None));
        assert!(agrees(Some("not stated"), None));
        assert!(!agrees(Some("not stated"), Some("Sochi")));
        assert!(agrees(Some("not stated (Sochi implied)"), Some("Sochi")));
        assert!(agrees(Some("\"recent\""), Some("recent")));
        assert!(agrees(
            Some("Wednesday (as stated; in fact Tuesday)"),
            Some("Wednesday")
        ));
        assert!(!agrees(
            Some("Wednesday (as stated; in fact Tuesday)"),
            Some("Tuesday")
        ));
        assert!(!agrees(None, Some("Moscow")));
    }
}
