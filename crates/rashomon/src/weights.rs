//! The trained weights, built into the program so that one file is all there is to install.

use rashomon_core::encode::EncodeError;
use rashomon_core::{Models, Weights};

use crate::cli::Tier;

const ACCURATE: Weights = Weights {
    attribution: (
        "attribution-l6-2026-11",
        include_bytes!("../../../models/attribution-l6-2026-11/model.onnx"),
    ),
    config: include_str!("../../../models/attribution-l6-2026-11/config.json"),
    sentences: (
        "sentences-minilm-l6-2026-11",
        include_bytes!("../../../models/sentences-minilm-l6-2026-11/model.onnx"),
    ),
    relations: (
        "relations-minilm-l6-2026-11",
        include_bytes!("../../../models/relations-minilm-l6-2026-11/model.onnx"),
    ),
    tokenizer: include_str!("../../../models/attribution-l6-2026-11/tokenizer.json"),
};

const FAST: Weights = Weights {
    attribution: (
        "attribution-l3-2026-11",
        include_bytes!("../../../models/attribution-l3-2026-11/model.onnx"),
    ),
    config: include_str!("../../../models/attribution-l3-2026-11/config.json"),
    ..ACCURATE
};

/// What the weights of a tier and the engine are called: it changes when either does.
pub fn name(tier: Tier) -> String {
    let weights = of(tier);
    let bytes = [weights.attribution.1, weights.sentences.1, weights.relations.1].concat();
    format!(
        "{} {} {}",
        weights.attribution.0,
        env!("CARGO_PKG_VERSION"),
        &rashomon_case::hash(&bytes)[..16]
    )
}

/// The models of a tier that this program was built with.
///
/// # Errors
/// [`EncodeError::Load`] when the weights are damaged.
pub fn models(tier: Tier) -> Result<Models, EncodeError> {
    Models::load(of(tier))
}

fn of(tier: Tier) -> Weights {
    match tier {
        Tier::Accurate => ACCURATE,
        Tier::Fast => FAST,
    }
}
