//! Long statements cut into the claims they are made of.
//!
//! Accounts cut quotations differently: what one gives as a speech of five sentences, another has in a clause.
//! So in a comparison each sentence or clause of a speech that can stand by itself is a statement of its own. So
//! is each clause of a statement that quotes in one clause and paraphrases in another: a reader must see which of
//! them has the speaker's words.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::material::account_terms;
use super::pieces::{cut_claims, telling};
use super::terms::Term;
use crate::annotated::Annotated;
use crate::models::Models;
use crate::span::{Span, merged};
use crate::statement::{Form, Statement, StatementId};
use crate::text::quotes::find_quotations;

/// Fewest claims of a statement that is cut: a speech rather than a saying.
const SPEECH: usize = 4;

/// Fewest telling words of a clause without quoted words that is cut off from one that has some.
const PARAPHRASE_TELLING: usize = 6;

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
        let mut claims = claims_of(statement, cut_claims(text, statement, &terms));
        if claims.len() < SPEECH {
            claims = by_form(text, statement, claims, &terms);
        }
        if claims.len() < 2 {
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

/// The claims of a statement that both quotes and paraphrases, joined but where a clause that says enough to be
/// compared has no quoted word and its neighbour has.
fn by_form(text: &str, whole: &Statement, claims: Vec<Vec<Span>>, terms: &[Term]) -> Vec<Vec<Span>> {
    if whole.form != Form::Mixed {
        return vec![whole.content.clone()];
    }
    let mut out: Vec<(bool, Vec<Span>)> = Vec::new();
    for claim in claims {
        let telling: usize = claim.iter().map(|span| telling(terms, *span)).sum();
        let paraphrase = form(text, whole, &claim) == Form::Indirect && telling >= PARAPHRASE_TELLING;
        match out.last_mut() {
            Some((same, last)) if *same == paraphrase => last.extend(claim),
            _ => out.push((paraphrase, claim)),
        }
    }
    out.into_iter().map(|(_, claim)| merged(text, claim)).collect()
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

#[cfg(test)]
mod tests {
    use super::super::fixtures::{models, statement};
    use super::*;

    #[test]
    fn a_paraphrase_is_told_from_a_clause_that_quotes() {
        let text = "Lund said that the northern harbour would stay shut until the autumn storms passed and that \
                    the repairs were “a matter of months”.";
        let mut annotated = Annotated::default();
        let mut whole = statement(1, 1, Span::new(10, text.len() - 1), false);
        whole.form = Form::Mixed;
        annotated.account.text = text.to_owned();
        annotated.account.language = Some("en".to_owned());
        annotated.statements = vec![whole];
        cut_into_claims(std::slice::from_mut(&mut annotated), &models());
        let shown: Vec<(Form, &str)> = annotated
            .statements
            .iter()
            .map(|s| (s.form, s.content[0].of(text)))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    Form::Indirect,
                    "that the northern harbour would stay shut until the autumn storms passed"
                ),
                (Form::Mixed, "and that the repairs were “a matter of months”"),
            ]
        );
    }
}
