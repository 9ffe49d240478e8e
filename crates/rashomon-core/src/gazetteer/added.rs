//! A user's own table of offices: checking it, and putting it before the one that the program ships with.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::countries::rows;
use super::offices::{NOBODY, OfficeDate, ROLES, Role, SOURCE, is_looked_up};

static ADDED: OnceLock<String> = OnceLock::new();

/// What is wrong with a table of offices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A row cannot be read.
    #[error("{line}: {fault}")]
    Row {
        /// Counted from 1.
        line: usize,
        /// What is wrong with the row.
        fault: RowFault,
    },
    /// A table was added before, or the first account was read already.
    #[error("a table of offices can be added once, before anything is read")]
    Late,
}

/// What is wrong with a row of a table of offices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// Too few or too many columns.
    #[error(
        "expected 7 columns with tabs between them (person, other names, office, role, side, from, to), found {0}"
    )]
    Columns(usize),
    /// A column that must hold something is empty.
    #[error("the column “{0}” is empty")]
    Empty(&'static str),
    /// No such kind of office.
    #[error("“{0}” is no kind of office; known are {known}", known = ROLES.map(|(key, _)| key).join(", "))]
    Role(String),
    /// Not a date.
    #[error("“{0}” is no date; write 2018-04-26, 2018-04 or 2018")]
    Date(String),
    /// The office ends before it begins.
    #[error("the office ends ({to}) before it begins ({from})")]
    Reversed {
        /// As written.
        from: String,
        /// As written.
        to: String,
    },
}

/// Adds a user's table of offices, for as long as the program runs.
///
/// `table` has the columns of `data/offices.tsv`; lines that are empty or begin with `#` are passed over. An
/// office of a side that the user's table has is the user's alone: the shipped rows for it are not used.
///
/// # Errors
/// [`TableError::Row`] for the first row that cannot be read, and nothing is added; [`TableError::Late`] when
/// offices have been looked up already.
pub fn add_offices(table: String) -> Result<(), TableError> {
    for (number, row) in table.lines().enumerate() {
        let row = row.trim_end_matches('\r');
        if !row.is_empty() && !row.starts_with('#') {
            check(row).map_err(|fault| TableError::Row {
                line: number + 1,
                fault,
            })?;
        }
    }
    if is_looked_up() {
        return Err(TableError::Late);
    }
    ADDED.set(table.replace('\r', "")).map_err(|_| TableError::Late)
}

fn check(row: &str) -> Result<(), RowFault> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [person, _, office, role, side, from, to] = columns[..] else {
        return Err(RowFault::Columns(columns.len()));
    };
    for (name, value) in [
        ("person", person),
        ("office", office),
        ("side", side),
        ("from", from),
    ] {
        if value.trim().is_empty() {
            return Err(RowFault::Empty(name));
        }
    }
    Role::parse(role).ok_or_else(|| RowFault::Role(role.to_owned()))?;
    let date = |text: &str| OfficeDate::parse(text).ok_or_else(|| RowFault::Date(text.to_owned()));
    let begins = date(from)?;
    if !to.is_empty() && date(to)?.latest < begins.earliest {
        let (from, to) = (from.to_owned(), to.to_owned());
        return Err(RowFault::Reversed { from, to });
    }
    Ok(())
}

/// Every row that counts: the user's, then the shipped ones for other offices.
pub(super) fn all_rows() -> Vec<&'static str> {
    combined(ADDED.get().map_or("", String::as_str), SOURCE)
}

fn combined(added: &'static str, shipped: &'static str) -> Vec<&'static str> {
    let mine: Vec<&str> = rows(added).collect();
    let replaced: HashSet<_> = mine.iter().filter_map(|row| office_of(row)).collect();
    let others = rows(shipped).filter(|row| office_of(row).is_none_or(|office| !replaced.contains(&office)));
    mine.iter().copied().chain(others).collect()
}

/// The side and the office that a row is about.
fn office_of(row: &str) -> Option<(&str, &str)> {
    let mut columns = row.split('\t').skip(2);
    let office = columns.next()?;
    let side = columns.nth(1)?;
    Some((side, office.strip_prefix("Acting ").unwrap_or(office)))
}

/// Whether a row says that nobody is known to have held the office.
pub(super) fn names_nobody(row: &str) -> bool {
    row.split('\t').next() == Some(NOBODY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(row: &str) -> String {
        check(row).unwrap_err().to_string()
    }

    #[test]
    fn a_right_row_passes() {
        let row = "Anna Lund\tA. Lund\tFisheries Minister of Norway\thead_of_body\tNorway\t2018-04\t";
        assert_eq!(check(row), Ok(()));
    }

    #[test]
    fn what_is_wrong_with_a_row_is_said() {
        assert_eq!(
            fault("Anna Lund, Fisheries Minister"),
            "expected 7 columns with tabs between them (person, other names, office, role, side, from, to), found 1"
        );
        assert_eq!(
            fault("Anna Lund\t\tMinister\thead_of_body\tNorway\tApril 2018\t"),
            "“April 2018” is no date; write 2018-04-26, 2018-04 or 2018"
        );
        assert_eq!(
            fault("Anna Lund\t\tMinister\thead_of_body\tNorway\t2018\t2017-05"),
            "the office ends (2017-05) before it begins (2018)"
        );
        assert_eq!(
            fault("\t\tMinister\thead_of_body\tNorway\t2018\t"),
            "the column “person” is empty"
        );
        let fault = fault("Anna Lund\t\tMinister\tminister\tNorway\t2018\t");
        assert!(
            fault.starts_with("“minister” is no kind of office; known are supreme_leader, "),
            "{fault}"
        );
    }

    #[test]
    fn the_line_is_counted_with_comments() {
        let table = "# mine\n\nAnna Lund\tNorway\n".to_owned();
        let error = add_offices(table).unwrap_err().to_string();
        assert!(error.starts_with("3: expected 7 columns"), "{error}");
    }

    #[test]
    fn a_users_office_replaces_the_shipped_one() {
        let shipped = "Old\t\tKing of Belmora\thead_of_state\tBelmora\t2000\t\nOther\t\tQueen of Zed\thead_of_state\tZed\t2000\t";
        let rows = combined(
            "New\t\tActing King of Belmora\thead_of_state\tBelmora\t2001\t",
            shipped,
        );
        let names: Vec<&str> = rows.iter().filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(names, ["New", "Other"]);
    }
}
