//! A question answered with no, where another account affirms what was asked.

use std::sync::LazyLock;

use regex::Regex;

use super::super::material::{Material, Passage};
use super::super::terms::is_denial;
use super::related::shared_words;
use super::{Finding, cited};
use crate::account::BlockKind;
use crate::comparison::DiscrepancyKind;
use crate::encode::cosine;

/// A question that is answered with yes or no.
static YES_OR_NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[:,.]\s+|\b(?:and|but|so|sir|minister|madam)\s+)(?:is|are|was|were|do|does|did|has|have|had|will|can|could)\b[^?]*\?$")
        .expect("a fixed pattern")
});

/// An answer that is nothing but a no.
static NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:no|never|not at all|not once|absolutely not|certainly not|of course not|(?:that|this|it)(?:\s+is|['’]s|\s+was)\s+(?:not\s+(?:true|so|the case)|nonsense|false|untrue|wrong|invented|a lie))\b")
        .expect("a fixed pattern")
});

/// Most words of an answer that is nothing but a no.
const LONGEST_NO: usize = 7;

/// Least cosine of the question and what another account affirms, and least weight of what they share.
const LEAST_COSINE: f32 = 0.42;
const LEAST_SHARED: f32 = 0.8;

/// A question and the no that it was answered with.
struct Denied<'m> {
    question: &'m Passage,
    answer: &'m Passage,
}

/// Finds what one account has denied in answer to a question and another affirms: the sentence of each other
/// account that comes nearest to the question.
pub(super) fn find(material: &Material<'_>, out: &mut Vec<Finding>) {
    for denied in denied_in(material) {
        for account in 0..material.accounts.len() {
            if material.copies.same_text(account, denied.question.account) {
                continue;
            }
            let nearest = material.passages[material.passages_of(account)]
                .iter()
                .filter(|passage| affirms(material, passage))
                .map(|passage| (near(material, denied.question, passage), passage))
                .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.span.cmp(&x.1.span)));
            let Some((cosine, passage)) = nearest else {
                continue;
            };
            let shared: f32 = shared_words(material, denied.question, passage)
                .iter()
                .map(|t| t.weight)
                .sum();
            if cosine >= LEAST_COSINE && shared >= LEAST_SHARED {
                out.push(finding(material, &denied, passage, cosine));
            }
        }
    }
}

fn near(material: &Material<'_>, a: &Passage, b: &Passage) -> f32 {
    cosine(material.passage_vector(a), material.passage_vector(b))
}

fn affirms(material: &Material<'_>, passage: &Passage) -> bool {
    let text = passage.span.of(material.text(passage.account)).trim_end();
    let whole = text.ends_with(['.', '”', '"', '’', '!']);
    whole && !material.passage_terms(passage).iter().any(is_denial)
}

/// Questions that end a speaking turn, with the no that begins the next one.
fn denied_in<'m>(material: &'m Material<'_>) -> Vec<Denied<'m>> {
    let mut out = Vec::new();
    for (account, annotated) in material.accounts.iter().enumerate() {
        let passages = &material.passages[material.passages_of(account)];
        let turns = annotated
            .account
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Turn);
        let turns: Vec<_> = turns.collect();
        for pair in turns.windows(2) {
            let question = passages.iter().rfind(|p| pair[0].span.contains(p.span));
            let answer = passages.iter().find(|p| pair[1].span.contains(p.span));
            let (Some(question), Some(answer)) = (question, answer) else {
                continue;
            };
            let text = material.text(account);
            let label = pair[1].speaker.map_or(pair[1].span.start, |s| s.end);
            let said = text[answer.span.start.max(label)..answer.span.end].trim_start_matches([':', ' ']);
            if YES_OR_NO.is_match(question.span.of(text).trim())
                && NO.is_match(said)
                && said.split_whitespace().count() <= LONGEST_NO
            {
                out.push(Denied { question, answer });
            }
        }
    }
    out
}

fn finding(material: &Material<'_>, denied: &Denied<'_>, passage: &Passage, cosine: f32) -> Finding {
    let account = denied.question.account;
    let span = denied.question.span.cover(denied.answer.span);
    let words = |account, span| cited(material.text(account), span);
    Finding {
        kind: DiscrepancyKind::Polarity,
        strand: None,
        why: format!(
            "Asked {}, one account's answer is {}; another affirms {}.",
            words(account, denied.question.span),
            words(account, denied.answer.span),
            words(passage.account, passage.span)
        ),
        sides: [(account, span), (passage.account, passage.span)],
        confidence: 0.35 + 0.5 * cosine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bare_no_denies_the_whole_question() {
        assert!(NO.is_match("That is nonsense."));
        assert!(NO.is_match("Never. Not once"));
        assert!(!NO.is_match("Nothing more than that."));
        assert!(!NO.is_match("Now we shall see."));
        assert!(YES_OR_NO.is_match("QUESTION: Is it true that the lake is dry?"));
        assert!(!YES_OR_NO.is_match("QUESTION: When will the lake be filled?"));
    }
}
