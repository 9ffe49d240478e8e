//! Other ways of naming whom words are for: a letter to somebody, a call with somebody, a name called out.

use super::cast::{Cast, Mention};
use super::lexicon::is_title;
use crate::actor::ActorKind;
use crate::attribute::Found;
use crate::span::Span;
use crate::text::quotes::has_double_mark;

/// Words right before a name that direct what is said to it, whatever the verb.
const DIRECTED: &[&str] = &[
    "letter to",
    "message to",
    "note to",
    "cable to",
    "telegram to",
    "email to",
    "appeal to",
    "petition to",
    "reply to",
    "answer to",
    "response to",
    "warning to",
    "remarks to",
    "address to",
    "speech to",
    "testimony to",
    "evidence to",
    "briefing to",
    "replying to",
    "replied to",
    "responding to",
    "answering",
    "speaking to",
    "talking to",
    "spoke to",
    "writing to",
    "wrote to",
    "addressing",
    "addressed",
    "briefing",
    "testifying to",
    "testifying before",
    "testified before",
    "turning to",
    "call with",
    "conversation with",
    "interview with",
    "asked by",
    "questioned by",
    "pressed by",
    "challenged by",
];

/// Forms of address before an office: "Mr President".
const POLITE: &[&str] = &["mr", "mrs", "ms", "madam", "madame", "sir"];

/// Someone to whom the sentence's own words direct what is said: "in a letter to Lund", "asked by Lund".
pub fn directed(text: &str, sentence: Span, found: &Found, speaker: usize, cast: &Cast) -> Option<usize> {
    let outside =
        |m: &&Mention| sentence.contains(m.span) && found.content.iter().all(|c| !c.overlaps(m.span));
    let at = |m: &&Mention| {
        let before = text[sentence.start..m.span.start].to_lowercase();
        let before = before.trim_end().trim_end_matches(" the").trim_end();
        let phrase = DIRECTED.iter().find(|words| ends_with_word(before, words));
        // "after a call with Lund" is another occasion.
        let elsewhere = |words: &&&str| {
            let lead = before[..before.len() - words.len()].trim_end();
            let lead = ["a", "an", "his", "her", "their", "phone", "telephone"]
                .iter()
                .fold(lead, |lead, word| {
                    lead.strip_suffix(word).unwrap_or(lead).trim_end()
                });
            ["after", "before", "since", "following", "ahead of"]
                .iter()
                .any(|word| ends_with_word(lead, word))
        };
        m.who != speaker && phrase.is_some() && phrase.filter(elsewhere).is_none()
    };
    let mut near = cast.mentions.iter().filter(outside);
    near.find(at).map(|m| m.who)
}

fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words)
        .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Someone called by name or office at the beginning or end of what is quoted: "“Mr President, it is late.”".
pub fn called(text: &str, found: &Found, speaker: usize, cast: &Cast, is_turn: bool) -> Option<usize> {
    let quoted = |c: &&Span| is_turn || has_double_mark(c.of(text));
    found.content.iter().filter(quoted).find_map(|content| {
        let lower = content.of(text).to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        let to_you = words.any(|w| matches!(w, "you" | "your" | "yours"));
        let names = vocatives(text, *content).into_iter();
        let mut names = names.filter(|name| to_you || is_polite(name.of(text)));
        names.find_map(|name| whom(text, name, speaker, cast))
    })
}

/// Whether words begin as a form of address does, so that nobody is told of by them.
fn is_polite(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    POLITE.contains(&first.trim_end_matches('.'))
}

/// The words up to the first comma and from the last one, without marks.
fn vocatives(text: &str, content: Span) -> Vec<Span> {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '.';
    let words = content.of(text);
    let bare = |from: usize, to: usize| {
        let inner = &words[from..to];
        let kept = inner.trim_start_matches(is_mark);
        let start = content.start + to - kept.len();
        Span::new(
            start,
            start + kept.trim_end_matches(|c: char| !c.is_alphanumeric()).len(),
        )
    };
    let first = words.find(',').map(|at| bare(0, at));
    let last = words.trim_end_matches(|c: char| !c.is_alphanumeric()).rfind(',');
    let last = last.map(|at| bare(at + 1, words.len()));
    first.into_iter().chain(last).filter(|s| !s.is_empty()).collect()
}

/// The one whom a form of address means: a name, or the only other one with that office.
fn whom(text: &str, address: Span, speaker: usize, cast: &Cast) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let words = address.of(text);
    let lower = words.to_lowercase();
    let listed: Vec<&str> = lower
        .split_whitespace()
        .map(|w| w.trim_end_matches('.'))
        .collect();
    if listed.is_empty() || listed.len() > MOST_WORDS || !words.starts_with(char::is_uppercase) {
        return None;
    }
    let person = |who: usize| who != speaker && cast.people[who].kind == ActorKind::Person;
    let named = cast
        .mentions
        .iter()
        .find(|m| address.contains(m.span) && m.span.end == address.end && person(m.who));
    if let Some(mention) = named {
        let title = Span::new(address.start, mention.name.start.max(address.start)).of(text);
        let only_titles = title
            .split_whitespace()
            .all(|w| is_title(&w.to_lowercase()) || POLITE.contains(&w.to_lowercase().as_str()));
        return only_titles.then_some(mention.who);
    }
    let office = listed
        .split_first()
        .filter(|(first, _)| POLITE.contains(first))?
        .1;
    let office = office.last().filter(|word| is_title(word))?;
    let holds = |who: &usize| {
        let roles = &cast.people[*who].roles;
        person(*who)
            && roles.iter().any(|role| {
                let role = role.to_lowercase();
                let head = role.split(" of ").next().unwrap_or_default();
                head.split_whitespace().next_back() == Some(office)
            })
    };
    let mut holders = (0..cast.people.len()).filter(holds);
    let one = holders.next()?;
    holders.next().is_none().then_some(one)
}

/// "told his Norwegian counterpart": the nearest other one with an office like the speaker's.
pub fn counterpart(text: &str, sentence: Span, found: &Found, speaker: usize, cast: &Cast) -> Option<usize> {
    const REACH_BYTES: usize = 600;
    let cue = found.cue.first()?;
    let after = Span::new(cue.end, sentence.end.max(cue.end)).of(text);
    let until = after.find("counterpart")?;
    let words = after[..until].split_whitespace().count();
    let own = ["his", "her", "its", "their"];
    let to = after[..until].split_whitespace().any(|w| own.contains(&w));
    let place = cue.end + until;
    if words > 4 || !to || found.content.iter().any(|c| c.contains_offset(place)) {
        return None;
    }
    let offices = |who: usize| -> Vec<String> {
        let roles = cast.people[who].roles.iter();
        roles
            .flat_map(|role| {
                role.to_lowercase()
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .filter(|word| is_title(word))
            .collect()
    };
    let theirs = offices(speaker);
    let candidates = cast.mentions.iter().filter(|m| {
        let someone = &cast.people[m.who];
        m.who != speaker
            && someone.kind == ActorKind::Person
            && someone.named
            && m.span.start.abs_diff(place) <= REACH_BYTES
    });
    candidates
        .min_by_key(|m| {
            let alike = offices(m.who).iter().any(|word| theirs.contains(word));
            (!alike, m.span.start.abs_diff(place), m.span.start)
        })
        .map(|m| m.who)
}
