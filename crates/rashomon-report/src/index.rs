//! Cross-references of a comparison, looked up once.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_core::comparison::{Cell, Discrepancy, Identity, Omission, StatementRef, Thread};
use rashomon_core::{ActorId, Annotated, Comparison, Statement, StatementId};

use crate::words::{clipped, words};

/// A comparison with its cross-references.
///
/// Accounts are known by their place in [`Comparison::accounts`], which is also what their letter is
/// made from.
pub struct Index<'a> {
    /// What is reported.
    pub comparison: &'a Comparison,
    places: BTreeMap<&'a str, usize>,
    threads: BTreeMap<(usize, StatementId), Vec<&'a Thread>>,
    identities: BTreeMap<(usize, ActorId), &'a Identity>,
    cells: BTreeMap<(&'a str, &'a str), &'a Cell>,
    omissions: BTreeMap<&'a str, Vec<&'a Omission>>,
}

/// A statement with the account that has it.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Place of the account.
    pub place: usize,
    /// The account.
    pub annotated: &'a Annotated,
    /// The statement.
    pub statement: &'a Statement,
}

impl Said<'_> {
    /// The content's words, its pieces joined by " … ".
    pub fn words(&self) -> String {
        statement_words(self.annotated, self.statement)
    }

    /// "A 12": the account's letter and the statement's number.
    pub fn reference(&self) -> String {
        format!("{} {}", letter(self.place), self.statement.id.0)
    }

    /// Who said it.
    pub fn speaker(&self) -> String {
        speaker(self.annotated, self.statement)
    }
}

impl<'a> Index<'a> {
    /// Looks up every cross-reference; those that lead nowhere are left out.
    pub fn new(comparison: &'a Comparison) -> Self {
        let mut places = BTreeMap::new();
        for (place, annotated) in comparison.accounts.iter().enumerate() {
            places.entry(annotated.account.id.as_str()).or_insert(place);
        }
        let mut index = Self {
            comparison,
            places,
            threads: BTreeMap::new(),
            identities: BTreeMap::new(),
            cells: BTreeMap::new(),
            omissions: BTreeMap::new(),
        };
        for cell in &comparison.ledger.cells {
            let key = (cell.issue.as_str(), cell.account.as_str());
            index.cells.entry(key).or_insert(cell);
        }
        for omission in &comparison.omissions {
            let here = index.omissions.entry(omission.absent_from.as_str()).or_default();
            here.push(omission);
        }
        for thread in &comparison.threads {
            for said in index.members(thread) {
                index
                    .threads
                    .entry((said.place, said.statement.id))
                    .or_default()
                    .push(thread);
            }
        }
        for identity in &comparison.identities {
            for (account, actor) in &identity.actors {
                if let Some(place) = index.place(account) {
                    index.identities.insert((place, *actor), identity);
                }
            }
        }
        index
    }

    /// The place of the account with this id.
    pub fn place(&self, account: &str) -> Option<usize> {
        self.places.get(account).copied()
    }

    /// The accounts with their places.
    pub fn accounts(&self) -> impl Iterator<Item = (usize, &'a Annotated)> + use<'a> {
        self.comparison.accounts.iter().enumerate()
    }

    /// The statement with this id in the account at this place.
    pub fn said(&self, place: usize, id: StatementId) -> Option<Said<'a>> {
        let annotated = self.comparison.accounts.get(place)?;
        let statement = annotated.statement(id)?;
        Some(Said {
            place,
            annotated,
            statement,
        })
    }

    /// The places of all accounts.
    pub fn places(&self) -> impl Iterator<Item = usize> + use<> {
        0..self.comparison.accounts.len()
    }

