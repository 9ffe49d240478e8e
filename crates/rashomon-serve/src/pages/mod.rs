//! The pages.

mod accounts;
mod add;
mod findings;
mod grouped;
mod ledger;
mod list;
mod log;
mod overview;
mod people;
mod search;
mod shell;
mod single;

use axum::http::StatusCode;
use maud::{Markup, html};
use rashomon_case::{Part, Ruling};
use rashomon_report::html::{Layout, Page};
use rashomon_report::phrase::count;

use crate::analyst::{Progress, Stage, lock};
use crate::answer::Answer;
use crate::app::Inner;
use crate::asked::Asked;
use crate::desk::OpenDesk;
use crate::view::View;

/// What every page is made from.
pub(crate) struct Room<'a> {
    pub app: &'a Inner,
    pub asked: &'a Asked,
    pub view: &'a View,
    pub desk: &'a OpenDesk<'a>,
    /// The parts of the comparison.
    pub parts: Page<'a>,
}

/// A page's title and content; `None` when there is no such page.
pub(crate) type Content = Option<(String, Markup)>;

/// The page at a path.
pub(crate) fn page(app: &Inner, asked: &Asked, path: &[&str]) -> Answer {
    let view = match app.view() {
        Ok(view) => view,
        Err(problem) => return plain_error(StatusCode::INTERNAL_SERVER_ERROR, &problem.to_string()),
    };
    let desk = OpenDesk {
        view: &view,
        csrf: &asked.session.csrf,
        here: &asked.address,
    };
    let room = Room {
        app,
        asked,
        view: &view,
        desk: &desk,
        parts: Page::new(&view.applied.comparison, Layout::Site, &desk),
    };
    match content(&room, path) {
        Some((title, content)) => Answer::Page(StatusCode::OK, room.shell(&title, &content)),
        None => {
            let content = problem(
                "There is no such page.",
                "It may have been about something that is no longer found.",
            );
            Answer::Page(StatusCode::NOT_FOUND, room.shell("Not found", &content))
        }
    }
}

fn content(room: &Room<'_>, path: &[&str]) -> Content {
    match path {
        [] => Some(room.overview()),
        ["ledger"] => Some(room.ledger()),
        ["accounts"] => Some(room.side_by_side()),
        ["account", name] => room.account(name),
        ["statements"] => Some(room.statements()),
        ["statement", account, id] => room.statement(account, id),
        ["threads"] => Some(room.threads()),
        ["thread", id] => room.thread(id),
        ["discrepancies"] => Some(room.discrepancies()),
        ["discrepancy", id] => room.discrepancy(id),
        ["omissions"] => Some(room.omissions()),
        ["issue", label] => room.issue(label),
        ["people"] => Some(room.people()),
        ["actor", id] => room.actor(id),
        ["positions"] => Some(room.positions()),
        ["events"] => Some(room.events()),
        ["timeline"] => Some(room.timeline()),
        ["search"] => Some(room.search()),
        ["add"] => Some(room.add()),
        ["log"] => Some(room.log()),
        ["settings"] => Some(room.settings()),
        ["exports"] => Some(room.exports()),
        ["help"] => Some(shell::help()),
        _ => None,
    }
}

/// Remembers a line for the session's next page.
pub(crate) fn tell(app: &Inner, asked: &Asked, line: String) {
    lock(&app.tidings).insert(asked.session.id.clone(), line);
}

/// A page that says what went wrong, within the app.
pub(crate) fn error(app: &Inner, asked: &Asked, status: StatusCode, message: &str) -> Answer {
    let Ok(view) = app.view() else {
        return plain_error(status, message);
    };
    let desk = OpenDesk {
        view: &view,
        csrf: &asked.session.csrf,
        here: "/",
    };
    let room = Room {
        app,
        asked,
        view: &view,
        desk: &desk,
        parts: Page::new(&view.applied.comparison, Layout::Site, &desk),
    };
    Answer::Page(status, room.shell("That did not work", &problem(message, "")))
}

fn problem(message: &str, more: &str) -> Markup {
    html! {
        section.problem role="alert" {
            h1 { "That did not work" }
            p { (rashomon_report::html::text(message)) }
            @if !more.is_empty() { p { (more) } }
            p { a href="/" { "To the overview" } }
        }
    }
}

/// A page that says what went wrong, without the app around it: nothing of the case is told.
pub(crate) fn plain_error(status: StatusCode, message: &str) -> Answer {
    let page = html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Rashomon" } }
            body { main { h1 { "Rashomon" } p { (rashomon_report::html::text(message)) } } }
        }
    };
    Answer::Page(status, page)
}

/// What the analyst is doing, in words; empty when it does nothing.
pub(crate) fn progress_line(progress: &Progress) -> String {
    match progress.stage {
        Stage::Idle => String::new(),
        Stage::Waking => "Looking for what is new.".to_owned(),
        Stage::Reading => format!(
            "Reading accounts: {} done, {} to go.",
            progress.done, progress.left
        ),
        Stage::Comparing => "Comparing the accounts.".to_owned(),
    }
}

/// What was decided, in words that follow its subject.
pub(crate) fn in_words(ruling: &Ruling) -> String {
    match ruling {
        Ruling::Accept => "accepted".to_owned(),
        Ruling::Reject => "rejected".to_owned(),
        Ruling::Speaker { name } if name.is_empty() => "speaker: not stated".to_owned(),
        Ruling::Speaker { name } => format!("speaker: {name}"),
        Ruling::Addressee { names } if names.is_empty() => "addressee: not stated".to_owned(),
        Ruling::Addressee { names } => format!("said to: {}", names.join("; ")),
        Ruling::Form { form } => format!("form: {}", rashomon_report::phrase::form(*form)),
        Ruling::Words { .. } => "words corrected".to_owned(),
        Ruling::Join { with } => format!("merged with {}", count(with.len(), "statement")),
        Ruling::Split { part } => format!("split: {} taken out", count(part.len(), "statement")),
        Ruling::Rename { label } => format!("renamed: {label}"),
        Ruling::Note { text } => format!("note: {text}"),
    }
}

/// What a part is, in words.
pub(crate) fn part_in_words(part: &Part) -> &'static str {
    match part {
        Part::Statement(_) => "Statement",
        Part::Thread(_) => "Thread",
        Part::Discrepancy(_) => "Discrepancy",
        Part::Omission(..) => "Omission",
        Part::Issue(_) => "Issue",
        Part::Account(_) => "Account",
        Part::Actor(_) => "Actor",
        Part::Case => "Case",
    }
}
