//! What a comparison of the invented accounts would find.

use rashomon_core::comparison::*;
use rashomon_core::{Act, ActorId, Annotated, Comparison, Granularity, SCHEMA, StatementId};

use super::{Draft, courier, lenta, readout};

pub(super) fn reference(account: &str, statement: u32) -> StatementRef {
    StatementRef {
        account: account.into(),
        statement: StatementId(statement),
    }
}

pub(super) fn words(annotated: &Annotated, words: &str) -> Evidence {
    let span = Draft(annotated.clone()).at(words);
    Evidence {
        account: annotated.account.id.clone(),
        span,
    }
}

fn nearest(annotated: &Annotated, found: &str, score: f32) -> Option<Nearest> {
    let Evidence { account, span } = words(annotated, found);
    Some(Nearest { account, span, score })
}

/// The three accounts compared.
pub fn comparison() -> Comparison {
    let (courier, readout, lenta) = (courier(), readout(), lenta());
    Comparison {
        schema: SCHEMA.into(),
        copies: Vec::new(),
        identities: identities(),
        threads: threads(),
        discrepancies: discrepancies(&courier, &readout),
        omissions: omissions(&courier, &readout),
        ledger: ledger(&courier, &readout),
        positions: vec![Position {
            identity: IdentityId(2),
            issue: "grain tariff".into(),
            statements: vec![reference("read-out", 1)],
            act: Act::Request,
            agreement: Agreement::OneAccount,
        }],
        timeline: vec![
            Moment {
                earliest: Some("2031-05-06".into()),
                latest: Some("2031-05-06".into()),
                label: "talks in Lindhaven".into(),
                evidence: vec![
                    words(&courier, "met for six hours in Lindhaven on Tuesday"),
                    words(&readout, "today received"),
                ],
                granularity: Some(Granularity::Day),
                events: vec![],
            },
            Moment {
                earliest: None,
                latest: Some("2031-05-31".into()),
                label: "sailors go home".into(),
                evidence: vec![words(&courier, "before the end of May")],
                granularity: Some(Granularity::Month),
                events: vec![],
            },
        ],
        events: Vec::new(),
        figures: Figures::default(),
        accounts: vec![courier, readout, lenta],
    }
}

fn identities() -> Vec<Identity> {
    let actor = |account: &str, id| (account.to_string(), ActorId(id));
    vec![
        Identity {
            id: IdentityId(1),
            name: "Ilse Dorn".into(),
            actors: vec![actor("courier", 1), actor("read-out", 2)],
        },
        Identity {
            id: IdentityId(2),
            name: "Tomas Vale".into(),
            actors: vec![actor("courier", 2), actor("read-out", 1)],
        },
        Identity {
            id: IdentityId(3),
            name: "a senior Maravian official".into(),
            actors: vec![actor("courier", 3)],
        },
    ]
}

fn threads() -> Vec<Thread> {
    let thread = |id, speaker, left, right, confidence| Thread {
        id: ThreadId(id),
        kind: ThreadKind::Utterance,
        speaker: Some(IdentityId(speaker)),
        members: vec![reference("courier", left), reference("read-out", right)],
        confidence,
    };
    let mut all = vec![
        thread(1, 1, 1, 2, 0.91),
        thread(2, 1, 2, 3, 0.86),
        thread(3, 1, 4, 5, 0.94),
        thread(4, 2, 3, 4, 0.62),
    ];
    all[1].kind = ThreadKind::Claim;
    all
}

