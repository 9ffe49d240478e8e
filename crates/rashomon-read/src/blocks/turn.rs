//! Speaking turns: transcripts, and play-script exchanges run into an article's paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;
use regex::Regex;

use super::Piece;
use super::label::{Label, Sort, label_at};
use super::narration::{is_narration, is_speech, tells_about};
use crate::sentence::sentence_starts;

/// More names than this are no conversation, and are not looked for one by one.
const MAX_SPEAKERS: usize = 200;

/// A label, in which piece it stands, and where its turn starts.
#[derive(Clone, Debug)]
struct Cue {
    /// Index of the piece.
    piece: usize,
    /// First byte of the turn, mark-up included.
    start: usize,
    label: Label,
    /// Whether it starts its paragraph.
    leads: bool,
}

/// Finds the turns in the pieces that are not yet known to be something else.
pub(super) fn turns(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let cues = accepted(text, &pieces, cues(text, &pieces));
    if cues.is_empty() {
        return pieces;
    }
    let speakers: Vec<&str> = cues
        .iter()
        .map(|cue| cue.label.name.of(text))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .take(MAX_SPEAKERS)
        .collect();
    let transcript = is_transcript(text, &pieces, &cues, &speakers);
    let mut by_piece: BTreeMap<usize, Vec<Cue>> = BTreeMap::new();
    for cue in cues {
        by_piece.entry(cue.piece).or_default().push(cue);
    }
    let mut out = Vec::with_capacity(pieces.len() + by_piece.len());
    let mut speaking: Option<Span> = None;
    for (at, piece) in pieces.into_iter().enumerate() {
        if let Some(cues) = by_piece.get(&at) {
            speaking = cut(text, &piece, cues, &speakers, transcript, &mut out);
        } else if let Some(speaker) = speaking.filter(|_| transcript && piece.kind.is_none()) {
            continued(text, piece, speaker, &speakers, &mut out);
        } else {
            out.push(piece);
        }
    }
    out
}

/// Whether the account starts with a turn: then its first words are no headline.
///
/// Three paragraphs with a label are a transcript, but its headline may have one too ("Orsi: We agree"):
/// the first is a turn when its label comes again, names a part in a conversation, or leads to speech.
pub(super) fn leads_with_turn(text: &str, pieces: &[Piece]) -> bool {
    let Some(first) = pieces.iter().position(|piece| piece.kind.is_none()) else {
        return false;
    };
    let cues = accepted(text, pieces, cues(text, pieces));
    let Some(cue) = cues.first().filter(|cue| cue.leads && cue.piece == first) else {
        return false;
    };
    let name = cue.label.name.of(text);
    let again = cues[1..].iter().any(|other| other.label.name.of(text) == name);
    let speaks = cue.label.sort == Sort::Part || is_speech(words(text, pieces, &cues, 0, cue));
    cues.iter().filter(|cue| cue.leads).count() >= 3 && (again || speaks)
}

/// Every place where a label stands: at the start of a piece, of a sentence, or after an introduction's
/// colon.
fn cues(text: &str, pieces: &[Piece]) -> Vec<Cue> {
    let mut out = Vec::new();
    for (at, piece) in pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| piece.kind.is_none())
    {
        let span = piece.span;
        let mut next = span.start;
        for start in label_places(text, span) {
            if start < next {
                continue;
            }
            if let Some(label) = label_at(text, start, span.end) {
                next = label.end;
                let leads = start == span.start;
                // A bare "Q" and a label with nothing after it are only clear at the start of a line.
                let has_words = !text[label.end..span.end].trim().is_empty();
                let colon = text[label.name.end..label.end].contains([':', '：']);
                if leads || (has_words && colon) {
                    out.push(Cue {
                        piece: at,
                        start,
                        label,
                        leads,
                    });
                }
            }
        }
    }
    out
}

/// Where in a paragraph a label could start.
fn label_places(text: &str, span: Span) -> Vec<usize> {
    let words = span.of(text);
    let mut places: Vec<usize> = sentence_starts(words)
        .into_iter()
        .map(|at| span.start + at)
        .collect();
    for (at, _) in words.match_indices(": ") {
        let start = at + (words[at + 1..].len() - words[at + 1..].trim_start().len()) + 1;
        places.push(span.start + start);
    }
    places.push(span.start);
    places.sort_unstable();
    places.dedup();
    places
}

/// Keeps the cues that the whole account shows to be speakers.
///
/// A part in a conversation or a titled name is one. Bare capitalised words are one when the account
/// nowhere writes them in lower case, and either they label more than one turn or the account names them
/// elsewhere. Then the turns must stand together: at least two cues of at least two names in the same or
/// in neighbouring pieces, whose words are mostly speech; or a single one that an introduction leads to.
fn accepted(text: &str, pieces: &[Piece], cues: Vec<Cue>) -> Vec<Cue> {
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
    let names: BTreeSet<&str> = group.iter().map(|cue| cue.label.name.of(text)).collect();
    let speech = group
        .iter()
        .enumerate()
        .filter(|(at, cue)| is_speech(words(text, pieces, group, *at, cue)) || cue.label.sort == Sort::Part)
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

/// The words of the cue at `at` of a run, to the next cue or the end of its piece.
fn words<'t>(text: &'t str, pieces: &[Piece], group: &[Cue], at: usize, cue: &Cue) -> &'t str {
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
    Regex::new(r"(?i)\b(?:exchange|dialogue|conversation|asked|replied|answered|answer|retort|transcript|follows|interview)\b[^.?!]*:\s*$")
        .expect("the pattern is fixed and was tested")
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

