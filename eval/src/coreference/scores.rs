//! The three measures of coreference that are usually given together, and their mean.
//!
//! Chains are sets of mentions; a mention is any value that can be compared. Sums over documents are made
//! of numerators and denominators, as the reference scorer of the CoNLL shared tasks makes them.

use std::collections::BTreeMap;

use super::assignment::best_assignment;

/// Right and all, for recall and for precision; may be summed over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// What counts as right, of the key.
    pub recalled: f64,
    /// All of the key.
    pub key: f64,
    /// What counts as right, of the response.
    pub precise: f64,
    /// All of the response.
    pub response: f64,
}

impl Sums {
    /// Recall from 0 to 1; 0 without a key.
    pub fn recall(self) -> f64 {
        ratio(self.recalled, self.key)
    }

    /// Precision from 0 to 1; 0 without a response.
    pub fn precision(self) -> f64 {
        ratio(self.precise, self.response)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(
            2.0 * self.recall() * self.precision(),
            self.recall() + self.precision(),
        )
    }

    fn add(&mut self, other: Self) {
        self.recalled += other.recalled;
        self.key += other.key;
        self.precise += other.precise;
        self.response += other.response;
    }
}

fn ratio(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}

/// The three measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Links: Vilain et al. (1995).
    pub muc: Sums,
    /// Mentions: Bagga and Baldwin (1998).
    pub b_cubed: Sums,
    /// Chains aligned one to one, by their likeness `2 |k ∩ r| / (|k| + |r|)`: Luo (2005), entity-based.
    pub ceaf_e: Sums,
}

impl Scores {
    /// The mean of the three F1: the "CoNLL score".
    pub fn mean(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }

    /// Adds another document's.
    pub fn add(&mut self, other: &Self) {
        self.muc.add(other.muc);
        self.b_cubed.add(other.b_cubed);
        self.ceaf_e.add(other.ceaf_e);
    }
}

/// Scores the chains of one document; chains are disjoint on each side.
///
/// ```
/// use rashomon_eval::coreference::scores;
/// // Luo (2005), key {1 2 3 4 5} {6 7} {8 9 A B C}, response {1 2 3 4 5} {6 7 8 9 A B C}.
/// let key = [vec![1, 2, 3, 4, 5], vec![6, 7], vec![8, 9, 10, 11, 12]];
/// let response = [vec![1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11, 12]];
/// let found = scores(&key, &response);
/// assert_eq!(format!("{:.3} {:.3}", found.muc.f1(), found.b_cubed.f1()), "0.947 0.865");
/// ```
pub fn scores<M: Ord + Copy>(key: &[Vec<M>], response: &[Vec<M>]) -> Scores {
    let (of_key, of_response) = (chain_of(key), chain_of(response));
    let (recalled, key_links) = links(key, &of_response);
    let (precise, response_links) = links(response, &of_key);
    let muc = Sums {
        recalled,
        key: key_links,
        precise,
        response: response_links,
    };
    let b_cubed = Sums {
        recalled: shares(key, &of_response),
        key: of_key.len() as f64,
        precise: shares(response, &of_key),
        response: of_response.len() as f64,
    };
    let likeness = aligned(key, response, &of_response);
    let ceaf_e = Sums {
        recalled: likeness,
        key: key.len() as f64,
        precise: likeness,
        response: response.len() as f64,
    };
    Scores { muc, b_cubed, ceaf_e }
}

fn chain_of<M: Ord + Copy>(chains: &[Vec<M>]) -> BTreeMap<M, usize> {
    let numbered = chains.iter().enumerate();
    numbered
        .flat_map(|(nth, chain)| chain.iter().map(move |m| (*m, nth)))
        .collect()
}

/// How many members of a chain each chain of the other side holds, and how many none does.
fn parts<M: Ord + Copy>(chain: &[M], other: &BTreeMap<M, usize>) -> (BTreeMap<usize, usize>, usize) {
    let mut held = BTreeMap::new();
    let mut alone = 0;
    for mention in chain {
        match other.get(mention) {
            Some(nth) => *held.entry(*nth).or_insert(0) += 1,
            None => alone += 1,
        }
    }
    (held, alone)
}

/// Links that the other side keeps, and all links.
fn links<M: Ord + Copy>(chains: &[Vec<M>], other: &BTreeMap<M, usize>) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for chain in chains {
        let (held, alone) = parts(chain, other);
        sums.0 += (chain.len() - held.len() - alone) as f64;
        sums.1 += chain.len() as f64 - 1.0;
    }
    sums
}

