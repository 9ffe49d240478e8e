//! A text as the coreference model counts it: words with their sentence, paragraph and quotation.

use crate::gazetteer::find_all;
use crate::span::Span;
use crate::text::quotes::find_quotations;
use crate::text::sentences::split_sentences;
use crate::text::words::split_words;

/// A word or mark of the text.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word in small letters, typographic apostrophes made plain.
    pub lower: String,
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Number of the quotation it stands in.
    pub quote: Option<usize>,
    /// How it is written.
    pub shape: Shape,
    /// Whether it is part of the name of a state, its people or its seat.
    pub state: bool,
    /// Whether it begins its sentence.
    pub first: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "word".
    Small,
    /// "Word".
    Capital,
    /// "WORD", "I".
    Shouted,
    /// "2019".
    Digits,
    /// A mark.
    Mark,
}

impl Token {
    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Shouted)
    }
}

/// The words of some paragraphs, in order.
pub fn tokens(text: &str, paragraphs: &[Span]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let (mut sentence, mut quotes) = (0, 0);
    for (paragraph, span) in paragraphs.iter().enumerate() {
        let quotations = find_quotations(text, *span);
        let states: Vec<Span> = find_all(span.of(text))
            .into_iter()
            .map(|(found, _)| shifted(found, span.start))
            .collect();
        for at in split_sentences(text, *span) {
            for (nth, word) in split_words(at.of(text)).into_iter().enumerate() {
                let word = shifted(word, at.start);
                let inside = quotations.iter().position(|q| q.inner.contains(word));
                out.push(Token {
                    span: word,
                    lower: word.of(text).to_lowercase().replace('’', "'"),
                    sentence,
                    paragraph,
                    quote: inside.map(|q| q + quotes),
                    shape: shape(word.of(text)),
                    state: states.iter().any(|s| s.contains(word)),
                    first: nth == 0,
                });
            }
            sentence += 1;
        }
        quotes += quotations.len();
    }
    out
}

fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if c.is_uppercase() => {
            if chars.all(char::is_uppercase) {
                Shape::Shouted
            } else {
                Shape::Capital
            }
        }
        Some(c) if c.is_numeric() => Shape::Digits,
        Some(c) if c.is_alphabetic() => Shape::Small,
        _ => Shape::Mark,
    }
}
