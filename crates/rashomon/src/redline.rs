//! `rashomon redline`, and `rashomon compare --series`.

use anyhow::Result;
use clap::ValueEnum;
use rashomon_core::Account;
use rashomon_core::redline::series as redlines;
use rashomon_report::{redline_html, redline_json, redline_terminal};

use crate::cli::{RedlineArguments, RedlineFormat, Tier, Writing};
use crate::inputs::{Inputs, read_all};
use crate::read::report_failures;
use crate::{Outcome, output, weights};

/// Shows what changed from one text to a later one.
///
/// # Errors
/// When the models fail or the result cannot be written.
pub fn run(arguments: &RedlineArguments) -> Result<Outcome> {
    let Inputs { accounts, failures } = read_all(&[arguments.earlier.clone(), arguments.later.clone()]);
    report_failures(&failures);
    let versions: Vec<Account> = accounts.into_iter().map(|(account, _)| account).collect();
    if versions.len() != 2 {
        eprintln!("rashomon: a redline needs two texts that can be read; `compare --series` takes more");
        return Ok(Outcome::Unusable);
    }
    let writing = &arguments.writing;
    let format = writing
        .format
        .or_else(|| by_extension(writing))
        .unwrap_or(RedlineFormat::Text);
    write(&versions, format, writing)
}

/// Shows what changed from version to version, in the order of their dates.
///
/// # Errors
/// When the models fail or the result cannot be written.
pub fn series<F: ValueEnum + Clone + Send + Sync + 'static>(
    mut versions: Vec<Account>,
    format: RedlineFormat,
    writing: &Writing<F>,
) -> Result<Outcome> {
    if versions.len() < 2 {
        eprintln!("rashomon: nothing to compare: a series needs two versions at least");
        return Ok(Outcome::NothingComparable);
    }
    if versions.iter().all(|version| version.published.is_some()) {
        versions.sort_by(|a, b| a.published.cmp(&b.published));
    } else {
        eprintln!(
            "rashomon: not every version gives its date, so they are taken in the order in which they were named"
        );
    }
    write(&versions, format, writing)
}

fn write<F: ValueEnum + Clone + Send + Sync + 'static>(
    versions: &[Account],
    format: RedlineFormat,
    writing: &Writing<F>,
) -> Result<Outcome> {
    let found = redlines(versions, &weights::models(Tier::Accurate)?)?;
    let text = match format {
        RedlineFormat::Text => redline_terminal(&found, output::style(writing)),
        RedlineFormat::Html => redline_html(&found),
        RedlineFormat::Json => redline_json(&found),
    };
    output::write(writing.output.as_deref(), &text)?;
    output::wrote(writing);
    Ok(Outcome::Done)
}

fn by_extension(writing: &Writing<RedlineFormat>) -> Option<RedlineFormat> {
    match writing.output.as_ref()?.extension()?.to_str()? {
        "html" | "htm" => Some(RedlineFormat::Html),
        "json" => Some(RedlineFormat::Json),
        _ => None,
    }
}
