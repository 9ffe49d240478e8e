//! The accounts made ready for comparing: words, sentences, pieces of statements, and their vectors.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use super::clauses::{Clause, clauses_of};
use super::copies::{Copies, find_copies};
use super::figures::{Figure, figures_of};
use super::identities::{Identities, find_identities};
use super::pieces::{cut_statement, window};
use super::relations::{Related, relate};
use super::terms::{Term, bag, discount_common, number_keys, terms_of};
use crate::account::BlockKind;
use crate::annotated::Annotated;
use crate::encode::{Embedding, EncodeError};
use crate::issues::prose;
use crate::models::Models;
use crate::span::Span;
use crate::statement::Form;
use crate::text::quotes::find_quotations;
use crate::text::sentences::split_sentences;

/// The accounts, sorted by id, with everything that comparing needs worked out once.
pub(crate) struct Material<'a> {
    /// Sorted by id.
    pub accounts: &'a [Annotated],
    /// The words of each account; none for one that is not analysed.
    pub terms: Vec<Vec<Term>>,
    /// All sentences of all accounts, in order.
    pub passages: Vec<Passage>,
    /// All pieces of all statements, in order.
    pub pieces: Vec<Piece>,
    /// All figures of all accounts, in order.
    pub figures: Vec<Figure>,
    /// All clauses of all accounts, in order.
    pub clauses: Vec<Clause>,
    /// What sentences that are near each other are to each other, in order.
    pub related: Vec<Related>,
    /// Who is who.
    pub identities: Identities,
    /// Which accounts are copies of one text.
    pub copies: Copies,
    vectors: Vec<Embedding>,
}

/// A sentence of an account.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Index of the account.
    pub account: usize,
    /// Where it stands.
    pub span: Span,
    /// Its words, as indices into the account's terms.
    pub terms: Range<usize>,
    /// Its telling words.
    pub bag: Vec<(u32, f32)>,
    /// Index of its vector.
    pub vector: usize,
}

/// A sentence or clause of what someone is reported to have said.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Index of the account.
    pub account: usize,
    /// Index of the statement in the account.
    pub statement: usize,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub terms: Range<usize>,
    /// Its words, with those around it when it has too few to be understood alone.
    pub window: Range<usize>,
    /// Index of the sentence in which it begins.
    pub passage: usize,
    /// Index of the speaker's identity.
    pub speaker: Option<usize>,
    /// Index of the identity for whom the speaker speaks.
    pub on_behalf_of: Option<usize>,
    /// The telling words of the window.
    pub bag: Vec<(u32, f32)>,
    vector: usize,
}

impl<'a> Material<'a> {
    /// Works everything out. `accounts` are sorted by id.
    ///
    /// # Errors
    /// Those of the sentence encoder.
    pub fn prepare(accounts: &'a [Annotated], models: &Models) -> Result<Self, EncodeError> {
        let mut terms: Vec<Vec<Term>> = accounts
            .par_iter()
            .map(|annotated| account_terms(annotated, models))
            .collect();
        number_keys(&mut terms);
        let copies = find_copies(&terms);
        let mut texts = Texts::default();
        let mut passages = all_passages(accounts, &terms, &mut texts);
        let ranges: Vec<(usize, Range<usize>)> =
            passages.iter().map(|p| (p.account, p.terms.clone())).collect();
        discount_common(&mut terms, &ranges);
        for passage in &mut passages {
            passage.bag = bag(&terms[passage.account][passage.terms.clone()]);
        }
        let identities = find_identities(accounts);
        let pieces = all_pieces(accounts, &terms, &passages, &identities, &mut texts);
        let figures = all_figures(accounts, &terms, &passages, &mut texts);
        let clauses = all_clauses(accounts, &terms, &passages, &mut texts);
        let vectors = texts.embed(models)?;
        let related = relate(accounts, &passages, &vectors, &copies, models)?;
        Ok(Self {
            accounts,
            related,
            terms,
            passages,
            pieces,
            figures,
            clauses,
            identities,
            copies,
            vectors,
        })
    }

