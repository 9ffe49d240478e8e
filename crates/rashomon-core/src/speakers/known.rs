//! People of an account whom the table of offices knows.

use jiff::civil::Date;

use super::cast::{Cast, Mention};
use super::forms::tokens;
use super::lexicon::is_title;
use crate::actor::ActorKind;
use crate::gazetteer::{Tenure, by_name, find_all, offices};

impl Cast {
    /// Looks people up in the actor table: what they are called in full, and their offices on the day.
    ///
    /// A family name alone is not enough: the account must also give an office that fits, or speak of the
    /// state or body.
    pub fn acquaint(&mut self, text: &str, on: Option<Date>) {
        let sides: Vec<&str> = find_all(text).into_iter().map(|(_, m)| m.country.name).collect();
        let speaks_of = |side: &str| sides.contains(&side) || text.contains(side);
        self.introduce_known(text, on, &speaks_of);
        for someone in self
            .people
            .iter_mut()
            .filter(|s| s.kind == ActorKind::Person && s.named)
        {
            let fits = |t: &Tenure| is_office(t, &someone.roles) || speaks_of(t.side);
            let Some((person, held)) = tenures(&someone.name, on, &fits) else {
                continue;
            };
            let words = tokens(person);
            if someone.words.len() < words.len() {
                someone.name = person.to_owned();
                someone.words = words;
            }
            someone.offices = held
                .into_iter()
                .filter(|t| on.is_none_or(|day| t.may_include(day)))
                .collect();
        }
    }

    /// Makes people of unclear names that the actor table has, where the account speaks of their side.
    fn introduce_known(&mut self, text: &str, on: Option<Date>, speaks_of: &dyn Fn(&str) -> bool) {
        let unclear = std::mem::take(&mut self.unclear);
        for name in unclear {
            let words = name.name.of(text);
            let common = COMMON_WORDS.contains(&words);
            let known = tenures(words, on, &|t| speaks_of(t.side));
            if common || known.is_none() {
                self.unclear.push(name);
                continue;
            }
            let who = self.person(text, &name);
            self.mentions.push(Mention {
                span: name.span,
                name: name.name,
                who,
            });
        }
        self.settle_unclear(text);
        self.sort();
    }
}

/// Family names that are also everyday words: only a title makes them names.
const COMMON_WORDS: &[&str] = &[
    "May", "Bush", "Rice", "Major", "Brown", "Park", "Moon", "King", "Young", "Law", "Long", "Price", "Ban",
    "Power", "Black", "White", "Green", "Day", "Hope", "Grant", "Cook", "Banks", "Short", "Straw", "Field",
    "Wall", "Battle",
];

/// The one person of the actor table with this name of whom an office within reach of the day fits, and the
/// offices held within reach.
fn tenures(
    name: &str,
    on: Option<Date>,
    fits: &dyn Fn(&Tenure) -> bool,
) -> Option<(&'static str, Vec<&'static Tenure>)> {
    /// Years around an office in which its holder is still written about under it.
    const BEFORE: i16 = 2;
    const AFTER: i16 = 6;
    let near = |t: &&Tenure| {
        on.is_none_or(|day| {
            let ended = t.to.is_some_and(|to| day.year() > to.latest.year() + AFTER);
            t.from.earliest.year() - BEFORE <= day.year() && !ended
        })
    };
    let held = |person| {
        offices()
            .iter()
            .filter(move |t| std::ptr::eq(t.person, person))
            .filter(near)
    };
    let mut fitting = by_name(name).into_iter().filter(|person| held(*person).any(fits));
    let person = fitting.next().filter(|_| fitting.next().is_none())?;
    Some((person.name, held(person).collect()))
}

/// Whether a role that the account gives names the office.
fn is_office(tenure: &Tenure, roles: &[String]) -> bool {
    let office = tenure.office.to_lowercase();
    roles.iter().any(|role| {
        role.to_lowercase()
            .split_whitespace()
            .any(|w| is_title(w) && office.contains(w))
    })
}