/// Whether the account as a whole is a transcript, so that unlabelled paragraphs go on with a turn.
///
/// It is when at least three paragraphs start with a label and, from the first of them on, at most a
/// quarter of all paragraphs are narration, and the unlabelled ones are either mostly speech or fewer than
/// the labelled.
fn is_transcript(text: &str, pieces: &[Piece], cues: &[Cue], speakers: &[&str]) -> bool {
    let leading: BTreeSet<usize> = cues.iter().filter(|cue| cue.leads).map(|cue| cue.piece).collect();
    let Some(&first) = leading.first() else {
        return false;
    };
    let open: Vec<&str> = (first..pieces.len())
        .filter(|at| pieces[*at].kind.is_none() && !leading.contains(at))
        .map(|at| pieces[at].span.of(text))
        .collect();
    let narration = open.iter().filter(|words| is_narration(words, speakers)).count();
    let speech = open.iter().filter(|words| is_speech(words)).count();
    leading.len() >= 3
        && narration * 4 <= open.len() + leading.len()
        && (speech * 2 >= open.len() || open.len() <= leading.len())
}

/// Cuts a piece at its cues; returns the speaker who may go on in the next piece.
fn cut(
    text: &str,
    piece: &Piece,
    cues: &[Cue],
    speakers: &[&str],
    transcript: bool,
    out: &mut Vec<Piece>,
) -> Option<Span> {
    let first = cues.first().map_or(piece.span.end, |cue| cue.start);
    push(text, out, Span::new(piece.span.start, first), None, None);
    let mut speaking = None;
    for (at, cue) in cues.iter().enumerate() {
        let next = cues.get(at + 1).map(|cue| cue.start);
        let end = next.unwrap_or(piece.span.end);
        // In a transcript a paragraph is all one speaker's; in an article the account goes on after it.
        let stop = if transcript {
            end
        } else {
            end_of_words(text, cue.label.end, end, next.is_none(), speakers)
        };
        push_turn(text, out, Span::new(cue.start, stop), cue.label.name);
        push(text, out, Span::new(stop, end), None, None);
        speaking = Some(cue.label.name);
    }
    speaking
}

/// Where a run-in turn ends: before the first sentence, not counting its own first, that tells about the
/// exchange. Before another turn all sentences up to it must do so.
fn end_of_words(text: &str, start: usize, end: usize, is_last: bool, speakers: &[&str]) -> usize {
    let words = &text[start..end];
    let starts: Vec<usize> = sentence_starts(words).into_iter().skip(1).collect();
    let tells = |at: usize| {
        let stop = starts.get(at + 1).copied().unwrap_or(words.len());
        tells_about(&words[starts[at]..stop], speakers)
    };
    let found = match is_last {
        true => (0..starts.len()).find(|&at| tells(at)),
        false => (0..starts.len()).rev().take_while(|&at| tells(at)).last(),
    };
    found.map_or(end, |at| start + starts[at])
}

/// A paragraph without a label in a transcript: the speaker goes on, unless it is narration.
fn continued(text: &str, piece: Piece, speaker: Span, speakers: &[&str], out: &mut Vec<Piece>) {
    if is_narration(piece.span.of(text), speakers) {
        out.push(piece);
    } else {
        push_turn(text, out, piece.span, speaker);
    }
}

/// "(Laughter.)", "[crosstalk]": not the speaker's words.
static STAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[(\[](?:laughter|laughs|applause|inaudible|crosstalk|cross-talk|off-mike|off mic|no response|pause|interruption|in progress|break in (?:audio|transcript|recording)|(?:begin|end|start)(?: of)? (?:video |audio )?(?:clip|audio|video|videotape|recording|transcript)|recorded [^()\[\]]{1,30}|commercial break|through (?:an )?interpreter|via (?:an )?(?:interpreter|translator)|speaks? [^()\[\]]{1,30}|simultaneous(?:ly)? [^()\[\]]{1,30}|music|cheers|technical [^()\[\]]{1,30})[.!…]?[)\]]")
        .expect("the pattern is fixed and was tested")
});

/// Adds a turn, with the stage directions that stand between its sentences taken out.
fn push_turn(text: &str, out: &mut Vec<Piece>, span: Span, speaker: Span) {
    let mut from = span.start;
    for found in STAGE.find_iter(span.of(text)) {
        let (start, end) = (span.start + found.start(), span.start + found.end());
        let before = text[from..start].trim_end();
        let after = text[end..span.end].trim_start();
        // Inside a sentence a direction stays, or the sentence would be cut in two.
        let free = before.is_empty() || crate::sentence::ends_sentence(before);
        if start < from || !free || after.starts_with(char::is_lowercase) || after.starts_with([',', ';']) {
            continue;
        }
        push(
            text,
            out,
            Span::new(from, start),
            Some(BlockKind::Turn),
            Some(speaker),
        );
        push(text, out, Span::new(start, end), Some(BlockKind::Furniture), None);
        from = end;
    }
    push(
        text,
        out,
        Span::new(from, span.end),
        Some(BlockKind::Turn),
        Some(speaker),
    );
}

/// Adds a piece, trimmed, unless nothing is left of it.
fn push(text: &str, out: &mut Vec<Piece>, span: Span, kind: Option<BlockKind>, speaker: Option<Span>) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        out.push(Piece { span, kind, speaker });
    }
}
