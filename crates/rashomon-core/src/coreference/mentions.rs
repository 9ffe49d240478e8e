//! Mentions: the words that refer to someone or something, with what they show of it.

use super::pronouns::{Pronoun, pronoun};
use super::tagger::{Tag, Tagged};
use super::tokens::{Shape, Token};
use crate::gazetteer::{by_word, folded};
use crate::span::Span;
use crate::speakers::lexicon::{Gender, given_name, is_title, title_gender};
use crate::text::words::is_preposition;

/// Words that refer to someone or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// From the first word of its noun phrase to the last of its head.
    pub span: Span,
    /// The name, the noun or the pronoun itself.
    pub head: Span,
    /// Numbers of the words, `from..to`; the head begins at `head_from`.
    pub from: usize,
    /// Number of the head's first word.
    pub head_from: usize,
    /// One past the number of the last word.
    pub to: usize,
    /// How it refers.
    pub kind: MentionKind,
    /// Of what sort it is.
    pub class: Class,
    /// How sure the tagger is that it is a mention of this sort.
    pub probability: f32,
    /// Whether it is several; `None` where words do not show it.
    pub plural: Option<bool>,
    /// As far as a title, a given name or a pronoun shows it.
    pub gender: Option<Gender>,
    /// How its noun phrase begins.
    pub article: Article,
    /// The words of the head, folded, in small letters, titles of names left out.
    pub words: Vec<String>,
    /// The words before the head that are no articles, in small letters.
    pub modifiers: Vec<String>,
    /// Offices and ranks among its words, in small letters.
    pub titles: Vec<String>,
    /// The state whose name, people or seat the head is.
    pub state: Option<&'static str>,
    /// Whether it begins its sentence.
    pub leads: bool,
    /// Whether "of" or a relative pronoun follows, so that the phrase goes on.
    pub goes_on: bool,
    /// Number of its sentence, paragraph and quotation.
    pub sentence: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Number of the quotation it stands in.
    pub quote: Option<usize>,
    /// Place in the sentence.
    pub role: Role,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// "she", "our", "this".
    Pronoun(Pronoun),
    /// "Anna Lund", "Ministry of Fisheries", "Oslo".
    Name,
    /// "the minister", "three ships".
    Description,
}

/// Of what sort a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// One person or several.
    Person,
    /// A body.
    Organisation,
    /// A place or state.
    Place,
    /// Anything else.
    Thing,
}

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    /// With none.
    Bare,
    /// "the".
    Definite,
    /// "a", "some", "three".
    Indefinite,
    /// "this", "those".
    Demonstrative,
    /// "her", "the minister’s".
    Possessive,
}

/// Place in the sentence, as far as the words beside show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A verb follows.
    Subject,
    /// A preposition stands before it.
    Oblique,
    /// A verb stands before it.
    Object,
    /// It owns what follows.
    Possessor,
    /// None of these shows.
    Other,
}

/// The mentions of tagged words, in the order of their heads.
pub fn mentions(text: &str, tokens: &[Token], tags: &[Tagged]) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tags[at].tag.is_head() || tokens[at].shape == Shape::Mark {
            at += 1;
            continue;
        }
        let to = head_end(tokens, tags, at);
        out.push(mention(text, tokens, tags, at, to));
        at = to;
    }
    out
}

/// One past the last word of the head that begins at `at`: a name may have several.
fn head_end(tokens: &[Token], tags: &[Tagged], at: usize) -> usize {
    let named = |i: usize| {
        tokens.get(i).is_some_and(|t| {
            t.sentence == tokens[at].sentence
                && (t.is_capitalised() || t.shape == Shape::Digits)
                && class(tags[i].tag) == class(tags[at].tag)
                && tags[i].tag.is_head()
        })
    };
    let mut to = at + 1;
    if pronoun(&tokens[at].lower).is_some() || !tokens[at].is_capitalised() {
        return to;
    }
    loop {
        let joint = tokens.get(to).is_some_and(|t| {
            matches!(t.lower.as_str(), "." | "-" | "'" | "&" | "–")
                && t.sentence == tokens[at].sentence
                && (t.lower != "." || tokens[to - 1].span.len() <= 3)
                && (t.lower != "'" || tokens[to - 1].span.end == t.span.start)
        });
        if named(to) {
            to += 1;
        } else if joint && named(to + 1) && tokens[to + 1].lower != "s" {
            to += 2;
        } else {
            return to;
        }
    }
}

