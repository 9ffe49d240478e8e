//! Statements inside statements: "the ministry said Li had told reporters that …".
//!
//! The tagger gives each word one role, so it finds the outer statement alone.

use super::complete::{Found, Rule, form_of};
use crate::span::Span;
use crate::text::quotes::find_quotations;
use crate::text::sentences::split_sentences;
use crate::text::words::{is_word, split_words};

/// Past and present forms of verbs that report speech and take a clause.
const SAYING: &str = "said says told tells stated noted added announced claimed insisted warned reiterated repeated \
stressed acknowledged admitted denied promised replied answered explained argued declared recalled \
emphasized emphasised asserted alleged assured vowed pledged complained conceded urged called \
demanded asked testified maintained contended predicted cautioned wrote";

/// Nouns that report speech when someone's: "Pompeo’s warning that …".
const SAYINGS: &str = "warning warnings claim claims statement statements assertion assertions accusation accusations denial \
denials description remark remarks comment comments promise pledge call calls demand demands \
suggestion insistence assurance assurances words line message announcement assessment allegation \
allegations admission contention vow";

/// Adverbs and auxiliaries that may stand between a subject and its verb.
const BETWEEN: &str = "had has have also then later afterwards afterward earlier again once recently repeatedly publicly \
privately already reportedly allegedly himself herself even just";

/// Words that may stand between a verb and its clause.
const AFTER: &str = "afterwards afterward later earlier then again today yesterday on Monday Tuesday Wednesday Thursday \
Friday Saturday Sunday separately";

/// Verbs of saying whose object is who was told: they take "that" after it, and have a passive.
const TELLING: &str = "told tells warned assured promised urged asked";

/// Words that begin a phrase between a verb and its "that": "declared at the last minute that".
const PREPOSITIONS: &str = "at in on to by during after before through from under";

/// Heads of descriptions that can say something: "the minister had said".
const OFFICES: &str = "president minister secretary chancellor premier ministry spokesman spokeswoman spokesperson \
ambassador deputy government mayor governor envoy agency company police official officials army king queen chief \
commander director chairman chairwoman leader leaders opposition union court office embassy council commission";

/// How many words may stand between an article or owner and the head of a description.
const REACH_WORDS: usize = 3;

/// The statements that stand inside the content of others, found in its unquoted words and in what the speaker
/// says to have been told.
pub fn nested(text: &str, found: &[Found]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for outer in found.iter().filter(|f| !f.is_speech()) {
        for content in &outer.content {
            out.extend(by_verb(text, *content, outer));
            out.extend(by_noun(text, *content, outer));
            out.extend(by_passive(text, *content, outer));
            out.extend(by_inversion(text, *content, outer));
        }
    }
    out.retain(|inner| {
        !found
            .iter()
            .any(|f| inner.cue.iter().any(|cue| f.cue.iter().any(|c| c.overlaps(*cue))))
    });
    out
}

/// "‘…,’ is how an aide described it", "“…,” one of them said": who says the quotation before, and the verb.
pub fn saying_after(text: &str, paragraph: Span, quotation: Span) -> Option<(Span, Span)> {
    const REACH_WORDS: usize = 10;
    let rest = Span::new(quotation.end, paragraph.end.max(quotation.end));
    let words = Words::of(text, rest);
    let stop = (0..words.words.len())
        .find(|&i| matches!(words.at(i), "." | "!" | "?" | "“" | "\""))
        .unwrap_or(words.words.len());
    let reported =
        |i: &usize| is_one_of(SAYING, words.at(*i)) || matches!(words.at(*i), "described" | "put" | "summed");
    let verb = (1..stop.min(REACH_WORDS)).find(reported)?;
    let first = (0..verb).find(|&i| !matches!(words.at(i), "," | "is" | "was" | "how" | "as"))?;
    let starts = words.is_capitalised(first)
        || matches!(
            words.at(first),
            "a" | "an" | "the" | "one" | "he" | "she" | "they"
        );
    let source = Span::new(words.words[first].start, words.words[verb - 1].end);
    starts.then_some((source, words.words[verb]))
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

struct Words<'a> {
    text: &'a str,
    words: Vec<Span>,
    quoted: Vec<Span>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str, content: Span) -> Self {
        let words = split_words(content.of(text));
        let shift = |w: Span| Span::new(w.start + content.start, w.end + content.start);
        let quoted = find_quotations(text, content)
            .into_iter()
            .map(|q| q.span)
            .collect();
        Self {
            text,
            words: words.into_iter().map(shift).collect(),
            quoted,
        }
    }

    fn at(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| w.of(self.text))
    }

    fn is_quoted(&self, i: usize) -> bool {
        self.quoted.iter().any(|q| q.contains(self.words[i]))
    }

    /// Whether "called" is a demand or a description: "called on Berg to stop", "called it “a farce”", "called Berg’s vote a
    /// farce"; not "called Berg on Friday", "called Berg’s “game”".
    fn demands_or_describes(&self, verb: usize) -> bool {
        const REACH_WORDS: usize = 6;
        let named = |i: usize| matches!(self.at(i), "a" | "an") || self.is_quoted(i) && self.at(i - 1) != "s";
        let reach = (verb + 2).min(self.words.len())..(verb + 2 + REACH_WORDS).min(self.words.len());
        match self.at(verb + 1) {
            "on" => !is_one_of(AFTER, self.at(verb + 2)),
            _ => {
                let first_quoted = reach.clone().find(|&i| self.is_quoted(i));
                let end = first_quoted.map_or(reach.end, |i| i + 1);
                (reach.start..end).any(named)
            }
        }
    }

    fn is_capitalised(&self, i: usize) -> bool {
        self.at(i).chars().next().is_some_and(char::is_uppercase)
    }
}

