//! Sources given by description: an office, a body, a state, someone unnamed.

use super::cast::{Mention, add_role};
use super::lexicon::{Gender, is_body_word, is_title, is_unnamed_head, title_gender};
use super::resolve::Resolver;
use crate::actor::ActorKind;
use crate::attribute::Found;
use crate::gazetteer::{find_all, resolve_role};
use crate::span::Span;

impl Resolver<'_> {
    /// A source given by description: an office, a body, a state, or someone unnamed.
    pub(super) fn described(&mut self, whole: Span, inside: &[Mention], found: &Found) -> Option<usize> {
        let owned = self.owned(whole, found);
        let words = owned.as_deref().unwrap_or_else(|| whole.of(self.text));
        let lower = words.to_lowercase();
        let described = without_article(words)
            .split([',', '('])
            .next()
            .unwrap_or_default()
            .trim();
        let lower_core = described.to_lowercase();
        let core = lower_core.as_str();
        let states = find_all(words);
        let side = states.first().map(|(_, m)| m.country.name);
        let state = inside.iter().find(|m| {
            let kind = self.cast.people[m.who].kind;
            matches!(kind, ActorKind::Country | ActorKind::Organisation)
                && self.is_head(**m, whole)
                && m.span.len() + 5 >= whole.len()
        });
        if let Some(state) = state {
            return Some(state.who);
        }
        let head = head_word(core);
        let indefinite = lower.starts_with("a ") || lower.starts_with("an ") || lower.starts_with("one ");
        let plural = head.ends_with('s') && !head.ends_with("ss");
        if is_title(&head) && !indefinite && !plural {
            return Some(self.office(whole, &head, side, found));
        }
        let from = core.split(" from ").next().unwrap_or(core);
        let listed: Vec<&str> = core.split_whitespace().collect();
        if is_body_word(&head) {
            let whole_body = |m: &&Mention| {
                self.cast.people[m.who].kind == ActorKind::Organisation && m.span.end == whole.end
            };
            if let Some(body) = inside.iter().rfind(whole_body) {
                return Some(body.who);
            }
            let name = words.trim_start_matches("The ").trim_start_matches("the ");
            let name = self.in_full(whole).unwrap_or(name).to_owned();
            return Some(self.noted(whole, &name, ActorKind::Organisation, side));
        }
        if plural
            && matches!(
                head.as_str(),
                "leaders" | "sides" | "ministers" | "presidents" | "parties" | "countries"
            )
        {
            return Some(self.noted(whole, described, ActorKind::Group, side));
        }
        if listed.iter().any(|w| is_unnamed_head(w)) || is_unnamed_head(&head_word(from)) || indefinite {
            return Some(self.noted(whole, described, ActorKind::Unnamed, side));
        }
        if let Some(m) = inside.iter().find(|m| self.is_head(**m, whole)) {
            return Some(m.who);
        }
        if core.is_empty() || !core.chars().any(char::is_alphabetic) {
            return None;
        }
        Some(self.noted(whole, described, ActorKind::Unnamed, side))
    }

    /// "her office" with the owner's name in place of the pronoun.
    fn owned(&self, whole: Span, found: &Found) -> Option<String> {
        let words = whole.of(self.text);
        let (first, rest) = words.split_once(' ')?;
        let gender = match first.to_lowercase().as_str() {
            "her" => Gender::Female,
            "his" => Gender::Male,
            _ => return None,
        };
        let owner = self.best(whole, Some(gender), found, |kind| kind == ActorKind::Person)?;
        Some(format!("{}’s {rest}", self.cast.people[owner].name))
    }

    /// Someone given by office alone: whoever in the account has that office, the nearest before first.
    pub(super) fn office(&mut self, whole: Span, head: &str, side: Option<&str>, found: &Found) -> usize {
        let words = whole.of(self.text).to_lowercase();
        let core = words.trim_start_matches("the ").to_owned();
        let fits = |role: &str, person_side: &Option<String>| {
            let role = role.to_lowercase();
            let has = role.split(|c: char| !c.is_alphanumeric()).any(|w| w == head)
                && (head != "minister" || !core.contains("prime") || role.contains("prime"))
                && same_portfolio(&core, &role, head);
            let states = find_all(&title_case_states(&role));
            let theirs = states
                .first()
                .map(|(_, m)| m.country.name)
                .or(person_side.as_deref());
            has && (side.is_none() || theirs.is_none() || side == theirs)
        };
        // Who is named in what is said, or right after the cue, is spoken of or to.
        let object = |m: &Mention| {
            let told = found
                .cue
                .iter()
                .any(|cue| m.span.start >= cue.end && m.span.start - cue.end < 12);
            told || found.content.iter().any(|content| content.contains(m.span))
        };
        let objects: Vec<usize> = self
            .cast
            .mentions
            .iter()
            .filter(|m| object(m))
            .map(|m| m.who)
            .collect();
        let own = side.or(self.publisher);
        let others = |who: usize| {
            let theirs = self.side_of_person(who);
            own.is_some() && theirs.is_some() && theirs != own
        };
        let holder = self
            .cast
            .mentions
            .iter()
            .filter(|m| {
                let someone = &self.cast.people[m.who];
                someone.kind == ActorKind::Person && someone.roles.iter().any(|r| fits(r, &someone.side))
            })
            .min_by_key(|m| {
                let unlikely = objects.contains(&m.who) || others(m.who);
                (
                    unlikely,
                    m.span.start > whole.start,
                    m.span.start.abs_diff(whole.start),
                )
            })
            .map(|m| m.who);
        let holder = holder.or_else(|| self.known_holder(whole, head, side));
        if let Some(who) = holder {
            self.mention(whole, who);
            return who;
        }
        let original = whole.of(self.text);
        let name = original
            .trim_start_matches("The ")
            .trim_start_matches("the ")
            .to_owned();
        if is_unnamed_head(head) {
            return self.noted(whole, &name, ActorKind::Unnamed, side);
        }
        let who = self.noted(whole, &name, ActorKind::Person, side);
        self.cast.people[who].named = false;
        self.cast.people[who].gender = title_gender(head);
        let role = name.clone();
        add_role(&mut self.cast.people[who], &role);
        who
    }

    /// The side that the account's own words give someone.
    fn side_of_person(&self, who: usize) -> Option<&'static str> {
        let someone = &self.cast.people[who];
        let by_role = someone
            .roles
            .iter()
            .find_map(|role| super::resolve::side_of(role));
        by_role.or(someone.offices.first().map(|tenure| tenure.side))
    }

    /// The holder of an office by the actor table: of a side's office on the day, or, when no side is given,
    /// the person named nearest who holds such an office.
    pub(super) fn known_holder(&mut self, whole: Span, head: &str, side: Option<&str>) -> Option<usize> {
        if side.is_some() {
            let tenure = resolve_role(whole.of(self.text), self.on)?;
            let who = self.cast.known_person(tenure.person.name, None);
            return Some(who.unwrap_or_else(|| {
                let who = self
                    .cast
                    .keyed(tenure.person.name, ActorKind::Person, Some(tenure.side));
                add_role(&mut self.cast.people[who], tenure.office);
                who
            }));
        }
        let holds = |who: usize| {
            self.cast.people[who].offices.iter().any(|t| {
                let office = t.office.to_lowercase();
                office.split(|c: char| !c.is_alphanumeric()).any(|w| w == head)
                    && !(head == "president" && office.contains("vice"))
            })
        };
        let mentions = self.cast.mentions.iter().filter(|m| holds(m.who));
        mentions
            .min_by_key(|m| (m.span.start > whole.start, m.span.start.abs_diff(whole.start)))
            .map(|m| m.who)
    }
}

