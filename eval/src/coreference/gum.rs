//! Reads documents of the GUM corpus (Zeldes 2017): text, words, and entities with coreference.

use std::collections::BTreeMap;

use rashomon_core::Span;

/// An annotated document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// "GUM_news_iodine".
    pub name: String,
    /// Its paragraphs, joined by blank lines.
    pub text: String,
    /// Where they stand.
    pub paragraphs: Vec<Span>,
    /// Its words.
    pub words: Vec<Word>,
    /// Its mentions, in the order in which they begin.
    pub mentions: Vec<GoldMention>,
}

/// A word with its part of speech.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech ("NOUN").
    pub part: String,
    /// Whether its tag says that it is plural.
    pub plural: bool,
}

/// A mention as annotated.
#[derive(Clone, Debug)]
pub struct GoldMention {
    /// From its first word to its last.
    pub span: Span,
    /// Numbers of its words, `from..to`.
    pub words: (usize, usize),
    /// Numbers of the words that must be there for it to be found: its head.
    pub least: Vec<usize>,
    /// "person", "organization", "place", "abstract", ...
    pub class: String,
    /// Mentions with the same number mean the same.
    pub chain: usize,
}

impl Document {
    /// "news", by the document's name.
    pub fn genre(&self) -> &str {
        self.name.split('_').nth(1).unwrap_or_default()
    }

