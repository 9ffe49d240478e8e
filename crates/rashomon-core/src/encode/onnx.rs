//! ONNX weights on the `rten` engine: pure Rust, int8 on the CPU.

use rten::{Model, NodeId, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensorView, Tensor};

use super::{EncodeError, Encoder, Matrix, Sequence};

/// An [`Encoder`] from an ONNX file with the inputs `input_ids`, `attention_mask` and, optionally,
/// `features`, each `[1, l]`.
pub struct OnnxEncoder {
    name: String,
    model: Model,
    ids: NodeId,
    mask: NodeId,
    features: Option<NodeId>,
    outputs: Vec<NodeId>,
}

impl OnnxEncoder {
    /// Loads weights that live as long as the program, without copying them.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when the bytes are not such a model.
    pub fn load(name: &str, bytes: &'static [u8]) -> Result<Self, EncodeError> {
        let failed = |reason: String| EncodeError::Load {
            model: name.to_owned(),
            reason,
        };
        let model = Model::load_static_slice(bytes).map_err(|e| failed(e.to_string()))?;
        let node = |input: &str| model.node_id(input).map_err(|e| failed(e.to_string()));
        let (ids, mask) = (node("input_ids")?, node("attention_mask")?);
        let features = model.find_node("features");
        let outputs = model.output_ids().to_vec();
        Ok(Self {
            name: name.to_owned(),
            model,
            ids,
            mask,
            features,
            outputs,
        })
    }
}

impl Encoder for OnnxEncoder {
    fn name(&self) -> &str {
        &self.name
    }

    fn wants_features(&self) -> bool {
        self.features.is_some()
    }

    fn encode(&self, sequence: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError> {
        let failed = |reason: String| EncodeError::Run {
            model: self.name.clone(),
            reason,
        };
        let length = sequence.ids.len();
        let ids = NdTensorView::from_data([1, length], sequence.ids);
        let mask = Tensor::full(&[1, length], 1i32);
        let mut inputs: Vec<(NodeId, ValueOrView)> = vec![(self.ids, ids.into()), (self.mask, mask.into())];
        if let Some(node) = self.features {
            inputs.push((
                node,
                NdTensorView::from_data([1, length], sequence.features).into(),
            ));
        }
        let outputs = self
            .model
            .run(inputs, &self.outputs, None)
            .map_err(|e| failed(e.to_string()))?;
        outputs
            .into_iter()
            .map(|value| {
                let tensor = value
                    .into_tensor::<f32>()
                    .ok_or_else(|| failed("an output is no float".into()))?;
                let columns = tensor.shape().last().copied().unwrap_or(0);
                let values = tensor.into_data();
                Ok(Matrix {
                    rows: values.len() / columns.max(1),
                    columns,
                    values,
                })
            })
            .collect()
    }
}
