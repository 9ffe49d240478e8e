//! The whole network against a plain one in double precision, all paths against each other, and damaged files.

use proptest::prelude::*;

use crate::kernel::Path;
use crate::{InputError, LoadError, Matrix, Model};

const HIDDEN: usize = 64;
const INNER: usize = 128;
const ARC: usize = 32;
const VOCABULARY: usize = 40;
const LONGEST: usize = 70;

/// A constant to be: name, type, shape, bytes.
type Constant = (String, u8, Vec<usize>, Vec<u8>);

/// A made-up model: the same numbers for the same seed.
struct Made {
    constants: Vec<Constant>,
    state: u64,
}

impl Made {
    fn new(layers: usize, tagging: bool) -> Self {
        let mut made = Self {
            constants: Vec::new(),
            state: 7,
        };
        let words = (0..VOCABULARY * HIDDEN).map(|_| made.next() as u8).collect();
        made.push("embeddings.words_u8", 2, &[VOCABULARY, HIDDEN], words);
        made.floats("embeddings.words_scale", &[1], 0.01, 0.01);
        made.push("embeddings.words_zero", 2, &[1], vec![120]);
        made.floats("embeddings.places", &[LONGEST, HIDDEN], -0.2, 0.2);
        made.norm("embeddings.LayerNorm");
        for layer in 0..layers {
            let name = |part: &str| format!("encoder.layer.{layer}.{part}");
            for part in ["self.query", "self.key", "self.value", "output.dense"] {
                made.linear(&name(&format!("attention.{part}")), HIDDEN, HIDDEN);
            }
            made.norm(&name("attention.output.LayerNorm"));
            made.linear(&name("intermediate.dense"), HIDDEN, INNER);
            made.linear(&name("output.dense"), INNER, HIDDEN);
            made.norm(&name("output.LayerNorm"));
        }
        if tagging {
            made.floats("feature_table", &[20, HIDDEN], -0.2, 0.2);
            for (name, rows, columns) in [
                ("tag", HIDDEN, 7),
                ("dependant", HIDDEN, ARC),
                ("head", HIDDEN, ARC),
            ] {
                made.linear(name, rows, columns);
            }
            made.linear("pair", ARC, ARC);
            made.constants.retain(|(name, ..)| name != "pair.bias");
            made.linear("popular", ARC, 1);
        }
        made
    }

    /// One that scores relations.
    fn relating(layers: usize) -> Self {
        let mut made = Self::new(layers, false);
        made.floats("feature_table", &[20, HIDDEN], -0.2, 0.2);
        made.linear("relation", HIDDEN, 8);
        made
    }

    /// 0 to 255 (Knuth's generator).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.state >> 56
    }

    fn push(&mut self, name: &str, kind: u8, shape: &[usize], bytes: Vec<u8>) {
        self.constants.push((name.into(), kind, shape.to_vec(), bytes));
    }

    fn floats(&mut self, name: &str, shape: &[usize], low: f32, high: f32) {
        let mut bytes = Vec::new();
        for _ in 0..shape.iter().product() {
            let float = low + (high - low) * self.next() as f32 / 255.0;
            bytes.extend(float.to_le_bytes());
        }
        self.push(name, 1, shape, bytes);
    }

    fn norm(&mut self, name: &str) {
        self.floats(&format!("{name}.weight"), &[HIDDEN], 0.5, 1.5);
        self.floats(&format!("{name}.bias"), &[HIDDEN], -0.5, 0.5);
    }

    fn linear(&mut self, name: &str, rows: usize, columns: usize) {
        let weights = (0..rows * columns)
            .map(|_| (self.next() as i16 / 2 - 64) as i8 as u8)
            .collect();
        self.push(&format!("{name}.weight_i8"), 3, &[rows, columns], weights);
        self.floats(&format!("{name}.weight_scale"), &[columns], 0.0005, 0.002);
        self.floats(&format!("{name}.bias"), &[columns], -0.3, 0.3);
    }

    /// As an ONNX file.
    fn file(&self) -> &'static [u8] {
        let mut graph = Vec::new();
        for (name, kind, shape, bytes) in &self.constants {
            let mut tensor = Vec::new();
            shape.iter().for_each(|&size| number(&mut tensor, 1, size as u64));
            number(&mut tensor, 2, u64::from(*kind));
            field(&mut tensor, 8, name.as_bytes());
            field(&mut tensor, 9, bytes);
            field(&mut graph, 5, &tensor);
        }
        let mut file = Vec::new();
        number(&mut file, 1, 8);
        field(&mut file, 7, &graph);
        file.leak()
    }

    fn get(&self, name: &str) -> &Constant {
        self.constants.iter().find(|(known, ..)| known == name).unwrap()
    }

    fn float(&self, name: &str) -> Vec<f64> {
        let bytes = self.get(name).3.as_chunks().0;
        bytes.iter().map(|b| f64::from(f32::from_le_bytes(*b))).collect()
    }
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 128 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3);
    varint(out, value);
}

