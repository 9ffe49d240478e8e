//! Denied in one account, affirmed in another.
//!
//! What a clause denies is compared, without the denial, with what other accounts affirm.

use super::super::clauses::Clause;
use super::super::likeness::overlap;
use super::super::material::Material;
use super::{Finding, cited};
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;

/// What the share of common words counts beside the cosine.
const OVERLAP_COUNTS: f32 = 0.3;

/// Least likeness of what is denied and what is affirmed.
const LEAST: f32 = 0.7;

/// Least weight of the words besides names that both have.
const LEAST_SHARED: f32 = 0.6;

/// Finds for each denial the clause of each other account that comes nearest to what is denied.
///
/// An account that denies it as well is not contradicted, whatever else it reports.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    for denied in material.clauses.iter().filter(|clause| clause.denied) {
        for account in 0..material.accounts.len() {
            if material.copies.same_text(account, denied.account) {
                continue;
            }
            let clauses = material.clauses_of(account).iter();
            let scored = clauses.map(|clause| (likeness(material, denied, clause), clause));
            let Some((score, nearest)) =
                scored.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.span.cmp(&x.1.span)))
            else {
                continue;
            };
            if !nearest.denied && score >= LEAST && shared_in_scope(material, denied, nearest) >= LEAST_SHARED
            {
                out.push(finding(material, denied, nearest, score));
            }
        }
    }
}

fn likeness(material: &Material<'_>, a: &Clause, b: &Clause) -> f32 {
    let near = cosine(material.vector(a.vector), material.vector(b.vector));
    near + OVERLAP_COUNTS * overlap(&a.bag, &b.bag).0
}

/// Weight of the words besides names that the denial is about and the other clause has.
fn shared_in_scope(material: &Material<'_>, denied: &Clause, affirmed: &Clause) -> f32 {
    let terms = material.terms_of(denied.account, denied.span);
    let plain = denied.bag.iter().filter(|(id, _)| {
        denied.scope.contains(id)
            && affirmed.bag.iter().any(|(other, _)| other == id)
            && terms.iter().all(|t| t.id != *id || !t.named)
    });
    plain.map(|(_, weight)| weight).sum()
}

fn finding(material: &Material<'_>, denied: &Clause, affirmed: &Clause, score: f32) -> Finding {
    let words = |clause: &Clause| cited(material.text(clause.account), clause.span);
    Finding {
        kind: DiscrepancyKind::Polarity,
        strand: None,
        why: format!("One account has {}, another {}.", words(denied), words(affirmed)),
        sides: [(denied.account, denied.span), (affirmed.account, affirmed.span)],
        confidence: (0.15 + 0.5 * score).min(0.95),
    }
}
