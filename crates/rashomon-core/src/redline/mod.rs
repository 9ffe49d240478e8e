//! What changed from one text to a later version of it: two read-outs of one side, two drafts of one statement.
//!
//! Sentences are aligned first, also those that changed places, then words within them. Formulas dropped and
//! added, wording softened or sharpened, numbers and dates changed, order moved: each with the words on both sides.

mod align;
mod intensity;
mod words;

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::encode::EncodeError;
use crate::issues::prose_of;
use crate::models::Models;
use crate::span::Span;
use crate::text::sentences::split_sentences;
use align::{Match, lines, matches};
use words::{Version, changes};

/// What changed from one text to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Redline {
    /// Always [`crate::SCHEMA`].
    pub schema: String,
    /// The earlier text.
    pub earlier: Account,
    /// The later text.
    pub later: Account,
    /// Every sentence of both, in the later text's order; what was dropped stands where it stood.
    pub sentences: Vec<Sentence>,
    /// What changed, in the order of the sentences.
    pub changes: Vec<Change>,
}

/// Several versions of one text, what changed at each step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Always [`crate::SCHEMA`].
    pub schema: String,
    /// From each version to the next.
    pub steps: Vec<Redline>,
}

/// A sentence, its version in the other text, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// What became of it.
    pub fate: Fate,
    /// Where it stands in the earlier text.
    pub earlier: Option<Span>,
    /// Where it stands in the later text.
    pub later: Option<Span>,
    /// Whether it stands elsewhere among its neighbours than before.
    pub moved: bool,
    /// How alike both versions are, 0 to 1; 0 when there is only one.
    pub likeness: f32,
}

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// The same words.
    Kept,
    /// Other words.
    Changed,
    /// Only in the earlier text.
    Dropped,
    /// Only in the later text.
    Added,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// In what manner.
    pub kind: ChangeKind,
    /// The words in the earlier text, unless they were added.
    pub earlier: Option<Span>,
    /// The words in the later text, unless they were dropped.
    pub later: Option<Span>,
    /// Where it belongs in the later text, in bytes: where its words stand, or stood.
    pub at: usize,
    /// The sentence, as an index into [`Redline::sentences`].
    pub sentence: usize,
}

/// In what manner a text was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Words or a whole sentence left out.
    Dropped,
    /// Words or a whole sentence put in.
    Added,
    /// Put more mildly.
    Softened,
    /// Put more strongly.
    Sharpened,
    /// Put in a friendlier way.
    Warmed,
    /// Put in a less friendly way.
    Cooled,
    /// Another amount.
    Number,
    /// Another date or time.
    Date,
    /// Other words.
    Reworded,
    /// A sentence put elsewhere.
    Moved,
}

impl ChangeKind {
    /// The word a reader would use.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Added => "added",
            Self::Softened => "softened",
            Self::Sharpened => "sharpened",
            Self::Warmed => "warmer",
            Self::Cooled => "cooler",
            Self::Number => "number",
            Self::Date => "date",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
        }
    }
}

/// What changed from one text to a later one.
///
/// Works for any language; only intensity (softened, sharpened, warmer, cooler) and amounts are told for English
/// alone. A text beside itself has no changes. Reversing the texts turns dropped into added and softened into
/// sharpened.
///
/// # Errors
/// Those of the sentence encoder.
pub fn redline(earlier: &Account, later: &Account, models: &Models) -> Result<Redline, EncodeError> {
    let sentences_of = |account: &Account| -> Vec<Span> {
        let blocks = prose_of(account);
        blocks
            .into_iter()
            .flat_map(|block| split_sentences(&account.text, block))
            .collect()
    };
    let old = lines(&earlier.text, &sentences_of(earlier), models)?;
    let new = lines(&later.text, &sentences_of(later), models)?;
    let matched = matches(&old, &new);
    let versions = (Version::of(&earlier.text), Version::of(&later.text));
    let mut out = Redline {
        schema: crate::SCHEMA.to_owned(),
        earlier: earlier.clone(),
        later: later.clone(),
        ..Redline::default()
    };
    let spans = |lines: &[align::Line]| lines.iter().map(|line| line.span).collect::<Vec<_>>();
    for place in interleaved(&matched, old.len(), new.len()) {
        place.tell(&mut out, (&spans(&old), &spans(&new)), (&versions.0, &versions.1));
    }
    Ok(out)
}

