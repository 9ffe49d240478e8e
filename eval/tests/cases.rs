//! The whole pipeline on the cases in `testdata/cases`, against the baseline.
//!
//! `RASHOMON_BLESS=1 cargo test -p rashomon-eval` writes the baseline anew.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{annotated_in, hold_to_baseline, models, python, reference, root};
use rashomon_core::compare::compare;
use rashomon_core::{Comparison, Models};
use rashomon_eval::baseline::Figures;
use rashomon_eval::case::{Case, Mistake, load_case, score_case};

const CASES: [&str; 9] = [
    "strait", "call", "dam", "walkout", "ridge", "verdict", "corridor", "mine", "ferry",
];

fn folder(case: &str) -> PathBuf {
    root().join("testdata/cases").join(case)
}

/// All accounts of a case, and the first two by themselves.
fn compared(case: &str, models: &Models) -> [(String, Comparison); 2] {
    let annotated = annotated_in(&folder(case), models);
    let two = compare(annotated[..2].to_vec(), models).unwrap();
    [
        (case.to_owned(), compare(annotated, models).unwrap()),
        (format!("{case}, first two"), two),
    ]
}

#[test]
fn no_figure_drops() {
    let models = models();
    let reference = reference();
    let mut now = Figures::new();
    for case in CASES {
        let gold = load_case(&folder(case)).unwrap();
        for (name, comparison) in compared(case, &models) {
            let score = score_case(&gold, &comparison, None).unwrap();
            let figures = score.figures();
            println!("{name}: {figures:#?}");
            score.mistakes.iter().for_each(|mistake| println!("  {mistake}"));
            if let Some(reference) = &reference {
                agrees_with_python(reference, &folder(case), &comparison, &figures);
            }
            now.insert(name, figures);
        }
    }
    hold_to_baseline(&root().join("eval/baseline.json"), &now);
}

fn agrees_with_python(
    reference: &Path,
    case: &Path,
    comparison: &Comparison,
    figures: &BTreeMap<String, f64>,
) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), serde_json::to_string(comparison).unwrap()).unwrap();
    let code = "import sys, json, case_score as s\n\
                only = None if len(sys.argv) < 4 else sys.argv[3].split(',')\n\
                r = s.score(sys.argv[1], json.load(open(sys.argv[2], encoding='utf8')), only)\n\
                print(json.dumps({k: repr(v) for k, v in r.items()}))";
    let two = comparison.accounts.len() == 2;
    let arguments: Vec<&Path> = [case, file.path()]
        .into_iter()
        .chain(two.then_some(Path::new("00,01")))
        .collect();
    let printed = python(reference, code, &arguments);
    let theirs: BTreeMap<String, String> =
        serde_json::from_str(printed.trim().lines().last().unwrap()).unwrap();
    for (name, figure) in theirs {
        assert_eq!(
            figures.get(&name).copied(),
            figure.parse().ok(),
            "{name} of {}",
            case.display()
        );
    }
}

/// Where a case with real accounts lies beside the checkout, as the scorers in Python do.
#[test]
fn events_of_the_case_beside_the_checkout_are_found() {
    let folder = root().join("../shared/cases/sochi");
    let Ok(gold) = load_case(&folder) else {
        eprintln!("not measured: {} is not there", folder.display());
        return;
    };
    let models = models();
    let comparison = Comparison {
        accounts: annotated_in(&folder, &models),
        ..Comparison::default()
    };
    let score = score_case(&gold, &comparison, None).unwrap();
    let events = score.events.expect("gold lists events");
    println!("{events:#?}");
    let of_events = |mistake: &&Mistake| matches!(mistake, Mistake::Event { .. } | Mistake::Quantity { .. });
    score
        .mistakes
        .iter()
        .filter(of_events)
        .for_each(|mistake| println!("  {mistake}"));
    assert!(events.events_and_quantities >= 0.85, "{events:?}");
}

#[test]
fn gold_points_at_words_that_are_there() {
    for case in CASES {
        let gold = load_case(&folder(case)).unwrap();
        let text = |account: &str| -> Vec<char> {
            fs::read_to_string(folder(case).join(format!("{account}.txt")))
                .unwrap()
                .chars()
                .collect()
        };
        let stands = |account: &str, anchor: &str, offset: usize| {
            let anchor: Vec<char> = anchor.chars().collect();
            text(account).get(offset..offset + anchor.len()) == Some(&anchor[..])
        };
        for statement in gold.statements.values().flatten() {
            assert!(
                stands(statement.account(), &statement.anchor, statement.offset),
                "{case} {}",
                statement.id
            );
        }
        for side in gold
            .key_discrepancies
            .iter()
            .flat_map(|discrepancy| &discrepancy.sides)
        {
            assert!(
                stands(&side.account, &side.anchor, side.offset),
                "{case} {}",
                side.anchor
            );
        }
        for event in &gold.events {
            assert!(
                stands(&event.account, &event.anchor, event.offset),
                "{case} {}",
                event.anchor
            );
        }
        for quantity in &gold.quantities {
            assert!(
                stands(&quantity.account, &quantity.anchor, quantity.offset),
                "{case} {}",
                quantity.anchor
            );
        }
        for negative in &gold.negatives {
            let text: String = text(&negative.account).into_iter().collect();
            assert!(text.contains(&negative.anchor), "{case} {}", negative.anchor);
        }
        groups_name_statements(case, &gold);
    }
}

fn groups_name_statements(case: &str, gold: &Case) {
    let known = |id: &String| {
        gold.statements
            .values()
            .flatten()
            .any(|statement| statement.id == *id)
    };
    let aligned = gold.alignments.iter().flat_map(|group| &group.ids);
    let separate = gold.must_not_align.iter().flat_map(|separate| &separate.ids);
    for id in aligned.chain(separate) {
        assert!(known(id), "{case}: there is no statement {id}");
    }
}
