//! Whose voice a sentence is in: somebody's who is quoted or paraphrased, the account's plain report, or the
//! writer's own judgement, prediction or characterisation.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::account::{Account, BlockKind};
use crate::annotated::Annotated;
use crate::span::{Span, merged};
use crate::statement::Statement;
use crate::text::phrases::{Phrases, folded_words};
use crate::text::sentences::split_sentences;

/// An account's sentences by voice, and how much of it each voice has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Voices {
    /// Share of characters in sentences that are on somebody's word, 0 to 1; 0 for an account without text.
    pub attributed: f32,
    /// Share of characters in sentences reported as fact.
    pub plain: f32,
    /// Share of characters in sentences of the writer's own.
    pub own: f32,
    /// The sentences of the body, in order; headlines, headings and credits are left out.
    pub sentences: Vec<VoicedSentence>,
}

/// A sentence and its voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicedSentence {
    /// Where it stands.
    pub span: Span,
    /// Whose voice it is in.
    pub voice: Voice,
    /// What the writer does, for [`Voice::Own`].
    pub kind: Option<OwnVoice>,
    /// The words that show [`Voice::Own`], in order.
    pub marks: Vec<Span>,
}

/// Whose voice a sentence is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// On somebody's word.
    Attributed,
    /// Reported as fact.
    Plain,
    /// The writer's own.
    Own,
}

/// What a writer does in a sentence of the writer's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnVoice {
    /// Says what to think of it, or what follows from it.
    Judgement,
    /// Says what will come.
    Prediction,
    /// Says what it was like, in words that nobody could check.
    Characterisation,
}

/// Words that speak for a kind of own voice, or, without a kind, for plain report.
struct Mark {
    kind: Option<OwnVoice>,
    weight: u32,
    words: Phrases,
}

