//! Speakers' labels: the words before a colon that say whose turn it is.

use rashomon_core::span::Span;

use crate::date::starts_with_time;

/// The words before the colon, and how sure it is that they name a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, without colon, brackets and asterisks.
    pub name: Span,
    /// First byte after the colon and what closes the mark-up around it.
    pub end: usize,
    /// How the words look.
    pub sort: Sort,
}

/// What the words before a colon look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A part in a conversation: "Q", "QUESTION", "Moderator".
    Part,
    /// An office or form of address: "SECRETARY POMPEO", "Mr. Orsi".
    Titled,
    /// Capitalised words that may be a name, or a topic.
    Bare,
}

/// Parts in a conversation, in lower case.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "q", "a", "question", "answer", "moderator", "interviewer", "interviewee", "host", "co-host", "anchor", "journalist",
    "reporter", "participant", "speaker", "operator", "interpreter", "translator", "audience", "staff",
    "presenter", "correspondent", "media", "chair", "chairman", "chairperson", "facilitator",
    "unidentified", "unidentified speaker", "unidentified male", "unidentified female", "male speaker",
    "female speaker", "audience member", "senior administration official", "senior state department official",
    "senior official", "official", "question from the floor", "several reporters",
];

/// Offices and forms of address, in lower case without a full stop.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "sir", "madam", "lord", "lady", "president", "prime", "minister", "secretary",
    "ambassador", "amb", "spokesman", "spokesperson", "spokeswoman", "chancellor", "king", "queen", "prince",
    "princess", "general", "gen", "admiral", "adm", "colonel", "col", "senator", "sen", "rep", "congressman",
    "congresswoman", "governor", "gov", "chairman", "director", "secretary-general", "undersecretary", "premier",
    "commissioner", "representative", "professor", "prof", "judge", "justice", "pope", "sheikh", "ayatollah",
    "emir", "sultan", "envoy", "captain", "speaker", "vice", "deputy", "foreign",
];

/// Words before a colon that name no speaker, in lower case.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "note", "notes", "analysis", "update", "updates", "background", "photo", "photos", "image", "source", "sources",
    "related", "re", "subject", "from", "to", "date", "cc", "time", "venue", "place", "location", "read", "watch",
    "see", "also", "warning", "breaking", "breaking news", "exclusive", "opinion", "editorial", "conclusion", "summary",
    "bottom line", "the bottom line", "key points", "key takeaways", "takeaways", "highlights", "video", "audio",
    "correction", "clarification", "contact", "tel", "phone", "fax", "email", "e-mail", "web", "website", "follow",
    "tags", "topics", "category", "published", "updated", "editor's note", "editor’s note", "example", "result",
    "results", "fact", "facts", "myth", "fact check", "claim", "verdict", "pros", "cons", "ps", "p.s", "context",
    "why it matters", "the big picture", "what's next", "what’s next", "details", "agenda", "topic", "issue", "issues",
    "statement", "readout", "read-out", "transcript", "remarks", "live", "factbox", "explainer", "profile", "timeline",
    "title", "headline", "author", "language", "url", "link", "abstract", "introduction", "participants", "present",
    "trade", "economy", "security", "energy", "sanctions", "elections", "election", "energy security", "arms control",
    "first", "second", "third", "fourth", "finally", "problem", "solution", "warning", "reminder", "option", "step",
    "part", "chapter", "section", "article", "item", "point", "lesson", "rule", "number", "figure", "table", "total",
    "here", "there", "this", "that", "remember", "translation", "press release", "press statement", "news",
];

/// Words that a label does not start with, in lower case.
#[rustfmt::skip]
const NO_HEAD: &[&str] = &[
    "in", "on", "at", "by", "for", "of", "with", "and", "but", "or", "so", "if", "when", "while", "as", "after",
    "before", "since", "what", "why", "how", "who", "where", "which", "here", "there", "this", "that", "these",
    "those", "it", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "your", "no", "yes",
    "not", "one", "two", "three", "also", "then", "now", "let", "see", "read", "today", "yesterday", "an",
];

/// Small words that may stand inside a name, in lower case.
const PARTICLES: &[&str] = &[
    "of", "the", "for", "and", "de", "da", "del", "della", "der", "den", "la", "le", "van", "von", "bin",
    "ibn", "al", "el", "und", "du", "dos", "via", "to",
];

