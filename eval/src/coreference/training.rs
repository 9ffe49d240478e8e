//! What the scripts in `training/mentions` learn from, made by the code that will use what they learn.

use rashomon_core::coreference::chains::Gathering;
use rashomon_core::coreference::mentions::mentions;
use rashomon_core::coreference::pairs::Features;
use rashomon_core::coreference::tagger::{TAGS, Tag, features_at, kinds, tag};
use rashomon_core::coreference::tokens::{Shape, tokens};
use rashomon_core::coreference::voices::voices;
use rashomon_core::coreference::weights::TaggerWeights;

use super::gum::{Document, GoldMention};
use super::matching::{Found, matched};

/// A word of a training text: its hashed features and the number of its right tag.
pub type TaggerRow = (Vec<u32>, usize);

/// Every word of a document.
pub fn tagger_rows(document: &Document) -> Vec<TaggerRow> {
    let tokens = tokens(&document.text, &document.paragraphs);
    let gold = gold_tags(document);
    let mut word = 0;
    let kinds = kinds(&tokens);
    let mut rows = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        while word + 1 < document.words.len() && document.words[word].span.end <= token.span.start {
            word += 1;
        }
        let mark = token.shape == Shape::Mark;
        let tag = if mark && gold[word].is_head() {
            Tag::None
        } else {
            gold[word]
        };
        let mut features = Vec::new();
        features_at(&tokens, &kinds, at, &mut features);
        let number = TAGS.iter().position(|t| *t == tag).unwrap_or(0);
        rows.push((features, number));
    }
    rows
}

/// The right tag of each word.
fn gold_tags(document: &Document) -> Vec<Tag> {
    let verb = |part: &str| matches!(part, "VERB" | "AUX");
    let mut tags: Vec<Tag> = document
        .words
        .iter()
        .map(|w| if verb(&w.part) { Tag::Verb } else { Tag::None })
        .collect();
    for mention in &document.mentions {
        for word in modifiers(document, mention) {
            tags[word] = Tag::Modifier;
        }
    }
    // The shortest last: its head is nearer to the word than that of what it stands in.
    let mut by_length: Vec<&GoldMention> = document.mentions.iter().collect();
    by_length.sort_by_key(|m| std::cmp::Reverse(m.words.1 - m.words.0));
    for mention in by_length {
        for word in &mention.least {
            if let Some(tag) = tags.get_mut(*word) {
                *tag = head_tag(document, mention, *word);
            }
        }
    }
    tags
}

/// The words of a mention before its head, if nothing but modifiers stands there.
fn modifiers(document: &Document, mention: &GoldMention) -> std::ops::Range<usize> {
    const PARTS: &[&str] = &[
        "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT", "PRON", "PART", "VERB", "CCONJ",
    ];
    let head = mention
        .least
        .first()
        .copied()
        .unwrap_or(mention.words.0)
        .min(document.words.len());
    let plain = |w: usize| PARTS.contains(&document.words[w].part.as_str());
    let from = (mention.words.0..head)
        .rev()
        .take_while(|w| plain(*w))
        .last()
        .unwrap_or(head);
    from..head
}

fn head_tag(document: &Document, mention: &GoldMention, word: usize) -> Tag {
    let last = mention.least.last().copied().unwrap_or(word);
    let form = document.words[last].span.of(&document.text).to_lowercase();
    let many = [
        "we",
        "us",
        "our",
        "they",
        "them",
        "their",
        "these",
        "those",
        "ourselves",
        "themselves",
    ];
    let plural = document.words[last].plural || many.contains(&form.as_str());
    match (mention.class.as_str(), plural) {
        ("person", false) => Tag::Person,
        ("person", true) => Tag::People,
        ("organization", _) => Tag::Organisation,
        ("place", _) => Tag::Place,
        (_, false) => Tag::Thing,
        (_, true) => Tag::Things,
    }
}

/// A choice among antecedents: the features of each choice, that of beginning a chain first, and
/// whether it is right.
pub type PairRow = Vec<(Features, bool)>;

/// Every mention that the tagger finds in a document, with its possible antecedents.
///
/// A mention that the key does not have begins a chain. What is known of earlier mentions is what the key says.
pub fn pair_rows(document: &Document, weights: &TaggerWeights) -> Vec<PairRow> {
    let tokens = tokens(&document.text, &document.paragraphs);
    let found = mentions(&document.text, &tokens, &tag(&tokens, weights));
    let voices = voices(&tokens, &found);
    let spans: Vec<Found> = found
        .iter()
        .map(|m| Found {
            span: m.span,
            head: m.head,
        })
        .collect();
    let gold = matched(document, &spans);
    let chain = |at: usize| gold[at].map(|g| document.mentions[g].chain);
    let mut gathering = Gathering::new(&found, &voices);
    let mut rows = Vec::with_capacity(found.len());
    for at in 0..found.len() {
        let mut row: PairRow = vec![(gathering.new_one(at).clone(), false)];
        let same = |earlier: usize| chain(at).is_some() && chain(at) == chain(earlier);
        for earlier in gathering.candidates(at) {
            row.push((gathering.pair(at, earlier).clone(), same(earlier)));
        }
        row[0].1 = row[1..].iter().all(|(_, right)| !right);
        gathering.decide((0..at).rev().find(|earlier| same(*earlier)));
        rows.push(row);
    }
    rows
}
