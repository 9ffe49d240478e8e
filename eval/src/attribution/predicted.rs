//! Predicted attributions, and the lines of JSON that carry them.

use std::collections::BTreeMap;

use rashomon_core::{Span, Statement};
use serde::{Deserialize, Serialize};

use super::{Attribution, GoldDocument, ScoreError};
use crate::CodePoints;

/// Attributions by document name. A gold document without an entry counts as predicted empty.
pub type Predictions = BTreeMap<String, Vec<Attribution>>;

/// A document's line; offsets in code points.
#[derive(Serialize, Deserialize)]
struct Line {
    doc: String,
    attributions: Vec<Spans>,
}

#[derive(Serialize, Deserialize)]
struct Spans {
    source: Option<Vec<[usize; 2]>>,
    cue: Option<Vec<[usize; 2]>>,
    content: Option<Vec<[usize; 2]>>,
}

/// The attributions that statements amount to.
pub fn from_statements(statements: &[Statement]) -> Vec<Attribution> {
    let attribution = |statement: &Statement| Attribution {
        source: statement.source.clone(),
        cue: statement.cue.clone(),
        content: statement.content.clone(),
    };
    statements.iter().map(attribution).collect()
}

/// Reads one JSON object a line: `{"doc", "attributions": [{"source", "cue", "content"}]}`, each a list of
/// `[start, end]` in code points or `null`. Other fields are passed over.
///
/// # Errors
/// [`ScoreError::Malformed`] for a line that is something else or names a document twice,
/// [`ScoreError::UnknownDocuments`] for documents that gold does not have, [`ScoreError::Outside`] for
/// offsets outside their text.
pub fn read_predictions(
    lines: &str,
    gold: &BTreeMap<String, GoldDocument>,
) -> Result<Predictions, ScoreError> {
    let mut out = Predictions::new();
    let mut unknown: Vec<String> = Vec::new();
    for (number, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let malformed = |what: String| ScoreError::Malformed {
            place: format!("line {} of the predictions", number + 1),
            what,
        };
        let line: Line = serde_json::from_str(line).map_err(|error| malformed(error.to_string()))?;
        let Some(document) = gold.get(&line.doc) else {
            unknown.push(line.doc);
            continue;
        };
        let points = CodePoints::of(&document.text);
        let attributions: Result<Vec<_>, _> = line
            .attributions
            .iter()
            .map(|spans| to_bytes(&line.doc, spans, &points))
            .collect();
        if out.insert(line.doc.clone(), attributions?).is_some() {
            return Err(malformed(format!("document twice: {}", line.doc)));
        }
    }
    if unknown.is_empty() {
        return Ok(out);
    }
    unknown.truncate(3);
    Err(ScoreError::UnknownDocuments(unknown.join(", ")))
}

fn to_bytes(document: &str, spans: &Spans, points: &CodePoints) -> Result<Attribution, ScoreError> {
    let role = |spans: &Option<Vec<[usize; 2]>>| -> Result<Vec<Span>, ScoreError> {
        let span = |&[start, end]: &[usize; 2]| {
            points.span(start, end).ok_or_else(|| ScoreError::Outside {
                document: document.to_owned(),
                start,
                end,
            })
        };
        spans.iter().flatten().map(span).collect()
    };
    Ok(Attribution {
        source: role(&spans.source)?,
        cue: role(&spans.cue)?,
        content: role(&spans.content)?,
    })
}

/// Writes predictions in the form that [`read_predictions`] reads, documents by name.
///
/// # Panics
/// If a span is none of its text's: spans are made from the text they index.
pub fn write_predictions(predictions: &Predictions, gold: &BTreeMap<String, GoldDocument>) -> String {
    let mut out = String::new();
    for (name, attributions) in predictions {
        let Some(document) = gold.get(name) else { continue };
        let points = CodePoints::of(&document.text);
        let role = |spans: &[Span]| {
            let pair = |span: &Span| points.points(*span).map(|(start, end)| [start, end]);
            let pairs = spans.iter().map(|span| pair(span).expect("a span of this text"));
            (!spans.is_empty()).then(|| pairs.collect())
        };
        let spans = |a: &Attribution| Spans {
            source: role(&a.source),
            cue: role(&a.cue),
            content: role(&a.content),
        };
        let line = Line {
            doc: name.clone(),
            attributions: attributions.iter().map(spans).collect(),
        };
        out += &serde_json::to_string(&line).expect("plain data can be written as JSON");
        out.push('\n');
    }
    out
}
