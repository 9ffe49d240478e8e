//! What an account says that someone said.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, identifier};
use crate::event::IssueId;
use crate::span::Span;

identifier!(
    /// Names a [`Statement`] within one account.
    StatementId,
    "s"
);

/// Content that an account attributes to someone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Unique within the account; statements are numbered in the order of their content.
    pub id: StatementId,
    /// Quotation, paraphrase, or both.
    pub form: Form,
    /// What was said; at least one span, in order, without overlap.
    pub content: Vec<Span>,
    /// The words of saying ("said", "according to"); empty for a bare quotation or a turn.
    pub cue: Vec<Span>,
    /// The words that name who said it; empty when the account leaves it to be understood.
    pub source: Vec<Span>,
    /// Who said it.
    pub speaker: Option<ActorId>,
    /// Whom the speaker speaks for: a spokesman's ministry.
    pub on_behalf_of: Option<ActorId>,
    /// The statement inside whose content this one stands.
    pub within: Option<StatementId>,
    /// How the source is identified.
    pub sourcing: Sourcing,
    /// On or off the record.
    pub record: Record,
    /// Who vouches that it was said.
    #[serde(default)]
    pub voucher: Voucher,
    /// By what way it was said, where the account says so.
    pub channel: Option<Channel>,
    /// To whom, where the account says so.
    pub addressee: Vec<ActorId>,
    /// What the statement does.
    pub act: Act,
    /// Whether the content is affirmed, denied or left open.
    pub polarity: Polarity,
    /// What it is about.
    pub issues: Vec<IssueId>,
    /// When it was said, where the account says so.
    pub said_at: Option<SaidAt>,
    /// The words that say by what way, where, when, on what record and for whom it was said, in order.
    #[serde(default)]
    pub setting: Vec<Circumstance>,
    /// How sure the machine is that this is a statement with this content and source, 0 to 1.
    pub confidence: f32,
    /// The model or the rule that found it.
    pub by: String,
}

impl Statement {
    /// The smallest span that covers all of the content.
    pub fn extent(&self) -> Span {
        self.content
            .iter()
            .copied()
            .reduce(Span::cover)
            .unwrap_or_default()
    }

    /// The content's words, its pieces joined by " … ".
    pub fn words(&self, text: &str) -> String {
        let pieces: Vec<&str> = self.content.iter().map(|span| span.of(text)).collect();
        pieces.join(" … ")
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In quotation marks, or a speaking turn.
    Direct,
    /// Paraphrase.
    Indirect,
    /// Paraphrase with quoted fragments.
    Mixed,
}

/// How a source is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sourcing {
    /// By name.
    Named,
    /// By a role that could be looked up: "the Russian president".
    Role,
    /// Not at all: "diplomatic sources".
    Unnamed,
    /// Several together: "the three sides".
    Collective,
    /// The outlet itself.
    Outlet,
}

/// Whether it was said for publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// Under the speaker's name.
    On,
    /// Off the record.
    Off,
    /// Usable, but not under the name.
    Background,
}

/// Who vouches that something was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voucher {
    /// A publisher with no side in it.
    #[default]
    Outlet,
    /// The speaker's own side: its own read-out, or a colleague who repeats it.
    OwnSide,
    /// The one it was said to, or an adversary.
    OtherSide,
    /// Someone else, by name.
    ThirdParty,
    /// Somebody who is not named.
    Unnamed,
}

/// Words that tell one of the circumstances in which something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Circumstance {
    /// Which circumstance.
    pub what: Aspect,
    /// The words; they may stand in another sentence, where the account sets the scene.
    pub span: Span,
}

/// A circumstance of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// By what way.
    Channel,
    /// Where.
    Place,
    /// When.
    Time,
    /// On what record.
    Record,
    /// For whom.
    OnBehalfOf,
}

/// By what way something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// Before the press, questions taken.
    #[serde(rename = "press conference")]
    PressConference,
    /// A spokesperson's or aide's briefing.
    #[serde(rename = "briefing")]
    Briefing,
    /// Face to face.
    #[serde(rename = "meeting")]
    Meeting,
    /// By telephone.
    #[serde(rename = "phone call")]
    PhoneCall,
    /// On a social network.
    #[serde(rename = "social post")]
    SocialPost,
    /// On television or radio.
    #[serde(rename = "broadcast")]
    Broadcast,
    /// Before a parliament or a committee.
    #[serde(rename = "parliament")]
    Parliament,
    /// A published text: read-out, communique, letter, report.
    #[serde(rename = "written statement")]
    WrittenStatement,
    /// To one outlet.
    #[serde(rename = "interview")]
    Interview,
    /// A speech or address.
    #[serde(rename = "speech")]
    Speech,
}

impl Channel {
    /// The words a reader would use.
    pub fn label(self) -> &'static str {
        match self {
            Self::PressConference => "press conference",
            Self::Briefing => "briefing",
            Self::Meeting => "meeting",
            Self::PhoneCall => "phone call",
            Self::SocialPost => "social post",
            Self::Broadcast => "broadcast",
            Self::Parliament => "parliament",
            Self::WrittenStatement => "written statement",
            Self::Interview => "interview",
            Self::Speech => "speech",
        }
    }
}

/// What a statement does, in PLOVER's root categories, or [`Act::Statement`] when it only states.
///
/// Source: Open Event Data Alliance, PLOVER manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words are the categories' own names
pub enum Act {
    Statement,
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// Whether what is said is affirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Affirmed,
    /// It is not so.
    Denied,
    /// Asked, conditional, or hedged.
    Open,
}

/// When something was said: ISO 8601 dates, both ends inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAt {
    /// Not before.
    pub earliest: Option<String>,
    /// Not after.
    pub latest: Option<String>,
}
