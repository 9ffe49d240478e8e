//! One account of a comparison, in code points.

use std::collections::HashMap;
use std::path::Path;

use rashomon_core::{Annotated, Span, Statement, StatementId};

use super::CaseError;
use crate::CodePoints;

/// An account with its offsets in code points, as gold counts them.
pub struct Side<'a> {
    /// The stem of its file.
    pub stem: String,
    /// Everything found in it.
    pub annotated: &'a Annotated,
    characters: Vec<char>,
    /// Spans of each statement's content, then of content, cue and source.
    spans: HashMap<StatementId, (Vec<Range>, Vec<Range>)>,
    points: CodePoints,
}

/// First code point, and one past the last.
pub type Range = (usize, usize);

impl<'a> Side<'a> {
    /// Counts an account's characters.
    pub fn new(annotated: &'a Annotated) -> Result<Self, CaseError> {
        let path = Path::new(&annotated.account.path);
        let mut side = Self {
            stem: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            annotated,
            characters: annotated.account.text.chars().collect(),
            spans: HashMap::new(),
            points: CodePoints::of(&annotated.account.text),
        };
        for statement in &annotated.statements {
            let content = side.ranges(&statement.content)?;
            let mut all = content.clone();
            all.extend(side.ranges(&statement.cue)?);
            all.extend(side.ranges(&statement.source)?);
            side.spans.insert(statement.id, (content, all));
        }
        Ok(side)
    }

    /// Spans of bytes in code points.
    pub fn ranges(&self, spans: &[Span]) -> Result<Vec<Range>, CaseError> {
        let range = |span: &Span| {
            self.points.points(*span).ok_or_else(|| CaseError::Boundary {
                account: self.stem.clone(),
                start: span.start,
                end: span.end,
            })
        };
        spans.iter().map(range).collect()
    }

    /// Where words stand: at `offset` if they do, else where they first do.
    pub fn find(&self, words: &str, offset: Option<usize>) -> Option<Range> {
        let words: Vec<char> = words.chars().collect();
        let stands_at = |at: &usize| self.characters.get(*at..at + words.len()) == Some(&words[..]);
        let start = offset
            .filter(stands_at)
            .or_else(|| (0..self.characters.len()).find(stands_at))?;
        Some((start, start + words.len()))
    }

    /// How many code points of a range a statement's content covers, and content, cue and source together.
    pub fn covered(&self, statement: &Statement, range: Range) -> (usize, usize) {
        let (content, all) = &self.spans[&statement.id];
        (cover(content, range), cover(all, range))
    }

    /// How many code points a statement's content has.
    pub fn length(&self, statement: &Statement) -> usize {
        self.spans[&statement.id]
            .0
            .iter()
            .map(|(start, end)| end.saturating_sub(*start))
            .sum()
    }
}

fn cover(spans: &[Range], (start, end): Range) -> usize {
    spans
        .iter()
        .map(|&(s, e)| end.min(e).saturating_sub(start.max(s)))
        .sum()
}
