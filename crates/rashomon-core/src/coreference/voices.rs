//! Who speaks in each quotation, by the words beside it.

use super::mentions::{Class, Mention, MentionKind};
use super::tokens::Token;

/// Words of saying that stand between a quotation and its speaker.
const SAYING: &[&str] = &[
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "asked",
    "asks",
    "wrote",
    "writes",
    "replied",
    "explained",
    "stated",
    "declared",
    "announced",
    "noted",
    "insisted",
    "claimed",
    "argued",
    "warned",
    "according",
    "answered",
    "responded",
    "continued",
    "observed",
    "concluded",
    "commented",
    "remarked",
    "thinks",
    "thought",
    "believes",
    "admitted",
    "acknowledged",
    "stressed",
    "saying",
    "adding",
    "quoted",
    "tweeted",
];

/// For each mention the one who speaks where it stands: `None` outside quotations, and where nobody shows.
pub fn voices(tokens: &[Token], mentions: &[Mention]) -> Vec<Option<usize>> {
    let count = tokens
        .iter()
        .filter_map(|t| t.quote)
        .max()
        .map_or(0, |last| last + 1);
    let mut speakers: Vec<Option<usize>> = Vec::with_capacity(count);
    for quote in 0..count {
        let beside = speaker(tokens, mentions, quote);
        // A quotation that goes on in the same paragraph has the same speaker.
        let before = quote
            .checked_sub(1)
            .filter(|b| paragraph(tokens, *b) == paragraph(tokens, quote));
        speakers.push(beside.or_else(|| before.and_then(|b| speakers[b])));
    }
    mentions
        .iter()
        .map(|m| m.quote.and_then(|quote| speakers[quote]))
        .collect()
}

fn paragraph(tokens: &[Token], quote: usize) -> Option<usize> {
    tokens
        .iter()
        .find(|t| t.quote == Some(quote))
        .map(|t| t.paragraph)
}

fn speaker(tokens: &[Token], mentions: &[Mention], quote: usize) -> Option<usize> {
    let from = tokens.iter().position(|t| t.quote == Some(quote))?;
    let to = tokens.iter().rposition(|t| t.quote == Some(quote))? + 1;
    after(tokens, mentions, to).or_else(|| before(tokens, mentions, from))
}

fn can_speak(mention: &Mention) -> bool {
    mention.quote.is_none()
        && matches!(mention.class, Class::Person | Class::Organisation)
        && !matches!(mention.kind, MentionKind::Pronoun(p) if p.possessive)
}

/// "…" said Lund; "…" Lund said.
fn after(tokens: &[Token], mentions: &[Mention], to: usize) -> Option<usize> {
    const REACH: usize = 14;
    let saying = (to..(to + REACH).min(tokens.len()))
        .take_while(|i| tokens[*i].quote.is_none() && tokens[*i].lower != ".")
        .find(|i| SAYING.contains(&tokens[*i].lower.as_str()))?;
    if saying <= to + 2 {
        let next = mentions
            .iter()
            .position(|m| can_speak(m) && m.from > saying && m.from <= saying + 2);
        if next.is_some() {
            return next;
        }
    }
    mentions
        .iter()
        .rposition(|m| can_speak(m) && m.head_from >= to && m.to <= saying)
}

/// Lund said: "…".
fn before(tokens: &[Token], mentions: &[Mention], from: usize) -> Option<usize> {
    const REACH: usize = 8;
    let saying = (from.saturating_sub(REACH)..from)
        .rev()
        .take_while(|i| tokens[*i].quote.is_none())
        .find(|i| SAYING.contains(&tokens[*i].lower.as_str()))?;
    let sentence = tokens[saying].sentence;
    mentions
        .iter()
        .rposition(|m| can_speak(m) && m.sentence == sentence && m.to <= saying)
}
