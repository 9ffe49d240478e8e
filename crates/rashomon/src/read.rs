//! `rashomon read`.

use anyhow::Result;
use rashomon_core::{Account, Annotated, Models, Warning, annotate};
use rashomon_report::{jsonl, terminal_account};

use crate::cli::{Arguments, ReadFormat};
use crate::inputs::{Inputs, read_all};
use crate::progress::bar;
use crate::{Outcome, actors, output, weights};

/// Reads accounts and shows what is found in each.
///
/// # Errors
/// When the models fail or the result cannot be written.
pub fn run(arguments: &Arguments<ReadFormat>) -> Result<Outcome> {
    actors::add(arguments.actors.as_deref())?;
    let Inputs { accounts, failures } = read_all(&arguments.files);
    report_failures(&failures);
    if accounts.is_empty() {
        return Ok(Outcome::Unusable);
    }
    let annotated = annotate_all(
        accounts,
        &weights::models(arguments.tier)?,
        arguments.writing.quiet,
    )?;
    let text = match arguments
        .writing
        .format
        .or_else(|| by_extension(arguments))
        .unwrap_or(ReadFormat::Text)
    {
        ReadFormat::Jsonl => jsonl(&annotated),
        ReadFormat::Text => {
            let style = output::style(&arguments.writing);
            annotated
                .iter()
                .map(|account| terminal_account(account, style))
                .collect::<Vec<_>>()
                .join("\n")
        }
    };
    output::write(arguments.writing.output.as_deref(), &text)?;
    Ok(Outcome::Done)
}

fn by_extension(arguments: &Arguments<ReadFormat>) -> Option<ReadFormat> {
    match arguments.writing.output.as_ref()?.extension()?.to_str()? {
        "jsonl" | "json" | "ndjson" => Some(ReadFormat::Jsonl),
        _ => None,
    }
}

/// Names the files that could not be used, a line each.
pub fn report_failures(failures: &[String]) {
    for failure in failures {
        eprintln!("rashomon: {failure}");
    }
}

/// Annotates accounts one after another; each is spread over all processors.
///
/// # Errors
/// When a model fails.
pub fn annotate_all(
    accounts: Vec<(Account, Vec<Warning>)>,
    models: &Models,
    quiet: bool,
) -> Result<Vec<Annotated>> {
    let bar = bar(accounts.len(), quiet);
    bar.set_message("Reading");
    let annotated = accounts
        .into_iter()
        .map(|(account, warnings)| {
            let annotated = annotate(account, warnings, models);
            bar.inc(1);
            annotated
        })
        .collect::<Result<Vec<_>, _>>()?;
    bar.finish_and_clear();
    Ok(annotated)
}
