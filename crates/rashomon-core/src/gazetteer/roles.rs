//! From "the Russian president" to the person who held the office that day.

use jiff::civil::Date;

use super::countries::country;
use super::fold::folded;
use super::mentions::{MentionAs, find_all};
use super::offices::{BODIES, Role, Tenure, holders, offices};

/// The tenure that a phrase for an office means on a day; `None` when it may mean several, or none is known.
///
/// Understands a side and a title in any order: "the Russian president", "Iran's supreme leader", "Foreign
/// Minister of France", "the Kremlin spokesman", "the UN secretary-general", "Chinese foreign ministry
/// spokesperson". Without a day only an office that one person has held
/// ever since 2000 is resolved. Does not resolve
/// former, deputy or future holders, plurals, phrases with a name in them, or titles without a side.
///
/// ```
/// use rashomon_core::gazetteer::resolve_role;
/// let on = Some(jiff::civil::date(2019, 5, 14));
/// assert_eq!(resolve_role("the Russian president", on).unwrap().person.name, "Vladimir Putin");
/// assert!(resolve_role("the Russian president", None).is_none());
/// ```
pub fn resolve_role(phrase: &str, on: Option<Date>) -> Option<&'static Tenure> {
    if let Some(tenure) = named_in_full(phrase, on) {
        return Some(tenure);
    }
    let parts = split(phrase)?;
    let (_, wanted) = TITLES.iter().find(|(title, _)| *title == parts.title)?;
    let found: Vec<&'static Tenure> = wanted
        .iter()
        .flat_map(|wanted| fitting(&parts, *wanted, on))
        .collect();
    only_person(found).filter(|tenure| on.is_some() || tenure.spans_table())
}

/// A title stands for an office with this role whose words include one of these; empty for any.
type Wanted = (Role, &'static [&'static str]);

const TITLES: &[(&str, &[Wanted])] = &[
    (
        "president",
        &[
            (Role::HeadOfState, &["President of"]),
            (Role::HeadOfBody, &["President of"]),
        ],
    ),
    ("head of state", &[(Role::HeadOfState, &[])]),
    (
        "prime minister",
        &[(Role::HeadOfGovernment, &["Prime Minister", "Premier"])],
    ),
    ("pm", &[(Role::HeadOfGovernment, &["Prime Minister", "Premier"])]),
    (
        "premier",
        &[(Role::HeadOfGovernment, &["Prime Minister", "Premier"])],
    ),
    ("head of government", &[(Role::HeadOfGovernment, &[])]),
    ("chancellor", &[(Role::HeadOfGovernment, &["Chancellor"])]),
    ("supreme leader", &[(Role::SupremeLeader, &[])]),
    ("king", &[(Role::HeadOfState, &["King", "Monarch"])]),
    ("queen", &[(Role::HeadOfState, &["Queen", "Monarch"])]),
    ("monarch", &[(Role::HeadOfState, &["King", "Monarch", "Emperor"])]),
    ("emperor", &[(Role::HeadOfState, &["Emperor"])]),
    ("emir", &[(Role::HeadOfState, &["Emir"])]),
    ("crown prince", &[(Role::ViceHead, &["Crown Prince"])]),
    ("vice president", &[(Role::ViceHead, &["Vice President"])]),
    ("foreign minister", &[(Role::ForeignMinister, &[])]),
    ("foreign secretary", &[(Role::ForeignMinister, &["Secretary"])]),
    ("external affairs minister", &[(Role::ForeignMinister, &[])]),
    (
        "secretary of state",
        &[(Role::ForeignMinister, &["Secretary of State"])],
    ),
    ("top diplomat", &[(Role::ForeignMinister, &[])]),
    ("foreign policy chief", &[(Role::ForeignMinister, &[])]),
    (
        "high representative",
        &[(Role::ForeignMinister, &["High Representative"])],
    ),
    ("defence minister", &[(Role::DefenceMinister, &[])]),
    ("defence secretary", &[(Role::DefenceMinister, &["Secretary"])]),
    ("secretary of defence", &[(Role::DefenceMinister, &["Secretary"])]),
    ("defence chief", &[(Role::DefenceMinister, &[])]),
    ("national security adviser", &[(Role::NationalSecurity, &[])]),
    (
        "security council secretary",
        &[(Role::NationalSecurity, &["Security Council"])],
    ),
    ("press secretary", &[(Role::PressSecretary, &[])]),
    ("presidential press secretary", &[(Role::PressSecretary, &[])]),
    (
        "presidential spokesperson",
        &[
            (Role::PressSecretary, &[]),
            (Role::Spokesperson, &["presidential"]),
        ],
    ),
    (
        "spokesperson",
        &[(Role::PressSecretary, &[]), (Role::Spokesperson, &[])],
    ),
    (
        "foreign ministry spokesperson",
        &[(Role::Spokesperson, &["Foreign Ministry", "External Affairs"])],
    ),
    (
        "state department spokesperson",
        &[(Role::Spokesperson, &["State Department"])],
    ),
    (
        "chief cabinet secretary",
        &[(Role::Spokesperson, &["Chief Cabinet Secretary"])],
    ),
    (
        "ministry of external affairs spokesperson",
        &[(Role::Spokesperson, &["External Affairs"])],
    ),
    ("secretary general", &[(Role::HeadOfBody, &["Secretary"])]),
    ("director general", &[(Role::HeadOfBody, &["Director"])]),
    ("director", &[(Role::HeadOfBody, &["Director"])]),
    ("managing director", &[(Role::HeadOfBody, &["Managing Director"])]),
    ("chairperson", &[(Role::HeadOfBody, &["Chair"])]),
    (
        "chief",
        &[
            (Role::HeadOfBody, &[]),
            (Role::DefenceMinister, &["Secretary of Defense"]),
        ],
    ),
    ("head", &[(Role::HeadOfBody, &[])]),
    ("parliament speaker", &[(Role::HeadOfBody, &["Speaker"])]),
    ("house speaker", &[(Role::HeadOfBody, &["Speaker"])]),
    (
        "leader",
        &[
            (Role::SupremeLeader, &[]),
            (Role::HeadOfState, &["President of"]),
            (Role::HeadOfBody, &["Hamas", "Hezbollah"]),
        ],
    ),
];

