//! What stands around every page: its head, the ways to the others, what is being done.

use maud::{DOCTYPE, Markup, html};
use rashomon_report::html::text;
use rashomon_report::one_line;

use super::{Content, Room, progress_line};
use crate::analyst::{Stage, lock};

/// The pages in the order of the bar: path, name, the key after "g".
const WAYS: [(&str, &str, &str); 11] = [
    ("/", "Overview", "o"),
    ("/ledger", "Ledger", "l"),
    ("/accounts", "Accounts", "a"),
    ("/discrepancies", "Discrepancies", "d"),
    ("/threads", "Threads", "t"),
    ("/omissions", "Left out", "m"),
    ("/people", "People", "p"),
    ("/events", "Events", "n"),
    ("/timeline", "Timeline", "i"),
    ("/log", "Decisions", "v"),
    ("/exports", "Hand on", "e"),
];

/// What keys do.
const KEYS: [(&str, &str); 9] = [
    ("j, k", "to the next and the previous thing on the page"),
    ("a, r", "accept it, reject it"),
    ("c", "open it, to correct, split, merge or note"),
    ("n", "to the note"),
    (
        "u, Shift+U",
        "take back your latest decision, make it stand again",
    ),
    ("/", "search"),
    ("g, then a letter", "to a page; the letters are in the list below"),
    ("?", "this page"),
    ("Esc", "let go of the statement that is lit up"),
];

impl Room<'_> {
    /// The whole page.
    pub fn shell(&self, title: &str, content: &Markup) -> Markup {
        let progress = lock(&self.app.progress).clone();
        let is_working = progress.stage != Stage::Idle;
        let tidings = lock(&self.app.tidings).remove(&self.asked.session.id);
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (one_line(title)) " · " (one_line(&self.view.title)) " · Rashomon" }
                    link rel="stylesheet" href="/report.css";
                    link rel="stylesheet" href="/app.css";
                    link rel="icon" href="/icon.svg";
                    script src="/app.js" defer {}
                    @if content.0.contains("class=\"texts") { script src="/report.js" defer {} }
                    @if is_working { noscript { meta http-equiv="refresh" content="5"; } }
                }
                body {
                    a.skip href="#content" { "Skip to the content" }
                    (self.bar())
                    main #content tabindex="-1" {
                        p.working #working role="status" hidden[!is_working] data-working[is_working] {
                            (progress_line(&progress))
                        }
                        @if let Some(line) = &tidings {
                            div.tidings role="status" { p { (text(line)) } (self.take_back()) }
                        }
                        @if self.view.is_read_only {
                            p.notice { strong { "Read only. " } "The case file may not be written to." }
                        }
                        @if !progress.failures.is_empty() {
                            div.notice { strong { "Not analysed. " } ul { @for line in &progress.failures { li { (text(line)) } } } }
                        }
                        (content)
                    }
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        let here = self.asked.address.split('?').next().unwrap_or_default();
        html! {
            header.bar {
                p.case-title { a href="/" { (text(&self.view.title)) } }
                nav aria-label="Pages" {
                    ul {
                        @for (path, name, key) in WAYS {
                            li { a href=(path) data-go=(key) aria-current=[(path == here).then_some("page")] { (name) } }
                        }
                    }
                }
                form.find role="search" action="/search" {
                    label { span.unseen { "Search the accounts" } input type="search" name="q" placeholder="Search" data-key="/"; }
                }
                p.tools {
                    @if !self.view.is_read_only { a.button href="/add" { "Add accounts" } }
                    a href="/settings" { "Settings" }
                    a href="/help" { "Keys" }
                }
            }
            form #undo method="post" action="/undo" hidden { (self.own_fields()) }
            form #redo method="post" action="/redo" hidden { (self.own_fields()) }
        }
    }

    /// The hidden fields of a form that is about no part.
    pub fn own_fields(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.desk.csrf);
            input type="hidden" name="back" value=(self.desk.here);
        }
    }

    fn take_back(&self) -> Markup {
        let name = lock(&self.app.name).clone();
        let last = self
            .view
            .decisions
            .iter()
            .rev()
            .find(|d| d.undone.is_none() && d.made.by == name);
        html! { @if let Some(last) = last { (self.desk.undo(&last.id)) } }
    }

    /// Links to the other pages of a long list.
    pub fn pager(&self, pages: usize) -> Markup {
        let now = self.asked.page();
        html! {
            @if pages > 1 {
                nav.pager aria-label="Pages of this list" {
                    @if now > 1 { a href=(self.asked.with("page", &(now - 1).to_string())) rel="prev" { "‹ Back" } }
                    span { "Page " (now.min(pages)) " of " (pages) }
                    @if now < pages { a href=(self.asked.with("page", &(now + 1).to_string())) rel="next" { "On ›" } }
                }
            }
        }
    }

    /// Your name and the case's.
    pub fn settings(&self) -> (String, Markup) {
        let name = lock(&self.app.name).clone();
        let content = html! {
            h1 { "Settings" }
            form.field method="post" action="/settings" {
                (self.own_fields())
                label { "Your name, under which your decisions are written down"
                    input name="name" value=(name) required maxlength="200"; }
                label { "What the case is called" input name="title" value=(self.view.title) maxlength="200"; }
                button type="submit" { "Keep" }
            }
            section {
                h2 { "Bring in a colleague’s case" }
                p.lead { "Their accounts and decisions come in beside yours; nothing of yours is changed. How far you
                    agree is shown under “Decisions”." }
                form.field method="post" action="/merge" enctype="multipart/form-data" {
                    (self.own_fields())
                    label { "Case file" input type="file" name="case" required; }
                    button type="submit" { "Bring in" }
                }
            }
        };
        ("Settings".to_owned(), content)
    }
}

/// What keys do.
pub(crate) fn help() -> (String, Markup) {
    let content = html! {
        h1 { "Keys" }
        p.lead { "Everything can be reached with Tab and Enter too. Keys with one letter do nothing while you write." }
        table.plain {
            thead { tr { th scope="col" { "Key" } th scope="col" { "What it does" } } }
            tbody {
                @for (key, what) in KEYS { tr { th scope="row" { kbd { (key) } } td { (what) } } }
                @for (_, name, key) in WAYS { tr { th scope="row" { kbd { "g " (key) } } td { (name) } } }
            }
        }
        label.switch hidden { input type="checkbox" data-keys; " Keys with one letter are on (in this browser)" }
    };
    ("Keys".to_owned(), content)
}

/// The items of one page of a list, and how many pages there are.
pub(crate) fn paged<T>(all: &[T], page: usize, per_page: usize) -> (&[T], usize) {
    let pages = all.len().div_ceil(per_page).max(1);
    let from = (page.min(pages) - 1) * per_page;
    (&all[from.min(all.len())..(from + per_page).min(all.len())], pages)
}

/// Unwraps what is there into a page.
pub(crate) fn titled(title: impl Into<String>, content: Markup) -> Content {
    Some((title.into(), content))
}

#[cfg(test)]
mod tests {
    use super::paged;

    #[test]
    fn a_list_is_cut_into_pages() {
        let all: Vec<usize> = (0..23).collect();
        assert_eq!(paged(&all, 1, 10), (&all[..10], 3));
        assert_eq!(paged(&all, 3, 10), (&all[20..], 3));
        assert_eq!(paged(&all, 99, 10), (&all[20..], 3));
        assert_eq!(paged(&all[..0], 1, 10), (&all[..0], 1));
    }
}
