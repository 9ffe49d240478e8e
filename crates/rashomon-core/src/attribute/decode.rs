//! Scores of one window to attributions: decoding 2 of `training/attribution/decode.py`.

use crate::encode::Matrix;

/// Labels in the order of the model's logits: O, then B and I of source, cue and content.
const LABELS: usize = 7;
const SOURCE: usize = 1;
const CUE: usize = 2;
const CONTENT: usize = 3;

/// A run of words `(first, end)`, end exclusive.
pub type Run = (usize, usize);

/// A source, a cue and the content that belong together, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who is said to have said it.
    pub source: Option<Run>,
    /// The words of saying.
    pub cue: Option<Run>,
    /// What was said; at least one run, in order.
    pub content: Vec<Run>,
    /// How sure the tagger is, 0 to 1; on PolNeAR dev close to the share of contents that are right.
    pub confidence: f32,
}

/// The scores of one window.
pub struct Scores<'a> {
    /// `[l, 7]`.
    pub tags: &'a Matrix,
    /// `[l, l]`, dependant by head.
    pub arcs: &'a Matrix,
    /// Position of each word's first piece.
    pub heads: &'a [usize],
    /// First word that is no context.
    pub body: usize,
}

/// Least arc mass with which a cue takes a second fragment of content; a fragment whose own cue was missed
/// would otherwise spoil a neighbour's content. Chosen on PolNeAR dev.
const SECOND: f32 = 0.7;

/// Finds the attributions of one window, in the order of their cues.
///
/// Runs count words from the window's first. Cues without content are dropped, and contents in a window
/// without a cue.
pub fn decode(scores: &Scores<'_>) -> Vec<Attribution> {
    let logs: Vec<Vec<f32>> = scores.heads[scores.body..]
        .iter()
        .map(|&piece| log_softmax(scores.tags.row(piece)))
        .collect();
    let labels = viterbi(&logs);
    let [sources, cues, contents] = [SOURCE, CUE, CONTENT].map(|role| runs(&labels, role, scores.body));
    let arcs = word_arcs(scores, &labels);
    let owned = share_out(&arcs, &contents, &cues);
    let held = cues.into_iter().zip(owned).filter(|(_, held)| !held.is_empty());
    held.map(|(cue, held)| Attribution {
        source: find_source(&arcs, cue, &sources),
        cue: Some(cue),
        confidence: confidence(&logs, cue, &held, scores.body),
        content: join(held.into_iter().map(|(fragment, _)| fragment).collect()),
    })
    .collect()
}

/// Each fragment to the cue with most of its arc mass; of each cue the strongest fragment, and those with a
/// mass of [`SECOND`] or more.
fn share_out(arcs: &Matrix, contents: &[Run], cues: &[Run]) -> Vec<Vec<(Run, f32)>> {
    let mut owned: Vec<Vec<(Run, f32)>> = vec![Vec::new(); cues.len()];
    for &fragment in contents {
        if let Some((cue, mass)) = best(cues, |&cue| mass(arcs, fragment, cue)) {
            owned[cue].push((fragment, mass));
        }
    }
    for held in &mut owned {
        let strongest = held.iter().map(|(_, mass)| *mass).fold(0.0, f32::max);
        held.retain(|(_, mass)| *mass >= SECOND || *mass == strongest);
    }
    owned
}

fn role(label: usize) -> usize {
    label.div_ceil(2)
}

/// Whether a label may follow another; inside a span only what began it may go on.
fn allowed(before: Option<usize>, after: usize) -> bool {
    let inside = after > 0 && after.is_multiple_of(2);
    !inside || before.is_some_and(|before| role(before) == role(after))
}

fn log_softmax(row: &[f32]) -> Vec<f32> {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = row.iter().map(|x| (x - top).exp()).sum();
    row.iter().map(|x| x - top - sum.ln()).collect()
}

/// The best allowed sequence of labels (Viterbi 1967). Ties go to the lower label.
fn viterbi(logs: &[Vec<f32>]) -> Vec<usize> {
    let Some(first) = logs.first() else {
        return Vec::new();
    };
    let mut score: Vec<f32> = (0..LABELS)
        .map(|k| {
            if allowed(None, k) {
                first[k]
            } else {
                f32::NEG_INFINITY
            }
        })
        .collect();
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(logs.len());
    for row in &logs[1..] {
        let mut from = [0; LABELS];
        let mut next = vec![f32::NEG_INFINITY; LABELS];
        for after in 0..LABELS {
            for (before, &so_far) in score.iter().enumerate() {
                if allowed(Some(before), after) && so_far > next[after] {
                    next[after] = so_far;
                    from[after] = before;
                }
            }
            next[after] += row[after];
        }
        back.push(from);
        score = next;
    }
    let mut label = argmax(&score);
    let mut path = vec![label];
    for from in back.iter().rev() {
        label = from[label];
        path.push(label);
    }
    path.reverse();
    path
}

fn argmax(values: &[f32]) -> usize {
    let mut top = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[top] {
            top = i;
        }
    }
    top
}

/// The runs `B-X I-X ..` of one role, shifted by `offset`.
fn runs(labels: &[usize], wanted: usize, offset: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (i, &label) in labels.iter().enumerate() {
        if label == 0 || role(label) != wanted {
            continue;
        }
        match out.last_mut() {
            Some(last) if label.is_multiple_of(2) => last.1 = i + offset + 1,
            _ => out.push((i + offset, i + offset + 1)),
        }
    }
    out
}

