//! A comparison, or one account, as text for a terminal.

mod account;
mod compare;
mod events;
mod ledger;
mod paint;
mod redline;
mod wrap;

use rashomon_core::redline::Series;
use rashomon_core::{Annotated, Comparison};

use crate::index::Index;
use paint::Screen;

/// Narrowest terminal that is written for; a narrower one gets lines of this width.
const NARROWEST: usize = 40;

/// How terminal text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; no line is wider. Less than 40 is taken as 40.
    pub width: usize,
    /// Whether to use colour and weight (ANSI escape sequences).
    pub colour: bool,
}

impl Default for Style {
    /// 80 columns without colour: what a pipe gets.
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
        }
    }
}

/// A comparison as text: numbers, ledger, discrepancies, threads, what each account leaves out, warnings.
///
/// Long lists end in "and N more"; everything is in [`crate::html()`] and [`crate::json`]. No line is wider
/// than [`Style::width`], and no character of an account can act on the terminal.
pub fn terminal(comparison: &Comparison, style: Style) -> String {
    let mut screen = Screen::new(style.width.max(NARROWEST), style.colour);
    compare::write(&mut screen, &Index::new(comparison));
    screen.finish()
}

/// One account as text: where it comes from, who said what in it and how, warnings.
///
/// The same promises as [`terminal`]. An account without statements says so.
pub fn terminal_account(annotated: &Annotated, style: Style) -> String {
    let mut screen = Screen::new(style.width.max(NARROWEST), style.colour);
    account::write(&mut screen, annotated);
    screen.finish()
}

/// What changed from version to version as text; the same promises as [`terminal`].
pub fn redline_terminal(series: &Series, style: Style) -> String {
    let mut screen = Screen::new(style.width.max(NARROWEST), style.colour);
    redline::write(&mut screen, series);
    screen.finish()
}
