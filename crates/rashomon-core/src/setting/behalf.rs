//! For whom a speaker speaks: a spokesman's ministry, a lawyer's client, an office's holder, a delegate's
//! country.

use std::sync::LazyLock;

use crate::text::pattern::pattern;
use regex::Regex;

use super::Telling;
use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::gazetteer::find_all;
use crate::span::Span;
use crate::speakers::is_pronoun;
use crate::statement::{Aspect, Circumstance};

/// A name or a body, with an article: "the Foreign Ministry", "Skyloom", "the network".
const WHOM: &str = r"((?:the\s|its\s|his\s|her\s|their\s)?(?:\p{Lu}[\p{L}\p{N}&.’'-]*|\p{Ll}+-\p{Ll}+)(?:\s(?:of|and|for|the|\p{Lu}[\p{L}\p{N}&-]*))*(?:\s(?:ministry|government|office|party|army|group|union|council|company|network|president|premier|minister|general|police|movement|delegation))?|(?:the|its|his|her|their)\s\p{Ll}+(?:\s(?:ministry|office|party|union))?)";

/// Where the words for whom stand: after the words of speaking for, or before those of a spokesman.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let after = [
        r"(?:[Oo]n behalf of|[Ss]peaking for|[Ss]peaks for|[Ii]n the name of|[Rr]epeating the position of)\s",
        r"(?i:spokes(?:man|woman|person|people|men|women)|press secretary|lawyer|lawyers|attorney|solicitor)\s(?:for|of)\s",
        r"(?i:representatives?|delegates?)\s(?:for|of|from)\s",
    ];
    let before = [
        r"['’]s?\s(?:finance|foreign affairs|foreign policy|home affairs|health|defence|defense|justice|education|transport|energy|economic|security|campaign|chief|deputy|senior|media|press)\s(?i:spokes(?:man|woman|person|people|men|women))\b",
        r"\s(?:(?:chief|senior|deputy|then|acting)\s)*(?i:spokes(?:man|woman|person|people|men|women)|press secretary)\b",
        r"(?:['’]s?|\s)?\s(?i:lawyer|lawyers|attorney|press office|press service|private office)\b",
        r"['’]s?\s(?i:office|delegate|representative)\b",
    ];
    let owned = r"((?:[Tt]he\s|[Ii]ts\s|[Hh]is\s|[Hh]er\s|[Tt]heir\s)?(?:\p{Lu}[\p{L}\p{N}&.-]*\s)*(?:\p{Lu}[\p{L}\p{N}&.-]*|\p{Ll}+)(?:['’]s?\s(?:\p{Lu}?\p{L}+\s)?(?:ministry|union|party|office|government))?)";
    let after = after.iter().map(|words| format!("{words}{WHOM}"));
    let before = before.iter().map(|words| format!("{owned}(?:['’]s?)?{words}"));
    after.chain(before).map(|source| pattern(&source)).collect()
});

/// Something that every one of the patterns has: one quick look spares most sentences all of them.
static HINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)behalf|speak|name of|position of|spokes|secretary|lawyer|attorney|solicitor|representative|delegate|office|service",
    )
});

/// "on its behalf": the owner is named before.
static BY_PRONOUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bon (?:its|their|his|her) behalf\b"));

/// Words that are nobody for whom one could speak.
const NOBODY: &[&str] = &[
    "a", "an", "the", "one", "another", "said", "that", "former", "and", "but", "of", "to",
];

/// Notes on every statement for whom its speaker speaks, where the account says so; the same speaker speaks
/// for the same one all through the account.
pub(super) fn describe(annotated: &mut Annotated, tellings: &[Telling]) {
    let mut known: Vec<(ActorId, ActorId, Span)> = Vec::new();
    for (nth, telling) in tellings.iter().enumerate() {
        let statement = &annotated.statements[nth];
        let Some(speaker) = statement.speaker else {
            continue;
        };
        let whom = whom(annotated, nth, telling)
            .and_then(|words| Some((principal(annotated, words, speaker)?, words)))
            .filter(|(principal, _)| *principal != speaker);
        let before = || {
            known
                .iter()
                .find(|(who, ..)| *who == speaker)
                .map(|(_, p, s)| (*p, *s))
        };
        let Some((principal, span)) = whom.or_else(before) else {
            continue;
        };
        let statement = &mut annotated.statements[nth];
        statement.on_behalf_of = Some(principal);
        statement.setting.push(Circumstance {
            what: Aspect::OnBehalfOf,
            span,
        });
        known.push((speaker, principal, span));
    }
}

