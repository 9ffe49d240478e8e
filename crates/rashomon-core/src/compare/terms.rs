//! Words as they are compared: folded, without their endings, states by one name, weighed by rarity.

use std::collections::{BTreeSet, HashMap};

use crate::encode::Pieces;
use crate::gazetteer::{self, folded};
use crate::span::Span;
use crate::text::words::{is_word, split_words};

/// One word of an account, or the several words of a state's name.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// Where it stands.
    pub span: Span,
    /// What it is compared by: a stem ("restor"), or "@Russia" for every way of speaking of Russia.
    pub key: String,
    /// Number of the key within the comparison, for quick comparing.
    pub id: u32,
    /// How much it tells: 0 for a function word, up to 3 for a rare one.
    pub weight: f32,
    /// Whether it is written with a capital inside a sentence, or is a state.
    pub named: bool,
    /// Whether it stands in quotation marks or in a speaking turn.
    pub quoted: bool,
}

impl Term {
    /// Whether it is more than a function word.
    pub fn tells(&self) -> bool {
        self.weight > 0.0
    }
}

/// Function words: they hold sentences together and tell nothing about what is said.
const FUNCTION_WORDS: &str = "a an the this that these those and or but nor so yet if then than as at by for from \
in into of off on onto out over to up with within without about after against before between during under \
while where when which who whom whose what why how i me my mine we us our ours you your yours he him his she her \
hers it its they them their theirs is am are was were be been being do does did done has have had having will \
would shall should can could may might must not no there here also too very just only own same such both each \
s t d ll re ve m said say says told tell tells added adding according one upon toward towards because since \
though although however per mr mrs ms";

/// Spellings and near words that make no difference to what is said.
const SAME_WORDS: &[(&str, &str)] = &[
    ("telephone", "phone"),
    ("telephoned", "phone"),
    ("favourable", "favorable"),
    ("defence", "defense"),
    ("programme", "program"),
    ("centre", "center"),
    ("cent", "percent"),
    ("dialogue", "dialog"),
    ("labour", "labor"),
    ("licence", "license"),
    ("offence", "offense"),
    ("%", "percent"),
];

/// Words by which something is denied.
const NEGATORS: &[&str] = &[
    "not", "no", "never", "nor", "neither", "none", "nothing", "nobody", "cannot", "without", "t",
];

/// Cuts an account into terms; `quoted` are the stretches in quotation marks.
pub(crate) fn terms_of(text: &str, quoted: &[Span], pieces: &Pieces) -> Vec<Term> {
    let states = gazetteer::find_all(text);
    let mut next_state = states.iter().peekable();
    let mut out: Vec<Term> = Vec::new();
    for span in split_words(text) {
        while next_state.next_if(|(s, _)| s.end <= span.start).is_some() {}
        let in_quotes = quoted.iter().any(|q| q.overlaps(span));
        if let Some((state, mention)) = next_state.peek().filter(|(s, _)| s.overlaps(span)) {
            if out.last().is_none_or(|last| last.span != *state) {
                out.push(Term {
                    span: *state,
                    key: format!("@{}", mention.country.name),
                    id: 0,
                    weight: 1.0,
                    named: true,
                    quoted: in_quotes,
                });
            }
            continue;
        }
        let word = span.of(text);
        if is_word(word) || word == "%" {
            let lower = folded(word).to_lowercase();
            out.push(Term {
                span,
                id: 0,
                weight: weight_of(&lower, pieces),
                key: key_of(&lower),
                named: word.starts_with(char::is_uppercase) && !begins_sentence(text, span),
                quoted: in_quotes,
            });
        }
    }
    out
}

fn begins_sentence(text: &str, word: Span) -> bool {
    let before = text[..word.start]
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '\n'));
    before.is_empty() || before.ends_with(['.', '!', '?', '\n'])
}

/// What a lower-cased word is compared by.
pub(crate) fn key_of(lower: &str) -> String {
    let same = SAME_WORDS.iter().find(|(from, _)| *from == lower);
    let key = stem(same.map_or(lower, |(_, to)| to));
    // "noted" is no "not".
    if NEGATORS.contains(&key.as_str()) {
        lower.to_owned()
    } else {
        key
    }
}

/// Whether a term denies. The "t" is the end of "don't"; other words ending so are not split.
pub(crate) fn is_negator(term: &Term) -> bool {
    NEGATORS.contains(&term.key.as_str())
}

/// Words that deny without "not".
const DENYING: &[&str] = &[
    "deni",
    "reject",
    "lack",
    "refus",
    "fail",
    "abs",
    "impossibl",
    "unlik",
    "hardl",
    "dismiss",
];

/// Whether a term denies, by itself ("not") or by what it means ("lack").
pub(crate) fn is_denial(term: &Term) -> bool {
    is_negator(term) || DENYING.contains(&term.key.as_str())
}

pub(crate) fn is_function_word(lower: &str) -> bool {
    FUNCTION_WORDS.split_ascii_whitespace().any(|word| word == lower)
}

