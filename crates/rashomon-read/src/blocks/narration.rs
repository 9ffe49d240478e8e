//! Telling a speaker's own words from the account's words about the speakers.

use std::sync::LazyLock;

use rashomon_core::text::pattern::pattern;
use regex::Regex;

/// Words of someone who speaks for himself or to someone.
static FIRST_OR_SECOND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bI\b|(?i)\b(?:I['’](?:m|ve|d|ll)|we|us|our|ours|my|mine|me|you|your|yours|ourselves|myself|let['’]s)\b",
    )
});

/// What stands in quotation marks is someone's words whoever tells it.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern("“[^”]*”?|\"[^\"]*\"?|«[^»]*»?"));

/// How a sentence starts that tells what went on between the speakers.
///
/// "He", "she" and "they" need a verb of reacting or leaving: speakers talk of others in the past tense.
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^\W* (?:
            There\ (?:was|were)\ (?: no\ (?:\w+\ )?(?:answer|response|reply|comment|reaction|objection|follow-up) | silence | laughter
              | applause | an?\ (?:\w+\ )?(?:pause|silence) )\b
          | (?:He|She|They|Both|Neither)\ (?:(?:then|just|simply|only|also|later|both|merely|never)\ )?
              (?: (?:did\ not|did\ n?ever|didn['’]t)\ (?:\w+\ )? (?:answer|reply|respond|react|elaborate|comment|continue|speak|look|explain|say|object)
                | said | replied | responded | smiled | laughed | nodded | shrugged | paused | frowned | sighed | grinned | winced | walked
                | struck | rose | declined | ignored | shook | turned | stared | looked | stopped | answered | added | fell\ silent
                | left\ (?:the|without|it\ at) | left[.,] | went\ (?:on|silent|quiet) | moved\ on | got\ up | stood\ up | gave\ no )\b
          | The\ two\ (?:then|men|women|ministers|presidents|leaders|diplomats|did|left|shook|parted|never|later|exchanged|spoke)\b
          | The\ (?:room|audience|moderator|reporters?|journalists?|interpreter)\b
          | The\ (?:exchange|conversation|meeting|session|interview|briefing|press\ conference)\ (?:then\ )?
              (?:ended|lasted|went|was\ over|continued|broke|took|turned|moved)\b
          | (?:No|Not\ an?)\ (?:further\ |clear\ )?(?:answer|reply|response|comment)\b | (?:Nobody|No\ one)\ (?:replied|answered|spoke|laughed|asked)\b
          | Silence\ (?:fell|followed) | Laughter\ (?:broke|followed|in) | That\ was\ the\ (?:end|last)\b
          | (?:Asked|Pressed)\ | (?:Minutes|Moments|Hours|Days|A\ \w+)\ later\b | (?:Afterwards?|Later),
          | (?:At\ (?:this|that)\ point|With\ (?:this|that)), )",
    )
});

/// Verbs with which an account reports.
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:said|told|added|replied|asked|answered|noted|stressed|insisted|declined|according to|responded|smiled|laughed|nodded)\b",
    )
});

/// Whether `sentence`, which follows words of one of `speakers`, tells about the exchange and is not part
/// of it.
///
/// It is when, outside quotation marks, it has no word of the first or second person and
/// - it names one of the speakers, other than to address him ("Yes, Orsi."), or
/// - it starts as such sentences do: "There was no ...", "He did not ...", "The two ...", "Later ...".
pub(super) fn tells_about(sentence: &str, speakers: &[&str]) -> bool {
    let bare = QUOTED.replace_all(sentence, " ");
    if FIRST_OR_SECOND.is_match(&bare) || bare.trim_end().ends_with('?') {
        return false;
    }
    FRAME.is_match(&bare) || speakers.iter().any(|name| names(&bare, name))
}

/// Whether an unlabelled paragraph of a transcript is the account's own words.
pub(super) fn is_narration(paragraph: &str, speakers: &[&str]) -> bool {
    let bare = QUOTED.replace_all(paragraph, " ");
    if FIRST_OR_SECOND.is_match(&bare) {
        return false;
    }
    let named = speakers.iter().any(|name| names(&bare, name));
    FRAME.is_match(&bare)
        || named && REPORTS.is_match(&bare)
        || bare.len() < paragraph.len() && REPORTS.is_match(&bare)
}

/// Whether the words are those of someone who speaks: first or second person, or a question.
pub(super) fn is_speech(text: &str) -> bool {
    let bare = QUOTED.replace_all(text, " ");
    FIRST_OR_SECOND.is_match(&bare) || bare.contains('?')
}

/// Whether `text` speaks of `name` and does not merely call him by it.
fn names(text: &str, name: &str) -> bool {
    let Some(last) = name.split_whitespace().last() else {
        return false;
    };
    if last.chars().count() < 3 {
        return false;
    }
    let last = last.trim_end_matches(['.', ',']).to_lowercase();
    let lower = text.to_lowercase();
    lower.match_indices(&last).any(|(at, found)| {
        let (before, after) = (&lower[..at], &lower[at + found.len()..]);
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        // "Yes, Orsi." and "Mr. Orsi, that is wrong." address him.
        let called = before.trim_end().ends_with(',') && after.trim_start().starts_with([',', '.', '!', '?'])
            || before.split_whitespace().count() < 3 && after.starts_with(',');
        whole && !called
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_about_the_exchange_are_told_from_those_in_it() {
        let speakers = ["Orsi", "Vale"];
        for about in [
            "There was no answer from Vale.",
            "Orsi did not reply.",
            "He did not answer the question.",
            "She left the room.",
            "The exchange ended there.",
            "A week later, the bridge was closed.",
            "The two then left the room.",
            "Vale smiled.",
            "Later, reporters were sent away.",
            "He turned to “our friends”, as he called them.",
        ] {
            assert!(tells_about(about, &speakers), "{about}");
        }
        for within in [
            "Then what is the fleet doing there?",
            "I told Vale so last year.",
            "There was a war there in 2014.",
            "That is wrong, Vale.",
            "Mr. Vale, that is wrong.",
            "The hemisphere is large.",
            "He is our guest.",
            "They wanted war.",
            "He did not take the money.",
            "The question is simple.",
            "The two countries are neighbours.",
            "There was no interference.",
        ] {
            assert!(!tells_about(within, &speakers), "{within}");
        }
    }

    #[test]
    fn paragraphs_of_a_long_answer_are_not_narration() {
        assert!(!is_narration(
            "The second point is grain. Prices have doubled.",
            &["Orsi"]
        ));
        assert!(is_narration("Orsi added that prices had doubled.", &["Orsi"]));
    }
}
