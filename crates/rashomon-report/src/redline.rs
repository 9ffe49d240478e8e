//! What a redline says, before it is written for a page or a terminal.

use std::collections::BTreeMap;

use rashomon_core::redline::{Change, ChangeKind, Fate, Redline};
use rashomon_core::{Account, Span};

use crate::phrase::count;
use crate::words::{clipped, fitted, words};

/// A stretch of a sentence as it reads in the redline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stretch<'a> {
    /// Words that stayed.
    Kept(&'a str),
    /// Words on either side of a change.
    Changed {
        kind: ChangeKind,
        earlier: Option<&'a str>,
        later: Option<&'a str>,
    },
}

/// What a version is called: its outlet or headline, else its id.
pub(crate) fn name(account: &Account) -> String {
    let title = account.source.outlet.as_deref().or(account.title.as_deref());
    let name = title.filter(|title| !title.trim().is_empty());
    clipped(name.unwrap_or(&account.id), 60)
}

/// Its name with its date.
pub(crate) fn version(account: &Account) -> String {
    match &account.published {
        Some(date) => format!("{}, {date}", name(account)),
        None => name(account),
    }
}

/// "12 sentences: 7 kept, 3 changed, 1 dropped, 1 added; 1 moved. 2 softened, 1 number."
pub(crate) fn summary(redline: &Redline) -> String {
    let fates = [
        (Fate::Kept, "kept"),
        (Fate::Changed, "changed"),
        (Fate::Dropped, "dropped"),
        (Fate::Added, "added"),
    ];
    let of = |fate: Fate| redline.sentences.iter().filter(|s| s.fate == fate).count();
    let mut parts: Vec<String> = fates
        .into_iter()
        .filter(|(fate, _)| of(*fate) > 0)
        .map(|(fate, word)| format!("{} {word}", of(fate)))
        .collect();
    let moved = redline.sentences.iter().filter(|s| s.moved).count();
    parts.extend((moved > 0).then(|| format!("{moved} moved")));
    let mut kinds: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    for change in redline.changes.iter().filter(|change| tells(change.kind)) {
        *kinds.entry(change.kind).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, n)| match kind {
            ChangeKind::Number => format!("{} changed", count(*n, "number")),
            ChangeKind::Date => format!("{} changed", count(*n, "date")),
            _ => format!("{n} {}", kind.label()),
        })
        .collect();
    let wording = if kinds.is_empty() {
        String::new()
    } else {
        format!(" Wording: {}.", kinds.join(", "))
    };
    let sentences = count(redline.sentences.len(), "sentence");
    if redline.changes.is_empty() {
        return format!("{sentences}, nothing changed.");
    }
    format!("{sentences}: {}.{wording}", parts.join(", "))
}

/// Whether a kind says more than that words are other words.
pub(crate) fn tells(kind: ChangeKind) -> bool {
    use ChangeKind::{Cooled, Date, Number, Sharpened, Softened, Warmed};
    matches!(kind, Softened | Sharpened | Warmed | Cooled | Number | Date)
}

/// Changes that stand for more than a word or two: those that [`tells`], whole sentences, and longer phrases.
pub(crate) fn weighty(redline: &Redline) -> Vec<&Change> {
    const PHRASE_WORDS: usize = 3;
    let long = |text: &str, span: Option<Span>| {
        span.is_some_and(|span| words(text, span).split_whitespace().count() >= PHRASE_WORDS)
    };
    let mut out: Vec<&Change> = redline
        .changes
        .iter()
        .filter(|change| match change.kind {
            ChangeKind::Reworded => false,
            ChangeKind::Dropped => long(&redline.earlier.text, change.earlier),
            ChangeKind::Added => long(&redline.later.text, change.later),
            _ => true,
        })
        .collect();
    // What was softened or counted anew says more than what was moved.
    out.sort_by_key(|change| (!tells(change.kind), change.kind, change.sentence));
    out
}

/// A sentence of the later text with the changes in place; of a dropped one, its words.
pub(crate) fn stretches(redline: &Redline, nth: usize) -> Vec<Stretch<'_>> {
    let sentence = &redline.sentences[nth];
    let (old, new) = (redline.earlier.text.as_str(), redline.later.text.as_str());
    let of = |text, span: Option<Span>| span.map(|span| words(text, span));
    let Some(whole) = sentence.later.map(|span| fitted(new, span)) else {
        return vec![Stretch::Changed {
            kind: ChangeKind::Dropped,
            earlier: of(old, sentence.earlier),
            later: None,
        }];
    };
    if sentence.fate == Fate::Added {
        return vec![Stretch::Changed {
            kind: ChangeKind::Added,
            earlier: None,
            later: of(new, sentence.later),
        }];
    }
    let mut out = Vec::new();
    let mut at = whole.start;
    let inside = redline
        .changes
        .iter()
        .filter(|c| c.sentence == nth && c.kind != ChangeKind::Moved);
    for change in inside {
        let from = fitted(new, Span::new(change.at.clamp(at, whole.end), whole.end)).start;
        if from > at {
            out.push(Stretch::Kept(&new[at..from]));
        }
        out.push(Stretch::Changed {
            kind: change.kind,
            earlier: of(old, change.earlier),
            later: of(new, change.later),
        });
        at = change
            .later
            .map_or(from, |span| fitted(new, span).end)
            .max(from)
            .min(whole.end);
    }
    if at < whole.end {
        out.push(Stretch::Kept(&new[at..whole.end]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon_core::redline::Sentence;

    fn sample() -> Redline {
        let account = |text: &str| Account {
            text: text.to_owned(),
            ..Account::default()
        };
        Redline {
            earlier: account("We strongly reject it now."),
            later: account("We reject it."),
            sentences: vec![Sentence {
                fate: Fate::Changed,
                earlier: Some(Span::new(0, 26)),
                later: Some(Span::new(0, 13)),
                moved: false,
                likeness: 0.9,
            }],
            changes: vec![
                Change {
                    kind: ChangeKind::Softened,
                    earlier: Some(Span::new(3, 11)),
                    later: None,
                    at: 3,
                    sentence: 0,
                },
                Change {
                    kind: ChangeKind::Dropped,
                    earlier: Some(Span::new(22, 25)),
                    later: None,
                    at: 12,
                    sentence: 0,
                },
            ],
            ..Redline::default()
        }
    }

    #[test]
    fn dropped_words_stand_where_they_stood() {
        let shown: Vec<String> = stretches(&sample(), 0)
            .into_iter()
            .map(|stretch| match stretch {
                Stretch::Kept(text) => text.to_owned(),
                Stretch::Changed { earlier, later, .. } => {
                    format!("[{}>{}]", earlier.unwrap_or_default(), later.unwrap_or_default())
                }
            })
            .collect();
        assert_eq!(shown.concat(), "We [strongly>]reject it[now>].");
    }

    #[test]
    fn the_summary_counts_sentences_and_wording() {
        assert_eq!(summary(&sample()), "1 sentence: 1 changed. Wording: 1 softened.");
        assert_eq!(summary(&Redline::default()), "0 sentences, nothing changed.");
        assert_eq!(weighty(&sample()).len(), 1);
    }
}
