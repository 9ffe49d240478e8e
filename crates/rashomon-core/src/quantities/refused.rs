//! Numbers that are no amounts: years, clock times, ages, ordinals, labels, list numbers.

use super::numbers::Number;
use super::tokens::{Kind, Token};

/// Words after which a number is a name.
const LABELS: &[&str] = &[
    "no",
    "number",
    "numbers",
    "article",
    "articles",
    "resolution",
    "resolutions",
    "chapter",
    "page",
    "pages",
    "phase",
    "section",
    "point",
    "paragraph",
    "part",
    "flight",
    "room",
    "channel",
    "route",
    "highway",
    "group",
    "boeing",
    "airbus",
    "version",
    "level",
    "annex",
    "category",
    "type",
    "line",
    "block",
    "unit",
    "reactor",
    "round",
    "item",
    "rule",
    "title",
    "zone",
    "gate",
    "pier",
    "district",
    "bus",
    "train",
    "aged",
    "age",
    "ages",
];

const CLOCK: &[&str] = &[
    "am", "pm", "a", "p", "o", "gmt", "utc", "msk", "est", "edt", "bst", "cet", "cest", "hours",
];

/// Whether the number at `at` is part of a longer word, path, score, time or ordinal.
pub(super) fn is_attached(tokens: &[Token], at: usize, number: &Number, unit_follows: bool) -> bool {
    let token = &tokens[at];
    if !token.spaced
        && let Some(before) = at.checked_sub(1).map(|p| &tokens[p])
    {
        let joins = [
            "-", "/", "@", "#", "_", ".", ":", "+", "\\", "=", "&", "*", "'", ",",
        ];
        if before.kind != Kind::Mark || joins.contains(&before.lower.as_str()) {
            return true;
        }
    }
    let Some(after) = tokens.get(number.next).filter(|t| !t.spaced) else {
        return false;
    };
    match after.lower.as_str() {
        ":" | "/" | "_" | "@" | "." | "," => tokens.get(number.next + 1).is_some_and(|t| {
            !t.spaced
                && (matches!(t.kind, Kind::Number { .. })
                    || (after.lower != "." && after.lower != "," && t.is_word()))
        }),
        "+" => tokens
            .get(number.next + 1)
            .is_some_and(|t| !t.spaced && matches!(t.kind, Kind::Number { .. })),
        _ => after.is_word() && !unit_follows,
    }
}

/// Whether the number is a list number, a label, a clock time, an age or a year, as far as it has no unit.
pub(super) fn is_label(tokens: &[Token], at: usize, number: &Number) -> bool {
    let before = at.checked_sub(1).map(|p| &tokens[p]);
    if before.is_some_and(|t| {
        t.is(LABELS) || (t.lower == "." && at >= 2 && tokens[at - 2].lower == "no" && !t.spaced)
    }) {
        return true;
    }
    let after = tokens.get(number.next);
    let lists = tokens[at].opens_line && !number.in_words;
    lists && after.is_some_and(|t| !t.spaced && t.is(&[".", ")"]))
}

/// Whether words after the number make it a clock time.
pub(super) fn is_clock(tokens: &[Token], number: &Number) -> bool {
    let Some(after) = tokens.get(number.next) else {
        return false;
    };
    if !after.is(CLOCK) {
        return false;
    }
    match after.lower.as_str() {
        "a" | "p" => tokens
            .get(number.next + 1)
            .is_some_and(|t| t.lower == "." && !t.spaced),
        "o" => tokens
            .get(number.next + 1)
            .is_some_and(|t| t.lower == "'" && !t.spaced),
        // "1500 hours".
        "hours" => {
            !number.in_words && number.value >= 100.0 && number.value <= 2400.0 && number.value % 100.0 < 60.0
        }
        _ => true,
    }
}

/// Whether four digits read as a year.
pub(super) fn is_year(tokens: &[Token], at: usize, number: &Number) -> bool {
    !number.in_words
        && !number.multiplied
        && tokens[at].span.len() == 4
        && number.place >= 1.0
        && (1400.0..2200.0).contains(&number.value)
}

/// Whether the words after a count of years make it an age.
pub(super) fn is_age(tokens: &[Token], next: usize) -> bool {
    let at = next + usize::from(tokens.get(next).is_some_and(|t| t.lower == "-"));
    tokens.get(at).is_some_and(|t| t.is(&["old", "olds"]))
        || (tokens.get(at).is_some_and(|t| t.lower == "of")
            && tokens.get(at + 1).is_some_and(|t| t.lower == "age"))
}
