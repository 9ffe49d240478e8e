//! The table of who held which office, and when.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use jiff::civil::Date;

use super::added::{all_rows, names_nobody};
use super::countries::values;
use super::family_names::family_name;
use super::fold::folded;

/// Someone who held an office of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name that readers know ("Sergey Lavrov"), without accents.
    pub name: &'static str,
    /// Other spellings and names ("Sergei Lavrov").
    pub other_names: Vec<&'static str>,
    /// "Lavrov"; `None` for monarchs and others who are not called by one.
    pub family_name: Option<String>,
}

/// One person's time in one office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Who.
    pub person: &'static Person,
    /// The office in words for readers ("President of Russia"), without "Acting".
    pub office: &'static str,
    /// What kind of office it is.
    pub role: Role,
    /// A [`Country::name`](super::Country::name) or one of [`BODIES`].
    pub side: &'static str,
    /// When it began.
    pub from: OfficeDate,
    /// When it was handed over; `None` while it is held.
    pub to: Option<OfficeDate>,
    /// Whether it was held for the time being.
    pub acting: bool,
}

impl Tenure {
    /// Whether the office may have been held on this day.
    ///
    /// The day of handing over counts for the successor. Where a date is known to the month or year only,
    /// every day of it counts for both.
    pub fn may_include(&self, day: Date) -> bool {
        let ended = self.to.is_some_and(|to| {
            if to.is_exact() {
                to.earliest <= day
            } else {
                to.latest < day
            }
        });
        self.from.earliest <= day && !ended
    }

    /// Whether it covers all the time that the table is about, so that no row can be missing beside it.
    pub(super) fn spans_table(&self) -> bool {
        self.from.latest.year() <= 2000 && self.to.is_none()
    }
}

/// A date as exactly as it is known: both ends are the same day when it is known to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeDate {
    /// First day that it can be.
    pub earliest: Date,
    /// Last day that it can be.
    pub latest: Date,
}

impl OfficeDate {
    /// Whether it is known to the day.
    pub fn is_exact(self) -> bool {
        self.earliest == self.latest
    }

    /// Reads "2018", "2018-04" or "2018-04-26".
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let earliest = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let latest = match (month, day) {
            (_, Some(_)) => earliest,
            (Some(_), None) => earliest.last_of_month(),
            (None, None) => Date::new(year, 12, 31).ok()?,
        };
        Some(Self { earliest, latest })
    }
}

/// What kind of office it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The highest authority where it is neither president nor premier (Iran, North Korea, the Taliban).
    SupremeLeader,
    /// President, monarch, emir.
    HeadOfState,
    /// Prime minister, premier, chancellor. Not listed again where the president is both.
    HeadOfGovernment,
    /// Vice president, crown prince.
    ViceHead,
    /// Foreign minister, secretary of state, high representative.
    ForeignMinister,
    /// Defence minister.
    DefenceMinister,
    /// National security adviser, secretary of a security council.
    NationalSecurity,
    /// Speaks for a president.
    PressSecretary,
    /// Speaks for a ministry, a government or an organisation; several may at one time.
    Spokesperson,
    /// Chief aide.
    Aide,
    /// Head of an organisation, agency, parliament or party; a side may have several.
    HeadOfBody,
    /// Ambassador, special representative.
    Envoy,
}

/// Every kind of office by its key in the tables.
pub(super) const ROLES: [(&str, Role); 12] = [
    ("supreme_leader", Role::SupremeLeader),
    ("head_of_state", Role::HeadOfState),
    ("head_of_government", Role::HeadOfGovernment),
    ("vice_head", Role::ViceHead),
    ("foreign_minister", Role::ForeignMinister),
    ("defence_minister", Role::DefenceMinister),
    ("national_security", Role::NationalSecurity),
    ("press_secretary", Role::PressSecretary),
    ("spokesperson", Role::Spokesperson),
    ("aide", Role::Aide),
    ("head_of_body", Role::HeadOfBody),
    ("envoy", Role::Envoy),
];

impl Role {
    pub(super) fn parse(key: &str) -> Option<Self> {
        ROLES
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, role)| *role)
    }
}

/// Sides that are no states, by the name used in [`Tenure::side`], with other names.
pub const BODIES: &[(&str, &[&str])] = &[
    ("UN", &["U.N.", "United Nations"]),
    ("EU", &["E.U.", "European Union"]),
    ("NATO", &["Nato", "North Atlantic Treaty Organization"]),
    ("IAEA", &["International Atomic Energy Agency"]),
    ("AU", &["African Union"]),
    ("ASEAN", &["Asean"]),
    ("WHO", &["World Health Organization", "World Health Organisation"]),
    ("IMF", &["International Monetary Fund"]),
    ("World Bank", &[]),
    ("WTO", &["World Trade Organization", "World Trade Organisation"]),
    ("OPEC", &["Opec"]),
    ("OPCW", &[]),
    ("OSCE", &[]),
    ("OAS", &["Organization of American States"]),
    ("Arab League", &["League of Arab States"]),
    ("European Central Bank", &["ECB"]),
    ("Hamas", &[]),
    ("Hezbollah", &["Hizbullah", "Hizballah"]),
    ("Taliban", &[]),
];

