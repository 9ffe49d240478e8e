//! Text in XML.

use maud::PreEscaped;

/// Whether XML 1.0 can hold a character.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Text with U+FFFD for what XML cannot hold; as many UTF-16 units and code points as before.
pub(super) fn holdable(text: &str) -> String {
    text.chars()
        .map(|c| if is_allowed(c) { c } else { '\u{fffd}' })
        .collect()
}

/// An attribute's value that keeps its line ends and tabs.
pub(super) fn attribute(text: &str) -> PreEscaped<String> {
    let mut out = String::with_capacity(text.len());
    for c in holdable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    PreEscaped(out)
}

/// A whole document.
pub(super) fn document(root: &maud::Markup) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{}\n",
        root.0
    )
    .into_bytes()
}
