//! `rashomon`: the command line. Reads accounts, compares them, writes reports, keeps and serves cases.
//!
//! The only place that reads files, looks at the terminal and prints.

mod actors;
mod analyst;
mod case;
mod cli;
mod compare;
mod inputs;
mod output;
mod person;
mod progress;
mod read;
mod redline;
mod score;
mod serve;
mod weights;

use std::process::ExitCode;

use clap::Parser;

/// How a run ended, as its exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// What was asked for was done.
    Done,
    /// The input was read, but there is nothing to compare.
    NothingComparable,
    /// No input could be used.
    Unusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::NothingComparable => Self::from(1),
            Outcome::Unusable => Self::from(2),
        }
    }
}

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let outcome = match cli.command {
        cli::Command::Read(arguments) => read::run(&arguments),
        cli::Command::Compare(arguments) => compare::run(&arguments),
        cli::Command::Redline(arguments) => redline::run(&arguments),
        cli::Command::Score(arguments) => score::run(&arguments),
        cli::Command::Case(command) => case::run(&command),
        cli::Command::Serve(arguments) => serve::run(&arguments),
    };
    outcome.map_or_else(
        |error| {
            eprintln!("rashomon: {error:#}");
            Outcome::Unusable.into()
        },
        ExitCode::from,
    )
}
