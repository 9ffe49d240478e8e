//! How likely two pieces report the same words of the same speaker.

use super::align::in_order;
use super::material::{Material, Piece};
use super::scorer::{ASKED_FEATURES, FEATURES, asked_scorer, log_odds, scorer};
use super::terms::{Term, is_denial, is_negator};
use crate::actor::ActorKind;
use crate::encode::{Relation, cosine};

/// What two pieces have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Likeness {
    /// Cosine of the pieces in their windows.
    pub near: f32,
    /// The higher cosine of one piece with the other's whole sentence.
    pub wide: f32,
    /// Weight of the shared words against the weight of the words of the piece with less.
    pub overlap: f32,
    /// Weight of all shared words.
    pub shared: f32,
    /// Weight of the longest run of words that both give in quotation marks.
    pub quoted: f32,
    /// How the speakers agree.
    pub speakers: Speakers,
    /// Whether they are the same word for word.
    pub verbatim: bool,
    /// Whether one of them is a scrap of no more than a telling word that nobody quotes.
    pub thin: bool,
    /// Whether both deny.
    pub denied: bool,
    /// How likely it is that what the speakers say just before or after is one thing, 0 to 1.
    pub neighbours: f32,
    /// Whether one says the opposite of the other: "lower fees", "fees would rise".
    pub opposed: bool,
    /// Whether one of them says "not" and the other denies in no way.
    pub denial_differs: bool,
    /// Whether both give figures: 1 when they share one, -1 when they share none, 0 when a side has none.
    pub figures: f32,
    /// The same for names.
    pub names: f32,
    /// Weight of the words that both have in one order, against the weight of all that they share.
    pub order: f32,
    /// What the scorer of relations says, if it was asked.
    pub relation: Option<Relation>,
}

/// How the speakers of two statements agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speakers {
    /// Both are known and they differ.
    Different,
    /// One of them is not known or not named.
    #[default]
    Open,
    /// One speaks for the other.
    Allied,
    /// They are the same.
    Same,
}

/// Pieces whose windows have a lower cosine than this are not looked at any further.
const LEAST_NEAR: f32 = 0.22;

/// What a pair that cannot be more probable than this counts, without being looked at any further.
pub(crate) const UNLIKE: f32 = 0.03;

/// The same for pieces by speakers who are known to differ.
const LEAST_NEAR_STRANGERS: f32 = 0.55;

/// Log odds are divided by this, which brings them near the other features.
const LOG_ODDS: f32 = 3.0;

impl Likeness {
    /// Compares two pieces of different accounts; `None` when they are far apart.
    pub fn of(material: &Material<'_>, a: &Piece, b: &Piece) -> Option<Likeness> {
        let speakers = speakers(material, a, b);
        let (vector_a, vector_b) = (material.piece_vector(a), material.piece_vector(b));
        let near = cosine(vector_a, vector_b);
        let least = if speakers == Speakers::Different {
            LEAST_NEAR_STRANGERS
        } else {
            LEAST_NEAR
        };
        let same_words = material.copies.same_text(a.account, b.account) || near > 0.9;
        let verbatim = same_words && is_verbatim(material, a, b);
        if near < least && !verbatim {
            return None;
        }
        let sentence = |p: &Piece| material.passage_vector(&material.passages[p.passage]);
        let (overlap, shared) = overlap(&a.bag, &b.bag);
        let cheap = Likeness {
            near,
            wide: cosine(vector_a, sentence(b)).max(cosine(sentence(a), vector_b)),
            overlap,
            shared,
            speakers,
            verbatim,
            ..Likeness::default()
        };
        if !verbatim && cheap.at_most() < UNLIKE {
            return None;
        }
        Some(Likeness {
            quoted: longest_quoted_run(material.piece_terms(a), material.piece_terms(b)),
            thin: is_thin(material, a) || is_thin(material, b),
            denied: denies(material, a) && denies(material, b),
            neighbours: 0.0,
            opposed: opposed(material.piece_terms(a), material.piece_terms(b)),
            denial_differs: negates(material, a) && !denies(material, b)
                || negates(material, b) && !denies(material, a),
            figures: agreement(material, a, b, is_figure),
            names: agreement(material, a, b, |term| term.named && term.tells()),
            order: order(material.window_terms(a), material.window_terms(b), shared),
            ..cheap
        })
    }

