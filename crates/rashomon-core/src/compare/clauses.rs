//! What is said clause by clause: affirmed, or denied with what the denial is about.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::material::{Passage, terms_in};
use super::terms::{Term, bag, is_denial, is_negator};
use crate::annotated::Annotated;
use crate::span::Span;

/// Fewest telling words of a clause that is looked at.
const FEWEST_TELLING: usize = 2;

/// A clause shorter than this stays with the one before it.
const STANDS_ALONE: usize = 3;

/// A clause of an account.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Index of the account.
    pub account: usize,
    /// Where it stands; a question with its answer.
    pub span: Span,
    /// Whether it says that something is not so.
    pub denied: bool,
    /// Its telling words; of a denied one those of what is denied.
    pub bag: Vec<(u32, f32)>,
    /// Which of them the denial is about: those after the word that denies, or all.
    pub scope: Vec<u32>,
    /// Number of the vector of its words; of a denied one, of what is denied.
    pub vector: usize,
}

/// Marks and words between clauses.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[;:—–]|,\s|\s(?:and|but|while|although|though|because|if|unless|until|when|after|that|since|whereas)\s")
        .expect("a fixed pattern")
});

/// Words that leave open whether what follows is so.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:if|unless|whether|until|had\s+(?:he|she|they|we|it)\b|were\s+(?:he|she|they|we|it)\b)",
    )
    .expect("a fixed pattern")
});

/// Words that look like a denial and are none.
static NO_DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:not\s+(?:only|just|least|merely|simply)|no\s+(?:doubt|sooner|less|more|fewer|matter|one\s+else|uncertain|small|mean|little|breakthrough)|nothing\s+but|without|why\s+not|not\s+to\s+be\s+named|no\s+comment)\b",
    )
    .expect("a fixed pattern")
});

/// What says of a whole clause that it is not so.
static UNTRUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:is|are|was|were)\s+)?(?:false|untrue|nonsense|invented|fabricated|made\s+up|a\s+lie|baseless|a\s+fabrication)\b|\b(?:are|were|all|pack\s+of)\s+lies\b|\bcontrary\s+to\b|\b(?:ruled?|ruling)\s+out\b|\bdeclin(?:e|es|ed|ing)\b",
    )
    .expect("a fixed pattern")
});

/// A question that is answered with yes or no.
static YES_OR_NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[:,.]\s+|\b(?:and|but|so|sir|minister|madam)\s+)(?P<verb>(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b[^?]*)\?\W*$")
        .expect("a fixed pattern")
});

/// The short no or yes that an answer begins with.
static NO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:no\b[.,!;:—–]|no$|never\b|not\s+(?:at\s+all|once|so)\b|nobody\b|none\b|neither\b|absolutely\s+not|certainly\s+not|of\s+course\s+not|(?:they|we|he|she|it|i|there)\s+(?:did|do|does|has|have|had|is|are|was|were|will|would|can|could)\s*(?:not|n['’]t)\s*[.,!;]|(?:that|this|it)(?:\s+is|['’]s|\s+was)\s+(?:not\s+(?:true|so|the\s+case)|nonsense|false|untrue|wrong|invented|a\s+lie))",
    )
    .expect("a fixed pattern")
});
static YES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:yes\b|of\s+course\b|certainly\b|indeed\b|that\s+is\s+(?:true|right|correct|so)\b|(?:they|we|he|she|it|i)\s+(?:did|do|does|has|have|had|is|are|was|were|will)[.,!;])")
        .expect("a fixed pattern")
});

/// The clauses of one account, in order, each with the text that stands for it.
pub(crate) fn clauses_of(
    annotated: &Annotated,
    account: usize,
    terms: &[Term],
    passages: &[Passage],
) -> Vec<(Clause, String)> {
    let text = &annotated.account.text;
    let first = passages.partition_point(|p| p.account < account);
    let own = &passages[first..passages.partition_point(|p| p.account <= account)];
    let mut out = Vec::new();
    for (nth, passage) in own.iter().enumerate() {
        let words = passage.span.of(text).trim_end();
        let place = Place { account, terms, text };
        if words.ends_with('?') {
            out.extend(
                own.get(nth + 1)
                    .and_then(|answer| place.answered(passage, answer)),
            );
        } else if words.ends_with(['.', '!', '”', '"', '’', '\'', '»', ')', '…']) {
            out.extend(place.clauses(annotated, passage));
        }
    }
    out
}

/// A sentence in its account.
struct Place<'a> {
    account: usize,
    terms: &'a [Term],
    text: &'a str,
}

