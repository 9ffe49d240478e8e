//! Statements of several accounts that report one utterance or one claim, their words side by side.

use maud::{Markup, html};
use rashomon_core::comparison::Thread;

use super::Page;
use super::text::{lang, named, text};
use crate::diff::{Difference, Piece, difference};
use crate::index::Said;
use crate::phrase::{confidence, count, form, issues, thread_kind};

/// Below this likeness marking every differing word would only make both wordings unreadable.
const ALIKE: f64 = 0.3;

/// Wordings of one thread that are shown unfolded.
const UNFOLDED: usize = 12;

impl Page<'_> {
    /// Every thread with its members side by side and the differing words marked.
    pub fn threads(&self) -> Markup {
        let threads = &self.index.comparison.threads;
        html! {
            section #threads aria-labelledby="threads-title" {
                h2 #threads-title { "Same words, other wording" }
                @if threads.is_empty() {
                    p.empty { "No statement was found in more than one account." }
                } @else {
                    p.lead {
                        "Statements that report one utterance or one claim. Words that the first wording \
                         does not share with another are " mark.differs { "underlined and tinted" } "."
                    }
                    @for thread in threads { (self.thread(thread)) }
                }
            }
        }
    }

    /// One thread: whose, and the wordings side by side.
    pub fn thread(&self, thread: &Thread) -> Markup {
        let members = self.index.members(thread);
        html! {
            article.thread #(thread.id) tabindex="-1" {
                h3 {
                    span.who { (named(&self.thread_speaker(thread, &members))) } " "
                    span.kind { (thread_kind(thread.kind)) }
                }
                (self.thread_wordings(thread, &members))
                p.meta { span.id { (thread.id) } " · " (confidence(thread.confidence)) (topics(&members)) }
                (self.desk.thread(thread))
            }
        }
    }

    /// Whose utterance it is, or whose the members are.
    pub fn thread_speaker(&self, thread: &Thread, members: &[Said<'_>]) -> String {
        if let Some(identity) = thread.speaker.and_then(|id| self.index.comparison.identity(id)) {
            return identity.name.clone();
        }
        let mut names: Vec<String> = members.iter().map(Said::speaker).collect();
        names.dedup();
        names.join(" / ")
    }

    /// The members' words, the first compared with each of the others.
    fn thread_wordings(&self, thread: &Thread, members: &[Said<'_>]) -> Markup {
        let wordings: Vec<String> = members.iter().map(Said::words).collect();
        let Some((first, rest)) = wordings.split_first() else {
            return html! {};
        };
        let found: Vec<Difference<'_>> = rest.iter().map(|other| difference(first, other)).collect();
        let alike: Vec<&Difference<'_>> = found.iter().filter(|d| d.likeness() >= ALIKE).collect();
        let wording = |number: usize, said: &Said<'_>| {
            html! {
                div.wording {
                    h4 { (self.letter_and_name(said.place)) }
                    p.words lang=[lang(said.annotated)] dir="auto" {
                        @if number == 0 { (base(first, &alike)) }
                        @else if found[number - 1].likeness() >= ALIKE {
                            (pieces(&found[number - 1].right))
                        }
                        @else { (text(&wordings[number])) }
                    }
                    p.by {
                        (self.reference(said)) " · " (form(said.statement.form))
                        @if number > 0 { " · " (likeness(&found[number - 1])) }
                    }
                    (self.desk.member(thread, said))
                }
            }
        };
        let folded = members.len().saturating_sub(UNFOLDED);
        html! {
            div.wordings {
                @for (number, said) in members.iter().enumerate().take(UNFOLDED) { (wording(number, said)) }
            }
            @if folded > 0 {
                details {
                    summary { (count(folded, "more wording")) }
                    div.wordings {
                        @for (number, said) in members.iter().enumerate().skip(UNFOLDED) { (wording(number, said)) }
                    }
                }
            }
        }
    }
}

/// "12 of 18 words in common".
fn likeness(found: &Difference<'_>) -> String {
    match (found.shared_words, found.longest_words) {
        (n, all) if n == all => "the same words".to_string(),
        (0, _) => "no word in common with the first".to_string(),
        (n, all) => format!("{n} of {all} words in common with the first"),
    }
}

/// The first wording; a word is marked when any of the like wordings lacks it.
fn base(words: &str, alike: &[&Difference<'_>]) -> Markup {
    let mut lacking = vec![false; words.len()];
    for found in alike {
        let mut at = 0;
        for piece in &found.left {
            let end = at + piece.text.len();
            if !piece.shared {
                lacking[at..end].fill(true);
            }
            at = end;
        }
    }
    let mut cut = Vec::new();
    let mut at = 0;
    for run in lacking.chunk_by(|a, b| a == b) {
        let end = at + run.len();
        cut.push(Piece {
            text: &words[at..end],
            shared: !run[0],
        });
        at = end;
    }
    pieces(&cut)
}

fn pieces(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @if piece.shared { (text(piece.text)) } @else { mark.differs { (text(piece.text)) } }
        }
    }
}

/// The issues of the members, each once.
fn topics(members: &[Said<'_>]) -> Markup {
    let mut labels: Vec<&str> = members
        .iter()
        .flat_map(|said| issues(said.annotated, said.statement))
        .collect();
    labels.sort_unstable();
    labels.dedup();
    html! { @if !labels.is_empty() { " · " (named(&labels.join(", "))) } }
}