/// Names of countries, regions and seats of power: "Iran: no war" is about a place.
const COUNTRIES: &str = include_str!("countries.txt");

/// Longest label in bytes, brackets included.
const MAX_LABEL_BYTES: usize = 110;
/// Most words in a name.
const MAX_WORDS: usize = 8;

/// Whether the words name a country, a region or a seat of power.
pub(super) fn is_place(words: &str) -> bool {
    COUNTRIES
        .lines()
        .any(|country| country.eq_ignore_ascii_case(words))
}

/// The label that starts at byte `at` of `text` and ends before `limit`, if one does.
///
/// Needs capitalised words, a colon, and after it the end or white space and words that start like a
/// sentence. Whether a [`Sort::Bare`] one is a speaker is for the whole account to show.
pub(super) fn label_at(text: &str, at: usize, limit: usize) -> Option<Label> {
    let rest = &text[at..limit];
    if let Some(label) = bare_question(rest, at) {
        return Some(label);
    }
    let near = rest
        .char_indices()
        .take_while(|(offset, _)| *offset <= MAX_LABEL_BYTES);
    let (colon, mark) = near
        .into_iter()
        .find(|(_, c)| matches!(c, ':' | '：' | '\n' | '\r'))?;
    if matches!(mark, '\n' | '\r') {
        return None;
    }
    let after = &rest[colon + mark.len_utf8()..];
    let markup = after.len() - after.trim_start_matches(['*', '_']).len();
    let end = at + colon + mark.len_utf8() + markup;
    if !opens_turn(&text[end..limit]) {
        return None;
    }
    let head = Span::new(at, at + colon);
    let name = bare_name(text, head)?;
    let sort = sort(name.of(text))?;
    Some(Label { name, end, sort })
}

/// "Q" before a wide gap or a capital, as some governments set the questions of reporters, or glued to
/// the first word ("QWhy now?"), as extraction from mark-up leaves it.
fn bare_question(rest: &str, at: usize) -> Option<Label> {
    let mut letters = rest.chars();
    let glued = letters.next() == Some('Q')
        && letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_some_and(|c| c.is_lowercase() || c == '\'' || c == '’')
        && !rest.starts_with("QAnon");
    if glued {
        return Some(Label {
            name: Span::new(at, at + 1),
            end: at + 1,
            sort: Sort::Part,
        });
    }
    let after = rest
        .strip_prefix('Q')
        .or_else(|| rest.strip_prefix('A').filter(|r| r.starts_with("  ")))?;
    let after = after.strip_prefix('.').unwrap_or(after);
    let words = after.trim_start();
    let capital = words
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c == '(' || c == '“' || c == '"');
    (words.len() < after.len() && capital).then(|| Label {
        name: Span::new(at, at + 1),
        end: at + rest.len() - after.len(),
        sort: Sort::Part,
    })
}

/// Whether what follows a colon can be the words of a turn.
fn opens_turn(after: &str) -> bool {
    let words = after.trim_start();
    let Some(first) = words.chars().next() else {
        return true;
    };
    words.len() < after.len() && !first.is_lowercase()
}

/// The words of a label without mark-up and without what stands in brackets after them.
fn bare_name(text: &str, head: Span) -> Option<Span> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '-' | '–' | '—' | '•' | '#');
    let words = head.of(text);
    let start = head.start + (words.len() - words.trim_start_matches(is_mark).len());
    let words = &text[start..head.end];
    // "President Orsi (via interpreter)", "Orsi [in Orvanian]".
    let words = words.split(['(', '[']).next().unwrap_or(words);
    let words = words.trim_end_matches(is_mark);
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

