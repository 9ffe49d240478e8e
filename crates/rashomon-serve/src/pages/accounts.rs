//! The accounts' texts, one by itself or several side by side.

use maud::{Markup, html};
use rashomon_case::Part;
use rashomon_report::html::named;
use rashomon_report::index::{letter, name};

use super::shell::titled;
use super::{Content, Room};
use crate::asked::encoded;

/// Accounts that are shown side by side when none are chosen.
const FIRST: usize = 3;
/// Most that are shown side by side.
const MOST: usize = 8;

impl Room<'_> {
    /// The chosen accounts side by side.
    pub fn side_by_side(&self) -> (String, Markup) {
        let all: Vec<usize> = self.parts.index.places().collect();
        let chosen = self.asked.query.iter().filter(|(field, _)| field == "with");
        let mut places: Vec<usize> = chosen
            .filter_map(|(_, name)| self.parts.anchors.place(name))
            .take(MOST)
            .collect();
        places.dedup();
        let is_chosen = !places.is_empty();
        if !is_chosen {
            places = all.iter().copied().take(FIRST).collect();
        }
        let content = html! {
            h1 { "Accounts side by side" }
            @if all.is_empty() { p.empty { "No account has been read yet." } } @else {
                details.chooser open[!is_chosen && all.len() > FIRST && all.len() <= 24] {
                    summary { "Choose accounts (" (places.len()) " of " (all.len()) " shown)" }
                    form {
                        ul {
                            @for place in &all {
                                li { label {
                                    input type="checkbox" name="with" value=(self.parts.anchors.name(*place)) checked[places.contains(place)];
                                    " " (self.parts.letter_and_name(*place))
                                } }
                            }
                        }
                        button type="submit" { "Show side by side" } " " span.by { "up to " (MOST) }
                    }
                }
                (legend())
                section.texts aria-label="Accounts" { (self.parts.columns(&places)) }
            }
        };
        ("Accounts side by side".to_owned(), content)
    }

    /// One account, its text at the centre.
    pub fn account(&self, plain: &str) -> Content {
        let place = self.parts.anchors.place(plain)?;
        let annotated = self.view.applied.comparison.accounts.get(place)?;
        let id = &annotated.account.id;
        let part = Part::Account(id.clone());
        let entry = self.view.entries.iter().find(|entry| entry.id == *id);
        let others: Vec<usize> = self
            .parts
            .index
            .places()
            .filter(|other| *other != place)
            .take(1)
            .collect();
        let content = html! {
            h1.unseen { "Account " (letter(place)) ", " (named(&name(annotated))) }
            nav.steps aria-label="Accounts" {
                @if place > 0 { a href=(self.parts.anchors.to_account(place - 1)) rel="prev" { "‹ " (letter(place - 1)) } }
                @if place + 1 < self.view.applied.comparison.accounts.len() {
                    a href=(self.parts.anchors.to_account(place + 1)) rel="next" { (letter(place + 1)) " ›" }
                }
                @for other in &others {
                    a href={ "/accounts?with=" (plain) "&with=" (self.parts.anchors.name(*other)) } { "Side by side" }
                }
                a href={ "/statements?account=" (encoded(id)) } { "Its statements as a list" }
                a href={ "/omissions?account=" (encoded(id)) } { "What it leaves out" }
            }
            (legend())
            section.texts.alone aria-label="The account" { (self.parts.columns(&[place])) }
            section.account-tools {
                @if let Some(entry) = entry {
                    p.by { "Added by " (named(&entry.added.by)) ", " (crate::desk::day(&entry.added.at)) ", from "
                        (named(&entry.origin)) ", " (entry.bytes) " bytes, SHA-256 " code { (&entry.hash[..16]) "…" } " · "
                        a href={ "/export/original?account=" (encoded(id)) } { "the original" } }
                }
                (self.desk.notes(&self.view.state(&part)))
                @if !self.view.is_read_only {
                    details { summary { "Add a statement that was missed" } (self.missed(id)) }
                    details { summary { "Write a note on this account" } (self.desk.note_form(&part)) }
                    details { summary { "Take this account out of the case" }
                        form.inline method="post" action={ "/account/" (encoded(id)) "/remove" } {
                            (self.own_fields())
                            p { "It is kept, and can be put back." }
                            button type="submit" { "Take out" }
                        }
                    }
                }
            }
        };
        titled(name(annotated), content)
    }

    fn missed(&self, id: &str) -> Markup {
        html! {
            form.field method="post" action={ "/account/" (encoded(id)) "/missed" } {
                (self.own_fields())
                label { "The words, as they stand in the account; a piece a line"
                    textarea name="words" rows="3" required data-selection {} }
                label { "Who said it" input name="speaker" list="names"; }
                label { "How" select name="form" {
                    option value="indirect" { "paraphrased" } option value="direct" { "quoted" } option value="mixed" { "partly quoted" }
                } }
                button type="submit" { "Add" }
                (self.names())
            }
        }
    }

    /// The names that are known, for fields that ask for one.
    pub fn names(&self) -> Markup {
        let mut names: Vec<&str> = self
            .view
            .applied
            .comparison
            .identities
            .iter()
            .map(|identity| identity.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        html! { datalist #names { @for name in names { option value=(rashomon_report::one_line(name)) {} } } }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            span.s.direct { "quoted" } " " span.s.mixed { "partly quoted" } " " span.s.indirect { "paraphrased" } " "
            span.cue { "words of saying" } " " span.src { "sources" } " " span.ev { "at issue" }
        }
    }
}