fn field(out: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend(bytes);
}

type Rows = Vec<Vec<f64>>;

/// The network as it is written down, without rounding.
struct Plain<'a>(&'a Made);

impl Plain<'_> {
    fn linear(&self, rows: &Rows, name: &str) -> Rows {
        let (_, _, shape, weights) = self.0.get(&format!("{name}.weight_i8"));
        let scale = self.0.float(&format!("{name}.weight_scale"));
        let bias = if name == "pair" {
            vec![0.0; shape[1]]
        } else {
            self.0.float(&format!("{name}.bias"))
        };
        let one = |row: &Vec<f64>, c: usize| {
            let weight = |k: usize| f64::from(weights[k * shape[1] + c] as i8) * scale[c];
            row.iter().enumerate().map(|(k, x)| x * weight(k)).sum::<f64>() + bias[c]
        };
        rows.iter()
            .map(|row| (0..shape[1]).map(|c| one(row, c)).collect())
            .collect()
    }

    fn norm(&self, rows: Rows, name: &str) -> Rows {
        let (weight, bias) = (
            self.0.float(&format!("{name}.weight")),
            self.0.float(&format!("{name}.bias")),
        );
        let one = |row: Vec<f64>| -> Vec<f64> {
            let mean = row.iter().sum::<f64>() / row.len() as f64;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / row.len() as f64;
            let columns = row.iter().zip(weight.iter().zip(&bias));
            columns
                .map(|(x, (w, b))| (x - mean) / variance.sqrt() * w + b)
                .collect()
        };
        rows.into_iter().map(one).collect()
    }

    fn attention(&self, rows: &Rows, name: &str) -> Rows {
        let [q, k, v] =
            ["query", "key", "value"].map(|part| self.linear(rows, &format!("{name}self.{part}")));
        let mut out = vec![vec![0.0; HIDDEN]; rows.len()];
        for head in (0..HIDDEN).step_by(32) {
            for i in 0..rows.len() {
                let dot = |j: usize| (head..head + 32).map(|d| q[i][d] * k[j][d]).sum::<f64>() / 32f64.sqrt();
                let shares: Vec<f64> = (0..rows.len()).map(|j| dot(j).exp()).collect();
                let whole: f64 = shares.iter().sum();
                for d in head..head + 32 {
                    out[i][d] = (0..rows.len()).map(|j| shares[j] / whole * v[j][d]).sum();
                }
            }
        }
        out
    }

    fn hidden(&self, ids: &[i32], features: &[i32]) -> Rows {
        let table = |name: &str, row: usize| self.0.float(name)[row * HIDDEN..][..HIDDEN].to_vec();
        let step = self.0.float("embeddings.words_scale")[0];
        let words = &self.0.get("embeddings.words_u8").3;
        let mut x: Rows = Vec::new();
        for (i, &id) in ids.iter().enumerate() {
            let mut row = table("embeddings.places", i);
            for (c, x) in row.iter_mut().enumerate() {
                *x += (f64::from(words[id as usize * HIDDEN + c]) - 120.0) * step;
                if let Some(&feature) = features.get(i) {
                    *x += table("feature_table", feature as usize)[c];
                }
            }
            x.push(row);
        }
        x = self.norm(x, "embeddings.LayerNorm");
        let mut layer = 0;
        while self
            .0
            .constants
            .iter()
            .any(|(name, ..)| name.starts_with(&format!("encoder.layer.{layer}.")))
        {
            let name = |part: &str| format!("encoder.layer.{layer}.{part}");
            let mixed = self.linear(
                &self.attention(&x, &name("attention.")),
                &name("attention.output.dense"),
            );
            x = self.norm(added(mixed, &x), &name("attention.output.LayerNorm"));
            let wide = gelu(self.linear(&x, &name("intermediate.dense")));
            x = self.norm(
                added(self.linear(&wide, &name("output.dense")), &x),
                &name("output.LayerNorm"),
            );
            layer += 1;
        }
        x
    }

    /// Tags and arcs.
    fn heads(&self, x: &Rows) -> [Rows; 2] {
        let [dependants, heads] = ["dependant", "head"].map(|name| gelu(self.linear(x, name)));
        let (pairs, popular) = (self.linear(&dependants, "pair"), self.linear(&heads, "popular"));
        let arc = |pair: &Vec<f64>, j: usize| {
            pair.iter().zip(&heads[j]).map(|(a, b)| a * b).sum::<f64>() + popular[j][0]
        };
        let arcs = pairs
            .iter()
            .map(|pair| (0..x.len()).map(|j| arc(pair, j)).collect());
        [self.linear(x, "tag"), arcs.collect()]
    }
}

