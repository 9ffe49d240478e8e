//! Plain text: the decoded file unchanged.

use rashomon_core::account::{Account, BlockKind, Warning};
use rashomon_core::span::Span;

use crate::{blocks, decode, language, origin};

/// Reads a plain text; never fails.
pub(crate) fn read(bytes: &[u8]) -> (Account, Vec<Warning>) {
    let decode::Decoded {
        text,
        damaged,
        notes: mut warnings,
    } = decode::decode(bytes, None);
    warnings.extend(decode::damage_warnings(
        &damaged,
        "these bytes could not be read and stand as U+FFFD",
    ));
    warnings.extend(decode::damage_warnings(
        &nuls(&text),
        "NUL characters in the text",
    ));
    let blocks = blocks::blocks(&text);
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    let mut account = Account {
        title: title.map(|block| blocks::title_text(block.span.of(&text))),
        language: language::language(&text, None),
        text,
        blocks,
        ..Account::default()
    };
    origin::fill_in(&mut account);
    (account, warnings)
}

/// Runs of NUL characters.
fn nuls(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices('\0') {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(Span::new(at, at + 1)),
        }
    }
    out
}
