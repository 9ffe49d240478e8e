//! What the pages show: one consistent picture of the case.

use std::sync::Arc;

use rashomon_case::{Applied, Case, CaseError, Decision, Entry, Part, Rejected, State, apply};
use rashomon_core::Comparison;

/// A picture of the case, made when something changed.
pub(crate) struct View {
    /// Changes whenever the numbers of statements, threads and discrepancies may mean something else.
    pub generation: u64,
    pub title: String,
    pub entries: Vec<Entry>,
    pub is_read_only: bool,
    /// Whether the comparison is over all accounts.
    pub is_current: bool,
    /// Hashes of the compared accounts, in their order.
    pub hashes: Arc<Vec<String>>,
    /// What the machine found.
    pub found: Arc<Comparison>,
    pub decisions: Vec<Decision>,
    /// What the machine found with the decisions applied, rejected parts included.
    pub applied: Applied,
    pub outside_changes: i64,
}

impl View {
    /// Reads the whole case.
    pub fn of(case: &Case, generation: Option<u64>) -> Result<Self, CaseError> {
        let outside_changes = case.outside_changes()?;
        let annotated = case.annotated()?;
        let kept = case.comparison(&annotated)?;
        let (found, is_current) = match kept {
            Some(kept) => (kept.comparison, kept.is_current),
            None => {
                let accounts = annotated.iter().map(|(_, annotated)| annotated.clone()).collect();
                let alone = Comparison {
                    schema: rashomon_core::SCHEMA.to_owned(),
                    accounts,
                    ..Comparison::default()
                };
                (alone, annotated.is_empty())
            }
        };
        let hash = |id: &String| {
            annotated
                .iter()
                .find(|(_, a)| a.account.id == *id)
                .map(|(hash, _)| hash.clone())
        };
        let ids = found.accounts.iter().map(|annotated| &annotated.account.id);
        let hashes: Vec<String> = ids.map(|id| hash(id).unwrap_or_default()).collect();
        let decisions = case.decisions()?;
        Ok(Self {
            generation: generation.unwrap_or(1),
            title: case.title()?,
            entries: case.entries()?,
            is_read_only: case.is_read_only(),
            is_current,
            applied: apply(&found, &hashes, &decisions, Rejected::Shown),
            hashes: Arc::new(hashes),
            found: Arc::new(found),
            decisions,
            outside_changes,
        })
    }

    /// The same findings with the decisions as they are now.
    pub fn judged(&self, case: &Case, is_new_numbering: bool) -> Result<Self, CaseError> {
        let decisions = case.decisions()?;
        Ok(Self {
            generation: self.generation + u64::from(is_new_numbering),
            title: case.title()?,
            entries: case.entries()?,
            is_read_only: self.is_read_only,
            is_current: self.is_current,
            applied: apply(&self.found, &self.hashes, &decisions, Rejected::Shown),
            hashes: Arc::clone(&self.hashes),
            found: Arc::clone(&self.found),
            decisions,
            outside_changes: case.outside_changes()?,
        })
    }

    /// The comparison as it is handed on: without what was rejected.
    pub fn standing(&self) -> Applied {
        apply(&self.found, &self.hashes, &self.decisions, Rejected::LeftOut)
    }

    /// What was decided about a part.
    pub fn state(&self, part: &Part) -> State {
        self.applied.state(part)
    }

    /// The accounts that are in the case but not in the comparison yet.
    pub fn waiting(&self) -> Vec<&Entry> {
        let is_waiting = |entry: &&Entry| entry.removed.is_none() && !self.hashes.contains(&entry.hash);
        self.entries.iter().filter(is_waiting).collect()
    }
}
