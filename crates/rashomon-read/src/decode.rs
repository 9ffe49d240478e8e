//! Bytes to text: which encoding, and where the bytes did not fit it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use rashomon_core::account::Warning;
use rashomon_core::span::Span;

use crate::format;

/// A decoded file.
pub(crate) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The stretches of U+FFFD that stand for bytes which were not valid, in order.
    pub damaged: Vec<Span>,
    /// How the encoding was found, where that was not certain.
    pub notes: Vec<Warning>,
}

/// Decodes `bytes`; `declared` is the encoding that the file itself names, if it does.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let mut notes = Vec::new();
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (choose(bytes, declared, &mut notes), bytes),
    };
    let (text, damaged) = decode_as(encoding, bytes);
    Decoded { text, damaged, notes }
}

/// The encoding of bytes that have no byte order mark.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>, notes: &mut Vec<Warning>) -> &'static Encoding {
    if let Some(utf16) = format::utf16(bytes) {
        notes.push(about_all(
            "no byte order mark: read as UTF-16 because every other byte is zero".to_owned(),
        ));
        return utf16;
    }
    // A page that can be read up to its declaration is not UTF-16, whatever the declaration says.
    let declared = declared.map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e });
    if std::str::from_utf8(bytes).is_ok() {
        // ISO-2022-JP and UTF-7 look like ASCII: only there does a declaration outweigh valid UTF-8.
        if let Some(other) = declared.filter(|e| *e != UTF_8) {
            if !other.is_ascii_compatible() {
                return other;
            }
            if !bytes.is_ascii() {
                let name = other.name();
                notes.push(about_all(format!(
                    "the page names the encoding {name} but is valid UTF-8: read as UTF-8"
                )));
            }
        }
        return UTF_8;
    }
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => guess(bytes, declared, notes),
    }
}

/// Guesses a legacy encoding from the bytes alone.
fn guess(bytes: &[u8], declared: Option<&'static Encoding>, notes: &mut Vec<Warning>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let why = if declared.is_some() {
        "the page names UTF-8 but is not"
    } else {
        "not UTF-8"
    };
    notes.push(about_all(format!(
        "{why}: read as {}, a guess from the bytes",
        encoding.name()
    )));
    encoding
}

/// Whether the bytes are UTF-8 with a little damage, such as a cut or a stray byte.
///
/// Text in another encoding has next to no valid sequences of three or four bytes and few of two: four of
/// these, or one of those, for each fault are decisive, as is a file whose only fault is that its last
/// character was cut.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut faults) = (0_usize, 0_usize);
    let mut cut = false;
    for chunk in bytes.utf8_chunks() {
        let weight = |c: char| match c.len_utf8() {
            1 => 0,
            2 => 1,
            _ => 4,
        };
        valid += chunk.valid().chars().map(weight).sum::<usize>();
        if !chunk.invalid().is_empty() {
            // Neighbouring faults are one place.
            faults += usize::from(!chunk.valid().is_empty() || faults == 0);
            cut = std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        }
    }
    valid >= 4 * faults && valid > 0 || faults == 1 && cut && valid > 0
}

/// Decodes, putting U+FFFD where bytes do not fit and keeping where that was.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Vec<Span>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut damaged: Vec<Span> = Vec::new();
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, damaged),
            DecoderResult::OutputFull => text.reserve(bytes.len() - at + 1024),
            DecoderResult::Malformed(..) => {
                let start = text.len();
                text.push('\u{FFFD}');
                match damaged.last_mut() {
                    Some(last) if last.end == start => last.end = text.len(),
                    _ => damaged.push(Span::new(start, text.len())),
                }
                text.reserve(16);
            }
        }
    }
}

/// At most so many places are warned about one by one.
const MAX_PLACES: usize = 20;

/// Warnings that point at each damaged place; one sums up what is over the first twenty.
pub(crate) fn damage_warnings(damaged: &[Span], what: &str) -> Vec<Warning> {
    let (each, rest) = damaged.split_at(damaged.len().min(MAX_PLACES));
    let mut warnings: Vec<Warning> = each
        .iter()
        .map(|&span| Warning {
            span: Some(span),
            message: what.to_owned(),
        })
        .collect();
    if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
        let message = format!("{what}; {} more places like this up to here", rest.len());
        warnings.push(Warning {
            span: Some(first.cover(*last)),
            message,
        });
    }
    warnings
}

/// A warning that concerns the whole account.
pub(crate) fn about_all(message: String) -> Warning {
    Warning { span: None, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).text
    }

    #[test]
    fn byte_order_marks_decide_and_are_left_out() {
        assert_eq!(text(b"\xEF\xBB\xBFSt\xC3\xA4dte"), "Städte");
        assert_eq!(text(b"\xFF\xFEA\0\xE4\0"), "Aä");
        assert_eq!(text(b"\xFE\xFF\0A\0\xE4"), "Aä");
    }

    #[test]
    fn legacy_encodings_are_guessed_and_the_guess_is_told() {
        let russian = "Министры встретились в понедельник и обсудили торговлю зерном и сталью.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, russian);
        assert!(decoded.notes[0].message.contains("windows-1251"));

        let japanese = "外相は月曜日に会談し、貿易と漁業について話し合った。";
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(text(&bytes), japanese);

        let quoted = "The minister said it was \u{201C}a fa\u{E7}ade\u{201D} \u{2013} no more.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(quoted);
        assert_eq!(text(&bytes), quoted);
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_the_place_is_kept() {
        let mut bytes = "“Städte” und “Länder”".as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode(&bytes, None);
        assert!(decoded.text.ends_with("”\u{FFFD}"));
        assert_eq!(decoded.damaged, [Span::new(bytes.len() - 1, bytes.len() + 2)]);
        assert!(decoded.notes.is_empty());
    }

    #[test]
    fn a_declaration_is_used_unless_the_bytes_say_otherwise() {
        let latin2 = Encoding::for_label(b"iso-8859-2");
        assert_eq!(decode(b"\xB1", latin2).text, "ą");
        assert_eq!(decode("ą".as_bytes(), latin2).text, "ą");
    }

    #[test]
    fn many_damaged_places_end_in_one_summary() {
        let damaged: Vec<Span> = (0..30).map(|n| Span::new(n * 10, n * 10 + 3)).collect();
        let warnings = damage_warnings(&damaged, "unreadable");
        assert_eq!(warnings.len(), MAX_PLACES + 1);
        assert_eq!(warnings[MAX_PLACES].span, Some(Span::new(200, 293)));
    }
}
