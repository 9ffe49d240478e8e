//! Words around the account and not of it: credits, addresses, by-lines, page furniture.

use std::sync::LazyLock;

use rashomon_core::account::BlockKind;
use rashomon_core::span::Span;
use rashomon_core::text::pattern::pattern;
use regex::Regex;

use crate::date;

/// A web or mail address that fills the paragraph, with or without a word before it.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^ (?:(?:source|link|url|via|original|web|website|e-?mail|contact|read\ (?:it\ )?at)\s*:\s*)?
          [<(\[]? (?: (?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | (?:[a-z0-9-]+\.)+[a-z]{2,}/\S* )
          [>)\]]? \.? $",
    )
});

/// What a picture credit starts with.
static CREDIT_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^\W* (?: (?i: (?:file|cover|featured|stock|handout|press|archive|profile)\s )?
            (?i: photo(?:graph|s|graphs)? | images? | pictures? | pic | illustrations? | graphics? | screen\s?(?:shot|grab) | visual )
            (?i: \s (?:credits?|by|courtesy(?:\sof)?|sources?|via|from) )? \s* (?: [:：|©/] | (?:(?i:by|courtesy\sof|courtesy))\s\p{Lu} )
          | (?i: credits? | courtesy | captions? ) \s* [:：|]
          | (?i: photo | image | picture ) \s (?i: by | courtesy ) \s
          | © .* (?i: getty | reuters | afp | epa | shutterstock | alamy )
          | REUTERS / \p{Lu} | AP\ Photo | Getty\ Images | EPA-EFE | AFP\ PHOTO | AFP\ via | (?i:file\ (?:photo|picture|image))\b )",
    )
});

/// Names of which every credit at a paragraph's end has one. Looked for first: patterns that only end in "$" are dear.
static CREDITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"A(?:FP|P|nadolu)|EPA|Reuters|REUTERS|TASS|Xinhua|Getty|Shutterstock|iStock|Photo|Image|Picture|Handout|File|Wikimedia",
    )
});

/// What a picture credit, or a caption with its credit, ends with.
static CREDIT_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?: [(\[] (?: (?: AP\ Photo | Photo | Image | Picture | Getty | Handout | File\ (?:photo|picture) )\b | (?: AFP | Reuters | REUTERS | EPA | TASS | Xinhua ) / | (?:[\p{L}.'-]+\x20){1,3}[\p{L}.'-]+ / (?: AP | AFP | EPA | Reuters | TASS )\b )
              [^()\[\]]{0,80} [)\]]
          | \b REUTERS / \p{Lu}[\p{L}.\x20'-]{2,40} (?:/File\ Photo)?
          | (?: / | \b via\ | \b by\ ) (?: AFP | AP | EPA | Reuters | TASS )? [\s/]? (?: Getty\ Images | Shutterstock(?:\.com)? | AFP | EPA-EFE | Wikimedia\ Commons | Anadolu\ Agency )
              (?: \s via\ Getty\ Images )?
          | \b (?: Getty\ Images | Shutterstock\.com | iStock ) ) \s* [.)]? $",
    )
});

/// A credit that follows the end of a sentence in the same paragraph.
static CREDIT_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) [.!?…”’)] \s* ( (?: (?:Photo|Image|Picture|File\ photo)(?:\ credit|\ by|\ courtesy\ of)? \s? [:/] \s? [^.!?]{3,100} (?:\.(?:com|org|net))? \.?
          | [(\[] (?:AP\ Photo|Photo|Image|File\ photo|REUTERS) [^()\[\]]{0,80} [)\]] | REUTERS/\p{Lu}[\p{L}\x20.'-]{2,40} ) ) $",
    )
});

/// Page furniture, matched at the start of a short paragraph.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W* (?: (?:read|learn|find\ out|see)\ (?:more|also|next|now|the\ full\b|full\ story) \b | also\ read\b | you\ may\ also\ like
          | (?:related|recommended|more\ stories|more\ on\ this|more\ from|latest\ news|trending|most\ read|top\ stories)
              (?:\ (?:articles?|stor(?:y|ies)|topics?|content|posts?|coverage|links?|news|reading)|:|$)
          | share\ (?:this|on|via|article|story|it) | share$ | advertis(?:e)?ment | sponsored\b | promoted\b | ad$
          | subscribe\b | sign\ up\b | follow\ (?:us\b|me\b|@|our\b|.{1,60}\bon\ (?:twitter|facebook|instagram|x|telegram)\b) | like\ us\ on | click\ here | join\ (?:us\ on|our)\b
          | ©|\(c\)\ \d{4}|copyright\ (?:©|\(c\)|\d{4}|by) | all\ rights\ reserved
          | (?:tags?|topics?|filed\ under|categor(?:y|ies)|keywords?|more\ about|posted\ in)\s*:
          | (?:\d+\ )?comments?(?:\ \(?\d+\)?|:)?$ | (?:leave|post|add|write)\ a\ comment | print(?:\ this(?:\ page)?)?$ | e-?mail\ this
          | (?:reporting|additional\ reporting|editing|writing|compiled|translated|edited|written|photographs?)\ by\b
          | our\ standards: | \d+\ min(?:ute)?s?\ read | listen\ to\ this\ (?:article|story) | (?:back\ to\ top|skip\ to)\b
          | \(?end(?:\ of)?\ (?:transcript|item|text|summary)\)? | (?:-30-|\#\#\#?|end)$ | (?:end\s+)?\d{1,2}:\d{2}\s*[ap]\.?m\.?(?:\ [a-z]{2,4})?$ | (?:this\ )?story\ continues\ below | continue\ reading\b
          | contributed\ to\ this\ (?:report|story) | source\s*:\s*\S+(?:\ \S+){0,3}$ | cookies?\ (?:policy|settings) | privacy\ policy | terms\ of\ (?:use|service) )",
    )
});

