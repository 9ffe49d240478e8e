//! What can go wrong with a case file, and what to do about it.

use std::path::PathBuf;

/// Why a case file could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// No file of that name.
    #[error("{0}: there is no such case file; `rashomon case new` makes one")]
    Missing(PathBuf),
    /// No folder of that name.
    #[error("{0}: there is no such folder; make it first")]
    NoFolder(PathBuf),
    /// A file of that name is there already.
    #[error("{0}: is there already; choose another name")]
    Exists(PathBuf),
    /// It is a file of another kind.
    #[error("{0}: is not a Rashomon case file")]
    NotACase(PathBuf),
    /// A later version of the program wrote it.
    #[error(
        "{path}: was written by a newer Rashomon (format {found}, this one knows {known}); update the program"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format it has.
        found: i64,
        /// The latest format that this program knows.
        known: i64,
    },
    /// It may be read but not written to.
    #[error(
        "{0}: may be read but not written to; nothing was changed. Check its permissions, or work on a copy"
    )]
    ReadOnly(PathBuf),
    /// No room is left where it lies.
    #[error("{0}: no room is left on the disk; nothing was changed. Free some space and do it again")]
    Full(PathBuf),
    /// Another program holds it.
    #[error("{0}: another program is writing to it; nothing was changed. Try again")]
    Busy(PathBuf),
    /// Its content is damaged.
    #[error("{0}: the file is damaged; restore it from a copy")]
    Damaged(PathBuf),
    /// Anything else that the disk or the database reports.
    #[error("{path}: {source}")]
    Storage {
        /// The file.
        path: PathBuf,
        /// What was reported.
        source: rusqlite::Error,
    },
    /// An account that the case does not have.
    #[error("there is no account “{0}” in the case; `rashomon case list` names them")]
    NoAccount(String),
    /// What is stored in a field cannot be understood.
    #[error("{path}: a record cannot be read ({what}); restore the file from a copy")]
    Record {
        /// The file.
        path: PathBuf,
        /// Which record, and why.
        what: String,
    },
}

impl CaseError {
    /// Puts what the database reports into words that say what to do.
    pub(crate) fn of(path: &std::path::Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full(path),
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly(path),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy(path),
            Some(Code::NotADatabase) => Self::NotACase(path),
            Some(Code::DatabaseCorrupt) => Self::Damaged(path),
            _ => Self::Storage { path, source: error },
        }
    }
}
