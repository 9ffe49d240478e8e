//! Sentences in which unnamed sources speak and the tagger saw nobody: "Diplomatic sources – from both
//! capitals – confirm, off the record, there have been talks".

use super::complete::{Found, Rule, form_of};
use crate::span::Span;
use crate::text::sentences::split_sentences;
use crate::text::words::{is_word, split_words};

/// Nouns that are sources and little else.
const SOURCES: &[&str] = &[
    "source",
    "sources",
    "official",
    "officials",
    "diplomat",
    "diplomats",
];

/// Verbs by which they report.
const REPORT: &[&str] = &[
    "say",
    "says",
    "said",
    "confirm",
    "confirms",
    "confirmed",
    "claim",
    "claims",
    "claimed",
    "told",
    "report",
    "reported",
    "insist",
    "insisted",
    "suggest",
    "suggested",
    "add",
    "added",
    "acknowledge",
    "acknowledged",
    "deny",
    "denied",
];

/// How far into the sentence the noun and then the verb may stand, in words.
const NOUN_REACH: usize = 5;
const VERB_REACH: usize = 14;
/// Fewest words of what they report.
const CONTENT_WORDS: usize = 4;

/// Statements of unnamed sources in sentences where nothing was tagged.
pub fn add_unnamed_sources(text: &str, paragraphs: &[Span], found: &mut Vec<Found>) {
    for sentence in paragraphs.iter().flat_map(|p| split_sentences(text, *p)) {
        let taken = found
            .iter()
            .any(|f| f.cue.iter().chain(&f.content).any(|span| span.overlaps(sentence)));
        if let Some(statement) = (!taken).then(|| unnamed(text, sentence)).flatten() {
            found.push(statement);
        }
    }
}

fn unnamed(text: &str, sentence: Span) -> Option<Found> {
    let shift = |w: Span| Span::new(w.start + sentence.start, w.end + sentence.start);
    let words: Vec<Span> = split_words(sentence.of(text)).into_iter().map(shift).collect();
    let lower = |i: usize| words[i].of(text).to_lowercase();
    let noun = (0..words.len().min(NOUN_REACH)).find(|&i| SOURCES.contains(&lower(i).as_str()))?;
    let verb = (noun + 1..words.len().min(VERB_REACH)).find(|&i| REPORT.contains(&lower(i).as_str()))?;
    let rest = after_aside(text, &words, verb + 1)?;
    let content = Span::new(words[rest].start, sentence.end);
    let spelled = words[rest..].iter().filter(|w| is_word(w.of(text))).count();
    // What stands between noun and verb describes the source; a full stop or a second verb would not.
    let source = Span::new(words[0].start, words[verb - 1].end);
    let source = source
        .of(text)
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '–' | '—' | '-'));
    let source = Span::new(words[0].start, words[0].start + source.len());
    (spelled >= CONTENT_WORDS).then(|| Found {
        content: vec![content],
        cue: vec![words[verb]],
        source: Some(source),
        form: form_of(text, &[content]),
        confidence: 0.7,
        rule: Some(Rule::UnnamedSource),
    })
}

/// The first word past an aside between commas (", off the record,").
fn after_aside(text: &str, words: &[Span], from: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    if words.get(from)?.of(text) != "," {
        return Some(from);
    }
    let end = (from + 1..words.len().min(from + 2 + LONGEST)).find(|&i| words[i].of(text) == ",")?;
    (end + 1 < words.len()).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_with_asides_are_heard() {
        let text = "Two diplomats – from Oslo and Bergen – confirm, on background, there has been an offer of money.";
        let mut found = Vec::new();
        add_unnamed_sources(text, &[Span::new(0, text.len())], &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].source.unwrap().of(text),
            "Two diplomats – from Oslo and Bergen"
        );
        assert_eq!(found[0].cue[0].of(text), "confirm");
        assert_eq!(found[0].content[0].of(text), "there has been an offer of money.");
    }

    #[test]
    fn sources_that_report_nothing_are_left_alone() {
        for text in [
            "Official sources of energy are few.",
            "The officials left and said little.",
        ] {
            let mut found = Vec::new();
            add_unnamed_sources(text, &[Span::new(0, text.len())], &mut found);
            assert_eq!(found, [], "{text}");
        }
    }
}