fn added(mut a: Rows, b: &Rows) -> Rows {
    a.iter_mut()
        .flatten()
        .zip(b.iter().flatten())
        .for_each(|(x, y)| *x += y);
    a
}

/// The usual approximation by tanh, within 5e-4 of the exact one.
fn gelu(mut rows: Rows) -> Rows {
    let one = |x: f64| 0.5 * x * (1.0 + (0.797_884_56 * (x + 0.044_715 * x.powi(3))).tanh());
    rows.iter_mut().flatten().for_each(|x| *x = one(*x));
    rows
}

/// The root of the mean square of the differences, by that of the values.
fn error(found: &Matrix, expected: &Rows) -> f64 {
    assert_eq!((found.rows, found.columns), (expected.len(), expected[0].len()));
    let expected: Vec<f64> = expected.concat();
    let pairs = found.values.iter().zip(&expected);
    let wrong: f64 = pairs.map(|(a, b)| (f64::from(*a) - b).powi(2)).sum();
    (wrong / expected.iter().map(|x| x * x).sum::<f64>()).sqrt()
}

fn sequence(length: usize) -> (Vec<i32>, Vec<i32>) {
    let ids = (0..length).map(|i| (i * 17 % VOCABULARY) as i32);
    (ids.collect(), (0..length).map(|i| (i % 20) as i32).collect())
}

#[test]
fn tags_and_arcs_are_those_of_the_network() {
    let made = Made::new(2, true);
    let model = Model::load(made.file()).unwrap();
    assert_eq!(
        (model.layers(), model.longest(), model.wants_features()),
        (2, LONGEST, true)
    );
    // A single arc may come to almost nothing, and then has no relative error to speak of.
    for (length, most) in [(1, 0.1), (7, 0.02), (33, 0.02), (LONGEST, 0.02)] {
        let (ids, features) = sequence(length);
        let [tags, arcs] = Plain(&made).heads(&Plain(&made).hidden(&ids, &features));
        let found = model.encode(&ids, &features).unwrap();
        assert_eq!(found.len(), 2);
        let errors = (error(&found[0], &tags), error(&found[1], &arcs));
        assert!(errors.0 < 0.02 && errors.1 < most, "{length}: {errors:?}");
    }
}

#[test]
fn a_sentence_is_the_mean_of_its_pieces() {
    let made = Made::new(3, false);
    let model = Model::load(made.file()).unwrap();
    assert_eq!((model.layers(), model.wants_features()), (3, false));
    let (ids, _) = sequence(20);
    let hidden = Plain(&made).hidden(&ids, &[]);
    let mut mean: Vec<f64> = (0..HIDDEN)
        .map(|c| hidden.iter().map(|row| row[c]).sum())
        .collect();
    let length = mean.iter().map(|x| x * x).sum::<f64>().sqrt();
    mean.iter_mut().for_each(|x| *x /= length);
    let found = model.encode(&ids, &[]).unwrap();
    let error = error(&found[0], &vec![mean]);
    assert!(error < 0.02, "{error}");
}

#[test]
fn relations_are_scores_of_the_first_piece() {
    let made = Made::relating(2);
    let (ids, features) = sequence(21);
    let first = Plain(&made).hidden(&ids, &features).swap_remove(0);
    let expected = Plain(&made).linear(&vec![first], "relation");
    let found = Model::load(made.file()).unwrap().encode(&ids, &features).unwrap();
    assert!(error(&found[0], &expected) < 0.02);
}

