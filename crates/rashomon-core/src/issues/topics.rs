//! Topics of a small lexicon.

use std::sync::LazyLock;

use super::prose;
use crate::annotated::Annotated;
use crate::gazetteer::folded;
use crate::span::Span;
use crate::text::words::{is_word, split_words};

/// How many words "~" may stand for.
const LONGEST_GAP: usize = 5;

struct Topic {
    label: &'static str,
    triggers: Vec<Vec<Part>>,
}

/// One word of a trigger.
enum Part {
    Word(&'static str),
    Beginning(&'static str),
    Gap,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    include_str!("topics.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(label, triggers)| Topic {
            label,
            triggers: triggers.split('|').map(parts).collect(),
        })
        .collect()
});

fn parts(trigger: &'static str) -> Vec<Part> {
    trigger
        .split(' ')
        .map(|word| match word.strip_suffix('*') {
            _ if word == "~" => Part::Gap,
            Some(beginning) => Part::Beginning(beginning),
            None => Part::Word(word),
        })
        .collect()
}

impl Part {
    fn matches(&self, word: &str) -> bool {
        match self {
            Part::Word(own) => *own == word,
            Part::Beginning(beginning) => word.starts_with(beginning),
            Part::Gap => true,
        }
    }
}

/// Whether a label is that of a topic of the lexicon.
pub fn is_topic(label: &str) -> bool {
    TOPICS.iter().any(|topic| topic.label == label)
}

/// The topics that an account speaks of, with the words that show it.
pub(super) fn find(annotated: &Annotated) -> Vec<(String, Vec<Span>)> {
    let text = &annotated.account.text;
    let mut out: Vec<(String, Vec<Span>)> = TOPICS
        .iter()
        .map(|topic| (topic.label.to_owned(), Vec::new()))
        .collect();
    for block in prose(annotated) {
        let words: Vec<(Span, String)> = split_words(block.of(text))
            .into_iter()
            .map(|span| Span::new(span.start + block.start, span.end + block.start))
            .filter(|span| is_word(span.of(text)))
            .map(|span| (span, folded(span.of(text)).to_lowercase()))
            .collect();
        for (topic, (_, mentions)) in TOPICS.iter().zip(&mut out) {
            mentions.extend(matches(topic, &words));
        }
    }
    out
}

/// Disjoint matches, the longest at each place.
fn matches(topic: &Topic, words: &[(Span, String)]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = topic
            .triggers
            .iter()
            .filter_map(|trigger| match_at(trigger, words, at))
            .max();
        match end {
            Some(end) => {
                out.push(words[at].0.cover(words[end - 1].0));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// The word after the match of a trigger that begins at `at`.
fn match_at(trigger: &[Part], words: &[(Span, String)], at: usize) -> Option<usize> {
    let Some((part, rest)) = trigger.split_first() else {
        return Some(at);
    };
    if matches!(part, Part::Gap) {
        return (0..=LONGEST_GAP).find_map(|skip| match_at(rest, words, at + skip));
    }
    words.get(at).filter(|(_, word)| part.matches(word))?;
    match_at(rest, words, at + 1)
}
