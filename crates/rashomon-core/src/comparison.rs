//! What several accounts say of one event, side by side.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, identifier};
use crate::annotated::Annotated;
use crate::span::Span;
use crate::statement::{Act, StatementId};

identifier!(
    /// Names an [`Identity`] within one comparison.
    IdentityId,
    "p"
);
identifier!(
    /// Names a [`Thread`] within one comparison.
    ThreadId,
    "th"
);
identifier!(
    /// Names a [`Discrepancy`] within one comparison.
    DiscrepancyId,
    "d"
);

/// The result: what `rashomon compare --format json` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Always [`crate::SCHEMA`].
    pub schema: String,
    /// The accounts, in the order in which they were given.
    pub accounts: Vec<Annotated>,
    /// Ids of accounts that are copies of one text, a list for each text.
    pub copies: Vec<Vec<String>>,
    /// Who is the same someone across accounts.
    pub identities: Vec<Identity>,
    /// Statements that report one utterance or one claim.
    pub threads: Vec<Thread>,
    /// Where two accounts cannot both be exact.
    pub discrepancies: Vec<Discrepancy>,
    /// What an account leaves out that another has.
    pub omissions: Vec<Omission>,
    /// The issue by account table.
    pub ledger: Ledger,
    /// Who holds what on which issue.
    pub positions: Vec<Position>,
    /// What took place when.
    pub timeline: Vec<Moment>,
}

impl Comparison {
    /// The account with this id, if it is compared.
    pub fn account(&self, id: &str) -> Option<&Annotated> {
        self.accounts.iter().find(|annotated| annotated.account.id == id)
    }

    /// The identity with this id.
    pub fn identity(&self, id: IdentityId) -> Option<&Identity> {
        self.identities.iter().find(|identity| identity.id == id)
    }
}

/// The same someone across accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Unique within the comparison.
    pub id: IdentityId,
    /// The fullest name that any account gives.
    pub name: String,
    /// Account id and actor id, for each account that names them.
    pub actors: Vec<(String, ActorId)>,
}

/// A statement of one of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementRef {
    /// Account id.
    pub account: String,
    /// Statement id within it.
    pub statement: StatementId,
}

/// Words of one of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Account id.
    pub account: String,
    /// Where in its text.
    pub span: Span,
}

/// Statements of several accounts that report one utterance, or one claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// Unique within the comparison.
    pub id: ThreadId,
    /// Same speaker and same occasion, or only the same claim.
    pub kind: ThreadKind,
    /// Whose utterance, where the accounts agree on it.
    pub speaker: Option<IdentityId>,
    /// The statements, sorted by account and place.
    pub members: Vec<StatementRef>,
    /// 0 to 1.
    pub confidence: f32,
}

/// What the members of a [`Thread`] have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadKind {
    /// One speaker's one utterance.
    Utterance,
    /// The same claim, perhaps by different people.
    Claim,
}

/// Where two accounts cannot both be exact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Unique within the comparison.
    pub id: DiscrepancyId,
    /// In what they differ.
    pub kind: DiscrepancyKind,
    /// The thread in which it was found, if it was found in one.
    pub thread: Option<ThreadId>,
    /// The words on each side, at least two.
    pub evidence: Vec<Evidence>,
    /// One sentence for a reader.
    pub why: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// In what two accounts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscrepancyKind {
    /// When.
    Date,
    /// How many, how long, how much.
    Number,
    /// Where.
    Place,
    /// Who is spoken of.
    Person,
    /// Who said it, to whom, on what occasion.
    Attribution,
    /// Said against denied.
    Polarity,
    /// Absolute against qualified.
    Scope,
    /// The same quotation in other words.
    Wording,
}

impl DiscrepancyKind {
    /// The word a reader would use.
    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Number => "number",
            Self::Place => "place",
            Self::Person => "person",
            Self::Attribution => "attribution",
            Self::Polarity => "polarity",
            Self::Scope => "scope",
            Self::Wording => "wording",
        }
    }
}

/// What one account has and another lacks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Omission {
    /// The statement or the issue.
    pub what: Omitted,
    /// Ids of the accounts that have it.
    pub present_in: Vec<String>,
    /// Id of the account that lacks it.
    pub absent_from: String,
    /// The passage of that account that came nearest, so that a reader can check.
    pub nearest: Option<Nearest>,
    /// 0 to 1.
    pub confidence: f32,
}

/// What an [`Omission`] is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Omitted {
    /// A statement of another account.
    Statement(StatementRef),
    /// An issue, by label.
    Issue(String),
}

/// The passage that came nearest to something that is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Account id.
    pub account: String,
    /// Where in its text.
    pub span: Span,
    /// Cosine similarity, -1 to 1.
    pub score: f32,
}

/// The issue by account table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Row labels, most contested first.
    pub issues: Vec<String>,
    /// One for each issue and account.
    pub cells: Vec<Cell>,
}

impl Ledger {
    /// The cell of an issue and an account.
    pub fn cell(&self, issue: &str, account: &str) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|cell| cell.issue == issue && cell.account == account)
    }
}

/// One cell of the [`Ledger`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Row label.
    pub issue: String,
    /// Account id.
    pub account: String,
    /// That account's statements on the issue.
    pub statements: Vec<StatementId>,
    /// How the account treats it, beside the others.
    pub state: CellState,
    /// Where the account speaks of the issue without attributing anything to anyone.
    #[serde(default)]
    pub mentions: Vec<Span>,
}

/// How an account treats an issue, beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// It reports statements, or speaks of it.
    Said,
    /// It reports the same utterance in other words.
    Reworded,
    /// It contradicts another account on it.
    Contradicted,
    /// Only the other side is reported to have spoken on it.
    OtherSideOnly,
    /// Nothing.
    NotMentioned,
}

impl CellState {
    /// The words a reader would use.
    pub fn label(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Reworded => "worded differently",
            Self::Contradicted => "contradicted",
            Self::OtherSideOnly => "other side only",
            Self::NotMentioned => "not mentioned",
        }
    }
}

/// What someone is reported to hold on an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Whose.
    pub identity: IdentityId,
    /// Issue label.
    pub issue: String,
    /// What they are reported to have said on it.
    pub statements: Vec<StatementRef>,
    /// What most of those do.
    pub act: Act,
}

/// Something dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// First day it can mean, ISO 8601.
    pub earliest: Option<String>,
    /// Last day it can mean.
    pub latest: Option<String>,
    /// What took place.
    pub label: String,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}
