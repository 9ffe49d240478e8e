//! The engine with its weights, as the app and the case file need it.

use rashomon_core::compare::compare;
use rashomon_core::{Account, Annotated, Comparison, Models, Warning, annotate};
use rashomon_read::Input;
use rashomon_serve::Analyst;

use crate::cli::Tier;
use crate::weights;

/// A case is worked on for days: what takes a moment longer is worth it.
const TIER: Tier = Tier::Accurate;

/// The engine with the weights that are built into the program.
pub struct Engine {
    models: Models,
}

impl Engine {
    /// Loads the weights.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self {
            models: weights::models(TIER)?,
        })
    }
}

impl Analyst for Engine {
    fn models(&self) -> String {
        weights::name(TIER)
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Result<(Account, Vec<Warning>), String> {
        rashomon_read::read(Input { path: name, bytes }).map_err(|error| error.to_string())
    }

    fn annotate(&self, account: Account, warnings: Vec<Warning>) -> Result<Annotated, String> {
        annotate(account, warnings, &self.models).map_err(|error| error.to_string())
    }

    fn compare(&self, accounts: Vec<Annotated>) -> Result<Comparison, String> {
        compare(accounts, &self.models).map_err(|error| error.to_string())
    }
}

/// The time now in UTC, ISO 8601 with milliseconds.
pub fn clock() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
        .to_string()
}