/// What the words look like; `None` when they cannot name a speaker.
fn sort(name: &str) -> Option<Sort> {
    let lower = name.to_lowercase();
    let numbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    let bare = numbered.strip_prefix("the ").unwrap_or(numbered);
    if PARTS.contains(&bare) {
        return Some(Sort::Part);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > MAX_WORDS || !words.iter().enumerate().all(|(at, word)| is_name_word(at, word)) {
        return None;
    }
    let first = lower.split_whitespace().next()?;
    let possessive = words
        .iter()
        .any(|word| word.ends_with("'s") || word.ends_with("’s"));
    let refused = possessive
        || NO_HEAD.contains(&first)
        || TOPICS.contains(&lower.trim_end_matches('.'))
        || TOPICS.contains(&bare)
        || is_place(name)
        || starts_with_time(name);
    if refused {
        return None;
    }
    let titled = |word: &str| TITLES.contains(&word.trim_end_matches(['.', ',']));
    let title = lower.split_whitespace().any(titled);
    match title {
        true if words.len() > 1 => Some(Sort::Titled),
        true => Some(Sort::Bare),
        // "The talks:" is a topic; only an office stands with an article.
        false if first == "the" || first == "a" => None,
        false => Some(Sort::Bare),
    }
}

/// Whether a word can be part of a name: a capital, or a small word inside.
fn is_name_word(at: usize, word: &str) -> bool {
    let core = word.trim_end_matches([',', '.']);
    let letters = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '‑' | '/');
    if at > 0 && PARTICLES.contains(&core) {
        return true;
    }
    // "No. Orsi:" is an answer and the next label; "J. Orsi:" and "Mr. Orsi:" are names.
    let stop = word.ends_with('.') && core.chars().count() > 1 && !core.contains('.');
    let short = || {
        let lower = core.to_lowercase();
        TITLES.contains(&lower.as_str())
            || matches!(lower.as_str(), "st" | "jr" | "sr" | "hon" | "lt" | "maj")
    };
    if stop && !short() {
        return false;
    }
    let capital = core.chars().next().is_some_and(char::is_uppercase);
    let arabic = core.starts_with("al-") || core.starts_with("el-") || core.starts_with("as-");
    (capital || arabic) && core.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, Sort)> {
        label_at(text, 0, text.len()).map(|label| (label.name.of(text), label.sort))
    }

    #[test]
    fn labels_of_transcripts_are_read() {
        assert_eq!(found("Orsi: We agree."), Some(("Orsi", Sort::Bare)));
        assert_eq!(
            found("SECRETARY VALE:  We agree."),
            Some(("SECRETARY VALE", Sort::Titled))
        );
        assert_eq!(found("MR. PRICE: Thank you."), Some(("MR. PRICE", Sort::Titled)));
        assert_eq!(found("Q: Why?"), Some(("Q", Sort::Part)));
        assert_eq!(found("QUESTION: Why?"), Some(("QUESTION", Sort::Part)));
        assert_eq!(found("Q    Mr. President, why?"), Some(("Q", Sort::Part)));
        assert_eq!(found("Moderator: Next."), Some(("Moderator", Sort::Part)));
        assert_eq!(
            found("THE PRESIDENT:  Thank you."),
            Some(("THE PRESIDENT", Sort::Titled))
        );
        assert_eq!(found("**Orsi:** We agree."), Some(("Orsi", Sort::Bare)));
        assert_eq!(found("**Orsi**: We agree."), Some(("Orsi", Sort::Bare)));
        assert_eq!(
            found("President Orsi (via interpreter): Yes."),
            Some(("President Orsi", Sort::Titled))
        );
        assert_eq!(
            found("Marta van Orsi: Yes."),
            Some(("Marta van Orsi", Sort::Bare))
        );
        assert_eq!(
            found("Question (Varn Courier): Why?"),
            Some(("Question", Sort::Part))
        );
    }

    #[test]
    fn topics_times_and_sentences_are_not_labels() {
        for text in [
            "Iran: No war.",
            "Note: The text is short.",
            "The bottom line: Orvania waits.",
            "Photo: Ilse Brandt",
            "10:30 The talks begin.",
            "https://example.org",
            "Re: Your letter.",
            "Orsi said: “We agree.”",
            "Orsi tweeted: We agree.",
            "Monday: The talks begin.",
            "May 14: Talks end.",
            "Orsi’s answer: Never.",
            "The talks: A timeline.",
            "In Varn: A bridge.",
            "Orsi: no comment",
            "3:1 in favour",
            "Sochi:Talks",
            "No. Orsi: We agree.",
            "Never. Orsi: We agree.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
