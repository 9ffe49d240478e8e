//! From a form about a part of the comparison to a decision about words.

use rashomon_case::{Anchor, Part, Ruling, Seen, Target, Words};
use rashomon_core::comparison::{Omitted, StatementRef};
use rashomon_core::{Annotated, Form, Span, Statement};

use crate::asked::{Asked, encoded};
use crate::view::View;

/// The name of a part in forms and addresses.
pub(crate) fn key(part: &Part) -> String {
    let statement =
        |reference: &StatementRef| format!("{}/{}", encoded(&reference.account), reference.statement);
    match part {
        Part::Statement(reference) => format!("statement/{}", statement(reference)),
        Part::Thread(id) => format!("thread/{id}"),
        Part::Discrepancy(id) => format!("discrepancy/{id}"),
        Part::Omission(Omitted::Statement(reference), from) => {
            format!("omission/{}/statement/{}", encoded(from), statement(reference))
        }
        Part::Omission(Omitted::Issue(issue), from) => {
            format!("omission/{}/issue/{}", encoded(from), encoded(issue))
        }
        Part::Issue(issue) => format!("issue/{}", encoded(issue)),
        Part::Account(id) => format!("account/{}", encoded(id)),
        Part::Actor(name) => format!("actor/{}", encoded(name)),
        Part::Case => "case".to_owned(),
    }
}

/// The part that a form names, if the comparison has it.
pub(crate) fn part_named(view: &View, name: &str) -> Option<Part> {
    let comparison = &view.applied.comparison;
    let statements = comparison.accounts.iter().flat_map(|annotated| {
        let account = &annotated.account.id;
        annotated.statements.iter().map(move |s| {
            Part::Statement(StatementRef {
                account: account.clone(),
                statement: s.id,
            })
        })
    });
    let all: Box<dyn Iterator<Item = Part>> = match name.split('/').next()? {
        "statement" => Box::new(statements),
        "thread" => Box::new(comparison.threads.iter().map(|thread| Part::Thread(thread.id))),
        "discrepancy" => Box::new(
            comparison
                .discrepancies
                .iter()
                .map(|found| Part::Discrepancy(found.id)),
        ),
        "omission" => Box::new(comparison.omissions.iter().map(rashomon_case::omission_part)),
        "issue" => Box::new(comparison.ledger.issues.iter().cloned().map(Part::Issue)),
        "account" => Box::new(
            comparison
                .accounts
                .iter()
                .map(|a| Part::Account(a.account.id.clone())),
        ),
        "actor" => Box::new(comparison.identities.iter().map(|p| Part::Actor(p.name.clone()))),
        "case" => Box::new(std::iter::once(Part::Case)),
        _ => return None,
    };
    let mut all = all;
    all.find(|part| key(part) == name)
}

/// What a decision about a part is tied to: words of the accounts.
pub(crate) fn target(view: &View, part: &Part) -> Option<Target> {
    Some(match part {
        Part::Statement(reference) => Target::Statement {
            words: words_of(view, reference)?,
        },
        Part::Thread(id) => {
            let thread = view
                .applied
                .comparison
                .threads
                .iter()
                .find(|thread| thread.id == *id)?;
            Target::Thread {
                members: members(view, &thread.members)?,
            }
        }
        Part::Discrepancy(id) => {
            let found = view
                .applied
                .comparison
                .discrepancies
                .iter()
                .find(|found| found.id == *id)?;
            let evidence = found
                .evidence
                .iter()
                .map(|e| anchors(view, &e.account, &[e.span]));
            let evidence = evidence.collect::<Option<Vec<Words>>>()?.concat();
            Target::Discrepancy {
                kind: found.kind,
                evidence,
            }
        }
        Part::Omission(Omitted::Statement(reference), from) => Target::MissingStatement {
            words: words_of(view, reference)?,
            absent_from: hash_of(view, from)?.to_owned(),
        },
        Part::Omission(Omitted::Issue(issue), from) => Target::MissingIssue {
            issue: issue.clone(),
            absent_from: hash_of(view, from)?.to_owned(),
        },
        Part::Issue(issue) => Target::Issue { issue: issue.clone() },
        Part::Account(id) => Target::Account {
            account: hash_of(view, id)?.to_owned(),
        },
        Part::Actor(name) => Target::Actor { name: name.clone() },
        Part::Case => Target::Case,
    })
}

