//! Attributions: the scorer's numbers on texts annotated for this project.

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{python, reference, root};
use rashomon_eval::attribution::{
    Evaluation, GoldDocument, Metric, Predictions, evaluate, load_gold, read_predictions, table,
    write_predictions,
};
use serde_json::Value;

fn gold(annotator: &str) -> BTreeMap<String, GoldDocument> {
    load_gold(&root().join("testdata/attribution"), annotator).unwrap()
}

fn predictions(gold: &BTreeMap<String, GoldDocument>) -> Predictions {
    let lines = fs::read_to_string(root().join("testdata/attribution/predictions.jsonl")).unwrap();
    read_predictions(&lines, gold).unwrap()
}

fn evaluated(resamples: usize) -> Evaluation {
    let gold = gold("first");
    evaluate(&gold, &predictions(&gold), resamples).unwrap()
}

#[test]
fn gold_against_itself_is_perfect() {
    let gold = gold("first");
    let predictions = gold
        .iter()
        .map(|(name, document)| (name.clone(), document.attributions.clone()))
        .collect();
    for (name, metric) in evaluate(&gold, &predictions, 0).unwrap().metrics {
        match metric {
            Metric::Rates(rates) => assert_eq!(rates.f1, 1.0, "{name}"),
            Metric::Accuracy { acc, .. } => assert_eq!(acc, 1.0, "{name}"),
        }
    }
}

#[test]
fn without_predictions_everything_is_missed() {
    let evaluation = evaluate(&gold("first"), &Predictions::new(), 20).unwrap();
    assert_eq!((evaluation.docs, evaluation.docs_predicted), (3, 0));
    let rates = evaluation.rates("content/iou50").unwrap();
    assert_eq!(
        (rates.f1, rates.n_gold, rates.f1_interval),
        (0.0, 15, Some([0.0, 0.0]))
    );
    assert!(!evaluation.metrics.contains_key("speaker_acc"));
}

/// Counted by hand: of 13 predicted contents 8 share half their words with one of 15 in gold, of those 8
/// gold ones 8 have a source, and for 6 of them the source is right.
#[test]
fn the_rates_are_those_counted_by_hand() {
    let evaluation = evaluated(0);
    let rates = evaluation.rates("content/iou50").unwrap();
    assert_eq!((rates.n_pred, rates.n_gold), (13, 15));
    assert_eq!((rates.precision, rates.recall), (8.0 / 13.0, 8.0 / 15.0));
    assert_eq!(
        evaluation.metrics["speaker_acc"],
        Metric::Accuracy { acc: 0.75, n: 8 }
    );
    let cues = evaluation.rates("cue/exact").unwrap();
    assert_eq!((cues.precision, cues.recall), (6.0 / 9.0, 6.0 / 14.0));
}

#[test]
fn an_annotator_can_be_chosen() {
    assert_eq!(gold("first")["harbour"].attributions.len(), 6);
    let other = gold("b7");
    assert_eq!(other.keys().collect::<Vec<_>>(), ["harbour", "weather"]);
    assert_eq!(other["harbour"].attributions.len(), 1);
}

#[test]
fn predictions_are_written_as_they_are_read() {
    let gold = gold("first");
    let predictions = predictions(&gold);
    assert_eq!(
        read_predictions(&write_predictions(&predictions, &gold), &gold).unwrap(),
        predictions
    );
}

#[test]
fn predictions_that_cannot_be_scored_are_refused() {
    let gold = gold("first");
    let refused = |lines: &str| read_predictions(lines, &gold).unwrap_err().to_string();
    assert_eq!(
        refused(r#"{"doc": "moon", "attributions": []}"#),
        "predictions for unknown documents: moon"
    );
    let line = r#"{"doc": "vote", "attributions": []}"#;
    assert_eq!(
        refused(&format!("{line}\n{line}")),
        "line 2 of the predictions: document twice: vote"
    );
    let line = r#"{"doc": "vote", "attributions": [{"source": null, "cue": null, "content": [[0, 9999]]}]}"#;
    assert_eq!(refused(line), "vote: offset outside the text: [0, 9999]");
}

#[test]
fn the_numbers_are_those_of_the_scorer_in_python() {
    let Some(folder) = reference() else { return };
    let testdata = root().join("testdata/attribution");
    let code = "import sys, json, attribution_score as s\n\
                r = s.evaluate(s.load_gold(sys.argv[1]), s.load_pred(sys.argv[2]), 200)\n\
                print(json.dumps(json.loads(json.dumps(r), parse_float=str))); s.show(r)";
    let printed = python(&folder, code, &[&testdata, &testdata.join("predictions.jsonl")]);
    let (line, shown) = printed.split_once('\n').unwrap();
    let evaluation = evaluated(200);
    assert_eq!(
        serde_json::to_value(&evaluation).unwrap(),
        exact(serde_json::from_str(line).unwrap())
    );
    assert_eq!(table(&evaluation), shown);
}

/// Numbers with a fraction come as text, so that no digit is lost on the way.
fn exact(value: Value) -> Value {
    match value {
        Value::String(number) => Value::from(number.parse::<f64>().unwrap()),
        Value::Array(values) => values.into_iter().map(exact).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, exact(value)))
            .collect(),
        other => other,
    }
}
