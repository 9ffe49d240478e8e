//! What people decided, and taking it back.

use rusqlite::{OptionalExtension as _, params};

use crate::decision::{Decided, Decision, Ruling, Seen, Stamp, Target};
use crate::error::CaseError;
use crate::store::{Case, hash, written};

impl Case {
    /// Writes a decision down and returns its id.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide(
        &self,
        target: Target,
        ruling: Ruling,
        seen: Option<Seen>,
        stamp: &Stamp,
    ) -> Result<String, CaseError> {
        let decided = written(&Decided { target, ruling, seen });
        let written = (|| {
            let last: i64 = self
                .db
                .query_row("SELECT coalesce(max(place), 0) FROM decision", [], |row| {
                    row.get(0)
                })?;
            let id = hash(format!("{}\n{}\n{last}\n{decided}", stamp.by, stamp.at).as_bytes());
            let id = id[..16].to_owned();
            self.db.execute(
                "INSERT INTO decision (id, made_by, made_at, decided) VALUES (?1, ?2, ?3, ?4)",
                params![id, stamp.by, stamp.at, decided],
            )?;
            Ok(id)
        })();
        self.checked(written)
    }

    /// Every decision, undone ones too, in the order in which they were made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, CaseError> {
        let rows = self.rows(
            "SELECT id, made_by, made_at, decided, undone_by, undone_at FROM decision ORDER BY made_at, place",
            |row| {
                let made = Stamp {
                    by: row.get(1)?,
                    at: row.get(2)?,
                };
                let undone = match (row.get(4)?, row.get(5)?) {
                    (Some(by), Some(at)) => Some(Stamp { by, at }),
                    _ => None,
                };
                Ok((row.get(0)?, made, row.get(3)?, undone))
            },
        )?;
        let decisions = rows
            .into_iter()
            .map(|(id, made, decided, undone): (_, _, String, _)| {
                let Decided { target, ruling, seen } = self.parsed(&decided)?;
                Ok(Decision {
                    id,
                    made,
                    target,
                    ruling,
                    seen,
                    undone,
                })
            });
        decisions.collect()
    }

    /// Takes a decision back; `false` when there is none of this id that still stands.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo(&self, id: &str, stamp: &Stamp) -> Result<bool, CaseError> {
        let undone = self.db.execute(
            "UPDATE decision SET undone_by = ?2, undone_at = ?3 WHERE id = ?1 AND undone_at IS NULL",
            [id, &stamp.by, &stamp.at],
        );
        Ok(self.checked(undone)? > 0)
    }

    /// Takes back the latest decision of the stamp's person that still stands; its id, `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo_last(&self, stamp: &Stamp) -> Result<Option<String>, CaseError> {
        let last = self
            .db
            .query_row(
                "SELECT id FROM decision WHERE made_by = ?1 AND undone_at IS NULL \
                 ORDER BY made_at DESC, place DESC LIMIT 1",
                [&stamp.by],
                |row| row.get::<_, String>(0),
            )
            .optional();
        match self.checked(last)? {
            Some(id) => Ok(self.undo(&id, stamp)?.then_some(id)),
            None => Ok(None),
        }
    }

    /// Makes the decision stand again that the stamp's person took back last; its id, `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn redo_last(&self, stamp: &Stamp) -> Result<Option<String>, CaseError> {
        let redone = self
            .db
            .query_row(
                "UPDATE decision SET undone_by = NULL, undone_at = NULL WHERE place = \
                 (SELECT place FROM decision WHERE undone_by = ?1 ORDER BY undone_at DESC, place LIMIT 1) \
                 RETURNING id",
                [&stamp.by],
                |row| row.get(0),
            )
            .optional();
        self.checked(redone)
    }
}
