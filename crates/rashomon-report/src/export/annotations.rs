//! Statements, discrepancies and notes as W3C Web Annotations.

use rashomon_core::{Annotated, Span};
use serde_json::{Value, json};

use super::Handover;
use crate::index::{Index, Said};
use crate::phrase::{act, form, issues};
use crate::words::fitted;

/// Characters quoted on either side of the words.
const CONTEXT: usize = 32;

/// An annotation page in JSON-LD: an annotation for each statement, discrepancy and note, each piece of words with a
/// text-quote selector and a text-position selector. Positions are code points, as the model asks.
///
/// Source: W3C, Web Annotation Data Model, 2017.
pub fn annotations(handover: &Handover<'_>) -> Vec<u8> {
    let index = Index::new(handover.comparison);
    let mut items: Vec<Value> = Vec::new();
    for (place, annotated) in index.accounts() {
        for statement in &annotated.statements {
            items.push(of_statement(&Said {
                place,
                annotated,
                statement,
            }));
        }
    }
    for found in &handover.comparison.discrepancies {
        let words = found
            .evidence
            .iter()
            .map(|e| (e.account.clone(), e.span))
            .collect::<Vec<_>>();
        let body = json!({"type": "TextualBody", "purpose": "commenting", "format": "text/plain",
            "value": format!("Discrepancy ({}): {}", found.kind.label(), found.why)});
        let id = format!("urn:rashomon:discrepancy:{}", found.id);
        items.push(annotation(&id, "assessing", vec![body], targets(&index, &words)));
    }
    for (number, note) in handover.notes.iter().enumerate() {
        let body = json!({"type": "TextualBody", "purpose": "commenting", "format": "text/plain",
            "value": format!("{}: {}", note.on, note.text)});
        let id = format!("urn:rashomon:note:{}", number + 1);
        let mut item = annotation(&id, "commenting", vec![body], targets(&index, &note.words));
        item["creator"] = json!({"type": "Person", "name": note.by});
        item["created"] = json!(note.at);
        items.push(item);
    }
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:rashomon:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    });
    let mut out = serde_json::to_vec_pretty(&page).expect("plain data can be written as JSON");
    out.push(b'\n');
    out
}

fn annotation(id: &str, motivation: &str, body: Vec<Value>, target: Vec<Value>) -> Value {
    // An annotation has to have a target: a note on the whole is about the annotations themselves.
    let target = if target.is_empty() {
        json!("urn:rashomon:annotations")
    } else {
        json!(target)
    };
    json!({"id": id, "type": "Annotation", "motivation": motivation, "body": body, "target": target})
}

fn of_statement(said: &Said<'_>) -> Value {
    let statement = said.statement;
    let tag = |value: String| json!({"type": "TextualBody", "purpose": "tagging", "value": value});
    let mut body = vec![
        json!({"type": "TextualBody", "purpose": "identifying", "value": said.speaker()}),
        tag(form(statement.form).to_owned()),
        tag(act(statement.act)),
    ];
    body.extend(
        issues(said.annotated, statement)
            .into_iter()
            .map(|issue| tag(issue.to_owned())),
    );
    let source = urn(said.annotated);
    let target = statement
        .content
        .iter()
        .map(|span| target(&source, &said.annotated.account.text, *span))
        .collect();
    let id = format!("urn:rashomon:statement:{}:{}", said.place + 1, statement.id);
    annotation(&id, "describing", body, target)
}

fn targets(index: &Index<'_>, words: &[(String, Span)]) -> Vec<Value> {
    let of = |(account, span): &(String, Span)| {
        let annotated = index.comparison.account(account)?;
        Some(target(&urn(annotated), &annotated.account.text, *span))
    };
    words.iter().filter_map(of).collect()
}

/// What an account is called: its address where it has one.
fn urn(annotated: &Annotated) -> String {
    let url = annotated
        .account
        .source
        .url
        .as_ref()
        .filter(|url| url.starts_with("http"));
    let is_plain = |url: &&String| {
        url.chars()
            .all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c))
    };
    url.filter(is_plain).cloned().unwrap_or_else(|| {
        let plain = annotated.account.id.bytes().map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || byte == b'-' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        });
        format!("urn:rashomon:account:{}", plain.collect::<String>())
    })
}

fn target(source: &str, text: &str, span: Span) -> Value {
    let span = fitted(text, span);
    let before: Vec<char> = text[..span.start].chars().rev().take(CONTEXT).collect();
    let after: String = text[span.end..].chars().take(CONTEXT).collect();
    let start = text[..span.start].chars().count();
    json!({
        "source": source,
        "selector": [
            {"type": "TextQuoteSelector", "exact": span.of(text),
             "prefix": before.into_iter().rev().collect::<String>(), "suffix": after},
            {"type": "TextPositionSelector", "start": start, "end": start + span.of(text).chars().count()},
        ],
    })
}
