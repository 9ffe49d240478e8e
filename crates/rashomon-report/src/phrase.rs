//! Words for what the types say.

use rashomon_core::comparison::{Agreement, CellState, ThreadKind};
use rashomon_core::statement::Statement;
use rashomon_core::{Act, Annotated, Aspect, Form, OwnVoice, Polarity, Record, Sourcing, Voices, Voucher};

use crate::index::Index;
use crate::words::clipped;

/// "1 account", "2 accounts".
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}

/// The comparison in numbers, one sentence.
pub fn summary(index: &Index<'_>) -> String {
    let comparison = index.comparison;
    let statements = comparison
        .accounts
        .iter()
        .map(|annotated| annotated.statements.len())
        .sum();
    let lone = index.lone_issue_count();
    format!(
        "{}, {} by {}; {}; {}; {} that only one account mentions.",
        count(comparison.accounts.len(), "account"),
        count(statements, "statement"),
        count(index.speaker_count(), "speaker"),
        count(comparison.threads.len(), "thread"),
        count(
            comparison.discrepancies.iter().filter(|d| d.is_sure()).count(),
            "discrepancy"
        ),
        count(lone, "issue"),
    )
}

/// "high confidence, 0.91".
pub fn confidence(value: f32) -> String {
    let word = match value {
        v if v.is_nan() => return "confidence not known".to_string(),
        v if v >= 0.8 => "high",
        v if v >= 0.5 => "fair",
        _ => "low",
    };
    format!("{word} confidence, {value:.2}")
}

/// A sign for a ledger state, so that it is not told by colour alone.
pub fn sign(state: CellState) -> &'static str {
    match state {
        CellState::Said => "●",
        CellState::Reworded => "≈",
        CellState::Contradicted => "≠",
        CellState::OtherSideOnly => "◐",
        CellState::NotMentioned => "○",
    }
}

/// What a ledger state means, for the key.
pub fn meaning(state: CellState) -> &'static str {
    match state {
        CellState::Said => "the account reports statements on the issue, or speaks of it",
        CellState::Reworded => "it reports an utterance that another account has in other words",
        CellState::Contradicted => "it and another account cannot both be exact",
        CellState::OtherSideOnly => "it reports only what the other side said",
        CellState::NotMentioned => "nothing was found; the nearest passage is shown, so that you can check",
    }
}

/// Every ledger state, for the key.
pub const STATES: [CellState; 5] = [
    CellState::Said,
    CellState::Reworded,
    CellState::Contradicted,
    CellState::OtherSideOnly,
    CellState::NotMentioned,
];

/// "direct", "indirect", "mixed".
pub fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
    }
}

/// "on the record".
pub fn record(record: Record) -> &'static str {
    match record {
        Record::On => "on the record",
        Record::Off => "off the record",
        Record::Background => "on background",
    }
}

/// How the source is identified.
pub fn sourcing(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Named => "named source",
        Sourcing::Role => "source known by role",
        Sourcing::Unnamed => "unnamed source",
        Sourcing::Collective => "several sources together",
        Sourcing::Outlet => "the outlet itself",
    }
}

/// On whose word the statement is known, unless the account itself heard it.
pub(crate) fn voucher(voucher: Voucher) -> Option<&'static str> {
    match voucher {
        Voucher::Outlet => None,
        Voucher::OwnSide => Some("on the word of the speaker’s own side"),
        Voucher::OtherSide => Some("on the other side’s word"),
        Voucher::ThirdParty => Some("on a third party’s word"),
        Voucher::Unnamed => Some("on nobody’s word by name"),
    }
}

/// What a writer does in a sentence of the writer's own.
pub(crate) fn own_voice(kind: OwnVoice) -> &'static str {
    match kind {
        OwnVoice::Judgement => "judges",
        OwnVoice::Prediction => "foretells",
        OwnVoice::Characterisation => "characterises",
    }
}

