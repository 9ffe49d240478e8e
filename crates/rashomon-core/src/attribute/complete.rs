//! Rules for what a tagger cannot see: marks that are never closed, quotations over several sentences or
//! paragraphs, speaking turns, quotations that no one was tagged for.

use super::mend::mend;
use super::nested::{nested, saying_after};
use super::relayed::relayed;
use super::tagger::Tagged;
use crate::account::{Account, Block, BlockKind};
use crate::span::{Span, merged};
use crate::statement::Form;
use crate::text::quotes::{Quotation, find_quotations, has_double_mark};
use crate::text::sentences::split_sentences;
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

/// The rules of this module that find statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A speaking turn of a transcript or play script.
    Turn,
    /// A quotation in whose sentence nobody was tagged: its speaker is carried over.
    BareQuotation,
    /// A statement inside another's content.
    Nested,
    /// An unattributed sentence with a quotation that goes on from the statement before it.
    CarriedOver,
}

impl Rule {
    /// The name under which a statement says what found it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turn => "rule:turn",
            Self::BareQuotation => "rule:quotation",
            Self::Nested => "rule:nested",
            Self::CarriedOver => "rule:carried-over",
        }
    }
}

/// Fewest words of a quotation that counts as a statement by itself; fewer are often only a term.
const BARE_QUOTATION_WORDS: usize = 4;

/// Fewest words of a paraphrase without a verb of speech.
const FEWEST_WORDS: usize = 4;

/// Confidence at which even a bare noun is taken for a statement.
const SURE: f32 = 0.9;

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

/// A block without the label of a speaking turn.
fn spoken(text: &str, block: &Block) -> Span {
    let Some(speaker) = block.speaker.filter(|s| block.span.contains(*s)) else {
        return block.span;
    };
    let after = Span::new(speaker.end, block.span.end);
    let skipped = after.of(text).find(':').map_or(0, |at| at + 1);
    let rest = Span::new(after.start + skipped, after.end);
    let inner = rest.of(text);
    let kept = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    Span::new(rest.end - kept.len(), rest.end).trimmed(text)
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
    for statement in &mut found {
        statement.content = merged(text, std::mem::take(&mut statement.content));
    }
    add_turns(account, &mut found);
    add_carried_over(text, &paragraphs, &ends, &mut found);
    add_bare_quotations(text, &paragraphs, &ends, &mut found);
    continue_paragraphs(text, &paragraphs, &mut found);
    for parted in relayed(text, &paragraphs, &mut found) {
        found.push(parted);
    }
    let inner = nested(text, &found);
    found.extend(inner);
    found.retain_mut(|statement| tidy(text, statement) && says_something(text, statement));
    found.sort_by_key(|statement| (statement.content[0], statement.rule.is_some()));
    found.dedup_by(|b, a| a.content == b.content && a.source == b.source);
    found
}

fn from_tags(text: &str, tagged: &Tagged, found: &super::Attribution) -> Found {
    Found {
        content: merged(text, found.content.iter().map(|run| tagged.bytes(*run)).collect()),
        cue: found.cue.iter().map(|run| tagged.bytes(*run)).collect(),
        source: found.source.map(|run| tagged.bytes(run)),
        form: Form::Indirect,
        confidence: found.confidence,
        rule: None,
    }
}

/// Where a quotation really ends: at its closing mark; without one, where the content that the tagger
/// saw there ends, else at the end of the sentence.
fn settled(text: &str, quotation: &Quotation, found: &[Found]) -> Span {
    if quotation.closed {
        return quotation.span;
    }
    let sentence = split_sentences(text, quotation.span)
        .first()
        .copied()
        .unwrap_or(quotation.span);
    let tagged = found
        .iter()
        .flat_map(|statement| &statement.content)
        .filter(|content| content.overlaps(quotation.span))
        .map(|content| content.end.min(quotation.span.end))
        .max();
    let next_source = found
        .iter()
        .filter_map(|statement| statement.source)
        .filter(|source| source.start > quotation.inner.start && source.end <= sentence.end)
        .map(|source| source.start)
        .min();
    let end = match (tagged, next_source) {
        (Some(end), Some(source)) => end.min(source),
        (Some(end), None) => end,
        (None, Some(source)) => source,
        (None, None) => sentence.end,
    };
    Span::new(quotation.span.start, end.max(quotation.inner.start)).trimmed(text)
}

