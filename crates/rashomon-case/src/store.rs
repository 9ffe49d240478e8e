//! The case file itself: opening it, its accounts, and what was found in them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rashomon_core::{Account, Annotated, Comparison, Warning};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::decision::Stamp;
use crate::error::CaseError;
use crate::schema::{APPLICATION_ID, VERSION, migrate};

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open case file.
///
/// Every change is one transaction: when a call returns, what it did is on the disk; when it fails, nothing was done.
pub struct Case {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
}

/// An account to be added.
pub struct NewAccount<'a> {
    /// Where it came from: a path, an address, "pasted".
    pub origin: &'a str,
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// What was read from them.
    pub account: &'a Account,
    /// Warnings of the reading.
    pub warnings: &'a [Warning],
}

/// An account of the case, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub hash: String,
    /// Its id, unique in the case.
    pub id: String,
    /// Where it came from.
    pub origin: String,
    /// Length of the original in bytes.
    pub bytes: usize,
    /// Who added it, and when.
    pub added: Stamp,
    /// Who removed it, and when.
    pub removed: Option<Stamp>,
    /// The models that its annotation was made with, if it has one.
    pub models: Option<String>,
}

/// What became of an account that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is in the case under this id.
    New(String),
    /// It was there already, byte for byte, under this id; it is back if it had been removed.
    Known(String),
}

/// An account to be annotated: its hash and what was read from it.
pub struct Unread {
    /// SHA-256 of its bytes.
    pub hash: String,
    /// The account.
    pub account: Account,
    /// Warnings of the reading.
    pub warnings: Vec<Warning>,
}

/// The latest comparison that was kept.
pub struct Kept {
    /// The comparison, with its accounts.
    pub comparison: Comparison,
    /// The models it was made with.
    pub models: String,
    /// Whether it is over all the accounts that the case has now, as they are now.
    pub is_current: bool,
}

