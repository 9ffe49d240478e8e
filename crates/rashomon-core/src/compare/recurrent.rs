//! Names and things that come back in several accounts: rows that no lexicon knows.

use std::collections::{BTreeMap, BTreeSet};

use super::material::{Material, Passage, terms_in};
use super::terms::Term;
use crate::actor::ActorKind;
use crate::span::Span;

/// Mentions of something by account, under the words that a reader would use.
pub(crate) type Mentions = BTreeMap<String, BTreeMap<usize, Vec<Span>>>;

/// Fewest texts, copies counted once, that must have it.
const FEWEST_TEXTS: usize = 2;

/// Least weight of each word of a thing in small letters, and of a single word.
const LEAST_WEIGHT: f32 = 0.5;
const LEAST_ALONE: f32 = 1.5;

/// Fewest mentions of a single word in small letters.
const OFTEN: usize = 3;

/// Most words of a name.
const LONGEST_NAME: usize = 4;

/// Words after which a noun stands.
const BEFORE_NOUNS: &[&str] = &[
    "the", "a", "an", "their", "its", "his", "her", "our", "of", "this", "that",
];

/// Words after which a capitalised word is where something takes place, not what it is about.
const BEFORE_PLACES: &[&str] = &["in", "at", "near", "from", "to"];

/// Capitalised words of titles and bodies that are no topic.
const NO_TOPIC: &[&str] = &[
    "president",
    "minister",
    "ministry",
    "foreign",
    "prime",
    "secretary",
    "state",
    "government",
    "republic",
    "ministers",
    "presidents",
    "mr",
    "mrs",
    "ms",
    "sir",
    "general",
    "ambassador",
    "department",
    "office",
    "affairs",
    "spokesman",
    "spokeswoman",
    "parliament",
    "house",
    "press",
    "news",
    "agency",
    "kremlin",
];

/// Nouns for those who speak and for speaking, which are in every account.
const OF_SPEECH: &[&str] = &[
    "meeting",
    "talks",
    "statement",
    "minister",
    "ministers",
    "president",
    "presidents",
    "spokesman",
    "spokeswoman",
    "reporter",
    "reporters",
    "interview",
    "counterpart",
    "official",
    "officials",
    "leader",
    "leaders",
    "conference",
    "conversation",
    "diplomat",
    "diplomats",
    "ministry",
    "presidency",
    "interpreter",
    "journalist",
    "journalists",
    "briefing",
    "office",
    "news",
    "aide",
    "secretary",
    "speech",
    "newspaper",
];

/// Words before a noun that do not say what it is about.
const GENERIC: &[&str] = &[
    "current",
    "mutual",
    "recent",
    "former",
    "same",
    "other",
    "first",
    "second",
    "next",
    "last",
    "whole",
    "good",
    "great",
    "important",
    "main",
    "major",
    "possible",
    "joint",
    "common",
    "strong",
    "clear",
    "serious",
    "real",
    "several",
    "many",
    "full",
    "long",
    "short",
    "high",
    "low",
    "such",
    "certain",
    "present",
    "previous",
    "early",
];

/// Words of offices: a name beside them is that of a side, not of a topic.
const OFFICES: &[&str] = &[
    "minister",
    "ministers",
    "president",
    "presidents",
    "ministry",
    "government",
    "premier",
    "chancellor",
    "ambassador",
    "delegation",
    "spokesman",
    "spokeswoman",
    "parliament",
    "republic",
    "counterpart",
];

/// Share of its mentions that stand beside an office from which a name is that of a side.
const OF_A_SIDE: f32 = 0.25;

