//! From an account to everything found in it.

use jiff::civil::Date;

use crate::account::{Account, Warning};
use crate::actor::ActorId;
use crate::annotated::Annotated;
use crate::attribute::{Found, complete, paragraphs, tag};
use crate::encode::EncodeError;
use crate::encounters::find_events;
use crate::issues::find_issues;
use crate::models::Models;
use crate::quantities::find_quantities_beside;
use crate::setting;
use crate::span::Span;
use crate::speakers::{find_speakers, publishing_side};
use crate::statement::{Act, Form, Polarity, Record, Sourcing, Statement, StatementId, Voucher};
use crate::times::find_times;
use crate::voice::find_voices;
use crate::{SCHEMA, Speakers};

/// Finds who said what in an account.
///
/// An account in a language that is not analysed so far comes back with a warning and nothing found.
/// The result depends on the account and the models alone.
///
/// # Errors
/// [`EncodeError`] when a model fails; nothing about the account's content does.
pub fn annotate(account: Account, warnings: Vec<Warning>, models: &Models) -> Result<Annotated, EncodeError> {
    let mut out = Annotated {
        schema: SCHEMA.to_owned(),
        account,
        warnings,
        ..Annotated::default()
    };
    if !out.account.is_analysed() {
        out.warnings.push(outside_language(&out.account));
        return Ok(out);
    }
    let text = out.account.text.as_str();
    let paragraphs = paragraphs(&out.account);
    let mut tagged = tag(text, &paragraphs, &*models.attribution, &models.pieces)?;
    for attribution in &mut tagged.attributions {
        attribution.confidence = models.reliability.at(attribution.confidence);
    }
    let found = complete(&out.account, &tagged);
    let date = account_date(&out.account);
    let Speakers {
        actors,
        speakers,
        addressees,
    } = find_speakers(text, &paragraphs, &found, date);
    out.times = find_times(text, published_on(&out.account));
    out.statements = statements(text, &found, (&speakers, &addressees), models.attribution.name());
    let publisher = publishing_side(text, &paragraphs);
    out.actors = actors;
    out.quantities = find_quantities_beside(text, &out.times);
    let is_record = publisher.is_some() || found.iter().any(Found::is_speech) || is_remarks(&out.account);
    if out.account.source.side.is_none() {
        out.account.source.side = publisher.map(str::to_owned);
    }
    setting::describe(&mut out, &paragraphs, is_record);
    out.voices = find_voices(&out, &paragraphs);
    find_issues(&mut out);
    out.events = find_events(&out);
    Ok(out)
}

fn outside_language(account: &Account) -> Warning {
    let code = account.language.as_deref().unwrap_or("another language");
    let message = format!(
        "This account is in {} and is shown as it stands: only English is analysed so far, so nothing was looked \
         for in it and its silence means nothing.",
        language_name(code)
    );
    Warning { span: None, message }
}