fn mention(text: &str, tokens: &[Token], tags: &[Tagged], at: usize, to: usize) -> Mention {
    let head = tokens[at].span.cover(tokens[to - 1].span);
    let is = pronoun(&tokens[at].lower).filter(|_| to == at + 1);
    let kind = match is {
        Some(pronoun) => MentionKind::Pronoun(pronoun),
        None if tokens[at..to].iter().any(Token::is_capitalised) && !plain_first(tokens, at, to) => {
            MentionKind::Name
        }
        None => MentionKind::Description,
    };
    let from = if is.is_some() {
        at
    } else {
        phrase_start(tokens, tags, at)
    };
    let words = head_words(text, tokens, at, to, kind);
    Mention {
        span: Span::new(tokens[from].span.start, head.end),
        head,
        from,
        head_from: at,
        to,
        kind,
        class: match is.and_then(Pronoun::class) {
            Some(class) => class,
            None => class(tags[to - 1].tag),
        },
        probability: tags[to - 1].probabilities[tags[to - 1].tag as usize],
        plural: plural(tokens, tags, (at, to), kind),
        gender: gender(text, tokens, from, to, is),
        article: article(tokens, from, at),
        words,
        modifiers: tokens[from..at]
            .iter()
            .filter(|t| t.shape != Shape::Mark && starter(&t.lower).is_none())
            .map(|t| t.lower.clone())
            .collect(),
        titles: tokens[from..to]
            .iter()
            .filter(|t| is_title(&t.lower))
            .map(|t| t.lower.clone())
            .collect(),
        state: by_word(head.of(text)).map(|m| m.country.name),
        leads: tokens[from].first,
        goes_on: tokens.get(to).is_some_and(|t| {
            matches!(
                t.lower.as_str(),
                "of" | "who" | "which" | "that" | "whose" | "in" | "for"
            )
        }),
        sentence: tokens[at].sentence,
        paragraph: tokens[at].paragraph,
        quote: tokens[at].quote,
        role: role(tokens, tags, from, to),
    }
}

/// A common noun that has its capital from the sentence's beginning.
fn plain_first(tokens: &[Token], at: usize, to: usize) -> bool {
    to == at + 1
        && tokens[at].first
        && tokens[at].shape == Shape::Capital
        && !tokens[at].state
        && tokens
            .iter()
            .any(|t| t.shape == Shape::Small && t.lower == tokens[at].lower)
}

/// The first word of the noun phrase whose head begins at `at`.
fn phrase_start(tokens: &[Token], tags: &[Tagged], at: usize) -> usize {
    let mut from = at;
    while from > 0 && tokens[from - 1].sentence == tokens[at].sentence {
        let before = &tokens[from - 1];
        let owner = before.lower == "s" && from >= 3 && tokens[from - 2].lower == "'";
        if owner && tags[from - 3].tag.is_head() {
            from -= 3;
        } else if tags[from - 1].tag == Tag::Modifier
            || pronoun(&before.lower).is_some_and(Pronoun::possesses)
        {
            from -= 1;
            if pronoun(&before.lower).is_some_and(Pronoun::possesses) {
                return from;
            }
        } else if tags[from - 1].tag.is_head()
            && before.shape != Shape::Mark
            && from == at_compound(tokens, from)
        {
            from -= 1;
        } else {
            break;
        }
    }
    from
}

/// A head right before another noun belongs to its phrase ("[school] children").
fn at_compound(tokens: &[Token], from: usize) -> usize {
    let glued = tokens[from].shape != Shape::Mark && pronoun(&tokens[from - 1].lower).is_none();
    if glued { from } else { from + 1 }
}

