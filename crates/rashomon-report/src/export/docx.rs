//! The paper as a word processor's document.

use maud::{Markup, PreEscaped, html};

use super::document::{Block, paper};
use super::xml::{document, holdable};
use super::{Handover, archive};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
"#;
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Names and looks of the paragraphs: id, name, size in half points, bold, space before in twentieths of a point.
const STYLES: [(&str, &str, &str, bool, &str); 4] = [
    ("Normal", "Normal", "21", false, "60"),
    ("Title", "Title", "40", true, "0"),
    ("Heading1", "heading 1", "28", true, "320"),
    ("ListBullet", "List Bullet", "21", false, "60"),
];

/// A short paper as a DOCX file: accounts, issues by account, discrepancies, notes.
///
/// Source: ECMA-376, Office Open XML, part 1.
pub fn docx(handover: &Handover<'_>) -> Vec<u8> {
    let blocks = paper(handover);
    let body = html! {
        w:document xmlns:w=(MAIN) {
            w:body {
                @for block in &blocks { (block_xml(block)) }
                w:sectPr {
                    w:pgSz w:w="16838" w:h="11906" w:orient="landscape" {}
                    w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0" {}
                }
            }
        }
    };
    let files = [
        ("[Content_Types].xml", TYPES.as_bytes().to_vec()),
        ("_rels/.rels", RELATIONS.as_bytes().to_vec()),
        (
            "word/_rels/document.xml.rels",
            DOCUMENT_RELATIONS.as_bytes().to_vec(),
        ),
        ("word/styles.xml", document(&styles())),
        ("word/document.xml", document(&body)),
    ];
    archive(&files.map(|(name, bytes)| (name.to_owned(), bytes)))
}

fn block_xml(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(text) => (paragraph("Title", text)),
            Block::Heading(text) => (paragraph("Heading1", text)),
            Block::Text(text) => (paragraph("Normal", text)),
            Block::List(points) => { @for point in points { (paragraph("ListBullet", &format!("• {point}"))) } },
            Block::Table { head, rows } => (table(head, rows)),
        }
    }
}

fn paragraph(style: &str, text: &str) -> Markup {
    html! {
        w:p {
            w:pPr { w:pStyle w:val=(style) {} }
            w:r { w:t xml:space="preserve" { (holdable(text)) } }
        }
    }
}

fn table(head: &[String], rows: &[Vec<Vec<String>>]) -> Markup {
    // An A4 sheet across, in twentieths of a point; the issue's column is narrow.
    let width = |column: usize| match column {
        0 => 2400,
        _ => 12_400 / (head.len().max(2) - 1),
    };
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    html! {
        w:tbl {
            w:tblPr {
                w:tblW w:w="14800" w:type="dxa" {}
                w:tblBorders { @for side in sides {
                    (PreEscaped(format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>")))
                } }
                w:tblLayout w:type="fixed" {}
            }
            w:tblGrid { @for column in 0..head.len() { w:gridCol w:w=(width(column)) {} } }
            w:tr {
                w:trPr { w:tblHeader {} }
                @for (column, cell) in head.iter().enumerate() { (table_cell(width(column), std::slice::from_ref(cell), true)) }
            }
            @for row in rows {
                w:tr { @for (column, cell) in row.iter().enumerate() { (table_cell(width(column), cell, column == 0)) } }
            }
        }
    }
}

fn table_cell(width: usize, lines: &[String], is_bold: bool) -> Markup {
    html! {
        w:tc {
            w:tcPr { w:tcW w:w=(width) w:type="dxa" {} }
            @for line in lines {
                w:p { w:r {
                    @if is_bold { w:rPr { w:b {} } }
                    w:t xml:space="preserve" { (holdable(line)) }
                } }
            }
            @if lines.is_empty() { w:p {} }
        }
    }
}

fn styles() -> Markup {
    html! {
        w:styles xmlns:w=(MAIN) {
            @for (id, name, size, is_bold, before) in STYLES {
                w:style w:type="paragraph" w:default=[(id == "Normal").then_some("1")] w:styleId=(id) {
                    w:name w:val=(name) {}
                    w:pPr { w:spacing w:before=(before) w:after="60" {} }
                    w:rPr {
                        w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" {}
                        @if is_bold { w:b {} }
                        w:sz w:val=(size) {}
                    }
                }
            }
        }
    }
}
