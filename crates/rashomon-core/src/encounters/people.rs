//! Who takes part in an event.

use super::naming::{STOPS, is_end, list};
use super::scene::{Scene, Sentence, WHERE};
use super::subjects::{owners, subject};
use super::triggers::Trigger;
use crate::actor::{ActorId, ActorKind};
use crate::event::Event;
use crate::statement::Act;

/// Words after which those who take part are named.
const LINKS: &[&str] = &[
    "between",
    "among",
    "with",
    "featuring",
    "involving",
    "of",
    "by",
    "from",
    "to",
    "gathering",
];

/// How far, in words, those who take part may stand from the word that tells of the event.
const REACH: usize = 14;

/// Those who take part, and whether the sentence itself names any of them.
///
/// `until` is the first word of the next event of the sentence.
pub(super) fn participants(
    scene: &Scene<'_>,
    before: &[Event],
    trigger: Trigger,
    until: usize,
) -> Vec<ActorId> {
    let mut who = if trigger.is_noun {
        of_noun(scene, before, trigger, until)
    } else {
        of_verb(scene, before, trigger, until)
    };
    if who.is_empty() && trigger.is_noun && trigger.root == Act::Consult {
        who = named_next(scene, trigger);
    }
    if who.is_empty() && trigger.root == Act::Statement {
        who = subject(scene, before, trigger);
    }
    let mut seen = Vec::new();
    who.retain(|actor| {
        !seen.contains(actor) && {
            seen.push(*actor);
            true
        }
    });
    who
}

fn of_noun(scene: &Scene<'_>, before: &[Event], trigger: Trigger, until: usize) -> Vec<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let owners = owners(scene, before, trigger);
    let Partners { link, who } = partners(scene, trigger, until);
    let of_people = matches!(trigger.root, Act::Consult | Act::Statement);
    match link {
        Some("between" | "among" | "featuring" | "involving" | "gathering" | "by") => {
            return joined(owners, who);
        }
        // "the meeting of Lund with Berg", but not "the release of the crew".
        Some("of") if of_people && who.len() > 1 => return joined(owners, who),
        _ => {}
    }
    if trigger.root != Act::Consult {
        return owners;
    }
    let partners = match link {
        Some("of") => Vec::new(),
        _ if trigger.kind == "visit" => only_people(scene, who),
        // "after meeting Lund" has an object, "the meeting" has none.
        None if sentence.lower(trigger.first) != "meeting" => Vec::new(),
        None if !BEFORE_GERUND.contains(&sentence.before(trigger.first)) => Vec::new(),
        _ => who,
    };
    match (owners.is_empty(), partners.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => joined(subject(scene, before, trigger), partners),
        _ => joined(owners, partners),
    }
}

/// Words before "meeting" when it is a form of "meet".
const BEFORE_GERUND: &[&str] = &[
    "after", "before", "by", "since", "when", "while", "of", "in", "upon",
];

fn of_verb(scene: &Scene<'_>, before: &[Event], trigger: Trigger, until: usize) -> Vec<ActorId> {
    let Partners { link, who } = partners(scene, trigger, until);
    if trigger.is_passive {
        return if link == Some("by") { who } else { Vec::new() };
    }
    let reciprocal = trigger.root == Act::Consult && trigger.kind != "visit";
    let objects = match link {
        None => who,
        Some("with" | "to") if reciprocal || trigger.kind == "offer" => who,
        _ => Vec::new(),
    };
    let objects = if trigger.kind == "visit" {
        only_people(scene, objects)
    } else {
        objects
    };
    joined(subject(scene, before, trigger), objects)
}

fn only_people(scene: &Scene<'_>, who: Vec<ActorId>) -> Vec<ActorId> {
    let person = |actor: &ActorId| scene.kind(*actor) == Some(ActorKind::Person);
    who.into_iter().filter(person).collect()
}

fn joined(mut some: Vec<ActorId>, more: Vec<ActorId>) -> Vec<ActorId> {
    some.extend(more);
    some
}

/// Those named after the word, and the word that leads to them; none for a bare object.
struct Partners<'s> {
    link: Option<&'s str>,
    who: Vec<ActorId>,
}

