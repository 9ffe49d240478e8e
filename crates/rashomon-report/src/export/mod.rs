//! A comparison in the formats of other programs.
//!
//! Every function is pure: the same comparison gives the same bytes. Text of accounts is put in as text, whatever it
//! holds; characters that a format cannot hold become the replacement character U+FFFD.

mod annotations;
mod csv;
mod document;
mod docx;
mod gathered;
mod graph;
mod markdown;
mod network;
mod qdpx;
mod table;
mod xmi;
mod xml;

use std::io::{Cursor, Write as _};

use rashomon_core::{Comparison, Span};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub use annotations::annotations;
pub use csv::{csv_tables, statement_table};
pub use docx::docx;
pub use graph::{gexf, graphml};
pub use markdown::markdown;
pub use network::{Edge, Network, network};
pub use qdpx::qdpx;
pub use xmi::{xmi, xmi_project};

/// What is handed on: a comparison, and what people wrote about it.
pub struct Handover<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The comparison.
    pub comparison: &'a Comparison,
    /// Notes that people wrote.
    pub notes: &'a [Note],
}

/// A note that someone wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// On what, in words: "Iran", "Discrepancy d2".
    pub on: String,
    /// The words it is about: account id and span; empty for a note on the whole.
    pub words: Vec<(String, Span)>,
    /// The note.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When, ISO 8601.
    pub at: String,
}

/// Files as one ZIP archive, uncompressed, with no date: the same files give the same bytes.
fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        // Writing to memory fails only beyond 4 GiB, which the largest account is far from.
        zip.start_file(name.as_str(), options)
            .expect("a file in memory can be begun");
        zip.write_all(bytes).expect("a file in memory can be written");
    }
    zip.finish()
        .expect("an archive in memory can be closed")
        .into_inner()
}

/// A name for a file in an archive: letters, digits, hyphens.
fn file_name(id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' })
        .take(60)
        .collect();
    if plain.is_empty() {
        "account".to_owned()
    } else {
        plain
    }
}
