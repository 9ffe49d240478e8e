//! Writes comparisons as HTML and text, to be looked at: the invented ones that the tests use, and any
//! that are given as JSON.
//!
//!     cargo run -p rashomon-report --example gallery -- FOLDER [COMPARISON.json...]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::{Path, PathBuf};

use rashomon_core::Comparison;
use rashomon_report::{Style, html, terminal, terminal_account};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "gallery".to_string()));
    std::fs::create_dir_all(&folder)?;
    let alone = Comparison {
        accounts: vec![sample::courier()],
        ..Comparison::default()
    };
    let all = [
        ("comparison", sample::comparison()),
        ("hostile", sample::hostile()),
        ("two", two()),
        ("many", sample::many()),
        ("alone", alone),
        ("empty", Comparison::default()),
    ];
    for (name, comparison) in all {
        write(&folder, name, &comparison)?;
    }
    for path in std::env::args().skip(2).map(PathBuf::from) {
        let comparison: Comparison = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        write(&folder, &name, &comparison)?;
    }
    let text = terminal_account(
        &sample::courier(),
        Style {
            width: 80,
            colour: true,
        },
    );
    std::fs::write(folder.join("account-80.txt"), text)
}

fn write(folder: &Path, name: &str, comparison: &Comparison) -> std::io::Result<()> {
    std::fs::write(folder.join(format!("{name}.html")), html(comparison))?;
    for width in [48, 80, 120] {
        let text = terminal(comparison, Style { width, colour: false });
        std::fs::write(folder.join(format!("{name}-{width}.txt")), text)?;
    }
    Ok(())
}

/// The founding case: two accounts, both analysed.
fn two() -> Comparison {
    let mut comparison = sample::comparison();
    comparison.accounts.truncate(2);
    comparison
}
