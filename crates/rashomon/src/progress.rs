//! Progress on a terminal; silence elsewhere.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over a number of accounts on standard error, when that is a terminal and nobody asked for quiet.
pub fn bar(accounts: usize, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(accounts as u64);
    if quiet || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{msg:>12} [{bar:30}] {pos}/{len}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
