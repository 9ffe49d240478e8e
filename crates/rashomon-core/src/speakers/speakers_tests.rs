use super::*;
use crate::statement::Form;

/// Statements given as (source, cue, content); each is the first of its kind after the one before.
fn found(text: &str, said: &[(&str, &str, &str)]) -> Vec<Found> {
    let mut from = 0;
    let mut found = Vec::new();
    for (source, cue, content) in said {
        let next = |words: &str, from: usize| {
            let start = from + text[from..].find(words).unwrap_or_else(|| panic!("{words}"));
            Span::new(start, start + words.len())
        };
        let content = next(content, from);
        let source = (!source.is_empty()).then(|| {
            let start = next(&format!("{source} {cue}"), from).start;
            Span::new(start, start + source.len())
        });
        let cue = next(cue, source.map_or(from, |s| s.end));
        from = cue.end.max(content.end);
        found.push(Found {
            content: vec![content],
            cue: vec![cue],
            source,
            form: Form::Indirect,
            confidence: 1.0,
            rule: None,
        });
    }
    found
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        paragraphs.push(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    paragraphs
}

fn named(text: &str, found: &[Found]) -> Vec<Option<String>> {
    let out = find_speakers(text, &lines(text), found, jiff::civil::date(2019, 5, 14).into());
    let name = |id: ActorId| out.actors.iter().find(|a| a.id == id).map(|a| a.name.clone());
    out.speakers.into_iter().map(|id| id.and_then(name)).collect()
}

/// The speakers of statements given as for [`found`].
fn speakers(text: &str, said: &[(&str, &str, &str)]) -> Vec<Option<String>> {
    named(text, &found(text, said))
}

/// The words that mean an actor, in direct statements given as for [`speakers`].
fn mentions_of<'a>(text: &'a str, name: &str, said: &[(&str, &str, &str)]) -> Vec<&'a str> {
    let mut found = found(text, said);
    found.iter_mut().for_each(|f| f.form = Form::Direct);
    let out = find_speakers(text, &lines(text), &found, None);
    let actor = out.actors.iter().find(|a| a.name == name).unwrap();
    actor.mentions.iter().map(|m| m.of(text)).collect()
}

fn one(text: &str, source: &str, cue: &str, content: &str) -> String {
    speakers(text, &[(source, cue, content)])
        .remove(0)
        .unwrap_or_default()
}

#[test]
fn a_short_name_is_the_full_one() {
    let text = "Fisheries Minister Anna Lund arrived. Lund said it was cold.";
    assert_eq!(one(text, "Lund", "said", "it was cold"), "Anna Lund");
}

#[test]
fn a_pronoun_is_the_subject_before_not_the_object() {
    let text = "Anna Lund met with Greta Berg in Oslo. She said it was cold.";
    assert_eq!(one(text, "She", "said", "it was cold"), "Anna Lund");
    let text = "Anna Lund met with Erik Berg in Oslo. He said it was cold.";
    assert_eq!(one(text, "He", "said", "it was cold"), "Erik Berg");
}

#[test]
fn who_is_spoken_about_does_not_speak() {
    let text = "Erik Berg spoke first. Karl Venn, he said, was ill at home.";
    let said = speakers(text, &[("he", "said", "was ill at home")]);
    assert!(said[0].is_some());
}

#[test]
fn an_office_is_looked_up_on_the_day() {
    let text = "Nobody in Paris answered. The French president said it was cold.";
    assert_eq!(
        one(text, "The French president", "said", "it was cold"),
        "Emmanuel Macron"
    );
}

#[test]
fn an_office_given_before_is_its_holder() {
    let text = "Norway’s fisheries minister, Anna Lund, arrived. The minister said it was cold.";
    assert_eq!(one(text, "The minister", "said", "it was cold"), "Anna Lund");
}

#[test]
fn two_leaders_are_the_two_named_before() {
    let text = "President Anna Lund called President Erik Berg. The two presidents said it was cold.";
    assert_eq!(
        one(text, "The two presidents", "said", "it was cold"),
        "Anna Lund and Erik Berg"
    );
}

#[test]
fn descriptions_without_a_name_stay_unnamed() {
    let text =
        "A senior Norwegian official said it was cold. An aide to President Erik Berg said it was warm.";
    let said = speakers(
        text,
        &[
            ("A senior Norwegian official", "said", "it was cold"),
            ("An aide to President Erik Berg", "said", "it was warm"),
        ],
    );
    assert_eq!(said[0].as_deref(), Some("senior Norwegian official"));
    assert_eq!(said[1].as_deref(), Some("aide to President Erik Berg"));
}

#[test]
fn a_participle_takes_the_subject_that_follows() {
    let text = "Erik Berg left. Admitting that it was cold, Anna Lund went on.";
    assert_eq!(one(text, "", "Admitting", "that it was cold"), "Anna Lund");
}

#[test]
fn spellings_and_short_given_names_are_one_person() {
    for (full, later) in [
        ("Yury Ushakov", "Yuri Ushakov"),
        ("Hassan Rouhani", "Rohani"),
        ("Volodymyr Zelensky", "Zelenskyy"),
        ("Michael Pompeo", "Mike Pompeo"),
    ] {
        let text = format!("President {full} arrived. {later} said it was cold.");
        assert_eq!(one(&text, later, "said", "it was cold"), full);
    }
}

#[test]
fn metonyms_speak_for_their_state_or_body() {
    let text = "Talks began in Oslo. The Kremlin said it was cold. Foggy Bottom said it was warm. Tehran said it was dry.";
    let said = speakers(
        text,
        &[
            ("The Kremlin", "said", "it was cold"),
            ("Foggy Bottom", "said", "it was warm"),
            ("Tehran", "said", "it was dry"),
        ],
    );
    let names: Vec<&str> = said.iter().map(|name| name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["Kremlin", "Foggy Bottom", "Iran"]);
}

