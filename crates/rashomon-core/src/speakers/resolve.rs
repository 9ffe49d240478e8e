//! From the words of a source to the someone they mean.

use super::cast::{Cast, Mention, add_role};
use super::forms::{tidy_name, tokens};
use super::lexicon::{is_function_word, is_pronoun, is_title, title_gender};
use super::names::{Name, NameKind};
use super::publisher::publishing_side;
use crate::actor::ActorKind;
use crate::attribute::{Found, Rule};
use crate::coreference::Chains;
use crate::gazetteer::{MentionAs, find_all};
use crate::span::Span;
use crate::text::sentences::split_sentences;
use jiff::civil::Date;

/// Resolves sources in the order of the text, each seeing what was resolved before it.
pub struct Resolver<'a> {
    pub(super) text: &'a str,
    pub(super) paragraphs: &'a [Span],
    pub(super) sentences: Vec<Span>,
    /// What is inside quotation marks or a turn: names there are out of a narrator's sight.
    pub(super) quoted: Vec<Span>,
    /// The day on which the account speaks.
    pub(super) on: Option<Date>,
    /// The state whose office published the account.
    pub(super) publisher: Option<&'static str>,
    /// Which words mean the same someone, by the trained scorer.
    pub(super) chains: &'a Chains,
    /// The actors, growing as sources name new ones.
    pub cast: Cast,
    /// Sources resolved so far: where, and who.
    pub(super) subjects: Vec<Mention>,
    /// Contents of resolved statements and their speakers, in order.
    pub(super) said: Vec<(Span, usize)>,
}