/// The words that say for whom: in the source and the words around it, or where the speaker was introduced.
fn whom(annotated: &Annotated, nth: usize, telling: &Telling) -> Option<Span> {
    let text = annotated.account.text.as_str();
    let statement = &annotated.statements[nth];
    let is_outside = |span: &Span| telling.outside.iter().any(|(word, _)| span.contains(*word));
    let here = telling
        .is_said
        .then(|| in_words(text, telling.sentence).filter(is_outside))
        .flatten();
    let speaker = statement.speaker.and_then(|id| annotated.actor(id))?;
    // Another one's spokesman may be spoken of in the same sentence: the words stand at this one's source.
    let near = here.filter(|span| {
        let source = statement.source.first().copied();
        let speaks_for =
            text[..span.start].ends_with("behalf of ") || text[..span.start].ends_with("speaking for ");
        // "a source in the chancellor's office" speaks for nobody.
        let inside = ["in ", "inside ", "at ", "from "]
            .iter()
            .any(|w| text[..span.start].ends_with(w));
        speaks_for || !inside && source.is_none_or(|s| distance(s, *span) <= NEAR)
    });
    near.or_else(|| {
        let introduced = speaker.mentions.iter().find(|m| m.end <= text.len())?;
        let line = line_of(text, *introduced);
        in_words(text, line)
            .filter(|span| distance(*introduced, *span) <= NEAR && !introduced.contains(*span))
    })
}

/// How far the words may stand from the source, in bytes.
const NEAR: usize = 30;

fn distance(a: Span, b: Span) -> usize {
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

fn line_of(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind(['\n', '.']).map_or(0, |at| at + 1);
    let end = text[span.end..]
        .find(['\n', '.'])
        .map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

/// The words for whom in a stretch of text.
fn in_words(text: &str, within: Span) -> Option<Span> {
    let words = within.of(text);
    if !HINT.is_match(words) {
        return None;
    }
    let named = PATTERNS
        .iter()
        .find_map(|pattern| pattern.captures(words)?.get(1))
        .filter(|found| !NOBODY.contains(&found.as_str().to_lowercase().as_str()));
    let found = named.or_else(|| BY_PRONOUN.find(words))?;
    Some(Span::new(within.start + found.start(), within.start + found.end()).trimmed(text))
}

/// "head" of "head of the Mission": whom an office is for does not hold it.
fn head_of(role: &str) -> &str {
    role.split(" of ").next().unwrap_or(role)
}

/// The actor that some words mean; a new one when nobody in the account is called so.
fn principal(annotated: &mut Annotated, words: Span, speaker: ActorId) -> Option<ActorId> {
    let text = annotated.account.text.as_str();
    let said = words.of(text);
    let lower = said.to_lowercase();
    let first = lower.split_whitespace().next()?;
    let by_pronoun =
        BY_PRONOUN.is_match(&lower) || is_pronoun(first) || matches!(first, "its" | "his" | "her" | "their");
    if by_pronoun {
        let before = |actor: &&Actor| actor.id != speaker && actor.kind != ActorKind::Unnamed;
        let last = |actor: &Actor| {
            actor
                .mentions
                .iter()
                .filter(|m| m.end <= words.start)
                .map(|m| m.end)
                .max()
        };
        return annotated
            .actors
            .iter()
            .filter(before)
            .filter_map(|actor| Some((last(actor)?, actor.id)))
            .max()
            .map(|(_, id)| id);
    }
    let core = lower.trim_start_matches("the ");
    let head = core.split_whitespace().next_back()?.trim_end_matches(['.', ',']);
    let others = || annotated.actors.iter().filter(|actor| actor.id != speaker);
    let mentioned = others().find(|actor| {
        actor
            .mentions
            .iter()
            .any(|m| words.contains(*m) && m.end == words.end)
    });
    let has_word = |name: &str| {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == head)
    };
    let called = || {
        others().find(|actor| has_word(&actor.name) || actor.roles.iter().any(|role| has_word(head_of(role))))
    };
    if let Some(actor) = mentioned.or_else(called) {
        return Some(actor.id);
    }
    let id = ActorId(annotated.actors.iter().map(|actor| actor.id.0).max().unwrap_or(0) + 1);
    let name = said
        .trim_start_matches("the ")
        .trim_start_matches("The ")
        .to_owned();
    annotated.actors.push(Actor {
        id,
        side: find_all(&name).first().map(|(_, m)| m.country.name.to_owned()),
        name,
        kind: ActorKind::Organisation,
        roles: Vec::new(),
        mentions: vec![words],
    });
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whom(text: &str) -> Option<&str> {
        in_words(text, Span::new(0, text.len())).map(|span| span.of(text))
    }

    #[test]
    fn whom_a_spokesman_speaks_for_stands_before_or_after() {
        assert_eq!(
            whom("Foreign Ministry spokeswoman Mia Roe said"),
            Some("Foreign Ministry")
        );
        assert_eq!(whom("ministry spokesman Jon Roe said"), Some("ministry"));
        assert_eq!(whom("A spokeswoman for Roe denied this"), Some("Roe"));
        assert_eq!(
            whom("Speaking on behalf of the African Union, he said"),
            Some("the African Union")
        );
        assert_eq!(whom("Roe’s office apologised"), Some("Roe"));
        assert_eq!(
            whom("Ann Roe, the opposition’s finance spokeswoman, said"),
            Some("the opposition")
        );
        assert_eq!(whom("The representative of Malta said"), Some("Malta"));
    }

    #[test]
    fn nobody_speaks_for_an_article() {
        assert_eq!(whom("A spokesman said"), None);
        assert_eq!(whom("Roe said it was late"), None);
    }
}
