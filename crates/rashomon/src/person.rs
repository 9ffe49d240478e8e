//! Who uses the program: the name under which decisions are written down.

use std::path::PathBuf;

use rashomon_case::Stamp;

use crate::analyst::clock;

/// The name from `RASHOMON_NAME`, else the one kept in the settings, else the account's on this machine.
pub fn name() -> String {
    let given = |variable: &str| {
        std::env::var(variable)
            .ok()
            .filter(|name| !name.trim().is_empty())
    };
    let kept = || {
        std::fs::read_to_string(settings()?)
            .ok()
            .filter(|name| !name.trim().is_empty())
    };
    given("RASHOMON_NAME")
        .or_else(kept)
        .or_else(|| given("USER"))
        .or_else(|| given("USERNAME"))
        .map_or_else(|| "analyst".to_owned(), |name| name.trim().to_owned())
}

/// Where the name is kept: `rashomon/name` in the user's folder for settings.
pub fn settings() -> Option<PathBuf> {
    let folder = |variable: &str| {
        std::env::var_os(variable)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = folder("XDG_CONFIG_HOME")
        .or_else(|| folder("APPDATA"))
        .or_else(|| folder("HOME").map(|home| home.join(".config")))?;
    Some(base.join("rashomon").join("name"))
}

/// Who does something now.
pub fn stamp() -> Stamp {
    Stamp {
        by: name(),
        at: clock(),
    }
}