/// Whether two descriptions of an office may mean one: a defence minister is no prime minister.
fn same_portfolio(one: &str, other: &str, head: &str) -> bool {
    const PORTFOLIOS: &[&str] = &[
        "prime",
        "foreign",
        "defence",
        "interior",
        "finance",
        "transport",
        "health",
        "energy",
        "justice",
        "water",
        "trade",
        "economy",
        "home",
        "education",
        "agriculture",
        "environment",
        "labour",
        "culture",
        "vice",
        "deputy",
    ];
    let portfolio = |words: &str| {
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        let at = words.iter().position(|w| *w == head)?;
        let before = at
            .checked_sub(1)
            .map(|i| words[i].replace("defense", "defence"))?;
        PORTFOLIOS.iter().find(|p| **p == before)
    };
    match (portfolio(one), portfolio(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The last word before a preposition or relative clause: the head of a description.
fn head_word(core: &str) -> String {
    let stop = [
        "of", "from", "in", "at", "with", "for", "who", "on", "to", "familiar", "close", "briefed", "–", "—",
    ];
    let head = core
        .split_whitespace()
        .take_while(|w| !stop.contains(w))
        .last()
        .unwrap_or("");
    head.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// A lower-cased role with the first letters of its words in capitals, for the gazetteer.
fn title_case_states(role: &str) -> String {
    let upper = |word: &str| {
        if matches!(word, "us" | "u.s." | "uk" | "u.k." | "eu" | "un") {
            return word.to_uppercase();
        }
        let mut chars = word.chars();
        chars
            .next()
            .map(|c| c.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    };
    role.split(' ').map(upper).collect::<Vec<String>>().join(" ")
}

/// "the Calder delegation" without "the".
fn without_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or(("", words));
    if matches!(first.to_lowercase().as_str(), "the" | "a" | "an") {
        rest
    } else {
        words
    }
}
