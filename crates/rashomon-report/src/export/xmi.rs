//! One account as UIMA CAS XMI, for INCEpTION.

use maud::html;
use rashomon_core::{Annotated, Comparison, Span, Statement};

use super::xml::{attribute, document, holdable};
use super::{archive, file_name};
use crate::index::Said;
use crate::phrase::{act, form, issues, record, sourcing};
use crate::words::fitted;

/// The layers, and the features of each: all of them text.
const LAYERS: [(&str, &[&str]); 3] = [
    (
        "Statement",
        &[
            "identifier",
            "form",
            "speaker",
            "addressee",
            "sourcing",
            "record",
            "act",
            "polarity",
            "issues",
            "confidence",
        ],
    ),
    ("Cue", &["identifier"]),
    ("Source", &["identifier", "speaker"]),
];

/// Every account as an XMI file beside one type system: a ZIP archive.
pub fn xmi_project(comparison: &Comparison) -> Vec<u8> {
    let mut files = vec![("TypeSystem.xml".to_owned(), type_system())];
    for (place, annotated) in comparison.accounts.iter().enumerate() {
        let name = format!("{:03}-{}.xmi", place + 1, file_name(&annotated.account.id));
        files.push((name, xmi(comparison, place)));
    }
    archive(&files)
}

/// The type system of the files: `webanno.custom.Statement`, `Cue` and `Source`.
fn type_system() -> Vec<u8> {
    document(&html! {
        typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier" {
            name { "Rashomon" }
            types {
                @for (layer, features) in LAYERS {
                    typeDescription {
                        name { "webanno.custom." (layer) }
                        description {}
                        supertypeName { "uima.tcas.Annotation" }
                        features {
                            @for feature in features {
                                featureDescription {
                                    name { (feature) }
                                    description {}
                                    rangeTypeName { "uima.cas.String" }
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// One account with its statements, cues and sources; each piece of words is an annotation. Offsets are UTF-16 units,
/// as UIMA counts.
///
/// Source: OASIS, UIMA 1.0, XMI serialisation of the CAS.
pub fn xmi(comparison: &Comparison, place: usize) -> Vec<u8> {
    let Some(annotated) = comparison.accounts.get(place) else {
        return Vec::new();
    };
    let units = Units::of(&annotated.account.text);
    let mut drawn = Drawn {
        next: 10,
        members: Vec::new(),
        xml: Vec::new(),
    };
    for statement in &annotated.statements {
        draw(
            &mut drawn,
            &units,
            &Said {
                place,
                annotated,
                statement,
            },
        );
    }
    let language = annotated.account.language.as_deref().unwrap_or("x-unspecified");
    let end = units.at(annotated.account.text.len());
    let members: Vec<String> = std::iter::once(2)
        .chain(drawn.members)
        .map(|id| id.to_string())
        .collect();
    document(&html! {
        xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
            xmlns:tcas="http:///uima/tcas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0" {
            cas:NULL xmi:id="0" {}
            tcas:DocumentAnnotation xmi:id="2" sofa="1" begin="0" end=(end) language=(holdable(language)) {}
            @for xml in &drawn.xml { (xml) }
            cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"
                sofaString=(attribute(&annotated.account.text)) {}
            cas:View sofa="1" members=(members.join(" ")) {}
        }
    })
}

/// What has been drawn so far.
struct Drawn {
    next: usize,
    members: Vec<usize>,
    xml: Vec<maud::Markup>,
}

impl Drawn {
    fn id(&mut self) -> usize {
        self.next += 1;
        self.members.push(self.next);
        self.next
    }
}

fn draw(drawn: &mut Drawn, units: &Units, said: &Said<'_>) {
    let statement = said.statement;
    let source = &said.annotated.account.text;
    let identifier = statement.id.to_string();
    let ends = |span: &Span| {
        let span = fitted(source, *span);
        (units.at(span.start), units.at(span.end))
    };
    for (begin, end) in statement.content.iter().map(ends) {
        let id = drawn.id();
        drawn.xml.push(html! {
            custom:Statement xmi:id=(id) sofa="1" begin=(begin) end=(end) identifier=(identifier)
                form=(form(statement.form)) speaker=(attribute(&said.speaker()))
                addressee=(attribute(&addressees(said.annotated, statement))) sourcing=(sourcing(statement.sourcing))
                record=(record(statement.record)) act=(act(statement.act))
                polarity=(format!("{:?}", statement.polarity).to_lowercase())
                issues=(attribute(&issues(said.annotated, statement).join("; ")))
                confidence=(format!("{:.2}", statement.confidence)) {}
        });
    }
    for (begin, end) in statement.cue.iter().map(ends) {
        let id = drawn.id();
        drawn.xml.push(
            html! { custom:Cue xmi:id=(id) sofa="1" begin=(begin) end=(end) identifier=(identifier) {} },
        );
    }
    for (begin, end) in statement.source.iter().map(ends) {
        let id = drawn.id();
        drawn.xml.push(html! {
            custom:Source xmi:id=(id) sofa="1" begin=(begin) end=(end) identifier=(identifier)
                speaker=(attribute(&said.speaker())) {}
        });
    }
}

fn addressees(annotated: &Annotated, statement: &Statement) -> String {
    let names = statement
        .addressee
        .iter()
        .filter_map(|id| annotated.actor(*id))
        .map(|actor| actor.name.clone());
    names.collect::<Vec<_>>().join("; ")
}

/// UTF-16 units before each byte of a text.
struct Units(Vec<usize>);

impl Units {
    fn of(text: &str) -> Self {
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut at = 0;
        for c in text.chars() {
            units.extend(std::iter::repeat_n(at, c.len_utf8()));
            at += c.len_utf16();
        }
        units.push(at);
        Self(units)
    }

    fn at(&self, byte: usize) -> usize {
        self.0[byte.min(self.0.len() - 1)]
    }
}
