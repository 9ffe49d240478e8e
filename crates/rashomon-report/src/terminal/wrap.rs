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
}

/// Words in a tone; acting characters are named here, so that nothing else needs to think of them.
pub(crate) fn run(tone: Tone, text: impl AsRef<str>) -> Run {
    Run { text: one_line(text.as_ref()), tone }
}

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks runs into lines of at most `limit` columns, between words, or inside a word that is too long.
///
/// Runs are set one after another with a space between. Each line keeps its runs, so that tone survives.
pub(crate) fn wrap(runs: &[Run], limit: usize) -> Vec<Vec<Run>> {
    let limit = limit.max(1);
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut used = 0;
    for run in runs {
        for word in run.text.split(' ').filter(|word| !word.is_empty()) {
            for (number, part) in fitting(word, limit).into_iter().enumerate() {
                let space = usize::from(used > 0 && number == 0);
                let needed = width(&part) + space;
                if number > 0 || used + needed > limit {
                    if used > 0 {
                        lines.push(Vec::new());
                    }
                    used = width(&part);
                    push(&mut lines, run.tone, &part, false);
                } else {
                    push(&mut lines, run.tone, &part, space > 0);
                    used += needed;
                }
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Adds a word to the last line, to its last run when the tone is the same.
fn push(lines: &mut [Vec<Run>], tone: Tone, word: &str, space: bool) {
    let Some(line) = lines.last_mut() else { return };
    let gap = if space { " " } else { "" };
    match line.last_mut() {
        Some(last) if last.tone == tone => {
            last.text.push_str(gap);
            last.text.push_str(word);
        }
        Some(last) => {
            last.text.push_str(gap);
            line.push(Run { text: word.to_string(), tone });
        }
        None => line.push(Run { text: word.to_string(), tone }),
    }
}

/// A word in parts that each fit; one part unless it is too long.
fn fitting(word: &str, limit: usize) -> Vec<String> {
    if width(word) <= limit {
        return vec![word.to_string()];
    }
    let mut parts = vec![String::new()];
    for grapheme in word.graphemes(true) {
        let full = parts.last().is_some_and(|part| !part.is_empty() && width(part) + width(grapheme) > limit);
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

    fn plain(lines: &[Vec<Run>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_between_words_and_keep_their_tone() {
        let runs = [run(Tone::Strong, "Dorn"), run(Tone::Plain, "said the strait")];
        let lines = wrap(&runs, 10);
        assert_eq!(plain(&lines), ["Dorn said", "the strait"]);
        assert_eq!(lines[0][0].tone, Tone::Strong);
    }

    #[test]
    fn wide_characters_count_double() {
        assert_eq!(plain(&wrap(&[run(Tone::Plain, "海峡開放")], 4)), ["海峡", "開放"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-zé海 \u{301}\u{1b}]{0,80}", limit in 2usize..30) {
            let lines = plain(&wrap(&[run(Tone::Plain, &text)], limit));
            for line in &lines {
                prop_assert!(width(line) <= limit, "{line:?} is wider than {limit}");
            }
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&one_line(&text)));
        }
    }
}
