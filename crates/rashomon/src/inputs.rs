//! From what the user named to accounts with distinct ids.

use std::collections::{HashMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rashomon_core::{Account, Warning};
use rashomon_read::Input;

/// What could be read, and what could not.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The accounts, in the order in which they were named, with distinct ids.
    pub accounts: Vec<(Account, Vec<Warning>)>,
    /// A line for each file that could not be used.
    pub failures: Vec<String>,
}

/// Reads everything that the user named.
pub fn read_all(files: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for file in bytes_of(files) {
        let read = file.and_then(|(path, bytes)| {
            let input = Input {
                path: &path,
                bytes: &bytes,
            };
            rashomon_read::read(input).map_err(|error| error.to_string())
        });
        match read {
            Ok(account) => inputs.accounts.push(account),
            Err(line) => inputs.failures.push(line),
        }
    }
    name_apart(inputs.accounts.iter_mut().map(|(account, _)| account));
    inputs
}

/// Path and bytes of everything that the user named, or a line for what could not be read, in the order of the names.
pub fn bytes_of(files: &[PathBuf]) -> Vec<Result<(String, Vec<u8>), String>> {
    let mut out = Vec::new();
    for file in files {
        match expanded(file) {
            Ok(paths) => out.extend(paths.iter().map(|path| {
                let read = bytes(path).map_err(|error| format!("{error:#}"))?;
                Ok((path.display().to_string(), read))
            })),
            Err(error) => out.push(Err(format!("{error:#}"))),
        }
    }
    out
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
        return Ok(bytes);
    }
    let shown = path.display();
    std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => anyhow::anyhow!("{shown}: there is no such file; check the name"),
        std::io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("{shown}: may not be read; check its permissions")
        }
        _ => anyhow::anyhow!("{shown}: cannot be read: {error}"),
    })
}

/// A folder's accounts, by name; any other path stands for itself.
fn expanded(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let shown = path.display();
    let entries = std::fs::read_dir(path).with_context(|| format!("{shown}: the folder cannot be read"))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|p| is_account(p))
        .collect();
    files.sort();
    anyhow::ensure!(
        !files.is_empty(),
        "{shown}: the folder holds no .txt, .md or .html file; name the files"
    );
    Ok(files)
}

fn is_account(path: &Path) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    path.is_file()
        && matches!(
            extension.as_str(),
            "txt" | "text" | "md" | "html" | "htm" | "xhtml"
        )
}

/// Gives accounts of the same name different ids: the folder in front where that tells them apart, else a
/// number behind.
fn name_apart<'a>(accounts: impl Iterator<Item = &'a mut Account>) {
    let accounts: Vec<&mut Account> = accounts.collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for account in &accounts {
        *count.entry(account.id.clone()).or_default() += 1;
    }
    let mut taken: HashSet<String> = HashSet::new();
    for account in accounts {
        let folder = Path::new(&account.path)
            .parent()
            .and_then(Path::file_name)
            .map(|f| f.to_string_lossy());
        let mut id = match folder {
            Some(folder) if count[&account.id] > 1 => format!("{folder}-{}", account.id),
            _ => account.id.clone(),
        };
        let stem = id.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        account.id = id;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(paths: &[&str]) -> Vec<String> {
        let mut accounts: Vec<Account> = paths
            .iter()
            .map(|path| Account {
                id: Path::new(path)
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
                path: (*path).to_owned(),
                ..Account::default()
            })
            .collect();
        name_apart(accounts.iter_mut());
        accounts.into_iter().map(|account| account.id).collect()
    }

    #[test]
    fn distinct_stems_are_ids() {
        assert_eq!(ids(&["x/a.txt", "x/b.txt"]), ["a", "b"]);
    }

    #[test]
    fn folders_tell_equal_stems_apart_and_numbers_do_the_rest() {
        assert_eq!(ids(&["x/a.txt", "y/a.txt"]), ["x-a", "y-a"]);
        assert_eq!(ids(&["a.txt", "a.txt"]), ["a", "a-2"]);
    }
}
