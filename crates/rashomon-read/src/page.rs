//! Web pages: the article and what the page says of itself.

mod markup;
mod metadata;

use std::sync::LazyLock;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;
use rashomon_core::account::{Account, BlockKind, Source, Warning};
use rashomon_core::span::Span;
use regex::bytes::Regex;

use crate::blocks::{Piece, segment, title_text};
use crate::{decode, language, origin};
use markup::Paragraph;
use metadata::About;

/// Pages nested deeper than this, in elements, are read without looking for the article: the search for it
/// recurses, and real pages stay far below.
const MAX_DEPTH: usize = 400;
/// Pages whose tags suggest a deeper nesting than this are not parsed at all: that would take forever.
const MAX_PARSED_DEPTH: usize = 1000;
/// Pages larger than this, in bytes, are read without looking for the article: the search for it is slow.
const MAX_ARTICLE_PAGE_BYTES: usize = 8 << 20;
/// A page's declaration of its encoding stands in so many bytes from its start.
const DECLARATION_BYTES: usize = 4096;
/// Fewer characters than this are no article when the page itself shows far more.
const MIN_ARTICLE_CHARS: usize = 200;

/// Reads a web page; never fails.
pub(crate) fn read(bytes: &[u8]) -> (Account, Vec<Warning>) {
    let decode::Decoded {
        text: html,
        notes: mut warnings,
        ..
    } = decode::decode(bytes, declared(bytes));
    let (about, paragraphs) = content(&html, &mut warnings);
    let (text, pieces) = layout(about.title.as_deref(), paragraphs);
    warnings.extend(decode::damage_warnings(
        &replaced(&text),
        "what stood here could not be read",
    ));
    let blocks = segment(&text, pieces);
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    let title = title
        .map(|block| title_text(block.span.of(&text)))
        .or(about.title);
    let mut account = Account {
        title,
        language: language::language(&text, about.language.as_deref()),
        published: about.published,
        source: Source {
            outlet: about.site,
            url: about.url,
            author: about.author,
            ..Source::default()
        },
        text,
        blocks,
        ..Account::default()
    };
    origin::fill_in(&mut account);
    (account, warnings)
}

/// What the page says of itself, and its paragraphs.
fn content(html: &str, warnings: &mut Vec<Warning>) -> (About, Vec<Paragraph>) {
    if markup::apparent_depth(html) > MAX_PARSED_DEPTH {
        let message =
            "the page is nested too deeply to be parsed: its tags are left out and all else is given";
        warnings.push(decode::about_all(message.to_owned()));
        return (About::default(), markup::without_tags(html));
    }
    let document = Document::from(html);
    let about = metadata::of(&document);
    let paragraphs = article(html, &document).unwrap_or_else(|why| {
        warnings.push(decode::about_all(format!(
            "{why}: all visible text of the page is given"
        )));
        markup::paragraphs(&document, markup::Scope::Page)
    });
    (about, paragraphs)
}

/// The encoding that the page names in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:<meta[^>]*?charset\s*=\s*["']?\s*|<\?xml[^>]*?encoding\s*=\s*["'])([\w:-]+)"#)
            .expect("the pattern is fixed and was tested")
    });
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    Encoding::for_label(CHARSET.captures(head)?.get(1)?.as_bytes())
}

/// The paragraphs of the page's article, or why there are none.
fn article(html: &str, document: &Document) -> Result<Vec<Paragraph>, &'static str> {
    if html.len() > MAX_ARTICLE_PAGE_BYTES {
        return Err("the page is too large to look for the article in it");
    }
    if markup::depth(document) > MAX_DEPTH {
        return Err("the page is nested too deeply to look for the article in it");
    }
    let none = "no article was found in the page";
    let config = Config {
        max_elements_to_parse: 200_000,
        ..Config::default()
    };
    let mut readability = Readability::new(html, None, Some(config)).map_err(|_| none)?;
    let found = readability.parse().map_err(|_| none)?;
    let content = Document::fragment(found.content);
    let paragraphs = markup::paragraphs(&content, markup::Scope::Article);
    let chars = |paragraphs: &[Paragraph]| paragraphs.iter().map(|p| p.text.chars().count()).sum::<usize>();
    let length = chars(&paragraphs);
    if length == 0 {
        return Err(none);
    }
    if length < MIN_ARTICLE_CHARS && chars(&markup::paragraphs(document, markup::Scope::Page)) > 4 * length {
        return Err("the article found in the page is a small part of it");
    }
    Ok(paragraphs)
}

/// One text of the paragraphs, the headline first, and where each stands in it.
fn layout(title: Option<&str>, mut paragraphs: Vec<Paragraph>) -> (String, Vec<Piece>) {
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        let same = |p: &Paragraph| p.text.eq_ignore_ascii_case(title);
        // A page repeats its headline over the article.
        if let Some(at) = paragraphs.iter().take(4).position(same) {
            paragraphs.remove(at);
        }
        paragraphs.insert(
            0,
            Paragraph {
                text: title.to_owned(),
                kind: Some(BlockKind::Title),
            },
        );
    }
    let mut text = String::new();
    let mut pieces = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        pieces.push(Piece {
            span: Span::new(start, text.len()),
            kind: paragraph.kind,
            speaker: None,
        });
    }
    (text, pieces)
}

/// Runs of U+FFFD.
fn replaced(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, found) in text.match_indices('\u{FFFD}') {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + found.len(),
            _ => out.push(Span::new(at, at + found.len())),
        }
    }
    out
}

// Tests of whole pages are in tests/read.rs.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_is_found() {
        let name = |html: &str| declared(html.as_bytes()).map(|e| e.name());
        assert_eq!(
            name("<html><head><meta charset=windows-1251>"),
            Some("windows-1251")
        );
        let long = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>";
        assert_eq!(name(long), Some("ISO-8859-2"));
        assert_eq!(
            name("<?xml version='1.0' encoding='Shift_JIS'?><html>"),
            Some("Shift_JIS")
        );
        assert_eq!(name("<html><p>charset=utf-8"), None);
    }
}
