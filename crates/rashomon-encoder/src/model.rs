//! The encoder and its heads.

use std::sync::Mutex;

use crate::attention::{self, HEAD, attend};
use crate::float::{normalise, sum};
use crate::heads::Heads;
use crate::kernel::{Path, ROWS, Task};
use crate::linear::{Bytes, add, multiply, put, put_gelu};
use crate::weights::{File, Linear, Norm};
use crate::{InputError, LoadError, Matrix};

/// As BERT has it; the norms' operations in the file name the same one.
const EPSILON: f32 = 1e-12;

/// Rows that go through the two wide products of a layer together, so that what is between them stays in the
/// processor's cache.
const CHUNK: usize = 4 * ROWS;

/// MiniLM with int8 weights: any number of layers, and the heads for attribution, relations or sentence vectors.
pub struct Model {
    path: Path,
    hidden: usize,
    words: WordTable,
    /// Rows for the places of a sequence.
    places: Vec<f32>,
    features: Option<Vec<f32>>,
    norm: Norm,
    layers: Vec<Layer>,
    end: End,
    /// Buffers that no sequence uses at the moment.
    idle: Mutex<Vec<Buffers>>,
}

/// What is made of the last hidden states.
enum End {
    /// Their mean.
    Mean,
    /// Tags and arcs.
    Tags(Box<Heads>),
    /// Scores of the first state.
    Relation(Linear),
}

/// Rows of bytes, where they stand in the file.
#[derive(Clone, Copy)]
struct WordTable {
    bytes: &'static [u8],
    step: f32,
    zero: f32,
}

struct Layer {
    /// Queries, keys and values side by side.
    project: Linear,
    mix: Linear,
    mix_norm: Norm,
    widen: Linear,
    narrow: Linear,
    norm: Norm,
}

#[derive(Default)]
struct Buffers {
    hidden: Vec<f32>,
    /// Queries, keys and values.
    projected: Vec<f32>,
    wide: Vec<f32>,
    mixed: Vec<f32>,
    bytes: Bytes,
    attention: attention::Scratch,
}

impl Model {
    /// Reads the constants of an ONNX file, on the fastest path that this processor has.
    ///
    /// The file's names must be those that `training/` writes; the number of layers, and which heads there
    /// are, is read off them. The table of words is used where it stands, the other weights are laid out anew.
    ///
    /// # Errors
    /// [`LoadError`] when the file is damaged or holds something else.
    pub fn load(bytes: &'static [u8]) -> Result<Self, LoadError> {
        Self::load_for(Path::best(), bytes, None)
    }

    /// The same for a file that may lack the table of words: then it is this model's, on which the weights were trained.
    ///
    /// # Errors
    /// [`LoadError`] when the file is damaged or holds something else.
    pub fn load_beside(bytes: &'static [u8], other: &Self) -> Result<Self, LoadError> {
        Self::load_for(other.path, bytes, Some(other))
    }

    /// For one path, with the words of another model if the file has none.
    pub(crate) fn load_for(
        path: Path,
        bytes: &'static [u8],
        other: Option<&Self>,
    ) -> Result<Self, LoadError> {
        let mut file = File::read(bytes)?;
        let prefix = file
            .with_end("embeddings.places")
            .next()
            .ok_or_else(|| LoadError::Missing("embeddings.places".into()))?
            .to_owned();
        let embeddings = format!("{prefix}embeddings.");
        let (hidden, words) = match other {
            Some(other) if !file.has(&format!("{embeddings}words_u8")) => (other.hidden, other.words),
            _ => WordTable::read(&mut file, &embeddings)?,
        };
        let mut layers = Vec::new();
        while file.has(&Layer::first_name(&prefix, layers.len())) {
            layers.push(Layer::read(&mut file, &prefix, layers.len(), hidden)?);
        }
        let model = Self {
            path,
            hidden,
            words,
            places: file.table(&format!("{embeddings}places"), hidden)?,
            features: match file.has("feature_table") {
                true => Some(file.table("feature_table", hidden)?),
                false => None,
            },
            norm: Norm::read(&mut file, &format!("{embeddings}LayerNorm"), hidden)?,
            layers,
            end: End::read(&mut file, hidden)?,
            idle: Mutex::default(),
        };
        file.all_used()?;
        Ok(model)
    }

