//! Pronouns and counted groups: "he", "they", "the three sides".

use super::cast::{Mention, Someone};
use super::lexicon::{Gender, is_unnamed_head};
use super::resolve::Resolver;
use crate::actor::ActorKind;
use crate::attribute::Found;
use crate::span::Span;
use crate::text::words::is_preposition;

/// What the trained scorer counts beside distance and place: so much for each unit by which an actor scores below
/// the best. More loses speakers of reports, where who spoke last goes on speaking.
const KINSHIP: f32 = 0.15;
/// Actors that score farther below, or were not considered, are as far below as this.
const FARTHEST: f32 = 4.0;

impl Resolver<'_> {
    /// Whom a pronoun means.
    pub(super) fn pronoun(&mut self, at: Span, lower: &str, found: &Found) -> Option<usize> {
        match lower {
            "i" | "we" | "you" => self.inside_of(found).or_else(|| self.carried(found)),
            "who" => self.before(at).or_else(|| self.carried(found)),
            "they" | "them" | "both" => self.plural(at, found).or_else(|| self.carried(found)),
            "it" | "one" => self.best(at, None, found, |kind| {
                matches!(kind, ActorKind::Country | ActorKind::Organisation)
            }),
            _ => {
                let gender = if matches!(lower, "she" | "her") {
                    Gender::Female
                } else {
                    Gender::Male
                };
                self.best(at, Some(gender), found, |kind| {
                    matches!(kind, ActorKind::Person | ActorKind::Unnamed)
                })
            }
        }
    }

    /// The speaker of the statement that this one stands in.
    pub(super) fn inside_of(&self, found: &Found) -> Option<usize> {
        let here = found.cue.first().or(found.content.first())?;
        self.said
            .iter()
            .rev()
            .find(|(content, _)| content.contains(*here))
            .map(|(_, who)| *who)
    }

    /// The person named last before an offset.
    pub(super) fn before(&self, at: Span) -> Option<usize> {
        self.cast
            .mentions
            .iter()
            .rfind(|m| m.span.end <= at.start && at.start - m.span.end < 4)
            .map(|m| m.who)
    }

    /// The best antecedent by the trained scorer, distance, place in the sentence and gender.
    ///
    /// The scorer has learnt from texts of many kinds; that who spoke last goes on speaking is particular to
    /// reports, and weighed by hand, after Lappin and Leass (1994).
    pub(super) fn best(
        &self,
        at: Span,
        gender: Option<Gender>,
        found: &Found,
        kind: impl Fn(ActorKind) -> bool,
    ) -> Option<usize> {
        let here = self.sentence_of(at.start);
        let inside_quote = self.quoted.iter().any(|q| q.contains(at));
        let kinship = self.kinship(at);
        let mut top: Option<(f32, usize)> = None;
        let known = self
            .subjects
            .iter()
            .filter(|m| m.span.end <= at.start)
            .map(|m| (m, true));
        let named = self
            .cast
            .mentions
            .iter()
            .filter(|m| m.span.end <= at.start)
            .map(|m| (m, false));
        for (mention, subject) in named.chain(known) {
            let someone = &self.cast.people[mention.who];
            if !kind(someone.kind) || gender.is_some() && someone.gender.is_some() && someone.gender != gender
            {
                continue;
            }
            if is_several(someone) {
                continue;
            }
            // "Berg, he said, was ill": who is spoken about is not who speaks.
            if found.content.iter().any(|content| content.contains(mention.span)) {
                continue;
            }
            let sentences_back = here.saturating_sub(self.sentence_of(mention.span.start));
            if sentences_back > 6 {
                continue;
            }
            let mut score = -(sentences_back as f32) - (at.start - mention.span.end) as f32 / 4000.0;
            if subject {
                score += 1.2;
            } else if self.leads_sentence(mention.span) {
                score += 1.0;
            } else if self.is_object(mention.span) {
                score -= 0.6;
            }
            if !inside_quote && self.quoted.iter().any(|q| q.contains(mention.span)) {
                score -= 1.5;
            }
            if self.paragraph_of(mention.span.start) != self.paragraph_of(at.start) {
                score -= 0.5;
            }
            let below = kinship
                .iter()
                .find(|(who, _)| *who == mention.who)
                .map_or(FARTHEST, |(_, below)| *below);
            score -= KINSHIP * below.min(FARTHEST);
            if top.is_none_or(|(best, _)| score >= best) {
                top = Some((score, mention.who));
            }
        }
        top.map(|(_, who)| who)
    }

    /// Whether it is the first name of its sentence and no preposition stands before it there.
    pub(super) fn leads_sentence(&self, mention: Span) -> bool {
        let Some(sentence) = self.sentences.get(self.sentence_of(mention.start)) else {
            return false;
        };
        let first = self
            .cast
            .mentions
            .iter()
            .find(|m| sentence.contains(m.span))
            .is_some_and(|m| m.span == mention);
        first && !self.is_object(mention)
    }

    /// Whether a preposition stands right before it, or a verb whose object it is.
    pub(super) fn is_object(&self, mention: Span) -> bool {
        let before = self.text[..mention.start]
            .trim_end()
            .trim_end_matches("the")
            .trim_end();
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("")
            .to_lowercase();
        is_preposition(&word) || matches!(word.as_str(), "told" | "met" | "and")
    }

    /// Whom "they" means: the nearest list of actors before it, or a group or body.
    pub(super) fn plural(&mut self, at: Span, found: &Found) -> Option<usize> {
        let here = self.sentence_of(at.start);
        for back in 0..3 {
            let sentence = *self.sentences.get(here.checked_sub(back)?)?;
            let window = Span::new(sentence.start, sentence.end.min(at.start));
            let inside: Vec<Mention> = self.cast.inside(window).copied().collect();
            for end in (2..=inside.len()).rev() {
                for start in 0..end - 1 {
                    let list = &inside[start..end];
                    let cover = list[0].span.cover(list[list.len() - 1].span);
                    let and = cover.of(self.text).contains(" and ");
                    if and && self.is_list(list) {
                        let whos: Vec<usize> = list.iter().map(|m| m.who).collect();
                        return Some(self.group_of(cover, &whos));
                    }
                }
            }
            let plural = inside.iter().rev().find(|m| {
                matches!(
                    self.cast.people[m.who].kind,
                    ActorKind::Group | ActorKind::Unnamed
                )
            });
            if let Some(found) = plural {
                return Some(found.who);
            }
        }
        self.best(at, None, found, |kind| {
            matches!(
                kind,
                ActorKind::Group | ActorKind::Organisation | ActorKind::Country
            )
        })
    }

    pub(super) fn is_list(&self, list: &[Mention]) -> bool {
        list.windows(2).all(|pair| {
            if pair[0].span.end > pair[1].span.start {
                return false;
            }
            let between = Span::new(pair[0].span.end, pair[1].span.start)
                .of(self.text)
                .trim();
            matches!(between, "," | "and" | ", and" | "and the" | ", the" | ", and the")
        })
    }

    /// "the three sides", "both leaders", "the presidents": as many people or states listed or named before.
    pub(super) fn counted(&mut self, whole: Span) -> Option<usize> {
        let lower = whole.of(self.text).to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let (first, head) = (*words.first()?, *words.last()?);
        let persons = matches!(
            head,
            "leaders" | "presidents" | "ministers" | "men" | "women" | "diplomats" | "chiefs"
        );
        let states = matches!(
            head,
            "sides" | "parties" | "countries" | "nations" | "governments" | "capitals" | "powers"
        );
        let definite = matches!(first, "the" | "both" | "two" | "three" | "all");
        let plain = !words.iter().any(|w| matches!(*w, "of" | "from" | "in" | "for"));
        if !(persons || states) || !definite || !plain {
            return None;
        }
        let count = words.iter().find_map(|word| match *word {
            "two" | "both" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            _ => None,
        });
        let kind = if persons {
            ActorKind::Person
        } else {
            ActorKind::Country
        };
        let size = count.unwrap_or(2);
        let (cover, whos) = self
            .listed(whole, kind, size)
            .or_else(|| self.named_last(whole, kind, size, head))?;
        let who = self.group_of(cover, &whos);
        self.mention(whole, who);
        Some(who)
    }

    /// The nearest list before ("A, B and C") of `size` actors of a kind.
    fn listed(&self, whole: Span, kind: ActorKind, size: usize) -> Option<(Span, Vec<usize>)> {
        let earlier = |m: &&Mention| m.span.end <= whole.start && self.cast.people[m.who].kind == kind;
        let before: Vec<Mention> = self.cast.mentions.iter().filter(earlier).copied().collect();
        before.windows(size).rev().find_map(|list| {
            let cover = list[0].span.cover(list[size - 1].span);
            let is_list = self.is_list(list) && cover.of(self.text).contains(" and ");
            is_list.then(|| (cover, list.iter().map(|m| m.who).collect()))
        })
    }

    /// The last `size` different actors of a kind that were named before; for "presidents" those who are.
    fn named_last(
        &self,
        whole: Span,
        kind: ActorKind,
        size: usize,
        head: &str,
    ) -> Option<(Span, Vec<usize>)> {
        let office = head.trim_end_matches('s');
        let holds = |who: usize| {
            let someone = &self.cast.people[who];
            let has = |role: &str| role.to_lowercase().contains(office);
            !matches!(office, "president" | "minister")
                || someone.roles.iter().any(|r| has(r))
                || someone.offices.iter().any(|t| has(t.office))
        };
        let earlier =
            |m: &&Mention| m.span.end <= whole.start && self.cast.people[m.who].kind == kind && holds(m.who);
        let mut whos: Vec<usize> = Vec::new();
        for mention in self.cast.mentions.iter().filter(earlier).rev() {
            if !whos.contains(&mention.who) {
                whos.push(mention.who);
            }
            if whos.len() == size {
                whos.sort_unstable();
                return Some((whole, whos));
            }
        }
        None
    }
}

/// Whether an unnamed source is several people ("officials").
fn is_several(someone: &Someone) -> bool {
    let plural = |word: &str| word.ends_with('s') && is_unnamed_head(&word.to_lowercase());
    someone.kind == ActorKind::Unnamed && someone.name.split([' ', ',']).any(plural)
}
