//! Attributions against gold annotations in brat standoff form, as PolNeAR has them.
//!
//! * A **word** is a run of letters and digits, apostrophes inside it included: punctuation, quotation
//!   marks and white space never count. A span is the set of words it touches; one that touches none is
//!   dropped on both sides.
//! * **Units**: content and cue, one for each attribution; source, one for each distinct set of words in a
//!   document; fragment, each distinct contiguous piece of a content.
//! * **Matching** is one to one within a document, the best pairs first: [`Measure`] says what matches.
//! * **Direct** units hold or touch a double quotation mark; *pure* ones begin and end with one. Matching is
//!   done over all units, then precision counts the predicted units of the class and recall the gold ones.
//! * **Linked**: contents that match at half their words and whose sources share a word.
//! * **Speaker accuracy**: of gold attributions with a source whose content is matched at half its words,
//!   the share whose prediction has a source that shares a word with gold's.
//!
//! Sums run over documents (micro average); 0/0 is 0. Source of the soft measure: Pareti (2015), partial
//! credit for overlap.

mod bootstrap;
mod brat;
mod document;
mod evaluate;
mod gold;
mod matching;
mod mersenne;
mod predicted;
mod table;
mod tally;
mod unit;
mod words;

use rashomon_core::Span;

pub use brat::read_annotations;
pub use evaluate::{Evaluation, Metric, Rates, evaluate};
pub use gold::{GoldDocument, load_gold};
pub use predicted::{Predictions, from_statements, read_predictions, write_predictions};
pub use table::table;
pub use tally::{Class, Measure, Target};

/// Who said what, as spans of bytes; a missing part is an empty list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name who said it.
    pub source: Vec<Span>,
    /// The words of saying.
    pub cue: Vec<Span>,
    /// What was said.
    pub content: Vec<Span>,
}

/// Why attributions cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// A file or folder cannot be read.
    #[error("{path}: cannot be read; gold is text/NAME.txt and attributions/NAME_ANNOTATOR.ann")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A line of annotations or predictions says something else than its form allows.
    #[error("{place}: {what}")]
    Malformed {
        /// File, document or line.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// Offsets that the text does not have.
    #[error("{document}: offset outside the text: [{start}, {end}]")]
    Outside {
        /// Which document.
        document: String,
        /// First code point.
        start: usize,
        /// One past the last code point.
        end: usize,
    },
    /// Predictions for documents that gold does not have.
    #[error("predictions for unknown documents: {0}")]
    UnknownDocuments(String),
}
