//! `rashomon compare`.

use anyhow::Result;
use rashomon_core::compare::compare;
use rashomon_report::{html, json, jsonl, terminal};

use crate::cli::{Arguments, CompareFormat};
use crate::inputs::{Inputs, read_all};
use crate::read::{annotate_all, report_failures};
use crate::{Outcome, actors, output, weights};

/// Compares accounts.
///
/// # Errors
/// When the models fail or the result cannot be written.
pub fn run(arguments: &Arguments<CompareFormat>) -> Result<Outcome> {
    actors::add(arguments.actors.as_deref())?;
    let Inputs { accounts, failures } = read_all(&arguments.files);
    report_failures(&failures);
    if accounts.is_empty() {
        return Ok(Outcome::Unusable);
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
    let models = weights::models()?;
    let comparison = compare(annotate_all(accounts, &models, arguments.quiet)?, &models)?;
    let text = match arguments
        .format
        .or_else(|| by_extension(arguments))
        .unwrap_or(CompareFormat::Text)
    {
        CompareFormat::Text => terminal(&comparison, output::style(arguments)),
        CompareFormat::Html => html(&comparison),
        CompareFormat::Json => json(&comparison),
        CompareFormat::Jsonl => jsonl(&comparison.accounts),
    };
    output::write(arguments.output.as_deref(), &text)?;
    if let Some(path) = arguments.output.as_ref().filter(|_| !arguments.quiet) {
        eprintln!("Wrote {}", path.display());
    }
    Ok(Outcome::Done)
}

fn by_extension(arguments: &Arguments<CompareFormat>) -> Option<CompareFormat> {
    match arguments.output.as_ref()?.extension()?.to_str()? {
        "html" | "htm" => Some(CompareFormat::Html),
        "json" => Some(CompareFormat::Json),
        "jsonl" | "ndjson" => Some(CompareFormat::Jsonl),
        _ => None,
    }
}