/// Gives a whole quotation to the one statement that has most of it, and takes it from the others.
fn claim(text: &str, found: &mut [Found], quotation: &Quotation, span: Span) {
    let share = |statement: &Found| -> usize {
        statement
            .content
            .iter()
            .filter_map(|c| c.intersect(span))
            .map(Span::len)
            .sum()
    };
    let Some(owner) = (0..found.len()).max_by_key(|&i| (share(&found[i]), std::cmp::Reverse(i))) else {
        return;
    };
    let owned = share(&found[owner]);
    // A nested statement may have a part of a quotation; only most of it makes the whole one's.
    if owned * 2 < span.len() && !(quotation.closed && owned * 4 >= span.len()) {
        return;
    }
    let inside_words = |s: Span| split_words(s.of(text)).len();
    for (i, statement) in found.iter_mut().enumerate() {
        if i == owner {
            statement.content.push(span);
        } else if statement.cue.iter().all(|cue| !span.contains(*cue)) {
            statement.content = statement.content.iter().flat_map(|c| without(*c, span)).collect();
            statement.content.retain(|c| inside_words(*c) > 0);
        }
    }
}

/// What of `span` lies outside `hole`.
fn without(span: Span, hole: Span) -> Vec<Span> {
    if !span.overlaps(hole) {
        return vec![span];
    }
    let left = Span::new(span.start, hole.start.max(span.start));
    let right = Span::new(hole.end.min(span.end), span.end);
    [left, right].into_iter().filter(|s| !s.is_empty()).collect()
}

/// Every speaking turn is one statement of its speaker.
fn add_turns(account: &Account, found: &mut Vec<Found>) {
    let text = account.text.as_str();
    for block in account.blocks.iter().filter(|b| b.kind == BlockKind::Turn) {
        let Some(speaker) = block.speaker else { continue };
        let words = spoken(text, block);
        let pieces = without_directions(text, words);
        if pieces.is_empty() {
            continue;
        }
        // What the tagger took for the turn itself is the turn; what has its own cue is nested in it.
        found.retain(|f| {
            let inside = f.content.iter().all(|c| words.contains(*c));
            let label = f.cue.iter().all(|c| c.len() <= 1) || f.cue.iter().any(|c| !words.contains(*c));
            let own = f.source.is_some_and(|s| matches!(s.of(text), "I" | "We" | "we"));
            let whole = own || f.content.iter().map(|c| c.len()).sum::<usize>() * 10 >= words.len() * 9;
            !inside || !(label || whole)
        });
        let continued = found
            .iter_mut()
            .rev()
            .find(|f| f.rule == Some(Rule::Turn) && f.source == Some(speaker));
        if let Some(previous) = continued {
            previous.content.extend(pieces);
            continue;
        }
        found.push(Found {
            content: pieces,
            cue: Vec::new(),
            source: Some(speaker),
            form: Form::Direct,
            confidence: 0.97,
            rule: Some(Rule::Turn),
        });
    }
}

/// What is spoken in a turn without "(Laughter.)", "(Through an interpreter)", "[Pause.]".
fn without_directions(text: &str, words: Span) -> Vec<Span> {
    const LONGEST_DIRECTION: usize = 60;
    let mut out = Vec::new();
    let mut start = words.start;
    let mut at = words.start;
    while let Some(open) = text[at..words.end].find(['(', '[']).map(|i| at + i) {
        let closing = if text[open..].starts_with('(') { ')' } else { ']' };
        let before = text[words.start..open].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…', ')', ']', '”', '"']);
        let capital = text[open + 1..].starts_with(char::is_uppercase);
        at = open + 1;
        let Some(close) = text[open..words.end].find(closing).map(|i| open + i + 1) else {
            continue;
        };
        if begins && capital && close - open <= LONGEST_DIRECTION {
            out.push(Span::new(start, open).trimmed(text));
            (start, at) = (close, close);
        }
    }
    out.push(Span::new(start, words.end).trimmed(text));
    out.retain(|piece| piece.of(text).chars().any(char::is_alphanumeric));
    out
}

