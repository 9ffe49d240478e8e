//! Speaking turns of transcripts and play scripts.

use super::complete::{Found, Rule};
use crate::account::{Account, Block, BlockKind};
use crate::span::Span;
use crate::statement::Form;

const QUOTES: [char; 6] = ['"', '“', '”', '«', '»', '„'];

/// A block without the label of a speaking turn.
pub fn spoken(text: &str, block: &Block) -> Span {
    let Some(speaker) = block.speaker.filter(|s| block.span.contains(*s)) else {
        return block.span;
    };
    let after = Span::new(speaker.end, block.span.end);
    let skipped = after.of(text).find(':').map_or(0, |at| at + 1);
    let rest = Span::new(after.start + skipped, after.end);
    let inner = rest.of(text);
    let kept = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    // "“ORSI: We agree.”" is quoted as a whole.
    let whole = block.span.of(text).starts_with(QUOTES) && !kept.starts_with(QUOTES);
    let words = if whole {
        kept.trim_end().trim_end_matches(QUOTES)
    } else {
        kept
    };
    let start = rest.end - kept.len();
    Span::new(start, start + words.len()).trimmed(text)
}

/// Every speaking turn is one statement of its speaker.
pub fn add_turns(account: &Account, found: &mut Vec<Found>) {
    let text = account.text.as_str();
    for block in account.blocks.iter().filter(|b| b.kind == BlockKind::Turn) {
        let Some(speaker) = block.speaker else { continue };
        let words = spoken(text, block);
        let pieces = without_directions(text, words);
        if pieces.is_empty() {
            continue;
        }
        // What the tagger took for the turn itself is the turn; what has its own cue is nested in it.
        found.retain(|f| {
            let inside = f.content.iter().all(|c| words.contains(*c));
            let label = f.cue.iter().all(|c| c.len() <= 1) || f.cue.iter().any(|c| !words.contains(*c));
            let own = f.source.is_some_and(|s| matches!(s.of(text), "I" | "We" | "we"));
            let whole = own || f.content.iter().map(|c| c.len()).sum::<usize>() * 10 >= words.len() * 9;
            !inside || !(label || whole)
        });
        let continued = found
            .iter_mut()
            .rev()
            .find(|f| f.rule == Some(Rule::Turn) && f.source == Some(speaker));
        if let Some(previous) = continued {
            previous.content.extend(pieces);
            continue;
        }
        found.push(Found {
            content: pieces,
            cue: Vec::new(),
            source: Some(speaker),
            form: Form::Direct,
            confidence: 0.97,
            rule: Some(Rule::Turn),
        });
    }
}

/// What is spoken in a turn without "(Laughter.)", "(Through an interpreter)", "[Pause.]".
pub fn without_directions(text: &str, words: Span) -> Vec<Span> {
    const LONGEST_DIRECTION: usize = 60;
    let mut out = Vec::new();
    let mut start = words.start;
    let mut at = words.start;
    while let Some(open) = text[at..words.end].find(['(', '[']).map(|i| at + i) {
        let closing = if text[open..].starts_with('(') { ')' } else { ']' };
        let before = text[words.start..open].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…', ')', ']', '“', '”', '"']);
        let capital = text[open + 1..].starts_with(char::is_uppercase);
        at = open + 1;
        let Some(close) = text[open..words.end].find(closing).map(|i| open + i + 1) else {
            continue;
        };
        if begins && capital && close - open <= LONGEST_DIRECTION {
            out.push(Span::new(start, open).trimmed(text));
            (start, at) = (close, close);
        }
    }
    out.push(Span::new(start, words.end).trimmed(text));
    out.retain(|piece| piece.of(text).chars().any(char::is_alphanumeric));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str, labels: &[&str]) -> Vec<(String, Vec<String>)> {
        let mut start = 0;
        let mut blocks = Vec::new();
        for (line, label) in text.lines().zip(labels) {
            let span = Span::new(start, start + line.len());
            let at = start + line.find(label).unwrap();
            let speaker = Some(Span::new(at, at + label.len()));
            blocks.push(Block {
                span,
                kind: BlockKind::Turn,
                speaker,
            });
            start += line.len() + 1;
        }
        let account = Account {
            text: text.to_owned(),
            blocks,
            ..Account::default()
        };
        let mut found = Vec::new();
        add_turns(&account, &mut found);
        let of = |s: Span| s.of(text).to_owned();
        found
            .iter()
            .map(|f| (of(f.source.unwrap()), f.content.iter().map(|c| of(*c)).collect()))
            .collect()
    }

    #[test]
    fn a_turn_is_what_follows_the_label() {
        let out = turns("LUND: It is over.\nBERG:  Is it?", &["LUND", "BERG"]);
        assert_eq!(out[0], ("LUND".into(), vec!["It is over.".into()]));
        assert_eq!(out[1], ("BERG".into(), vec!["Is it?".into()]));
    }

    #[test]
    fn marks_around_a_whole_turn_are_not_spoken() {
        let out = turns(
            "“LUND: It is over.”\n“BERG: Is it?\nLUND: “Yes.”\n“BERG: ”",
            &["LUND", "BERG", "LUND", "BERG"],
        );
        assert_eq!(out[0], ("LUND".into(), vec!["It is over.".into()]));
        assert_eq!(out[1], ("BERG".into(), vec!["Is it?".into()]));
        assert_eq!(out[2], ("LUND".into(), vec!["“Yes.”".into()]));
        assert_eq!(out.len(), 3);
    }

    #[test]
    fn stage_directions_are_not_spoken() {
        let out = turns(
            "LUND: (Through an interpreter.) It is over. [Pause.] We left (all of us).",
            &["LUND"],
        );
        assert_eq!(out[0].1, ["It is over.", "We left (all of us)."]);
    }
}