    /// The ledger's cell of an issue and an account.
    pub fn cell(&self, issue: &str, account: &str) -> Option<&'a Cell> {
        self.cells.get(&(issue, account)).copied()
    }

    /// What the account with this id lacks.
    pub fn omissions_from(&self, account: &str) -> &[&'a Omission] {
        self.omissions.get(account).map_or(&[], Vec::as_slice)
    }

    /// The statement referred to.
    pub fn resolve(&self, reference: &StatementRef) -> Option<Said<'a>> {
        self.said(self.place(&reference.account)?, reference.statement)
    }

    /// The members of a thread.
    pub fn members(&self, thread: &Thread) -> Vec<Said<'a>> {
        thread
            .members
            .iter()
            .filter_map(|member| self.resolve(member))
            .collect()
    }

    /// The threads that a statement belongs to.
    pub fn threads_of(&self, said: &Said<'_>) -> &[&'a Thread] {
        self.threads
            .get(&(said.place, said.statement.id))
            .map_or(&[], Vec::as_slice)
    }

    /// Who an account's actor is across accounts.
    pub fn identity(&self, place: usize, actor: ActorId) -> Option<&'a Identity> {
        self.identities.get(&(place, actor)).copied()
    }

    /// The discrepancies that bear on the statements of a ledger cell.
    pub fn discrepancies_of(&self, cell: &Cell) -> Vec<&'a Discrepancy> {
        let discrepancies = self.comparison.discrepancies.iter();
        discrepancies
            .filter(|discrepancy| self.bears_on(discrepancy, cell))
            .collect()
    }

    /// Whether a discrepancy's words in the cell's account lie within one of the cell's statements.
    fn bears_on(&self, discrepancy: &Discrepancy, cell: &Cell) -> bool {
        let Some(place) = self.place(&cell.account) else {
            return false;
        };
        let here = discrepancy
            .evidence
            .iter()
            .filter(|evidence| evidence.account == cell.account);
        let spans: Vec<_> = here.map(|evidence| evidence.span).collect();
        cell.statements
            .iter()
            .filter_map(|id| self.said(place, *id))
            .any(|said| {
                let statement = said.statement;
                let stretches = || {
                    statement
                        .content
                        .iter()
                        .chain(&statement.source)
                        .chain(&statement.cue)
                };
                spans
                    .iter()
                    .any(|span| stretches().any(|stretch| stretch.overlaps(*span)))
            })
    }

    /// Discrepancies in the order of their weight: differences of fact before differences of wording,
    /// the surest first.
    pub fn weighed_discrepancies(&self) -> Vec<&'a Discrepancy> {
        let mut all: Vec<_> = self.comparison.discrepancies.iter().collect();
        let is_wording = |d: &Discrepancy| d.kind == rashomon_core::comparison::DiscrepancyKind::Wording;
        all.sort_by(|a, b| {
            let surest = b.confidence.total_cmp(&a.confidence);
            is_wording(a)
                .cmp(&is_wording(b))
                .then(surest)
                .then(a.id.cmp(&b.id))
        });
        all
    }

    /// How many different people or bodies the statements are attributed to.
    pub fn speaker_count(&self) -> usize {
        let mut speakers = BTreeSet::new();
        for (place, annotated) in self.accounts() {
            for actor in annotated
                .statements
                .iter()
                .filter_map(|statement| statement.speaker)
            {
                speakers.insert(match self.identity(place, actor) {
                    Some(identity) => (usize::MAX, identity.id.0),
                    None => (place, actor.0),
                });
            }
        }
        speakers.len()
    }

    /// Ledger issues of which exactly one account speaks, when there are several accounts.
    pub fn lone_issue_count(&self) -> usize {
        use rashomon_core::comparison::CellState::NotMentioned;
        let ledger = &self.comparison.ledger;
        let speaks = |issue: &str| {
            let cells = ledger.cells.iter().filter(|cell| cell.issue == issue);
            cells.filter(|cell| cell.state != NotMentioned).count()
        };
        match self.comparison.accounts.len() {
            0 | 1 => 0,
            _ => ledger.issues.iter().filter(|issue| speaks(issue) == 1).count(),
        }
    }
}

/// The letter by which an account is cited: A to Z, then AA, AB ...
pub fn letter(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

/// Characters of a headline that stand for it where an account has no other name.
const LONGEST_NAME: usize = 48;

/// What an account is called: its outlet, else the start of its headline, else its id.
pub fn name(annotated: &Annotated) -> String {
    let account = &annotated.account;
    let given = account.source.outlet.as_deref().or(account.title.as_deref());
    let given = given.filter(|name| !name.trim().is_empty());
    clipped(given.unwrap_or(&account.id), LONGEST_NAME)
}

/// Who said it: the actor's name, else the words that name the source, else that it is not said.
pub(crate) fn speaker(annotated: &Annotated, statement: &Statement) -> String {
    if let Some(actor) = statement.speaker.and_then(|id| annotated.actor(id)) {
        return actor.name.clone();
    }
    match statement.source.first() {
        Some(span) => words(&annotated.account.text, *span).to_string(),
        None if statement.sourcing == rashomon_core::Sourcing::Outlet => name(annotated),
        None => "speaker not stated".to_string(),
    }
}

/// The content's words, its pieces joined by " … ".
pub(crate) fn statement_words(annotated: &Annotated, statement: &Statement) -> String {
    let text = &annotated.account.text;
    let pieces: Vec<&str> = statement.content.iter().map(|span| words(text, *span)).collect();
    pieces.join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 27, 52].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AB", "BA"]);
    }
}
