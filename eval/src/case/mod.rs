//! A comparison against what a reader found in the accounts of one event.
//!
//! * **Statements**: one is found when some predicted statement's content covers at least half of its
//!   anchor words, or, failing that, content, cue and source together do; one prediction may serve several,
//!   when a quotation was cut differently. Recall leaves the optional ones out; precision is the share of
//!   predictions that serve any.
//! * **Speaker**, **form**, **addressee**: of the found ones. The family name must stand in the predicted
//!   name; a source without a name wants an actor that is unnamed or a group. Mixed counts as direct.
//! * **Negatives**: passages that are nobody's statement and became one.
//! * **Threads**: pairs of statements of different accounts, together in gold against together in a thread.
//!   `forbidden` are pairs that must not be together and are.
//! * **Discrepancies**: found when one predicted discrepancy has evidence within 60 characters of both
//!   anchors; `typed` also wants the kind.
//! * **Omissions**, for two accounts: statements that stand in no gold thread with the other account, and
//!   whether they are listed as absent there.
//! * **Events**, of those that gold lists: found when a predicted event's word stands in the anchor; with the right
//!   participants (all of gold's and nobody whom gold does not allow), place and date (gold's words, or none where the
//!   account states none), all three for `events_right`. `events_kind` where gold gives a kind.
//! * **Quantities**, likewise: an amount with gold's value and unit, or the date, in the anchor; `quantities_of` when
//!   what it is said to measure shares a word with gold. `events_and_quantities` is the share of both that is right.
//!
//! Lengths are in code points.

mod events;
mod gold;
mod mistake;
mod names;
mod pairs;
mod score;
mod side;
mod statements;

pub use events::EventScore;
pub use gold::{
    Case, GoldDiscrepancy, GoldEvent, GoldQuantity, GoldSide, GoldStatement, Group, Negative, Separate,
    load_case,
};
pub use mistake::Mistake;
pub use score::{CaseError, CaseScore, score_case};
