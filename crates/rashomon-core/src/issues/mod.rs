//! What an account speaks of: states, topics that states talk about, and named undertakings.
//!
//! Nothing is fixed in advance but a small lexicon of diplomatic topics; which of them an account has, and
//! which treaties, councils and inquiries besides, is found in its text.

mod discovered;
mod states;
mod topics;

use crate::account::{Account, BlockKind};
use crate::annotated::Annotated;
use crate::event::{Issue, IssueId};
use crate::span::Span;
use crate::statement::Statement;
use crate::text::sentences::split_sentences;

pub use discovered::phrase_mentions;
pub use states::parties;
pub use topics::is_topic;

/// Finds the issues of an account and notes on each statement what it is about.
///
/// The same issue has the same label in every account. A statement that names no issue itself takes those
/// of its sentence, and failing that of the sentence before. An account in a language that is not analysed
/// gets none.
pub fn find_issues(annotated: &mut Annotated) {
    annotated.issues.clear();
    if annotated.account.is_analysed() {
        annotated.issues = issues_of(annotated);
    }
    let sentences = sentences(annotated);
    let ids: Vec<Vec<IssueId>> = annotated
        .statements
        .iter()
        .map(|statement| issues_in(annotated, statement, &sentences))
        .collect();
    for (statement, issues) in annotated.statements.iter_mut().zip(ids) {
        statement.issues = issues;
    }
}

fn issues_of(annotated: &Annotated) -> Vec<Issue> {
    let mut found: Vec<(String, Vec<Span>)> = Vec::new();
    found.extend(states::find(annotated));
    found.extend(topics::find(annotated));
    found.extend(discovered::find(annotated));
    found.retain(|(_, mentions)| !mentions.is_empty());
    for (_, mentions) in &mut found {
        mentions.sort();
        mentions.dedup();
    }
    found.sort_by(|a, b| (a.1[0], &a.0).cmp(&(b.1[0], &b.0)));
    found
        .into_iter()
        .enumerate()
        .map(|(nth, (label, mentions))| Issue {
            id: IssueId(nth as u32 + 1),
            label,
            mentions,
        })
        .collect()
}

/// The stretches of prose of an account, or its lines when nobody has looked for blocks.
pub(crate) fn prose(annotated: &Annotated) -> Vec<Span> {
    prose_of(&annotated.account)
}

/// The same of an account in which nothing was looked for yet.
pub(crate) fn prose_of(account: &Account) -> Vec<Span> {
    if !account.blocks.is_empty() {
        let prose = account.blocks.iter().filter(|b| b.kind.is_prose());
        return prose.map(|b| b.span).collect();
    }
    let mut start = 0;
    let mut out = Vec::new();
    for line in account.text.split_inclusive('\n') {
        out.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    out.retain(|line| !line.of(&account.text).trim().is_empty());
    out
}

fn sentences(annotated: &Annotated) -> Vec<Span> {
    let text = &annotated.account.text;
    prose(annotated)
        .into_iter()
        .flat_map(|block| split_sentences(text, block))
        .collect()
}

fn issues_in(annotated: &Annotated, statement: &Statement, sentences: &[Span]) -> Vec<IssueId> {
    let (text, issues) = (&annotated.account.text, &annotated.issues);
    let standing_in = |spans: &[Span]| -> Vec<IssueId> {
        let stands = |issue: &&Issue| {
            issue
                .mentions
                .iter()
                .any(|m| spans.iter().any(|s| s.overlaps(*m)))
        };
        issues.iter().filter(stands).map(|issue| issue.id).collect()
    };
    let extent = statement.extent();
    let first = sentences.partition_point(|s| s.end <= extent.start);
    let around: Vec<Span> = sentences[first..]
        .iter()
        .copied()
        .take_while(|s| s.start < extent.end)
        .collect();
    let mut own = standing_in(&statement.content);
    let topic: Vec<Span> = around
        .first()
        .and_then(|s| topic_label(text, *s))
        .into_iter()
        .collect();
    own.extend(standing_in(&topic));
    let heading = heading_over(annotated, extent.start);
    own.extend(standing_in(heading.as_slice()));
    own.sort();
    own.dedup();
    if !own.is_empty() {
        return own;
    }
    let of_sentence = standing_in(&around);
    if !of_sentence.is_empty() || first == 0 {
        return of_sentence;
    }
    standing_in(&sentences[first - 1..first])
}

/// The topic label that stands over a place: a short heading, with no other heading in between.
fn heading_over(annotated: &Annotated, offset: usize) -> Option<Span> {
    let text = &annotated.account.text;
    let before = annotated.account.blocks.iter().filter(|b| b.span.end <= offset);
    let heading = before
        .filter(|b| b.kind == BlockKind::Heading)
        .max_by_key(|b| b.span.start)?;
    (heading.span.of(text).split_whitespace().count() <= LONGEST_LABEL).then_some(heading.span)
}

/// The words before a dash or colon with which a sentence names its topic: "Cyprus – the minister said".
fn topic_label(text: &str, sentence: Span) -> Option<Span> {
    let words = sentence.of(text);
    let end = [" – ", " — ", " - ", ": "]
        .iter()
        .filter_map(|mark| words.find(mark))
        .min()?;
    (words[..end].split_whitespace().count() <= LONGEST_LABEL)
        .then(|| Span::new(sentence.start, sentence.start + end))
}

/// Longest topic label, in words.
const LONGEST_LABEL: usize = 5;

#[cfg(test)]
#[path = "issues_tests.rs"]
mod tests;
