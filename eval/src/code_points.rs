//! Code points to bytes and back.

use rashomon_core::Span;

/// Where each character of a text begins.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// The byte at which each character begins, then the length of the text.
    starts: Vec<usize>,
}

impl CodePoints {
    /// Counts the characters of a text.
    ///
    /// ```
    /// use rashomon_core::Span;
    /// let points = rashomon_eval::CodePoints::of("né!");
    /// assert_eq!(points.span(1, 3), Some(Span::new(1, 4)));
    /// assert_eq!(points.points(Span::new(1, 3)), Some((1, 2)));
    /// assert_eq!(points.points(Span::new(2, 3)), None);
    /// ```
    pub fn of(text: &str) -> Self {
        let starts = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        Self { starts }
    }

    /// The bytes from code point `start` up to code point `end`; `None` when they are reversed or lie
    /// outside the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start <= end).then_some(())?;
        Some(Span::new(*self.starts.get(start)?, *self.starts.get(end)?))
    }

    /// The code points that a span of bytes covers; `None` when an end is no character boundary.
    pub fn points(&self, span: Span) -> Option<(usize, usize)> {
        let point = |byte: usize| self.starts.binary_search(&byte).ok();
        Some((point(span.start)?, point(span.end)?))
    }
}
