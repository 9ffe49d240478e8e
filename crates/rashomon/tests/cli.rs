//! The program as its user meets it: arguments, exit status, messages, files.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const NORTH: &str = "Minister opens northern pier talks\n\n\
    Fisheries Minister Anna Lund told reporters on Monday that the pier would reopen within two weeks. \
    “We never closed the strait,” Lund said.\n\n\
    Her Danish counterpart, Erik Berg, said the talks had been “frank and useful”. He called for lower fees.\n";
const SOUTH: &str = "Berg and Lund meet over strait\n\n\
    Danish Fisheries Minister Erik Berg said the talks had been “open and useful”. \
    Anna Lund, the Norwegian fisheries minister, said that the strait had never been closed by her government.\n\n\
    Berg warned that fees would rise by 12 percent.\n";
const GERMAN: &str = "Die Ministerin sagte am Montag, der Hafen werde in zwei Wochen wieder geöffnet. \
    Die Gespräche mit dem dänischen Kollegen seien nützlich gewesen, und beide Seiten wollten weiter verhandeln.\n";

struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .current_dir(self.path())
            .args(arguments)
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn both() -> Files {
    Files::new(&[("north.txt", NORTH.as_bytes()), ("south.txt", SOUTH.as_bytes())])
}

fn words<'a>(account: &'a Value, span: &Value) -> &'a str {
    let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
    &account["account"]["text"].as_str().unwrap()[at(0)..at(1)]
}

