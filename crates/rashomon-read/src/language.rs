//! Which language a text is in.

use whatlang::{Lang, detect};

/// Fewer letters than this do not show a language.
const MIN_LETTERS: usize = 20;
/// So much of a text is enough to tell, in characters.
const SAMPLE_CHARS: usize = 6000;

/// ISO 639-1 code of the language of `text`.
///
/// `declared` is what the page says of itself; it only decides where the words do not. `None` when the
/// text has fewer than 20 letters or when neither the words nor the page tell.
pub(crate) fn language(text: &str, declared: Option<&str>) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE_CHARS).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < MIN_LETTERS {
        return None;
    }
    match detect(&sample) {
        Some(info) if info.is_reliable() => code(info.lang()).map(str::to_owned),
        _ if has_english_words(&sample) => Some("en".to_owned()),
        _ => declared.and_then(primary_subtag),
    }
}

/// Small words that no short English text is without and that few other languages have.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "is", "with", "said", "for", "it", "they", "not", "have",
];

/// Whether at least one word in six, and at least four, are small English words.
fn has_english_words(text: &str) -> bool {
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    english >= 4 && english * 6 >= all
}

/// "en" of "en-GB", when it is a two-letter code.
fn primary_subtag(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

/// ISO 639-1 code of a language that the detector knows.
fn code(lang: Lang) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(three, _)| *three == lang.code())
        .map(|&(_, two)| two)
}

/// ISO 639-3 to ISO 639-1, for the languages that the detector knows.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("epo", "eo"), ("eng", "en"), ("rus", "ru"), ("cmn", "zh"), ("spa", "es"), ("por", "pt"), ("ita", "it"),
    ("ben", "bn"), ("fra", "fr"), ("deu", "de"), ("ukr", "uk"), ("kat", "ka"), ("ara", "ar"), ("hin", "hi"),
    ("jpn", "ja"), ("heb", "he"), ("yid", "yi"), ("pol", "pl"), ("amh", "am"), ("jav", "jv"), ("kor", "ko"),
    ("nob", "nb"), ("dan", "da"), ("swe", "sv"), ("fin", "fi"), ("tur", "tr"), ("nld", "nl"), ("hun", "hu"),
    ("ces", "cs"), ("ell", "el"), ("bul", "bg"), ("bel", "be"), ("mar", "mr"), ("kan", "kn"), ("ron", "ro"),
    ("slv", "sl"), ("hrv", "hr"), ("srp", "sr"), ("mkd", "mk"), ("lit", "lt"), ("lav", "lv"), ("est", "et"),
    ("tam", "ta"), ("vie", "vi"), ("urd", "ur"), ("tha", "th"), ("guj", "gu"), ("uzb", "uz"), ("pan", "pa"),
    ("aze", "az"), ("ind", "id"), ("tel", "te"), ("pes", "fa"), ("mal", "ml"), ("ori", "or"), ("mya", "my"),
    ("nep", "ne"), ("sin", "si"), ("khm", "km"), ("tuk", "tk"), ("aka", "ak"), ("zul", "zu"), ("sna", "sn"),
    ("afr", "af"), ("lat", "la"), ("slk", "sk"), ("cat", "ca"), ("tgl", "tl"), ("hye", "hy"), ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_detector_has_a_code() {
        assert!(Lang::all().iter().all(|&lang| code(lang).is_some()));
    }

    #[test]
    fn the_words_decide_and_the_page_breaks_ties() {
        let english =
            "The two ministers met in the capital on Monday and agreed to talk again within a month.";
        assert_eq!(language(english, Some("fr-FR")).as_deref(), Some("en"));
        assert_eq!(language("Talks end", None), None);
        assert_eq!(language("Talks end", Some("en")), None);
    }
}
