//! A headless Chromium that looks at one report and says what it saw.

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

#[path = "found.rs"]
mod installed;

use installed::{ARGUMENTS, find};
pub use installed::{folder, is_skipped};

const PAGES: [(&str, &str); 4] = [
    ("harness.html", include_str!("harness.html")),
    ("layout.js", include_str!("layout.js")),
    ("conduct.js", include_str!("conduct.js")),
    ("look.js", include_str!("look.js")),
];

const PATIENCE: Duration = Duration::from_secs(240);

/// What a browser saw of a report.
pub struct Seen {
    /// What `look.js` found.
    pub found: Value,
    /// The addresses beyond the report itself that a page asked for.
    pub requests: Vec<String>,
}

/// Opens a report at every width and in every scheme, uses it, and returns what was seen.
pub fn look(report: &str) -> Seen {
    let browser = find();
    let folder = folder();
    for (name, page) in PAGES {
        std::fs::write(folder.path().join(name), page).unwrap();
    }
    std::fs::write(folder.path().join("report.html"), report).unwrap();
    let log = folder.path().join("requests.json");
    let printed = folder.path().join("printed.html");
    let mut child = Command::new(&browser)
        .args(ARGUMENTS)
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg(format!("--log-net-log={}", log.display()))
        .args([
            "--window-size=1400,900",
            "--virtual-time-budget=120000",
            "--dump-dom",
        ])
        .arg(format!(
            "file://{}#report.html",
            folder.path().join("harness.html").display()
        ))
        .stdin(Stdio::null())
        .stdout(File::create(&printed).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", browser.display()));
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!(
                "{} was not done after {} seconds",
                browser.display(),
                PATIENCE.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let printed = std::fs::read_to_string(printed).unwrap();
    Seen {
        found: found(&printed),
        requests: requests(&std::fs::read_to_string(log).unwrap_or_default()),
    }
}

fn found(printed: &str) -> Value {
    let json = printed
        .split_once("<pre id=\"seen\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(json, _)| json)
        .unwrap_or_else(|| panic!("the browser printed no findings: {printed:?}"));
    let found: Value =
        serde_json::from_str(json).unwrap_or_else(|_| panic!("the browser did not finish: {json}"));
    assert!(
        found.get("failed").is_none(),
        "looking at the report failed: {}",
        found["failed"]
    );
    found
}

/// The addresses in the browser's own log that a page, and not the browser itself, asked for.
fn requests(log: &str) -> Vec<String> {
    assert!(log.contains("\"events\""), "the browser kept no log of requests");
    let by_page =
        |line: &&str| line.contains("\"initiator\":\"") && !line.contains("\"initiator\":\"not an origin\"");
    log.lines()
        .filter(by_page)
        .filter_map(|line| Some(line.split_once("\"url\":\"")?.1.split('"').next()?.to_owned()))
        .filter(|url| !url.starts_with("file:"))
        .collect()
}
