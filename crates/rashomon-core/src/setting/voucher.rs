//! On whose word we have it that something was said.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::Telling;
use super::camps::Camps;
use super::publisher::{head, letterhead, publisher, united_nations};
use crate::actor::Actor;
use crate::annotated::Annotated;
use crate::span::Span;
use crate::statement::{Form, Sourcing, Statement, Voucher};
use crate::text::phrases::Phrases;

/// Words with which an account hands on what nobody in particular vouches for.
static HEARSAY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "reportedly|is said to|are said to|was said to|is reported to|are reported to|was reported to|\
         is believed to have|is understood to have|are understood to have|is rumoured to|is rumored to|it is said that",
    )
});

/// The same of who speaks in the first person: another "her" is somebody else.
static TOLD_US: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:me|us)\b|\b(?:I|we|have|had) (?:was|were|been)\b"));

/// Words right after an inner verb of telling that mean the outer speaker: "promised us", "told him that".
static TOLD_ME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:told|tells|assured|promised|informed|warned|asked|urged|guaranteed|telling|assuring|promising|insulted|threatened)\s+(?:me|us|him|her|them)\b|\b(?:was|were|been) (?:told|assured|promised|warned|asked)\b|\bapologi[sz]ed to (?:me|us|him|her|them)\b",
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
            head: {
                let named = head(&annotated.account.text);
                let mut camps = join(&mut annotated.actors.iter().filter(present));
                annotated
                    .actors
                    .iter()
                    .filter(present)
                    .for_each(|actor| camps.by_office(named, actor));
                camps
            },
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
        let text = annotated.account.text.as_str();
        if theirs.is_unknown() {
            theirs.by_office(head(text), speaker);
        }
        let holds = |office: String| {
            speaker
                .roles
                .iter()
                .any(|role| role.eq_ignore_ascii_case(&office))
        };
        if letterhead(text).is_some_and(holds) {
            return Voucher::OwnSide;
        }
        if theirs.meets(publisher) || statement.sourcing == Sourcing::Collective && theirs.is_unknown() {
            Voucher::OwnSide
        } else if statement.sourcing == Sourcing::Unnamed {
            Voucher::ThirdParty
        } else if theirs.is_unknown() {
            Voucher::OwnSide
        } else if !publisher.meets(&united_nations()) && theirs.meets(&self.head) {
            Voucher::OtherSide
        } else {
            Voucher::ThirdParty
        }
    }

    /// For what the speaker of another statement says that was said.
    fn inner(&self, annotated: &Annotated, inner: &Statement, outer: &Statement) -> Voucher {
        if outer.sourcing == Sourcing::Outlet {
            return Voucher::Outlet;
        }
        let asks = outer.speaker.and_then(|id| annotated.actor(id));
        if asks.is_some_and(|actor| actor.name == "questioner") {
            return Voucher::ThirdParty;
        }
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
        let told = tells(text, inner, outer) || inner.addressee.contains(&voucher.id);
        // "The ambassador has said", from an office: its own.
        let bare_office = theirs.is_unknown() && inner.sourcing == Sourcing::Role && self.publisher.is_some();
        if told && begins(&["their ", "your "]) {
            Voucher::OtherSide
        } else if speaker.id == voucher.id
            || theirs.meets(&whose)
            || bare_office && !told
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

/// Whether an inner statement was made to the outer one's speaker, by the words before what it says.
fn tells(text: &str, inner: &Statement, outer: &Statement) -> bool {
    let (Some(content), whole) = (inner.content.first(), outer.extent()) else {
        return false;
    };
    let start = inner.cue.iter().chain(&inner.source).map(|s| s.start).min();
    let before = text[whole.start.min(content.start)..content.start].rfind(['.', '!', '?']);
    let sentence = before.map_or(whole.start, |at| whole.start + at + 1);
    let words = Span::new(sentence.min(start.unwrap_or(sentence)), content.start).of(text);
    TOLD_ME.is_match(words) && (outer.form != Form::Direct || TOLD_US.is_match(words))
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
