//! With a condition in one account, without any in another.

use std::sync::LazyLock;

use regex::Regex;

use super::super::material::{Material, Piece};
use super::{Finding, Pair, cited};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;

/// Least likeness of two reports in which a condition is looked for.
const LEAST_PROBABILITY: f32 = 0.3;

static WITHOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:without\s+(?:any\s+|further\s+|pre-?)*conditions?|without\s+strings|no\s+(?:pre-?)?conditions|no\s+strings|unconditional(?:ly)?|with\s+no\s+(?:pre-?)?conditions)\b",
    )
    .expect("a fixed pattern")
});

/// A condition with what it asks for, up to the next mark.
static WITH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:if|unless|provided(?:\s+that)?|providing\s+that|on\s+(?:the\s+)?condition\s+that|as\s+long\s+as|only\s+(?:when|after|once)|in\s+(?:return|exchange)\s+for)\s+[^,;:.!?”’»\n]+",
    )
    .expect("a fixed pattern")
});

/// Finds a promise that one account ties to a condition and another calls free of any.
pub(super) fn find(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    if pair.probability < LEAST_PROBABILITY {
        return;
    }
    for (free, tied) in [(pair.a, pair.b), (pair.b, pair.a)] {
        let (Some(without), Some(with)) = (first(material, free, &WITHOUT), first(material, tied, &WITH))
        else {
            continue;
        };
        if first(material, tied, &WITHOUT).is_some() || first(material, free, &WITH).is_some() {
            continue;
        }
        out.push(Finding {
            kind: DiscrepancyKind::Scope,
            strand: pair.strand,
            why: format!(
                "One account has it {}, another only {}.",
                cited(material.text(free.account), without),
                cited(material.text(tied.account), with)
            ),
            sides: [(free.account, without), (tied.account, with)],
            confidence: 0.35 + 0.45 * pair.probability,
        });
    }
}

fn first(material: &Material<'_>, piece: &Piece, pattern: &Regex) -> Option<Span> {
    let sentence = material.passages[piece.passage].span;
    let found = pattern.find(sentence.of(material.text(piece.account)))?;
    Some(Span::new(
        sentence.start + found.start(),
        sentence.start + found.end(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_known_by_their_words() {
        assert!(WITHOUT.is_match("He would reopen the bridge without any preconditions."));
        assert!(!WITHOUT.is_match("Conditions in the camp were poor."));
        let with = WITH.find("They will pay, provided that the dam is emptied, she said.");
        assert_eq!(with.unwrap().as_str(), "provided that the dam is emptied");
    }
}
