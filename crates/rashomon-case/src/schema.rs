//! The tables, and how older files are brought up to date.

use rusqlite::{Connection, Transaction};

/// Marks a SQLite file as a case: "Rash" in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x5261_7368;

/// What each version of the format added, oldest first. Files in use depend on what is here: only append.
const MIGRATIONS: [&str; 1] = [FIRST];

/// The latest version of the format.
pub(crate) const VERSION: i64 = MIGRATIONS.len() as i64;

const FIRST: &str = "
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- An account as it came: its bytes never change. `hash` is the SHA-256 of the bytes in hexadecimal digits.
CREATE TABLE account (
    hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    bytes BLOB NOT NULL,
    read TEXT NOT NULL,
    warnings TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_by TEXT,
    removed_at TEXT
) STRICT;

-- What the machine found in an account; `models` is the hash of the weights and the program's version.
CREATE TABLE annotation (
    hash TEXT PRIMARY KEY REFERENCES account (hash) ON DELETE CASCADE,
    models TEXT NOT NULL,
    found TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- What the machine found across the accounts named in `accounts`, with hashes and ids as they were: one row.
CREATE TABLE comparison (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    models TEXT NOT NULL,
    accounts TEXT NOT NULL,
    found TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- What people decided. Rows are only ever added, or marked as undone.
CREATE TABLE decision (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    decided TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT
) STRICT;

-- The accounts' paragraphs, for searching.
CREATE VIRTUAL TABLE passage USING fts5 (
    words, hash UNINDEXED, start UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
-- What is erased is not to be found in the index either.
INSERT INTO passage (passage, rank) VALUES ('secure-delete', 1);
";

/// Brings the tables up to date, all of it or nothing.
pub(crate) fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    let transaction = db.transaction()?;
    let have = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(have).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    if have < VERSION {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()
}

fn version(transaction: &Transaction<'_>) -> rusqlite::Result<i64> {
    transaction.pragma_query_value(None, "user_version", |row| row.get(0))
}
