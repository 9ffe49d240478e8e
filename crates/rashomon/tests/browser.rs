//! The report as a browser shows it: at two widths, in light and dark, with and without its script.
//!
//! Needs Chromium; `RASHOMON_SKIP_BROWSER=1` leaves these tests out.

#[path = "browser/chromium.rs"]
mod chromium;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use chromium::Seen;
use serde_json::Value;

/// A report, the texts it was made from, and what a browser saw of it.
struct Looked {
    html: String,
    texts: Vec<String>,
    seen: Seen,
}

static PAIR: LazyLock<Looked> = LazyLock::new(|| looked(&files(&["call"])[..2]));
static FIVE: LazyLock<Looked> = LazyLock::new(|| looked(&files(&["call"])));
static MANY: LazyLock<Looked> = LazyLock::new(|| looked(&files(&["call", "corridor", "strait"])));
static HOSTILE: LazyLock<Looked> = LazyLock::new(hostile);

/// Every report that is looked at; none when tests with a browser are not wanted.
fn all() -> Vec<(&'static str, &'static Looked)> {
    if chromium::is_skipped() {
        return Vec::new();
    }
    vec![
        ("two accounts", &PAIR),
        ("five accounts", &FIVE),
        ("fifteen accounts", &MANY),
        ("hostile", &HOSTILE),
    ]
}

fn files(cases: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/cases");
    let in_case = |case: &&str| {
        let entries = std::fs::read_dir(root.join(case))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> = entries
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        files.sort();
        files
    };
    cases.iter().flat_map(in_case).collect()
}

fn looked(files: &[PathBuf]) -> Looked {
    let folder = chromium::folder();
    let path = folder.path().join("report.html");
    let run = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["compare", "--quiet", "--output"])
        .arg(&path)
        .args(files)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let html = std::fs::read_to_string(path).unwrap();
    let texts = files
        .iter()
        .map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned())
        .collect();
    let seen = chromium::look(&html);
    Looked { html, texts, seen }
}

/// Accounts that try to break the page: markup, endless words, other scripts, nothing between lines.
fn hostile() -> Looked {
    let endless = "Donaudampfschifffahrtsgesellschaft".repeat(12);
    let address = format!(
        "https://example.org/{}?q={}",
        "a-very-long-path/".repeat(20),
        "0123456789".repeat(20)
    );
    let name = format!("Maximilian-{}", "Alexander-".repeat(14));
    let one = format!(
        "<script>document.body.remove()</script><img src=http://127.0.0.1:9/x onerror=alert(1)>\n\n\
         Minister Anna Lund said on Monday that “the {endless} would sail on 3 May” with oil for Iran.\n\n\
         {name} Stein, the foreign minister, said the pier would reopen: {address}\n\n\
         <b>Lund</b> said: “</p></article><h1>We never closed the strait.” משרד החוץ אמר \u{202e}siht\u{202c} 東京都は発表した。"
    );
    let two = format!(
        "{endless}\n\nAnna Lund said the {endless} would sail on 4 May with oil for Iran. {name} Stein said the pier would not reopen.\n\n\
         \u{1f6a2}\u{1f6a2} “We never closed the strait,” Lund told reporters\u{1b}[31m.\n"
    );
    let german = "Die Ministerin sagte am Montag, der Hafen werde in zwei Wochen wieder geöffnet. Die Gespräche mit dem \
                  dänischen Kollegen seien nützlich gewesen, und beide Seiten wollten weiter verhandeln.";
    let folder = chromium::folder();
    let long = format!("{}.txt", "name".repeat(40));
    let files = [
        (long.as_str(), one.as_str()),
        ("<i>two</i>.txt".replace('/', "-").as_str(), &two),
        ("drei.txt", german),
    ]
    .map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    looked(&files)
}

fn lines(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect()
}

