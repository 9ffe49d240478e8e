//! From mentions to chains: each mention joins the earlier one that scores best, or begins a chain.

use std::collections::HashMap;

use super::likeness::{Glance, likeness};
use super::mentions::{Mention, MentionKind};
use super::pairs::{Earlier, Features, Known, of_new, of_pair};
use super::weights::PairWeights;

/// How far back antecedents are looked for, in mentions.
const REACH: usize = 32;
/// How far back those are looked for that share a word.
const REACH_OF_WORDS: usize = 300;

/// How much more a link may count than beginning a chain; chosen on GUM’s dev part.
const JOINS: f32 = 1.0;

/// How many possible antecedents of a mention are kept.
const RANKED: usize = 12;

/// Mentions and the chains they form.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// Every mention, in the order of the text.
    pub mentions: Vec<Mention>,
    /// For each mention the earlier one that it was joined to.
    pub antecedents: Vec<Option<usize>>,
    /// For each mention the earlier ones that it may be joined to, the most probable first, with how far each
    /// scores below that one.
    pub ranked: Vec<Vec<(f32, usize)>>,
    /// For each mention the number of its chain; chains are numbered by their first mention.
    pub chain_of: Vec<usize>,
}

impl Chains {
    /// The mentions of each chain, in order.
    pub fn chains(&self) -> Vec<Vec<usize>> {
        let count = self.chain_of.iter().max().map_or(0, |last| last + 1);
        let mut out = vec![Vec::new(); count];
        for (mention, chain) in self.chain_of.iter().enumerate() {
            out[*chain].push(mention);
        }
        out
    }
}

/// The decisions about mentions, one after the other, and what is known after each.
pub struct Gathering<'a> {
    mentions: &'a [Mention],
    /// At the words of each.
    glances: Vec<Glance>,
    speakers: &'a [Option<usize>],
    known: Vec<Known>,
    chain_of: Vec<usize>,
    /// How many mentions so far have this last word.
    nouns: HashMap<&'a str, usize>,
    features: Features,
}

impl<'a> Gathering<'a> {
    /// Starts with no mention decided; `speakers` gives for each mention the one who speaks there.
    pub fn new(mentions: &'a [Mention], speakers: &'a [Option<usize>]) -> Self {
        Self {
            mentions,
            glances: mentions
                .iter()
                .map(|mention| Glance::of(&mention.words))
                .collect(),
            speakers,
            known: Vec::new(),
            chain_of: Vec::with_capacity(mentions.len()),
            nouns: HashMap::new(),
            features: Features::new(),
        }
    }

    /// The earlier mentions that mention `at` is compared with, nearest first.
    pub fn candidates(&self, at: usize) -> Vec<usize> {
        let mention = &self.mentions[at];
        let near = (0..at).rev().take(REACH);
        let far = (0..at.saturating_sub(REACH)).rev().take(REACH_OF_WORDS);
        let alike = far.filter(|i| self.shares_a_word(at, *i));
        let fits = |i: &usize| can_mean_the_same(mention, &self.mentions[*i]);
        near.chain(alike).filter(fits).collect()
    }

    fn shares_a_word(&self, one: usize, other: usize) -> bool {
        let may_be_alike = || self.glances[one].may_be_alike(&self.glances[other]);
        let (one, other) = (&self.mentions[one], &self.mentions[other]);
        match (one.kind, other.kind) {
            (MentionKind::Pronoun(a), MentionKind::Pronoun(b)) => !a.is_third_person() && a.which == b.which,
            (MentionKind::Pronoun(_), _) | (_, MentionKind::Pronoun(_)) => false,
            _ if one.state.is_some() && one.state == other.state => true,
            _ if !may_be_alike() => false,
            _ => {
                let like = likeness(&one.words, &other.words);
                like.shared > 0.0 || like.is_alike()
            }
        }
    }

    /// What speaks for and against mention `at` meaning the same as mention `earlier`.
    pub fn pair(&mut self, at: usize, earlier: usize) -> &Features {
        let speaks = self.speakers[at]
            .is_some_and(|who| who < self.chain_of.len() && self.chain_of[who] == self.chain_of[earlier]);
        let known = &self.known[self.chain_of[earlier]];
        let mention = &self.mentions[earlier];
        let back = at - earlier;
        of_pair(
            &self.mentions[at],
            Earlier {
                mention,
                known,
                back,
                speaks,
            },
            &mut self.features,
        );
        &self.features
    }

    /// What speaks for mention `at`, the next to be decided, being the first of its someone.
    pub fn new_one(&mut self, at: usize) -> &Features {
        let same = self.nouns.get(noun(&self.mentions[at])).copied().unwrap_or(0);
        of_new(&self.mentions[at], same, &mut self.features);
        &self.features
    }

    /// Joins the next mention to an earlier one, or begins a chain with it.
    pub fn decide(&mut self, antecedent: Option<usize>) {
        let at = self.chain_of.len();
        let chain = antecedent.map_or(self.known.len(), |earlier| self.chain_of[earlier]);
        if chain == self.known.len() {
            self.known.push(Known::default());
        }
        self.known[chain].learn(&self.mentions[at]);
        *self.nouns.entry(noun(&self.mentions[at])).or_default() += 1;
        self.chain_of.push(chain);
    }
}

/// Gathers mentions into chains by the trained scorer.
pub fn gather(mentions: Vec<Mention>, speakers: &[Option<usize>], weights: &PairWeights) -> Chains {
    let mut antecedents = Vec::with_capacity(mentions.len());
    let mut ranked = Vec::with_capacity(mentions.len());
    let mut gathering = Gathering::new(&mentions, speakers);
    for at in 0..mentions.len() {
        let alone = weights.score(gathering.new_one(at)) - JOINS;
        let mut scored: Vec<(f32, usize)> = gathering
            .candidates(at)
            .into_iter()
            .map(|earlier| (weights.score(gathering.pair(at, earlier)), earlier))
            .collect();
        // Nearest first among equals.
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let best = scored
            .first()
            .filter(|(score, _)| *score > alone)
            .map(|(_, earlier)| *earlier);
        gathering.decide(best);
        antecedents.push(best);
        let top = scored.first().map_or(0.0, |(score, _)| *score);
        ranked.push(
            scored
                .into_iter()
                .take(RANKED)
                .map(|(score, earlier)| (top - score, earlier))
                .collect(),
        );
    }
    let chain_of = gathering.chain_of;
    Chains {
        mentions,
        antecedents,
        ranked,
        chain_of,
    }
}

/// The last word of a mention's head; none is like none.
fn noun(mention: &Mention) -> &str {
    mention.words.last().map_or("", String::as_str)
}

/// What grammar settles: nobody is "he" and "she", and no whole is its own part.
fn can_mean_the_same(one: &Mention, other: &Mention) -> bool {
    let genders = one.gender.is_some() && other.gender.is_some() && one.gender != other.gender;
    let within = one.span.contains(other.span) || other.span.contains(one.span);
    !genders && !within
}