static MARKS: LazyLock<Vec<Mark>> = LazyLock::new(|| {
    include_str!("marks.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(mark)
        .collect()
});

fn mark(line: &'static str) -> Option<Mark> {
    let mut columns = line.split('\t');
    let kind = match columns.next()? {
        "judgement" => Some(OwnVoice::Judgement),
        "prediction" => Some(OwnVoice::Prediction),
        "characterisation" => Some(OwnVoice::Characterisation),
        _ => None,
    };
    Some(Mark {
        kind,
        weight: columns.next()?.parse().ok()?,
        words: Phrases::of(columns.next()?),
    })
}

/// The weight at which a sentence is the writer's own.
const OWN: u32 = 2;

/// The share of a sentence that statements must cover for it to be on their word.
const COVERED: f32 = 0.35;

/// Finds whose voice every sentence of the body is in.
///
/// A sentence of which statements cover a third is on their word, whatever else it says. Of the others, one
/// is the writer's own when words of a lexicon say so; in what calls itself analysis or comment, fewer such
/// words are enough. Irony, and judgement by choice of facts alone, are not seen.
pub fn find_voices(annotated: &Annotated, paragraphs: &[Span]) -> Voices {
    let account = &annotated.account;
    let text = account.text.as_str();
    let said = merged(text, annotated.statements.iter().flat_map(spans).collect());
    let is_body = |span: Span| {
        let block = account.blocks.iter().find(|b| b.span.contains(span));
        block.is_none_or(|b| matches!(b.kind, BlockKind::Prose | BlockKind::Turn))
    };
    let leaning = u32::from(is_comment(account));
    let sentences: Vec<VoicedSentence> = paragraphs
        .iter()
        .filter(|paragraph| is_body(**paragraph))
        .flat_map(|paragraph| split_sentences(text, *paragraph))
        .map(|span| voiced(text, span, &said, leaning))
        .collect();
    let share = |voice: Voice| {
        let length = |s: &VoicedSentence| s.span.of(text).chars().count();
        let all: usize = sentences.iter().map(length).sum();
        let its: usize = sentences.iter().filter(|s| s.voice == voice).map(length).sum();
        // Three digits are enough for a reader and are the same everywhere.
        (its as f32 / all.max(1) as f32 * 1000.0).round() / 1000.0
    };
    Voices {
        attributed: share(Voice::Attributed),
        plain: share(Voice::Plain),
        own: share(Voice::Own),
        sentences,
    }
}

/// Everything by which a statement is told.
fn spans(statement: &Statement) -> impl Iterator<Item = Span> {
    let all = [&statement.content, &statement.cue, &statement.source];
    all.into_iter().flatten().copied()
}

/// Whether the account calls itself comment.
fn is_comment(account: &Account) -> bool {
    const HEAD: usize = 200;
    let head: String = account.text.chars().take(HEAD).collect::<String>().to_lowercase();
    let kind = account.source.kind.as_deref().unwrap_or_default();
    [
        "analysis",
        "comment:",
        "comment by",
        "opinion",
        "editorial",
        "commentary",
        "column",
        "op-ed",
    ]
    .iter()
    .any(|word| head.contains(word) || kind.contains(word))
}

fn voiced(text: &str, span: Span, said: &[Span], leaning: u32) -> VoicedSentence {
    let covered: usize = said.iter().filter_map(|s| s.intersect(span)).map(Span::len).sum();
    if covered as f32 >= COVERED * span.len() as f32 {
        return VoicedSentence {
            span,
            voice: Voice::Attributed,
            kind: None,
            marks: Vec::new(),
        };
    }
    let own = own(&folded_words(text, span), leaning);
    let (kind, marks) = own.map_or((None, Vec::new()), |(kind, marks)| (Some(kind), marks));
    VoicedSentence {
        span,
        voice: if kind.is_some() { Voice::Own } else { Voice::Plain },
        kind,
        marks,
    }
}

/// What the writer does in a sentence, by the lexicon, and the words that show it.
fn own(words: &[(Span, String)], leaning: u32) -> Option<(OwnVoice, Vec<Span>)> {
    let kinds = [
        OwnVoice::Judgement,
        OwnVoice::Prediction,
        OwnVoice::Characterisation,
    ];
    let mut weights = [0; 3];
    let (mut against, mut marks) = (0, Vec::new());
    for mark in MARKS.iter() {
        let found = mark.words.find(words);
        let weight = mark.weight * u32::try_from(found.len()).unwrap_or(u32::MAX);
        match mark.kind.and_then(|kind| kinds.iter().position(|k| *k == kind)) {
            Some(nth) => {
                weights[nth] += weight;
                marks.extend(found);
            }
            None => against += weight,
        }
    }
    let total: u32 = weights.iter().sum();
    // The earlier kind wins a tie: a judgement about what will come is a judgement.
    let nth = (0..kinds.len()).rev().max_by_key(|nth| weights[*nth])?;
    marks.sort();
    (total > 0 && total + leaning >= OWN + against).then(|| (kinds[nth], marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<OwnVoice> {
        own(&folded_words(text, Span::new(0, text.len())), 0).map(|(kind, _)| kind)
    }

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        let lines = include_str!("marks.tsv").lines();
        let written = lines.filter(|l| !l.is_empty() && !l.starts_with('#')).count();
        assert_eq!(MARKS.len(), written);
    }

    #[test]
    fn the_writer_is_told_from_the_report() {
        assert_eq!(
            kind("That would imply that the clause is empty."),
            Some(OwnVoice::Judgement)
        );
        assert_eq!(kind("The deal may well collapse."), Some(OwnVoice::Prediction));
        assert_eq!(
            kind("It was an utterly intractable quarrel."),
            Some(OwnVoice::Characterisation)
        );
        assert_eq!(kind("The ministers will meet on Tuesday."), None);
        assert_eq!(kind("Prices rose four per cent."), None);
    }

    #[test]
    fn shares_add_up_and_statements_come_first() {
        let text = "The pact is a disgrace, Lund said. The pact is a disgrace. It has nine pages.";
        let mut annotated = Annotated::default();
        annotated.account.text = text.into();
        let none = find_voices(&annotated, &[Span::new(0, text.len())]);
        let voices: Vec<Voice> = none.sentences.iter().map(|s| s.voice).collect();
        assert_eq!(voices, [Voice::Own, Voice::Own, Voice::Plain]);
        assert!((none.attributed + none.plain + none.own - 1.0).abs() < 0.002);
    }
}
