//! The accounts as witnesses: who is who in them, and which are copies of one text.

use std::collections::BTreeMap;

use crate::actor::ActorId;
use crate::annotated::Annotated;
use crate::comparison::{Comparison, Identity, IdentityId};

/// What positions and figures rest on; made of a comparison's own parts, so that they can be found anew when a
/// person has changed some of them.
pub(crate) struct Witnesses<'a> {
    /// Sorted by id.
    pub accounts: Vec<&'a Annotated>,
    identities: &'a [Identity],
    of_actor: BTreeMap<(&'a str, ActorId), usize>,
    /// For each account the first account with the same text.
    first: Vec<usize>,
}

impl<'a> Witnesses<'a> {
    /// The witnesses of a comparison whose accounts, identities and copies are known.
    pub fn of(comparison: &'a Comparison) -> Self {
        let mut accounts: Vec<&Annotated> = comparison.accounts.iter().collect();
        accounts.sort_by(|a, b| a.account.id.cmp(&b.account.id));
        let place: BTreeMap<&str, usize> = accounts
            .iter()
            .enumerate()
            .map(|(place, annotated)| (annotated.account.id.as_str(), place))
            .collect();
        let mut first: Vec<usize> = (0..accounts.len()).collect();
        for group in &comparison.copies {
            let places: Vec<usize> = group
                .iter()
                .filter_map(|id| place.get(id.as_str()).copied())
                .collect();
            for &member in &places {
                first[member] = places.iter().copied().min().unwrap_or(member);
            }
        }
        let of_actor = comparison
            .identities
            .iter()
            .enumerate()
            .flat_map(|(who, identity)| {
                let actors = identity.actors.iter();
                actors.map(move |(account, actor)| ((account.as_str(), *actor), who))
            });
        Self {
            accounts,
            identities: &comparison.identities,
            of_actor: of_actor.collect(),
            first,
        }
    }

    /// The account's id.
    pub fn id(&self, account: usize) -> &'a str {
        &self.accounts[account].account.id
    }

    /// Places of the accounts by id.
    pub fn places(&self) -> BTreeMap<&'a str, usize> {
        (0..self.accounts.len())
            .map(|account| (self.id(account), account))
            .collect()
    }

    /// The identity of an actor of an account, by its place among the identities.
    pub fn identity(&self, account: usize, actor: ActorId) -> Option<usize> {
        self.of_actor.get(&(self.id(account), actor)).copied()
    }

    /// The id of an identity.
    pub fn identity_id(&self, who: usize) -> IdentityId {
        self.identities[who].id
    }

    /// The number that an account shares with its copies.
    pub fn group(&self, account: usize) -> usize {
        self.first[account]
    }

    /// Accounts that are no copies of an earlier one.
    pub fn originals(&self) -> impl Iterator<Item = (usize, &'a Annotated)> {
        let accounts = self.accounts.iter().copied().enumerate();
        accounts.filter(|(account, _)| self.first[*account] == *account)
    }
}
