//! By what way, where and when: in the statement's own sentence, or carried from where the account sets the
//! scene.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::Telling;
use super::channel::{account_channel, channel};
use crate::actor::{ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::event::Time;
use crate::span::Span;
use crate::statement::{Aspect, Channel, Circumstance, SaidAt, Statement};
use crate::text::phrases::Phrases;
use crate::text::sentences::split_sentences;

/// An occasion of saying, as far as the account tells it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Occasion {
    channel: Option<(Channel, Span)>,
    place: Option<Span>,
    time: Option<Span>,
}

impl Occasion {
    fn is_told(&self) -> bool {
        self.channel.is_some() || self.place.is_some() || self.time.is_some()
    }

    /// What is missing, from another one.
    fn or(self, other: &Occasion) -> Self {
        Self {
            channel: self.channel.or(other.channel),
            place: self.place.or(other.place),
            time: self.time.or(other.time),
        }
    }
}

/// How many paragraphs on a scene holds for the same speaker.
const REACH: usize = 1;

/// Words that take a statement to another occasion than the one before.
static ELSEWHERE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "later|earlier|separately|previously|meanwhile|once|in the past|months ago|years ago|has said|had said",
    )
});

/// Somewhere with a name: "in Oslo", "at the Palais Wilson", "outside No. 10".
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:in|at|outside|aboard|inside|[Ii]n|[Aa]t)\s+((?:the\s+)?\p{Lu}[\p{L}’'-]+(?:\s+(?:of\s+)?\p{Lu}[\p{L}’'-]+)*)",
    )
});

/// Notes channel, place and time on every statement, with the words that tell them.
pub(super) fn describe(
    annotated: &mut Annotated,
    paragraphs: &[Span],
    tellings: &[Telling],
    is_record: bool,
) {
    let common = if is_record {
        whole_account(annotated, paragraphs, tellings)
    } else {
        Occasion::default()
    };
    let mut last: Vec<(ActorId, usize, Occasion)> = Vec::new();
    for (nth, telling) in tellings.iter().enumerate() {
        let statement = &annotated.statements[nth];
        let own = own(annotated, statement, telling);
        let occasion = match (statement.within, statement.speaker) {
            (Some(_), _) => own,
            (None, Some(speaker)) => {
                let moved = !ELSEWHERE.find(&telling.outside).is_empty();
                let before = last.iter().rev().find(|(who, at, _)| {
                    *who == speaker && telling.paragraph.saturating_sub(*at) <= REACH && !moved
                });
                let now = match before {
                    Some((.., before)) if !own.is_told() => before.clone(),
                    _ => own.or(&common),
                };
                last.push((speaker, telling.paragraph, now.clone()));
                now
            }
            (None, None) => own.or(&common),
        };
        note(&mut annotated.statements[nth], &occasion, &annotated.times);
    }
}

fn note(statement: &mut Statement, occasion: &Occasion, times: &[Time]) {
    let mut add = |what, span| statement.setting.push(Circumstance { what, span });
    if let Some((channel, span)) = occasion.channel {
        add(Aspect::Channel, span);
        statement.channel = Some(channel);
    }
    if let Some(span) = occasion.place {
        add(Aspect::Place, span);
    }
    if let Some(span) = occasion.time {
        add(Aspect::Time, span);
        statement.said_at = times
            .iter()
            .find(|time| time.span == span && (time.earliest.is_some() || time.latest.is_some()))
            .map(|time| SaidAt {
                earliest: time.earliest.clone(),
                latest: time.latest.clone(),
            });
    }
}

/// What the statement's own telling says.
fn own(annotated: &Annotated, statement: &Statement, telling: &Telling) -> Occasion {
    let text = annotated.account.text.as_str();
    let is_outside = |span: Span| telling.outside.iter().any(|(word, _)| span.contains(*word));
    let times = annotated.times.iter().map(|time| time.span);
    let time = times
        .filter(|span| telling.sentence.contains(*span))
        .find(|span| is_outside(*span));
    Occasion {
        channel: channel(telling),
        place: telling
            .is_said
            .then(|| place(annotated, &statement.source, telling.sentence, &is_outside))
            .flatten()
            .map(|span| span.trimmed(text)),
        time,
    }
}

/// A named place near the words of saying: not the source's own ("diplomats in Tunis"), nobody's name and no date.
fn place(
    annotated: &Annotated,
    sources: &[Span],
    sentence: Span,
    is_outside: &dyn Fn(Span) -> bool,
) -> Option<Span> {
    let text = annotated.account.text.as_str();
    let fits = |span: &Span| {
        let preposition = text[..span.start].trim_end();
        let of_source = sources
            .iter()
            .any(|s| s.overlaps(*span) || preposition.len() >= s.end && preposition.len() - s.end <= 4);
        let someone = annotated.actors.iter().any(|actor| {
            matches!(actor.kind, ActorKind::Person | ActorKind::Unnamed)
                && actor.mentions.iter().any(|m| m.overlaps(*span))
        });
        let dated = annotated.times.iter().any(|time| time.span.overlaps(*span));
        is_outside(*span) && !of_source && !someone && !dated
    };
    PLACE
        .captures_iter(sentence.of(text))
        .filter_map(|found| found.get(1))
        .map(|name| Span::new(sentence.start + name.start(), sentence.start + name.end()))
        .find(fits)
}

/// The place of a date line: "Geneva, 4 May 2031".
fn date_line(annotated: &Annotated, line: Span) -> Option<Span> {
    const MOST_WORDS: usize = 4;
    let text = annotated.account.text.as_str();
    let time = annotated.times.iter().find(|time| line.contains(time.span))?;
    let place = Span::new(line.start, time.span.start).of(text).trim_end();
    let place = place.strip_suffix(',')?;
    let is_name = place.starts_with(char::is_uppercase) && place.split_whitespace().count() <= MOST_WORDS;
    is_name.then(|| Span::new(line.start, line.start + place.len()))
}

/// What the head of a record says of all of it: its short lines, and the first sentences that quote nobody.
fn whole_account(annotated: &Annotated, paragraphs: &[Span], tellings: &[Telling]) -> Occasion {
    const HEAD: usize = 6;
    let text = annotated.account.text.as_str();
    let said = |span: Span| tellings.iter().any(|t| t.sentence.overlaps(span) && t.is_said);
    let quiet: Vec<Span> = paragraphs
        .iter()
        .take(HEAD)
        .flat_map(|p| split_sentences(text, *p))
        .take_while(|sentence| !said(*sentence))
        .collect();
    Occasion {
        channel: account_channel(text, paragraphs),
        place: quiet
            .iter()
            .find_map(|sentence| place(annotated, &[], *sentence, &|_| true))
            .or_else(|| quiet.iter().find_map(|line| date_line(annotated, *line))),
        time: annotated
            .times
            .iter()
            .map(|time| time.span)
            .find(|span| quiet.iter().any(|sentence| sentence.contains(*span))),
    }
}
