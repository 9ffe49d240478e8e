//! The meeting of the invented ministers, and who is heard how much.

use rashomon_core::comparison::*;
use rashomon_core::event::EventStatus;
use rashomon_core::{Act, Annotated, Event, EventId, StatementId};

use super::Draft;
use super::found::words;

/// Adds the meeting to an account.
pub fn add_meeting(draft: &mut Draft, trigger: &str) {
    let event = Event {
        id: EventId(1),
        trigger: draft.at(trigger),
        kind: "meeting".into(),
        root: Act::Consult,
        status: EventStatus::TookPlace,
        participants: Vec::new(),
        time: None,
        place: None,
        length: None,
        asked_by: None,
        characterised: Vec::new(),
        same_as: None,
    };
    draft.0.events.push(event);
}

/// The meeting as both accounts tell of it.
pub fn events(courier: &Annotated, readout: &Annotated) -> Vec<CommonEvent> {
    let length = |annotated, said, minutes| ReportedLength {
        minutes,
        evidence: words(annotated, said),
    };
    let mention = |account: &str| EventRef {
        account: account.into(),
        event: EventId(1),
    };
    vec![CommonEvent {
        id: CommonEventId(1),
        kind: "meeting".into(),
        root: Act::Consult,
        status: EventStatus::TookPlace,
        participants: vec![IdentityId(1), IdentityId(2)],
        earliest: Some("2031-05-06".into()),
        latest: Some("2031-05-06".into()),
        mentions: vec![mention("courier"), mention("read-out")],
        places: vec![NamedPlace {
            name: "Lindhaven".into(),
            evidence: words(courier, "Lindhaven on Tuesday"),
        }],
        times: vec![words(courier, "Tuesday"), words(readout, "today")],
        lengths: vec![
            length(courier, "six hours", 360.0),
            length(readout, "four hours", 240.0),
        ],
        asked_by: vec![ReportedRequest {
            identity: Some(IdentityId(2)),
            evidence: words(readout, "Minister Tomas Vale today received"),
        }],
        characterised: vec![words(courier, "was less warm")],
    }]
}

/// Who is heard how much.
pub fn figures() -> Figures {
    let voice = |identity, statements, words, share, courier, readout| Voice {
        identity: IdentityId(identity),
        statements,
        words,
        share,
        by_account: vec![
            AccountWords {
                account: "courier".into(),
                words: courier,
            },
            AccountWords {
                account: "read-out".into(),
                words: readout,
            },
        ],
    };
    let reference = |account: &str, statement| StatementRef {
        account: account.into(),
        statement: StatementId(statement),
    };
    Figures {
        voices: vec![voice(1, 7, 63, 0.52, 40, 23), voice(2, 5, 49, 0.41, 19, 30)],
        unconfirmed: vec![Unconfirmed {
            identity: IdentityId(2),
            side: "Kestria".into(),
            statements: vec![reference("courier", 3)],
        }],
        other_side: vec![reference("read-out", 2)],
        sides_without_account: vec!["Maravia".into()],
        published: vec![
            Published {
                account: "read-out".into(),
                on: "2031-05-06".into(),
            },
            Published {
                account: "courier".into(),
                on: "2031-05-07".into(),
            },
        ],
    }
}
