//! The case file as its users meet it: what is kept, what is found again, what is refused.

mod made;

use std::path::{Path, PathBuf};

use rashomon_case::{
    Added, Anchor, Applied, Case, CaseError, NewAccount, Part, Rejected, Ruling, Seen, Stamp, Target,
    Verdict, agreements, apply,
};
use rashomon_core::comparison::{CellState, DiscrepancyId, StatementRef, ThreadId};
use rashomon_core::{Block, BlockKind, Form, Span, StatementId};
use tempfile::TempDir;

const NORTH: &str = "Talks end\n\nAnna Lund said: “We agreed on 12 ships in the Strait.”\nErik Berg said: “Fees must fall.”\nErik Berg said: “The Quota stays.”\n";
const SOUTH: &str = "Berg on fees\n\nAnna Lund said: “We agreed on 10 ships in the Strait.”\nErik Berg said: “Fees will fall.”\n";

fn stamp(by: &str, second: u32) -> Stamp {
    Stamp {
        by: by.to_owned(),
        at: format!("2026-03-01T09:{:02}:{:02}.000Z", second / 60, second % 60),
    }
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("talks.case")
}

fn add(case: &mut Case, id: &str, text: &str) -> Added {
    let account = made::account(id, text);
    let new = NewAccount {
        origin: "test",
        bytes: text.as_bytes(),
        account: &account,
        warnings: &[],
    };
    case.add(&new, &stamp("anna", 0)).unwrap()
}

/// Reads and compares everything in a case, under the name of some models.
fn analyse(case: &mut Case, models: &str) {
    for unread in case.unread(models).unwrap() {
        let annotated = made::annotate(unread.account);
        case.keep_annotation(&unread.hash, models, &annotated, &stamp("anna", 1))
            .unwrap();
    }
    let (hashes, accounts): (Vec<_>, Vec<_>) = case.annotated().unwrap().into_iter().unzip();
    case.keep_comparison(models, &hashes, &made::compare(accounts), &stamp("anna", 1))
        .unwrap();
}

fn two(folder: &TempDir) -> Case {
    let mut case = Case::create(&file(folder), "Talks").unwrap();
    add(&mut case, "north", NORTH);
    add(&mut case, "south", SOUTH);
    analyse(&mut case, "one");
    case
}

fn applied(case: &Case, rejected: Rejected) -> Applied {
    let annotated = case.annotated().unwrap();
    let kept = case.comparison(&annotated).unwrap().unwrap();
    let hashes: Vec<String> = annotated.iter().map(|(hash, _)| hash.clone()).collect();
    apply(&kept.comparison, &hashes, &case.decisions().unwrap(), rejected)
}

fn words(text: &str, wanted: &str) -> Vec<Anchor> {
    let at = text.find(wanted).unwrap();
    let hash = rashomon_case::hash(text.as_bytes());
    vec![Anchor::new(&hash, text, rashomon_core::Span::new(at, at + wanted.len())).unwrap()]
}

fn statement(text: &str, wanted: &str) -> Target {
    Target::Statement {
        words: words(text, wanted),
    }
}

fn said(account: &str, number: u32) -> Part {
    Part::Statement(StatementRef {
        account: account.to_owned(),
        statement: StatementId(number),
    })
}

#[test]
fn bytes_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two(&folder);
    assert_eq!(add(&mut case, "again", NORTH), Added::Known("north".to_owned()));
    assert_eq!(
        add(&mut case, "north", "Other words\n"),
        Added::New("north-2".to_owned())
    );
    drop(case);
    let case = Case::open(&file(&folder)).unwrap();
    let entries = case.entries().unwrap();
    assert_eq!(
        entries.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(),
        ["north", "south", "north-2"]
    );
    assert_eq!(case.bytes(&entries[0].hash).unwrap(), NORTH.as_bytes());
    assert_eq!(case.title().unwrap(), "Talks");
    assert_eq!(case.integrity().unwrap(), "ok");
}

