//! `rashomon score`: attributions against annotated articles.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use rashomon_core::{Account, Annotated, Span, Warning};
use rashomon_eval::attribution::{
    Attribution, GoldDocument, Predictions, evaluate, from_statements, load_gold, read_predictions, table,
};
use rashomon_read::{Input, read};

use crate::cli::{ScoreArguments, Tier};
use crate::read::annotate_all;
use crate::{Outcome, output, weights};

/// Scores predictions, or what the program itself finds, against gold.
///
/// # Errors
/// When gold or predictions cannot be read, the models fail, or the result cannot be written.
pub fn run(arguments: &ScoreArguments) -> Result<Outcome> {
    let gold = load_gold(&arguments.gold, &arguments.annotator)?;
    if gold.is_empty() {
        eprintln!(
            "rashomon: {}: holds no text that this annotator annotated",
            arguments.gold.display()
        );
        return Ok(Outcome::Unusable);
    }
    let predictions = match &arguments.pred {
        Some(path) => {
            let lines = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
            read_predictions(&lines, &gold)?
        }
        None => predicted(&gold, arguments.tier, arguments.quiet)?,
    };
    let evaluation = evaluate(&gold, &predictions, arguments.bootstrap)?;
    if let Some(path) = &arguments.json {
        output::write(Some(path), &(serde_json::to_string_pretty(&evaluation)? + "\n"))?;
    }
    output::write(None, &table(&evaluation))?;
    Ok(Outcome::Done)
}

/// What the program finds in gold's own texts.
fn predicted(gold: &BTreeMap<String, GoldDocument>, tier: Tier, quiet: bool) -> Result<Predictions> {
    let accounts: Result<Vec<(Account, Vec<Warning>)>> = gold
        .iter()
        .map(|(name, document)| {
            let path = format!("{name}.txt");
            Ok(read(Input {
                path: &path,
                bytes: document.text.as_bytes(),
            })?)
        })
        .collect();
    let annotated = annotate_all(accounts?, &weights::models(tier)?, quiet)?;
    gold.iter()
        .zip(&annotated)
        .map(|((name, document), annotated)| {
            let mut attributions = from_statements(&annotated.statements);
            let shift = left_out(name, document, annotated)?;
            for span in attributions.iter_mut().flat_map(roles).flatten() {
                *span = Span::new(span.start + shift, span.end + shift);
            }
            Ok((name.clone(), attributions))
        })
        .collect()
}

fn roles(attribution: &mut Attribution) -> [&mut Vec<Span>; 3] {
    [
        &mut attribution.source,
        &mut attribution.cue,
        &mut attribution.content,
    ]
}

/// How many bytes the account lacks at the front of the file: a byte order mark is no text.
fn left_out(name: &str, document: &GoldDocument, annotated: &Annotated) -> Result<usize> {
    let shorter = document.text.strip_suffix(annotated.account.text.as_str());
    shorter
        .map(str::len)
        .with_context(|| format!("{name}: was not read as plain text and cannot be scored"))
}