fn class(tag: Tag) -> Class {
    match tag {
        Tag::Person | Tag::People => Class::Person,
        Tag::Organisation => Class::Organisation,
        Tag::Place => Class::Place,
        _ => Class::Thing,
    }
}

fn head_words(text: &str, tokens: &[Token], at: usize, to: usize, kind: MentionKind) -> Vec<String> {
    let words = tokens[at..to].iter().filter(|t| t.shape != Shape::Mark);
    let all: Vec<String> = words.map(|t| folded(t.span.of(text)).to_lowercase()).collect();
    let bare: Vec<String> = all.iter().filter(|w| !is_title(w)).cloned().collect();
    if kind == MentionKind::Name && !bare.is_empty() {
        bare
    } else {
        all
    }
}

fn plural(tokens: &[Token], tags: &[Tagged], (at, to): (usize, usize), kind: MentionKind) -> Option<bool> {
    match kind {
        MentionKind::Pronoun(pronoun) => pronoun.plural(),
        MentionKind::Name => match tags[to - 1].tag {
            Tag::Person => Some(false),
            Tag::People | Tag::Things => Some(true),
            _ => None,
        },
        MentionKind::Description => match tags[to - 1].tag {
            Tag::People | Tag::Things => Some(true),
            Tag::Person => Some(false),
            Tag::Organisation | Tag::Place if !tokens[at].lower.ends_with('s') => None,
            _ => Some(tokens[to - 1].lower.ends_with('s') && !tokens[to - 1].lower.ends_with("ss")),
        },
    }
}

fn gender(text: &str, tokens: &[Token], from: usize, to: usize, is: Option<Pronoun>) -> Option<Gender> {
    if let Some(pronoun) = is {
        return pronoun.gender();
    }
    let titled = tokens[from..to].iter().rev().find_map(|t| title_gender(&t.lower));
    titled.or_else(|| {
        let words = tokens[from..to].iter().filter(|t| t.shape == Shape::Capital);
        words
            .map(|t| folded(t.span.of(text)))
            .find_map(|w| given_name(&w))
    })
}

/// What an article or the like makes of a noun phrase.
fn starter(lower: &str) -> Option<Article> {
    match lower {
        "the" => Some(Article::Definite),
        "a" | "an" | "some" | "any" | "another" | "each" | "every" | "no" | "many" | "several" | "few"
        | "one" | "two" | "three" | "four" | "five" | "more" | "most" | "other" => Some(Article::Indefinite),
        "this" | "that" | "these" | "those" | "such" => Some(Article::Demonstrative),
        "both" => Some(Article::Definite),
        _ => None,
    }
}

fn article(tokens: &[Token], from: usize, at: usize) -> Article {
    let Some(first) = tokens[from..at].first() else {
        return Article::Bare;
    };
    if pronoun(&first.lower).is_some_and(Pronoun::possesses)
        || tokens[from..at].iter().any(|t| t.lower == "'")
    {
        return Article::Possessive;
    }
    starter(&first.lower).unwrap_or(Article::Bare)
}

fn role(tokens: &[Token], tags: &[Tagged], from: usize, to: usize) -> Role {
    let after = tokens.get(to).filter(|t| t.sentence == tokens[from].sentence);
    let before = from
        .checked_sub(1)
        .filter(|i| tokens[*i].sentence == tokens[from].sentence);
    let owns = after.is_some_and(|t| t.lower == "'")
        || pronoun(&tokens[from].lower).is_some_and(Pronoun::possesses) && to == from + 1;
    if owns {
        return Role::Possessor;
    }
    if before.is_some_and(|i| is_preposition(&tokens[i].lower)) {
        return Role::Oblique;
    }
    let verb = |i: usize| tags.get(i).is_some_and(|t| t.tag == Tag::Verb);
    let adverb =
        after.is_some_and(|t| t.lower.ends_with("ly") || matches!(t.lower.as_str(), "also" | "has" | "'"));
    if after.is_some() && (verb(to) || adverb && verb(to + 1)) {
        Role::Subject
    } else if before.is_some_and(verb) {
        Role::Object
    } else {
        Role::Other
    }
}
