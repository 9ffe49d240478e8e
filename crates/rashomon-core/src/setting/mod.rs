//! The circumstances of a statement: how its source is identified, on what record, by what channel, where
//! and when, for whom, on whose word we have it, and what it does.

mod act;
mod behalf;
mod camps;
mod channel;
mod polarity;
mod publisher;
mod record;
mod scene;
mod sourcing;
mod voucher;

use crate::annotated::Annotated;
use crate::attribute::Rule;
use crate::span::Span;
use crate::statement::{Sourcing, Statement};
use crate::text::phrases::folded_words;
use crate::text::sentences::split_sentences;

/// How a statement is told.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    /// The sentence in which it is introduced.
    pub sentence: Span,
    /// Number of the paragraph of that sentence.
    pub paragraph: usize,
    /// The words of that sentence that are no part of what was said; for a statement within another, those
    /// of the outer one's content.
    pub outside: Vec<(Span, String)>,
    /// Whether it has words of saying or a source, rather than being a bare quotation.
    pub is_said: bool,
}

impl Telling {
    fn of(text: &str, paragraphs: &[Span], statement: &Statement, outer: Option<&Statement>) -> Self {
        let at = statement
            .cue
            .first()
            .or(statement.source.first())
            .or(statement.content.first())
            .copied()
            .unwrap_or_default();
        let paragraph = paragraphs.iter().position(|p| p.contains_offset(at.start));
        let whole = paragraph.map_or(Span::new(0, text.len()), |nth| paragraphs[nth]);
        let sentence = split_sentences(text, whole)
            .into_iter()
            .find(|s| s.contains_offset(at.start))
            .unwrap_or(whole);
        let mut outside = folded_words(text, sentence);
        outside.retain(|(word, _)| {
            !statement.content.iter().any(|c| c.contains(*word))
                && outer.is_none_or(|o| o.content.iter().any(|c| c.contains(*word)))
        });
        Self {
            sentence,
            paragraph: paragraph.unwrap_or_default(),
            outside,
            is_said: !statement.cue.is_empty() || !statement.source.is_empty(),
        }
    }
}

/// Notes on every statement the circumstances in which it was made.
///
/// `paragraphs` are those in which statements were looked for; `is_record` says that the account is the
/// record of one occasion, so that what its head says holds for all of it. May add actors: somebody for
/// whom another speaks.
pub fn describe(annotated: &mut Annotated, paragraphs: &[Span], is_record: bool) {
    let text = annotated.account.text.as_str();
    let outer = |s: &Statement| s.within.and_then(|id| annotated.statement(id));
    let tellings: Vec<Telling> = annotated
        .statements
        .iter()
        .map(|s| Telling::of(text, paragraphs, s, outer(s)))
        .collect();
    for statement in &mut annotated.statements {
        let speaker = annotated
            .actors
            .iter()
            .find(|actor| Some(actor.id) == statement.speaker);
        let source = statement.source.first().copied();
        let is_turn = statement.by == Rule::Turn.name();
        statement.sourcing = match source.filter(|label| is_turn && sourcing::is_outlet(text, *label)) {
            Some(_) => Sourcing::Outlet,
            None => sourcing::sourcing(text, source, speaker),
        };
        statement.act = act::act(text, statement);
        statement.polarity = polarity::polarity(text, statement);
    }
    let is_record = is_record || publisher::publisher(&annotated.account).is_some();
    scene::describe(annotated, paragraphs, &tellings, is_record);
    record::describe(annotated, paragraphs, &tellings);
    behalf::describe(annotated, &tellings);
    voucher::describe(annotated, paragraphs, &tellings);
    annotated
        .statements
        .iter_mut()
        .for_each(|statement| statement.setting.sort());
}
