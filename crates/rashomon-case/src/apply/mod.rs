//! A comparison with people's decisions applied.
//!
//! What the machine found and what people decided are kept apart; only here do they meet, and the result is made
//! anew each time. A decision finds what it is about by words, so that it holds when the machine's numbers change.

mod findings;
mod ledger;
mod people;
mod resolve;
mod statements;
mod threads;

use std::collections::BTreeMap;

use rashomon_core::Comparison;
use rashomon_core::compare::count;
use rashomon_core::comparison::{DiscrepancyId, Omission, Omitted, StatementRef, ThreadId};

use crate::decision::{Decision, Ruling, Target};
use resolve::Texts;

/// What is shown of what was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// All of it, so that it can be judged again.
    Shown,
    /// Nothing: what is handed on.
    LeftOut,
}

/// A comparison with decisions applied to it, and what was decided about each part.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The comparison.
    pub comparison: Comparison,
    /// What was decided about its parts.
    pub states: BTreeMap<Part, State>,
    /// Decisions that no longer have their words, by their place in the list of decisions.
    pub lost: Vec<usize>,
    /// Decisions that have their words, but the machine no longer finds there what they are about, and that change
    /// nothing therefore.
    pub idle: Vec<usize>,
}

/// A part of a comparison that can be decided about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A statement.
    Statement(StatementRef),
    /// A thread.
    Thread(ThreadId),
    /// A discrepancy.
    Discrepancy(DiscrepancyId),
    /// What an account leaves out, and the account's id.
    Omission(Omitted, String),
    /// An issue, by its label.
    Issue(String),
    /// An account, by its id.
    Account(String),
    /// Someone, by name.
    Actor(String),
    /// All of it.
    Case,
}

/// What was decided about one part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The latest verdict.
    pub verdict: Option<Verdict>,
    /// What was put right, in words: "speaker corrected", "merged".
    pub corrected: Vec<&'static str>,
    /// Every decision about it that stands, by its place in the list of decisions.
    pub decisions: Vec<usize>,
}

/// Whether the machine is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is.
    Accepted,
    /// It is not.
    Rejected,
}

/// Applies decisions, in their order, to what the machine found.
///
/// `hashes` gives each account's hash, in the order of the comparison's accounts. Undone decisions change nothing. An
/// accepted or corrected statement that the machine no longer finds is set up again from its words. Rejected parts
/// count for nothing in the ledger, whether they are shown or not.
pub fn apply(
    comparison: &Comparison,
    hashes: &[String],
    decisions: &[Decision],
    rejected: Rejected,
) -> Applied {
    let mut work = Work {
        texts: Texts::new(comparison, hashes),
        out: Applied {
            comparison: comparison.clone(),
            ..Applied::default()
        },
    };
    let standing: Vec<(usize, &Decision)> = decisions
        .iter()
        .enumerate()
        .filter(|(_, decision)| decision.undone.is_none())
        .collect();
    let of = |wanted: fn(&Decision) -> bool| standing.iter().filter(move |(_, decision)| wanted(decision));
    let is_thread = |d: &Decision| matches!(d.target, Target::Thread { .. });
    let is_statement = |d: &Decision| matches!(d.target, Target::Statement { .. });
    // Statements first, since threads are made of them; names of issues last, since decisions know the machine's.
    for (place, decision) in of(is_statement) {
        work.statement(*place, decision);
    }
    for (place, decision) in of(is_thread) {
        work.thread(*place, decision);
    }
    for (place, decision) in standing.iter().filter(|(_, d)| !is_thread(d) && !is_statement(d)) {
        work.finding(*place, decision);
    }
    work.finish(rejected)
}

/// A comparison that decisions are being applied to.
struct Work<'a> {
    texts: Texts<'a>,
    out: Applied,
}