    /// The mentions of each chain, by their place in `mentions`.
    pub fn chains(&self) -> Vec<Vec<usize>> {
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (nth, mention) in self.mentions.iter().enumerate() {
            chains.entry(mention.chain).or_default().push(nth);
        }
        chains.into_values().collect()
    }
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GumError {
    /// A line is not of the expected form.
    #[error("line {line}: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

/// Reads a document in CoNLL-U with GUM’s `Entity` values.
///
/// # Errors
/// [`GumError`] when a line has too few columns or a bracket closes that was not opened.
pub fn read_gum(name: &str, conllu: &str) -> Result<Document, GumError> {
    let mut reader = Reader {
        out: Document {
            name: name.to_owned(),
            ..Document::default()
        },
        ..Reader::default()
    };
    for (number, line) in conllu.lines().enumerate() {
        reader.line(line).map_err(|what| GumError::Line {
            line: number + 1,
            what,
        })?;
    }
    reader.end_paragraph();
    reader
        .out
        .mentions
        .sort_by_key(|m| (m.words.0, std::cmp::Reverse(m.words.1)));
    Ok(reader.out)
}

#[derive(Default)]
struct Reader {
    out: Document,
    paragraph_from: usize,
    /// Whether a space stands before the next word.
    spaced: bool,
    /// Words of a contraction still to come, and whether a space follows it.
    joined: Option<(usize, bool)>,
    open: Vec<GoldMention>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            self.end_paragraph();
        }
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, part, tag, _, _, _, _, misc] = columns[..] else {
            return Err(format!("expected 10 columns, found {}", columns.len()));
        };
        let spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((from, to)) = id.split_once('-') {
            let count = |n: &str| n.parse::<usize>().map_err(|_| format!("not a number: {n}"));
            self.joined = Some((count(to)? + 1 - count(from)?, spaced));
            return Ok(());
        }
        if id.contains('.') {
            return Ok(());
        }
        let number = self.word(form, part, tag);
        self.spaced = match self.joined.take() {
            Some((1, after)) => after,
            Some((left, after)) => {
                self.joined = Some((left - 1, after));
                false
            }
            None => spaced,
        };
        match misc.split('|').find_map(|m| m.strip_prefix("Entity=")) {
            Some(entities) => self.entities(entities, number),
            None => Ok(()),
        }
    }

    fn word(&mut self, form: &str, part: &str, tag: &str) -> usize {
        let text = &mut self.out.text;
        if self.spaced && text.len() > self.paragraph_from {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        self.out.words.push(Word {
            span: Span::new(start, text.len()),
            part: part.to_owned(),
            plural: matches!(tag, "NNS" | "NNPS"),
        });
        self.out.words.len() - 1
    }

    fn end_paragraph(&mut self) {
        let (from, to) = (self.paragraph_from, self.out.text.len());
        if to > from {
            self.out.paragraphs.push(Span::new(from, to));
            self.out.text.push_str("\n\n");
        }
        self.paragraph_from = self.out.text.len();
        self.spaced = false;
    }

    /// "(12-person-…-1,2-coref(13-place-…-1-sgl)" opens, "12)" closes.
    fn entities(&mut self, brackets: &str, word: usize) -> Result<(), String> {
        let mut rest = brackets;
        while !rest.is_empty() {
            if let Some(opened) = rest.strip_prefix('(') {
                let end = opened.find(['(', ')']).unwrap_or(opened.len());
                self.opened(&opened[..end], word)?;
                rest = &opened[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    self.close(None, word)?;
                    rest = after;
                }
            } else {
                let end = rest
                    .find(')')
                    .ok_or_else(|| format!("no bracket closes {rest}"))?;
                self.close(Some(&rest[..end]), word)?;
                rest = &rest[end + 1..];
            }
        }
        Ok(())
    }

    fn opened(&mut self, values: &str, word: usize) -> Result<(), String> {
        let values: Vec<&str> = values.split('-').collect();
        let [chain, class, _, _, _, least, ..] = values[..] else {
            return Err(format!("not an entity: {}", values.join("-")));
        };
        let places = least.split(',').filter_map(|n| n.parse::<usize>().ok());
        self.open.push(GoldMention {
            span: self.out.words[word].span,
            words: (word, word + 1),
            least: places.filter(|n| *n > 0).map(|n| word + n - 1).collect(),
            class: class.to_owned(),
            chain: chain.parse().map_err(|_| format!("not a chain: {chain}"))?,
        });
        Ok(())
    }

    fn close(&mut self, chain: Option<&str>, word: usize) -> Result<(), String> {
        let wanted: Option<usize> = chain.and_then(|c| c.parse().ok());
        let at = self
            .open
            .iter()
            .rposition(|m| wanted.is_none_or(|w| m.chain == w));
        let at = at.ok_or_else(|| format!("{} closes and was not opened", chain.unwrap_or("a bracket")))?;
        let mut mention = self.open.remove(at);
        mention.span.end = self.out.words[word].span.end;
        mention.words.1 = word + 1;
        self.out.mentions.push(mention);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_entities_and_contractions_are_read() {
        let line = |id: &str, form: &str, part: &str, misc: &str| {
            format!("{id}\t{form}\t_\t{part}\tNN\t_\t_\t_\t_\t{misc}\n")
        };
        let text = [
            "# newpar\n".to_owned(),
            line(
                "1",
                "Lund",
                "PROPN",
                "Entity=(1-person-new-ss-cf1-1-coref(2-place-new-ss-cf2-1-sgl)",
            ),
            line("2", "there", "ADV", "Entity=1)"),
            line("3-4", "can't", "_", "SpaceAfter=No"),
            line("3", "ca", "AUX", "_"),
            line("4", "n't", "PART", "_"),
            line("5", ".", "PUNCT", "_"),
            "# newpar\n".to_owned(),
            line("1", "She", "PRON", "Entity=(1-person-giv-ss-cf1-1-ana)"),
        ]
        .concat();
        let document = read_gum("GUM_news_one", &text).unwrap();
        assert_eq!(document.text.trim_end(), "Lund there can't.\n\nShe");
        let spans: Vec<&str> = document
            .mentions
            .iter()
            .map(|m| m.span.of(&document.text))
            .collect();
        assert_eq!(spans, ["Lund there", "Lund", "She"]);
        assert_eq!(document.chains(), [vec![0, 2], vec![1]]);
        assert_eq!(document.genre(), "news");
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = read_gum("GUM_news_one", "# newpar\n1\tLund\n").unwrap_err();
        assert_eq!(error.to_string(), "line 2: expected 10 columns, found 2");
    }
}
