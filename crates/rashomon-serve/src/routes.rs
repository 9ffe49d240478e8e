//! Which request gets which answer.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, Response, StatusCode};

use crate::answer::Answer;
use crate::app::Inner;
use crate::asked::{Asked, MOST_BYTES};
use crate::guard::{Entrance, Refusal};
use crate::{act, export, intake, pages};

const STYLE: &str = include_str!("app.css");
const SCRIPT: &str = include_str!("app.js");
/// Three accounts of one thing.
const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#5f7f9f" stroke-width="3"><circle cx="12" cy="12" r="8"/><circle cx="20" cy="12" r="8"/><circle cx="16" cy="20" r="8"/></g></svg>"##;

/// Every request goes through the guard first.
pub(crate) fn router(app: Arc<Inner>) -> Router {
    Router::new()
        .fallback(respond)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(app)
}

async fn respond(State(app): State<Arc<Inner>>, request: Request) -> Response<Body> {
    let admitted = app
        .guard
        .admit(request.method(), request.uri(), request.headers());
    let session = match admitted {
        Ok(Entrance::Open(session)) => session,
        Ok(Entrance::Swap { cookie, to }) => return Answer::SeeWith(to, cookie).out(None),
        Err(refusal) => return refused(refusal),
    };
    let cookie = session.cookie.clone();
    let Some(asked) = Asked::from(request, session).await else {
        let message = "What was sent cannot be read, or is too large.";
        return pages::plain_error(StatusCode::PAYLOAD_TOO_LARGE, message).out(None);
    };
    if asked.method == Method::POST && !app.guard.is_own_form(&asked.session, asked.field("csrf")) {
        return refused(Refusal::Form);
    }
    // Rendering and the disk hold up only this request's thread.
    let answer = tokio::task::block_in_place(|| answer(&app, &asked));
    answer.out(cookie.as_deref())
}

fn refused(refusal: Refusal) -> Response<Body> {
    pages::plain_error(StatusCode::FORBIDDEN, refusal.advice()).out(None)
}

fn answer(app: &Arc<Inner>, asked: &Asked) -> Answer {
    let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
    match (asked.method.as_str(), path.as_slice()) {
        ("GET" | "HEAD", ["app.css"]) => Answer::Asset("text/css; charset=utf-8", STYLE),
        ("GET" | "HEAD", ["report.css"]) => {
            Answer::Asset("text/css; charset=utf-8", rashomon_report::html::STYLE)
        }
        ("GET" | "HEAD", ["app.js"]) => Answer::Asset("text/javascript; charset=utf-8", SCRIPT),
        ("GET" | "HEAD", ["report.js"]) => {
            Answer::Asset("text/javascript; charset=utf-8", rashomon_report::html::SCRIPT)
        }
        ("GET" | "HEAD", ["icon.svg"]) => Answer::Asset("image/svg+xml", ICON),
        ("GET" | "HEAD", ["progress"]) => act::progress(app),
        ("GET" | "HEAD", ["export", name]) => export::export(app, asked, name),
        ("GET" | "HEAD", path) => pages::page(app, asked, path),
        ("POST", ["judge"]) => act::judge(app, asked),
        ("POST", ["undo"]) => act::undo(app, asked),
        ("POST", ["redo"]) => act::redo(app, asked),
        ("POST", ["settings"]) => act::settings(app, asked),
        ("POST", ["merge"]) => act::merge(app, asked),
        ("POST", ["account", name, "remove"]) => act::remove(app, asked, name),
        ("POST", ["restore"]) => act::restore(app, asked),
        ("POST", ["account", name, "missed"]) => act::add_missed(app, asked, name),
        ("POST", ["add", "upload"]) => intake::upload(app, asked),
        ("POST", ["add", "paste"]) => intake::paste(app, asked),
        ("POST", ["add", "address"]) => intake::address(app, asked),
        _ => pages::error(app, asked, StatusCode::NOT_FOUND, "There is no such page."),
    }
}