    /// The text of an account.
    pub fn text(&self, account: usize) -> &'a str {
        &self.accounts[account].account.text
    }

    /// The id of an account.
    pub fn id(&self, account: usize) -> &'a str {
        &self.accounts[account].account.id
    }

    /// The words of a piece.
    pub fn piece_terms(&self, piece: &Piece) -> &[Term] {
        &self.terms[piece.account][piece.terms.clone()]
    }

    /// The words of a piece and those around it that it needs.
    pub fn window_terms(&self, piece: &Piece) -> &[Term] {
        &self.terms[piece.account][piece.window.clone()]
    }

    /// The words of a sentence.
    pub fn passage_terms(&self, passage: &Passage) -> &[Term] {
        &self.terms[passage.account][passage.terms.clone()]
    }

    /// The vector of a piece in its window.
    pub fn piece_vector(&self, piece: &Piece) -> &[f32] {
        &self.vectors[piece.vector]
    }

    /// One of the vectors, by its number.
    pub fn vector(&self, number: usize) -> &[f32] {
        &self.vectors[number]
    }

    /// The vector of a sentence.
    pub fn passage_vector(&self, passage: &Passage) -> &[f32] {
        &self.vectors[passage.vector]
    }

    /// A sentence as a piece that nobody is said to have said.
    pub fn sentence_as_piece(&self, nth: usize) -> Piece {
        let passage = &self.passages[nth];
        Piece {
            account: passage.account,
            statement: usize::MAX,
            span: passage.span,
            terms: passage.terms.clone(),
            window: passage.terms.clone(),
            passage: nth,
            speaker: None,
            on_behalf_of: None,
            bag: passage.bag.clone(),
            vector: passage.vector,
        }
    }

    /// The words of a stretch of an account.
    pub fn terms_of(&self, account: usize, span: Span) -> &[Term] {
        let terms = &self.terms[account];
        &terms[terms_in(terms, span)]
    }

    /// The sentences of one account, as indices.
    pub fn passages_of(&self, account: usize) -> Range<usize> {
        let start = self.passages.partition_point(|p| p.account < account);
        start..self.passages.partition_point(|p| p.account <= account)
    }
}

/// Texts to embed, each once.
#[derive(Default)]
struct Texts<'t> {
    known: BTreeMap<Cow<'t, str>, usize>,
    all: Vec<Cow<'t, str>>,
}

impl<'t> Texts<'t> {
    fn add(&mut self, text: impl Into<Cow<'t, str>>) -> usize {
        let text = text.into();
        if let Some(&known) = self.known.get(&text) {
            return known;
        }
        self.known.insert(text.clone(), self.all.len());
        self.all.push(text);
        self.all.len() - 1
    }

    fn embed(&self, models: &Models) -> Result<Vec<Embedding>, EncodeError> {
        self.all
            .par_iter()
            .map(|text| models.embedder().embed(text))
            .collect()
    }
}

pub(crate) fn account_terms(annotated: &Annotated, models: &Models) -> Vec<Term> {
    if !annotated.account.is_analysed() {
        return Vec::new();
    }
    let text = &annotated.account.text;
    let mut quoted: Vec<Span> = prose(annotated)
        .into_iter()
        .flat_map(|paragraph| find_quotations(text, paragraph))
        .filter(|quotation| quotation.closed)
        .map(|quotation| quotation.inner)
        .collect();
    let turns = annotated
        .account
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Turn);
    quoted.extend(turns.map(|b| b.span));
    let direct = annotated.statements.iter().filter(|s| s.form == Form::Direct);
    quoted.extend(direct.flat_map(|s| s.content.iter().copied()));
    terms_of(text, &quoted, &models.pieces)
}

/// The indices of the terms that lie in a span.
pub(crate) fn terms_in(terms: &[Term], span: Span) -> Range<usize> {
    let first = terms.partition_point(|t| t.span.end <= span.start);
    first..terms.partition_point(|t| t.span.start < span.end).max(first)
}

fn all_passages<'t>(accounts: &'t [Annotated], terms: &[Vec<Term>], texts: &mut Texts<'t>) -> Vec<Passage> {
    let mut out = Vec::new();
    for (nth, annotated) in accounts.iter().enumerate() {
        let text = &annotated.account.text;
        if !annotated.account.is_analysed() {
            continue;
        }
        for sentence in prose(annotated)
            .into_iter()
            .flat_map(|b| split_sentences(text, b))
        {
            let range = terms_in(&terms[nth], sentence);
            if !range.is_empty() {
                let vector = texts.add(sentence.of(text));
                out.push(Passage {
                    account: nth,
                    span: sentence,
                    terms: range,
                    bag: Vec::new(),
                    vector,
                });
            }
        }
    }
    out.sort_by_key(|p| (p.account, p.span));
    out
}

fn all_figures(
    accounts: &[Annotated],
    terms: &[Vec<Term>],
    passages: &[Passage],
    texts: &mut Texts<'_>,
) -> Vec<Figure> {
    let mut out = Vec::new();
    for (nth, annotated) in accounts.iter().enumerate() {
        if annotated.account.is_analysed() {
            for (figure, context) in figures_of(annotated, nth, &terms[nth], passages) {
                let vector = texts.add(context);
                let noun = figure.counted().map(|noun| texts.add(noun.to_owned()));
                out.push(Figure {
                    vector,
                    noun,
                    ..figure
                });
            }
        }
    }
    out
}

