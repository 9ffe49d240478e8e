//! The trained weights that the analysis runs on.

use serde::Deserialize;

use crate::attribute::Reliability;
use crate::encode::{Embedder, EncodeError, Encoder, MiniLm, Pieces, Relations};

/// The encoders and the vocabulary they share.
pub struct Models {
    /// Tags sources, cues and contents: outputs `[l, 7]` and `[l, l]`, see [`crate::attribute`].
    pub attribution: Box<dyn Encoder>,
    /// Turns sentences into vectors: one pooled output, see [`Embedder`].
    pub sentences: Box<dyn Encoder>,
    /// Tells what two sentences are to each other: one row of scores, see [`Relations`].
    pub relations: Box<dyn Encoder>,
    /// Words to word pieces, for all.
    pub pieces: Pieces,
    /// What the tagger's confidence is worth.
    pub reliability: Reliability,
}

/// The bytes of the models' files.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Name and ONNX bytes of the attribution model; its words are those of the sentence model.
    pub attribution: (&'static str, &'static [u8]),
    /// The `config.json` of the attribution model.
    pub config: &'static str,
    /// Name and ONNX bytes of the sentence model.
    pub sentences: (&'static str, &'static [u8]),
    /// Name and ONNX bytes of the relation model; its words are those of the sentence model.
    pub relations: (&'static str, &'static [u8]),
    /// The `tokenizer.json` of all.
    pub tokenizer: &'static str,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    reliability: Reliability,
}

impl Models {
    /// Loads ONNX weights.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when bytes are damaged or not such a model.
    pub fn load(weights: Weights) -> Result<Self, EncodeError> {
        let config: Config = serde_json::from_str(weights.config).map_err(|e| EncodeError::Load {
            model: weights.attribution.0.to_owned(),
            reason: format!("config.json: {e}"),
        })?;
        let sentences = MiniLm::load(weights.sentences.0, weights.sentences.1)?;
        let beside = |(name, bytes)| MiniLm::load_beside(name, bytes, &sentences);
        Ok(Self {
            attribution: Box::new(beside(weights.attribution)?),
            relations: Box::new(beside(weights.relations)?),
            sentences: Box::new(sentences),
            pieces: Pieces::from_json(weights.tokenizer)?,
            reliability: config.reliability,
        })
    }

    /// The sentence embedder.
    pub fn embedder(&self) -> Embedder<'_> {
        Embedder::new(&*self.sentences, &self.pieces)
    }

    /// The scorer of relations.
    pub fn relations(&self) -> Relations<'_> {
        Relations::new(&*self.relations, &self.pieces)
    }
}
