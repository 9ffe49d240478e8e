//! Text broken into lines of a given width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::paint::Tone;
use crate::visible::one_line;

/// A few words in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub text: String,
    pub tone: Tone,
    /// Follows the run before it without a space.
    pub glued: bool,
    /// Is never broken at its spaces.
    pub whole: bool,
}

/// Words in a tone; acting characters are named here, so that nothing else needs to think of them.
pub(crate) fn run(tone: Tone, text: impl AsRef<str>) -> Run {
    Run {
        text: one_line(text.as_ref()),
        tone,
        glued: false,
        whole: false,
    }
}

/// Words that follow the run before them without a space.
pub(crate) fn glued(tone: Tone, text: impl AsRef<str>) -> Run {
    Run {
        glued: true,
        ..run(tone, text)
    }
}

/// Words that stay on one line: "A 12".
pub(crate) fn whole(tone: Tone, text: impl AsRef<str>) -> Run {
    Run {
        whole: true,
        ..run(tone, text)
    }
}

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// A piece of a line in one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub text: String,
    pub tone: Tone,
}

/// Pieces from left to right.
pub(crate) type Line = Vec<Piece>;

/// Breaks runs into lines of at most `limit` columns, between words, or inside a word that is too long.
///
/// Runs are set one after another with a space between, unless glued. Tone survives the breaks.
pub(crate) fn wrap(runs: &[Run], limit: usize) -> Vec<Line> {
    let limit = limit.max(1);
    let mut lines: Vec<Line> = Vec::new();
    let mut used = 0;
    for word in words(runs) {
        let needed = word.iter().map(|piece| width(&piece.text)).sum::<usize>();
        let starts_line = lines.is_empty() || used + 1 + needed > limit;
        if starts_line {
            lines.push(Line::new());
            used = 0;
        } else {
            push(&mut lines, None, " ");
            used += 1;
        }
        for piece in word {
            for part in fitting(&piece.text, limit) {
                let wide = width(&part);
                if used > 0 && used + wide > limit {
                    lines.push(Line::new());
                    used = 0;
                }
                push(&mut lines, Some(piece.tone), &part);
                used += wide;
            }
        }
    }
    lines
}

/// The words of the runs; a word has several pieces where runs are glued.
fn words(runs: &[Run]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for run in runs {
        let parts: Vec<&str> = if run.whole {
            vec![&run.text]
        } else {
            run.text.split(' ').collect()
        };
        for (number, part) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
            let piece = Piece {
                text: part.to_string(),
                tone: run.tone,
            };
            match out.last_mut() {
                Some(word) if run.glued && number == 0 => word.push(piece),
                _ => out.push(vec![piece]),
            }
        }
    }
    out
}

/// Adds text to the last line, to its last piece when the tone is the same or does not matter.
fn push(lines: &mut [Line], tone: Option<Tone>, text: &str) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some(last) if tone.is_none_or(|tone| tone == last.tone) => last.text.push_str(text),
        _ => line.push(Piece {
            text: text.to_string(),
            tone: tone.unwrap_or(Tone::Plain),
        }),
    }
}

/// A word in parts that each fit; one part unless it is too long.
fn fitting(word: &str, limit: usize) -> Vec<String> {
    if width(word) <= limit {
        return vec![word.to_string()];
    }
    let mut parts = vec![String::new()];
    for grapheme in word.graphemes(true) {
        let full = parts
            .last()
            .is_some_and(|part| !part.is_empty() && width(part) + width(grapheme) > limit);
        if full {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(grapheme);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_between_words_and_keep_their_tone() {
        let runs = [run(Tone::Strong, "Dorn"), run(Tone::Plain, "said the strait")];
        let lines = wrap(&runs, 10);
        assert_eq!(plain(&lines), ["Dorn said", "the strait"]);
        assert_eq!(lines[0][0].tone, Tone::Strong);
    }

    #[test]
    fn glued_runs_are_one_word_and_whole_runs_stay_on_one_line() {
        let runs = [
            run(Tone::Plain, "they close"),
            glued(Tone::Plain, "."),
            whole(Tone::Reference, "A 12"),
        ];
        assert_eq!(plain(&wrap(&runs, 9)), ["they", "close.", "A 12"]);
    }

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(plain(&wrap(&[run(Tone::Plain, "海峡開放")], 4)), ["海峡", "開放"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(
            text in "[a-zé海 \u{301}\u{1b}]{0,80}",
            limit in 2usize..30,
        ) {
            let lines = plain(&wrap(&[run(Tone::Plain, &text)], limit));
            for line in &lines {
                prop_assert!(width(line) <= limit, "{line:?} is wider than {limit}");
            }
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&one_line(&text)));
        }
    }
}
