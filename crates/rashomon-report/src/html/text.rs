//! Account text on the page.

use maud::{Markup, html};
use rashomon_core::comparison::Evidence;
use rashomon_core::{Annotated, Span};

use super::Page;
use crate::index::{Said, letter, name};
use crate::visible::{self, Shown, shown};
use crate::words::{clipped, glimpse, in_context, line_number};

/// Text with its acting characters named; escaped.
pub fn text(text: &str) -> Markup {
    html! {
        @for part in shown(text) {
            @match part {
                Shown::Plain(plain) => (plain),
                Shown::Named(c) => {
                    span.acting title="a character that cannot be shown safely" { "«" (visible::name(c)) "»" }
                }
            }
        }
    }
}

/// The account's language, when it is a plain code that a page may carry.
pub fn lang(annotated: &Annotated) -> Option<&str> {
    let code = annotated.account.language.as_deref()?;
    let is_code = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_code.then_some(code)
}

/// Words of an account, in the type and language of accounts.
pub fn quoted(annotated: &Annotated, words: &str) -> Markup {
    html! { span.words lang=[lang(annotated)] dir="auto" { (text(words)) } }
}

/// A name or label that came from an account.
pub fn named(name: &str) -> Markup {
    html! { bdi { (text(name)) } }
}

impl Page<'_> {
    /// "A 12" as a link to the words.
    pub fn reference(&self, said: &Said<'_>) -> Markup {
        html! { a.at href=(self.anchors.to(said)) { (said.reference()) } }
    }

    /// Speaker, the start of what they said, and where: one link to the words.
    pub fn entry(&self, said: &Said<'_>, limit: usize) -> Markup {
        let class = self.desk.class(said);
        html! {
            a.entry.(class)[!class.is_empty()] href=(self.anchors.to(said)) {
                span.who { (named(&said.speaker())) ":" } " "
                (quoted(said.annotated, &clipped(&said.words(), limit))) " "
                span.at { (said.reference()) }
            }
        }
    }

    /// The start of what was said, and where, under a heading that names the speaker.
    pub fn unattributed(&self, said: &Said<'_>, limit: usize) -> Markup {
        html! {
            a.entry href=(self.anchors.to(said)) {
                (quoted(said.annotated, &clipped(&said.words(), limit))) " " span.at { (said.reference()) }
            }
        }
    }

    /// Words that are no statement, clipped, as a link to them.
    pub fn passage(&self, place: usize, span: Span, limit: usize) -> Markup {
        let annotated = &self.index.comparison.accounts[place];
        let found = glimpse(&annotated.account.text, span, limit);
        html! {
            a.entry href=(self.anchors.to_passage(place, span)) {
                (quoted(annotated, &found)) " "
                span.at { (letter(place)) " line " (line_number(&annotated.account.text, span.start)) }
            }
        }
    }

    /// Evidence in its context, the exact words marked; nothing when the account is not there.
    pub fn evidence(&self, evidence: &Evidence) -> Markup {
        let Some(place) = self.index.place(&evidence.account) else {
            return html! {};
        };
        let annotated = &self.index.comparison.accounts[place];
        let found = in_context(&annotated.account.text, evidence.span, 160);
        html! {
            blockquote.words lang=[lang(annotated)] dir="auto" {
                @if found.cut_before { "… " }
                (text(found.before))
                mark { (text(found.exact)) }
                (text(found.after))
                @if found.cut_after { " …" }
            }
            p.by {
                a href=(self.anchors.to_passage(place, evidence.span)) {
                    "Show in " (self.letter_and_name(place)) ", line "
                    (line_number(&annotated.account.text, evidence.span.start))
                }
            }
        }
    }

    /// The account's letter and name.
    pub fn letter_and_name(&self, place: usize) -> Markup {
        let annotated = &self.index.comparison.accounts[place];
        html! { span.letter { (letter(place)) } " " (named(&name(annotated))) }
    }
}
