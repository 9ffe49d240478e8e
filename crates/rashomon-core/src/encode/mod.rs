//! Neural encoders, run in-process on the CPU behind one trait.

mod embed;
mod minilm;
pub(crate) mod pieces;
mod relation;

pub use embed::{Embedder, Embedding, cosine};
pub use minilm::MiniLm;
pub use pieces::Pieces;
pub use rashomon_encoder::Matrix;
pub use relation::{Relation, Relations};

/// What an encoder could not do.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The weights or the vocabulary are damaged, or made for another version.
    #[error("the model {model} cannot be loaded: {reason}")]
    Load {
        /// Which model.
        model: String,
        /// What the engine said.
        reason: String,
    },
    /// The engine failed on an input.
    #[error("the model {model} failed: {reason}")]
    Run {
        /// Which model.
        model: String,
        /// What the engine said.
        reason: String,
    },
}

/// One sequence of word pieces, `[CLS]` and `[SEP]` included.
#[derive(Clone, Copy, Debug)]
pub struct Sequence<'a> {
    /// Piece ids, length `l`.
    pub ids: &'a [i32],
    /// One feature a piece, length `l`, for encoders that want them; see [`Encoder::wants_features`].
    pub features: &'a [i32],
}

/// A model that maps a sequence of word pieces to matrices of one row a piece.
///
/// A sequence is encoded by itself, without padding: its result depends on it alone, so no account can change
/// the scores of another.
pub trait Encoder: Send + Sync {
    /// The name and date of the weights ("attribution-l6-2026-11").
    fn name(&self) -> &str;

    /// Whether [`Sequence::features`] are read.
    fn wants_features(&self) -> bool;

    /// The model's outputs in their declared order, each with one row a piece (`l` rows), or a single
    /// row for pooled outputs.
    ///
    /// # Errors
    /// [`EncodeError::Run`] when the engine rejects the input.
    fn encode(&self, sequence: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError>;
}