/// "NAME (had) said (to someone) (that) CLAUSE".
fn by_verb(text: &str, content: Span, outer: &Found) -> Vec<Found> {
    let words = Words::of(text, content);
    let mut out = Vec::new();
    for i in 1..words.words.len() {
        let told_me = is_one_of(TELLING, words.at(i)) && matches!(words.at(i + 1), "me" | "us");
        let says = is_one_of(SAYING, words.at(i)) || words.at(i) == "saying";
        if !says
            || words.is_quoted(i) && !told_me
            || words.at(i) == "called" && !words.demands_or_describes(i)
        {
            continue;
        }
        let mut subject = if words.at(i) == "saying" && words.at(i - 1) == "as" {
            i - 1
        } else {
            i
        };
        while subject > 0 && is_one_of(BETWEEN, words.at(subject - 1)) {
            subject -= 1;
        }
        let Some(source) = subject_before(&words, subject) else {
            continue;
        };
        let Some(rest) = clause_after(&words, i, content) else {
            continue;
        };
        let cue = Span::new(words.words[subject].start, words.words[i].end);
        out.push(inner(text, outer, source, cue, rest));
    }
    out
}

/// "[she] was told by NAME that CLAUSE", "they had been promised by the minister that CLAUSE".
fn by_passive(text: &str, content: Span, outer: &Found) -> Vec<Found> {
    const LONGEST_WORDS: usize = 8;
    let words = Words::of(text, content);
    let mut out = Vec::new();
    for i in 1..words.words.len() {
        let passive = is_one_of(TELLING, words.at(i)) && words.at(i + 1) == "by";
        let been = (i.saturating_sub(2)..i).any(|j| matches!(words.at(j), "was" | "were" | "been"));
        let first = i + 2;
        let clause = (first + 1..first + LONGEST_WORDS).find(|&j| words.at(j) == "that");
        let Some(clause) = clause.filter(|_| passive && been) else {
            continue;
        };
        if !(first..clause).all(|j| words.is_plain(j)) {
            continue;
        }
        let last = clause - 1 - usize::from(matches!(words.at(clause - 1), "himself" | "herself"));
        let source = Span::new(words.words[first].start, words.words[last.max(first)].end);
        if let Some(rest) = words.sentence_from(clause, content) {
            out.push(inner(text, outer, source, words.words[i], rest));
        }
    }
    out
}

/// The subject before word `end`, past an apposition: "the operator, Skyloom, had", "Lund, the minister, said".
fn subject_before(words: &Words<'_>, end: usize) -> Option<Span> {
    const LONGEST_WORDS: usize = 7;
    let comma = end.checked_sub(1).filter(|&i| words.at(i) == ",");
    let Some(closing) = comma else {
        return subject_ending(words, end);
    };
    let opening = (closing.saturating_sub(LONGEST_WORDS)..closing)
        .rev()
        .find(|&i| words.at(i) == ",")?;
    let named = |end: usize| end.checked_sub(1).is_some_and(|last| words.is_capitalised(last));
    let end = [closing, opening].into_iter().find(|&end| named(end))?;
    subject_ending(words, end)
}

