//! One deed in the several forms and words that tell it.

use super::super::terms::{Term, key_of};

/// Past forms of irregular verbs, and the verbs.
const IRREGULAR: &[(&str, &str)] = &[
    ("left", "leave"),
    ("gave", "give"),
    ("given", "give"),
    ("took", "take"),
    ("taken", "take"),
    ("sent", "send"),
    ("paid", "pay"),
    ("broke", "break"),
    ("broken", "break"),
    ("held", "hold"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("sold", "sell"),
    ("bought", "buy"),
    ("fled", "flee"),
    ("shot", "shoot"),
    ("struck", "strike"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("wrote", "write"),
    ("written", "write"),
    ("shook", "shake"),
    ("shaken", "shake"),
    ("lost", "lose"),
    ("won", "win"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("swore", "swear"),
    ("forgave", "forgive"),
    ("wept", "weep"),
    ("drew", "draw"),
    ("drawn", "draw"),
];

/// Verbs that tell one deed.
const ONE_DEED: &[&[&str]] = &[
    &["question", "interrogate"],
    &["detain", "arrest", "seize", "hold", "impound"],
    &["apologise", "apologize"],
    &["board", "storm"],
    &["accept", "agree"],
    &["pledge", "promise"],
    &["raise", "increase"],
    &["kill", "slay"],
    &["expel", "deport"],
    &["free", "release"],
    &["shell", "bombard"],
];

/// Verbs of going that tell of leaving with "out" after them.
const GOING_OUT: &[&str] = &["walk", "storm", "march"];

/// What one leaves when leaving is worth telling.
const LEFT: &[&str] = &["room", "table", "talks", "hall", "building", "meeting", "chamber"];

/// What the verb at a place is compared by: the same for every form, and for verbs that tell one deed.
pub(super) fn deed(text: &str, terms: &[Term], at: usize) -> String {
    if leaves(text, terms, at) {
        return "leave".to_owned();
    }
    let word = terms[at].span.of(text);
    let base = IRREGULAR
        .iter()
        .find(|(past, _)| *past == word)
        .map(|(_, verb)| key_of(verb));
    let key = base.unwrap_or_else(|| terms[at].key.clone());
    let one = ONE_DEED
        .iter()
        .find(|verbs| verbs.iter().any(|verb| key_of(verb) == key));
    one.map_or(key, |verbs| key_of(verbs[0]))
}

/// Whether the words here tell that someone left: "walked out", "left the room".
pub(super) fn leaves(text: &str, terms: &[Term], at: usize) -> bool {
    let word = |nth: usize| terms.get(nth).map_or("", |t| t.span.of(text));
    if GOING_OUT.iter().any(|verb| key_of(verb) == terms[at].key) {
        return word(at + 1) == "out";
    }
    matches!(word(at), "left" | "leave" | "leaves") && (at + 1..at + 4).any(|nth| LEFT.contains(&word(nth)))
}

/// Whether a word is a verb in the past, as far as its form tells.
pub(super) fn is_past(word: &str) -> bool {
    word.ends_with("ed") || IRREGULAR.iter().any(|(past, _)| *past == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn deed_in(text: &str, verb: &str) -> String {
        let terms: Vec<Term> = crate::text::words::split_words(text)
            .into_iter()
            .map(|span: Span| Term {
                span,
                key: key_of(&span.of(text).to_lowercase()),
                id: 0,
                weight: 1.0,
                named: false,
                quoted: false,
            })
            .collect();
        let at = terms.iter().position(|t| t.span.of(text) == verb).unwrap();
        deed(text, &terms, at)
    }

    #[test]
    fn forms_and_words_of_one_deed_meet() {
        assert_eq!(
            deed_in("the envoy walked out", "walked"),
            deed_in("she left the room", "left")
        );
        assert_eq!(
            deed_in("they sank two barges", "sank"),
            deed_in("nobody could sink it", "sink")
        );
        assert_eq!(
            deed_in("police questioned him", "questioned"),
            deed_in("he was interrogated", "interrogated")
        );
        assert_ne!(
            deed_in("she walked home", "walked"),
            deed_in("she left the room", "left")
        );
    }
}
