//! A text cut into windows that fit the model, each with some of what stands before it.

use crate::span::Span;

/// Pieces that a window holds, `[CLS]` and `[SEP]` left out.
pub const PIECES: usize = 254;
/// Pieces of the text before that a window may repeat as context.
pub const CONTEXT: usize = 64;

/// Words `first..end` of a document, of which those from `body` on are to be tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First word of the context.
    pub first: usize,
    /// First word that is tagged.
    pub body: usize,
    /// One past the last word.
    pub end: usize,
}

/// Packs whole paragraphs into windows, then puts context in front as far as there is room.
///
/// `paragraphs` are ranges of words, in order; `sizes` are the pieces of each word. A paragraph that
/// does not fit is cut after a sentence.
pub fn windows(text: &str, words: &[Span], paragraphs: &[(usize, usize)], sizes: &[usize]) -> Vec<Window> {
    let pieces = |a: usize, b: usize| sizes[a..b].iter().sum::<usize>();
    let mut bodies: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in paragraphs {
        for (a, b) in cut_paragraph(text, words, sizes, from, to) {
            match bodies.last_mut() {
                Some(last) if pieces(last.0, b) <= PIECES => last.1 = b,
                _ => bodies.push((a, b)),
            }
        }
    }
    bodies
        .into_iter()
        .map(|(body, end)| {
            let room = CONTEXT.min(PIECES - pieces(body, end));
            Window {
                first: before(sizes, body, room),
                body,
                end,
            }
        })
        .collect()
}

/// Cuts a paragraph of more than [`PIECES`] into ranges that leave room for context; a cut comes after
/// the last sentence end of the range's second half, if there is one.
fn cut_paragraph(text: &str, words: &[Span], sizes: &[usize], from: usize, to: usize) -> Vec<(usize, usize)> {
    if sizes[from..to].iter().sum::<usize>() <= PIECES {
        return vec![(from, to)];
    }
    let mut out = Vec::new();
    let mut a = from;
    while a < to {
        let end = fit(sizes, a, to, PIECES - CONTEXT);
        let mut stop = end;
        if end < to {
            let ends_sentence = |&i: &usize| matches!(words[i].of(text), "." | "!" | "?");
            if let Some(i) = ((a + end) / 2 + 1..end).rev().find(ends_sentence) {
                stop = i + 1;
            }
        }
        out.push((a, stop));
        a = stop;
    }
    out
}

/// The largest end such that the words `a..end` fit into `room` pieces.
fn fit(sizes: &[usize], a: usize, b: usize, room: usize) -> usize {
    let mut total = 0;
    for (i, size) in sizes.iter().enumerate().take(b).skip(a) {
        total += size;
        if total > room {
            return i;
        }
    }
    b
}

/// The first word of the context in front of word `a`.
fn before(sizes: &[usize], mut a: usize, mut room: usize) -> usize {
    while a > 0 && sizes[a - 1] <= room {
        a -= 1;
        room -= sizes[a];
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::split_words;

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence_and_nothing_is_lost() {
        let text = "One two three four five six seven eight nine. ".repeat(60);
        let words = split_words(&text);
        let sizes = vec![1; words.len()];
        let cut = windows(&text, &words, &[(0, words.len())], &sizes);
        assert!(cut.len() > 2);
        assert_eq!(cut[0].body, 0);
        assert_eq!(cut.last().unwrap().end, words.len());
        for pair in cut.windows(2) {
            assert_eq!(pair[0].end, pair[1].body);
            assert_eq!(words[pair[0].end - 1].of(&text), ".");
            assert!(pair[1].first < pair[1].body);
        }
    }

    #[test]
    fn short_paragraphs_share_a_window() {
        let text = "a b c\nd e f";
        let words = split_words(text);
        let cut = windows(text, &words, &[(0, 3), (3, 6)], &[1; 6]);
        assert_eq!(
            cut,
            [Window {
                first: 0,
                body: 0,
                end: 6
            }]
        );
    }
}
