//! What is matched: the spans of a role, as words and characters.

use std::collections::BTreeSet;

use rashomon_core::Span;

use super::Attribution;
use super::document::Document;
use super::tally::{Class, Target};
use super::words::Words;

/// The spans of one role of one attribution.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The words it touches.
    pub words: Words,
    /// Its characters, trimmed and merged.
    pub characters: Vec<Span>,
    direct: bool,
    pure: bool,
    /// The place of its attribution in the document's list.
    pub attribution: usize,
}

impl Unit {
    /// A unit of these spans.
    pub fn new(document: &Document, spans: &[Span], attribution: usize) -> Self {
        Self {
            words: document.touched(spans),
            characters: document.characters(spans),
            direct: document.is_direct(spans),
            pure: document.is_pure(spans),
            attribution,
        }
    }

    /// Whether it belongs to a class.
    pub fn is_in(&self, class: Class) -> bool {
        match class {
            Class::All => true,
            Class::Direct => self.direct,
            Class::Indirect => !self.direct,
            Class::Pure => self.direct && self.pure,
        }
    }
}

/// The units of one kind in a document; those without a word are left out.
pub fn units(document: &Document, attributions: &[Attribution], target: Target) -> Vec<Unit> {
    let of_one = |(number, attribution): (usize, &Attribution)| -> Vec<Unit> {
        let unit = |spans: &[Span]| Unit::new(document, spans, number);
        match target {
            Target::Source => vec![unit(&attribution.source)],
            Target::Cue => vec![unit(&attribution.cue)],
            Target::Fragment => {
                let pieces = document.fragments(&attribution.content);
                pieces.iter().map(|piece| unit(&[*piece])).collect()
            }
            _ => vec![unit(&attribution.content)],
        }
    };
    let mut units: Vec<Unit> = attributions.iter().enumerate().flat_map(of_one).collect();
    units.retain(|unit| !unit.words.is_empty());
    if matches!(target, Target::Source | Target::Fragment) {
        let mut seen: BTreeSet<Words> = BTreeSet::new();
        units.retain(|unit| seen.insert(unit.words.clone()));
    }
    units
}

/// Content and source of each attribution that has both.
pub fn links(document: &Document, attributions: &[Attribution]) -> Vec<(Unit, Unit)> {
    let of_one = |(number, attribution): (usize, &Attribution)| {
        let content = Unit::new(document, &attribution.content, number);
        let source = Unit::new(document, &attribution.source, number);
        (!content.words.is_empty() && !source.words.is_empty()).then_some((content, source))
    };
    attributions.iter().enumerate().filter_map(of_one).collect()
}
