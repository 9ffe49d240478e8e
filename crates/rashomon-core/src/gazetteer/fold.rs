//! Spelling without accents and typographic quotes, so that "Élysée" and "Elysee" are one word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text with accents removed and typographic apostrophes made plain; letter case is kept.
///
/// The result may be shorter or longer in bytes than the text, so offsets into it mean nothing. Letters
/// that have no decomposition are spelt as English-language papers spell them ("Ł" as "L", "ı" as "i").
/// Does not transliterate other scripts.
///
/// ```
/// assert_eq!(rashomon_core::gazetteer::folded("Quai d’Orsay, Élysée"), "Quai d'Orsay, Elysee");
/// ```
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '’' | '‘' | 'ʼ' | 'ʻ' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            'Ł' => out.push('L'),
            'ł' => out.push('l'),
            'Ø' => out.push('O'),
            'ø' => out.push('o'),
            'Đ' => out.push('D'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            other => out.push(other),
        }
    }
    out
}