/// The name, pronoun or short description that ends right before word `end`.
fn subject_ending(words: &Words<'_>, end: usize) -> Option<Span> {
    let last = end.checked_sub(1)?;
    let lower = words.at(last).to_lowercase();
    if matches!(lower.as_str(), "he" | "she" | "they") {
        return Some(words.words[last]);
    }
    let mut start = end;
    while start > 0 && words.is_capitalised(start - 1) && !words.is_quoted(start - 1) {
        start -= 1;
    }
    if start < end {
        return Some(Span::new(words.words[start].start, words.words[last].end));
    }
    let first = (0..last).rev().take(REACH_WORDS).find(|&i| {
        let lower = words.at(i).to_lowercase();
        matches!(
            lower.as_str(),
            "the" | "my" | "our" | "your" | "his" | "her" | "its" | "their"
        )
    })?;
    let plain = (first..last).all(|i| words.is_plain(i));
    (plain && is_one_of(OFFICES, &lower)).then(|| Span::new(words.words[first].start, words.words[last].end))
}

/// What follows the verb: past an addressee and "that", at least three words to the content's end.
fn clause_after(words: &Words<'_>, verb: usize, content: Span) -> Option<Span> {
    let mut next = verb + 1;
    let takes_object = is_one_of(TELLING, words.at(verb));
    if takes_object && !words.at(next).is_empty() && words.at(next) != "that" {
        while words.is_capitalised_at(next)
            || matches!(
                words.at(next),
                "him" | "her" | "them" | "me" | "us" | "reporters" | "the"
            )
        {
            next += 1;
        }
    }
    // "told his team that", "assured Velmar's premier in May that", "declared at the last minute that".
    if (takes_object || is_one_of(PREPOSITIONS, words.at(next))) && words.at(next) != "that" {
        let clause = (next..next + 8).find(|&i| words.at(i) == "that");
        let plain = clause.is_some_and(|end| (next..end).all(|i| words.is_plain(i)));
        next = clause.filter(|_| plain).unwrap_or(next);
    }
    while is_one_of(AFTER, words.at(next)) {
        next += 1;
    }
    let that = words.at(next) == "that";
    let quote = words
        .words
        .get(next)
        .is_some_and(|w| words.quoted.iter().any(|q| q.start == w.start));
    let pronoun = matches!(
        words.at(next),
        "he" | "she" | "it" | "they" | "there" | "this" | "we"
    );
    let capital = words.is_capitalised_at(next);
    let takes_noun = matches!(
        words.at(verb),
        "stressed" | "emphasized" | "emphasised" | "repeated" | "reiterated" | "demanded" | "urged"
    );
    if !(that || quote || pronoun || capital || takes_noun) {
        return None;
    }
    words.sentence_from(next, content)
}

impl Words<'_> {
    fn is_capitalised_at(&self, i: usize) -> bool {
        i < self.words.len() && self.is_capitalised(i)
    }

    /// Whether it is a word, or the mark of a genitive.
    fn is_plain(&self, i: usize) -> bool {
        is_word(self.at(i)) || matches!(self.at(i), "'" | "’")
    }

    /// From a word to the end of what is said there, at least three words: the content's end, or that of the
    /// sentence in quotation marks.
    fn sentence_from(&self, first: usize, content: Span) -> Option<Span> {
        let start = self.words.get(first)?.start;
        let quotation = self
            .quoted
            .iter()
            .find(|q| q.contains_offset(start) && q.start < start);
        let whole = Span::new(start, quotation.map_or(content.end, |q| q.end));
        let sentence = quotation.and_then(|_| split_sentences(self.text, whole).first().copied());
        let said = sentence.unwrap_or(whole).of(self.text);
        let marks = |c: char| matches!(c, '”' | '"' | ',' | '.') && quotation.is_some();
        let end = start + said.trim_end_matches(marks).len();
        (self.words.len() - first >= 3).then(|| Span::new(start, end))
    }
}

/// "NAME’s (earlier) warning that CLAUSE", "NAME’s description of X as …".
fn by_noun(text: &str, content: Span, outer: &Found) -> Vec<Found> {
    let words = Words::of(text, content);
    let mut out = Vec::new();
    for i in 3..words.words.len() {
        if !is_one_of(SAYINGS, words.at(i))
            || words.is_quoted(i)
            || !matches!(words.at(i + 1), "that" | "of" | "for" | "to")
        {
            continue;
        }
        let apostrophe = (i.saturating_sub(3)..i)
            .rev()
            .find(|&j| matches!(words.at(j), "’" | "'") && words.at(j + 1) == "s");
        let Some(source) = apostrophe.and_then(|j| subject_ending(&words, j)) else {
            continue;
        };
        let rest = Span::new(words.words[i + 1].start, content.end);
        if words.words.len() - i > 3 {
            out.push(inner(text, outer, source, words.words[i], rest));
        }
    }
    out
}