#[test]
fn adding_one_account_leaves_the_others_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two(&folder);
    add(&mut case, "west", "Quiet\n\nAnna Lund said: “We agreed.”\n");
    let unread: Vec<String> = case
        .unread("one")
        .unwrap()
        .into_iter()
        .map(|next| next.account.id)
        .collect();
    assert_eq!(unread, ["west"]);
    let annotated = case.annotated().unwrap();
    assert!(
        !case
            .comparison(&annotated)
            .unwrap()
            .unwrap()
            .comparison
            .accounts
            .is_empty()
    );
    assert_eq!(case.unread("newer").unwrap().len(), 3);
    analyse(&mut case, "one");
    let annotated = case.annotated().unwrap();
    assert!(case.comparison(&annotated).unwrap().unwrap().is_current);
    case.remove("west", &stamp("anna", 5)).unwrap();
    let annotated = case.annotated().unwrap();
    let kept = case.comparison(&annotated).unwrap().unwrap();
    assert!(!kept.is_current && kept.comparison.accounts.len() == 2);
}

#[test]
fn words_are_searched_and_nothing_in_a_query_commands() {
    let folder = tempfile::tempdir().unwrap();
    let case = two(&folder);
    let found = |query: &str| case.search(query, 10).unwrap();
    let hits = found("STRAIT 12");
    assert_eq!(hits.len(), 1);
    assert_eq!(
        hits[0].words.iter().map(|w| w.of(NORTH)).collect::<Vec<_>>(),
        ["12", "Strait"]
    );
    assert_eq!(found("fe* fall").len(), 2);
    assert_eq!(found("\"Fees will\"").len(), 1);
    for query in [
        "\"",
        "NEAR(",
        "a AND",
        "words:x",
        "*",
        "'; DROP TABLE account; --",
        "\u{0}",
        "-fees OR",
    ] {
        assert!(case.search(query, 10).is_ok(), "{query:?}");
    }
    assert!(found("").is_empty());
}

#[test]
fn a_rejected_discrepancy_contradicts_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let case = two(&folder);
    let before = applied(&case, Rejected::Shown);
    assert_eq!(
        before.comparison.ledger.cell("Strait", "north").unwrap().state,
        CellState::Contradicted
    );
    let evidence = [words(NORTH, "12"), words(SOUTH, "10")].concat();
    let kind = rashomon_core::comparison::DiscrepancyKind::Number;
    case.decide(
        Target::Discrepancy { kind, evidence },
        Ruling::Reject,
        None,
        &stamp("anna", 2),
    )
    .unwrap();
    let shown = applied(&case, Rejected::Shown);
    assert_eq!(
        shown.state(&Part::Discrepancy(DiscrepancyId(1))).verdict,
        Some(Verdict::Rejected)
    );
    assert_eq!(
        shown.comparison.ledger.cell("Strait", "north").unwrap().state,
        CellState::Said
    );
    assert_eq!(shown.comparison.discrepancies.len(), 1);
    assert!(
        applied(&case, Rejected::LeftOut)
            .comparison
            .discrepancies
            .is_empty()
    );
    assert!(
        case.undo_last(&stamp("erik", 3)).unwrap().is_none(),
        "only one's own is taken back"
    );
    assert!(case.undo_last(&stamp("anna", 3)).unwrap().is_some());
    assert_eq!(applied(&case, Rejected::LeftOut).comparison, before.comparison);
    assert!(case.redo_last(&stamp("anna", 4)).unwrap().is_some());
    assert!(
        applied(&case, Rejected::LeftOut)
            .comparison
            .discrepancies
            .is_empty()
    );
}