/// Names of sharing buttons, and nothing else.
static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^ (?: (?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|print|e-?mail|share|tweet|copy\ link|messenger|vk)
          [\s|•·,/]* )+ $",
    )
});

/// A by-line: "By Jane Doe and John Roe, Varn Courier".
static BY_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^ \W* (?: (?i:written\ by|by) ) :? \s+ (?P<names> \p{Lu}[\p{L}.’'-]+ (?: \s+ (?: \p{Lu}[\p{L}.’'-]* | de|da|del|van|von|der|al|bin|el|la|di ) ){0,3}
          (?: (?: ,\s | \s?&\s | ,?\sand\s | ,?\sAND\s ) \p{Lu}[\p{L}.’'-]+ (?: \s+ (?: \p{Lu}[\p{L}.’'-]* | de|da|van|von|der|al|bin|el|la|di ) ){0,3} ){0,4} )
          (?P<rest> \s* (?: [|•·–—(/,] .{0,80} )? ) $",
    )
});

/// Offices that end the names of a by-line: "By Jane Doe, Diplomatic Editor".
static DESK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i), (?:[\p{L}-]+ ){0,3}(?:editor|correspondent|reporter|writer|staff|news|times|post|reuters|ap|afp|bureau chief|journalist|columnist|analyst|press|courier)\b.*$",
    )
});

/// A place for the eye to rest: rows of asterisks, dashes, dots.
fn is_rule(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_alphanumeric() || c == '\u{FFFD}' || c.is_control())
        && text
            .chars()
            .all(|c| c.is_whitespace() || "*-–—_=•·~#.…+|<>/\\".contains(c))
}

/// Longest paragraph that is taken for furniture, in bytes.
const MAX_FURNITURE_BYTES: usize = 200;
/// Longest paragraph that is taken for a caption with its credit, in bytes.
const MAX_CAPTION_BYTES: usize = 420;

/// What a whole paragraph is when it stands around the account; `None` when it may be of the account.
pub(crate) fn kind(text: &str) -> Option<BlockKind> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}');
    if text.len() <= 2 * MAX_FURNITURE_BYTES && ADDRESS.is_match(text) {
        return Some(BlockKind::Address);
    }
    if text.len() <= MAX_FURNITURE_BYTES && CREDIT_HEAD.is_match(text)
        || text.len() <= MAX_CAPTION_BYTES && CREDITED.is_match(text) && CREDIT_TAIL.is_match(text)
    {
        return Some(BlockKind::Credit);
    }
    let short = text.len() <= MAX_FURNITURE_BYTES;
    let furniture = is_rule(text)
        || short && (FURNITURE.is_match(text) || BUTTONS.is_match(text) || is_by_line(text))
        || date::is_date_line(text);
    furniture.then_some(BlockKind::Furniture)
}

/// Whether the paragraph is a by-line and nothing else.
fn is_by_line(text: &str) -> bool {
    author(text).is_some()
}

/// The names of a by-line; `None` when the paragraph is not one.
pub(crate) fn author(text: &str) -> Option<String> {
    let found = BY_LINE.captures(text.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_'))?;
    let names = found["names"].trim_end_matches('.');
    // "By Monday" and "By Friday and Saturday" are times.
    if date::starts_with_time(names) {
        return None;
    }
    let whole = format!("{names}{}", &found["rest"]);
    let without_desk = DESK.replace(&whole, "");
    let end = without_desk
        .find(['|', '•', '·', '–', '—', '(', '/'])
        .unwrap_or(without_desk.len());
    let name = without_desk[..end].trim().trim_end_matches(',');
    (!name.is_empty()).then(|| name.to_owned())
}

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r"https?://[^\s<>\x22]+"));

/// So many addresses and credits at most are cut off the end of one paragraph.
const MAX_TRAILING: usize = 8;

