//! A plain text cut into paragraphs, whatever its line ends, blank lines and wrapping.

use rashomon_core::span::Span;

use crate::sentence::ends_sentence;

/// One line of the text with something on it.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Trimmed.
    span: Span,
    /// Length in characters, trimmed.
    chars: usize,
    /// Whether white space stands before it.
    indented: bool,
    /// Whether a blank line, or the start of the text, stands before it.
    after_blank: bool,
}

/// The paragraphs of `text`, in order, trimmed, covering every character that is not white space.
///
/// Blank lines separate paragraphs. Within a stretch without blank lines each line is a paragraph, unless
/// the text is hard-wrapped: then lines are joined until one ends early or the next is indented.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut out: Vec<Span> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        match (previous, out.last_mut(), width) {
            (Some(before), Some(last), Some(width)) if goes_on(text, before, line, width) => {
                last.end = line.span.end;
            }
            _ => out.push(line.span),
        }
        previous = Some(line);
    }
    out
}

/// Line ends: CR LF, LF, CR, vertical tab, form feed, next line, line and paragraph separator.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines that hold something.
fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let end = rest.find(is_line_end).map_or(text.len(), |length| start + length);
        let whole = Span::new(start, end);
        let span = whole.trimmed(text);
        if span.is_empty() {
            after_blank = true;
        } else {
            let chars = span.of(text).chars().count();
            out.push(Line {
                span,
                chars,
                indented: span.start > start,
                after_blank,
            });
            after_blank = false;
        }
        start = end + line_end_length(&text[end..]);
    }
    out
}

/// Bytes of the line end that `rest` starts with; CR LF is one.
fn line_end_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        2
    } else {
        rest.chars().next().map_or(1, char::len_utf8)
    }
}

/// Narrowest and widest column at which texts are wrapped by hand or by mail programs, in characters.
const WRAP: std::ops::RangeInclusive<usize> = 40..=100;
/// A ragged margin: a line counts as full when the next word would have ended so far over the width.
const RAGGED_CHARS: usize = 2;

/// The column at which the text is hard-wrapped; `None` when its lines are paragraphs.
///
/// It is when at least three lines go on in a next line, the longest of these are of a width that people
/// wrap at, most are full (the first word of the next line would not have fitted) and most do not end a
/// sentence.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(Line, Line)> = lines
        .windows(2)
        .filter(|pair| !pair[1].after_blank)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    let mut lengths: Vec<usize> = pairs.iter().map(|(line, _)| line.chars).collect();
    lengths.sort_unstable();
    // The top tenth may be addresses, which nobody wraps.
    let width = lengths[(lengths.len() - 1) * 9 / 10];
    if !WRAP.contains(&width) {
        return None;
    }
    let full = pairs
        .iter()
        .filter(|(line, next)| is_full(text, *line, *next, width))
        .count();
    let open = pairs
        .iter()
        .filter(|(line, _)| !ends_sentence(line.span.of(text)))
        .count();
    (full * 5 >= pairs.len() * 3 && open * 2 > pairs.len()).then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: Line, next: Line, width: usize) -> bool {
    let first = next.span.of(text);
    // Scripts without spaces are wrapped between any two characters.
    let word = match first.chars().next() {
        Some(c) if ('\u{2E80}'..='\u{FAFF}').contains(&c) => 1,
        _ => first
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count()),
    };
    line.chars + 1 + word + RAGGED_CHARS > width
}

/// Whether `next` continues the paragraph of `line` in a text wrapped at `width`.
fn goes_on(text: &str, line: Line, next: Line, width: usize) -> bool {
    if next.after_blank || (next.indented && !line.indented) {
        return false;
    }
    if is_full(text, line, next, width) {
        return true;
    }
    // A line that breaks off early ends its paragraph, unless the next plainly goes on with the sentence.
    let lower = next.span.of(text).chars().next().is_some_and(char::is_lowercase);
    lower && !ends_sentence(line.span.of(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn without_blank_lines_each_line_is_a_paragraph() {
        assert_eq!(
            split("Talks end\nThey met.\r\nThey ate.\rBye.\u{2028}End"),
            ["Talks end", "They met.", "They ate.", "Bye.", "End"]
        );
    }

    #[test]
    fn blank_lines_separate_and_single_line_ends_do_too() {
        assert_eq!(split("\n\n A.\n \t\nB.\nC."), ["A.", "B.", "C."]);
    }

    const WRAPPED: &str = "The two delegations met for the third time this year in the old town\n\
        hall of Varn, and spent most of the afternoon on the price of grain and\n\
        on who is to pay for the new bridge over the border river. The talks\n\
        ended at six.\n\
        \x20   No date was set for another round, but both sides said that they\n\
        would be ready to meet again before the end of the summer.";

    #[test]
    fn hard_wrapped_lines_are_joined_and_indentation_starts_a_paragraph() {
        let parts = split(WRAPPED);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].starts_with("The two") && parts[0].ends_with("at six."));
        assert!(parts[1].starts_with("No date"));
    }

    #[test]
    fn short_paragraphs_of_one_sentence_a_line_are_not_wrapping() {
        let text = "The minister arrived in Varn on Monday morning by train.\n\
                    The talks began at noon in the town hall.\n\
                    They lasted for two hours and were called useful.\n\
                    A second round is to follow in the spring of next year.";
        assert_eq!(split(text).len(), 4);
    }
}
