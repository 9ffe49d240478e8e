//! The same quotation in other words.

use std::ops::Range;

use super::super::align::{Gap, gaps};
use super::super::material::Material;
use super::super::terms::Term;
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Share of a piece's words that must stand in quotation marks.
const QUOTED: f32 = 0.7;

/// Least weight of the telling words on each side.
const LEAST_WEIGHT: f32 = 1.2;

/// The same in quotations that share nearly everything else, and what counts as that.
const LEAST_IN_ALIKE: f32 = 0.6;
const NEARLY_ALL: f32 = 0.75;

/// Longest stretch, in words, that counts as one replaced by another.
const LONGEST: usize = 9;

/// Least likeness of two quotations whose first or last words are compared as well.
const EDGES: f32 = 0.4;

/// Longest quotation, in words, that is given as a whole, and least likeness of two of them.
const LONGEST_WHOLE: usize = 14;
const SURELY_ONE: f32 = 0.5;

/// Finds the heaviest replacement between two quotations; paraphrases have words of their own anyway.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let (a, b) = (material.piece_terms(pair.a), material.piece_terms(pair.b));
    if quoted_share(a) < QUOTED || quoted_share(b) < QUOTED || pair.overlap < 0.25 {
        return;
    }
    let same = pair.overlap >= EDGES;
    let least = if pair.overlap >= NEARLY_ALL {
        LEAST_IN_ALIKE
    } else {
        LEAST_WEIGHT
    };
    let heaviest = gaps(a, b)
        .into_iter()
        .filter_map(|gap| at_edge(gap, (a, b), same, (material, pair)))
        .filter(|gap| gap.a.len() <= LONGEST && gap.b.len() <= LONGEST)
        .filter_map(|gap| {
            let (left, right) = (&a[gap.a.clone()], &b[gap.b.clone()]);
            let weight = own_weight(left, right).min(own_weight(right, left));
            (weight >= least).then_some((weight, gap))
        })
        .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.a.start.cmp(&x.1.a.start)));
    let replaced = heaviest.and_then(|(weight, gap)| Some((weight, extent(&a[gap.a])?, extent(&b[gap.b])?)));
    let Some((weight, left, right)) = replaced.or_else(|| as_wholes(pair, a, b)) else {
        return;
    };
    let text = |account| material.text(account);
    out.push(Finding {
        kind: DiscrepancyKind::Wording,
        strand: pair.strand,
        why: format!(
            "The same quotation is worded {} in one account and {} in another.",
            cited(text(pair.a.account), left),
            cited(text(pair.b.account), right)
        ),
        sides: [(pair.a.account, left), (pair.b.account, right)],
        confidence: (0.35 + 0.35 * pair.probability + 0.05 * weight).min(0.9),
    });
}

/// Two short quotations that are surely one, where no single stretch is replaced by another: as wholes.
fn as_wholes(pair: Pair<'_>, a: &[Term], b: &[Term]) -> Option<(f32, Span, Span)> {
    let own = own_weight(a, b) + own_weight(b, a);
    let short = a.len().max(b.len()) <= LONGEST_WHOLE;
    let sure = short && pair.probability >= SURELY_ONE && own > 0.0;
    let whole = sure && quoted_share(a).min(quoted_share(b)) >= 1.0;
    whole.then_some((own, pair.a.span, pair.b.span))
}

/// A gap between two words that both sides have, or one at the edge of quotations that are alike enough; at
/// the end it goes no further than the clause.
fn at_edge(gap: Gap, terms: (&[Term], &[Term]), same: bool, of: (&Material<'_>, Pair<'_>)) -> Option<Gap> {
    if gap.after_match && gap.before_match {
        return Some(gap);
    }
    let (material, pair) = of;
    let (a, b) = (
        clause(terms.0, &gap.a, material.text(pair.a.account)),
        clause(terms.1, &gap.b, material.text(pair.b.account)),
    );
    match (gap.after_match, gap.before_match) {
        (false, true) => (same && gap.a.start == 0 && gap.b.start == 0).then_some(gap),
        (true, false) => same.then_some(Gap { a, b, ..gap }),
        _ => None,
    }
}

/// The range up to the first mark between its words.
fn clause(terms: &[Term], range: &Range<usize>, text: &str) -> Range<usize> {
    let ends = |at: &usize| {
        let after = &text[terms[*at].span.end..];
        after.starts_with([',', ';', ':', '.', '!', '?', '”', '"', '—'])
    };
    let last = range.clone().find(ends).map_or(range.end, |at| at + 1);
    range.start..last
}

fn quoted_share(terms: &[Term]) -> f32 {
    terms.iter().filter(|t| t.quoted).count() as f32 / terms.len().max(1) as f32
}

/// Weight of the words that the other side does not have.
fn own_weight(terms: &[Term], other: &[Term]) -> f32 {
    terms
        .iter()
        .filter(|t| other.iter().all(|o| o.id != t.id))
        .map(|t| t.weight)
        .sum()
}

/// From the first telling word to the last.
fn extent(terms: &[Term]) -> Option<Span> {
    let first = terms.iter().find(|t| t.tells())?;
    let last = terms.iter().rfind(|t| t.tells())?;
    Some(first.span.cover(last.span))
}
