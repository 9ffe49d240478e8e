//! Which labels are speakers: what the whole account shows about the names before its colons.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rashomon_core::span::Span;
use rashomon_core::text::pattern::pattern;
use regex::Regex;

use super::Piece;
use super::label::Sort;
use super::narration::is_speech;
use super::turn::Cue;

/// More names than this are no conversation, and are not looked for one by one.
pub(super) const MAX_SPEAKERS: usize = 200;

/// Keeps the cues that the whole account shows to be speakers.
///
/// A part in a conversation or a titled name is one. Bare capitalised words are one when the account
/// nowhere writes them in lower case, and either they label more than one turn or the account names them
/// elsewhere. Then the turns must stand together: at least two cues of at least two names in the same or
/// in neighbouring pieces, whose words are mostly speech; or a single one that an introduction leads to.
pub(super) fn accepted(text: &str, pieces: &[Piece], cues: Vec<Cue>) -> Vec<Cue> {
    // By the last word: "MARTA ORSI" is "ORSI" from the second time on.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cue in &cues {
        *counts.entry(last_word(cue.label.name.of(text))).or_default() += 1;
    }
    // Each name is looked for in the whole text once, however often it is a label.
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    let mut is_name = |span: Span| {
        let name = span.of(text);
        *names.entry(name).or_insert_with(|| {
            !is_common(text, pieces, name) && (counts[last_word(name)] > 1 || is_named_elsewhere(text, span))
        })
    };
    let known: Vec<Cue> = cues
        .iter()
        .filter(|cue| cue.label.sort != Sort::Bare || counts.len() <= MAX_SPEAKERS && is_name(cue.label.name))
        .cloned()
        .collect();
    let mut out = Vec::new();
    for group in groups(&known) {
        if holds(text, pieces, group) {
            out.extend_from_slice(group);
        }
    }
    out
}

/// Runs of cues with at most this many pieces without one between two of them.
const MAX_GAP_PIECES: usize = 12;

/// Cuts the cues into runs that stand together.
fn groups(cues: &[Cue]) -> impl Iterator<Item = &[Cue]> {
    cues.chunk_by(|one, next| {
        next.piece - one.piece
            <= if one.leads && next.leads {
                MAX_GAP_PIECES
            } else {
                1
            }
    })
}

/// Whether a run of cues is an exchange.
fn holds(text: &str, pieces: &[Piece], group: &[Cue]) -> bool {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for cue in group {
        *names.entry(cue.label.name.of(text)).or_default() += 1;
    }
    let speaks = |at: usize, cue: &Cue| match cue.label.sort {
        Sort::Part => true,
        Sort::Titled if names[cue.label.name.of(text)] > 1 => true,
        _ => is_answer(words(text, pieces, group, at, cue)),
    };
    let speech = group
        .iter()
        .enumerate()
        .filter(|(at, cue)| speaks(*at, cue))
        .count();
    if speech * 2 < group.len() {
        return false;
    }
    // Names that label one stretch each, with paragraphs between, are sections about people.
    let bare = group.iter().all(|cue| cue.label.sort == Sort::Bare);
    let apart = group.windows(2).any(|pair| pair[1].piece > pair[0].piece + 1);
    match group {
        [] => false,
        [only] => is_introduced(text, pieces, only),
        _ if names.len() == group.len() => !(bare && apart),
        // One name again and again is an interview whose questions have no label.
        _ => names.len() >= 2 || group.len() >= 3,
    }
}

/// Whether words after a label read as someone's own: speech, a few words, or all in quotation marks.
fn is_answer(words: &str) -> bool {
    let words = words.trim();
    let few = words.split_whitespace().count() <= 5 && words.starts_with(|c: char| !c.is_numeric());
    is_speech(words) || few || words.starts_with(['“', '"', '«'])
}

/// The words of the cue at `at` of a run, to the next cue or the end of its piece.
pub(super) fn words<'t>(text: &'t str, pieces: &[Piece], group: &[Cue], at: usize, cue: &Cue) -> &'t str {
    let next = group.get(at + 1).filter(|next| next.piece == cue.piece);
    let end = next.map_or(pieces[cue.piece].span.end, |next| next.start);
    let words = &text[cue.label.end..end];
    // A label that stands alone on its line has its words in the next paragraph.
    match pieces.get(cue.piece + 1) {
        Some(following) if words.trim().is_empty() => following.span.of(text),
        _ => words,
    }
}

/// Words with which an account leads to an exchange.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:exchange|dialogue|conversation|asked|replied|answered|answer|retort|transcript|follows|interview)\b[^.?!]*:\s*$",
    )
});

/// Whether the cue follows "... exchange:" or the like, in its piece.
fn is_introduced(text: &str, pieces: &[Piece], cue: &Cue) -> bool {
    INTRODUCTION.is_match(&text[pieces[cue.piece].span.start..cue.start])
}

/// Whether the account writes one of the words in lower case: then they are no name. Addresses, which are
/// in lower case throughout, do not count.
fn is_common(text: &str, pieces: &[Piece], name: &str) -> bool {
    let cased = |word: &&str| word.chars().count() > 3 && word.chars().any(char::is_lowercase);
    name.split_whitespace().filter(cased).any(|word| {
        let lower = word.trim_end_matches([',', '.']).to_lowercase();
        pieces
            .iter()
            .filter(|piece| piece.kind.is_none())
            .any(|piece| occurs(piece.span.of(text), &lower))
    })
}

/// Whether `word` stands in `words` as a whole word.
fn occurs(words: &str, word: &str) -> bool {
    occurrences(words, word).next().is_some()
}

/// Whether the last word of the name stands elsewhere in the account and not before a colon.
fn is_named_elsewhere(text: &str, name: Span) -> bool {
    let last = last_word(name.of(text));
    let elsewhere = |word: &str| {
        occurrences(text, word).any(|at| {
            let end = at + word.len();
            let itself = name.start <= at && end <= name.end;
            !itself && !text[end..].starts_with([':', '：'])
        })
    };
    // Labels in capitals name people whom the text writes with one.
    let mut letters = last.chars();
    let capitalised: String = letters
        .next()
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect();
    elsewhere(last) || last.chars().count() > 2 && elsewhere(&capitalised)
}

/// The last word of a name.
fn last_word(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or(name)
}

/// Where `word` stands in `text` as a whole word.
fn occurrences<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !word.is_empty()
            && !before.ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
    })
}