/// `[n, 1 + n]` probabilities: column 0 is "none", then the words of the window. Only words of cues and contents
/// depend on others; the rows of the rest are left 0.
fn word_arcs(scores: &Scores<'_>, labels: &[usize]) -> Matrix {
    let columns = scores.heads.len() + 1;
    let mut values = vec![0.0; columns * scores.heads.len()];
    let rows = values.chunks_exact_mut(columns).zip(scores.heads);
    for ((out, &piece), &label) in rows.skip(scores.body).zip(labels) {
        if !matches!(role(label), CUE | CONTENT) {
            continue;
        }
        let row = scores.arcs.row(piece);
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = row.iter().map(|x| (x - top).exp()).collect();
        let sum: f32 = shares.iter().sum();
        out[0] = shares[0] / sum;
        for (to, &head) in out[1..].iter_mut().zip(scores.heads) {
            *to = shares[head] / sum;
        }
    }
    Matrix {
        rows: scores.heads.len(),
        columns,
        values,
    }
}

/// Mean over the dependant's words of the arc probability that falls on any of the head's.
fn mass(arcs: &Matrix, dependant: Run, head: Run) -> f32 {
    let total: f32 = (dependant.0..dependant.1)
        .map(|word| arcs.row(word)[1 + head.0..1 + head.1].iter().sum::<f32>())
        .sum();
    total / (dependant.1 - dependant.0) as f32
}

/// The first of the highest-scored items, with its score.
fn best<T>(items: &[T], score: impl Fn(&T) -> f32) -> Option<(usize, f32)> {
    let mut top: Option<(usize, f32)> = None;
    for (i, item) in items.iter().enumerate() {
        let score = score(item);
        if top.is_none_or(|(_, best)| score > best) {
            top = Some((i, score));
        }
    }
    top
}

/// The tagged source with most of the cue's arc mass; `None` if "none" has as much or more.
fn find_source(arcs: &Matrix, cue: Run, sources: &[Run]) -> Option<Run> {
    let (source, share) = best(sources, |&source| mass(arcs, cue, source))?;
    let none = (cue.0..cue.1).map(|word| arcs.at(word, 0)).sum::<f32>() / (cue.1 - cue.0) as f32;
    (share > none).then(|| sources[source])
}

/// Sorted runs, those that touch merged.
fn join(mut fragments: Vec<Run>) -> Vec<Run> {
    fragments.sort_unstable();
    let mut out: Vec<Run> = Vec::with_capacity(fragments.len());
    for (a, b) in fragments {
        match out.last_mut() {
            Some(last) if a <= last.1 => last.1 = last.1.max(b),
            _ => out.push((a, b)),
        }
    }
    out
}

/// Geometric mean of the probabilities of the roles given to the words of cue and content, times the mean
/// arc mass of the content's fragments.
fn confidence(logs: &[Vec<f32>], cue: Run, held: &[(Run, f32)], body: usize) -> f32 {
    let of_role = |role: usize, run: Run| {
        (run.0 - body..run.1 - body)
            .map(move |i| (logs[i][2 * role - 1].exp() + logs[i][2 * role].exp()).ln())
    };
    let contents = held.iter().flat_map(|(fragment, _)| of_role(CONTENT, *fragment));
    let (sum, count) = of_role(CUE, cue)
        .chain(contents)
        .fold((0.0, 0.0), |(sum, n), log| (sum + log, n + 1.0));
    let mass = held.iter().map(|(_, mass)| mass).sum::<f32>() / held.len() as f32;
    (sum / count).exp() * mass
}

#[cfg(test)]
mod tests {
    use super::*;

    const O: usize = 0;
    const SURE: f32 = 9.0;

    /// One piece a word, `[CLS]` in front; `arcs` are (dependant, head) pairs of words.
    fn found(labels: &[usize], arcs: &[(usize, usize)]) -> Vec<Attribution> {
        let l = labels.len() + 2;
        let mut tags = Matrix {
            rows: l,
            columns: LABELS,
            values: vec![0.0; l * LABELS],
        };
        let mut scores = Matrix {
            rows: l,
            columns: l,
            values: vec![0.0; l * l],
        };
        for (word, label) in labels.iter().enumerate() {
            tags.values[(word + 1) * LABELS + label] = SURE;
        }
        for (dependant, head) in arcs {
            scores.values[(dependant + 1) * l + head + 1] = SURE;
        }
        let heads: Vec<usize> = (1..=labels.len()).collect();
        decode(&Scores {
            tags: &tags,
            arcs: &scores,
            heads: &heads,
            body: 0,
        })
    }

    #[test]
    fn content_goes_to_its_cue_and_the_cue_to_its_source() {
        // Lund said | it is over
        let out = found(&[1, 3, 5, 6, 6], &[(1, 0), (2, 1), (3, 1), (4, 1)]);
        assert_eq!(out.len(), 1);
        assert_eq!(
            (out[0].source, out[0].cue, &out[0].content),
            (Some((0, 1)), Some((1, 2)), &vec![(2, 5)])
        );
        assert!(out[0].confidence > 0.95, "{}", out[0].confidence);
    }

    #[test]
    fn content_without_any_cue_is_dropped() {
        assert_eq!(found(&[5, 6, O], &[]), []);
    }

    #[test]
    fn an_inside_label_cannot_begin_a_span() {
        // The second word wants I-CONTENT after O: the best allowed path begins a content there or leaves it.
        let out = found(&[3, O, 6, 6], &[(2, 0), (3, 0)]);
        assert!(out.iter().all(|a| a.content.iter().all(|run| run.0 < run.1)));
    }

    #[test]
    fn a_weak_second_fragment_is_left_out() {
        // Two fragments; the second one points nowhere in particular.
        let out = found(&[5, 6, 3, O, 5, 6], &[(0, 2), (1, 2)]);
        assert_eq!(out[0].content, [(0, 2)]);
    }
}