impl<'a> Resolver<'a> {
    /// Starts on an account's paragraphs; `found` are its statements, in order.
    pub fn new(
        text: &'a str,
        paragraphs: &'a [Span],
        found: &[Found],
        on: Option<Date>,
        (cast, chains): (Cast, &'a Chains),
    ) -> Self {
        let sentences = paragraphs
            .iter()
            .flat_map(|p| split_sentences(text, *p))
            .collect();
        let quotations = paragraphs
            .iter()
            .flat_map(|p| crate::text::quotes::find_quotations(text, *p));
        let turns = found
            .iter()
            .filter(|f| f.is_speech())
            .flat_map(|f| f.content.clone());
        let quoted = quotations
            .filter(|q| q.closed)
            .map(|q| q.span)
            .chain(turns)
            .collect();
        Self {
            text,
            paragraphs,
            sentences,
            quoted,
            on,
            publisher: publishing_side(text, paragraphs),
            chains,
            cast,
            subjects: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Names that only their use as a source shows to be people, made known before anything is resolved.
    pub fn introduce(&mut self, found: &[Found]) {
        for source in found.iter().filter_map(|f| f.source) {
            let known = self.cast.mentions.iter().any(|m| m.span.overlaps(source));
            if !known && !source.of(self.text).contains(" and ") {
                self.unclear_name(source);
            }
        }
    }

    /// The speaker of a statement, if the account lets one be known; also remembers it.
    pub fn speaker(&mut self, found: &Found) -> Option<usize> {
        let who = match found.source {
            Some(source) if found.rule == Some(Rule::Turn) => Some(self.turn_speaker(source)),
            Some(source) if found.rule == Some(Rule::Issued) => Some(self.issuer(source, found)),
            Some(source) => self.source(source, found),
            None => self.unsaid(found),
        };
        if let Some(who) = who {
            if let Some(span) = found.source {
                self.subjects.push(Mention {
                    span,
                    name: span,
                    who,
                });
            }
            // Who is said to have said something does not go on speaking.
            if found.rule != Some(Rule::Nested) {
                self.said.extend(found.content.iter().map(|c| (*c, who)));
            }
        }
        who
    }

    pub(super) fn sentence_of(&self, offset: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= offset)
    }

    pub(super) fn paragraph_of(&self, offset: usize) -> Option<Span> {
        self.paragraphs
            .iter()
            .copied()
            .find(|p| p.start <= offset && offset < p.end)
    }

    /// The label of a speaking turn.
    pub(super) fn turn_speaker(&mut self, label: Span) -> usize {
        let words = label.of(self.text);
        let lower = words.to_lowercase();
        if matches!(
            lower.as_str(),
            "q" | "question" | "reporter" | "journalist" | "press" | "media"
        ) {
            return self.noted(label, "questioner", ActorKind::Unnamed, None);
        }
        let bare: Vec<&str> = words
            .split_whitespace()
            .filter(|w| !is_title(&w.to_lowercase()))
            .collect();
        if bare.is_empty() {
            return self.noted(label, &lower, ActorKind::Unnamed, None);
        }
        let role = words
            .split_whitespace()
            .filter(|w| is_title(&w.to_lowercase()))
            .collect::<Vec<_>>()
            .join(" ");
        let gender = words
            .split_whitespace()
            .find_map(|w| title_gender(&w.to_lowercase()));
        let name = bare.join(" ");
        let who = self.cast.known_person(&name, gender).unwrap_or_else(|| {
            let name = tidy_name(&name);
            self.cast.keyed(&name, ActorKind::Person, None)
        });
        let someone = &mut self.cast.people[who];
        someone.gender = someone.gender.or(gender);
        add_role(someone, &tidy_name(&role));
        self.mention(label, who);
        who
    }

    /// Whoever issued a text: a person, or the office or body of this name.
    fn issuer(&mut self, label: Span, found: &Found) -> usize {
        const ARTICLE: &str = "the ";
        let words = label.of(self.text);
        let name = words.strip_prefix(ARTICLE).unwrap_or(words);
        let plain = name.split_whitespace().filter(|w| !is_title(&w.to_lowercase()));
        let plain = plain.count();
        let titled = name.split_whitespace().count() > plain && (1..=3).contains(&plain);
        match self.source(label, found) {
            Some(who) if self.cast.people[who].name.split_whitespace().count() >= plain.min(2) => who,
            _ if titled && !name.contains(" of ") => self.turn_speaker(label),
            // Of a long name only a word was understood: "Council", "Zarova".
            _ => self.noted(label, name, ActorKind::Organisation, None),
        }
    }

    /// An actor by description, mentioned here.
    pub(super) fn noted(&mut self, span: Span, name: &str, kind: ActorKind, side: Option<&str>) -> usize {
        let who = self.cast.keyed(name, kind, side);
        self.mention(span, who);
        who
    }

    pub(super) fn mention(&mut self, span: Span, who: usize) {
        if !self
            .cast
            .mentions
            .iter()
            .any(|m| m.who == who && m.span.overlaps(span))
        {
            self.cast.mentions.push(Mention {
                span,
                name: span,
                who,
            });
            self.cast.sort();
        }
    }

    /// The someone that a source span means.
    pub(super) fn source(&mut self, source: Span, found: &Found) -> Option<usize> {
        let words = source.of(self.text);
        let lower = words.to_lowercase();
        if is_pronoun(&lower) {
            return self.pronoun(source, &lower, found);
        }
        if is_function_word(&lower) && !lower.contains(' ') {
            return self.unsaid(found);
        }
        // A tag may stop inside an office ("Russian presidential aide [Yury Ushakov]").
        let whole = self
            .cast
            .mentions
            .iter()
            .filter(|m| m.span.overlaps(source))
            .fold(source, |s, m| s.cover(m.span));
        let inside: Vec<Mention> = self.cast.inside(whole).copied().collect();
        let people: Vec<Mention> = inside
            .iter()
            .copied()
            .filter(|m| self.is_head(*m, whole))
            .collect();
        if let Some(group) = self.group(whole, &people) {
            return Some(group);
        }
        let person = people
            .iter()
            .rev()
            .find(|m| self.cast.people[m.who].kind == ActorKind::Person);
        if let Some(person) = person.copied() {
            return Some(person.who);
        }
        if let Some(who) = self.counted(whole) {
            return Some(who);
        }
        if let Some(who) = self.unclear_name(whole) {
            return Some(who);
        }
        self.described(whole, &inside, found)
    }

    /// Whether a mention can be what the whole source is, rather than a possessor ("Lund’s aide") or part of
    /// a description ("an aide to Lund").
    pub(super) fn is_head(&self, mention: Mention, whole: Span) -> bool {
        let after = Span::new(mention.span.end, whole.end).of(self.text);
        let possessive = after.starts_with("’s ") || after.starts_with("'s ") || after.starts_with("s’ ");
        let before = Span::new(whole.start, mention.span.start.max(whole.start))
            .of(self.text)
            .trim()
            .to_lowercase();
        let governed = before.split_whitespace().any(|w| {
            matches!(
                w,
                "to" | "of" | "for" | "from" | "in" | "with" | "by" | "at" | "as" | "who" | "on" | "between"
            )
        });
        !possessive && (!governed || before.ends_with(','))
    }

    /// Several people or states joined by "and": one group of them.
    pub(super) fn group(&mut self, whole: Span, people: &[Mention]) -> Option<usize> {
        let mut whos: Vec<usize> = Vec::new();
        let joined = people.windows(2).all(|pair| {
            let between = Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end)).of(self.text);
            let between = between
                .trim_matches(|c: char| c.is_whitespace() || c == ',')
                .to_lowercase();
            matches!(
                between.as_str(),
                "" | "and" | "and the" | "the" | "as well as" | "along with" | "and his" | "&"
            )
        });
        for mention in people {
            if !whos.contains(&mention.who) {
                whos.push(mention.who);
            }
        }
        if whos.len() < 2 || !joined {
            return None;
        }
        Some(self.group_of(whole, &whos))
    }

