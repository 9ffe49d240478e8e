//! An account with everything found in it.

use serde::{Deserialize, Serialize};

use crate::account::{Account, Warning};
use crate::actor::{Actor, ActorId};
use crate::event::{Event, Issue, IssueId, Quantity, Time, TimeId};
use crate::statement::{Statement, StatementId};
use crate::voice::Voices;

/// An account with everything found in it: what `rashomon read` prints, one a line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotated {
    /// Always [`crate::SCHEMA`].
    pub schema: String,
    /// The text and where it came from.
    pub account: Account,
    /// What a reader should know about how it was read.
    pub warnings: Vec<Warning>,
    /// Who is named.
    pub actors: Vec<Actor>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// What about.
    pub issues: Vec<Issue>,
    /// What is said to have taken place.
    pub events: Vec<Event>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Amounts.
    pub quantities: Vec<Quantity>,
    /// Which sentences are on somebody's word, which are reported as fact, and which are the writer's own.
    #[serde(default)]
    pub voices: Voices,
}

impl Annotated {
    /// The actor with this id, if the account has it.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// The statement with this id, if the account has it.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The issue with this id, if the account has it.
    pub fn issue(&self, id: IssueId) -> Option<&Issue> {
        self.issues.iter().find(|issue| issue.id == id)
    }

    /// The time expression with this id, if the account has it.
    pub fn time(&self, id: TimeId) -> Option<&Time> {
        self.times.iter().find(|time| time.id == id)
    }
}
