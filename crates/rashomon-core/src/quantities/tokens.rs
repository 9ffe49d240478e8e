//! Words, numbers in digits, and single marks.

use crate::span::Span;

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word,
    /// A number in digits, and the place of its last digit that is not a zero (1,200 has 100).
    Number {
        value: f64,
        place: f64,
    },
    /// A mark, or digits that are no number ("14.05.2019").
    Mark,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// In small letters, with a plain apostrophe and a plain hyphen.
    pub(super) lower: String,
    /// Whether white space, or the start of the text, stands before it.
    pub(super) spaced: bool,
    /// Whether a line begins with it.
    pub(super) opens_line: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

impl Token {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }
}

/// The text in pieces, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    let (mut spaced, mut opens_line) = (true, true);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            opens_line |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let (length, kind) = if c.is_ascii_digit() {
            number(rest)
        } else if c.is_alphabetic() {
            (
                rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
                Kind::Word,
            )
        } else {
            (c.len_utf8(), Kind::Mark)
        };
        let span = Span::new(at, at + length);
        let lower = span
            .of(text)
            .to_lowercase()
            .replace('’', "'")
            .replace(['‐', '‑', '–', '—'], "-");
        out.push(Token {
            span,
            kind,
            lower,
            spaced,
            opens_line,
            capital: c.is_uppercase(),
        });
        (spaced, opens_line) = (false, false);
        at = span.end;
    }
    out
}

/// Bytes and kind of the digits that `rest` begins with.
fn number(rest: &str) -> (usize, Kind) {
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    let first = end;
    let mut plain = rest[..end].to_owned();
    if first <= 3 {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            plain.push_str(&rest[end + 1..end + 4]);
            end += 4;
        }
    }
    let mut place = 10f64.powi(count_as_i32(plain.len() - plain.trim_end_matches('0').len()));
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        let decimals = digits(end + 1);
        plain.push_str(&rest[end..end + 1 + decimals]);
        end += 1 + decimals;
        place = 10f64.powi(-count_as_i32(decimals));
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            let all = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            return (all, Kind::Mark);
        }
    }
    match plain.parse::<f64>() {
        // Beyond fifteen digits it is an identifier, and a float would not keep it.
        Ok(value) if plain.len() <= 15 => (end, Kind::Number { value, place }),
        _ => (end, Kind::Mark),
    }
}

fn count_as_i32(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
