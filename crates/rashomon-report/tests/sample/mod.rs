//! An invented event in invented countries, as three accounts tell it, and what a comparison would find.
#![allow(dead_code)] // each test binary uses a part

mod draft;

pub use draft::Draft;

use rashomon_core::account::BlockKind;
use rashomon_core::comparison::*;
use rashomon_core::{Act, Annotated, Channel, Comparison, Form, Polarity, Record, SCHEMA, SaidAt, Sourcing, StatementId};

const COURIER: &str = "\
Maravia and Kestria talk through the night, and part over the strait

By Hanne Lofts, Lindhaven

The foreign ministers of Maravia and Kestria met for six hours in Lindhaven on Tuesday and left by separate doors.

“We will not close the Sund Strait to anyone, today or ever,” Ilse Dorn, Maravia’s foreign minister, told reporters. She said twelve Kestrian sailors would go home before the end of May.

Tomas Vale, her Kestrian counterpart, was less warm. “I was told, and I quote my colleague, ‘the fleet stays where it is’, and that is not an answer,” he said.

A senior Maravian official, speaking off the record, said the grain tariff had not come up at all.

Dorn denied that a pipeline under the strait had been offered in exchange. “There is no such paper,” she said.

Questions and answers

REPORTER: Will the two leaders meet?

DORN: If there is something to sign, yes.

Photo: Maravian Ministry of Foreign Affairs
";

const READOUT: &str = "\
Read-out of the meeting of Minister Vale with the Foreign Minister of Maravia

Minister Tomas Vale today received the Foreign Minister of Maravia, Ilse Dorn. The conversation lasted four hours.

The Minister stressed that the grain tariff must be lifted by the first of June. Minister Dorn assured the Minister that Maravia “shall never close the Sund Strait to any nation”, and that ten sailors of Kestria would be released in May.

The Minister recalled his colleague’s own words that “the fleet will remain where it is” and rejected them as no answer.

The sides did not discuss a pipeline.

On the fishing quota, the Minister said that Kestria expects a written reply. On visas he said that work goes on.
";

const LENTA: &str = "\
Переговоры в Линдхафене завершились без соглашения

Министры иностранных дел Маравии и Кестрии беседовали несколько часов. Совместного заявления не будет.

«Мы не собираемся закрывать пролив», — сказала Ильзе Дорн.
";

/// The first account: a newspaper's story, with a nested statement and an exchange.
pub fn courier() -> Annotated {
    let mut draft = Draft::new("courier", "The Lakeside Courier", "en", COURIER);
    let dorn = draft.actor("Ilse Dorn", "foreign minister", "Maravia");
    let vale = draft.actor("Tomas Vale", "foreign minister", "Kestria");
    let official = draft.actor("a senior Maravian official", "", "Maravia");
    let strait = draft.issue("Sund Strait");
    let sailors = draft.issue("detained sailors");
    let tariff = draft.issue("grain tariff");
    let pipeline = draft.issue("pipeline");
    let fleet = draft.issue("fleet");
    let summit = draft.issue("summit of leaders");
    let direct = Form::Direct;
    draft.say(direct, dorn, strait, &["We will not close the Sund Strait to anyone, today or ever,"], "told", "Ilse Dorn, Maravia’s foreign minister").act = Act::Reject;
    draft.say(Form::Indirect, dorn, sailors, &["twelve Kestrian sailors would go home before the end of May"], "said", "She");
    let outer = draft.say(direct, vale, fleet, &["I was told, and I quote my colleague, ‘the fleet stays where it is’, and that is not an answer,"], "he said", "he");
    outer.addressee = vec![dorn];
    let outer = outer.id;
    let inner = draft.say(direct, dorn, fleet, &["the fleet stays where it is"], "I quote", "my colleague");
    inner.within = Some(outer);
    inner.confidence = 0.71;
    let off = draft.say(Form::Indirect, official, tariff, &["the grain tariff had not come up at all"], "said the", "A senior Maravian official");
    (off.record, off.sourcing, off.confidence) = (Record::Off, Sourcing::Unnamed, 0.84);
    let denial = draft.say(Form::Mixed, dorn, pipeline, &["a pipeline under the strait had been offered in exchange", "There is no such paper,"], "denied that", "Dorn");
    denial.polarity = Polarity::Denied;
    denial.said_at = Some(SaidAt { earliest: Some("2031-05-06".into()), latest: Some("2031-05-06".into()) });
    draft.say(direct, dorn, summit, &["If there is something to sign, yes."], "", "DORN").channel = Some(Channel::Briefing);
    draft.block("By Hanne Lofts", BlockKind::Furniture);
    draft.block("Questions and answers", BlockKind::Heading);
    draft.block("REPORTER", BlockKind::Turn);
    draft.block("DORN", BlockKind::Turn);
    draft.block("Photo:", BlockKind::Credit);
    draft.warn("‘the fleet stays where it is’", "a quotation stands inside another");
    let account = &mut draft.0.account;
    account.title = Some("Maravia and Kestria talk through the night, and part over the strait".into());
    account.published = Some("2031-05-07".into());
    account.source.url = Some("https://courier.example/strait".into());
    account.source.author = Some("Hanne Lofts".into());
    account.source.kind = Some("article".into());
    draft.0
}

