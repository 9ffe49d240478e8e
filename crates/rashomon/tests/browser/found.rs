//! Where Chromium is, and how it is started for tests.

use std::path::PathBuf;

use tempfile::TempDir;

/// Nothing of the browser's own goes out: what it asks for by itself ends at a port where nobody listens.
pub const ARGUMENTS: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--proxy-server=127.0.0.1:9",
    "--allow-file-access-from-files",
];

const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome-headless-shell",
];

/// A folder for files that the browser may read: one of the build's own, as packaged browsers see no `/tmp`.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Whether whoever runs the tests wants none that need a browser.
pub fn is_skipped() -> bool {
    std::env::var_os("RASHOMON_SKIP_BROWSER").is_some_and(|value| value == "1")
}

/// The browser to use: the one that `CHROMIUM` names, else the first of its usual names on the path.
///
/// Panics with advice when there is none.
pub fn find() -> PathBuf {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return path.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let on_mac = [
        PathBuf::from("/Applications/Chromium.app/Contents/MacOS/Chromium"),
        PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ];
    on_path.chain(on_mac).find(|file| file.is_file()).expect(
        "no Chromium was found, and these tests look at the report in one. Install it (Debian: apt-get install \
         chromium; `./test` does so when run as root), or name a Chromium or Chrome with CHROMIUM=/path/to/it, or \
         leave these tests out with RASHOMON_SKIP_BROWSER=1",
    )
}
