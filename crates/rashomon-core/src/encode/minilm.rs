//! The project's own weights, on its own engine.

use super::{EncodeError, Encoder, Matrix, Sequence};

/// An [`Encoder`] from the ONNX weights that `training/` makes; see [`rashomon_encoder`].
pub struct MiniLm {
    name: String,
    model: rashomon_encoder::Model,
}

impl MiniLm {
    /// Loads weights that live as long as the program; the table of words is read where it stands.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when the bytes are not such a model.
    pub fn load(name: &str, bytes: &'static [u8]) -> Result<Self, EncodeError> {
        Self::named(name, rashomon_encoder::Model::load(bytes))
    }

    /// Loads weights that were trained on the table of words of others, and come without it.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when the bytes are not such a model.
    pub fn load_beside(name: &str, bytes: &'static [u8], other: &Self) -> Result<Self, EncodeError> {
        Self::named(name, rashomon_encoder::Model::load_beside(bytes, &other.model))
    }

    fn named(
        name: &str,
        model: Result<rashomon_encoder::Model, rashomon_encoder::LoadError>,
    ) -> Result<Self, EncodeError> {
        let model = model.map_err(|error| EncodeError::Load {
            model: name.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self {
            name: name.to_owned(),
            model,
        })
    }
}

impl Encoder for MiniLm {
    fn name(&self) -> &str {
        &self.name
    }

    fn wants_features(&self) -> bool {
        self.model.wants_features()
    }

    fn encode(&self, sequence: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError> {
        let outputs = self.model.encode(sequence.ids, sequence.features);
        outputs.map_err(|error| EncodeError::Run {
            model: self.name.clone(),
            reason: error.to_string(),
        })
    }
}