/// "“It is over,” she told them" inside what a participant is quoted for: the quotation is hers.
fn by_inversion(text: &str, content: Span, outer: &Found) -> Option<Found> {
    let quotation = find_quotations(text, content).into_iter().next_back()?.span;
    let (source, cue) = saying_after(text, content, quotation)?;
    let owned = outer
        .cue
        .iter()
        .chain(&outer.source)
        .any(|span| span.overlaps(source) || span.overlaps(cue));
    (!owned).then(|| inner(text, outer, source, cue, quotation))
}

fn inner(text: &str, outer: &Found, source: Span, cue: Span, content: Span) -> Found {
    Found {
        content: vec![content],
        cue: vec![cue],
        source: Some(source),
        form: form_of(text, &[content]),
        confidence: outer.confidence * 0.85,
        rule: Some(Rule::Nested),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Form;

    fn found(text: &str, content: &str) -> Vec<(String, String, String)> {
        let start = text.find(content).unwrap();
        let outer = Found {
            content: vec![Span::new(start, start + content.len())],
            cue: Vec::new(),
            source: None,
            form: Form::Indirect,
            confidence: 1.0,
            rule: None,
        };
        let of = |s: Span| s.of(text).to_owned();
        nested(text, &[outer])
            .iter()
            .map(|f| (of(f.source.unwrap()), of(f.cue[0]), of(f.content[0])))
            .collect()
    }

    #[test]
    fn what_someone_is_said_to_have_said() {
        let text = "The agency reported that Minister Lund had told Berg that the pier would stay shut.";
        assert_eq!(
            found(
                text,
                "that Minister Lund had told Berg that the pier would stay shut"
            ),
            [(
                "Minister Lund".into(),
                "had told".into(),
                "that the pier would stay shut".into()
            )]
        );
    }

    #[test]
    fn who_called_on_someone_or_called_it_something() {
        let called = |rest: &str| {
            let text = format!("Roe said Lund called {rest}.");
            !found(&text, &text["Roe said ".len()..text.len() - 1]).is_empty()
        };
        assert!(called("on Berg to open the pier"));
        assert!(called("it “a farce of a vote”"));
        assert!(called("Berg’s long vote a farce"));
        assert!(called("Berg’s long vote “a farce”"));
        assert!(!called("Marta Berg on Friday to thank her"));
        assert!(!called("on Friday to thank her"));
        assert!(!called("Berg’s “reckless” words a week later"));
    }

    #[test]
    fn a_noun_of_saying_with_its_owner() {
        let text = "He ignored Lund’s earlier warning that the pier would stay shut.";
        assert_eq!(
            found(text, "Lund’s earlier warning that the pier would stay shut"),
            [(
                "Lund".into(),
                "warning".into(),
                "that the pier would stay shut".into()
            )]
        );
    }

    #[test]
    fn an_apposition_may_stand_before_the_verb() {
        let text = "Roe said the operator, Skyloom, had promised in writing that the wreck would be moved.";
        let content = "the operator, Skyloom, had promised in writing that the wreck would be moved";
        assert_eq!(
            found(text, content),
            [(
                "Skyloom".into(),
                "had promised".into(),
                "that the wreck would be moved".into()
            )]
        );
    }

    #[test]
    fn what_the_speaker_was_told() {
        let text = "“The premier himself told us that the trucks could pass. Nothing came of it,” Roe said.";
        let content = "“The premier himself told us that the trucks could pass. Nothing came of it,”";
        let inner = (
            "The premier".to_owned(),
            "himself told".to_owned(),
            "that the trucks could pass".to_owned(),
        );
        assert_eq!(found(text, content), [inner]);
        let text = "Roe said they had been assured by the mayor that the trucks could pass.";
        let content = "they had been assured by the mayor that the trucks could pass";
        let inner = (
            "the mayor".to_owned(),
            "assured".to_owned(),
            "that the trucks could pass".to_owned(),
        );
        assert_eq!(found(text, content), [inner]);
    }

    #[test]
    fn quoted_words_are_left_alone() {
        assert_eq!(
            found(
                "He wrote: “Lund said that it is over.”",
                "“Lund said that it is over.”"
            ),
            []
        );
    }
}
