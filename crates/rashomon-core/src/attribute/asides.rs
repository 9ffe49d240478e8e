//! Asides in a statement that are somebody else's words: "he said the call, described by Lund as “very good,” had
//! helped". They are not what the speaker said.

use std::sync::LazyLock;

use regex::Regex;

use super::complete::{Found, Rule};
use crate::span::Span;
use crate::statement::Form;
use crate::text::quotes::find_quotations;

/// A participle of judging, who judges, and the quoted words, up to the comma that ends the aside.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x),\s+(?:and\s+|but\s+)?(?P<cue>described|called|termed|dubbed|labell?ed|characteri[sz]ed|branded|hailed|
           denounced|dismissed)\s+by\s+(?P<who>(?:the\s+)?\p{Lu}[\p{L}.’'-]*(?:\s+(?:of\s+|the\s+)*\p{Lu}[\p{L}.’'-]*){0,4})
           \s+as\s+(?P<what>(?:“[^“”]{1,200},”|"[^"]{1,200},"|“[^“”]{1,200}”,|"[^"]{1,200}",))\s"#,
    )
    .expect("a fixed pattern")
});

/// Cuts such asides out of the statements and gives them statements of their own.
pub fn cut_asides(text: &str, found: &mut [Found]) -> Vec<Found> {
    let mut out = Vec::new();
    for outer in found.iter_mut().filter(|f| !f.is_speech()) {
        let whole = std::mem::take(&mut outer.content);
        for content in whole {
            let mut start = content.start;
            for aside in ASIDE.captures_iter(content.of(text)) {
                let place = |name: &str| {
                    let part = aside.name(name).expect("every part of the pattern takes part");
                    Span::new(content.start + part.start(), content.start + part.end())
                };
                let (cue, words) = (place("cue"), place("what"));
                if find_quotations(text, content)
                    .iter()
                    .any(|q| q.span.contains(cue))
                {
                    continue;
                }
                let before = Span::new(start, content.start + aside.get(0).map_or(0, |all| all.start()));
                outer.content.push(before.trimmed(text));
                start = words.end;
                out.push(Found {
                    content: vec![words],
                    cue: vec![cue],
                    source: Some(place("who")),
                    form: Form::Direct,
                    rule: Some(Rule::Aside),
                    ..outer.clone()
                });
            }
            outer.content.push(Span::new(start, content.end).trimmed(text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, content: &str) -> Found {
        let start = text.find(content).unwrap();
        Found {
            content: vec![Span::new(start, start + content.len())],
            cue: vec![],
            source: None,
            form: Form::Mixed,
            confidence: 0.9,
            rule: None,
        }
    }

    #[test]
    fn an_aside_is_whose_it_says() {
        let text = "Berg told her that the call, offered by the palace, and described by Anna Lund as “very good,” \
                    had left “an impression” on him.";
        let mut found = [said(text, text.split_once("told her ").unwrap().1)];
        let asides = cut_asides(text, &mut found);
        let words: Vec<&str> = found[0].content.iter().map(|c| c.of(text)).collect();
        assert_eq!(
            words,
            [
                "that the call, offered by the palace",
                "had left “an impression” on him."
            ]
        );
        assert_eq!(asides.len(), 1);
        assert_eq!(asides[0].source.unwrap().of(text), "Anna Lund");
        assert_eq!(asides[0].cue[0].of(text), "described");
        assert_eq!(asides[0].content[0].of(text), "“very good,”");
    }

    #[test]
    fn what_the_speaker_quotes_stays() {
        let text = "“The call, described by Lund as good, was short,” Berg said of what was dismissed by Lund as noise.";
        let mut found = [said(text, text)];
        assert_eq!(cut_asides(text, &mut found), []);
        assert_eq!(found[0].content[0].of(text), text);
    }
}
