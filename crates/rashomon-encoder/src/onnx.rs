//! The constants of an ONNX file: their names, shapes, types and bytes, where they stand in the file.
//!
//! ONNX is a protocol buffer (`onnx.proto`, version 8 of its format): a model holds a graph (field 7), a graph
//! its initialisers (field 5), each with dimensions (1), a type (2), a name (8) and little-endian bytes (9).
//! The graph's operations are not looked at: the architecture is known, and the names say what is what.

use std::collections::BTreeMap;

use crate::LoadError;

/// Types of constants, by their numbers in ONNX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Float,
    Unsigned8,
    Signed8,
    /// Any other one; the engine uses none.
    Other,
}

/// One constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant<'a> {
    pub shape: Vec<usize>,
    pub kind: Kind,
    pub bytes: &'a [u8],
}

/// All constants by name.
pub fn constants(file: &[u8]) -> Result<BTreeMap<String, Constant<'_>>, LoadError> {
    let mut out = BTreeMap::new();
    for field in Fields(file) {
        if let (7, Value::Bytes(graph)) = field? {
            for field in Fields(graph) {
                if let (5, Value::Bytes(tensor)) = field? {
                    let (name, constant) = read_constant(tensor)?;
                    out.insert(name, constant);
                }
            }
        }
    }
    if out.is_empty() {
        return Err(LoadError::NotOnnx("it holds no constants"));
    }
    Ok(out)
}

fn read_constant(tensor: &[u8]) -> Result<(String, Constant<'_>), LoadError> {
    let mut name = String::new();
    let mut out = Constant {
        shape: Vec::new(),
        kind: Kind::Other,
        bytes: &[],
    };
    for field in Fields(tensor) {
        match field? {
            (1, Value::Number(size)) => out.shape.push(dimension(size)?),
            (1, Value::Bytes(packed)) => {
                let mut rest = packed;
                while !rest.is_empty() {
                    out.shape.push(dimension(number(&mut rest)?)?);
                }
            }
            (2, Value::Number(kind)) => {
                out.kind = match kind {
                    1 => Kind::Float,
                    2 => Kind::Unsigned8,
                    3 => Kind::Signed8,
                    _ => Kind::Other,
                }
            }
            (8, Value::Bytes(bytes)) => name = String::from_utf8_lossy(bytes).into_owned(),
            (9, Value::Bytes(bytes)) => out.bytes = bytes,
            _ => {}
        }
    }
    Ok((name, out))
}

fn dimension(size: u64) -> Result<usize, LoadError> {
    usize::try_from(size).map_err(|_| LoadError::NotOnnx("a dimension is too large"))
}

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    Other,
}

/// The fields of a message: their numbers and values.
struct Fields<'a>(&'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = read_field(&mut self.0);
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

fn read_field<'a>(rest: &mut &'a [u8]) -> Result<(u64, Value<'a>), LoadError> {
    let key = number(rest)?;
    let value = match key & 7 {
        0 => Value::Number(number(rest)?),
        1 => take(rest, 8).map(|_| Value::Other)?,
        2 => {
            let length = number(rest)?;
            Value::Bytes(take(rest, length)?)
        }
        5 => take(rest, 4).map(|_| Value::Other)?,
        _ => return Err(LoadError::NotOnnx("a field is of no known kind")),
    };
    Ok((key >> 3, value))
}

fn take<'a>(rest: &mut &'a [u8], length: u64) -> Result<&'a [u8], LoadError> {
    let split = usize::try_from(length)
        .ok()
        .and_then(|length| rest.split_at_checked(length));
    let (taken, left) = split.ok_or(LoadError::NotOnnx("it ends in the middle of a field"))?;
    *rest = left;
    Ok(taken)
}

/// A number in groups of seven bits, lowest first.
fn number(rest: &mut &[u8]) -> Result<u64, LoadError> {
    let mut out = 0;
    for place in 0..10 {
        let byte = take(rest, 1)?[0];
        out |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Ok(out);
        }
    }
    Err(LoadError::NotOnnx("a number does not end"))
}
