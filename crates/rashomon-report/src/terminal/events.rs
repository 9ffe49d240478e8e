//! Events and shares of voice as text.

use rashomon_core::comparison::{CommonEvent, Figures};

use super::paint::{Screen, Tone};
use super::wrap::{Run, run, whole};
use crate::events::{heading, rows, shown, when};
use crate::index::{Index, letter};
use crate::phrase::count;
use crate::words::clipped;

/// Events that are shown before "and N more".
const SHOWN: usize = 10;
/// Speakers that are shown.
const SPEAKERS: usize = 8;
/// Columns of the bar of a share.
const BAR: usize = 20;

pub(crate) fn write(screen: &mut Screen, index: &Index<'_>) {
    let (events, others) = shown(index);
    if !events.is_empty() {
        screen.title("Meetings, calls and other events");
        events
            .iter()
            .take(SHOWN)
            .for_each(|event| one(screen, index, event));
        let more = events.len().saturating_sub(SHOWN) + others;
        if more > 0 {
            screen.line(2, &[run(Tone::Faint, format!("and {more} more"))]);
        }
    }
    figures(screen, index, &index.comparison.figures);
}

fn one(screen: &mut Screen, index: &Index<'_>, event: &CommonEvent) {
    let (kind, names) = heading(index, event);
    let mut runs = vec![run(Tone::Differs, format!("{kind}:")), run(Tone::Strong, names)];
    runs.extend(when(event).map(|days| run(Tone::Faint, days)));
    runs.push(run(Tone::Faint, letters(index, event)));
    screen.hanging(0, 2, &runs);
    for row in rows(index, event) {
        let mut runs = vec![run(Tone::Faint, format!("{}:", row.label))];
        for told in row.told {
            runs.push(run(Tone::Plain, clipped(&told.words, 60)));
            let letters: Vec<String> = told.at.iter().map(|(place, _)| letter(*place)).collect();
            runs.push(whole(Tone::Reference, letters.join(" ")));
        }
        screen.hanging(4, 6, &runs);
    }
}

/// The letters of the accounts that tell of an event.
fn letters(index: &Index<'_>, event: &CommonEvent) -> String {
    let mut places: Vec<usize> = event
        .mentions
        .iter()
        .filter_map(|m| index.place(&m.account))
        .collect();
    places.sort_unstable();
    places.dedup();
    let letters: Vec<String> = places.into_iter().map(letter).collect();
    format!("({})", letters.join(", "))
}

fn figures(screen: &mut Screen, index: &Index<'_>, figures: &Figures) {
    if figures.voices.is_empty() {
        return;
    }
    screen.title("Share of voice");
    for voice in figures.voices.iter().take(SPEAKERS) {
        let name = index
            .comparison
            .identity(voice.identity)
            .map_or("", |identity| identity.name.as_str());
        let bar = "▇".repeat(((voice.share * BAR as f32).round() as usize).clamp(1, BAR));
        let runs: [Run; 4] = [
            whole(Tone::Plain, format!("{:>3.0} %", voice.share * 100.0)),
            run(Tone::Good, bar),
            run(Tone::Strong, name),
            run(
                Tone::Faint,
                format!(
                    "{}, {}",
                    count(voice.words, "word"),
                    count(voice.statements, "statement")
                ),
            ),
        ];
        screen.hanging(2, 8, &runs);
    }
    if figures.voices.len() > SPEAKERS {
        screen.line(
            2,
            &[run(
                Tone::Faint,
                format!("and {} more", figures.voices.len() - SPEAKERS),
            )],
        );
    }
    let facts = [
        (
            figures.unconfirmed.len(),
            "that no account of the speaker’s own side has",
        ),
        (
            figures.other_side.len(),
            "of a side’s people in the other side’s account",
        ),
    ];
    for (number, words) in facts.into_iter().filter(|(number, _)| *number > 0) {
        screen.line(
            2,
            &[run(Tone::Plain, format!("{} {words}", count(number, "saying")))],
        );
    }
    if let Some(first) = figures.published.first().filter(|_| figures.published.len() > 1) {
        let place = index.place(&first.account).map(letter).unwrap_or_default();
        screen.line(
            2,
            &[run(
                Tone::Plain,
                format!("published first: {place}, {}", first.on),
            )],
        );
    }
}
