//! A stand-in for the engine: it finds `NAME said: “words”` and compares by the first word of what was said.
#![allow(dead_code)] // each test program uses a part

use std::collections::BTreeMap;

use rashomon_core::compare::{cell_state, count};
use rashomon_core::comparison::{
    Cell, Discrepancy, DiscrepancyId, DiscrepancyKind, Evidence, Identity, IdentityId, Ledger, Nearest,
    Omission, Omitted, StatementRef, Thread, ThreadId, ThreadKind,
};
use rashomon_core::{
    Account, Act, Actor, ActorId, ActorKind, Annotated, Comparison, Form, Issue, IssueId, Polarity, Record,
    SCHEMA, Sourcing, Span, Statement, StatementId, Voucher,
};

const ISSUES: [&str; 4] = ["Strait", "Quota", "Tariff", "Visas"];

/// An account of this text, as plain text is read.
pub fn account(id: &str, text: &str) -> Account {
    Account {
        id: id.to_owned(),
        path: format!("{id}.txt"),
        title: text.lines().next().map(str::to_owned),
        text: text.to_owned(),
        language: Some("en".to_owned()),
        ..Account::default()
    }
}

/// What is found in an account.
pub fn annotate(account: Account) -> Annotated {
    let text = account.text.clone();
    let mut out = Annotated {
        schema: SCHEMA.to_owned(),
        account,
        ..Annotated::default()
    };
    for (number, label) in ISSUES.iter().enumerate() {
        let mentions = text
            .match_indices(label)
            .map(|(at, _)| Span::new(at, at + label.len()))
            .collect::<Vec<_>>();
        if !mentions.is_empty() {
            let id = IssueId(u32::try_from(number).unwrap());
            out.issues.push(Issue {
                id,
                label: (*label).to_owned(),
                mentions,
            });
        }
    }
    for (at, _) in text.match_indices(" said: “") {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let start = at + " said: “".len();
        let Some(length) = text[start..].find('”') else {
            continue;
        };
        let source = Span::new(line, at);
        let speaker = actor(&mut out, source);
        let content = Span::new(start, start + length);
        let about = out
            .issues
            .iter()
            .filter(|issue| issue.mentions.iter().any(|m| content.contains(*m)));
        let issues = about.map(|issue| issue.id).collect();
        let id = StatementId(u32::try_from(out.statements.len() + 1).unwrap());
        out.statements.push(Statement {
            content: vec![content],
            source: vec![source],
            cue: vec![Span::new(at + 1, at + 5)],
            issues,
            speaker: Some(speaker),
            ..blank(id)
        });
    }
    out
}

fn blank(id: StatementId) -> Statement {
    Statement {
        id,
        form: Form::Direct,
        content: Vec::new(),
        cue: Vec::new(),
        source: Vec::new(),
        speaker: None,
        on_behalf_of: None,
        within: None,
        sourcing: Sourcing::Named,
        record: Record::On,
        channel: None,
        addressee: Vec::new(),
        act: Act::Statement,
        polarity: Polarity::Affirmed,
        issues: Vec::new(),
        said_at: None,
        setting: Vec::new(),
        voucher: Voucher::Outlet,
        confidence: 0.9,
        by: "stand-in".to_owned(),
    }
}

fn actor(out: &mut Annotated, source: Span) -> ActorId {
    let name = source.of(&out.account.text).to_owned();
    if let Some(known) = out.actors.iter_mut().find(|actor| actor.name == name) {
        known.mentions.push(source);
        return known.id;
    }
    let id = ActorId(u32::try_from(out.actors.len()).unwrap());
    out.actors.push(Actor {
        id,
        name,
        kind: ActorKind::Person,
        roles: Vec::new(),
        side: None,
        mentions: vec![source],
    });
    id
}

/// What is found across accounts: a thread for each speaker and first word that several accounts have, a discrepancy
/// where its members' digits differ, the ledger of the issues, what is left out.
pub fn compare(accounts: Vec<Annotated>) -> Comparison {
    let mut out = Comparison {
        schema: SCHEMA.to_owned(),
        identities: identities(&accounts),
        ..Comparison::default()
    };
    let mut alike: BTreeMap<(String, String), Vec<(&Annotated, &Statement)>> = BTreeMap::new();
    for annotated in &accounts {
        for statement in &annotated.statements {
            let words = statement.words(&annotated.account.text);
            let first = words.split_whitespace().next().unwrap_or_default().to_owned();
            let who = statement
                .speaker
                .and_then(|id| annotated.actor(id))
                .map(|actor| actor.name.clone());
            alike
                .entry((who.unwrap_or_default(), first))
                .or_default()
                .push((annotated, statement));
        }
    }
    for ((who, _), members) in alike.into_iter().filter(|(_, members)| members.len() > 1) {
        let id = ThreadId(u32::try_from(out.threads.len() + 1).unwrap());
        out.threads.push(Thread {
            id,
            kind: ThreadKind::Utterance,
            speaker: out
                .identities
                .iter()
                .find(|identity| identity.name == who)
                .map(|identity| identity.id),
            members: members.iter().map(|(a, s)| reference(a, s.id)).collect(),
            confidence: 0.8,
        });
        out.discrepancies
            .extend(differing(id, &members, out.discrepancies.len()));
    }
    out.ledger = ledger(&accounts, &out.discrepancies);
    out.omissions = omissions(&accounts, &out.ledger);
    out.accounts = accounts;
    count(&mut out);
    out
}

