//! Decisions about threads.

use rashomon_core::comparison::{StatementRef, Thread, ThreadId, ThreadKind};

use super::resolve::Led;
use super::{Part, Work};
use crate::anchor::Words;
use crate::decision::{Decision, Ruling, Target};

impl Work<'_> {
    /// Applies a decision about a thread.
    pub(super) fn thread(&mut self, place: usize, decision: &Decision) {
        let Target::Thread { members } = &decision.target else {
            return;
        };
        let Some(members) = self.references(members) else {
            return self.out.lost.push(place);
        };
        let changed = match &decision.ruling {
            Ruling::Join { with } => self.references(with).map(|with| self.join(&members, &with)),
            Ruling::Split { part } => self.references(part).map(|part| self.split(&members, &part)),
            _ => Some(self.most_alike(&members)),
        };
        match changed {
            None => self.out.lost.push(place),
            Some(None) => self.out.idle.push(place),
            Some(Some(thread)) => self.note(Part::Thread(thread), place, &decision.ruling),
        }
    }

    /// The statements at the words; `None` when any of the words are not there. Words at which the machine has no
    /// statement any more are left out.
    fn references(&self, all: &[Words]) -> Option<Vec<StatementRef>> {
        let mut found = Vec::new();
        for words in all {
            match self.texts.statement(words) {
                Led::Statement(reference) => found.push(reference),
                Led::Words(place, spans) => found.extend(self.set_up_at(place, &spans)),
                Led::Nowhere => return None,
            }
        }
        found.sort();
        found.dedup();
        Some(found)
    }

    /// The statement that a person's decision set up at these words.
    fn set_up_at(&self, place: usize, spans: &[rashomon_core::Span]) -> Option<StatementRef> {
        let annotated = &self.out.comparison.accounts[place];
        let here = annotated
            .statements
            .iter()
            .find(|s| super::resolve::overlap(&s.content, spans) >= 0.5)?;
        Some(StatementRef {
            account: annotated.account.id.clone(),
            statement: here.id,
        })
    }

    /// The thread that shares most of these statements, at least half of what either has.
    fn most_alike(&self, members: &[StatementRef]) -> Option<ThreadId> {
        let alike = |thread: &Thread| {
            let shared = thread.members.iter().filter(|m| members.contains(m)).count();
            (shared, thread.members.len() + members.len() - shared)
        };
        let threads = self
            .out
            .comparison
            .threads
            .iter()
            .map(|thread| (alike(thread), thread.id));
        let best = threads
            .filter(|((shared, all), _)| shared * 2 >= *all && *shared > 0)
            .max_by(|a, b| (a.0.0 * b.0.1).cmp(&(b.0.0 * a.0.1)).then(b.1.cmp(&a.1)));
        best.map(|(_, id)| id)
    }

    /// Makes one thread of all that have any of these statements.
    fn join(&mut self, members: &[StatementRef], with: &[StatementRef]) -> Option<ThreadId> {
        let mut all: Vec<StatementRef> = members.iter().chain(with).cloned().collect();
        let threads = &mut self.out.comparison.threads;
        let (joined, rest): (Vec<Thread>, Vec<Thread>) = threads
            .drain(..)
            .partition(|thread| thread.members.iter().any(|m| all.contains(m)));
        *threads = rest;
        let id = joined.first().map_or_else(|| next(threads), |first| first.id);
        let is_utterance = joined.iter().any(|thread| thread.kind == ThreadKind::Utterance);
        let speaker = joined.first().and_then(|first| first.speaker);
        let speaker = speaker.filter(|who| joined.iter().all(|thread| thread.speaker == Some(*who)));
        all.extend(joined.into_iter().flat_map(|thread| thread.members));
        all.sort();
        all.dedup();
        if all.len() < 2 {
            return None;
        }
        threads.push(Thread {
            id,
            kind: if is_utterance {
                ThreadKind::Utterance
            } else {
                ThreadKind::Claim
            },
            speaker,
            members: all,
            confidence: 1.0,
        });
        threads.sort_by_key(|thread| thread.id);
        Some(id)
    }

    /// Takes statements out of the thread that has them beside others, into a thread of their own.
    fn split(&mut self, members: &[StatementRef], part: &[StatementRef]) -> Option<ThreadId> {
        let id = self.most_alike(members)?;
        let threads = &mut self.out.comparison.threads;
        let fresh = next(threads);
        let thread = threads.iter_mut().find(|thread| thread.id == id)?;
        let (taken, left): (Vec<_>, Vec<_>) =
            thread.members.drain(..).partition(|member| part.contains(member));
        thread.members = left;
        if taken.len() > 1 {
            let own = Thread {
                id: fresh,
                members: taken,
                ..thread.clone()
            };
            threads.push(own);
        }
        threads.retain(|thread| thread.members.len() > 1);
        for found in &mut self.out.comparison.discrepancies {
            found.thread = found
                .thread
                .filter(|of| threads.iter().any(|thread| thread.id == *of));
        }
        Some(id)
    }
}

/// An id that no thread has.
fn next(threads: &[Thread]) -> ThreadId {
    ThreadId(threads.iter().map(|thread| thread.id.0 + 1).max().unwrap_or(1))
}
