//! Properties that hold for any accounts.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::compare;
use super::fixtures::{models, statement};
use crate::account::Account;
use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::comparison::{Comparison, Omitted};
use crate::encounters::find_events;
use crate::issues::find_issues;
use crate::quantities::find_quantities;
use crate::span::Span;
use crate::statement::StatementId;
use crate::times::find_times;

const SPEAKERS: &[&str] = &["Ada Moreau", "Boris Lind", "Chen Wei"];
const SAYINGS: &[&str] = &[
    "the ferry link will open in two months",
    "we never agreed to the fishing quota",
    "the quota was agreed at the ministerial level",
    "talks on Cyprus lasted three hours",
    "talks on Cyprus lasted ninety minutes",
    "Norway and Iceland will meet on Tuesday",
    "Norway and Iceland will meet on Wednesday",
    "Boris Lind met Chen Wei in Oslo for two hours",
    "the call with Ada Moreau was frank and took place at the request of Chen Wei",
    "é — nobody asked “why” at all",
];

/// One account of `said`: a sentence for each speaker and saying, some as quotations.
fn account(id: &str, said: &[(usize, usize, bool)]) -> Annotated {
    let mut text = String::new();
    let mut out = Annotated {
        schema: crate::SCHEMA.into(),
        ..Annotated::default()
    };
    for (nth, name) in SPEAKERS.iter().enumerate() {
        out.actors.push(Actor {
            id: ActorId(nth as u32 + 1),
            name: (*name).into(),
            kind: ActorKind::Person,
            roles: vec![],
            side: None,
            mentions: vec![],
        });
    }
    for (nth, (who, what, quoted)) in said.iter().enumerate() {
        let start = text.len();
        text.push_str(SPEAKERS[*who]);
        out.actors[*who].mentions.push(Span::new(start, text.len()));
        text.push_str(if *quoted { " said: “" } else { " said that " });
        let from = text.len();
        text.push_str(SAYINGS[*what]);
        let content = Span::new(from, text.len());
        text.push_str(if *quoted { "”. " } else { ". " });
        out.statements
            .push(statement(nth as u32 + 1, *who as u32 + 1, content, *quoted));
    }
    out.account = Account {
        id: id.into(),
        path: format!("{id}.txt"),
        language: Some("en".into()),
        text,
        ..Account::default()
    };
    out.times = find_times(&out.account.text, None);
    out.quantities = find_quantities(&out.account.text);
    find_issues(&mut out);
    out.events = find_events(&out);
    out
}

fn said() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    prop::collection::vec((0..SPEAKERS.len(), 0..SAYINGS.len(), any::<bool>()), 0..7)
}

fn run(accounts: Vec<Annotated>) -> Comparison {
    compare(accounts, &models()).unwrap()
}

fn spans(comparison: &Comparison) -> Vec<(&str, Span)> {
    let mut out: Vec<(&str, Span)> = Vec::new();
    for d in &comparison.discrepancies {
        out.extend(d.evidence.iter().map(|e| (e.account.as_str(), e.span)));
    }
    for n in comparison.omissions.iter().filter_map(|o| o.nearest.as_ref()) {
        out.push((&n.account, n.span));
    }
    for cell in &comparison.ledger.cells {
        out.extend(cell.mentions.iter().map(|m| (cell.account.as_str(), *m)));
    }
    for event in &comparison.events {
        let evidence = event.times.iter().chain(&event.characterised);
        let evidence = evidence.chain(event.places.iter().map(|p| &p.evidence));
        let evidence = evidence.chain(event.lengths.iter().map(|l| &l.evidence));
        out.extend(evidence.map(|e| (e.account.as_str(), e.span)));
        for mention in &event.mentions {
            let events = &comparison.account(&mention.account).unwrap().events;
            let trigger = events.iter().find(|e| e.id == mention.event).unwrap().trigger;
            out.push((mention.account.as_str(), trigger));
        }
    }
    for m in &comparison.timeline {
        out.extend(m.evidence.iter().map(|e| (e.account.as_str(), e.span)));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_account_beside_itself_lacks_nothing_and_contradicts_nothing(said in said()) {
        let comparison = run(vec![account("a", &said), account("b", &said)]);
        prop_assert!(comparison.discrepancies.is_empty(), "{:?}", comparison.discrepancies);
        prop_assert!(comparison.omissions.is_empty(), "{:?}", comparison.omissions);
        for nth in 0..said.len() {
            let id = StatementId(nth as u32 + 1);
            let threaded = comparison.threads.iter().any(|thread| {
                let has = |name: &str| thread.members.iter().any(|m| m.account == name && m.statement == id);
                has("a") && has("b")
            });
            prop_assert!(threaded, "{id} has no thread with its twin");
        }
        for event in &comparison.events {
            let of = |name: &str| event.mentions.iter().filter(|m| m.account == name).count();
            let named = !event.participants.is_empty();
            prop_assert!(!named || event.root != crate::Act::Consult || of("a") == of("b"), "{event:?}");
        }
    }

    #[test]
    fn the_order_of_the_accounts_makes_no_difference(x in said(), y in said(), z in said()) {
        let accounts = || vec![account("a", &x), account("b", &y), account("c", &z)];
        let forwards = run(accounts());
        let mut backwards = accounts();
        backwards.reverse();
        let mut backwards = run(backwards);
        backwards.accounts.reverse();
        let json = |c: &Comparison| serde_json::to_string(c).unwrap();
        prop_assert_eq!(json(&forwards), json(&backwards));
        prop_assert_eq!(json(&forwards), json(&run(accounts())));
    }

    #[test]
    fn everything_points_to_characters(x in said(), y in said()) {
        let comparison = run(vec![account("a", &x), account("b", &y)]);
        for (id, span) in spans(&comparison) {
            let text = &comparison.account(id).unwrap().account.text;
            prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
        }
        for thread in &comparison.threads {
            let accounts: BTreeSet<&str> = thread.members.iter().map(|m| m.account.as_str()).collect();
            prop_assert!(accounts.len() > 1);
        }
    }

    #[test]
    fn a_statement_is_told_or_omitted(x in said(), y in said()) {
        let comparison = run(vec![account("a", &x), account("b", &y)]);
        prop_assume!(comparison.copies.is_empty());
        for omission in &comparison.omissions {
            if let Omitted::Statement(what) = &omission.what {
                let threaded = comparison.threads.iter().any(|thread| {
                    thread.members.contains(what)
                        && thread.members.iter().any(|m| m.account == omission.absent_from)
                });
                prop_assert!(!threaded, "{what:?} is threaded and omitted");
            }
        }
    }
}

#[test]
fn empty_accounts_compare_to_nothing() {
    assert_eq!(run(vec![]).threads.len(), 0);
    let comparison = run(vec![account("a", &[]), account("b", &[])]);
    assert!(comparison.threads.is_empty() && comparison.omissions.is_empty() && comparison.copies.is_empty());
}

#[test]
fn an_account_in_another_language_is_never_blamed() {
    let mut other = account("b", &[]);
    other.account.language = Some("pl".into());
    other.account.text = "Rozmowy trwały trzy godziny.".into();
    let comparison = run(vec![account("a", &[(0, 0, true), (1, 3, false)]), other]);
    assert!(comparison.omissions.is_empty() && comparison.discrepancies.is_empty());
}
