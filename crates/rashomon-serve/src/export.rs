//! Taking the result out of the case.

use axum::http::StatusCode;
use rashomon_case::{Applied, Decision, Ruling, Target};
use rashomon_core::{Comparison, Span};
use rashomon_report::export as to;
use rashomon_report::export::{Handover, Note};

use crate::analyst::lock;
use crate::answer::Answer;
use crate::app::Inner;
use crate::asked::Asked;
use crate::pages;

/// Something that can be taken out.
pub(crate) struct Format {
    /// Its file name.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    kind: &'static str,
    make: fn(&Handover<'_>) -> Vec<u8>,
}

/// The file name of a copy of the case.
pub(crate) const COPY: &str = "copy.case";

/// Everything that can be taken out, but for the case itself.
pub(crate) const FORMATS: [Format; 13] = [
    Format {
        name: "report.html",
        title: "Report",
        purpose: "One HTML file for readers, nothing loaded from anywhere",
        kind: "text/html; charset=utf-8",
        make: |handover| rashomon_report::html(handover.comparison).into_bytes(),
    },
    Format {
        name: "paper.docx",
        title: "Word document",
        purpose: "The table of issues by account, discrepancies and notes, for an editor",
        kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        make: to::docx,
    },
    Format {
        name: "paper.md",
        title: "Markdown",
        purpose: "The same as text",
        kind: "text/markdown; charset=utf-8",
        make: |handover| to::markdown(handover).into_bytes(),
    },
    Format {
        name: "tables.zip",
        title: "CSV tables",
        purpose: "Every table, for spreadsheets and statistics",
        kind: "application/zip",
        make: to::csv_tables,
    },
    Format {
        name: "statements-dna.csv",
        title: "Statement table",
        purpose: "Person, organization, concept, agreement: for users of Discourse Network Analyzer",
        kind: "text/csv; charset=utf-8",
        make: |handover| to::statement_table(handover.comparison),
    },
    Format {
        name: "network.graphml",
        title: "GraphML",
        purpose: "Who says what about whom, with signs, for R, Python, yEd, Cytoscape",
        kind: "application/xml",
        make: |handover| to::graphml(handover.comparison),
    },
    Format {
        name: "network.gexf",
        title: "GEXF",
        purpose: "The same for Gephi",
        kind: "application/xml",
        make: |handover| to::gexf(handover.comparison),
    },
    Format {
        name: "annotations.jsonld",
        title: "Web annotations",
        purpose: "W3C Web Annotation JSON-LD with the words and their places",
        kind: "application/ld+json",
        make: to::annotations,
    },
    Format {
        name: "inception.zip",
        title: "UIMA CAS XMI",
        purpose: "An XMI file for each account with its type system, for INCEpTION",
        kind: "application/zip",
        make: |handover| to::xmi_project(handover.comparison),
    },
    Format {
        name: "project.qdpx",
        title: "REFI-QDA project",
        purpose: "For NVivo, MAXQDA and ATLAS.ti: speakers, issues and forms as codes",
        kind: "application/zip",
        make: to::qdpx,
    },
    Format {
        name: "comparison.json",
        title: "JSON",
        purpose: "Everything, for other programs",
        kind: "application/json",
        make: |handover| rashomon_report::json(handover.comparison).into_bytes(),
    },
    Format {
        name: "accounts.jsonl",
        title: "JSON lines",
        purpose: "The accounts with what is in them, an account a line",
        kind: "application/x-ndjson",
        make: |handover| rashomon_report::jsonl(&handover.comparison.accounts).into_bytes(),
    },
    Format {
        name: "decisions.json",
        title: "Decisions",
        purpose: "What was decided about what, by whom and when",
        kind: "application/json",
        make: |_| Vec::new(),
    },
];

/// Makes one of the formats by its file name; `None` for a name that is not known.
pub fn make(
    name: &str,
    title: &str,
    comparison: &Comparison,
    decisions: &[Decision],
    applied: &Applied,
) -> Option<Vec<u8>> {
    let format = FORMATS.iter().find(|format| format.name == name)?;
    if format.name == "decisions.json" {
        let standing: Vec<&Decision> = decisions.iter().filter(|d| d.undone.is_none()).collect();
        let mut out = serde_json::to_vec_pretty(&standing).ok()?;
        out.push(b'\n');
        return Some(out);
    }
    let notes = notes(comparison, decisions, applied);
    let handover = Handover {
        title,
        comparison,
        notes: &notes,
    };
    Some((format.make)(&handover))
}

/// The file names that [`make`] knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// Answers with one of the formats, with an account's original, or with a copy of the case.
pub(crate) fn export(app: &Inner, asked: &Asked, name: &str) -> Answer {
    let Ok(view) = app.view() else {
        return pages::plain_error(StatusCode::INTERNAL_SERVER_ERROR, "The case cannot be read.");
    };
    if name == "original" {
        let wanted = asked.wanted("account").unwrap_or_default();
        let entry = view.entries.iter().find(|entry| entry.id == wanted);
        let bytes = entry.and_then(|entry| lock(&app.case).bytes(&entry.hash).ok());
        return match bytes {
            // Never as a page: it could hold any script.
            Some(bytes) => Answer::File(format!("{wanted}.bin"), "application/octet-stream", bytes),
            None => pages::error(app, asked, StatusCode::NOT_FOUND, "There is no such account."),
        };
    }
    if name == COPY {
        return match copy(app) {
            Ok(bytes) => Answer::File(name.to_owned(), "application/vnd.sqlite3", bytes),
            Err(message) => pages::error(app, asked, StatusCode::INTERNAL_SERVER_ERROR, &message),
        };
    }
    let applied = view.standing();
    let kind = FORMATS
        .iter()
        .find(|format| format.name == name)
        .map_or("", |format| format.kind);
    match make(name, &view.title, &applied.comparison, &view.decisions, &applied) {
        Some(bytes) => Answer::File(name.to_owned(), kind, bytes),
        None => pages::error(app, asked, StatusCode::NOT_FOUND, "There is no such format."),
    }
}

/// The whole case, as one file.
fn copy(app: &Inner) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = folder.path().join(COPY);
    lock(&app.case)
        .copy_to(&path)
        .map_err(|error| error.to_string())?;
    std::fs::read(&path).map_err(|error| error.to_string())
}

