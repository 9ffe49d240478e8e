//! The case file: accounts of one event, what the machine found in them, and, apart from it, what people decided.
//!
//! A [`Case`] is one SQLite file. Decisions know what they are about by the words of the accounts ([`Anchor`]), so that
//! they hold when newer weights find other things; [`apply()`] brings them and a comparison together. This is the only
//! crate that writes SQL. It has no clock: who does something and when is handed in as a [`Stamp`].

mod anchor;
mod apply;
mod decision;
mod error;
mod log;
mod merge;
mod schema;
mod search;
mod store;

pub use anchor::{Anchor, Words};
pub use apply::{Applied, Part, Rejected, State, Verdict, apply, omission_part};
pub use decision::{Decision, Ruling, Seen, Stamp, Target};
pub use error::CaseError;
pub use merge::{Agreement, Merged, agreements, kappa};
pub use search::Hit;
pub use store::{Added, Case, Entry, Kept, NewAccount, Unread, hash};