#[test]
fn the_two_leaders_are_those_named_before() {
    let text = "Anna Lund met President Erik Berg on Monday. The two leaders said it was cold.";
    assert_eq!(
        one(text, "The two leaders", "said", "it was cold"),
        "Anna Lund and Erik Berg"
    );
}

#[test]
fn the_delegation_is_the_one_named_before() {
    let text = "The delegation of Belmora came by train. The delegation said it was cold.";
    assert_eq!(
        one(text, "The delegation", "said", "it was cold"),
        "delegation of Belmora"
    );
}

#[test]
fn the_envoy_is_who_was_called_so() {
    let text = "Special Envoy Yury Maslov arrived for talks with Greta Lind. The envoy said it was cold.";
    assert_eq!(one(text, "The envoy", "said", "it was cold"), "Yury Maslov");
}

#[test]
fn a_new_speaker_in_a_new_paragraph_is_whom_the_pronoun_means() {
    let text = "Erik Berg spoke first. He said it was cold.\nKarl Venn spoke next. He said it was warm.";
    let said = speakers(
        text,
        &[("He", "said", "it was cold"), ("He", "said", "it was warm")],
    );
    assert_eq!(said, [Some("Erik Berg".to_owned()), Some("Karl Venn".to_owned())]);
}

#[test]
fn who_is_spoken_of_in_a_quotation_does_not_speak_it() {
    let text = "Erik Berg arrived with Karl Venn. “He is late,” Berg said.";
    let mentions = mentions_of(text, "Erik Berg", &[("Berg", "said", "He is late")]);
    assert!(!mentions.contains(&"He"), "{mentions:?}");
}

#[test]
fn i_in_direct_speech_is_the_speaker() {
    let text = "Anna Lund arrived. “I am late,” Lund said.";
    let mentions = mentions_of(text, "Anna Lund", &[("Lund", "said", "I am late")]);
    assert!(mentions.contains(&"I"), "{mentions:?}");
}

/// To whom each of some statements, given as for [`found`], was said.
fn addressees(text: &str, said: &[(&str, &str, &str)]) -> Vec<Vec<String>> {
    let out = find_speakers(text, &lines(text), &found(text, said), None);
    let name = |id: &ActorId| out.actors.iter().find(|a| a.id == *id).map(|a| a.name.clone());
    let names = |ids: &Vec<ActorId>| ids.iter().filter_map(name).collect();
    out.addressees.iter().map(names).collect()
}

#[test]
fn a_letter_a_call_and_an_answer_are_for_somebody() {
    let people = "President Anna Lund met Prime Minister Karl Berg in Vell.\n";
    for (sentence, cue) in [
        (
            "In a letter to Prime Minister Berg, President Lund wrote that the pier was shut.",
            "wrote",
        ),
        (
            "In a phone call with Prime Minister Berg, President Lund said that the pier was shut.",
            "said",
        ),
        (
            "Replying to Berg, President Lund said that the pier was shut.",
            "said",
        ),
        (
            "Asked by Berg about the ferry, President Lund said that the pier was shut.",
            "said",
        ),
    ] {
        let text = format!("{people}{sentence}");
        let said = [("President Lund", cue, "the pier was shut")];
        assert_eq!(addressees(&text, &said), [["Karl Berg"]], "{sentence}");
    }
    let text = format!("{people}After a call with Berg, President Lund said that the pier was shut.");
    let said = [("President Lund", "said", "the pier was shut")];
    assert_eq!(addressees(&text, &said), [[""; 0]]);
}

#[test]
fn who_is_called_by_name_or_office_is_spoken_to() {
    let people = "President Anna Lund met Prime Minister Karl Berg in Vell.\n";
    for quotation in [
        "“Mr Prime Minister, the pier is shut,”",
        "“The pier is shut, Madam President,”",
        "“Karl Berg, you shut the pier,”",
    ] {
        let speaker = if quotation.contains("Madam") {
            "Berg"
        } else {
            "Lund"
        };
        let other = if speaker == "Berg" {
            "Anna Lund"
        } else {
            "Karl Berg"
        };
        let text = format!("{people}{speaker} said: {quotation}");
        assert_eq!(
            addressees(&text, &[(speaker, "said", quotation)]),
            [[other]],
            "{quotation}"
        );
    }
    let text = format!("{people}Lund said: “Karl Berg, who shut the pier, is late.”");
    let said = [("Lund", "said", "“Karl Berg, who shut the pier, is late.”")];
    assert_eq!(addressees(&text, &said), [[""; 0]]);
}

#[test]
fn a_counterpart_is_the_other_one_with_such_an_office() {
    let text = "Foreign Minister Anna Lund told her Norwegian counterpart that the pier was shut. Foreign Minister Karl \
                Berg closed his folder.";
    let said = [("Foreign Minister Anna Lund", "told", "the pier was shut")];
    assert_eq!(addressees(text, &said), [["Karl Berg"]]);
}

#[test]
fn a_defence_minister_is_not_the_prime_minister() {
    let text = "Prime Minister Anna Lund spoke. The defence minister said the pier was shut. The prime minister said it \
                was open.";
    let said = [
        ("The defence minister", "said", "the pier was shut"),
        ("The prime minister", "said", "it was open"),
    ];
    assert_eq!(
        speakers(text, &said),
        [Some("defence minister".into()), Some("Anna Lund".into())]
    );
}
