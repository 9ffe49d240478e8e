//! The accounts side by side, every statement marked in place.

use std::collections::BTreeSet;

use maud::{Markup, html};
use rashomon_core::account::BlockKind;
use rashomon_core::{Annotated, Form, Span, Statement};

use super::Page;
use super::text::{lang, named, text};
use crate::index::{Said, letter, name};
use crate::phrase::{count, form, shares};
use crate::segment::{Segment, segments};
use crate::visible::one_line;
use crate::words::fitted;

/// Something that words of an account are.
enum Mark<'a> {
    /// Content of a statement; `opens` for the first piece of it.
    Content { statement: &'a Statement, opens: bool },
    /// The words of saying.
    Cue,
    /// The words that name who said it.
    Source,
    /// The label of a turn.
    Label,
    /// The exact words of a discrepancy.
    Evidence,
    /// A sentence of the writer's own.
    Own,
    /// Words that are linked to, by the name of the place.
    Passage(String),
}

/// The marks on an account: where they stand, and what they are, at the same index.
struct Marks<'a> {
    spans: Vec<Span>,
    kinds: Vec<Mark<'a>>,
}

/// A stretch of an account that is set as one paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Paragraph {
    span: Span,
    kind: BlockKind,
}

impl Page<'_> {
    /// Every account's full text in its column, with notes below.
    pub fn accounts(&self) -> Markup {
        html! {
            section.texts #accounts aria-labelledby="accounts-title" {
                h2 #accounts-title { "Accounts" }
                p.lead {
                    "Every statement in place: " span.s.direct { "quoted" } ", "
                    span.s.mixed { "partly quoted" } ", " span.s.indirect { "paraphrased" }
                    ". Words of saying are " span.cue { "slanted" } ", sources " span.src { "bold" }
                    ", words at issue in a discrepancy have a " span.ev { "wavy line" }
                    ", sentences of the writer’s own are " span.own { "doubly underlined" } "."
                }
                (self.columns(&self.index.places().collect::<Vec<_>>()))
            }
        }
    }

    /// The accounts at these places side by side.
    pub fn columns(&self, places: &[usize]) -> Markup {
        html! {
            div.columns tabindex="0" role="region" aria-label="Accounts side by side, scrolls sideways" {
                @for place in places { (self.column(*place, &self.index.comparison.accounts[*place])) }
            }
            aside.apparatus aria-label="Note on the statement pointed at" hidden {}
        }
    }

    fn column(&self, place: usize, annotated: &Annotated) -> Markup {
        let marks = self.marks(place, annotated);
        let label = format!("Account {}, {}", letter(place), one_line(&name(annotated)));
        html! {
            article.account #(self.anchors.account(place)) tabindex="0" aria-label=(label) {
                header {
                    h3 { (self.letter_and_name(place)) }
                    p.particulars { (self.particulars(annotated)) }
                    p.particulars { (count(annotated.statements.len(), "statement")) }
                    @if let Some(shares) = shares(&annotated.voices) { p.particulars { (shares) } }
                    @if !annotated.account.is_analysed() { (self.not_analysed(annotated)) }
                    (self.warnings(place, annotated))
                }
                div.body lang=[lang(annotated)] {
                    @for paragraph in paragraphs(annotated) {
                        (self.paragraph(place, annotated, &marks, paragraph))
                    }
                }
                (self.notes(place, annotated))
            }
        }
    }

    fn paragraph(
        &self,
        place: usize,
        annotated: &Annotated,
        marks: &Marks<'_>,
        paragraph: Paragraph,
    ) -> Markup {
        let source = &annotated.account.text;
        let cut = segments(source, paragraph.span, &marks.spans);
        let inner = html! { @for segment in &cut { (self.segment(place, annotated, marks, segment)) } };
        let begun: Vec<&Statement> = cut.iter().flat_map(|segment| begun(marks, segment)).collect();
        html! {
            div.row {
                @match paragraph.kind {
                    BlockKind::Title => h4.title dir="auto" { (inner) },
                    BlockKind::Heading => h4.heading dir="auto" { (inner) },
                    BlockKind::Prose => p dir="auto" { (inner) },
                    BlockKind::Turn => p.turn dir="auto" { (inner) },
                    BlockKind::Credit | BlockKind::Address | BlockKind::Furniture => {
                        p.furniture dir="auto" { (inner) }
                    }
                }
                @if !begun.is_empty() {
                    ul.margin lang="en" {
                        @for statement in begun { (self.margin(&Said { place, annotated, statement })) }
                    }
                }
            }
        }
    }

    /// The label beside the text that says who speaks in a statement and how.
    fn margin(&self, said: &Said<'_>) -> Markup {
        let id = said.statement.id;
        html! {
            li data-k=(self.key(said.place, id)) {
                a href={ "#" (self.anchors.note(said.place, id)) } tabindex="-1" {
                    span.n { (id.0) } " " (named(&said.speaker())) " "
                    span.form { (form(said.statement.form)) }
                }
            }
        }
    }

    /// A stretch of text in the marks that cover it, with the names and numbers that begin there.
    fn segment(&self, place: usize, annotated: &Annotated, marks: &Marks<'_>, segment: &Segment) -> Markup {
        let words = text(segment.span.of(&annotated.account.text));
        if segment.marks.is_empty() {
            return words;
        }
        let numbers = html! {
            @for statement in begun(marks, segment) { (self.number(&Said { place, annotated, statement })) }
        };
        let keys = self.keys(place, marks, segment);
        let mut names = self.names(place, marks, segment);
        let first = names.pop();
        let class = self.class(place, annotated, marks, segment);
        let inner = html! { span.(class) id=[first] data-k=[keys] { (numbers) (words) } };
        // One element has one name: the others go around it.
        names
            .into_iter()
            .fold(inner, |inner, name| html! { span id=(name) { (inner) } })
    }

    /// The statement's number, and its speaker where there is no margin: generated by the style sheet, so
    /// that they are no part of the text.
    fn number(&self, said: &Said<'_>) -> Markup {
        let id = said.statement.id;
        let label = format!(
            "Statement {}, {}, {}",
            id.0,
            said.speaker(),
            form(said.statement.form)
        );
        html! {
            a.no href={ "#" (self.anchors.note(said.place, id)) } data-n=(id.0) data-who=(one_line(&said.speaker()))
                title=(one_line(&label)) aria-label=(one_line(&label)) {}
        }
    }

    /// The style of a segment, and what the desk says of its innermost statement.
    fn class(&self, place: usize, annotated: &Annotated, marks: &Marks<'_>, segment: &Segment) -> String {
        let mut class = class(marks, segment);
        if let Some(statement) = covering(marks, segment).last() {
            let added = self.desk.class(&Said {
                place,
                annotated,
                statement,
            });
            if !added.is_empty() {
                class.push(' ');
                class.push_str(added);
            }
        }
        class
    }

    /// The statements that cover a segment, innermost last, as the script knows them.
    fn keys(&self, place: usize, marks: &Marks<'_>, segment: &Segment) -> Option<String> {
        let keys: Vec<String> = covering(marks, segment)
            .map(|statement| self.key(place, statement.id))
            .collect();
        (!keys.is_empty()).then(|| keys.join(" "))
    }

    /// The names of the places that begin at a segment.
    fn names(&self, place: usize, marks: &Marks<'_>, segment: &Segment) -> Vec<String> {
        let mut names = Vec::new();
        for index in &segment.begins {
            match &marks.kinds[*index] {
                Mark::Content {
                    statement,
                    opens: true,
                } => names.push(self.anchors.statement(place, statement.id)),
                Mark::Passage(name) => names.push(name.clone()),
                _ => {}
            }
        }
        names.sort();
        names
    }

    /// Everything that is to be seen in an account's text.
    fn marks<'a>(&self, place: usize, annotated: &'a Annotated) -> Marks<'a> {
        let mut marks = Marks {
            spans: Vec::new(),
            kinds: Vec::new(),
        };
        let source = &annotated.account.text;
        let mut add = |span: Span, kind| {
            // White space between paragraphs is not set, so that no mark may begin there.
            marks.spans.push(fitted(source, span).trimmed(source));
            marks.kinds.push(kind);
        };
        for statement in &annotated.statements {
            for (number, span) in statement.content.iter().enumerate() {
                add(
                    *span,
                    Mark::Content {
                        statement,
                        opens: number == 0,
                    },
                );
            }
            statement.cue.iter().for_each(|span| add(*span, Mark::Cue));
            statement.source.iter().for_each(|span| add(*span, Mark::Source));
        }
        let own = annotated.voices.sentences.iter().filter(|s| s.kind.is_some());
        own.for_each(|sentence| add(sentence.span, Mark::Own));
        annotated
            .account
            .blocks
            .iter()
            .filter_map(|block| block.speaker)
            .for_each(|span| add(span, Mark::Label));
        for (span, is_evidence) in self.passages(&annotated.account.id, annotated) {
            add(span, Mark::Passage(self.anchors.passage(place, span)));
            if is_evidence {
                add(span, Mark::Evidence);
            }
        }
        marks
    }

    /// The spans of an account that something on the page links to, and whether a discrepancy does.
    fn passages(&self, id: &str, annotated: &Annotated) -> BTreeSet<(Span, bool)> {
        let comparison = self.index.comparison;
        let at_issue = comparison
            .discrepancies
            .iter()
            .flat_map(|discrepancy| &discrepancy.evidence);
        let at_issue: BTreeSet<Span> = at_issue.filter(|e| e.account == id).map(|e| e.span).collect();
        let dated = comparison.timeline.iter().flat_map(|moment| &moment.evidence);
        let dated = dated
            .filter(|evidence| evidence.account == id)
            .map(|evidence| evidence.span);
        let nearest = comparison
            .omissions
            .iter()
            .filter_map(|omission| omission.nearest.as_ref());
        let nearest = nearest
            .filter(|nearest| nearest.account == id)
            .map(|nearest| nearest.span);
        let cells = comparison.ledger.cells.iter().filter(|cell| cell.account == id);
        let mentions = cells.flat_map(|cell| cell.mentions.iter().copied());
        let told = self
            .index
            .place(id)
            .map(|place| crate::events::spans(&self.index, place));
        let warned = annotated.warnings.iter().filter_map(|warning| warning.span);
        let all = at_issue
            .iter()
            .copied()
            .chain(dated)
            .chain(nearest)
            .chain(mentions)
            .chain(warned)
            .chain(told.into_iter().flatten());
        all.map(|span| (span, at_issue.contains(&span))).collect()
    }
}

