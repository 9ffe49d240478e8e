//! What an account says of itself: day, address, author, agency, and what kind of text it is.

use rashomon_core::account::{Account, Block, BlockKind};

use crate::blocks::author;
use crate::date;

/// Date lines are looked for in so many blocks from either end.
const EDGE_BLOCKS: usize = 6;

/// Fills in what the text itself shows, where nothing is known yet.
///
/// The day comes from a date line or the prefix of an agency report, else from the path of the address;
/// the address from one that stands alone near either end, unless there are several; the author from a
/// by-line; the outlet from the agency in brackets.
pub(crate) fn fill_in(account: &mut Account) {
    let edges = || edges(&account.blocks);
    let words = |block: &Block| block.span.of(&account.text);
    let prefix = edges().find_map(|block| date::dateline(words(block)));
    let url = account.source.url.clone().or_else(|| {
        let mut urls: Vec<&str> = edges()
            .filter(|b| b.kind == BlockKind::Address)
            .filter_map(|b| web_address(words(b)))
            .collect();
        urls.dedup();
        match urls[..] {
            [only] if is_of_a_text(only) => Some(only.to_owned()),
            _ => None,
        }
    });
    let stated = edges()
        .filter(|b| b.kind == BlockKind::Furniture)
        .find_map(|b| date::of_date_line(words(b)));
    let published = account
        .published
        .clone()
        .or(stated)
        .or_else(|| prefix.as_ref().and_then(|line| line.published.clone()))
        .or_else(|| url.as_deref().and_then(date::of_address));
    let by = edges()
        .filter(|b| b.kind == BlockKind::Furniture)
        .find_map(|b| author(words(b)));
    account.source.author = account.source.author.take().or(by);
    account.source.outlet = account
        .source
        .outlet
        .take()
        .or(prefix.and_then(|line| line.agency));
    account.source.url = url;
    account.published = published;
}

/// The first and the last blocks.
fn edges(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let tail = blocks
        .len()
        .saturating_sub(EDGE_BLOCKS)
        .max(EDGE_BLOCKS.min(blocks.len()));
    blocks.iter().take(EDGE_BLOCKS).chain(&blocks[tail..])
}

/// The web address in an address block; `None` for a mail address.
fn web_address(words: &str) -> Option<&str> {
    let start = words
        .find("http://")
        .or_else(|| words.find("https://"))
        .or_else(|| words.find("www."))?;
    let address = words[start..].split_whitespace().next()?;
    Some(address.trim_end_matches([')', ']', '>', '.']))
}

/// Shortest path of an address that is taken for that of a text, in bytes.
const MIN_PATH_BYTES: usize = 8;

/// Whether an address can be that of a text: home pages and shortened links lead elsewhere.
fn is_of_a_text(url: &str) -> bool {
    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
    bare.split_once('/')
        .is_some_and(|(_, path)| path.len() >= MIN_PATH_BYTES)
}

/// "transcript", "read-out" or "article".
///
/// A transcript has at least three turns that make more than half of the text. A read-out says so in its
/// headline or first sentence.
pub(crate) fn kind(account: &Account) -> &'static str {
    let turns = || {
        account
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Turn)
    };
    let spoken: usize = turns().map(|block| block.span.len()).sum();
    if turns().count() >= 3 && spoken * 2 > account.text.trim().len() {
        return "transcript";
    }
    let first = account.blocks.iter().find(|block| block.kind == BlockKind::Prose);
    let opening = first.map_or("", |block| {
        let words = block.span.of(&account.text);
        &words[..crate::sentence::sentence_starts(words)
            .get(1)
            .copied()
            .unwrap_or(words.len())]
    });
    let says_so = |text: &str| {
        let lower = text.to_lowercase();
        // "In its read-out, Moscow said ..." reports on one; a read-out names itself as its subject.
        [
            "readout of",
            "read-out of",
            "read out of the",
            "readout:",
            "read-out:",
        ]
        .iter()
        .any(|words| lower.contains(words))
            || ["readout", "read-out"]
                .iter()
                .any(|word| lower.ends_with(word) || lower.starts_with(word))
    };
    if account.title.as_deref().is_some_and(says_so) || says_so(opening.trim_end_matches('.')) {
        return "read-out";
    }
    "article"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, read};

    fn account(text: &str) -> Account {
        read(Input {
            path: "x.txt",
            bytes: text.as_bytes(),
        })
        .unwrap()
        .0
    }

    #[test]
    fn what_the_account_states_is_taken() {
        let found = account(
            "Talks end in Varn\nBy Jane Doe\nMay 14, 2019\nThe ministers met at noon and parted at six without a deal.\n\
             https://example.org/talks-end",
        );
        assert_eq!(found.published.as_deref(), Some("2019-05-14"));
        assert_eq!(found.source.author.as_deref(), Some("Jane Doe"));
        assert_eq!(found.source.url.as_deref(), Some("https://example.org/talks-end"));
        assert_eq!(found.source.outlet, None);
    }

    #[test]
    fn an_agency_prefix_gives_day_and_outlet() {
        let found = account(
            "VARN, Orvania, May 14, 2019 (Newswire) - The ministers met at noon. They parted at six.",
        );
        assert_eq!(found.published.as_deref(), Some("2019-05-14"));
        assert_eq!(found.source.outlet.as_deref(), Some("Newswire"));
        assert_eq!(found.title, None);
    }

    #[test]
    fn what_is_not_evident_is_left_out() {
        let found = account("Talks end\nOn May 14, 2019 they met. See https://example.org/a for more on it.");
        assert_eq!(
            (found.published, found.source.url, found.source.author),
            (None, None, None)
        );
    }

    #[test]
    fn read_outs_say_so() {
        let kind = |text: &str| account(text).source.kind.unwrap();
        assert_eq!(
            kind("Readout of the minister's call with Orsi\nThe minister spoke with Orsi on Monday."),
            "read-out"
        );
        assert_eq!(
            kind("Call with Orsi\nIn its read-out, Orvania said that the call was short."),
            "article"
        );
    }
}
