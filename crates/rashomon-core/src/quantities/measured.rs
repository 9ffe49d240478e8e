//! What an amount measures, from the words beside it.

use super::tokens::Token;
use super::words::{BEFORE_VERBS, DETERMINERS, EVENTS, MEASURING, PRONOUNS, QUOTES, STOPS};
use crate::span::Span;

/// Most words of a phrase on one side of a link word.
const MOST_WORDS: usize = 5;

/// The noun phrase that the amount at the tokens `start..end` measures; `None` when that is not evident.
///
/// `attributive`: the amount stands directly before a noun ("90-minute call", "5% increase").
pub(super) fn measured(
    text: &str,
    tokens: &[Token],
    start: usize,
    end: usize,
    attributive: bool,
) -> Option<String> {
    // `"ninety-minute" call`: the quotation mark parts nothing.
    let quoted = tokens.get(end).is_some_and(|t| t.is(QUOTES) && !t.spaced);
    let end = end + usize::from(quoted);
    let forward = match tokens.get(end) {
        Some(token) if token.lower == "of" => {
            let determiner = tokens.get(end + 1).is_some_and(|t| t.is(DETERMINERS));
            phrase_after(tokens, end + 1 + usize::from(determiner))
        }
        Some(token) if token.lower == "in" && attributive => {
            let next = phrase_after(tokens, end + 1);
            // "5 percent in May" says when, "$2 billion in aid" says what.
            next.filter(|(first, _)| !tokens[*first].capital)
        }
        // "250 million euros for the expansion of the port".
        Some(token) if token.lower == "for" && attributive && token.spaced => {
            let determiner = tokens.get(end + 1).is_some_and(|t| t.is(DETERMINERS));
            phrase_after(tokens, end + 1 + usize::from(determiner))
        }
        Some(token) if attributive && (token.spaced || tokens[end - 1].lower == "-") => {
            phrase_after(tokens, end)
        }
        _ => None,
    };
    let (first, last) = forward.or_else(|| phrase_before_verb(tokens, start))?;
    Some(
        Span::new(tokens[first].span.start, tokens[last].span.end)
            .of(text)
            .to_owned(),
    )
}

/// Whether the token can stand inside a noun phrase, following on from the one before it.
fn continues(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| !next.spaced);
    match token.lower.as_str() {
        "-" => !token.spaced && next.is_some(),
        "'" => !token.spaced && next.is_some_and(|next| next.lower == "s"),
        _ => token.is_word() && !token.is(STOPS),
    }
}

/// First and last token of the noun phrase at `at`, with one "in ..." or "of ..." after it.
fn phrase_after(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let end = run_end(tokens, at);
    if end == at {
        return None;
    }
    if tokens.get(end).is_some_and(|t| t.is(&["in", "of"])) {
        let determiner = tokens.get(end + 1).is_some_and(|t| t.is(DETERMINERS));
        let from = end + 1 + usize::from(determiner);
        let far = run_end(tokens, from);
        // "increase in May": a time or place, not what increased.
        if far > from && !(tokens[end].lower == "in" && tokens[from].capital) {
            return Some((at, far - 1));
        }
    }
    Some((at, end - 1))
}

fn run_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < tokens.len() && end - at < 2 * MOST_WORDS && continues(tokens, end) {
        let breaks = tokens[end].lower.ends_with("ed") || (end > at && tokens[end].opens_line);
        if breaks || (end == at && !tokens[end].is_word()) {
            break;
        }
        end += 1;
    }
    end
}

/// "talks lasted [three hours]", "a conversation of [ninety minutes]".
fn phrase_before_verb(tokens: &[Token], start: usize) -> Option<(usize, usize)> {
    let mut at = start.checked_sub(1)?;
    if tokens[at].is(QUOTES) {
        at = at.checked_sub(1)?;
    }
    let linked = tokens[at].is(&["of"]);
    if tokens[at].is(&["by", "for", "at", "to", "of", "a", "an"]) {
        at = at.checked_sub(1)?;
    }
    if linked {
        return phrase_before(tokens, at);
    }
    while tokens[at].is(&["on", "about", "almost", "nearly", "for", "some"]) {
        at = at.checked_sub(1)?;
    }
    if !tokens[at].is(MEASURING) {
        return cost(tokens, start).or_else(|| deed(tokens, start));
    }
    at = at.checked_sub(1)?;
    while tokens[at].is(BEFORE_VERBS) || (tokens[at].is(MEASURING) && !tokens[at].is(&["rise", "fall"])) {
        at = at.checked_sub(1)?;
    }
    phrase_before(tokens, at)
}

/// "has cost our fleet [forty million euros]": the word itself.
fn cost(tokens: &[Token], start: usize) -> Option<(usize, usize)> {
    let from = start.saturating_sub(MOST_WORDS + 2);
    let at = (from..start).rfind(|at| tokens[*at].is(&["cost", "costs"]))?;
    let parted = tokens[at..start]
        .iter()
        .any(|token| token.is(&[".", ",", ";", "and"]));
    (!parted).then_some((at, at))
}

/// "interrogated for [six hours]": what was done all that time.
fn deed(tokens: &[Token], start: usize) -> Option<(usize, usize)> {
    let at = start.checked_sub(2).filter(|at| tokens[at + 1].is(&["for"]))?;
    let done = tokens[at].lower.ends_with("ed") && !tokens[at].capital;
    done.then_some((at, at))
}

/// The noun phrase that ends with the token `last`, cut before "with", "between" and the like.
fn phrase_before(tokens: &[Token], last: usize) -> Option<(usize, usize)> {
    const LINKS: &[&str] = &["in", "of", "with", "between", "and", "on", "at", "from"];
    let mut first = last + 1;
    while first > 0 && last + 1 - first < 3 * MOST_WORDS {
        let token = &tokens[first - 1];
        let after_link = first >= 2 && tokens[first - 2].is(LINKS);
        let inside = continues(tokens, first - 1)
            || token.is(LINKS)
            || ((token.is(DETERMINERS) || token.is(PRONOUNS)) && after_link);
        let verb = token.lower.ends_with("ed") && !token.capital && first <= last;
        if !inside || verb {
            break;
        }
        first -= 1;
        if token.opens_line {
            break;
        }
    }
    while first <= last && (tokens[first].is(LINKS) || !tokens[first].is_word()) {
        first += 1;
    }
    if tokens[last].is(EVENTS) {
        let link = (first..last)
            .rev()
            .find(|at| tokens[*at].is(LINKS) || tokens[*at].is(DETERMINERS));
        return Some((link.map_or(first, |link| link + 1), last));
    }
    let cut = (first..=last).find(|at| tokens[*at].is(&["with", "between", "on", "at", "from"]));
    let last = cut.map_or(last, |cut| cut - 1);
    let after_and = (first..=last)
        .rev()
        .find(|at| tokens[*at].lower == "and")
        .map_or(first, |at| at + 1);
    let proper = after_and <= last && !tokens[last].is(STOPS) && tokens[last].is_word();
    proper.then_some((after_and, last))
}
