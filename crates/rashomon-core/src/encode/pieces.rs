//! Words to word pieces.

use std::collections::HashMap;

use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert, BertOptions, Normalizer as _};
use serde::Deserialize;

use super::EncodeError;
use crate::text::words::is_doubled;

/// `[CLS]`, at the start of every sequence.
pub const CLS: i32 = 101;
/// `[SEP]`, at the end of every sequence.
pub const SEP: i32 = 102;
/// A word that the vocabulary cannot spell.
pub const UNKNOWN: i32 = 100;

/// Most pieces that one word may take; a web address would otherwise fill the window.
const MOST_PIECES_A_WORD: usize = 16;

/// WordPiece over single words, lower-cased and without accents (Devlin et al. 2019, appendix).
pub struct Pieces {
    model: WordPiece,
    normalizer: Bert,
}

#[derive(Deserialize)]
struct TokenizerFile {
    model: TokenizerModel,
}

#[derive(Deserialize)]
struct TokenizerModel {
    vocab: HashMap<String, u32>,
}

impl Pieces {
    /// Reads the vocabulary of a `tokenizer.json`.
    ///
    /// # Errors
    /// [`EncodeError::Load`] when it is no such file.
    pub fn from_json(json: &str) -> Result<Self, EncodeError> {
        let file: TokenizerFile = serde_json::from_str(json).map_err(|e| EncodeError::Load {
            model: "tokenizer.json".into(),
            reason: e.to_string(),
        })?;
        let model = WordPiece::from_vocab(file.model.vocab, WordPieceOptions::default());
        let normalizer = Bert::new(BertOptions {
            lowercase: true,
            strip_accents: true,
        });
        Ok(Self { model, normalizer })
    }

    /// Appends the pieces of one word and returns how many there are: 1 to 16.
    ///
    /// Two apostrophes or backticks are given as a double quotation mark, which the model knows better.
    pub fn append(&self, word: &str, ids: &mut Vec<i32>) -> usize {
        let before = ids.len();
        let word = if is_doubled(word) { "\"" } else { word };
        if word.is_ascii() {
            self.append_normalized(&word.to_ascii_lowercase(), ids);
        } else if let Ok((normalized, _)) = self.normalizer.normalize(word) {
            self.append_normalized(&normalized, ids);
        }
        if ids.len() == before {
            ids.push(UNKNOWN);
        }
        ids.truncate(before + MOST_PIECES_A_WORD);
        ids.len() - before
    }

    fn append_normalized(&self, word: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        // A word with a part that cannot be spelled is unknown as a whole.
        let outcome = self
            .model
            .encode_with_offsets(word, &mut |_, id| ids.push(id as i32));
        if outcome.is_err() || ids[before..].contains(&UNKNOWN) {
            ids.truncate(before);
        }
    }
}
