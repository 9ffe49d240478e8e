//! The text itself: words, sentences, quotation marks.

pub mod phrases;
pub mod quotes;
pub mod sentences;
pub mod words;
