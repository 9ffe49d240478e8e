//! Events of several accounts that are one event.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::material::Material;
use crate::comparison::{
    CommonEvent, CommonEventId, EventRef, Evidence, IdentityId, NamedPlace, ReportedLength, ReportedRequest,
};
use crate::encounters::alike;
use crate::event::{Event, EventStatus};
use crate::gazetteer::folded;
use crate::span::Span;
use crate::statement::Act;

/// Days that two accounts of one event may lie apart: by mistake, or by the clock of another place.
const APART_DAYS: i32 = 3;

/// By what events of other accounts that may be the same are found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Person(usize),
    Place(String),
    Days((Date, Date)),
}

/// Events that are one, while they are gathered.
struct Gathered<'m> {
    /// Account and event, in order.
    mentions: Vec<(usize, &'m Event)>,
    people: BTreeSet<usize>,
    places: BTreeSet<String>,
    /// First and last day.
    days: Option<(Date, Date)>,
}

impl<'m> Gathered<'m> {
    fn of(material: &Material<'_>, account: usize, event: &'m Event) -> Self {
        let id = material.id(account);
        let people = event
            .participants
            .iter()
            .filter_map(|actor| material.identities.of(id, *actor));
        Self {
            mentions: vec![(account, event)],
            people: people.collect(),
            places: event
                .place
                .iter()
                .map(|place| folded(&place.name).to_lowercase())
                .collect(),
            days: days(material, account, event),
        }
    }

    fn first(&self) -> &'m Event {
        self.mentions[0].1
    }

    fn last_account(&self) -> usize {
        self.mentions[self.mentions.len() - 1].0
    }

    /// What two of one event have in common, one at least.
    fn keys(&self) -> Vec<Key> {
        let people = self.people.iter().map(|who| Key::Person(*who));
        let places = self.places.iter().map(|place| Key::Place(place.clone()));
        people.chain(places).chain(self.days.map(Key::Days)).collect()
    }

    fn add(&mut self, other: Self) {
        self.mentions.extend(other.mentions);
        self.people.extend(other.people);
        self.places.extend(other.places);
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

/// The events of all accounts, each once, in the order of their days and first mentions.
///
/// Within an account, an event that it speaks of again, and events of one kind with the same people, day and
/// place, are one. Across accounts, calls of the same people are one; meetings and visits when people agree and
/// neither day nor place speak against it; attacks and the like, whose people are seldom named, by kind, place
/// and day. What is planned is never what took place.
pub(crate) fn find_common_events(material: &Material<'_>) -> Vec<CommonEvent> {
    let mut all: Vec<Gathered<'_>> = Vec::new();
    let mut by_key: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for account in 0..material.accounts.len() {
        for gathered in within_account(material, account) {
            let keys = gathered.keys();
            let candidates: BTreeSet<usize> = keys
                .iter()
                .filter_map(|key| by_key.get(key))
                .flatten()
                .copied()
                .collect();
            let best = candidates
                .into_iter()
                .filter(|&nth| all[nth].last_account() != account)
                .map(|nth| (nth, sameness(&all[nth], &gathered)))
                .filter(|(_, same)| *same > 0.0)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let nth = best.map_or(all.len(), |(nth, _)| nth);
            match all.get_mut(nth) {
                Some(known) => known.add(gathered),
                None => all.push(gathered),
            }
            for key in keys {
                by_key.entry(key).or_default().insert(nth);
            }
        }
    }
    let mut out: Vec<CommonEvent> = all.iter().map(|gathered| common(material, gathered)).collect();
    out.sort_by(|a, b| {
        let key = |e: &CommonEvent| (e.earliest.is_none(), e.earliest.clone(), e.latest.clone());
        key(a).cmp(&key(b)).then_with(|| a.mentions.cmp(&b.mentions))
    });
    for (nth, event) in out.iter_mut().enumerate() {
        event.id = CommonEventId(nth as u32 + 1);
    }
    out
}

fn within_account<'m>(material: &Material<'m>, account: usize) -> Vec<Gathered<'m>> {
    let mut out: Vec<Gathered<'m>> = Vec::new();
    for event in &material.accounts[account].events {
        let one = Gathered::of(material, account, event);
        let named = out.iter().position(|g| {
            event
                .same_as
                .is_some_and(|id| g.mentions.iter().any(|(_, e)| e.id == id))
                && agree_on_days(g, &one)
        });
        let found = named.or_else(|| out.iter().position(|g| is_repeated(g, &one)));
        match found {
            Some(nth) => out[nth].add(one),
            None => out.push(one),
        }
    }
    out
}

/// Whether an account tells of one event twice.
fn is_repeated(known: &Gathered<'_>, event: &Gathered<'_>) -> bool {
    alike(&known.first().kind, &event.first().kind)
        && known.first().status == event.first().status
        && known.people == event.people
        && (known.people.len() > 1 || known.places == event.places && !known.places.is_empty())
        && (known.places.is_empty() || event.places.is_empty() || known.places == event.places)
        && match (known.days, event.days) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            _ => true,
        }
}

