//! On whose word we have it that something was said.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::Telling;
use super::camps::Camps;
use super::publisher::{head, publisher, united_nations};
use crate::actor::Actor;
use crate::annotated::Annotated;
use crate::span::Span;
use crate::statement::{Sourcing, Statement, Voucher};
use crate::text::phrases::Phrases;

/// Words with which an account hands on what nobody in particular vouches for.
static HEARSAY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "reportedly|is said to|are said to|was said to|is reported to|are reported to|was reported to|\
         is believed to have|is understood to have|are understood to have|is rumoured to|is rumored to|it is said that",
    )
});

/// Words right after an inner verb of telling that mean the outer speaker: "promised us", "told him that".
static TOLD_ME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:told|assured|promised|informed|warned|asked|urged|guaranteed|telling|assuring|promising|insulted|threatened)\s+(?:me|us|him|her|them)\b|\bI was (?:told|assured|promised|warned|asked)\b|\bapologi[sz]ed to (?:me|us|him|her|them)\b",
    )
});

/// Notes on every statement who vouches for it.
pub(super) fn describe(annotated: &mut Annotated, paragraphs: &[Span], tellings: &[Telling]) {
    let parties = Parties::of(annotated, paragraphs);
    let vouchers: Vec<Voucher> = annotated
        .statements
        .iter()
        .zip(tellings)
        .map(|(statement, telling)| {
            let outer = statement.within.and_then(|id| annotated.statement(id));
            match outer {
                Some(outer) => parties.inner(annotated, statement, outer),
                None if !HEARSAY.find(&telling.outside).is_empty() => Voucher::Unnamed,
                None => parties.outermost(annotated, statement),
            }
        })
        .collect();
    for (statement, voucher) in annotated.statements.iter_mut().zip(vouchers) {
        statement.voucher = voucher;
    }
}

/// Who publishes an account, and whom it is about.
struct Parties {
    /// The side of a publisher that has one.
    publisher: Option<Camps>,
    /// The side that it shares the occasion with, where its head names one.
    head: Camps,
    /// The sides of the speakers.
    speakers: Camps,
}

impl Parties {
    fn of(annotated: &Annotated, paragraphs: &[Span]) -> Self {
        let end = head(&annotated.account.text).len();
        let beginning = paragraphs.first().map_or(0, |p| p.start);
        let present = |actor: &&Actor| actor.mentions.iter().any(|m| m.start < end && m.end >= beginning);
        let join = |actors: &mut dyn Iterator<Item = &Actor>| {
            actors.fold(Camps::default(), |mut all, actor| {
                all.join(Camps::of(annotated, actor));
                all
            })
        };
        let speaks = |actor: &&Actor| annotated.statements.iter().any(|s| s.speaker == Some(actor.id));
        Self {
            publisher: publisher(&annotated.account),
            head: join(&mut annotated.actors.iter().filter(present)),
            speakers: join(&mut annotated.actors.iter().filter(speaks)),
        }
    }

    /// For a statement that the account itself reports.
    fn outermost(&self, annotated: &Annotated, statement: &Statement) -> Voucher {
        let Some(publisher) = &self.publisher else {
            return Voucher::Outlet;
        };
        let Some(speaker) = statement.speaker.and_then(|id| annotated.actor(id)) else {
            return Voucher::OwnSide;
        };
        if speaker.name.to_lowercase().contains("question") {
            return Voucher::ThirdParty;
        }
        let mut theirs = camps_of(annotated, speaker, statement);
        if theirs.is_unknown() {
            theirs.by_office(head(&annotated.account.text), speaker);
        }
        if theirs.meets(publisher) || statement.sourcing == Sourcing::Collective && theirs.is_unknown() {
            Voucher::OwnSide
        } else if statement.sourcing == Sourcing::Unnamed {
            Voucher::ThirdParty
        } else if theirs.is_unknown() {
            Voucher::OwnSide
        } else if *publisher != united_nations() && theirs.meets(&self.head) {
            Voucher::OtherSide
        } else {
            Voucher::ThirdParty
        }
    }

    /// For what the speaker of another statement says that was said.
    fn inner(&self, annotated: &Annotated, inner: &Statement, outer: &Statement) -> Voucher {
        if matches!(outer.sourcing, Sourcing::Unnamed) && outer.on_behalf_of.is_none() {
            return Voucher::Unnamed;
        }
        let (Some(speaker), Some(voucher)) = (
            inner.speaker.and_then(|id| annotated.actor(id)),
            outer.speaker.and_then(|id| annotated.actor(id)),
        ) else {
            return Voucher::ThirdParty;
        };
        let text = annotated.account.text.as_str();
        let source = inner.source.first().map_or("", |s| s.of(text)).to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|w| source.starts_with(w));
        let (theirs, whose) = (
            camps_of(annotated, speaker, inner),
            camps_of(annotated, voucher, outer),
        );
        let adversaries = !theirs.is_unknown()
            && !whose.is_unknown()
            && theirs.meets(&self.speakers)
            && self.are_two(&theirs, &whose);
        let told = TOLD_ME.is_match(outer.extent().of(text)) || inner.addressee.contains(&voucher.id);
        if speaker.id == voucher.id
            || theirs.meets(&whose)
            || begins(&["his ", "their ", "our ", "my ", "we", "i "])
        {
            Voucher::OwnSide
        } else if told || begins(&["your ", "you"]) || adversaries {
            Voucher::OtherSide
        } else {
            Voucher::ThirdParty
        }
    }

    /// Whether both sides stand in the account's head.
    fn are_two(&self, one: &Camps, other: &Camps) -> bool {
        one.meets(&self.head) && other.meets(&self.head)
    }
}

/// The sides of a speaker and of whom it speaks for.
fn camps_of(annotated: &Annotated, speaker: &Actor, statement: &Statement) -> Camps {
    let mut camps = Camps::of(annotated, speaker);
    let principal = statement.on_behalf_of.and_then(|id| annotated.actor(id));
    if let Some(principal) = principal {
        camps.join(Camps::of(annotated, principal));
    }
    camps
}
