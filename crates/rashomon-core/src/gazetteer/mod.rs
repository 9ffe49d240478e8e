//! What a reader of foreign news knows by heart: states, their people and seats, and who held which office.
//!
//! Tables compiled for this project and compiled into the program; nothing is looked up elsewhere. The
//! first lines of each table in `data/` say what it holds and how it was checked.

mod countries;
mod fold;
mod mentions;
mod person_names;

pub use countries::{Country, Metonym, countries, country};
pub use fold::folded;
pub use mentions::{CountryMention, MentionAs, by_word, find_all};
