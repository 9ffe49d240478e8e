//! The words of a sentence that tell of an event, and whether it took place.

use super::lexicon::{Entry, Form, entries_at};
use super::scene::{Scene, Sentence};
use crate::actor::ActorKind;
use crate::event::EventStatus;
use crate::statement::Act;

/// A word or phrase that tells of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words, as indices; end exclusive.
    pub first: usize,
    pub end: usize,
    pub root: Act,
    pub kind: &'static str,
    pub is_noun: bool,
    /// Whether those who did it stand after "by", if anywhere.
    pub is_passive: bool,
}

const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your",
    "no", "any", "every", "each", "another", "some", "first", "second", "last", "recent", "new",
];

const AUXILIARIES: &[&str] = &[
    "will", "would", "shall", "should", "can", "could", "may", "might", "must", "to", "did", "does", "do",
    "not", "also", "again", "then", "later", "who", "he", "she", "they", "we", "i", "you", "it", "and",
    "both",
];

const FORMS_OF_BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];

/// Every trigger of the account, in order and disjoint.
pub(super) fn find_triggers(scene: &Scene<'_>) -> Vec<Trigger> {
    let mut out = Vec::new();
    for (nth, sentence) in scene.sentences.iter().enumerate() {
        let lowers: Vec<&str> = sentence.words.iter().map(|word| word.lower.as_str()).collect();
        let mut at = 0;
        while at < lowers.len() {
            let entry = entries_at(&lowers[at..]).find(|entry| fits(sentence, at, entry));
            let Some(entry) = entry else {
                out.extend(spoken(scene, sentence, at, &out).map(|kind| Trigger {
                    sentence: nth,
                    first: at,
                    end: at + 1,
                    root: Act::Consult,
                    kind,
                    is_noun: false,
                    is_passive: false,
                }));
                at += 1;
                continue;
            };
            out.push(Trigger {
                sentence: nth,
                first: at,
                end: at + entry.len(),
                root: entry.root,
                kind: kind(sentence, at, entry),
                is_noun: entry.is_noun,
                is_passive: !entry.is_noun && is_passive(sentence, at, entry),
            });
            at += entry.len();
        }
    }
    out
}

/// "conversation" is a call when the sentence speaks of a telephone, "talks" when the word stands beside them.
fn kind(sentence: &Sentence, at: usize, entry: &Entry) -> &'static str {
    let reach = match sentence.lower(at) {
        "conversation" | "conversations" => sentence.words.len(),
        "talks" | "discussion" => 2,
        _ => return entry.kind,
    };
    let near = at.saturating_sub(reach)..(at + reach).min(sentence.words.len());
    let by_phone = sentence.words[near]
        .iter()
        .any(|w| matches!(w.lower.as_str(), "phone" | "telephone" | "telephoned"));
    if by_phone { "phone call" } else { entry.kind }
}

