//! Meetings, calls, visits, and other events that an account reports.
//!
//! Words of `data/events.tsv` tell of an event; the sentence around them says who took part, where, when, how long,
//! at whose request and how it was. What a sentence leaves unsaid about an event that an earlier one told of is
//! not copied from there, but for who took part: [`Event::same_as`] leads to the earlier one.

mod lexicon;
mod naming;
mod particulars;
mod people;
mod place;
mod scene;
mod subjects;
mod triggers;

use crate::actor::ActorId;
use crate::annotated::Annotated;
use crate::event::{Event, EventId, EventStatus};
use crate::span::Span;
use crate::statement::Act;
use scene::{Scene, Sentence};
use triggers::{Trigger, find_triggers, status};

/// Every event that the account reports, in order, one for each word that tells of one.
///
/// Needs actors, times and quantities to be found already. An account that is not analysed has none.
pub fn find_events(annotated: &Annotated) -> Vec<Event> {
    if !annotated.account.is_analysed() {
        return Vec::new();
    }
    let scene = Scene::of(annotated);
    let triggers = find_triggers(&scene);
    let mut out: Vec<Event> = Vec::new();
    for (nth, trigger) in triggers.iter().enumerate() {
        let event = event(&scene, &out, &triggers, nth);
        let repeats = out
            .last()
            .is_some_and(|last| names_again(&scene, last, &event, *trigger));
        if !repeats {
            out.push(event);
        }
    }
    out
}

fn event(scene: &Scene<'_>, before: &[Event], triggers: &[Trigger], nth: usize) -> Event {
    let trigger = triggers[nth];
    let sentence = &scene.sentences[trigger.sentence];
    let until = triggers
        .get(nth + 1)
        .filter(|next| next.sentence == trigger.sentence)
        .map_or(sentence.words.len(), |next| next.first);
    let others: Vec<Span> = triggers
        .iter()
        .enumerate()
        .filter(|(other, t)| *other != nth && t.sentence == trigger.sentence)
        .map(|(_, t)| sentence.words[t.first].span)
        .collect();
    let status = status(sentence, trigger);
    let mut participants = people::participants(scene, before, trigger, until);
    let earlier = earlier(sentence, before, (trigger, status), &participants);
    if participants.len() < 2 && trigger.root == Act::Consult {
        match earlier.map(|event| &event.participants) {
            Some(those) if participants.iter().all(|who| those.contains(who)) => {
                participants.clone_from(those)
            }
            _ if participants.is_empty() => participants = people::around(scene, before, trigger),
            _ => {}
        }
    }
    Event {
        id: EventId(before.len() as u32 + 1),
        trigger: sentence.cover(trigger.first, trigger.end),
        kind: trigger.kind.to_owned(),
        root: trigger.root,
        status,
        participants,
        time: particulars::time(scene, trigger, until),
        place: place::place(scene, trigger, until),
        length: if matches!(trigger.root, Act::Consult | Act::Statement) {
            particulars::length(scene, trigger, &others)
        } else {
            None
        },
        asked_by: if trigger.root == Act::Consult {
            particulars::asked_by(scene, trigger)
        } else {
            None
        },
        characterised: particulars::characterised(scene, trigger),
        same_as: earlier.map(|event| event.same_as.unwrap_or(event.id)),
    }
}

/// Words before a noun that make it an event that was spoken of before.
const KNOWN: &[&str] = &["the", "this", "these", "their"];

/// Words that make it another one.
const OTHER: &[&str] = &[
    "last",
    "previous",
    "next",
    "second",
    "another",
    "new",
    "first",
    "earlier",
    "secret",
    "future",
    "trilateral",
];

/// The earlier event that the words speak of again: the last one of a like kind, when they say "the", and name no
/// others than took part in it. What took place is not what was planned.
fn earlier<'e>(
    sentence: &Sentence,
    before: &'e [Event],
    (trigger, status): (Trigger, EventStatus),
    participants: &[ActorId],
) -> Option<&'e Event> {
    let modifiers: Vec<&str> = (trigger.first.saturating_sub(3)..=trigger.first)
        .map(|at| sentence.lower(at))
        .collect();
    let is_known =
        modifiers.iter().any(|word| KNOWN.contains(word)) || sentence.before(trigger.first) == "that";
    let is_other = modifiers.iter().any(|word| OTHER.contains(word));
    if !trigger.is_noun || !is_known || is_other || trigger.root != Act::Consult {
        return None;
    }
    before
        .iter()
        .rev()
        .filter(|event| alike(&event.kind, trigger.kind) && !event.participants.is_empty())
        .filter(|event| event.status == status || status == EventStatus::Ahead)
        .find(|event| participants.iter().all(|who| event.participants.contains(who)))
}

/// Whether one event may be called by both names.
pub(crate) fn alike(kind: &str, other: &str) -> bool {
    const MEETINGS: &[&str] = &["meeting", "summit", "trilateral"];
    kind == other || MEETINGS.contains(&kind) && MEETINGS.contains(&other)
}

/// Whether the trigger is one more word for the event before it: "held talks", "hosted the talks at a meeting".
fn names_again(scene: &Scene<'_>, last: &Event, event: &Event, trigger: Trigger) -> bool {
    let sentence = &scene.sentences[trigger.sentence];
    let between = Span::new(last.trigger.end.min(event.trigger.start), event.trigger.start);
    let near = sentence.span.contains(last.trigger) && between.of(scene.text).split_whitespace().count() < 1;
    near && alike(&last.kind, &event.kind)
}

#[cfg(test)]
#[path = "encounters_tests.rs"]
mod tests;