/// A quotation of some length in running prose that no statement has is a statement of someone still to
/// be found.
fn add_bare_quotations(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut Vec<Found>) {
    for &span in quotations {
        let taken = found
            .iter()
            .flat_map(|f| &f.content)
            .any(|content| content.overlaps(span));
        let words = split_words(span.of(text))
            .iter()
            .filter(|w| is_spelled(w.of(span.of(text))))
            .count();
        let alone = paragraphs.iter().any(|p| p.trimmed(text) == span);
        if taken || words < BARE_QUOTATION_WORDS && !alone {
            continue;
        }
        let beside = paragraphs
            .iter()
            .find(|p| p.contains(span))
            .and_then(|p| saying_after(text, *p, span));
        found.push(Found {
            content: vec![span],
            cue: beside.iter().map(|(_, cue)| *cue).collect(),
            source: beside.map(|(source, _)| source),
            form: Form::Direct,
            confidence: if beside.is_some() { 0.7 } else { 0.6 },
            rule: Some(Rule::BareQuotation),
        });
    }
}

/// Words that tie a sentence to the one before it.
const CONNECTIVES: &[&str] = &[
    "so",
    "and",
    "but",
    "also",
    "thus",
    "therefore",
    "instead",
    "still",
    "yet",
    "nor",
    "hence",
    "besides",
    "rather",
];

/// A sentence with a short quotation and no one to say it, tied by its first word to a statement in the
/// sentence before, is that speaker's.
fn add_carried_over(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut Vec<Found>) {
    for paragraph in paragraphs {
        for pair in split_sentences(text, *paragraph).windows(2) {
            let (before, here) = (pair[0], pair[1]);
            let first = here
                .of(text)
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or("")
                .to_lowercase();
            let quoted = quotations.iter().any(|q| here.contains(*q));
            let touches = |f: &Found, s: Span| f.content.iter().chain(&f.cue).any(|c| c.overlaps(s));
            let said_before = found.iter().any(|f| touches(f, before) && !f.cue.is_empty());
            if !quoted
                || !CONNECTIVES.contains(&first.as_str())
                || !said_before
                || found.iter().any(|f| touches(f, here))
            {
                continue;
            }
            found.push(Found {
                content: vec![here],
                cue: Vec::new(),
                source: None,
                form: Form::Mixed,
                confidence: 0.6,
                rule: Some(Rule::CarriedOver),
            });
        }
    }
}

fn is_spelled(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// A quotation left open at a paragraph's end and opened again at the next one's start goes on: the
/// pieces are one statement.
fn continue_paragraphs(text: &str, paragraphs: &[Span], found: &mut Vec<Found>) {
    for pair in paragraphs.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let open = find_quotations(text, before)
            .last()
            .copied()
            .filter(|q| !q.closed);
        let (Some(open), Some(next)) = (open, find_quotations(text, after).first().copied()) else {
            continue;
        };
        if next.span.start != after.start {
            continue;
        }
        let owner = found
            .iter()
            .position(|f| f.content.iter().any(|c| c.overlaps(open.span)));
        let piece = found
            .iter()
            .position(|f| f.rule == Some(Rule::BareQuotation) && f.content == [next.span]);
        if let (Some(owner), Some(piece)) = (owner, piece) {
            let whole = Span::new(open.span.start, before.end);
            found[owner].content.push(whole);
            found[owner].content.push(next.span);
            found[owner].content = merged(text, std::mem::take(&mut found[owner].content));
            if owner != piece {
                found.remove(piece);
            }
        }
    }
}

/// Trims contents to what was said and names the form; false when nothing is left.
fn tidy(text: &str, statement: &mut Found) -> bool {
    for content in &mut statement.content {
        *content = trimmed_content(text, *content);
    }
    statement
        .content
        .retain(|c| c.of(text).chars().any(char::is_alphanumeric));
    statement.content.sort();
    if statement.content.is_empty() {
        return false;
    }
    if statement.rule != Some(Rule::Turn) {
        statement.form = form_of(text, &statement.content);
    }
    true
}

/// Whether there is more than a bare noun: "addressed the report" says that someone spoke, not what.
fn says_something(text: &str, statement: &Found) -> bool {
    let spelled = |span: &Span| {
        let inner = span.of(text);
        split_words(inner)
            .iter()
            .filter(|w| is_spelled(w.of(inner)))
            .count()
    };
    let words: usize = statement.content.iter().map(spelled).sum();
    if statement.rule == Some(Rule::Turn)
        || statement.form != Form::Indirect
        || is_speech(text, &statement.cue)
    {
        return true;
    }
    words >= FEWEST_WORDS && statement.source.is_some() || statement.confidence >= SURE
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
fn trimmed_content(text: &str, span: Span) -> Span {
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
