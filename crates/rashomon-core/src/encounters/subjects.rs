//! Whose an event is: the subject of a verb, the owner of a noun, the one whom a pronoun means.

use std::ops::Range;

use super::naming::{SEVERAL, Taken, holder_of, several};
use super::scene::{Name, Scene, Sentence, WHERE};
use super::triggers::Trigger;
use crate::actor::{ActorId, ActorKind};
use crate::event::Event;
use crate::statement::Act;

/// Whose event it is: "his call", "Putin's visit", "Trump-Putin call", "their meeting".
pub(super) fn owners(scene: &Scene<'_>, before: &[Event], trigger: Trigger) -> Vec<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let mut at = trigger.first;
    for _ in 0..5 {
        let Some(previous) = at.checked_sub(1) else { break };
        at = previous;
        match sentence.lower(at) {
            "his" | "her" => return pronoun(scene, sentence, at).into_iter().collect(),
            "their" => return pair(scene, before, trigger, at),
            "," | ";" | "." | "“" | "”" | "and" | "of" | "in" | "on" | "for" | "to" => break,
            _ => {}
        }
        if let Some(name) = sentence.name_at(at) {
            let possessive = matches!(sentence.lower(name.end), "’" | "'");
            let hyphen = matches!(sentence.lower(name.end), "-" | "–");
            let compound = name.end == trigger.first && is_compound(sentence, name);
            if !possessive && !hyphen && !compound {
                break;
            }
            let mut out = vec![name.actor];
            let joined = matches!(sentence.before(name.first), "-" | "–" | "and" | "&");
            out.extend(
                name.first
                    .checked_sub(2)
                    .filter(|_| joined)
                    .and_then(|at| sentence.name_at(at))
                    .map(|n| n.actor),
            );
            out.reverse();
            return out;
        }
    }
    Vec::new()
}

/// "Trump-Putin call", "US-Russia talks": two names before the noun; one alone may be where or what it is called.
fn is_compound(sentence: &Sentence, name: Name) -> bool {
    let joint = sentence.before(name.first);
    let other = name.first.checked_sub(2).and_then(|at| sentence.name_at(at));
    matches!(joint, "-" | "–") && other.is_some()
}

/// Words at which a clause begins, seen from its verb.
const CLAUSE: &[&str] = &[
    "that", "which", "where", "while", "but", ";", ":", "“", "”", "\"", "how", "when", "because",
];

/// Who is said to do what the trigger says: the first names of its clause or, of an encounter, of its sentence.
pub(super) fn subject(scene: &Scene<'_>, before: &[Event], trigger: Trigger) -> Vec<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let opening = sentence.after_dateline(scene.text).min(trigger.first);
    let start = (opening..trigger.first)
        .rfind(|&word| CLAUSE.contains(&sentence.lower(word)))
        .map_or(opening, |word| word + 1);
    let within = subject_from(scene, before, trigger, start..trigger.first);
    let of_people = matches!(trigger.root, Act::Consult | Act::Statement);
    if within.is_empty() && start > opening && of_people {
        return subject_from(scene, before, trigger, opening..start);
    }
    within
}

fn subject_from(scene: &Scene<'_>, before: &[Event], trigger: Trigger, words: Range<usize>) -> Vec<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let mut at = words.start;
    while at < words.end {
        if let Some((those, _)) = several(scene, sentence, at) {
            return those;
        }
        if let Some(name) = sentence.name_at(at) {
            let placed = name.is_place || WHERE.contains(&sentence.before(name.first));
            if !placed && matches!(holder_of(scene, sentence, name), Taken::Actor(_)) {
                return coordinated(scene, sentence, name, words.end);
            }
            at = name.end;
            continue;
        }
        match sentence.lower(at) {
            "he" | "she" => return pronoun(scene, sentence, at).into_iter().collect(),
            "they" | "both" | "two" => {
                let those = pair(scene, before, trigger, at);
                if !those.is_empty() {
                    return those;
                }
            }
            _ => {}
        }
        at += 1;
    }
    Vec::new()
}

/// A name and those joined to it by "and".
fn coordinated(scene: &Scene<'_>, sentence: &Sentence, name: Name, to: usize) -> Vec<ActorId> {
    let mut out = Vec::new();
    if let Taken::Actor(actor) = holder_of(scene, sentence, name) {
        out.push(actor);
    }
    let mut end = name.end;
    while end < to && matches!(sentence.lower(end), "and" | "&" | "-" | "–") {
        let from = end + 1 + usize::from(matches!(sentence.lower(end + 1), "the" | "his" | "her"));
        let Some(next) = sentence.name_at(from).filter(|next| next.end <= to) else {
            break;
        };
        out.push(next.actor);
        end = next.end;
    }
    out
}

/// Whom "he", "she", "his" or "her" means: whom a like pronoun of the sentence is known to mean, the first person
/// named before it, or the first of the sentences before.
fn pronoun(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> Option<ActorId> {
    let person = |name: &&Name| name.kind == ActorKind::Person;
    let earlier = sentence
        .names
        .iter()
        .filter(person)
        .find(|name| name.end <= at && name.first + 1 < at);
    if let Some(name) = earlier {
        return Some(name.actor);
    }
    let kin: &[&str] = if sentence.lower(at).starts_with('h') && sentence.lower(at) != "her" {
        &["he", "him"]
    } else {
        &["she", "her"]
    };
    let known = sentence
        .names
        .iter()
        .find(|name| name.end == name.first + 1 && kin.contains(&sentence.lower(name.first)));
    if let Some(name) = known {
        return Some(name.actor);
    }
    let nth = scene
        .sentences
        .partition_point(|s| s.span.start < sentence.span.start);
    let before = scene.sentences[..nth].iter().rev().take(3);
    before
        .filter_map(|s| s.names.iter().find(|name| person(name) && !name.is_place))
        .map(|name| name.actor)
        .next()
}

/// Whom "they", "their" or "the two" means: those of the last event of the kind with two, of the last encounter with
/// two, or the last two people named.
fn pair(scene: &Scene<'_>, before: &[Event], trigger: Trigger, at: usize) -> Vec<ActorId> {
    let sentence = &scene.sentences[trigger.sentence];
    let is_two = sentence.lower(at) == "two";
    if is_two
        && !SEVERAL
            .iter()
            .any(|(plural, _)| (1..3).any(|on| sentence.lower(at + on) == *plural))
    {
        return Vec::new();
    }
    let encounters = || {
        before
            .iter()
            .rev()
            .filter(|e| e.participants.len() >= 2 && e.root == Act::Consult)
    };
    let of_kind = encounters().find(|event| super::alike(&event.kind, trigger.kind));
    if let Some(event) = of_kind.or_else(|| encounters().next()) {
        return event.participants.clone();
    }
    let nth = scene
        .sentences
        .partition_point(|s| s.span.start < sentence.span.start);
    let mut out: Vec<ActorId> = Vec::new();
    let earlier = scene.sentences[..nth]
        .iter()
        .rev()
        .take(4)
        .flat_map(|s| s.names.iter().rev());
    for name in earlier.filter(|name| name.kind == ActorKind::Person) {
        if out.len() < 2 && !out.contains(&name.actor) {
            out.push(name.actor);
        }
    }
    out.reverse();
    if out.len() == 2 { out } else { Vec::new() }
}
