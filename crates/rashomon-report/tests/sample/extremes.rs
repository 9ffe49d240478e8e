//! Comparisons at the edge: hostile text, many accounts.

use rashomon_core::comparison::*;
use rashomon_core::{Comparison, Form, SCHEMA, Span, StatementId};

use super::found::{comparison, reference, words};
use super::{Draft, courier, readout};

/// Two accounts whose text, names and ids try to break out of the page or the terminal.
pub fn hostile() -> Comparison {
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    let text = format!(
        "<script>alert(1)</script>\n\n“\u{202e}gnihton si sihT\u{202c} & </span><img src=x onerror=alert(2)>,” said O’Hara\u{1b}[2J\u{1b}]0;owned\u{7}.\n\n{word} said nothing.\n\n“مرحبا بالعالم”, he said.\n\nnull\u{0} \u{9b}31m red\n"
    );
    let mut draft = Draft::new(
        "\"><script>alert(3)</script>",
        "Evil\u{202e} <b>Gazette</b>",
        "en\" onload=\"x",
        &text,
    );
    let who = draft.actor("O’Hara\u{1b}[31m <i>\u{2066}x", "<role>", "");
    let issue = draft.issue("<script>issue</script>\u{202e}");
    let arabic = draft.issue("السلام");
    draft.say(
        Form::Direct,
        who,
        issue,
        &["\u{202e}gnihton si sihT\u{202c} & </span><img src=x onerror=alert(2)>,"],
        "said",
        "O’Hara",
    );
    draft.say(Form::Direct, who, arabic, &["مرحبا بالعالم"], "said", "he");
    draft.say(Form::Indirect, who, issue, &[word.as_str()], "said nothing", "");
    draft.0.account.title = Some("<script>alert(1)</script>".into());
    draft.0.account.source.url = Some("javascript:alert(4)".into());
    draft.0.account.language = Some("en".into());
    draft.warn("null", "a \u{0} in <b>the text</b>");
    let mut second = Draft::new("plain", "Plain", "en", "Plain.\n\nO’Hara said this is nothing.\n");
    let plain = second.actor("O’Hara", "", "");
    let about = second.issue("<script>issue</script>\u{202e}");
    second.say(
        Form::Indirect,
        plain,
        about,
        &["this is nothing"],
        "said",
        "O’Hara",
    );
    let id = draft.0.account.id.clone();
    let thread = Thread {
        id: ThreadId(1),
        kind: ThreadKind::Claim,
        speaker: None,
        members: vec![reference(&id, 1), reference("plain", 1), reference("nowhere", 9)],
        confidence: 0.5,
    };
    let ledger = Ledger {
        issues: vec!["<script>issue</script>\u{202e}".into(), "السلام".into()],
        cells: vec![Cell {
            issue: "<script>issue</script>\u{202e}".into(),
            account: id.clone(),
            statements: vec![StatementId(1), StatementId(3)],
            state: CellState::Said,
            mentions: Vec::new(),
        }],
    };
    let discrepancy = Discrepancy {
        id: DiscrepancyId(1),
        kind: DiscrepancyKind::Person,
        thread: Some(ThreadId(1)),
        evidence: vec![
            words(&draft.0, "</span><img src=x"),
            words(&second.0, "nothing"),
            Evidence {
                account: id,
                span: Span::new(3, 99_999),
            },
        ],
        why: "<b>why</b> \u{1b}[1m".into(),
        confidence: f32::NAN,
    };
    Comparison {
        schema: SCHEMA.into(),
        threads: vec![thread],
        discrepancies: vec![discrepancy],
        ledger,
        accounts: vec![draft.0, second.0],
        ..Comparison::default()
    }
}

/// Twenty-seven accounts, copies of the first two under other names.
pub fn many() -> Comparison {
    let mut comparison = comparison();
    for number in 4..=27u32 {
        let source = if number % 2 == 0 { courier() } else { readout() };
        let mut copy = source.clone();
        copy.account.id = format!("{}-{number}", source.account.id);
        copy.account.source.outlet = Some(format!("Outlet number {number}"));
        let cells: Vec<Cell> = comparison
            .ledger
            .cells
            .iter()
            .filter(|cell| cell.account == source.account.id)
            .cloned()
            .collect();
        comparison.ledger.cells.extend(cells.into_iter().map(|cell| Cell {
            account: copy.account.id.clone(),
            ..cell
        }));
        for thread in &mut comparison.threads {
            let member = thread
                .members
                .iter()
                .find(|member| member.account == source.account.id)
                .cloned();
            thread.members.extend(member.map(|member| StatementRef {
                account: copy.account.id.clone(),
                ..member
            }));
        }
        comparison.accounts.push(copy);
    }
    comparison.copies = vec![vec!["courier".into(), "courier-4".into(), "courier-6".into()]];
    comparison
}
