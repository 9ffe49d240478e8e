//! Versions of invented read-outs.

use proptest::prelude::*;

use super::*;
use crate::compare::fixtures::models;

const EARLIER: &str = "The ministers held frank talks on the Kessel Strait. \
Merania strongly condemns the closure of the strait. \
The territorial integrity of Merania is beyond discussion. \
Calder will pay 40 million euros by Friday. \
The herring stock was also discussed at some length by the two delegations.";

const LATER: &str = "The herring stock was also discussed at some length by the two delegations. \
The ministers held cordial talks on the Kessel Strait. \
Merania regrets the closure of the strait. \
Calder will pay 60 million euros by Monday. \
A joint commission on fisheries shall convene in Riga.";

fn account(text: &str) -> Account {
    Account {
        text: text.to_owned(),
        ..Account::default()
    }
}

fn found(earlier: &str, later: &str) -> Redline {
    redline(&account(earlier), &account(later), &models()).unwrap()
}

fn told(redline: &Redline, kind: ChangeKind) -> Vec<(String, String)> {
    let words = |text: &str, span: Option<Span>| span.map_or(String::new(), |span| span.of(text).to_owned());
    let changes = redline.changes.iter().filter(|change| change.kind == kind);
    changes
        .map(|c| {
            (
                words(&redline.earlier.text, c.earlier),
                words(&redline.later.text, c.later),
            )
        })
        .collect()
}

fn pair(earlier: &str, later: &str) -> (String, String) {
    (earlier.to_owned(), later.to_owned())
}

#[test]
fn each_kind_of_change_is_told() {
    let redline = found(EARLIER, LATER);
    assert_eq!(told(&redline, ChangeKind::Warmed), [pair("frank", "cordial")]);
    assert_eq!(
        told(&redline, ChangeKind::Softened),
        [pair("strongly condemns", "regrets")]
    );
    assert_eq!(
        told(&redline, ChangeKind::Number),
        [pair("40 million euros", "60 million euros")]
    );
    assert_eq!(told(&redline, ChangeKind::Date), [pair("Friday", "Monday")]);
    let moved = "The herring stock was also discussed at some length by the two delegations.";
    assert_eq!(told(&redline, ChangeKind::Moved), [pair(moved, moved)]);
    let dropped = "The territorial integrity of Merania is beyond discussion.";
    assert_eq!(told(&redline, ChangeKind::Dropped), [pair(dropped, "")]);
    let added = "A joint commission on fisheries shall convene in Riga.";
    assert_eq!(told(&redline, ChangeKind::Added), [pair("", added)]);
}

#[test]
fn the_way_back_turns_every_change_around() {
    let back = found(LATER, EARLIER);
    assert_eq!(told(&back, ChangeKind::Cooled), [pair("cordial", "frank")]);
    assert_eq!(
        told(&back, ChangeKind::Sharpened),
        [pair("regrets", "strongly condemns")]
    );
    assert_eq!(told(&back, ChangeKind::Dropped).len(), 1);
    assert_eq!(told(&back, ChangeKind::Added).len(), 1);
}

#[test]
fn marks_and_letter_case_are_no_change() {
    let redline = found(
        "The talks were “frank”, he said.",
        "The talks were \"Frank\" he said.",
    );
    assert!(redline.changes.is_empty(), "{:?}", redline.changes);
    assert_eq!(redline.sentences[0].fate, Fate::Kept);
}

#[test]
fn a_dropped_sentence_stands_where_it_stood() {
    let redline = found(
        "One ferry sails. Nobody objected to it at all. Two boats wait.",
        "One ferry sails. Two boats wait.",
    );
    let fates: Vec<Fate> = redline.sentences.iter().map(|s| s.fate).collect();
    assert_eq!(fates, [Fate::Kept, Fate::Dropped, Fate::Kept]);
}

#[test]
fn a_series_tells_each_step() {
    let versions = [
        "The talks were frank.",
        "The talks were useful.",
        "The talks were useful.",
    ]
    .map(account);
    let series = series(&versions, &models()).unwrap();
    assert_eq!(series.steps.len(), 2);
    assert_eq!(series.steps[0].changes.len(), 1);
    assert!(series.steps[1].changes.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_text_beside_itself_has_no_changes(text in "([A-Z][a-z]{1,6}( [a-z0-9é]{1,7}){0,6}[.!] ?){0,6}") {
        let redline = found(&text, &text);
        prop_assert!(redline.changes.iter().all(|c| c.kind == ChangeKind::Moved), "{:?}", redline.changes);
        prop_assert!(redline.sentences.iter().all(|s| s.fate == Fate::Kept));
    }

    #[test]
    fn every_sentence_is_told_once_and_every_span_is_there(a in "\\PC{0,80}", b in "\\PC{0,80}") {
        let redline = found(&a, &b);
        for change in &redline.changes {
            prop_assert!(change.earlier.is_none_or(|s| a.get(s.start..s.end).is_some_and(|w| !w.is_empty())));
            prop_assert!(change.later.is_none_or(|s| b.get(s.start..s.end).is_some_and(|w| !w.is_empty())));
            prop_assert!(change.earlier.is_some() || change.later.is_some());
        }
        let mut later: Vec<Span> = redline.sentences.iter().filter_map(|s| s.later).collect();
        let count = later.len();
        later.sort();
        later.dedup();
        prop_assert_eq!(later.len(), count);
    }
}
