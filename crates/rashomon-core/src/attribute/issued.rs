//! Texts in which somebody speaks throughout without being quoted: statements, press notes, letters, threads.

use super::complete::{Found, Rule};
use crate::account::{Account, BlockKind};
use crate::span::Span;
use crate::statement::Form;
use crate::text::quotes::find_quotations;
use crate::text::sentences::split_sentences;
use crate::text::words::split_words;

/// Lines at the head of a text that are looked at, and the most words of one that is not yet its body.
const HEAD: usize = 5;
const LONGEST_LINE: usize = 14;

/// The most words of a line at the foot that says who signs.
const LONGEST_SIGNATURE: usize = 8;

/// Words in the head of a text that somebody issued.
const ISSUED: &[&str] = &[
    "statement by",
    "statement of",
    "statement from",
    "declaration by",
    "declaration of",
    "remarks by",
    "remarks of",
    "speech by",
    "speech of",
    "address by",
    "address of",
    "testimony of",
    "open letter",
];

/// Words in the head that are news as often, or plain report: "press release". The text must say "we" or "I" as well.
const PERHAPS_ISSUED: &[&str] = &[
    "statement",
    "declaration",
    "remarks",
    "address",
    "press note",
    "press notice",
    "press release",
    "media notice",
    "news release",
    "information for the press",
    "for immediate release",
    "notice to",
    "message to",
    "message from",
    "letter to",
    "telegram",
    "note verbale",
    "communiqué",
    "communique",
    "thread",
    "post",
    "to all",
];

/// Words by which a text speaks of its own author.
const FIRST_PERSON: &[&str] = &[
    "i", "we", "our", "us", "my", "me", "ours", "i’m", "i'm", "we’re", "we're",
];

/// Least share of the sentences in which a text that was perhaps issued speaks of its author.
const LEAST_FIRST_PERSON: f32 = 0.15;

/// Most statements of others for each sentence, of a text that was issued, and of one that perhaps was: reporters write
/// threads and letters, too.
const MOST_OF_OTHERS: [f32; 2] = [0.5, 0.2];

/// How sure it is that such a text is on its author's word.
const CONFIDENCE: f32 = 0.9;

/// What a text says throughout is a statement of whoever issued it, if its head says that somebody did.
pub fn add_issued(account: &Account, found: &mut Vec<Found>) {
    let text = account.text.as_str();
    if account.blocks.iter().any(|b| b.kind == BlockKind::Turn) {
        return;
    }
    let head = head(account);
    let mut body: Vec<Span> = account.blocks[head..]
        .iter()
        .filter(|block| block.kind == BlockKind::Prose && !is_salutation(block.span.of(text)))
        .map(|block| block.span)
        .collect();
    while body.last().is_some_and(|last| is_signature(last.of(text))) {
        body.pop();
    }
    let lines: Vec<Span> = account.blocks[..head].iter().map(|block| block.span).collect();
    let Some(issuer) = issuer(text, &lines).filter(|_| is_issued(text, &lines, &body, found)) else {
        return;
    };
    found.retain(|f| !(is_own(text, f) && f.content.iter().all(|c| body.iter().any(|b| b.contains(*c)))));
    found.push(Found {
        content: body,
        cue: Vec::new(),
        source: Some(issuer),
        form: Form::Direct,
        confidence: CONFIDENCE,
        rule: Some(Rule::Issued),
    });
}

/// Whether what was found is the author's, or nobody's that is named.
fn is_own(text: &str, found: &Found) -> bool {
    let source = found.source.map(|source| source.of(text).to_lowercase());
    source.is_none_or(|source| FIRST_PERSON.contains(&source.as_str()))
}

/// How many blocks come before the body: headlines, letterheads, datelines.
fn head(account: &Account) -> usize {
    let is_head = |nth: usize| {
        let block = &account.blocks[nth];
        let words = block.span.of(&account.text);
        let sentence = words.trim_end().ends_with(['.', '!', '?', ',']);
        let short = split_words(words).len() <= LONGEST_LINE;
        block.kind != BlockKind::Prose || short && !sentence
    };
    let most = account.blocks.len().min(HEAD);
    (0..most).find(|&nth| !is_head(nth)).unwrap_or(most)
}

