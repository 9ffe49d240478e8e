//! Statements that reach the account through someone else: "Li said, according to the agency, that …",
//! "Li said on Monday, the agency reported, that …". Both the agency and Li are sources.

use super::complete::{Found, Rule};
use crate::span::Span;
use crate::text::sentences::split_sentences;
use crate::text::words::{is_word, split_words};

/// Farthest that a speaker's own verb may stand before the relaying words, in words.
const REACH_WORDS: usize = 6;

/// For each statement whose source only relays it, the statement of whoever said it; the relaying source
/// keeps one of its own, whose content is that the other said so. A source that a parenthesis named is put right in place.
pub fn relayed(text: &str, paragraphs: &[Span], found: &mut [Found]) -> Vec<Found> {
    let sentences: Vec<Span> = paragraphs
        .iter()
        .flat_map(|p| split_sentences(text, *p))
        .collect();
    let mut out = Vec::new();
    for statement in found.iter_mut() {
        let (Some(source), Some(&cue)) = (statement.source, statement.cue.first()) else {
            continue;
        };
        let Some(sentence) = sentences.iter().copied().find(|s| s.contains_offset(cue.start)) else {
            continue;
        };
        if !sentence.contains(source) {
            continue;
        }
        let relays = cue.of(text).to_lowercase().contains("according");
        if !relays && source.start > cue.end && preceded_by(text, sentence, source, "according to") {
            let speaker = name_before(text, sentence, cue.start);
            out.push(said_by(statement, speaker, cue));
            statement
                .content
                .insert(0, speaker.map_or(cue, |speaker| speaker.cover(cue)));
            let relaying = text[..source.start]
                .to_lowercase()
                .rfind("according to")
                .unwrap_or(source.start);
            statement.cue = vec![Span::new(relaying, relaying + "according to".len())];
        } else if let Some((speaker, verb)) = speaker_before(text, sentence, source, cue) {
            out.push(said_by(statement, Some(speaker), verb));
            statement.content.insert(0, speaker.cover(verb));
        } else if let Some(subject) = nearer_subject(text, source, cue) {
            statement.source = Some(subject);
        }
    }
    out
}

fn said_by(statement: &Found, source: Option<Span>, cue: Span) -> Found {
    Found {
        source,
        cue: vec![cue],
        rule: Some(Rule::Nested),
        ..statement.clone()
    }
}

/// The capitalised words or the pronoun right before an offset.
fn name_before(text: &str, sentence: Span, end: usize) -> Option<Span> {
    let before = Span::new(sentence.start, end).trimmed(text);
    let inner = before.of(text);
    let words = split_words(inner);
    let capitalised = |w: &&Span| w.of(inner).chars().next().is_some_and(char::is_uppercase);
    let count = words.iter().rev().take_while(capitalised).count();
    let pronoun = words
        .last()
        .is_some_and(|w| matches!(w.of(inner), "he" | "she" | "they"));
    let first = words[words.len() - count.max(usize::from(pronoun))..].first()?;
    Some(Span::new(first.start + before.start, before.end))
}

fn preceded_by(text: &str, sentence: Span, source: Span, words: &str) -> bool {
    let before = text[sentence.start..source.start].trim_end().to_lowercase();
    before.trim_end_matches("the").trim_end().ends_with(words)
}

/// "Li said on Monday, [the agency reported], that": the name and verb before a relaying parenthesis.
fn speaker_before(text: &str, sentence: Span, source: Span, cue: Span) -> Option<(Span, Span)> {
    let aside = source.cover(cue);
    let before = text[sentence.start..aside.start].trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let open = before.strip_suffix(',')?;
    if !text[aside.end..sentence.end].trim_start().starts_with(',') {
        return None;
    }
    let words: Vec<Span> = split_words(open)
        .into_iter()
        .filter(|w| is_word(w.of(open)))
        .collect();
    let verb = (words.len().saturating_sub(REACH_WORDS)..words.len()).find(|&i| {
        i > 0
            && matches!(
                words[i].of(open),
                "said" | "says" | "told" | "stated" | "noted" | "added" | "announced"
            )
    })?;
    let capitalised = |w: &Span| w.of(open).chars().next().is_some_and(char::is_uppercase);
    let first = (0..verb).rev().take_while(|&i| capitalised(&words[i])).last();
    let pronoun = matches!(words[verb - 1].of(open), "he" | "she" | "they").then_some(verb - 1);
    let from = first.or(pronoun)?;
    let shift =
        |a: usize, b: usize| Span::new(words[a].start + sentence.start, words[b].end + sentence.start);
    Some((shift(from, verb - 1), shift(verb, verb)))
}

/// What stands right before the cue after a comma, when the tagged source is another one before the comma:
/// "As the agency reported it, [Li] said", "Li has resigned, [her office] said".
fn nearer_subject(text: &str, source: Span, cue: Span) -> Option<Span> {
    const LONGEST_WORDS: usize = 5;
    let between = (source.end < cue.start).then(|| Span::new(source.end, cue.start))?;
    let inner = between.of(text);
    if inner.contains(['“', '”', '"', '‘', '’']) {
        return None;
    }
    let comma = inner
        .rfind(',')
        .map(|at| between.start + at + 1)
        .or(text[..source.end].ends_with(',').then_some(source.end))?;
    let subject = Span::new(comma, cue.start).trimmed(text);
    let words: Vec<&str> = subject.of(text).split_whitespace().collect();
    let first = *words.first()?;
    let determined = matches!(first, "the" | "a" | "an" | "her" | "his" | "its" | "their") && words.len() > 1;
    let named = words.iter().all(|w| w.starts_with(char::is_uppercase));
    ((determined || named) && words.len() <= LONGEST_WORDS).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Form;

    fn run(text: &str, source: &str, cue: &str, content: &str) -> (Vec<Found>, Found) {
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let mut found = [Found {
            content: vec![at(content)],
            cue: vec![at(cue)],
            source: Some(at(source)),
            form: Form::Indirect,
            confidence: 1.0,
            rule: None,
        }];
        let out = relayed(text, &[Span::new(0, text.len())], &mut found);
        let [statement] = found;
        (out, statement)
    }

    #[test]
    fn an_agency_in_parentheses_relays() {
        let text = "Minister Lund said on Monday, Norsk reported, that the pier is shut.";
        let (out, _) = run(text, "Norsk", "reported", "that the pier is shut");
        assert_eq!(out[0].source.unwrap().of(text), "Minister Lund");
        assert_eq!(out[0].cue[0].of(text), "said");
    }

    #[test]
    fn according_to_an_agency_relays() {
        let text = "Lund said, according to Norsk, that the pier is shut.";
        let (out, outer) = run(text, "Norsk", "said", "that the pier is shut");
        assert_eq!(
            (out[0].source.unwrap().of(text), out[0].cue[0].of(text)),
            ("Lund", "said")
        );
        assert_eq!(outer.cue[0].of(text), "according to");
    }

    #[test]
    fn the_nearer_subject_is_the_source() {
        let text = "At noon, as Norsk reported it, Lund said the pier is shut.";
        let (_, statement) = run(text, "Norsk", "said", "the pier is shut");
        assert_eq!(statement.source.unwrap().of(text), "Lund");
    }
}
