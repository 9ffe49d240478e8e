//! Words as the attribution model counts them.

use crate::span::Span;

/// Splits a text into runs of letters and digits, and every other visible character by itself; but two
/// apostrophes or backticks are one word, since they are one quotation mark.
///
/// Spans are bytes of `text` shifted by `offset`. White space belongs to no word; `_` is a word of
/// its own. These are the units that the model tags, so `training/attribution/words.py` must agree.
///
/// ```
/// use rashomon_core::text::words::split_words;
/// let words: Vec<&str> = split_words("don’t go_1").iter().map(|s| s.of("don’t go_1")).collect();
/// assert_eq!(words, ["don", "’", "t", "go", "_", "1"]);
/// ```
pub fn split_words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::with_capacity(text.len() / 5);
    let mut run = None;
    let mut skip_until = 0;
    for (at, c) in text.char_indices() {
        if at < skip_until {
            continue;
        }
        if c.is_alphanumeric() {
            run.get_or_insert(at);
            continue;
        }
        if let Some(start) = run.take() {
            words.push(Span::new(start, at));
        }
        if !c.is_whitespace() {
            skip_until = at + if is_doubled(&text[at..]) { 2 } else { c.len_utf8() };
            words.push(Span::new(at, skip_until));
        }
    }
    if let Some(start) = run {
        words.push(Span::new(start, text.len()));
    }
    words
}

/// Whether a text begins with two apostrophes or two backticks.
pub fn is_doubled(text: &str) -> bool {
    text.starts_with("''") || text.starts_with("``")
}

/// Whether a word has a letter or digit, rather than being a mark.
pub fn is_word(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphanumeric)
}

/// The indices of the words that lie at least partly in the span. `words` is sorted.
pub fn words_in(words: &[Span], span: Span) -> std::ops::Range<usize> {
    let first = words.partition_point(|word| word.end <= span.start);
    let end = words.partition_point(|word| word.start < span.end);
    first..end.max(first)
}

/// Prepositions that make what stands after them no subject, in lower case.
const PREPOSITIONS: &str = "with to of by for from against about on at in between like over than under without \
alongside beside via into through during after before around among as toward towards near behind";

/// Whether a lower-cased word is a preposition, so that a name right after it is no subject.
pub fn is_preposition(lower: &str) -> bool {
    PREPOSITIONS.split(' ').any(|word| word == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_alone() {
        let text = "“No,” he said… 5.5% '''x``";
        let words: Vec<&str> = split_words(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(
            words,
            [
                "“", "No", ",", "”", "he", "said", "…", "5", ".", "5", "%", "''", "'", "x", "``"
            ]
        );
    }

    #[test]
    fn words_in_a_span_include_the_touched_ones() {
        let words = split_words("abc def ghi");
        assert_eq!(words_in(&words, Span::new(2, 5)), 0..2);
        assert_eq!(words_in(&words, Span::new(3, 4)), 1..1);
    }
}
