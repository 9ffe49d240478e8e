//! A project for programs of qualitative analysis: NVivo, MAXQDA, ATLAS.ti.

use std::collections::BTreeMap;

use maud::html;
use rashomon_core::{Annotated, Span};
use sha2::{Digest as _, Sha256};

use super::xml::{document, holdable};
use super::{Handover, archive};
use crate::index::{Index, Said, name};
use crate::phrase::{form, issues};
use crate::words::fitted;

/// When an export has no time of its own; a project must have one.
const NO_TIME: &str = "2000-01-01T00:00:00Z";

/// A REFI-QDA project: the accounts as plain text, and codes for speakers, issues and forms on the statements' words.
/// Positions are code points.
///
/// Source: REFI-QDA standard 1.5, <https://www.qdasoftware.org/>.
pub fn qdpx(handover: &Handover<'_>) -> Vec<u8> {
    let index = Index::new(handover.comparison);
    let codes = codes(&index);
    let user = guid("user");
    let project = html! {
        Project xmlns="urn:QDA-XML:project:1.0" name=(holdable(handover.title)) origin="Rashomon"
            creatingUserGUID=(user) creationDateTime=(NO_TIME) {
            Users { User guid=(user) name="Rashomon" {} }
            CodeBook { Codes {
                @for (group, names) in &codes {
                    Code guid=(guid(group)) name=(group) isCodable="false" {
                        @for name in names {
                            Code guid=(code_guid(group, name)) name=(holdable(name)) isCodable="true" {}
                        }
                    }
                }
            } }
            Sources {
                @for (place, annotated) in index.accounts() { (source(place, annotated, &user)) }
            }
            @if !handover.notes.is_empty() {
                Notes {
                    @for (number, note) in handover.notes.iter().enumerate() {
                        Note guid=(guid(&format!("note {number}"))) name=(holdable(&note.on)) creatingUser=(user) creationDateTime=(NO_TIME) {
                            PlainTextContent { (holdable(&note.text)) }
                        }
                    }
                }
            }
        }
    };
    let mut files = vec![("project.qde".to_owned(), document(&project))];
    for (place, annotated) in index.accounts() {
        let name = format!("sources/{}.txt", source_guid(place, annotated));
        files.push((name, annotated.account.text.clone().into_bytes()));
    }
    archive(&files)
}

fn source(place: usize, annotated: &Annotated, user: &str) -> maud::Markup {
    let guid_of = source_guid(place, annotated);
    let points = Points::of(&annotated.account.text);
    html! {
        TextSource guid=(guid_of) name=(holdable(&name(annotated))) plainTextPath={ "internal://" (guid_of) ".txt" }
            creatingUser=(user) creationDateTime=(NO_TIME) {
            @for statement in &annotated.statements {
                @let said = Said { place, annotated, statement };
                @for (number, span) in statement.content.iter().enumerate() {
                    (selection(&said, number, *span, &points, user))
                }
            }
        }
    }
}

fn selection(said: &Said<'_>, number: usize, span: Span, points: &Points, user: &str) -> maud::Markup {
    let span = fitted(&said.annotated.account.text, span);
    let own = format!(
        "{} {} {number}",
        source_guid(said.place, said.annotated),
        said.statement.id
    );
    let mut codes = vec![
        ("Speakers", said.speaker()),
        ("Forms", form(said.statement.form).to_owned()),
    ];
    codes.extend(
        issues(said.annotated, said.statement)
            .into_iter()
            .map(|issue| ("Issues", issue.to_owned())),
    );
    html! {
        PlainTextSelection guid=(guid(&own)) name={ (said.statement.id) } startPosition=(points.at(span.start))
            endPosition=(points.at(span.end)) creatingUser=(user) creationDateTime=(NO_TIME) {
            @for (group, name) in &codes {
                Coding guid=(guid(&format!("{own} {group} {name}"))) creatingUser=(user) creationDateTime=(NO_TIME) {
                    CodeRef targetGUID=(code_guid(group, name)) {}
                }
            }
        }
    }
}

/// The names of the codes by group.
fn codes(index: &Index<'_>) -> BTreeMap<&'static str, Vec<String>> {
    let mut codes: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (place, annotated) in index.accounts() {
        for statement in &annotated.statements {
            let said = Said {
                place,
                annotated,
                statement,
            };
            codes.entry("Speakers").or_default().push(said.speaker());
            codes
                .entry("Forms")
                .or_default()
                .push(form(statement.form).to_owned());
            let topics = issues(annotated, statement).into_iter().map(str::to_owned);
            codes.entry("Issues").or_default().extend(topics);
        }
    }
    for names in codes.values_mut() {
        names.sort();
        names.dedup();
    }
    codes.retain(|_, names| !names.is_empty());
    codes
}

fn code_guid(group: &str, name: &str) -> String {
    guid(&format!("{group}/{name}"))
}

fn source_guid(place: usize, annotated: &Annotated) -> String {
    guid(&format!("source {place} {}", annotated.account.id))
}

/// An identifier of the shape that the format asks for; the same for the same name.
fn guid(of: &str) -> String {
    let hex: String = Sha256::digest(of)
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// Code points before each byte of a text.
struct Points(Vec<usize>);

impl Points {
    fn of(text: &str) -> Self {
        let mut points = Vec::with_capacity(text.len() + 1);
        for (number, c) in text.chars().enumerate() {
            points.extend(std::iter::repeat_n(number, c.len_utf8()));
        }
        points.push(text.chars().count());
        Self(points)
    }

    fn at(&self, byte: usize) -> usize {
        self.0[byte.min(self.0.len() - 1)]
    }
}