/// What a statement looks like now, so that it can be set up again.
pub(crate) fn seen(view: &View, part: &Part) -> Option<Seen> {
    let Part::Statement(reference) = part else {
        return None;
    };
    let annotated = view.applied.comparison.account(&reference.account)?;
    let statement = annotated.statement(reference.statement)?;
    let speaker = statement.speaker.and_then(|id| annotated.actor(id));
    Some(Seen {
        form: Some(statement.form),
        speaker: speaker.map(|actor| actor.name.clone()),
        cue: anchors(view, &reference.account, &statement.cue)?,
        source: anchors(view, &reference.account, &statement.source)?,
    })
}

/// Members of a thread by their words.
pub(crate) fn members(view: &View, members: &[StatementRef]) -> Option<Vec<Words>> {
    members.iter().map(|member| words_of(view, member)).collect()
}

/// The words of a statement as the machine found it, or as a person set it up.
fn words_of(view: &View, reference: &StatementRef) -> Option<Words> {
    let by_machine = view
        .found
        .account(&reference.account)?
        .statement(reference.statement);
    let by_person = || {
        view.applied
            .comparison
            .account(&reference.account)?
            .statement(reference.statement)
    };
    let statement: &Statement = by_machine.or_else(by_person)?;
    anchors(view, &reference.account, &statement.content)
}

fn anchors(view: &View, account: &str, spans: &[Span]) -> Option<Words> {
    let hash = hash_of(view, account)?;
    let text = &view.found.account(account)?.account.text;
    spans.iter().map(|span| Anchor::new(hash, text, *span)).collect()
}

/// The hash of the account with this id.
pub(crate) fn hash_of<'v>(view: &'v View, account: &str) -> Option<&'v str> {
    let place = view.found.accounts.iter().position(|a| a.account.id == account)?;
    view.hashes.get(place).map(String::as_str)
}

/// What a form rules about a part, or a sentence that says what is wrong with it.
pub(crate) fn ruling(view: &View, part: &Part, asked: &Asked) -> Result<Ruling, String> {
    let value = asked.field("value").unwrap_or_default().trim();
    match asked.field("ruling").unwrap_or_default() {
        "accept" => Ok(Ruling::Accept),
        "reject" => Ok(Ruling::Reject),
        "speaker" => Ok(Ruling::Speaker { name: name(value)? }),
        "addressee" => {
            let names = value.split(';').map(str::trim).filter(|name| !name.is_empty());
            Ok(Ruling::Addressee {
                names: names.map(name).collect::<Result<_, _>>()?,
            })
        }
        "form" => form(value)
            .map(|form| Ruling::Form { form })
            .ok_or_else(|| "Choose a form.".to_owned()),
        "words" => Ok(Ruling::Words {
            words: typed_words(view, part, value)?,
        }),
        "join" => {
            let other = part_named(view, value).ok_or("Choose the thread to merge with.")?;
            match target(view, &other) {
                Some(Target::Thread { members }) => Ok(Ruling::Join { with: members }),
                Some(Target::Statement { words }) => Ok(Ruling::Join { with: vec![words] }),
                _ => Err("Choose the thread to merge with.".to_owned()),
            }
        }
        "split" => {
            let chosen = asked
                .all("member")
                .into_iter()
                .filter_map(|name| part_named(view, name));
            let chosen: Vec<StatementRef> = chosen
                .filter_map(|part| match part {
                    Part::Statement(reference) => Some(reference),
                    _ => None,
                })
                .collect();
            match members(view, &chosen) {
                Some(part) if !part.is_empty() => Ok(Ruling::Split { part }),
                _ => Err("Tick the statements that report something else.".to_owned()),
            }
        }
        "rename" if value.is_empty() => Err("Write the issue’s new name.".to_owned()),
        "rename" => Ok(Ruling::Rename { label: name(value)? }),
        "note" if value.is_empty() => Err("Write the note first.".to_owned()),
        "note" => Ok(Ruling::Note {
            text: value.chars().take(20_000).collect(),
        }),
        _ => Err("This form is not known here.".to_owned()),
    }
}

