//! Whether what is said is affirmed.

use crate::statement::{Polarity, Statement};

/// Words that deny what stands with them.
const DENIALS: &[&str] = &[
    "not", "never", "no", "neither", "nor", "none", "nothing", "n’t", "n't", "denied", "denies",
];

/// Whether the content's main clause, its first dozen words, or the cue denies.
pub fn polarity(text: &str, found: &Statement) -> Polarity {
    let cue: String = found
        .cue
        .iter()
        .map(|c| c.of(text).to_lowercase() + " ")
        .collect();
    let content = found.content.first().map_or("", |c| c.of(text)).to_lowercase();
    if cue.starts_with("ask") && content.trim_end_matches(['"', '”', '’']).ends_with('?') {
        return Polarity::Open;
    }
    let negates = |word: &str| DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    let clean = |w: &str| {
        w.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .to_owned()
    };
    let denied = cue.contains("denied")
        || cue.contains("denies")
        || cue.contains("denying")
        || content.split_whitespace().take(12).any(|w| negates(&clean(w)));
    if denied {
        Polarity::Denied
    } else {
        Polarity::Affirmed
    }
}
