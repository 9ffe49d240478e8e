//! Every export, read back by programs that are not ours: networkx, dkpro-cassis, python-docx, PyLD, lxml, csv.
//!
//! `./test` installs them where it may. Without them these tests say so and do nothing.

#[allow(unused_imports)] // a part of the samples is enough here
mod sample;

use std::path::{Path, PathBuf};
use std::process::Command;

use rashomon_core::Comparison;
use rashomon_report::export::{
    Handover, Note, annotations, csv_tables, docx, gexf, graphml, markdown, qdpx, statement_table,
    xmi_project,
};
use rashomon_report::json;

fn notes(comparison: &Comparison) -> Vec<Note> {
    let first = &comparison.accounts[0];
    vec![Note {
        on: "<b>Statement</b> \u{202e}x".to_owned(),
        words: vec![(first.account.id.clone(), first.statements[0].content[0])],
        text: "=1+1 & <script>alert(1)</script>\u{0}".to_owned(),
        by: "Anna".to_owned(),
        at: "2026-03-01T09:30:00.000Z".to_owned(),
    }]
}

fn files(handover: &Handover<'_>) -> [(&'static str, Vec<u8>); 10] {
    [
        ("comparison.json", json(handover.comparison).into_bytes()),
        ("network.graphml", graphml(handover.comparison)),
        ("network.gexf", gexf(handover.comparison)),
        ("inception.zip", xmi_project(handover.comparison)),
        ("annotations.jsonld", annotations(handover)),
        ("paper.docx", docx(handover)),
        ("paper.md", markdown(handover).into_bytes()),
        ("tables.zip", csv_tables(handover)),
        ("statements-dna.csv", statement_table(handover.comparison)),
        ("project.qdpx", qdpx(handover)),
    ]
}

/// The Python that has the readers: the one that `RASHOMON_READERS` names, else the one that `./test` made.
fn python() -> Option<PathBuf> {
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readers/bin/python");
    let python = std::env::var_os("RASHOMON_READERS").map_or(made, PathBuf::from);
    if !python.exists() {
        eprintln!(
            "skipped: the readers are not installed (`./test` does so where Python and its packages are to be had)"
        );
        return None;
    }
    Some(python)
}

fn read_back(comparison: &Comparison) {
    let Some(python) = python() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let notes = notes(comparison);
    let handover = Handover {
        title: "Talks <i>&</i> \u{1b}[2J",
        comparison,
        notes: &notes,
    };
    for (name, bytes) in files(&handover) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read_back.py");
    let run = Command::new(python)
        .arg("-B")
        .arg(script)
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
    assert_eq!(said.lines().count(), 6, "{said}");
}

#[test]
fn other_programs_read_what_was_written() {
    read_back(&sample::comparison());
}

#[test]
fn other_programs_read_hostile_accounts_too() {
    read_back(&sample::hostile());
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    let comparison = sample::comparison();
    let notes = notes(&comparison);
    let handover = Handover {
        title: "Talks",
        comparison: &comparison,
        notes: &notes,
    };
    assert_eq!(files(&handover), files(&handover));
}

#[test]
fn nothing_and_no_account_can_be_handed_on() {
    let comparison = Comparison::default();
    let handover = Handover {
        title: "",
        comparison: &comparison,
        notes: &[],
    };
    for (name, bytes) in files(&handover) {
        assert!(!bytes.is_empty(), "{name}");
    }
}