/// "spoke today with X by telephone", "the two leaders spoke for half an hour": what kind of encounter the verb tells
/// of; `None` when it tells of none.
fn spoken(scene: &Scene<'_>, sentence: &Sentence, at: usize, out: &[Trigger]) -> Option<&'static str> {
    const REACH: usize = 9;
    if !matches!(
        sentence.lower(at),
        "spoke" | "spoken" | "speaking" | "talked" | "talking" | "talks"
    ) {
        return None;
    }
    let mut following = at + 1..(at + 1 + REACH).min(sentence.words.len());
    let by_phone = |on: usize| {
        matches!(sentence.lower(on), "by" | "over" | "via" | "on")
            && (1..3).any(|next| matches!(sentence.lower(on + next), "phone" | "telephone"))
    };
    if following.any(by_phone) {
        return Some("phone call");
    }
    let length = sentence
        .words
        .get(at + 2)
        .filter(|_| sentence.lower(at + 1) == "for")?;
    let minutes =
        |q: &&crate::event::Quantity| q.unit.as_deref() == Some("minutes") && q.span.contains(length.span);
    scene.annotated.quantities.iter().find(minutes)?;
    let before = out
        .iter()
        .rev()
        .find(|t| t.root == Act::Consult && t.kind != "visit");
    Some(before.map_or("meeting", |trigger| trigger.kind))
}

fn fits(sentence: &Sentence, at: usize, entry: &Entry) -> bool {
    let end = at + entry.len();
    let inside_name = sentence
        .name_at(at)
        .is_some_and(|name| matches!(name.kind, ActorKind::Person) || name.end > end);
    // "shuttle-visit", "pre-summit": half a word.
    if inside_name || sentence.lower(end) == "-" && sentence.lower(end + 1) != "and" && entry.is_noun {
        return false;
    }
    if entry.is_noun {
        noun_fits(sentence, at, end, entry)
    } else {
        verb_fits(sentence, at, end, entry)
    }
}

fn noun_fits(sentence: &Sentence, at: usize, end: usize, entry: &Entry) -> bool {
    let (before, word, after) = (sentence.before(at), sentence.lower(at), sentence.lower(end));
    let personal = ["we", "they", "i", "you", "who", "to", "not", "will", "would"].contains(&before);
    match word {
        // "calls for restraint", "we call on them", "a call to end the war".
        "call" | "calls" => {
            let personal = personal || ["did", "do", "can", "could"].contains(&before);
            let appeals = ["for", "on", "upon", "it"].contains(&after)
                || after == "to" && sentence.name_at(end + 1).is_none();
            !personal && !appeals && at > 0 && sentence.name_at(at - 1).is_none_or(|name| name.is_place)
        }
        "talks" | "visit" | "visits" | "attack" | "attacks" | "raid" | "blast" => {
            !(personal || sentence.name_at(end).is_some() && entry.len() == 1 && word != "talks")
        }
        // "a press release" sets nobody free.
        "release" => !personal && !["press", "news"].contains(&before),
        "discussion" => ["with", "between", "among"].contains(&after),
        "session" | "tour" | "trip" | "capture" | "explosion" | "battle" | "raids" => !personal,
        _ => true,
    }
}

fn verb_fits(sentence: &Sentence, at: usize, end: usize, entry: &Entry) -> bool {
    let (before, after) = (sentence.before(at), sentence.lower(end));
    let passive = is_passive(sentence, at, entry);
    if entry.passive_only && !(passive && passive_fits(sentence, at, after)) {
        return false;
    }
    let article = DETERMINERS.contains(&before) && !["this", "that"].contains(&before);
    match entry.form {
        // "on the closed strait" tells how it is, not what was done.
        Form::Past => {
            !article
                && ![
                    "stay", "stays", "stayed", "remain", "remains", "remained", "kept", "keep",
                ]
                .contains(&before)
                && !["on", "of", "in", "for", "with", "by"].contains(&before)
        }
        Form::Present => {
            let follows_subject = AUXILIARIES.contains(&before)
                || sentence.name_at(at.wrapping_sub(1)).is_some()
                || [
                    "ministers",
                    "presidents",
                    "leaders",
                    "sides",
                    "minister",
                    "president",
                ]
                .contains(&before);
            entry.len() > 1 || follows_subject
        }
        Form::Gerund => !article && before != "of",
        Form::Noun => false,
    }
}

/// "held talks", "held that", "was held responsible": nobody is held.
fn passive_fits(sentence: &Sentence, at: usize, after: &str) -> bool {
    const MEETINGS: &[&str] = &[
        "talks",
        "meeting",
        "meetings",
        "conference",
        "summit",
        "call",
        "elections",
        "election",
        "vote",
        "round",
        "consultations",
        "negotiations",
        "ceremony",
        "session",
        "discussions",
    ];
    let from = at.saturating_sub(6);
    let met = sentence.words[from..at]
        .iter()
        .any(|w| MEETINGS.contains(&w.lower.as_str()));
    !met && !["that", "accountable", "responsible", "up", "back"].contains(&after)
}

fn is_passive(sentence: &Sentence, at: usize, entry: &Entry) -> bool {
    let from = at.saturating_sub(3);
    let be = sentence.words[from..at]
        .iter()
        .rposition(|w| FORMS_OF_BE.contains(&w.lower.as_str()));
    entry.form == Form::Past
        && be.is_some_and(|be| sentence.words[from + be + 1..at].iter().all(|w| w.name.is_none()))
}

const AHEAD: &[&str] = &[
    "will",
    "would",
    "shall",
    "ll",
    "may",
    "might",
    "could",
    "should",
    "plan",
    "plans",
    "planned",
    "planning",
    "expected",
    "expects",
    "scheduled",
    "invited",
    "invitation",
    "agreed",
    "proposed",
    "next",
    "upcoming",
    "future",
    "forthcoming",
    "possible",
    "if",
    "unless",
    "whether",
    "hopes",
    "wants",
    "ready",
    "before",
    "threatened",
];

/// Words after a noun by which the event lies ahead ("would take place").
const AHEAD_AFTER: &[&str] = &["will", "would", "scheduled", "planned", "expected"];

/// How many words before and after are looked at.
const REACH: usize = 5;

/// Whether the account has it that the event took place.
pub(super) fn status(sentence: &Sentence, trigger: Trigger) -> EventStatus {
    let from = trigger.first.saturating_sub(REACH);
    let before = clause_before(sentence, from, trigger.first);
    let has = |words: &[&str], reach: usize| before.iter().rev().take(reach).any(|word| words.contains(word));
    let denied = has(
        &["no", "not", "never", "neither", "nor", "denied", "without"],
        if trigger.is_noun { 2 } else { 4 },
    );
    let clause = |at: &usize| !matches!(sentence.lower(*at), ";" | "." | "," | ":");
    let after: Vec<&str> = (trigger.end..trigger.end + REACH)
        .take_while(clause)
        .map(|at| sentence.lower(at))
        .collect();
    let infinitive = !trigger.is_noun && has(&["to"], 2);
    let comes_after = trigger.is_noun && after.iter().take(4).any(|word| AHEAD_AFTER.contains(word));
    if denied {
        EventStatus::Denied
    } else if infinitive || comes_after || has(AHEAD, REACH) {
        EventStatus::Ahead
    } else {
        EventStatus::TookPlace
    }
}

/// The lower-cased words from one to another, as far as no mark parts them.
fn clause_before(sentence: &Sentence, from: usize, to: usize) -> Vec<&str> {
    let parted = (from..to).rfind(|&at| matches!(sentence.lower(at), ";" | ":" | "." | "”" | "“" | ","));
    let from = parted.map_or(from, |at| at + 1);
    (from..to).map(|at| sentence.lower(at)).collect()
}
