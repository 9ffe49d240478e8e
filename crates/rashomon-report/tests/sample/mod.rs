//! An invented event in invented countries, as three accounts tell it, and what a comparison would find.
#![allow(dead_code)] // each test binary uses a part

mod draft;
mod extremes;
mod found;

pub use draft::Draft;
pub use extremes::{hostile, many};
pub use found::comparison;

use rashomon_core::account::BlockKind;
use rashomon_core::{Act, Annotated, Channel, Form, Polarity, Record, SaidAt, Sourcing};

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
    draft
        .say(
            direct,
            dorn,
            strait,
            &["We will not close the Sund Strait to anyone, today or ever,"],
            "told",
            "Ilse Dorn, Maravia’s foreign minister",
        )
        .act = Act::Reject;
    draft.say(
        Form::Indirect,
        dorn,
        sailors,
        &["twelve Kestrian sailors would go home before the end of May"],
        "said",
        "She",
    );
    let outer = draft.say(
        direct,
        vale,
        fleet,
        &["I was told, and I quote my colleague, ‘the fleet stays where it is’, and that is not an answer,"],
        "said",
        "he",
    );
    outer.addressee = vec![dorn];
    let outer = outer.id;
    let inner = draft.say(
        direct,
        dorn,
        fleet,
        &["the fleet stays where it is"],
        "I quote",
        "my colleague",
    );
    inner.within = Some(outer);
    inner.confidence = 0.71;
    let off = draft.say(
        Form::Indirect,
        official,
        tariff,
        &["the grain tariff had not come up at all"],
        "said",
        "A senior Maravian official",
    );
    (off.record, off.sourcing, off.confidence) = (Record::Off, Sourcing::Unnamed, 0.84);
    let denial = draft.say(
        Form::Mixed,
        dorn,
        pipeline,
        &[
            "a pipeline under the strait had been offered in exchange",
            "There is no such paper,",
        ],
        "denied that",
        "Dorn",
    );
    denial.polarity = Polarity::Denied;
    denial.said_at = Some(SaidAt {
        earliest: Some("2031-05-06".into()),
        latest: Some("2031-05-06".into()),
    });
    draft
        .say(
            direct,
            dorn,
            summit,
            &["If there is something to sign, yes."],
            "",
            "DORN",
        )
        .channel = Some(Channel::Briefing);
    draft.block("By Hanne Lofts", BlockKind::Furniture);
    draft.block("Questions and answers", BlockKind::Heading);
    draft.block("REPORTER", BlockKind::Turn);
    draft.block("DORN", BlockKind::Turn);
    draft.block("Photo:", BlockKind::Credit);
    draft.warn(
        "‘the fleet stays where it is’",
        "a quotation stands inside another",
    );
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
    draft
        .say(
            Form::Indirect,
            vale,
            tariff,
            &["the grain tariff must be lifted by the first of June"],
            "stressed that",
            "The Minister",
        )
        .act = Act::Request;
    draft
        .say(
            Form::Mixed,
            dorn,
            strait,
            &["Maravia “shall never close the Sund Strait to any nation”"],
            "assured",
            "Minister Dorn",
        )
        .addressee = vec![vale];
    draft.say(
        Form::Indirect,
        dorn,
        sailors,
        &["ten sailors of Kestria would be released in May"],
        "assured",
        "Minister Dorn",
    );
    let outer = draft.say(Form::Mixed, vale, fleet, &["recalled his colleague’s own words that “the fleet will remain where it is” and rejected them as no answer"], "", "").id;
    draft
        .say(
            Form::Direct,
            dorn,
            fleet,
            &["the fleet will remain where it is"],
            "words that",
            "his colleague",
        )
        .within = Some(outer);
    draft.say(
        Form::Indirect,
        vale,
        quota,
        &["Kestria expects a written reply"],
        "said that",
        "the Minister",
    );
    draft.say(Form::Indirect, vale, visas, &["work goes on"], "said that", "he");
    let account = &mut draft.0.account;
    account.title =
        Some("Read-out of the meeting of Minister Vale with the Foreign Minister of Maravia".into());
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
