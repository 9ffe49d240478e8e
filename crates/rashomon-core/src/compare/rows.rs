//! The rows of the ledger: what each account has on each issue, and which rows are one.

use std::collections::BTreeMap;

use crate::issues::is_topic;
use crate::span::Span;

/// What one account has on one issue.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Numbers of its statements.
    pub statements: Vec<usize>,
    /// Mentions outside of statements.
    pub mentions: Vec<Span>,
    /// All mentions.
    pub all: Vec<Span>,
}

/// What each account has on each issue, by label.
pub(super) type Rows = BTreeMap<String, BTreeMap<usize, Entry>>;

/// Joins a topic or thing with the row whose label says more of the same ("fisheries" and "fisheries protocol"),
/// under the longer label where that is at least half of it.
///
/// States and names keep rows of their own: a pact with a state is not all that is said of the state.
pub(super) fn join_alike(mut rows: Rows) -> Rows {
    let labels: Vec<String> = rows.keys().cloned().collect();
    let words = |label: &str| -> Vec<String> {
        let lower = label.to_lowercase();
        lower.split_whitespace().map(str::to_owned).collect()
    };
    let total = |row: &BTreeMap<usize, Entry>| -> usize { row.values().map(|entry| entry.all.len()).sum() };
    for short in labels.iter().filter(|label| !label.contains(char::is_uppercase)) {
        let own = words(short);
        let says_more = |long: &&String| {
            let other = words(long);
            other.len() > own.len() && other.windows(own.len()).any(|w| w == own)
        };
        for long in labels.iter().filter(says_more) {
            let Some(narrow) = rows.remove(long) else { continue };
            let Some(wide) = rows.remove(short) else {
                rows.insert(long.clone(), narrow);
                continue;
            };
            let label = if 2 * total(&narrow) >= total(&wide) {
                long
            } else {
                short
            };
            rows.insert(label.clone(), joined(wide, narrow));
        }
    }
    rows
}

fn joined(mut one: BTreeMap<usize, Entry>, other: BTreeMap<usize, Entry>) -> BTreeMap<usize, Entry> {
    for (account, theirs) in other {
        let own = one.entry(account).or_default();
        own.statements.extend(theirs.statements);
        own.statements.sort_unstable();
        own.statements.dedup();
        for (spans, more) in [(&mut own.mentions, theirs.mentions), (&mut own.all, theirs.all)] {
            let fresh: Vec<Span> = more
                .into_iter()
                .filter(|m| spans.iter().all(|s| !s.overlaps(*m)))
                .collect();
            spans.extend(fresh);
            spans.sort();
        }
    }
    one
}

/// Leaves out the topics of the lexicon of which there is no more than one mention, and those of which
/// another row has everything.
pub(super) fn drop_weak(rows: Rows) -> Rows {
    let covered = |label: &String, by_account: &BTreeMap<usize, Entry>| {
        rows.iter().any(|(other, entries)| {
            other != label
                && !is_topic(other)
                && by_account.iter().all(|(account, own)| {
                    let theirs = entries.get(account).map(|e| &e.all[..]).unwrap_or_default();
                    own.all.iter().all(|m| theirs.iter().any(|t| t.overlaps(*m)))
                })
        })
    };
    let weak: Vec<String> = rows
        .iter()
        .filter(|(label, by_account)| {
            let mentions: usize = by_account.values().map(|entry| entry.all.len()).sum();
            is_topic(label) && (mentions < 2 || covered(label, by_account))
        })
        .map(|(label, _)| label.clone())
        .collect();
    let mut rows = rows;
    rows.retain(|label, _| !weak.contains(label));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(spans: &[usize]) -> BTreeMap<usize, Entry> {
        let all: Vec<Span> = spans.iter().map(|&at| Span::new(at, at + 5)).collect();
        let entry = Entry {
            statements: vec![spans.len()],
            mentions: Vec::new(),
            all,
        };
        [(0, entry)].into()
    }

    #[test]
    fn rows_of_one_thing_are_one() {
        let rows: Rows = [
            ("fisheries".to_owned(), row(&[0, 20, 40])),
            ("fisheries protocol".to_owned(), row(&[0, 20])),
            ("Iran".to_owned(), row(&[60])),
            ("Iran deal".to_owned(), row(&[60])),
            ("water".to_owned(), row(&[0, 20, 40, 60, 80])),
            ("water pact".to_owned(), row(&[90])),
        ]
        .into();
        let joined = join_alike(rows);
        let labels: Vec<&str> = joined.keys().map(String::as_str).collect();
        assert_eq!(labels, ["Iran", "Iran deal", "fisheries protocol", "water"]);
        assert_eq!(joined["fisheries protocol"][&0].all.len(), 3);
        assert_eq!(joined["fisheries protocol"][&0].statements, [2, 3]);
        assert_eq!(joined["water"][&0].all.len(), 6);
    }
}
