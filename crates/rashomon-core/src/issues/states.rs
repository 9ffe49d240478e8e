//! States spoken of, other than as the speaker's own side.

use std::collections::BTreeMap;

use super::prose;
use crate::actor::ActorKind;
use crate::annotated::Annotated;
use crate::gazetteer::{self, MentionAs};
use crate::span::Span;
use crate::statement::Sourcing;

/// Words after a state's name that make it part of somebody's title.
const OFFICES: &[&str] = &[
    "president",
    "presidential",
    "prime",
    "premier",
    "foreign",
    "minister",
    "ministry",
    "secretary",
    "state",
    "defense",
    "defence",
    "ambassador",
    "official",
    "officials",
    "envoy",
    "aide",
    "adviser",
    "advisor",
    "leader",
    "supreme",
    "chancellor",
    "king",
    "queen",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "diplomat",
    "diplomats",
    "embassy",
    "counterpart",
    "deputy",
    "vice",
    "senator",
    "special",
    "national",
    "general",
    "delegation",
    "government",
    "news",
    "media",
    "agency",
    "television",
    "tv",
    "press",
    "newspaper",
    "top",
    "senior",
    "chief",
    "side",
    "department",
    "treasury",
    "congress",
    "lawmakers",
    "lawmaker",
    "crown",
    "interior",
    "permanent",
];

/// The states that an account speaks of, with the words that do, titles and sources left out.
pub(super) fn find(annotated: &Annotated) -> Vec<(String, Vec<Span>)> {
    let mut by_name: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for mention in mentions(annotated) {
        if mention.about {
            by_name.entry(mention.name).or_default().push(mention.span);
        }
    }
    by_name
        .into_iter()
        .map(|(name, spans)| (name.to_owned(), spans))
        .collect()
}

/// The states whose officials an account names or lets speak: the sides in it.
pub fn parties(annotated: &Annotated) -> Vec<String> {
    let mut out: Vec<String> = mentions(annotated)
        .into_iter()
        .filter(|mention| !mention.about)
        .map(|mention| mention.name.to_owned())
        .collect();
    let people = annotated
        .actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::Person);
    out.extend(people.filter_map(|actor| actor.side.clone()));
    out.sort();
    out.dedup();
    out
}

struct Mention {
    name: &'static str,
    span: Span,
    /// Whether the state is spoken of, rather than named in a title, as a source or as the place.
    about: bool,
}

fn mentions(annotated: &Annotated) -> Vec<Mention> {
    let text = &annotated.account.text;
    let sources: Vec<Span> = annotated
        .statements
        .iter()
        .flat_map(|s| s.source.iter().chain(&s.cue).copied())
        .collect();
    // Where unnamed sources come from makes their state neither a side nor a topic.
    let unnamed = annotated
        .statements
        .iter()
        .filter(|s| s.sourcing == Sourcing::Unnamed);
    let unnamed: Vec<Span> = unnamed.flat_map(|s| s.source.iter().copied()).collect();
    let mut out = Vec::new();
    for block in prose(annotated) {
        for (span, mention) in gazetteer::find_all(block.of(text)) {
            let span = Span::new(span.start + block.start, span.end + block.start);
            let speaks = sources.iter().any(|s| s.overlaps(span));
            let place = mention.as_ == MentionAs::Capital && is_place(text, span);
            let about = !speaks && !place && !in_title(text, span) && mention.as_ != MentionAs::Metonym;
            if !place && !unnamed.iter().any(|s| s.overlaps(span)) {
                out.push(Mention {
                    name: mention.country.name,
                    span,
                    about,
                });
            }
        }
    }
    out
}

fn is_place(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    matches!(
        word.to_lowercase().as_str(),
        "in" | "at" | "near" | "to" | "from" | "outside" | "via"
    )
}

fn in_title(text: &str, span: Span) -> bool {
    let after = &text[span.end..];
    let after = after
        .strip_prefix("'s")
        .or_else(|| after.strip_prefix("’s"))
        .unwrap_or(after);
    let next: String = after
        .trim_start_matches([' ', '-', ']'])
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    OFFICES.contains(&next.to_lowercase().as_str())
}
