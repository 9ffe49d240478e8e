//! To whom something was said: the object of the verb of saying, or the scene that the account has set.

use super::cast::{Cast, Mention};
use super::directed::{called, counterpart, directed};
use super::publisher::publishing_side;
use crate::actor::ActorKind;
use crate::attribute::{Found, Rule};
use crate::span::Span;
use crate::text::sentences::split_sentences;

/// Verbs whose object is the one who is spoken to.
const TELLING: &[&str] = &[
    "told",
    "tell",
    "tells",
    "telling",
    "warned",
    "warns",
    "warn",
    "assured",
    "informed",
    "reminded",
    "urged",
    "urges",
    "thanked",
    "thanks",
    "asked",
    "asks",
    "invited",
    "invites",
    "briefed",
    "promised",
    "advised",
    "pressed",
    "greeted",
    "welcomed",
    "ordered",
    "cautioned",
    "answered",
    "called on",
    "appealed",
    "replied",
    "complained",
    "explained",
    "reported",
    "said",
    "spoke",
    "encourage",
    "encourages",
];

/// The same, when only "to" brings in the one who is spoken to.
const TAKES_TO: &[&str] = &[
    "said",
    "replied",
    "explained",
    "reported",
    "complained",
    "appealed",
    "spoke",
    "answered",
    "clear",
];

/// Words for listeners that no table names.
const LISTENERS: &[&str] = &[
    "reporters",
    "journalists",
    "the press",
    "lawmakers",
    "parliament",
    "state tv",
    "state television",
    "the media",
    "a news conference",
    "a press conference",
    "supporters",
    "officials",
    "students",
    "the nation",
    "the security council",
    "the general assembly",
    "congress",
    "traveling press",
    "travelling press",
];

/// Words before a name that put someone face to face with the speaker.
const FACING: &[&str] = &[
    "across from",
    "received",
    "receiving",
    "greeted",
    "greeting",
    "welcomed",
    "welcoming",
    "met with",
    "met",
    "meets",
    "talks with",
    "meeting with",
    "face to face with",
    "remarks with",
    "remarks during talks with",
];

/// To whom each statement was said; `speakers` are indices into the cast's people.
///
/// An addressee is carried on to the same speaker's next statements of the paragraph. In the published
/// record of a meeting of two, named in its headline, each speaks to the other.
pub fn find_addressees(
    text: &str,
    paragraphs: &[Span],
    found: &[Found],
    speakers: &[Option<usize>],
    cast: &mut Cast,
) -> Vec<Vec<usize>> {
    let pair = meeting_of_two(text, paragraphs, cast).or_else(|| read_out_of_two(text, paragraphs, cast));
    let mut out: Vec<Vec<usize>> = Vec::with_capacity(found.len());
    let mut scene: Option<(Span, usize, Vec<usize>)> = None;
    for (statement, speaker) in found.iter().zip(speakers) {
        let anchor = statement
            .cue
            .first()
            .or(statement.source.as_ref())
            .or(statement.content.first());
        let place = anchor.and_then(|a| paragraphs.iter().copied().find(|p| p.contains_offset(a.start)));
        let (Some(paragraph), Some(speaker)) = (place, *speaker) else {
            out.push(Vec::new());
            continue;
        };
        let sentence = anchor.and_then(|a| {
            let sentences = split_sentences(text, paragraph);
            sentences.into_iter().find(|s| s.contains_offset(a.start))
        });
        let sentence = sentence.unwrap_or(paragraph);
        let is_turn = statement.rule == Some(Rule::Turn);
        let told = object(text, statement, speaker, cast)
            .or_else(|| counterpart(text, sentence, statement, speaker, cast))
            .or_else(|| called(text, statement, speaker, cast, is_turn))
            .or_else(|| listeners(text, statement, cast));
        let faced = || {
            facing(text, sentence, statement, speaker, cast)
                .or_else(|| directed(text, sentence, statement, speaker, cast))
        };
        let carried = || {
            let (where_, who, to) = scene.as_ref()?;
            (*where_ == paragraph && *who == speaker && !to.contains(&speaker)).then(|| to.clone())
        };
        let partner = || {
            pair.and_then(|(a, b)| {
                if speaker == a {
                    Some(vec![b])
                } else if speaker == b {
                    Some(vec![a])
                } else {
                    None
                }
            })
        };
        let to = told
            .map(|who| vec![who])
            .or_else(|| faced().map(|who| vec![who]))
            .or_else(carried)
            .or_else(partner);
        let to = to.unwrap_or_default();
        if !to.is_empty() {
            scene = Some((paragraph, speaker, to.clone()));
        }
        out.push(to);
    }
    out
}

