//! The party that published an account, when it is an office's own text.

use crate::gazetteer::find_all;
use crate::span::Span;

/// Words in the head of a text that show an office speaking for itself.
const OFFICES: &[&str] = &[
    "presidency of",
    "office of the",
    "ministry of",
    "foreign ministry",
    "department of state",
    "state department",
    "embassy",
    "prime minister's office",
    "prime minister’s office",
    "press service",
    "kremlin",
    "white house",
    "read-out",
    "readout",
    "communiqué",
    "communique",
    "press release",
    "permanent mission",
    "government of",
    "secretariat",
    "directorate",
];

/// How many of the first paragraphs are looked at, and how long they may be in bytes: a letterhead is short.
const PARAGRAPHS: usize = 4;
const LONGEST: usize = 200;

/// The state whose office published the text; `None` for a newspaper's, or when the head does not say.
pub fn publishing_side(text: &str, paragraphs: &[Span]) -> Option<&'static str> {
    let head: Vec<&str> = paragraphs
        .iter()
        .take(PARAGRAPHS)
        .map(|p| p.of(text))
        .filter(|p| p.len() <= LONGEST)
        .collect();
    let official = head.iter().any(|line| {
        let lower = line.to_lowercase();
        OFFICES.iter().any(|words| lower.contains(words))
    });
    let first = head.iter().flat_map(|line| find_all(line)).next();
    first
        .filter(|_| official)
        .map(|(_, mention)| mention.country.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(lines: &[&str]) -> Option<&'static str> {
        let text = lines.join("\n");
        let mut start = 0;
        let mut spans = Vec::new();
        for line in lines {
            spans.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        publishing_side(&text, &spans)
    }

    #[test]
    fn a_letterhead_names_the_side() {
        assert_eq!(
            side(&[
                "Presidency of the Portuguese Republic",
                "Read-out of a call with Ghana"
            ]),
            Some("Portugal")
        );
        assert_eq!(side(&["OFFICE OF THE PRESIDENT", "Accra"]), Some("Ghana"));
    }

    #[test]
    fn a_story_has_no_side() {
        assert_eq!(
            side(&["Portugal thanks Ghana", "The president called on Monday."]),
            None
        );
    }
}