/// The views of a page, each with a name for messages.
fn views(seen: &Seen) -> impl Iterator<Item = (String, &Value)> {
    seen.found["views"].as_array().unwrap().iter().map(|view| {
        let script = if view["scripted"] == true {
            ""
        } else {
            ", without its script"
        };
        (format!("{} px, {}{script}", view["width"], view["scheme"]), view)
    })
}

fn layout_problems(seen: &Seen) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, view) in views(seen) {
        for state in ["folded", "unfolded"] {
            problems.extend(
                lines(&view[state]["problems"])
                    .iter()
                    .map(|line| format!("{name}, {state}: {line}")),
            );
        }
    }
    problems
}

fn none(problems: &[String], case: &str) {
    assert!(problems.is_empty(), "{case}:\n{}", problems.join("\n"));
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|&line| line.to_owned()).collect()
}

#[test]
fn nothing_is_cut_and_nothing_overlaps() {
    for (case, looked) in all() {
        assert_eq!(views(&looked.seen).count(), 6);
        for (name, view) in views(&looked.seen) {
            assert_eq!(
                view["innerWidth"], view["width"],
                "{name} was not looked at in its width"
            );
        }
        none(&layout_problems(&looked.seen), case);
    }
}

#[test]
fn the_page_follows_its_readers_choice_of_light_and_dark() {
    for (case, looked) in all() {
        for (name, view) in views(&looked.seen) {
            let is_dark = view["scheme"] == "dark";
            assert_eq!(view["prefersDark"], is_dark, "{case}, {name}");
            let [paper, ink] = ["paper", "ink"].map(|colour| lightness(view[colour].as_str().unwrap()));
            assert_eq!(
                paper < 60 && ink > 180,
                is_dark,
                "{case}, {name}: paper {paper}, ink {ink}"
            );
            assert_eq!(
                paper > 220 && ink < 90,
                !is_dark,
                "{case}, {name}: paper {paper}, ink {ink}"
            );
        }
    }
}

/// The mean of red, green and blue of `rgb(1, 2, 3)`.
fn lightness(colour: &str) -> u32 {
    let numbers = colour
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse::<u32>().ok());
    numbers.take(3).sum::<u32>() / 3
}

#[test]
fn every_link_leads_to_something_that_is_then_in_view() {
    for (case, looked) in all() {
        for script in ["scripted", "plain"] {
            let seen = &looked.seen.found[script];
            for kind in ["links", "arrivals"] {
                assert!(
                    seen[kind]["tried"].as_u64().unwrap() >= 10,
                    "{case}, {script}: {} too few",
                    seen[kind]
                );
                none(
                    &owned(&lines(&seen[kind]["problems"])),
                    &format!("{case}, {script}, {kind}"),
                );
            }
        }
    }
}

#[test]
fn a_statement_lights_up_with_its_counterparts() {
    for (case, looked) in all() {
        let seen = &looked.seen.found["scripted"]["statements"];
        none(&owned(&lines(&seen["problems"])), case);
        assert!(
            seen["tried"].as_u64().unwrap() > 0,
            "{case}: no statement was tried"
        );
        let is_plain_case = case != "hostile";
        assert!(
            !is_plain_case || seen["withPeers"].as_u64().unwrap() > 0,
            "{case}: no statement has counterparts"
        );
    }
}

#[test]
fn everything_is_told_without_the_script() {
    for (case, looked) in all() {
        let [scripted, plain] = ["scripted", "plain"].map(|script| &looked.seen.found[script]["told"]);
        assert_eq!(scripted, plain, "{case}");
        let ledger = lines(&plain["ledger"]);
        assert!(!ledger.is_empty(), "{case}: the ledger has no rows");
        let accounts = looked.texts.len();
        assert_eq!(
            lines(&plain["heads"]).len(),
            accounts + 1,
            "{case}: a column an account"
        );
        for row in ledger {
            let cells = row
                .split('\t')
                .filter(|cell| cell.chars().any(char::is_alphabetic))
                .count();
            assert_eq!(
                cells,
                accounts + 1,
                "{case}: an issue and a word on each account in {row:?}"
            );
        }
        let without_script = views(&looked.seen).filter(|(_, view)| view["scripted"] == false);
        assert!(
            without_script.into_iter().all(|(_, view)| view["live"] == false),
            "{case}: its script ran"
        );
    }
}

