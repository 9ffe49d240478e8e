//! One text about an event, and where it came from.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One text about an event: an article, a read-out, a transcript, a post.
///
/// Never changed once read: every other offset in the program points into [`Account::text`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Unique within one run; the file's stem where that is unique.
    pub id: String,
    /// The argument as the user gave it.
    pub path: String,
    /// The headline, when the account has one.
    pub title: Option<String>,
    /// The decoded text. For plain text the whole file, unchanged; otherwise what was extracted.
    pub text: String,
    /// ISO 639-1 code of the language ("en"), `None` when the text is too short to tell.
    pub language: Option<String>,
    /// Date of publication, ISO 8601, when the account itself says so.
    pub published: Option<String>,
    /// Where it came from.
    pub source: Source,
    /// What each stretch of the text is, in order and without overlap. White space lies between.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

impl Account {
    /// Whether the text is in a language that is analysed so far.
    pub fn is_analysed(&self) -> bool {
        self.language.as_deref().is_none_or(|language| language == "en")
    }
}

/// Where an account came from, as far as the account says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Name of the publisher.
    pub outlet: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// By-line.
    pub author: Option<String>,
    /// What it is: "article", "transcript", "read-out", "post".
    pub kind: Option<String>,
    /// The party that published it, if one did ("Russia").
    pub side: Option<String>,
}

/// A stretch of an account with one function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands, trimmed of white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// For a [`BlockKind::Turn`]: the words that name the speaker, without the colon.
    pub speaker: Option<Span>,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading or topic label inside the body, on its own line or run into it.
    Heading,
    /// Running text.
    Prose,
    /// One speaking turn of a transcript or play script; the span includes the speaker's label.
    Turn,
    /// A photo credit or caption credit.
    Credit,
    /// A web or mail address that stands alone.
    Address,
    /// By-line, date line, "read more", share buttons: words around the account, not of it.
    Furniture,
}

impl BlockKind {
    /// Whether statements are looked for in it.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Prose | Self::Turn)
    }
}

/// Something about an account that a reader should know, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where, or `None` when it concerns the whole account.
    pub span: Option<Span>,
    /// One sentence.
    pub message: String,
}
