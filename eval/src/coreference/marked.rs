//! Reads texts with mentions marked in them, as in `testdata/coreference`.

use rashomon_core::Span;
use rashomon_core::text::words::{is_word, split_words};

use super::gum::{Document, GoldMention, Word};

/// Reads "{1|Anna Lund} said {1|she} …": the text without marks, and its mentions.
///
/// The last word of a mention is the one that must be found. Mentions do not nest.
///
/// # Errors
/// The first mark that is not closed or has no number.
pub fn read_marked(name: &str, marked: &str) -> Result<Document, String> {
    let mut text = String::new();
    let mut marks: Vec<(usize, Span)> = Vec::new();
    let mut rest = marked.trim_end();
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let (mark, after) = rest[open + 1..].split_once('}').ok_or("a mark is not closed")?;
        let (chain, words) = mark.split_once('|').ok_or_else(|| format!("no number: {mark}"))?;
        let chain = chain.parse().map_err(|_| format!("no number: {mark}"))?;
        marks.push((chain, Span::new(text.len(), text.len() + words.len())));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    let words: Vec<Span> = split_words(&text);
    let mentions = marks
        .iter()
        .map(|(chain, span)| mention(&text, &words, *chain, *span))
        .collect();
    Ok(Document {
        name: name.to_owned(),
        paragraphs: paragraphs(&text),
        mentions,
        words: words.into_iter().map(word).collect(),
        text,
    })
}

fn mention(text: &str, words: &[Span], chain: usize, span: Span) -> GoldMention {
    let from = words.partition_point(|w| w.end <= span.start);
    let to = words.partition_point(|w| w.start < span.end);
    let head = (from..to).rev().find(|w| is_word(words[*w].of(text)));
    GoldMention {
        span,
        words: (from, to),
        least: head.into_iter().collect(),
        class: "person".to_owned(),
        chain,
    }
}

fn word(span: Span) -> Word {
    Word {
        span,
        part: String::new(),
        plural: false,
    }
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            out.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_mentions() {
        let document = read_marked("one", "{1|Anna Lund} left.\n\n{2|Berg} saw {1|her}.\n").unwrap();
        assert_eq!(document.text, "Anna Lund left.\n\nBerg saw her.");
        let spans: Vec<&str> = document
            .mentions
            .iter()
            .map(|m| m.span.of(&document.text))
            .collect();
        assert_eq!(spans, ["Anna Lund", "Berg", "her"]);
        assert_eq!(
            document.words[document.mentions[0].least[0]]
                .span
                .of(&document.text),
            "Lund"
        );
        assert_eq!(document.chains(), [vec![0, 2], vec![1]]);
        assert!(read_marked("one", "{Lund} left").is_err());
    }
}
