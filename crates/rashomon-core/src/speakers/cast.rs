//! The actors of one account and every place where each is mentioned.

use std::collections::HashMap;

use super::forms::{is_headline, is_spelling, shortens, tidy_name, tokens};
use super::lexicon::{Gender, is_function_word};
use super::names::{Name, NameKind, find_names};
use crate::actor::{Actor, ActorId, ActorKind};
use crate::gazetteer::{MentionAs, Tenure, find_all, folded};
use crate::span::Span;
use crate::text::words::split_words;

/// Someone, while the account is still being read.
#[derive(Clone, Debug)]
pub struct Someone {
    /// The fullest name so far.
    pub name: String,
    /// Its [`tokens`].
    pub words: Vec<String>,
    /// What kind of someone.
    pub kind: ActorKind,
    /// As far as words show it.
    pub gender: Option<Gender>,
    /// Offices the account gives.
    pub roles: Vec<String>,
    /// The party it belongs to.
    pub side: Option<String>,
    /// Whether the words name them, rather than give only an office.
    pub named: bool,
    /// Offices that the actor table knows them by.
    pub offices: Vec<&'static Tenure>,
}

/// A place where someone is mentioned.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The words, office included.
    pub span: Span,
    /// The name alone.
    pub name: Span,
    /// Index into [`Cast::people`].
    pub who: usize,
}

/// Everyone in an account. Mentions are sorted.
#[derive(Debug, Default)]
pub struct Cast {
    /// The actors.
    pub people: Vec<Someone>,
    /// Where they are mentioned.
    pub mentions: Vec<Mention>,
    /// Capitalised words that nothing yet shows to name anyone.
    pub unclear: Vec<Name>,
    by_key: HashMap<String, usize>,
}

impl Cast {
    /// Gathers the names of some paragraphs into actors.
    pub fn of(text: &str, paragraphs: &[Span]) -> Self {
        let (headlines, prose): (Vec<Span>, Vec<Span>) =
            paragraphs.iter().partition(|p| is_headline(p.of(text)));
        let mut names: Vec<Name> = prose.iter().flat_map(|p| find_names(text, *p)).collect();
        let mut cast = Self::default();
        // Fuller names first, so that short forms find them whatever the order in the text.
        names.sort_by_key(|n| (std::cmp::Reverse(tokens(n.name.of(text)).len()), n.span));
        for name in names {
            cast.add_name(text, name);
        }
        cast.settle_unclear(text);
        for headline in headlines {
            cast.add_known(text, headline);
        }
        for paragraph in paragraphs {
            cast.add_states(text, *paragraph);
        }
        cast.sort();
        cast
    }