/// How sure it is that two accounts tell of one event: 0 when they do not.
fn sameness(known: &Gathered<'_>, event: &Gathered<'_>) -> f32 {
    let (a, b) = (known.first(), event.first());
    let one_status =
        a.status == b.status || a.status == EventStatus::Denied || b.status == EventStatus::Denied;
    if !alike(&a.kind, &b.kind) || !one_status || !agree_on_days(known, event) {
        return 0.0;
    }
    let shared = known.people.intersection(&event.people).count();
    let all = known.people.union(&event.people).count();
    let placed = known.places.intersection(&event.places).count() > 0;
    let elsewhere = !known.places.is_empty() && !event.places.is_empty() && !placed;
    let same_day = known.days.is_some() && known.days == event.days;
    if a.root != Act::Consult {
        // Who was attacked is often all that is named, and who attacked often not at all.
        let people = known.people.is_empty() || event.people.is_empty() || shared > 0;
        let found = people && !elsewhere && (placed || same_day);
        return if found {
            0.5 + 0.2 * f32::from(u8::from(placed))
        } else {
            0.0
        };
    }
    let likeness = shared as f32 / all.max(1) as f32;
    // Of some encounters both accounts name only one, and the same one.
    let same_one = shared == 1 && all == 1;
    let enough = same_one || shared >= 2 && (likeness >= 0.5 || a.kind == "phone call");
    if !enough || elsewhere && (likeness < 1.0 || same_one) {
        return 0.0;
    }
    likeness + 0.2 * f32::from(u8::from(placed)) + 0.1 * f32::from(u8::from(same_day))
        - 0.3 * f32::from(u8::from(elsewhere))
}

fn agree_on_days(a: &Gathered<'_>, b: &Gathered<'_>) -> bool {
    let (Some(x), Some(y)) = (a.days, b.days) else {
        return true;
    };
    let gap = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    gap(x.1, y.0) <= APART_DAYS && gap(y.1, x.0) <= APART_DAYS
}

fn days(material: &Material<'_>, account: usize, event: &Event) -> Option<(Date, Date)> {
    let time = material.accounts[account].time(event.time?)?;
    Some((
        time.earliest.as_ref()?.parse().ok()?,
        time.latest.as_ref()?.parse().ok()?,
    ))
}

fn common(material: &Material<'_>, gathered: &Gathered<'_>) -> CommonEvent {
    let evidence = |account: usize, span: Span| Evidence {
        account: material.id(account).to_owned(),
        span,
    };
    let mentions = || {
        gathered
            .mentions
            .iter()
            .map(|(account, event)| (*account, *event))
    };
    let first = gathered.first();
    let identity = |who: usize| material.identities.all[who].id;
    let participants: BTreeSet<IdentityId> = gathered.people.iter().map(|who| identity(*who)).collect();
    let time = |account: usize, event: &Event| {
        let time = material.accounts[account].time(event.time?)?;
        Some(evidence(account, time.span))
    };
    CommonEvent {
        id: CommonEventId(0),
        kind: most_used(mentions().map(|(_, event)| event.kind.as_str())),
        root: first.root,
        status: first.status,
        participants: participants.into_iter().collect(),
        earliest: gathered.days.map(|(from, _)| from.to_string()),
        latest: gathered.days.map(|(_, to)| to.to_string()),
        mentions: mentions()
            .map(|(account, event)| EventRef {
                account: material.id(account).to_owned(),
                event: event.id,
            })
            .collect(),
        places: mentions()
            .filter_map(|(account, event)| {
                let place = event.place.as_ref()?;
                Some(NamedPlace {
                    name: place.name.clone(),
                    evidence: evidence(account, place.span),
                })
            })
            .collect(),
        times: mentions()
            .filter_map(|(account, event)| time(account, event))
            .collect(),
        lengths: mentions()
            .filter_map(|(account, event)| {
                let length = event.length.as_ref()?;
                Some(ReportedLength {
                    minutes: length.minutes,
                    evidence: evidence(account, length.span),
                })
            })
            .collect(),
        asked_by: mentions()
            .filter_map(|(account, event)| {
                let asked = event.asked_by.as_ref()?;
                let who = asked
                    .actor
                    .and_then(|actor| material.identities.of(material.id(account), actor));
                Some(ReportedRequest {
                    identity: who.map(identity),
                    evidence: evidence(account, asked.span),
                })
            })
            .collect(),
        characterised: mentions()
            .flat_map(|(account, event)| event.characterised.iter().map(move |span| (account, *span)))
            .map(|(account, span)| evidence(account, span))
            .collect(),
    }
}

/// The word used most often; of equals the first in the alphabet.
fn most_used<'k>(kinds: impl Iterator<Item = &'k str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or_default();
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map_or_else(String::new, |(kind, _)| kind.to_owned())
}

#[cfg(test)]
#[path = "events_tests.rs"]
mod tests;
