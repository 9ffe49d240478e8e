//! Tables, one file each.

use rashomon_core::Comparison;
use rashomon_core::comparison::Omitted;

use super::table::Table;
use super::{Handover, archive, gathered};
use crate::index::{Index, Said, name};
use crate::phrase::{act, form, issues, record, sourcing, thread_kind};

/// Every table of a comparison: a ZIP archive of CSV files in UTF-8 (RFC 4180).
///
/// A cell that a spreadsheet would take for a formula has an apostrophe in front. Offsets are UTF-8 bytes.
pub fn csv_tables(handover: &Handover<'_>) -> Vec<u8> {
    let index = Index::new(handover.comparison);
    let tables = [
        ("accounts", accounts(&index)),
        ("statements", statements(&index)),
        ("threads", threads(&index)),
        ("discrepancies", discrepancies(&index)),
        ("omissions", omissions(&index)),
        ("ledger", ledger(handover.comparison)),
        ("positions", gathered::positions(&index)),
        ("events", gathered::events(&index)),
        ("voices", gathered::voices(&index)),
        ("timeline", gathered::timeline(&index)),
        ("notes", gathered::notes(handover)),
    ];
    let files = tables.map(|(name, table)| (format!("{name}.csv"), table.written().into_bytes()));
    archive(&files)
}

/// Statements as users of Discourse Network Analyzer code them: a row for each statement and each of its issues, with
/// person, organization, concept and agreement (1, or 0 for what is denied or rejected).
///
/// Source: the columns of DNA's event list export, P. Leifeld, <https://github.com/leifeld/dna>.
pub fn statement_table(comparison: &Comparison) -> Vec<u8> {
    let index = Index::new(comparison);
    let mut table = Table::new(&[
        "ID",
        "Date",
        "Document",
        "Author",
        "Source",
        "Section",
        "Type",
        "person",
        "organization",
        "concept",
        "agreement",
        "text",
    ]);
    for said in all(&index) {
        let account = &said.annotated.account;
        let organization = said
            .statement
            .on_behalf_of
            .and_then(|id| said.annotated.actor(id));
        let actor = said.statement.speaker.and_then(|id| said.annotated.actor(id));
        let organization = organization
            .map(|o| o.name.clone())
            .or(actor.and_then(|actor| actor.side.clone()));
        for concept in issues(said.annotated, said.statement) {
            table.row([
                (table.rows() + 1).to_string(),
                account.published.clone().unwrap_or_default(),
                account.title.clone().unwrap_or_else(|| account.id.clone()),
                account.source.author.clone().unwrap_or_default(),
                name(said.annotated),
                account.source.side.clone().unwrap_or_default(),
                account.source.kind.clone().unwrap_or_default(),
                said.speaker(),
                organization.clone().unwrap_or_default(),
                concept.to_owned(),
                u8::from(agrees(&said)).to_string(),
                said.words(),
            ]);
        }
    }
    table.written().into_bytes()
}

fn agrees(said: &Said<'_>) -> bool {
    use rashomon_core::{Act, Polarity};
    let opposes = matches!(
        said.statement.act,
        Act::Reject | Act::Accuse | Act::Threaten | Act::Protest
    );
    said.statement.polarity != Polarity::Denied && !opposes
}

fn all<'a>(index: &'a Index<'_>) -> impl Iterator<Item = Said<'a>> {
    index.accounts().flat_map(|(place, annotated)| {
        annotated.statements.iter().map(move |statement| Said {
            place,
            annotated,
            statement,
        })
    })
}

fn accounts(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "account",
        "title",
        "outlet",
        "side",
        "kind",
        "author",
        "published",
        "language",
        "url",
        "path",
    ]);
    for (_, annotated) in index.accounts() {
        let account = &annotated.account;
        let source = account.source.clone();
        let known = [
            Some(account.id.clone()),
            account.title.clone(),
            source.outlet,
            source.side,
            source.kind,
            source.author,
            account.published.clone(),
            account.language.clone(),
            source.url,
            Some(account.path.clone()),
        ];
        table.row(known.map(Option::unwrap_or_default));
    }
    table
}

