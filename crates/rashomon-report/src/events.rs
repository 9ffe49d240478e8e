//! What is shown of an event that accounts tell of.

use rashomon_core::Span;
use rashomon_core::comparison::{CommonEvent, EventRef, Evidence};
use rashomon_core::event::EventStatus;

use crate::index::Index;
use crate::phrase::days;

/// A few words of ours or of an account, and the accounts that have them with the place in each.
pub(crate) struct Told {
    pub words: String,
    pub at: Vec<(usize, Span)>,
}

/// A line on an event: what it is about, and what each account has.
pub(crate) struct Row {
    pub label: &'static str,
    pub told: Vec<Told>,
}

/// Events worth a place of their own, and how many others there are.
///
/// Those that several accounts have, and of those of one account the ones of which it tells when, how long, at
/// whose request or how it was; what has neither people nor a place stays out.
pub(crate) fn shown<'a>(index: &Index<'a>) -> (Vec<&'a CommonEvent>, usize) {
    let events = &index.comparison.events;
    let several = |event: &CommonEvent| {
        event
            .mentions
            .iter()
            .any(|m| m.account != event.mentions[0].account)
    };
    let told = |event: &CommonEvent| {
        !event.times.is_empty()
            || !event.lengths.is_empty()
            || !event.asked_by.is_empty()
            || !event.characterised.is_empty()
            || !event.places.is_empty()
    };
    let placed = |event: &CommonEvent| event.participants.len() > 1 || !event.places.is_empty();
    let out: Vec<&CommonEvent> = events
        .iter()
        .filter(|e| placed(e) && (several(e) || told(e)))
        .collect();
    let others = events.len() - out.len();
    (out, others)
}

/// "meeting: Ada Moreau, Boris Lind", "planned visit: …".
pub(crate) fn heading(index: &Index<'_>, event: &CommonEvent) -> (String, String) {
    let status = match event.status {
        EventStatus::TookPlace => "",
        EventStatus::Ahead => "planned ",
        EventStatus::Denied => "denied ",
    };
    let names: Vec<&str> = event
        .participants
        .iter()
        .filter_map(|id| index.comparison.identity(*id))
        .map(|identity| identity.name.as_str())
        .collect();
    (format!("{status}{}", event.kind), names.join(", "))
}

/// When, where, how long, at whose request, how it was; only what some account says, the same words once.
pub(crate) fn rows(index: &Index<'_>, event: &CommonEvent) -> Vec<Row> {
    let words_of = |evidence: &Evidence| {
        let place = index.place(&evidence.account)?;
        let text = &index.comparison.accounts[place].account.text;
        Some(crate::words::words(text, evidence.span).to_owned())
    };
    let exact = |evidence: &Evidence| Some((words_of(evidence)?, evidence.clone()));
    let asked = event.asked_by.iter().filter_map(|asked| {
        let known = asked.identity.and_then(|id| index.comparison.identity(id));
        let words = known
            .map(|identity| identity.name.clone())
            .or_else(|| words_of(&asked.evidence));
        Some((words?, asked.evidence.clone()))
    });
    let places = event
        .places
        .iter()
        .map(|place| (place.name.clone(), place.evidence.clone()));
    let rows = [
        ("when", told(index, event.times.iter().filter_map(exact))),
        ("where", told(index, places)),
        (
            "how long",
            told(index, event.lengths.iter().filter_map(|l| exact(&l.evidence))),
        ),
        ("asked for by", told(index, asked)),
        (
            "how it was",
            told(index, event.characterised.iter().filter_map(exact)),
        ),
    ];
    rows.into_iter()
        .map(|(label, told)| Row { label, told })
        .filter(|row| !row.told.is_empty())
        .collect()
}

/// The same words of several accounts together, in the order of their first.
fn told(index: &Index<'_>, all: impl Iterator<Item = (String, Evidence)>) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    for (words, evidence) in all {
        let Some(place) = index.place(&evidence.account) else {
            continue;
        };
        match out
            .iter_mut()
            .find(|told| told.words.eq_ignore_ascii_case(&words))
        {
            Some(told) if told.at.iter().any(|(known, _)| *known == place) => {}
            Some(told) => told.at.push((place, evidence.span)),
            None => out.push(Told {
                words,
                at: vec![(place, evidence.span)],
            }),
        }
    }
    out
}

/// The days of an event, as far as the accounts give them.
pub(crate) fn when(event: &CommonEvent) -> Option<String> {
    days(event.earliest.as_deref(), event.latest.as_deref())
}

/// The words that name an event, and the account.
pub(crate) fn mention(index: &Index<'_>, mention: &EventRef) -> Option<(usize, Span)> {
    let place = index.place(&mention.account)?;
    let events = &index.comparison.accounts[place].events;
    let event = events.iter().find(|event| event.id == mention.event)?;
    Some((place, event.trigger))
}

/// Every span of an account to which what is shown of events leads.
pub(crate) fn spans(index: &Index<'_>, account: usize) -> Vec<Span> {
    let mut out = Vec::new();
    for event in shown(index).0 {
        let told = rows(index, event)
            .into_iter()
            .flat_map(|row| row.told)
            .flat_map(|told| told.at);
        out.extend(told.filter(|(place, _)| *place == account).map(|(_, span)| span));
        let mentions = event.mentions.iter().filter_map(|m| mention(index, m));
        out.extend(
            mentions
                .filter(|(place, _)| *place == account)
                .map(|(_, span)| span),
        );
    }
    out
}
