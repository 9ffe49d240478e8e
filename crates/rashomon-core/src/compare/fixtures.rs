//! Models without weights and ready-made statements, for tests.

use crate::actor::ActorId;
use crate::encode::{EncodeError, Encoder, Matrix, Pieces, Sequence};
use crate::models::Models;
use crate::span::Span;
use crate::statement::*;

/// Sums a fixed pseudo-random vector for each piece id: like texts get like vectors.
struct BagOfPieces;

impl Encoder for BagOfPieces {
    fn name(&self) -> &str {
        "bag-of-pieces"
    }

    fn wants_features(&self) -> bool {
        false
    }

    fn encode(&self, sequence: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError> {
        let mut values = vec![0.0f32; 32];
        for id in &sequence.ids[1..sequence.ids.len() - 1] {
            let mut state = *id as u64 ^ 0x9e37_79b9_7f4a_7c15;
            for value in &mut values {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                *value += (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5;
            }
        }
        Ok(vec![Matrix {
            rows: 1,
            columns: 32,
            values,
        }])
    }
}

/// Says the same of every two sentences: what it holds are the scores.
struct OneOpinion([f32; 8]);

impl Encoder for OneOpinion {
    fn name(&self) -> &str {
        "one opinion"
    }

    fn wants_features(&self) -> bool {
        true
    }

    fn encode(&self, _: Sequence<'_>) -> Result<Vec<Matrix>, EncodeError> {
        Ok(vec![Matrix {
            rows: 1,
            columns: 8,
            values: self.0.to_vec(),
        }])
    }
}

/// Models that need no weights and find every two near sentences contradictory.
pub(crate) fn objecting_models() -> Models {
    Models {
        relations: Box::new(OneOpinion([0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0])),
        ..models()
    }
}

/// Models that need no weights; of no two sentences they think that they contradict each other, and of none are they sure.
pub(crate) fn models() -> Models {
    // Letters as pieces: every word can be spelt, and words that share letters are a little alike.
    let mut vocab = serde_json::Map::new();
    for (id, piece) in ["[PAD]", "[UNK]", "[CLS]", "[SEP]"].into_iter().enumerate() {
        vocab.insert(piece.into(), id.into());
    }
    for (nth, letter) in ('a'..='z').chain('0'..='9').enumerate() {
        vocab.insert(letter.to_string(), (3000 + nth).into());
        vocab.insert(format!("##{letter}"), (4000 + nth).into());
    }
    let json = serde_json::json!({"model": {"vocab": vocab}}).to_string();
    Models {
        attribution: Box::new(BagOfPieces),
        sentences: Box::new(BagOfPieces),
        relations: Box::new(OneOpinion([2.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])),
        pieces: Pieces::from_json(&json).unwrap(),
        reliability: crate::attribute::Reliability::default(),
    }
}

/// A statement on the record by a named speaker.
pub(super) fn statement(id: u32, speaker: u32, content: Span, quoted: bool) -> Statement {
    Statement {
        id: StatementId(id),
        form: if quoted { Form::Direct } else { Form::Indirect },
        content: vec![content],
        cue: vec![],
        source: vec![],
        speaker: Some(ActorId(speaker)),
        on_behalf_of: None,
        within: None,
        sourcing: Sourcing::Named,
        record: Record::On,
        voucher: Voucher::Outlet,
        channel: None,
        addressee: vec![],
        act: Act::Statement,
        polarity: Polarity::Affirmed,
        issues: vec![],
        said_at: None,
        setting: Vec::new(),
        confidence: 1.0,
        by: "test".into(),
    }
}
