//! When an event took place, how long it lasted, who asked for it, and how it is said to have been.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::scene::{Scene, Sentence};
use super::triggers::Trigger;
use crate::actor::ActorId;
use crate::event::{AskedBy, Length, Time, TimeId};
use crate::span::Span;
use crate::text::quotes::find_quotations;

/// Words that part a time after them from the event before them.
const STOPS: &[&str] = &[
    ";", ":", "“", "”", "that", "which", "where", "while", "after", "before", "when", "because", "but",
    "since", "until", "said", "told",
];

/// How far, in words, a time may stand from the word that tells of the event.
const REACH: usize = 18;

/// The time that the event's sentence gives for it: the first after the word, else the one right before it, or at
/// the sentence's start. `until` is the first word of the next event of the sentence.
pub(super) fn time(scene: &Scene<'_>, trigger: Trigger, until: usize) -> Option<TimeId> {
    let sentence = &scene.sentences[trigger.sentence];
    let word_of = |time: &Time| {
        sentence
            .words
            .partition_point(|word| word.span.end <= time.span.start)
    };
    let here: Vec<(usize, usize, &Time)> = scene
        .annotated
        .times
        .iter()
        .filter(|time| sentence.span.contains(time.span))
        .map(|time| {
            let end = sentence.words.partition_point(|w| w.span.start < time.span.end);
            (word_of(time), end, time)
        })
        .collect();
    let parted = |from: usize, to: usize| {
        (from..to).any(|at| STOPS.contains(&sentence.lower(at)) && !is_limit(sentence, at))
    };
    // "their meeting, … a recent call": the time right before the next event is that event's.
    let of_next = |end: usize| until < sentence.words.len() && end + 2 >= until && end <= until;
    let after = here.iter().find(|(first, end, _)| {
        (trigger.end..until).contains(first)
            && *first <= trigger.end + REACH
            && !parted(trigger.end, *first)
            && !is_of_other(sentence, *first)
            && !(of_next(*end) && *first > trigger.end + 1)
    });
    let before = here.iter().rev().find(|(_, end, _)| {
        *end <= trigger.first
            && trigger.first - end <= 5
            && !parted(*end, trigger.first)
            && !crosses_name(sentence, *end, trigger.first)
    });
    let opening = here
        .iter()
        .find(|(first, end, _)| *first <= 2 && *end <= trigger.first && !parted(*end, trigger.first));
    let nearest = before.filter(|(_, end, _)| trigger.first - end <= 2);
    let found = nearest.or(after).or(before).or(opening)?;
    Some(found.2.id)
}

/// "before the end of the year" says when; "before he left" says something else.
fn is_limit(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.lower(at), "before" | "after" | "until" | "since")
        && matches!(sentence.lower(at + 1), "the")
}

/// "the treaty of 1987": the year of something else.
fn is_of_other(sentence: &Sentence, first: usize) -> bool {
    sentence.before(first) == "of"
        && sentence.lower(first).starts_with(|c: char| c.is_ascii_digit())
        && first
            .checked_sub(2)
            .is_some_and(|at| !matches!(sentence.lower(at), "end" | "beginning" | "middle"))
}

/// "recent Arctic Council summit": the name of a body does not part the time from the event.
fn crosses_name(sentence: &Sentence, from: usize, to: usize) -> bool {
    let person = |at: usize| {
        sentence
            .name_at(at)
            .is_some_and(|name| name.kind == crate::actor::ActorKind::Person)
    };
    (from..to).any(person)
}

/// How long it lasted: the length of time in the sentence to which no other event's word is nearer.
///
/// `others` are the first words of the sentence's other events.
pub(super) fn length(scene: &Scene<'_>, trigger: Trigger, others: &[Span]) -> Option<Length> {
    const FARTHEST_BYTES: usize = 80;
    let sentence = &scene.sentences[trigger.sentence];
    let own = sentence.words[trigger.first].span;
    let far = |trigger: Span, at: Span| trigger.start.abs_diff(at.start);
    let lasting =
        |q: &&crate::event::Quantity| q.unit.as_deref() == Some("minutes") && sentence.span.contains(q.span);
    let here = scene.annotated.quantities.iter().filter(lasting);
    let nearest = here
        .filter(|q| far(own, q.span) < FARTHEST_BYTES && !is_gap(scene.text, sentence.span, q.span))
        .filter(|q| others.iter().all(|other| far(*other, q.span) >= far(own, q.span)))
        .min_by_key(|q| far(own, q.span))?;
    Some(Length {
        span: nearest.span,
        minutes: nearest.value,
        low: nearest.low,
        high: nearest.high,
    })
}