fn partners<'s>(scene: &'s Scene<'_>, trigger: Trigger, until: usize) -> Partners<'s> {
    let sentence = &scene.sentences[trigger.sentence];
    let mut found = Partners {
        link: None,
        who: Vec::new(),
    };
    let mut parted = false;
    let mut at = trigger.end;
    while at < until.min(trigger.end + REACH) {
        let word = sentence.lower(at);
        if STOPS.contains(&word) || is_end(sentence, at) {
            break;
        }
        if links(word, trigger, parted) {
            found.link = Some(word);
            let (who, end) = list(scene, sentence, at + 1, before_of(scene, trigger));
            found.who = who;
            // "of Lund with Berg": the second half of the same link.
            if word == "of" && matches!(sentence.lower(end), "with" | "and") && !found.who.is_empty() {
                found.who.extend(list(scene, sentence, end + 1, None).0);
            }
            if !found.who.is_empty() {
                break;
            }
        } else if WHERE.contains(&word) || matches!(word, "on" | "for" | "over" | "during") {
            at = past_phrase(sentence, at);
            continue;
        } else if word == "," {
            parted = true;
        } else if found.link.is_none() && !parted && may_begin_object(sentence, trigger.end, at) {
            let (who, _) = list(scene, sentence, at, before_of(scene, trigger));
            if !who.is_empty() {
                found.who = who;
                break;
            }
        }
        at += 1;
    }
    found
}

/// Whether a word leads to those who take part: after a comma only the plainest do, and "from" and "to" only where
/// something goes from one to the other.
fn links(word: &str, trigger: Trigger, parted: bool) -> bool {
    let moves = matches!(trigger.kind, "phone call" | "visit" | "offer" | "aid");
    LINKS.contains(&word)
        && (moves || !matches!(word, "from" | "to"))
        && (!parted || matches!(word, "between" | "among" | "with" | "featuring" | "involving"))
}

/// Whom "her counterpart" is measured by: the first person of the sentence.
fn before_of(scene: &Scene<'_>, trigger: Trigger) -> Option<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let person = sentence
        .names
        .iter()
        .find(|name| name.kind == ActorKind::Person && name.end <= trigger.first);
    person.map(|name| name.actor)
}

fn may_begin_object(sentence: &Sentence, from: usize, at: usize) -> bool {
    let light = |word: &str| {
        matches!(
            word,
            "both" | "again" | "the" | "his" | "her" | "their" | "h" | "e" | "." | "also"
        )
    };
    (from..at).all(|between| light(sentence.lower(between)))
}

/// The first word after a phrase of place or time: the next link word or mark.
fn past_phrase(sentence: &Sentence, from: usize) -> usize {
    let mut at = from + 1;
    while at < sentence.words.len() {
        let word = sentence.lower(at);
        if LINKS.contains(&word) && word != "of"
            || STOPS.contains(&word)
            || is_end(sentence, at)
            || WHERE.contains(&word)
        {
            break;
        }
        at += 1;
    }
    at
}

/// Those whom the sentence after says to have been there: "Both Lavrov and Pompeo were there."
fn named_next(scene: &Scene<'_>, trigger: Trigger) -> Vec<ActorId> {
    let Some(next) = scene.sentences.get(trigger.sentence + 1) else {
        return Vec::new();
    };
    let there = next.words.len() < 14
        && next.words.iter().any(|w| {
            matches!(
                w.lower.as_str(),
                "there" | "attended" | "present" | "participated"
            )
        });
    if !there {
        return Vec::new();
    }
    next.names
        .iter()
        .filter(|name| !name.is_place)
        .map(|name| name.actor)
        .collect()
}

/// Those of the clause before a word, for an event of which nothing else says whose it is: two who do something,
/// else just two who are named.
pub(super) fn around(scene: &Scene<'_>, before: &[Event], trigger: Trigger) -> Vec<ActorId> {
    let two = |who: &Vec<ActorId>| who.len() >= 2;
    let subjects = subject(scene, before, trigger);
    if two(&subjects) {
        return subjects;
    }
    let sentence = &scene.sentences[trigger.sentence];
    let opening = sentence.after_dateline(scene.text).min(trigger.first);
    let start = (opening..trigger.first)
        .rfind(|&word| sentence.lower(word) == "that")
        .unwrap_or(opening);
    let named = sentence
        .names
        .iter()
        .filter(|name| !name.is_place && name.first >= start && name.end <= trigger.first);
    let mut out: Vec<ActorId> = Vec::new();
    for name in named {
        if !out.contains(&name.actor) {
            out.push(name.actor);
        }
    }
    if out.len() == 2 { out } else { Vec::new() }
}
