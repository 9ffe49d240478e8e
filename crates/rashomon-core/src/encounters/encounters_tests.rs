//! What sentences say of events.

use super::*;
use crate::account::Account;
use crate::actor::{Actor, ActorKind};
use crate::event::EventStatus;
use crate::quantities::find_quantities;
use crate::times::find_times;

/// An account in which these people and states are named, wherever they stand.
fn account(text: &str, people: &[&str], states: &[&str]) -> Annotated {
    let kinds = people.iter().map(|name| (name, ActorKind::Person));
    let kinds = kinds.chain(states.iter().map(|name| (name, ActorKind::Country)));
    let actors = kinds.enumerate().map(|(nth, (name, kind))| Actor {
        id: ActorId(nth as u32 + 1),
        name: (*name).to_owned(),
        kind,
        roles: vec![],
        side: None,
        mentions: text
            .match_indices(*name)
            .map(|(at, words)| Span::new(at, at + words.len()))
            .collect(),
    });
    Annotated {
        actors: actors.collect(),
        times: find_times(text, Some(jiff::civil::date(2030, 3, 14))),
        quantities: find_quantities(text),
        account: Account {
            text: text.to_owned(),
            ..Account::default()
        },
        ..Annotated::default()
    }
}

type Told = (String, Vec<String>, Option<String>, Option<String>);

/// Kind, participants, place, words of the time.
fn told(text: &str) -> Vec<Told> {
    let annotated = account(text, &["Lund", "Berg", "Venn"], &["Norway", "Chile"]);
    find_events(&annotated)
        .into_iter()
        .map(|event| {
            let names = event
                .participants
                .iter()
                .map(|id| annotated.actor(*id).unwrap().name.clone());
            let time = event
                .time
                .and_then(|id| annotated.time(id))
                .map(|t| t.span.of(text).to_owned());
            (event.kind, names.collect(), event.place.map(|p| p.name), time)
        })
        .collect()
}

fn one(text: &str) -> (String, Vec<String>, Option<String>, Option<String>) {
    told(text)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no event in {text}"))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_meeting_has_its_people_place_and_day() {
    let (kind, who, place, time) = one("Lund met with Berg in Oslo on Tuesday.");
    assert_eq!((kind.as_str(), who), ("meeting", names(&["Lund", "Berg"])));
    assert_eq!(
        (place.as_deref(), time.as_deref()),
        (Some("Oslo"), Some("Tuesday"))
    );
}

#[test]
fn a_list_after_between_is_all_of_them() {
    let (kind, who, place, _) = one("There were secret talks in Hamar between Lund, Berg and Venn.");
    assert_eq!(
        (kind.as_str(), who, place.as_deref()),
        ("meeting", names(&["Lund", "Berg", "Venn"]), Some("Hamar"))
    );
}

#[test]
fn his_call_is_the_call_of_the_one_who_speaks() {
    let (kind, who, place, _) =
        one("Lund told Venn that after his phone call with Berg, the mood was better.");
    assert_eq!(
        (kind.as_str(), who, place),
        ("phone call", names(&["Lund", "Berg"]), None)
    );
}

#[test]
fn the_call_is_the_one_spoken_of_before() {
    let text = "Lund spoke by telephone with Berg. The call, which lasted 40 minutes, was initiated by Berg.";
    let annotated = account(text, &["Lund", "Berg"], &[]);
    let events = find_events(&annotated);
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].participants, events[0].participants);
    assert_eq!(events[1].same_as, Some(events[0].id));
    assert_eq!(events[1].length.as_ref().map(|l| l.minutes), Some(40.0));
    assert_eq!(
        events[1].asked_by.as_ref().and_then(|a| a.actor),
        Some(ActorId(2))
    );
}

#[test]
fn a_call_for_something_is_no_call() {
    assert!(told("Lund repeated a call for calm, and they call on Berg to act.").is_empty());
}

#[test]
fn people_held_are_no_talks_held() {
    assert_eq!(one("Four boats were held overnight on March 3.").0, "detention");
    assert!(
        told("Talks were held by Lund.")
            .iter()
            .all(|event| event.0 == "meeting")
    );
}

#[test]
fn what_is_planned_or_denied_did_not_take_place() {
    let status = |text: &str| find_events(&account(text, &["Lund", "Berg"], &[]))[0].status;
    assert_eq!(status("Lund will meet Berg in May."), EventStatus::Ahead);
    assert_eq!(status("Lund never met Berg."), EventStatus::Denied);
    assert_eq!(status("Lund met Berg."), EventStatus::TookPlace);
    assert_eq!(
        status("A second round would take place in Tallinn."),
        EventStatus::Ahead
    );
}

#[test]
fn how_a_call_was_is_kept_with_it() {
    let text =
        "Lund had a phone call with Berg, described by Venn as “very good”. The talks were frank and brief.";
    let annotated = account(text, &["Lund", "Berg", "Venn"], &[]);
    let events = find_events(&annotated);
    let words = |event: &Event| {
        event
            .characterised
            .iter()
            .map(|s| s.of(text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&events[0]), ["very good"]);
    assert_eq!(words(&events[1]), ["frank", "brief"]);
}

#[test]
fn attacks_have_a_place_and_a_root_category() {
    let text = "Officials spoke of recent attacks on ships near the port of Larvik.";
    let event = &find_events(&account(text, &[], &[]))[0];
    assert_eq!(
        (event.root, event.place.as_ref().map(|p| p.name.as_str())),
        (Act::Assault, Some("Larvik"))
    );
}

#[test]
fn an_account_that_is_not_analysed_has_none() {
    let mut annotated = account("Lund met Berg.", &["Lund", "Berg"], &[]);
    annotated.account.language = Some("pl".into());
    assert!(find_events(&annotated).is_empty());
}