/// What changed from version to version; the accounts are in order.
///
/// # Errors
/// Those of the sentence encoder.
pub fn series(versions: &[Account], models: &Models) -> Result<Series, EncodeError> {
    let steps = versions
        .windows(2)
        .map(|pair| redline(&pair[0], &pair[1], models));
    Ok(Series {
        schema: crate::SCHEMA.to_owned(),
        steps: steps.collect::<Result<_, _>>()?,
    })
}

/// One place of the redline.
enum Place {
    Both(Match),
    Dropped(usize),
    Added(usize),
}

/// Every sentence once: the later text's in order, each dropped one after the sentence it followed.
fn interleaved(matched: &[Match], earlier: usize, later: usize) -> Vec<Place> {
    let of_later = |j: usize| matched.iter().find(|m| m.later == j);
    let is_kept = |i: usize| matched.iter().any(|m| m.earlier == i);
    let mut out = Vec::new();
    let mut next = 0;
    let mut drop_until = |end: usize, out: &mut Vec<Place>| {
        while next < end {
            if !is_kept(next) {
                out.push(Place::Dropped(next));
            }
            next += 1;
        }
    };
    for j in 0..later {
        match of_later(j) {
            Some(m) => {
                if !m.moved {
                    drop_until(m.earlier, &mut out);
                }
                out.push(Place::Both(*m));
            }
            None => out.push(Place::Added(j)),
        }
    }
    drop_until(earlier, &mut out);
    out
}

impl Place {
    fn tell(&self, out: &mut Redline, spans: (&[Span], &[Span]), versions: (&Version<'_>, &Version<'_>)) {
        let nth = out.sentences.len();
        let (fate, earlier, later, moved, likeness) = match self {
            Self::Both(m) => {
                let pair = (spans.0[m.earlier], spans.1[m.later]);
                let found = changes(versions.0, versions.1, pair, nth);
                let fate = if found.is_empty() {
                    Fate::Kept
                } else {
                    Fate::Changed
                };
                if m.moved {
                    out.changes
                        .push(change(ChangeKind::Moved, Some(pair.0), Some(pair.1), nth));
                }
                out.changes.extend(found);
                (fate, Some(pair.0), Some(pair.1), m.moved, m.likeness)
            }
            Self::Dropped(i) => {
                let dropped = change(ChangeKind::Dropped, Some(spans.0[*i]), None, nth);
                let before = out
                    .sentences
                    .iter()
                    .filter_map(|sentence| sentence.later)
                    .map(|span| span.end);
                out.changes.push(Change {
                    at: before.max().unwrap_or_default(),
                    ..dropped
                });
                (Fate::Dropped, Some(spans.0[*i]), None, false, 0.0)
            }
            Self::Added(j) => {
                out.changes
                    .push(change(ChangeKind::Added, None, Some(spans.1[*j]), nth));
                (Fate::Added, None, Some(spans.1[*j]), false, 0.0)
            }
        };
        out.sentences.push(Sentence {
            fate,
            earlier,
            later,
            moved,
            likeness: (likeness.clamp(0.0, 1.0) * 1000.0).round() / 1000.0,
        });
    }
}

fn change(kind: ChangeKind, earlier: Option<Span>, later: Option<Span>, sentence: usize) -> Change {
    Change {
        kind,
        earlier,
        later,
        at: later.map_or(0, |span| span.start),
        sentence,
    }
}

#[cfg(test)]
#[path = "redline_tests.rs"]
mod tests;