/// The second account: a ministry's read-out, with content in two pieces and overlapping spans.
pub fn readout() -> Annotated {
    let mut draft = Draft::new("read-out", "Kestrian Ministry of Foreign Affairs", "en", READOUT);
    let vale = draft.actor("Tomas Vale", "Minister", "Kestria");
    let dorn = draft.actor("Ilse Dorn", "Foreign Minister of Maravia", "Maravia");
    let tariff = draft.issue("grain tariff");
    let strait = draft.issue("Sund Strait");
    let sailors = draft.issue("detained sailors");
    let fleet = draft.issue("fleet");
    let quota = draft.issue("fishing quota");
    let visas = draft.issue("visas");
    draft.say(Form::Indirect, vale, tariff, &["the grain tariff must be lifted by the first of June"], "stressed that", "The Minister").act = Act::Request;
    draft.say(Form::Mixed, dorn, strait, &["Maravia “shall never close the Sund Strait to any nation”"], "assured", "Minister Dorn").addressee = vec![vale];
    draft.say(Form::Indirect, dorn, sailors, &["ten sailors of Kestria would be released in May"], "assured", "Minister Dorn");
    let outer = draft.say(Form::Mixed, vale, fleet, &["recalled his colleague’s own words that “the fleet will remain where it is” and rejected them as no answer"], "", "").id;
    draft.say(Form::Direct, dorn, fleet, &["the fleet will remain where it is"], "words that", "his colleague").within = Some(outer);
    draft.say(Form::Indirect, vale, quota, &["Kestria expects a written reply"], "said that Kestria", "the Minister said");
    draft.say(Form::Indirect, vale, visas, &["work goes on"], "he said that work", "he");
    let account = &mut draft.0.account;
    account.title = Some("Read-out of the meeting of Minister Vale with the Foreign Minister of Maravia".into());
    account.published = Some("2031-05-06".into());
    account.source.kind = Some("read-out".into());
    account.source.side = Some("Kestria".into());
    draft.0
}

/// The third account: in a language that is not analysed.
pub fn lenta() -> Annotated {
    let mut draft = Draft::new("Лента пролива", "Лента пролива", "ru", LENTA);
    draft.warn("", "the language is not analysed: no statements were looked for");
    draft.0.account.title = Some("Переговоры в Линдхафене завершились без соглашения".into());
    draft.0
}

fn reference(account: &str, statement: u32) -> StatementRef {
    StatementRef { account: account.into(), statement: StatementId(statement) }
}

fn words(annotated: &Annotated, words: &str) -> Evidence {
    let span = Draft(annotated.clone()).at(words);
    Evidence { account: annotated.account.id.clone(), span }
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
        }],
        timeline: vec![
            Moment {
                earliest: Some("2031-05-06".into()),
                latest: Some("2031-05-06".into()),
                label: "talks in Lindhaven".into(),
                evidence: vec![words(&courier, "met for six hours in Lindhaven on Tuesday"), words(&readout, "today received")],
            },
            Moment { earliest: None, latest: Some("2031-05-31".into()), label: "sailors go home".into(), evidence: vec![words(&courier, "before the end of May")] },
        ],
        accounts: vec![courier, readout, lenta],
    }
}

fn identities() -> Vec<Identity> {
    let actor = |account: &str, id| (account.to_string(), rashomon_core::ActorId(id));
    vec![
        Identity { id: IdentityId(1), name: "Ilse Dorn".into(), actors: vec![actor("courier", 1), actor("read-out", 2)] },
        Identity { id: IdentityId(2), name: "Tomas Vale".into(), actors: vec![actor("courier", 2), actor("read-out", 1)] },
        Identity { id: IdentityId(3), name: "a senior Maravian official".into(), actors: vec![actor("courier", 3)] },
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
    let mut all = vec![thread(1, 1, 1, 2, 0.91), thread(2, 1, 2, 3, 0.86), thread(3, 1, 4, 5, 0.94), thread(4, 2, 3, 4, 0.62)];
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
        found(1, DiscrepancyKind::Wording, Some(3), "stays where it is", "will remain where it is", "One quotation stands in other words.", 0.9),
        found(2, DiscrepancyKind::Number, None, "six hours", "four hours", "The talks last six hours in one account and four in the other.", 0.88),
        found(3, DiscrepancyKind::Number, Some(2), "twelve Kestrian sailors", "ten sailors of Kestria", "One account has twelve sailors, the other ten.", 0.9),
        found(4, DiscrepancyKind::Polarity, None, "the grain tariff had not come up at all", "stressed that the grain tariff must be lifted", "One account has the tariff raised, the other says it was not.", 0.47),
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
        lacks(issue("summit of leaders"), "courier", "read-out", nearest(readout, "Minister Tomas Vale today received the Foreign Minister of Maravia, Ilse Dorn.", 0.44), 0.8),
        lacks(issue("fishing quota"), "read-out", "courier", None, 0.9),
        lacks(issue("visas"), "read-out", "courier", nearest(courier, "left by separate doors", 0.12), 0.9),
        lacks(statement("courier", 7), "courier", "read-out", nearest(readout, "The conversation lasted four hours.", 0.31), 0.77),
        lacks(statement("courier", 5), "courier", "read-out", nearest(readout, "The sides did not discuss a pipeline.", 0.58), 0.42),
        lacks(statement("read-out", 6), "read-out", "courier", nearest(courier, "There is no such paper", 0.21), 0.9),
        lacks(statement("read-out", 7), "read-out", "courier", None, 0.66),
    ]
}