    /// Sorts mentions, the longer first where two begin at one place.
    pub fn sort(&mut self) {
        self.mentions
            .sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.who));
        self.mentions.dedup_by_key(|m| (m.span, m.who));
    }

    fn add_name(&mut self, text: &str, name: Name) {
        match name.kind {
            NameKind::Person => {
                let who = self.person(text, &name);
                self.mentions.push(Mention {
                    span: name.span,
                    name: name.name,
                    who,
                });
            }
            NameKind::Organisation => {
                let who = self.body(name.name.of(text), None);
                self.mentions.push(Mention {
                    span: name.span,
                    name: name.name,
                    who,
                });
            }
            NameKind::Unclear => self.unclear.push(name),
        }
    }

    /// The person of a name: one already known by a compatible name, or a new one.
    pub fn person(&mut self, text: &str, name: &Name) -> usize {
        let words = name.name.of(text);
        let who = self.known_person(words, name.gender).unwrap_or_else(|| {
            let name_given = tidy_name(words);
            self.add(Someone {
                words: tokens(&name_given),
                name: name_given,
                kind: ActorKind::Person,
                gender: name.gender,
                roles: Vec::new(),
                side: None,
                named: true,
                offices: Vec::new(),
            })
        });
        let someone = &mut self.people[who];
        someone.gender = someone.gender.or(name.gender);
        if let Some(role) = &name.role {
            add_role(someone, role);
        }
        who
    }

    /// A person whose name the words are, or shorten.
    pub fn known_person(&self, words: &str, gender: Option<Gender>) -> Option<usize> {
        let wanted = tokens(words);
        let same_gender = |s: &Someone| gender.is_none() || s.gender.is_none() || s.gender == gender;
        self.people.iter().position(|s| {
            let is_named_so = || shortens(&wanted, &s.words) || is_spelling(&wanted, &s.words);
            s.kind == ActorKind::Person && s.named && same_gender(s) && is_named_so()
        })
    }

    /// The body of this name, or a new one.
    pub fn body(&mut self, words: &str, side: Option<&str>) -> usize {
        let name = words.trim_start_matches("The ").trim_start_matches("the ").trim();
        self.keyed(name, ActorKind::Organisation, side)
    }

    /// The actor with this name and kind, or a new one.
    pub fn keyed(&mut self, name: &str, kind: ActorKind, side: Option<&str>) -> usize {
        let key = format!("{kind:?}:{}", folded(&name.to_lowercase()));
        if let Some(&who) = self.by_key.get(&key) {
            return who;
        }
        let named = !matches!(kind, ActorKind::Unnamed);
        let side = side.map(str::to_owned);
        let roles = Vec::new();
        let who = self.add(Someone {
            name: name.to_owned(),
            words: tokens(name),
            kind,
            gender: None,
            roles,
            side,
            named,
            offices: Vec::new(),
        });
        self.by_key.insert(key, who);
        who
    }

    fn add(&mut self, someone: Someone) -> usize {
        self.people.push(someone);
        self.people.len() - 1
    }

    /// Names that were unclear by themselves are those of people who are known by now.
    pub(super) fn settle_unclear(&mut self, text: &str) {
        let unclear = std::mem::take(&mut self.unclear);
        for name in unclear {
            match self.known_person(name.name.of(text), name.gender) {
                Some(who) => self.mentions.push(Mention {
                    span: name.span,
                    name: name.name,
                    who,
                }),
                None => self.unclear.push(name),
            }
        }
    }

    /// In a headline every word has a capital: only names known from the prose are names there.
    fn add_known(&mut self, text: &str, headline: Span) {
        let shift = |w: Span| Span::new(w.start + headline.start, w.end + headline.start);
        let words: Vec<Span> = split_words(headline.of(text)).into_iter().map(shift).collect();
        let mut i = 0;
        while i < words.len() {
            let full = (i + 1..=(i + 3).min(words.len())).rev().find_map(|end| {
                let span = Span::new(words[i].start, words[end - 1].end);
                let who = self.known_person(span.of(text), None)?;
                (tokens(span.of(text)).len() == end - i).then_some((span, who, end))
            });
            let Some((span, who, end)) = full else {
                let word = words[i].of(text);
                if word.chars().next().is_some_and(char::is_uppercase)
                    && !is_function_word(&word.to_lowercase())
                {
                    let kind = NameKind::Unclear;
                    self.unclear.push(Name {
                        span: words[i],
                        name: words[i],
                        kind,
                        role: None,
                        gender: None,
                    });
                }
                i += 1;
                continue;
            };
            self.mentions.push(Mention {
                span,
                name: span,
                who,
            });
            i = end;
        }
    }

    fn add_states(&mut self, text: &str, paragraph: Span) {
        for (found, mention) in find_all(paragraph.of(text)) {
            let span = Span::new(found.start + paragraph.start, found.end + paragraph.start);
            if mention.as_ == MentionAs::Demonym || self.mentions.iter().any(|m| m.span.overlaps(span)) {
                continue;
            }
            let side = Some(mention.country.name);
            let who = match mention.body {
                Some(_) => self.body(span.of(text), side),
                None => self.keyed(mention.country.name, ActorKind::Country, side),
            };
            self.mentions.push(Mention {
                span,
                name: span,
                who,
            });
        }
    }

    /// The mentions that lie inside a span.
    pub fn inside(&self, span: Span) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |m| span.contains(m.name))
    }

    /// The finished actors: those that are mentioned, numbered in the order of their first mention, and
    /// for each of [`Cast::people`] its id.
    pub fn finish(mut self) -> (Vec<Actor>, Vec<Option<ActorId>>) {
        self.sort();
        let mut mentions: Vec<Vec<Span>> = vec![Vec::new(); self.people.len()];
        for mention in &self.mentions {
            mentions[mention.who].push(mention.span);
        }
        let mut order: Vec<usize> = (0..self.people.len())
            .filter(|&i| !mentions[i].is_empty())
            .collect();
        order.sort_by_key(|&i| (mentions[i][0], i));
        let mut ids = vec![None; self.people.len()];
        let mut actors = Vec::with_capacity(order.len());
        for (number, who) in order.into_iter().enumerate() {
            let id = ActorId(number as u32 + 1);
            ids[who] = Some(id);
            let someone = &self.people[who];
            actors.push(Actor {
                id,
                name: someone.name.clone(),
                kind: someone.kind,
                roles: someone.roles.clone(),
                side: someone.side.clone(),
                mentions: std::mem::take(&mut mentions[who]),
            });
        }
        (actors, ids)
    }
}

/// Adds an office unless a fuller one already says it; fullest first.
pub fn add_role(someone: &mut Someone, role: &str) {
    let role = role.trim().trim_end_matches(',');
    if role.is_empty()
        || someone
            .roles
            .iter()
            .any(|known| known.to_lowercase().contains(&role.to_lowercase()))
    {
        return;
    }
    someone
        .roles
        .retain(|known| !role.to_lowercase().contains(&known.to_lowercase()));
    someone.roles.push(role.to_owned());
    someone.roles.sort_by_key(|role| std::cmp::Reverse(role.len()));
}
