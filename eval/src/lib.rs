//! How good the analysis is, measured against what people found in the same texts.
//!
//! [`attribution`] scores who-said-what against annotated articles; [`case`] scores a whole comparison
//! against what a reader found in the accounts of one event; [`coreference`] scores chains of mentions; [`baseline`] keeps figures from one version
//! to the next and says which of them dropped; [`voices`] scores who vouches for a statement, on what record,
//! for whom, and whose voice a sentence is in, against hand-labelled accounts.
//!
//! Gold and predictions in files count Unicode code points, everything inside counts UTF-8 bytes;
//! [`CodePoints`] turns one into the other at the edge.

pub mod attribution;
pub mod baseline;
pub mod case;
mod code_points;
pub mod coreference;
pub mod shipped;
pub mod voices;

pub use code_points::CodePoints;
