//! Whom words name: lists of names, offices of states, several people at once.

use super::scene::{Name, Scene, Sentence};
use crate::actor::{Actor, ActorId, ActorKind};

/// Words at which the search for those who take part ends.
pub(super) const STOPS: &[&str] = &[
    ";", ":", "(", ")", "that", "which", "who", "where", "when", "while", "because", "but", "as", "after",
    "before", "said", "told", "was", "were", "is", "are", "has", "had", "will", "would", "about",
];

/// Nouns for several people at once, and the office that each of them holds.
pub(super) const SEVERAL: &[(&str, &str)] = &[
    ("ministers", "minister"),
    ("presidents", "president"),
    ("leaders", "president"),
    ("chancellors", "chancellor"),
    ("envoys", "envoy"),
    ("men", ""),
    ("women", ""),
    ("politicians", ""),
    ("diplomats", ""),
    ("sides", ""),
    ("delegations", ""),
    ("parties", ""),
    ("countries", ""),
];

/// Words that may stand between the names of a list or before its first.
const GLUE: &[&str] = &[
    ",", "and", "&", "–", "—", "-", "both", "the", "also", "plus", "or", "as", "well", "as", "his", "her",
];

/// How many words may stand before the first name of a list.
const BEFORE_FIRST: usize = 9;

/// The names that begin here, joined by commas and "and", and the first word after them.
///
/// `of` is whose counterpart is meant where the words name one.
pub(super) fn list(
    scene: &Scene<'_>,
    sentence: &Sentence,
    from: usize,
    of: Option<ActorId>,
) -> (Vec<ActorId>, usize) {
    let mut out: Vec<ActorId> = Vec::new();
    let mut at = from;
    let mut end = from;
    let mut gap = 0;
    while at < sentence.words.len() {
        let word = sentence.lower(at);
        if is_end(sentence, at) || out.is_empty() && STOPS.contains(&word) {
            break;
        }
        if let Some((actors, next)) = several(scene, sentence, at) {
            out.extend(actors);
            (at, end, gap) = (next, next, 0);
            continue;
        }
        if word == "counterpart"
            && let Some(actor) = counterpart(scene, sentence, at, of)
        {
            out.push(actor);
            (at, end, gap) = (at + 1, at + 1, 0);
            continue;
        }
        let Some(name) = sentence.name_at(at).filter(|name| name.first == at || gap == 0) else {
            gap += usize::from(!GLUE.contains(&word));
            // After the first name only glue may stand between.
            if gap > if out.is_empty() { BEFORE_FIRST } else { 0 } {
                break;
            }
            at += 1;
            continue;
        };
        if name.is_place && out.is_empty() {
            break;
        }
        if let Taken::Actor(actor) = holder_of(scene, sentence, name) {
            out.push(actor);
        }
        (at, end, gap) = (name.end, name.end, 0);
    }
    (out, end)
}

/// Whom "her Danish counterpart" means: another person with a like office, of the state that the words name if they do.
fn counterpart(scene: &Scene<'_>, sentence: &Sentence, at: usize, of: Option<ActorId>) -> Option<ActorId> {
    let named = sentence
        .names
        .iter()
        .any(|name| name.kind == ActorKind::Person && name.first > at && name.first <= at + 4);
    let own = scene.annotated.actor(of?)?;
    if named {
        return None;
    }
    let modifier = at
        .checked_sub(1)
        .map(|before| &sentence.words[before])
        .filter(|word| word.capital);
    let modifier = modifier.map(|word| word.span.of(scene.text));
    let state = modifier
        .and_then(crate::gazetteer::by_word)
        .map(|mention| mention.country.name);
    let offices: Vec<&str> = SEVERAL
        .iter()
        .map(|(_, office)| *office)
        .filter(|office| !office.is_empty())
        .collect();
    let office = offices.into_iter().find(|office| has_role(own, office))?;
    let fits = |actor: &&Actor| {
        let of_state = |word: &str| {
            actor.side.as_deref() == state.or(Some(word))
                || actor
                    .roles
                    .iter()
                    .any(|role| role.split_whitespace().any(|w| alike(w, word)))
        };
        actor.kind == ActorKind::Person
            && actor.id != own.id
            && has_role(actor, office)
            && modifier.is_none_or(of_state)
    };
    let those = scene.annotated.actors.iter().filter(fits);
    let of_words = those.max_by_key(|actor| (actor.mentions.len(), std::cmp::Reverse(actor.id)));
    // One other person with the office, or at all, must be the one, whatever the words for the state.
    let others = |wanted: &str| {
        let people = scene
            .annotated
            .actors
            .iter()
            .filter(|actor| actor.kind == ActorKind::Person);
        let mut those =
            people.filter(|actor| actor.id != own.id && (wanted.is_empty() || has_role(actor, wanted)));
        let first = those.next().map(|actor| actor.id);
        first.filter(|_| those.next().is_none())
    };
    of_words
        .map(|actor| actor.id)
        .or_else(|| others(office))
        .or_else(|| others(""))
}