    /// How many layers there are.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// The longest sequence, in pieces.
    pub fn longest(&self) -> usize {
        self.places.len() / self.hidden
    }

    /// Whether [`Model::encode`] takes features.
    pub fn wants_features(&self) -> bool {
        self.features.is_some()
    }

    /// Encodes one sequence of piece ids, with one feature each if the model wants them: `[l, 7]` scores of tags
    /// and `[l, l]` scores of arcs (dependant by head) where the file has heads for them; one row of the scores of
    /// relations where it has one for these; else one row, the mean of the hidden states, of length 1.
    ///
    /// The result depends on the sequence alone, and is the same on every processor.
    ///
    /// # Errors
    /// [`InputError`] when the sequence is empty or too long, or holds an id or a feature that is not in the
    /// tables.
    pub fn encode(&self, ids: &[i32], features: &[i32]) -> Result<Vec<Matrix>, InputError> {
        self.check(ids, features)?;
        let mut idle = self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut buffers = idle.pop().unwrap_or_default();
        drop(idle);
        let outputs = self.path.run(Encoding {
            model: self,
            ids,
            features,
            buffers: &mut buffers,
        });
        let mut idle = self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        idle.push(buffers);
        Ok(outputs)
    }

    fn check(&self, ids: &[i32], features: &[i32]) -> Result<(), InputError> {
        let within = |values: &[i32], rows: usize| {
            let outside = |&&value: &&i32| usize::try_from(value).map_or(true, |value| value >= rows);
            values
                .iter()
                .find(outside)
                .map_or(Ok(()), |&value| Err(InputError::Unknown { value, rows }))
        };
        let longest = self.longest();
        if ids.is_empty() || ids.len() > longest {
            let length = ids.len();
            return Err(InputError::Length { length, longest });
        }
        within(ids, self.words.bytes.len() / self.hidden)?;
        match &self.features {
            Some(_) if features.len() != ids.len() => Err(InputError::Features {
                length: features.len(),
                pieces: ids.len(),
            }),
            Some(table) => within(features, table.len() / self.hidden),
            None => Ok(()),
        }
    }

    /// Words, places and features added up; rows of zeros to a multiple of [`ROWS`].
    #[inline(always)]
    fn embed(&self, ids: &[i32], features: &[i32], out: &mut Vec<f32>) {
        let width = self.hidden;
        let row = |values: &'static [u8], id: i32| &values[id as usize * width..][..width];
        out.clear();
        out.resize(ids.len().next_multiple_of(ROWS) * width, 0.0);
        for (i, (to, &id)) in out.chunks_exact_mut(width).zip(ids).enumerate() {
            let places = &self.places[i * width..][..width];
            for ((x, &byte), place) in to.iter_mut().zip(row(self.words.bytes, id)).zip(places) {
                *x = (f32::from(byte) - self.words.zero) * self.words.step + place;
            }
            if let Some(table) = &self.features {
                let feature = &table[features[i] as usize * width..][..width];
                to.iter_mut().zip(feature).for_each(|(x, f)| *x += f);
            }
            normalise(to, &self.norm.weight, &self.norm.bias, EPSILON);
        }
    }
}

/// One sequence on its way through a model.
struct Encoding<'a> {
    model: &'a Model,
    ids: &'a [i32],
    features: &'a [i32],
    buffers: &'a mut Buffers,
}

impl Task for Encoding<'_> {
    type Output = Vec<Matrix>;

    #[inline(always)]
    fn run(self) -> Vec<Matrix> {
        let (model, count, buffers) = (self.model, self.ids.len(), self.buffers);
        model.embed(self.ids, self.features, &mut buffers.hidden);
        for layer in &model.layers {
            layer.run(model.path, model.hidden, count, buffers);
        }
        match &model.end {
            End::Tags(heads) => heads.run(model.path, &buffers.hidden, model.hidden, count),
            End::Relation(scores) => vec![first(model.path, scores, &buffers.hidden)],
            End::Mean => vec![mean(&buffers.hidden[..count * model.hidden], model.hidden)],
        }
    }
}

