//! The hand-labelled accounts of `eval/voices`, against the baseline.
//!
//! `RASHOMON_BLESS=1 cargo test -p rashomon-eval --test voices` writes the baseline anew. With
//! `RASHOMON_MISTAKES=1` and `-- --nocapture` the mistakes of the development half are printed.

mod common;

use common::{annotated_file, hold_to_baseline, models, root};
use rashomon_core::Annotated;
use rashomon_eval::CodePoints;
use rashomon_eval::baseline::Figures;
use rashomon_eval::voices::{Gold, Tally, load_voices, score_voices};

const HALVES: [&str; 3] = ["development", "held back", "later"];

fn labelled() -> Vec<Gold> {
    load_voices(&root().join("eval/voices")).unwrap()
}

#[test]
fn no_figure_drops() {
    let models = models();
    let mut now = Figures::new();
    for half in HALVES {
        let mut tally = Tally::default();
        for gold in labelled().iter().filter(|gold| gold.half == half) {
            let file = root().join(format!("eval/voices/{}.txt", gold.id));
            let annotated = annotated_file(&file, &format!("voices/{}.txt", gold.id), &models);
            score_voices(gold, &annotated, &mut tally);
            if half == "development" && std::env::var_os("RASHOMON_MISTAKES").is_some() {
                print(gold, &annotated);
            }
        }
        println!("{half}\n{}", tally.table());
        now.insert(half.to_owned(), tally.figures());
    }
    hold_to_baseline(&root().join("eval/voices/baseline.json"), &now);
}

/// Each labelled statement and sentence beside what was found.
fn print(gold: &Gold, annotated: &Annotated) {
    for statement in &gold.statements {
        let mut one = Tally::default();
        let alone = Gold {
            sentences: Vec::new(),
            statements: vec![statement.clone()],
            ..gold.clone()
        };
        score_voices(&alone, annotated, &mut one);
        let wrong = one.fields.iter().filter(|(_, values)| {
            values
                .values()
                .any(|count| count.right < count.gold.max(count.found))
        });
        let wrong: Vec<String> = wrong
            .map(|(field, values)| format!("{field} {values:?}"))
            .collect();
        println!(
            "{} {} “{}”: found {}, wrong: {wrong:?}",
            gold.id, statement.id, statement.words, one.found
        );
    }
    let points = CodePoints::of(&annotated.account.text);
    for sentence in &gold.sentences {
        let mut one = Tally::default();
        let alone = Gold {
            statements: Vec::new(),
            sentences: vec![sentence.clone()],
            ..gold.clone()
        };
        score_voices(&alone, annotated, &mut one);
        let wrong = one.fields["voice"]
            .values()
            .any(|count| count.right < count.gold.max(count.found));
        if wrong {
            let span = points.span(sentence.span[0], sentence.span[1]).unwrap();
            println!(
                "{} is {} {:?}: {}",
                gold.id,
                sentence.voice,
                sentence.kind,
                span.of(&annotated.account.text)
            );
        }
    }
}

#[test]
fn labels_point_at_words_that_are_there() {
    let all = labelled();
    let count: usize = all.iter().map(|gold| gold.statements.len()).sum();
    assert!(count >= 150, "{count} statements");
    for gold in &all {
        assert!(HALVES.contains(&gold.half.as_str()), "{}", gold.half);
        let points = CodePoints::of(&gold.text);
        for statement in &gold.statements {
            let (first, last) = (statement.content[0], statement.content.last().unwrap());
            let span = points.span(first[0], last[1]).unwrap();
            assert_eq!(
                span.of(&gold.text),
                statement.words,
                "{} {}",
                gold.id,
                statement.id
            );
            let outer = statement.within.as_ref();
            assert!(outer.is_none_or(|id| gold.statements.iter().any(|s| s.id == *id)));
        }
        for sentence in &gold.sentences {
            assert!(points.span(sentence.span[0], sentence.span[1]).is_some());
            assert_eq!(sentence.voice == "own", sentence.kind.is_some(), "{}", gold.id);
        }
    }
}
