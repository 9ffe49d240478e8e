//! Adding accounts, and handing the result on.

use maud::{Markup, html};

use super::Room;
use crate::export::{COPY, FORMATS};
use crate::fetch::Reach;

impl Room<'_> {
    /// Three ways to add an account.
    pub fn add(&self) -> (String, Markup) {
        let content = html! {
            h1 { "Add accounts" }
            p.lead { "Each account is kept byte for byte, read at once, and compared with the others in the background." }
            div.ways {
                form.field method="post" action="/add/upload" enctype="multipart/form-data" {
                    h2 { "Upload" }
                    (self.own_fields())
                    label { "Text files or saved web pages" input type="file" name="file" multiple required; }
                    button type="submit" { "Add files" }
                }
                form.field method="post" action="/add/paste" {
                    h2 { "Paste" }
                    (self.own_fields())
                    label { "What to call it" input name="name" placeholder="kremlin-readout" maxlength="80"; }
                    label { "The text" textarea name="text" rows="10" required {} }
                    button type="submit" { "Add text" }
                }
                @if self.app.reach != Reach::Nowhere {
                    form.field method="post" action="/add/address" {
                        h2 { "From an address" }
                        (self.own_fields())
                        label { "Web address" input type="url" name="address" required placeholder="https://"; }
                        p.by { "This one page is fetched when you press the button, and nothing else, ever." }
                        button type="submit" { "Fetch and add" }
                    }
                }
            }
        };
        ("Add accounts".to_owned(), content)
    }

    /// Everything that can be taken out of the case.
    pub fn exports(&self) -> (String, Markup) {
        let content = html! {
            h1 { "Hand on" }
            p.lead { "With your decisions applied: what was rejected is left out, what was corrected is as corrected." }
            table.plain {
                thead { tr { th scope="col" { "File" } th scope="col" { "What it is for" } } }
                tbody {
                    tr {
                        th scope="row" { a href={ "/export/" (COPY) } { "The case itself" } }
                        td { "Accounts, findings and everyone’s decisions in one file, for a colleague to go on with" }
                    }
                    @for format in FORMATS {
                        tr {
                            th scope="row" { a href={ "/export/" (format.name) } { (format.title) } }
                            td { (format.purpose) }
                        }
                    }
                }
            }
        };
        ("Hand on".to_owned(), content)
    }
}