fn is_salutation(paragraph: &str) -> bool {
    paragraph.trim_end().ends_with(',') && split_words(paragraph).len() <= 5
}

/// "Marta Orsi", "Minister of Transport" at the foot of a letter.
fn is_signature(paragraph: &str) -> bool {
    let words = paragraph.trim();
    let sentence = words.ends_with(['.', '!', '?', '…', ':', '”', '"', '’', '\'', '»']);
    words.starts_with(char::is_uppercase) && !sentence && split_words(words).len() <= LONGEST_SIGNATURE
}

fn is_issued(text: &str, lines: &[Span], body: &[Span], found: &[Found]) -> bool {
    let says = |words: &[&str]| {
        lines.iter().any(|line| {
            let line = format!(" {} ", line.of(text).to_lowercase());
            words.iter().any(|wanted| has_words(&line, wanted))
        })
    };
    let sentences: usize = body.iter().map(|b| split_sentences(text, *b).len()).sum();
    let within = |f: &&Found| f.content.iter().any(|c| body.iter().any(|b| b.overlaps(*c)));
    let others = found.iter().filter(|f| !is_own(text, f)).filter(within).count();
    let of_others = others as f32 / sentences.max(1) as f32;
    let [most, most_perhaps] = MOST_OF_OTHERS;
    if sentences == 0 || of_others > most {
        return false;
    }
    let perhaps = || says(PERHAPS_ISSUED) || lines.iter().any(|l| l.of(text).starts_with('@'));
    let own = || of_others <= most_perhaps && first_person(text, body) >= LEAST_FIRST_PERSON;
    says(ISSUED) || perhaps() && own()
}

