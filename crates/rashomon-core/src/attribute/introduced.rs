//! Quotations that a clause with a colon introduces: "On Monday Anna Lund made this remark: “…”".

use crate::span::Span;
use crate::speakers::{NameKind, find_names};
use crate::text::sentences::split_sentences;
use crate::text::words::{is_word, split_words};

/// Most words between source and colon that are still the words of saying.
const LONGEST_CUE: usize = 8;

/// Source and cue of a quotation that comes right after a colon, in its paragraph or at the end of the one before.
///
/// The source is the first name or pronoun of the clause: of the last stretch between commas that has one.
pub(super) fn introduced(text: &str, paragraphs: &[Span], quotation: Span) -> Option<(Span, Span)> {
    let before = paragraphs.iter().rfind(|p| p.start < quotation.start)?;
    let lead = Span::new(before.start, before.end.min(quotation.start)).trimmed(text);
    let sentence = split_sentences(text, lead).last()?.trimmed(text);
    let clause = sentence.of(text).strip_suffix(':')?;
    let mut end = sentence.start + clause.len();
    let last = Span::new(end - clause.rsplit(", ").next()?.len(), end);
    for stretch in clause.rsplit(", ") {
        let stretch = Span::new(end - stretch.len(), end);
        if let Some(source) = subject(text, stretch, sentence.start) {
            // "Lund, who chairs it, told him:": what is said of the subject goes on in the last stretch.
            let rest = Span::new(source.end, stretch.end).trimmed(text);
            let cue = if rest.is_empty() { last.trimmed(text) } else { rest };
            let words = split_words(cue.of(text));
            let short = words.iter().filter(|w| is_word(w.of(cue.of(text)))).count();
            return (cue.start >= source.end && (1..=LONGEST_CUE).contains(&short)).then_some((source, cue));
        }
        end = stretch.start.saturating_sub(", ".len()).max(sentence.start);
    }
    None
}

/// The first name or pronoun of a stretch of a sentence. A capital at the sentence’s start makes no name by itself.
fn subject(text: &str, stretch: Span, sentence_start: usize) -> Option<Span> {
    let name = find_names(text, stretch)
        .into_iter()
        .find(|name| {
            let before = Span::new(sentence_start, name.span.start).of(text);
            name.kind != NameKind::Unclear || before.contains(char::is_alphabetic)
        })
        .map(|name| name.span);
    let pronoun = split_words(stretch.of(text))
        .into_iter()
        .map(|w| Span::new(w.start + stretch.start, w.end + stretch.start))
        .find(|w| {
            matches!(
                w.of(text),
                "he" | "He" | "she" | "She" | "they" | "They" | "I" | "we" | "We"
            )
        });
    [name, pronoun]
        .into_iter()
        .flatten()
        .min_by_key(|span| span.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, &str)> {
        let paragraphs: Vec<Span> = text
            .split('\n')
            .scan(0, |at, line| {
                let span = Span::new(*at, *at + line.len());
                *at += line.len() + 1;
                Some(span)
            })
            .collect();
        let quotation = Span::new(text.find('“')?, text.len());
        let (source, cue) = introduced(text, &paragraphs, quotation)?;
        Some((source.of(text), cue.of(text)))
    }

    #[test]
    fn the_subject_before_a_colon_is_the_source() {
        assert_eq!(
            found("On 6 July, Lund made this remark:\n“It is over.”"),
            Some(("Lund", "made this remark"))
        );
        assert_eq!(
            found("Minister Anna Lund, who chairs the panel, scolded him: “It is over.”"),
            Some(("Minister Anna Lund", "scolded him"))
        );
        assert_eq!(
            found("The report was clear. She put it so: “It is over.”"),
            Some(("She", "put it so"))
        );
    }

    #[test]
    fn without_a_colon_or_a_subject_there_is_none() {
        assert_eq!(found("Lund made a remark. “It is over.”"), None);
        assert_eq!(found("2/ Same officer: “It is over.”"), None);
        assert_eq!(found("It is shown by this finding: “It is over.”"), None);
    }
}
