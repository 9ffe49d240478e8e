//! What holds for every comparison, on accounts put together at random from sentences.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;

const SENTENCES: &[&str] = &[
    "Fisheries Minister Anna Lund said on Monday that the pier would reopen within two weeks.",
    "“We never closed the strait,” Lund told reporters.",
    "Her counterpart, Erik Berg, said the talks had been “frank and useful”.",
    "He warned that fees would rise by 12 percent next year.",
    "Berg denied that any promise had been made.",
    "According to the harbour office, four ships were turned back on Tuesday.",
    "A senior official, speaking on condition of anonymity, said the meeting lasted 90 minutes.",
    "The two ministers also discussed trade with Iceland and Greenland.",
    "Lund: Are you closing it? Berg: We are not closing anything.",
    "The agency reported that Lund had told Berg that the strait “belongs to everyone.",
    "Iceland’s foreign ministry called the decision “regrettable”.",
    "She added that Norway would “not accept” new fees, and left for Oslo.",
];

fn account() -> impl Strategy<Value = String> {
    prop::collection::vec((0..SENTENCES.len(), any::<bool>()), 1..8).prop_map(|picked| {
        picked.into_iter().fold(String::new(), |text, (i, breaks)| {
            let gap = if text.is_empty() {
                ""
            } else if breaks {
                "\n\n"
            } else {
                " "
            };
            text + gap + SENTENCES[i]
        })
    })
}

fn compare(folder: &Path, files: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .current_dir(folder)
        .args(["compare", "--format", "json"])
        .args(files)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

/// A comparison without the order of its accounts.
fn unordered(json: &str) -> Value {
    let mut value = parsed(json);
    value["accounts"]
        .as_array_mut()
        .unwrap()
        .sort_by_key(|a| a["account"]["id"].to_string());
    value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_repetition_and_self_comparison(a in account(), b in account()) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("a.txt", &a), ("b.txt", &b), ("c.txt", &a)] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let forth = compare(folder.path(), &["a.txt", "b.txt"]);
        prop_assert_eq!(&forth, &compare(folder.path(), &["a.txt", "b.txt"]), "the same bytes twice");
        let back = compare(folder.path(), &["b.txt", "a.txt"]);
        prop_assert_eq!(unordered(&forth), unordered(&back), "the order of the inputs is mirrored");
        let own = parsed(&compare(folder.path(), &["a.txt", "c.txt"]));
        prop_assert_eq!(own["discrepancies"].as_array().unwrap().len(), 0);
        prop_assert_eq!(own["omissions"].as_array().unwrap().len(), 0);
    }
}
