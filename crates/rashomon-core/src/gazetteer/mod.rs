//! What a reader of foreign news knows by heart: states, their people and seats, and who held which office.
//!
//! Tables compiled for this project and compiled into the program; nothing is looked up elsewhere. The
//! first lines of each table in `data/` say what it holds and how it was checked.

mod added;
mod countries;
mod family_names;
mod fold;
mod mentions;
pub(crate) mod names_alike;
mod offices;
mod person_names;
mod roles;

pub use added::{RowFault, TableError, add_offices};
pub use countries::{Country, Metonym, countries, country};
pub use fold::folded;
pub use mentions::{CountryMention, MentionAs, by_word, find_all};
pub use offices::{BODIES, OfficeDate, Person, Role, Tenure, by_name, holders, offices};
pub use roles::resolve_role;
