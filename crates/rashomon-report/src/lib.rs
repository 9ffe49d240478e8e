//! A comparison as one HTML file, as terminal text and as JSON.
//!
//! Every function here is pure: the same comparison gives the same bytes. Nothing is decided here; what
//! is shown was found before, and each thing shown leads to the words in an account that it rests on.
//!
//! Account text is treated as hostile. It is escaped in HTML, and characters that would act on a page or
//! a terminal (escape sequences, bidirectional overrides) are named instead of shown.

mod diff;
mod html;
mod index;
mod json;
mod phrase;
mod segment;
mod terminal;
mod visible;
mod words;

pub use html::html;
pub use json::{json, jsonl};
pub use terminal::{Style, terminal, terminal_account};
