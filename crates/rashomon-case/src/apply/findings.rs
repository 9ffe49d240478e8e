//! Decisions about discrepancies, omissions, issues, and the rest.

use rashomon_core::comparison::{Discrepancy, DiscrepancyId, DiscrepancyKind, Omitted};

use super::resolve::Led;
use super::{Part, Work};
use crate::anchor::Anchor;
use crate::decision::{Decision, Ruling, Target};

/// Where the target of a decision is.
enum Found {
    /// Here.
    Part(Part),
    /// Its words are there, but it is not.
    Idle,
    /// Its words are not there any more.
    Lost,
}

impl Work<'_> {
    /// Applies a decision about anything but a statement or a thread.
    pub(super) fn finding(&mut self, place: usize, decision: &Decision) {
        match self.find(&decision.target) {
            Found::Idle => self.out.idle.push(place),
            Found::Lost => self.out.lost.push(place),
            Found::Part(part) => {
                let part = match (&part, &decision.ruling) {
                    (Part::Issue(from), Ruling::Rename { label }) => {
                        let from = from.clone();
                        self.rename(&from, label);
                        Part::Issue(label.clone())
                    }
                    _ => part,
                };
                self.note(part, place, &decision.ruling);
            }
        }
    }

    fn find(&self, target: &Target) -> Found {
        let comparison = &self.out.comparison;
        match target {
            Target::Discrepancy { kind, evidence } => self.discrepancy(*kind, evidence),
            Target::MissingStatement { words, absent_from } => {
                match (self.texts.statement(words), self.texts.id(absent_from)) {
                    (Led::Statement(reference), Some(id)) => self.omission(Omitted::Statement(reference), id),
                    (Led::Words(..), Some(_)) => Found::Idle,
                    _ => Found::Lost,
                }
            }
            Target::MissingIssue { issue, absent_from } => match self.texts.id(absent_from) {
                Some(id) => self.omission(Omitted::Issue(self.renamed(issue)), id),
                None => Found::Lost,
            },
            Target::Issue { issue } => {
                let issue = self.renamed(issue);
                match comparison.ledger.issues.contains(&issue) {
                    true => Found::Part(Part::Issue(issue)),
                    false => Found::Idle,
                }
            }
            Target::Account { account } => match self.texts.id(account) {
                Some(id) => Found::Part(Part::Account(id.to_owned())),
                None => Found::Lost,
            },
            Target::Actor { name } => match comparison.identities.iter().any(|p| p.name == *name) {
                true => Found::Part(Part::Actor(name.clone())),
                false => Found::Idle,
            },
            Target::Case => Found::Part(Part::Case),
            Target::Statement { .. } | Target::Thread { .. } => Found::Idle,
        }
    }

    /// The discrepancy of this kind at these words.
    fn discrepancy(&self, kind: DiscrepancyKind, evidence: &[Anchor]) -> Found {
        let spans: Option<Vec<_>> = evidence.iter().map(|anchor| self.texts.find(anchor)).collect();
        let Some(spans) = spans else {
            return Found::Lost;
        };
        let accounts = &self.out.comparison.accounts;
        let has_all = |found: &&Discrepancy| {
            found.kind == kind
                && spans.iter().all(|(place, span)| {
                    let id = &accounts[*place].account.id;
                    found
                        .evidence
                        .iter()
                        .any(|e| e.account == *id && e.span.overlaps(*span))
                })
        };
        let found: Option<DiscrepancyId> = self
            .out
            .comparison
            .discrepancies
            .iter()
            .find(has_all)
            .map(|d| d.id);
        found.map_or(Found::Idle, |id| Found::Part(Part::Discrepancy(id)))
    }

    fn omission(&self, what: Omitted, absent_from: &str) -> Found {
        let mut all = self.out.comparison.omissions.iter();
        match all.any(|omission| omission.what == what && omission.absent_from == absent_from) {
            true => Found::Part(Part::Omission(what, absent_from.to_owned())),
            false => Found::Idle,
        }
    }

    /// What an issue that the machine calls so is called now.
    fn renamed(&self, issue: &str) -> String {
        self.texts.name_of(issue)
    }

    /// Calls an issue something else everywhere; two issues of one name are one.
    fn rename(&mut self, from: &str, to: &str) {
        self.texts.call(from, to);
        let comparison = &mut self.out.comparison;
        let change = |label: &mut String| {
            if label == from {
                to.clone_into(label);
            }
        };
        for annotated in &mut comparison.accounts {
            annotated
                .issues
                .iter_mut()
                .for_each(|issue| change(&mut issue.label));
        }
        for omission in &mut comparison.omissions {
            if let Omitted::Issue(label) = &mut omission.what {
                change(label);
            }
        }
        comparison.ledger.issues.iter_mut().for_each(change);
        comparison
            .ledger
            .cells
            .iter_mut()
            .for_each(|cell| change(&mut cell.issue));
        let mut seen = Vec::new();
        comparison.ledger.issues.retain(|issue| {
            let is_new = !seen.contains(issue);
            seen.push(issue.clone());
            is_new
        });
    }
}