fn has_role(actor: &Actor, office: &str) -> bool {
    actor
        .roles
        .iter()
        .any(|role| role.to_lowercase().contains(office))
}

/// Who is meant by a name.
pub(super) enum Taken {
    /// The state in the name of an office, whose holder is named right after.
    Role,
    Actor(ActorId),
}

/// The person meant by "the President of Ghana", the state for any other name of a state.
pub(super) fn holder_of(scene: &Scene<'_>, sentence: &Sentence, name: Name) -> Taken {
    if name.kind != ActorKind::Country {
        return Taken::Actor(name.actor);
    }
    // "Russia's Putin": the state says only whose.
    let owns = matches!(sentence.lower(name.end), "’" | "'");
    let next = sentence
        .names
        .iter()
        .find(|next| next.first >= name.end && next.first <= name.end + 5);
    let next_is_person = next.is_some_and(|next| next.kind == ActorKind::Person);
    if owns && next_is_person {
        return Taken::Role;
    }
    let article = usize::from(sentence.before(name.first) == "the");
    let office = name
        .first
        .checked_sub(2 + article)
        .filter(|at| sentence.lower(at + 1) == "of")
        .map(|at| sentence.lower(at));
    let Some(office) = office.filter(|office| is_office(office)) else {
        return Taken::Actor(name.actor);
    };
    if next_is_person && sentence.lower(name.end) == "," {
        return Taken::Role;
    }
    let country = scene.annotated.actor(name.actor).map_or("", |a| a.name.as_str());
    Taken::Actor(holder(scene, office, country).unwrap_or(name.actor))
}

fn is_office(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "chancellor"
            | "king"
            | "queen"
            | "premier"
            | "leader"
            | "secretary"
            | "head"
    )
}

/// The person with an office of a state: the most mentioned of those whose roles or side say so.
fn holder(scene: &Scene<'_>, office: &str, state: &str) -> Option<ActorId> {
    let fits = |actor: &&Actor| {
        let has_office = actor
            .roles
            .iter()
            .any(|role| role.to_lowercase().contains(office));
        let of_state = actor.side.as_deref() == Some(state)
            || actor
                .roles
                .iter()
                .any(|role| role.split_whitespace().any(|word| alike(word, state)));
        actor.kind == ActorKind::Person && has_office && of_state
    };
    let those = scene.annotated.actors.iter().filter(fits);
    those
        .max_by_key(|actor| (actor.mentions.len(), std::cmp::Reverse(actor.id)))
        .map(|actor| actor.id)
}

/// Whether a word of a role belongs to a state's name: "Meranian" and "Merania".
fn alike(word: &str, state: &str) -> bool {
    let stem: String = state.to_lowercase().chars().take(5).collect();
    stem.chars().count() >= 4 && word.to_lowercase().starts_with(&stem)
}

/// Several people named by one noun: "the foreign ministers of Merania and Calder", "the two leaders".
pub(super) fn several(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> Option<(Vec<ActorId>, usize)> {
    let (_, office) = SEVERAL.iter().find(|(plural, _)| *plural == sentence.lower(at))?;
    let mut names: Vec<String> = Vec::new();
    let mut end = at + 1;
    if sentence.lower(end) == "of" {
        end += 1;
        while let Some(word) = sentence
            .words
            .get(end)
            .filter(|w| w.capital || GLUE.contains(&w.lower.as_str()))
        {
            names.extend(word.capital.then(|| word.span.of(scene.text).to_owned()));
            end += 1;
        }
    }
    let those: Vec<ActorId> = names
        .iter()
        .filter_map(|state| holder(scene, office, state))
        .collect();
    if !names.is_empty() && those.len() == names.len() {
        return Some((those, end));
    }
    let all = with_office(scene, sentence, office);
    let wanted = if names.is_empty() { 2 } else { names.len() };
    (!office.is_empty() && all.len() == wanted).then_some((all, end))
}

/// The people with an office, but for the one whose turn it is to speak.
fn with_office(scene: &Scene<'_>, sentence: &Sentence, office: &str) -> Vec<ActorId> {
    let people = scene
        .annotated
        .actors
        .iter()
        .filter(|a| a.kind == ActorKind::Person);
    people
        .filter(|a| a.roles.iter().any(|role| role.to_lowercase().contains(office)))
        .filter(|a| sentence.turn_of != Some(a.id))
        .map(|a| a.id)
        .collect()
}

/// Whether a sentence's end or a quotation mark stands here.
pub(super) fn is_end(sentence: &Sentence, at: usize) -> bool {
    match sentence.lower(at) {
        "“" | "”" | "\"" | "!" | "?" => true,
        "." => at + 1 == sentence.words.len(),
        _ => false,
    }
}
