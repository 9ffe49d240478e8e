//! `rashomon case`: a case file from the command line.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use rashomon_case::{Added, Case, NewAccount, Rejected, agreements, apply};

use crate::analyst::Engine;
use crate::cli::{CaseCommand, CaseFile};
use crate::inputs;
use crate::progress::bar;
use crate::{Outcome, output, person};
use rashomon_serve::Analyst as _;

/// Does one thing with a case file.
///
/// # Errors
/// When the file cannot be opened, read or written, or the models fail.
pub fn run(command: &CaseCommand) -> Result<Outcome> {
    match command {
        CaseCommand::New { case, title, files } => {
            let title = title.clone().unwrap_or_else(|| stem(case));
            let mut opened = Case::create(case, &title)?;
            eprintln!("Wrote {}", case.display());
            if files.is_empty() {
                Ok(Outcome::Done)
            } else {
                add(&mut opened, files)
            }
        }
        CaseCommand::Add { case, files } => add(&mut Case::open(case)?, files),
        CaseCommand::List(file) => list(file),
        CaseCommand::Search { case, query, limit } => search(case, &query.join(" "), *limit),
        CaseCommand::Rm {
            case,
            accounts,
            erase,
        } => remove(case, accounts, *erase),
        CaseCommand::Export { case, output } => export(case, output),
        CaseCommand::Merge { case, other } => merge(case, other),
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Adds files, then reads and compares what is not read and compared yet.
fn add(case: &mut Case, files: &[PathBuf]) -> Result<Outcome> {
    let engine = Engine::new()?;
    let mut added = 0;
    for file in inputs::bytes_of(files) {
        let read = file.and_then(|(path, bytes)| {
            let (account, warnings) = engine.read(&path, &bytes)?;
            Ok((path, bytes, account, warnings))
        });
        let (path, bytes, account, warnings) = match read {
            Ok(read) => read,
            Err(message) => {
                eprintln!("rashomon: {message}");
                continue;
            }
        };
        let new = NewAccount {
            origin: &path,
            bytes: &bytes,
            account: &account,
            warnings: &warnings,
        };
        match case.add(&new, &person::stamp())? {
            Added::New(id) => println!("added {id}"),
            Added::Known(id) => println!("known {id}"),
        }
        added += 1;
    }
    if added == 0 {
        return Ok(Outcome::Unusable);
    }
    bring_up_to_date(case, &engine)?;
    Ok(Outcome::Done)
}

/// Reads what is unread, and compares anew when anything changed.
fn bring_up_to_date(case: &mut Case, engine: &Engine) -> Result<()> {
    let models = engine.models();
    let unread = case.unread(&models)?;
    let bar = bar(unread.len(), false);
    bar.set_message("Reading");
    for next in unread {
        let annotated = engine
            .annotate(next.account, next.warnings)
            .map_err(anyhow::Error::msg)?;
        case.keep_annotation(&next.hash, &models, &annotated, &person::stamp())?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let annotated = case.annotated()?;
    let kept = case.comparison(&annotated)?;
    if kept.is_some_and(|kept| kept.is_current && kept.models == models) || annotated.is_empty() {
        return Ok(());
    }
    let (hashes, accounts): (Vec<String>, Vec<_>) = annotated.into_iter().unzip();
    let comparison = engine.compare(accounts).map_err(anyhow::Error::msg)?;
    case.keep_comparison(&models, &hashes, &comparison, &person::stamp())?;
    Ok(())
}

fn list(file: &CaseFile) -> Result<Outcome> {
    let case = Case::open(&file.case)?;
    let mut lines = format!("{}\n", case.title()?);
    for entry in case.entries()? {
        let state = match (&entry.removed, &entry.models) {
            (Some(_), _) => "taken out",
            (None, None) => "not read yet",
            (None, Some(_)) => "",
        };
        lines.push_str(&format!(
            "{}\t{}\t{} bytes\t{}\t{}\n",
            entry.id, entry.origin, entry.bytes, entry.added.at, state
        ));
    }
    output::write(None, &harmless(&lines))?;
    Ok(Outcome::Done)
}

fn search(path: &Path, query: &str, limit: usize) -> Result<Outcome> {
    let case = Case::open(path)?;
    let hits = case.search(query, limit)?;
    let annotated = case.annotated()?;
    let mut lines = String::new();
    for hit in &hits {
        let account = annotated
            .iter()
            .find(|(hash, _)| *hash == hit.hash)
            .map(|(_, annotated)| &annotated.account);
        if let Some(account) = account {
            let words = account.text.get(hit.span.start..hit.span.end).unwrap_or_default();
            let line = account.text[..hit.span.start.min(account.text.len())]
                .matches('\n')
                .count()
                + 1;
            lines.push_str(&format!(
                "{}:{line}: {}\n",
                account.id,
                rashomon_report::one_line(words)
            ));
        }
    }
    output::write(None, &lines)?;
    Ok(if hits.is_empty() {
        Outcome::NothingComparable
    } else {
        Outcome::Done
    })
}

fn remove(path: &Path, accounts: &[String], erase: bool) -> Result<Outcome> {
    let mut case = Case::open(path)?;
    for id in accounts {
        if erase {
            case.erase(id)?
        } else {
            case.remove(id, &person::stamp())?
        }
    }
    bring_up_to_date(&mut case, &Engine::new()?)?;
    Ok(Outcome::Done)
}

/// Writes the case with its decisions applied, in the format that the file's name asks for.
fn export(path: &Path, output: &Path) -> Result<Outcome> {
    let case = Case::open(path)?;
    if output.extension().is_some_and(|extension| extension == "case") {
        case.copy_to(output)?;
        return Ok(Outcome::Done);
    }
    let annotated = case.annotated()?;
    let Some(kept) = case.comparison(&annotated)? else {
        bail!(
            "{}: nothing has been compared yet; add accounts first",
            path.display()
        );
    };
    let hash_of = |id: &str| {
        annotated
            .iter()
            .find(|(_, a)| a.account.id == id)
            .map(|(hash, _)| hash.clone())
    };
    let accounts = kept.comparison.accounts.iter();
    let hashes: Vec<String> = accounts
        .map(|a| hash_of(&a.account.id).unwrap_or_default())
        .collect();
    let decisions = case.decisions()?;
    let applied = apply(&kept.comparison, &hashes, &decisions, Rejected::LeftOut);
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let format = rashomon_serve::formats()
        .find(|known| *known == name)
        .or_else(|| {
            rashomon_serve::formats().find(|known| name.rsplit('.').next() == known.rsplit('.').next())
        });
    let Some(format) = format else {
        let known: Vec<_> = rashomon_serve::formats().collect();
        bail!(
            "{}: no format has this name; known are {}",
            output.display(),
            known.join(", ")
        );
    };
    let made = rashomon_serve::make(format, &case.title()?, &applied.comparison, &decisions, &applied);
    let bytes = made.context("the export is not known")?;
    output::write_bytes(output, &bytes)?;
    if !applied.lost.is_empty() {
        eprintln!(
            "rashomon: {} decisions no longer have their words",
            applied.lost.len()
        );
    }
    eprintln!("Wrote {}", output.display());
    Ok(Outcome::Done)
}

fn merge(path: &Path, other: &Path) -> Result<Outcome> {
    let mut case = Case::open(path)?;
    let merged = case.merge(&Case::open(other)?)?;
    bring_up_to_date(&mut case, &Engine::new()?)?;
    println!(
        "accounts\t{}\ndecisions\t{}\ntaken back\t{}",
        merged.accounts, merged.decisions, merged.undone
    );
    let annotated = case.annotated()?;
    if let Some(kept) = case.comparison(&annotated)? {
        let hashes: Vec<String> = annotated.iter().map(|(hash, _)| hash.clone()).collect();
        let decisions = case.decisions()?;
        let applied = apply(&kept.comparison, &hashes, &decisions, Rejected::Shown);
        for one in agreements(&decisions, &applied) {
            let kappa = one
                .kappa
                .map_or("not defined".to_owned(), |kappa| format!("{kappa:.2}"));
            let line = format!(
                "{} and {}\t{}\t{} of {} alike\tkappa {kappa}",
                one.people.0, one.people.1, one.of, one.agreed, one.judged
            );
            println!("{}", rashomon_report::one_line(&line));
        }
    }
    Ok(Outcome::Done)
}

/// Lines that are safe to show in a terminal.
fn harmless(lines: &str) -> String {
    let cells = |line: &str| {
        line.split('\t')
            .map(rashomon_report::one_line)
            .collect::<Vec<_>>()
            .join("\t")
    };
    lines.lines().map(|line| cells(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyst::clock;

    #[test]
    fn times_sort_as_text() {
        let now = clock();
        assert_eq!(now.len(), "2026-03-01T09:30:00.000Z".len(), "{now}");
        assert!(now.ends_with('Z') && now.as_str() > "2025");
    }

    #[test]
    fn a_listing_cannot_repaint_a_terminal() {
        assert_eq!(harmless("a\u{1b}[2J\tb\n"), "a«U+001B»[2J\tb\n");
    }
}
