//! How well mentions are gathered into chains, against the GUM corpus and against other programs.
//!
//! Mentions of a response are matched to those of the key by their heads, one to one, as the CRAC shared
//! tasks do: a mention is found when the response’s head shares words with the least words that the
//! annotators marked, and the pair that overlaps most is taken first. Chains of one mention are left out on
//! both sides unless asked for. In a scope of classes (persons, organisations, places), mentions of a response
//! that match a mention of the key outside the scope are set aside; what matches nothing counts as wrong.

mod assignment;
mod gum;
mod marked;
mod matching;
mod nearest;
mod pronouns;
mod scores;
pub mod training;

pub use gum::{Document, GoldMention, GumError, Word, read_gum};
pub use marked::read_marked;
pub use matching::{Found, Scope, judge};
pub use nearest::nearest_compatible;
pub use pronouns::{PronounTally, judge_pronouns};
pub use scores::{Scores, Sums, scores};

use rashomon_core::coreference::Chains;

/// The chains that the program finds, for scoring.
pub fn found(chains: &Chains) -> Vec<Vec<Found>> {
    let mention = |at: &usize| {
        let mention = &chains.mentions[*at];
        Found {
            span: mention.span,
            head: mention.head,
        }
    };
    chains
        .chains()
        .iter()
        .map(|chain| chain.iter().map(mention).collect())
        .collect()
}