impl WordTable {
    /// The hidden size, and the table.
    fn read(file: &mut File<'static>, embeddings: &str) -> Result<(usize, Self), LoadError> {
        let name = format!("{embeddings}words_u8");
        let (hidden, bytes) = file.bytes(&name)?;
        if hidden == 0 || !hidden.is_multiple_of(HEAD) {
            return Err(LoadError::Shape(name));
        }
        let words = Self {
            bytes,
            step: file.vector(&format!("{embeddings}words_scale"), 1)?[0],
            zero: f32::from(file.byte(&format!("{embeddings}words_zero"))?),
        };
        Ok((hidden, words))
    }
}

impl End {
    fn read(file: &mut File<'_>, hidden: usize) -> Result<Self, LoadError> {
        if file.has("tag.weight_i8") {
            return Heads::read(file, hidden).map(|heads| Self::Tags(Box::new(heads)));
        }
        if file.has("relation.weight_i8") {
            return Linear::read(file, &["relation".into()], hidden).map(Self::Relation);
        }
        Ok(Self::Mean)
    }
}

/// Scores of the first of the states.
#[inline(always)]
fn first(path: Path, scores: &Linear, states: &[f32]) -> Matrix {
    let mut bytes = Bytes::default();
    bytes.fill(&states[..ROWS * scores.inputs], scores.inputs);
    let mut values = vec![0.0; ROWS * scores.outputs];
    multiply(path, &bytes, scores, &mut values, put);
    values.truncate(scores.outputs);
    Matrix {
        rows: 1,
        columns: scores.outputs,
        values,
    }
}

/// The mean of rows of `width` floats, scaled to length 1.
#[inline(always)]
fn mean(rows: &[f32], width: usize) -> Matrix {
    let mut values = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        values.iter_mut().zip(row).for_each(|(total, x)| *total += x);
    }
    let squares: Vec<f32> = values.iter().map(|x| x * x).collect();
    let length = sum(&squares).sqrt().max(f32::MIN_POSITIVE);
    values.iter_mut().for_each(|x| *x /= length);
    Matrix {
        rows: 1,
        columns: width,
        values,
    }
}

impl Layer {
    fn name(prefix: &str, number: usize) -> String {
        format!("{prefix}encoder.layer.{number}.")
    }

    /// A constant that every layer has.
    fn first_name(prefix: &str, number: usize) -> String {
        Self::name(prefix, number) + "attention.self.query.weight_i8"
    }

    fn read(file: &mut File<'_>, prefix: &str, number: usize, hidden: usize) -> Result<Self, LoadError> {
        let name = |part: &str| Self::name(prefix, number) + part;
        let heads = ["query", "key", "value"].map(|part| name("attention.self.") + part);
        let project = Linear::sized(file, &heads, hidden, 3 * hidden)?;
        let mix = Linear::sized(file, &[name("attention.output.dense")], hidden, hidden)?;
        let widen = Linear::read(file, &[name("intermediate.dense")], hidden)?;
        let narrow = Linear::sized(file, &[name("output.dense")], widen.outputs, hidden)?;
        Ok(Self {
            project,
            mix,
            mix_norm: Norm::read(file, &name("attention.output.LayerNorm"), hidden)?,
            widen,
            narrow,
            norm: Norm::read(file, &name("output.LayerNorm"), hidden)?,
        })
    }

    #[inline(always)]
    fn run(&self, path: Path, width: usize, count: usize, buffers: &mut Buffers) {
        let Buffers {
            hidden,
            projected,
            wide,
            mixed,
            bytes,
            attention,
        } = buffers;
        bytes.fill(hidden, width);
        projected.resize(3 * hidden.len(), 0.0);
        multiply(path, bytes, &self.project, projected, put);
        mixed.resize(hidden.len(), 0.0);
        attend(path, attention, projected, count, width, mixed);
        bytes.fill(mixed, width);
        multiply(path, bytes, &self.mix, hidden, add);
        for row in hidden.chunks_exact_mut(width) {
            normalise(row, &self.mix_norm.weight, &self.mix_norm.bias, EPSILON);
        }
        for rows in hidden.chunks_mut(CHUNK * width) {
            bytes.fill(rows, width);
            wide.resize(rows.len() / width * self.widen.outputs, 0.0);
            multiply(path, bytes, &self.widen, wide, put_gelu);
            bytes.fill(wide, self.widen.outputs);
            multiply(path, bytes, &self.narrow, rows, add);
            for row in rows.chunks_exact_mut(width) {
                normalise(row, &self.norm.weight, &self.norm.bias, EPSILON);
            }
        }
    }
}
