//! A request, taken apart.

use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{Method, header};

use crate::guard::Session;

/// Most that a request may carry: somewhat more than the largest account that is read.
pub(crate) const MOST_BYTES: usize = rashomon_read::MAX_BYTES + (1 << 20);

/// A file that was sent along.
pub(crate) struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A request, taken apart.
pub(crate) struct Asked {
    pub method: Method,
    /// The parts of the path, decoded.
    pub path: Vec<String>,
    /// The path and the query as they came.
    pub address: String,
    pub query: Vec<(String, String)>,
    pub fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
    pub session: Session,
}

impl Asked {
    /// Takes a request apart; `None` when its body cannot be read or is too large.
    pub async fn from(request: Request, session: Session) -> Option<Self> {
        let uri = request.uri().clone();
        let mut asked = Self {
            method: request.method().clone(),
            path: uri
                .path()
                .split('/')
                .filter(|part| !part.is_empty())
                .map(decoded)
                .collect(),
            address: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            query: pairs(uri.query().unwrap_or_default()),
            fields: Vec::new(),
            files: Vec::new(),
            session,
        };
        if asked.method == Method::POST {
            asked.read_body(request).await?;
        }
        Some(asked)
    }

    async fn read_body(&mut self, request: Request) -> Option<()> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)?
            .to_str()
            .ok()?
            .to_owned();
        if !kind.starts_with("multipart/form-data") {
            let body = axum::body::to_bytes(request.into_body(), MOST_BYTES).await.ok()?;
            self.fields = pairs(std::str::from_utf8(&body).ok()?);
            return Some(());
        }
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Some(part) = parts.next_field().await.ok()? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    let bytes = part.bytes().await.ok()?.to_vec();
                    // A file field that was left empty is sent as a file without a name.
                    if !file.is_empty() {
                        self.files.push(Upload { name: file, bytes });
                    }
                }
                None => self.fields.push((name, part.text().await.ok()?)),
            }
        }
        Some(())
    }

    /// The value of a field of the form.
    pub fn field(&self, name: &str) -> Option<&str> {
        value(&self.fields, name)
    }

    /// All values of a field of the form.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let own = self.fields.iter().filter(|(own, _)| own == name);
        own.map(|(_, value)| value.as_str()).collect()
    }

    /// A value from the address.
    pub fn wanted(&self, name: &str) -> Option<&str> {
        value(&self.query, name).filter(|value| !value.is_empty())
    }

    /// A number from the address, counted from 1; 1 when there is none.
    pub fn page(&self) -> usize {
        self.wanted("page")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1)
            .max(1)
    }

    /// The address of this page with another value in its query.
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self
            .query
            .iter()
            .filter(|(own, value)| own != name && !value.is_empty());
        let mut out = String::new();
        for (own, value) in kept.map(|(a, b)| (a.as_str(), b.as_str())).chain([(name, value)]) {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(&format!("{}={}", encoded(own), encoded(value)));
        }
        let path = self.address.split('?').next().unwrap_or_default();
        format!("{path}{out}")
    }
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let mut own = pairs.iter().filter(|(own, _)| own == name);
    own.next().map(|(_, value)| value.as_str())
}

/// The pairs of a query or of a form (`application/x-www-form-urlencoded`).
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| {
            (
                decoded(&name.replace('+', " ")),
                decoded(&value.replace('+', " ")),
            )
        })
        .collect()
}

/// Text with its `%41` decoded; bytes that are no UTF-8 become replacement characters.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Text as it may stand in an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for text in ["a b&c=d/é%", "%zz", "\u{202e}", ""] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        assert_eq!(decoded("%4"), "%4");
        assert_eq!(
            pairs("q=frank+and&q=%22x%22&&z"),
            [
                ("q".to_owned(), "frank and".to_owned()),
                ("q".to_owned(), "\"x\"".to_owned()),
                ("z".to_owned(), String::new()),
            ]
        );
    }
}