/// What two and more accounts name: names ("Santa Lucia"), adjective and noun ("northern channel"), and nouns
/// that come back often ("tribunal").
///
/// States, people and organisations that take part are left out, and words that only say where. A single word
/// is left out where it only repeats a longer find.
pub(crate) fn find_recurrent(material: &Material<'_>) -> Mentions {
    let mut found: BTreeMap<String, (String, BTreeMap<usize, Vec<Span>>)> = BTreeMap::new();
    for passage in &material.passages {
        for (key, span) in names(material, passage)
            .into_iter()
            .chain(nouns(material, passage))
        {
            let words = label(material, passage.account, span);
            let entry = found.entry(key).or_insert_with(|| (words, BTreeMap::new()));
            entry.1.entry(passage.account).or_default().push(span);
        }
    }
    found.retain(|key, (_, by_account)| {
        if key.starts_with('^') && is_side(material, by_account) {
            return false;
        }
        let texts: BTreeSet<usize> = by_account.keys().map(|&a| material.copies.group(a)).collect();
        let total: usize = by_account.values().map(Vec::len).sum();
        let alone = !key.contains(' ') && !key.starts_with('^');
        texts.len() >= FEWEST_TEXTS && (!alone || total >= OFTEN)
    });
    let mut out = Mentions::new();
    for (label, by_account) in drop_parts(found).into_values() {
        out.entry(label).or_insert(by_account);
    }
    out
}

/// Whether a name often stands beside an office: "Borduria's foreign minister".
fn is_side(material: &Material<'_>, by_account: &BTreeMap<usize, Vec<Span>>) -> bool {
    let beside = |account: usize, span: Span| {
        let terms = &material.terms[account];
        let at = terms_in(terms, span);
        let around = at.start.saturating_sub(5)..(at.end + 4).min(terms.len());
        terms[around]
            .iter()
            .any(|t| OFFICES.contains(&t.span.of(material.text(account)).to_lowercase().as_str()))
    };
    let all: Vec<bool> = by_account
        .iter()
        .flat_map(|(&account, spans)| spans.iter().map(move |&span| beside(account, span)))
        .collect();
    let those = all.iter().filter(|side| **side).count();
    those as f32 >= OF_A_SIDE * all.len() as f32
}

/// Leaves out what mostly stands inside a longer find.
fn drop_parts<M: Clone>(
    found: BTreeMap<String, (String, BTreeMap<usize, Vec<M>>)>,
) -> BTreeMap<String, (String, BTreeMap<usize, Vec<M>>)> {
    let keys: Vec<String> = found.keys().cloned().collect();
    let words = |key: &str| -> Vec<String> {
        key.trim_start_matches('^')
            .split(' ')
            .map(str::to_owned)
            .collect()
    };
    let total = |key: &str| -> usize { found[key].1.values().map(Vec::len).sum() };
    let is_part = |key: &str| {
        let own = words(key);
        keys.iter().any(|longer| {
            let other = words(longer);
            other.len() > own.len()
                && other.windows(own.len()).any(|w| w == own)
                && 2 * total(longer) >= total(key)
        })
    };
    let parts: BTreeSet<String> = keys.iter().filter(|key| is_part(key)).cloned().collect();
    found
        .into_iter()
        .filter(|(key, _)| !parts.contains(key))
        .collect()
}

fn label(material: &Material<'_>, account: usize, span: Span) -> String {
    let text = span.of(material.text(account));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of capitalised words that name no state, person, body or time, with their keys.
fn names(material: &Material<'_>, passage: &Passage) -> Vec<(String, Span)> {
    let text = material.text(passage.account);
    let terms = material.passage_terms(passage);
    let mut out = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let run = terms[at..]
            .iter()
            .take(LONGEST_NAME)
            .enumerate()
            .take_while(|(nth, term)| {
                let close = *nth == 0 || text[terms[at + nth - 1].span.end..term.span.start] == *" ";
                close && is_name(material, passage.account, term)
            })
            .count();
        if run == 0 {
            at += 1;
            continue;
        }
        let words = &terms[at..at + run];
        let place = run == 1 && at > 0 && BEFORE_PLACES.contains(&terms[at - 1].span.of(text));
        let next = terms.get(at + run).filter(|next| {
            let between = Span::new(words[run - 1].span.end, next.span.start);
            text[between.start..between.end] == *" "
        });
        let adjective = run == 1 && next.is_some_and(|next| is_adjective(text, words[0].span, next.span));
        if !place && !adjective {
            let key: Vec<&str> = words.iter().map(|t| t.key.as_str()).collect();
            out.push((
                format!("^{}", key.join(" ")),
                words[0].span.cover(words[run - 1].span),
            ));
        }
        at += run;
    }
    out
}

