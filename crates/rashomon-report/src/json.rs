//! A comparison, or accounts one by one, for other programs.

use std::io::{self, Write};

use rashomon_core::redline::Series;
use rashomon_core::{Annotated, Comparison};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::visible::acts;

/// One JSON object on one line, with a line feed at its end; the same bytes for the same comparison.
///
/// Characters that would act on a terminal are written as `\u` escapes, which changes nothing for a
/// program that reads it.
pub fn json(comparison: &Comparison) -> String {
    line(comparison)
}

/// One JSON object a line, an account a line; empty without accounts.
pub fn jsonl(annotated: &[Annotated]) -> String {
    annotated.iter().map(line).collect()
}

/// One step as one object, several as an object that lists them; on one line.
pub fn redline_json(series: &Series) -> String {
    match series.steps.as_slice() {
        [only] => line(only),
        _ => line(series),
    }
}

/// A value as one line.
fn line<T: Serialize>(value: &T) -> String {
    let mut out = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut out, Harmless);
    // Plain data into memory: only a map with keys that are not text could fail, and there is none.
    value
        .serialize(&mut serializer)
        .expect("plain data can be written as JSON");
    out.push(b'\n');
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Compact JSON in which characters that act on a terminal are escaped.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(acts) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acting_characters_are_escaped_and_read_back_the_same() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}\"é\n";
        let written = line(&text);
        assert_eq!(written, "\"a\\u001b\\u009b\\u202e\\udb40\\udc41\\\"é\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn no_accounts_are_no_lines() {
        assert_eq!(jsonl(&[]), "");
    }
}
