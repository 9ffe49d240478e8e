//! Where results go.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use rashomon_report::Style;

use crate::cli::{Colour, Writing};

/// Widest text that is still read with ease.
const WIDEST: usize = 160;

/// Width and colour of text output.
pub fn style<F: ValueEnum + Clone + Send + Sync + 'static>(writing: &Writing<F>) -> Style {
    let to_terminal = writing.output.is_none() && std::io::stdout().is_terminal();
    let measured = terminal_size::terminal_size()
        .filter(|_| to_terminal)
        .map(|(width, _)| usize::from(width.0));
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Style {
        width: writing
            .width
            .or(measured.map(|w| w.min(WIDEST)))
            .unwrap_or(80)
            .max(40),
        colour: match writing.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => to_terminal && !no_colour,
        },
    }
}

/// Writes a result to a file, all of it or nothing, or to standard output.
///
/// # Errors
/// When the place cannot be written to. A reader that stops listening is no error.
pub fn write(output: Option<&Path>, text: &str) -> Result<()> {
    let Some(path) = output.filter(|path| *path != Path::new("-")) else {
        return match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("standard output cannot be written"),
        };
    };
    write_bytes(path, text.as_bytes())
}

/// Writes a file, all of it or nothing.
///
/// # Errors
/// When the place cannot be written to.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    let shown = path.display();
    let partial = path.with_extension("partial");
    std::fs::write(&partial, bytes)
        .and_then(|()| std::fs::rename(&partial, path))
        .with_context(|| {
            format!("{shown}: cannot be written; check that the folder exists and may be written to")
        })
}

/// Says where the result was written to, unless nothing was or nobody wants to know.
pub fn wrote<F: ValueEnum + Clone + Send + Sync + 'static>(writing: &Writing<F>) {
    if let Some(path) = writing.output.as_ref().filter(|_| !writing.quiet) {
        eprintln!("Wrote {}", path.display());
    }
}