fn reference(annotated: &Annotated, statement: StatementId) -> StatementRef {
    StatementRef {
        account: annotated.account.id.clone(),
        statement,
    }
}

fn identities(accounts: &[Annotated]) -> Vec<Identity> {
    let mut by_name: BTreeMap<&str, Vec<(String, ActorId)>> = BTreeMap::new();
    for annotated in accounts {
        for actor in &annotated.actors {
            by_name
                .entry(&actor.name)
                .or_default()
                .push((annotated.account.id.clone(), actor.id));
        }
    }
    let identity = |(number, (name, actors)): (usize, (&str, Vec<_>))| Identity {
        id: IdentityId(u32::try_from(number).unwrap()),
        name: name.to_owned(),
        actors,
    };
    by_name.into_iter().enumerate().map(identity).collect()
}

fn differing(thread: ThreadId, members: &[(&Annotated, &Statement)], before: usize) -> Option<Discrepancy> {
    let number = |(annotated, statement): &(&Annotated, &Statement)| {
        let text = &annotated.account.text;
        let content = statement.content[0];
        let digits = content.of(text);
        let from = digits.find(|c: char| c.is_ascii_digit())?;
        let length = digits[from..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len() - from);
        let start = content.start + from;
        Some((
            annotated.account.id.clone(),
            Span::new(start, start + length),
            digits[from..from + length].to_owned(),
        ))
    };
    let found: Vec<_> = members.iter().filter_map(number).collect();
    let (first, other) = (
        found.first()?,
        found.iter().find(|(_, _, digits)| *digits != found[0].2)?,
    );
    let evidence = [first, other].map(|(account, span, _)| Evidence {
        account: account.clone(),
        span: *span,
    });
    Some(Discrepancy {
        id: DiscrepancyId(u32::try_from(before + 1).unwrap()),
        kind: DiscrepancyKind::Number,
        thread: Some(thread),
        evidence: evidence.to_vec(),
        why: format!("{} against {}", first.2, other.2),
        confidence: 0.7,
    })
}

fn ledger(accounts: &[Annotated], discrepancies: &[Discrepancy]) -> Ledger {
    let mut ledger = Ledger::default();
    for label in ISSUES {
        if !accounts
            .iter()
            .any(|a| a.issues.iter().any(|issue| issue.label == label))
        {
            continue;
        }
        ledger.issues.push(label.to_owned());
        for annotated in accounts {
            let own = annotated.issues.iter().find(|issue| issue.label == label);
            let on = |s: &&Statement| own.is_some_and(|issue| s.issues.contains(&issue.id));
            let statements: Vec<&Statement> = annotated.statements.iter().filter(on).collect();
            ledger.cells.push(Cell {
                issue: label.to_owned(),
                account: annotated.account.id.clone(),
                statements: statements.iter().map(|s| s.id).collect(),
                state: cell_state(annotated, discrepancies, &statements, false),
                mentions: Vec::new(),
            });
        }
    }
    ledger
}

fn omissions(accounts: &[Annotated], ledger: &Ledger) -> Vec<Omission> {
    let mut out = Vec::new();
    for issue in &ledger.issues {
        let has = |a: &&Annotated| {
            ledger
                .cell(issue, &a.account.id)
                .is_some_and(|cell| !cell.statements.is_empty())
        };
        let present: Vec<String> = accounts
            .iter()
            .filter(has)
            .map(|a| a.account.id.clone())
            .collect();
        for annotated in accounts.iter().filter(|a| !has(a)) {
            let account = annotated.account.id.clone();
            out.push(Omission {
                what: Omitted::Issue(issue.clone()),
                present_in: present.clone(),
                nearest: annotated.statements.first().map(|s| Nearest {
                    account: account.clone(),
                    span: s.extent(),
                    score: 0.3,
                }),
                absent_from: account,
                confidence: 0.6,
            });
        }
    }
    out
}
