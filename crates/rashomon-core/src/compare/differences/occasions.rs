//! Calls, meetings and visits as sentences speak of them: what kind, who took part, where.

use std::collections::BTreeSet;

use super::super::material::{Material, Passage, terms_in};
use super::super::terms::{Term, stem};
use crate::actor::ActorKind;
use crate::span::Span;

/// Kinds of occasions and the stems of the words that name them; the first that fits wins.
const KINDS: &[(&str, &[&str])] = &[
    ("call", &["call", "phone", "telephone", "phoned"]),
    ("summit", &["summit"]),
    ("press conference", &["briefing"]),
    ("visit", &["visit", "trip", "tour"]),
    ("election", &["election", "referendum", "vote"]),
    (
        "attack",
        &[
            "attack",
            "strike",
            "airstrike",
            "explosion",
            "bombing",
            "shelling",
            "blast",
        ],
    ),
    ("test", &["launch", "test"]),
    ("signing", &["sign", "signing"]),
    (
        "meeting",
        &[
            "meeting",
            "meet",
            "met",
            "talk",
            "discussion",
            "session",
            "negotiation",
            "conversation",
            "dinner",
        ],
    ),
];

/// How far, in words, the people named may stand from the word that names the occasion.
const FARTHEST: usize = 14;

/// An occasion as one sentence speaks of it.
#[derive(Clone, Debug)]
pub(super) struct Occasion {
    /// Index of the account.
    pub account: usize,
    /// Index of the sentence.
    pub passage: usize,
    /// The word that names it.
    pub trigger: Span,
    /// "call", "meeting" ...
    pub kind: &'static str,
    /// Identities of those named near it.
    pub people: BTreeSet<usize>,
    /// Keys of the states and capitalised places named near it.
    pub states: BTreeSet<String>,
}

impl Occasion {
    /// How sure it is that two accounts speak of one occasion: 0 when they do not.
    pub fn sameness(&self, other: &Occasion) -> f32 {
        if self.kind != other.kind {
            return 0.0;
        }
        let shared = self.people.intersection(&other.people).count();
        let fewest = self.people.len().min(other.people.len());
        if fewest == 0 {
            // Attacks, votes and tests have no people at the table; the place must do.
            let placed = self.states.intersection(&other.states).count() > 0;
            let peopled = matches!(
                self.kind,
                "call" | "meeting" | "summit" | "visit" | "press conference"
            );
            return if placed && !peopled { 0.5 } else { 0.0 };
        }
        match (shared, fewest) {
            (0, _) => 0.0,
            (shared, fewest) if shared < fewest => 0.0,
            (1, _) => 0.6,
            _ => 0.9,
        }
    }
}

/// Every occasion that a sentence names, in order.
pub(super) fn find_occasions(material: &Material<'_>) -> Vec<Occasion> {
    let mut out: Vec<Occasion> = Vec::new();
    for (nth, passage) in material.passages.iter().enumerate() {
        let terms = material.passage_terms(passage);
        let people = people_in(material, passage);
        for (at, term) in terms.iter().enumerate() {
            let Some(kind) = kind_of(term, terms, material.text(passage.account)) else {
                continue;
            };
            let near = |span: Span| {
                let range = terms_in(terms, span);
                range
                    .start
                    .abs_diff(at)
                    .min(range.end.saturating_sub(1).abs_diff(at))
            };
            let mut named: Vec<(usize, usize)> = people
                .iter()
                .map(|(who, span)| (near(*span), *who))
                .filter(|(far, _)| *far <= FARTHEST)
                .collect();
            named.sort_unstable();
            let mut those: BTreeSet<usize> = BTreeSet::new();
            for (_, who) in named {
                if those.len() < 2 {
                    those.insert(who);
                }
            }
            if those.is_empty() {
                those = of_sentence_before(&out, nth, passage, kind);
            }
            let states = terms
                .iter()
                .filter(|t| t.key.starts_with('@'))
                .map(|t| t.key.clone())
                .collect();
            let account = passage.account;
            out.push(Occasion {
                account,
                passage: nth,
                trigger: term.span,
                kind,
                people: those,
                states,
            });
        }
    }
    out
}

/// "The meeting lasted an hour": whose it was, the sentence before has said.
fn of_sentence_before(out: &[Occasion], nth: usize, passage: &Passage, kind: &str) -> BTreeSet<usize> {
    out.iter()
        .rev()
        .take_while(|o| o.account == passage.account && o.passage + 2 >= nth)
        .find(|o| o.kind == kind && !o.people.is_empty())
        .map(|o| o.people.clone())
        .unwrap_or_default()
}

fn kind_of(term: &Term, terms: &[Term], text: &str) -> Option<&'static str> {
    let word = term.span.of(text).to_lowercase();
    let stemmed = stem(&word);
    let kind = KINDS
        .iter()
        .find(|(_, words)| words.iter().any(|w| *w == word || stem(w) == stemmed))?
        .0;
    // "called for", "called on", "so-called": no call. "phone conversation" is a call.
    if kind == "call" && matches!(word.as_str(), "called" | "calling" | "calls") {
        return None;
    }
    if kind == "meeting" && stemmed == "conversation" {
        let near = terms.iter().any(|t| t.key == "phone");
        return Some(if near { "call" } else { "meeting" });
    }
    Some(kind)
}

/// The people named in a sentence, by name or by a word that stands for a name.
pub(super) fn people_in(material: &Material<'_>, passage: &Passage) -> Vec<(usize, Span)> {
    let annotated = &material.accounts[passage.account];
    let mut out = Vec::new();
    for actor in annotated
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Person)
    {
        let Some(who) = material.identities.of(&annotated.account.id, actor.id) else {
            continue;
        };
        for mention in actor.mentions.iter().filter(|m| passage.span.contains(**m)) {
            out.push((who, *mention));
        }
    }
    out.sort_by_key(|(who, span)| (*span, *who));
    out
}
