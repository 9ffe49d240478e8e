//! Quotation marks: what stands between them, also when one is never closed.

use crate::span::Span;
use crate::text::words::is_doubled;

/// A quotation inside one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one, both included.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// Whether a closing mark was found. If not, the quotation runs to the next opening mark or to the
    /// paragraph's end, and whoever uses it must find where the words stop.
    pub closed: bool,
}

/// Finds the quotations of one paragraph, outermost ones only, in order.
///
/// Knows straight, typographic, guillemet and German double marks, two apostrophes or backticks for one mark,
/// and single marks when the paragraph has no double ones (British style). An apostrophe is no mark.
pub fn find_quotations(text: &str, paragraph: Span) -> Vec<Quotation> {
    pair(&without_nested(text, find_marks(text, paragraph)), paragraph)
}

/// The marks less those of terms quoted within a quotation in the same marks: "“It is “hell” here,” she said."
///
/// Only a term is taken for nested, which no mark of punctuation ends: else the outer quotation may have lost
/// its closing mark.
fn without_nested(text: &str, marks: Vec<Mark>) -> Vec<Mark> {
    let is_term = |close: &Mark| text[..close.span.start].ends_with(char::is_alphanumeric);
    let mut out: Vec<Mark> = Vec::with_capacity(marks.len());
    let mut at = 0;
    while at < marks.len() {
        out.push(marks[at]);
        let terms = marks[at + 1..]
            .chunks_exact(2)
            .take_while(|two| two[0].side == Side::Open && two[1].side == Side::Close && is_term(&two[1]))
            .count();
        let end = at + 1 + 2 * terms;
        let encloses = marks[at].side == Side::Open && marks.get(end).is_some_and(|m| m.side == Side::Close);
        at = if encloses { end } else { at + 1 };
    }
    out
}

/// The marks that [`find_quotations`] goes by, in order.
///
/// `training/attribution/quotes.py` must agree: the model's features are made of them.
pub(crate) fn find_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let marks = double_marks(text, paragraph);
    if marks.is_empty() {
        single_marks(text, paragraph)
    } else {
        marks
    }
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Open,
    Close,
}

/// A quotation mark, of one character or two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) side: Side,
}

fn double_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let inner = paragraph.of(text);
    let mut out: Vec<Mark> = Vec::new();
    let (mut german, mut turned) = (false, false);
    let mut skip_until = 0;
    for (at, c) in inner.char_indices() {
        if at < skip_until {
            continue;
        }
        let doubled = is_doubled(&inner[at..]);
        if !doubled && !is_double(c) {
            continue;
        }
        let length = if doubled { 2 } else { c.len_utf8() };
        skip_until = at + length;
        let before = inner[..at].chars().next_back();
        let after = inner[at + length..].chars().next();
        if doubled && is_inside_word(before, after) {
            continue;
        }
        let open = out.last().is_some_and(|m| m.side == Side::Open);
        let opens = match c {
            '\'' | '"' | '＂' => straight_opens(before, after, open),
            // Either may be typed for the other.
            '“' => !(open && (german || !is_blank(before) && is_blank(after))),
            '”' => !open && is_blank(before) && !is_blank(after),
            '«' | '»' => {
                // Guillemets point outwards, or inwards in German.
                turned |= c == '»' && !open && is_blank(before) && !is_blank(after);
                (c == '«') != turned
            }
            _ => matches!(c, '„' | '‟' | '〝' | '`'),
        };
        german |= c == '„';
        let start = paragraph.start + at;
        out.push(Mark {
            span: Span::new(start, start + length),
            side: if opens { Side::Open } else { Side::Close },
        });
    }
    out
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '＂')
}

/// Two apostrophes there are one that was garbled.
fn is_inside_word(before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word(before) && word(after)
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'))
}

/// A straight mark opens before a word and closes after one; between two words or two blanks it does
/// what the mark before it did not.
fn straight_opens(before: Option<char>, after: Option<char>, open: bool) -> bool {
    if is_blank(before) == is_blank(after) {
        !open
    } else {
        is_blank(before)
    }
}