/// "two hours later", "within an hour", "after two hours": no length.
fn is_gap(text: &str, sentence: Span, at: Span) -> bool {
    let before = text[sentence.start..at.start].trim_end();
    let after = text[at.end..sentence.end].trim_start();
    ["within", "every", "per", "in"]
        .iter()
        .any(|word| ends_with_word(before, word))
        || ["later", "earlier", "before", "ago", "away"]
            .iter()
            .any(|word| after.starts_with(word))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Words after which the one who asked is named, and before which.
static ASKED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:at|on)\s+the\s+(?:request|initiative|suggestion|invitation)\s+of|(?:at|on)\s+the|initiated\s+by|requested\s+by|proposed\s+by|(?:received|took|answered|accepted)\s+an?\s+(?:tele)?(?:phone\s+)?call\s+from|(?:phone|telephone)\s+call\s+from)\s",
    )
});
static ASKED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:had\s+rung|rang|phoned|telephoned|(?:placed|initiated)\s+(?:a|the)\s+(?:tele)?(?:phone\s+)?(?:call|conversation)|initiated\s+the\s+(?:call|conversation|talks|meeting)|(?:requested|sought|asked\s+for)\s+(?:a|the)\s+(?:(?:tele)?phone\s+)?(?:call|conversation|meeting))\b|['’]s\s+(?:request|initiative)\b)",
    )
});

/// "at the Ghanaian side's request", "at the request of the Ghanaian side": the side, where no name is known.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:request|initiative|invitation)\b"));

/// How far from those words, in bytes, the name may stand.
const REACH_BYTES: usize = 60;

/// Who is said to have asked for the event.
pub(super) fn asked_by(scene: &Scene<'_>, trigger: Trigger) -> Option<AskedBy> {
    let sentence = &scene.sentences[trigger.sentence];
    let words = sentence.span.of(scene.text);
    if let Some(found) = ASKED_AFTER
        .find(words)
        .filter(|m| is_request(words, m.start(), m.end()))
    {
        let cue = Span::new(
            sentence.span.start + found.start(),
            sentence.span.start + found.end(),
        );
        let named = sentence
            .names
            .iter()
            .map(|name| (name, sentence.cover(name.first, name.end)))
            .find(|(_, span)| span.start >= cue.end && span.start - cue.end < REACH_BYTES);
        if let Some((name, span)) = named {
            return Some(AskedBy {
                actor: Some(better(scene, sentence, name.actor, span)),
                span: cue.cover(span).trimmed(scene.text),
            });
        }
        return of_side(scene, sentence, cue);
    }
    let found = ASKED_BEFORE.find(words)?;
    let cue = Span::new(
        sentence.span.start + found.start(),
        sentence.span.start + found.end(),
    );
    let (name, span) = sentence
        .names
        .iter()
        .map(|name| (name, sentence.cover(name.first, name.end)))
        .rfind(|(_, span)| span.end <= cue.start && cue.start - span.end < REACH_BYTES)?;
    Some(AskedBy {
        actor: Some(name.actor),
        span: span.cover(cue).trimmed(scene.text),
    })
}

/// "at the" asks for nothing unless "request" follows soon.
fn is_request(words: &str, start: usize, end: usize) -> bool {
    let cue = words[start..end].to_lowercase();
    let bare = cue.split_whitespace().count() == 2 && cue.trim_end().ends_with("the");
    let soon = words.get(end..words.floor_char_boundary((end + REACH_BYTES).min(words.len())));
    !bare || soon.is_some_and(|soon| REQUEST.is_match(soon))
}

