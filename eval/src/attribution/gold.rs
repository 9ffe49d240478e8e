//! A folder of annotated texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Attribution, ScoreError, read_annotations};

/// An annotated text.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// The file unchanged, line endings and all.
    pub text: String,
    /// What an annotator found in it.
    pub attributions: Vec<Attribution>,
}

/// Reads `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann` of a folder, by name.
///
/// `annotator` is an annotator's id, or "first" for the one whose id sorts first in each text; texts that
/// the annotator did not annotate are left out.
///
/// # Errors
/// When a file cannot be read or its annotations are malformed.
pub fn load_gold(folder: &Path, annotator: &str) -> Result<BTreeMap<String, GoldDocument>, ScoreError> {
    let mut annotators: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for stem in annotation_stems(&folder.join("attributions"))? {
        if let Some((name, who)) = stem.rsplit_once('_') {
            annotators
                .entry(name.to_owned())
                .or_default()
                .push(who.to_owned());
        }
    }
    let mut gold = BTreeMap::new();
    for (name, mut who) in annotators {
        who.sort();
        let chosen = if annotator == "first" {
            who.first()
        } else {
            who.iter().find(|id| *id == annotator)
        };
        let Some(chosen) = chosen else { continue };
        let text = read(&folder.join("text").join(format!("{name}.txt")))?;
        let annotations = read(&folder.join("attributions").join(format!("{name}_{chosen}.ann")))?;
        let attributions = read_annotations(&name, &text, &annotations)?;
        gold.insert(name, GoldDocument { text, attributions });
    }
    Ok(gold)
}

fn annotation_stems(folder: &Path) -> Result<Vec<String>, ScoreError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names
        .filter_map(|name| Some(name.strip_suffix(".ann")?.to_owned()))
        .collect())
}

fn read(path: &Path) -> Result<String, ScoreError> {
    fs::read_to_string(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, source: std::io::Error) -> ScoreError {
    ScoreError::Unreadable {
        path: path.display().to_string(),
        source,
    }
}
