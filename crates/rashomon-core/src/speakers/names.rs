//! Names of people and bodies in running text, with the offices that stand before or after them.

use super::lexicon::{
    Gender, given_name, is_body_word, is_function_word, is_office_word, is_title, is_unnamed_head,
    title_gender,
};
use crate::gazetteer::by_word;
use crate::span::Span;
use crate::text::sentences::split_sentences;
use crate::text::words::split_words;

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name with the office in front of it ("US Secretary of State Mike Pompeo").
    pub span: Span,
    /// The name alone ("Mike Pompeo").
    pub name: Span,
    /// What the name seems to name.
    pub kind: NameKind,
    /// The office the account gives here ("US Secretary of State").
    pub role: Option<String>,
    /// As far as a title or a given name shows it.
    pub gender: Option<Gender>,
}

/// What a [`Name`] seems to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// Someone: a title, a given name or an apposition says so.
    Person,
    /// A body: its last word or its capitals say so.
    Organisation,
    /// Capitalised words; only their use can tell.
    Unclear,
}

/// Finds the names of a paragraph, in order and apart. States and their seats are left to the gazetteer.
pub fn find_names(text: &str, paragraph: Span) -> Vec<Name> {
    split_sentences(text, paragraph)
        .into_iter()
        .flat_map(|sentence| Scan::new(text, sentence).names())
        .collect()
}

