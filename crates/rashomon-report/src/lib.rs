//! A comparison as one HTML file, as terminal text and as JSON.
//!
//! Every function here is pure: the same comparison gives the same bytes. Nothing is decided here; what
//! is shown was found before, and each thing shown leads to the words in an account that it rests on.
//!
//! Account text is treated as hostile. It is escaped in HTML, and characters that would act on a page or
//! a terminal (escape sequences, bidirectional overrides) are named instead of shown.

mod diff;
mod events;
pub mod export;
pub mod html;
pub mod index;
mod json;
pub mod phrase;
mod redline;
mod segment;
mod terminal;
mod visible;
mod words;

pub use html::{html, redline_html};
pub use json::{json, jsonl, redline_json};
pub use terminal::{Style, redline_terminal, terminal, terminal_account};
pub use visible::one_line;
pub use words::clipped;
