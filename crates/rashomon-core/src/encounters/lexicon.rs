//! Words that tell of events, from `data/events.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::statement::Act;
use crate::text::words::split_words;

/// What a word or phrase tells of.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub root: Act,
    pub kind: &'static str,
    pub is_noun: bool,
    /// Whether it tells of the event only in the passive ("was held").
    pub passive_only: bool,
    pub form: Form,
    /// The words, lower-cased, as [`split_words`] cuts them.
    words: Vec<String>,
}

impl Entry {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }
}

/// Which form of its base an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A noun.
    Noun,
    /// "visit", "visits": also the form of a noun, as often as not.
    Present,
    /// "visited", "met".
    Past,
    /// "visiting".
    Gerund,
}

static ENTRIES: LazyLock<HashMap<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
    let lines = include_str!("../../data/events.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        for entry in entries_of(line) {
            entries.entry(entry.words[0].clone()).or_default().push(entry);
        }
    }
    for those in entries.values_mut() {
        those.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
    }
    entries
});

/// What the words tell of, the longest phrases first. `words` are lower-cased.
pub(super) fn entries_at<'w>(words: &'w [&'w str]) -> impl Iterator<Item = &'static Entry> + 'w {
    let those = words.first().and_then(|first| ENTRIES.get(*first));
    those.into_iter().flatten().filter(move |entry| {
        entry.words.len() <= words.len() && entry.words.iter().zip(words).all(|(a, b)| a == b)
    })
}

fn entries_of(line: &'static str) -> Vec<Entry> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (root, kind, part, phrases) = (root(next()), next(), next(), next());
    let is_noun = part == "noun";
    let mut out = Vec::new();
    for phrase in phrases.split('|') {
        let passive_only = phrase.ends_with('?');
        for (words, form) in forms(phrase.trim_end_matches('?'), is_noun) {
            let words: Vec<String> = split_words(&words)
                .into_iter()
                .map(|span| span.of(&words).to_owned())
                .collect();
            out.push(Entry {
                root,
                kind,
                is_noun,
                passive_only,
                form,
                words,
            });
        }
    }
    out
}

/// A root category by its name; plain statement for any other word.
fn root(name: &str) -> Act {
    match name {
        "agree" => Act::Agree,
        "consult" => Act::Consult,
        "support" => Act::Support,
        "aid" => Act::Aid,
        "retreat" => Act::Retreat,
        "accuse" => Act::Accuse,
        "protest" => Act::Protest,
        "sanction" => Act::Sanction,
        "mobilize" => Act::Mobilize,
        "coerce" => Act::Coerce,
        "assault" => Act::Assault,
        _ => Act::Statement,
    }
}

fn forms(phrase: &str, is_noun: bool) -> Vec<(String, Form)> {
    if is_noun {
        return match (phrase.strip_prefix('='), phrase.strip_prefix('+')) {
            (Some(only), _) => vec![(only.to_owned(), Form::Noun)],
            (_, Some(plural_only)) => vec![(plural(plural_only), Form::Noun)],
            _ => vec![(phrase.to_owned(), Form::Noun), (plural(phrase), Form::Noun)],
        };
    }
    let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    let mut parts = first.split('~');
    let base = parts.next().unwrap_or_default();
    let past = parts.next().map_or_else(|| past(base), str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let verbs = [
        (base.to_owned(), Form::Present),
        (plural(base), Form::Present),
        (past, Form::Past),
        (participle, Form::Past),
        (gerund(base), Form::Gerund),
    ];
    let whole = |verb: String| format!("{verb} {rest}").trim_end().to_owned();
    verbs
        .into_iter()
        .map(|(verb, form)| (whole(verb), form))
        .collect()
}

/// The plural of a noun, which is also the third person of a verb.
fn plural(word: &str) -> String {
    match word {
        _ if ends_in_consonant_y(word) => format!("{}ies", &word[..word.len() - 1]),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

fn past(base: &str) -> String {
    match base {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if ends_in_consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        _ => format!("{}ed", doubled(base)),
    }
}

fn gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") && !word.ends_with("oy")
}

/// The base with its last letter twice where the ending asks for it ("set", "expel").
fn doubled(base: &str) -> String {
    let is_vowel = |c: char| "aeiou".contains(c);
    let letters: Vec<char> = base.chars().collect();
    let doubles = match letters[..] {
        [.., a, b, c] if letters.len() <= 4 => {
            !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !"wxy".contains(c)
        }
        _ => base == "expel",
    };
    match letters.last() {
        Some(last) if doubles => format!("{base}{last}"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(words: &str) -> Option<(&'static str, Act)> {
        let words: Vec<&str> = words.split(' ').collect();
        entries_at(&words).next().map(|entry| (entry.kind, entry.root))
    }

    #[test]
    fn regular_and_irregular_forms_are_known() {
        assert_eq!(kind("met"), Some(("meeting", Act::Consult)));
        assert_eq!(kind("expelled"), Some(("expulsion", Act::Sanction)));
        assert_eq!(kind("spoke by telephone"), Some(("phone call", Act::Consult)));
        assert_eq!(kind("airstrikes"), Some(("attack", Act::Assault)));
        assert_eq!(kind("talk"), None);
        assert_eq!(kind("talks"), Some(("meeting", Act::Consult)));
    }

    #[test]
    fn every_row_of_the_table_is_whole() {
        for line in include_str!("../../data/events.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(["noun", "verb"].contains(&columns[2]), "{line}");
            assert!(
                columns[0] == "statement" || root(columns[0]) != Act::Statement,
                "{line}"
            );
        }
    }
}
