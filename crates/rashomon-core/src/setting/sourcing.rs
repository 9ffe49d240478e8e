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

/// The same where the description is of one particular holder: "the chief engineer", "its director".
const BY_ONE_OFFICE: &[&str] = &[
    "chancellor",
    "governor",
    "mayor",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "prosecutor",
    "auditor",
    "judge",
    "magistrate",
    "coroner",
    "ombudsman",
    "engineer",
    "deputy",
    "envoy",
    "commissioner",
    "chief",
    "head",
    "king",
    "queen",
];

/// Labels of turns of those who ask or present for the publisher.
const PRESENTERS: &[&str] = &[
    "presenter",
    "host",
    "anchor",
    "interviewer",
    "newsreader",
    "announcer",
];

/// Whether the label of a turn is the publisher's own: a presenter, or the name that the head gives the outlet,
/// with an article as no person's has one ("spoke to the Courier").
pub(super) fn is_outlet(text: &str, label: Span) -> bool {
    let words = label.of(text);
    let named = |article: &str| {
        text[..label.start].match_indices(words).any(|(at, _)| {
            let ends = !text[at + words.len()..].starts_with(char::is_alphanumeric);
            ends && text[..at].ends_with(article)
        })
    };
    PRESENTERS.contains(&words.to_lowercase().as_str())
        || words.starts_with(char::is_uppercase) && (named("the ") || named("The "))
}

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
            let only_office = speaker
                .roles
                .iter()
                .any(|role| role.eq_ignore_ascii_case(&speaker.name));
            let named = !only_office
                && (is_pronoun(&words) || source.is_none() || speaker.mentions.iter().any(by_name));
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
    let head = head_word(words);
    let definite = ["the ", "its ", "his ", "her ", "their ", "my ", "our ", "your "];
    let definite = definite.iter().any(|article| words.starts_with(article)) || owned(words);
    let is_office = BY_OFFICE.contains(&head) || definite && BY_ONE_OFFICE.contains(&head);
    if is_office && !vague.iter().any(|v| words.contains(v)) {
        Sourcing::Role
    } else {
        Sourcing::Unnamed
    }
}

/// The last word before what a description says more of: "director" of "its director of research".
fn head_word(words: &str) -> &str {
    const GOES_ON: &[&str] = &[
        "of", "for", "in", "at", "on", "from", "to", "with", "who", "familiar", "close", "and",
    ];
    let end = words.find([',', '(']).unwrap_or(words.len());
    words[..end]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take_while(|word| !GOES_ON.contains(word))
        .last()
        .unwrap_or_default()
}

/// Whether somebody's: "the ministry's chief engineer".
fn owned(words: &str) -> bool {
    let head = words.split(" of ").next().unwrap_or_default();
    head.contains("'s ") || head.contains("’s ") || head.contains("s' ") || head.contains("s’ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_without_a_name_is_a_role() {
        for words in [
            "the ministry's chief engineer",
            "its director",
            "a spokesman for the army",
            "the delegate of Peru",
        ] {
            assert_eq!(unnamed(words, ""), Sourcing::Role, "{words}");
        }
        for words in [
            "a fire chief",
            "a source in the chancellor's office",
            "one former minister",
            "an official",
        ] {
            assert_eq!(unnamed(words, ""), Sourcing::Unnamed, "{words}");
        }
    }

    #[test]
    fn a_presenter_and_the_paper_itself_are_the_outlet() {
        let text = "Lund spoke to the Courier in Vell.\nCourier: Why?\nLund: Why not?\nHost: Thank you.";
        let label = |words: &str| {
            let at = text.rfind(words).unwrap();
            is_outlet(text, Span::new(at, at + words.len() - 1))
        };
        assert!(label("Courier:"));
        assert!(!label("Lund:"));
        assert!(label("Host:"));
    }
}
