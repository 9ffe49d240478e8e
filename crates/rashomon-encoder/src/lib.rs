//! MiniLM (Wang et al. 2020) on the CPU, in whole numbers.
//!
//! Reads the int8 weights of an ONNX file as `training/` writes it and runs the network on one sequence at a
//! time. Products with weights are taken between unsigned bytes (activations, with a range for each piece) and
//! signed ones (weights, with a scale for each column); products of activations with each other between 16-bit
//! words. Sums of whole numbers are exact, and the floats in between are computed by the same operations in the
//! same order everywhere, so every processor gives the same bits.
//!
//! It knows this one architecture, for which it is several times as fast as an engine for all of ONNX; see
//! `eval/speed.md`.

mod attention;
mod float;
mod heads;
mod kernel;
mod linear;
mod model;
mod onnx;
#[cfg(test)]
mod tests;
mod weights;

pub use model::Model;

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The bytes are no ONNX file, or are cut off.
    #[error("it is no ONNX file: {0}")]
    NotOnnx(&'static str),
    /// A constant is not there.
    #[error("it lacks {0}")]
    Missing(String),
    /// A constant has another type or shape than this architecture has.
    #[error("{0} has the wrong type or shape")]
    Shape(String),
    /// A constant holds a number that is none.
    #[error("{0} holds a number that is not finite")]
    NotFinite(String),
    /// Two neighbours in a column have absolute values of more than 128 together.
    #[error("{0} holds neighbouring weights too large for 16-bit sums")]
    TooWide(String),
    /// A constant belongs to another architecture.
    #[error("it holds {0}, which this architecture does not have")]
    Unknown(String),
}

/// Why a sequence cannot be encoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// It is empty or too long.
    #[error("a sequence of {length} pieces, where 1 to {longest} fit")]
    Length {
        /// Pieces of the sequence.
        length: usize,
        /// Most that the model takes.
        longest: usize,
    },
    /// An id or a feature is not in its table.
    #[error("{value} in a sequence, where the table has {rows} rows")]
    Unknown {
        /// The id or feature.
        value: i32,
        /// Rows of the table.
        rows: usize,
    },
    /// There is not one feature a piece.
    #[error("{length} features for {pieces} pieces")]
    Features {
        /// Features given.
        length: usize,
        /// Pieces of the sequence.
        pieces: usize,
    },
}

/// Numbers in row-major order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// `rows * columns` values.
    pub values: Vec<f32>,
}

impl Matrix {
    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// One value.
    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.values[row * self.columns + column]
    }
}