/// The notes that stand, with the words that they are about where those are in the comparison.
fn notes(comparison: &Comparison, decisions: &[Decision], applied: &Applied) -> Vec<Note> {
    let mut notes = Vec::new();
    for (part, state) in &applied.states {
        for decision in state.decisions.iter().map(|place| &decisions[*place]) {
            if let Ruling::Note { text } = &decision.ruling {
                notes.push(Note {
                    on: on(&decision.target, pages::part_in_words(part)),
                    words: words(comparison, &decision.target),
                    text: text.clone(),
                    by: decision.made.by.clone(),
                    at: decision.made.at.clone(),
                });
            }
        }
    }
    notes.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.text.cmp(&b.text)));
    notes
}

/// What a note is on.
fn on(target: &Target, part: &str) -> String {
    match target {
        Target::Issue { issue } => issue.clone(),
        Target::Actor { name } => name.clone(),
        _ => match target.anchors().first() {
            Some(anchor) => format!("{part} “{}”", rashomon_report::clipped(&anchor.exact, 60)),
            None => part.to_owned(),
        },
    }
}

/// The words of a target, in the accounts whose text has them where they were.
fn words(comparison: &Comparison, target: &Target) -> Vec<(String, Span)> {
    let find = |anchor: &&rashomon_case::Anchor| {
        let mut accounts = comparison.accounts.iter();
        let has =
            accounts.find(|a| a.account.text.get(anchor.span.start..anchor.span.end) == Some(&anchor.exact));
        has.map(|annotated| (annotated.account.id.clone(), anchor.span))
    };
    target.anchors().iter().filter_map(find).collect()
}