/// The words of one sentence.
struct Scan<'a> {
    text: &'a str,
    words: Vec<Span>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, sentence: Span) -> Self {
        let shift = |word: Span| Span::new(word.start + sentence.start, word.end + sentence.start);
        Self {
            text,
            words: split_words(sentence.of(text)).into_iter().map(shift).collect(),
        }
    }

    fn word(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |word| word.of(self.text))
    }

    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    /// Whether nothing stands between word `i` and the next.
    fn glued(&self, i: usize) -> bool {
        i + 1 < self.words.len() && self.words[i].end == self.words[i + 1].start
    }

    fn is_capitalised(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    fn names(&self) -> Vec<Name> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            if !self.is_capitalised(i) || is_function_word(&self.lower(i)) && !self.begins_office(i) {
                i += 1;
                continue;
            }
            let end = self.run_end(i);
            out.extend(self.name(i, end));
            i = end.max(i + 1);
        }
        out
    }

    fn begins_office(&self, i: usize) -> bool {
        is_title(&self.lower(i))
    }

    /// One past the last word of the capitalised run that begins at `i`.
    fn run_end(&self, i: usize) -> usize {
        let mut end = i + 1;
        loop {
            end = match self.word(end) {
                "" => return end,
                "." if self.is_short(end - 1) && self.is_capitalised(end + 1) => end + 2,
                "-" | "‑" if self.glued(end - 1) && self.glued(end) => end + 2,
                "’" | "'"
                    if self.glued(end - 1)
                        && self.glued(end)
                        && self.is_capitalised(end + 1)
                        && self.word(end + 1).chars().count() > 1 =>
                {
                    end + 2
                }
                word if self.is_capitalised(end) && !is_function_word(&word.to_lowercase()) => end + 1,
                "of" | "for" if self.takes_of(end - 1) && self.is_capitalised(end + 1) => end + 2,
                word if is_particle(word) && self.is_capitalised(end + 1) => end + 2,
                _ => return end,
            };
        }
    }

    /// Whether "of" may go on with the name: "Minister of Finance", "Ministry of Agriculture".
    fn takes_of(&self, i: usize) -> bool {
        is_title(&self.lower(i)) || is_body_word(&self.lower(i))
    }

    /// A title's abbreviation or an initial, whose full stop ends nothing.
    fn is_short(&self, i: usize) -> bool {
        self.word(i).chars().count() == 1
            || matches!(
                self.word(i),
                "Mr" | "Mrs"
                    | "Ms"
                    | "Dr"
                    | "Sen"
                    | "Gen"
                    | "Rep"
                    | "Gov"
                    | "Lt"
                    | "Col"
                    | "Jr"
                    | "Prof"
                    | "Adm"
                    | "St"
            )
    }

    /// Makes a name of the run `from..end`.
    fn name(&self, from: usize, end: usize) -> Option<Name> {
        // "H.E. President Lund": the style is no part of the name.
        let start = from;
        let styled = end > from + 4 && self.slice(from, from + 4) == "H.E.";
        let from = if styled { from + 4 } else { from };
        let run = Span::new(self.words[from].start, self.words[end - 1].end);
        if by_word(run.of(self.text)).is_some() {
            return None;
        }
        let last = self.lower(end - 1);
        if is_body_word(&last) && !is_title(&last) && end == from + 1 && !is_acronym(self.word(from)) {
            return None;
        }
        let named_after = is_body_word(&self.lower(from)) && self.word(from + 1) == "of" && end > from + 2;
        if is_body_word(&last) && !is_title(&last) || named_after {
            return Some(Name {
                span: run,
                name: run,
                kind: NameKind::Organisation,
                role: None,
                gender: None,
            });
        }
        let first = self.skip_office(from, end);
        if first == end {
            return None;
        }
        let name = Span::new(self.words[first].start, run.end);
        // "the President of Ghana", "Officials", "Ministers": an office or a kind of people, no name.
        if first > from && by_word(name.of(self.text)).is_some() || end == from + 1 && is_common_person(&last)
        {
            return None;
        }
        let role_from = self.office_before(from);
        let titled = (role_from..first).any(|i| is_title(&self.lower(i)));
        let span = if titled {
            Span::new(self.words[role_from].start, run.end)
        } else {
            name
        };
        let before = titled.then(|| {
            Span::new(span.start, name.start)
                .trimmed(self.text)
                .of(self.text)
                .to_owned()
        });
        let after = self.office_after(end).or_else(|| self.office_across_comma(start));
        let named = given_name(self.word(first));
        let gender = (role_from..first)
            .find_map(|i| title_gender(&self.lower(i)))
            .or(named);
        let kind = if titled || after.is_some() || named.is_some() && end > first + 1 {
            NameKind::Person
        } else if by_word(name.of(self.text)).is_some() {
            return None;
        } else if end == first + 1 && is_acronym(self.word(first)) {
            NameKind::Organisation
        } else {
            NameKind::Unclear
        };
        Some(Name {
            span,
            name,
            kind,
            role: before.or(after),
            gender,
        })
    }

    /// The first word of the run that is neither office nor state: where the name itself begins.
    fn skip_office(&self, from: usize, end: usize) -> usize {
        let mut first = from;
        let mut at = from;
        let mut seen_title = false;
        while at < end {
            let lower = self.lower(at);
            let state = (at + 1..=end.min(at + 3))
                .rev()
                .find(|&stop| by_word(self.slice(at, stop)).is_some() && stop < end);
            if let Some(stop) = state {
                at = stop;
            } else if is_office_word(&lower) || matches!(self.word(at), "." | "-") {
                seen_title |= is_title(&lower);
                at += 1;
            } else {
                break;
            }
            if seen_title {
                first = at;
            }
        }
        if seen_title {
            return first;
        }
        // "Fisheries Minister Anna Lund": whatever stands before a title is part of the office.
        let title = (from..end.saturating_sub(1))
            .rev()
            .find(|&i| is_title(&self.lower(i)));
        let after = title.map(|i| {
            (i + 1..end)
                .find(|&j| !is_office_word(&self.lower(j)))
                .unwrap_or(end)
        });
        after.filter(|&first| first < end).unwrap_or(from)
    }

    fn slice(&self, from: usize, end: usize) -> &'a str {
        Span::new(self.words[from].start, self.words[end - 1].end).of(self.text)
    }

    /// How far to the left of `from` an office in small letters reaches ("Russian presidential aide").
    fn office_before(&self, from: usize) -> usize {
        let mut start = from;
        let mut at = from;
        while at > 0 {
            let lower = self.lower(at - 1);
            let possessive = lower == "s" && at >= 2 && matches!(self.word(at - 2), "’" | "'");
            if possessive {
                at -= 2;
            } else if is_office_word(&lower)
                && !matches!(lower.as_str(), "the" | "and" | "for" | "of" | "new" | "then")
                || matches!(lower.as_str(), "of" | "for") && at < from
                || self.word(at - 1) == "-" && self.glued(at - 1)
            {
                at -= 1;
                start = at;
            } else if self.is_capitalised(at - 1) && by_word(self.word(at - 1)).is_some() {
                return at - 1;
            } else if self.word(at - 1) == "." && at >= 4 && self.slice(at - 4, at) == "U.S." {
                return at - 4;
            } else {
                break;
            }
        }
        start
    }

    /// The office in front of a comma before the name ("Ghana’s foreign minister, Abena Sarpong, said").
    fn office_across_comma(&self, from: usize) -> Option<String> {
        const REACH: usize = 8;
        let comma = from.checked_sub(1).filter(|&i| self.word(i) == ",")?;
        let belongs = |i: usize| {
            let lower = self.lower(i);
            is_office_word(&lower)
                || self.is_capitalised(i)
                || matches!(lower.as_str(), "s" | "’" | "'" | "." | "-" | "of")
        };
        let mut start = comma;
        while start > 0
            && comma - start < REACH
            && belongs(start - 1)
            && !matches!(self.word(start - 1), "The" | "the")
        {
            start -= 1;
        }
        let titled = (start..comma).any(|i| is_title(&self.lower(i)));
        let named = (start..comma).any(|i| given_name(self.word(i)).is_some());
        (titled && !named).then(|| self.slice(start, comma).to_owned())
    }

    /// The office in an apposition after the name (", the foreign policy aide,").
    fn office_after(&self, end: usize) -> Option<String> {
        if self.word(end) != "," {
            return None;
        }
        let stop = (end + 1..(end + 12).min(self.words.len()))
            .find(|&i| matches!(self.word(i), "," | "." | "–" | "—" | "("))?;
        let (head, rest) = (self.lower(end + 1), end + 2..stop);
        let starts = matches!(
            head.as_str(),
            "the" | "a" | "an" | "who" | "his" | "her" | "its" | "their"
        ) || rest.clone().any(|i| self.word(i) == "’" || self.word(i) == "'")
            || is_office_word(&head);
        let titled = (end + 1..stop).any(|i| is_title(&self.lower(i)) || is_unnamed_head(&self.lower(i)));
        (starts && head != "who" && titled && stop > end + 1).then(|| {
            let role = self.slice(end + 1, stop);
            role.trim_start_matches("the ")
                .trim_start_matches("a ")
                .trim_start_matches("an ")
                .to_owned()
        })
    }
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ibn"
            | "al"
            | "el"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "la"
            | "le"
            | "ben"
            | "bint"
            | "ul"
            | "ur"
            | "du"
    )
}

