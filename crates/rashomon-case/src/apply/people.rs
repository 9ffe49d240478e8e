//! Names that people gave, as actors of an account and identities of the comparison.

use rashomon_core::comparison::{Identity, IdentityId};
use rashomon_core::{Actor, ActorId, ActorKind, Comparison};

/// The actor of an account with this name; a new one when the account has none. `None` for an empty name.
pub(super) fn actor_named(comparison: &mut Comparison, place: usize, name: &str) -> Option<ActorId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let is_same = |other: &str| other.to_lowercase() == name.to_lowercase();
    let account = comparison.accounts[place].account.id.clone();
    let by_identity = comparison
        .identities
        .iter()
        .filter(|identity| is_same(&identity.name))
        .flat_map(|identity| &identity.actors)
        .find(|(of, _)| *of == account)
        .map(|(_, actor)| *actor);
    let actors = &mut comparison.accounts[place].actors;
    let by_name = actors
        .iter()
        .find(|actor| is_same(&actor.name))
        .map(|actor| actor.id);
    if let Some(known) = by_identity.or(by_name) {
        return Some(known);
    }
    let id = ActorId(
        actors
            .iter()
            .map(|actor| actor.id.0 + 1)
            .max()
            .unwrap_or_default(),
    );
    actors.push(Actor {
        id,
        name: name.to_owned(),
        kind: ActorKind::Person,
        roles: Vec::new(),
        side: None,
        mentions: Vec::new(),
    });
    match comparison
        .identities
        .iter_mut()
        .find(|identity| is_same(&identity.name))
    {
        Some(identity) => identity.actors.push((account, id)),
        None => {
            let next = comparison
                .identities
                .iter()
                .map(|identity| identity.id.0 + 1)
                .max();
            comparison.identities.push(Identity {
                id: IdentityId(next.unwrap_or_default()),
                name: name.to_owned(),
                actors: vec![(account, id)],
            });
        }
    }
    Some(id)
}
