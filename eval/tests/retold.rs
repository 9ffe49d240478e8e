//! Threads of the stories in `testdata/retold`, which nothing was learned from: how many statements are found, and how many
//! pairs that report one utterance or claim are told as one.
//!
//! Held to `eval/retold.json`; with `-- --nocapture` the figures are printed.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{annotated_in, hold_to_baseline, models, root};
use rashomon_core::compare::compare;
use rashomon_core::comparison::{Comparison, StatementRef};
use rashomon_core::{Annotated, Models, Span};
use rayon::prelude::*;

/// A line of `gold.tsv`.
struct Line {
    account: String,
    /// `None` when no other account has it.
    group: Option<String>,
    words: String,
}

fn gold(folder: &Path) -> Vec<Line> {
    let file = fs::read_to_string(folder.join("gold.tsv")).unwrap();
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().expect("four cells a line");
        let (account, group, _, words) = (next(), next(), next(), next());
        Line {
            account,
            group: (group != "-").then_some(group),
            words,
        }
    };
    file.lines().map(line).collect()
}

/// The statement that has at least half of these words in its content; of several, the one with most of them, then the
/// shortest.
fn statement_with(annotated: &Annotated, words: &str) -> Option<StatementRef> {
    let start = annotated.account.text.find(words).expect("the words stand there");
    let anchor = Span::new(start, start + words.len());
    let held = annotated.statements.iter().filter_map(|statement| {
        let parts = statement.content.iter().filter_map(|c| c.intersect(anchor));
        let inner: usize = parts.map(Span::len).sum();
        let size: usize = statement.content.iter().map(|c| c.len()).sum();
        (inner * 2 >= anchor.len()).then_some((inner, std::cmp::Reverse(size), statement.id))
    });
    held.max().map(|(_, _, id)| StatementRef {
        account: annotated.account.id.clone(),
        statement: id,
    })
}

/// Lines, lines found; pairs of gold, of these told as one; pairs of found lines told as one.
#[derive(Clone, Copy, Default)]
struct Counts {
    lines: usize,
    found: usize,
    gold: usize,
    right: usize,
    told: usize,
}

fn count(comparison: &Comparison, lines: &[Line]) -> Counts {
    let stem = |annotated: &Annotated| {
        let name = annotated.account.path.rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".txt").to_owned()
    };
    let accounts: BTreeMap<String, &Annotated> = comparison.accounts.iter().map(|a| (stem(a), a)).collect();
    let mut threads: BTreeMap<StatementRef, BTreeSet<u32>> = BTreeMap::new();
    for thread in &comparison.threads {
        for member in &thread.members {
            threads.entry(member.clone()).or_default().insert(thread.id.0);
        }
    }
    let found: Vec<Option<StatementRef>> = lines
        .iter()
        .map(|line| statement_with(accounts[&line.account], &line.words))
        .collect();
    let mut out = Counts {
        lines: lines.len(),
        found: found.iter().flatten().count(),
        ..Counts::default()
    };
    for (i, one) in lines.iter().enumerate() {
        for (j, other) in lines.iter().enumerate().skip(i + 1) {
            if one.account == other.account {
                continue;
            }
            let is_gold = one.group.is_some() && one.group == other.group;
            let of = |nth: usize| found[nth].as_ref().and_then(|s| threads.get(s));
            let is_told = of(i).zip(of(j)).is_some_and(|(a, b)| !a.is_disjoint(b));
            out.gold += usize::from(is_gold);
            out.told += usize::from(is_told);
            out.right += usize::from(is_gold && is_told);
        }
    }
    out
}

fn counts(folder: &Path, models: &Models) -> Counts {
    let comparison = compare(annotated_in(folder, models), models).unwrap();
    count(&comparison, &gold(folder))
}

#[test]
fn statements_told_by_several_accounts_are_found_and_told_as_one() {
    let models = models();
    let folders: Vec<_> = fs::read_dir(root().join("testdata/retold")).unwrap().collect();
    let all: Vec<Counts> = folders
        .into_par_iter()
        .map(|folder| counts(&folder.unwrap().path(), &models))
        .collect();
    let sum = |of: fn(&Counts) -> usize| all.iter().map(of).sum::<usize>();
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (right, told) = (sum(|c| c.right), sum(|c| c.told));
    let figures: BTreeMap<String, f64> = [
        ("statements_found", share(sum(|c| c.found), sum(|c| c.lines))),
        ("pairs_precision", share(right, told)),
        ("pairs_recall", share(right, sum(|c| c.gold))),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    println!("{figures:?}, {right} of {} pairs, {told} told", sum(|c| c.gold));
    assert!(sum(|c| c.gold) > 200, "the stories are there");
    hold_to_baseline(
        &root().join("eval/retold.json"),
        &[("retold".to_owned(), figures)].into(),
    );
}
