//! A text cut at every boundary of the marks on it, so that overlapping marks can be drawn.

use rashomon_core::Span;

use crate::words::fitted;

/// A stretch of text that the same marks cover from end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where it stands.
    pub span: Span,
    /// Indices of the marks that cover it: outermost first, so that the last is the innermost.
    pub marks: Vec<usize>,
    /// Those of them that begin here.
    pub begins: Vec<usize>,
}

/// Cuts `within` at every boundary of the marks; the segments put end to end are `within` again.
///
/// Marks may nest, overlap, touch, repeat, reach beyond `within` or be empty; empty ones are left out.
/// A mark that began before `within` counts as beginning nowhere in it.
pub(crate) fn segments(text: &str, within: Span, marks: &[Span]) -> Vec<Segment> {
    let within = fitted(text, within);
    let marks: Vec<(usize, Span)> = marks
        .iter()
        .map(|mark| fitted(text, *mark))
        .enumerate()
        .filter(|(_, mark)| mark.overlaps(within))
        .collect();
    let mut cuts = vec![within.start, within.end];
    for (_, mark) in &marks {
        cuts.extend(
            [mark.start, mark.end]
                .into_iter()
                .filter(|at| within.contains_offset(*at)),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| segment(Span::new(pair[0], pair[1]), &marks))
        .collect()
}

/// One segment with the marks that cover it.
fn segment(span: Span, marks: &[(usize, Span)]) -> Segment {
    let mut covering: Vec<&(usize, Span)> = marks.iter().filter(|(_, mark)| mark.contains(span)).collect();
    covering.sort_by_key(|(index, mark)| (std::cmp::Reverse(mark.len()), mark.start, *index));
    Segment {
        span,
        begins: covering
            .iter()
            .filter(|(_, mark)| mark.start == span.start)
            .map(|(index, _)| *index)
            .collect(),
        marks: covering.iter().map(|(index, _)| *index).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_marks_are_cut_where_they_overlap() {
        let found = segments("abcdef", Span::new(0, 6), &[Span::new(0, 4), Span::new(2, 6)]);
        let covering: Vec<_> = found.iter().map(|s| (s.span.start, s.marks.clone())).collect();
        assert_eq!(covering, [(0, vec![0]), (2, vec![0, 1]), (4, vec![1])]);
    }

    #[test]
    fn the_innermost_mark_comes_last() {
        let found = segments("abcdef", Span::new(0, 6), &[Span::new(2, 3), Span::new(0, 6)]);
        assert_eq!(found[1].marks, [1, 0]);
        assert_eq!(found[1].begins, [0]);
    }

    proptest! {
        #[test]
        fn segments_put_end_to_end_are_the_text(
            text in "[a-zé—я \n\u{202e}]{0,60}",
            raw in prop::collection::vec((0usize..90, 0usize..90), 0..12),
        ) {
            let marks: Vec<Span> = raw.iter().map(|(a, b)| Span::new(*a, *b)).collect();
            let found = segments(&text, Span::new(0, text.len()), &marks);
            let again: String = found.iter().map(|s| s.span.of(&text)).collect();
            prop_assert_eq!(&again, &text);
            for (index, mark) in marks.iter().enumerate() {
                let mark = fitted(&text, *mark);
                let begun = found.iter().filter(|s| s.begins.contains(&index)).count();
                prop_assert_eq!(begun, usize::from(!mark.is_empty()));
                let covered = found.iter().filter(|s| s.marks.contains(&index));
                let covered: usize = covered.map(|s| s.span.len()).sum();
                prop_assert_eq!(covered, mark.len());
            }
        }
    }
}