/// For each mention the share of its chain that the other side has together with it; summed.
fn shares<M: Ord + Copy>(chains: &[Vec<M>], other: &BTreeMap<M, usize>) -> f64 {
    let share = |chain: &Vec<M>| {
        let (held, _) = parts(chain, other);
        held.values().map(|n| (n * n) as f64).sum::<f64>() / chain.len() as f64
    };
    chains.iter().filter(|c| !c.is_empty()).map(share).sum()
}

/// The summed likeness of the best one-to-one alignment of chains.
fn aligned<M: Ord + Copy>(key: &[Vec<M>], response: &[Vec<M>], of_response: &BTreeMap<M, usize>) -> f64 {
    let likeness: Vec<Vec<f64>> = key
        .iter()
        .map(|chain| {
            let (held, _) = parts(chain, of_response);
            let mut row = vec![0.0; response.len()];
            for (nth, common) in held {
                row[nth] = 2.0 * common as f64 / (chain.len() + response[nth].len()) as f64;
            }
            row
        })
        .collect();
    best_assignment(&likeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(sums: Sums) -> [String; 3] {
        [sums.recall(), sums.precision(), sums.f1()].map(|x| format!("{x:.3}"))
    }

    /// Vilain et al. (1995), section 3: key A-B-C-D, response A-B, C-D.
    #[test]
    fn muc_counts_missing_links() {
        let found = scores(&[vec!['A', 'B', 'C', 'D']], &[vec!['A', 'B'], vec!['C', 'D']]);
        assert_eq!(rounded(found.muc), ["0.667", "1.000", "0.800"]);
    }

    /// Bagga and Baldwin (1998), their two responses to one key: MUC gives both 9/10, B-cubed tells them apart.
    #[test]
    fn b_cubed_tells_errors_apart_that_muc_does_not() {
        let key = [vec![1, 2, 3, 4, 5], vec![6, 7], vec![8, 9, 10, 11, 12]];
        let small = [vec![1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11, 12]];
        let large = [vec![1, 2, 3, 4, 5, 8, 9, 10, 11, 12], vec![6, 7]];
        let (small, large) = (scores(&key, &small), scores(&key, &large));
        assert_eq!((small.muc.precision(), large.muc.precision()), (0.9, 0.9));
        assert_eq!(rounded(small.b_cubed)[1], "0.762");
        assert_eq!(rounded(large.b_cubed)[1], "0.583");
        assert_eq!((small.b_cubed.recall(), large.b_cubed.recall()), (1.0, 1.0));
    }

    /// Luo (2005), table 1: the entity-based CEAF of four responses to the same key.
    #[test]
    fn ceaf_aligns_chains_one_to_one() {
        let key = [vec![1, 2, 3, 4, 5], vec![6, 7], vec![8, 9, 10, 11, 12]];
        let f1 = |response: &[Vec<i32>]| format!("{:.3}", scores(&key, response).ceaf_e.f1());
        assert_eq!(f1(&[vec![1, 2, 3, 4, 5], vec![6, 7, 8, 9, 10, 11, 12]]), "0.733");
        assert_eq!(f1(&[vec![1, 2, 3, 4, 5, 8, 9, 10, 11, 12], vec![6, 7]]), "0.667");
        assert_eq!(f1(&[(1..=12).collect()]), "0.294");
        let apart: Vec<Vec<i32>> = (1..=12).map(|m| vec![m]).collect();
        assert_eq!(f1(&apart), "0.178");
    }

    /// Pradhan et al. (2014), section 5: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
    #[test]
    fn mentions_of_one_side_only_count_against_it() {
        let key = [vec!['a', 'b', 'c'], vec!['d', 'e', 'f', 'g']];
        let response = [vec!['a', 'b'], vec!['c', 'd'], vec!['f', 'g', 'h', 'i']];
        let found = scores(&key, &response);
        assert_eq!(rounded(found.muc), ["0.400", "0.400", "0.400"]);
        assert_eq!(rounded(found.b_cubed), ["0.417", "0.500", "0.455"]);
        assert_eq!(rounded(found.ceaf_e), ["0.650", "0.433", "0.520"]);
    }

    #[test]
    fn the_key_is_a_perfect_response_and_nothing_is_none() {
        let key = [vec![1, 2], vec![3, 4, 5]];
        assert_eq!(scores(&key, &key).mean(), 1.0);
        assert_eq!(scores(&key, &[]).mean(), 0.0);
        assert_eq!(scores::<i32>(&[], &[]).mean(), 0.0);
    }
}
