//! The circumstances of a statement: how its source is identified, on what record, by what channel, to
//! whom, and what it does. A first version by the words around it.

use crate::actor::{Actor, ActorKind};
use crate::attribute::Found;
use crate::span::Span;
use crate::speakers::is_pronoun;
use crate::statement::{Act, Channel, Polarity, Record, Sourcing};
use crate::text::sentences::split_sentences;

/// Where a statement stands: its sentence and its paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The sentence in which it is introduced.
    pub sentence: Span,
    /// The paragraph of that sentence.
    pub paragraph: Span,
}

impl Place {
    /// The place of a statement in one of the paragraphs.
    pub fn of(text: &str, paragraphs: &[Span], found: &Found) -> Self {
        let at = found
            .cue
            .first()
            .or(found.source.as_ref())
            .or(found.content.first())
            .copied()
            .unwrap_or_default();
        let whole = Span::new(0, text.len());
        let paragraph = paragraphs
            .iter()
            .copied()
            .find(|p| p.contains_offset(at.start))
            .unwrap_or(whole);
        let sentence = split_sentences(text, paragraph)
            .into_iter()
            .find(|s| s.contains_offset(at.start))
            .unwrap_or(paragraph);
        Self { sentence, paragraph }
    }
}

/// How the source is identified.
pub fn sourcing(text: &str, source: Option<Span>, speaker: Option<&Actor>) -> Sourcing {
    let Some(speaker) = speaker else {
        return Sourcing::Unnamed;
    };
    let words = source.map(|s| s.of(text).to_lowercase()).unwrap_or_default();
    match speaker.kind {
        ActorKind::Unnamed => Sourcing::Unnamed,
        ActorKind::Group => Sourcing::Collective,
        ActorKind::Person => {
            let named = is_pronoun(&words)
                || source.is_none()
                || speaker
                    .name
                    .split_whitespace()
                    .any(|part| words.contains(&part.to_lowercase()));
            if named { Sourcing::Named } else { Sourcing::Role }
        }
        ActorKind::Organisation | ActorKind::Country => Sourcing::Named,
    }
}

/// On or off the record, by what the sentence says.
pub fn record(text: &str, place: Place, sourcing: Sourcing) -> Record {
    let words = place.sentence.of(text).to_lowercase();
    if words.contains("off the record") || words.contains("off-the-record") {
        return Record::Off;
    }
    let background = [
        "on background",
        "on condition of anonymity",
        "condition of anonymity",
        "speaking anonymously",
        "declined to be named",
        "not authorised to",
        "not authorized to",
        "asked not to be named",
    ];
    if background.iter().any(|phrase| words.contains(phrase)) {
        return Record::Background;
    }
    if sourcing == Sourcing::Unnamed && words.contains("anonym") {
        Record::Background
    } else {
        Record::On
    }
}

/// Words that name a channel, most telling first.
const CHANNELS: &[(&str, Channel)] = &[
    ("news conference", Channel::PressConference),
    ("press conference", Channel::PressConference),
    ("joint appearance", Channel::PressConference),
    ("told reporters", Channel::PressConference),
    ("tells reporters", Channel::PressConference),
    ("told journalists", Channel::PressConference),
    ("press availability", Channel::PressConference),
    ("briefing", Channel::Briefing),
    ("twitter", Channel::SocialPost),
    ("tweet", Channel::SocialPost),
    ("facebook", Channel::SocialPost),
    ("telegram channel", Channel::SocialPost),
    ("truth social", Channel::SocialPost),
    ("posted on", Channel::SocialPost),
    ("interview", Channel::Interview),
    ("state tv", Channel::Broadcast),
    ("state television", Channel::Broadcast),
    ("televised", Channel::Broadcast),
    ("on television", Channel::Broadcast),
    ("radio", Channel::Broadcast),
    ("parliament", Channel::Parliament),
    ("lawmakers in", Channel::Parliament),
    ("senate hearing", Channel::Parliament),
    ("testif", Channel::Parliament),
    ("in a statement", Channel::WrittenStatement),
    ("joint statement", Channel::WrittenStatement),
    ("read-out", Channel::WrittenStatement),
    ("readout", Channel::WrittenStatement),
    ("communique", Channel::WrittenStatement),
    ("communiqué", Channel::WrittenStatement),
    ("in a letter", Channel::WrittenStatement),
    ("wrote", Channel::WrittenStatement),
    ("speech", Channel::Speech),
    ("addressing", Channel::Speech),
    ("by phone, ", Channel::PhoneCall),
    ("over the phone", Channel::PhoneCall),
    ("in a phone call", Channel::PhoneCall),
    ("in a call", Channel::PhoneCall),
    ("sitting across from", Channel::Meeting),
    ("before the meeting", Channel::Meeting),
    ("during the meeting", Channel::Meeting),
    ("during talks", Channel::Meeting),
    ("during the talks", Channel::Meeting),
];

/// By what way it was said, when the words around the content say so.
pub fn channel(text: &str, place: Place, content: &[Span]) -> Option<Channel> {
    let outside: String = outside_content(text, place.sentence, content).to_lowercase();
    CHANNELS
        .iter()
        .find(|(words, _)| outside.contains(words))
        .map(|(_, channel)| *channel)
}

