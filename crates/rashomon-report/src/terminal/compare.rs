//! The sections of a comparison, one after another.

use rashomon_core::comparison::{Discrepancy, Evidence, Omission, Omitted, SURE_OMISSION, Thread};
use rashomon_core::{Annotated, Warning};

use super::ledger;
use super::paint::{Screen, Tone};
use super::wrap::{Run, glued, run, whole};
use crate::diff::difference;
use crate::index::{Index, letter, name};
use crate::phrase::{confidence, count, language, summary, thread_kind};
use crate::words::{clipped, in_context, line_number, words};

/// Items of a long list that are shown before "and N more".
const SHOWN: usize = 12;
/// Omitted statements shown for each account.
const SHOWN_OMISSIONS: usize = 5;

pub(crate) fn write(screen: &mut Screen, index: &Index<'_>) {
    screen.line(0, &[run(Tone::Strong, summary(index))]);
    screen.gap();
    index
        .accounts()
        .for_each(|(place, annotated)| witness(screen, place, annotated));
    for copies in &index.comparison.copies {
        let letters: Vec<String> = copies
            .iter()
            .filter_map(|id| index.place(id))
            .map(letter)
            .collect();
        screen.line(
            2,
            &[run(
                Tone::Differs,
                format!("{} are copies of one text", letters.join(", ")),
            )],
        );
    }
    ledger::write(screen, index);
    discrepancies(screen, index);
    threads(screen, index);
    omissions(screen, index);
    super::events::write(screen, index);
    warnings(screen, index);
}

/// Letter, name, particulars of an account.
fn witness(screen: &mut Screen, place: usize, annotated: &Annotated) {
    let mut runs = vec![
        run(Tone::Reference, letter(place)),
        run(Tone::Strong, name(annotated)),
    ];
    runs.extend(particulars(annotated));
    screen.hanging(2, 4, &runs);
}

/// Date, language and path in one faint run.
pub(crate) fn particulars(annotated: &Annotated) -> Vec<Run> {
    let account = &annotated.account;
    let language = account
        .language
        .as_deref()
        .filter(|code| *code != "en")
        .map(language);
    let known = [
        account.published.as_deref(),
        language,
        Some(account.path.as_str()),
    ];
    let known: Vec<&str> = known
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect();
    let mut runs = vec![run(Tone::Faint, known.join(" · "))];
    if !account.is_analysed() {
        runs.push(run(Tone::Differs, "(not analysed: only English is, so far)"));
    }
    runs
}

fn discrepancies(screen: &mut Screen, index: &Index<'_>) {
    let all = index.weighed_discrepancies();
    let (sure, doubtful): (Vec<_>, Vec<_>) = all.iter().copied().partition(|d| d.is_sure());
    screen.title("Discrepancies");
    if all.is_empty() {
        screen.line(
            0,
            &[run(
                Tone::Faint,
                "No place was found where two accounts cannot both be exact.",
            )],
        );
    }
    for (number, found) in sure.iter().take(SHOWN).enumerate() {
        if number > 0 {
            screen.gap();
        }
        discrepancy(screen, index, found);
    }
    more(screen, sure.len(), SHOWN);
    if !doubtful.is_empty() {
        let apart = format!(
            "{} where accounts perhaps contradict each other, in the report (-o)",
            count(doubtful.len(), "place")
        );
        screen.hanging(0, 2, &[run(Tone::Faint, apart)]);
    }
}

fn discrepancy(screen: &mut Screen, index: &Index<'_>, found: &Discrepancy) {
    let kind = format!("≠ {}:", found.kind.label());
    screen.hanging(0, 2, &[run(Tone::Against, kind), run(Tone::Plain, &found.why)]);
    for evidence in &found.evidence {
        let Some(place) = index.place(&evidence.account) else {
            continue;
        };
        let text = &index.comparison.accounts[place].account.text;
        screen.hanging(4, 6, &context(text, evidence, place));
    }
    screen.line(
        4,
        &[run(
            Tone::Faint,
            format!("{}, {}", found.id, confidence(found.confidence)),
        )],
    );
}

/// The exact words of evidence between what stands before and after them.
fn context(text: &str, evidence: &Evidence, place: usize) -> Vec<Run> {
    let around = in_context(text, evidence.span, 70);
    let joined = |apart: bool, tone, text: &str| if apart { run(tone, text) } else { glued(tone, text) };
    let apart = around.before.is_empty() || around.before.ends_with(char::is_whitespace);
    let mut runs = vec![run(Tone::Reference, letter(place))];
    runs.extend(around.cut_before.then(|| run(Tone::Faint, "…")));
    runs.push(run(Tone::Plain, around.before));
    // The brackets stand for the colour where there is none.
    runs.push(joined(apart, Tone::Against, &format!("[{}]", around.exact)));
    runs.push(joined(
        around.after.starts_with(char::is_whitespace),
        Tone::Plain,
        around.after,
    ));
    runs.extend(around.cut_after.then(|| run(Tone::Faint, "…")));
    runs.push(whole(
        Tone::Faint,
        format!("(line {})", line_number(text, evidence.span.start)),
    ));
    runs
}

fn threads(screen: &mut Screen, index: &Index<'_>) {
    let all = &index.comparison.threads;
    screen.title("Same words, other wording");
    if all.is_empty() {
        screen.line(
            0,
            &[run(
                Tone::Faint,
                "No statement was found in more than one account.",
            )],
        );
    }
    for (number, thread) in all.iter().take(SHOWN).enumerate() {
        if number > 0 {
            screen.gap();
        }
        wordings(screen, index, thread);
    }
    more(screen, all.len(), SHOWN);
}

