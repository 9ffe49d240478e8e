//! Who is named in an account, and who said what.

mod addressees;
mod cast;
mod described;
mod directed;
mod forms;
mod kin;
mod known;
pub(crate) mod lexicon;
mod names;
mod pronouns;
mod publisher;
mod resolve;
mod unsaid;

pub use lexicon::{is_pronoun, is_unnamed_head};
pub(crate) use names::{NameKind, find_names};
pub use publisher::publishing_side;

use crate::actor::{Actor, ActorId};
use crate::attribute::Found;
use crate::coreference::find_chains;
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
/// `found` is in the order of the text; `on` is the day on which the account speaks. Pronouns are
/// resolved with the help of the trained scorer of [`crate::coreference`], whose chains also say which other words
/// mean an actor.
pub fn find_speakers(text: &str, paragraphs: &[Span], found: &[Found], on: Option<Date>) -> Speakers {
    let mut cast = Cast::of(text, paragraphs);
    cast.acquaint(text, on);
    let chains = find_chains(text, paragraphs);
    let mut resolver = Resolver::new(text, paragraphs, found, on, (cast, &chains));
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
    kin::gather(text, &mut cast, &chains, found, &whos);
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
#[path = "speakers_tests.rs"]
mod tests;
