//! Whole files, from bytes to blocks, against snapshots.

use std::fmt::Write as _;

use rashomon_core::account::{Account, Warning};
use rashomon_read::{Input, read};

/// Everything that a reader of an account sees, one thing a line.
fn shown(account: &Account, warnings: &[Warning]) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").expect("a String takes all");
    line(format!("title: {:?}", account.title));
    line(format!(
        "language: {:?}  published: {:?}",
        account.language, account.published
    ));
    line(format!("{:?}", account.source));
    for block in &account.blocks {
        let speaker = block
            .speaker
            .map(|span| format!(" [{}]", span.of(&account.text)))
            .unwrap_or_default();
        let kind = format!("{:?}{speaker}", block.kind);
        line(format!(
            "{:>5} {kind}: {}",
            block.span.start,
            block.span.of(&account.text)
        ));
    }
    for warning in warnings {
        line(format!(
            "warning {:?}: {}",
            warning.span.map(<[usize; 2]>::from),
            warning.message
        ));
    }
    out
}

#[test]
fn files_are_read_as_before() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/read");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 14, "files are missing in {folder}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let (account, warnings) = read(Input {
            path: name,
            bytes: &bytes,
        })
        .unwrap();
        insta::assert_snapshot!(name.replace('.', "_"), shown(&account, &warnings));
    }
}

#[test]
fn what_a_page_declares_is_its_encoding() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(
        "<html><head><meta charset=windows-1251><title>Варна</title></head><body><p>Министры встретились.</p></body></html>",
    );
    let (account, _) = read(Input {
        path: "a.html",
        bytes: &bytes,
    })
    .unwrap();
    assert!(account.text.contains("Министры встретились."));
}

#[test]
fn a_page_that_is_nested_without_end_is_read_in_finite_time() {
    for (depth, warned) in [(350, false), (900, true), (100_000, true)] {
        let page = format!(
            "<html><body>{}The talks are off.{}",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        );
        let (account, warnings) = read(Input {
            path: "a.html",
            bytes: page.as_bytes(),
        })
        .unwrap();
        assert!(account.text.contains("The talks are off."), "{depth}");
        assert_eq!(!warnings.is_empty(), warned, "{depth}");
    }
}

#[test]
fn lines_without_end_are_read_in_finite_time() {
    let text = [
        "Orsi: I agree. ",
        "By Jane Doe, ",
        "A – B ",
        "“",
        ": ",
        "(",
        "https://a.b/",
    ]
    .map(|part| part.repeat(20_000));
    for text in text {
        let (account, _) = read(Input {
            path: "a.txt",
            bytes: text.as_bytes(),
        })
        .unwrap();
        assert_eq!(account.text, text);
    }
}
