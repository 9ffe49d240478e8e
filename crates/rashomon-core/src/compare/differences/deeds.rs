//! Done in one account, not done in another.

use std::collections::BTreeSet;

use super::super::likeness::overlap;
use super::super::material::{Material, Passage};
use super::super::terms::{Term, is_denial, is_negator};
use super::discussed::DEALING;
use super::occasions::{Families, people_in};
use super::{Finding, cited, verbs};
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;
use crate::span::Span;

/// How many words before a verb may deny it ("not one vessel was stopped").
const REACH: usize = 4;

/// Negators that stand before a verb in the past.
const WHOLLY: &[&str] = &["never", "nobody", "none", "nor"];

/// Verbs so common that two sentences with one need not speak of one deed.
const LEAST_WEIGHT: f32 = 0.45;

/// Least cosine of the two sentences, and least weight of the words that they share besides the verb.
const LEAST_COSINE: f32 = 0.3;
const LEAST_SHARED: f32 = 0.4;

/// Cosine from which a sentence with no telling word but the verb speaks of the same deed.
const NEAR: f32 = 0.5;

/// Words before a verb that leave open whether the deed was done.
const OPEN: &[&str] = &[
    "if", "whether", "would", "could", "may", "might", "should", "to", "will", "unless", "until",
];

/// Words that make what follows somebody's charge.
const CHARGES: &[&str] = &["accus", "alleg", "deni", "claim", "charg", "suspicion", "suspect"];

struct Deed {
    account: usize,
    passage: usize,
    /// What the verb is compared by, whatever its form.
    verb: String,
    id: u32,
    weight: f32,
    span: Span,
    people: BTreeSet<usize>,
}

/// Finds verbs in the past that one account denies and another affirms of what seems the same deed.
///
/// Denied are only verbs with a word before them that denies; of irregular verbs the commoner are known.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    let families = Families::of(material);
    let (mut denied, mut done) = (Vec::new(), Vec::new());
    for (nth, passage) in material.passages.iter().enumerate() {
        let people: BTreeSet<usize> = people_in(material, &families, passage)
            .into_iter()
            .map(|(who, _)| who)
            .collect();
        let terms = material.passage_terms(passage);
        for at in 0..terms.len() {
            let Some((span, is_denied)) = verb_at(material, passage, terms, at) else {
                continue;
            };
            let verb = verbs::deed(material.text(passage.account), terms, at);
            let deed = Deed {
                account: passage.account,
                passage: nth,
                verb,
                id: terms[at].id,
                weight: terms[at].weight,
                span,
                people: people.clone(),
            };
            if is_denied {
                denied.push(deed)
            } else {
                done.push(deed)
            }
        }
    }
    for no in &denied {
        for yes in done.iter().filter(|yes| yes.verb == no.verb) {
            if no.account != yes.account
                && !material.copies.same_text(no.account, yes.account)
                && one_deed(material, no, yes)
            {
                out.push(finding(material, no, yes));
            }
        }
    }
}

/// The verb that stands here with what denies it, and whether it is denied; `None` for anything else.
fn verb_at(material: &Material<'_>, passage: &Passage, terms: &[Term], at: usize) -> Option<(Span, bool)> {
    let text = material.text(passage.account);
    let word = terms[at].span.of(text);
    // What was discussed and what not is looked at by topic.
    let dealing = DEALING.contains(&terms[at].key.as_str());
    let light = terms[at].weight < LEAST_WEIGHT && !verbs::leaves(text, terms, at);
    if light || dealing || !word.starts_with(char::is_lowercase) {
        return None;
    }
    let before = &terms[at.saturating_sub(REACH)..at];
    let same_clause =
        |t: &&Term| !text[t.span.end..terms[at].span.start].contains([',', ';', ':', '.', '”', '"']);
    let negator = before.iter().filter(same_clause).find(|t| is_negator(t));
    let auxiliary = |t: &Term| {
        matches!(
            t.span.of(text).to_ascii_lowercase().as_str(),
            "did" | "didn" | "was" | "were" | "had" | "has" | "have" | "been"
        )
    };
    if let Some(negator) = negator {
        let first = before
            .iter()
            .find(|t| auxiliary(t) && t.span.start < negator.span.start)
            .unwrap_or(negator);
        // "never left": no auxiliary is needed.
        let never = WHOLLY.contains(&negator.key.as_str()) && verbs::is_past(word);
        return (never || before.iter().any(auxiliary)).then(|| (first.span.cover(terms[at].span), true));
    }
    let all = &terms[..at];
    let open = before.iter().any(|t| OPEN.contains(&t.span.of(text)))
        || all.iter().any(|t| CHARGES.contains(&t.key.as_str()))
        || terms.iter().any(is_denial);
    (verbs::is_past(word) && !open).then_some((terms[at].span, false))
}

fn one_deed(material: &Material<'_>, no: &Deed, yes: &Deed) -> bool {
    let (a, b) = (&material.passages[no.passage], &material.passages[yes.passage]);
    let near = cosine(material.passage_vector(a), material.passage_vector(b));
    if near < LEAST_COSINE {
        return false;
    }
    // "He signed.": a sentence of one word of weight has nothing else to share.
    if near >= NEAR && b.bag.len() == 1 {
        return true;
    }
    let besides = overlap(&a.bag, &b.bag).1 - if no.id == yes.id { no.weight } else { 0.0 };
    besides >= LEAST_SHARED || no.people.intersection(&yes.people).next().is_some()
}

fn finding(material: &Material<'_>, no: &Deed, yes: &Deed) -> Finding {
    Finding {
        kind: DiscrepancyKind::Polarity,
        strand: None,
        why: format!(
            "One account says {}, another {}.",
            cited(material.text(no.account), no.span),
            cited(material.text(yes.account), yes.span)
        ),
        sides: [(no.account, no.span), (yes.account, yes.span)],
        confidence: 0.55,
    }
}
