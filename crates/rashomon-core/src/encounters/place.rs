//! Where an event took place.

use super::scene::{Scene, Sentence, WHERE};
use super::triggers::Trigger;
use crate::event::Place;

/// Words at which the search for a place ends.
const STOPS: &[&str] = &[
    ";", ":", "“", "”", "that", "which", "where", "while", "after", "before", "when", "because", "but",
    "said", "told", "about", "since", "were", "was", "is", "are", "has", "had",
];

/// Months and the like: "in April" is no place.
const TIMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words that may stand between "near" and the name: "near the port of Fujairah".
const KINDS_OF_PLACE: &[&str] = &[
    "the", "port", "city", "town", "village", "capital", "resort", "region", "province", "north", "south",
    "east", "west", "of", "northern", "southern", "eastern", "western", "coast", "strait", "gulf", "sea",
    "russian", "finnish", "swiss", "black",
];

/// How far, in words, a place may stand from the word that tells of the event.
const REACH: usize = 18;

/// The place of an event, as far as its sentence names it; none for a call.
///
/// `until` is the first word of the next event of the sentence.
pub(super) fn place(scene: &Scene<'_>, trigger: Trigger, until: usize) -> Option<Place> {
    let sentence = &scene.sentences[trigger.sentence];
    if trigger.kind == "phone call" {
        return None;
    }
    if trigger.kind == "visit" {
        let to = visited(scene, sentence, trigger);
        if to.is_some() {
            return to;
        }
    }
    let would = |at: usize| {
        matches!(
            sentence.lower(at),
            "would" | "will" | "be" | "held" | "take" | "taking" | "took" | "hosted"
        )
    };
    let end = (trigger.end + REACH).min(sentence.words.len()).min(until);
    for at in trigger.end..end {
        let stopped = STOPS.contains(&sentence.lower(at)) && !(1..3).any(|on| would(at + on));
        if stopped {
            break;
        }
        if WHERE.contains(&sentence.lower(at)) {
            let found = named_after(scene, sentence, at);
            if found.is_some() {
                return found;
            }
        }
    }
    before_noun(scene, trigger).or_else(|| at_sentence_start(scene, sentence, trigger))
}

/// The place named after "in" or "near".
fn named_after(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> Option<Place> {
    let mut first = at + 1;
    while KINDS_OF_PLACE.contains(&sentence.lower(first)) && !sentence.words[first].capital {
        first += 1;
    }
    let mut end = first;
    while sentence.words.get(end).is_some_and(|w| w.capital) && !TIMES.contains(&sentence.lower(end)) {
        end += 1;
    }
    let person = sentence
        .name_at(first)
        .is_some_and(|name| name.kind == crate::actor::ActorKind::Person);
    // "in US-Russia relations", "in Putin's words".
    let attribute = matches!(sentence.lower(end), "-" | "’" | "'");
    // "at the G20 summit" is no place.
    let of_event = ["summit", "conference", "forum", "meeting", "council"]
        .contains(&sentence.lower(end.saturating_sub(1)))
        || matches!(sentence.lower(end), "summit" | "conference" | "forum" | "meeting");
    (end > first && !person && !attribute && !of_event).then(|| Place {
        name: name_of(scene, sentence, first, end),
        span: sentence.cover(at + 1, end),
    })
}

fn name_of(scene: &Scene<'_>, sentence: &Sentence, first: usize, end: usize) -> String {
    let words = sentence.cover(first, end).of(scene.text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "visit Ghana", "a trip to Sochi".
fn visited(scene: &Scene<'_>, sentence: &Sentence, trigger: Trigger) -> Option<Place> {
    let to = usize::from(matches!(sentence.lower(trigger.end), "to" | "the"));
    let named = (to == 1 || !trigger.is_noun).then(|| named_after(scene, sentence, trigger.end + to - 1));
    named.flatten()
}

/// "Riga talks", "the Osaka summit": a name that some sentence has as a place.
fn before_noun(scene: &Scene<'_>, trigger: Trigger) -> Option<Place> {
    let sentence = &scene.sentences[trigger.sentence];
    let at = trigger.first.checked_sub(1).filter(|_| trigger.is_noun)?;
    let word = &sentence.words[at];
    let letters = word.span.of(scene.text);
    let elsewhere = scene.sentences.iter().any(|s| {
        s.words
            .windows(2)
            .any(|pair| WHERE.contains(&pair[0].lower.as_str()) && pair[1].span.of(scene.text) == letters)
    });
    let capital_city =
        crate::gazetteer::by_word(letters).is_some_and(|m| m.as_ == crate::gazetteer::MentionAs::Capital);
    (word.capital && (elsewhere || capital_city) && !TIMES.contains(&word.lower.as_str())).then(|| Place {
        name: letters.to_owned(),
        span: word.span,
    })
}

/// "In Riga, the ministers met."
fn at_sentence_start(scene: &Scene<'_>, sentence: &Sentence, trigger: Trigger) -> Option<Place> {
    let opens =
        sentence.words.first()?.capital && WHERE.contains(&sentence.lower(0)) && trigger.first < REACH;
    opens.then(|| named_after(scene, sentence, 0)).flatten()
}
