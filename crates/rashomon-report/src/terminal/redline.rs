//! A redline as text: what changed, then the later text with the changes in place.

use rashomon_core::redline::{Change, Fate, Redline, Series};
use rashomon_core::{Account, Span};

use super::paint::{Screen, Tone};
use super::wrap::{Run, glued, run, whole};
use crate::redline::{Stretch, stretches, summary, version, weighty};
use crate::words::{clipped, line_number, words};

/// Characters of a change's words.
const LONGEST: usize = 110;

/// Changes that are listed before "and N more".
const SHOWN: usize = 40;

pub(crate) fn write(screen: &mut Screen, series: &Series) {
    for (nth, redline) in series.steps.iter().enumerate() {
        if series.steps.len() > 1 {
            screen.title(&format!("Step {} of {}", nth + 1, series.steps.len()));
        }
        step(screen, redline);
    }
}

fn step(screen: &mut Screen, redline: &Redline) {
    named(screen, "earlier", &redline.earlier);
    named(screen, "later", &redline.later);
    screen.gap();
    screen.line(0, &[run(Tone::Strong, summary(redline))]);
    let weighty = weighty(redline);
    if !weighty.is_empty() {
        screen.title("What changed");
        weighty
            .iter()
            .take(SHOWN)
            .for_each(|change| listed(screen, redline, change));
    }
    if weighty.len() > SHOWN {
        screen.line(
            2,
            &[run(Tone::Faint, format!("and {} more", weighty.len() - SHOWN))],
        );
    }
    if !redline.changes.is_empty() {
        screen.title("The text");
        text(screen, redline);
    }
}

fn named(screen: &mut Screen, which: &str, account: &Account) {
    let runs = [
        run(Tone::Faint, format!("{which}:")),
        run(Tone::Strong, version(account)),
        run(Tone::Faint, &account.path),
    ];
    screen.hanging(0, 2, &runs);
}

fn listed(screen: &mut Screen, redline: &Redline, change: &Change) {
    let cited = |text: &str, span: Span| format!("“{}”", clipped(words(text, span), LONGEST));
    let mut runs = vec![whole(Tone::Differs, format!("{}:", change.kind.label()))];
    if let Some(span) = change.earlier {
        runs.push(run(Tone::Against, cited(&redline.earlier.text, span)));
    }
    if change.kind == rashomon_core::redline::ChangeKind::Moved {
        runs.push(whole(Tone::Faint, moved(redline, change)));
    } else if let Some(span) = change.later {
        runs.extend(change.earlier.map(|_| run(Tone::Plain, "→")));
        runs.push(run(Tone::Good, cited(&redline.later.text, span)));
    }
    screen.hanging(2, 4, &runs);
}

/// "(line 9, was line 4)".
fn moved(redline: &Redline, change: &Change) -> String {
    let line = |text: &str, span: Option<Span>| span.map_or(0, |span| line_number(text, span.start));
    let (from, to) = (
        line(&redline.earlier.text, change.earlier),
        line(&redline.later.text, change.later),
    );
    if from == to {
        String::from("(order)")
    } else {
        format!("(line {to}, was line {from})")
    }
}

/// Every sentence, those that were kept in one line together.
fn text(screen: &mut Screen, redline: &Redline) {
    let mut kept = 0;
    for (nth, sentence) in redline.sentences.iter().enumerate() {
        if sentence.fate == Fate::Kept && !sentence.moved {
            kept += 1;
            continue;
        }
        unchanged(screen, kept);
        kept = 0;
        let sign = match sentence.fate {
            Fate::Dropped => run(Tone::Against, "-"),
            Fate::Added => run(Tone::Good, "+"),
            _ if sentence.moved => run(Tone::Differs, "↕"),
            _ => run(Tone::Differs, "~"),
        };
        let mut runs = vec![sign];
        for (number, stretch) in stretches(redline, nth).into_iter().enumerate() {
            runs.extend(shown(stretch, number > 0));
        }
        screen.hanging(2, 4, &runs);
    }
    unchanged(screen, kept);
}

fn unchanged(screen: &mut Screen, kept: usize) {
    if kept > 0 {
        let count = crate::phrase::count(kept, "sentence");
        screen.line(2, &[run(Tone::Faint, format!("= {count} unchanged"))]);
    }
}

/// Dropped words in [-…-], added ones in {+…+}: the brackets stand for the colour where there is none.
fn shown(stretch: Stretch<'_>, follows: bool) -> Vec<Run> {
    match stretch {
        Stretch::Kept(words)
            if follows && words.starts_with(['.', ',', ';', ':', '?', '!', '”', '’', '"']) =>
        {
            vec![glued(Tone::Plain, words)]
        }
        Stretch::Kept(words) => vec![run(Tone::Plain, words)],
        Stretch::Changed { earlier, later, .. } => {
            let dropped = earlier.map(|words| run(Tone::Against, format!("[-{words}-]")));
            let added = later.map(|words| run(Tone::Good, format!("{{+{words}+}}")));
            dropped.into_iter().chain(added).collect()
        }
    }
}