/// Where "the leader" is the president, so that nobody would take it for anybody else.
const LED_BY_PRESIDENT: &[&str] = &[
    "Argentina",
    "Azerbaijan",
    "Belarus",
    "Brazil",
    "China",
    "Cuba",
    "Egypt",
    "France",
    "Indonesia",
    "Mexico",
    "Palestine",
    "Russia",
    "South Korea",
    "Syria",
    "Taiwan",
    "Turkey",
    "Ukraine",
    "United States",
    "Venezuela",
];

/// A metonym and the body that it stands for: "Kremlin", "Presidency of Russia".
type Metonymy = (String, &'static str);

/// A phrase taken apart.
struct Parts {
    side: &'static str,
    /// Where the side is named by one of its bodies.
    body: Option<Metonymy>,
    /// The rest, in small letters and in the spelling of [`TITLES`].
    title: String,
}

fn split(phrase: &str) -> Option<Parts> {
    let plain = folded(phrase);
    let (side, body, start, end) = side_of(&plain)?;
    let rest = format!("{} {}", &plain[..start], &plain[end..]).to_lowercase();
    let rest = rest
        .replace("'s ", " ")
        .replace('-', " ")
        .replace("defense", "defence")
        .replace("advisor", "adviser")
        .replace("spokeswoman", "spokesperson")
        .replace("spokesman", "spokesperson")
        .replace("chairman", "chairperson")
        .replace("chairwoman", "chairperson")
        .replace("minister of foreign affairs", "foreign minister")
        .replace("minister for foreign affairs", "foreign minister")
        .replace("minister of defence", "defence minister");
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    while words
        .last()
        .is_some_and(|word| ["of", "the", "for", "'s"].contains(word))
    {
        words.pop();
    }
    let first = words
        .iter()
        .position(|word| !["the", "a", "current", "acting"].contains(word))?;
    Some(Parts {
        side,
        body,
        title: words[first..].join(" "),
    })
}

/// The side, its metonym if it is one, and the bytes of the words that name it.
fn side_of(plain: &str) -> Option<(&'static str, Option<Metonymy>, usize, usize)> {
    for (side, names) in BODIES {
        for name in std::iter::once(side).chain(*names) {
            if let Some(start) = find_word(plain, name) {
                return Some((side, None, start, start + name.len()));
            }
        }
    }
    let mentions = find_all(plain);
    let (span, mention) = mentions.first()?;
    if mentions.iter().any(|(_, other)| other.country != mention.country) {
        return None;
    }
    let body = mention.body.filter(|_| mention.as_ == MentionAs::Metonym);
    // Offices of the European Union are listed under its short name, as those of other bodies.
    let side = if mention.country.code == "EU" {
        "EU"
    } else {
        mention.country.name
    };
    // A second mention ("US State Department") is the more exact one.
    let (last, exact) = mentions.last()?;
    let body = exact.body.or(body).map(|body| (last.of(plain).to_owned(), body));
    Some((side, body, span.start, last.end))
}

fn find_word(text: &str, word: &str) -> Option<usize> {
    let is_letter = |c: char| c.is_alphanumeric();
    text.match_indices(word).map(|(start, _)| start).find(|start| {
        !text[..*start].ends_with(is_letter) && !text[start + word.len()..].starts_with(is_letter)
    })
}

fn fitting(parts: &Parts, (role, words): Wanted, on: Option<Date>) -> Vec<&'static Tenure> {
    let of_president = parts
        .body
        .as_ref()
        .is_some_and(|(_, body)| body.starts_with("Presidency"));
    let is_state = country(parts.side).is_some() && parts.side != "EU";
    let leads =
        role != Role::HeadOfState || parts.title != "leader" || LED_BY_PRESIDENT.contains(&parts.side);
    // "A Russian spokesman" may be anybody's; the Kremlin's or the State Department's is known.
    let speaks = parts.title != "spokesperson"
        || match role {
            Role::PressSecretary => of_president,
            _ => !of_president && (parts.body.is_some() || !is_state),
        };
    // "The French chief" is nobody, "the CIA chief" somebody.
    let heads = role != Role::HeadOfBody
        || !is_state
        || parts.body.is_some()
        || !["head", "chief", "director", "president"].contains(&parts.title.as_str());
    let minister = role != Role::DefenceMinister || parts.title != "chief" || parts.body.is_some();
    if !(leads && speaks && heads && minister) {
        return Vec::new();
    }
    holders(role, parts.side, on)
        .into_iter()
        .filter(|tenure| {
            words.is_empty()
                || words
                    .iter()
                    .any(|word| tenure.office.contains(word) || tenure.person.name.starts_with(word))
        })
        .filter(|tenure| parts.body.as_ref().is_none_or(|body| belongs(tenure, body)))
        .collect()
}

