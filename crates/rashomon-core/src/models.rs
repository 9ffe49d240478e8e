//! The trained weights that the analysis runs on.

use crate::encode::{Embedder, EncodeError, Encoder, OnnxEncoder, Pieces};

/// The encoders and the vocabulary they share.
pub struct Models {
    /// Tags sources, cues and contents: outputs `[l, 7]` and `[l, l]`, see [`crate::attribute`].
    pub attribution: Box<dyn Encoder>,
    /// Turns sentences into vectors: one pooled output, see [`Embedder`].
    pub sentences: Box<dyn Encoder>,
    /// Words to word pieces, for both.
    pub pieces: Pieces,
}

/// The bytes of the models' files.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Name and ONNX bytes of the attribution model.
    pub attribution: (&'static str, &'static [u8]),
    /// Name and ONNX bytes of the sentence model.
    pub sentences: (&'static str, &'static [u8]),
    /// The `tokenizer.json` of both.
    pub tokenizer: &'static str,
}

impl Models {
    /// Loads ONNX weights.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when bytes are damaged or not such a model.
    pub fn load(weights: Weights) -> Result<Self, EncodeError> {
        Ok(Self {
            attribution: Box::new(OnnxEncoder::load(weights.attribution.0, weights.attribution.1)?),
            sentences: Box::new(OnnxEncoder::load(weights.sentences.0, weights.sentences.1)?),
            pieces: Pieces::from_json(weights.tokenizer)?,
        })
    }

    /// The sentence embedder.
    pub fn embedder(&self) -> Embedder<'_> {
        Embedder::new(&*self.sentences, &self.pieces)
    }
}