/// Words of a headline that say by what way everything in an official record or transcript was said.
const RECORDS: &[(&str, Channel)] = &[
    ("press conference", Channel::PressConference),
    ("news conference", Channel::PressConference),
    ("press availability", Channel::PressConference),
    ("press appearance", Channel::PressConference),
    ("media questions", Channel::PressConference),
    ("briefing", Channel::Briefing),
    ("traveling press", Channel::Briefing),
    ("travelling press", Channel::Briefing),
    ("telephone conversation", Channel::PhoneCall),
    ("telephone talks", Channel::PhoneCall),
    ("telephone call", Channel::PhoneCall),
    ("phone call", Channel::PhoneCall),
    ("interview", Channel::Interview),
    ("opening remarks", Channel::Meeting),
    ("remarks with", Channel::Meeting),
    ("meeting of", Channel::Meeting),
    ("meeting with", Channel::Meeting),
    ("press release", Channel::WrittenStatement),
    ("joint statement", Channel::WrittenStatement),
    ("speech", Channel::Speech),
    ("address by", Channel::Speech),
];

/// The way in which everything in the account was said, when its head shows it to be the record of one
/// occasion: a transcript, or an office's own read-out.
pub fn account_channel(text: &str, paragraphs: &[Span], is_record: bool) -> Option<Channel> {
    const HEAD: usize = 4;
    const LONGEST: usize = 200;
    let head: String = paragraphs
        .iter()
        .take(HEAD)
        .filter(|p| p.len() <= LONGEST)
        .map(|p| p.of(text).to_lowercase() + " ")
        .collect();
    let said = RECORDS
        .iter()
        .find(|(words, _)| head.contains(words))
        .map(|(_, channel)| *channel);
    said.filter(|_| is_record)
}

/// The sentence without what was said.
fn outside_content(text: &str, sentence: Span, content: &[Span]) -> String {
    let mut out = String::new();
    let mut at = sentence.start;
    for span in content {
        let end = span.start.clamp(at, sentence.end.max(at));
        out.push_str(&text[at..end]);
        out.push(' ');
        at = span.end.clamp(end, sentence.end.max(end));
    }
    out.push_str(&text[at..sentence.end.max(at)]);
    out
}

/// Cue words and what saying them does, in PLOVER's terms.
const ACTS: &[(Act, &[&str])] = &[
    (Act::Threaten, &["threaten", "warn", "vow"]),
    (
        Act::Accuse,
        &[
            "accus", "blam", "alleg", "condemn", "denounc", "criticiz", "criticis", "slam", "blast",
        ],
    ),
    (
        Act::Reject,
        &[
            "reject",
            "refus",
            "den",
            "dismiss",
            "rebuff",
            "disput",
            "ruled out",
            "rule out",
        ],
    ),
    (
        Act::Request,
        &[
            "urge",
            "called on",
            "call on",
            "call for",
            "called for",
            "demand",
            "ask",
            "invit",
            "appeal",
            "request",
        ],
    ),
    (
        Act::Support,
        &[
            "prais", "support", "endors", "welcom", "thank", "back", "hail", "applaud", "defend",
        ],
    ),
    (Act::Agree, &["agree", "promis", "pledg", "commit", "accept"]),
    (Act::Consult, &["discuss", "met with", "consult", "negotiat"]),
    (Act::Concede, &["conced", "admit", "acknowledg", "apologi"]),
];

/// What the statement does, by its cue.
pub fn act(text: &str, cue: &[Span]) -> Act {
    let words: String = cue.iter().map(|c| c.of(text).to_lowercase() + " ").collect();
    let begins = |stem: &str| {
        if stem.contains(' ') {
            words.contains(stem)
        } else {
            words.split_whitespace().any(|w| w.starts_with(stem))
        }
    };
    ACTS.iter()
        .find(|(_, stems)| stems.iter().any(|s| begins(s)))
        .map_or(Act::Statement, |(act, _)| *act)
}

/// Words that deny what stands with them.
const DENIALS: &[&str] = &[
    "not", "never", "no", "neither", "nor", "none", "nothing", "n’t", "n't", "denied", "denies",
];

/// Whether the content's main clause, its first dozen words, or the cue denies.
pub fn polarity(text: &str, found: &Found) -> Polarity {
    let cue: String = found
        .cue
        .iter()
        .map(|c| c.of(text).to_lowercase() + " ")
        .collect();
    let content = found.content.first().map_or("", |c| c.of(text)).to_lowercase();
    if cue.starts_with("ask") && content.trim_end_matches(['"', '”', '’']).ends_with('?') {
        return Polarity::Open;
    }
    let negates = |word: &str| DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    let clean = |w: &str| {
        w.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .to_owned()
    };
    let denied = cue.contains("denied")
        || cue.contains("denies")
        || cue.contains("denying")
        || content.split_whitespace().take(12).any(|w| negates(&clean(w)));
    if denied {
        Polarity::Denied
    } else {
        Polarity::Affirmed
    }
}
