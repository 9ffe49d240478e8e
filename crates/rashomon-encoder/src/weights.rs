//! Weights, checked and laid out for the kernels.

use std::collections::{BTreeMap, BTreeSet};

use crate::LoadError;
use crate::kernel::{BYTE_COLUMNS, BYTES_A_STEP, ByteStep};
use crate::onnx::{Constant, Kind, constants};

/// Constants of a file; remembers which were asked for.
pub struct File<'a> {
    constants: BTreeMap<String, Constant<'a>>,
    used: BTreeSet<String>,
}

impl<'a> File<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, LoadError> {
        Ok(Self {
            constants: constants(bytes)?,
            used: BTreeSet::new(),
        })
    }

    pub fn has(&self, name: &str) -> bool {
        self.constants.contains_key(name)
    }

    /// The names that end so, without that end.
    pub fn with_end<'b>(&'b self, end: &'b str) -> impl Iterator<Item = &'b str> {
        self.constants
            .keys()
            .filter_map(move |name| name.strip_suffix(end))
    }

    /// A constant's shape and bytes, of which there are `width` for each element.
    fn constant(
        &mut self,
        name: &str,
        kind: Kind,
        width: usize,
    ) -> Result<(Vec<usize>, &'a [u8]), LoadError> {
        let missing = || LoadError::Missing(name.to_owned());
        let constant = self.constants.get(name).ok_or_else(missing)?;
        self.used.insert(name.to_owned());
        let sizes = constant.shape.iter();
        let bytes = sizes.copied().try_fold(width, usize::checked_mul);
        if constant.kind != kind || bytes != Some(constant.bytes.len()) {
            return Err(LoadError::Shape(name.to_owned()));
        }
        Ok((constant.shape.clone(), constant.bytes))
    }

    /// Finite floats.
    pub fn floats(&mut self, name: &str) -> Result<(Vec<usize>, Vec<f32>), LoadError> {
        let (shape, bytes) = self.constant(name, Kind::Float, 4)?;
        let floats: Vec<f32> = bytes
            .as_chunks()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b))
            .collect();
        if floats.iter().all(|x| x.is_finite()) {
            Ok((shape, floats))
        } else {
            Err(LoadError::NotFinite(name.to_owned()))
        }
    }

    /// So many finite floats in a row.
    pub fn vector(&mut self, name: &str, length: usize) -> Result<Vec<f32>, LoadError> {
        let (_, floats) = self.floats(name)?;
        if floats.len() == length {
            Ok(floats)
        } else {
            Err(LoadError::Shape(name.to_owned()))
        }
    }

    /// A table of floats with rows of this length.
    pub fn table(&mut self, name: &str, columns: usize) -> Result<Vec<f32>, LoadError> {
        match self.floats(name)? {
            (shape, floats) if shape.len() == 2 && shape[1] == columns && shape[0] > 0 => Ok(floats),
            _ => Err(LoadError::Shape(name.to_owned())),
        }
    }

    /// A table of bytes as it stands in the file, and the length of its rows.
    pub fn bytes(&mut self, name: &str) -> Result<(usize, &'a [u8]), LoadError> {
        match self.constant(name, Kind::Unsigned8, 1)? {
            (shape, bytes) if shape.len() == 2 && shape[0] > 0 => Ok((shape[1], bytes)),
            _ => Err(LoadError::Shape(name.to_owned())),
        }
    }

    pub fn byte(&mut self, name: &str) -> Result<u8, LoadError> {
        match self.constant(name, Kind::Unsigned8, 1)?.1 {
            [byte] => Ok(*byte),
            _ => Err(LoadError::Shape(name.to_owned())),
        }
    }

    /// Fails if a matrix or a bias was left over: the file holds another architecture then.
    pub fn all_used(&self) -> Result<(), LoadError> {
        let counts =
            |name: &&String| name.ends_with("_i8") || name.ends_with(".bias") || name.ends_with("_u8");
        let mut left = self.constants.keys().filter(|name| !self.used.contains(*name));
        left.find(counts)
            .map_or(Ok(()), |name| Err(LoadError::Unknown(name.clone())))
    }
}

/// A scale and a shift for a row.
pub struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    pub fn read(file: &mut File<'_>, name: &str, length: usize) -> Result<Self, LoadError> {
        Ok(Self {
            weight: file.vector(&format!("{name}.weight"), length)?,
            bias: file.vector(&format!("{name}.bias"), length)?,
        })
    }
}

