//! What went wrong, for people who want to put it right.

use std::fmt;

/// One mistake, with the words it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are the ids and words that the line shows
pub enum Mistake {
    /// A statement that was not found.
    Missed {
        id: String,
        speaker: String,
        anchor: String,
    },
    /// A found statement with another speaker.
    Speaker {
        id: String,
        gold: String,
        predicted: Option<String>,
    },
    /// A found statement in another form.
    Form {
        id: String,
        gold: String,
        anchor: String,
    },
    /// A found statement whose addressee was not found.
    Addressee {
        id: String,
        gold: String,
        anchor: String,
    },
    /// A predicted statement that serves none of gold's.
    Spurious {
        account: String,
        speaker: Option<String>,
        words: String,
    },
    /// A passage that is nobody's statement and became one.
    Negative { account: String, anchor: String },
    /// Two statements that belong together and are not in one thread.
    Unthreaded { ids: [String; 2] },
    /// Two statements in one thread that do not belong together.
    OverThreaded { ids: [String; 2] },
    /// Two statements in one thread that must not be.
    Forbidden { ids: [String; 2] },
    /// A discrepancy that was not found.
    Undiscovered {
        id: String,
        kind: String,
        sides: Vec<(String, String)>,
    },
    /// A discrepancy that was found as one of another kind.
    Mistyped { id: String, kind: String },
    /// An event that was not found, or not with the right participants, place and date.
    Event {
        account: String,
        anchor: String,
        got: Option<String>,
    },
    /// An amount or date that was not found, or not with the right value.
    Quantity { account: String, anchor: String },
    /// An anchor that the account does not have.
    NoAnchor { id: String },
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
        match self {
            Self::Missed { id, speaker, anchor } => write!(f, "missed {id} {speaker} | {anchor}"),
            Self::Speaker { id, gold, predicted } => {
                write!(f, "speaker {id} gold {gold} | got {}", name(predicted))
            }
            Self::Form { id, gold, anchor } => write!(f, "form {id} gold {gold} | {anchor}"),
            Self::Addressee { id, gold, anchor } => write!(f, "addressee {id} gold {gold} | {anchor}"),
            Self::Spurious {
                account,
                speaker,
                words,
            } => write!(f, "spurious {account} {} | {words}", name(speaker)),
            Self::Negative { account, anchor } => write!(f, "negative {account} {anchor}"),
            Self::Unthreaded { ids: [one, other] } => write!(f, "unthreaded {one} {other}"),
            Self::OverThreaded { ids: [one, other] } => write!(f, "over-threaded {one} {other}"),
            Self::Forbidden { ids: [one, other] } => write!(f, "forbidden {one} {other}"),
            Self::Undiscovered { id, kind, sides } => write!(f, "undiscovered {id} {kind} {sides:?}"),
            Self::Mistyped { id, kind } => write!(f, "mistyped {id} gold {kind}"),
            Self::Event { account, anchor, got } => {
                write!(f, "event {account} {anchor} | got {}", name(got))
            }
            Self::Quantity { account, anchor } => write!(f, "quantity {account} {anchor}"),
            Self::NoAnchor { id } => write!(f, "the anchor of {id} is not in its account's text"),
        }
    }
}
