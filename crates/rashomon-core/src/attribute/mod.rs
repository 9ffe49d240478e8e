//! Who said what, as the trained tagger sees it, completed by what marks alone settle.

mod asides;
mod complete;
mod decode;
mod features;
mod introduced;
mod issued;
mod mend;
mod nested;
mod quotations;
mod relayed;
mod reliability;
mod sources;
mod tagger;
mod turns;
mod windows;

use crate::encode::pieces::{CLS, SEP};

pub use complete::{Found, Rule, complete, paragraphs};
pub use decode::Attribution;
pub use reliability::Reliability;
pub use tagger::{Tagged, tag};