impl Work<'_> {
    /// Notes a decision down with the part it is about.
    fn note(&mut self, part: Part, place: usize, ruling: &Ruling) {
        let state = self.out.states.entry(part).or_default();
        state.decisions.push(place);
        match ruling {
            Ruling::Accept => state.verdict = Some(Verdict::Accepted),
            Ruling::Reject => state.verdict = Some(Verdict::Rejected),
            _ => {}
        }
        let corrected = match ruling {
            Ruling::Speaker { .. } => "speaker corrected",
            Ruling::Addressee { .. } => "addressee corrected",
            Ruling::Form { .. } => "form corrected",
            Ruling::Words { .. } => "words corrected",
            Ruling::Join { .. } => "merged",
            Ruling::Split { .. } => "split",
            Ruling::Rename { .. } => "renamed",
            Ruling::Accept | Ruling::Reject | Ruling::Note { .. } => return,
        };
        if !state.corrected.contains(&corrected) {
            state.corrected.push(corrected);
        }
    }

    /// Leaves out what was rejected, and finds anew what rests on the rest.
    ///
    /// Positions and figures are counted without what was rejected, whether that is shown or not.
    fn finish(mut self, rejected: Rejected) -> Applied {
        if self.out.states.is_empty() {
            return self.out;
        }
        ledger::draw_again(&mut self.out);
        let mut left = left_of(&self.out);
        count(&mut left);
        match rejected {
            Rejected::LeftOut => self.out.comparison = left,
            Rejected::Shown => {
                self.out.comparison.positions = left.positions;
                self.out.comparison.figures = left.figures;
            }
        }
        self.out
    }
}

impl Applied {
    /// What was decided about a part; nothing, where nothing was.
    pub fn state(&self, part: &Part) -> State {
        self.states.get(part).cloned().unwrap_or_default()
    }

    /// Whether a part was rejected.
    pub fn is_rejected(&self, part: &Part) -> bool {
        self.states
            .get(part)
            .is_some_and(|state| state.verdict == Some(Verdict::Rejected))
    }

    /// Whether a statement was rejected.
    fn is_out(&self, account: &str, statement: rashomon_core::StatementId) -> bool {
        self.is_rejected(&Part::Statement(StatementRef {
            account: account.to_owned(),
            statement,
        }))
    }
}

/// The part that an omission is.
pub fn omission_part(omission: &Omission) -> Part {
    Part::Omission(omission.what.clone(), omission.absent_from.clone())
}

/// The comparison without what was rejected, and without what then refers to nothing.
fn left_of(out: &Applied) -> Comparison {
    let mut comparison = out.comparison.clone();
    for annotated in &mut comparison.accounts {
        let id = &annotated.account.id;
        annotated.statements.retain(|s| !out.is_out(id, s.id));
        let left: Vec<_> = annotated.statements.iter().map(|s| s.id).collect();
        for statement in &mut annotated.statements {
            statement.within = statement.within.filter(|outer| left.contains(outer));
        }
    }
    for thread in &mut comparison.threads {
        thread.members.retain(|m| !out.is_out(&m.account, m.statement));
    }
    comparison
        .threads
        .retain(|thread| thread.members.len() > 1 && !out.is_rejected(&Part::Thread(thread.id)));
    comparison
        .discrepancies
        .retain(|found| !out.is_rejected(&Part::Discrepancy(found.id)));
    let threads: Vec<ThreadId> = comparison.threads.iter().map(|thread| thread.id).collect();
    for found in &mut comparison.discrepancies {
        found.thread = found.thread.filter(|thread| threads.contains(thread));
    }
    comparison.omissions.retain(|omission| {
        let is_out = match &omission.what {
            Omitted::Statement(reference) => out.is_out(&reference.account, reference.statement),
            Omitted::Issue(issue) => out.is_rejected(&Part::Issue(issue.clone())),
        };
        !is_out && !out.is_rejected(&omission_part(omission))
    });
    let is_out = |issue: &String| out.is_rejected(&Part::Issue(issue.clone()));
    comparison.ledger.issues.retain(|issue| !is_out(issue));
    comparison.ledger.cells.retain(|cell| !is_out(&cell.issue));
    comparison
}