    pub(super) fn group_of(&mut self, span: Span, whos: &[usize]) -> usize {
        let words = |w: usize| {
            let here = self
                .cast
                .inside(span)
                .find(|m| m.who == w)
                .map(|m| m.name.of(self.text).to_owned());
            let state = self.cast.people[w].kind == ActorKind::Country;
            here.filter(|_| state)
                .unwrap_or_else(|| self.cast.people[w].name.clone())
        };
        let names: Vec<String> = whos.iter().map(|&w| words(w)).collect();
        let name = match &names[..] {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        };
        self.noted(span, &name, ActorKind::Group, None)
    }

    /// A capitalised name that only its use as a source shows to be someone.
    pub(super) fn unclear_name(&mut self, whole: Span) -> Option<usize> {
        let at = self.cast.unclear.iter().rposition(|n| whole.overlaps(n.name))?;
        let name = self.cast.unclear[at].clone();
        let after = Span::new(name.span.end, whole.end.max(name.span.end)).of(self.text);
        // "a senior Calder official": a name that goes on into a description is no head.
        let ends = after.trim_start();
        let apposed = ends.is_empty()
            || ends.starts_with([',', '('])
            || ["of ", "in ", "at ", "from "].iter().any(|w| ends.starts_with(w));
        if !apposed {
            return None;
        }
        let before = Span::new(whole.start, name.span.start.max(whole.start))
            .of(self.text)
            .to_lowercase();
        let article = before.trim_end().ends_with("the");
        let person = !article && tokens(name.name.of(self.text)).len() <= 3;
        let (text, same) = (self.text, tokens(name.name.of(self.text)));
        let who = if person {
            self.cast.person(
                text,
                &Name {
                    kind: NameKind::Person,
                    ..name
                },
            )
        } else {
            self.cast.body(name.name.of(text), None)
        };
        let unclear = std::mem::take(&mut self.cast.unclear);
        for other in unclear {
            let theirs = tokens(other.name.of(text));
            if theirs == same || person && theirs.len() == 1 && same.last() == theirs.last() {
                self.cast.mentions.push(Mention {
                    span: other.span,
                    name: other.name,
                    who,
                });
            } else {
                self.cast.unclear.push(other);
            }
        }
        self.cast.sort();
        Some(who)
    }
}

/// The side that the words of an office name ("Russian President" is Russia's).
pub fn side_of(role: &str) -> Option<&'static str> {
    let found = find_all(role);
    let state = found
        .iter()
        .find(|(_, m)| m.as_ != MentionAs::Capital)
        .or(found.first());
    state.map(|(_, m)| m.country.name)
}
