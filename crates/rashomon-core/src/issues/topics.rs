//! Topics of a small lexicon.

use std::sync::LazyLock;

use super::prose;
use crate::annotated::Annotated;
use crate::span::Span;
use crate::text::phrases::{Phrases, folded_words};

struct Topic {
    label: &'static str,
    triggers: Phrases,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    include_str!("topics.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(label, triggers)| Topic {
            label,
            triggers: Phrases::of(triggers),
        })
        .collect()
});

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
        let words = folded_words(text, block);
        for (topic, (_, mentions)) in TOPICS.iter().zip(&mut out) {
            mentions.extend(topic.triggers.find(&words));
        }
    }
    out
}
