//! Whether two names can be one person's.

use super::fold::folded;

/// Titles that stand before a name and belong to nobody's name.
pub(crate) const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lady",
    "lord",
    "president",
    "minister",
    "prime",
    "foreign",
    "secretary",
    "ambassador",
    "general",
    "gen",
    "senator",
    "sen",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "sheikh",
    "ayatollah",
    "pope",
    "professor",
    "colonel",
    "admiral",
    "special",
    "envoy",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "chairman",
    "chairwoman",
    "deputy",
    "vice",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "the",
    "former",
];

pub(crate) fn name_words(name: &str) -> Vec<String> {
    folded(name)
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|w| w.strip_suffix("'s").unwrap_or(w).trim_matches('\'').to_owned())
        .filter(|w| !w.is_empty() && w != "the")
        .collect()
}

pub(crate) fn is_acronym(short: &str, words: &[String]) -> bool {
    short.chars().nth(1).is_some() && initials(words).eq(short.chars())
}

/// The first letters of words that count in an acronym.
pub(crate) fn initials(words: &[String]) -> impl Iterator<Item = char> {
    words
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "and" | "for" | "on"))
        .filter_map(|w| w.chars().next())
}

/// Compares people's names: 1 for full agreement, less when one name is only part of the other.
pub(crate) fn people_agree(a: &[String], b: &[String]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (Some(family), Some(of_long)) = (short.last(), long.last()) else {
        return 0.0;
    };
    if spelt_alike(family, of_long) {
        if short.len() == 1 {
            return 0.8;
        }
        let given = given_names_agree(&short[0], &long[0])
            || short[..short.len() - 1]
                .iter()
                .any(|w| long[..long.len() - 1].contains(w));
        return if given { 1.0 } else { -1.0 };
    }
    // Family name first, as in Chinese and Korean names, or a name cut short ("Bin Salman").
    if short.len() == 1 && long.len() > 1 && long[0] == *family {
        return 0.5;
    }
    if short.len() >= 2 && short.iter().all(|w| long.contains(w)) {
        return 0.9;
    }
    0.0
}

fn given_names_agree(a: &str, b: &str) -> bool {
    let initial = |w: &str| w.chars().count() == 1;
    if initial(a) || initial(b) {
        return a.chars().next() == b.chars().next();
    }
    spelt_alike(a, b) || a.starts_with(b) || b.starts_with(a) || is_short_form(a, b) || is_short_form(b, a)
}

fn is_short_form(short: &str, long: &str) -> bool {
    const SHORT_FORMS: &[(&str, &str)] = &[
        ("mike", "michael"),
        ("joe", "joseph"),
        ("bill", "william"),
        ("bob", "robert"),
        ("jim", "james"),
        ("tony", "anthony"),
        ("tom", "thomas"),
        ("dick", "richard"),
        ("ted", "edward"),
        ("bibi", "benjamin"),
        ("volodymyr", "vladimir"),
        ("alexander", "aleksandr"),
        ("jake", "jacob"),
        ("chuck", "charles"),
        ("john", "jonathan"),
        ("jack", "john"),
        ("larry", "lawrence"),
        ("steve", "stephen"),
        ("liz", "elizabeth"),
    ];
    SHORT_FORMS.contains(&(short, long))
}

/// Whether two words in small letters may be one name in two transliterations ("Yury", "Yuri"; "Zelensky",
/// "Zelenskiy").
pub(crate) fn spelt_alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if first_sound(a) != first_sound(b) || !have_like_letters(a, b) {
        return false;
    }
    let (a, b) = (transliterated(a), transliterated(b));
    if a == b {
        return true;
    }
    let longest = a.chars().count().max(b.chars().count());
    longest >= 7 && a.chars().next() == b.chars().next() && edits(&a, &b) <= longest / 7
}

/// The sound that a word begins with, as far as spellings agree on it: words of different ones are not spelt alike.
pub(crate) fn first_sound(word: &str) -> Option<char> {
    match word.chars().next() {
        Some('y' | 'j') => Some('i'),
        Some('q' | 'h' | 'c') => Some('k'),
        Some('p') => Some('f'),
        first => first,
    }
}

/// Whether the letters that no transliteration changes may be those of one name: a cheap look before the dear one.
/// Each edit that is allowed replaces one by another at most.
fn have_like_letters(a: &str, b: &str) -> bool {
    let edits = a.len().max(b.len()) / 7;
    (lasting_letters(a) ^ lasting_letters(b)).count_ones() as usize <= 2 * edits
}

/// Which of the letters that [`transliterated`] leaves alone stand in a word: a bit each.
fn lasting_letters(word: &str) -> u32 {
    const LASTING: u32 = letters("abdglmnrstvwxz");
    letters(word) & LASTING
}

/// The small Latin letters of a word: a bit each.
const fn letters(word: &str) -> u32 {
    let (bytes, mut bits, mut at) = (word.as_bytes(), 0, 0);
    while at < bytes.len() {
        if bytes[at].is_ascii_lowercase() {
            bits |= 1 << (bytes[at] - b'a');
        }
        at += 1;
    }
    bits
}

fn transliterated(word: &str) -> String {
    let mut out = word
        .replace("iy", "y")
        .replace("ij", "y")
        .replace("yy", "y")
        .replace("ei", "ey")
        .replace("kh", "h")
        .replace("ou", "u")
        .replace("q", "k")
        .replace("ph", "f")
        .replace("j", "y")
        .replace('i', "y")
        .replace("yye", "ye")
        .replace("eye", "eie");
    // "Rouhani", "Rohani": one vowel in two spellings; short names ("Hu", "Ho") differ by no more than that.
    if out.chars().count() > 4 {
        out = out.replace('u', "o");
    }
    out.dedup_letters();
    out
}

trait DedupLetters {
    fn dedup_letters(&mut self);
}

impl DedupLetters for String {
    /// Doubled letters are a matter of taste in transliteration ("Mohammed", "Mohamed").
    fn dedup_letters(&mut self) {
        let mut last = None;
        self.retain(|c| {
            let keep = last != Some(c);
            last = Some(c);
            keep
        });
    }
}

/// Levenshtein distance in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
