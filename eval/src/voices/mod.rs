//! Sourcing, record, channel, on-behalf-of, nesting, voucher, act, place and time of each statement, and the
//! voice of each sentence, against the hand-labelled accounts of `eval/voices`.
//!
//! A labelled statement is found when a statement of the program covers it: pairs are made one to one, best
//! first, by the characters they share over those that either has, from [`LEAST_SHARED`] on. For each field
//! and value, recall counts all labelled statements (one that is not found is missed), precision those that
//! are found, since the labels do not claim to list everything that anybody says. A sentence has the voice of
//! the program's sentence that shares the most with it.

mod gold;
mod tally;

pub use gold::{Gold, GoldSentence, GoldStatement, VoicesError, load_voices};
pub use tally::{Count, Tally};

use rashomon_core::{Annotated, Aspect, Span, Statement};
use serde::Serialize;

use crate::CodePoints;

/// Least share of characters for two contents to be one statement.
pub const LEAST_SHARED: f64 = 0.3;

/// Scores one account: `annotated` is what the program found in the text of `gold`.
pub fn score_voices(gold: &Gold, annotated: &Annotated, tally: &mut Tally) {
    let points = CodePoints::of(&annotated.account.text);
    let pairs = pairs(gold, annotated, &points);
    for (nth, statement) in gold.statements.iter().enumerate() {
        let found = pairs
            .iter()
            .find(|(g, _)| *g == nth)
            .map(|(_, p)| &annotated.statements[*p]);
        tally.statements += 1;
        tally.found += usize::from(found.is_some());
        fields(statement, found, annotated, tally);
        within(gold, statement, found, &pairs, annotated, tally);
    }
    for sentence in &gold.sentences {
        let Some(span) = points.span(sentence.span[0], sentence.span[1]) else {
            continue;
        };
        let shared = |s: &Span| s.intersect(span).map_or(0, Span::len);
        let found = annotated
            .voices
            .sentences
            .iter()
            .max_by_key(|s| shared(&s.span))
            .filter(|s| shared(&s.span) > 0);
        let voice = found.map(|s| word(&s.voice));
        tally.add("voice", Some(&sentence.voice), voice.as_deref());
        let kind = found.and_then(|s| s.kind.as_ref()).map(word);
        tally.add("own voice", sentence.kind.as_deref(), kind.as_deref());
    }
}

/// How a value is written in JSON, without the quotation marks.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value)
        .unwrap_or_default()
        .trim_matches('"')
        .to_owned()
}

fn fields(gold: &GoldStatement, found: Option<&Statement>, annotated: &Annotated, tally: &mut Tally) {
    let value = |of: &dyn Fn(&Statement) -> String| found.map(of);
    tally.add(
        "sourcing",
        Some(&gold.sourcing),
        value(&|s| word(&s.sourcing)).as_deref(),
    );
    tally.add(
        "record",
        Some(&gold.record),
        value(&|s| word(&s.record)).as_deref(),
    );
    tally.add(
        "voucher",
        Some(&gold.voucher),
        value(&|s| word(&s.voucher)).as_deref(),
    );
    tally.add("act", Some(&gold.act), value(&|s| word(&s.act)).as_deref());
    let channel = found.and_then(|s| s.channel.as_ref()).map(word);
    tally.add("channel", gold.channel.as_deref(), channel.as_deref());
    let principal = found
        .and_then(|s| s.on_behalf_of)
        .and_then(|id| annotated.actor(id))
        .map(|actor| actor.name.clone());
    tally.add_words("on behalf of", gold.on_behalf_of.as_deref(), principal.as_deref());
    let words = |what: Aspect| {
        let statement = found?;
        let told = statement.setting.iter().find(|c| c.what == what)?;
        annotated.account.text.get(told.span.start..told.span.end)
    };
    tally.add_words("place", gold.place.as_deref(), words(Aspect::Place));
    tally.add_words("time", gold.when.as_deref(), words(Aspect::Time));
}

/// Right when the outer statement is the one that is paired with the labelled outer one.
fn within(
    gold: &Gold,
    statement: &GoldStatement,
    found: Option<&Statement>,
    pairs: &[(usize, usize)],
    annotated: &Annotated,
    tally: &mut Tally,
) {
    let label = |id: &str| gold.statements.iter().position(|s| s.id == id);
    let outer = found.and_then(|s| s.within).map(|id| {
        let index = annotated.statements.iter().position(|s| s.id == id);
        let paired = pairs.iter().find(|(_, p)| Some(*p) == index);
        paired.map_or_else(|| "another".to_owned(), |(g, _)| gold.statements[*g].id.clone())
    });
    let wanted = statement.within.as_deref().filter(|id| label(id).is_some());
    tally.add_words("nesting", wanted, outer.as_deref());
}

/// Labelled and found statements that are one, by index, best first.
fn pairs(gold: &Gold, annotated: &Annotated, points: &CodePoints) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (g, wanted) in gold.statements.iter().enumerate() {
        let wanted: Vec<Span> = wanted
            .content
            .iter()
            .filter_map(|[start, end]| points.span(*start, *end))
            .collect();
        for (p, found) in annotated.statements.iter().enumerate() {
            let shared = shared(&wanted, &found.content);
            if shared >= LEAST_SHARED {
                all.push((shared, g, p));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, g, p) in all {
        if out.iter().all(|(a, b)| *a != g && *b != p) {
            out.push((g, p));
        }
    }
    out
}

/// Bytes in both over bytes in either.
fn shared(a: &[Span], b: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().filter_map(|y| x.intersect(*y)))
        .map(Span::len)
        .sum();
    both as f64 / (length(a) + length(b)).saturating_sub(both).max(1) as f64
}
