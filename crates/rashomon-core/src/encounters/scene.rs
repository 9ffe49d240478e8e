//! An account cut into sentences, their words, and who is named in them.

use std::collections::BTreeMap;

use crate::account::BlockKind;
use crate::actor::{ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::issues::prose;
use crate::span::Span;
use crate::text::sentences::split_sentences;
use crate::text::words::split_words;

/// An account, ready for looking for events.
pub(super) struct Scene<'a> {
    pub annotated: &'a Annotated,
    pub text: &'a str,
    pub sentences: Vec<Sentence>,
}

/// A sentence, its words and names.
pub(super) struct Sentence {
    pub span: Span,
    pub words: Vec<Word>,
    /// In order and disjoint.
    pub names: Vec<Name>,
    /// Whose speaking turn it stands in.
    pub turn_of: Option<ActorId>,
}

/// A word or a mark.
pub(super) struct Word {
    pub span: Span,
    pub lower: String,
    pub capital: bool,
    /// The name it belongs to, as an index into the sentence's.
    pub name: Option<usize>,
}

/// Words that name an actor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub actor: ActorId,
    pub kind: ActorKind,
    /// Its words, as indices; end exclusive.
    pub first: usize,
    pub end: usize,
    /// Whether it says where, not who ("in Moscow").
    pub is_place: bool,
}

/// Words before a place.
pub(super) const WHERE: &[&str] = &[
    "in", "at", "near", "outside", "off", "inside", "around", "into", "across",
];

impl<'a> Scene<'a> {
    /// Cuts an account.
    pub fn of(annotated: &'a Annotated) -> Self {
        let text = annotated.account.text.as_str();
        let mentions = mentions(annotated);
        let mut sentences: Vec<Sentence> = Vec::new();
        for block in prose(annotated) {
            let turn_of = turn_of(annotated, block);
            for span in split_sentences(text, block) {
                sentences.push(sentence(text, span, &mentions, turn_of));
            }
        }
        sentences.sort_by_key(|s| s.span);
        Self {
            annotated,
            text,
            sentences,
        }
    }

    /// What kind of someone an actor is.
    pub fn kind(&self, actor: ActorId) -> Option<ActorKind> {
        self.annotated.actor(actor).map(|a| a.kind)
    }
}

impl Sentence {
    /// The lower-cased word, or nothing beyond the ends.
    pub fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The lower-cased word before.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// The name that a word belongs to.
    pub fn name_at(&self, at: usize) -> Option<Name> {
        Some(self.names[self.words.get(at)?.name?])
    }

    /// The first word after a dateline: "RIGA, March 12 (Meridian News Agency) –".
    pub fn after_dateline(&self, text: &str) -> usize {
        const LONGEST: usize = 16;
        let capitals = |word: &Word| {
            let letters = word.span.of(text);
            letters.chars().count() > 2 && letters.chars().all(char::is_uppercase)
        };
        let dash = self
            .words
            .iter()
            .take(LONGEST)
            .position(|w| matches!(w.lower.as_str(), "–" | "—"));
        let found = dash.filter(|_| self.words.first().is_some_and(capitals));
        found.map_or(0, |dash| dash + 1)
    }

    /// The words from one to another, end exclusive.
    pub fn cover(&self, first: usize, end: usize) -> Span {
        self.words[first].span.cover(self.words[end - 1].span)
    }
}

/// Words after a family name that make it the name of something else: "the Trump administration".
const NAMED_AFTER: &[&str] = &[
    "administration",
    "campaign",
    "government",
    "report",
    "team",
    "doctrine",
    "plan",
    "probe",
];

/// Shortest family name that is looked for by itself, in letters.
const SHORTEST_NAME: usize = 4;