#[test]
fn the_accounts_are_shown_to_the_letter() {
    for (case, looked) in all().into_iter().filter(|(case, _)| *case != "hostile") {
        let shown = lines(&looked.seen.found["plain"]["told"]["bodies"]);
        assert_eq!(shown.len(), looked.texts.len());
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for (text, body) in looked.texts.iter().zip(shown) {
            assert_eq!(squeezed(text), squeezed(body), "{case}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing() {
    for (case, looked) in all() {
        assert_eq!(looked.seen.requests, Vec::<String>::new(), "{case}");
        for (name, view) in views(&looked.seen) {
            assert_eq!(lines(&view["resources"]), Vec::<&str>::new(), "{case}, {name}");
        }
    }
}

#[test]
fn a_redline_fits_every_width_and_scheme() {
    if chromium::is_skipped() {
        return;
    }
    let folder = chromium::folder();
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(9);
    let versions = [
        (
            "may.txt",
            format!(
                "2 May 2031\n\nThe ministers held frank talks in Lunde. They strongly condemned {long}.\n"
            ),
        ),
        (
            "june.txt",
            format!(
                "9 June 2031\n\nThe ministers held cordial talks in Lunde. They regretted {long}. Five ships sail.\n"
            ),
        ),
        (
            "july.txt",
            "3 July 2031\n\nSix ships sail. The ministers held cordial talks in Lunde.\n".to_owned(),
        ),
    ];
    for (name, text) in &versions {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args([
            "compare",
            "--series",
            "--quiet",
            "-o",
            "series.html",
            "may.txt",
            "june.txt",
            "july.txt",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let seen = chromium::look(&std::fs::read_to_string(folder.path().join("series.html")).unwrap());
    none(&layout_problems(&seen), "a series");
    none(
        &owned(&lines(&seen.found["plain"]["links"]["problems"])),
        "a series",
    );
    assert_eq!(seen.requests, Vec::<String>::new());
}

/// The checks themselves: each of these faults must be seen, or the tests above say nothing.
#[test]
fn a_page_with_faults_is_found_out() {
    if chromium::is_skipped() {
        return;
    }
    let (before, policy) = FIVE
        .html
        .split_once("<meta http-equiv=\"Content-Security-Policy\"")
        .unwrap();
    let (_, after) = policy.split_once('>').unwrap();
    let faults = "<style>.summary { margin-top: -3rem } .contents ul { flex-wrap: nowrap; white-space: nowrap }\
        .person h3 { max-height: 8px; overflow: hidden } .columns .account { margin-right: -3rem }\
        .live .lit, .live .peer { background: none !important }</style>\
        <img src=\"http://127.0.0.1:9/x.png\" alt=\"\"><a href=\"#nowhere\">nowhere</a>";
    let seen = chromium::look(&format!(
        "{before}{}",
        after.replace("</body>", &format!("{faults}</body>"))
    ));
    let layout = layout_problems(&seen).join("\n");
    for fault in [
        "lies over",
        "in a window of 400",
        "of height in 8",
        "px of width in",
        "share",
    ] {
        assert!(layout.contains(fault), "{fault:?} was not noticed in:\n{layout}");
    }
    assert_eq!(
        lines(&seen.found["plain"]["links"]["problems"]),
        ["#nowhere does not exist"]
    );
    let statements = lines(&seen.found["scripted"]["statements"]["problems"]).join("\n");
    assert!(statements.contains("not told apart"), "{statements}");
    assert!(
        seen.requests.iter().any(|url| url.ends_with("x.png")),
        "{:?}",
        seen.requests
    );
    assert!(views(&seen).all(|(_, view)| lines(&view["resources"]).len() == 1));
}