#[test]
fn corrections_change_what_is_handed_on() {
    let folder = tempfile::tempdir().unwrap();
    let case = two(&folder);
    let target = || statement(NORTH, "The Quota stays.");
    let decide = |ruling: Ruling, second: u32| {
        case.decide(target(), ruling, None, &stamp("anna", second))
            .unwrap()
    };
    decide(
        Ruling::Speaker {
            name: "Anna Lund".to_owned(),
        },
        2,
    );
    decide(
        Ruling::Addressee {
            names: vec!["Erik Berg".to_owned(), "The press".to_owned()],
        },
        3,
    );
    decide(Ruling::Form { form: Form::Mixed }, 4);
    decide(
        Ruling::Words {
            words: words(NORTH, "Quota stays"),
        },
        5,
    );
    case.decide(
        Target::Issue {
            issue: "Quota".to_owned(),
        },
        Ruling::Rename {
            label: "Fishing".to_owned(),
        },
        None,
        &stamp("anna", 6),
    )
    .unwrap();
    let out = applied(&case, Rejected::LeftOut);
    let north = out.comparison.account("north").unwrap();
    let changed = north.statement(StatementId(3)).unwrap();
    assert_eq!(north.actor(changed.speaker.unwrap()).unwrap().name, "Anna Lund");
    let names: Vec<_> = changed
        .addressee
        .iter()
        .map(|id| north.actor(*id).unwrap().name.as_str())
        .collect();
    assert_eq!(names, ["Erik Berg", "The press"]);
    assert_eq!(
        (changed.form, changed.words(NORTH).as_str()),
        (Form::Mixed, "Quota stays")
    );
    assert_eq!(
        out.state(&said("north", 3)).corrected,
        [
            "speaker corrected",
            "addressee corrected",
            "form corrected",
            "words corrected"
        ]
    );
    assert_eq!(out.comparison.ledger.issues, ["Strait", "Fishing"]);
    let holder = out
        .comparison
        .positions
        .iter()
        .find(|position| position.issue == "Fishing")
        .unwrap();
    assert_eq!(
        out.comparison.identity(holder.identity).unwrap().name,
        "Anna Lund"
    );
    assert!(out.lost.is_empty() && out.idle.is_empty());
}

#[test]
fn threads_are_split_and_merged() {
    let folder = tempfile::tempdir().unwrap();
    let case = two(&folder);
    let fees = [words(NORTH, "Fees must fall."), words(SOUTH, "Fees will fall.")];
    let ships = [
        words(NORTH, "We agreed on 12 ships in the Strait."),
        words(SOUTH, "We agreed on 10 ships in the Strait."),
    ];
    let target = |members: &[Vec<Anchor>]| Target::Thread {
        members: members.to_vec(),
    };
    case.decide(
        target(&fees),
        Ruling::Join { with: ships.to_vec() },
        None,
        &stamp("anna", 2),
    )
    .unwrap();
    let merged = applied(&case, Rejected::Shown).comparison;
    assert_eq!(
        merged
            .threads
            .iter()
            .map(|t| (t.id, t.members.len()))
            .collect::<Vec<_>>(),
        [(ThreadId(1), 4)]
    );
    let all = [fees.clone(), ships.clone()].concat();
    case.decide(
        target(&all),
        Ruling::Split { part: fees.to_vec() },
        None,
        &stamp("anna", 3),
    )
    .unwrap();
    let split = applied(&case, Rejected::Shown).comparison;
    assert_eq!(
        split.threads.iter().map(|t| t.members.len()).collect::<Vec<_>>(),
        [2, 2]
    );
    let alone = case
        .decide(
            target(&fees),
            Ruling::Split {
                part: vec![fees[0].clone()],
            },
            None,
            &stamp("anna", 4),
        )
        .unwrap();
    assert_eq!(applied(&case, Rejected::Shown).comparison.threads.len(), 1);
    case.undo(&alone, &stamp("anna", 5)).unwrap();
    assert_eq!(applied(&case, Rejected::Shown).comparison.threads.len(), 2);
}