/// Numbers that belong to a panel's columns.
#[derive(Clone, Copy)]
pub struct Columns {
    /// What one step of a weight is worth.
    pub scale: [f32; BYTE_COLUMNS],
    /// What the whole column is worth: the sum of its weights.
    pub total: [f32; BYTE_COLUMNS],
    pub bias: [f32; BYTE_COLUMNS],
}

/// Matrices of `inputs` rows, side by side, cut into panels of columns.
pub struct Linear {
    pub inputs: usize,
    pub outputs: usize,
    /// `inputs / 4` steps a panel.
    pub steps: Vec<ByteStep>,
    pub columns: Vec<Columns>,
}

impl Linear {
    /// Reads the layers of these names (`NAME.weight_i8` int8 `[inputs, n]`, `NAME.weight_scale` `[n]` and, if
    /// there is one, `NAME.bias` `[n]`) as one. `inputs` must be a
    /// multiple of [`BYTES_A_STEP`].
    pub fn read(file: &mut File<'_>, names: &[String], inputs: usize) -> Result<Self, LoadError> {
        if inputs == 0 || !inputs.is_multiple_of(BYTES_A_STEP) {
            return Err(LoadError::Shape(names.join(", ")));
        }
        let mut out = Self {
            inputs,
            outputs: 0,
            steps: Vec::new(),
            columns: Vec::new(),
        };
        for name in names {
            out.append(file, name)?;
        }
        Ok(out)
    }

    /// The same, with so many outputs in all.
    pub fn sized(
        file: &mut File<'_>,
        names: &[String],
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, LoadError> {
        let linear = Self::read(file, names, inputs)?;
        if linear.outputs == outputs {
            Ok(linear)
        } else {
            Err(LoadError::Shape(names.join(", ")))
        }
    }

    fn append(&mut self, file: &mut File<'_>, name: &str) -> Result<(), LoadError> {
        let matrix = format!("{name}.weight_i8");
        let (shape, bytes) = file.constant(&matrix, Kind::Signed8, 1)?;
        let outputs = match shape[..] {
            [rows, columns] if rows == self.inputs && columns > 0 => columns,
            _ => return Err(LoadError::Shape(matrix)),
        };
        let scale = file.vector(&format!("{name}.weight_scale"), outputs)?;
        let bias = format!("{name}.bias");
        let bias = if file.has(&bias) {
            file.vector(&bias, outputs)?
        } else {
            vec![0.0; outputs]
        };
        for column in 0..outputs {
            let weights = bytes[column..].iter().step_by(outputs).map(|&byte| byte as i8);
            if !self.push(weights, scale[column], bias[column]) {
                return Err(LoadError::TooWide(matrix));
            }
        }
        Ok(())
    }

    /// Adds a column; false if neighbouring weights are too large for [`crate::kernel::Path::multiply_bytes`].
    fn push(&mut self, weights: impl Iterator<Item = i8>, scale: f32, bias: f32) -> bool {
        let (steps, place) = (self.inputs / BYTES_A_STEP, self.outputs % BYTE_COLUMNS);
        if place == 0 {
            let (step, zeros) = (ByteStep([0; BYTE_COLUMNS * BYTES_A_STEP]), [0.0; BYTE_COLUMNS]);
            self.steps.resize(self.steps.len() + steps, step);
            self.columns.push(Columns {
                scale: zeros,
                total: zeros,
                bias: zeros,
            });
        }
        let (panel, first) = (self.columns.len() - 1, self.steps.len() - steps);
        let (mut total, mut before, mut fits) = (0i32, 0u8, true);
        for (row, weight) in weights.enumerate() {
            let size = weight.unsigned_abs();
            fits &= row % 2 == 0 || u16::from(before) + u16::from(size) <= 128;
            (total, before) = (total + i32::from(weight), size);
            self.steps[first + row / BYTES_A_STEP].0[place * BYTES_A_STEP + row % BYTES_A_STEP] = weight;
        }
        let columns = &mut self.columns[panel];
        columns.scale[place] = scale;
        columns.total[place] = scale * total as f32;
        columns.bias[place] = bias;
        self.outputs += 1;
        fits
    }
}
