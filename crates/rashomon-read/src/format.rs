//! What kind of file the bytes are: binary formats by their first bytes, web pages by name or mark-up.

/// A format whose bytes are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binary {
    /// What it is, with its article.
    pub name: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

const DOCUMENT: &str = "convert it to text first (for example save or export it as plain text)";
const PICTURE: &str = "give the words as text; pictures are not read";
const PACKED: &str = "unpack it first";
const UNKNOWN: &str = "convert it to text first";

/// First bytes of formats that people try to read, and what to say.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF-",
        "a PDF document",
        "convert it to text first (for example with pdftotext)",
    ),
    (
        b"PK\x03\x04",
        "a zip archive or an Office document (docx, odt, epub)",
        DOCUMENT,
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office document (doc, xls)",
        DOCUMENT,
    ),
    (b"{\\rtf", "a Rich Text document", DOCUMENT),
    (b"%!PS", "a PostScript document", DOCUMENT),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG image", PICTURE),
    (b"GIF87a", "a GIF image", PICTURE),
    (b"GIF89a", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (b"\x1F\x8B", "a gzip archive", PACKED),
    (b"BZh9", "a bzip2 archive", PACKED),
    (b"\xFD7zXZ\0", "an xz archive", PACKED),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", PACKED),
    (b"Rar!\x1A\x07", "a RAR archive", PACKED),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", PACKED),
    (b"ID3", "an audio file", "give a transcript as text"),
    (b"OggS", "an audio file", "give a transcript as text"),
    (b"\x7FELF", "a program", UNKNOWN),
    (
        b"SQLite format 3\0",
        "a SQLite database",
        "give the texts themselves",
    ),
    (b"PAR1", "a Parquet file", "give the texts themselves"),
    (b"\xFF\xFE\0\0", "text in UTF-32", "save it as UTF-8 first"),
    (b"\0\0\xFE\xFF", "text in UTF-32", "save it as UTF-8 first"),
];

/// The binary format, if the bytes are one; `None` for text, also for damaged text.
pub(crate) fn binary(bytes: &[u8]) -> Option<Binary> {
    if let Some(&(_, name, advice)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some(Binary { name, advice });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Binary {
            name: "a WebP image",
            advice: PICTURE,
        });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Binary {
            name: "a video or a HEIC image",
            advice: "give the words as text",
        });
    }
    if utf16(bytes).is_none() && mostly_controls(bytes) {
        return Some(Binary {
            name: "a binary file (it has NUL or control bytes)",
            advice: UNKNOWN,
        });
    }
    None
}

/// How much of a file is looked at to tell binary from text, in bytes.
const LOOK_BYTES: usize = 64 << 10;

/// More than one NUL in 256 bytes, or one control byte in 20, is no text: a stray one may be damage.
fn mostly_controls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOK_BYTES)];
    let nuls = head.iter().filter(|&&byte| byte == 0).count();
    let controls = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1B))
        .count();
    nuls * 256 > head.len() || controls * 20 > head.len()
}

/// UTF-16 by its byte order mark or, without one, by the NUL in every other byte that Latin text has.
pub(crate) fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(encoding_rs::UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(encoding_rs::UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(LOOK_BYTES)];
    let pairs = head.len() / 2;
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A text in another script still has spaces, line ends and digits, so a fifth is enough when the
    // other half of the bytes has next to none. What is valid UTF-8 as well is Latin text if it is UTF-16,
    // with a NUL in nearly every pair; a stray NUL or two makes no UTF-16.
    let share = if std::str::from_utf8(head).is_ok() {
        0.7
    } else {
        0.2
    };
    let clear = |many: usize, few: usize| {
        pairs >= 4 && many >= 4 && many as f32 > share * pairs as f32 && few * 50 <= pairs
    };
    match (clear(odd, even), clear(even, odd)) {
        (true, false) => Some(encoding_rs::UTF_16LE),
        (false, true) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// Whether the file is a web page, by its extension or by how it starts.
pub(crate) fn is_page(path: &str, bytes: &[u8]) -> bool {
    let extension = path
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_ascii_lowercase();
    if matches!(extension.as_str(), "html" | "htm" | "xhtml") {
        return true;
    }
    // Every other byte of UTF-16 is dropped by the filter, and byte order marks are not ASCII.
    let mut head: String = bytes
        .iter()
        .take(4096)
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|&b| b as char)
        .collect();
    head.make_ascii_lowercase();
    let mut rest = head.trim_start();
    while let Some(after) = skip_prolog(rest) {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head>", "<head ", "<body>", "<body "]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

/// What follows an XML declaration or a comment.
fn skip_prolog(text: &str) -> Option<&str> {
    let end = match text {
        _ if text.starts_with("<?xml") => "?>",
        _ if text.starts_with("<!--") => "-->",
        _ => return None,
    };
    text.split_once(end).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named_by_their_first_bytes() {
        let name = |bytes: &[u8]| binary(bytes).map(|b| b.name).unwrap_or("text");
        assert!(name(b"%PDF-1.4\n").contains("PDF"));
        assert!(name(b"PK\x03\x04\x14\0").contains("docx"));
        assert!(name(b"\x89PNG\r\n\x1A\n\0\0").contains("PNG"));
        assert!(name(b"\0\0\0\x18ftypmp42").contains("video"));
        assert_eq!(name(b"PKO is a Polish bank."), "text");
    }

    #[test]
    fn one_nul_in_a_page_of_text_is_damage_and_not_a_format() {
        let mut text = "The ministers met again on Monday. ".repeat(20).into_bytes();
        text[100] = 0;
        assert_eq!(binary(&text), None);
    }

    #[test]
    fn utf16_shows_in_the_nul_pattern() {
        let le: Vec<u8> = "Talks end".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "Talks end".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&le), Some(encoding_rs::UTF_16LE));
        assert_eq!(utf16(&be), Some(encoding_rs::UTF_16BE));
        assert_eq!(utf16(b"Talks end"), None);
        assert_eq!(utf16(b":\0Orsi: "), None, "a stray NUL");
    }

    #[test]
    fn pages_are_known_by_name_or_by_mark_up() {
        assert!(is_page("a.HTM", b"x"));
        assert!(is_page("a", b"\xEF\xBB\xBF\n<!DOCTYPE html><p>"));
        assert!(is_page(
            "a.txt",
            b"<?xml version='1.0'?><!-- x --><html lang='en'>"
        ));
        assert!(!is_page("a.txt", b"The <html> tag"));
    }
}
