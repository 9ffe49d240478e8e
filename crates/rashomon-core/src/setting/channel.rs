//! By what way something was said.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::Telling;
use crate::span::Span;
use crate::statement::Channel;
use crate::text::phrases::{Phrases, folded_words};

/// Words that name a channel.
struct Entry {
    channel: Channel,
    /// Whether they do so in the head of a record, for everything in it.
    in_head: bool,
    words: Phrases,
}

static CHANNELS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    include_str!("channels.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(entry)
        .collect()
});

fn entry(line: &'static str) -> Option<Entry> {
    let mut columns = line.split('\t');
    let (channel, place, words) = (columns.next()?, columns.next()?, columns.next()?);
    let channel: StrDeserializer<'_, Error> = channel.into_deserializer();
    Some(Entry {
        channel: Channel::deserialize(channel).ok()?,
        in_head: place == "head",
        words: Phrases::of(words),
    })
}

/// The first channel of the lexicon that some words name, and which of them do.
fn first(in_head: bool, words: &[(Span, String)]) -> Option<(Channel, Span)> {
    CHANNELS
        .iter()
        .filter(|entry| entry.in_head == in_head)
        .find_map(|entry| Some((entry.channel, *entry.words.find(words).first()?)))
}

/// By what way it was said, when the words around the content say so.
pub(super) fn channel(telling: &Telling) -> Option<(Channel, Span)> {
    first(false, &telling.outside)
}

/// The way in which everything in a record of one occasion (a transcript, an office's own read-out) was
/// said, by its head: short lines, and the first line of prose.
pub(super) fn account_channel(text: &str, paragraphs: &[Span]) -> Option<(Channel, Span)> {
    const HEAD: usize = 4;
    const LONGEST: usize = 200;
    let head = paragraphs.iter().take(HEAD).filter(|p| p.len() <= LONGEST);
    let words: Vec<(Span, String)> = head.flat_map(|p| folded_words(text, *p)).collect();
    first(true, &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_is_read() {
        let lines = include_str!("channels.tsv").lines();
        let written = lines.filter(|l| !l.is_empty() && !l.starts_with('#')).count();
        assert_eq!(CHANNELS.len(), written);
    }

    #[test]
    fn a_post_that_was_written_is_a_post() {
        let text = "He wrote on X that it was late.";
        let words = folded_words(text, Span::new(0, text.len()));
        let (channel, span) = first(false, &words).unwrap();
        assert_eq!((channel, span.of(text)), (Channel::SocialPost, "wrote on X"));
    }
}
