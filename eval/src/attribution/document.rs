//! A text as the scorer sees it: words and quotation marks.

use std::sync::LazyLock;

use rashomon_core::Span;
use regex::Regex;

use super::words::Words;

static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*").expect("a valid pattern"));
static MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[\"“”„‟«»〝〞＂]|``|''").expect("a valid pattern"));

/// What may stand between a content's last word and the mark that closes it.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?'];

/// A text with its words counted.
pub struct Document<'a> {
    text: &'a str,
    words: Vec<Span>,
}

impl<'a> Document<'a> {
    /// Counts the words of a text.
    pub fn new(text: &'a str) -> Self {
        let words = WORD.find_iter(text).map(|word| word.range().into()).collect();
        Self { text, words }
    }

    /// The words that spans touch.
    pub fn touched(&self, spans: &[Span]) -> Words {
        let of_one = |span: &Span| {
            let first = self.words.partition_point(|word| word.end <= span.start);
            let past = self.words.partition_point(|word| word.start < span.end);
            first as u32..past as u32
        };
        spans.iter().flat_map(of_one).collect()
    }

    /// The spans without white space at their ends, joined where only white space lies between.
    pub fn characters(&self, spans: &[Span]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for span in sorted(spans) {
            let span = self.trimmed(span, is_space);
            if span.is_empty() {
                continue;
            }
            match out.last_mut() {
                Some(last) if self.between(*last, span).chars().all(is_space) => {
                    last.end = last.end.max(span.end)
                }
                _ => out.push(span),
            }
        }
        out
    }

    /// The contiguous pieces, joined where no word lies between.
    pub fn fragments(&self, spans: &[Span]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for span in sorted(spans) {
            match out.last_mut() {
                Some(last) if !WORD.is_match(self.between(*last, span)) => last.end = last.end.max(span.end),
                _ => out.push(span),
            }
        }
        out
    }

    /// Whether one of the spans holds a double quotation mark, or one touches it from outside.
    pub fn is_direct(&self, spans: &[Span]) -> bool {
        let holds = |span: &Span| MARK.is_match(span.of(self.text));
        let touched = |span: &Span| {
            begins_with_mark(&self.text[span.end..]) || ends_with_mark(&self.text[..span.start])
        };
        spans.iter().any(|span| holds(span) || touched(span))
    }

    /// Whether the spans together begin and end with a double quotation mark, inside or touching from
    /// outside; closing punctuation may follow the last word.
    pub fn is_pure(&self, spans: &[Span]) -> bool {
        let Some(all) = spans.iter().copied().reduce(Span::cover) else {
            return false;
        };
        let start = self.trimmed(all, is_space).start;
        let inner = self.text[start..all.end].trim_end_matches(|c| is_space(c) || CLOSING.contains(&c));
        let end = start + inner.len();
        let opened = begins_with_mark(&self.text[start..]) || ends_with_mark(&self.text[..start]);
        let after = self.text[end..].trim_start_matches(CLOSING);
        opened && (ends_with_mark(inner) || begins_with_mark(after))
    }

    /// The span without such characters at its ends; empty when it has no other.
    fn trimmed(&self, span: Span, unwanted: fn(char) -> bool) -> Span {
        let rest = span.of(self.text).trim_start_matches(unwanted);
        let start = span.end - rest.len();
        Span::new(start, start + rest.trim_end_matches(unwanted).len())
    }

    /// What lies between two spans; nothing when they touch or overlap.
    fn between(&self, one: Span, next: Span) -> &str {
        self.text.get(one.end..next.start).unwrap_or_default()
    }
}

fn sorted(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort();
    spans
}

/// White space, the information separators among it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Whether a mark stands at the beginning.
fn begins_with_mark(text: &str) -> bool {
    MARK.find(first_two(text)).is_some_and(|mark| mark.start() == 0)
}

/// Whether a mark stands at the end. Of two marks in a row the first counts, so that a mark after another
/// touches nothing.
fn ends_with_mark(text: &str) -> bool {
    let two = last_two(text);
    MARK.find(two).is_some_and(|mark| mark.end() == two.len())
}

fn first_two(text: &str) -> &str {
    &text[..text.char_indices().nth(2).map_or(text.len(), |(at, _)| at)]
}

fn last_two(text: &str) -> &str {
    &text[text.char_indices().nth_back(1).map_or(0, |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn words_are_letters_and_digits_with_apostrophes_inside() {
        let text = "a-b’s c_d 5%";
        let words: Vec<&str> = Document::new(text)
            .words
            .iter()
            .map(|word| word.of(text))
            .collect();
        assert_eq!(words, ["a", "b’s", "c", "d", "5"]);
    }

    #[test]
    fn a_span_touches_every_word_it_shares_a_letter_with() {
        let document = Document::new("abc def");
        assert_eq!(document.touched(&[Span::new(2, 5)]).len(), 2);
        assert!(document.touched(&[Span::new(3, 4)]).is_empty());
    }

    #[test]
    fn pieces_with_only_punctuation_between_are_one() {
        let text = "“a,” “b” c";
        let document = Document::new(text);
        assert_eq!(
            document.fragments(&[span(text, "“a,”"), span(text, "“b”")]).len(),
            1
        );
        assert_eq!(document.fragments(&[span(text, "a"), span(text, "c")]).len(), 2);
    }

    #[test]
    fn direct_is_what_a_double_mark_touches() {
        let text = r#"He said, "x y" she left Bob’s 'car'"#;
        let document = Document::new(text);
        assert!(document.is_direct(&[span(text, "x y")]));
        assert!(!document.is_direct(&[span(text, "she left")]));
        assert!(!document.is_direct(&[span(text, "Bob’s 'car'")]));
    }

    #[test]
    fn pure_begins_and_ends_with_a_mark() {
        let text = r#"x "a b," said y "c d." and "e" f z, "g h""#;
        let document = Document::new(text);
        for (words, pure) in [
            ("\"a b,\"", true),
            ("a b", true),
            ("\"c d.\"", true),
            ("c d.", true),
            ("and \"e\" f", false),
            ("\"e\" f", false),
            ("f z", false),
            ("g h", true),
            ("z, \"g h\"", false),
        ] {
            assert_eq!(document.is_pure(&[span(text, words)]), pure, "{words}");
        }
        assert!(document.is_pure(&[span(text, "\"a b,\""), span(text, "\"c d.\"")]));
    }
}
