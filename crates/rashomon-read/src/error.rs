//! Why a file could not be read at all.

use thiserror::Error;

use crate::MAX_BYTES;

/// Why a file holds no account: one line that says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing but white space, or nothing at all.
    #[error("{path}: the file is empty; give a file that holds text")]
    Empty {
        /// The argument as the user gave it.
        path: String,
    },
    /// A format whose bytes are not text.
    #[error("{path}: this is {format}, not text; {advice}")]
    Binary {
        /// The argument as the user gave it.
        path: String,
        /// What the first bytes show it to be, with its article ("a PDF document").
        format: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("{path}: {size} MiB is over the limit of {limit} MiB; split the file into single accounts",
        size = mib(*bytes), limit = mib(MAX_BYTES))]
    TooLarge {
        /// The argument as the user gave it.
        path: String,
        /// Size of the file in bytes.
        bytes: usize,
    },
}

/// Bytes as MiB, rounded up.
const fn mib(bytes: usize) -> usize {
    bytes.div_ceil(1 << 20)
}
