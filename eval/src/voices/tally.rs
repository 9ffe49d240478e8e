//! Counts by field and value, and the figures they give.

use std::collections::BTreeMap;
use std::fmt::Write;

/// How often a value was wanted, given, and both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Labelled so.
    pub gold: usize,
    /// Found so.
    pub found: usize,
    /// Both.
    pub right: usize,
}

impl Count {
    /// Of what was found so, how much is; 1 when nothing was.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// Of what is so, how much was found; 1 when nothing is.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.gold + self.found)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// Counts of several accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labelled statements.
    pub statements: usize,
    /// Those of them that the program found at all.
    pub found: usize,
    /// By field, then by value.
    pub fields: BTreeMap<&'static str, BTreeMap<String, Count>>,
}

impl Tally {
    /// Counts one value of a field.
    pub fn add(&mut self, field: &'static str, gold: Option<&str>, found: Option<&str>) {
        let values = self.fields.entry(field).or_default();
        if let Some(gold) = gold {
            values.entry(gold.to_owned()).or_default().gold += 1;
        }
        if let Some(found) = found {
            let count = values.entry(found.to_owned()).or_default();
            count.found += 1;
            count.right += usize::from(gold == Some(found));
        }
    }

    /// Counts words that are right when they and the labelled ones have their last word in common.
    pub fn add_words(&mut self, field: &'static str, gold: Option<&str>, found: Option<&str>) {
        let last = |words: &str| -> String {
            let lower = words.to_lowercase();
            let word = lower
                .split(|c: char| !c.is_alphanumeric())
                .rfind(|w| !w.is_empty());
            word.unwrap_or_default().to_owned()
        };
        let is_right = match (gold, found) {
            (Some(gold), Some(found)) => last(gold) == last(found),
            _ => false,
        };
        let values = self.fields.entry(field).or_default();
        let count = values.entry("given".to_owned()).or_default();
        count.gold += usize::from(gold.is_some());
        count.found += usize::from(found.is_some());
        count.right += usize::from(is_right);
    }

    /// The F1 of each value, and of each field over its values; how many statements were found.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let mut out = BTreeMap::new();
        out.insert("statements_recall".to_owned(), ratio(self.found, self.statements));
        for (field, values) in &self.fields {
            let mut all = Count::default();
            for (value, count) in values {
                all.gold += count.gold;
                all.found += count.found;
                all.right += count.right;
                out.insert(format!("{field}: {value}"), count.f1());
            }
            out.insert((*field).to_owned(), all.f1());
        }
        out
    }

    /// A table of precision, recall and F1 in percent, with how often each value is labelled.
    pub fn table(&self) -> String {
        let mut out = format!("statements found: {} of {}\n", self.found, self.statements);
        for (field, values) in &self.fields {
            for (value, count) in values {
                let (p, r, f) = (count.precision(), count.recall(), count.f1());
                // Writing to a string does not fail.
                let _ = writeln!(
                    out,
                    "{field:<14} {value:<18} {:>4}   P {:>5.1}  R {:>5.1}  F1 {:>5.1}",
                    count.gold,
                    p * 100.0,
                    r * 100.0,
                    f * 100.0
                );
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_found_costs_recall_alone() {
        let mut tally = Tally::default();
        tally.add("record", Some("on"), Some("on"));
        tally.add("record", Some("on"), None);
        let count = tally.fields["record"]["on"];
        assert!((count.precision() - 1.0).abs() < 1e-9);
        assert!((count.recall() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn words_are_right_by_their_last() {
        let mut tally = Tally::default();
        tally.add_words("place", Some("Geneva"), Some("in Geneva"));
        tally.add_words("place", None, Some("Rome"));
        assert_eq!(
            tally.fields["place"]["given"],
            Count {
                gold: 1,
                found: 2,
                right: 1
            }
        );
    }
}
