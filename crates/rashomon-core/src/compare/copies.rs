//! Accounts that are copies of one text.

use std::collections::HashSet;

use super::terms::Term;

/// Words in a row that are looked at together.
const SHINGLE: usize = 5;

/// Share of the shorter text's shingles that the other must have.
const COPIED: f32 = 0.85;

/// How much longer than the copied text an account may be and still count as a copy.
const LONGEST_RATIO: f32 = 1.6;

/// Which accounts are copies of one text: for each account the first account of its group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Copies {
    first: Vec<usize>,
}

impl Copies {
    /// Whether two accounts are copies of one text; an account is a copy of itself.
    pub fn same_text(&self, a: usize, b: usize) -> bool {
        self.first[a] == self.first[b]
    }

    /// The number that an account shares with its copies.
    pub fn group(&self, account: usize) -> usize {
        self.first[account]
    }

    /// Whether no earlier account is a copy of this one.
    pub fn is_first(&self, account: usize) -> bool {
        self.first[account] == account
    }

    /// The groups of two and more.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        (0..self.first.len())
            .filter(|&a| self.first[a] == a)
            .map(|a| {
                (0..self.first.len())
                    .filter(|&b| self.first[b] == a)
                    .collect::<Vec<_>>()
            })
            .filter(|group| group.len() > 1)
            .collect()
    }
}

/// Compares the accounts' words, five in a row (Broder 1997, "On the resemblance and containment of
/// documents"), so that a copy with another headline or a cut ending is still seen.
///
/// Texts of fewer than five words are copies only when all words agree; empty ones never.
pub(crate) fn find_copies(accounts: &[Vec<Term>]) -> Copies {
    let shingles: Vec<HashSet<Vec<&str>>> = accounts.iter().map(|terms| shingles(terms)).collect();
    let mut first: Vec<usize> = (0..accounts.len()).collect();
    for b in 0..accounts.len() {
        for a in 0..b {
            if first[b] == b && first[a] == a && are_copies(&shingles[a], &shingles[b]) {
                first[b] = a;
            }
        }
    }
    Copies { first }
}

fn shingles(terms: &[Term]) -> HashSet<Vec<&str>> {
    let words: Vec<&str> = terms.iter().map(|t| t.key.as_str()).collect();
    if words.is_empty() {
        return HashSet::new();
    }
    words
        .windows(SHINGLE.min(words.len()))
        .map(<[&str]>::to_vec)
        .collect()
}

fn are_copies(a: &HashSet<Vec<&str>>, b: &HashSet<Vec<&str>>) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || long.len() as f32 > short.len() as f32 * LONGEST_RATIO {
        return false;
    }
    let shared = short.iter().filter(|s| long.contains(*s)).count();
    shared as f32 >= COPIED * short.len() as f32
}
