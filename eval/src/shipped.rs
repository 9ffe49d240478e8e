//! The weights in `models/`, read where they lie.

use std::path::{Path, PathBuf};

use rashomon_core::encode::EncodeError;
use rashomon_core::{Models, Weights};

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Loads the newest model of each kind; they stay in memory until the program ends.
///
/// # Errors
/// When a file is missing ([`EncodeError::Load`] with the reason) or damaged.
pub fn models() -> Result<Models, EncodeError> {
    let attribution = newest("attribution-")?;
    Models::load(Weights {
        attribution: weights(&attribution)?,
        config: text(&attribution.join("config.json"))?,
        sentences: weights(&newest("sentences-")?)?,
        relations: weights(&newest("relations-")?)?,
        tokenizer: text(&attribution.join("tokenizer.json"))?,
    })
}

fn newest(kind: &str) -> Result<PathBuf, EncodeError> {
    let folder = root().join("models");
    let entries = std::fs::read_dir(&folder).map_err(|e| missing(&folder, &e.to_string()))?;
    let is_kind = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with(kind))
    };
    let found = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_kind)
        .max();
    found.ok_or_else(|| missing(&folder, &format!("there is no {kind}*")))
}

fn weights(folder: &Path) -> Result<(&'static str, &'static [u8]), EncodeError> {
    let name = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok((name.leak(), file(&folder.join("model.onnx"))?.leak()))
}

fn text(path: &Path) -> Result<&'static str, EncodeError> {
    Ok(String::from_utf8_lossy(&file(path)?).into_owned().leak())
}

fn file(path: &Path) -> Result<Vec<u8>, EncodeError> {
    std::fs::read(path).map_err(|e| missing(path, &e.to_string()))
}

fn missing(path: &Path, reason: &str) -> EncodeError {
    EncodeError::Load {
        model: path.display().to_string(),
        reason: reason.to_owned(),
    }
}