#[test]
fn read_finds_who_said_what() {
    let account = both().json(&["read", "--format", "jsonl", "north.txt"]);
    assert_eq!(account["schema"], "rashomon/1");
    assert_eq!(account["account"]["text"], NORTH, "plain text is kept as it is");
    let statements = account["statements"].as_array().unwrap();
    let quoted = statements
        .iter()
        .find(|s| words(&account, &s["content"][0]).contains("never closed the strait"))
        .expect("the quotation is a statement");
    assert_eq!(quoted["form"], "direct");
    let speaker = account["actors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["id"] == quoted["speaker"])
        .unwrap();
    assert_eq!(speaker["name"], "Anna Lund");
}

#[test]
fn compare_names_what_only_one_account_has() {
    let comparison = both().json(&["compare", "--format", "json", "north.txt", "south.txt"]);
    let accounts = comparison["accounts"].as_array().unwrap();
    let lacking: Vec<String> = comparison["omissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|o| o["absent_from"] == "north" && o["what"]["statement"].is_object())
        .map(|o| {
            let id = &o["what"]["statement"]["statement"];
            let statement = accounts[1]["statements"]
                .as_array()
                .unwrap()
                .iter()
                .find(|s| s["id"] == *id)
                .unwrap();
            words(&accounts[1], &statement["content"][0]).to_owned()
        })
        .collect();
    assert!(
        lacking.iter().any(|words| words.contains("12 percent")),
        "{lacking:?}"
    );
}

#[test]
fn a_bad_file_is_named_and_the_others_are_compared() {
    let files = Files::new(&[
        ("north.txt", NORTH.as_bytes()),
        ("south.txt", SOUTH.as_bytes()),
        ("scan.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"),
        ("empty.txt", b""),
    ]);
    let output = files.run(&[
        "compare",
        "--format",
        "json",
        "north.txt",
        "scan.pdf",
        "empty.txt",
        "no.txt",
        "south.txt",
    ]);
    assert_eq!(output.status.code(), Some(0));
    let messages = text(&output.stderr);
    let lines: Vec<&str> = messages.lines().collect();
    assert_eq!(lines.len(), 3, "{messages}");
    assert!(
        lines[0].contains("scan.pdf") && lines[0].contains("PDF") && lines[0].contains("convert"),
        "{messages}"
    );
    assert!(
        lines[1].contains("empty.txt") && lines[1].contains("empty"),
        "{messages}"
    );
    assert!(
        lines[2].contains("no.txt") && lines[2].contains("no such file"),
        "{messages}"
    );
    let comparison: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(comparison["accounts"].as_array().unwrap().len(), 2);
}

#[test]
fn exit_status_tells_what_happened() {
    let files = both();
    assert_eq!(
        files.run(&["compare", "north.txt"]).status.code(),
        Some(1),
        "one account is not comparable"
    );
    assert_eq!(
        files.run(&["compare", "no.txt"]).status.code(),
        Some(2),
        "no input can be used"
    );
    assert_eq!(files.run(&["compare"]).status.code(), Some(2), "no file is named");
    assert_eq!(
        files
            .run(&["compare", "north.txt", "south.txt", "--format", "pdf"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(files.run(&["read", "north.txt"]).status.code(), Some(0));
}

#[test]
fn another_language_is_shown_and_not_analysed() {
    let files = Files::new(&[
        ("a.txt", NORTH.as_bytes()),
        ("b.txt", SOUTH.as_bytes()),
        ("c.txt", GERMAN.as_bytes()),
    ]);
    let comparison = files.json(&["compare", "--format", "json", "a.txt", "b.txt", "c.txt"]);
    let german = &comparison["accounts"][2];
    assert_eq!(german["account"]["language"], "de");
    assert_eq!(german["statements"].as_array().unwrap().len(), 0);
    assert!(
        german["warnings"][0]["message"]
            .as_str()
            .unwrap()
            .contains("German")
    );
    let blamed = comparison["omissions"]
        .as_array()
        .unwrap()
        .iter()
        .any(|o| o["absent_from"] == "c");
    assert!(
        !blamed,
        "an account that was not analysed is not blamed for silence"
    );
    assert_eq!(files.run(&["compare", "a.txt", "c.txt"]).status.code(), Some(1));
}

#[test]
fn a_report_is_one_file_without_remote_assets() {
    let files = both();
    let output = files.run(&["compare", "north.txt", "south.txt", "-o", "report.html"]);
    assert!(output.status.success() && output.stdout.is_empty());
    let report = std::fs::read_to_string(files.path().join("report.html")).unwrap();
    assert!(report.starts_with("<!DOCTYPE html>") && report.contains("never closed the strait"));
    for remote in ["src=\"http", "<link", "@import", "url(http"] {
        assert!(!report.contains(remote), "{remote}");
    }
}

#[test]
fn text_output_keeps_to_the_width_and_has_no_colour_off_a_terminal() {
    let output = both().run(&["compare", "--width", "60", "north.txt", "south.txt"]);
    let shown = text(&output.stdout);
    assert!(!shown.contains('\u{1b}'));
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    let coloured = text(
        &both()
            .run(&["compare", "--colour", "always", "north.txt", "south.txt"])
            .stdout,
    );
    assert!(coloured.contains("\u{1b}["));
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let output = both().run(&[
        "compare",
        "north.txt",
        "south.txt",
        "-o",
        "no/such/folder/report.html",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no/such/folder/report.html"));
}

#[test]
fn a_folder_stands_for_its_accounts() {
    let files = both();
    let comparison = files.json(&["compare", "--format", "json", "."]);
    let ids: Vec<&str> = comparison["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["account"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["north", "south"]);
}

#[test]
fn a_users_table_of_actors_names_the_holder_of_an_office() {
    let table = "# mine\nKarl Venn\t\tSpecial Envoy of Norway\tenvoy\tNorway\t1999\t\n";
    let story =
        "Pier stays shut\n\nThe Special Envoy of Norway said that the pier would stay shut until May.\n";
    let files = Files::new(&[("mine.tsv", table.as_bytes()), ("story.txt", story.as_bytes())]);
    let account = files.json(&[
        "read",
        "-q",
        "--format",
        "jsonl",
        "--actors",
        "mine.tsv",
        "story.txt",
    ]);
    let names: Vec<&str> = account["actors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|actor| actor["name"].as_str())
        .collect();
    assert!(names.contains(&"Karl Venn"), "{names:?}");
}

#[test]
fn a_wrong_row_of_the_users_table_is_named_with_its_line() {
    let files = Files::new(&[
        ("mine.tsv", b"# mine\nKarl Venn, envoy\n".as_slice()),
        ("north.txt", NORTH.as_bytes()),
    ]);
    let output = files.run(&["read", "--actors", "mine.tsv", "north.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(
        message.starts_with("rashomon: mine.tsv:2: expected 7 columns"),
        "{message}"
    );
}

const MAY: &str = "Read-out of the ministers’ meeting\n\n2 May 2031\n\n\
    The ministers held frank talks on the herring quota in Lunde. The minister strongly condemned the closure of the \
    strait.\n\nThe sides agreed on 40 ships. The territorial integrity of the islands is beyond discussion.\n";
const JUNE: &str = "Read-out of the ministers’ meeting\n\n9 June 2031\n\n\
    The ministers held cordial talks on the herring quota in Lunde. The minister regretted the closure of the \
    strait.\n\nThe sides agreed on 60 ships. A joint commission will convene in the autumn.\n";

fn versions() -> Files {
    Files::new(&[
        ("may.txt", MAY.as_bytes()),
        ("june.txt", JUNE.as_bytes()),
        ("july.txt", JUNE.replace("9 June", "3 July").as_bytes()),
    ])
}

#[test]
fn a_redline_tells_what_was_softened_counted_anew_and_dropped() {
    let files = versions();
    let redline = files.json(&["redline", "--format", "json", "may.txt", "june.txt"]);
    let words = |text: &str, span: &Value| {
        let [start, end] = [0, 1].map(|at| span[at].as_u64().unwrap() as usize);
        redline[text]["text"].as_str().unwrap()[start..end].to_owned()
    };
    let changes = redline["changes"].as_array().unwrap();
    let of = |kind: &str| {
        changes
            .iter()
            .find(|change| change["kind"] == kind)
            .unwrap_or_else(|| panic!("no {kind}"))
    };
    assert_eq!(words("earlier", &of("softened")["earlier"]), "strongly condemned");
    assert_eq!(words("later", &of("softened")["later"]), "regretted");
    assert_eq!(words("later", &of("warmed")["later"]), "cordial");
    assert_eq!(words("later", &of("number")["later"]), "60 ships");
    assert!(words("earlier", &of("dropped")["earlier"]).starts_with("The territorial integrity"));
}

#[test]
fn a_redline_keeps_to_the_width_and_writes_one_page() {
    let files = versions();
    let shown = text(
        &files
            .run(&["redline", "--width", "60", "may.txt", "june.txt"])
            .stdout,
    );
    assert!(shown.contains("[-strongly condemned-] {+regretted+}"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    let output = files.run(&["redline", "may.txt", "june.txt", "-o", "redline.html"]);
    assert!(output.status.success() && output.stdout.is_empty());
    let page = std::fs::read_to_string(files.path().join("redline.html")).unwrap();
    assert!(page.contains("<del>strongly condemned</del>") && page.contains("<ins>regretted</ins>"));
    assert_eq!(
        files.run(&["redline", "may.txt", "no.txt"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_series_goes_by_date_whatever_the_order_of_its_files() {
    let files = versions();
    let steps = |names: [&str; 3]| {
        let mut arguments = vec!["compare", "--series", "--format", "json"];
        arguments.extend(names);
        files.json(&arguments)["steps"].clone()
    };
    let found = steps(["july.txt", "may.txt", "june.txt"]);
    assert_eq!(found, steps(["may.txt", "june.txt", "july.txt"]));
    let ids: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["later"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["june", "july"]);
    assert_eq!(
        files.run(&["compare", "--series", "may.txt"]).status.code(),
        Some(1)
    );
}
