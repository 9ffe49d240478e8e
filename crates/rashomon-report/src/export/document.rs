//! The comparison as a short paper: what analysts publish. Markdown and DOCX are two ways to write it.

use rashomon_core::comparison::{Cell, CellState};

use super::Handover;
use crate::index::{Index, Said, letter, name};
use crate::phrase::{count, form, summary};
use crate::visible::one_line;
use crate::words::{clipped, words};

/// Accounts that get a column each; of more, each issue has one cell for all.
const COLUMNS: usize = 3;
/// Statements quoted in one cell.
const QUOTED: usize = 6;
/// Characters of one quotation.
const LENGTH: usize = 280;

/// A part of the paper.
pub(super) enum Block {
    /// Its title.
    Title(String),
    /// The head of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Points.
    List(Vec<String>),
    /// A table; a cell is several lines.
    Table {
        head: Vec<String>,
        rows: Vec<Vec<Vec<String>>>,
    },
}

/// The paper: the accounts, the table of issues by account, the discrepancies, the notes.
pub(super) fn paper(handover: &Handover<'_>) -> Vec<Block> {
    let index = Index::new(handover.comparison);
    let mut blocks = vec![
        Block::Title(one_line(handover.title)),
        Block::Text(summary(&index)),
        Block::Heading("Accounts".to_owned()),
        Block::List(
            index
                .accounts()
                .map(|(place, _)| account(&index, place))
                .collect(),
        ),
        Block::Heading("Issues by account".to_owned()),
        table(&index),
    ];
    let found = index.weighed_discrepancies();
    if !found.is_empty() {
        blocks.push(Block::Heading("Discrepancies".to_owned()));
        blocks.push(Block::List(
            found
                .iter()
                .map(|found| {
                    let evidence = found.evidence.iter().filter_map(|evidence| {
                        let place = index.place(&evidence.account)?;
                        let text = &handover.comparison.accounts[place].account.text;
                        Some(format!(
                            "{}: “{}”",
                            letter(place),
                            clipped(&one_line(words(text, evidence.span)), LENGTH)
                        ))
                    });
                    let evidence: Vec<String> = evidence.collect();
                    format!(
                        "{} ({}). {}",
                        one_line(&found.why),
                        found.kind.label(),
                        evidence.join("; ")
                    )
                })
                .collect(),
        ));
    }
    if !handover.notes.is_empty() {
        blocks.push(Block::Heading("Notes".to_owned()));
        let line = |note: &super::Note| {
            format!(
                "{}: {} ({}, {})",
                one_line(&note.on),
                one_line(&note.text),
                one_line(&note.by),
                &note.at
            )
        };
        blocks.push(Block::List(handover.notes.iter().map(line).collect()));
    }
    blocks.push(Block::Text(
        "“Not mentioned” means that no passage was found, not that there is none. Letters and numbers name the \
         account and the statement."
            .to_owned(),
    ));
    blocks
}

fn account(index: &Index<'_>, place: usize) -> String {
    let annotated = &index.comparison.accounts[place];
    let account = &annotated.account;
    let facts = [
        account.title.clone().filter(|title| *title != name(annotated)),
        account.published.clone(),
        account
            .source
            .side
            .as_ref()
            .map(|side| format!("published by the side of {side}")),
        account.source.url.clone(),
        Some(count(annotated.statements.len(), "statement")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| one_line(&fact)).collect();
    format!(
        "{} {}. {}",
        letter(place),
        one_line(&name(annotated)),
        facts.join(", ")
    )
}

fn table(index: &Index<'_>) -> Block {
    let accounts: Vec<_> = index.accounts().collect();
    let is_few = accounts.len() <= COLUMNS;
    let heads = accounts
        .iter()
        .map(|(place, annotated)| format!("{} {}", letter(*place), one_line(&name(annotated))));
    let mut head = vec!["Issue".to_owned()];
    match is_few {
        true => head.extend(heads),
        false => head.push("What the accounts say".to_owned()),
    }
    let rows = index.comparison.ledger.issues.iter().map(|issue| {
        let mut row = vec![vec![one_line(issue)]];
        let cells = accounts.iter().map(|(place, annotated)| {
            let cell = index.cell(issue, &annotated.account.id);
            lines(index, *place, cell)
        });
        match is_few {
            true => row.extend(cells),
            false => row.push(together(cells.collect())),
        }
        row
    });
    Block::Table {
        rows: rows.collect(),
        head,
    }
}

/// What all accounts say in one cell: those that say nothing are named together at the end.
fn together(cells: Vec<Vec<String>>) -> Vec<String> {
    let (mut out, mut silent) = (Vec::new(), Vec::new());
    for (place, lines) in cells.into_iter().enumerate() {
        if lines == [CellState::NotMentioned.label()] {
            silent.push(letter(place));
        } else {
            out.push(format!("{}: {}", letter(place), lines.join(" ")));
        }
    }
    if !silent.is_empty() {
        out.push(format!(
            "{}: {}",
            silent.join(", "),
            CellState::NotMentioned.label()
        ));
    }
    out
}

fn lines(index: &Index<'_>, place: usize, cell: Option<&Cell>) -> Vec<String> {
    let Some(cell) = cell else {
        return vec!["not analysed".to_owned()];
    };
    let mut lines = vec![cell.state.label().to_owned()];
    let said: Vec<Said<'_>> = cell
        .statements
        .iter()
        .filter_map(|id| index.said(place, *id))
        .collect();
    for said in said.iter().take(QUOTED) {
        let words = clipped(&one_line(&said.words()), LENGTH);
        let words = match form(said.statement.form) {
            "direct" => format!("“{}”", words.trim_matches(['“', '”', '"'])),
            _ => words,
        };
        lines.push(format!(
            "{}: {words} ({})",
            one_line(&said.speaker()),
            said.reference()
        ));
    }
    if said.len() > QUOTED {
        lines.push(format!("and {} more", said.len() - QUOTED));
    }
    lines
}
