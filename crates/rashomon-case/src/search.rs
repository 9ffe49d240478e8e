//! Finding words in the accounts of a case.

use rashomon_core::Span;
use rusqlite::params;

use crate::error::CaseError;
use crate::store::Case;

/// Marks where found words begin and end in what the database returns: characters that no query can hold.
const OPEN: char = '\u{f0000}';
const CLOSE: char = '\u{f0001}';

/// A paragraph that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Hash of the account.
    pub hash: String,
    /// Where the paragraph stands in the account's text.
    pub span: Span,
    /// Where the words stand in the account's text.
    pub words: Vec<Span>,
}

impl Case {
    /// The paragraphs with all the words of a query, the best first, at most `limit` of them.
    ///
    /// Words in quotation marks must stand together; a star stands for the rest of a word. Case and accents make no
    /// difference. A query without letters or digits finds nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, CaseError> {
        let query = terms(query);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let found = (|| {
            let mut statement = self.db.prepare(
                "SELECT passage.hash, start, highlight(passage, 0, ?2, ?3) FROM passage \
                 JOIN account USING (hash) WHERE passage MATCH ?1 AND removed_at IS NULL \
                 ORDER BY rank, account.added_at, start LIMIT ?4",
            )?;
            let marks = (OPEN.to_string(), CLOSE.to_string());
            let rows = statement.query_map(params![query, marks.0, marks.1, limit], |row| {
                let marked: String = row.get(2)?;
                Ok(hit(row.get(0)?, row.get(1)?, &marked))
            })?;
            rows.collect()
        })();
        self.checked(found)
    }
}

/// The query as the database understands it: every term in quotation marks, so that nothing in it commands.
fn terms(query: &str) -> String {
    let mut out = Vec::new();
    for (nth, part) in query.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        let whole = nth % 2 == 1;
        let words: Vec<&str> = if whole {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        for word in words
            .into_iter()
            .filter(|word| word.contains(char::is_alphanumeric))
        {
            let star = if word.ends_with('*') { "*" } else { "" };
            out.push(format!(
                "\"{}\"{star}",
                word.trim_end_matches('*').replace('\0', " ")
            ));
        }
    }
    out.join(" ")
}

/// A hit from a paragraph in which the found words are marked.
fn hit(hash: String, start: usize, marked: &str) -> Hit {
    let (mut at, mut opened, mut words) = (start, start, Vec::new());
    for c in marked.chars() {
        match c {
            OPEN => opened = at,
            CLOSE => words.push(Span::new(opened, at)),
            _ => at += c.len_utf8(),
        }
    }
    Hit {
        hash,
        span: Span::new(start, at),
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_query_commands() {
        assert_eq!(
            terms("pier OR NEAR(x) -fee*"),
            "\"pier\" \"OR\" \"NEAR(x)\" \"-fee\"*"
        );
        assert_eq!(
            terms("“frank and useful” talks"),
            "\"frank and useful\" \"talks\""
        );
        assert_eq!(terms(" — * \" "), "");
    }

    #[test]
    fn marked_words_are_placed_in_the_text() {
        let found = hit("h".to_owned(), 10, "é \u{f0000}pier\u{f0001} x");
        assert_eq!(
            (found.span, found.words),
            (Span::new(10, 19), vec![Span::new(13, 17)])
        );
    }
}
