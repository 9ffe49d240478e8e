//! Word-by-word alignment of two pieces that report the same thing.

use std::ops::Range;

use super::terms::Term;

/// Words on which both sides agree, or a place where they do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The words of the first side, as indices into it; may be empty.
    pub a: Range<usize>,
    /// The words of the second side; may be empty.
    pub b: Range<usize>,
    /// Whether both agree on the word before.
    pub after_match: bool,
    /// Whether both agree on the word after.
    pub before_match: bool,
}

/// What a function word counts beside a telling one: enough to break ties.
const FUNCTION_WORD: f32 = 0.15;

/// The gaps of the heaviest common subsequence (Hunt and McIlroy 1976, with weights), in order.
pub(crate) fn gaps(a: &[Term], b: &[Term]) -> Vec<Gap> {
    let matched = common(a, b);
    let mut out = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    for (nth, &(i, j)) in matched.iter().chain([&(a.len(), b.len())]).enumerate() {
        if i > at_a || j > at_b {
            out.push(Gap {
                a: at_a..i,
                b: at_b..j,
                after_match: nth > 0,
                before_match: nth < matched.len(),
            });
        }
        (at_a, at_b) = (i + 1, j + 1);
    }
    out
}

/// Weight of the telling words that both sides have in one order.
pub(crate) fn in_order(a: &[Term], b: &[Term]) -> f32 {
    common(a, b).into_iter().map(|(i, _)| a[i].weight).sum()
}

fn common(a: &[Term], b: &[Term]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut table = vec![0.0f32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = table[(i + 1) * width + j].max(table[i * width + j + 1]);
            let take = if a[i].id == b[j].id {
                table[(i + 1) * width + j + 1] + a[i].weight.max(FUNCTION_WORD)
            } else {
                0.0
            };
            table[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() && j < b.len() {
        let here = table[i * width + j];
        let take = table[(i + 1) * width + j + 1] + a[i].weight.max(FUNCTION_WORD);
        if a[i].id == b[j].id && take >= here {
            out.push((i, j));
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= here {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}