/// Every mention of someone who can take part in something, disjoint: the longer first where two begin together.
///
/// Headlines give family names alone, and in capitals; those that one person bears are mentions too.
fn mentions(annotated: &Annotated) -> Vec<(Span, ActorId, ActorKind)> {
    let takes_part = |kind: ActorKind| {
        matches!(
            kind,
            ActorKind::Person | ActorKind::Country | ActorKind::Organisation
        )
    };
    let mut out: Vec<(Span, ActorId, ActorKind)> = Vec::new();
    for actor in annotated.actors.iter().filter(|actor| takes_part(actor.kind)) {
        out.extend(actor.mentions.iter().map(|span| (*span, actor.id, actor.kind)));
    }
    let disjoint = |out: &mut Vec<(Span, ActorId, ActorKind)>| {
        out.sort_by_key(|(span, id, _)| (span.start, std::cmp::Reverse(span.end), *id));
        let mut end = 0;
        out.retain(|(span, _, _)| {
            let apart = span.start >= end;
            end = if apart { span.end } else { end };
            apart
        });
    };
    disjoint(&mut out);
    let bare = bare_names(annotated, &out);
    out.extend(bare);
    disjoint(&mut out);
    out
}

/// Family names outside the mentions already known.
fn bare_names(
    annotated: &Annotated,
    known: &[(Span, ActorId, ActorKind)],
) -> Vec<(Span, ActorId, ActorKind)> {
    let mut families: BTreeMap<String, Option<ActorId>> = BTreeMap::new();
    for actor in annotated
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Person)
    {
        let family = actor
            .name
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_lowercase();
        if family.chars().count() >= SHORTEST_NAME {
            let one = families.entry(family).or_insert(Some(actor.id));
            *one = one.filter(|id| *id == actor.id);
        }
    }
    let text = annotated.account.text.as_str();
    let words = split_words(text);
    let mut out = Vec::new();
    for (nth, word) in words.iter().enumerate() {
        let letters = word.of(text);
        let next = words.get(nth + 1).map_or("", |next| next.of(text));
        let after = known.partition_point(|(span, _, _)| span.end <= word.start);
        if letters.starts_with(char::is_uppercase)
            && !NAMED_AFTER.contains(&next.to_lowercase().as_str())
            && known.get(after).is_none_or(|(span, _, _)| !span.overlaps(*word))
            && let Some(Some(actor)) = families.get(&letters.to_lowercase())
        {
            out.push((*word, *actor, ActorKind::Person));
        }
    }
    out
}

fn turn_of(annotated: &Annotated, block: Span) -> Option<ActorId> {
    let label = annotated
        .account
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Turn && b.span.overlaps(block))?
        .speaker?;
    let labelled = |actor: &&crate::actor::Actor| actor.mentions.iter().any(|m| m.overlaps(label));
    annotated.actors.iter().find(labelled).map(|actor| actor.id)
}

fn sentence(
    text: &str,
    span: Span,
    mentions: &[(Span, ActorId, ActorKind)],
    turn_of: Option<ActorId>,
) -> Sentence {
    let mut words: Vec<Word> = split_words(span.of(text))
        .into_iter()
        .map(|word| {
            let word = Span::new(word.start + span.start, word.end + span.start);
            let letters = word.of(text);
            Word {
                span: word,
                lower: letters.to_lowercase(),
                capital: letters.starts_with(char::is_uppercase),
                name: None,
            }
        })
        .collect();
    let mut names: Vec<Name> = Vec::new();
    let from = mentions.partition_point(|(m, _, _)| m.start < span.start);
    for (mention, actor, kind) in mentions[from..].iter().take_while(|(m, _, _)| m.start < span.end) {
        let first = words.partition_point(|w| w.span.end <= mention.start);
        let end = words.partition_point(|w| w.span.start < mention.end);
        if first >= end {
            continue;
        }
        for word in &mut words[first..end] {
            word.name = Some(names.len());
        }
        names.push(Name {
            actor: *actor,
            kind: *kind,
            first,
            end,
            is_place: *kind == ActorKind::Country && says_where(&words, first),
        });
    }
    Sentence {
        span,
        words,
        names,
        turn_of,
    }
}

/// Whether the words before a name make it a place: "in Moscow", "in the Russian city of Sochi".
fn says_where(words: &[Word], first: usize) -> bool {
    let lower = |back: usize| first.checked_sub(back).map_or("", |at| words[at].lower.as_str());
    let article = usize::from(lower(1) == "the");
    WHERE.contains(&lower(1 + article))
}
