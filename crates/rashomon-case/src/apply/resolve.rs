//! From the words of a decision to what the machine found there.

use std::collections::BTreeMap;

use rashomon_core::comparison::StatementRef;
use rashomon_core::span::merged;
use rashomon_core::{Comparison, Span, Statement};

use crate::anchor::Anchor;

/// Least overlap of two contents, as a part of what both cover, for them to be the same statement.
const SAME: f64 = 0.5;

/// The accounts' texts and the machine's statements, before anything was changed.
pub(super) struct Texts<'a> {
    comparison: &'a Comparison,
    places: BTreeMap<&'a str, usize>,
    names: BTreeMap<String, String>,
}

/// Where the words of a decision led.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Led {
    /// To a statement of the machine.
    Statement(StatementRef),
    /// To words that the machine has no statement at: the account's place, and the words.
    Words(usize, Vec<Span>),
    /// Nowhere: the words are not there any more.
    Nowhere,
}

impl<'a> Texts<'a> {
    pub fn new(comparison: &'a Comparison, hashes: &'a [String]) -> Self {
        let places = hashes
            .iter()
            .map(String::as_str)
            .zip(0..comparison.accounts.len());
        Self {
            comparison,
            places: places.collect(),
            names: BTreeMap::new(),
        }
    }

    /// The place of the account with this hash.
    pub fn place(&self, hash: &str) -> Option<usize> {
        self.places.get(hash).copied()
    }

    /// The id of the account with this hash.
    pub fn id(&self, hash: &str) -> Option<&'a str> {
        let place = self.place(hash)?;
        Some(&self.comparison.accounts[place].account.id)
    }

    /// What the machine's issue is called by now.
    pub fn name_of(&self, issue: &str) -> String {
        self.names.get(issue).cloned().unwrap_or_else(|| issue.to_owned())
    }

    /// Remembers that an issue is called something else from now on.
    pub fn call(&mut self, from: &str, to: &str) {
        for name in self.names.values_mut().filter(|name| *name == from) {
            to.clone_into(name);
        }
        self.names.insert(from.to_owned(), to.to_owned());
    }

    /// Where an anchor's words stand: the account's place and the span.
    pub fn find(&self, anchor: &Anchor) -> Option<(usize, Span)> {
        let place = self.place(&anchor.account)?;
        let span = anchor.find(&self.comparison.accounts[place].account.text)?;
        Some((place, span))
    }

    /// Where all the words stand; `None` unless all are in one account.
    pub fn spans(&self, words: &[Anchor]) -> Option<(usize, Vec<Span>)> {
        let found: Option<Vec<(usize, Span)>> = words.iter().map(|anchor| self.find(anchor)).collect();
        let found = found?;
        let place = found.first()?.0;
        if found.iter().any(|(other, _)| *other != place) {
            return None;
        }
        let text = &self.comparison.accounts[place].account.text;
        Some((
            place,
            merged(text, found.into_iter().map(|(_, span)| span).collect()),
        ))
    }

    /// The machine's statement that has the words, else the words.
    pub fn statement(&self, words: &[Anchor]) -> Led {
        let Some((place, spans)) = self.spans(words) else {
            return Led::Nowhere;
        };
        let annotated = &self.comparison.accounts[place];
        let best = annotated
            .statements
            .iter()
            .map(|statement| (overlap(&statement.content, &spans), statement))
            .filter(|(overlap, _)| *overlap >= SAME)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.id.cmp(&a.1.id)));
        match best {
            Some((_, Statement { id, .. })) => Led::Statement(StatementRef {
                account: annotated.account.id.clone(),
                statement: *id,
            }),
            None => Led::Words(place, spans),
        }
    }
}

/// What two contents share, as a part of what they cover together, 0 to 1.
pub(super) fn overlap(a: &[Span], b: &[Span]) -> f64 {
    let shared: usize = a
        .iter()
        .flat_map(|x| b.iter().filter_map(|y| x.intersect(*y)))
        .map(Span::len)
        .sum();
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    match length(a) + length(b) - shared.min(length(a) + length(b)) {
        0 => 0.0,
        all => shared as f64 / all as f64,
    }
}
