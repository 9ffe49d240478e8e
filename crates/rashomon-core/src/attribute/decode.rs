//! Scores of one window to attributions. Mirrors `training/attribution/decode.py` line by line.

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
    /// How sure the tagger is, 0 to 1: the mean probability of the content's and the cue's labels.
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

/// Finds the attributions of one window, in the order of their cues; contents without a cue last.
///
/// Runs count words from the window's first. Cues without content are dropped.
pub fn decode(scores: &Scores<'_>) -> Vec<Attribution> {
    let logs: Vec<Vec<f32>> = scores.heads[scores.body..]
        .iter()
        .map(|&p| log_softmax(scores.tags.row(p)))
        .collect();
    let labels = viterbi(&logs);
    let [sources, cues, contents] = [SOURCE, CUE, CONTENT].map(|role| runs(&labels, role, scores.body));
    let arcs = word_arcs(scores);
    let mut owned: Vec<Vec<Run>> = vec![Vec::new(); cues.len()];
    let mut orphans = Vec::new();
    for &fragment in &contents {
        match best(&cues, |&cue| mass(&arcs, fragment, cue)) {
            Some((cue, _)) => owned[cue].push(fragment),
            None => orphans.push(fragment),
        }
    }
    let sure = |runs: &[Run]| certainty(&logs, &labels, runs, scores.body);
    let mut out = Vec::new();
    for (&cue, fragments) in cues.iter().zip(owned) {
        if !fragments.is_empty() {
            let confidence = sure(&fragments).min(sure(&[cue]));
            let source = find_source(&arcs, cue, &sources, &labels, scores.body);
            out.push(Attribution {
                source,
                cue: Some(cue),
                content: join(fragments),
                confidence,
            });
        }
    }
    out.extend(orphans.into_iter().map(|run| Attribution {
        source: None,
        cue: None,
        content: vec![run],
        confidence: sure(&[run]),
    }));
    out
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

/// `[n, 1 + n]` probabilities: column 0 is "none", then the words of the window.
fn word_arcs(scores: &Scores<'_>) -> Matrix {
    let columns = scores.heads.len() + 1;
    let mut values = Vec::with_capacity(columns * scores.heads.len());
    for &piece in scores.heads {
        let row = log_softmax(scores.arcs.row(piece));
        values.push(row[0].exp());
        values.extend(scores.heads.iter().map(|&head| row[head].exp()));
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

/// The cue's source: a tagged one, one recovered where its arcs point, or none.
fn find_source(arcs: &Matrix, cue: Run, sources: &[Run], labels: &[usize], body: usize) -> Option<Run> {
    let mut row = vec![0.0; arcs.columns];
    for word in cue.0..cue.1 {
        for (sum, value) in row.iter_mut().zip(arcs.row(word)) {
            *sum += value / (cue.1 - cue.0) as f32;
        }
    }
    let tagged = best(sources, |&source| mass(arcs, cue, source));
    let share = tagged.map_or(0.0, |(_, share)| share);
    let word = argmax(&row[1..]);
    if row[1 + word] > share.max(row[0]) && word >= body && labels[word - body] == 0 {
        return Some((word, word + 1));
    }
    tagged.filter(|_| share > row[0]).map(|(i, _)| sources[i])
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

/// Mean probability of the chosen labels over some runs.
fn certainty(logs: &[Vec<f32>], labels: &[usize], runs: &[Run], body: usize) -> f32 {
    let words = || runs.iter().flat_map(|&(a, b)| a - body..b - body);
    let sum: f32 = words().map(|i| logs[i][labels[i]].exp()).sum();
    sum / words().count().max(1) as f32
}
