//! Cutting statements into pieces that can be compared: one sentence or clause each.

use std::ops::Range;

use super::material::terms_in;
use super::terms::Term;
use crate::span::Span;
use crate::statement::Statement;
use crate::text::quotes::find_quotations;
use crate::text::sentences::split_sentences;

/// Fewest telling words of a clause that stands by itself.
const FEWEST_TELLING: usize = 3;

/// Fewest telling words of a whole sentence that does.
const FEWEST_OF_SENTENCE: usize = 2;

/// A piece with fewer telling words than this is looked at together with the words around it.
const TELLING_ALONE: usize = 5;

/// Telling words of a quotation that is a piece by itself, whatever stands around it.
const LONG_QUOTATION: usize = 4;

/// How many words on either side are taken along.
const WORDS_AROUND: usize = 12;

/// Joints between clauses that report different things.
const JOINTS: &[&str] = &[
    "; ",
    ", and that ",
    " and that ",
    ", but that ",
    " but that ",
    ", and said ",
    " and said ",
    " and had ",
    " and has ",
    " and would ",
    " and will ",
    " and could ",
    " and was ",
    " and were ",
    ", because",
    ", since ",
    "… ",
    "... ",
];

/// The pieces of a statement, in order; parts of clauses too short to compare stay with their neighbour.
pub(crate) fn cut_statement(text: &str, statement: &Statement, terms: &[Term]) -> Vec<Span> {
    cut_contents(text, statement, terms, |sentence| {
        let quotations = find_quotations(text, sentence);
        let long = quotations
            .into_iter()
            .filter(|q| q.closed && telling(terms, q.inner) >= LONG_QUOTATION);
        long.map(|q| q.span).collect()
    })
}

/// The claims of a statement, in order: sentences, and clauses that report something of their own.
pub(crate) fn cut_claims(text: &str, statement: &Statement, terms: &[Term]) -> Vec<Span> {
    cut_contents(text, statement, terms, |_| Vec::new())
}

/// Cuts contents at sentences, joints, and where these quotations begin and end.
fn cut_contents(
    text: &str,
    statement: &Statement,
    terms: &[Term],
    quoted: impl Fn(Span) -> Vec<Span>,
) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for content in &statement.content {
        let mut of_content: Vec<Span> = Vec::new();
        for sentence in split_sentences(text, *content) {
            for (nth, clause) in cut_clauses(text, sentence, &quoted(sentence))
                .into_iter()
                .enumerate()
            {
                let fewest = if nth == 0 {
                    FEWEST_OF_SENTENCE
                } else {
                    FEWEST_TELLING
                };
                let joins = of_content
                    .last()
                    .is_some_and(|last| telling(terms, *last) < fewest || telling(terms, clause) < fewest);
                match of_content.last_mut() {
                    Some(last) if joins => *last = last.cover(clause),
                    _ => of_content.push(clause),
                }
            }
        }
        out.extend(of_content);
    }
    out.retain(|span| !terms_in(terms, *span).is_empty());
    out
}

/// How many telling words a span has.
pub(crate) fn telling(terms: &[Term], span: Span) -> usize {
    terms[terms_in(terms, span)].iter().filter(|t| t.tells()).count()
}

/// Cuts at joints, and where a quotation begins or ends that says something by itself.
fn cut_clauses(text: &str, sentence: Span, quoted: &[Span]) -> Vec<Span> {
    let words = sentence.of(text);
    let mut cuts: Vec<usize> = JOINTS
        .iter()
        .flat_map(|joint| {
            // The mark stays with the clause that it ends.
            let mark = joint.chars().next().map_or(0, char::len_utf8);
            words.match_indices(joint).map(move |(at, _)| at + mark)
        })
        .collect();
    cuts.extend(
        quoted
            .iter()
            .flat_map(|q| [q.start, q.end])
            .map(|at| at - sentence.start),
    );
    cuts.sort_unstable();
    cuts.dedup();
    let mut start = 0;
    let mut out = Vec::new();
    for cut in cuts.into_iter().chain([words.len()]) {
        if cut > start {
            out.push(Span::new(sentence.start + start, sentence.start + cut).trimmed(text));
            start = cut;
        }
    }
    out.retain(|span| !span.is_empty());
    out
}

/// The piece's own terms, or more of its sentence when the piece is only a fragment.
pub(crate) fn window(terms: &[Term], own: Range<usize>, sentence: Range<usize>) -> Range<usize> {
    let telling = terms[own.clone()].iter().filter(|t| t.tells()).count();
    if telling >= TELLING_ALONE {
        return own;
    }
    let start = own
        .start
        .saturating_sub(WORDS_AROUND)
        .max(sentence.start)
        .min(own.start);
    let end = (own.end + WORDS_AROUND).min(sentence.end).max(own.end);
    start..end
}
