//! How time and memory of a comparison grow with the number of accounts.
//!
//! `growth [NUMBER...]` mixes the stories in `testdata`, each account cut in two, and compares as many accounts as
//! asked for (2, 10, 50, 200), printing a table row for each: accounts, statements, seconds of comparing, the most
//! memory held so far. The accounts are read and annotated once, before. Run it with `--release`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use rashomon_core::compare::compare;
use rashomon_core::{Annotated, Models, annotate};
use rashomon_eval::shipped;
use rashomon_read::{Input, read};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut numbers: Vec<usize> = std::env::args()
        .skip(1)
        .map(|n| n.parse())
        .collect::<Result<_, _>>()?;
    if numbers.is_empty() {
        numbers = vec![2, 10, 50, 200];
    }
    let models = shipped::models()?;
    let most = numbers.iter().copied().max().unwrap_or_default();
    let accounts = mixed(&shipped::root().join("testdata"), most, &models)?;
    println!("| accounts | statements | seconds | MB |\n| ---: | ---: | ---: | ---: |");
    let mut measured: Vec<(f64, f64)> = Vec::new();
    for number in numbers {
        let some = accounts[..number.min(accounts.len())].to_vec();
        let statements: usize = some.iter().map(|a| a.statements.len()).sum();
        let start = Instant::now();
        let comparison = compare(some, &models)?;
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "| {} | {statements} | {seconds:.2} | {} |",
            comparison.accounts.len(),
            peak_megabytes()
        );
        measured.push(((number as f64).ln(), seconds.ln()));
    }
    if let [.., before, last] = measured[..] {
        println!(
            "\nGrowth exponent over the last two rows: {:.2}",
            (last.1 - before.1) / (last.0 - before.0)
        );
    }
    Ok(())
}

/// Halves of the accounts of all stories, a story after the other, read and annotated.
fn mixed(testdata: &Path, most: usize, models: &Models) -> Result<Vec<Annotated>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for kind in ["short", "cases"] {
        for story in std::fs::read_dir(testdata.join(kind))? {
            for file in std::fs::read_dir(story?.path())? {
                files.push(file?.path());
            }
        }
    }
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut out = Vec::new();
    for half in 0..2 {
        for file in &files {
            if out.len() < most {
                out.push(annotated_half(file, half, models)?);
            }
        }
    }
    Ok(out)
}

fn annotated_half(file: &Path, half: usize, models: &Models) -> Result<Annotated, Failure> {
    let text = std::fs::read_to_string(file)?;
    let paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
    let (first, second) = paragraphs.split_at(paragraphs.len().div_ceil(2));
    let words = if half == 0 { first } else { second }.concat();
    let path = format!("{}-{half}.txt", file.with_extension("").display());
    let (account, warnings) = read(Input {
        path: &path,
        bytes: words.as_bytes(),
    })?;
    let mut annotated = annotate(account, warnings, models)?;
    annotated.account.id = path;
    Ok(annotated)
}

/// The most memory that this process has held, from Linux; 0 elsewhere.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes.and_then(|n| n.parse::<u64>().ok()).unwrap_or_default() / 1024
}