/// The English name of a language, by its ISO 639-1 code; the code itself when it is a rare one.
pub fn language_name(code: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("ar", "Arabic"),
        ("bg", "Bulgarian"),
        ("ca", "Catalan"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("et", "Estonian"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hr", "Croatian"),
        ("hu", "Hungarian"),
        ("hy", "Armenian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ka", "Georgian"),
        ("ko", "Korean"),
        ("lt", "Lithuanian"),
        ("lv", "Latvian"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sk", "Slovak"),
        ("sl", "Slovenian"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("th", "Thai"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("ur", "Urdu"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// Whether the headline calls the account a record of what was said.
fn is_remarks(account: &Account) -> bool {
    let title = account.title.as_deref().unwrap_or_default().to_lowercase();
    [
        "remarks",
        "transcript",
        "meeting of",
        "press availability",
        "answers to",
    ]
    .iter()
    .any(|words| title.contains(words))
}

/// The day of publication, when the account gives it to the day.
fn published_on(account: &Account) -> Option<Date> {
    account
        .published
        .as_deref()
        .and_then(|date| date.get(..10))
        .and_then(|date| date.parse().ok())
}

/// A day near publication, near enough to know who held an office: the day itself, the middle of the
/// month, or what the address says ("…/2019/05/…").
pub fn account_date(account: &Account) -> Option<Date> {
    let month = account
        .published
        .as_deref()
        .and_then(|date| middle_of_month(date.get(..4)?, date.get(5..7)?));
    let address = || account.source.url.as_deref().and_then(date_in_address);
    published_on(account).or(month).or_else(address)
}

fn date_in_address(address: &str) -> Option<Date> {
    let parts: Vec<&str> = address.split('/').collect();
    parts
        .windows(2)
        .find_map(|pair| middle_of_month(pair[0], pair[1]))
}

/// The fifteenth of a month given as "2019" and "05".
fn middle_of_month(year: &str, month: &str) -> Option<Date> {
    let year = year
        .parse()
        .ok()
        .filter(|y| (1990..2100).contains(y) && year.len() == 4)?;
    let month = month.parse().ok().filter(|_| month.len() == 2)?;
    Date::new(year, month, 15).ok()
}

/// The statements that were found, with whose they are and where they stand in each other; the
/// circumstances of saying come later.
fn statements(
    text: &str,
    found: &[Found],
    (speakers, addressees): (&[Option<ActorId>], &[Vec<ActorId>]),
    model: &str,
) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::with_capacity(found.len());
    for (number, ((found, speaker), addressee)) in found.iter().zip(speakers).zip(addressees).enumerate() {
        let within = within(&out, found);
        out.push(Statement {
            id: StatementId(number as u32 + 1),
            form: found.form,
            content: found.content.clone(),
            cue: found.cue.clone(),
            source: found.source.into_iter().collect(),
            speaker: *speaker,
            on_behalf_of: None,
            within,
            sourcing: Sourcing::Unnamed,
            record: Record::On,
            voucher: Voucher::Outlet,
            channel: None,
            addressee: addressee.clone(),
            act: Act::Statement,
            polarity: Polarity::Affirmed,
            issues: Vec::new(),
            said_at: None,
            setting: Vec::new(),
            confidence: (found.confidence * 1000.0).round() / 1000.0,
            by: found.rule.map_or(model, |rule| rule.name()).to_owned(),
        });
    }
    answer_each_other(&mut out, text);
    out
}

/// The innermost earlier statement whose content holds this one's content and cue.
fn within(before: &[Statement], found: &Found) -> Option<StatementId> {
    let inside = |outer: &Statement| {
        let holds = |span: &Span| outer.content.iter().any(|c| c.contains(*span));
        found.content.iter().all(holds) && found.cue.iter().all(holds)
    };
    before
        .iter()
        .filter(|s| inside(s))
        .min_by_key(|s| s.extent().len())
        .map(|s| s.id)
}

/// In an exchange of speaking turns between two people, each speaks to the other; among more, who asks speaks to
/// who speaks next.
fn answer_each_other(statements: &mut [Statement], text: &str) {
    let is_turn = |s: &Statement| s.form == Form::Direct && s.by == crate::attribute::Rule::Turn.name();
    let mut speakers: Vec<ActorId> = statements
        .iter()
        .filter(|s| is_turn(s))
        .filter_map(|s| s.speaker)
        .collect();
    let mut turns: Vec<usize> = (0..statements.len())
        .filter(|&i| is_turn(&statements[i]))
        .collect();
    turns.retain(|&i| statements[i].speaker.is_some());
    speakers.sort();
    speakers.dedup();
    let [one, other] = speakers[..] else {
        for pair in turns.windows(2) {
            ask(statements, pair[0], pair[1], text);
        }
        return;
    };
    for statement in statements
        .iter_mut()
        .filter(|s| is_turn(s) && s.addressee.is_empty())
    {
        statement.addressee = vec![if statement.speaker == Some(one) {
            other
        } else {
            one
        }];
    }
}

/// A question of one turn is for the speaker of the next.
fn ask(statements: &mut [Statement], asking: usize, next: usize, text: &str) {
    let (asker, answerer) = (statements[asking].speaker, statements[next].speaker);
    let question = &mut statements[asking];
    let asks = question
        .content
        .last()
        .is_some_and(|c| c.of(text).trim_end().ends_with('?'));
    if asks && question.addressee.is_empty() && asker != answerer {
        question.addressee.extend(answerer);
    }
}