struct Table {
    tenures: Vec<Tenure>,
    /// By name in small letters, without accents.
    by_full_name: HashMap<String, Vec<&'static Person>>,
    by_family_name: HashMap<String, Vec<&'static Person>>,
}

pub(super) const SOURCE: &str = include_str!("../../data/offices.tsv");

/// In the person's column: nobody is known to have held the office.
pub(super) const NOBODY: &str = "-";

static PERSONS: LazyLock<Vec<Person>> = LazyLock::new(|| {
    let mut seen: HashMap<&str, (Vec<&str>, &str)> = HashMap::new();
    for row in all_rows().into_iter().filter(|row| !names_nobody(row)) {
        if let [name, others, _, _, side, ..] = row.split('\t').collect::<Vec<_>>()[..] {
            let known = &mut seen.entry(name).or_insert((Vec::new(), side)).0;
            known.extend(
                values(others)
                    .into_iter()
                    .filter(|other| !known.contains(other))
                    .collect::<Vec<_>>(),
            );
        }
    }
    let person = |(name, (other_names, side)): (&'static str, (Vec<&'static str>, &'static str))| Person {
        name,
        other_names,
        family_name: family_name(name, side),
    };
    let mut persons: Vec<Person> = seen.into_iter().map(person).collect();
    persons.sort_by_key(|person| person.name);
    persons
});

static TABLE: OnceLock<Table> = OnceLock::new();

/// Whether anything was looked up yet, after which the table stays as it is.
pub(super) fn is_looked_up() -> bool {
    TABLE.get().is_some()
}

fn table() -> &'static Table {
    TABLE.get_or_init(read_table)
}

fn read_table() -> Table {
    let mut table = Table {
        tenures: all_rows().into_iter().filter_map(parse_row).collect(),
        by_full_name: HashMap::new(),
        by_family_name: HashMap::new(),
    };
    for person in PERSONS.iter() {
        for name in std::iter::once(&person.name).chain(&person.other_names) {
            let bearers = table.by_full_name.entry(name_key(name)).or_default();
            if !bearers.contains(&person) {
                bearers.push(person);
            }
        }
        if let Some(family) = &person.family_name {
            table
                .by_family_name
                .entry(name_key(family))
                .or_default()
                .push(person);
        }
    }
    table
}

fn parse_row(line: &'static str) -> Option<Tenure> {
    let columns: Vec<&'static str> = line.split('\t').collect();
    let [name, _, office, role, side, from, to] = columns[..] else {
        return None;
    };
    let person = PERSONS.binary_search_by_key(&name, |person| person.name).ok()?;
    let without_acting = office.strip_prefix("Acting ");
    Some(Tenure {
        person: &PERSONS[person],
        office: without_acting.unwrap_or(office),
        role: Role::parse(role)?,
        side,
        from: OfficeDate::parse(from)?,
        to: if to.is_empty() {
            None
        } else {
            Some(OfficeDate::parse(to)?)
        },
        acting: without_acting.is_some(),
    })
}

fn name_key(name: &str) -> String {
    folded(name).to_lowercase().replace('-', " ")
}

/// Every tenure of the table, by side, role, office and date.
pub fn offices() -> &'static [Tenure] {
    &table().tenures
}

/// Who held a role for a side on a day, or ever, when no day is given; empty when the table does not say.
///
/// `side` is a [`Country::name`](super::Country::name) or one of [`BODIES`]. Several for roles that several
/// may hold, and on days of handing over that are not known exactly.
pub fn holders(role: Role, side: &str, on: Option<Date>) -> Vec<&'static Tenure> {
    offices()
        .iter()
        .filter(|tenure| tenure.role == role && tenure.side == side)
        .filter(|tenure| on.is_none_or(|day| tenure.may_include(day)))
        .collect()
}

/// The persons with this full name or, if none has it, with this family name; empty when nobody has.
///
/// Letter case, accents, hyphens and typographic apostrophes make no difference. More than one when several
/// persons of the table share the name. Does not guess at misspellings.
///
/// ```
/// use rashomon_core::gazetteer::by_name;
/// assert_eq!(by_name("Volodymyr Zelenskyy")[0].name, "Volodymyr Zelensky");
/// assert_eq!(by_name("von der Leyen")[0].name, "Ursula von der Leyen");
/// ```
pub fn by_name(name: &str) -> Vec<&'static Person> {
    let key = name_key(name.trim());
    let found = table()
        .by_full_name
        .get(&key)
        .or_else(|| table().by_family_name.get(&key));
    found.cloned().unwrap_or_default()
}

#[cfg(test)]
#[path = "offices_tests.rs"]
mod tests;