#[test]
fn decisions_outlive_the_findings_they_were_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two(&folder);
    let seen = Seen {
        form: Some(Form::Direct),
        speaker: Some("Erik Berg".to_owned()),
        ..Seen::default()
    };
    case.decide(
        statement(NORTH, "Fees must fall."),
        Ruling::Accept,
        Some(seen),
        &stamp("anna", 2),
    )
    .unwrap();
    case.decide(
        statement(NORTH, "The Quota stays."),
        Ruling::Reject,
        None,
        &stamp("anna", 3),
    )
    .unwrap();
    // Newer weights find nothing in the account, and its text is taken out of the bytes another way.
    let hash = rashomon_case::hash(NORTH.as_bytes());
    let text = NORTH
        .replace("Talks end", "By our own reporter\n\nTalks end")
        .replace("The Quota stays.", "The Quota goes.");
    let bare = rashomon_core::Annotated {
        account: made::account("north", &text),
        ..Default::default()
    };
    case.keep_annotation(&hash, "two", &bare, &stamp("anna", 4))
        .unwrap();
    let (hashes, accounts): (Vec<_>, Vec<_>) = case.annotated().unwrap().into_iter().unzip();
    case.keep_comparison("two", &hashes, &made::compare(accounts), &stamp("anna", 4))
        .unwrap();
    let out = applied(&case, Rejected::LeftOut);
    let north = out.comparison.account("north").unwrap();
    assert_eq!(north.statements.len(), 1, "what was accepted is set up again");
    assert_eq!(north.statements[0].words(&text), "Fees must fall.");
    assert_eq!(
        north.actor(north.statements[0].speaker.unwrap()).unwrap().name,
        "Erik Berg"
    );
    assert_eq!(out.lost, [1], "what no longer has its words is listed");
}

#[test]
fn two_peoples_cases_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut ours = two(&folder);
    let copy = folder.path().join("theirs.case");
    ours.copy_to(&copy).unwrap();
    let mut theirs = Case::open(&copy).unwrap();
    let texts = [
        "We agreed on 12 ships in the Strait.",
        "Fees must fall.",
        "The Quota stays.",
    ];
    let rulings = |case: &Case, by: &str, rulings: [Ruling; 3]| {
        for (second, (text, ruling)) in (10u32..).zip(texts.iter().zip(rulings)) {
            case.decide(statement(NORTH, text), ruling, None, &stamp(by, second))
                .unwrap();
        }
    };
    rulings(&ours, "anna", [Ruling::Accept, Ruling::Accept, Ruling::Reject]);
    rulings(&theirs, "erik", [Ruling::Accept, Ruling::Reject, Ruling::Reject]);
    add(&mut theirs, "east", "East\n\nAnna Lund said: “We left.”\n");
    let merged = ours.merge(&theirs).unwrap();
    assert_eq!((merged.accounts, merged.decisions, merged.undone), (1, 3, 0));
    assert_eq!(
        ours.merge(&theirs).unwrap(),
        rashomon_case::Merged::default(),
        "a second time brings nothing"
    );
    let out = applied(&ours, Rejected::Shown);
    let found = agreements(&ours.decisions().unwrap(), &out);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].of, found[0].judged, found[0].agreed),
        ("statements", 3, 2)
    );
    // p_o = 2/3, p_e = (2*1 + 1*2)/9 = 4/9
    assert!((found[0].kappa.unwrap() - 0.4).abs() < 1e-9);
    let last = theirs.decisions().unwrap().last().unwrap().id.clone();
    theirs.undo(&last, &stamp("erik", 50)).unwrap();
    assert_eq!(ours.merge(&theirs).unwrap().undone, 1);
}

#[test]
fn a_case_from_someone_else_is_checked_before_it_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut ours = two(&folder);
    let forgeries = [
        "UPDATE account SET bytes = x'00' WHERE id = 'east'",
        "UPDATE account SET read = json_set(read, '$.text', 'É') WHERE id = 'east'",
        "UPDATE account SET read = '{' WHERE id = 'east'",
    ];
    for (number, forgery) in forgeries.iter().enumerate() {
        let path = folder.path().join(format!("{number}.case"));
        let mut theirs = Case::create(&path, "Theirs").unwrap();
        let text = "East\n\nAnna Lund said: “We left.”\n";
        let mut account = made::account("east", text);
        account.blocks.push(Block {
            span: Span::new(0, 4),
            kind: BlockKind::Title,
            speaker: None,
        });
        let new = NewAccount {
            origin: "test",
            bytes: text.as_bytes(),
            account: &account,
            warnings: &[],
        };
        theirs.add(&new, &stamp("erik", 1)).unwrap();
        drop(theirs);
        let changed = rusqlite::Connection::open(&path)
            .unwrap()
            .execute(forgery, [])
            .unwrap();
        assert_eq!(changed, 1, "{forgery}");
        let refused = ours.merge(&Case::open(&path).unwrap());
        assert!(refused.is_err(), "{forgery}");
        assert_eq!(ours.entries().unwrap().len(), 2, "{forgery}: nothing came in");
    }
}

