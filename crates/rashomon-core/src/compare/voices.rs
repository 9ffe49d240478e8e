//! Who is heard how much, who confirms what, and who published first.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::statement_ref;
use super::threads::round;
use super::witnesses::Witnesses;
use crate::actor::ActorKind;
use crate::annotated::Annotated;
use crate::comparison::{AccountWords, Figures, Published, StatementRef, Thread, Unconfirmed, Voice};
use crate::statement::{Sourcing, Statement, StatementId};
use crate::text::words::{is_word, split_words};

/// The figures of a comparison.
pub(crate) fn find_figures(witnesses: &Witnesses<'_>, threads: &[Thread]) -> Figures {
    Figures {
        voices: voices(witnesses),
        unconfirmed: unconfirmed(witnesses, threads),
        other_side: other_side(witnesses),
        sides_without_account: sides_without_account(witnesses),
        published: published(witnesses),
    }
}

/// Who is heard how much: words of statements, those inside others left out, copies of one text counted once.
fn voices(witnesses: &Witnesses<'_>) -> Vec<Voice> {
    let mut heard: BTreeMap<usize, BTreeMap<usize, (usize, usize)>> = BTreeMap::new();
    let mut all = 0;
    for (account, annotated) in witnesses.originals() {
        for statement in annotated
            .statements
            .iter()
            .filter(|s| s.within.is_none() && s.sourcing != Sourcing::Outlet)
        {
            let words = word_count(annotated, statement);
            all += words;
            if let Some(who) = speaker(witnesses, account, statement) {
                let (statements, sum) = heard.entry(who).or_default().entry(account).or_default();
                *statements += 1;
                *sum += words;
            }
        }
    }
    let mut out: Vec<Voice> = heard
        .into_iter()
        .map(|(who, by_account)| {
            let words: usize = by_account.values().map(|(_, words)| words).sum();
            Voice {
                identity: witnesses.identity_id(who),
                statements: by_account.values().map(|(statements, _)| statements).sum(),
                words,
                share: round(words as f32 / all.max(1) as f32),
                by_account: by_account
                    .into_iter()
                    .map(|(account, (_, words))| AccountWords {
                        account: witnesses.id(account).to_owned(),
                        words,
                    })
                    .collect(),
            }
        })
        .collect();
    out.sort_by_key(|voice| (std::cmp::Reverse(voice.words), voice.identity));
    out
}

fn word_count(annotated: &Annotated, statement: &Statement) -> usize {
    let text = &annotated.account.text;
    let words = |words: &str| {
        split_words(words)
            .into_iter()
            .filter(|word| is_word(word.of(words)))
            .count()
    };
    statement.content.iter().map(|span| words(span.of(text))).sum()
}

fn speaker(witnesses: &Witnesses<'_>, account: usize, statement: &Statement) -> Option<usize> {
    witnesses.identity(account, statement.speaker?)
}

/// The side of a statement's speaker: that of a named person or body, or the state itself.
fn side<'m>(annotated: &'m Annotated, statement: &Statement) -> Option<&'m str> {
    let actor = annotated.actor(statement.speaker?)?;
    match actor.kind {
        ActorKind::Unnamed | ActorKind::Group => None,
        _ => actor.side.as_deref(),
    }
}

/// Sides that published an account, with those accounts.
fn publishers<'m>(witnesses: &Witnesses<'m>) -> BTreeMap<&'m str, Vec<usize>> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (account, annotated) in witnesses.accounts.iter().copied().enumerate() {
        if let Some(side) = annotated
            .account
            .source
            .side
            .as_deref()
            .filter(|_| annotated.account.is_analysed())
        {
            out.entry(side).or_default().push(account);
        }
    }
    out
}

/// Sayings of people whose side has an account here, none of which reports them: each thread once, and each
/// statement without a thread.
fn unconfirmed(witnesses: &Witnesses<'_>, threads: &[Thread]) -> Vec<Unconfirmed> {
    let publishers = publishers(witnesses);
    let place = witnesses.places();
    let mut by_thread: BTreeMap<(usize, StatementId), BTreeSet<usize>> = BTreeMap::new();
    for (nth, thread) in threads.iter().enumerate() {
        for member in &thread.members {
            if let Some(account) = place.get(member.account.as_str()) {
                by_thread
                    .entry((*account, member.statement))
                    .or_default()
                    .insert(nth);
            }
        }
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut out = Vec::new();
    for (account, annotated) in witnesses.originals() {
        for statement in &annotated.statements {
            let own = side(annotated, statement).filter(|side| publishers.contains_key(side));
            let (Some(side), Some(who)) = (own, speaker(witnesses, account, statement)) else {
                continue;
            };
            let in_threads = by_thread
                .get(&(account, statement.id))
                .cloned()
                .unwrap_or_default();
            let mut statements: Vec<StatementRef> = in_threads
                .iter()
                .flat_map(|nth| threads[*nth].members.clone())
                .collect();
            statements.push(statement_ref(witnesses.id(account), statement.id));
            statements.sort();
            statements.dedup();
            let confirmed = statements
                .iter()
                .any(|s| publishers[side].iter().any(|a| witnesses.id(*a) == s.account));
            let told_already = !in_threads.is_empty() && in_threads.iter().all(|nth| told.contains(nth));
            if !confirmed && !told_already && statement.within.is_none() {
                out.push(Unconfirmed {
                    identity: witnesses.identity_id(who),
                    side: side.to_owned(),
                    statements,
                });
            }
            told.extend(in_threads);
        }
    }
    out
}

/// Sayings that one side's account reports of another side's people.
fn other_side(witnesses: &Witnesses<'_>) -> Vec<StatementRef> {
    let mut out = Vec::new();
    for (account, annotated) in witnesses.originals() {
        let Some(own) = annotated.account.source.side.as_deref() else {
            continue;
        };
        let of_others = annotated
            .statements
            .iter()
            .filter(|statement| side(annotated, statement).is_some_and(|side| side != own));
        out.extend(of_others.map(|statement| statement_ref(witnesses.id(account), statement.id)));
    }
    out
}

fn sides_without_account(witnesses: &Witnesses<'_>) -> Vec<String> {
    let publishers = publishers(witnesses);
    let sides: BTreeSet<&str> = witnesses
        .originals()
        .flat_map(|(_, annotated)| {
            annotated
                .statements
                .iter()
                .filter_map(move |s| side(annotated, s))
        })
        .filter(|side| !publishers.contains_key(side))
        .collect();
    sides.into_iter().map(str::to_owned).collect()
}

/// The accounts by their days of publication; a month or year alone comes before the days in it.
fn published(witnesses: &Witnesses<'_>) -> Vec<Published> {
    let mut out: Vec<Published> = witnesses
        .accounts
        .iter()
        .filter_map(|annotated| {
            Some(Published {
                account: annotated.account.id.clone(),
                on: annotated.account.published.clone()?,
            })
        })
        .collect();
    out.sort_by(|a, b| (&a.on, &a.account).cmp(&(&b.on, &b.account)));
    out
}

#[cfg(test)]
#[path = "voices_tests.rs"]
mod tests;
