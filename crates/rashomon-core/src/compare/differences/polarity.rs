//! Said in one account, denied in another.

use super::super::material::Material;
use super::super::terms::{Term, is_denial, is_negator};
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// How many words after a negator may be what it denies.
const REACH: usize = 3;

/// Stems of words that say how the will stands to what follows them.
const READY: &[&str] = &[
    "open", "readi", "will", "prepar", "abl", "able", "want", "wish", "need", "intend", "subject", "plan",
];

/// Least likeness of two pieces one of which denies; paraphrases shift denials about.
const LEAST_OVERLAP: f32 = 0.55;

/// Finds a word that one side denies and the other affirms, in pieces that otherwise say the same.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    if pair.overlap < LEAST_OVERLAP || pair.probability < 0.6 {
        return;
    }
    for (a, b) in [(pair.a, pair.b), (pair.b, pair.a)] {
        let (denying, affirming) = (material.piece_terms(a), material.piece_terms(b));
        if denying.iter().filter(|t| is_denial(t)).count() != 1 || affirming.iter().any(is_denial) {
            continue;
        }
        let Some((words, said)) = contradiction(denying, affirming) else {
            continue;
        };
        let cite = |account, span| cited(material.text(account), span);
        out.push(Finding {
            kind: DiscrepancyKind::Polarity,
            strand: pair.strand,
            why: format!(
                "One account has {}, another affirms {}.",
                cite(a.account, words),
                cite(b.account, said)
            ),
            sides: [(a.account, words), (b.account, said)],
            confidence: 0.2 + 0.4 * pair.probability,
        });
    }
}

/// The denial with the word denied, and the same word where it is affirmed.
fn contradiction(denying: &[Term], affirming: &[Term]) -> Option<(Span, Span)> {
    let at = denying.iter().position(is_negator)?;
    // "not open to talks": the word denied need not be the first one.
    let mut reach = denying[at + 1..].iter().take(REACH).filter(|t| t.tells());
    let denied = reach.find(|t| !READY.contains(&t.key.as_str()))?;
    let said = affirming.iter().find(|t| t.id == denied.id)?;
    Some((denying[at].span.cover(denied.span), said.span))
}
