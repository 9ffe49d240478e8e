//! Small faults of a tagger that the text itself settles, mended before anything is built on them.

use super::complete::Found;
use crate::account::{Account, Block, BlockKind};
use crate::span::{Span, merged};
use crate::speakers::find_names;
use crate::text::sentences::split_sentences;
use crate::text::words::{is_word, split_words};

/// Most words of a hole in a content that is taken for a slip of the tagger.
const HOLE_WORDS: usize = 2;

/// Mends one statement; see the functions below for what is mended.
pub fn mend(account: &Account, paragraphs: &[Span], found: &mut Found) {
    let text = account.text.as_str();
    keep_to_block(account, found);
    if let Some(cue) = found.cue.first().copied() {
        keep_to_sentence(text, paragraphs, cue, found);
    }
    fill_holes(text, found);
    drop_crumbs(text, found);
    complete_source(text, found);
    add_agent(text, paragraphs, found);
}

fn block_of(account: &Account, offset: usize) -> Option<&Block> {
    account
        .blocks
        .iter()
        .find(|block| block.span.contains_offset(offset))
}

/// What is said in a headline, a topic label or a turn stays in it, and its source is none of the prose's.
fn keep_to_block(account: &Account, found: &mut Found) {
    let anchor = found.cue.first().or(found.content.first()).copied();
    let Some(block) = anchor.and_then(|anchor| block_of(account, anchor.start)) else {
        return;
    };
    let closed = |kind: BlockKind| matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Turn);
    if closed(block.kind) {
        found.content = found
            .content
            .iter()
            .filter_map(|c| c.intersect(block.span))
            .collect();
        found.source = found.source.filter(|source| block.span.contains(*source));
    } else {
        let outside = |span: &Span| block_of(account, span.start).is_some_and(|other| closed(other.kind));
        found.content.retain(|content| !outside(content));
        found.source = found.source.filter(|source| !outside(source));
    }
}

/// A piece of content in a sentence before the cue's belongs to another statement when the cue has
/// content of its own.
fn keep_to_sentence(text: &str, paragraphs: &[Span], cue: Span, found: &mut Found) {
    let Some(paragraph) = paragraphs.iter().find(|p| p.contains(cue)) else {
        return;
    };
    let Some(sentence) = split_sentences(text, *paragraph)
        .into_iter()
        .find(|s| s.contains_offset(cue.start))
    else {
        return;
    };
    if found.content.iter().any(|content| content.overlaps(sentence)) {
        found.content.retain(|content| content.end > sentence.start);
        // Only a quotation goes on in the next paragraph.
        let quoted = |content: &Span| content.of(text).starts_with(['“', '"', '«', '„', '‘', '\'']);
        found
            .content
            .retain(|content| content.start < paragraph.end || quoted(content));
    }
}

/// Joins pieces with no more than a word or two between them, unless those are its own cue or source.
fn fill_holes(text: &str, found: &mut Found) {
    found.content = merged(text, std::mem::take(&mut found.content));
    let taken: Vec<Span> = found.cue.iter().copied().chain(found.source).collect();
    let mut out: Vec<Span> = Vec::with_capacity(found.content.len());
    for &piece in &found.content {
        let hole = out.last().map(|last| Span::new(last.end, piece.start));
        let small = hole.is_some_and(|hole| {
            let inner = hole.of(text);
            let words = split_words(inner);
            let count = words.iter().filter(|w| is_word(w.of(inner))).count();
            let ends_sentence = inner.contains(['.', '!', '?', ';', '\n']);
            count <= HOLE_WORDS && !ends_sentence && taken.iter().all(|t| !t.overlaps(hole))
        });
        match out.last_mut() {
            Some(last) if small => last.end = piece.end,
            _ => out.push(piece),
        }
    }
    found.content = out;
}

/// Drops pieces of a single small word beside larger ones; a name in front of a comma ("Berg, he said, was
/// ill") and a quoted word stay.
fn drop_crumbs(text: &str, found: &mut Found) {
    let words = |span: &Span| {
        let inner = span.of(text);
        split_words(inner).iter().filter(|w| is_word(w.of(inner))).count()
    };
    let subject = |span: &Span| {
        let fronted = text[span.end..].starts_with(',') || span.of(text).ends_with(',');
        fronted && span.of(text).starts_with(char::is_uppercase)
    };
    if found.content.iter().any(|content| words(content) > 1) {
        found.content.retain(|content| {
            words(content) > 1 || subject(content) || content.of(text).contains(['"', '“', '‘', '«'])
        });
    }
}

/// A source cut off after its article ("[The] three sides said") reaches to the cue.
fn complete_source(text: &str, found: &mut Found) {
    let (Some(source), Some(cue)) = (found.source, found.cue.first()) else {
        return;
    };
    let lower = source.of(text).to_lowercase();
    let article = matches!(
        lower.as_str(),
        "the" | "a" | "an" | "its" | "his" | "her" | "their" | "both" | "some"
    );
    if article && source.end < cue.start {
        let between = Span::new(source.start, cue.start).of(text);
        let between =
            between.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '«' | '‘'));
        let between = Span::new(source.start, source.start + between.len());
        let plain = !between.of(text).contains([',', '.', ';', '“', '"']);
        if plain && split_words(between.of(text)).len() <= 6 {
            found.source = Some(between);
        }
    }
}

/// "“…” was written by [Anna Lund] in May": without a source, the name that follows the words of saying and "by".
fn add_agent(text: &str, paragraphs: &[Span], found: &mut Found) {
    let (None, Some(cue)) = (found.source, found.cue.last().copied()) else {
        return;
    };
    let Some(paragraph) = paragraphs.iter().find(|p| p.contains(cue)) else {
        return;
    };
    let rest = Span::new(cue.end, paragraph.end).trimmed(text);
    if rest.of(text).starts_with("by ") {
        let by = Span::new(rest.start + "by ".len(), rest.end);
        let name = find_names(text, by).into_iter().next().map(|name| name.span);
        found.source =
            name.filter(|name| name.start == by.start && found.content.iter().all(|c| !c.overlaps(*name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Form;

    #[test]
    fn who_did_it_is_the_source_of_a_passive_cue() {
        let source = |text: &str| {
            let at = |words: &str| {
                let start = text.find(words).unwrap();
                Span::new(start, start + words.len())
            };
            let mut found = Found {
                content: vec![at("“The Long Way”")],
                cue: vec![at("was written")],
                source: None,
                form: Form::Direct,
                confidence: 0.9,
                rule: None,
            };
            add_agent(text, &[Span::new(0, text.len())], &mut found);
            found.source.map(|span| span.of(text).to_owned())
        };
        assert_eq!(
            source("“The Long Way” was written by Anna Lund after the war."),
            Some("Anna Lund".to_owned())
        );
        assert_eq!(source("“The Long Way” was written by the sea."), None);
        assert_eq!(source("“The Long Way” was written in May by Anna Lund."), None);
    }
}
