//! The app in a real browser: a working day of an analyst, with and without a mouse, and what a screen reader meets.
//!
//! Needs Chromium; `RASHOMON_SKIP_BROWSER=1` leaves these tests out. The accessibility rules are axe-core's, which
//! `./test` fetches where it may; without it that test says so and does nothing.
#![cfg(unix)]

#[path = "app/devtools.rs"]
mod devtools;
#[path = "app/server.rs"]
mod server;

use std::path::{Path, PathBuf};

use devtools::Page;
use server::{Server, accounts};

/// Adds accounts through the page and waits until they are compared.
fn add(page: &mut Page, server: &Server, files: &[PathBuf]) {
    page.visit(&format!("{}add", server.address));
    page.upload("input[type=file]", files);
    page.follow("document.querySelector('[action=\"/add/upload\"] button').click()");
    compared(page, files.len());
}

/// Waits until so many accounts are compared; the first page comes back by itself when the analysis is done. It must
/// stand whole, with its script: a key that is pressed before is lost.
fn compared(page: &mut Page, accounts: usize) {
    page.wait(&format!(
        "document.querySelectorAll('.account-list tbody tr:not(.waiting)').length === {accounts} && \
         document.querySelector('#working').hidden && document.readyState === 'complete'"
    ));
}

fn count(page: &mut Page, selector: &str) -> u64 {
    page.run(&format!("document.querySelectorAll({selector:?}).length"))
        .as_u64()
        .unwrap()
}

#[test]
fn a_day_at_the_desk() {
    if devtools::is_skipped() {
        return;
    }
    let server = Server::start();
    let mut page = Page::open();
    add(&mut page, &server, &accounts("call", 3));
    from_ledger_to_words(&mut page, &server);
    reject_a_discrepancy(&mut page, &server);
    correct_a_speaker(&mut page, &server);
    merge_threads(&mut page, &server);
    hand_on(&server);
    go_on_elsewhere(&mut page, &server);
}

fn from_ledger_to_words(page: &mut Page, server: &Server) {
    page.visit(&format!("{}ledger", server.address));
    assert!(count(page, ".ledger tbody tr") > 3, "the ledger has rows");
    let words = page.text("document.querySelector('.ledger .entry .words').innerText");
    page.follow("document.querySelector('.ledger .entry').click()");
    let lit = page.text("document.querySelector(':target').closest('.account').innerText");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let start: String = squeezed(&words).chars().take(20).collect();
    assert!(squeezed(&lit).contains(&start), "{words:?} is not in the account");
    page.wait("document.querySelector('.body .lit') !== null");
    let top = page
        .run("document.querySelector(':target').getBoundingClientRect().top")
        .as_f64()
        .unwrap();
    assert!((0.0..900.0).contains(&top), "the words are in view: {top}");
}

fn reject_a_discrepancy(page: &mut Page, server: &Server) {
    page.visit(&format!("{}discrepancies", server.address));
    let before = count(page, ".discrepancy");
    assert!(before > 0, "there are discrepancies");
    page.follow("document.querySelector('.discrepancy [data-key=r]').click()");
    assert!(
        page.text("document.querySelector('.tidings').innerText")
            .contains("Discrepancy rejected")
    );
    assert_eq!(count(page, ".discrepancy .badge.rejected"), 1);
    page.visit(&format!("{}discrepancies?state=open", server.address));
    assert_eq!(count(page, ".discrepancy"), before - 1);
}

fn correct_a_speaker(page: &mut Page, server: &Server) {
    page.visit(&format!("{}statements", server.address));
    page.follow("document.querySelector('.said .desk .more').click()");
    page.run("document.querySelector('input[value=speaker] ~ label input').value = 'Ada Quill'");
    page.follow("document.querySelector('input[value=speaker]').form.querySelector('button').click()");
    assert!(
        page.text("document.querySelector('.facts .who').innerText")
            .contains("Ada Quill")
    );
    let address = page.text("location.pathname");
    page.visit(&format!("{}{}", server.address.trim_end_matches('/'), address));
    assert!(
        page.text("document.querySelector('.facts .who').innerText")
            .contains("Ada Quill"),
        "also after a reload"
    );
}

fn merge_threads(page: &mut Page, server: &Server) {
    page.visit(&format!("{}threads", server.address));
    let before = count(page, ".thread");
    assert!(before > 1, "there are threads to merge");
    page.follow("document.querySelector('.thread .desk .more').click()");
    page.run("(() => { const choice = document.querySelector('select[name=value]'); choice.selectedIndex = 1; })()");
    page.follow("document.querySelector('select[name=value]').form.querySelector('button').click()");
    page.visit(&format!("{}threads", server.address));
    assert_eq!(count(page, ".thread"), before - 1);
}

fn hand_on(server: &Server) {
    let folder = server.folder();
    let path = |name: &str| folder.join(name).display().to_string();
    let case = server.case.display().to_string();
    for name in ["report.html", "paper.docx", "comparison.json", "copy.case"] {
        Server::case(&["export", &case, &path(name)]);
    }
    let report = std::fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(report.contains("Ada Quill"), "the correction is in the report");
    // A colleague takes the copy in: nothing is new, since it is all there.
    let merged = Server::case(&["merge", &case, &path("copy.case")]);
    assert!(merged.starts_with("accounts\t0\ndecisions\t0\n"), "{merged}");
    let fresh = path("fresh.case");
    Server::case(&["new", &fresh]);
    let merged = Server::case(&["merge", &fresh, &path("copy.case")]);
    assert!(merged.starts_with("accounts\t3\ndecisions\t3\n"), "{merged}");
    Server::case(&["export", &fresh, &path("again.json")]);
    let json = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(
        json("again.json"),
        json("comparison.json"),
        "the same comparison from the re-imported case"
    );
}