/// The words that say where and when it was said.
fn circumstances(annotated: &Annotated, statement: &Statement) -> impl Iterator<Item = String> {
    const LONGEST: usize = 40;
    let text = &annotated.account.text;
    let told = |what: Aspect| statement.setting.iter().find(move |told| told.what == what);
    [("place", Aspect::Place), ("time", Aspect::Time)]
        .into_iter()
        .filter_map(move |(label, what)| {
            let words = clipped(crate::words::words(text, told(what)?.span), LONGEST);
            Some(format!("{label}: “{words}”"))
        })
}

/// How much of an account is on somebody's word, how much plain report, how much the writer's own; nothing
/// where no sentence was looked at.
pub(crate) fn shares(voices: &Voices) -> Option<String> {
    let percent = |share: f32| format!("{:.0} %", share * 100.0);
    (!voices.sentences.is_empty()).then(|| {
        format!(
            "{} on somebody’s word, {} plain report, {} the writer’s own voice",
            percent(voices.attributed),
            percent(voices.plain),
            percent(voices.own)
        )
    })
}

/// "utterance" or "claim", as a heading would say it.
pub fn thread_kind(kind: ThreadKind) -> &'static str {
    match kind {
        ThreadKind::Utterance => "same utterance",
        ThreadKind::Claim => "same claim",
    }
}

/// The category's own name, in lower case.
pub fn act(act: Act) -> String {
    format!("{act:?}").to_lowercase()
}

/// Whether accounts agree on a position.
pub fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::OneAccount => "one account",
        Agreement::Agree => "accounts agree",
        Agreement::Differ => "accounts differ",
    }
}

/// What is known of a statement besides its words and speaker, each a few words.
pub fn facts(annotated: &Annotated, statement: &Statement) -> Vec<String> {
    let name = |id| annotated.actor(id).map(|actor| actor.name.clone());
    let mut facts = vec![form(statement.form).to_string()];
    if let Some(behalf) = statement.on_behalf_of.and_then(name) {
        facts.push(format!("for {behalf}"));
    }
    let addressees: Vec<String> = statement.addressee.iter().copied().filter_map(name).collect();
    if !addressees.is_empty() {
        facts.push(format!("to {}", addressees.join(", ")));
    }
    facts.extend(statement.channel.map(|channel| channel.label().to_string()));
    facts.extend(circumstances(annotated, statement));
    facts.push(record(statement.record).to_string());
    facts.push(sourcing(statement.sourcing).to_string());
    facts.extend(voucher(statement.voucher).map(str::to_string));
    if statement.act != Act::Statement {
        facts.push(act(statement.act));
    }
    match statement.polarity {
        Polarity::Affirmed => {}
        Polarity::Denied => facts.push("denied".to_string()),
        Polarity::Open => facts.push("left open".to_string()),
    }
    facts.extend(
        statement
            .said_at
            .as_ref()
            .and_then(|at| days(at.earliest.as_deref(), at.latest.as_deref())),
    );
    facts.extend(
        statement
            .within
            .map(|outer| format!("inside statement {}", outer.0)),
    );
    facts
}

/// The labels of what a statement is about.
pub fn issues<'a>(annotated: &'a Annotated, statement: &Statement) -> Vec<&'a str> {
    let found = statement.issues.iter().filter_map(|id| annotated.issue(*id));
    found.map(|issue| issue.label.as_str()).collect()
}

/// "2019-05-14", "2019-05-13 to 2019-05-14", "from 2019-05-14", "until 2019-05-14".
pub fn days(earliest: Option<&str>, latest: Option<&str>) -> Option<String> {
    match (earliest, latest) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (None, None) => None,
    }
}

/// The English name of a language, or its code where the name is not at hand.
pub fn language(code: &str) -> &str {
    match code {
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sr" => "Serbian",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "zh" => "Chinese",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_counted() {
        assert_eq!(count(1, "discrepancy"), "1 discrepancy");
        assert_eq!(count(0, "discrepancy"), "0 discrepancies");
        assert_eq!(count(2, "account"), "2 accounts");
    }

    #[test]
    fn days_are_joined() {
        assert_eq!(
            days(Some("2020-01-02"), Some("2020-01-02")).unwrap(),
            "2020-01-02"
        );
        assert_eq!(days(None, Some("2020-01-02")).unwrap(), "until 2020-01-02");
        assert_eq!(days(None, None), None);
    }
}
