//! Decisions about statements.

use rashomon_core::comparison::StatementRef;
use rashomon_core::{Act, Form, Polarity, Record, Sourcing, Span, Statement, StatementId, Voucher};

use super::people::actor_named;
use super::resolve::{Led, overlap};
use super::{Part, Work};
use crate::decision::{Decision, Ruling, Seen, Target};

impl Work<'_> {
    /// Applies a decision about a statement.
    pub(super) fn statement(&mut self, place: usize, decision: &Decision) {
        let Target::Statement { words } = &decision.target else {
            return;
        };
        let reference = match self.texts.statement(words) {
            Led::Statement(reference) => reference,
            Led::Nowhere => return self.out.lost.push(place),
            Led::Words(account, spans) => match self.set_up(account, &spans, decision) {
                Some(reference) => reference,
                None => return self.out.idle.push(place),
            },
        };
        if !self.correct(&reference, &decision.ruling) {
            return self.out.lost.push(place);
        }
        self.note(Part::Statement(reference), place, &decision.ruling);
    }

    /// Applies a correction; `false` when its words are not there.
    fn correct(&mut self, reference: &StatementRef, ruling: &Ruling) -> bool {
        let comparison = &mut self.out.comparison;
        let accounts = &comparison.accounts;
        let Some(place) = accounts.iter().position(|a| a.account.id == reference.account) else {
            return false;
        };
        match ruling {
            Ruling::Speaker { name } => {
                let speaker = actor_named(comparison, place, name);
                let is_outlet = speaker.is_none();
                change(comparison, place, reference.statement, |statement| {
                    statement.speaker = speaker;
                    if is_outlet {
                        statement.source.clear();
                    }
                });
            }
            Ruling::Addressee { names } => {
                let addressee: Vec<_> = names
                    .iter()
                    .filter_map(|name| actor_named(comparison, place, name))
                    .collect();
                change(comparison, place, reference.statement, |s| {
                    s.addressee = addressee
                });
            }
            Ruling::Form { form } => change(comparison, place, reference.statement, |s| s.form = *form),
            Ruling::Words { words } => {
                let Some((_, spans)) = self.texts.spans(words).filter(|(found, _)| *found == place) else {
                    return false;
                };
                change(comparison, place, reference.statement, |s| s.content = spans);
            }
            _ => {}
        }
        true
    }

    /// Sets up a statement that a person saw and the machine does not; `None` when the decision asks for none.
    fn set_up(&mut self, place: usize, spans: &[Span], decision: &Decision) -> Option<StatementRef> {
        // A person's earlier decision may have set it up already.
        let annotated = &self.out.comparison.accounts[place];
        let by_person = annotated.statements.iter().filter(|s| s.by == BY_PERSON);
        let known = by_person
            .filter(|s| overlap(&s.content, spans) >= 0.5)
            .map(|s| s.id)
            .next();
        let account = annotated.account.id.clone();
        if let Some(statement) = known {
            return Some(StatementRef { account, statement });
        }
        if matches!(decision.ruling, Ruling::Reject | Ruling::Note { .. }) {
            return None;
        }
        let seen = decision.seen.clone().unwrap_or_default();
        let speaker = seen
            .speaker
            .as_deref()
            .and_then(|name| actor_named(&mut self.out.comparison, place, name));
        let spans_of = |words: &[crate::Anchor]| {
            self.texts
                .spans(words)
                .map(|(_, spans)| spans)
                .unwrap_or_default()
        };
        let (cue, source) = (spans_of(&seen.cue), spans_of(&seen.source));
        let annotated = &mut self.out.comparison.accounts[place];
        let next = annotated.statements.iter().map(|s| s.id.0 + 1).max();
        let statement = StatementId(next.unwrap_or(1));
        annotated.statements.push(Statement {
            cue,
            source,
            ..set_up_from(statement, spans, &seen, speaker)
        });
        Some(StatementRef { account, statement })
    }
}

/// Who found a statement that was set up from a person's decision.
const BY_PERSON: &str = "a person";

fn set_up_from(
    id: StatementId,
    spans: &[Span],
    seen: &Seen,
    speaker: Option<rashomon_core::ActorId>,
) -> Statement {
    Statement {
        id,
        form: seen.form.unwrap_or(Form::Indirect),
        content: spans.to_vec(),
        cue: Vec::new(),
        source: Vec::new(),
        speaker,
        on_behalf_of: None,
        within: None,
        sourcing: if speaker.is_some() {
            Sourcing::Named
        } else {
            Sourcing::Unnamed
        },
        record: Record::On,
        channel: None,
        addressee: Vec::new(),
        act: Act::Statement,
        polarity: Polarity::Affirmed,
        issues: Vec::new(),
        said_at: None,
        setting: Vec::new(),
        voucher: Voucher::Outlet,
        confidence: 1.0,
        by: BY_PERSON.to_owned(),
    }
}

fn change(
    comparison: &mut rashomon_core::Comparison,
    place: usize,
    id: StatementId,
    how: impl FnOnce(&mut Statement),
) {
    let mut statements = comparison.accounts[place].statements.iter_mut();
    if let Some(statement) = statements.find(|statement| statement.id == id) {
        how(statement);
    }
}
