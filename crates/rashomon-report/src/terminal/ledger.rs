//! The ledger as a table where it fits, else as a list for each issue.

use rashomon_core::Annotated;
use rashomon_core::comparison::{Cell, CellState};

use super::paint::{Screen, Tone};
use super::wrap::{Run, glued, run, whole, wrap};
use crate::index::{Index, letter, name};
use crate::phrase::sign;
use crate::words::{clipped, glimpse};

/// Columns below which a cell cannot be read.
const NARROWEST_CELL: usize = 20;
/// Statements quoted in a cell.
const QUOTED: usize = 2;

pub(crate) fn write(screen: &mut Screen, index: &Index<'_>) {
    let issues = &index.comparison.ledger.issues;
    screen.title("Ledger");
    if issues.is_empty() {
        screen.line(0, &[run(Tone::Faint, "No issue was found in these accounts.")]);
        return;
    }
    let accounts = columns(index).count();
    let label = (screen.width / 6).clamp(10, 18);
    let cell = screen.width.saturating_sub(label + 2 * accounts) / accounts.max(1);
    if cell >= NARROWEST_CELL {
        table(screen, index, label, cell);
    } else {
        issues.iter().for_each(|issue| list(screen, index, issue));
    }
}

/// The accounts that a table has columns for: those that were analysed.
fn columns<'a>(index: &Index<'a>) -> impl Iterator<Item = (usize, &'a Annotated)> + use<'a> {
    index
        .accounts()
        .filter(|(_, annotated)| annotated.account.is_analysed())
}

/// Issues as rows, accounts as columns.
fn table(screen: &mut Screen, index: &Index<'_>, label: usize, cell: usize) {
    let mut widths = vec![label];
    widths.extend(columns(index).map(|_| cell));
    let mut head = vec![wrap(&[run(Tone::Faint, "issue")], label)];
    head.extend(columns(index).map(|(place, annotated)| {
        wrap(
            &[
                run(Tone::Reference, letter(place)),
                run(Tone::Strong, name(annotated)),
            ],
            cell,
        )
    }));
    screen.row(&head, &widths);
    for issue in &index.comparison.ledger.issues {
        screen.gap();
        let mut row = vec![wrap(&[run(Tone::Strong, issue)], label)];
        row.extend(columns(index).map(|(place, annotated)| {
            let lines = cell_lines(index, place, annotated, issue, cell * 3);
            lines.iter().flat_map(|line| wrap(line, cell)).collect()
        }));
        screen.row(&row, &widths);
    }
}

/// One issue with a line or two for each account; accounts that do not mention it share one line.
fn list(screen: &mut Screen, index: &Index<'_>, issue: &str) {
    screen.gap();
    screen.line(0, &[run(Tone::Strong, issue)]);
    let mut silent = Vec::new();
    for (place, annotated) in index.accounts() {
        let state = state(index, annotated, issue);
        if state.is_none_or(|state| state == CellState::NotMentioned) {
            silent.push((letter(place), state.is_none()));
            continue;
        }
        let lines = cell_lines(index, place, annotated, issue, 2 * screen.width);
        for (number, line) in lines.iter().enumerate() {
            let head = [run(Tone::Reference, letter(place))];
            let head = if number == 0 { &head[..] } else { &[] };
            let indent = if number == 0 { 2 } else { 6 };
            screen.hanging(indent, 6, &[head, line].concat());
        }
    }
    for (word, unread) in [("○ not mentioned:", false), ("— not analysed:", true)] {
        let letters: Vec<&str> = silent
            .iter()
            .filter(|s| s.1 == unread)
            .map(|s| s.0.as_str())
            .collect();
        if !letters.is_empty() {
            screen.hanging(
                2,
                6,
                &[run(Tone::Faint, word), run(Tone::Reference, letters.join(" "))],
            );
        }
    }
}

/// The state of a cell, or `None` when the account was not analysed or has no entry.
fn state(index: &Index<'_>, annotated: &Annotated, issue: &str) -> Option<CellState> {
    let cell = index.comparison.ledger.cell(issue, &annotated.account.id)?;
    let is_empty = cell.statements.is_empty() && cell.mentions.is_empty();
    (annotated.account.is_analysed() || !is_empty).then_some(cell.state)
}

/// State, then the first statements: speaker and the start of what they said.
fn cell_lines(
    index: &Index<'_>,
    place: usize,
    annotated: &Annotated,
    issue: &str,
    limit: usize,
) -> Vec<Vec<Run>> {
    let Some(state) = state(index, annotated, issue) else {
        return vec![vec![run(Tone::Faint, "— not analysed")]];
    };
    let cell = index.comparison.ledger.cell(issue, &annotated.account.id);
    let mut lines = vec![vec![
        run(tone(state), sign(state)),
        run(tone(state), state.label()),
    ]];
    let Some(cell) = cell else { return lines };
    for said in cell
        .statements
        .iter()
        .take(QUOTED)
        .filter_map(|id| index.said(place, *id))
    {
        lines.push(vec![
            run(Tone::Strong, said.speaker()),
            glued(Tone::Strong, ":"),
            run(Tone::Plain, clipped(&said.words(), limit)),
            whole(Tone::Reference, said.reference()),
        ]);
    }
    lines.extend(remainder(cell, annotated, limit));
    lines
}

/// "and 3 more", or where the account speaks of the issue when it reports no statement.
fn remainder(cell: &Cell, annotated: &Annotated, limit: usize) -> Option<Vec<Run>> {
    if cell.statements.len() > QUOTED {
        return Some(vec![run(
            Tone::Faint,
            format!("and {} more", cell.statements.len() - QUOTED),
        )]);
    }
    let span = cell.mentions.first().filter(|_| cell.statements.is_empty())?;
    let found = glimpse(&annotated.account.text, *span, limit);
    Some(vec![run(Tone::Faint, "spoken of:"), run(Tone::Plain, found)])
}

fn tone(state: CellState) -> Tone {
    match state {
        CellState::Said => Tone::Good,
        CellState::Reworded => Tone::Differs,
        CellState::Contradicted => Tone::Against,
        CellState::OtherSideOnly => Tone::Other,
        CellState::NotMentioned => Tone::Faint,
    }
}
