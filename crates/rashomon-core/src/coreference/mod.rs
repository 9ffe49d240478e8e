//! Which words of a text mean the same someone or something.
//!
//! In three steps, each a value for the next: a linear tagger finds the heads of mentions
//! ([`tagger`]), words around them make them [`mentions`], and a small network trained on pairs of mentions
//! gathers them into [`chains`]. Made after the mention ranking of Durrett and Klein (2013). The weights and
//! how they were made are described in `data/mentions/CARD.md`.

pub mod chains;
pub mod likeness;
pub mod mentions;
pub mod pairs;
pub mod pronouns;
pub mod tagger;
pub mod tokens;
pub mod voices;
pub mod weights;

pub use chains::Chains;
pub use mentions::{Class, Mention, MentionKind};

use crate::span::Span;
use weights::{PairWeights, TaggerWeights};

/// Finds the mentions of some paragraphs of a text and gathers them into chains.
///
/// Chains have one mention or more. Empty when nothing is mentioned. Does not look up who anybody is.
pub fn find_chains(text: &str, paragraphs: &[Span]) -> Chains {
    match (&*weights::TAGGER, &*weights::PAIRS) {
        (Some(tagger), Some(pairs)) => find_chains_by(text, paragraphs, tagger, pairs),
        _ => Chains::default(),
    }
}

/// The same with other weights than those that the program ships with.
pub fn find_chains_by(
    text: &str,
    paragraphs: &[Span],
    tagger: &TaggerWeights,
    pairs: &PairWeights,
) -> Chains {
    let tokens = tokens::tokens(text, paragraphs);
    let tags = tagger::tag(&tokens, tagger);
    let mentions = mentions::mentions(text, &tokens, &tags);
    let voices = voices::voices(&tokens, &mentions);
    chains::gather(mentions, &voices, pairs)
}

/// FNV-1a, 32 bits (Fowler, Noll and Vo). Weights were trained on its buckets.
fn hash(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
