//! Finding states, their people and their seats in running text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::countries::{Country, countries, rows};
use super::fold::folded;
use super::person_names;
use crate::span::Span;

/// Words that speak of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryMention {
    /// The state.
    pub country: &'static Country,
    /// In what manner the words speak of it.
    pub as_: MentionAs,
    /// For a [`MentionAs::Metonym`]: the body it stands for ("Presidency of Russia").
    pub body: Option<&'static str>,
}

/// How words speak of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionAs {
    /// "Russia", "the UK".
    Name,
    /// "Russian", "Russians".
    Demonym,
    /// "Moscow": the city or the government.
    Capital,
    /// "the Kremlin", "Foggy Bottom": a body of the state.
    Metonym,
}

/// What the words are, for exactly these words in this letter case; `None` for anything else.
///
/// Accents and typographic apostrophes make no difference, a leading "the" is passed over, and words of
/// four or more letters are also known in capitals. "Korea" and "Korean" alone are not known: they may be
/// either state.
///
/// ```
/// use rashomon_core::gazetteer::{MentionAs, by_word};
/// let kremlin = by_word("the Kremlin").unwrap();
/// assert_eq!((kremlin.country.name, kremlin.as_), ("Russia", MentionAs::Metonym));
/// assert!(by_word("us").is_none());
/// ```
pub fn by_word(words: &str) -> Option<CountryMention> {
    let words = words.trim();
    let words = words
        .strip_prefix("the ")
        .or_else(|| words.strip_prefix("The "))
        .unwrap_or(words);
    INDEX.entries.get(&key(&tokens(words))).copied().flatten()
}

/// Every mention of a state in the text, longest words first at each place, in order and disjoint.
///
/// Spans are bytes on word boundaries; an article before and a possessive ending after stay outside.
/// "US" is found, the pronoun "us" is not. Skipped are phrases that only contain a state's name ("Gulf of
/// Mexico", "Latin American"), sums of money ("US$5"), and names that people bear as well ("Michael
/// Jordan", "Georgia Smith", "George Washington"). Does not tell a capital that is a place from one that
/// stands for a government, nor the US state of Georgia from the country.
pub fn find_all(text: &str) -> Vec<(Span, CountryMention)> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((length, entry)) = longest_at(&tokens, at) else {
            at += 1;
            continue;
        };
        if let Some(mention) = entry
            && !is_money(text, &tokens[at + length - 1])
            && !names_a_person(text, &tokens, at, length)
        {
            found.push((
                Span::new(tokens[at].span.start, tokens[at + length - 1].span.end),
                mention,
            ));
        }
        at += length;
    }
    found
}

/// A word, or a single character that is neither a word nor white space.
pub(super) struct Token {
    /// Where it stands.
    pub(super) span: Span,
    /// Its letters, without accents.
    pub(super) folded: String,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// Words and single marks of the text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut spaced = false;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word(c) {
            while let Some((next, d)) = chars.next_if(|(_, d)| is_word(*d)) {
                end = next + d.len_utf8();
            }
        }
        out.push(Token {
            span: Span::new(start, end),
            folded: folded(&text[start..end]),
            spaced,
        });
        spaced = false;
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn key(tokens: &[Token]) -> String {
    let mut out = String::new();
    for (nth, token) in tokens.iter().enumerate() {
        if nth > 0 && token.spaced {
            out.push(' ');
        }
        out.push_str(&token.folded);
    }
    out
}

struct Index {
    /// `None` for a phrase that only contains a state's name.
    entries: HashMap<String, Option<CountryMention>>,
    first_words: HashSet<String>,
    longest: usize,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index {
        entries: HashMap::new(),
        first_words: HashSet::new(),
        longest: 1,
    };
    let mut shouted = Vec::new();
    for country in countries() {
        for (word, as_, body) in words_of(country) {
            let entry = Some(CountryMention { country, as_, body });
            index.add(word, entry);
            if word.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
                shouted.push((word.to_uppercase(), entry));
            }
        }
    }
    for phrase in rows(include_str!("../../data/not_countries.txt")) {
        index.add(phrase, None);
        shouted.push((phrase.to_uppercase(), None));
    }
    // After all others: what is written in capitals never hides a word that is always so written.
    for (word, entry) in shouted {
        index.add(&word, entry);
    }
    index
});

impl Index {
    /// Adds the words unless an earlier row has them.
    fn add(&mut self, words: &str, entry: Option<CountryMention>) {
        let tokens = tokens(words);
        let Some(first) = tokens.first() else { return };
        self.longest = self.longest.max(tokens.len());
        self.first_words.insert(first.folded.clone());
        self.entries.entry(key(&tokens)).or_insert(entry);
    }
}

fn words_of(
    country: &'static Country,
) -> impl Iterator<Item = (&'static str, MentionAs, Option<&'static str>)> {
    std::iter::once(&country.name)
        .chain(&country.other_names)
        .map(|word| (*word, MentionAs::Name, None))
        .chain(
            country
                .demonyms
                .iter()
                .map(|word| (*word, MentionAs::Demonym, None)),
        )
        .chain(
            country
                .metonyms
                .iter()
                .map(|m| (m.word, MentionAs::Metonym, Some(m.body))),
        )
        .chain(
            country
                .capitals
                .iter()
                .map(|word| (*word, MentionAs::Capital, None)),
        )
}

fn longest_at(tokens: &[Token], at: usize) -> Option<(usize, Option<CountryMention>)> {
    if !INDEX.first_words.contains(&tokens[at].folded) {
        return None;
    }
    let most = INDEX.longest.min(tokens.len() - at);
    (1..=most).rev().find_map(|length| {
        let entry = INDEX.entries.get(&key(&tokens[at..at + length]))?;
        Some((length, *entry))
    })
}

fn is_money(text: &str, last: &Token) -> bool {
    text[last.span.end..].starts_with(['$', '€', '£'])
}

/// Whether the words are part of a person's name, as far as the words on either side tell.
fn names_a_person(text: &str, tokens: &[Token], at: usize, length: usize) -> bool {
    if length != 1 {
        return false;
    }
    let word = tokens[at].folded.as_str();
    let before = at.checked_sub(1).map(|p| &tokens[p]).filter(|_| {
        // Only a plain gap joins two words to one name.
        tokens[at].spaced && !text[tokens[at - 1].span.end..tokens[at].span.start].contains('\n')
    });
    let after = tokens
        .get(at + 1)
        .filter(|next| next.spaced && !text[tokens[at].span.end..next.span.start].contains('\n'));
    let starts = at < 2 || matches!(tokens[at - 2].folded.as_str(), "." | "!" | "?" | "\"" | "“" | ":");
    before.is_some_and(|token| person_names::is_given_name_before(&token.folded, word, starts))
        || after.is_some_and(|token| person_names::is_family_name_after(&token.folded, word))
}

#[cfg(test)]
#[path = "mentions_tests.rs"]
mod tests;
