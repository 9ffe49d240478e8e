//! On the record, off it, or on background.

use std::sync::LazyLock;

use super::Telling;
use crate::annotated::Annotated;
use crate::span::Span;
use crate::statement::{Aspect, Circumstance, Record, Sourcing};
use crate::text::phrases::{Phrases, folded_words};
use crate::text::sentences::split_sentences;

static OFF: LazyLock<Phrases> = LazyLock::new(|| Phrases::of("off the record"));

/// Words that put what anybody says on background.
static BACKGROUND: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of("on background|on deep background|background briefing|not for attribution|not for quotation")
});

/// Words that do so for a source that is not named.
static UNNAMED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "anonym*|in private|privately|confidential*|not authorised|not authorized|without authorisation|\
         not ~ named|not ~ name|not ~ identified|not ~ quoted|not ~ identify|declin* ~ named|declin* ~ name|\
         declin* ~ identified|refus* ~ named|refus* ~ name|refus* ~ identified|unwilling ~ identified|\
         unwilling ~ named|without being named|without being identified|not ~ on the record",
    )
});

/// Heads of unnamed sources that are understood to speak on background: they hold an office or speak of
/// confidential matters, unlike a passer-by.
static KNOWING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "official|officials|diplomat|diplomats|envoy|envoys|source|sources|negotiator|negotiators|aide|aides|\
         adviser|advisers|advisor|advisors|officer|officers|delegate|delegates|participant|participants|\
         investigator|investigators|insider|people familiar|\
         person familiar|people close|person close|people briefed|person briefed|people with knowledge|\
         person with knowledge",
    )
});

/// How many paragraphs on a scene without a statement holds.
const REACH: usize = 1;

/// The words of a telling that say on what record it was.
fn told(words: &[(Span, String)], sourcing: Sourcing) -> Option<(Record, Span)> {
    let first = |phrases: &Phrases| phrases.find(words).first().copied();
    let off = first(&OFF).map(|span| (Record::Off, span));
    let background = || first(&BACKGROUND).map(|span| (Record::Background, span));
    let unnamed = || {
        let span = first(&UNNAMED).filter(|_| sourcing == Sourcing::Unnamed)?;
        Some((Record::Background, span))
    };
    off.or_else(background).or_else(unnamed)
}

/// Notes on each statement on what record it was made, and the words that say so.
///
/// Unnamed sources keep what the account says of them once: in their own sentence anywhere in the account,
/// or in a sentence before in which nobody is quoted ("All three spoke off the record").
pub(super) fn describe(annotated: &mut Annotated, paragraphs: &[Span], tellings: &[Telling]) {
    let scenes = scenes(annotated, paragraphs, tellings);
    let mut known: Vec<(crate::ActorId, Record, Span)> = Vec::new();
    for (nth, telling) in tellings.iter().enumerate() {
        let statement = &annotated.statements[nth];
        let said = told(&telling.outside, statement.sourcing);
        let found = said.or_else(|| {
            (statement.sourcing == Sourcing::Unnamed && statement.within.is_none()).then_some(())?;
            let same = known.iter().find(|(who, ..)| Some(*who) == statement.speaker);
            let scene = || {
                let is_near = |at: usize| telling.paragraph.checked_sub(at).is_some_and(|far| far <= REACH);
                scenes
                    .iter()
                    .rev()
                    .find(|s| s.2.start <= telling.sentence.start && is_near(s.0))
                    .map(|s| (s.1, s.2))
            };
            same.map(|(_, record, span)| (*record, *span))
                .or_else(scene)
                .or_else(|| understood(annotated, nth))
        });
        let Some((record, span)) = found else { continue };
        let statement = &mut annotated.statements[nth];
        statement.record = record;
        statement.setting.push(Circumstance {
            what: Aspect::Record,
            span,
        });
        if let Some(who) = statement.speaker {
            known.push((who, record, span));
        }
    }
}

/// A source who would not be named for a reason, by what it is.
fn understood(annotated: &Annotated, nth: usize) -> Option<(Record, Span)> {
    let statement = &annotated.statements[nth];
    let words = folded_words(&annotated.account.text, *statement.source.first()?);
    let span = *KNOWING.find(&words).first()?;
    Some((Record::Background, span))
}

/// Sentences without a statement that say on what record somebody spoke: paragraph, record, words.
fn scenes(annotated: &Annotated, paragraphs: &[Span], tellings: &[Telling]) -> Vec<(usize, Record, Span)> {
    let text = &annotated.account.text;
    let mut out = Vec::new();
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        for sentence in split_sentences(text, *paragraph) {
            let told_here = tellings.iter().any(|t| t.sentence == sentence && t.is_said);
            let words = folded_words(text, sentence);
            if let Some((record, span)) = told(&words, Sourcing::Unnamed).filter(|_| !told_here) {
                out.push((nth, record, span));
            }
        }
    }
    out
}
