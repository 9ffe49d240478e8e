//! One statement, one thread, one discrepancy, with everything that can be done about it.

use maud::{Markup, html};
use rashomon_case::Part;
use rashomon_core::comparison::Thread;
use rashomon_core::{ActorId, Form};
use rashomon_report::html::{lang, named, text};
use rashomon_report::index::Said;
use rashomon_report::phrase::{facts, form};
use rashomon_report::{clipped, one_line};

use super::shell::titled;
use super::{Content, Room};
use crate::desk::statement_part;
use crate::judge::key;

/// Characters of the account shown on either side of a statement.
const AROUND: usize = 400;

impl Room<'_> {
    /// A statement: its words in place, what the machine holds of it, and forms to put it right.
    pub fn statement(&self, account: &str, id: &str) -> Content {
        let place = self.parts.index.place(account)?;
        let annotated = &self.view.applied.comparison.accounts[place];
        let statement = annotated
            .statements
            .iter()
            .find(|statement| statement.id.to_string() == id)?;
        let said = Said {
            place,
            annotated,
            statement,
        };
        let part = statement_part(&said);
        let threads = self.parts.index.threads_of(&said);
        let content = html! {
            h1 { "Statement " (said.reference()) }
            (self.around(&said))
            p.facts {
                span.who { (named(&said.speaker())) }
                @for fact in facts(annotated, statement) { " · " (named(&fact)) }
                " · found by " (text(&statement.by))
            }
            (self.desk.verdict(&part, "", None))
            (self.desk.history(&part))
            @if !self.view.is_read_only { (self.corrections(&said, &part)) }
            @for thread in threads { (self.parts.thread(thread)) }
        };
        titled(format!("Statement {}", said.reference()), content)
    }

    /// A statement's words with what stands around them.
    fn around(&self, said: &Said<'_>) -> Markup {
        let source = &said.annotated.account.text;
        let extent = said.statement.extent();
        let (before, after) = (last(&source[..extent.start]), first(&source[extent.end..]));
        let mut at = extent.start;
        html! {
            blockquote.words.around lang=[lang(said.annotated)] dir="auto" data-source {
                @if extent.start > before.len() { "… " }
                (text(before))
                @for piece in &said.statement.content {
                    @let gap = &source[at.min(piece.start)..piece.start];
                    (text(gap)) mark { (text(piece.of(source))) }
                    @let () = { at = piece.end; };
                }
                (text(after))
                @if extent.end + after.len() < source.len() { " …" }
            }
            p.by { a href=(self.parts.anchors.to(said)) { "In " (self.parts.letter_and_name(said.place)) } }
        }
    }

    fn corrections(&self, said: &Said<'_>, part: &Part) -> Markup {
        let name = |id: &ActorId| said.annotated.actor(*id).map(|actor| one_line(&actor.name));
        let speaker = said.statement.speaker.as_ref().and_then(name).unwrap_or_default();
        let addressees: Vec<String> = said.statement.addressee.iter().filter_map(name).collect();
        let pieces = said
            .statement
            .content
            .iter()
            .map(|span| one_line(span.of(&said.annotated.account.text)));
        let words = pieces.collect::<Vec<_>>().join("\n");
        html! {
            section.corrections aria-label="Put right" {
                h2 { "Put right" }
                (self.correction(part, "speaker", "Speaker", html! {
                    input name="value" value=(speaker) list="names" maxlength="200" data-key="c" placeholder="not stated";
                }))
                (self.correction(part, "addressee", "Said to; several with “;” between", html! {
                    input name="value" value=(addressees.join("; ")) list="names" placeholder="not stated";
                }))
                (self.correction(part, "form", "Form", html! {
                    select name="value" {
                        @for own in [Form::Direct, Form::Indirect, Form::Mixed] {
                            option value=(form(own)) selected[own == said.statement.form] { (form(own)) }
                        }
                    }
                }))
                (self.correction(part, "words", "Words, as they stand in the account; a piece a line", html! {
                    textarea name="value" rows="4" data-selection { (words) }
                }))
                (self.correction(part, "join", "Reports the same as another thread", self.thread_choice(None)))
                (self.desk.note_form(part))
                (self.names())
            }
        }
    }

    fn correction(&self, part: &Part, ruling: &str, label: &str, field: Markup) -> Markup {
        html! {
            form.field method="post" action="/judge" {
                (self.desk.about(part, ""))
                input type="hidden" name="ruling" value=(ruling);
                label { (label) " " (field) }
                button type="submit" { "Put right" }
            }
        }
    }

    /// A choice among the threads.
    fn thread_choice(&self, but: Option<&Thread>) -> Markup {
        let threads = self.view.applied.comparison.threads.iter();
        let others = threads.filter(|thread| but.is_none_or(|own| own.id != thread.id));
        html! {
            select name="value" required {
                option value="" { "choose a thread" }
                @for thread in others {
                    option value=(key(&Part::Thread(thread.id))) { (self.thread_line(thread)) }
                }
            }
        }
    }

    fn thread_line(&self, thread: &Thread) -> String {
        let members = self.parts.index.members(thread);
        let words = members.first().map(Said::words).unwrap_or_default();
        let speaker = one_line(&self.parts.thread_speaker(thread, &members));
        format!(
            "{} {}: {}",
            thread.id,
            clipped(&speaker, 30),
            clipped(&one_line(&words), 60)
        )
    }

    /// A thread, to be split or merged.
    pub fn thread(&self, id: &str) -> Content {
        let threads = &self.view.applied.comparison.threads;
        let thread = threads.iter().find(|thread| thread.id.to_string() == id)?;
        let part = Part::Thread(thread.id);
        let is_merged = |ruling: &str| html! { input type="hidden" name="ruling" value=(ruling); };
        let content = html! {
            h1 { "Thread " (thread.id) }
            (self.parts.thread(thread))
            @if !self.view.is_read_only {
                section.corrections aria-label="Put right" {
                    h2 { "Put right" }
                    form.field #{ "split-" (thread.id) } method="post" action="/judge" {
                        (self.desk.about(&part, ""))
                        input type="hidden" name="back" value="/threads";
                        (is_merged("split"))
                        p { "Tick the statements above that report something else, then" }
                        button type="submit" { "Split them off" }
                    }
                    form.field method="post" action="/judge" {
                        (self.desk.about(&part, ""))
                        (is_merged("join"))
                        label { "Merge with " (self.thread_choice(Some(thread))) }
                        button type="submit" { "Merge" }
                    }
                    (self.desk.note_form(&part))
                }
            }
            (self.desk.history(&part))
            p { a href="/threads" { "All threads" } }
        };
        titled(format!("Thread {}", thread.id), content)
    }

    /// A discrepancy, to be judged.
    pub fn discrepancy(&self, id: &str) -> Content {
        let all = &self.view.applied.comparison.discrepancies;
        let found = all.iter().find(|found| found.id.to_string() == id)?;
        let part = Part::Discrepancy(found.id);
        let content = html! {
            h1 { "Discrepancy " (found.id) }
            (self.parts.discrepancy(found))
            (self.desk.note_form(&part))
            (self.desk.history(&part))
            p { a href="/discrepancies" { "All discrepancies" } }
        };
        titled(format!("Discrepancy {}", found.id), content)
    }
}

/// The end of a text, from the start of a word.
fn last(text: &str) -> &str {
    let Some((start, _)) = text.char_indices().rev().nth(AROUND) else {
        return text;
    };
    let rest = &text[start..];
    rest.find(char::is_whitespace)
        .map_or(rest, |at| rest[at..].trim_start())
}

/// The beginning of a text, up to the end of a word.
fn first(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(AROUND) else {
        return text;
    };
    let rest = &text[..end];
    rest.rfind(char::is_whitespace)
        .map_or(rest, |at| rest[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{AROUND, first, last};

    #[test]
    fn a_passage_begins_and_ends_with_whole_words() {
        let text = "grün ".repeat(AROUND);
        assert!(last(&text).starts_with("grün ") && first(&text).ends_with(" grün"));
        assert_eq!(
            (last("a b"), first("a b"), last(""), first("")),
            ("a b", "a b", "", "")
        );
        let unbroken = "ü".repeat(2 * AROUND);
        assert_eq!(first(&unbroken).chars().count(), AROUND);
    }
}
