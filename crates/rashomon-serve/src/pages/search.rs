//! Finding words in the accounts.

use maud::{Markup, html};
use rashomon_core::Span;
use rashomon_report::html::{lang, text};
use rashomon_report::phrase::count;

use super::Room;
use crate::analyst::lock;

/// Most paragraphs that are shown.
const MOST: usize = 100;

impl Room<'_> {
    /// The paragraphs with the words that were asked for.
    pub fn search(&self) -> (String, Markup) {
        let query = self.asked.wanted("q").unwrap_or_default();
        let found = lock(&self.app.case).search(query, MOST);
        let hits = found.as_deref().unwrap_or_default();
        let content = html! {
            h1 { "Search" }
            form.filters {
                label { "Words " input type="search" name="q" value=(query); }
                button type="submit" { "Search" }
            }
            @if let Err(error) = &found { p.notice { (text(&error.to_string())) } }
            @if !query.is_empty() { p.count { (count(hits.len(), "paragraph")) @if hits.len() == MOST { ", the best ones" } } }
            ol.hits { @for hit in hits { (self.hit(&hit.hash, hit.span, &hit.words)) } }
            p.by { "All words must be there; “in quotation marks” they must stand together; a star stands for the rest
                of a word." }
        };
        ("Search".to_owned(), content)
    }

    fn hit(&self, hash: &str, span: Span, words: &[Span]) -> Markup {
        let place = self.view.hashes.iter().position(|own| own == hash);
        let Some(place) = place else {
            return html! { li { p.by { "in an account that is not compared yet" } } };
        };
        let annotated = &self.view.applied.comparison.accounts[place];
        let source = &annotated.account.text;
        let mut at = span.start;
        let mut pieces = Vec::new();
        for found in words {
            pieces.push((false, Span::new(at, found.start)));
            pieces.push((true, *found));
            at = found.end;
        }
        pieces.push((false, Span::new(at, span.end)));
        let to = self.nearest(place, words.first().copied().unwrap_or(span));
        html! {
            li.item tabindex="-1" {
                blockquote.words lang=[lang(annotated)] dir="auto" {
                    @for (is_found, piece) in &pieces {
                        @let words = source.get(piece.start..piece.end).unwrap_or_default();
                        @if *is_found { mark { (text(words)) } } @else { (text(words)) }
                    }
                }
                p.by { a href=(to) { (self.parts.letter_and_name(place)) } }
            }
        }
    }

    /// The statement in which words stand, else the account.
    fn nearest(&self, place: usize, words: Span) -> String {
        let annotated = &self.view.applied.comparison.accounts[place];
        let has = |statement: &&rashomon_core::Statement| statement.content.iter().any(|c| c.overlaps(words));
        let statement = annotated
            .statements
            .iter()
            .filter(has)
            .min_by_key(|statement| statement.extent().len());
        match statement.and_then(|statement| self.parts.index.said(place, statement.id)) {
            Some(said) => self.parts.anchors.to(&said),
            None => self.parts.anchors.to_account(place),
        }
    }
}
