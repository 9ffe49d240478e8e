//! Events that several accounts tell of.

use super::super::compare;
use super::super::fixtures::models;
use crate::account::Account;
use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::comparison::{CommonEvent, Comparison};
use crate::encounters::find_events;
use crate::quantities::find_quantities;
use crate::span::Span;
use crate::times::find_times;

const PEOPLE: &[&str] = &["Ada Moreau", "Boris Lind", "Chen Wei"];

fn account(id: &str, text: &str) -> Annotated {
    let actors = PEOPLE.iter().enumerate().map(|(nth, name)| Actor {
        id: ActorId(nth as u32 + 1),
        name: (*name).to_owned(),
        kind: ActorKind::Person,
        roles: vec![],
        side: None,
        mentions: text
            .match_indices(name)
            .map(|(at, words)| Span::new(at, at + words.len()))
            .collect(),
    });
    let mut out = Annotated {
        actors: actors.filter(|actor| !actor.mentions.is_empty()).collect(),
        times: find_times(text, Some(jiff::civil::date(2030, 3, 14))),
        quantities: find_quantities(text),
        account: Account {
            id: id.into(),
            path: format!("{id}.txt"),
            text: text.to_owned(),
            ..Account::default()
        },
        ..Annotated::default()
    };
    out.events = find_events(&out);
    out
}

fn compared(texts: &[&str]) -> Comparison {
    let accounts = texts
        .iter()
        .enumerate()
        .map(|(nth, text)| account(&format!("a{nth}"), text));
    compare(accounts.collect(), &models()).unwrap()
}

fn events(texts: &[&str]) -> Vec<CommonEvent> {
    compared(texts).events
}

#[test]
fn the_call_before_the_meeting_is_one_call_in_all_accounts() {
    let found = events(&[
        "Ada Moreau met Boris Lind in Oslo on Tuesday. She said that Boris Lind had a 40-minute phone call with Chen Wei.",
        "Boris Lind and Ada Moreau met in Oslo. Boris Lind spoke by telephone with Chen Wei for half an hour.",
    ]);
    let call: Vec<&CommonEvent> = found.iter().filter(|event| event.kind == "phone call").collect();
    let meeting: Vec<&CommonEvent> = found.iter().filter(|event| event.kind == "meeting").collect();
    assert_eq!((meeting.len(), meeting[0].mentions.len()), (1, 2), "{found:#?}");
    assert_eq!(meeting[0].earliest.as_deref(), Some("2030-03-12"));
    assert_eq!(
        call.iter().map(|event| event.mentions.len()).max(),
        Some(2),
        "{found:#?}"
    );
    let lengths: Vec<f64> = call[0].lengths.iter().map(|length| length.minutes).collect();
    assert_eq!(lengths, [40.0, 30.0]);
}

#[test]
fn a_meeting_to_come_is_not_the_one_that_took_place() {
    let found = events(&[
        "Ada Moreau met Boris Lind in Oslo.",
        "Ada Moreau will meet Boris Lind in Bergen.",
    ]);
    assert_eq!(found.len(), 2);
}

#[test]
fn meetings_of_other_people_stay_apart() {
    let found = events(&[
        "Ada Moreau met Boris Lind in Oslo.",
        "Ada Moreau met Chen Wei in Oslo.",
    ]);
    assert_eq!(found.len(), 2);
}

#[test]
fn attacks_at_one_place_are_one() {
    let found = events(&[
        "Ada Moreau spoke of attacks on ships near Larvik.",
        "The attacks near Larvik were condemned.",
        "The attacks near Hamar were condemned.",
    ]);
    let mut mentions: Vec<usize> = found.iter().map(|event| event.mentions.len()).collect();
    mentions.sort_unstable();
    assert_eq!(mentions, [1, 2]);
}

#[test]
fn the_order_of_accounts_makes_no_difference_to_events() {
    let texts = [
        "Ada Moreau met Boris Lind in Oslo on Tuesday.",
        "Boris Lind met Ada Moreau on Wednesday. Chen Wei visited Bergen.",
        "Ada Moreau, Boris Lind and Chen Wei met in Oslo.",
    ];
    let accounts: Vec<Annotated> = texts
        .iter()
        .enumerate()
        .map(|(nth, text)| account(&format!("a{nth}"), text))
        .collect();
    let mut backwards = accounts.clone();
    backwards.reverse();
    let one = compare(accounts, &models()).unwrap();
    let other = compare(backwards, &models()).unwrap();
    assert_eq!(one.events, other.events);
    assert_eq!(one.timeline, other.timeline);
}

#[test]
fn moments_know_their_events() {
    let comparison = compared(&[
        "Ada Moreau met Boris Lind in Oslo on Tuesday.",
        "Boris Lind met Ada Moreau on Tuesday.",
    ]);
    assert_eq!(comparison.events.len(), 1);
    assert_eq!(comparison.timeline[0].events, [comparison.events[0].id]);
}
