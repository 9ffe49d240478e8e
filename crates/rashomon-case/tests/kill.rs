//! Killing the program at any moment loses nothing that it had acknowledged.

mod made;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use rashomon_case::{Anchor, Case, NewAccount, Ruling, Stamp, Target, hash};
use rashomon_core::Span;

const CASE: &str = "RASHOMON_KILLED_CASE";
const ROUND: &str = "RASHOMON_KILLED_ROUND";
const ROUNDS: u64 = 200;

fn text(round: u64, number: u32) -> String {
    format!(
        "Round {round}, account {number}\n\nAnna Lund said: “We agreed on {number} ships.”\n{}",
        "More. ".repeat(80)
    )
}

/// Adds accounts, keeps annotations and writes verdicts, saying so after each, until it is killed.
#[test]
fn the_one_that_is_killed() {
    let Some(path) = std::env::var_os(CASE) else {
        return;
    };
    let round: u64 = std::env::var(ROUND).unwrap().parse().unwrap();
    let mut case = Case::open(Path::new(&path)).unwrap();
    let stamp = Stamp {
        by: "anna".to_owned(),
        at: "2026-03-01T09:30:00.000Z".to_owned(),
    };
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| {
        // Tests capture `println!`; this goes out at once.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    };
    for number in 0..10_000 {
        let text = text(round, number);
        let account = made::account(&format!("r{round}-{number}"), &text);
        let new = NewAccount {
            origin: "test",
            bytes: text.as_bytes(),
            account: &account,
            warnings: &[],
        };
        case.add(&new, &stamp).unwrap();
        say(format!("added {number}"));
        let hash = hash(text.as_bytes());
        case.keep_annotation(&hash, "one", &made::annotate(account), &stamp)
            .unwrap();
        say(format!("annotated {number}"));
        let words = vec![Anchor::new(&hash, &text, Span::new(0, 5)).unwrap()];
        let id = case
            .decide(Target::Statement { words }, Ruling::Accept, None, &stamp)
            .unwrap();
        say(format!("decided {id}"));
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("killed.case");
    drop(Case::create(&path, "Killed").unwrap());
    let mut random = 20_190_514_u64;
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        // Knuth's linear congruential generator: any spread of moments will do, and the same each time.
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let pause = Duration::from_micros((random >> 33) % 60_000);
        let lines = killed_after(&path, round, pause);
        acknowledged += lines.len();
        check(&path, round, &lines);
    }
    eprintln!("{acknowledged} acknowledgements in {ROUNDS} rounds, none lost");
}

/// Runs [`the_one_that_is_killed`] and kills it; what it had acknowledged.
fn killed_after(path: &Path, round: u64, pause: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_one_that_is_killed", "--nocapture", "--quiet"])
        .env(CASE, path)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let stdout = child.stdout.take().unwrap();
    let (begun, has_begun) = channel();
    let reader = std::thread::spawn(move || {
        let lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let told = lines.filter(|line| line.contains(' ')).inspect(|_| {
            // Nobody listens any more once the first line has come.
            let _ = begun.send(());
        });
        told.collect::<Vec<String>>()
    });
    // Every other round is killed while it writes, however slow the machine; the others at any moment from the start.
    if round.is_multiple_of(2) {
        has_begun.recv_timeout(Duration::from_secs(30)).unwrap();
    }
    std::thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn check(path: &Path, round: u64, lines: &[String]) {
    let case = Case::open(path).unwrap();
    assert_eq!(case.integrity().unwrap(), "ok", "round {round}");
    let entries = case.entries().unwrap();
    let decisions = case.decisions().unwrap();
    for line in lines {
        let (what, rest) = line.rsplit_once(' ').unwrap();
        let of = |number: &str| {
            let hash = hash(text(round, number.parse().unwrap()).as_bytes());
            entries.iter().find(|entry| entry.hash == hash)
        };
        let is_kept = if what.ends_with("added") {
            of(rest).is_some_and(|entry| case.bytes(&entry.hash).is_ok())
        } else if what.ends_with("annotated") {
            of(rest).is_some_and(|entry| entry.models.is_some())
        } else if what.ends_with("decided") {
            decisions.iter().any(|decision| decision.id == rest)
        } else {
            continue;
        };
        assert!(is_kept, "round {round}: {line:?} was acknowledged and is lost");
    }
}
