//! What is compared, in words and numbers; the contents; how to read it.

use maud::{Markup, html};
use rashomon_core::{Annotated, Span};

use super::Page;
use super::text::{lang, named, text};
use crate::index::name;
use crate::phrase::{count, language, summary};

/// Accounts that are listed in full at the head of the page.
const UNFOLDED: usize = 6;

/// What a reader needs to know to read the page.
const READING: [&str; 5] = [
    "Accounts are cited by letter, statements by letter and number: “A 12” is statement 12 of the first \
     account. Each such reference is a link to the words in place.",
    "Words in the serif type of the accounts are their own, character for character. Words in sans type are \
     Rashomon’s.",
    "“Not mentioned” means that no passage was found, not that there is none. The nearest passage is shown \
     with its likeness to what was looked for, from −1 to 1.",
    "Confidence is the machine’s, from 0 to 1: high from 0.80, fair from 0.50, low below.",
    "A character that could disturb the page, such as one that turns the direction of writing, is shown by \
     its number: «U+202E».",
];

impl Page<'_> {
    /// "A and B compared", by the accounts' names.
    pub fn title(&self) -> String {
        let accounts = &self.index.comparison.accounts;
        match accounts.as_slice() {
            [] => "Nothing to compare".to_string(),
            [one] => name(one),
            [one, two] => format!("{} and {}", name(one), name(two)),
            [one, two, three] => format!("{}, {} and {}", name(one), name(two), name(three)),
            [one, rest @ ..] => format!("{} and {} other accounts", name(one), rest.len()),
        }
    }

    /// The page's head: title, summary, the accounts.
    pub fn header(&self) -> Markup {
        html! {
            header.masthead {
                p.kicker { "Rashomon · one event, every account" }
                h1 { (text(&self.title())) }
                p.summary { (summary(&self.index)) }
                (self.witnesses())
                @for copies in &self.index.comparison.copies {
                    p.notice { strong { "Copies. " } (self.names_of(copies)) " are copies of one text." }
                }
            }
        }
    }

    /// The accounts; folded when there are so many that the results would be out of sight.
    fn witnesses(&self) -> Markup {
        let accounts = &self.index.comparison.accounts;
        let unread: Vec<String> = accounts
            .iter()
            .filter(|a| !a.account.is_analysed())
            .map(id)
            .collect();
        let list = html! {
            ol.witnesses aria-label="Accounts compared" {
                @for (place, annotated) in self.index.accounts() { li { (self.witness(place, annotated)) } }
            }
        };
        html! {
            @if accounts.len() <= UNFOLDED { (list) } @else {
                details.witnesses-folded { summary { "The " (count(accounts.len(), "account")) } (list) }
                @if !unread.is_empty() {
                    p.notice {
                        strong { "Not analysed. " } (self.names_of(&unread)) ": in a language that Rashomon does \
                        not analyse yet."
                    }
                }
            }
        }
    }

    /// One account's particulars.
    fn witness(&self, place: usize, annotated: &Annotated) -> Markup {
        let account = &annotated.account;
        html! {
            p.name { a href=(self.anchors.to_account(place)) { (self.letter_and_name(place)) } }
            @if let Some(title) = account.title.as_ref().filter(|title| **title != name(annotated)) {
                p.headline lang=[lang(annotated)] dir="auto" { (text(title)) }
            }
            p.particulars { (self.particulars(annotated)) }
            @if !account.is_analysed() { (self.not_analysed(annotated)) }
        }
    }

    /// Date, author, kind, side, language, path and address, as far as known.
    pub fn particulars(&self, annotated: &Annotated) -> Markup {
        let account = &annotated.account;
        let source = &account.source;
        let side = source
            .side
            .as_ref()
            .map(|side| format!("published by the side of {side}"));
        let author = source.author.as_ref().map(|author| format!("by {author}"));
        let language = account.language.as_deref().map_or("language not known", language);
        let known = [
            account.published.clone(),
            author,
            source.kind.clone(),
            side,
            Some(language.to_string()),
        ];
        html! {
            @for fact in known.into_iter().flatten() { span.fact { (named(&fact)) } " " }
            @if !account.path.is_empty() { span.fact { code { (text(&account.path)) } } " " }
            @if let Some(url) = &source.url { span.fact { (address(url)) } }
        }
    }

    /// Says that an account was not analysed, and what follows from that.
    pub fn not_analysed(&self, annotated: &Annotated) -> Markup {
        let code = annotated.account.language.as_deref().unwrap_or_default();
        html! {
            p.notice {
                strong { "Not analysed. " }
                "The text is in " (text(language(code))) ", which Rashomon does not analyse yet: no \
                 statements were looked for, so nothing about what this account says or leaves out can be told."
            }
        }
    }

    /// Warnings about how an account was read.
    pub fn warnings(&self, place: usize, annotated: &Annotated) -> Markup {
        html! {
            @if !annotated.warnings.is_empty() {
                details.warnings {
                    summary { (count(annotated.warnings.len(), "warning")) " about how the text was read" }
                    ul {
                        @for warning in &annotated.warnings {
                            li {
                                (text(&warning.message))
                                @if let Some(span) = warning.span.filter(|span: &Span| !span.is_empty()) {
                                    " " (self.passage(place, span, 60))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Letters and names of accounts by their ids, joined by commas.
    pub fn names_of(&self, ids: &[String]) -> Markup {
        html! {
            @for (number, id) in ids.iter().enumerate() {
                @if number > 0 { ", " }
                @match self.index.place(id) {
                    Some(place) => {
                        a.cited href=(self.anchors.to_account(place)) { (self.letter_and_name(place)) }
                    }
                    None => (named(id)),
                }
            }
        }
    }

    /// Links to the sections, with their counts.
    pub fn contents(&self) -> Markup {
        let comparison = self.index.comparison;
        let sections = [
            ("ledger", "Ledger", comparison.ledger.issues.len()),
            (
                "discrepancies",
                "Discrepancies",
                comparison.discrepancies.iter().filter(|d| d.is_sure()).count(),
            ),
            ("threads", "Same words, other wording", comparison.threads.len()),
            ("omissions", "Left out", comparison.omissions.len()),
            ("events", "Events", crate::events::shown(&self.index).0.len()),
            ("accounts", "Accounts", comparison.accounts.len()),
            ("people", "People", comparison.identities.len()),
            ("figures", "Share of voice", comparison.figures.voices.len()),
            ("timeline", "Timeline", comparison.timeline.len()),
        ];
        html! {
            nav.contents aria-label="Sections" {
                ul {
                    @for (anchor, title, number) in sections {
                        @if !["events", "figures", "timeline"].contains(&anchor) || number > 0 {
                            li { a href={ "#" (anchor) } { (title) " " span.number { (number) } } }
                        }
                    }
                    li { a href="#reading" { "How to read this" } }
                }
            }
        }
    }

    /// How to read the page, and what it does not say.
    pub fn footer(&self) -> Markup {
        html! {
            footer.colophon #reading {
                h2 { "How to read this" }
                p {
                    strong { "Rashomon gives no verdict. " }
                    "It shows what each account says, where the words differ, what is not there, and where \
                     to look. Whether a difference matters, and who is right, is for the reader to judge."
                }
                ul { @for rule in READING { li { (rule) } } }
                p.schema { "Data format " code { (text(&self.index.comparison.schema)) } }
            }
        }
    }
}

fn id(annotated: &Annotated) -> String {
    annotated.account.id.clone()
}

/// A web address as a link when it is one; its text is always shown, also on paper.
fn address(url: &str) -> Markup {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    html! {
        @if is_web { a.address href=(url) rel="noreferrer noopener" { (text(url)) } }
        @else { code { (text(url)) } }
    }
}
