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
