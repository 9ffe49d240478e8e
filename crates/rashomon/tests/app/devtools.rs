//! A headless Chromium that is told what to do over its own pipe (Chrome DevTools protocol).
#![allow(dead_code)] // each test program uses a part

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "../browser/found.rs"]
mod found;

pub use found::{folder, is_skipped};

const PATIENCE: Duration = Duration::from_secs(90);

/// An open page of a browser of its own.
pub struct Page {
    child: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    next: u64,
    folder: TempDir,
}

impl Page {
    /// Starts a browser with one empty page.
    pub fn open() -> Self {
        let folder = folder();
        let pipe = |name: &str| {
            let path = folder.path().join(name);
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            path
        };
        let (input, output) = (pipe("to"), pipe("from"));
        let script = format!(
            "exec \"$0\" \"$@\" 3<'{}' 4>'{}'",
            input.display(),
            output.display()
        );
        let child = Command::new("sh")
            .args(["-c", &script])
            .arg(found::find())
            .args(found::ARGUMENTS)
            .args(["--remote-debugging-pipe", "--window-size=1400,900"])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = OpenOptions::new().write(true).open(input).unwrap();
        let from = BufReader::new(File::open(output).unwrap());
        let mut page = Self {
            child,
            to,
            from,
            session: String::new(),
            next: 0,
            folder,
        };
        let target = page.call("Target.createTarget", json!({"url": "about:blank"}));
        let attached = page.call(
            "Target.attachToTarget",
            json!({"targetId": target["targetId"], "flatten": true}),
        );
        page.session = attached["sessionId"].as_str().unwrap().to_owned();
        page.call("Page.enable", json!({}));
        page.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        page.size(1400, 900);
        page
    }

    /// Does one thing and returns what the browser says of it.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        let answer = self.ask(method, parameters);
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same where the page may be on its way to another one, which the browser answers with an error.
    fn ask(&mut self, method: &str, parameters: Value) -> Result<Value, Value> {
        self.next += 1;
        let mut message = json!({"id": self.next, "method": method, "params": parameters});
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut line = serde_json::to_vec(&message).unwrap();
        line.push(0);
        self.to.write_all(&line).unwrap();
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).unwrap();
            assert!(!answer.is_empty(), "the browser is gone; it was to do {method}");
            answer.pop();
            let answer: Value = serde_json::from_slice(&answer).unwrap();
            if answer["id"] == json!(self.next) {
                return match answer.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(answer["result"].clone()),
                };
            }
        }
    }

    /// How large the window is, in CSS pixels.
    pub fn size(&mut self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Whether the reader prefers "light" or "dark".
    pub fn scheme(&mut self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", features);
    }

    /// Whether pages may run scripts.
    pub fn scripts(&mut self, are_on: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !are_on}));
    }

    /// Opens an address and waits until the page stands.
    pub fn visit(&mut self, address: &str) {
        self.run("window.left = true");
        self.call("Page.navigate", json!({"url": address}));
        self.arrived();
    }

    /// Waits until another page stands than the one that was left.
    pub fn arrived(&mut self) {
        self.wait("!window.left && document.readyState === 'complete'");
    }

    /// Does something that leads to another page, and waits until that stands.
    pub fn follow(&mut self, script: &str) {
        self.run("window.left = true");
        // The page may be left before it answers.
        let _ = self.ask("Runtime.evaluate", json!({"expression": script}));
        self.arrived();
    }

    /// What an expression gives.
    pub fn run(&mut self, expression: &str) -> Value {
        let parameters = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let result = self.call("Runtime.evaluate", parameters);
        assert!(
            result.get("exceptionDetails").is_none(),
            "{expression}: {}",
            result["exceptionDetails"]
        );
        result["result"]["value"].clone()
    }

    /// The text that an expression gives.
    pub fn text(&mut self, expression: &str) -> String {
        let value = self.run(expression);
        value
            .as_str()
            .unwrap_or_else(|| panic!("{expression} gave {value}"))
            .to_owned()
    }

    /// Waits until an expression is true.
    pub fn wait(&mut self, expression: &str) {
        let begun = Instant::now();
        // A page that is being left answers with an error or not at all: ask again.
        loop {
            let asked = json!({"expression": format!("try {{ Boolean({expression}) }} catch {{ false }}"), "returnByValue": true});
            let answer = self.ask("Runtime.evaluate", asked);
            if answer.is_ok_and(|answer| answer["result"]["value"] == json!(true)) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let seen = self.text("location.href + '\\n' + document.body.innerText.slice(0, 2000)");
                panic!("waited in vain for {expression} at {seen}");
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// Puts files into a file field.
    pub fn upload(&mut self, selector: &str, files: &[PathBuf]) {
        let document = self.call("DOM.getDocument", json!({}));
        let node = self.call(
            "DOM.querySelector",
            json!({"nodeId": document["root"]["nodeId"], "selector": selector}),
        );
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        self.call(
            "DOM.setFileInputFiles",
            json!({"nodeId": node["nodeId"], "files": files}),
        );
    }

    /// Does something that downloads a file, and moves that to a place.
    pub fn download(&mut self, script: &str, to: &Path) -> PathBuf {
        let into = self.folder.path().join("downloads");
        let session = std::mem::take(&mut self.session);
        self.call(
            "Browser.setDownloadBehavior",
            json!({"behavior": "allow", "downloadPath": into}),
        );
        self.session = session;
        self.run(script);
        let begun = Instant::now();
        loop {
            let files = std::fs::read_dir(&into).into_iter().flatten().flatten();
            // Unfinished ones are hidden, or say so in their names.
            let is_done = |path: &PathBuf| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                !name.starts_with('.') && !name.ends_with(".crdownload")
            };
            let done = files.map(|file| file.path()).find(is_done);
            if let Some(done) = done {
                std::fs::rename(done, to).unwrap();
                return to.to_owned();
            }
            assert!(begun.elapsed() < PATIENCE, "nothing was downloaded by {script}");
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// Presses and lets go of a key: a character, or "Tab", "Enter".
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            key => (0, key),
        };
        let event = |kind: &str| {
            let mut event = json!({"type": kind, "key": key, "windowsVirtualKeyCode": code});
            if kind == "keyDown" && !text.is_empty() {
                event["text"] = json!(text);
            }
            event
        };
        self.call("Input.dispatchKeyEvent", event("keyDown"));
        // The page that was led to may stand by now, or neither.
        let _ = self.ask("Input.dispatchKeyEvent", event("keyUp"));
    }

    /// Types a text where the focus is.
    pub fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Keeps a picture of what is in view.
    pub fn picture(&mut self, path: &Path) {
        let shot = self.call("Page.captureScreenshot", json!({"format": "png"}));
        std::fs::write(path, decoded(shot["data"].as_str().unwrap())).unwrap();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Base64 without white space (RFC 4648, section 4).
fn decoded(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    for group in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = group
            .iter()
            .fold(0u32, |bits, c| bits << 6 | u32::from(value(*c)))
            << (6 * (4 - group.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    out
}