/// Whether an office is one of the body that a metonym stands for.
fn belongs(tenure: &Tenure, (word, body): &Metonymy) -> bool {
    let office = tenure.office;
    let foreign = [
        "Foreign",
        "Department of State",
        "External Affairs",
        "Auswärtiges",
    ];
    if body.starts_with("Presidency") {
        return [Role::PressSecretary, Role::HeadOfState, Role::Aide].contains(&tenure.role);
    }
    if *body == "Department of Defense" || body.starts_with("Ministry of Defence") {
        return tenure.role == Role::DefenceMinister;
    }
    if foreign.iter().any(|name| body.contains(name)) {
        return tenure.role == Role::ForeignMinister
            || ["Foreign Ministry", "State Department", "External Affairs"]
                .iter()
                .any(|name| office.contains(name));
    }
    if body.starts_with("Office of the") {
        return tenure.role == Role::HeadOfGovernment;
    }
    // "Taipei's president" and the like: words that stand for all of the government exclude nothing.
    *body == "government" || office.contains(body) || office.contains(word.as_str())
}

/// An office whose full name is in the phrase ("US Special Representative for Iran").
fn named_in_full(phrase: &str, on: Option<Date>) -> Option<&'static Tenure> {
    let plain = folded(phrase).to_lowercase();
    let plain = plain.strip_prefix("the ").unwrap_or(&plain);
    let found = offices()
        .iter()
        .filter(|tenure| tenure.office.to_lowercase() == plain)
        .filter(|tenure| on.is_none_or(|day| tenure.may_include(day)))
        .collect();
    only_person(found).filter(|tenure| on.is_some() || tenure.spans_table())
}

/// The latest of the tenures, if they are all one person's.
fn only_person(found: Vec<&'static Tenure>) -> Option<&'static Tenure> {
    let first = found.first()?;
    let same = found.iter().all(|tenure| tenure.person == first.person);
    same.then(|| found.iter().copied().max_by_key(|tenure| tenure.from))
        .flatten()
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
