//! What the pair scorer sees, for `training/pairs`.
//!
//! `pair_features sentences FILE` reads pairs of sentences, tab between them, and prints the features of each pair
//! as a JSON line. `pair_features accounts FILE` reads what `rashomon compare --format json` printed, compares those
//! accounts again and prints the comparison and the features of all its pairs as one JSON object. `pair_features
//! figures FILE...` prints the same for pairs of figures, an object a file, with the texts; `pair_features relations
//! FILE...` what the scorer of relations says of pairs of sentences, and `pair_features omissions FILE...` what speaks for
//! and against statements' being left out.

use std::path::Path;

use rashomon_core::compare::{
    compare,
    pairs::{
        figure_features, figure_names, missed_features, missed_names, pair_features, sentence_features,
        sentence_names,
    },
};
use rashomon_core::{
    Account, Act, Annotated, Comparison, Form, Models, Polarity, Record, Sourcing, Span, Statement,
    StatementId, Voucher,
};
use rashomon_eval::shipped;
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let models = shipped::models()?;
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["sentences", file] => sentences(&std::fs::read_to_string(file)?, &models),
        ["accounts", file] => accounts(Path::new(file), &models),
        ["figures", files @ ..] => {
            for file in files {
                scored(Path::new(file), |accounts| {
                    let pairs = figure_features(accounts, &models)?;
                    Ok(json!({"names": figure_names(), "pairs": pairs}))
                })?;
            }
            Ok(())
        }
        ["relations", files @ ..] => {
            for file in files {
                scored(Path::new(file), |accounts| {
                    let pairs = sentence_features(accounts, &models)?;
                    Ok(json!({"names": sentence_names(), "pairs": pairs}))
                })?;
            }
            Ok(())
        }
        ["omissions", files @ ..] => {
            for file in files {
                scored(Path::new(file), |accounts| {
                    let missed = missed_features(accounts, &models)?;
                    Ok(json!({"names": missed_names(), "missed": missed}))
                })?;
            }
            Ok(())
        }
        _ => Err(
            "pair_features sentences FILE | accounts FILE | figures FILE... | relations FILE... | \
                  omissions FILE..."
                .into(),
        ),
    }
}

fn sentences(lines: &str, models: &Models) -> Result<(), Failure> {
    for line in lines.lines() {
        let (a, b) = line.split_once('\t').ok_or("a line without a tab")?;
        let found = pair_features(&[alone("a", a), alone("b", b)], models)?;
        // A sentence may be cut into pieces: the pair that is most alike stands for it.
        let best = found.pairs.iter().max_by(|x, y| x.3[1].total_cmp(&y.3[1]));
        println!(
            "{}",
            json!(best.map(|(_, _, verbatim, features)| (verbatim, features)))
        );
    }
    Ok(())
}

/// An account of one sentence, which someone unknown is reported to have said.
fn alone(id: &str, sentence: &str) -> Annotated {
    let statement = Statement {
        id: StatementId(1),
        form: Form::Indirect,
        content: vec![Span::new(0, sentence.len())],
        cue: vec![],
        source: vec![],
        speaker: None,
        on_behalf_of: None,
        within: None,
        sourcing: Sourcing::Unnamed,
        record: Record::On,
        voucher: Voucher::default(),
        channel: None,
        addressee: vec![],
        act: Act::Statement,
        polarity: Polarity::Affirmed,
        issues: vec![],
        said_at: None,
        setting: vec![],
        confidence: 1.0,
        by: "given".into(),
    };
    let account = Account {
        id: id.into(),
        path: format!("{id}.txt"),
        language: Some("en".into()),
        text: sentence.into(),
        ..Account::default()
    };
    Annotated {
        account,
        statements: vec![statement],
        ..Annotated::default()
    }
}

/// The accounts of a comparison that was made before, compared again.
fn accounts(file: &Path, models: &Models) -> Result<(), Failure> {
    let before: Comparison = serde_json::from_slice(&std::fs::read(file)?)?;
    let pairs = pair_features(&before.accounts, models)?;
    println!(
        "{}",
        json!({"pairs": pairs, "comparison": compare(before.accounts, models)?})
    );
    Ok(())
}

/// What a scorer sees in the accounts of a comparison that was made before, with their texts.
fn scored(file: &Path, score: impl Fn(&[Annotated]) -> Result<Value, Failure>) -> Result<(), Failure> {
    let before: Comparison = serde_json::from_slice(&std::fs::read(file)?)?;
    let texts: Vec<_> = before
        .accounts
        .iter()
        .map(|a| json!({"id": a.account.id, "path": a.account.path, "text": a.account.text}))
        .collect();
    let found = score(&before.accounts)?;
    println!("{}", json!({"file": file, "accounts": texts, "found": found}));
    Ok(())
}
