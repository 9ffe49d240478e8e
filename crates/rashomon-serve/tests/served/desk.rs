//! A running app with a stand-in for the engine, and a browser's part of the conversation.
#![allow(dead_code)] // each test program uses a part

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rashomon_case::Case;
use rashomon_core::{Account, Annotated, Comparison, Warning};
use rashomon_serve::{Analyst, App, Reach, Settings, serve};
use tempfile::TempDir;

use super::made;

/// A stand-in for the engine.
pub struct StandIn;

impl Analyst for StandIn {
    fn models(&self) -> String {
        "stand-in".to_owned()
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Result<(Account, Vec<Warning>), String> {
        let text = std::str::from_utf8(bytes).map_err(|_| format!("{name}: is not text"))?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Ok((made::account(stem, text), Vec::new()))
    }

    fn annotate(&self, account: Account, _warnings: Vec<Warning>) -> Result<Annotated, String> {
        assert!(
            !account.text.contains("PANIC"),
            "an account that the engine breaks on"
        );
        Ok(made::annotate(account))
    }

    fn compare(&self, accounts: Vec<Annotated>) -> Result<Comparison, String> {
        Ok(made::compare(accounts))
    }
}

/// A running app with a browser's cookies.
pub struct Served {
    pub address: SocketAddr,
    pub cookies: String,
    pub csrf: String,
    _folder: TempDir,
}

/// What was answered.
pub struct Got {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Served {
    pub fn start(token: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("t.case"), "Talks <b>bold</b>").unwrap();
        Self::of(case, folder, token)
    }

    /// Serves a case.
    pub fn of(case: Case, folder: TempDir, token: Option<&str>) -> Self {
        let settings = Settings {
            name: "Anna <i>".to_owned(),
            keep_name_in: None,
            token: token.map(str::to_owned),
            hosts: Vec::new(),
            reach: Reach::Nowhere,
            clock: || "2026-03-01T09:30:00.000Z".to_owned(),
        };
        let app = App::new(case, Box::new(StandIn), settings).unwrap();
        let (tell, told) = channel();
        std::thread::spawn(move || {
            serve(app, "127.0.0.1:0".parse().unwrap(), |bound| {
                tell.send(bound).unwrap()
            })
        });
        let mut served = Self {
            address: told.recv().unwrap(),
            cookies: String::new(),
            csrf: String::new(),
            _folder: folder,
        };
        if token.is_none() {
            served.keep_session();
        }
        served
    }

    fn keep_session(&mut self) {
        let first = self.get("/add");
        self.cookies = first.headers["set-cookie"].split(';').next().unwrap().to_owned();
        let page = self.get("/add").body;
        self.csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap()[..64].to_owned();
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.address.port())
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Got {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        Got {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            headers: lines
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: String::from_utf8_lossy(&answer[end + 4..]).into_owned(),
        }
    }

    pub fn get(&self, path: &str) -> Got {
        self.ask(
            "GET",
            path,
            &[("Host", &self.host()), ("Cookie", &self.cookies)],
            b"",
        )
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let fields = [&[("csrf", self.csrf.as_str())], fields].concat();
        self.post_from(path, &fields, &[("Origin", &format!("http://{}", self.host()))])
    }

    pub fn post_from(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Got {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let host = self.host();
        let own = [
            ("Host", host.as_str()),
            ("Cookie", &self.cookies),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        self.ask(
            "POST",
            path,
            &[&own, headers].concat(),
            pairs.join("&").as_bytes(),
        )
    }

    pub fn paste(&self, name: &str, text: &str) {
        assert_eq!(
            self.post("/add/paste", &[("name", name), ("text", text)]).status,
            303
        );
    }

    /// Waits until every account is compared.
    pub fn settle(&self) {
        let begun = Instant::now();
        loop {
            let page = self.get("/").body;
            if self.get("/progress").body.contains("\"working\":false") && !page.contains("not compared yet")
            {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{page}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn with_accounts(texts: &[(&str, &str)]) -> Self {
        let served = Self::start(None);
        texts.iter().for_each(|(name, text)| served.paste(name, text));
        served.settle();
        served
    }

    /// The fields of a form about a part.
    pub fn judge(&self, part: &str, ruling: &str, more: &[(&str, &str)]) -> Got {
        let page = self.get("/").body;
        let generation = page
            .split("name=\"generation\" value=\"")
            .nth(1)
            .map_or("1", |rest| rest.split('"').next().unwrap());
        self.post(
            "/judge",
            &[
                &[("part", part), ("generation", generation), ("ruling", ruling)],
                more,
            ]
            .concat(),
        )
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
