//! JSON for other programs.

mod sample;

use rashomon_core::{Annotated, Comparison};
use rashomon_report::{json, jsonl};

#[test]
fn a_comparison_is_one_line_that_reads_back_the_same() {
    for comparison in [sample::comparison(), sample::many(), Comparison::default()] {
        let written = json(&comparison);
        assert!(written.ends_with("}\n") && written.matches('\n').count() == 1);
        assert_eq!(serde_json::from_str::<Comparison>(&written).unwrap(), comparison);
    }
}

#[test]
fn accounts_are_one_line_each() {
    let accounts = [sample::courier(), sample::lenta()];
    let written = jsonl(&accounts);
    let read: Vec<Annotated> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read, accounts);
}

#[test]
fn nothing_in_it_acts_on_a_terminal() {
    let written = json(&sample::hostile());
    let acting = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert_eq!(written.chars().find(|c| acting(*c)), None);
    assert!(written.contains("\\u202e") && written.contains("\\u009b"));
}
