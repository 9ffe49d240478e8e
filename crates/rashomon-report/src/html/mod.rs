//! A comparison as one HTML file.
//!
//! The page asks nothing of the network and works without its script: every claim is a link to the words,
//! what is long is folded with `<details>`. The script only lights up counterparts and aligns columns.
//! Type carries meaning: serif for the accounts' words, sans for ours.

mod accounts;
mod anchor;
mod desk;
mod discrepancies;
mod events;
mod figures;
mod header;
mod ledger;
mod notes;
mod omissions;
mod people;
mod policy;
mod redline;
mod text;
mod threads;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rashomon_core::Comparison;

use crate::index::Index;
pub use anchor::{Anchors, Layout};
pub use desk::{Desk, NoDesk};
pub use ledger::{ledger_key, tag};
pub use redline::redline_html;
pub use text::{lang, named, quoted, text};

/// The style sheet of every part.
pub const STYLE: &str = concat!(
    include_str!("page.css"),
    include_str!("sections.css"),
    include_str!("print.css")
);
/// The script that lights up counterparts and aligns columns.
pub const SCRIPT: &str = include_str!("page.js");

/// What every part of a page is made from.
pub struct Page<'a> {
    /// The comparison with its cross-references.
    pub index: Index<'a>,
    /// Names of places and links to them.
    pub anchors: Anchors,
    layout: Layout,
    desk: &'a dyn Desk,
}

/// One HTML file with everything the comparison found, each claim tied to the words it rests on.
///
/// Loads nothing, carries no date and no verdict. Readable without its script, in light and dark, on
/// paper and on a narrow screen. Never fails: what a malformed comparison refers to in vain is left out.
pub fn html(comparison: &Comparison) -> String {
    Page::new(comparison, Layout::OneFile, &NoDesk)
        .document()
        .into_string()
}

impl<'a> Page<'a> {
    /// Parts of a comparison for a page of this layout, with what a desk adds to them.
    pub fn new(comparison: &'a Comparison, layout: Layout, desk: &'a dyn Desk) -> Self {
        Self {
            index: Index::new(comparison),
            anchors: Anchors::new(comparison, layout),
            layout,
            desk,
        }
    }
}

impl Page<'_> {
    fn document(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy::policy(STYLE, SCRIPT));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (crate::visible::one_line(&self.title())) " · Rashomon" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#ledger" { "Skip to the ledger" }
                    (self.header())
                    (self.contents())
                    main {
                        (self.ledger())
                        (self.discrepancies())
                        (self.threads())
                        (self.omissions())
                        (self.events())
                        (self.accounts())
                        (self.people())
                        (self.figures())
                        (self.timeline())
                    }
                    (self.footer())
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }
}
