//! What changed between two versions of one sentence, word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::intensity::{Turn, turn};
use super::{Change, ChangeKind};
use crate::event::{Quantity, Time};
use crate::quantities::find_quantities;
use crate::span::Span;
use crate::text::words::{is_word, split_words};
use crate::times::find_times;

/// Longest change, in words, of which intensity is told: more than that is another sentence.
const LONGEST_TURN: usize = 8;

/// A text with what comparing its sentences needs.
pub(super) struct Version<'a> {
    pub text: &'a str,
    quantities: Vec<Quantity>,
    times: Vec<Time>,
}

impl<'a> Version<'a> {
    /// Reads amounts and times once.
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            quantities: find_quantities(text),
            times: find_times(text, None),
        }
    }

    /// An amount that has a word of the span.
    fn amount(&self, span: Span) -> Option<&Quantity> {
        self.quantities
            .iter()
            .find(|quantity| quantity.span.overlaps(span))
    }

    fn time(&self, span: Span) -> Option<&Time> {
        self.times.iter().find(|time| time.span.overlaps(span))
    }

    /// The span with all of the amount or time that it touches, within the sentence.
    fn widened(&self, span: Span) -> Span {
        let amount = self.amount(span).map(|quantity| quantity.span);
        amount
            .or(self.time(span).map(|time| time.span))
            .map_or(span, |whole| whole.cover(span))
    }
}

struct Word<'a> {
    span: Span,
    lower: String,
    text: &'a str,
}

fn words(text: &str, sentence: Span) -> Vec<Word<'_>> {
    split_words(sentence.of(text))
        .into_iter()
        .map(|word| Span::new(word.start + sentence.start, word.end + sentence.start))
        .map(|span| Word {
            span,
            lower: span.of(text).to_lowercase().replace('’', "'"),
            text: span.of(text),
        })
        .filter(|word| is_word(word.text) || matches!(word.text, "%" | "$" | "€" | "£"))
        .collect()
}

/// The changes from a sentence to its later version, in the order of the later one; none when only marks and
/// letter case differ.
pub(super) fn changes(
    earlier: &Version<'_>,
    later: &Version<'_>,
    sentences: (Span, Span),
    nth: usize,
) -> Vec<Change> {
    let (a, b) = (words(earlier.text, sentences.0), words(later.text, sentences.1));
    let keys = |words: &[Word<'_>]| words.iter().map(|word| word.lower.clone()).collect::<Vec<_>>();
    let mut out = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &keys(&a), &keys(&b)) {
        let (tag, old, new) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let cover = |words: &[Word<'_>]| Some(words.first()?.span.cover(words.last()?.span));
        let kind = kind(earlier, later, &a[old.clone()], &b[new.clone()]);
        let widen = matches!(kind, ChangeKind::Number | ChangeKind::Date);
        let spread = |version: &Version<'_>, span: Span| if widen { version.widened(span) } else { span };
        let stood = b
            .get(new.start)
            .map(|word| word.span.start)
            .or(b.last().map(|word| word.span.end));
        let new = cover(&b[new]).map(|span| spread(later, span));
        out.push(Change {
            kind,
            earlier: cover(&a[old]).map(|span| spread(earlier, span)),
            later: new,
            at: new.map(|span| span.start).or(stood).unwrap_or(sentences.1.start),
            sentence: nth,
        });
    }
    out
}

fn kind(earlier: &Version<'_>, later: &Version<'_>, old: &[Word<'_>], new: &[Word<'_>]) -> ChangeKind {
    let both = |has: &dyn Fn(&Version<'_>, Span) -> bool| {
        old.iter().any(|word| has(earlier, word.span)) && new.iter().any(|word| has(later, word.span))
    };
    if both(&|version, span| version.amount(span).is_some()) {
        return ChangeKind::Number;
    }
    if both(&|version, span| version.time(span).is_some()) {
        return ChangeKind::Date;
    }
    let lower = |words: &[Word<'_>]| words.iter().map(|word| word.lower.clone()).collect::<Vec<_>>();
    let (old_words, new_words) = (lower(old), lower(new));
    let few = old.len().max(new.len()) <= LONGEST_TURN;
    let turned = few
        .then(|| turn(&borrowed(&old_words), &borrowed(&new_words)))
        .flatten();
    match turned {
        Some(Turn::Softened) => ChangeKind::Softened,
        Some(Turn::Sharpened) => ChangeKind::Sharpened,
        Some(Turn::Warmed) => ChangeKind::Warmed,
        Some(Turn::Cooled) => ChangeKind::Cooled,
        None if old.is_empty() => ChangeKind::Added,
        None if new.is_empty() => ChangeKind::Dropped,
        None => ChangeKind::Reworded,
    }
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
