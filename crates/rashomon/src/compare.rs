//! `rashomon compare`.

use anyhow::Result;
use rashomon_core::compare::compare;
use rashomon_report::{html, json, jsonl, terminal};

use crate::cli::{CompareArguments, CompareFormat, RedlineFormat, Writing};
use crate::inputs::{Inputs, read_all};
use crate::read::{annotate_all, report_failures};
use crate::{Outcome, actors, output, redline, weights};

/// Compares accounts, or shows what changed from version to version.
///
/// # Errors
/// When the models fail or the result cannot be written.
pub fn run(arguments: &CompareArguments) -> Result<Outcome> {
    actors::add(arguments.common.actors.as_deref())?;
    let writing = &arguments.common.writing;
    let Inputs { accounts, failures } = read_all(&arguments.common.files);
    report_failures(&failures);
    if accounts.is_empty() {
        return Ok(Outcome::Unusable);
    }
    let format = writing
        .format
        .or_else(|| by_extension(writing))
        .unwrap_or(CompareFormat::Text);
    if arguments.series {
        let format = match format {
            CompareFormat::Text => RedlineFormat::Text,
            CompareFormat::Html => RedlineFormat::Html,
            CompareFormat::Json | CompareFormat::Jsonl => RedlineFormat::Json,
        };
        let versions = accounts.into_iter().map(|(account, _)| account).collect();
        return redline::series(versions, format, writing);
    }
    let comparable = accounts
        .iter()
        .filter(|(account, _)| account.is_analysed())
        .count();
    if comparable < 2 {
        eprintln!(
            "rashomon: nothing to compare: {comparable} of {} accounts can be analysed, and a comparison needs two; \
             `rashomon read` shows one by itself",
            accounts.len() + failures.len()
        );
        return Ok(Outcome::NothingComparable);
    }
    let models = weights::models(arguments.common.tier)?;
    let comparison = compare(annotate_all(accounts, &models, writing.quiet)?, &models)?;
    let text = match format {
        CompareFormat::Text => terminal(&comparison, output::style(writing)),
        CompareFormat::Html => html(&comparison),
        CompareFormat::Json => json(&comparison),
        CompareFormat::Jsonl => jsonl(&comparison.accounts),
    };
    output::write(writing.output.as_deref(), &text)?;
    output::wrote(writing);
    Ok(Outcome::Done)
}

fn by_extension(writing: &Writing<CompareFormat>) -> Option<CompareFormat> {
    match writing.output.as_ref()?.extension()?.to_str()? {
        "html" | "htm" => Some(CompareFormat::Html),
        "json" => Some(CompareFormat::Json),
        "jsonl" | "ndjson" => Some(CompareFormat::Jsonl),
        _ => None,
    }
}
