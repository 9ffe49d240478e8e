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
    let quotations = quotations(tokens);
    let mut speakers: Vec<Option<usize>> = Vec::with_capacity(quotations.len());
    for (quote, &(from, to)) in quotations.iter().enumerate() {
        let beside = (from < to)
            .then(|| after(tokens, mentions, to).or_else(|| before(tokens, mentions, from)))
            .flatten();
        // A quotation that goes on in the same paragraph has the same speaker.
        let paragraph = |(from, to): (usize, usize)| (from < to).then(|| tokens[from].paragraph);
        let goes_on = quote
            .checked_sub(1)
            .filter(|b| paragraph(quotations[*b]) == paragraph((from, to)));
        speakers.push(beside.or_else(|| goes_on.and_then(|b| speakers[b])));
    }
    mentions
        .iter()
        .map(|m| m.quote.and_then(|quote| speakers[quote]))
        .collect()
}

/// For each quotation its first word and one past its last; the same number twice when it has none.
fn quotations(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(quote) = token.quote else { continue };
        if quote >= out.len() {
            out.resize(quote + 1, (0, 0));
        }
        match &mut out[quote] {
            empty if empty.0 == empty.1 => *empty = (at, at + 1),
            (_, to) => *to = at + 1,
        }
    }
    out
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
        // A phrase that begins within two words ends with their sentence.
        let last = tokens[(saying + 2).min(tokens.len() - 1)].sentence;
        let next = (first_past(mentions, saying)..mentions.len())
            .take_while(|m| mentions[*m].sentence <= last)
            .find(|m| {
                can_speak(&mentions[*m]) && mentions[*m].from > saying && mentions[*m].from <= saying + 2
            });
        if next.is_some() {
            return next;
        }
    }
    let from = mentions.partition_point(|m| m.head_from < to);
    (from..first_past(mentions, saying)).rfind(|m| can_speak(&mentions[*m]))
}

/// The first mention that ends after the word at `word`; mentions are in the order of their heads.
fn first_past(mentions: &[Mention], word: usize) -> usize {
    mentions.partition_point(|m| m.to <= word)
}

/// Lund said: "…".
fn before(tokens: &[Token], mentions: &[Mention], from: usize) -> Option<usize> {
    const REACH: usize = 8;
    let saying = (from.saturating_sub(REACH)..from)
        .rev()
        .take_while(|i| tokens[*i].quote.is_none())
        .find(|i| SAYING.contains(&tokens[*i].lower.as_str()))?;
    let sentence = tokens[saying].sentence;
    (0..first_past(mentions, saying))
        .rev()
        .take_while(|m| mentions[*m].sentence == sentence)
        .find(|m| can_speak(&mentions[*m]))
}
