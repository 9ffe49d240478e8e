//! Two people's case files made one, and how far they agree.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_core::{Account, Warning};
use rusqlite::params;

use crate::apply::{Applied, Part};
use crate::decision::{Decided, Decision, Ruling};
use crate::error::CaseError;
use crate::store::{Case, written};

/// What came in from another case file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Accounts that were not here.
    pub accounts: usize,
    /// Decisions that were not here.
    pub decisions: usize,
    /// Decisions that were taken back there.
    pub undone: usize,
}

/// How far two people agree where both judged the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The two people, in the order of their names.
    pub people: (String, String),
    /// What they judged: "statements", "threads", "discrepancies", "omissions", "speakers".
    pub of: &'static str,
    /// How many things both judged.
    pub judged: usize,
    /// On how many of those they agree.
    pub agreed: usize,
    /// Cohen's kappa, -1 to 1; `None` where chance alone would make them agree on everything.
    pub kappa: Option<f64>,
}

impl Case {
    /// Brings in the accounts and decisions of another case, all of them or none. Accounts are the same when their
    /// bytes are; nothing here is changed but that a decision taken back there is taken back here too. What the machine
    /// found is not brought in but found anew: a file that comes from someone else is checked, not believed.
    ///
    /// # Errors
    /// When one file cannot be read or the other not be written.
    pub fn merge(&mut self, other: &Case) -> Result<Merged, CaseError> {
        let known: BTreeSet<String> = self.entries()?.into_iter().map(|entry| entry.hash).collect();
        let own: BTreeMap<String, bool> = self
            .decisions()?
            .into_iter()
            .map(|d| (d.id, d.undone.is_some()))
            .collect();
        let (entries, decisions) = (other.entries()?, other.decisions()?);
        let new_accounts: Vec<_> = entries
            .iter()
            .filter(|e| !known.contains(&e.hash) && e.removed.is_none())
            .collect();
        let mut merged = Merged::default();
        let path = self.path.clone();
        let transaction = self
            .db
            .transaction()
            .map_err(|error| CaseError::of(&path, error))?;
        for entry in new_accounts {
            let row = other.whole(&entry.hash)?;
            let id = crate::store::free_id(&transaction, &entry.id);
            let id = id.map_err(|error| CaseError::of(&path, error))?;
            let account = Account {
                id: id.clone(),
                ..other.sound(&entry.hash, &row)?
            };
            let copied = (|| {
                transaction.execute(
                    "INSERT INTO account (hash, id, origin, bytes, read, warnings, added_by, added_at) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        entry.hash,
                        id,
                        entry.origin,
                        row.bytes,
                        written(&account),
                        row.warnings,
                        entry.added.by,
                        entry.added.at
                    ],
                )?;
                crate::store::index(&transaction, &entry.hash, &account)
            })();
            copied.map_err(|error| CaseError::of(&path, error))?;
            merged.accounts += 1;
        }
        for decision in &decisions {
            let brought = bring(&transaction, decision, own.get(&decision.id));
            match brought.map_err(|error| CaseError::of(&path, error))? {
                Brought::New => merged.decisions += 1,
                Brought::Undone => merged.undone += 1,
                Brought::Nothing => {}
            }
        }
        transaction
            .commit()
            .map_err(|error| CaseError::of(&path, error))?;
        Ok(merged)
    }

    /// Everything about one account.
    fn whole(&self, hash: &str) -> Result<Whole, CaseError> {
        let whole = self.db.query_row(
            "SELECT bytes, read, warnings FROM account WHERE hash = ?1",
            [hash],
            |row| {
                Ok(Whole {
                    bytes: row.get(0)?,
                    read: row.get(1)?,
                    warnings: row.get(2)?,
                })
            },
        );
        self.checked(whole)
    }

    /// The account, if its bytes are those of its hash and every place that it names is in its text.
    fn sound(&self, hash: &str, whole: &Whole) -> Result<Account, CaseError> {
        let account: Account = self.parsed(&whole.read)?;
        let warnings: Vec<Warning> = self.parsed(&whole.warnings)?;
        let blocks = account
            .blocks
            .iter()
            .flat_map(|block| [Some(block.span), block.speaker]);
        let mut spans = blocks
            .chain(warnings.iter().map(|warning| warning.span))
            .flatten();
        let is_sound = crate::store::hash(&whole.bytes) == hash
            && spans.all(|span| account.text.get(span.start..span.end).is_some());
        match is_sound {
            true => Ok(account),
            false => Err(CaseError::Damaged(self.path.clone())),
        }
    }
}

/// An account as the file has it.
struct Whole {
    bytes: Vec<u8>,
    read: String,
    warnings: String,
}

enum Brought {
    New,
    Undone,
    Nothing,
}

