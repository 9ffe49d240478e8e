use super::*;
use crate::account::Account;
use crate::statement::*;

fn account(text: &str) -> Annotated {
    Annotated {
        account: Account {
            id: "x".into(),
            text: text.into(),
            language: Some("en".into()),
            ..Account::default()
        },
        ..Annotated::default()
    }
}

fn labels(text: &str) -> Vec<String> {
    let mut annotated = account(text);
    find_issues(&mut annotated);
    annotated.issues.into_iter().map(|issue| issue.label).collect()
}

#[test]
fn titles_and_sources_are_not_topics() {
    let found =
        labels("The French president met his Greek colleague. They spoke about Cyprus and fishing rights.");
    assert!(found.contains(&"Cyprus".to_owned()), "{found:?}");
    assert!(found.contains(&"fisheries".to_owned()), "{found:?}");
    assert!(!found.contains(&"France".to_owned()), "{found:?}");
}

#[test]
fn inquiries_are_known_by_their_name() {
    let found = labels("She read the Chilcot inquiry. Chilcot had worked for years.");
    assert_eq!(found, ["Chilcot report"]);
    assert_eq!(phrase_mentions("What Chilcot wrote", "Chilcot report").len(), 1);
}

#[test]
fn a_fragment_takes_the_issues_of_its_sentence() {
    let text = "On Cyprus the minister was brief. It was “interesting”.";
    let mut annotated = account(text);
    let at = text.find("“interesting”").unwrap();
    annotated.statements.push(Statement {
        id: StatementId(1),
        form: Form::Direct,
        content: vec![Span::new(at, at + "“interesting”".len())],
        cue: vec![],
        source: vec![],
        speaker: None,
        on_behalf_of: None,
        within: None,
        sourcing: Sourcing::Named,
        record: Record::On,
        voucher: Voucher::Outlet,
        channel: None,
        addressee: vec![],
        act: Act::Statement,
        polarity: Polarity::Affirmed,
        issues: vec![],
        said_at: None,
        setting: Vec::new(),
        confidence: 1.0,
        by: "test".into(),
    });
    find_issues(&mut annotated);
    assert_eq!(annotated.statements[0].issues, [annotated.issues[0].id]);
    assert_eq!(annotated.issues[0].label, "Cyprus");
}

#[test]
fn pacts_and_contested_places_are_found() {
    let found = labels(
        "They signed the visa agreement. Later they spoke of the Torrin Strait and of a new agreement.",
    );
    assert!(found.contains(&"visa agreement".to_owned()), "{found:?}");
    assert!(found.contains(&"Torrin Strait".to_owned()), "{found:?}");
    assert!(!found.iter().any(|label| label.starts_with("new")), "{found:?}");
}

#[test]
fn a_topic_label_on_its_own_line_counts_until_the_next() {
    let text = "Cyprus –\nThe minister said that nothing had changed.\nFisheries –\nHe would not comment.";
    let mut annotated = account(text);
    let line = |words: &str| {
        let at = text.find(words).unwrap();
        Span::new(at, at + words.len())
    };
    let block = |kind, words| crate::account::Block {
        kind,
        span: line(words),
        speaker: None,
    };
    annotated.account.blocks = vec![
        block(BlockKind::Heading, "Cyprus –"),
        block(BlockKind::Prose, "The minister said that nothing had changed."),
        block(BlockKind::Heading, "Fisheries –"),
        block(BlockKind::Prose, "He would not comment."),
    ];
    let label = |words: &str| heading_over(&annotated, line(words).start).map(|span| span.of(text));
    assert_eq!(label("The minister"), Some("Cyprus –"));
    assert_eq!(label("He would"), Some("Fisheries –"));
}
