//! What someone who works on a comparison adds to its parts.

use maud::{Markup, html};
use rashomon_core::comparison::{Discrepancy, Omission, Thread};

use crate::index::Said;

/// Adds to the parts of a comparison what can be done with them, and what was; a report adds nothing.
pub trait Desk {
    /// Below the note on a statement.
    fn statement(&self, _said: &Said<'_>) -> Markup {
        html! {}
    }

    /// The style of a statement's words, besides its own; empty for none.
    fn class(&self, _said: &Said<'_>) -> &'static str {
        ""
    }

    /// Below a thread.
    fn thread(&self, _thread: &Thread) -> Markup {
        html! {}
    }

    /// Below one wording of a thread.
    fn member(&self, _thread: &Thread, _said: &Said<'_>) -> Markup {
        html! {}
    }

    /// Below a discrepancy.
    fn discrepancy(&self, _discrepancy: &Discrepancy) -> Markup {
        html! {}
    }

    /// Below what an account leaves out.
    fn omission(&self, _omission: &Omission) -> Markup {
        html! {}
    }

    /// Below the name of a row of the ledger.
    fn issue(&self, _issue: &str) -> Markup {
        html! {}
    }
}

/// Adds nothing.
pub struct NoDesk;

impl Desk for NoDesk {}
