//! What several tests need: places, and the other scorers that the same numbers are expected from.

#![allow(dead_code)] // each test uses its share

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("eval/ lies in the workspace")
        .to_owned()
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
