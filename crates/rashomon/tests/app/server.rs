//! The app of a case of its own, as a user starts it.
#![allow(dead_code)] // each test program uses a part

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running app; stopped when it is dropped.
pub struct Server {
    child: Child,
    /// Its address with a slash at the end.
    pub address: String,
    /// The case file.
    pub case: PathBuf,
    folder: TempDir,
}

impl Server {
    /// Serves a new case.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("talks.case");
        Self::serving(folder, case)
    }

    fn serving(folder: TempDir, case: PathBuf) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .args(["serve", "--port", "0", "--name", "Anna", "--no-fetch"])
            .arg(&case)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            address: line.trim().to_owned(),
            case,
            folder,
        }
    }

    /// A folder for files of the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `rashomon case` with these arguments and returns what it printed.
    pub fn case(arguments: &[&str]) -> String {
        let run = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .arg("case")
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        String::from_utf8(run.stdout).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Files of the accounts of an invented case.
pub fn accounts(case: &str, number: usize) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../testdata/cases")
        .join(case);
    (0..number)
        .map(|nth| root.join(format!("{nth:02}.txt")).canonicalize().unwrap())
        .collect()
}