impl Place<'_> {
    fn clauses(&self, annotated: &Annotated, passage: &Passage) -> Vec<(Clause, String)> {
        let spans = cut(annotated, self.terms, passage);
        let mut out: Vec<(Clause, String)> = spans
            .iter()
            .filter_map(|span| self.clause(*span, false))
            .collect();
        let whole = out.len() > 1 && out.iter().all(|(clause, _)| !clause.denied);
        if whole {
            out.extend(self.clause(passage.span, false));
        }
        out
    }

    fn clause(&self, span: Span, denied: bool) -> Option<(Clause, String)> {
        let words = span.of(self.text);
        let range = terms_in(self.terms, span);
        if OPEN.is_match(words) {
            return None;
        }
        let harmless: Vec<Span> = NO_DENIAL
            .find_iter(words)
            .map(|m| Span::new(span.start + m.start(), span.start + m.end()))
            .collect();
        let denies = |term: &Term| is_denial(term) && harmless.iter().all(|h| !h.overlaps(term.span));
        let untrue: Vec<Span> = UNTRUE
            .find_iter(words)
            .map(|m| Span::new(span.start + m.start(), span.start + m.end()))
            .collect();
        let is_untrue = !untrue.is_empty();
        let denials: Vec<Span> = self.terms[range.clone()]
            .iter()
            .filter(|term| denies(term))
            .map(|term| term.span)
            .chain(untrue)
            .collect();
        // Two denials make it open what is denied.
        let negators = self.terms[range.clone()]
            .iter()
            .filter(|t| is_negator(t) && denies(t))
            .count();
        if negators > 1 {
            return None;
        }
        let rest: Vec<Term> = self.terms[range]
            .iter()
            .filter(|term| denials.iter().all(|d| !d.overlaps(term.span)))
            .cloned()
            .collect();
        if rest.iter().filter(|t| t.tells()).count() < FEWEST_TELLING {
            return None;
        }
        let clause = Clause {
            account: self.account,
            span: span.trimmed(self.text),
            denied: denied || !denials.is_empty(),
            bag: bag(&rest),
            scope: scope(&rest, denials.iter().min(), is_untrue),
            vector: 0,
        };
        Some((clause, without(self.text, span, &denials)))
    }

    /// A question and what it was answered with: the clause that it asks about, affirmed or denied.
    fn answered(&self, question: &Passage, answer: &Passage) -> Option<(Clause, String)> {
        let reply = said(answer.span.of(self.text));
        let (no, yes) = (NO.is_match(reply), YES.is_match(reply));
        if no == yes {
            return None;
        }
        let asked = YES_OR_NO
            .captures(question.span.of(self.text).trim_end())?
            .name("verb")?;
        let span = Span::new(
            question.span.start + asked.start(),
            question.span.start + asked.end(),
        );
        let (clause, words) = self.clause(span, no)?;
        let end = answer
            .span
            .end
            .min(answer.span.start + question.span.len().max(80));
        let end = (end..=answer.span.end).find(|at| self.text.is_char_boundary(*at))?;
        let both = Span::new(question.span.start, end);
        // "Did they not go?" leaves open what a no means.
        (clause.denied == no).then_some((Clause { span: both, ..clause }, words))
    }
}

/// The telling words after the first one that denies; all when that is a judgement at the end ("is false").
fn scope(terms: &[Term], denial: Option<&Span>, untrue: bool) -> Vec<u32> {
    let after = |t: &&Term| untrue || denial.is_none_or(|d| t.span.start >= d.end);
    terms
        .iter()
        .filter(|t| t.tells())
        .filter(after)
        .map(|t| t.id)
        .collect()
}

/// What is said in a turn, without the label of its speaker.
fn said(turn: &str) -> &str {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:[A-Z][\p{Lu}\p{Ll}.'’ -]{0,50}):\s+").expect("a fixed pattern"));
    let start = LABEL.find(turn).map_or(0, |label| label.end());
    turn[start..].trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The text of a span with some stretches left out.
fn without(text: &str, span: Span, left_out: &[Span]) -> String {
    let mut out = String::new();
    let mut at = span.start;
    let mut left_out = left_out.to_vec();
    left_out.sort();
    for cut in left_out {
        if cut.start >= at {
            let before = &text[at..cut.start];
            // "did" is left of "didn't".
            let apostrophe = cut.of(text) == "t" && before.ends_with(['\'', '’']);
            out.push_str(if apostrophe {
                before.trim_end_matches(['\'', '’']).trim_end_matches('n')
            } else {
                before
            });
            at = cut.end;
        }
    }
    out.push_str(&text[at.min(span.end)..span.end]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The clauses of a sentence: cut where what somebody says begins and ends, and at joints, short ones together.
fn cut(annotated: &Annotated, terms: &[Term], passage: &Passage) -> Vec<Span> {
    let text = &annotated.account.text;
    let sentence = passage.span;
    let contents = annotated.statements.iter().flat_map(|s| &s.content);
    let mut hard: Vec<usize> = contents
        .flat_map(|span| [span.start, span.end])
        .chain([sentence.start, sentence.end])
        .filter(|at| (sentence.start..=sentence.end).contains(at))
        .collect();
    hard.sort_unstable();
    hard.dedup();
    let telling = |range: Range<usize>| {
        let range = terms_in(terms, Span::new(range.start, range.end));
        terms[range].iter().filter(|t| t.tells()).count()
    };
    let mut out: Vec<Span> = Vec::new();
    for stretch in hard.windows(2) {
        let words = &text[stretch[0]..stretch[1]];
        let mut start = stretch[0];
        let joints: Vec<usize> = JOINT
            .find_iter(words)
            .map(|m| stretch[0] + m.start() + 1)
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        for joint in joints {
            if telling(start..joint) >= STANDS_ALONE && telling(joint..stretch[1]) >= FEWEST_TELLING {
                out.push(Span::new(start, joint));
                start = joint;
            }
        }
        out.push(Span::new(start, stretch[1]));
    }
    out
}
