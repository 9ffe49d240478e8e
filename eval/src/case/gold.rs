//! What a reader found: a case's `gold.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::CaseError;

/// A case's gold. Keys that are for readers only are passed over.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Case {
    /// By account: the stem of its file.
    pub statements: BTreeMap<String, Vec<GoldStatement>>,
    /// Statements that report one utterance or one claim.
    #[serde(default)]
    pub alignments: Vec<Group>,
    /// Statements that must not be taken for one another.
    #[serde(default)]
    pub must_not_align: Vec<Separate>,
    /// Where two accounts contradict each other.
    #[serde(default)]
    pub key_discrepancies: Vec<GoldDiscrepancy>,
    /// Passages that are nobody's statement.
    #[serde(default)]
    pub negatives: Vec<Negative>,
    /// Accounts in languages that are not analysed, with the language's code.
    #[serde(default)]
    pub not_analysed: BTreeMap<String, String>,
    /// Groups of accounts that are copies of one text.
    #[serde(default)]
    pub copies: Vec<Vec<String>>,
    /// Meetings, calls and other events that the accounts report.
    #[serde(default)]
    pub events: Vec<GoldEvent>,
    /// Amounts and dates that the accounts give.
    #[serde(default)]
    pub quantities: Vec<GoldQuantity>,
}

/// An event that a reader found.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldEvent {
    /// The account.
    pub account: String,
    /// Its words, the one that names the event among them.
    pub anchor: String,
    /// Where they begin, in code points.
    pub offset: usize,
    /// "meeting", "phone call" ...
    #[serde(default)]
    pub kind: Option<String>,
    /// Who took part.
    #[serde(default)]
    pub participants: Vec<String>,
    /// Who may or may not be counted among them.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where; "not stated" where the account does not say, in parentheses what it leaves to be understood.
    #[serde(default)]
    pub place: Option<String>,
    /// When, in the account's words, likewise.
    #[serde(default)]
    pub date: Option<String>,
    /// "optional" for what a reader may or may not count.
    #[serde(default)]
    pub weight: Option<String>,
}

/// An amount or date that a reader found.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldQuantity {
    /// The account.
    pub account: String,
    /// Its words.
    pub anchor: String,
    /// Where they begin, in code points.
    pub offset: usize,
    /// "90 minutes", "nearly 5%", "April 25".
    pub value: String,
    /// What it measures.
    #[serde(default)]
    pub what: String,
    /// "optional" for what a reader may or may not count.
    #[serde(default)]
    pub weight: Option<String>,
}

impl GoldQuantity {
    /// Whether a reader may or may not count it.
    pub fn is_optional(&self) -> bool {
        self.weight.as_deref() == Some("optional") || self.what.contains("optional")
    }
}

/// A statement that a reader found.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldStatement {
    /// "NN-MM": the account, then a number.
    pub id: String,
    /// Full name, or a description of a source without one.
    pub speaker: String,
    /// "direct", "mixed" or "indirect".
    pub kind: String,
    /// Words of its content.
    pub anchor: String,
    /// Where they begin, in code points.
    pub offset: usize,
    /// To whom, where the account says so.
    #[serde(default)]
    pub addressee: Option<String>,
    /// "optional" for what a reader may or may not count.
    #[serde(default)]
    pub weight: Option<String>,
}

impl GoldStatement {
    /// Whether a reader may or may not count it.
    pub fn is_optional(&self) -> bool {
        self.weight.as_deref() == Some("optional")
    }

    /// The account it stands in.
    pub fn account(&self) -> &str {
        account_of(&self.id)
    }
}

/// The account of a statement's id.
pub fn account_of(id: &str) -> &str {
    id.get(..2).unwrap_or(id)
}

/// Statements that report one utterance or one claim.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Group {
    /// Theirs.
    pub ids: Vec<String>,
}

/// Statements that must not be taken for one another.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Separate {
    /// Theirs, two.
    pub ids: Vec<String>,
    /// The reason.
    #[serde(default)]
    pub why: String,
}

/// Where two accounts contradict each other.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldDiscrepancy {
    /// Unique or shared by several pairs of accounts.
    pub id: String,
    /// "number", "date", ...
    #[serde(rename = "type")]
    pub kind: String,
    /// The words on each side.
    pub sides: Vec<GoldSide>,
}

/// One side of a discrepancy.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct GoldSide {
    /// The account.
    pub account: String,
    /// Its words.
    pub anchor: String,
    /// Where they begin, in code points.
    pub offset: usize,
}

/// A passage that is nobody's statement.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Negative {
    /// The account.
    pub account: String,
    /// Its words.
    pub anchor: String,
}

/// Reads `gold.json` of a case's folder.
///
/// # Errors
/// When it cannot be read or is something else.
pub fn load_case(folder: &Path) -> Result<Case, CaseError> {
    let path = folder.join("gold.json");
    let wrong = |what: String| CaseError::Gold {
        path: path.display().to_string(),
        what,
    };
    let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
}
