//! A redline, or a series of them, as one HTML file.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rashomon_core::redline::{Change, ChangeKind, Fate, Redline, Series};
use rashomon_core::{Account, Span};

use super::policy::policy;
use super::text::{named, text};
use crate::redline::{Stretch, name, stretches, summary, tells, version, weighty};
use crate::words::{clipped, line_number, words};

const STYLE: &str = concat!(include_str!("page.css"), include_str!("redline.css"));

/// Characters of a change's words in the list.
const LONGEST: usize = 220;

/// One HTML file: for each step what changed, then the later text with the changes in place.
///
/// Loads nothing and needs no script. Dropped and added words are `del` and `ins`, so that they are told apart
/// without colour too.
pub fn redline_html(series: &Series) -> String {
    let title = title(series);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, ""));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (crate::visible::one_line(&title)) " · Rashomon" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.masthead {
                    p.kicker { "Rashomon · what changed" }
                    h1 { (text(&title)) }
                }
                main {
                    @if series.steps.len() > 1 { (contents(series)) }
                    @for (nth, redline) in series.steps.iter().enumerate() { (step(nth, redline, series.steps.len())) }
                }
                footer.colophon {
                    h2 { "How to read this" }
                    p {
                        del { "Struck words" } " stand in the earlier text only, " ins { "underlined words" }
                        " in the later one only. “Softened”, “sharpened”, “warmer” and “cooler” come from a table of \
                        words by their strength and say nothing about why. Rashomon gives no verdict."
                    }
                }
            }
        }
    }
    .into_string()
}

/// Both ends of the series; one name and two dates where it keeps its name.
fn title(series: &Series) -> String {
    let (Some(first), Some(last)) = (series.steps.first(), series.steps.last()) else {
        return "Nothing to compare".to_string();
    };
    let (from, to) = (&first.earlier, &last.later);
    match (&from.published, &to.published) {
        (Some(earlier), Some(later)) if name(from) == name(to) => {
            format!("{}: {earlier} → {later}", name(from))
        }
        _ => format!("{} → {}", version(from), version(to)),
    }
}

fn contents(series: &Series) -> Markup {
    html! {
        section {
            h2 { "Steps" }
            ol.steps {
                @for (nth, redline) in series.steps.iter().enumerate() {
                    li {
                        a href={ "#step-" (nth + 1) } { (named(&version(&redline.earlier))) " → " (named(&version(&redline.later))) }
                        p.meta { (summary(redline)) }
                    }
                }
            }
        }
    }
}

fn step(nth: usize, redline: &Redline, all: usize) -> Markup {
    let weighty = weighty(redline);
    html! {
        section.step id={ "step-" (nth + 1) } {
            @if all > 1 { h2 { "Step " (nth + 1) } }
            dl.versions {
                (particulars("Earlier", &redline.earlier))
                (particulars("Later", &redline.later))
            }
            p.summary { (summary(redline)) }
            @if !weighty.is_empty() {
                h3 { "What changed" }
                ul.changes { @for change in &weighty { (listed(redline, change)) } }
            }
            h3 { "The text" }
            div.body { @for (nth, _) in redline.sentences.iter().enumerate() { (sentence(redline, nth)) } }
        }
    }
}

fn particulars(which: &str, account: &Account) -> Markup {
    html! {
        div {
            dt { (which) }
            dd {
                (named(&version(account)))
                @if !account.path.is_empty() { " " code { (text(&account.path)) } }
            }
        }
    }
}

fn listed(redline: &Redline, change: &Change) -> Markup {
    let cited = |text: &str, span: Span| clipped(words(text, span), LONGEST);
    let line = |text: &str, span: Option<Span>| span.map_or(0, |span| line_number(text, span.start));
    html! {
        li {
            span class={ "kind " (class(change.kind)) } { (change.kind.label()) } " "
            @if let Some(span) = change.earlier {
                @if change.kind == ChangeKind::Moved { span.words dir="auto" { (text(&cited(&redline.earlier.text, span))) } }
                @else { del.words dir="auto" { (text(&cited(&redline.earlier.text, span))) } }
            }
            @if change.kind == ChangeKind::Moved {
                span.meta {
                    " from line " (line(&redline.earlier.text, change.earlier)) " to line "
                    (line(&redline.later.text, change.later))
                }
            } @else if let Some(span) = change.later {
                @if change.earlier.is_some() { " → " }
                ins.words dir="auto" { (text(&cited(&redline.later.text, span))) }
            }
            " " a.at href={ "#c" (change.sentence) } { "show" }
        }
    }
}

fn class(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Softened | ChangeKind::Warmed => "softer",
        ChangeKind::Sharpened | ChangeKind::Cooled => "sharper",
        ChangeKind::Number | ChangeKind::Date => "number",
        _ => "other",
    }
}

fn sentence(redline: &Redline, nth: usize) -> Markup {
    let sentence = &redline.sentences[nth];
    let fate = match sentence.fate {
        Fate::Kept => "kept",
        Fate::Changed => "changed",
        Fate::Dropped => "dropped",
        Fate::Added => "added",
    };
    html! {
        p class=(fate) id={ "c" (nth) } dir="auto" {
            @if sentence.moved { span.moved title="stands elsewhere than before" { "↕ moved" } " " }
            @for stretch in stretches(redline, nth) { (shown(stretch)) }
        }
    }
}

fn shown(stretch: Stretch<'_>) -> Markup {
    match stretch {
        Stretch::Kept(words) => text(words),
        Stretch::Changed { kind, earlier, later } => html! {
            @if let Some(words) = earlier { del { (text(words)) } " " }
            @if let Some(words) = later { ins { (text(words)) } }
            @if tells(kind) { span class={ "kind " (class(kind)) } { (kind.label()) } " " }
        },
    }
}
