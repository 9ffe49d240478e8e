//! The labels.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

/// An account and its labels.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// The file's stem.
    #[serde(skip)]
    pub id: String,
    /// The account.
    #[serde(skip)]
    pub text: String,
    /// "development" or "held back".
    pub half: String,
    /// "read-out", "tabloid" and so on.
    pub style: String,
    /// What is said.
    pub statements: Vec<GoldStatement>,
    /// The sentences of the body.
    pub sentences: Vec<GoldSentence>,
}

/// A labelled statement; offsets are code points.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)] // the fields are explained in eval/voices/README.md
pub struct GoldStatement {
    pub id: String,
    pub content: Vec<[usize; 2]>,
    pub words: String,
    pub speaker: String,
    pub on_behalf_of: Option<String>,
    pub within: Option<String>,
    pub sourcing: String,
    pub record: String,
    pub channel: Option<String>,
    pub place: Option<String>,
    pub when: Option<String>,
    pub voucher: String,
    pub act: String,
}

/// A labelled sentence; offsets are code points.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSentence {
    /// Where it stands.
    pub span: [usize; 2],
    /// "attributed", "plain" or "own".
    pub voice: String,
    /// What the writer does in a sentence of the writer's own.
    pub kind: Option<String>,
}

/// Why labels could not be read.
#[derive(Debug, Error)]
pub enum VoicesError {
    /// A file or the folder could not be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not labels of this form.
    #[error("{path}: {source}")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

/// Every labelled account of a folder (`NN.txt` with `NN.json`), in order of name.
///
/// # Errors
/// [`VoicesError`] when a file is missing, cannot be read, or is not of this form.
pub fn load_voices(folder: &Path) -> Result<Vec<Gold>, VoicesError> {
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|source| VoicesError::Unreadable {
            path: path.to_owned(),
            source,
        })
    };
    let entries = fs::read_dir(folder).map_err(|source| VoicesError::Unreadable {
        path: folder.to_owned(),
        source,
    })?;
    let mut texts: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    let one = |path: PathBuf| {
        let labels = path.with_extension("json");
        let gold: Gold = serde_json::from_str(&read(&labels)?)
            .map_err(|source| VoicesError::Malformed { path: labels, source })?;
        Ok(Gold {
            id: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            text: read(&path)?,
            ..gold
        })
    };
    texts.into_iter().map(one).collect()
}
