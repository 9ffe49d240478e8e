//! Writes the invented comparisons that the tests use as HTML and text, to be looked at.
//!
//!     cargo run -p rashomon-report --example gallery -- FOLDER

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::PathBuf;

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
        std::fs::write(folder.join(format!("{name}.html")), html(&comparison))?;
        for width in [48, 80, 120] {
            let text = terminal(&comparison, Style { width, colour: false });
            std::fs::write(folder.join(format!("{name}-{width}.txt")), text)?;
        }
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

/// The founding case: two accounts, both analysed.
fn two() -> Comparison {
    let mut comparison = sample::comparison();
    comparison.accounts.truncate(2);
    comparison
}
