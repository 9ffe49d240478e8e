//! What several tests need: places, and the other scorers that the same numbers are expected from.

#![allow(dead_code)] // each test uses its share

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rashomon_core::{Annotated, Models, annotate};
use rashomon_eval::baseline::{Figures, TOLERANCE, drops};
use rashomon_read::{Input, read};

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("eval/ lies in the workspace")
        .to_owned()
}

/// Fails when a figure dropped below the baseline in a file; with `RASHOMON_BLESS=1` writes the file anew.
pub fn hold_to_baseline(path: &Path, now: &Figures) {
    if std::env::var_os("RASHOMON_BLESS").is_some_and(|bless| bless == "1") {
        fs::write(path, serde_json::to_string_pretty(now).unwrap() + "\n").unwrap();
        return;
    }
    let before: Figures = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let drops: Vec<String> = drops(&before, now).iter().map(ToString::to_string).collect();
    assert!(
        drops.is_empty(),
        "{} figures dropped by more than {TOLERANCE}; if that is meant, RASHOMON_BLESS=1 writes them anew\n{}",
        drops.len(),
        drops.join("\n")
    );
}

/// The folder of the scorers in Python that these ones follow, where it lies beside the workspace and
/// Python can be run; says so when it cannot.
pub fn reference() -> Option<PathBuf> {
    let folder = root().join("../shared/score");
    let has_python = Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|out| out.status.success());
    if has_python && folder.join("attribution_score.py").exists() {
        return Some(folder);
    }
    eprintln!(
        "not compared with the scorers in Python: {} or python3 is not there",
        folder.display()
    );
    None
}

/// Runs a few lines of Python in that folder and returns what they print.
pub fn python(folder: &Path, code: &str, arguments: &[&Path]) -> String {
    let output = Command::new("python3")
        .arg("-Bc")
        .arg(code)
        .args(arguments)
        .current_dir(folder)
        .output();
    let output = output.expect("python3 runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The shipped models.
pub fn models() -> Models {
    rashomon_eval::shipped::models().expect("the shipped models load")
}

/// The accounts in a folder, read and annotated, in the order of their names.
pub fn annotated_in(folder: &Path, models: &Models) -> Vec<Annotated> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let case = folder.file_name().unwrap_or_default().to_string_lossy();
    let one = |file: &PathBuf| {
        let path = format!(
            "{case}/{}",
            file.file_name().unwrap_or_default().to_string_lossy()
        );
        annotated_file(file, &path, models)
    };
    files.iter().map(one).collect()
}

/// What the program finds in a file, which it is told lies at `path`.
pub fn annotated_file(file: &Path, path: &str, models: &Models) -> Annotated {
    let bytes = fs::read(file).expect("the account is there");
    let (account, warnings) = read(Input { path, bytes: &bytes }).expect("the account can be read");
    annotate(account, warnings, models).expect("the models run")
}