/// A colleague is handed the case as a file and goes on with it in an app of their own.
fn go_on_elsewhere(page: &mut Page, server: &Server) {
    let ledger = "document.querySelector('.ledger').innerText";
    page.visit(&format!("{}ledger", server.address));
    let ours = page.text(ledger);
    page.visit(&format!("{}exports", server.address));
    let copy = page.download(
        "document.querySelector('[href=\"/export/copy.case\"]').click()",
        &server.folder().join("copy of the app.case"),
    );
    let other = Server::start();
    page.visit(&format!("{}settings", other.address));
    page.upload("input[name=case]", &[copy]);
    page.follow("document.querySelector('[action=\"/merge\"] button').click()");
    assert!(
        page.text("document.querySelector('.tidings').innerText")
            .contains("Brought in 3 accounts and 3 decisions")
    );
    page.visit(&other.address);
    compared(page, 3);
    page.visit(&format!("{}ledger", other.address));
    assert_eq!(page.text(ledger), ours, "the same ledger with the same decisions");
    page.visit(&format!("{}log", other.address));
    assert!(
        page.text("document.querySelector('.log').innerText")
            .contains("Ada Quill")
    );
}

#[test]
fn everything_by_keyboard() {
    if devtools::is_skipped() {
        return;
    }
    let server = Server::start();
    let mut page = Page::open();
    add(&mut page, &server, &accounts("call", 2));
    page.run("window.left = true");
    page.press("g");
    page.press("t");
    page.arrived();
    assert_eq!(page.text("location.pathname"), "/threads");
    page.press("j");
    page.press("j");
    page.press("k");
    let first = "document.activeElement === document.querySelector('.thread')";
    assert_eq!(page.run(first), true, "j and k go through the threads");
    page.run("window.left = true");
    page.press("a");
    page.arrived();
    assert_eq!(count(&mut page, ".thread .badge.accepted"), 1);
    page.run("window.left = true");
    page.press("u");
    page.arrived();
    assert_eq!(count(&mut page, ".thread .badge.accepted"), 0, "taken back");
    page.press("/");
    page.type_in("the");
    page.run("window.left = true");
    page.press("Enter");
    page.arrived();
    assert_eq!(page.text("location.pathname"), "/search");
    assert!(count(&mut page, ".hits li") > 0);
    // With Tab and Enter alone, from the top of a page: the first stop leads past the bar.
    page.visit(&server.address);
    page.press("Tab");
    assert_eq!(page.text("document.activeElement.className"), "skip");
    page.press("Enter");
    page.wait("document.activeElement.id === 'content'");
}

#[test]
fn without_scripts_everything_is_read_and_judged() {
    if devtools::is_skipped() {
        return;
    }
    let server = Server::start();
    let mut page = Page::open();
    add(&mut page, &server, &accounts("call", 2));
    page.scripts(false);
    page.visit(&format!("{}threads", server.address));
    assert!(count(&mut page, ".thread .words") > 1);
    page.follow("document.querySelector('.thread button[value=accept]').click()");
    assert_eq!(count(&mut page, ".thread .badge.accepted"), 1);
    page.visit(&format!("{}ledger", server.address));
    assert!(count(&mut page, ".ledger .entry") > 3);
}

/// Every kind of page but an issue’s, whose name the case gives.
const PAGES: [&str; 22] = [
    "",
    "ledger",
    "accounts",
    "account/00",
    "statements",
    "statement/00/s1",
    "threads",
    "thread/th1",
    "discrepancies",
    "discrepancy/d1",
    "omissions",
    "people",
    "actor/p1",
    "positions",
    "events",
    "timeline",
    "search?q=the",
    "add",
    "log",
    "settings",
    "exports",
    "help",
];

#[test]
fn no_page_has_serious_faults_of_accessibility_or_layout() {
    if devtools::is_skipped() {
        return;
    }
    let server = Server::start();
    let mut page = Page::open();
    add(&mut page, &server, &accounts("call", 2));
    let axe = axe();
    if axe.is_none() {
        eprintln!(
            "skipped: axe-core is not here (`./test` fetches it where npm is); layout alone is looked at"
        );
    }
    page.visit(&format!("{}ledger", server.address));
    let issue = page.text("document.querySelector('.ledger a.more').getAttribute('href').slice(1)");
    let mut problems = Vec::new();
    for (width, scheme) in [(1400, "light"), (400, "dark")] {
        page.size(width, 900);
        page.scheme(scheme);
        for path in PAGES.iter().copied().chain([issue.as_str()]) {
            page.visit(&format!("{}{path}", server.address));
            assert_eq!(count(&mut page, ".problem"), 0, "/{path} is there");
            let name = format!("/{path} at {width} px, {scheme}");
            let excess = page
                .run("document.documentElement.scrollWidth - innerWidth")
                .as_i64()
                .unwrap();
            if excess > 0 {
                problems.push(format!("{name}: {excess} px too wide"));
            }
            if let Some(axe) = &axe {
                page.run(axe);
                let found = page.text(AXE_RUN);
                problems.extend(found.lines().map(|line| format!("{name}: {line}")));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

const AXE_RUN: &str = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations\
    .filter((fault) => ['serious', 'critical'].includes(fault.impact))\
    .map((fault) => fault.id + ' ' + fault.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '))\
    .join('\\n'))";

/// The script of axe-core: the one that `RASHOMON_AXE` names, else the one that `./test` fetched.
fn axe() -> Option<String> {
    let fetched = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe/package/axe.min.js");
    let path = std::env::var_os("RASHOMON_AXE").map_or(fetched, PathBuf::from);
    std::fs::read_to_string(path).ok()
}
