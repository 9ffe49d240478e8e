//! Words of an account, cut to fit.

use rashomon_core::Span;
use unicode_segmentation::UnicodeSegmentation;

/// The words of a span; ends outside the text or inside a character are moved to the nearest that fit.
///
/// A comparison may have been read back from a file that another program wrote, so that spans are not
/// trusted here.
pub(crate) fn words(text: &str, span: Span) -> &str {
    let span = fitted(text, span);
    &text[span.start..span.end]
}

/// The span with its ends moved inwards onto character boundaries of the text.
pub(crate) fn fitted(text: &str, span: Span) -> Span {
    let mut end = span.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut start = span.start.min(end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    Span::new(start, end)
}

/// The text on one line, cut after about `limit` characters at the end of a word, with " …" when cut.
pub fn clipped(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.graphemes(true).nth(limit).is_none() {
        return line;
    }
    let cut = line
        .grapheme_indices(true)
        .nth(limit)
        .map_or(line.len(), |(at, _)| at);
    // A cut inside a word goes back to the word's start, unless that would lose most of the text.
    let at = match line[..cut].rfind(' ') {
        Some(space) if space * 2 > cut => space,
        _ => cut,
    };
    format!(
        "{} …",
        line[..at].trim_end_matches([' ', ',', ';', ':', '—', '–'])
    )
}

/// Words with what stands before and after them on the same line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InContext<'a> {
    /// Whether more of the line stands before.
    pub cut_before: bool,
    /// What stands before.
    pub before: &'a str,
    /// The words themselves.
    pub exact: &'a str,
    /// What stands after.
    pub after: &'a str,
    /// Whether more of the line stands after.
    pub cut_after: bool,
}

/// The words of a span with up to `reach` bytes on either side, on word boundaries and within its line.
pub(crate) fn in_context(text: &str, span: Span, reach: usize) -> InContext<'_> {
    let span = fitted(text, span);
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let from = fitted(
        text,
        Span::new(line_start.max(span.start.saturating_sub(reach)), span.start),
    )
    .start;
    let to = fitted(text, Span::new(span.end, line_end.min(span.end + reach))).end;
    let before = &text[from..span.start];
    let after = &text[span.end..to];
    // A half word at a cut end is left out.
    let before = match before.find(char::is_whitespace) {
        Some(space) if from > line_start => &before[space..],
        _ => before,
    };
    let after = match after.rfind(char::is_whitespace) {
        Some(space) if to < line_end => &after[..space],
        _ => after,
    };
    InContext {
        cut_before: !text[line_start..span.start - before.len()].trim().is_empty(),
        before: before.trim_start(),
        exact: &text[span.start..span.end],
        after: after.trim_end(),
        cut_after: !text[span.end + after.len()..line_end].trim().is_empty(),
    }
}

/// The words of a span, clipped; a few words alone are shown with what stands around them.
pub(crate) fn glimpse(text: &str, span: Span, limit: usize) -> String {
    let exact = words(text, span);
    if exact.chars().count() * 2 > limit {
        return clipped(exact, limit);
    }
    let found = in_context(text, span, limit.saturating_sub(exact.len()) / 2);
    let (before, after) = (
        if found.cut_before { "… " } else { "" },
        if found.cut_after { " …" } else { "" },
    );
    let line = format!("{before}{}{exact}{}{after}", found.before, found.after);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of the line on which a byte offset stands, counted from 1.
pub(crate) fn line_number(text: &str, offset: usize) -> usize {
    let before = words(text, Span::new(0, offset));
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_does_not_fit_is_moved_inwards() {
        assert_eq!(words("aéb", Span::new(2, 99)), "b");
        assert_eq!(words("aéb", Span::new(0, 2)), "a");
        assert_eq!(words("aéb", Span::new(7, 3)), "");
    }

    #[test]
    fn clipping_keeps_whole_words() {
        assert_eq!(clipped("the strait stays open", 12), "the strait …");
        assert_eq!(clipped("the strait", 12), "the strait");
        assert_eq!(clipped("аааааааааааааа", 4), "аааа …");
    }

    #[test]
    fn context_stays_on_the_line_and_says_what_it_cut() {
        let text = "First line.\nIt closed on 4 May for good, they said.\nLast.";
        let start = text.find("4 May").unwrap();
        let found = in_context(text, Span::new(start, start + 5), 14);
        assert_eq!(
            (found.before, found.exact, found.after),
            ("It closed on ", "4 May", " for good,")
        );
        assert!(!found.cut_before && found.cut_after);
    }

    #[test]
    fn a_word_alone_is_shown_with_its_neighbours() {
        let text = "They spoke of trade and of little else that evening.";
        let span = Span::new(14, 19);
        assert_eq!(glimpse(text, span, 30), "… spoke of trade and of …");
        assert_eq!(
            glimpse(text, Span::new(0, text.len()), 30),
            "They spoke of trade and of …"
        );
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_number("a\nb\nc", 0), 1);
        assert_eq!(line_number("a\nb\nc", 4), 3);
    }
}
