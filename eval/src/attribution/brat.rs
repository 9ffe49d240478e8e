//! brat standoff annotations.

use std::collections::HashMap;
use std::sync::LazyLock;

use rashomon_core::Span;
use regex::Regex;

use super::{Attribution, ScoreError};
use crate::CodePoints;

static TEXT_BOUND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(T\d+)\t\S+ ([\d ;]+)\t").expect("a valid pattern"));
static EVENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^E\d+\t(.*)$").expect("a valid pattern"));

/// Reads the attributions of one annotated text: one for each event line.
///
/// Offsets in `annotations` are code points of `text`, those in the result bytes. The spans of a role are
/// those of all its arguments ("Content", "Content2"), sorted. Lines of other kinds are passed over.
///
/// # Errors
/// [`ScoreError::Malformed`] when an event names a span that is not there or a span is no pair of numbers,
/// [`ScoreError::Outside`] when it lies outside the text. `document` names the text in both.
pub fn read_annotations(
    document: &str,
    text: &str,
    annotations: &str,
) -> Result<Vec<Attribution>, ScoreError> {
    let points = CodePoints::of(text);
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    for captures in annotations
        .split('\n')
        .filter_map(|line| TEXT_BOUND.captures(line))
    {
        let (_, [name, offsets]) = captures.extract();
        spans.insert(name, read_spans(document, &points, offsets)?);
    }
    annotations
        .split('\n')
        .filter_map(|line| EVENT.captures(line))
        .map(|captures| {
            let (_, [arguments]) = captures.extract();
            read_event(document, arguments, &spans)
        })
        .collect()
}

/// "10 12;14 20".
fn read_spans(document: &str, points: &CodePoints, offsets: &str) -> Result<Vec<Span>, ScoreError> {
    let pair = |piece: &str| -> Option<(usize, usize)> {
        let mut numbers = piece.split_whitespace().map(str::parse);
        match (numbers.next()?, numbers.next()?, numbers.next()) {
            (Ok(start), Ok(end), None) => Some((start, end)),
            _ => None,
        }
    };
    let span = |piece: &str| {
        let (start, end) =
            pair(piece).ok_or_else(|| malformed(document, format!("\"{piece}\" is no span")))?;
        points.span(start, end).ok_or_else(|| ScoreError::Outside {
            document: document.to_owned(),
            start,
            end,
        })
    };
    offsets.split(';').map(span).collect()
}

/// "Attribution:T4 Content:T3 Cue:T2 Source:T1".
fn read_event(
    document: &str,
    arguments: &str,
    spans: &HashMap<&str, Vec<Span>>,
) -> Result<Attribution, ScoreError> {
    let mut out = Attribution::default();
    for argument in arguments.split_whitespace() {
        let (role, name) = argument
            .split_once(':')
            .ok_or_else(|| malformed(document, format!("\"{argument}\" is no ROLE:SPAN")))?;
        let named = spans
            .get(name)
            .ok_or_else(|| malformed(document, format!("there is no span {name}")))?;
        match role
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .to_lowercase()
            .as_str()
        {
            "source" => out.source.extend(named),
            "cue" => out.cue.extend(named),
            "content" => out.content.extend(named),
            _ => {}
        }
    }
    for role in [&mut out.source, &mut out.cue, &mut out.content] {
        role.sort();
    }
    Ok(out)
}

fn malformed(document: &str, what: String) -> ScoreError {
    ScoreError::Malformed {
        place: document.to_owned(),
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“né” a said b, and c and d so on";

    #[test]
    fn spans_in_pieces_and_events_before_their_spans() {
        let annotations = "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT1\tSource 5 6\ta\n\
                           T2\tCue 7 11\tsaid\nT3\tContent 19 20;0 4\tc n\u{e9}\n\
                           T4\tAttribution 7 11\tsaid\n#1\tAnnotatorNotes E1\tx\n";
        let read = read_annotations("d", TEXT, annotations).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].source, [Span::new(10, 11)]);
        assert_eq!(read[0].content, [Span::new(0, 9), Span::new(24, 25)]);
    }

    #[test]
    fn a_second_content_adds_to_the_first() {
        let annotations = "T1\tContent 7 11\tsaid\nT2\tContent 5 6\ta\nE1\tContent:T1 Content2:T2\n";
        let read = read_annotations("d", TEXT, annotations).unwrap();
        assert_eq!(read[0].content.len(), 2);
        assert!(read[0].source.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |annotations| read_annotations("d", TEXT, annotations).unwrap_err().to_string();
        assert_eq!(wrong("T1\tCue 3 99\tx\n"), "d: offset outside the text: [3, 99]");
        assert_eq!(wrong("E1\tCue:T9\n"), "d: there is no span T9");
        assert_eq!(wrong("T1\tCue 3\tx\n"), "d: \"3\" is no span");
    }
}
