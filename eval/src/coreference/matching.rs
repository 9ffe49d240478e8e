//! Which mention of a response is which of the key, and the scores that follow.

use rashomon_core::Span;

use super::gum::Document;
use super::scores::{Scores, scores};

/// A mention of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// All of it.
    pub span: Span,
    /// Its head.
    pub head: Span,
}

/// What is scored.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Classes of GUM’s entities; all when empty.
    pub classes: &'a [&'a str],
    /// Whether chains of one mention count.
    pub singletons: bool,
}

impl Scope<'_> {
    fn has(&self, class: &str) -> bool {
        self.classes.is_empty() || self.classes.contains(&class)
    }
}

/// For each mention of the response, in the order given, the mention of the key that it is.
pub fn matched(document: &Document, response: &[Found]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (nth, found) in response.iter().enumerate() {
        for (gold, mention) in document.mentions.iter().enumerate() {
            if !mention.span.overlaps(found.head) {
                continue;
            }
            let least = mention.least.iter().map(|word| document.words[*word].span);
            let common: usize = least.filter_map(|s| s.intersect(found.head)).map(Span::len).sum();
            if common == 0 {
                continue;
            }
            let all: usize = mention.least.iter().map(|w| document.words[*w].span.len()).sum();
            // How far the heads differ, then how far the spans do.
            let heads = all + found.head.len() - 2 * common;
            let ends =
                mention.span.start.abs_diff(found.span.start) + mention.span.end.abs_diff(found.span.end);
            pairs.push((heads, ends, nth, gold));
        }
    }
    pairs.sort_unstable();
    let mut taken = vec![false; document.mentions.len()];
    let mut out = vec![None; response.len()];
    for (_, _, nth, gold) in pairs {
        if out[nth].is_none() && !taken[gold] {
            out[nth] = Some(gold);
            taken[gold] = true;
        }
    }
    out
}

/// Scores the chains of a response against a document’s.
pub fn judge(document: &Document, response: &[Vec<Found>], scope: Scope<'_>) -> Scores {
    let flat: Vec<Found> = response.iter().flatten().copied().collect();
    let matched = matched(document, &flat);
    let mut next = 0;
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for chain in response {
        let numbers = (next..next + chain.len()).filter_map(|nth| match matched[nth] {
            Some(gold) => scope.has(&document.mentions[gold].class).then_some(gold),
            None => Some(document.mentions.len() + nth),
        });
        chains.push(numbers.collect());
        next += chain.len();
    }
    let in_scope = |gold: &usize| scope.has(&document.mentions[*gold].class);
    let mut key: Vec<Vec<usize>> = document.chains();
    key.iter_mut().for_each(|chain| chain.retain(in_scope));
    let least = if scope.singletons { 1 } else { 2 };
    key.retain(|chain| chain.len() >= least);
    chains.retain(|chain| chain.len() >= least);
    scores(&key, &chains)
}
