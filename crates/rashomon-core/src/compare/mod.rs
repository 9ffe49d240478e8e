//! Several annotated accounts side by side: who is the same, what is the same, what differs, what is missing.

mod align;
mod claims;
mod clauses;
mod copies;
mod differences;
mod events;
mod figures;
mod identities;
mod ledger;
mod likeness;
mod material;
mod omissions;
pub mod pairs;
mod pieces;
mod positions;
mod recurrent;
mod relations;
mod rows;
mod scorer;
mod terms;
mod threads;
mod timeline;
mod voices;
mod witnesses;

use crate::SCHEMA;
use crate::annotated::Annotated;
use crate::comparison::{Comparison, Figures};
use crate::encode::EncodeError;
use crate::models::Models;
pub use ledger::cell_state;
use material::Material;
pub(crate) use terms::stem;
use witnesses::Witnesses;

/// Compares accounts of one event.
///
/// The result does not depend on the order of the accounts, except that [`Comparison::accounts`] keeps it.
/// Speeches of several claims are cut into these, so the result's accounts may have more statements than
/// those that were given. Accounts in a language that is not analysed take part in nothing. Ids of accounts must be unique.
///
/// # Errors
/// Those of the sentence encoder.
pub fn compare(mut accounts: Vec<Annotated>, models: &Models) -> Result<Comparison, EncodeError> {
    omissions::warn_of_breaks(&mut accounts);
    claims::cut_into_claims(&mut accounts, models);
    let mut sorted = accounts.clone();
    sorted.sort_by(|a, b| a.account.id.cmp(&b.account.id));
    let material = Material::prepare(&sorted, models)?;
    let woven = threads::weave(&material, models)?;
    let discrepancies = differences::find_discrepancies(&material, &woven, models)?;
    let ledger = ledger::draw_ledger(&material, &woven, &discrepancies);
    let events = events::find_common_events(&material);
    let copies = material.copies.groups();
    let ids = |group: &Vec<usize>| group.iter().map(|&a| material.id(a).to_owned()).collect();
    let mut comparison = Comparison {
        schema: SCHEMA.to_owned(),
        copies: copies.iter().map(ids).collect(),
        omissions: omissions::find_omissions(&material, &woven, &discrepancies, &ledger),
        positions: Vec::new(),
        timeline: timeline::find_moments(&material, &events),
        figures: Figures::default(),
        events,
        identities: material.identities.all.clone(),
        threads: woven.threads,
        discrepancies,
        ledger,
        accounts,
    };
    count(&mut comparison);
    Ok(comparison)
}

/// Finds positions and figures from the rest of a comparison, also after a person has changed something in it.
pub fn count(comparison: &mut Comparison) {
    let witnesses = Witnesses::of(comparison);
    let positions = positions::find_positions(&witnesses, &comparison.ledger, &comparison.discrepancies);
    let figures = voices::find_figures(&witnesses, &comparison.threads);
    comparison.positions = positions;
    comparison.figures = figures;
}

#[cfg(test)]
pub(crate) mod fixtures;

#[cfg(test)]
#[path = "invariants_tests.rs"]
mod invariants;