#[test]
fn words_may_be_those_of_another_model() {
    let mut made = Made::relating(1);
    let whole = Model::load(made.file()).unwrap();
    made.constants
        .retain(|(name, ..)| !name.starts_with("embeddings.words_"));
    let missing = LoadError::Missing("embeddings.words_u8".into());
    assert_eq!(Model::load(made.file()).err(), Some(missing));
    let beside = Model::load_beside(made.file(), &whole).unwrap();
    let (ids, features) = sequence(9);
    assert_eq!(beside.encode(&ids, &features), whole.encode(&ids, &features));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_path_gives_the_same_bits(
        pieces in prop::collection::vec((0..VOCABULARY as i32, 0..20i32), 1..LONGEST), tagging in any::<bool>(),
    ) {
        let made = Made::new(1, tagging);
        let (ids, features): (Vec<i32>, Vec<i32>) = pieces.into_iter().unzip();
        let run = |path| Model::load_for(path, made.file(), None).unwrap().encode(&ids, &features).unwrap();
        let bits = |outputs: Vec<Matrix>| -> Vec<Vec<u32>> {
            outputs.into_iter().map(|m| m.values.into_iter().map(f32::to_bits).collect()).collect()
        };
        let paths = Path::available();
        let first = bits(run(paths[0]));
        for path in &paths[1..] {
            prop_assert_eq!(&bits(run(*path)), &first, "{:?}", path);
        }
    }

    #[test]
    fn damaged_files_are_refused_or_read(at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<bool>()) {
        let mut file = Made::new(1, true).file().to_vec();
        let at = at.index(file.len());
        if cut { file.truncate(at) } else { file[at] = to }
        if let Ok(model) = Model::load(file.leak()) {
            let (ids, features) = sequence(9);
            let _ = model.encode(&ids, &features);
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Model::load(bytes.leak()).is_err());
    }
}

#[test]
fn a_sequence_does_not_depend_on_the_one_before() {
    let model = Model::load(Made::new(2, true).file()).unwrap();
    let (short, long) = (sequence(5), sequence(LONGEST));
    let alone = model.encode(&short.0, &short.1).unwrap();
    model.encode(&long.0, &long.1).unwrap();
    assert_eq!(model.encode(&short.0, &short.1).unwrap(), alone);
}

#[test]
fn sequences_that_do_not_fit_are_refused() {
    let model = Model::load(Made::new(1, true).file()).unwrap();
    let (ids, features) = sequence(LONGEST + 1);
    let length = |length| InputError::Length {
        length,
        longest: LONGEST,
    };
    assert_eq!(model.encode(&ids, &features), Err(length(LONGEST + 1)));
    assert_eq!(model.encode(&[], &[]), Err(length(0)));
    let unknown = |value, rows| InputError::Unknown { value, rows };
    assert_eq!(model.encode(&[-1], &[0]), Err(unknown(-1, VOCABULARY)));
    assert_eq!(model.encode(&[0], &[20]), Err(unknown(20, 20)));
    assert_eq!(
        model.encode(&[0], &[]),
        Err(InputError::Features { length: 0, pieces: 1 })
    );
}

#[test]
fn files_of_another_kind_are_named() {
    let refused = |change: fn(&mut Made)| {
        let mut made = Made::new(1, true);
        change(&mut made);
        Model::load(made.file()).err()
    };
    let wide = "encoder.layer.0.intermediate.dense.weight_i8";
    assert_eq!(refused(|_| ()), None);
    assert_eq!(
        refused(|made| made
            .constants
            .retain(|c| c.0 != "tag.bias" && c.0 != "head.weight_i8")),
        Some(LoadError::Missing("head.weight_i8".into()))
    );
    assert_eq!(
        refused(|made| made.linear("another", HIDDEN, 4)),
        Some(LoadError::Unknown("another.bias".into()))
    );

    assert_eq!(
        refused(|made| made
            .constants
            .iter_mut()
            .filter(|c| c.0.ends_with("intermediate.dense.weight_i8"))
            .for_each(|c| c.3.fill(65))),
        Some(LoadError::TooWide(wide.into()))
    );
    assert_eq!(
        refused(|made| made
            .constants
            .iter_mut()
            .filter(|c| c.0 == "tag.bias")
            .for_each(|c| c.3.fill(0xff))),
        Some(LoadError::NotFinite("tag.bias".into()))
    );
    assert_eq!(
        Model::load(b"").err(),
        Some(LoadError::NotOnnx("it holds no constants"))
    );
}
