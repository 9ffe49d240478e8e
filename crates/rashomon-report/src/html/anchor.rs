//! Names of places in the page.

use std::collections::BTreeSet;

use rashomon_core::comparison::{CommonEventId, DiscrepancyId, ThreadId};
use rashomon_core::{Comparison, Span, StatementId};

use crate::index::Said;

/// Where the parts of a comparison are shown, and so where links to them lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All on one page.
    OneFile,
    /// Each on a page of its own: `/account/NAME`, `/thread/ID`, `/discrepancy/ID`; events together on `/events`.
    Site,
}

/// Makes the `id` of everything that can be linked to, and the links to it.
///
/// Account ids may hold any character, so each gets a plain name of its own.
pub struct Anchors {
    names: Vec<String>,
    layout: Layout,
}

impl Anchors {
    /// Chooses a plain name for each account: its id where that is unique and plain.
    pub fn new(comparison: &Comparison, layout: Layout) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = Vec::new();
        for (place, annotated) in comparison.accounts.iter().enumerate() {
            let plain = plain(&annotated.account.id);
            let mut name = if plain.is_empty() {
                (place + 1).to_string()
            } else {
                plain.clone()
            };
            let mut again = 2;
            while !taken.insert(name.clone()) {
                name = format!("{plain}-{again}");
                again += 1;
            }
            names.push(name);
        }
        Self { names, layout }
    }

    /// The plain name of the account at this place.
    pub fn name(&self, place: usize) -> &str {
        &self.names[place]
    }

    /// Of an account.
    pub fn account(&self, place: usize) -> String {
        format!("account-{}", self.names[place])
    }

    /// Of a statement's words in its account.
    pub fn statement(&self, place: usize, id: StatementId) -> String {
        format!("a-{}-{id}", self.names[place])
    }

    /// Of the note on a statement.
    pub fn note(&self, place: usize, id: StatementId) -> String {
        format!("n-{}-{id}", self.names[place])
    }

    /// Of any other words of an account.
    pub fn passage(&self, place: usize, span: Span) -> String {
        format!("w-{}-{}-{}", self.names[place], span.start, span.end)
    }

    /// The place of the account with this plain name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name)
    }

    /// A link to a statement's words.
    pub fn to(&self, said: &Said<'_>) -> String {
        self.within(said.place, &self.statement(said.place, said.statement.id))
    }

    /// A link to other words of an account.
    pub fn to_passage(&self, place: usize, span: Span) -> String {
        self.within(place, &self.passage(place, span))
    }

    /// A link to an account.
    pub fn to_account(&self, place: usize) -> String {
        match self.layout {
            Layout::OneFile => format!("#{}", self.account(place)),
            Layout::Site => format!("/account/{}", self.names[place]),
        }
    }

    /// A link to a thread.
    pub fn to_thread(&self, id: ThreadId) -> String {
        self.own_page("thread", &id.to_string())
    }

    /// A link to a discrepancy.
    pub fn to_discrepancy(&self, id: DiscrepancyId) -> String {
        self.own_page("discrepancy", &id.to_string())
    }

    /// A link to an event that several accounts may tell of.
    pub fn to_event(&self, id: CommonEventId) -> String {
        match self.layout {
            Layout::OneFile => format!("#{id}"),
            Layout::Site => format!("/events#{id}"),
        }
    }

    fn within(&self, place: usize, anchor: &str) -> String {
        match self.layout {
            Layout::OneFile => format!("#{anchor}"),
            Layout::Site => format!("/account/{}#{anchor}", self.names[place]),
        }
    }

    fn own_page(&self, kind: &str, id: &str) -> String {
        match self.layout {
            Layout::OneFile => format!("#{id}"),
            Layout::Site => format!("/{kind}/{id}"),
        }
    }
}

/// Lower case ASCII letters and digits with single hyphens for everything else, at most 40 of them.
fn plain(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars().take(40) {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon_core::{Account, Annotated};

    #[test]
    fn names_are_plain_and_unique() {
        let ids = ["Read out", "read-out", "\"><script>", "Лента", "read-out-2"];
        let account = |id: &&str| Account {
            id: id.to_string(),
            ..Account::default()
        };
        let annotated = |id| Annotated {
            account: account(id),
            ..Annotated::default()
        };
        let accounts = ids.iter().map(annotated).collect();
        let comparison = Comparison {
            accounts,
            ..Comparison::default()
        };
        let anchors = Anchors::new(&comparison, Layout::OneFile);
        assert_eq!(
            anchors.names,
            ["read-out", "read-out-2", "script", "4", "read-out-2-2"]
        );
    }
}
