//! Untrusted bytes to an [`Account`] plus warnings.
//!
//! [`read`] decodes plain text and web pages, names the language, and takes the date, the address and
//! the by-line where the account itself shows them. [`blocks`] tells headline, prose and speaking turns
//! from photo credits, addresses and page furniture. No file, clock or network is touched.
//!
//! Malformed content never fails: it is read as far as it goes, and a [`Warning`] points at the place.
//! Only what holds no text at all is refused, with a [`ReadError`].

mod blocks;
mod date;
mod decode;
mod error;
mod format;
mod language;
mod origin;
mod page;
mod plain;
mod sentence;

use rashomon_core::account::{Account, Warning};

pub use blocks::blocks;
pub use error::ReadError;

/// Largest input that is read, in bytes (64 MiB).
pub const MAX_BYTES: usize = 64 << 20;

/// One file as it came: its bytes, and the name it goes by.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The argument as the user gave it; used for the id, for the kind by extension, and in messages.
    pub path: &'a str,
    /// What the file holds.
    pub bytes: &'a [u8],
}

/// Reads one account.
///
/// Offsets in the account and its warnings are UTF-8 bytes into [`Account::text`]. For plain text that is
/// the decoded file unchanged, line endings and all; a byte order mark is not text and is left out. For a
/// web page it is the article as extracted, its paragraphs separated by a blank line, the headline first.
/// The id is the file's stem: the caller makes it unique. `published`, `language` and the fields of
/// `source` are `None` where the account does not say. Does not convert PDF or word-processor files and
/// does not follow links.
///
/// # Errors
/// When there is no text to read: an empty file, a binary format, or more than [`MAX_BYTES`].
///
/// ```
/// let input = rashomon_read::Input { path: "talks.txt", bytes: b"Talks end\n\nThe ministers met on Monday." };
/// let (account, warnings) = rashomon_read::read(input)?;
/// assert_eq!(account.id, "talks");
/// assert_eq!(account.title.as_deref(), Some("Talks end"));
/// assert!(warnings.is_empty());
/// # Ok::<(), rashomon_read::ReadError>(())
/// ```
pub fn read(input: Input<'_>) -> Result<(Account, Vec<Warning>), ReadError> {
    let Input { path, bytes } = input;
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            bytes: bytes.len(),
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty {
            path: path.to_owned(),
        });
    }
    if let Some(binary) = format::binary(bytes) {
        return Err(ReadError::Binary {
            path: path.to_owned(),
            format: binary.name,
            advice: binary.advice,
        });
    }
    let (mut account, warnings) = if format::is_page(path, bytes) {
        page::read(bytes)
    } else {
        plain::read(bytes)
    };
    if account.text.trim().is_empty() {
        return Err(ReadError::Empty {
            path: path.to_owned(),
        });
    }
    account.id = stem(path).to_owned();
    account.path = path.to_owned();
    account.source.kind = Some(origin::kind(&account).to_owned());
    Ok((account, warnings))
}

/// The last part of a path without its extension: "a/b.txt" gives "b", and ".txt" stays ".txt".
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_stem() {
        assert_eq!(stem("a/b.c/talks.v2.txt"), "talks.v2");
        assert_eq!(stem(r"C:\texts\talks.html"), "talks");
        assert_eq!(stem(".txt"), ".txt");
        assert_eq!(stem("-"), "-");
    }

    #[test]
    fn what_holds_no_text_is_refused_with_advice() {
        let message = |bytes: &[u8]| read(Input { path: "x", bytes }).unwrap_err().to_string();
        assert!(message(b"").contains("empty"));
        assert!(message(b" \n\t ").contains("empty"));
        assert!(message(b"\xEF\xBB\xBF").contains("empty"));
        assert!(message(b"%PDF-1.7 ...").contains("convert"));
        assert!(message(&[0, 1, 2, 3, 0, 0, 7]).contains("binary"));
    }
}
