use std::collections::{BTreeMap, HashSet};

use jiff::civil::date;

use super::*;
use crate::gazetteer::countries::rows;
use crate::gazetteer::country;

/// Offices that one person holds at a time.
fn is_single(role: Role) -> bool {
    !matches!(role, Role::Spokesperson | Role::Aide)
}

/// Name, from and to.
type Held = (&'static str, OfficeDate, Option<OfficeDate>);

/// From and to of each tenure, and of each time in which nobody is known to have held the office, by side and
/// office.
fn by_office() -> BTreeMap<(&'static str, &'static str), Vec<Held>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in rows(SOURCE) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, _, office, role, side, from, to] = columns[..] else {
            panic!("columns: {line}")
        };
        if Role::parse(role).is_some_and(is_single) {
            let office = office.strip_prefix("Acting ").unwrap_or(office);
            let from = OfficeDate::parse(from).unwrap();
            out.entry((side, office))
                .or_default()
                .push((name, from, OfficeDate::parse(to)));
        }
    }
    for held in out.values_mut() {
        held.sort_by_key(|(_, from, _)| *from);
    }
    out
}

fn days(from: Date, to: Date) -> i32 {
    to.since(from).unwrap().get_days()
}

#[test]
fn every_row_is_read() {
    let held = rows(SOURCE).filter(|line| !line.starts_with(NOBODY)).count();
    assert_eq!(offices().len(), held);
    assert!(held > 1000);
}

#[test]
fn no_row_stands_twice() {
    let all: Vec<_> = rows(SOURCE).collect();
    let different: HashSet<_> = all.iter().collect();
    assert_eq!(all.len(), different.len());
    let mut starts = HashSet::new();
    for t in offices() {
        assert!(
            starts.insert((t.person.name, t.office, t.from)),
            "{} {}",
            t.person.name,
            t.office
        );
    }
}

#[test]
fn every_side_is_known() {
    for t in offices() {
        let known = country(t.side).is_some() || BODIES.iter().any(|(body, _)| *body == t.side);
        assert!(known, "{}", t.side);
    }
}

#[test]
fn nobody_leaves_before_he_comes() {
    for t in offices() {
        assert!(
            t.from.earliest >= date(1940, 1, 1) && t.from.latest <= date(2026, 12, 31),
            "{t:?}"
        );
        assert!(
            t.to.is_none_or(|to| to.latest > t.from.earliest && to.earliest >= date(2000, 1, 1)),
            "{t:?}"
        );
    }
}

#[test]
fn no_two_hold_one_office() {
    for ((side, office), held) in by_office() {
        for pair in held.windows(2) {
            let (name, _, to) = pair[0];
            let to = to.unwrap_or_else(|| panic!("{side}: {office}: {name} never left, {} came", pair[1].0));
            let overlap = days(pair[1].1.latest, to.earliest);
            assert!(
                overlap <= 1,
                "{side}: {office}: {name} and {} for {overlap} days",
                pair[1].0
            );
        }
    }
}

#[test]
fn no_office_is_empty_for_long() {
    for ((side, office), held) in by_office() {
        for pair in held.windows(2) {
            let (name, _, to) = pair[0];
            let gap = days(to.unwrap().latest, pair[1].1.earliest);
            assert!(
                gap <= 60,
                "{side}: {office}: {gap} days between {name} and {}",
                pair[1].0
            );
        }
    }
}

#[test]
fn names_in_every_spelling() {
    let name = |words| {
        by_name(words)
            .iter()
            .map(|person| person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(name("Yury Ushakov"), ["Yuri Ushakov"]);
    assert_eq!(name("François Hollande"), ["Francois Hollande"]);
    assert_eq!(name("Erdoğan"), ["Recep Tayyip Erdogan"]);
    assert_eq!(name("Lavrov"), ["Sergey Lavrov"]);
    assert_eq!(name("Xi"), ["Xi Jinping"]);
    assert_eq!(name("Kim Jong Un"), ["Kim Jong-un"]);
    assert_eq!(name("Assad"), ["Bashar al-Assad", "Hafez al-Assad"]);
    assert_eq!(name("Nobody"), [""; 0]);
}

#[test]
fn holders_on_a_day() {
    let names = |role, side, day| {
        holders(role, side, Some(day))
            .iter()
            .map(|t| t.person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(Role::DefenceMinister, "United States", date(2019, 5, 14)),
        ["Patrick Shanahan"]
    );
    assert_eq!(names(Role::HeadOfState, "Lebanon", date(2023, 6, 1)), [""; 0]);
    assert!(names(Role::Spokesperson, "China", date(2021, 6, 1)).len() > 1);
    assert_eq!(holders(Role::SupremeLeader, "Iran", None).len(), 1);
}