fn single_marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let inner = paragraph.of(text);
    let mut out: Vec<Mark> = Vec::new();
    for (at, c) in inner.char_indices() {
        if !matches!(c, '\'' | '‘' | '’' | '‚' | '‹' | '›') {
            continue;
        }
        let before = inner[..at].chars().next_back();
        let after = inner[at + c.len_utf8()..].chars().next();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let open = out.last().is_some_and(|m| m.side == Side::Open);
        let side = match c {
            '‘' | '‚' | '‹' => Side::Open,
            '›' => Side::Close,
            _ if is_inside_word(before, after) => continue,
            '\'' if !open && !word(before) && word(after) => Side::Open,
            // A plural's possessive ("the leaders' talks") has no opening mark to close.
            _ if open && !word(after) => Side::Close,
            _ => continue,
        };
        let start = paragraph.start + at;
        out.push(Mark {
            span: Span::new(start, start + c.len_utf8()),
            side,
        });
    }
    // A possessive inside a quotation looks like its end: only marks that pair up are trusted.
    if out.iter().filter(|m| m.side == Side::Open).count()
        == out.iter().filter(|m| m.side == Side::Close).count()
    {
        out
    } else {
        Vec::new()
    }
}

/// Quotations between the marks of one paragraph.
pub(crate) fn pair(marks: &[Mark], paragraph: Span) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Option<Mark> = None;
    for mark in marks {
        match (open, mark.side) {
            (None, Side::Open) => open = Some(*mark),
            (Some(from), Side::Close) => {
                out.push(quotation(from, mark.span.start, mark.span.end, true));
                open = None;
            }
            // A second opening mark: the first was never closed.
            (Some(from), Side::Open) => {
                out.push(quotation(from, mark.span.start, mark.span.start, false));
                open = Some(*mark);
            }
            (None, Side::Close) => {}
        }
    }
    if let Some(from) = open {
        out.push(quotation(from, paragraph.end, paragraph.end, false));
    }
    out
}

fn quotation(from: Mark, inner_end: usize, end: usize, closed: bool) -> Quotation {
    Quotation {
        span: Span::new(from.span.start, end),
        inner: Span::new(from.span.end, inner_end),
        closed,
    }
}

/// Whether a stretch of text holds a quotation mark of any double style.
pub fn has_double_mark(text: &str) -> bool {
    text.contains(is_double) || text.contains("``") || text.contains("''")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<(&str, bool)> {
        find_quotations(text, Span::new(0, text.len()))
            .iter()
            .map(|q| (q.inner.of(text), q.closed))
            .collect()
    }

    #[test]
    fn every_style_of_double_marks() {
        for text in [
            "He said “no way” twice",
            "He said \"no way\" twice",
            "He said «no way» twice",
            "He said „no way“ twice",
            "He said ``no way'' twice",
            "He said ''no way'' twice",
            "He said »no way« twice",
        ] {
            assert_eq!(quoted(text), [("no way", true)], "{text}");
        }
    }

    #[test]
    fn british_single_marks_but_no_apostrophes() {
        assert_eq!(
            quoted("It’s ‘a good day’, the leaders’ aide said"),
            [("a good day", true)]
        );
        assert_eq!(quoted("It’s ‘a good day’, the aide said"), [("a good day", true)]);
        assert_eq!(quoted("The leaders' talks weren't long"), []);
    }

    #[test]
    fn a_mark_never_closed_stops_at_the_next_opening_one() {
        assert_eq!(
            quoted("The aide called it “ready to go on, and said again: “any pressure” fails"),
            [
                ("ready to go on, and said again: ", false),
                ("any pressure", true)
            ]
        );
    }

    #[test]
    fn a_term_quoted_within_a_quotation_is_part_of_it() {
        assert_eq!(
            quoted("“I’d live in “hell” or a “pit” first.” — Lund"),
            [("I’d live in “hell” or a “pit” first.", true)]
        );
        assert_eq!(
            quoted("“No way. “Never,” said Lund. It was “over”"),
            [("No way. ", false), ("Never,", true), ("over", true)]
        );
    }

    #[test]
    fn a_paragraph_left_open_runs_to_its_end() {
        assert_eq!(quoted("She said: “We will go on."), [("We will go on.", false)]);
    }
}
