use crate::account::Account;
use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::compare::compare;
use crate::compare::fixtures::{models, objecting_models, statement};
use crate::comparison::{Comparison, DiscrepancyKind};
use crate::quantities::find_quantities;
use crate::span::Span;
use crate::times::find_times;

const PEOPLE: &[(&str, &str)] = &[("Ada Moreau", "Iceland"), ("Boris Lind", "Norway")];

fn account(id: &str, text: &str) -> Annotated {
    let named = |(nth, (name, side)): (usize, &(&str, &str))| Actor {
        id: ActorId(nth as u32 + 1),
        name: (*name).into(),
        kind: ActorKind::Person,
        roles: vec![],
        side: Some((*side).into()),
        mentions: text
            .match_indices(name)
            .map(|(at, _)| Span::new(at, at + name.len()))
            .collect(),
    };
    Annotated {
        account: Account {
            id: id.into(),
            text: text.into(),
            language: Some("en".into()),
            ..Account::default()
        },
        actors: PEOPLE.iter().enumerate().map(named).collect(),
        times: find_times(text, None),
        quantities: find_quantities(text),
        ..Annotated::default()
    }
}

/// The accounts, the words in curly quotation marks said by the first of the people.
fn quoting(id: &str, text: &str) -> Annotated {
    let mut out = account(id, text);
    let (start, end) = (text.find('“').unwrap(), text.find('”').unwrap() + '”'.len_utf8());
    out.statements.push(statement(1, 1, Span::new(start, end), true));
    out
}

/// Kind and words of the discrepancies of two accounts.
fn found(comparison: &Comparison) -> Vec<(DiscrepancyKind, Vec<String>)> {
    let words = |e: &crate::comparison::Evidence| {
        let text = &comparison.account(&e.account).unwrap().account.text;
        e.span.of(text).to_owned()
    };
    let all = comparison.discrepancies.iter();
    all.map(|d| (d.kind, d.evidence.iter().map(words).collect()))
        .collect()
}

fn between(a: &str, b: &str) -> Vec<(DiscrepancyKind, Vec<String>)> {
    let there = found(&compare(vec![account("a", a), account("b", b)], &models()).unwrap());
    let back = found(&compare(vec![account("b", a), account("a", b)], &models()).unwrap());
    assert_eq!(
        there.len(),
        back.len(),
        "the order of the accounts makes no difference"
    );
    there
}

fn assert_told(kind: DiscrepancyKind, words: [&str; 2], a: &str, b: &str) {
    let all = between(a, b);
    let told = all
        .iter()
        .any(|(k, sides)| *k == kind && sides.iter().zip(words).all(|(s, w)| s == w));
    assert!(told, "{all:?}");
}

#[test]
fn people_are_counted_under_several_nouns() {
    let (a, b) = (
        "The barge sank with eleven men on board.",
        "All twelve sailors were pulled out of the water.",
    );
    assert_told(DiscrepancyKind::Number, ["eleven men", "twelve sailors"], a, b);
    let other = "The museum of the harbour shows the caps of a hundred sailors.";
    assert_eq!(between(a, other), []);
}

#[test]
fn time_limits_and_conditions_of_one_promise() {
    let a =
        "Boris Lind promised to open the upper gate of the canal within ten days if Iceland paid its debt.";
    let b =
        "Boris Lind promised to open the upper gate of the canal within a week and without any conditions.";
    assert_told(
        DiscrepancyKind::Number,
        ["within ten days", "within a week"],
        a,
        b,
    );
    let condition = ["if Iceland paid its debt", "without any conditions"];
    assert_told(DiscrepancyKind::Scope, condition, a, b);
}

#[test]
fn plans_have_one_day_and_one_town() {
    let (a, b) = (
        "The miners will fly home on Friday.",
        "The miners would be back home on Thursday.",
    );
    assert_told(DiscrepancyKind::Date, ["Friday", "Thursday"], a, b);
    let (a, b) = (
        "The next round will take place in Bergen in October.",
        "They agreed to meet again in October in Tromso.",
    );
    assert_told(DiscrepancyKind::Place, ["Bergen", "Tromso"], a, b);
}

#[test]
fn a_call_is_at_one_sides_request() {
    let a = "The call took place at the request of the Norwegian side.";
    let b = "Late at night Ada Moreau had rung Boris Lind.";
    let all = between(a, b);
    assert!(
        all.iter().any(|(kind, _)| *kind == DiscrepancyKind::Attribution),
        "{all:?}"
    );
    let agreeing = "Late at night Boris Lind had rung Ada Moreau.";
    assert_eq!(between(a, agreeing), []);
}

#[test]
fn leaving_is_denied_in_other_words() {
    let a = "Boris Lind never left the room during the dinner.";
    let b = "Boris Lind walked out during the dinner.";
    let all = between(a, b);
    assert!(
        all.iter().any(|(kind, _)| *kind == DiscrepancyKind::Polarity),
        "{all:?}"
    );
}

#[test]
fn a_quotation_may_begin_in_other_words() {
    let a = quoting(
        "a",
        "“Whoever drinks from this well must pay first,” Ada Moreau said.",
    );
    let b = quoting(
        "b",
        "To the farmers Ada Moreau put it in one sentence: “Anyone who drinks from this well must pay first.”",
    );
    let all = found(&compare(vec![a, b], &models()).unwrap());
    assert!(
        all.iter().any(|(kind, _)| *kind == DiscrepancyKind::Wording),
        "{all:?}"
    );
}

#[test]
fn a_copy_that_changes_a_figure_is_told() {
    let text = "The ferry line between the two towns was closed on a cold morning in the spring. The harbour \
                master counted forty trucks on the quay before noon. Nobody in the town could say when the boats \
                would sail again, and the drivers slept in their cabins. The council met twice about it and the \
                mayor asked for patience. By the evening the cafes had run out of bread and of coffee.";
    assert_eq!(between(text, text), []);
    let all = between(text, &text.replace("forty", "sixty"));
    assert_eq!(
        all,
        [(
            DiscrepancyKind::Number,
            vec!["forty trucks".to_owned(), "sixty trucks".to_owned()]
        )]
    );
}

#[test]
fn what_the_scorer_objects_to_is_told_by_whole_sentences() {
    let (a, b) = (
        "The crew of the barge stayed in the harbour of Bergen.",
        "The crew of the barge is at home with its families.",
    );
    let compared = compare(vec![account("a", a), account("b", b)], &objecting_models()).unwrap();
    let sides = vec![a.to_owned(), b.to_owned()];
    assert_eq!(found(&compared), [(DiscrepancyKind::Polarity, sides)]);
    assert_eq!(between(a, b), []);
    let copy = compare(vec![account("a", a), account("b", a)], &objecting_models()).unwrap();
    assert_eq!(found(&copy), []);
}
