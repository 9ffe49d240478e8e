//! Who is heard how much, what a side does not confirm, who published first.

use maud::{Markup, html};
use rashomon_core::comparison::{Figures, StatementRef, Unconfirmed, Voice};

use super::Page;
use super::text::named;
use crate::index::letter;
use crate::phrase::count;

/// Speakers that are shown unfolded.
const UNFOLDED: usize = 8;

impl Page<'_> {
    /// The figures; nothing when nobody is heard.
    pub fn figures(&self) -> Markup {
        let figures = &self.index.comparison.figures;
        html! {
            @if !figures.voices.is_empty() {
                section #figures aria-labelledby="figures-title" {
                    h2 #figures-title { "Share of voice" }
                    p.lead { "Words that the accounts attribute to each speaker; copies of one text are counted once." }
                    (self.voices(&figures.voices))
                    (self.unconfirmed(figures))
                    (self.published(figures))
                }
            }
        }
    }

    fn voices(&self, voices: &[Voice]) -> Markup {
        let (first, rest) = voices.split_at(voices.len().min(UNFOLDED));
        html! {
            (self.voice_table(first))
            @if !rest.is_empty() { details { summary { (count(rest.len(), "more speaker")) } (self.voice_table(rest)) } }
        }
    }

    fn voice_table(&self, voices: &[Voice]) -> Markup {
        html! {
            div.voices role="table" aria-label="Words by speaker" {
                @for voice in voices {
                    @let name = self.index.comparison.identity(voice.identity).map_or("", |i| i.name.as_str());
                    div.voice role="row" {
                        span.who role="rowheader" { (named(name)) }
                        span role="cell" {
                            meter min="0" max="1" value=(voice.share) aria-hidden="true" {} " "
                            (format!("{:.0} %", voice.share * 100.0))
                        }
                        span.meta role="cell" {
                            (count(voice.words, "word")) ", " (count(voice.statements, "statement"))
                            " · "
                            @for words in &voice.by_account {
                                @if let Some(place) = self.index.place(&words.account) { (letter(place)) " " (words.words) " " }
                            }
                        }
                    }
                }
            }
        }
    }

    fn unconfirmed(&self, figures: &Figures) -> Markup {
        html! {
            @if !figures.unconfirmed.is_empty() {
                details {
                    summary {
                        (count(figures.unconfirmed.len(), "saying")) " that no account of the speaker’s own side has"
                    }
                    ul.entries { @for saying in &figures.unconfirmed { (self.saying(saying)) } }
                }
            }
            @if !figures.other_side.is_empty() {
                details {
                    summary { (count(figures.other_side.len(), "saying")) " of a side’s people, as the other side’s account has it" }
                    ul.entries { @for reference in &figures.other_side { (self.cited(reference)) } }
                }
            }
            @if !figures.sides_without_account.is_empty() {
                p.silent {
                    "No account here is published by " (named(&figures.sides_without_account.join(", ")))
                    ", so nothing can be said of what they confirm."
                }
            }
        }
    }

    fn saying(&self, saying: &Unconfirmed) -> Markup {
        html! { @if let Some(first) = saying.statements.first() { (self.cited(first)) } }
    }

    fn cited(&self, reference: &StatementRef) -> Markup {
        html! { @if let Some(said) = self.index.resolve(reference) { li { (self.entry(&said, 140)) } } }
    }

    fn published(&self, figures: &Figures) -> Markup {
        html! {
            @if figures.published.len() > 1 {
                p.published {
                    "Published: "
                    @for (nth, published) in figures.published.iter().enumerate() {
                        @if nth > 0 { ", " }
                        (named(&published.on)) " "
                        @if let Some(place) = self.index.place(&published.account) { (letter(place)) }
                    }
                    "."
                }
            }
        }
    }
}
