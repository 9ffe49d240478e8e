//! Which side somebody is on, in the account's own words: known states, and names that stand before an office
//! ("Osteria's water minister", "the Osterian official").

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use crate::actor::{Actor, ActorKind};
use crate::annotated::Annotated;
use crate::gazetteer::find_all;

/// Names that own something: "Velmar's foreign ministry".
static OWNERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\p{Lu}[\p{L}]+(?:\s\p{Lu}[\p{L}]+)?)(?:['’]s|s['’])\s"));

/// Names after "of" or "for": "the representative of Zareh".
static OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:of|for|to)\s(?:the\s)?(\p{Lu}[\p{L}]+(?:\s\p{Lu}[\p{L}]+)?)"));

/// How many letters two names must share at their beginning to mean one side: "Osteria", "Osterian".
const SHARED_LETTERS: usize = 4;

/// How far before a mention its owner may stand, in bytes.
const REACH_BYTES: usize = 60;

/// The sides of somebody, in lower case; empty when the account does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Camps(BTreeSet<String>);

impl Camps {
    /// The sides of an actor of an account.
    pub fn of(annotated: &Annotated, actor: &Actor) -> Self {
        let text = annotated.account.text.as_str();
        let mut out = Self::default();
        out.0.extend(actor.side.as_ref().map(|side| side.to_lowercase()));
        if matches!(actor.kind, ActorKind::Country | ActorKind::Organisation) {
            out.0.insert(actor.name.to_lowercase());
        }
        if actor.kind != ActorKind::Person {
            out.named(&actor.name);
        }
        actor.roles.iter().for_each(|role| out.named(role));
        for mention in actor.mentions.iter().filter(|m| m.end <= text.len()) {
            out.named(mention.of(text));
            // Before a pronoun stands whoever was spoken of last.
            let words = mention.of(text);
            if words.contains(' ') || words.starts_with(char::is_uppercase) {
                out.owner_before(text, mention.start);
            }
        }
        out
    }

    /// One side by name.
    pub fn named_so(name: &str) -> Self {
        Self([name.to_lowercase()].into())
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both have a side in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().any(|a| other.0.iter().any(|b| alike(a, b)))
    }

    /// Adds the sides of another.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Adds the side of whoever holds one of an actor's offices by some words: "the President of Kenya".
    pub fn by_office(&mut self, words: &str, actor: &Actor) {
        let lower = words.to_lowercase();
        for role in &actor.roles {
            let role = role.to_lowercase();
            for (at, _) in lower.match_indices(role.as_str()) {
                // Lower-casing may move offsets: what does not fit is not looked at.
                let Some(rest) = words
                    .get(at + role.len()..)
                    .filter(|rest| rest.starts_with(" of "))
                else {
                    continue;
                };
                let name = OF.captures(rest.split('\n').next().unwrap_or_default());
                self.0.extend(
                    name.and_then(|c| c.get(1))
                        .map(|name| name.as_str().to_lowercase()),
                );
            }
        }
    }

    /// Sides that a description names.
    fn named(&mut self, words: &str) {
        let countries = find_all(words)
            .into_iter()
            .map(|(_, m)| m.country.name.to_lowercase());
        self.0.extend(countries);
        for pattern in [&*OWNERS, &*OF] {
            let names = pattern.captures_iter(words).filter_map(|c| c.get(1));
            self.0.extend(names.map(|name| name.as_str().to_lowercase()));
        }
    }

    /// The owner right before an offset: "Osteria's water minister, [Ilse Harn]".
    fn owner_before(&mut self, text: &str, offset: usize) {
        let mut start = offset.saturating_sub(REACH_BYTES);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let before = &text[start..offset];
        let Some(name) = OWNERS.captures_iter(before).filter_map(|c| c.get(1)).last() else {
            return;
        };
        let between = &before[name.end()..];
        let is_title = !between.contains(['.', '"', '”', ';', '\n'])
            && between.matches(',').count() <= 1
            && between.split_whitespace().count() <= 5;
        if is_title {
            self.0.insert(name.as_str().to_lowercase());
        }
    }
}

fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    a == b || shared >= SHARED_LETTERS && shared + 2 >= shorter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjective_and_its_country_are_one_side() {
        assert!(alike("osteria", "osterian"));
        assert!(!alike("osteria", "velmar"));
        assert!(!alike("us", "uk"));
    }

    #[test]
    fn an_owner_stands_right_before() {
        let owner = |text: &str| {
            let mut camps = Camps::default();
            camps.owner_before(text, text.len());
            !camps.is_unknown()
        };
        assert!(owner("Osteria's water minister, "));
        assert!(!owner("Osteria's water rose. The minister, "));
    }
}