/// Cuts addresses and credits off the ends of a paragraph, even where they are glued to its words.
pub(crate) fn split(text: &str, paragraph: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut rest = paragraph;
    if kind(rest.of(text)) == Some(BlockKind::Address) {
        return vec![rest];
    }
    if let Some(length) = leading_address(rest.of(text)) {
        parts.push(Span::new(rest.start, rest.start + length));
        rest = Span::new(rest.start + length, rest.end).trimmed(text);
    }
    let mut tail = Vec::new();
    while let Some(start) =
        trailing_part(rest.of(text)).filter(|&start| start > 0 && tail.len() < MAX_TRAILING)
    {
        tail.push(Span::new(rest.start + start, rest.end).trimmed(text));
        rest = Span::new(rest.start, rest.start + start).trimmed(text);
    }
    parts.push(rest);
    parts.extend(tail.into_iter().rev());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where a trailing address or credit starts.
fn trailing_part(text: &str) -> Option<usize> {
    if let Some(url) = URL.find_iter(text).last() {
        let after =
            text[url.end()..].trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '.'));
        // An address that a sentence leads up to ("see https://...") is part of the sentence.
        let before = text[..url.start()].trim_end();
        let free = before.is_empty() || crate::sentence::ends_sentence(before) || kind(before).is_some();
        if after.is_empty() && free {
            return Some(url.start());
        }
    }
    let credit = CREDITED.is_match(text).then(|| CREDIT_AFTER.captures(text));
    credit
        .flatten()
        .and_then(|found| found.get(1))
        .map(|credit| credit.start())
}

/// Length of an address that leads the paragraph and to which the next text was glued:
/// "https://example.org/talks-end/The ministers met" was two files put together.
fn leading_address(text: &str) -> Option<usize> {
    let url = URL.find(text).filter(|url| url.start() == 0)?;
    let address = url.as_str();
    let (path, glued) = address.rsplit_once('/')?;
    let path_is_lower = !path.chars().any(char::is_uppercase);
    let glued_is_word = glued.chars().next().is_some_and(char::is_uppercase)
        && glued
            .chars()
            .skip(1)
            .all(|c| c.is_lowercase() || c == '’' || c == '\'');
    let goes_on = text[url.end()..]
        .trim_start()
        .chars()
        .next()
        .is_some_and(char::is_alphabetic);
    if path_is_lower && path.len() > "https://a.bc/".len() && glued_is_word && goes_on {
        return Some(path.len() + 1);
    }
    // An address alone before the text, on the same line.
    let next = text[url.end()..].trim_start();
    next.chars()
        .next()
        .filter(|c| c.is_uppercase())
        .map(|_| url.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_addresses_and_furniture_are_told_from_prose() {
        for credit in [
            "Photo: Ilse Brandt – NORA/Shutterstock.com",
            "Image credit: Foreign Ministry of Orvania",
            "(AP Photo/Jan Novak)",
            "Photo by Ilse Brandt",
            "File photo: the bridge at Varn",
            "REUTERS/Jan Novak",
            "The ministers shake hands in Varn on Monday. (AP Photo/Jan Novak)",
            "Jan Novak/AFP via Getty Images",
        ] {
            assert_eq!(kind(credit), Some(BlockKind::Credit), "{credit}");
        }
        for address in [
            "https://example.org/a/b?c=d",
            "www.example.org",
            "press@example.org",
            "Source: https://example.org/x",
        ] {
            assert_eq!(kind(address), Some(BlockKind::Address), "{address}");
        }
        for furniture in [
            "By Jane Doe",
            "By JANE DOE and JOHN ROE",
            "Read more: Bridge opens",
            "Share this",
            "ADVERTISEMENT",
            "© 2019 Varn Courier. All rights reserved.",
            "Related: Bridge opens",
            "Reporting by Jane Doe; Editing by John Roe",
            "Facebook Twitter WhatsApp",
            "* * *",
            "May 14, 2019",
        ] {
            assert_eq!(kind(furniture), Some(BlockKind::Furniture), "{furniture}");
        }
        for prose in [
            "By Monday, the talks had ended.",
            "By Tuesday",
            "Share prices fell after the talks.",
            "Photographs of the meeting were shown to reporters.",
            "Follow the money, the minister said.",
            "The image of the country suffered.",
            "Read the treaty, she told them.",
            "Advertising was not discussed.",
            "Picture this: two ministers and no agenda.",
        ] {
            assert_eq!(kind(prose), None, "{prose}");
        }
    }

    #[test]
    fn by_lines_name_authors() {
        assert_eq!(author("By Jane Doe").as_deref(), Some("Jane Doe"));
        assert_eq!(
            author("By Jane Doe and John van Roe | May 14, 2019").as_deref(),
            Some("Jane Doe and John van Roe")
        );
        assert_eq!(
            author("By Jane Doe, Diplomatic Editor").as_deref(),
            Some("Jane Doe")
        );
        assert_eq!(author("By Monday"), None);
    }

    fn parts(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn what_is_glued_to_the_ends_is_cut_off() {
        assert_eq!(
            parts("They left. Photo: Ilse Brandt/Shutterstock.comhttps://example.org/a-b/"),
            [
                "They left.",
                "Photo: Ilse Brandt/Shutterstock.com",
                "https://example.org/a-b/"
            ]
        );
        assert_eq!(
            parts("https://example.org/ties-that-bind/Orsi met the minister."),
            ["https://example.org/ties-that-bind/", "Orsi met the minister."]
        );
        assert_eq!(parts("The text is at https://example.org/treaty").len(), 1);
        assert_eq!(parts("They met (see https://example.org/a) and left.").len(), 1);
    }
}