/// The statements that cover a segment, outermost first.
fn covering<'m>(marks: &'m Marks<'_>, segment: &'m Segment) -> impl Iterator<Item = &'m Statement> {
    segment
        .marks
        .iter()
        .filter_map(|index| match &marks.kinds[*index] {
            Mark::Content { statement, .. } => Some(*statement),
            _ => None,
        })
}

/// The statements whose words begin at a segment, outermost first.
fn begun<'m>(marks: &'m Marks<'_>, segment: &'m Segment) -> impl Iterator<Item = &'m Statement> {
    segment
        .begins
        .iter()
        .filter_map(|index| match &marks.kinds[*index] {
            Mark::Content {
                statement,
                opens: true,
            } => Some(*statement),
            _ => None,
        })
}

/// The style of a segment: the innermost statement's form, its depth, and what else the words are.
fn class(marks: &Marks<'_>, segment: &Segment) -> String {
    let mut classes = Vec::new();
    if let Some(innermost) = covering(marks, segment).last() {
        classes.extend([
            "s",
            match innermost.form {
                Form::Direct => "direct",
                Form::Indirect => "indirect",
                Form::Mixed => "mixed",
            },
        ]);
        let depth = covering(marks, segment)
            .map(|statement| statement.id)
            .collect::<BTreeSet<_>>()
            .len();
        classes.extend((depth > 1).then_some("deep"));
    }
    for index in &segment.marks {
        classes.push(match &marks.kinds[*index] {
            Mark::Cue => "cue",
            Mark::Source => "src",
            Mark::Label => "label",
            Mark::Evidence => "ev",
            Mark::Own => "own",
            Mark::Content { .. } | Mark::Passage(_) => continue,
        });
    }
    classes.dedup();
    classes.join(" ")
}

/// The account's text as paragraphs: its blocks, and as prose whatever no block covers.
fn paragraphs(annotated: &Annotated) -> Vec<Paragraph> {
    let source = &annotated.account.text;
    let mut blocks = annotated.account.blocks.clone();
    blocks.sort_by_key(|block| block.span);
    let mut out = Vec::new();
    let mut at = 0;
    for block in blocks {
        let span = fitted(source, Span::new(block.span.start.max(at), block.span.end));
        if span.is_empty() {
            continue;
        }
        uncovered(source, Span::new(at, span.start), &mut out);
        out.push(Paragraph {
            span,
            kind: block.kind,
        });
        at = span.end;
    }
    uncovered(source, Span::new(at, source.len()), &mut out);
    out
}

/// Each line of a stretch that no block covers, as a paragraph of prose.
fn uncovered(source: &str, span: Span, out: &mut Vec<Paragraph>) {
    let mut at = span.start;
    for line in span.of(source).split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(source);
        at += line.len();
        if !span.is_empty() {
            out.push(Paragraph {
                span,
                kind: BlockKind::Prose,
            });
        }
    }
}