    /// The highest probability that is left when only the vectors, the shared words and the speakers are known.
    fn at_most(&self) -> f32 {
        // Without a shared word no figure, no run of quoted words and no order can be shared either.
        let most = if self.shared > 0.0 { 1.0 } else { 0.0 };
        let low = Likeness {
            figures: -1.0,
            names: -1.0,
            ..*self
        };
        let high = Likeness {
            quoted: 5.0 * most,
            neighbours: if self.speakers == Speakers::Same { 1.0 } else { 0.0 },
            thin: true,
            denied: true,
            denial_differs: true,
            opposed: true,
            figures: 1.0,
            names: 1.0,
            order: most,
            ..*self
        };
        scorer().at_most(&low.features(), &high.features())
    }

    /// A first guess, before it is known what stands beside.
    pub fn first_look(&self) -> f32 {
        first_look(self.near, self.overlap)
    }

    /// What the scorer sees, in the order of [`super::scorer::FEATURES`].
    pub fn features(&self) -> [f32; FEATURES.len()] {
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        [
            1.0,
            self.near,
            self.wide,
            self.overlap,
            (self.shared / 8.0).min(1.0),
            (self.quoted / 5.0).min(1.0),
            self.neighbours,
            flag(self.thin),
            flag(self.denied),
            flag(self.denial_differs),
            flag(self.opposed),
            self.figures,
            self.names,
            self.order,
            flag(self.speakers == Speakers::Allied),
            flag(self.speakers == Speakers::Open),
            flag(self.speakers == Speakers::Different),
        ]
    }

    /// What the scorer of asked pairs sees, in the order of [`super::scorer::asked_features`].
    pub fn asked_features(&self, relation: &Relation) -> [f32; ASKED_FEATURES] {
        let mut out = [0.0; ASKED_FEATURES];
        out[..FEATURES.len()].copy_from_slice(&self.features());
        out[FEATURES.len()..].copy_from_slice(&[
            log_odds(relation.same) / LOG_ODDS,
            log_odds(relation.contradicts) / LOG_ODDS,
        ]);
        out
    }

    /// How likely it is that both report one thing, 0 to 1.
    pub fn probability(&self) -> f32 {
        if self.verbatim {
            return if self.speakers == Speakers::Different {
                0.9
            } else {
                1.0
            };
        }
        match &self.relation {
            Some(relation) => asked_scorer().probability(&self.asked_features(relation)),
            None => scorer().probability(&self.features()),
        }
    }
}

fn first_look(near: f32, overlap: f32) -> f32 {
    (near + overlap) / 2.0
}

/// The first guess for two sentences and what words they share; `None` when they are far apart, or the same.
pub(crate) fn glance(material: &Material<'_>, a: &Piece, b: &Piece) -> Option<(f32, f32)> {
    let near = cosine(material.piece_vector(a), material.piece_vector(b));
    if near < LEAST_NEAR || near > 0.9 && is_verbatim(material, a, b) {
        return None;
    }
    let (overlap, _) = overlap(&a.bag, &b.bag);
    Some((first_look(near, overlap), overlap))
}

fn is_figure(term: &Term) -> bool {
    term.key.starts_with(|c: char| c.is_ascii_digit()) || NUMERALS.contains(&term.key.as_str())
}

/// Number words, as terms are compared by them.
const NUMERALS: &[&str] = &[
    "two", "three", "four", "fiv", "five", "six", "seven", "eight", "nin", "nine", "ten", "eleven", "twelv",
    "twelve", "twenti", "thirti", "forti", "fifti", "hundr", "hundred", "thousand", "million", "billion",
    "half",
];

/// 1 when the pieces share a word of a kind, -1 when both have such words and share none, otherwise 0.
fn agreement(material: &Material<'_>, a: &Piece, b: &Piece, kind: impl Fn(&Term) -> bool) -> f32 {
    let of = |piece: &Piece| -> Vec<u32> {
        let terms = material.window_terms(piece).iter();
        terms.filter(|t| kind(t)).map(|t| t.id).collect()
    };
    agreement_of(&of(a), &of(b))
}

/// 1 when two lists of words share one, -1 when neither is empty and they share none, otherwise 0.
pub(crate) fn agreement_of(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || b.is_empty() {
        0.0
    } else if a.iter().any(|id| b.contains(id)) {
        1.0
    } else {
        -1.0
    }
}

/// Share of the common words that stand in the same order on both sides.
fn order(a: &[Term], b: &[Term], shared: f32) -> f32 {
    if shared <= 0.0 {
        return 0.0;
    }
    (in_order(a, b) / shared).min(1.0)
}