fn statements(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "account",
        "statement",
        "start",
        "end",
        "words",
        "speaker",
        "addressee",
        "form",
        "sourcing",
        "record",
        "channel",
        "act",
        "polarity",
        "issues",
        "confidence",
        "by",
    ]);
    for said in all(index) {
        let s = said.statement;
        let addressees: Vec<String> = s
            .addressee
            .iter()
            .filter_map(|id| said.annotated.actor(*id))
            .map(|actor| actor.name.clone())
            .collect();
        table.row([
            said.annotated.account.id.clone(),
            s.id.to_string(),
            s.extent().start.to_string(),
            s.extent().end.to_string(),
            said.words(),
            said.speaker(),
            addressees.join("; "),
            form(s.form).to_owned(),
            sourcing(s.sourcing).to_owned(),
            record(s.record).to_owned(),
            s.channel
                .map(|channel| channel.label().to_owned())
                .unwrap_or_default(),
            act(s.act),
            format!("{:?}", s.polarity).to_lowercase(),
            issues(said.annotated, s).join("; "),
            format!("{:.2}", s.confidence),
            s.by.clone(),
        ]);
    }
    table
}

fn threads(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "thread",
        "kind",
        "account",
        "statement",
        "speaker",
        "words",
        "confidence",
    ]);
    for thread in &index.comparison.threads {
        for said in index.members(thread) {
            table.row([
                thread.id.to_string(),
                thread_kind(thread.kind).to_owned(),
                said.annotated.account.id.clone(),
                said.statement.id.to_string(),
                said.speaker(),
                said.words(),
                format!("{:.2}", thread.confidence),
            ]);
        }
    }
    table
}

fn discrepancies(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "discrepancy",
        "kind",
        "account",
        "start",
        "end",
        "words",
        "why",
        "confidence",
    ]);
    for found in &index.comparison.discrepancies {
        for evidence in &found.evidence {
            let text = index
                .comparison
                .account(&evidence.account)
                .map(|a| a.account.text.as_str());
            table.row([
                found.id.to_string(),
                found.kind.label().to_owned(),
                evidence.account.clone(),
                evidence.span.start.to_string(),
                evidence.span.end.to_string(),
                text.map_or("", |text| crate::words::words(text, evidence.span))
                    .to_owned(),
                found.why.clone(),
                format!("{:.2}", found.confidence),
            ]);
        }
    }
    table
}

fn omissions(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "left_out",
        "what",
        "absent_from",
        "present_in",
        "nearest",
        "likeness",
        "confidence",
    ]);
    for omission in &index.comparison.omissions {
        let (kind, what) = match &omission.what {
            Omitted::Issue(issue) => ("issue", issue.clone()),
            Omitted::Statement(reference) => {
                let said = index.resolve(reference);
                (
                    "statement",
                    said.map(|said| format!("{}: {}", said.speaker(), said.words()))
                        .unwrap_or_default(),
                )
            }
        };
        let nearest = omission.nearest.as_ref().map(|nearest| {
            let text = index
                .comparison
                .account(&nearest.account)
                .map(|a| a.account.text.as_str());
            (
                text.map_or("", |text| crate::words::words(text, nearest.span)),
                nearest.score,
            )
        });
        table.row([
            kind.to_owned(),
            what,
            omission.absent_from.clone(),
            omission.present_in.join("; "),
            nearest.map(|(words, _)| words.to_owned()).unwrap_or_default(),
            nearest
                .map(|(_, score)| format!("{score:.2}"))
                .unwrap_or_default(),
            format!("{:.2}", omission.confidence),
        ]);
    }
    table
}

fn ledger(comparison: &Comparison) -> Table {
    let mut table = Table::new(&["issue", "account", "state", "statements"]);
    for cell in &comparison.ledger.cells {
        let statements: Vec<String> = cell.statements.iter().map(ToString::to_string).collect();
        table.row([
            cell.issue.clone(),
            cell.account.clone(),
            cell.state.label().to_owned(),
            statements.join(" "),
        ]);
    }
    table
}
