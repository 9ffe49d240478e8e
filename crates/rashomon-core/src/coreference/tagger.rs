//! Which words head a mention, and of what: a linear classifier over hashed features of each word.

use super::hash;
use super::tokens::{Shape, Token};
use super::weights::TaggerWeights;
use crate::speakers::lexicon::{
    given_name, is_body_word, is_function_word, is_office_word, is_title, is_unnamed_head,
};

/// What a word is to the mentions around it. The order is that of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// No part of a mention.
    None,
    /// Stands in a mention before its head.
    Modifier,
    /// A verb or auxiliary.
    Verb,
    /// Head of a mention of one person.
    Person,
    /// Head of a mention of several people.
    People,
    /// Head of a mention of a body.
    Organisation,
    /// Head of a mention of a place or state.
    Place,
    /// Head of a mention of anything else.
    Thing,
    /// The same, several.
    Things,
}

/// Every tag, in the order of the weights.
pub const TAGS: [Tag; 9] = [
    Tag::None,
    Tag::Modifier,
    Tag::Verb,
    Tag::Person,
    Tag::People,
    Tag::Organisation,
    Tag::Place,
    Tag::Thing,
    Tag::Things,
];

impl Tag {
    /// Whether it heads a mention.
    pub fn is_head(self) -> bool {
        !matches!(self, Tag::None | Tag::Modifier | Tag::Verb)
    }
}

/// The tag of a word and the probability of each of [`TAGS`].
#[derive(Clone, Copy, Debug)]
pub struct Tagged {
    /// The most probable.
    pub tag: Tag,
    /// By the order of [`TAGS`]; they add up to 1.
    pub probabilities: [f32; TAGS.len()],
}

/// Tags every word.
pub fn tag(tokens: &[Token], weights: &TaggerWeights) -> Vec<Tagged> {
    let kinds = kinds(tokens);
    let mut features = Vec::with_capacity(64);
    (0..tokens.len())
        .map(|at| {
            features.clear();
            features_at(tokens, &kinds, at, &mut features);
            weighed(&features, weights)
        })
        .collect()
}

/// What the project's lists know of each word.
pub fn kinds(tokens: &[Token]) -> Vec<&'static str> {
    tokens.iter().map(kind).collect()
}

fn weighed(features: &[u32], weights: &TaggerWeights) -> Tagged {
    let scores = weights.scores(features);
    let top = (0..TAGS.len())
        .max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)))
        .unwrap_or(0);
    let mut probabilities = scores.map(|s| (s - scores[top]).exp());
    let total: f32 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|p| *p /= total);
    Tagged {
        tag: TAGS[top],
        probabilities,
    }
}

/// Collects the hashed features of the word at `at`; `kinds` are those of [`kinds`].
pub fn features_at(tokens: &[Token], kinds: &[&'static str], at: usize, out: &mut Vec<u32>) {
    let near = |by: isize| neighbour(tokens, at, by);
    let word = |by: isize| near(by).map_or("|", |i| tokens[i].lower.as_str());
    let shape = |by: isize| near(by).map_or("|", |i| tokens[i].shape.name());
    let kind = |by: isize| near(by).map_or("|", |i| kinds[i]);
    let tail = |by: isize| tail(word(by), 3);
    let mut add = |template: &str, parts: &[&str]| out.push(numbered(template, parts));
    for by in -2..=2 {
        let place = [b"a", b"b", b"c", b"d", b"e"][(by + 2) as usize];
        let place = std::str::from_utf8(place).unwrap_or("c");
        add("w", &[place, word(by)]);
        add("s", &[place, tail(by)]);
        add("k", &[place, kind(by), shape(by)]);
    }
    add("ww", &["b", word(-1), word(0)]);
    add("ww", &["d", word(0), word(1)]);
    add("wn", &[word(-1), word(1)]);
    add("sw", &["b", word(-1), tail(0)]);
    add("sw", &["d", tail(0), word(1)]);
    add("ss", &["b", tail(-1), tail(0)]);
    add("ss", &["d", tail(0), tail(1)]);
    add("ss2", &[tail(-1), tail(0), tail(1)]);
    add("kk", &["b", kind(-1), kind(0), shape(0)]);
    add("kk", &["d", kind(0), kind(1), shape(0), shape(1)]);
    add(
        "kkk",
        &[kind(-1), kind(0), kind(1), shape(-1), shape(0), shape(1)],
    );
    add("k5", &[kind(-2), kind(-1), kind(0), kind(1), kind(2)]);
    add("kw", &[kind(-1), word(0)]);
    add("wk", &[word(-1), kind(0), shape(0)]);
    add("wks", &[word(-1), tail(0), kind(1)]);
    let here = &tokens[at];
    add("t2", &[self::tail(&here.lower, 2)]);
    add("t4", &[self::tail(&here.lower, 4)]);
    add("p3", &[self::front(&here.lower, 3)]);
    add("p4", &[self::front(&here.lower, 4)]);
    let first = if here.first { "first" } else { "later" };
    add("f", &[first, shape(0), kind(0)]);
    add("fw", &[first, word(0)]);
}

fn neighbour(tokens: &[Token], at: usize, by: isize) -> Option<usize> {
    let found = at.checked_add_signed(by)?;
    (tokens.get(found)?.paragraph == tokens[at].paragraph).then_some(found)
}

/// What the project's lists know of a word.
fn kind(token: &Token) -> &'static str {
    let lower = token.lower.as_str();
    if token.shape == Shape::Mark {
        return "mark";
    }
    if token.state {
        return "state";
    }
    if is_function_word(lower) {
        return "function";
    }
    if token.shape == Shape::Capital {
        let mut chars = lower.chars();
        let capital: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(chars)
            .collect();
        if given_name(&capital).is_some() {
            return "given";
        }
    }
    if is_title(lower) {
        "title"
    } else if is_unnamed_head(lower) {
        "unnamed"
    } else if is_body_word(lower) {
        "body"
    } else if is_office_word(lower) {
        "office"
    } else {
        "word"
    }
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Shape::Small => "x",
            Shape::Capital => "Xx",
            Shape::Shouted => "XX",
            Shape::Digits => "9",
            Shape::Mark => ".",
        }
    }
}

/// The last `count` characters.
fn tail(word: &str, count: usize) -> &str {
    let from = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    &word[from..]
}

/// The first `count` characters.
fn front(word: &str, count: usize) -> &str {
    let to = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
    &word[..to]
}

/// A feature's number: of a template's name and its parts.
fn numbered(template: &str, parts: &[&str]) -> u32 {
    let parts = parts
        .iter()
        .flat_map(|part| std::iter::once(0).chain(part.bytes()));
    hash(template.bytes().chain(parts))
}