fn ledger(courier: &Annotated, readout: &Annotated) -> Ledger {
    use CellState::*;
    let rows: [(&str, (CellState, &[u32]), (CellState, &[u32])); 8] = [
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
                mentions: if spoken { vec![words(annotated, "The sides did not discuss a pipeline.").span] } else { Vec::new() },
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

/// Two accounts whose text, names and ids try to break out of the page or the terminal.
pub fn hostile() -> Comparison {
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    let text = format!(
        "<script>alert(1)</script>\n\n“\u{202e}gnihton si sihT\u{202c} & </span><img src=x onerror=alert(2)>,” said O’Hara\u{1b}[2J\u{1b}]0;owned\u{7}.\n\n{word} said nothing.\n\n“مرحبا بالعالم”, he said.\n\nnull\u{0} \u{9b}31m red\n"
    );
    let mut draft = Draft::new("\"><script>alert(3)</script>", "Evil\u{202e} <b>Gazette</b>", "en\" onload=\"x", &text);
    let who = draft.actor("O’Hara\u{1b}[31m <i>\u{2066}x", "<role>", "");
    let issue = draft.issue("<script>issue</script>\u{202e}");
    let arabic = draft.issue("السلام");
    draft.say(Form::Direct, who, issue, &["\u{202e}gnihton si sihT\u{202c} & </span><img src=x onerror=alert(2)>,"], "said", "O’Hara");
    draft.say(Form::Direct, who, arabic, &["مرحبا بالعالم"], "he said", "he");
    draft.say(Form::Indirect, who, issue, &[word.as_str()], "said nothing", "");
    draft.0.account.title = Some("<script>alert(1)</script>".into());
    draft.0.account.source.url = Some("javascript:alert(4)".into());
    draft.0.account.language = Some("en".into());
    draft.warn("null", "a \u{0} in <b>the text</b>");
    let mut second = Draft::new("plain", "Plain", "en", "Plain.\n\nO’Hara said this is nothing.\n");
    let plain = second.actor("O’Hara", "", "");
    let about = second.issue("<script>issue</script>\u{202e}");
    second.say(Form::Indirect, plain, about, &["this is nothing"], "said", "O’Hara");
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
        cells: vec![Cell { issue: "<script>issue</script>\u{202e}".into(), account: id.clone(), statements: vec![StatementId(1), StatementId(3)], state: CellState::Said, mentions: Vec::new() }],
    };
    let discrepancy = Discrepancy {
        id: DiscrepancyId(1),
        kind: DiscrepancyKind::Person,
        thread: Some(ThreadId(1)),
        evidence: vec![words(&draft.0, "</span><img src=x"), words(&second.0, "nothing"), Evidence { account: id, span: rashomon_core::Span::new(3, 99_999) }],
        why: "<b>why</b> \u{1b}[1m".into(),
        confidence: f32::NAN,
    };
    Comparison { schema: SCHEMA.into(), threads: vec![thread], discrepancies: vec![discrepancy], ledger, accounts: vec![draft.0, second.0], ..Comparison::default() }
}

/// Twenty-seven accounts, copies of the first two under other names.
pub fn many() -> Comparison {
    let mut comparison = comparison();
    for number in 4..=27u32 {
        let source = if number % 2 == 0 { courier() } else { readout() };
        let mut copy = source.clone();
        copy.account.id = format!("{}-{number}", source.account.id);
        copy.account.source.outlet = Some(format!("Outlet number {number}"));
        let cells: Vec<Cell> = comparison.ledger.cells.iter().filter(|cell| cell.account == source.account.id).cloned().collect();
        comparison.ledger.cells.extend(cells.into_iter().map(|cell| Cell { account: copy.account.id.clone(), ..cell }));
        for thread in &mut comparison.threads {
            let member = thread.members.iter().find(|member| member.account == source.account.id).cloned();
            thread.members.extend(member.map(|member| StatementRef { account: copy.account.id.clone(), ..member }));
        }
        comparison.accounts.push(copy);
    }
    comparison.copies = vec![vec!["courier".into(), "courier-4".into(), "courier-6".into()]];
    comparison
}