/// Whether a line in lower case has these words, and not as a part of others.
fn has_words(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The share of the sentences in which the author speaks of the author, quotations left out.
fn first_person(text: &str, body: &[Span]) -> f32 {
    let (mut all, mut own) = (0, 0);
    for paragraph in body {
        let quoted: Vec<Span> = find_quotations(text, *paragraph).iter().map(|q| q.span).collect();
        for sentence in split_sentences(text, *paragraph) {
            let inner = sentence.of(text);
            all += 1;
            own += usize::from(split_words(inner).iter().any(|word| {
                let span = Span::new(sentence.start + word.start, sentence.start + word.end);
                FIRST_PERSON.contains(&word.of(inner).to_lowercase().as_str())
                    && !quoted.iter().any(|q| q.contains(span))
            }));
        }
    }
    own as f32 / all.max(1) as f32
}

/// Who issued the text: whom a line names after "statement by", or before "’s statement", or else the letterhead.
fn issuer(text: &str, lines: &[Span]) -> Option<Span> {
    let after = lines.iter().find_map(|line| {
        // Of ASCII letters only, so that positions carry over.
        let lower = line.of(text).to_ascii_lowercase();
        let (at, words) = ISSUED
            .iter()
            .filter(|words| words.ends_with(" by") || words.ends_with(" of") || words.ends_with(" from"))
            .filter_map(|words| lower.find(words).map(|at| (at, words)))
            .min()?;
        named(text, Span::new(line.start + at + words.len(), line.end))
    });
    let from = || {
        lines.iter().find_map(|line| {
            let inner = line.of(text);
            inner
                .strip_prefix("from ")
                .or_else(|| inner.strip_prefix("From "))
                .and_then(|rest| named(text, Span::new(line.end - rest.len(), line.end)))
        })
    };
    let possessive = || {
        lines.iter().find_map(|line| {
            let inner = line.of(text);
            let at = ["’s statement", "'s statement", "’s message", "'s message"]
                .iter()
                .filter_map(|words| inner.find(words))
                .min()?;
            let start = inner[..at].rfind([',', ':', '—', '–']).map_or(0, |cut| {
                cut + inner[cut..].chars().next().map_or(1, char::len_utf8)
            });
            named(text, Span::new(line.start + start, line.start + at))
        })
    };
    let letterhead = || lines.first().and_then(|line| named(text, *line));
    after.or_else(from).or_else(possessive).or_else(letterhead)
}

/// The beginning of a stretch up to a mark, a bracket or a number, if it begins with a letter or a handle.
fn named(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let end = inner
        .char_indices()
        .find(|(at, c)| {
            let next = inner[at + c.len_utf8()..].chars().next();
            matches!(c, ',' | ':' | ';' | '|') && next.is_none_or(|n| !n.is_alphanumeric())
                || c.is_ascii_digit()
                || matches!(c, '(' | '—' | '–' | '·')
        })
        .map_or(inner.len(), |(at, _)| at);
    let name = Span::new(span.start, span.start + end).trimmed(text);
    let words = name.of(text);
    let fits = words.starts_with(|c: char| c.is_alphabetic() || c == '@') && words.len() >= 2;
    (fits && split_words(words).len() <= 8).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Block;

    fn account(blocks: &[(BlockKind, &str)]) -> Account {
        let mut text = String::new();
        let mut out = Account::default();
        for (kind, words) in blocks {
            let start = text.len();
            text.push_str(words);
            out.blocks.push(Block {
                span: Span::new(start, text.len()),
                kind: *kind,
                speaker: None,
            });
            text.push('\n');
        }
        out.text = text;
        out
    }

    fn issued(blocks: &[(BlockKind, &str)]) -> Option<(String, Vec<String>)> {
        let account = account(blocks);
        let mut found = Vec::new();
        add_issued(&account, &mut found);
        let words = |span: &Span| span.of(&account.text).to_owned();
        let one = found.first()?;
        Some((
            words(one.source.as_ref()?),
            one.content.iter().map(words).collect(),
        ))
    }

    #[test]
    fn a_statement_is_on_the_word_of_whom_its_head_names() {
        use BlockKind::{Furniture, Heading, Prose, Title};
        let (who, content) = issued(&[
            (
                Title,
                "Republic of Orsk: statement by the Minister of Ports, 4 May",
            ),
            (Prose, "The ship was boarded at dawn. Nobody was hurt."),
            (Prose, "Her captain is in custody."),
        ])
        .unwrap();
        assert_eq!(who, "the Minister of Ports");
        assert_eq!(content.len(), 2);
        let club = issued(&[
            (Title, "Orsk Rowers F.C."),
            (Heading, "CLUB STATEMENT, 27 OCTOBER"),
            (Prose, "We sold no more tickets than we were allowed to."),
        ]);
        assert_eq!(club.unwrap().0, "Orsk Rowers F.C.");
        let letter = issued(&[
            (Title, "Letter to customers"),
            (Prose, "from Lene"),
            (Furniture, "2 April"),
            (Prose, "Dear friends,"),
            (Prose, "I am sorry that our ferries do not sail."),
            (Prose, "Lene Dahl"),
            (Prose, "Director of Lake Ferries"),
        ]);
        let (who, content) = letter.unwrap();
        assert_eq!((who.as_str(), content.len()), ("Lene", 1));
        let railway = issued(&[
            (Title, "ORSK STATE RAILWAYS"),
            (Heading, "Chairman’s statement, Monday"),
            (Prose, "Today is the darkest day of our railway."),
        ]);
        assert_eq!(railway.unwrap().0, "Chairman");
    }

    #[test]
    fn news_and_plain_reports_are_on_nobodys_word() {
        use BlockKind::{Prose, Title};
        assert_eq!(
            issued(&[
                (Title, "Statement on ferries draws fire"),
                (Prose, "The ministry’s words were met with anger in the ports."),
            ]),
            None
        );
        assert_eq!(
            issued(&[
                (Title, "Ministry of Ports"),
                (Prose, "Press release"),
                (
                    Prose,
                    "The Minister spoke by telephone with his colleague, at the latter’s request."
                ),
            ]),
            None
        );
    }
}
