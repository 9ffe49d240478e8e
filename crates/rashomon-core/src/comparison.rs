//! What several accounts say of one event, side by side.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, identifier};
use crate::annotated::Annotated;
use crate::event::{EventId, EventStatus, Granularity};
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
identifier!(
    /// Names a [`CommonEvent`] within one comparison.
    CommonEventId,
    "ev"
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
    /// Meetings, calls, visits and other events, each once, however many accounts report it.
    #[serde(default)]
    pub events: Vec<CommonEvent>,
    /// What took place when.
    pub timeline: Vec<Moment>,
    /// Who is heard how much, who confirms what, who published first.
    #[serde(default)]
    pub figures: Figures,
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

/// Discrepancies less sure than this are often none; reports keep them apart, and the ledger calls nothing contradicted by
/// them.
pub const SURE_DISCREPANCY: f32 = 0.7;

impl Discrepancy {
    /// Whether it is sure enough to be told with the rest.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE_DISCREPANCY
    }
}

/// Omissions less sure than this are often told in other words; reports keep them apart.
pub const SURE_OMISSION: f32 = 0.9;

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
    /// Whether the accounts agree on it.
    #[serde(default)]
    pub agreement: Agreement,
}

/// Whether accounts agree on what someone holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Only one account reports it.
    #[default]
    OneAccount,
    /// Several do, and nothing was found in which they differ.
    Agree,
    /// They differ in a fact, or one has affirmed what another has denied.
    Differ,
}

/// An event as all accounts together tell of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommonEvent {
    /// Unique within the comparison.
    pub id: CommonEventId,
    /// "meeting", "phone call", "attack" ...: what most accounts call it.
    pub kind: String,
    /// What it does, in PLOVER's root categories.
    pub root: Act,
    /// Whether it took place: that of the first mention.
    pub status: EventStatus,
    /// Who took part, by any account.
    pub participants: Vec<IdentityId>,
    /// First day that the accounts give, ISO 8601.
    pub earliest: Option<String>,
    /// Last day that the accounts give.
    pub latest: Option<String>,
    /// The words that name it, by account and place.
    pub mentions: Vec<EventRef>,
    /// Where, by every account that says so.
    pub places: Vec<NamedPlace>,
    /// The words that say when.
    pub times: Vec<Evidence>,
    /// How long it lasted, by every account that says so.
    pub lengths: Vec<ReportedLength>,
    /// Who asked for it, by every account that says so.
    pub asked_by: Vec<ReportedRequest>,
    /// The words that say how it was.
    pub characterised: Vec<Evidence>,
}

/// An event of one of the accounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventRef {
    /// Account id.
    pub account: String,
    /// Event id within it.
    pub event: EventId,
}

/// A place as an account names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPlace {
    /// "Sochi".
    pub name: String,
    /// Where it is named.
    pub evidence: Evidence,
}

/// A length as an account gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportedLength {
    /// Minutes.
    pub minutes: f64,
    /// The words.
    pub evidence: Evidence,
}

/// Who asked for an event, as an account has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedRequest {
    /// The one who asked, where the words name someone known.
    pub identity: Option<IdentityId>,
    /// The words.
    pub evidence: Evidence,
}

/// The figures that analysts quote.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Who is heard how much, the most heard first. Copies of one text count once.
    pub voices: Vec<Voice>,
    /// Sayings of someone whose own side has an account here that does not have them.
    pub unconfirmed: Vec<Unconfirmed>,
    /// Sayings that an account published by one side reports of another side's people.
    pub other_side: Vec<StatementRef>,
    /// Sides whose people are reported to speak, and of which no account is here to confirm it.
    pub sides_without_account: Vec<String>,
    /// Ids of the accounts by day of publication, the first first; those without a day are left out.
    pub published: Vec<Published>,
}

/// How much someone is heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Whose.
    pub identity: IdentityId,
    /// Statements attributed to them, those inside others left out.
    pub statements: usize,
    /// Words of those.
    pub words: usize,
    /// Their share of all words that the accounts attribute to anyone, 0 to 1.
    pub share: f32,
    /// Words by account, only those with any.
    pub by_account: Vec<AccountWords>,
}

/// Words of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountWords {
    /// Account id.
    pub account: String,
    /// How many.
    pub words: usize,
}

/// A saying that no account of the speaker's side has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unconfirmed {
    /// Whose.
    pub identity: IdentityId,
    /// Their side.
    pub side: String,
    /// The statements that report it.
    pub statements: Vec<StatementRef>,
}

/// When an account was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Account id.
    pub account: String,
    /// As the account gives it, ISO 8601.
    pub on: String,
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
    /// How precise the words are: the most precise of them.
    #[serde(default)]
    pub granularity: Option<Granularity>,
    /// The events that took place then.
    #[serde(default)]
    pub events: Vec<CommonEventId>,
}
