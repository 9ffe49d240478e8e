//! Who is named in an account, and who said what.

mod addressees;
mod cast;
mod described;
mod lexicon;
mod names;
mod pronouns;
mod publisher;
mod resolve;
mod unsaid;

pub use lexicon::{is_pronoun, is_unnamed_head};
pub use publisher::publishing_side;

use crate::actor::{Actor, ActorId};
use crate::attribute::Found;
use crate::span::Span;
use cast::Cast;
use jiff::civil::Date;
use resolve::Resolver;

/// The actors of an account and the speaker of each statement.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    /// Who is named, in the order of their first mention.
    pub actors: Vec<Actor>,
    /// One for each statement, in the order given.
    pub speakers: Vec<Option<ActorId>>,
    /// To whom each was said, in the same order.
    pub addressees: Vec<Vec<ActorId>>,
}

/// Finds who is named in some paragraphs and who made each of the statements found there.
///
/// `found` is in the order of the text; `on` is the day on which the account speaks. A first version by rules over the tagger's sources; pronouns are
/// resolved by distance, place in the sentence and gender.
pub fn find_speakers(text: &str, paragraphs: &[Span], found: &[Found], on: Option<Date>) -> Speakers {
    let mut cast = Cast::of(text, paragraphs);
    cast.acquaint(text, on);
    let mut resolver = Resolver::new(text, paragraphs, found, on, cast);
    resolver.introduce(found);
    let whos: Vec<Option<usize>> = found
        .iter()
        .map(|statement| resolver.speaker(statement))
        .collect();
    let mut cast = resolver.cast;
    cast.acquaint(text, on);
    for (statement, who) in found.iter().zip(&whos) {
        if let (Some(source), Some(who)) = (statement.source, *who) {
            if !cast
                .mentions
                .iter()
                .any(|m| m.who == who && m.span.overlaps(source))
            {
                cast.mentions.push(cast::Mention {
                    span: source,
                    name: source,
                    who,
                });
            }
        } else if let (None, Some(who)) = (statement.source, *who) {
            debug_assert!(
                cast.mentions.iter().any(|m| m.who == who),
                "an actor is mentioned somewhere"
            );
        }
    }
    let addressees = addressees::find_addressees(text, paragraphs, found, &whos, &mut cast);
    for someone in &mut cast.people {
        let side = someone.roles.iter().find_map(|role| resolve::side_of(role));
        let side = side.or(someone.offices.first().map(|tenure| tenure.side));
        someone.side = someone.side.take().or(side.map(str::to_owned));
    }
    let (actors, ids) = cast.finish();
    Speakers {
        actors,
        speakers: whos.into_iter().map(|who| who.and_then(|w| ids[w])).collect(),
        addressees: addressees
            .into_iter()
            .map(|to| to.into_iter().filter_map(|w| ids[w]).collect())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Form;

    /// The speakers of statements given as (source, cue, content); each is the first of its kind after the
    /// one before.
    fn speakers(text: &str, said: &[(&str, &str, &str)]) -> Vec<Option<String>> {
        let mut from = 0;
        let mut found = Vec::new();
        for (source, cue, content) in said {
            let next = |words: &str, from: usize| {
                let start = from + text[from..].find(words).unwrap_or_else(|| panic!("{words}"));
                Span::new(start, start + words.len())
            };
            let source = (!source.is_empty()).then(|| next(source, from));
            let cue = next(cue, source.map_or(from, |s| s.end));
            let content = next(content, from.min(cue.start));
            from = cue.end.min(content.start.max(cue.start));
            found.push(Found {
                content: vec![content],
                cue: vec![cue],
                source,
                form: Form::Indirect,
                confidence: 1.0,
                rule: None,
            });
        }
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for line in text.split('\n') {
            paragraphs.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let out = find_speakers(text, &paragraphs, &found, jiff::civil::date(2019, 5, 14).into());
        let name = |id: ActorId| out.actors.iter().find(|a| a.id == id).map(|a| a.name.clone());
        out.speakers.into_iter().map(|id| id.and_then(name)).collect()
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
}
