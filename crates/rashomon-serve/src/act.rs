//! What people do: decide, take back, change settings, bring in another case.

use axum::http::StatusCode;
use rashomon_case::{Case, CaseError, Merged, Part, Ruling, Seen, Target};

use crate::analyst::{Stage, lock};
use crate::answer::{Answer, back};
use crate::app::Inner;
use crate::asked::Asked;
use crate::{judge, pages};

/// How far the analysis is, for the script.
pub(crate) fn progress(app: &Inner) -> Answer {
    let progress = lock(&app.progress).clone();
    Answer::Json(format!(
        "{{\"working\":{},\"line\":{}}}\n",
        progress.stage != Stage::Idle,
        serde_json::Value::from(pages::progress_line(&progress))
    ))
}

/// A decision about a part of the comparison.
pub(crate) fn judge(app: &Inner, asked: &Asked) -> Answer {
    let view = match app.view() {
        Ok(view) => view,
        Err(error) => return failed(app, asked, &error),
    };
    if asked.field("generation") != Some(view.generation.to_string().as_str()) {
        let message = "The comparison was made anew since this page was shown, so nothing was written down. \
            Go back, reload the page, and decide again.";
        return pages::error(app, asked, StatusCode::CONFLICT, message);
    }
    let part = asked
        .field("part")
        .and_then(|name| judge::part_named(&view, name));
    let target = part.as_ref().and_then(|part| judge::target(&view, part));
    let (Some(part), Some(target)) = (part, target) else {
        return pages::error(
            app,
            asked,
            StatusCode::NOT_FOUND,
            "This is no longer in the comparison.",
        );
    };
    let ruling = match judge::ruling(&view, &part, asked) {
        Ok(ruling) => ruling,
        Err(message) => return pages::error(app, asked, StatusCode::UNPROCESSABLE_ENTITY, &message),
    };
    // A statement that joins a thread is a decision about the thread.
    let (target, ruling) = match (target, ruling) {
        (Target::Statement { words }, Ruling::Join { with }) => (
            Target::Thread { members: with },
            Ruling::Join { with: vec![words] },
        ),
        other => other,
    };
    write_down(app, asked, &part, target, ruling, judge::seen(&view, &part))
}

fn write_down(
    app: &Inner,
    asked: &Asked,
    part: &Part,
    target: Target,
    ruling: Ruling,
    seen: Option<Seen>,
) -> Answer {
    let line = pages::in_words(&ruling);
    let written = lock(&app.case).decide(target, ruling, seen, &app.stamp());
    match written.and_then(|_| app.judge_again(false)) {
        Ok(()) => {
            pages::tell(app, asked, format!("{} {line}.", pages::part_in_words(part)));
            Answer::See(back(asked.field("back")))
        }
        Err(error) => failed(app, asked, &error),
    }
}

/// A statement that the machine missed.
pub(crate) fn add_missed(app: &Inner, asked: &Asked, name: &str) -> Answer {
    let view = match app.view() {
        Ok(view) => view,
        Err(error) => return failed(app, asked, &error),
    };
    let Some(annotated) = view.found.accounts.iter().find(|a| a.account.id == name) else {
        return pages::error(app, asked, StatusCode::NOT_FOUND, "There is no such account.");
    };
    let words = match judge::pieces_in(&view, annotated, asked.field("words").unwrap_or_default(), 0) {
        Ok(words) => words,
        Err(message) => return pages::error(app, asked, StatusCode::UNPROCESSABLE_ENTITY, &message),
    };
    let speaker = asked.field("speaker").unwrap_or_default().trim().to_owned();
    let seen = Seen {
        form: asked.field("form").and_then(judge::form),
        speaker: Some(speaker).filter(|name| !name.is_empty()),
        ..Seen::default()
    };
    let part = Part::Account(name.to_owned());
    write_down(
        app,
        asked,
        &part,
        Target::Statement { words },
        Ruling::Accept,
        Some(seen),
    )
}

/// Takes back one decision, or one's own latest.
pub(crate) fn undo(app: &Inner, asked: &Asked) -> Answer {
    let stamp = app.stamp();
    let undone = {
        let case = lock(&app.case);
        match asked.field("decision") {
            Some(id) => case
                .undo(id, &stamp)
                .map(|is_undone| is_undone.then(|| id.to_owned())),
            None => case.undo_last(&stamp),
        }
    };
    after(
        app,
        asked,
        undone,
        "Taken back.",
        "There is nothing to take back.",
    )
}