#[test]
fn what_is_erased_is_gone_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two(&folder);
    add(
        &mut case,
        "secret",
        "Headline\n\nThe source is Xanthippe Quandary.\n",
    );
    case.erase("secret").unwrap();
    assert!(matches!(case.erase("secret"), Err(CaseError::NoAccount(_))));
    assert!(case.search("Xanthippe", 5).unwrap().is_empty());
    let copy = folder.path().join("copy.case");
    case.copy_to(&copy).unwrap();
    drop(case);
    for path in [file(&folder), copy] {
        let bytes = std::fs::read(path).unwrap();
        assert!(
            !bytes
                .windows(9)
                .any(|window| window.eq_ignore_ascii_case(b"Xanthippe"))
        );
    }
}

#[test]
fn files_that_are_no_cases_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(
        Case::open(&path("none.case")),
        Err(CaseError::Missing(_))
    ));
    std::fs::write(path("text.case"), "just text, and a good deal of it\n".repeat(40)).unwrap();
    assert!(matches!(
        Case::open(&path("text.case")),
        Err(CaseError::NotACase(_))
    ));
    let other = rusqlite::Connection::open(path("other.case")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(
        Case::open(&path("other.case")),
        Err(CaseError::NotACase(_))
    ));
    drop(two(&folder));
    let newer = rusqlite::Connection::open(file(&folder)).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert!(matches!(
        Case::open(&file(&folder)),
        Err(CaseError::Newer { found: 99, .. })
    ));
    assert!(matches!(
        Case::create(&file(&folder), "x"),
        Err(CaseError::Exists(_))
    ));
    assert!(Case::create(&folder.path().join("no/such/folder.case"), "x").is_err());
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two(&folder);
    let pages = std::fs::metadata(file(&folder)).unwrap().len() / 4096;
    case.limit_pages(u32::try_from(pages).unwrap() + 20).unwrap();
    let mut added = Vec::new();
    let refused = loop {
        let text = format!(
            "Account {}\n\n{}",
            added.len(),
            "Words and more words. ".repeat(400)
        );
        let account = made::account(&format!("more{}", added.len()), &text);
        let new = NewAccount {
            origin: "test",
            bytes: text.as_bytes(),
            account: &account,
            warnings: &[],
        };
        match case.add(&new, &stamp("anna", 9)) {
            Ok(_) => added.push(text),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, CaseError::Full(_)), "{refused}");
    assert!(
        refused
            .to_string()
            .contains("no room is left on the disk; nothing was changed")
    );
    drop(case);
    let case = Case::open(&file(&folder)).unwrap();
    assert_eq!(case.integrity().unwrap(), "ok");
    assert_eq!(case.entries().unwrap().len(), 2 + added.len());
    for text in &added {
        assert_eq!(
            case.bytes(&rashomon_case::hash(text.as_bytes())).unwrap(),
            text.as_bytes()
        );
    }
}

#[test]
fn a_read_only_file_is_read_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    drop(two(&folder));
    let bytes = |path: &Path| std::fs::read(path).unwrap();
    let before = bytes(&file(&folder));
    let mut permissions = std::fs::metadata(file(&folder)).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(file(&folder), permissions).unwrap();
    let mut case = Case::open(&file(&folder)).unwrap();
    assert!(case.is_read_only());
    assert_eq!(case.entries().unwrap().len(), 2);
    assert_eq!(case.search("strait", 5).unwrap().len(), 2);
    let account = made::account("new", "New\n");
    let new = NewAccount {
        origin: "test",
        bytes: b"New\n",
        account: &account,
        warnings: &[],
    };
    let refused = case.add(&new, &stamp("anna", 9)).unwrap_err();
    assert!(matches!(refused, CaseError::ReadOnly(_)), "{refused}");
    let refused = case
        .decide(Target::Case, Ruling::Accept, None, &stamp("anna", 9))
        .unwrap_err();
    assert!(matches!(refused, CaseError::ReadOnly(_)), "{refused}");
    drop(case);
    assert_eq!(bytes(&file(&folder)), before);
}
