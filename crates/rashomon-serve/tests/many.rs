//! A case of five hundred accounts: the first page comes at once, and the ledger stays readable.

#[path = "served/desk.rs"]
mod desk;
#[path = "../../rashomon-case/tests/made/mod.rs"]
mod made;

use std::time::{Duration, Instant};

use desk::{Served, StandIn};
use rashomon_case::{Case, NewAccount, Stamp};
use rashomon_serve::Analyst as _;

/// In which the first page has to be there, also where nothing is optimised; a release build is to take under 200 ms.
const LIMIT: Duration = if cfg!(debug_assertions) {
    Duration::from_secs(3)
} else {
    Duration::from_millis(200)
};

const SPEAKERS: [&str; 5] = ["Anna Lund", "Erik Berg", "Ada Quill", "Tomas Vale", "Ilse Dorn"];
const SAYINGS: [&str; 6] = [
    "We agreed on # ships in the Strait.",
    "Fees must fall by # percent.",
    "The Quota stays at # tonnes.",
    "The Tariff was never spoken of in # hours.",
    "Visas are given in # days.",
    "Nobody asked for # pipelines.",
];

/// Account number `nth`: some of the sayings, with other figures now and then.
fn text(nth: usize) -> String {
    let mut text = format!("Talks, account {nth}\n\n");
    for (number, saying) in SAYINGS.iter().cycle().take(12).enumerate() {
        if (nth * 7 + number * 3) % 5 > 1 {
            let figure = 10 + (nth + number) % 3;
            let speaker = SPEAKERS[(nth + number) % SPEAKERS.len()];
            text.push_str(&format!(
                "{speaker} said: “{}”\n",
                saying.replace('#', &figure.to_string())
            ));
        }
    }
    text
}

fn case_of(accounts: usize, folder: &tempfile::TempDir) -> Case {
    let stamp = Stamp {
        by: "Anna".to_owned(),
        at: "2026-03-01T09:30:00.000Z".to_owned(),
    };
    let mut case = Case::create(&folder.path().join("many.case"), "Five hundred").unwrap();
    let models = StandIn.models();
    for nth in 0..accounts {
        let text = text(nth);
        let mut account = made::account(&format!("account-{nth:03}"), &text);
        account.source.side = ["Maravia", "Kestria"].get(nth % 3).map(ToString::to_string);
        account.source.outlet = Some(format!("Outlet {}", nth % 60));
        let new = NewAccount {
            origin: "test",
            bytes: text.as_bytes(),
            account: &account,
            warnings: &[],
        };
        case.add(&new, &stamp).unwrap();
        let hash = rashomon_case::hash(text.as_bytes());
        case.keep_annotation(&hash, &models, &made::annotate(account), &stamp)
            .unwrap();
    }
    let (hashes, annotated): (Vec<_>, Vec<_>) = case.annotated().unwrap().into_iter().unzip();
    case.keep_comparison(&models, &hashes, &made::compare(annotated), &stamp)
        .unwrap();
    case
}

#[test]
fn five_hundred_accounts_open_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::of(case_of(500, &folder), folder, None);
    let took = |path: &str| {
        let begun = Instant::now();
        let got = served.get(path);
        assert_eq!(got.status, 200, "{path}");
        (begun.elapsed(), got.body)
    };
    let (first, page) = took("/");
    eprintln!("first page: {first:?}, {} kB; {}", page.len() / 1024, memory());
    assert!(first < LIMIT, "{first:?}");
    assert!(
        page.contains("Maravia") && page.contains("Kestria"),
        "the ledger's columns are sides"
    );
    assert!(page.contains("Page 1 of 10"), "the accounts are in pages");
    for path in [
        "/ledger",
        "/ledger?group=none&of=side:Maravia&page=2",
        "/threads",
        "/discrepancies",
        "/people",
        "/log",
        "/statements?speaker=berg&page=3",
        "/account/account-250",
        "/search?q=pipelines",
        "/omissions",
    ] {
        let (time, page) = took(path);
        eprintln!("{path}: {time:?}, {} kB", page.len() / 1024);
        assert!(time < LIMIT * 2, "{path}: {time:?}");
        assert!(page.len() < 4 << 20, "{path}: {} bytes", page.len());
    }
    let begun = Instant::now();
    assert_eq!(served.judge("discrepancy/d1", "reject", &[]).status, 303);
    let judged = begun.elapsed();
    eprintln!("a verdict: {judged:?}; {}", memory());
    assert!(judged < LIMIT * 3, "{judged:?}");
}

/// The memory that this program holds, where the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.unwrap_or("memory not known")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
