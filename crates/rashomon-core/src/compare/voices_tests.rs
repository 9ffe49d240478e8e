//! Who is heard how much, and who confirms what.

use super::super::compare;
use super::super::fixtures::{models, statement};
use crate::account::{Account, Source};
use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::comparison::Comparison;
use crate::span::Span;

const PEOPLE: &[(&str, &str)] = &[("Ada Moreau", "France"), ("Boris Lind", "Sweden")];

/// An account of one side in which these people are quoted.
fn account(id: &str, side: Option<&str>, said: &[(usize, &str)]) -> Annotated {
    let mut out = Annotated::default();
    let mut text = String::new();
    for (nth, (name, side)) in PEOPLE.iter().enumerate() {
        out.actors.push(Actor {
            id: ActorId(nth as u32 + 1),
            name: (*name).into(),
            kind: ActorKind::Person,
            roles: vec![],
            side: Some((*side).into()),
            mentions: vec![],
        });
    }
    for (nth, (who, words)) in said.iter().enumerate() {
        let start = text.len();
        text.push_str(PEOPLE[*who].0);
        out.actors[*who].mentions.push(Span::new(start, text.len()));
        text.push_str(" said: “");
        let content = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push_str("”. ");
        out.statements
            .push(statement(nth as u32 + 1, *who as u32 + 1, content, true));
    }
    out.account = Account {
        id: id.into(),
        path: format!("{id}.txt"),
        text,
        published: Some(format!("2030-03-1{}", said.len())),
        source: Source {
            side: side.map(str::to_owned),
            ..Source::default()
        },
        ..Account::default()
    };
    out
}

fn compared(accounts: Vec<Annotated>) -> Comparison {
    compare(accounts, &models()).unwrap()
}

#[test]
fn shares_of_voice_are_of_all_words_said() {
    let figures = compared(vec![
        account(
            "a",
            None,
            &[
                (0, "the ferry will sail again in spring"),
                (1, "not before the quota is agreed"),
            ],
        ),
        account("b", None, &[(0, "nobody wants a longer dispute about herring")]),
    ])
    .figures;
    let words: Vec<usize> = figures.voices.iter().map(|voice| voice.words).collect();
    assert_eq!(words, [14, 6]);
    assert_eq!(figures.voices[0].statements, 2);
    assert!((figures.voices[0].share - 0.7).abs() < 0.001);
    let by_account: Vec<usize> = figures.voices[0].by_account.iter().map(|a| a.words).collect();
    assert_eq!(by_account, [7, 7]);
}

#[test]
fn what_the_own_side_does_not_have_is_unconfirmed() {
    let quota = "Sweden will give up the herring quota in May";
    let comparison = compared(vec![
        account(
            "fr",
            Some("France"),
            &[(0, "the ferry will sail again in spring"), (1, quota)],
        ),
        account(
            "se",
            Some("Sweden"),
            &[(0, "the ferry will sail again in spring")],
        ),
    ]);
    let told: Vec<&str> = comparison
        .figures
        .unconfirmed
        .iter()
        .map(|u| u.side.as_str())
        .collect();
    assert_eq!(told, ["Sweden"]);
    assert_eq!(comparison.figures.unconfirmed[0].statements[0].account, "fr");
    assert_eq!(comparison.figures.other_side.len(), 2);
}

#[test]
fn what_the_own_side_has_too_is_confirmed() {
    let quota = "Sweden will give up the herring quota in May";
    let comparison = compared(vec![
        account("fr", Some("France"), &[(1, quota)]),
        account(
            "se",
            Some("Sweden"),
            &[(1, quota), (0, "the ferry will sail again in spring")],
        ),
    ]);
    assert!(comparison.figures.unconfirmed.iter().all(|u| u.side != "Sweden"));
}

#[test]
fn a_side_without_an_account_can_confirm_nothing_and_is_named() {
    let figures = compared(vec![
        account("a", None, &[(0, "the ferry will sail again in spring")]),
        account(
            "b",
            None,
            &[(0, "nobody wants a longer dispute"), (1, "the quota is too low")],
        ),
    ])
    .figures;
    assert!(figures.unconfirmed.is_empty());
    assert_eq!(figures.sides_without_account, ["France", "Sweden"]);
    let order: Vec<&str> = figures.published.iter().map(|p| p.account.as_str()).collect();
    assert_eq!(order, ["a", "b"]);
}
