//! From what a tagger saw to statements, with the rules for what it cannot see.

use super::asides::cut_asides;
use super::issued::add_issued;
use super::mend::mend;
use super::nested::nested;
use super::quotations::{
    add_bare_quotations, add_carried_over, add_signed, claim, continue_paragraphs, give_back, settled,
};
use super::relayed::relayed;
use super::sources::add_unnamed_sources;
use super::tagger::Tagged;
use super::turns::{add_turns, spoken, without_directions};
use crate::account::Account;
use crate::span::{Span, merged};
use crate::statement::Form;
use crate::text::quotes::{Quotation, find_quotations, has_double_mark};
use crate::text::words::split_words;

/// A statement before anyone has asked who its source is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What was said, in order, trimmed.
    pub content: Vec<Span>,
    /// The words of saying.
    pub cue: Vec<Span>,
    /// Who is said to have said it.
    pub source: Option<Span>,
    /// Quotation, paraphrase or both.
    pub form: Form,
    /// 0 to 1.
    pub confidence: f32,
    /// The rule, or `None` when the tagger found it.
    pub rule: Option<Rule>,
}

impl Found {
    /// Whether it is a speech of its own, a turn or a whole text, in which others may be told to say things.
    pub fn is_speech(&self) -> bool {
        matches!(self.rule, Some(Rule::Turn | Rule::Issued))
    }
}

/// The rules of this module that find statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A speaking turn of a transcript or play script.
    Turn,
    /// A text that somebody issued: all of it is on that party's word.
    Issued,
    /// A quotation in whose sentence nobody was tagged: its speaker is carried over.
    BareQuotation,
    /// A quotation with its speaker's name after a dash.
    Signed,
    /// A statement inside another's content.
    Nested,
    /// Somebody else's words in an aside within a statement.
    Aside,
    /// An unattributed sentence with a quotation that goes on from the statement before it.
    CarriedOver,
    /// A sentence that unnamed sources begin, in which nothing was tagged.
    UnnamedSource,
}

impl Rule {
    /// The name under which a statement says what found it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turn => "rule:turn",
            Self::Issued => "rule:issued",
            Self::BareQuotation => "rule:quotation",
            Self::Signed => "rule:signed",
            Self::Nested => "rule:nested",
            Self::Aside => "rule:aside",
            Self::CarriedOver => "rule:carried-over",
            Self::UnnamedSource => "rule:unnamed-source",
        }
    }
}

/// Fewest words of a paraphrase without a verb of speech.
const FEWEST_WORDS: usize = 2;

/// Letters of the longest words that have no capital in a title: "of", "the", "and".
const LONGEST_SMALL_WORD: usize = 3;

/// Confidence at which even a bare noun is taken for a statement.
const SURE: f32 = 0.475;

/// The stretches in which statements are looked for: blocks of prose, one by one, and what is spoken in
/// a turn, without the speaker's label.
pub fn paragraphs(account: &Account) -> Vec<Span> {
    let text = account.text.as_str();
    account
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose())
        .map(|block| spoken(text, block))
        .filter(|span| !span.is_empty())
        .collect()
}

/// Makes statements of what the tagger found and completes them.
pub fn complete(account: &Account, tagged: &Tagged) -> Vec<Found> {
    let text = account.text.as_str();
    let paragraphs = paragraphs(account);
    let quotations: Vec<Quotation> = paragraphs
        .iter()
        .flat_map(|paragraph| find_quotations(text, *paragraph))
        .collect();
    let mut found: Vec<Found> = tagged
        .attributions
        .iter()
        .map(|a| from_tags(text, tagged, a))
        .collect();
    found.iter_mut().for_each(|f| mend(account, &paragraphs, f));
    found.retain(|f| !f.content.is_empty());
    let ends: Vec<Span> = quotations.iter().map(|q| settled(text, q, &found)).collect();
    for (quotation, span) in quotations.iter().zip(&ends) {
        claim(text, &mut found, quotation, *span);
    }
    give_back(text, &paragraphs, &ends, &mut found);
    for statement in &mut found {
        statement.content = merged(text, std::mem::take(&mut statement.content));
    }
    add_turns(account, &mut found);
    add_issued(account, &mut found);
    add_signed(text, &paragraphs, &ends, &mut found);
    add_unnamed_sources(text, &paragraphs, &mut found);
    add_carried_over(text, &paragraphs, &ends, &mut found);
    add_bare_quotations(text, &paragraphs, &ends, &mut found);
    continue_paragraphs(text, &paragraphs, &mut found);
    for parted in relayed(text, &paragraphs, &mut found) {
        found.push(parted);
    }
    let asides = cut_asides(text, &mut found);
    found.extend(asides);
    let inner = nested(text, &found);
    found.extend(inner);
    found.retain_mut(|statement| {
        tidy(text, statement) && says_something(text, statement) && !is_nobodys(text, statement)
    });
    found.sort_by_key(|statement| (statement.content[0], statement.rule.is_some()));
    found.dedup_by(|b, a| a.content == b.content && a.source == b.source);
    for nth in 0..found.len() {
        if quotes_another(text, &found, nth) {
            found[nth].form = Form::Indirect;
        }
    }
    found
}