/// Stems of words that say the opposite of each other, group by group.
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (
        &[
            "ris", "rise", "rose", "increas", "rais", "higher", "grow", "grew", "climb",
        ],
        &[
            "fall", "fell", "lower", "cut", "decreas", "reduc", "drop", "declin", "shrink", "shrank",
        ],
    ),
    (&["open", "reopen"], &["clos", "close", "shut"]),
    (
        &["begin", "began", "start", "resum"],
        &["end", "halt", "stop", "suspend"],
    ),
    (
        &["accept", "welcom", "support", "back"],
        &["reject", "refus", "oppos", "condemn"],
    ),
    (
        &["expand", "extend", "strengthen"],
        &["shorten", "weaken", "narrow", "limit"],
    ),
    (
        &["join", "enter"],
        &["leav", "leave", "left", "withdraw", "withdrew", "quit"],
    ),
];

/// Whether each side has a word that says the opposite of one of the other's, and not that word itself.
fn opposed(a: &[Term], b: &[Term]) -> bool {
    let has = |terms: &[Term], words: &[&str]| terms.iter().any(|t| words.contains(&t.key.as_str()));
    let between = |x: &[Term], y: &[Term]| {
        OPPOSITES
            .iter()
            .any(|(up, down)| has(x, up) && !has(x, down) && has(y, down) && !has(y, up))
    };
    between(a, b) || between(b, a)
}

/// Whether the windows have the same words in the same order.
fn is_verbatim(material: &Material<'_>, a: &Piece, b: &Piece) -> bool {
    let (a, b) = (material.window_terms(a), material.window_terms(b));
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.id == y.id)
}

/// Whether a piece is a scrap of no more than a telling word that nobody quotes.
pub(crate) fn is_thin(material: &Material<'_>, piece: &Piece) -> bool {
    let mut telling = material.piece_terms(piece).iter().filter(|t| t.tells());
    telling.clone().count() < 2 && !telling.any(|t| t.quoted)
}

fn denies(material: &Material<'_>, piece: &Piece) -> bool {
    material.piece_terms(piece).iter().any(is_denial)
}

/// Whether a piece says "not": what refuses, rejects or goes without may be told in other words.
fn negates(material: &Material<'_>, piece: &Piece) -> bool {
    let terms = material.piece_terms(piece).iter();
    terms.filter(|t| is_negator(t)).any(|t| t.key != "without")
}

/// Share and weight of the words that both bags have.
pub(crate) fn overlap(a: &[(u32, f32)], b: &[(u32, f32)]) -> (f32, f32) {
    let mut shared = 0.0;
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += a[i].1;
                i += 1;
                j += 1;
            }
        }
    }
    let total = |bag: &[(u32, f32)]| bag.iter().map(|(_, weight)| weight).sum::<f32>();
    // A single shared word is not the whole of a short piece's meaning.
    let least = total(a).min(total(b)).max(4.0);
    (shared / least, shared)
}

/// Weight of the longest run of equal words, function words included, that is quoted on both sides.
fn longest_quoted_run(a: &[Term], b: &[Term]) -> f32 {
    let mut best = 0.0f32;
    let mut row: Vec<(usize, f32)> = vec![(0, 0.0); b.len() + 1];
    for ta in a {
        let mut diagonal = (0, 0.0);
        for (j, tb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if ta.quoted && tb.quoted && ta.id == tb.id {
                (diagonal.0 + 1, diagonal.1 + ta.weight)
            } else {
                (0, 0.0)
            };
            if row[j + 1].0 >= 2 {
                best = best.max(row[j + 1].1);
            }
            diagonal = above;
        }
    }
    best
}

fn speakers(material: &Material<'_>, a: &Piece, b: &Piece) -> Speakers {
    let (Some(x), Some(y)) = (a.speaker, b.speaker) else {
        return Speakers::Open;
    };
    if x == y {
        return Speakers::Same;
    }
    let speaks_for = |p: &Piece, other: usize| p.on_behalf_of == Some(other);
    if speaks_for(a, y) || speaks_for(b, x) || a.on_behalf_of.is_some() && a.on_behalf_of == b.on_behalf_of {
        return Speakers::Allied;
    }
    let kinds = [material.identities.kinds[x], material.identities.kinds[y]];
    // A role without a name may be anybody's whom another account names.
    let role = |who: usize| {
        let name = &material.identities.all[who].name;
        name.starts_with(char::is_lowercase)
    };
    if kinds.contains(&ActorKind::Unnamed) || kinds.contains(&ActorKind::Group) || role(x) || role(y) {
        return Speakers::Open;
    }
    Speakers::Different
}
