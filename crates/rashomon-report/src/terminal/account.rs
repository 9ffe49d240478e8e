//! One account: what `rashomon read` shows a person.

use rashomon_core::{Annotated, Record, Statement};

use super::compare::{particulars, warned};
use super::paint::{Screen, Tone};
use super::wrap::{Run, run, whole};
use crate::index::{name, speaker, statement_words};
use crate::phrase::{confidence, count, facts, issues, shares};
use crate::words::{line_number, words};

pub(crate) fn write(screen: &mut Screen, annotated: &Annotated) {
    let account = &annotated.account;
    let mut head = vec![run(Tone::Strong, name(annotated))];
    head.extend(particulars(annotated));
    screen.hanging(0, 2, &head);
    if let Some(title) = account
        .title
        .as_ref()
        .filter(|title| title.as_str() != name(annotated))
    {
        screen.line(2, &[run(Tone::Plain, title)]);
    }
    let speakers: std::collections::BTreeSet<_> =
        annotated.statements.iter().filter_map(|s| s.speaker).collect();
    let numbers = format!(
        "{} by {}, {}",
        count(annotated.statements.len(), "statement"),
        count(speakers.len(), "speaker"),
        count(annotated.issues.len(), "issue"),
    );
    screen.line(2, &[run(Tone::Faint, numbers)]);
    if let Some(shares) = shares(&annotated.voices) {
        screen.line(2, &[run(Tone::Faint, shares)]);
    }
    for warning in &annotated.warnings {
        let mut runs = vec![run(Tone::Differs, "warning:")];
        runs.extend(warned(annotated, warning));
        screen.hanging(2, 4, &runs);
    }
    for said in &annotated.statements {
        screen.gap();
        statement(screen, annotated, said);
    }
    own_voice(screen, annotated);
}

/// The sentences of the writer's own, with where they stand.
fn own_voice(screen: &mut Screen, annotated: &Annotated) {
    let text = &annotated.account.text;
    let own: Vec<_> = annotated
        .voices
        .sentences
        .iter()
        .filter(|s| s.kind.is_some())
        .collect();
    if own.is_empty() {
        return;
    }
    screen.gap();
    screen.line(0, &[run(Tone::Strong, "In the writer’s own voice")]);
    for sentence in own {
        let kind = sentence.kind.map_or("", crate::phrase::own_voice);
        let line = format!("line {} · {kind}", line_number(text, sentence.span.start));
        screen.line(4, &[run(Tone::Plain, words(text, sentence.span))]);
        screen.line(4, &[run(Tone::Faint, line)]);
    }
}

/// Number, speaker, facts; the words; where they stand.
fn statement(screen: &mut Screen, annotated: &Annotated, said: &Statement) {
    let number = format!("{:>3}", said.id.0);
    let text = &annotated.account.text;
    // The number keeps its leading spaces, so that speakers stand in line.
    let number = Run {
        text: number,
        ..whole(Tone::Reference, "")
    };
    let mut head = vec![number, run(Tone::Strong, speaker(annotated, said))];
    if said.record != Record::On {
        head.push(run(
            Tone::Other,
            format!("[{}]", crate::phrase::record(said.record)),
        ));
    }
    // What goes without saying is left out here; the page's notes have it.
    let usual = ["on the record", "off the record", "on background", "named source"];
    let told: Vec<String> = facts(annotated, said)
        .into_iter()
        .filter(|f| !usual.contains(&f.as_str()))
        .collect();
    head.push(run(Tone::Faint, told.join(" · ")));
    screen.hanging(0, 4, &head);
    screen.line(4, &[run(Tone::Plain, statement_words(annotated, said))]);
    let cue: Vec<&str> = said.cue.iter().map(|span| words(text, *span)).collect();
    let topics = issues(annotated, said);
    let mut tail = vec![format!("line {}", line_number(text, said.extent().start))];
    tail.extend((!cue.is_empty()).then(|| format!("cue “{}”", cue.join(" … "))));
    tail.extend((!topics.is_empty()).then(|| format!("on {}", topics.join(", "))));
    tail.push(confidence(said.confidence));
    tail.push(format!("by {}", said.by));
    screen.line(4, &[run(Tone::Faint, tail.join(" · "))]);
}
