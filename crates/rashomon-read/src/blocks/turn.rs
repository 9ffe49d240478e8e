//! Speaking turns: transcripts, and play-script exchanges run into an article's paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;
use rashomon_core::text::pattern::pattern;
use regex::Regex;

use super::Piece;
use super::evidence::{MAX_SPEAKERS, accepted, words};
use super::label::{Label, Sort, label_at};
use super::narration::{is_narration, is_speech, tells_about};
use crate::sentence::sentence_starts;

/// A label, in which piece it stands, and where its turn starts.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// Index of the piece.
    pub piece: usize,
    /// First byte of the turn, mark-up included.
    pub start: usize,
    /// The words that name the speaker.
    pub label: Label,
    /// Whether it starts its paragraph.
    pub leads: bool,
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
        let first = span.start + quoted(span.of(text));
        let mut next = span.start;
        for start in label_places(text, span) {
            if start < next {
                continue;
            }
            if let Some(label) = label_at(text, start, span.end) {
                next = label.end;
                let leads = start <= first;
                let start = if leads { span.start } else { start };
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

/// Bytes of the mark that opens a paragraph of a quoted transcript: "“ORSI: We agree.".
fn quoted(words: &str) -> usize {
    words.len() - words.trim_start_matches(['"', '“', '«', '„']).len()
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
    places.push(span.start + quoted(words));
    places.sort_unstable();
    places.dedup();
    places
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
    pattern(
        r"(?i)[(\[](?:laughter|laughs|applause|inaudible|crosstalk|cross-talk|off-mike|off mic|no response|pause|interruption|in progress|break in (?:audio|transcript|recording)|(?:begin|end|start)(?: of)? (?:video |audio )?(?:clip|audio|video|videotape|recording|transcript)|recorded [^()\[\]]{1,30}|commercial break|through (?:an )?interpreter|via (?:an )?(?:interpreter|translator)|speaks? [^()\[\]]{1,30}|simultaneous(?:ly)? [^()\[\]]{1,30}|music|cheers|technical [^()\[\]]{1,30})[.!…]?[)\]]",
    )
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