impl Case {
    /// Makes a new case file.
    ///
    /// # Errors
    /// When there is such a file already, or it cannot be written.
    pub fn create(path: &Path, title: &str) -> Result<Self, CaseError> {
        // Making the file, and not SQLite's opening it, decides who made it first.
        if let Err(error) = std::fs::File::create_new(path) {
            return Err(match error.kind() {
                std::io::ErrorKind::AlreadyExists => CaseError::Exists(path.to_owned()),
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    CaseError::ReadOnly(path.to_owned())
                }
                std::io::ErrorKind::StorageFull => CaseError::Full(path.to_owned()),
                _ => CaseError::NoFolder(path.parent().unwrap_or(path).to_owned()),
            });
        }
        let db = Connection::open(path).map_err(|error| CaseError::of(path, error))?;
        let mut case = Self {
            db,
            path: path.to_owned(),
        };
        case.prepare()?;
        case.set("title", title)?;
        Ok(case)
    }

    /// Opens a case file, bringing one of an older version up to date. A file that may not be written to is opened
    /// for reading.
    ///
    /// # Errors
    /// When it is missing, no case file, damaged, or from a newer program.
    pub fn open(path: &Path) -> Result<Self, CaseError> {
        if !path.is_file() {
            return Err(CaseError::Missing(path.to_owned()));
        }
        let may_write = !std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly());
        if may_write {
            Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
        } else {
            Self::open_for_reading(path)
        }
    }

    /// Opens a case file for reading alone.
    ///
    /// # Errors
    /// As [`Case::open`].
    pub fn open_for_reading(path: &Path) -> Result<Self, CaseError> {
        if !path.is_file() {
            return Err(CaseError::Missing(path.to_owned()));
        }
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self, CaseError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|error| CaseError::of(path, error))?;
        let mut case = Self {
            db,
            path: path.to_owned(),
        };
        let id: i64 = case.query("PRAGMA application_id")?;
        let version: i64 = case.query("PRAGMA user_version")?;
        let tables: i64 = case.query("SELECT count(*) FROM sqlite_schema")?;
        // A file that a crash left behind before its first transaction is an empty case, not a foreign file.
        if id != APPLICATION_ID && tables > 0 {
            return Err(CaseError::NotACase(path.to_owned()));
        }
        if version > VERSION {
            return Err(CaseError::Newer {
                path: path.to_owned(),
                found: version,
                known: VERSION,
            });
        }
        if case.is_read_only() {
            return match version {
                VERSION => Ok(case),
                _ => Err(CaseError::ReadOnly(path.to_owned())),
            };
        }
        case.prepare()?;
        Ok(case)
    }

    /// Settings of the connection that make a returned call a kept promise; the newest tables.
    fn prepare(&mut self) -> Result<(), CaseError> {
        let prepared = (|| {
            self.db.busy_timeout(PATIENCE)?;
            self.db
                .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
            self.db.pragma_update(None, "synchronous", "full")?;
            self.db.pragma_update(None, "foreign_keys", true)?;
            self.db.pragma_update(None, "trusted_schema", false)?;
            // What is erased is not to be found in the file's free pages.
            self.db
                .pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
            migrate(&mut self.db)
        })();
        self.checked(prepared)
    }

    pub(crate) fn checked<T>(&self, result: rusqlite::Result<T>) -> Result<T, CaseError> {
        result.map_err(|error| CaseError::of(&self.path, error))
    }

    fn query<T: rusqlite::types::FromSql>(&self, sql: &str) -> Result<T, CaseError> {
        self.checked(self.db.query_row(sql, [], |row| row.get(0)))
    }

    /// Where the case lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the case may only be read.
    pub fn is_read_only(&self) -> bool {
        self.db.is_readonly("main").unwrap_or(true)
    }

    /// Changes whenever another program has written to the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outside_changes(&self) -> Result<i64, CaseError> {
        self.query("PRAGMA data_version")
    }

    /// What the database itself says about the file: "ok", or what is damaged.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn integrity(&self) -> Result<String, CaseError> {
        self.query("PRAGMA integrity_check")
    }

    /// Limits how large the file may grow, in pages of 4 KiB.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn limit_pages(&self, pages: u32) -> Result<(), CaseError> {
        let limited = self
            .db
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        self.checked(limited)
    }

    /// What the case is called.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn title(&self) -> Result<String, CaseError> {
        let title = self
            .db
            .query_row("SELECT value FROM setting WHERE name = 'title'", [], |row| {
                row.get(0)
            });
        Ok(self.checked(title.optional())?.unwrap_or_default())
    }

    /// Calls the case something else.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_title(&self, title: &str) -> Result<(), CaseError> {
        self.set("title", title)
    }

    fn set(&self, name: &str, value: &str) -> Result<(), CaseError> {
        let set = self.db.execute(
            "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            [name, value],
        );
        self.checked(set).map(|_| ())
    }

    /// Writes a copy of the whole case to a new file.
    ///
    /// # Errors
    /// When there is such a file, or it cannot be written.
    pub fn copy_to(&self, path: &Path) -> Result<(), CaseError> {
        if path.exists() {
            return Err(CaseError::Exists(path.to_owned()));
        }
        let copied = self.db.execute("VACUUM INTO ?1", [path.to_string_lossy()]);
        copied.map(|_| ()).map_err(|error| CaseError::of(path, error))
    }

    /// Adds an account. Its id is the account's own, with a number behind where that is taken.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, new: &NewAccount<'_>, stamp: &Stamp) -> Result<Added, CaseError> {
        let hash = hash(new.bytes);
        let added = (|| {
            let transaction = self.db.transaction()?;
            let known = transaction
                .query_row("SELECT id FROM account WHERE hash = ?1", [&hash], |row| {
                    row.get(0)
                })
                .optional()?;
            if let Some(id) = known {
                transaction.execute(
                    "UPDATE account SET removed_by = NULL, removed_at = NULL WHERE hash = ?1",
                    [&hash],
                )?;
                transaction.commit()?;
                return Ok(Added::Known(id));
            }
            let id = free_id(&transaction, &new.account.id)?;
            let account = Account {
                id: id.clone(),
                ..new.account.clone()
            };
            transaction.execute(
                "INSERT INTO account (hash, id, origin, bytes, read, warnings, added_by, added_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    hash,
                    id,
                    new.origin,
                    new.bytes,
                    written(&account),
                    written(&new.warnings),
                    stamp.by,
                    stamp.at
                ],
            )?;
            index(&transaction, &hash, &account)?;
            transaction.commit()?;
            Ok(Added::New(id))
        })();
        self.checked(added)
    }

    /// The accounts in the order in which they were added, removed ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, CaseError> {
        self.rows(
            "SELECT account.hash, id, origin, length(bytes), added_by, added_at, removed_by, removed_at, models \
             FROM account LEFT JOIN annotation USING (hash) ORDER BY added_at, account.rowid",
            |row| {
                let stamp = |by: Option<String>, at: Option<String>| Some(Stamp { by: by?, at: at? });
                Ok(Entry {
                    hash: row.get(0)?,
                    id: row.get(1)?,
                    origin: row.get(2)?,
                    bytes: row.get(3)?,
                    added: Stamp {
                        by: row.get(4)?,
                        at: row.get(5)?,
                    },
                    removed: stamp(row.get(6)?, row.get(7)?),
                    models: row.get(8)?,
                })
            },
        )
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        let rows = (|| {
            let mut statement = self.db.prepare(sql)?;
            statement.query_map([], |row| read(row))?.collect()
        })();
        self.checked(rows)
    }

    /// The bytes of an account as they came.
    ///
    /// # Errors
    /// [`CaseError::NoAccount`] when the case has no account of this hash.
    pub fn bytes(&self, hash: &str) -> Result<Vec<u8>, CaseError> {
        let found = self
            .db
            .query_row("SELECT bytes FROM account WHERE hash = ?1", [hash], |row| {
                row.get(0)
            })
            .optional();
        self.checked(found)?
            .ok_or_else(|| CaseError::NoAccount(hash.to_owned()))
    }

    /// Takes an account out of the case, so that it can be put back.
    ///
    /// # Errors
    /// [`CaseError::NoAccount`] when the case has none of this id.
    pub fn remove(&self, id: &str, stamp: &Stamp) -> Result<(), CaseError> {
        self.changed(
            "UPDATE account SET removed_by = ?2, removed_at = ?3 WHERE id = ?1",
            &[id, &stamp.by, &stamp.at],
        )
    }

    /// Puts a removed account back.
    ///
    /// # Errors
    /// [`CaseError::NoAccount`] when the case has none of this id.
    pub fn restore(&self, id: &str) -> Result<(), CaseError> {
        self.changed(
            "UPDATE account SET removed_by = NULL, removed_at = NULL WHERE id = ?1",
            &[id],
        )
    }

    /// Deletes an account with its bytes for good; decisions about it stay in the log without their words' place.
    ///
    /// # Errors
    /// [`CaseError::NoAccount`] when the case has none of this id.
    pub fn erase(&self, id: &str) -> Result<(), CaseError> {
        self.checked(self.db.execute(
            "DELETE FROM passage WHERE hash = (SELECT hash FROM account WHERE id = ?1)",
            [id],
        ))?;
        self.changed("DELETE FROM account WHERE id = ?1", &[id])
    }

    /// Makes a change to one account.
    fn changed(&self, sql: &str, values: &[&str]) -> Result<(), CaseError> {
        let changed = self.db.execute(sql, rusqlite::params_from_iter(values));
        match self.checked(changed)? {
            0 => Err(CaseError::NoAccount(values[0].to_owned())),
            _ => Ok(()),
        }
    }

    /// The accounts that have no annotation by these models yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unread(&self, models: &str) -> Result<Vec<Unread>, CaseError> {
        let rows = (|| {
            let mut statement = self.db.prepare(
                "SELECT account.hash, read, warnings FROM account LEFT JOIN annotation USING (hash) \
                 WHERE removed_at IS NULL AND models IS NOT ?1 ORDER BY added_at, account.rowid",
            )?;
            let rows = statement.query_map([models], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<rusqlite::Result<Vec<(String, String, String)>>>()
        })();
        let unread = self.checked(rows)?.into_iter().map(|(hash, read, warnings)| {
            Ok(Unread {
                account: self.parsed(&read)?,
                warnings: self.parsed(&warnings)?,
                hash,
            })
        });
        unread.collect()
    }

    /// Keeps what was found in an account, in place of what was found before. The account as the annotation has it
    /// replaces what was read from the bytes before, so that a better reading is kept too.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_annotation(
        &mut self,
        hash: &str,
        models: &str,
        annotated: &Annotated,
        stamp: &Stamp,
    ) -> Result<(), CaseError> {
        let account = &annotated.account;
        let lean = Annotated {
            account: Account::default(),
            ..annotated.clone()
        };
        let kept = (|| {
            let transaction = self.db.transaction()?;
            // The id is the case's business.
            let id =
                transaction.query_row("SELECT id FROM account WHERE hash = ?1", [hash], |row| row.get(0))?;
            let account = Account {
                id,
                ..account.clone()
            };
            transaction.execute(
                "UPDATE account SET read = ?2 WHERE hash = ?1",
                [hash, &written(&account)],
            )?;
            transaction.execute(
                "INSERT INTO annotation VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (hash) DO UPDATE SET models = ?2, found = ?3, made_at = ?4",
                [hash, models, &written(&lean), &stamp.at],
            )?;
            transaction.execute("DELETE FROM passage WHERE hash = ?1", [hash])?;
            index(&transaction, hash, &account)?;
            transaction.commit()
        })();
        self.checked(kept)
    }

    /// The annotated accounts that have not been removed, with their hashes, in the order in which they were added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn annotated(&self) -> Result<Vec<(String, Annotated)>, CaseError> {
        let rows = self.rows(
            "SELECT hash, read, found FROM account JOIN annotation USING (hash) \
             WHERE removed_at IS NULL ORDER BY added_at, account.rowid",
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let annotated = rows
            .into_iter()
            .map(|(hash, read, found): (String, String, String)| {
                let mut annotated: Annotated = self.parsed(&found)?;
                annotated.account = self.parsed(&read)?;
                Ok((hash, annotated))
            });
        annotated.collect()
    }

    /// Keeps a comparison of the accounts that [`Case::annotated`] gave.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_comparison(
        &self,
        models: &str,
        hashes: &[String],
        comparison: &Comparison,
        stamp: &Stamp,
    ) -> Result<(), CaseError> {
        let ids = comparison.accounts.iter().map(|annotated| &annotated.account.id);
        let over: Vec<(&String, &String)> = hashes.iter().zip(ids).collect();
        let found = written(&Comparison {
            accounts: Vec::new(),
            ..comparison.clone()
        });
        let kept = self.db.execute(
            "INSERT INTO comparison VALUES (1, ?1, ?2, ?3, ?4) \
             ON CONFLICT (one) DO UPDATE SET models = ?1, accounts = ?2, found = ?3, made_at = ?4",
            [models, &written(&over), &found, &stamp.at],
        );
        self.checked(kept).map(|_| ())
    }

    /// The latest comparison, over those of its accounts that are still in the case; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn comparison(&self, annotated: &[(String, Annotated)]) -> Result<Option<Kept>, CaseError> {
        let row = self
            .db
            .query_row("SELECT models, accounts, found FROM comparison", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional();
        let Some((models, over, found)): Option<(String, String, String)> = self.checked(row)? else {
            return Ok(None);
        };
        let over: Vec<(String, String)> = self.parsed(&over)?;
        let mut comparison: Comparison = self.parsed(&found)?;
        let of = |hash: &String| annotated.iter().find(|(own, _)| own == hash);
        comparison.accounts = over
            .iter()
            .filter_map(|(hash, _)| Some(of(hash)?.1.clone()))
            .collect();
        let is_current = comparison.accounts.len() == over.len() && annotated.len() == over.len();
        Ok(Some(Kept {
            is_current,
            comparison,
            models,
        }))
    }

    pub(crate) fn parsed<T: DeserializeOwned>(&self, text: &str) -> Result<T, CaseError> {
        serde_json::from_str(text).map_err(|error| CaseError::Record {
            path: self.path.clone(),
            what: error.to_string(),
        })
    }
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Plain data as JSON.
pub(crate) fn written<T: Serialize>(value: &T) -> String {
    // Into memory, and no map has keys that are not text: this cannot fail.
    serde_json::to_string(value).expect("plain data can be written as JSON")
}

/// The id, with the first number behind it under which the case has no account yet.
pub(crate) fn free_id(db: &Connection, wanted: &str) -> rusqlite::Result<String> {
    let mut taken = db.prepare("SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1)")?;
    let mut id = wanted.to_owned();
    let mut number = 2;
    while taken.query_row([&id], |row| row.get::<_, bool>(0))? {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    Ok(id)
}

/// Makes an account's paragraphs searchable.
pub(crate) fn index(db: &Connection, hash: &str, account: &Account) -> rusqlite::Result<()> {
    let mut insert = db.prepare("INSERT INTO passage (words, hash, start) VALUES (?1, ?2, ?3)")?;
    let mut at = 0;
    for line in account.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            insert.execute(params![line, hash, at])?;
        }
        at += line.len();
    }
    Ok(())
}
