//! What is reported besides speech: events, times, quantities, and the issues spoken of.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, identifier};
use crate::span::Span;
use crate::statement::Act;

identifier!(
    /// Names an [`Issue`] within one account.
    IssueId,
    "i"
);
identifier!(
    /// Names an [`Event`] within one account.
    EventId,
    "e"
);
identifier!(
    /// Names a [`Time`] within one account.
    TimeId,
    "t"
);

/// What statements are about: a "front" such as Iran or trade, found in the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Unique within the account.
    pub id: IssueId,
    /// Words a reader would use; the same issue has the same label in every account.
    pub label: String,
    /// Where the account speaks of it.
    pub mentions: Vec<Span>,
}

/// A meeting, call, visit, attack, test: something that an account says took place, or will, or did not.
///
/// One for each word that names it; [`Event::same_as`] leads to the first one that tells of the same event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique within the account.
    pub id: EventId,
    /// The word that names it.
    pub trigger: Span,
    /// "meeting", "phone call", "visit", "summit", "trilateral", "press conference", "attack" ...
    pub kind: String,
    /// What it does, in PLOVER's root categories; meetings, calls and visits consult.
    #[serde(default = "consults")]
    pub root: Act,
    /// Whether it took place, as the account has it.
    #[serde(default)]
    pub status: EventStatus,
    /// Who took part, as far as named; of an attack or seizure those who did it and those to whom it was done.
    pub participants: Vec<ActorId>,
    /// When.
    pub time: Option<TimeId>,
    /// Where.
    pub place: Option<Place>,
    /// How long it lasted.
    #[serde(default)]
    pub length: Option<Length>,
    /// Who asked for it.
    #[serde(default)]
    pub asked_by: Option<AskedBy>,
    /// Words that say how it was: "very good", "brief", "no breakthrough yet".
    #[serde(default)]
    pub characterised: Vec<Span>,
    /// The earlier event of the account that this one is.
    #[serde(default)]
    pub same_as: Option<EventId>,
}

impl Event {
    /// Whether people meet, speak by telephone or visit each other in it.
    pub fn is_encounter(&self) -> bool {
        self.root == Act::Consult
    }
}

fn consults() -> Act {
    Act::Consult
}

/// Whether an event took place, as an account has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It did.
    #[default]
    TookPlace,
    /// It is planned, expected, offered or asked for.
    Ahead,
    /// It did not.
    Denied,
}

/// How long an event lasted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Length {
    /// The words, hedge included.
    pub span: Span,
    /// The length they give.
    pub minutes: f64,
    /// Shortest that they allow.
    pub low: f64,
    /// Longest that they allow.
    pub high: f64,
}

/// Who asked for an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedBy {
    /// The one who asked, when the words name someone that the account knows.
    pub actor: Option<ActorId>,
    /// The words that say so.
    pub span: Span,
}

/// A named place and the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// "Sochi".
    pub name: String,
    /// Where it is named.
    pub span: Span,
}

/// A time expression, resolved against the account's date where it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Unique within the account.
    pub id: TimeId,
    /// The expression.
    pub span: Span,
    /// First day it can mean, ISO 8601; `None` when nothing anchors it.
    pub earliest: Option<String>,
    /// Last day it can mean, inclusive.
    pub latest: Option<String>,
    /// How precise the words are.
    pub granularity: Granularity,
}

/// How precise a time expression is, the most precise first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    /// A full date or "today".
    Day,
    /// A day of the week by name; its date needs an anchor.
    Weekday,
    /// "this week".
    Week,
    /// A month, with or without its year.
    Month,
    /// A year, "last year".
    Year,
    /// "recently", "in the coming days".
    Vague,
}

/// An amount with what it measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, hedge included ("nearly 5%").
    pub span: Span,
    /// The amount in `unit`.
    pub value: f64,
    /// "percent", "minutes", "people", "USD", or `None` for a bare count.
    pub unit: Option<String>,
    /// What it measures ("bilateral trade"), where the account says so.
    pub of: Option<String>,
    /// Smallest value the words allow: "a bit over 5" starts at 5.
    #[serde(default)]
    pub low: f64,
    /// Largest value the words allow: "nearly 5" ends at 5.
    #[serde(default)]
    pub high: f64,
}
