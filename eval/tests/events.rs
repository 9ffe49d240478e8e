//! The scorer of events and quantities: it must fall when anything is taken away or changed.

use rashomon_core::comparison::Comparison;
use rashomon_core::{
    Account, Act, Actor, ActorId, ActorKind, Annotated, Event, EventId, EventStatus, Granularity, Place,
    Quantity, Span, Time, TimeId,
};
use rashomon_eval::case::{Case, EventScore, score_case};

const TEXT: &str = "Anna Lund met Erik Berg in Oslo on Tuesday for two hours.";

const GOLD: &str = r#"{
  "statements": {"00": []},
  "events": [{"account": "00", "anchor": "met Erik Berg", "offset": 10, "kind": "meeting",
    "participants": ["Anna Lund", "Erik Berg"], "also": ["Norway"], "place": "Oslo", "date": "Tuesday (12 March)"}],
  "quantities": [{"account": "00", "anchor": "two hours", "offset": 47, "value": "120 minutes", "what": "length of the meeting"},
    {"account": "00", "anchor": "Tuesday", "offset": 35, "value": "Tuesday", "what": "date"}]
}"#;

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn actor(id: u32, name: &str, kind: ActorKind) -> Actor {
    Actor {
        id: ActorId(id),
        name: name.into(),
        kind,
        roles: vec![],
        side: None,
        mentions: vec![],
    }
}

fn annotated() -> Annotated {
    Annotated {
        account: Account {
            id: "00".into(),
            path: "00.txt".into(),
            text: TEXT.into(),
            ..Account::default()
        },
        actors: vec![
            actor(1, "Anna Lund", ActorKind::Person),
            actor(2, "Erik Berg", ActorKind::Person),
            actor(3, "Norway", ActorKind::Country),
            actor(4, "Karl Venn", ActorKind::Person),
        ],
        events: vec![Event {
            id: EventId(1),
            trigger: span("met"),
            kind: "meeting".into(),
            root: Act::Consult,
            status: EventStatus::TookPlace,
            participants: vec![ActorId(1), ActorId(2)],
            time: Some(TimeId(1)),
            place: Some(Place {
                name: "Oslo".into(),
                span: span("Oslo"),
            }),
            length: None,
            asked_by: None,
            characterised: vec![],
            same_as: None,
        }],
        times: vec![Time {
            id: TimeId(1),
            span: span("Tuesday"),
            earliest: None,
            latest: None,
            granularity: Granularity::Weekday,
        }],
        quantities: vec![Quantity {
            span: span("two hours"),
            value: 120.0,
            unit: Some("minutes".into()),
            of: Some("meeting".into()),
            low: 105.0,
            high: 135.0,
        }],
        ..Annotated::default()
    }
}

fn score(change: impl FnOnce(&mut Annotated)) -> EventScore {
    let case: Case = serde_json::from_str(GOLD).unwrap();
    let mut annotated = annotated();
    change(&mut annotated);
    let comparison = Comparison {
        accounts: vec![annotated],
        ..Comparison::default()
    };
    score_case(&case, &comparison, None).unwrap().events.unwrap()
}

#[test]
fn all_that_is_listed_scores_one() {
    let score = score(|_| {});
    assert_eq!(
        (score.events_right, score.quantities_right, score.quantities_of),
        (1.0, 1.0, 1.0)
    );
    assert_eq!((score.events_kind, score.events_and_quantities), (1.0, 1.0));
}

#[test]
fn an_event_taken_away_is_missed() {
    let score = score(|a| a.events.clear());
    assert_eq!((score.events_found, score.events_right), (0.0, 0.0));
    assert!((score.events_and_quantities - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_participant_more_or_less_is_wrong_but_for_those_that_gold_allows() {
    assert_eq!(
        score(|a| a.events[0].participants.truncate(1)).events_participants,
        0.0
    );
    assert_eq!(
        score(|a| a.events[0].participants.push(ActorId(4))).events_right,
        0.0
    );
    assert_eq!(
        score(|a| a.events[0].participants.push(ActorId(3))).events_right,
        1.0
    );
}

#[test]
fn another_place_date_or_kind_is_wrong() {
    let elsewhere = |a: &mut Annotated| a.events[0].place.as_mut().unwrap().name = "Bergen".into();
    assert_eq!(score(elsewhere).events_right, 0.0);
    assert_eq!(score(|a| a.events[0].place = None).events_place, 0.0);
    assert_eq!(score(|a| a.events[0].time = None).events_date, 0.0);
    assert_eq!(score(|a| a.times[0].span = span("hours")).events_date, 0.0);
    assert_eq!(score(|a| a.events[0].kind = "visit".into()).events_kind, 0.0);
}

#[test]
fn another_amount_unit_or_day_is_wrong() {
    assert_eq!(score(|a| a.quantities.clear()).quantities_right, 0.5);
    assert_eq!(score(|a| a.quantities[0].value = 60.0).quantities_right, 0.5);
    assert_eq!(
        score(|a| a.quantities[0].unit = Some("days".into())).quantities_right,
        0.5
    );
    assert_eq!(
        score(|a| a.quantities[0].of = Some("strait".into())).quantities_of,
        0.0
    );
    assert_eq!(score(|a| a.times.clear()).quantities_right, 0.5);
}

#[test]
fn gold_without_events_has_no_figures() {
    let case: Case = serde_json::from_str(r#"{"statements": {"00": []}}"#).unwrap();
    let comparison = Comparison {
        accounts: vec![annotated()],
        ..Comparison::default()
    };
    let score = score_case(&case, &comparison, None).unwrap();
    assert!(score.events.is_none() && !score.figures().contains_key("events_right"));
}
