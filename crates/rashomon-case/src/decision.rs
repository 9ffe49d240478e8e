//! What people decide about what the machine found.

use rashomon_core::Form;
use rashomon_core::comparison::DiscrepancyKind;
use serde::{Deserialize, Serialize};

use crate::anchor::{Anchor, Words};

/// Who does something, and when. The program says so: a library has no clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// The name from the settings.
    pub by: String,
    /// UTC, ISO 8601 with milliseconds, so that times sort as text: `2026-03-01T09:30:00.000Z`.
    pub at: String,
}

/// What a decision is about, told by words of the accounts and not by the machine's numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Target {
    /// A statement, by the words the machine found.
    Statement {
        /// The content's pieces.
        words: Words,
    },
    /// A thread, by its members' words.
    Thread {
        /// The members.
        members: Vec<Words>,
    },
    /// A discrepancy.
    Discrepancy {
        /// In what the accounts differ.
        kind: DiscrepancyKind,
        /// The words on each side.
        evidence: Words,
    },
    /// A statement that an account leaves out.
    MissingStatement {
        /// The statement.
        words: Words,
        /// Hash of the account that lacks it.
        absent_from: String,
    },
    /// An issue that an account leaves out.
    MissingIssue {
        /// Its label.
        issue: String,
        /// Hash of the account that lacks it.
        absent_from: String,
    },
    /// An issue, by the machine's label.
    Issue {
        /// The label.
        issue: String,
    },
    /// An account, by its hash.
    Account {
        /// The hash.
        account: String,
    },
    /// Someone, by name.
    Actor {
        /// The name.
        name: String,
    },
    /// The case as a whole.
    Case,
}

impl Target {
    /// Every stretch of words that the target is told by.
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Statement { words } | Self::MissingStatement { words, .. } => words.iter().collect(),
            Self::Thread { members } => members.iter().flatten().collect(),
            Self::Discrepancy { evidence, .. } => evidence.iter().collect(),
            Self::MissingIssue { .. }
            | Self::Issue { .. }
            | Self::Account { .. }
            | Self::Actor { .. }
            | Self::Case => Vec::new(),
        }
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ruling")]
pub enum Ruling {
    /// The machine is right.
    Accept,
    /// The machine is wrong.
    Reject,
    /// Who said it; an empty name means that the account does not say.
    Speaker {
        /// The name.
        name: String,
    },
    /// To whom it was said.
    Addressee {
        /// The names.
        names: Vec<String>,
    },
    /// How the words are given.
    Form {
        /// The form.
        form: Form,
    },
    /// Which words are the content.
    Words {
        /// The pieces.
        words: Words,
    },
    /// These statements report the same as the thread does.
    Join {
        /// The statements of the other threads.
        with: Vec<Words>,
    },
    /// These statements of the thread report something else, all the same thing.
    Split {
        /// The statements.
        part: Vec<Words>,
    },
    /// What an issue is called.
    Rename {
        /// The label.
        label: String,
    },
    /// Something to remember.
    Note {
        /// The note.
        text: String,
    },
}

/// What someone decided, about what, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Unique across case files.
    pub id: String,
    /// Who made it, and when.
    pub made: Stamp,
    /// About what.
    pub target: Target,
    /// What.
    pub ruling: Ruling,
    /// What the statement looked like, so that it can be set up again when the machine no longer finds it.
    pub seen: Option<Seen>,
    /// Who took it back, and when.
    pub undone: Option<Stamp>,
}

/// A statement as it stood when someone decided about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How the words were given.
    pub form: Option<Form>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The words of saying.
    pub cue: Words,
    /// The words that name who said it.
    pub source: Words,
}

/// What is stored of a decision beside who made it and when.
#[derive(Serialize, Deserialize)]
pub(crate) struct Decided {
    pub target: Target,
    #[serde(flatten)]
    pub ruling: Ruling,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}
