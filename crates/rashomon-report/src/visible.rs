//! Characters that would act on the page or the terminal instead of standing on it.
//!
//! Account text is hostile: an escape sequence could repaint a terminal, a bidirectional override could
//! make a sentence read backwards. Such characters are shown as «U+202E» wherever text is shown.

/// A stretch of text that can be shown as it is, or one character that cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown<'a> {
    /// Harmless characters, as they stand.
    Plain(&'a str),
    /// One character that is named instead of shown.
    Named(char),
}

/// Whether a character acts on what surrounds it: controls other than white space, bidirectional
/// embeddings, overrides and isolates, line and paragraph separators, annotations and tags.
///
/// Left-to-right and right-to-left marks and joiners are needed to write some languages and reach no
/// further than their neighbours, so they stay.
pub(crate) fn acts(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

/// Cuts a text into stretches that can be shown and characters that cannot; nothing is lost.
pub(crate) fn shown(text: &str) -> impl Iterator<Item = Shown<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if acts(first) {
            rest = &rest[first.len_utf8()..];
            return Some(Shown::Named(first));
        }
        let end = rest.find(acts).unwrap_or(rest.len());
        let (plain, after) = rest.split_at(end);
        rest = after;
        Some(Shown::Plain(plain))
    })
}

/// The name that stands for a character: "U+202E".
pub(crate) fn name(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The text on one line, with every acting character named: what a terminal may be given.
///
/// Characters without width that only suggest where to break a line are dropped.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in shown(text) {
        match part {
            Shown::Plain(plain) => out.extend(plain.chars().filter(|c| !is_break_hint(*c))),
            Shown::Named(c) => {
                out.push('«');
                out.push_str(&name(c));
                out.push('»');
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero width space, word joiner, byte order mark, soft hyphen.
fn is_break_hint(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_named() {
        assert_eq!(one_line("a\u{1b}[2Jb\u{9b}31m"), "a«U+001B»[2Jb«U+009B»31m");
    }

    #[test]
    fn a_bidirectional_override_is_named_and_a_mark_is_kept() {
        assert_eq!(one_line("x\u{202e}y\u{200f}z"), "x«U+202E»y\u{200f}z");
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(one_line(" one\r\n\ttwo\u{feff} "), "one two");
    }
}
