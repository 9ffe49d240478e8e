//! Coreference on texts written for this project: fails when quality drops.

mod common;

use std::fs;

use common::root;
use rashomon_core::coreference::find_chains;
use rashomon_eval::coreference::{
    Document, Found, Scope, Scores, found, judge, nearest_compatible, read_marked,
};

/// Every mention that is marked counts, alone or in a chain.
const SCOPE: Scope<'_> = Scope {
    classes: &[],
    singletons: false,
};

fn documents() -> Vec<Document> {
    let folder = root().join("testdata/coreference");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
        .iter()
        .map(|path| read_marked(&path.display().to_string(), &fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

/// Mentions that the annotators left out (things, times) are set aside: the texts mark actors only.
fn actors_only(document: &Document, response: Vec<Vec<Found>>) -> Vec<Vec<Found>> {
    let marked = |found: &Found| document.mentions.iter().any(|m| m.span.overlaps(found.head));
    let kept = response
        .into_iter()
        .map(|chain| chain.into_iter().filter(marked).collect::<Vec<_>>());
    kept.filter(|chain| !chain.is_empty()).collect()
}

#[test]
fn chains_on_own_texts_are_as_good_as_they_were() {
    /// What was measured when the weights were made, less a little.
    const LEAST: f64 = 0.70;
    let (mut ours, mut nearest) = (Scores::default(), Scores::default());
    for document in documents() {
        let chains = find_chains(&document.text, &document.paragraphs);
        let baseline = nearest_compatible(&chains.mentions);
        ours.add(&judge(&document, &actors_only(&document, found(&chains)), SCOPE));
        nearest.add(&judge(
            &document,
            &actors_only(&document, found(&baseline)),
            SCOPE,
        ));
    }
    println!(
        "own texts: mean {:.3}, nearest compatible {:.3}",
        ours.mean(),
        nearest.mean()
    );
    assert!(ours.mean() >= LEAST, "{ours:?}");
    assert!(ours.mean() > nearest.mean(), "{nearest:?}");
}