/// Whether all that a paraphrase quotes are words that somebody within it says: "she said Lund had called it
/// “a farce”".
fn quotes_another(text: &str, found: &[Found], nth: usize) -> bool {
    let outer = &found[nth];
    let holds = |span: &Span| outer.content.iter().any(|c| c.contains(*span));
    let within: Vec<&Found> = found
        .iter()
        .enumerate()
        .filter(|(other, f)| *other != nth && f.cue.iter().all(holds) && f.content.iter().all(holds))
        .map(|(_, f)| f)
        .collect();
    let mut quoted = outer.content.iter().flat_map(|c| find_quotations(text, *c));
    let anothers = |q: Quotation| {
        within
            .iter()
            .any(|f| f.content.iter().any(|c| c.contains(q.span)))
    };
    outer.form == Form::Mixed && !within.is_empty() && quoted.all(anothers)
}

fn from_tags(text: &str, tagged: &Tagged, found: &super::Attribution) -> Found {
    Found {
        content: merged(text, found.content.iter().map(|run| tagged.bytes(*run)).collect()),
        cue: found.cue.iter().map(|run| tagged.bytes(*run)).collect(),
        source: found
            .source
            .map(|run| without_stops(text, tagged.bytes(run)))
            .filter(|source| !source.is_empty()),
        form: Form::Indirect,
        confidence: found.confidence,
        rule: None,
    }
}

/// Whether a word has letters or digits.
pub fn is_spelled(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// Trims contents to what was said and names the form; false when nothing is left.
fn tidy(text: &str, statement: &mut Found) -> bool {
    for content in &mut statement.content {
        *content = without_stops(text, *content);
    }
    statement
        .content
        .retain(|c| c.of(text).chars().any(char::is_alphanumeric));
    statement.content.sort();
    if statement.content.is_empty() {
        return false;
    }
    if !statement.is_speech() {
        statement.form = form_of(text, &statement.content);
    }
    true
}

/// Whether there is more than a bare noun or adverb: "addressed the report" says that someone spoke, not what, and
/// "according to her, basically," does not say even that.
fn says_something(text: &str, statement: &Found) -> bool {
    let spelled = |span: &Span| {
        let inner = span.of(text);
        split_words(inner)
            .iter()
            .filter(|w| is_spelled(w.of(inner)))
            .count()
    };
    let words: usize = statement.content.iter().map(spelled).sum();
    let adverb = |content: &Span| {
        let word = content.of(text);
        word.ends_with("ly") && word.starts_with(char::is_lowercase)
    };
    if words == 1 && statement.content.iter().all(adverb) {
        return false;
    }
    if statement.is_speech() || statement.form != Form::Indirect || is_speech(text, &statement.cue) {
        return true;
    }
    words >= FEWEST_WORDS && statement.source.is_some() || statement.confidence >= SURE
}

/// Whether a quotation that nobody is named for is no statement: the name of a book, a programme or a chapter ("The
/// Morning Ferry"), a part of the account's own sentence ("a “game of chicken”"), or what the makers of a transcript put in
/// ("(CROSSTALK.)").
fn is_nobodys(text: &str, statement: &Found) -> bool {
    let [content] = statement.content[..] else {
        return false;
    };
    if statement.source.is_some() || !statement.cue.is_empty() || statement.form != Form::Direct {
        return false;
    }
    let words = content.of(text);
    let first = words.chars().find(|c| c.is_alphanumeric());
    let fragment = first.is_some_and(char::is_lowercase);
    fragment || is_title(words) || without_directions(text, content).is_empty()
}

/// Whether all long words, and the first, begin with a capital, as in a title: "Peace of the Lakes", not "STOP".
fn is_title(words: &str) -> bool {
    let capital = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| !c.is_lowercase())
    };
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > LONGEST_SMALL_WORD;
    let spelled: Vec<&str> = words.split_whitespace().filter(|w| is_spelled(w)).collect();
    let capitals = spelled.iter().filter(|w| capital(w)).count();
    let shouted = !words.contains(char::is_lowercase);
    capitals >= 2 && capital(spelled[0]) && spelled.iter().filter(|w| long(w)).all(|w| capital(w)) && !shouted
}

