//! Who is named in an account.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Declares an identifier that is a number inside and a letter and a number in JSON ("s12").
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                text.strip_prefix($prefix)
                    .and_then(|digits| digits.parse().ok())
                    .map(Self)
                    .ok_or_else(|| format!(concat!("expected ", $prefix, "NUMBER, got {}"), text))
            }
        }
    };
}
pub(crate) use identifier;

identifier!(
    /// Names an [`Actor`] within one account.
    ActorId,
    "a"
);

/// The someone behind one or more mentions within one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Unique within the account.
    pub id: ActorId,
    /// The fullest name that the account supports, or that the actor table supplies for a role.
    pub name: String,
    /// What kind of someone.
    pub kind: ActorKind,
    /// Roles the account gives ("US Secretary of State"), fullest first.
    pub roles: Vec<String>,
    /// The party it belongs to ("Russia"), where the account or the actor table says so.
    pub side: Option<String>,
    /// Every span that refers to it, in order.
    pub mentions: Vec<Span>,
}

/// What kind of someone an [`Actor`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A named person, or a role that one person holds.
    Person,
    /// A ministry, company, newspaper, party.
    Organisation,
    /// A state, or its capital or seat standing for it.
    Country,
    /// Several at once: "the two leaders", "Russia, China and the US".
    Group,
    /// A source that the account does not name: "diplomatic sources", "a senior official".
    Unnamed,
}
