//! Who is the same someone across accounts.

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorId, ActorKind};
use crate::annotated::Annotated;
use crate::comparison::{Identity, IdentityId};
use crate::gazetteer::by_word;
use crate::gazetteer::names_alike::{TITLES, is_acronym, name_words, people_agree};

/// Descriptions that fit anybody: two accounts that use them need not mean the same people.
const ANYBODY: &[&str] = &[
    "officials",
    "official",
    "sources",
    "source",
    "reporters",
    "reporter",
    "journalists",
    "journalist",
    "analysts",
    "analyst",
    "experts",
    "expert",
    "critics",
    "people",
    "press",
    "media",
    "others",
    "some",
    "many",
    "witnesses",
    "residents",
    "observers",
    "diplomats",
    "diplomat",
    "politicians",
    "investigators",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "author",
    "writer",
];

/// Least mean agreement with a group that an actor may join.
const LEAST_AGREEMENT: f32 = 0.4;

/// The identities of a comparison and the way from an actor to its identity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identities {
    /// In the order of their first actor.
    pub all: Vec<Identity>,
    /// What kind of someone each is, in the same order.
    pub kinds: Vec<ActorKind>,
    of_actor: BTreeMap<(String, ActorId), usize>,
}

impl Identities {
    /// The identity of an actor of an account.
    pub fn of(&self, account: &str, actor: ActorId) -> Option<usize> {
        self.of_actor.get(&(account.to_owned(), actor)).copied()
    }
}

/// Finds who is the same across accounts; the accounts are sorted by id.
///
/// Actors join when their kinds agree and their names do: people by family name with given names that do
/// not exclude each other, states by the state, the unnamed only when they are described alike in words
/// that do not fit just anybody. Within one account actors are never joined: it has done so itself.
pub(crate) fn find_identities(accounts: &[Annotated]) -> Identities {
    let mut actors: Vec<(usize, &Actor, Name)> = Vec::new();
    for (nth, annotated) in accounts.iter().enumerate() {
        for actor in &annotated.actors {
            actors.push((nth, actor, Name::of(actor, &annotated.account.id)));
        }
    }
    // Full names first, so that a bare family name finds the person with most mentions who bears it.
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by_key(|&i| {
        let (nth, actor, name) = &actors[i];
        (
            std::cmp::Reverse(name.parts().min(2)),
            std::cmp::Reverse(actor.mentions.len()),
            *nth,
            actor.id,
        )
    });
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in order {
        let best = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.iter().all(|&j| actors[j].0 != actors[i].0))
            .map(|(g, group)| (g, agreement(group, i, &actors)))
            .filter(|(_, score)| *score > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((g, _)) => groups[g].push(i),
            None => groups.push(vec![i]),
        }
    }
    number(groups, &actors, accounts)
}

fn agreement(group: &[usize], i: usize, actors: &[(usize, &Actor, Name)]) -> f32 {
    let each = group.iter().map(|&j| actors[j].2.agrees(&actors[i].2));
    let (worst, sum) = each.fold((1.0f32, 0.0), |(worst, sum), s| (worst.min(s), sum + s));
    // One excluded pair ("Ivan Petrov", "Boris Petrov") keeps the whole group out.
    let mean = sum / group.len() as f32;
    if worst < 0.0 || mean < LEAST_AGREEMENT {
        return 0.0;
    }
    mean + 0.001 * group.len() as f32
}

fn number(
    mut groups: Vec<Vec<usize>>,
    actors: &[(usize, &Actor, Name)],
    accounts: &[Annotated],
) -> Identities {
    for group in &mut groups {
        group.sort();
    }
    groups.sort();
    let mut out = Identities::default();
    for (nth, group) in groups.iter().enumerate() {
        let fullest = group
            .iter()
            .max_by_key(|&&i| {
                let actor = actors[i].1;
                (
                    actors[i].2.parts(),
                    !actor.name.chars().all(char::is_lowercase),
                    actor.name.len(),
                    std::cmp::Reverse(i),
                )
            })
            .map(|&i| actors[i].1);
        let members: Vec<(String, ActorId)> = group
            .iter()
            .map(|&i| (accounts[actors[i].0].account.id.clone(), actors[i].1.id))
            .collect();
        for member in &members {
            out.of_actor.insert(member.clone(), nth);
        }
        out.kinds.push(fullest.map_or(ActorKind::Unnamed, |a| a.kind));
        out.all.push(Identity {
            id: IdentityId(nth as u32 + 1),
            name: fullest.map(|a| a.name.clone()).unwrap_or_default(),
            actors: members,
        });
    }
    out
}

/// A name in the form in which names are compared.
enum Name {
    Person(Vec<String>),
    State(&'static str),
    Body(String, Vec<String>),
    /// Somebody without a name, and in which account.
    Somebody(Vec<String>, String),
}

impl Name {
    fn of(actor: &Actor, account: &str) -> Name {
        let words = name_words(&actor.name);
        match actor.kind {
            ActorKind::Person => {
                let named: Vec<String> = words
                    .iter()
                    .filter(|w| !TITLES.contains(&w.as_str()))
                    .cloned()
                    .collect();
                if named.is_empty() || !actor.name.chars().any(char::is_uppercase) {
                    return Name::Somebody(words, account.to_owned());
                }
                Name::Person(named)
            }
            ActorKind::Country => match by_word(&actor.name) {
                Some(mention) => Name::State(mention.country.name),
                None => Name::Body(words.join(" "), words),
            },
            ActorKind::Organisation => match by_word(&actor.name).and_then(|mention| mention.body) {
                Some(body) => Name::Body(body.to_lowercase(), words),
                None => Name::Body(words.join(" "), words),
            },
            ActorKind::Group | ActorKind::Unnamed => Name::Somebody(words, account.to_owned()),
        }
    }

    fn parts(&self) -> usize {
        match self {
            Name::Person(words) | Name::Body(_, words) | Name::Somebody(words, _) => words.len(),
            Name::State(_) => 1,
        }
    }

    /// Above 0 for the same, below 0 for surely not the same, 0 for anything else.
    fn agrees(&self, other: &Name) -> f32 {
        match (self, other) {
            (Name::Person(a), Name::Person(b)) => people_agree(a, b),
            (Name::State(a), Name::State(b)) => f32::from(u8::from(a == b)),
            (Name::Body(a, wa), Name::Body(b, wb)) => {
                f32::from(u8::from(a == b || is_acronym(a, wb) || is_acronym(b, wa)))
            }
            (Name::Somebody(a, account_a), Name::Somebody(b, account_b)) => {
                let telling = a.iter().filter(|w| !ANYBODY.contains(&w.as_str())).count();
                f32::from(u8::from(account_a != account_b && a == b && telling >= 2))
            }
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name_words(name)
    }

    #[test]
    fn transliterations_are_one_person() {
        for (a, b) in [
            ("Yury Ushakov", "Yuri Ushakov"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Zelenskiy", "Volodymyr Zelensky"),
            ("Mike Pompeo", "Michael R. Pompeo"),
            ("Kim Jong Un", "Kim Jong-un"),
            ("Xi", "Xi Jinping"),
        ] {
            assert!(people_agree(&words(a), &words(b)) > 0.0, "{a} / {b}");
        }
    }

    #[test]
    fn namesakes_stay_apart() {
        assert!(people_agree(&words("Ivan Petrov"), &words("Boris Petrov")) < 0.0);
        assert!(people_agree(&words("Merkel"), &words("Macron")) <= 0.0);
        assert!(people_agree(&words("Iran"), &words("Iraq")) <= 0.0);
    }
}
