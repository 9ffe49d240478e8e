//! Tables of what is gathered from all accounts: positions, events, voices, the timeline, and people's notes.

use super::Handover;
use super::table::Table;
use crate::events;
use crate::index::Index;
use crate::phrase::{act, agreement};

/// A row for each statement on which a position rests.
pub(super) fn positions(index: &Index<'_>) -> Table {
    let mut table = Table::new(&["who", "issue", "act", "accounts", "account", "statement", "words"]);
    for position in &index.comparison.positions {
        let who = index
            .comparison
            .identity(position.identity)
            .map(|p| p.name.clone())
            .unwrap_or_default();
        for said in position
            .statements
            .iter()
            .filter_map(|reference| index.resolve(reference))
        {
            table.row([
                who.clone(),
                position.issue.clone(),
                act(position.act),
                agreement(position.agreement).to_owned(),
                said.annotated.account.id.clone(),
                said.statement.id.to_string(),
                said.words(),
            ]);
        }
    }
    table
}

/// A row for each account's mention of each event.
pub(super) fn events(index: &Index<'_>) -> Table {
    let mut table = Table::new(&[
        "event", "kind", "who", "earliest", "latest", "where", "account", "words", "start", "end",
    ]);
    for event in &index.comparison.events {
        let (kind, who) = events::heading(index, event);
        let places: Vec<&str> = event.places.iter().map(|place| place.name.as_str()).collect();
        for (place, span) in event.mentions.iter().filter_map(|m| events::mention(index, m)) {
            let account = &index.comparison.accounts[place].account;
            table.row([
                event.id.to_string(),
                kind.clone(),
                who.clone(),
                event.earliest.clone().unwrap_or_default(),
                event.latest.clone().unwrap_or_default(),
                places.join("; "),
                account.id.clone(),
                span.of(&account.text).to_owned(),
                span.start.to_string(),
                span.end.to_string(),
            ]);
        }
    }
    table
}

/// A row for each account in which someone is heard.
pub(super) fn voices(index: &Index<'_>) -> Table {
    let mut table = Table::new(&["who", "account", "words", "share"]);
    for voice in &index.comparison.figures.voices {
        let who = index.comparison.identity(voice.identity);
        for part in &voice.by_account {
            table.row([
                who.map(|identity| identity.name.clone()).unwrap_or_default(),
                part.account.clone(),
                part.words.to_string(),
                voice.share.to_string(),
            ]);
        }
    }
    table
}

/// A row for each place that says when something took place.
pub(super) fn timeline(index: &Index<'_>) -> Table {
    let mut table = Table::new(&["earliest", "latest", "what", "account", "start", "end"]);
    for moment in &index.comparison.timeline {
        for evidence in &moment.evidence {
            table.row([
                moment.earliest.clone().unwrap_or_default(),
                moment.latest.clone().unwrap_or_default(),
                moment.label.clone(),
                evidence.account.clone(),
                evidence.span.start.to_string(),
                evidence.span.end.to_string(),
            ]);
        }
    }
    table
}

/// What people wrote.
pub(super) fn notes(handover: &Handover<'_>) -> Table {
    let mut table = Table::new(&["on", "note", "by", "at"]);
    for note in handover.notes {
        table.row([
            note.on.clone(),
            note.text.clone(),
            note.by.clone(),
            note.at.clone(),
        ]);
    }
    table
}