/// A kind of people rather than a name, as a sentence’s first word: "Officials", "Ministers".
fn is_common_person(lower: &str) -> bool {
    is_unnamed_head(lower) || lower.strip_suffix('s').is_some_and(is_title)
}

fn is_acronym(word: &str) -> bool {
    /// Longer words in capitals are a dateline's town or a letterhead.
    const LONGEST: usize = 6;
    (2..=LONGEST).contains(&word.chars().count())
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(&str, NameKind, Option<String>)> {
        let found = find_names(text, Span::new(0, text.len()));
        found
            .into_iter()
            .map(|n| (n.name.of(text), n.kind, n.role))
            .collect()
    }

    #[test]
    fn offices_before_a_name_are_roles() {
        use NameKind::Person;
        let role = |r: &str| Some(r.to_owned());
        assert_eq!(
            names("The US Secretary of State John Kerry left."),
            [("John Kerry", Person, role("US Secretary of State"))]
        );
        assert_eq!(
            names("Then German government spokesman Steffen Seibert spoke."),
            [("Steffen Seibert", Person, role("German government spokesman"))]
        );
        assert_eq!(
            names("Norway’s Prime Minister Erna Solberg came."),
            [("Erna Solberg", Person, role("Norway’s Prime Minister"))]
        );
        assert_eq!(
            names("Then Fisheries Minister Anna Lund spoke."),
            [("Anna Lund", Person, role("Fisheries Minister"))]
        );
        assert_eq!(
            names("So President Macron agreed."),
            [("Macron", Person, role("President"))]
        );
    }

    #[test]
    fn an_apposition_gives_the_role() {
        assert_eq!(
            names("Steffen Seibert, the chancellor’s spokesman, said no."),
            [(
                "Steffen Seibert",
                NameKind::Person,
                Some("chancellor’s spokesman".to_owned())
            )]
        );
    }

    #[test]
    fn bodies_and_states_are_no_people() {
        assert_eq!(
            names("The Foreign Press Association and NATO met in Moscow."),
            [
                ("Foreign Press Association", NameKind::Organisation, None),
                ("NATO", NameKind::Organisation, None)
            ]
        );
    }

    #[test]
    fn a_sentence_may_begin_with_any_word() {
        assert_eq!(names("However, he left. Never again."), []);
    }
}