/// Rarity from the encoder's vocabulary, which is ordered by frequency: the logarithm of a word's rank.
fn weight_of(lower: &str, pieces: &Pieces) -> f32 {
    if is_function_word(lower) {
        return 0.0;
    }
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return 1.5;
    }
    let mut ids = Vec::new();
    match pieces.append(lower, &mut ids) {
        1 => (ids[0] as f32 / 1500.0).ln().clamp(0.3, 3.0),
        _ => 3.0,
    }
}

/// A word without the endings of English inflection and the commonest of derivation ("interfered" and
/// "interference" are one); British and American spellings become one.
pub(crate) fn stem(lower: &str) -> String {
    let mut word = lower.to_owned();
    if !word.is_ascii() || word.len() < 4 {
        return word;
    }
    if word.ends_with("ies") && word.len() > 4 {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with("sses") || word.ends_with("xes") || word.ends_with("ches") {
        word.truncate(word.len() - 2);
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        word.pop();
    }
    for ending in ["ing", "ed"] {
        let rest = word.len().saturating_sub(ending.len());
        if word.ends_with(ending) && rest >= 3 && word[..rest].contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            word.truncate(rest);
            undouble(&mut word);
            break;
        }
    }
    for ending in ["ation", "ence", "ance", "ment", "ness", "ion", "ive", "ly"] {
        let rest = word.len().saturating_sub(ending.len());
        let full = ending != "ion" && ending != "ive" || word[..rest].ends_with(['t', 's']);
        if word.ends_with(ending) && rest >= 4 && full {
            word.truncate(rest);
            break;
        }
    }
    if word.ends_with("at") && word.len() > 6 {
        word.truncate(word.len() - 2);
    } else if word.ends_with("ate") && word.len() > 7 {
        word.truncate(word.len() - 3);
    }
    if word.ends_with('e') && word.len() > 4 {
        word.pop();
    }
    if word.ends_with("our") && word.len() > 5 {
        word.truncate(word.len() - 2);
        word.push('r');
    } else if word.ends_with("is") && word.len() > 5 {
        word.pop();
        word.push('z');
    }
    if word.ends_with('y') {
        word.pop();
        word.push('i');
    }
    word
}

fn undouble(word: &mut String) {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if n > 3 && bytes[n - 1] == bytes[n - 2] && !matches!(bytes[n - 1], b'l' | b's' | b'z') {
        word.pop();
    }
}

/// Numbers the keys, equal ones alike, in the order in which they first stand.
pub(crate) fn number_keys(accounts: &mut [Vec<Term>]) {
    let mut known: HashMap<String, u32> = HashMap::new();
    for term in accounts.iter_mut().flatten() {
        let next = known.len() as u32 + 1;
        term.id = *known.entry(term.key.clone()).or_insert(next);
    }
}

/// The telling words of a stretch, each once, sorted by number, with their weights.
pub(crate) fn bag(terms: &[Term]) -> Vec<(u32, f32)> {
    let mut out: Vec<(u32, f32)> = terms
        .iter()
        .filter(|t| t.tells())
        .map(|t| (t.id, t.weight))
        .collect();
    out.sort_by_key(|(id, _)| *id);
    out.dedup_by_key(|(id, _)| *id);
    out
}

/// Makes the words that stand in very many of these passages count for less.
pub(crate) fn discount_common(accounts: &mut [Vec<Term>], passages: &[(usize, std::ops::Range<usize>)]) {
    let mut standing: HashMap<&str, usize> = HashMap::new();
    for (account, range) in passages {
        let keys: BTreeSet<&str> = accounts[*account][range.clone()]
            .iter()
            .filter(|term| term.tells())
            .map(|term| term.key.as_str())
            .collect();
        for key in keys {
            *standing.entry(key).or_default() += 1;
        }
    }
    // With a handful of passages every word stands in a large part of them.
    let total = passages.len().max(20) as f32;
    let factor: HashMap<String, f32> = standing
        .into_iter()
        .map(|(key, count)| (key.to_owned(), 1.0 - 1.5 * (count as f32 / total).min(0.4)))
        .collect();
    for term in accounts.iter_mut().flatten() {
        if let Some(factor) = factor.get(&term.key) {
            term.weight *= factor;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_negator_is_none() {
        assert_ne!(key_of("noted"), "not");
        assert_eq!(key_of("never"), "never");
    }

    #[test]
    fn inflections_meet() {
        for (a, b) in [
            ("restoring", "restored"),
            ("restore", "restoring"),
            ("favour", "favored"),
            ("organised", "organize"),
            ("policies", "policy"),
            ("meeting", "meetings"),
            ("stopped", "stop"),
            ("interfered", "interference"),
            ("renegotiated", "renegotiation"),
            ("restore", "restoration"),
            ("interrogate", "interrogated"),
            ("negotiate", "negotiation"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }
}
