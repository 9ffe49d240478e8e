//! Calls, meetings and visits as sentences speak of them: what kind, who took part, where.

use std::collections::{BTreeMap, BTreeSet};

use super::super::material::{Material, Passage, terms_in};
use super::super::terms::{Term, key_of, stem};
use crate::actor::ActorKind;
use crate::gazetteer::folded;
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
            // Two presidents seldom speak on the phone twice in one story; meetings come in rounds.
            (shared, fewest) if shared < fewest => {
                if self.kind == "call" {
                    0.5
                } else {
                    0.0
                }
            }
            (1, _) => 0.6,
            _ => 0.9,
        }
    }
}

/// Words that go on about the occasion of the sentence before ("the two spoke for an hour").
const GOING_ON: &[&str] = &["spoke", "talked", "speaking", "lasted"];

/// Every occasion that a sentence names, in order.
pub(super) fn find_occasions(material: &Material<'_>) -> Vec<Occasion> {
    let families = Families::of(material);
    let mut out: Vec<Occasion> = Vec::new();
    for (nth, passage) in material.passages.iter().enumerate() {
        let terms = material.passage_terms(passage);
        let people = people_in(material, &families, passage);
        for (at, term) in terms.iter().enumerate() {
            let text = material.text(passage.account);
            let kind =
                kind_of(term, terms, text).or_else(|| kind_before(&out, nth, passage, term.span.of(text)));
            let Some(kind) = kind else { continue };
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
            // "The call lasted an hour", "the two spoke for an hour": whose it was, an earlier sentence has said.
            let definite = at > 0 && matches!(terms[at - 1].key.as_str(), "the" | "thi" | "this" | "that");
            if those.is_empty() || definite || GOING_ON.contains(&term.span.of(text)) {
                those.extend(of_sentence_before(&out, nth, passage, kind));
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

fn kind_before(out: &[Occasion], nth: usize, passage: &Passage, word: &str) -> Option<&'static str> {
    if !GOING_ON.contains(&word) {
        return None;
    }
    let before = out
        .iter()
        .rev()
        .take_while(|o| o.account == passage.account && o.passage + 1 >= nth);
    before
        .map(|o| o.kind)
        .find(|kind| matches!(*kind, "call" | "meeting"))
}

/// The people of the last occasion of the kind, no more than two sentences before.
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
    if kind == "meeting" && word.starts_with("conversation") {
        let near = terms.iter().any(|t| t.key == key_of("phone"));
        return Some(if near { "call" } else { "meeting" });
    }
    Some(kind)
}

/// The family names that only one known person bears.
pub(super) struct Families(BTreeMap<String, Option<usize>>);

impl Families {
    /// Those of all people of all accounts.
    pub fn of(material: &Material<'_>) -> Self {
        let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (who, identity) in material.identities.all.iter().enumerate() {
            if material.identities.kinds[who] != ActorKind::Person {
                continue;
            }
            let Some(family) = identity.name.split_whitespace().last() else {
                continue;
            };
            let entry = names.entry(folded(family).to_lowercase()).or_insert(Some(who));
            if *entry != Some(who) {
                *entry = None;
            }
        }
        Self(names)
    }
}

/// The people named in a sentence, by name or by a word that stands for a name, also those whom their own
/// account does not count among its actors but another one does.
pub(super) fn people_in(
    material: &Material<'_>,
    families: &Families,
    passage: &Passage,
) -> Vec<(usize, Span)> {
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
    let text = material.text(passage.account);
    let terms = material.passage_terms(passage);
    for (at, term) in terms.iter().enumerate() {
        let word = term.span.of(text);
        // "the Trump administration" is not the man.
        let names_more = terms
            .get(at + 1)
            .is_some_and(|next| NAMED_AFTER.contains(&next.key.as_str()));
        if !word.starts_with(char::is_uppercase)
            || names_more
            || out.iter().any(|(_, m)| m.overlaps(term.span))
        {
            continue;
        }
        if let Some(Some(who)) = families.0.get(&folded(word).to_lowercase()) {
            out.push((*who, term.span));
        }
    }
    out.sort_by_key(|(who, span)| (*span, *who));
    out
}

/// Stems of nouns that make a family name the name of something else.
const NAMED_AFTER: &[&str] = &[
    "administr",
    "campaign",
    "govern",
    "report",
    "probe",
    "inquiri",
    "investig",
    "team",
    "doctrin",
    "plan",
    "era",
];