/// Speaker, then each account's words.
fn wordings(screen: &mut Screen, index: &Index<'_>, thread: &Thread) {
    let members = index.members(thread);
    let speaker = match thread.speaker.and_then(|id| index.comparison.identity(id)) {
        Some(identity) => identity.name.clone(),
        None => members
            .first()
            .map_or_else(|| "speaker not stated".to_string(), |said| said.speaker()),
    };
    let about = format!(
        "{}, {}, {}",
        thread_kind(thread.kind),
        thread.id,
        confidence(thread.confidence)
    );
    screen.hanging(
        0,
        2,
        &[
            run(Tone::Strong, speaker),
            glued(Tone::Strong, ","),
            run(Tone::Faint, about),
        ],
    );
    let words: Vec<String> = members.iter().map(|said| clipped(&said.words(), 400)).collect();
    for (number, said) in members.iter().enumerate().take(SHOWN) {
        // Each is compared with the first, the first with the second.
        let other = words.get(usize::from(number == 0)).unwrap_or(&words[number]);
        let mut runs = vec![whole(Tone::Reference, said.reference())];
        runs.extend(compared(&words[number], other));
        screen.hanging(4, 9, &runs);
    }
    more(screen, members.len(), SHOWN);
}

/// A wording with the words that another lacks in their own colour.
fn compared(words: &str, other: &str) -> Vec<Run> {
    let mut ends_apart = true;
    let mut runs = Vec::new();
    for piece in difference(words, other).left {
        let tone = if piece.shared { Tone::Plain } else { Tone::Differs };
        let apart = ends_apart || piece.text.starts_with(char::is_whitespace);
        ends_apart = piece.text.ends_with(char::is_whitespace);
        runs.push(if apart {
            run(tone, piece.text)
        } else {
            glued(tone, piece.text)
        });
    }
    runs
}

fn omissions(screen: &mut Screen, index: &Index<'_>) {
    screen.title("Left out");
    if index.comparison.omissions.is_empty() {
        screen.line(
            0,
            &[run(Tone::Faint, "No account was found to lack what another has.")],
        );
    }
    for (place, annotated) in index.accounts() {
        let all = index.comparison.omissions.iter();
        let here: Vec<&Omission> = all.filter(|o| o.absent_from == annotated.account.id).collect();
        if annotated.account.is_analysed() && !here.is_empty() {
            screen.gap();
            screen.line(
                0,
                &[
                    run(Tone::Reference, letter(place)),
                    run(Tone::Strong, name(annotated)),
                ],
            );
            account_omissions(screen, index, &here);
        }
    }
}

/// Issues in one line, then the surest of the missing statements.
fn account_omissions(screen: &mut Screen, index: &Index<'_>, here: &[&Omission]) {
    let issues: Vec<&str> = here
        .iter()
        .filter_map(|o| match &o.what {
            Omitted::Issue(label) => Some(label.as_str()),
            Omitted::Statement(_) => None,
        })
        .collect();
    if !issues.is_empty() {
        screen.hanging(
            2,
            4,
            &[
                run(Tone::Faint, "○ issues not mentioned:"),
                run(Tone::Plain, issues.join(", ")),
            ],
        );
    }
    let mut statements: Vec<_> = here
        .iter()
        .filter_map(|o| match &o.what {
            Omitted::Statement(reference) => Some((index.resolve(reference)?, *o)),
            Omitted::Issue(_) => None,
        })
        .filter(|(_, omission)| omission.confidence >= SURE_OMISSION)
        .collect();
    statements.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence));
    for (said, omission) in statements.iter().take(SHOWN_OMISSIONS) {
        let runs = [
            run(Tone::Faint, "○"),
            run(Tone::Strong, said.speaker()),
            glued(Tone::Strong, ":"),
            run(Tone::Plain, clipped(&said.words(), 160)),
            whole(Tone::Reference, said.reference()),
        ];
        screen.hanging(2, 4, &runs);
        nearest(screen, index, omission);
    }
    more(screen, statements.len(), SHOWN_OMISSIONS);
}

/// The passage that came nearest, so that a reader can check.
fn nearest(screen: &mut Screen, index: &Index<'_>, omission: &Omission) {
    let Some(nearest) = &omission.nearest else { return };
    let Some(annotated) = index.comparison.account(&nearest.account) else {
        return;
    };
    let text = &annotated.account.text;
    let found = clipped(words(text, nearest.span), 90);
    let at = line_number(text, nearest.span.start);
    let head = format!("nearest, {:.2}, line {at}:", nearest.score);
    screen.hanging(6, 8, &[run(Tone::Faint, head), run(Tone::Faint, found)]);
}

fn warnings(screen: &mut Screen, index: &Index<'_>) {
    if index
        .comparison
        .accounts
        .iter()
        .all(|annotated| annotated.warnings.is_empty())
    {
        return;
    }
    screen.title("Warnings");
    for (place, annotated) in index.accounts() {
        for warning in &annotated.warnings {
            let mut runs = vec![run(Tone::Reference, letter(place))];
            runs.extend(warned(annotated, warning));
            screen.hanging(2, 4, &runs);
        }
    }
}

/// A warning's message with the line it points at.
pub(crate) fn warned(annotated: &Annotated, warning: &Warning) -> Vec<Run> {
    let mut runs = vec![run(Tone::Differs, &warning.message)];
    if let Some(span) = warning.span {
        runs.push(run(
            Tone::Faint,
            format!("(line {})", line_number(&annotated.account.text, span.start)),
        ));
    }
    runs
}

fn more(screen: &mut Screen, all: usize, shown: usize) {
    if all > shown {
        screen.line(2, &[run(Tone::Faint, format!("and {} more", all - shown))]);
    }
}