/// The clauses that deny, and those that have a word of what another account denies: no other can contradict.
fn all_clauses(
    accounts: &[Annotated],
    terms: &[Vec<Term>],
    passages: &[Passage],
    texts: &mut Texts<'_>,
) -> Vec<Clause> {
    let analysed = (0..accounts.len()).filter(|&nth| accounts[nth].account.is_analysed());
    let all: Vec<(Clause, String)> = analysed
        .flat_map(|nth| clauses_of(&accounts[nth], nth, &terms[nth], passages))
        .collect();
    let mut denied: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (clause, _) in all.iter().filter(|(clause, _)| clause.denied) {
        for word in &clause.scope {
            denied.entry(*word).or_default().insert(clause.account);
        }
    }
    let matters = |clause: &Clause| {
        let mut deniers = clause.bag.iter().filter_map(|(word, _)| denied.get(word));
        clause.denied || deniers.any(|accounts| accounts.iter().any(|a| *a != clause.account))
    };
    all.into_iter()
        .filter(|(clause, _)| matters(clause))
        .map(|(clause, words)| Clause {
            vector: texts.add(words),
            ..clause
        })
        .collect()
}

fn all_pieces<'t>(
    accounts: &'t [Annotated],
    terms: &[Vec<Term>],
    passages: &[Passage],
    identities: &Identities,
    texts: &mut Texts<'t>,
) -> Vec<Piece> {
    let mut out = Vec::new();
    for (nth, annotated) in accounts.iter().enumerate() {
        let text = &annotated.account.text;
        let terms = &terms[nth];
        for (s, statement) in annotated.statements.iter().enumerate() {
            let identity = |actor| identities.of(&annotated.account.id, actor);
            for span in cut_statement(text, statement, terms) {
                let Some(passage) = passage_at(passages, nth, span.start) else {
                    continue;
                };
                let own = terms_in(terms, span);
                let window = window(terms, own.clone(), passages[passage].terms.clone());
                let words = Span::new(terms[window.start].span.start, terms[window.end - 1].span.end);
                out.push(Piece {
                    account: nth,
                    statement: s,
                    span,
                    terms: own,
                    bag: understood(terms, window.clone(), &passages[..=passage]),
                    window,
                    passage,
                    speaker: statement.speaker.and_then(identity),
                    on_behalf_of: statement.on_behalf_of.and_then(identity),
                    vector: texts.add(words.of(text)),
                });
            }
        }
    }
    out
}

/// Words with which a piece refers to someone or something named before.
const REFERRING: &[&str] = &["he", "she", "it", "they", "thi", "this", "these", "such"];

/// The telling words of a window; one that begins with a pronoun gets the names of its sentence and the one
/// before it, at half their weight.
fn understood(terms: &[Term], window: Range<usize>, passages: &[Passage]) -> Vec<(u32, f32)> {
    let mut own = bag(&terms[window.clone()]);
    // "Trade, he said, had grown": what stands before the saying is the subject.
    if terms[window.start].span.start > passages.last().map_or(0, |p| p.span.start)
        && BEGIN_WITHOUT_SUBJECT.contains(&terms[window.start].key.as_str())
    {
        let from = passages.last().map_or(window.start, |p| {
            p.terms.start.max(window.start.saturating_sub(SUBJECT))
        });
        add_halved(&mut own, &terms[from.min(window.start)..window.start], |_| true);
    }
    let refers = terms[window.clone()]
        .iter()
        .take(2)
        .any(|t| REFERRING.contains(&t.key.as_str()));
    let Some(here) = passages.last().filter(|_| refers) else {
        return own;
    };
    let before = passages.iter().rev().nth(1).filter(|p| p.account == here.account);
    let start = before.map_or(here.terms.start, |p| p.terms.start);
    add_halved(&mut own, &terms[start..window.start.max(start)], |term| {
        term.named
    });
    own
}

/// Verbs with which a piece begins when its subject stands before the words of saying.
const BEGIN_WITHOUT_SUBJECT: &[&str] = &[
    "had", "ha", "has", "have", "wa", "was", "were", "is", "are", "will", "would", "could", "can", "should",
];

/// How many words before such a piece may be its subject.
const SUBJECT: usize = 6;

fn add_halved(own: &mut Vec<(u32, f32)>, terms: &[Term], which: impl Fn(&Term) -> bool) {
    for term in terms.iter().filter(|t| t.tells() && which(t)) {
        if let Err(at) = own.binary_search_by_key(&term.id, |(id, _)| *id) {
            own.insert(at, (term.id, term.weight / 2.0));
        }
    }
}

/// The sentence in which an offset lies, or the last one that begins before it.
pub(crate) fn passage_at(passages: &[Passage], account: usize, offset: usize) -> Option<usize> {
    let after = passages.partition_point(|p| (p.account, p.span.start) <= (account, offset));
    let nth = after.checked_sub(1)?;
    (passages[nth].account == account).then_some(nth)
}
