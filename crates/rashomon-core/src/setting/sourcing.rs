//! How a source is identified.

use crate::actor::{Actor, ActorKind};
use crate::span::Span;
use crate::speakers::is_pronoun;
use crate::statement::Sourcing;

/// Words that head the description of somebody who speaks by office, on the record, without a name.
const BY_OFFICE: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "delegate",
    "ambassador",
    "minister",
    "president",
    "commander",
    "secretary",
    "premier",
];

/// How the source is identified.
pub(super) fn sourcing(text: &str, source: Option<Span>, speaker: Option<&Actor>) -> Sourcing {
    let Some(speaker) = speaker else {
        return Sourcing::Unnamed;
    };
    let words = source.map(|s| s.of(text).to_lowercase()).unwrap_or_default();
    match speaker.kind {
        ActorKind::Unnamed => unnamed(&words, &speaker.name.to_lowercase()),
        ActorKind::Group => Sourcing::Collective,
        ActorKind::Person => {
            let by_name = |mention: &Span| {
                let mention = mention.of(text).to_lowercase();
                speaker
                    .name
                    .split_whitespace()
                    .any(|part| mention.contains(&part.to_lowercase()))
            };
            let named = is_pronoun(&words) || source.is_none() || speaker.mentions.iter().any(by_name);
            if named { Sourcing::Named } else { Sourcing::Role }
        }
        ActorKind::Organisation | ActorKind::Country => Sourcing::Named,
    }
}

/// An office without a name is a role; "one" or "a former" holder of it is nobody who could be looked up.
fn unnamed(words: &str, name: &str) -> Sourcing {
    let words = if words.is_empty() || is_pronoun(words) {
        name
    } else {
        words
    };
    let vague = ["former ", "one ", "some ", "senior ", "familiar", "close to"];
    let is_office = words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| BY_OFFICE.contains(&word));
    if is_office && !vague.iter().any(|v| words.contains(v)) {
        Sourcing::Role
    } else {
        Sourcing::Unnamed
    }
}