/// The person after the state: "from the President of Portugal, Helena Duarte".
fn better(scene: &Scene<'_>, sentence: &Sentence, actor: ActorId, span: Span) -> ActorId {
    let next = sentence.names.iter().find(|name| {
        let at = sentence.cover(name.first, name.end).start;
        at > span.end && at - span.end < 12
    });
    let person = next.filter(|name| name.kind == crate::actor::ActorKind::Person);
    let state = scene.kind(actor) == Some(crate::actor::ActorKind::Country);
    person.filter(|_| state).map_or(actor, |name| name.actor)
}

/// "the Ghanaian side", "the American side": the state that the demonym belongs to.
fn of_side(scene: &Scene<'_>, sentence: &Sentence, cue: Span) -> Option<AskedBy> {
    let rest = Span::new(
        cue.end,
        sentence
            .span
            .end
            .min(scene.text.floor_char_boundary(cue.end + REACH_BYTES)),
    );
    let (span, mention) = crate::gazetteer::find_all(rest.of(scene.text))
        .into_iter()
        .next()?;
    let state = scene
        .annotated
        .actors
        .iter()
        .find(|actor| actor.name == mention.country.name);
    Some(AskedBy {
        actor: state.map(|actor| actor.id),
        span: cue
            .cover(Span::new(span.start + rest.start, span.end + rest.start))
            .trimmed(scene.text),
    })
}

/// Adjectives by which accounts say how a meeting was.
const ADJECTIVES: &str = "frank candid constructive productive brief short lengthy long secret tense crucial warm cordial \
useful fruitful positive difficult friendly serious important detailed substantive good bad excellent heated businesslike \
open honest successful intense marathon inconclusive fruitless historic rare unannounced informal interesting";

/// "described by Ushakov as “very good”", "called the talks “frank”".
static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:described|called|characteri[sz]ed|termed|labelled|labeled|dubbed|praised|hailed)\b")
});

/// Most words of a quoted characterisation.
const MOST_WORDS: usize = 6;

/// The words that say how the event was, in order.
pub(super) fn characterised(scene: &Scene<'_>, trigger: Trigger) -> Vec<Span> {
    let sentence = &scene.sentences[trigger.sentence];
    let own = sentence.cover(trigger.first, trigger.end);
    let mut out = quoted(scene, sentence, own);
    let adjective = |at: usize| {
        ADJECTIVES
            .split_whitespace()
            .any(|word| word == sentence.lower(at))
    };
    let before = (trigger.first.saturating_sub(3)..trigger.first).filter(|at| adjective(*at));
    out.extend(before.map(|at| sentence.words[at].span));
    // "The talks were frank and useful", "the meeting was brief".
    let is = trigger.end..trigger.end + 3;
    if let Some(verb) = is
        .clone()
        .find(|at| matches!(sentence.lower(*at), "was" | "were" | "is" | "are"))
    {
        let said = (verb + 1..(verb + 8).min(sentence.words.len())).filter(|at| adjective(*at));
        out.extend(said.map(|at| sentence.words[at].span));
    }
    out.sort();
    out.dedup();
    out.retain(|span| !span.overlaps(own));
    out
}

/// Short quotations by which the sentence describes the event.
fn quoted(scene: &Scene<'_>, sentence: &Sentence, trigger: Span) -> Vec<Span> {
    let text = scene.text;
    let describes = DESCRIBED
        .find(sentence.span.of(text))
        .map(|m| sentence.span.start + m.end());
    let short = |span: &Span| span.of(text).split_whitespace().count() <= MOST_WORDS;
    find_quotations(text, sentence.span)
        .into_iter()
        .filter(|quotation| quotation.closed)
        .map(|quotation| quotation.inner.trimmed(text))
        .filter(|span| !span.is_empty() && short(span) && !span.overlaps(trigger))
        .filter(|span| {
            let described = describes.is_some_and(|at| {
                at <= span.start && span.start - at < REACH_BYTES && trigger.start < span.start
            });
            // "“no breakthrough yet” during the talks".
            let during = text.get(span.end..trigger.start).is_some_and(|between| {
                let words: Vec<&str> = between
                    .trim_start_matches(['”', '"', '’', ',', ' '])
                    .split_whitespace()
                    .collect();
                words.len() <= 4 && matches!(words.first(), Some(&("during" | "at" | "in" | "after")))
            });
            described || during
        })
        .collect()
}