/// "Lorvanian" of "Lorvanian troops": of whom something is, not what it is about.
fn is_adjective(text: &str, word: Span, next: Span) -> bool {
    const ENDINGS: &[&str] = &["ian", "ean", "ese", "ish"];
    let of = ENDINGS.iter().any(|ending| word.of(text).ends_with(ending));
    of && next.of(text).starts_with(char::is_lowercase)
}

fn is_name(material: &Material<'_>, account: usize, term: &Term) -> bool {
    let annotated = &material.accounts[account];
    let word = term.span.of(material.text(account));
    let taken = annotated.actors.iter().any(|actor| {
        actor.kind != ActorKind::Country && actor.mentions.iter().any(|m| m.overlaps(term.span))
    });
    let shouted = word.chars().filter(|c| c.is_lowercase()).count() == 0;
    term.named
        && term.tells()
        && !term.key.starts_with('@')
        && !taken
        && !shouted
        && !NO_TOPIC.contains(&word.to_lowercase().as_str())
        && !is_persons(material, word)
        && !annotated.times.iter().any(|time| time.span.overlaps(term.span))
}

/// Whether a word is part of the name of anybody or any body in the accounts.
fn is_persons(material: &Material<'_>, word: &str) -> bool {
    let all = material.identities.all.iter().zip(&material.identities.kinds);
    all.filter(|(_, kind)| matches!(kind, ActorKind::Person | ActorKind::Organisation))
        .any(|(identity, _)| identity.name.split_whitespace().any(|part| part == word))
}

/// Adjective and noun, or a rare noun, in small letters after a word that a noun follows.
fn nouns(material: &Material<'_>, passage: &Passage) -> Vec<(String, Span)> {
    let text = material.text(passage.account);
    let terms = material.passage_terms(passage);
    let annotated = &material.accounts[passage.account];
    let taken = |term: &Term| {
        annotated.times.iter().any(|t| t.span.overlaps(term.span))
            || annotated.quantities.iter().any(|q| q.span.overlaps(term.span))
    };
    let plain = |term: &Term, least: f32| {
        let word = term.span.of(text);
        term.weight >= least
            && word.len() > 3
            && word.chars().all(char::is_lowercase)
            && !OF_SPEECH.contains(&word)
            && !taken(term)
    };
    let noun = |term: &Term, least: f32| {
        let word = term.span.of(text);
        let verbal = ["ed", "ly", "ing", "ous", "ive", "able"]
            .iter()
            .any(|end| word.ends_with(end));
        plain(term, least) && !verbal
    };
    let mut out = Vec::new();
    for at in 1..terms.len() {
        let adjoins = |x: usize| text[terms[x - 1].span.end..terms[x].span.start] == *" ";
        let after = BEFORE_NOUNS.contains(&terms[at - 1].span.of(text).to_lowercase().as_str());
        if !after || !adjoins(at) {
            continue;
        }
        let ends = |x: usize| {
            terms
                .get(x + 1)
                .is_none_or(|next| !next.tells() || !adjoins(x + 1))
        };
        let pair = at + 1 < terms.len() && adjoins(at + 1) && ends(at + 1);
        let generic = GENERIC.contains(&terms[at].span.of(text));
        if pair && !generic && plain(&terms[at], LEAST_WEIGHT) && noun(&terms[at + 1], LEAST_WEIGHT) {
            let key = format!("{} {}", terms[at].key, terms[at + 1].key);
            out.push((key, terms[at].span.cover(terms[at + 1].span)));
        } else if ends(at) && noun(&terms[at], LEAST_ALONE) {
            out.push((terms[at].key.clone(), terms[at].span));
        }
    }
    out
}
