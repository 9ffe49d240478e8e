//! Adding accounts: as files, as pasted text, from an address.

use axum::http::StatusCode;
use rashomon_case::{Added, NewAccount};

use crate::analyst::lock;
use crate::answer::Answer;
use crate::app::Inner;
use crate::asked::Asked;
use crate::fetch::fetch;
use crate::pages;

/// Files that the browser sent.
pub(crate) fn upload(app: &Inner, asked: &Asked) -> Answer {
    if asked.files.is_empty() {
        return refuse(app, asked, "Choose a file first.");
    }
    let mut told = Vec::new();
    for file in &asked.files {
        match add(app, &file.name, &file.name, &file.bytes) {
            Ok(line) => told.push(line),
            Err(line) => told.push(line),
        }
    }
    pages::tell(app, asked, told.join(" "));
    Answer::See("/".to_owned())
}

/// Text that was pasted.
pub(crate) fn paste(app: &Inner, asked: &Asked) -> Answer {
    let text = asked.field("text").unwrap_or_default();
    if text.trim().is_empty() {
        return refuse(app, asked, "Paste the text first.");
    }
    let name = asked.field("name").unwrap_or_default().trim();
    let name = if name.is_empty() { "pasted" } else { name };
    // Forms send line ends as CR LF; a slash would make a folder of the name.
    let text = text.replace("\r\n", "\n");
    let name = format!(
        "{}.txt",
        name.replace(['/', '\\'], "-")
            .chars()
            .take(80)
            .collect::<String>()
    );
    one(app, asked, "pasted", &name, text.as_bytes())
}

/// What is at an address.
pub(crate) fn address(app: &Inner, asked: &Asked) -> Answer {
    let address = asked.field("address").unwrap_or_default().trim();
    let fetched = match fetch(address, app.reach) {
        Ok(fetched) => fetched,
        Err(error) => return refuse(app, asked, &format!("{address}: {error}")),
    };
    one(
        app,
        asked,
        address,
        &name_of(address, fetched.is_page),
        &fetched.bytes,
    )
}

/// A file name for what came from an address: its host and the end of its path.
fn name_of(address: &str, is_page: bool) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let host = rest
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_start_matches("www.");
    let last = rest
        .split('/')
        .skip(1)
        .filter(|part| !part.is_empty())
        .last()
        .unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String = format!("{host}-{stem}")
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .take(60)
        .collect();
    let ending = if is_page { "html" } else { "txt" };
    format!("{}.{ending}", plain.trim_matches('-'))
}

fn one(app: &Inner, asked: &Asked, origin: &str, name: &str, bytes: &[u8]) -> Answer {
    match add(app, origin, name, bytes) {
        Ok(line) => {
            pages::tell(app, asked, line);
            Answer::See("/".to_owned())
        }
        Err(line) => refuse(app, asked, &line),
    }
}

/// Adds one account; what to tell about it.
fn add(app: &Inner, origin: &str, name: &str, bytes: &[u8]) -> Result<String, String> {
    let (account, warnings) = app.analyst.read(name, bytes)?;
    let new = NewAccount {
        origin,
        bytes,
        account: &account,
        warnings: &warnings,
    };
    let added = lock(&app.case)
        .add(&new, &app.stamp())
        .map_err(|error| error.to_string())?;
    app.judge_again(false).map_err(|error| error.to_string())?;
    app.wake();
    Ok(match added {
        Added::New(id) => format!("Added “{id}”; it is being read."),
        Added::Known(id) => format!("“{id}” is in the case already, byte for byte."),
    })
}

fn refuse(app: &Inner, asked: &Asked, message: &str) -> Answer {
    pages::error(app, asked, StatusCode::UNPROCESSABLE_ENTITY, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_a_plain_name() {
        assert_eq!(
            name_of("https://www.example.org/news/2026/talks-end.html?x=1#y", true),
            "example-org-talks-end.html"
        );
        assert_eq!(name_of("http://example.org", false), "example-org.txt");
    }
}