/// A form by its name.
pub(crate) fn form(name: &str) -> Option<Form> {
    match name {
        "direct" => Some(Form::Direct),
        "indirect" => Some(Form::Indirect),
        "mixed" => Some(Form::Mixed),
        _ => None,
    }
}

/// A name that a person typed: one line, not endless.
fn name(typed: &str) -> Result<String, String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0..=200 => Ok(name),
        _ => Err("A name may have up to 200 characters.".to_owned()),
    }
}

/// The words that a person typed for a statement, a piece a line, where they stand in its account.
fn typed_words(view: &View, part: &Part, typed: &str) -> Result<Words, String> {
    let Part::Statement(reference) = part else {
        return Err("Only a statement has words.".to_owned());
    };
    let annotated = view.applied.comparison.account(&reference.account);
    let statement = annotated.and_then(|annotated| annotated.statement(reference.statement));
    let near = statement.map_or(0, |statement| statement.extent().start);
    let annotated = annotated.ok_or("There is no such account.")?;
    pieces_in(view, annotated, typed, near)
}

/// The pieces of a typed text, a piece a line, where they stand in an account, each nearest to the one before.
pub(crate) fn pieces_in(
    view: &View,
    annotated: &Annotated,
    typed: &str,
    near: usize,
) -> Result<Words, String> {
    let hash = hash_of(view, &annotated.account.id).ok_or("There is no such account.")?;
    let text = &annotated.account.text;
    let mut words = Words::new();
    let mut near = near;
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let span = find_words(text, line, near);
        let anchor = span.and_then(|span| Anchor::new(hash, text, span));
        let anchor = anchor.ok_or_else(|| format!("These words are not in the account: “{line}”"))?;
        near = anchor.span.end;
        words.push(anchor);
    }
    match words.is_empty() {
        true => Err("Write the words as they stand in the account.".to_owned()),
        false => Ok(words),
    }
}

/// Where words stand in a text, whatever the white space between them; the place nearest to `near` when there are
/// several.
fn find_words(text: &str, wanted: &str, near: usize) -> Option<Span> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let ends_at = |start: usize| {
        let mut at = start + first.len();
        for word in rest {
            let gap = text[at..].len() - text[at..].trim_start().len();
            if gap == 0 || !text[at + gap..].starts_with(word) {
                return None;
            }
            at += gap + word.len();
        }
        Some(Span::new(start, at))
    };
    let found = text.match_indices(first).filter_map(|(start, _)| ends_at(start));
    found.min_by_key(|span| span.start.abs_diff(near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_lines_and_nearest_first() {
        let text = "The pier\nis open. They say the pier is open.";
        assert_eq!(find_words(text, "pier is open", 0), Some(Span::new(4, 16)));
        assert_eq!(find_words(text, "pier  is open", 40), Some(Span::new(31, 43)));
        assert_eq!(find_words(text, "pier is shut", 0), None);
        assert_eq!(find_words(text, "", 0), None);
    }

    #[test]
    fn a_part_keeps_its_name_whatever_its_account_is_called() {
        let reference = StatementRef {
            account: "a/b & c".to_owned(),
            statement: rashomon_core::StatementId(3),
        };
        assert_eq!(key(&Part::Statement(reference)), "statement/a%2Fb%20%26%20c/s3");
        assert_eq!(
            key(&Part::Omission(Omitted::Issue("Iran".to_owned()), "x".to_owned())),
            "omission/x/issue/Iran"
        );
    }
}
