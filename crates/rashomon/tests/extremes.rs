//! Texts that are not well kept: very short, very long in one paragraph, badly typed.

use std::process::Command;

use serde_json::Value;

/// What `rashomon read` finds in a text: source, cue and content, in words.
fn found(text: &str) -> Vec<[String; 3]> {
    found_by(&[], text)
}

fn found_by(options: &[&str], text: &str) -> Vec<[String; 3]> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("account.txt");
    std::fs::write(&path, text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["read", "--quiet", "--format", "jsonl"])
        .args(options)
        .arg(&path)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let account: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = account["account"]["text"].as_str().unwrap();
    let words = |spans: &Value| {
        let piece = |s: &Value| {
            let [start, end] = [0, 1].map(|i| s[i].as_u64().unwrap() as usize);
            text[start..end].to_owned()
        };
        let pieces: Vec<String> = spans.as_array().into_iter().flatten().map(piece).collect();
        pieces.join(" … ")
    };
    account["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| ["source", "cue", "content"].map(|role| words(&s[role])))
        .collect()
}

const SAID: &[(&str, &str, &str)] = &[
    ("Anna Lund", "said", "the pier would reopen within two weeks"),
    ("Erik Berg", "denied", "that any promise had been made"),
    (
        "The harbour office",
        "warned",
        "that fees would rise by 12 percent",
    ),
    (
        "Iceland’s envoy",
        "told reporters",
        "that her government would wait",
    ),
    (
        "The fishermen’s union",
        "complained",
        "that nobody had asked its members",
    ),
    (
        "Mayor Olga Dahl",
        "announced",
        "that talks would go on for a week",
    ),
    (
        "A spokesman",
        "added",
        "that the strait remained open to every ship",
    ),
];

fn sentences(count: usize) -> Vec<String> {
    (0..count)
        .map(|i| {
            let (source, cue, content) = SAID[i % SAID.len()];
            format!("{source} {cue} {content}.")
        })
        .collect()
}

#[test]
fn one_word_says_nothing() {
    assert_eq!(found("Word"), Vec::<[String; 3]>::new());
}

/// A paragraph of many windows is cut between sentences: what each says is found there as well as where
/// every sentence stands alone. What is told over and over makes the tagger stumble now and then, and as the windows of
/// such a text are alike, at the same place in each: so one in three of a sentence may be off, and one in twenty of all.
#[test]
fn windows_leave_no_seams() {
    let sentences = sentences(120);
    for gap in [" ", "\n\n"] {
        let all = found(&sentences.join(gap));
        for (i, (_, _, content)) in SAID.iter().enumerate() {
            let said = (i..sentences.len()).step_by(SAID.len()).count();
            let right = all.iter().filter(|[_, _, found]| found == content).count();
            assert!(right * 3 >= said * 2, "{right} of {said} with {gap:?}: {content}");
        }
        assert!(
            all.len().abs_diff(sentences.len()) * 20 <= sentences.len(),
            "{} with {gap:?}",
            all.len()
        );
    }
}

#[test]
fn every_style_of_quotation_marks_is_a_quotation() {
    for (open, close) in [
        ("“", "”"),
        ("\"", "\""),
        ("''", "''"),
        ("``", "''"),
        ("«", "»"),
        ("»", "«"),
        ("„", "“"),
        ("‘", "’"),
        ("'", "'"),
    ] {
        let text = format!("{open}We never closed the strait,{close} Anna Lund told reporters on Monday.");
        let all = found(&text);
        let content = format!("{open}We never closed the strait,{close}");
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert_eq!(all[0][0], "Anna Lund", "{text}");
        assert_eq!(all[0][2].trim_matches(','), content.trim_matches(','), "{text}");
    }
}

#[test]
fn case_does_not_matter() {
    let text = sentences(7).join(" ");
    for changed in [text.to_lowercase(), text.to_uppercase()] {
        let same = |found: Vec<[String; 3]>| {
            found
                .into_iter()
                .map(|all| all.map(|s| s.to_lowercase()))
                .collect::<Vec<_>>()
        };
        assert_eq!(same(found(&changed)), same(found(&text)));
    }
}

#[test]
fn the_fast_tier_finds_what_is_plainly_said() {
    let all = found_by(&["--tier", "fast"], &sentences(7).join("\n\n"));
    let contents: Vec<&str> = all.iter().map(|[_, _, content]| content.as_str()).collect();
    for (_, _, content) in SAID {
        assert!(contents.contains(content), "{content}: {contents:?}");
    }
}
