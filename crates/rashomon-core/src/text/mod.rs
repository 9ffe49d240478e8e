//! The text itself: patterns, words, sentences, quotation marks.

pub mod pattern;
pub mod phrases;
pub mod quotes;
pub mod sentences;
pub mod words;
