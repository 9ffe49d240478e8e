//! How often a pronoun is joined to the right antecedent.

use super::gum::Document;
use super::matching::{Found, matched};

/// Counts over third-person pronouns that the key has in a chain with something earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PronounTally {
    /// Such pronouns.
    pub all: usize,
    /// Those whose nearest earlier mention of the same chain is of the same chain in the key.
    pub right: usize,
    /// Those for which this holds of the nearest earlier mention that is no pronoun itself.
    pub right_noun: usize,
}

impl PronounTally {
    /// Adds another document's.
    pub fn add(&mut self, other: Self) {
        self.all += other.all;
        self.right += other.right;
        self.right_noun += other.right_noun;
    }
}

const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
];

/// Judges the antecedents of a document’s third-person pronouns.
pub fn judge_pronouns(document: &Document, response: &[Vec<Found>]) -> PronounTally {
    let flat: Vec<Found> = response.iter().flatten().copied().collect();
    let chain_of: Vec<usize> = response
        .iter()
        .enumerate()
        .flat_map(|(n, c)| vec![n; c.len()])
        .collect();
    let gold = matched(document, &flat);
    let is_pronoun = |words: &str| PRONOUNS.contains(&words.to_lowercase().as_str());
    let mut tally = PronounTally::default();
    for (nth, mention) in document.mentions.iter().enumerate() {
        let words = mention.span.of(&document.text);
        let earlier = |m: &&super::GoldMention| m.chain == mention.chain && m.span.end <= mention.span.start;
        if !is_pronoun(words) || !document.mentions.iter().any(|m| earlier(&m)) {
            continue;
        }
        tally.all += 1;
        let Some(here) = gold.iter().position(|g| *g == Some(nth)) else {
            continue;
        };
        let nearest = |any: bool| {
            (0..flat.len())
                .filter(|i| chain_of[*i] == chain_of[here] && flat[*i].head.end <= flat[here].head.start)
                .filter(|i| any || !is_pronoun(flat[*i].head.of(&document.text)))
                .max_by_key(|i| flat[*i].head)
        };
        let right = |at: Option<usize>| {
            let of = at.and_then(|i| gold[i]);
            of.is_some_and(|g| document.mentions[g].chain == mention.chain)
        };
        tally.right += usize::from(right(nearest(true)));
        tally.right_noun += usize::from(right(nearest(false)));
    }
    tally
}
