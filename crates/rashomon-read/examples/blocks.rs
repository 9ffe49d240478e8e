//! Prints what was read of each file named on the command line: `cargo run --example blocks -- FILE...`

use std::process::ExitCode;

use rashomon_read::{Input, read};

fn main() -> ExitCode {
    let mut failed = false;
    for path in std::env::args().skip(1) {
        failed |= !print(&path);
    }
    ExitCode::from(u8::from(failed))
}

/// Prints one file; false when it could not be read.
fn print(path: &str) -> bool {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return false;
        }
    };
    let (account, warnings) = match read(Input { path, bytes: &bytes }) {
        Ok(read) => read,
        Err(error) => {
            eprintln!("{error}");
            return false;
        }
    };
    println!(
        "== {path}\ntitle     {:?}\nlanguage  {:?}",
        account.title, account.language
    );
    println!(
        "published {:?}\nsource    {:?}",
        account.published, account.source
    );
    for block in &account.blocks {
        let speaker = block.speaker.map_or("", |span| span.of(&account.text));
        println!(
            "{:>6} {:<9} {speaker:<12} {}",
            block.span.start,
            format!("{:?}", block.kind),
            block.span.of(&account.text)
        );
    }
    for warning in warnings {
        println!("warning   {:?} {}", warning.span, warning.message);
    }
    true
}