/// Brings in one decision; `own` says whether it is here and whether it was taken back here.
fn bring(
    transaction: &rusqlite::Transaction<'_>,
    decision: &Decision,
    own: Option<&bool>,
) -> rusqlite::Result<Brought> {
    let undone = decision.undone.as_ref();
    let (undone_by, undone_at) = (undone.map(|u| &u.by), undone.map(|u| &u.at));
    match (own, undone) {
        (None, _) => {
            let decided = written(&Decided {
                target: decision.target.clone(),
                ruling: decision.ruling.clone(),
                seen: decision.seen.clone(),
            });
            transaction.execute(
                "INSERT INTO decision (id, made_by, made_at, decided, undone_by, undone_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    decision.id,
                    decision.made.by,
                    decision.made.at,
                    decided,
                    undone_by,
                    undone_at
                ],
            )?;
            Ok(Brought::New)
        }
        (Some(false), Some(_)) => {
            transaction.execute(
                "UPDATE decision SET undone_by = ?2, undone_at = ?3 WHERE id = ?1",
                params![decision.id, undone_by, undone_at],
            )?;
            Ok(Brought::Undone)
        }
        _ => Ok(Brought::Nothing),
    }
}

/// Two people and what they judged.
type Judges<'a> = (&'a str, &'a str, &'static str);
/// What both said of each thing.
type Labels<'a> = Vec<(&'a str, &'a str)>;

/// How far people agree, pair by pair, by what they judged; the latest judgement of each on each thing counts.
pub fn agreements(decisions: &[Decision], applied: &Applied) -> Vec<Agreement> {
    // What was judged and where, then by whom, then what they said.
    let mut said: BTreeMap<(&'static str, &Part), BTreeMap<&str, String>> = BTreeMap::new();
    for (part, state) in &applied.states {
        for decision in state.decisions.iter().map(|&place| &decisions[place]) {
            let judged = match (&decision.ruling, kind(part)) {
                (Ruling::Accept, Some(kind)) => Some((kind, "accepted".to_owned())),
                (Ruling::Reject, Some(kind)) => Some((kind, "rejected".to_owned())),
                (Ruling::Speaker { name }, _) => Some(("speakers", name.trim().to_lowercase())),
                _ => None,
            };
            if let Some((kind, word)) = judged {
                let by_person = said.entry((kind, part)).or_default();
                by_person.insert(&decision.made.by, word);
            }
        }
    }
    let mut pairs: BTreeMap<Judges<'_>, Labels<'_>> = BTreeMap::new();
    for ((kind, _), by_person) in &said {
        for (one, first) in by_person {
            for (two, second) in by_person.range(*one..).skip(1) {
                pairs.entry((one, two, kind)).or_default().push((first, second));
            }
        }
    }
    let agreement = |((one, two, of), pairs): (Judges<'_>, Labels<'_>)| Agreement {
        people: (one.to_owned(), two.to_owned()),
        of,
        judged: pairs.len(),
        agreed: pairs.iter().filter(|(a, b)| a == b).count(),
        kappa: kappa(&pairs),
    };
    pairs.into_iter().map(agreement).collect()
}

fn kind(part: &Part) -> Option<&'static str> {
    match part {
        Part::Statement(_) => Some("statements"),
        Part::Thread(_) => Some("threads"),
        Part::Discrepancy(_) => Some("discrepancies"),
        Part::Omission(..) => Some("omissions"),
        Part::Issue(_) | Part::Account(_) | Part::Actor(_) | Part::Case => None,
    }
}

/// Cohen's kappa of two people's labels for the same things: (p_o - p_e) / (1 - p_e).
///
/// `None` without labels, and where both gave one and the same label throughout.
///
/// Source: J. Cohen, A coefficient of agreement for nominal scales, 1960.
///
/// ```
/// let pairs = [("yes", "yes"); 20].into_iter().chain([("yes", "no"); 5]).chain([("no", "yes"); 10]);
/// let pairs: Vec<_> = pairs.chain([("no", "no"); 15]).collect();
/// assert!((rashomon_case::kappa(&pairs).unwrap() - 0.4).abs() < 1e-9);
/// ```
pub fn kappa(pairs: &[(&str, &str)]) -> Option<f64> {
    let all = pairs.len() as f64;
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        counts.entry(a).or_default().0 += 1.0;
        counts.entry(b).or_default().1 += 1.0;
    }
    let observed = pairs.iter().filter(|(a, b)| a == b).count() as f64 / all;
    let by_chance: f64 = counts.values().map(|(a, b)| a * b / (all * all)).sum();
    (all > 0.0 && by_chance < 1.0).then(|| (observed - by_chance) / (1.0 - by_chance))
}