/// Makes one's own decision that was taken back last stand again.
pub(crate) fn redo(app: &Inner, asked: &Asked) -> Answer {
    let redone = lock(&app.case).redo_last(&app.stamp());
    after(
        app,
        asked,
        redone,
        "It stands again.",
        "There is nothing that was taken back.",
    )
}

fn after(
    app: &Inner,
    asked: &Asked,
    changed: Result<Option<String>, CaseError>,
    done: &str,
    nothing: &str,
) -> Answer {
    let changed = changed.and_then(|id| app.judge_again(true).map(|()| id));
    match changed {
        Ok(id) => {
            pages::tell(app, asked, if id.is_some() { done } else { nothing }.to_owned());
            Answer::See(back(asked.field("back")))
        }
        Err(error) => failed(app, asked, &error),
    }
}

/// The user's name and the case's title.
pub(crate) fn settings(app: &Inner, asked: &Asked) -> Answer {
    let clean = |name: &str| {
        let value = asked.field(name).unwrap_or_default();
        let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().take(200).collect::<String>()
    };
    let (name, title) = (clean("name"), clean("title"));
    if name.is_empty() {
        let message = "Write the name under which your decisions are to be written down.";
        return pages::error(app, asked, StatusCode::UNPROCESSABLE_ENTITY, message);
    }
    if let Some(path) = &app.keep_name_in {
        let kept = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(path, &name));
        if let Err(error) = kept {
            lock(&app.progress)
                .failures
                .push(format!("{}: the name cannot be kept: {error}", path.display()));
        }
    }
    *lock(&app.name) = name;
    let is_new_title = app.view().is_ok_and(|view| view.title != title);
    let titled = if is_new_title {
        lock(&app.case).set_title(&title)
    } else {
        Ok(())
    };
    done(app, asked, titled, "Settings are kept.", "/settings")
}

/// Takes an account out of the case.
pub(crate) fn remove(app: &Inner, asked: &Asked, id: &str) -> Answer {
    let removed = lock(&app.case).remove(id, &app.stamp());
    changed_accounts(
        app,
        asked,
        removed,
        "The account is out of the case; it can be put back on the front page.",
    )
}

/// Puts an account back.
pub(crate) fn restore(app: &Inner, asked: &Asked) -> Answer {
    let restored = lock(&app.case).restore(asked.field("account").unwrap_or_default());
    changed_accounts(app, asked, restored, "The account is back.")
}

fn changed_accounts(app: &Inner, asked: &Asked, changed: Result<(), CaseError>, line: &str) -> Answer {
    let changed = changed.and_then(|()| app.look_again());
    app.wake();
    done(app, asked, changed, line, "/")
}

fn done(app: &Inner, asked: &Asked, changed: Result<(), CaseError>, line: &str, to: &str) -> Answer {
    match changed.and_then(|()| app.judge_again(false)) {
        Ok(()) => {
            pages::tell(app, asked, line.to_owned());
            Answer::See(to.to_owned())
        }
        Err(error) => failed(app, asked, &error),
    }
}

/// Brings in the accounts and decisions of a case file that was sent along.
pub(crate) fn merge(app: &Inner, asked: &Asked) -> Answer {
    let Some(file) = asked.files.first() else {
        return pages::error(
            app,
            asked,
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose a case file first.",
        );
    };
    let merged = brought_in(app, &file.bytes);
    match merged {
        Ok(merged) => {
            let line = format!(
                "Brought in {} and {}.",
                rashomon_report::phrase::count(merged.accounts, "account"),
                rashomon_report::phrase::count(merged.decisions, "decision")
            );
            let seen = app.look_again();
            app.wake();
            done(app, asked, seen, &line, "/log")
        }
        Err(message) => {
            let message = format!("{}: {message}", file.name);
            pages::error(app, asked, StatusCode::UNPROCESSABLE_ENTITY, &message)
        }
    }
}

/// Merges the case of these bytes. SQLite opens files, not bytes: they lie for a moment where nobody else can read.
fn brought_in(app: &Inner, bytes: &[u8]) -> Result<Merged, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join("other.case");
    std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
    // The name of that place would say nothing to the one who reads it.
    let named = |error: CaseError| error.to_string().replace(&path.display().to_string(), "the file");
    let other = Case::open(&path).map_err(named)?;
    lock(&app.case).merge(&other).map_err(named)
}

fn failed(app: &Inner, asked: &Asked, error: &CaseError) -> Answer {
    pages::error(app, asked, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())
}