fn discrepancies(courier: &Annotated, readout: &Annotated) -> Vec<Discrepancy> {
    let found = |id, kind, thread: Option<u32>, left: &str, right: &str, why: &str, confidence| Discrepancy {
        id: DiscrepancyId(id),
        kind,
        thread: thread.map(ThreadId),
        evidence: vec![words(courier, left), words(readout, right)],
        why: why.into(),
        confidence,
    };
    vec![
        found(
            1,
            DiscrepancyKind::Wording,
            Some(3),
            "stays where it is",
            "will remain where it is",
            "One quotation stands in other words.",
            0.9,
        ),
        found(
            2,
            DiscrepancyKind::Number,
            None,
            "six hours",
            "four hours",
            "The talks last six hours in one account and four in the other.",
            0.88,
        ),
        found(
            3,
            DiscrepancyKind::Number,
            Some(2),
            "twelve Kestrian sailors",
            "ten sailors of Kestria",
            "One account has twelve sailors, the other ten.",
            0.9,
        ),
        found(
            4,
            DiscrepancyKind::Polarity,
            None,
            "the grain tariff had not come up at all",
            "stressed that the grain tariff must be lifted",
            "One account has the tariff raised, the other says it was not.",
            0.47,
        ),
    ]
}

fn omissions(courier: &Annotated, readout: &Annotated) -> Vec<Omission> {
    let lacks = |what, has: &str, lacks: &str, nearest, confidence| Omission {
        what,
        present_in: vec![has.into()],
        absent_from: lacks.into(),
        nearest,
        confidence,
    };
    let issue = |label: &str| Omitted::Issue(label.into());
    let statement = |account: &str, id| Omitted::Statement(reference(account, id));
    vec![
        lacks(
            issue("summit of leaders"),
            "courier",
            "read-out",
            nearest(
                readout,
                "Minister Tomas Vale today received the Foreign Minister of Maravia, Ilse Dorn.",
                0.44,
            ),
            0.8,
        ),
        lacks(issue("fishing quota"), "read-out", "courier", None, 0.9),
        lacks(
            issue("visas"),
            "read-out",
            "courier",
            nearest(courier, "left by separate doors", 0.12),
            0.9,
        ),
        lacks(
            statement("courier", 7),
            "courier",
            "read-out",
            nearest(readout, "The conversation lasted four hours.", 0.31),
            0.77,
        ),
        lacks(
            statement("courier", 5),
            "courier",
            "read-out",
            nearest(readout, "The sides did not discuss a pipeline.", 0.58),
            0.42,
        ),
        lacks(
            statement("read-out", 6),
            "read-out",
            "courier",
            nearest(courier, "There is no such paper", 0.21),
            0.9,
        ),
        lacks(statement("read-out", 7), "read-out", "courier", None, 0.66),
    ]
}

/// State and statements of a cell.
type Entry = (CellState, &'static [u32]);

fn ledger(courier: &Annotated, readout: &Annotated) -> Ledger {
    use CellState::*;
    let rows: [(&str, Entry, Entry); 8] = [
        ("detained sailors", (Contradicted, &[2]), (Contradicted, &[3])),
        ("grain tariff", (Contradicted, &[5]), (Contradicted, &[1])),
        ("Sund Strait", (Reworded, &[1]), (Reworded, &[2])),
        ("fleet", (Reworded, &[3, 4]), (Reworded, &[4, 5])),
        ("pipeline", (OtherSideOnly, &[6]), (Said, &[])),
        ("summit of leaders", (Said, &[7]), (NotMentioned, &[])),
        ("fishing quota", (NotMentioned, &[]), (Said, &[6])),
        ("visas", (NotMentioned, &[]), (Said, &[7])),
    ];
    let mut ledger = Ledger::default();
    for (issue, left, right) in rows {
        ledger.issues.push(issue.into());
        for (annotated, (state, statements)) in [(courier, left), (readout, right)] {
            let spoken = issue == "pipeline" && statements.is_empty();
            ledger.cells.push(Cell {
                issue: issue.into(),
                account: annotated.account.id.clone(),
                statements: statements.iter().map(|id| StatementId(*id)).collect(),
                state,
                mentions: if spoken {
                    vec![words(annotated, "The sides did not discuss a pipeline.").span]
                } else {
                    Vec::new()
                },
            });
        }
        ledger.cells.push(Cell {
            issue: issue.into(),
            account: "Лента пролива".into(),
            statements: Vec::new(),
            state: NotMentioned,
            mentions: Vec::new(),
        });
    }
    ledger
}
