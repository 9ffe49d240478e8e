//! Long statements cut into the claims they are made of.
//!
//! Accounts cut quotations differently: what one gives as a speech of five sentences, another has in a clause.
//! So in a comparison each sentence or clause of a speech that can stand by itself is a statement of its own.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::material::account_terms;
use super::pieces::cut_claims;
use crate::annotated::Annotated;
use crate::models::Models;
use crate::span::Span;
use crate::statement::{Form, Statement, StatementId};
use crate::text::quotes::find_quotations;

/// Fewest claims of a statement that is cut: a speech rather than a saying.
const SPEECH: usize = 4;

/// Cuts the statements of all accounts. What is cut once is not cut any further.
///
/// The first claim keeps the statement's id, the others get ids of their own.
pub(crate) fn cut_into_claims(accounts: &mut [Annotated], models: &Models) {
    accounts
        .par_iter_mut()
        .filter(|annotated| annotated.account.is_analysed())
        .for_each(|annotated| cut_account(annotated, models));
}

fn cut_account(annotated: &mut Annotated, models: &Models) {
    let terms = account_terms(annotated, models);
    let text = &annotated.account.text;
    let mut next = annotated.statements.iter().map(|s| s.id.0).max().unwrap_or(0);
    let mut parts: BTreeMap<StatementId, Vec<(StatementId, Vec<Span>)>> = BTreeMap::new();
    let mut out: Vec<Statement> = Vec::new();
    for statement in &annotated.statements {
        let claims = claims_of(statement, cut_claims(text, statement, &terms));
        if claims.len() < SPEECH {
            out.push(statement.clone());
            continue;
        }
        for (nth, content) in claims.into_iter().enumerate() {
            let id = if nth == 0 {
                statement.id
            } else {
                next += 1;
                StatementId(next)
            };
            parts.entry(statement.id).or_default().push((id, content.clone()));
            out.push(claim(annotated, statement, id, content));
        }
    }
    // What stood within a statement that was cut stands within the claim that holds it.
    for statement in &mut out {
        let Some(parts) = statement.within.and_then(|id| parts.get(&id)) else {
            continue;
        };
        let holds = |spans: &[Span]| {
            spans
                .iter()
                .any(|s| statement.content.iter().any(|c| c.overlaps(*s)))
        };
        let held = parts.iter().find(|(_, spans)| holds(spans)).map(|(id, _)| *id);
        statement.within = held.or(statement.within);
    }
    out.sort_by_key(|s| (s.content.first().copied(), s.id));
    annotated.statements = out;
}

/// The contents of the claims: one piece each, the rest of the statement with the piece that it belongs to.
fn claims_of(statement: &Statement, pieces: Vec<Span>) -> Vec<Vec<Span>> {
    if pieces.len() < 2 {
        return vec![statement.content.clone()];
    }
    let mut out: Vec<Vec<Span>> = pieces.iter().map(|piece| vec![*piece]).collect();
    for content in &statement.content {
        if pieces.iter().all(|piece| !piece.overlaps(*content)) {
            // A span without words that can be compared stays with the claim before it.
            let nth = pieces.partition_point(|piece| piece.start < content.start);
            out[nth.saturating_sub(1)].push(*content);
        }
    }
    out.iter_mut().for_each(|content| content.sort());
    out
}

fn claim(annotated: &Annotated, whole: &Statement, id: StatementId, content: Vec<Span>) -> Statement {
    let speaks = |spans: &[Span], issue| {
        annotated.issue(issue).is_some_and(|issue| {
            let mut mentions = issue.mentions.iter();
            mentions.any(|m| spans.iter().any(|s| s.overlaps(*m)))
        })
    };
    let issues = whole.issues.iter().copied();
    let issues = issues.filter(|&issue| speaks(&content, issue) || !speaks(&whole.content, issue));
    Statement {
        id,
        form: form(&annotated.account.text, whole, &content),
        issues: issues.collect(),
        content,
        ..whole.clone()
    }
}

/// A part of a paraphrase with quoted fragments may be one or the other.
fn form(text: &str, whole: &Statement, content: &[Span]) -> Form {
    if whole.form != Form::Mixed {
        return whole.form;
    }
    let around = whole.extent();
    let quoted: Vec<Span> = find_quotations(text, around)
        .into_iter()
        .map(|q| q.span)
        .collect();
    if content
        .iter()
        .all(|span| quoted.iter().any(|q| q.contains(*span)))
    {
        Form::Direct
    } else if content
        .iter()
        .any(|span| quoted.iter().any(|q| q.overlaps(*span)))
    {
        Form::Mixed
    } else {
        Form::Indirect
    }
}
