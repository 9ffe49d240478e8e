//! The user's own table of who held which office (`--actors FILE`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use rashomon_core::gazetteer::add_offices;

/// Adds the user's table, if there is one; to be called before anything is read.
///
/// # Errors
/// When the file cannot be read, or a row of it cannot: "FILE:LINE: what is wrong".
pub fn add(file: Option<&Path>) -> Result<()> {
    let Some(file) = file else { return Ok(()) };
    let name = file.display();
    let table =
        fs::read_to_string(file).with_context(|| format!("cannot read the table of actors {name}"))?;
    add_offices(table).map_err(|error| anyhow!("{name}:{error} (docs/actors.md explains the table)"))
}
