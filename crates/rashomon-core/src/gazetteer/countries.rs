//! The table of states.

use std::sync::LazyLock;

/// A state, or another side that is written of as one (the European Union).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The name by which the project's other tables and `Actor::side` call it ("Russia").
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code; "XK" for Kosovo, "EU" for the European Union.
    pub code: &'static str,
    /// Other names, without article ("Russian Federation", "U.S.").
    pub other_names: Vec<&'static str>,
    /// Adjectives and nouns for its people and things, singular and plural ("Turkish", "Turk", "Turks").
    pub demonyms: Vec<&'static str>,
    /// Seats of government, old and alternative spellings too; empty for city states and the like.
    pub capitals: Vec<&'static str>,
    /// Buildings, streets and bodies that stand for its authorities.
    pub metonyms: Vec<Metonym>,
}

/// A word that stands for a body of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metonym {
    /// "Kremlin".
    pub word: &'static str,
    /// What it stands for: "Presidency of Russia"; "government" where the word is no more exact than that.
    pub body: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    rows(include_str!("../../data/countries.tsv"))
        .filter_map(parse_row)
        .collect()
});

/// Every state of the table, in the table's order, which is also the order of precedence for shared words.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The state with this very name or code; `None` for other names and for anything else.
///
/// Other names ("Britain") are found by [`by_word`](super::by_word).
pub fn country(name_or_code: &str) -> Option<&'static Country> {
    countries()
        .iter()
        .find(|c| c.name == name_or_code || c.code == name_or_code)
}

/// The lines of a table that hold data.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The values of a column that holds several.
pub(super) fn values(column: &'static str) -> Vec<&'static str> {
    column.split('|').filter(|value| !value.is_empty()).collect()
}

fn parse_row(line: &'static str) -> Option<Country> {
    let mut columns = line.split('\t');
    Some(Country {
        name: columns.next()?,
        code: columns.next()?,
        other_names: values(columns.next()?),
        demonyms: values(columns.next()?),
        capitals: values(columns.next()?),
        metonyms: values(columns.next()?)
            .into_iter()
            .filter_map(|pair| pair.split_once('='))
            .map(|(word, body)| Metonym { word, body })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = rows(include_str!("../../data/countries.tsv"));
        assert_eq!(lines.count(), countries().len());
        assert_eq!(
            countries().len(),
            198,
            "193 members of the UN, four other states, and the EU"
        );
    }

    #[test]
    fn names_and_codes_are_unique() {
        let names: HashSet<_> = countries().iter().map(|c| c.name).collect();
        let codes: HashSet<_> = countries().iter().map(|c| c.code).collect();
        assert_eq!((names.len(), codes.len()), (198, 198));
        assert!(codes.iter().all(|code| code.len() == 2));
    }

    #[test]
    fn no_value_has_stray_white_space() {
        for c in countries() {
            let words = c.other_names.iter().chain(&c.demonyms).chain(&c.capitals);
            let metonyms = c.metonyms.iter().flat_map(|m| [&m.word, &m.body]);
            for word in words.chain(metonyms) {
                assert_eq!(word.trim(), *word, "{}", c.name);
                assert!(!word.is_empty(), "{}", c.name);
            }
        }
    }
}