/// The one named right after the cue ("told Lund", "said to Lund") or leading the content ("urged Lund to").
fn object(text: &str, found: &Found, speaker: usize, cast: &Cast) -> Option<usize> {
    let cue = found.cue.first()?;
    let words = cue.of(text).to_lowercase();
    let verb = TELLING
        .iter()
        .find(|verb| words.split_whitespace().any(|w| w == **verb) || words.ends_with(*verb))?;
    let close = |m: &&Mention| {
        let Some(gap) = text.get(cue.end..m.span.start) else {
            return false;
        };
        let gap = gap.trim().trim_end_matches("the").trim();
        let needs_to = TAKES_TO.contains(verb);
        m.who != speaker
            && (gap == "to" || gap.ends_with(" to") && gap.len() < 12 || gap.is_empty() && !needs_to)
    };
    cast.mentions.iter().find(close).map(|m| m.who)
}

/// Listeners without a name, in the words after the cue; a new actor of the cast.
fn listeners(text: &str, found: &Found, cast: &mut Cast) -> Option<usize> {
    let cue = found.cue.first()?;
    let start = cue.start;
    let limit = found
        .content
        .iter()
        .map(|c| c.start)
        .filter(|at| *at > cue.end)
        .min()
        .unwrap_or(cue.end + 40);
    let end = (cue.end..=limit.min(cue.end + 60).min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))?;
    let window = Span::new(start, end).of(text).to_lowercase();
    let listener = LISTENERS.iter().find(|words| {
        window.find(*words).is_some_and(|at| {
            let before = window[..at].trim_end();
            let before = before.rsplit(' ').next().unwrap_or("");
            TELLING.contains(&before)
                || matches!(before, "to" | "iranian" | "russian" | "chinese" | "the" | "with")
        })
    })?;
    let at = window.find(listener)?;
    let span = Span::new(start + at, (start + at + listener.len()).min(text.len()));
    if !text.is_char_boundary(span.start) || !text.is_char_boundary(span.end) {
        return None;
    }
    let name = if listener.ends_with("conference") {
        "reporters"
    } else {
        listener.trim_start_matches("the ")
    };
    let who = cast.keyed(name, ActorKind::Group, None);
    cast.mentions.push(Mention {
        span,
        name: span,
        who,
    });
    cast.sort();
    Some(who)
}

/// Someone whom the statement's sentence puts face to face with the speaker before the words are said.
fn facing(text: &str, sentence: Span, found: &Found, speaker: usize, cast: &Cast) -> Option<usize> {
    found.cue.first()?;
    let outside =
        |m: &&Mention| sentence.contains(m.span) && found.content.iter().all(|c| !c.contains(m.span));
    let faced = |m: &&Mention| {
        let before = text[sentence.start..m.span.start].to_lowercase();
        let before = before.trim_end().trim_end_matches("the").trim_end();
        m.who != speaker
            && cast.people[m.who].kind == ActorKind::Person
            && FACING.iter().any(|words| before.ends_with(words))
    };
    // "after meeting Lund" is another occasion.
    let elsewhere = |m: &&Mention| {
        text[sentence.start..m.span.start]
            .to_lowercase()
            .contains("after ")
    };
    cast.mentions
        .iter()
        .filter(outside)
        .filter(|m| !elsewhere(m))
        .find(faced)
        .map(|m| m.who)
}

/// The two people of a headline like "Meeting of A with B" or "A’s remarks with B".
fn meeting_of_two(text: &str, paragraphs: &[Span], cast: &Cast) -> Option<(usize, usize)> {
    let title = *paragraphs.first()?;
    let words = title.of(text).to_lowercase();
    let record = [
        "meeting of ",
        "meeting with ",
        "remarks with ",
        "remarks during",
        "talks with",
        "conversation with",
    ];
    let held = record.iter().any(|r| words.contains(r));
    let press = ["press", "conference", "journalist", "reporter", "media question"]
        .iter()
        .any(|r| words.contains(r));
    if !held || press {
        return None;
    }
    let mut people: Vec<usize> = cast
        .inside(title)
        .filter(|m| cast.people[m.who].kind == ActorKind::Person)
        .map(|m| m.who)
        .collect();
    people.dedup();
    match people[..] {
        [a, b] if a != b => Some((a, b)),
        _ => None,
    }
}

/// The two people of an office's read-out of a call or meeting: the first two that it names.
fn read_out_of_two(text: &str, paragraphs: &[Span], cast: &Cast) -> Option<(usize, usize)> {
    const HEAD: usize = 6;
    publishing_side(text, paragraphs)?;
    let head = paragraphs.iter().take(HEAD);
    let met = head.clone().any(|p| {
        let lower = p.of(text).to_lowercase();
        [
            "conversation",
            "telephone",
            "phone",
            "talks with",
            "met with",
            "meeting with",
            "received",
        ]
        .iter()
        .any(|w| lower.contains(w))
    });
    let mut people: Vec<usize> = Vec::new();
    for mention in head
        .flat_map(|p| cast.inside(*p))
        .filter(|m| cast.people[m.who].kind == ActorKind::Person)
    {
        if !people.contains(&mention.who) {
            people.push(mention.who);
        }
    }
    match people[..] {
        [a, b] if met => Some((a, b)),
        _ => None,
    }
}