/// Whether a cue holds one of the commonest verbs of speech.
fn is_speech(text: &str, cue: &[Span]) -> bool {
    const SPEECH: &[&str] = &[
        "said",
        "say",
        "says",
        "told",
        "tell",
        "tells",
        "according",
        "stated",
        "announced",
        "claimed",
        "claims",
        "added",
        "adding",
        "noted",
        "denied",
        "denies",
        "warned",
        "warns",
        "reported",
        "reports",
        "confirmed",
        "wrote",
    ];
    cue.iter().any(|c| {
        c.of(text)
            .split_whitespace()
            .any(|w| SPEECH.contains(&w.to_lowercase().as_str()))
    })
}

/// Without the commas, colons and dashes at the ends, which belong to the account's own sentence.
fn without_stops(text: &str, span: Span) -> Span {
    let own = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—' | '-');
    let inner = span.of(text);
    let kept = inner.trim_start_matches(own);
    let start = span.end - kept.len();
    Span::new(start, start + kept.trim_end_matches(own).len())
}

/// Direct when quotation marks enclose all of it, mixed when some, indirect when none.
pub fn form_of(text: &str, content: &[Span]) -> Form {
    let quoted: usize = content
        .iter()
        .flat_map(|c| find_quotations(text, *c))
        .map(|q| split_words(q.inner.of(text)).len())
        .sum();
    let words: usize = content
        .iter()
        .map(|c| {
            let inner = c.of(text);
            split_words(inner)
                .iter()
                .filter(|w| is_spelled(w.of(inner)))
                .count()
        })
        .sum();
    let marked = content.iter().any(|c| has_double_mark(c.of(text)));
    match quoted {
        0 if marked => Form::Mixed,
        0 => Form::Indirect,
        _ if quoted >= words => Form::Direct,
        _ => Form::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, cue: &str, content: &str) -> Found {
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        Found {
            content: vec![at(content)],
            cue: vec![at(cue)],
            source: None,
            form: form_of(text, &[at(content)]),
            confidence: 0.9,
            rule: None,
        }
    }

    #[test]
    fn who_hands_on_a_quotation_does_not_quote() {
        let text = "Berg said the talks went on, something Lund had called “a farce” and Berg “a start”.";
        let whole = &text[10..text.len() - 1];
        let inner = said(text, "had called", "“a farce”");
        let outer = said(text, "said", whole);
        assert_eq!(outer.form, Form::Mixed);
        assert!(!quotes_another(text, &[outer, inner.clone()], 0));
        let outer = said(text, "said", &whole[..whole.find(" and Berg").unwrap()]);
        assert!(quotes_another(text, &[outer.clone(), inner.clone()], 0));
        assert!(!quotes_another(text, &[outer, inner], 1));
    }

    #[test]
    fn a_bare_adverb_says_nothing() {
        let text =
            "The report, according to Lund, is, basically, late. He said “Absolutely,” and thanked Kelly.";
        assert!(!says_something(text, &said(text, "according to", "basically")));
        assert!(says_something(
            text,
            &said(text, "according to", "is, basically, late")
        ));
        assert!(says_something(text, &said(text, "said", "“Absolutely,”")));
        assert!(says_something(text, &said(text, "thanked", "Kelly")));
    }

    #[test]
    fn titles_fragments_and_directions_are_nobodys_words() {
        let nobodys = |words: &str| {
            is_nobodys(
                words,
                &Found {
                    cue: Vec::new(),
                    ..said(words, words, words)
                },
            )
        };
        assert!(nobodys("“The Morning Ferry”"));
        assert!(nobodys("“Peace of the Lakes.”"));
        assert!(nobodys("“(CROSSTALK.)”"));
        assert!(nobodys("“a game of chicken on the lake”"));
        assert!(!nobodys("“The Morning ferry left”"));
        assert!(!nobodys("“Never,”"));
        assert!(!nobodys("“STOP THE FERRY”"));
        let text = "He said “The Morning Ferry”";
        assert!(!is_nobodys(text, &said(text, "said", "“The Morning Ferry”")));
    }
}
