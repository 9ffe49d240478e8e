//! From chains of mentions to actors: whom a pronoun or description means, and what else means an actor.

use super::cast::{Cast, Mention};
use super::resolve::Resolver;
use crate::actor::ActorKind;
use crate::attribute::Found;
use crate::coreference::pronouns::Which;
use crate::coreference::{Chains, Class, MentionKind};
use crate::span::Span;
use crate::statement::Form;

impl Resolver<'_> {
    /// How far below the best antecedent of a pronoun each actor scores, by the trained scorer.
    pub(super) fn kinship(&self, at: Span) -> Vec<(usize, f32)> {
        let Some(mention) = self.chains.mentions.iter().position(|m| m.head.overlaps(at)) else {
            return Vec::new();
        };
        let mut out: Vec<(usize, f32)> = Vec::new();
        for (below, earlier) in &self.chains.ranked[mention] {
            if let Some(who) = self
                .actor_of(*earlier)
                .filter(|who| out.iter().all(|(known, _)| known != who))
            {
                out.push((who, *below));
            }
        }
        out
    }

    /// "delegation of Belmora" for "the delegation", where an earlier mention of its chain says of whom.
    pub(super) fn in_full(&self, at: Span) -> Option<&str> {
        let chains = self.chains;
        let mention = chains.mentions.iter().position(|m| m.head.end == at.end)?;
        let same = |i: &usize| {
            chains.chain_of[*i] == chains.chain_of[mention]
                && chains.mentions[*i].words == chains.mentions[mention].words
        };
        (0..mention).rev().filter(same).find_map(|i| {
            let head = chains.mentions[i].head;
            let of = self.text[head.end..]
                .strip_prefix(" of ")
                .map(|_| head.end + " of ".len())?;
            let whose = chains
                .mentions
                .iter()
                .find(|m| m.span.start == of && m.kind == MentionKind::Name)?;
            Some(head.cover(whose.span).of(self.text))
        })
    }

    /// The actor that a mention names, or that the mention it was joined to names.
    fn actor_of(&self, mention: usize) -> Option<usize> {
        let mut at = Some(mention);
        while let Some(mention) = at {
            let head = self.chains.mentions[mention].head;
            let named = self.cast.mentions.iter().find(|m| m.name.overlaps(head));
            let source = || {
                self.subjects
                    .iter()
                    .find(|m| m.span.contains(head) && m.span.end == head.end)
            };
            if let Some(found) = named.or_else(source) {
                return Some(found.who);
            }
            at = self.chains.antecedents[mention];
        }
        None
    }
}

/// Adds to the actors what the chains say: the pronouns and descriptions in a chain that names one actor.
///
/// Within what someone says in direct speech, "I" and "my" are the speaker's.
pub(super) fn gather(
    text: &str,
    cast: &mut Cast,
    chains: &Chains,
    found: &[Found],
    speakers: &[Option<usize>],
) {
    let mut added: Vec<Mention> = Vec::new();
    for chain in chains.chains() {
        let Some(who) = sole_actor(cast, chains, &chain) else {
            continue;
        };
        let free = |span: Span| !cast.mentions.iter().any(|m| m.span.overlaps(span));
        let joined = chain.iter().map(|at| &chains.mentions[*at]);
        // Within a quotation, "he" is not who speaks.
        let spoken = |span: Span| {
            let mut all = found.iter().zip(speakers);
            all.any(|(f, speaker)| {
                *speaker == Some(who) && is_direct(f) && f.content.iter().any(|c| c.contains(span))
            })
        };
        let spans = joined
            .filter(|m| can_join(m) && free(m.span) && !spoken(m.span))
            .filter(|m| m.kind != MentionKind::Description || !faces(text, cast, who, m.span))
            .map(|m| m.span);
        added.extend(spans.map(|span| Mention {
            span,
            name: span,
            who,
        }));
    }
    for mention in chains.mentions.iter().filter(|m| is_speaker(m.kind)) {
        let holds = |f: &Found| f.content.iter().any(|c| c.contains(mention.span));
        let inner = found
            .iter()
            .zip(speakers)
            .rfind(|(f, _)| is_direct(f) && holds(f));
        if let Some((_, Some(who))) = inner {
            let span = mention.span;
            added.push(Mention {
                span,
                name: span,
                who: *who,
            });
        }
    }
    cast.mentions.extend(added);
    cast.sort();
}

fn is_direct(found: &Found) -> bool {
    found.form == Form::Direct
}

fn is_speaker(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Pronoun(p) if p.which == Which::I)
}

/// Whether a mention says by itself that it means the actor of its chain.
fn can_join(mention: &crate::coreference::Mention) -> bool {
    match mention.kind {
        MentionKind::Pronoun(p) => matches!(p.which, Which::He | Which::She),
        MentionKind::Description => mention.class == Class::Person && mention.plural == Some(false),
        MentionKind::Name => false,
    }
}

/// Whether a description is the object of what somebody does, so that it means another: "Lund met the minister".
fn faces(text: &str, cast: &Cast, who: usize, span: Span) -> bool {
    const MOST_WORDS: usize = 6;
    let same = [
        "is", "was", "as", "became", "remains", "who", "named", "called", "or", "being",
    ];
    let between = |m: &Mention| {
        let words = text.get(m.span.end..span.start)?;
        let plain = !words.contains([',', '.', ';', ':', '(', ')', '“', '”', '"', '–', '—', '\n']);
        let listed: Vec<&str> = words.split_whitespace().collect();
        let acts = plain && (1..=MOST_WORDS).contains(&listed.len());
        Some(acts && !listed.iter().any(|w| same.contains(w)))
    };
    let mut theirs = cast.mentions.iter().filter(|m| m.who == who);
    theirs.any(|m| between(m).unwrap_or(false))
}

/// The one person that the names of a chain mean.
fn sole_actor(cast: &Cast, chains: &Chains, chain: &[usize]) -> Option<usize> {
    let names = chain
        .iter()
        .map(|at| &chains.mentions[*at])
        .filter(|m| m.kind == MentionKind::Name);
    let mut whos: Vec<usize> = names
        .filter_map(|name| cast.mentions.iter().find(|m| m.name.overlaps(name.head)))
        .map(|m| m.who)
        .collect();
    whos.sort_unstable();
    whos.dedup();
    match whos[..] {
        [who] if cast.people[who].kind == ActorKind::Person => Some(who),
        _ => None,
    }
}
