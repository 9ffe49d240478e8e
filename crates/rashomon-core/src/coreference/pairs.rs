//! What a mention and an earlier one have in common: the features that the pair scorer weighs.

use super::hash;
use super::likeness::{Likeness, likeness};
use super::mentions::{Article, Class, Mention, MentionKind, Role};
use super::pronouns::{Pronoun, Which};
use crate::speakers::lexicon::Gender;

/// What the mentions gathered so far say of the one that an earlier mention belongs to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// How many mentions.
    pub size: usize,
    /// The different names among them, as words.
    pub names: Vec<Vec<String>>,
    /// Heads of descriptions, and titles.
    pub nouns: Vec<String>,
    /// As far as any mention shows it.
    pub gender: Option<Gender>,
    /// The same.
    pub plural: Option<bool>,
    /// The state, if one is named.
    pub state: Option<&'static str>,
}

impl Known {
    /// Adds what a mention shows.
    pub fn learn(&mut self, mention: &Mention) {
        self.size += 1;
        match mention.kind {
            MentionKind::Name if !self.names.contains(&mention.words) => {
                self.names.push(mention.words.clone())
            }
            MentionKind::Description => self.learn_noun(mention.words.last()),
            MentionKind::Name | MentionKind::Pronoun(_) => {}
        }
        mention
            .titles
            .iter()
            .for_each(|title| self.learn_noun(Some(title)));
        self.gender = self.gender.or(mention.gender);
        self.plural = self.plural.or(mention.plural);
        self.state = self.state.or(mention.state);
    }

    fn learn_noun(&mut self, noun: Option<&String>) {
        if let Some(noun) = noun.filter(|noun| !self.nouns.contains(noun)) {
            self.nouns.push(noun.clone());
        }
    }
}

/// A possible antecedent.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// The mention.
    pub mention: &'a Mention,
    /// What is known of whom it means.
    pub known: &'a Known,
    /// How many mentions back it stands.
    pub back: usize,
    /// Whether it is the one who speaks where the later mention stands.
    pub speaks: bool,
}

const SORTS: u16 = 9;
const PAIR: u16 = 0;
const NEW: u16 = PAIR + SORTS * SORTS;
const CLASSES: u16 = NEW + SORTS;
const SENTENCES: u16 = CLASSES + 16;
const BACK: u16 = SENTENCES + 3 * 7;
const PARAGRAPHS: u16 = BACK + 3 * 7;
const STRINGS: u16 = PARAGRAPHS + 3 * 3;
const STRING_FEATURES: u16 = 12;
const AGREEMENT: u16 = STRINGS + 2 * STRING_FEATURES;
const QUOTES: u16 = AGREEMENT + 2 * 8;
const KNOWN: u16 = QUOTES + 3 * 6;
const PLACE: u16 = KNOWN + 12;
const ROLES: u16 = PLACE + 12;
const ARTICLES: u16 = ROLES + 10;
const SELF: u16 = ARTICLES + 10;
const NOUNS: u16 = SELF + 12;
const NOUN_BUCKETS: u16 = 128;

/// How many features there are.
pub const FEATURES: usize = (NOUNS + NOUN_BUCKETS) as usize;

/// Features that are not 0, as (number, value).
pub type Features = Vec<(u16, f32)>;

/// What speaks for a mention being the first of its someone.
///
/// `same_noun` is how many earlier mentions have the same head.
pub fn of_new(mention: &Mention, same_noun: usize, out: &mut Features) {
    out.clear();
    let mut add = |feature: u16, value: f32| out.push((feature, value));
    add(NEW + sort(mention), 1.0);
    add(ARTICLES + 5 + mention.article as u16, 1.0);
    add(SELF, mention.probability);
    add(SELF + 1, (same_noun.min(4)) as f32 / 4.0);
    add(SELF + 2, f32::from(mention.goes_on));
    add(SELF + 3, f32::from(!mention.modifiers.is_empty()));
    add(SELF + 4, f32::from(mention.leads));
    add(SELF + 5, f32::from(mention.quote.is_some()));
    add(SELF + 6 + mention.class as u16, 1.0);
    add(SELF + 10, f32::from(mention.paragraph == 0));
    if mention.kind == MentionKind::Description {
        add(NOUNS + bucket(mention), 1.0);
    }
}

/// What speaks for and against two mentions meaning the same.
pub fn of_pair(mention: &Mention, earlier: Earlier<'_>, out: &mut Features) {
    out.clear();
    let before = earlier.mention;
    let mut add = |feature: u16, value: f32| {
        if value != 0.0 {
            out.push((feature, value));
        }
    };
    add(PAIR + sort(mention) * SORTS + sort(before), 1.0);
    add(CLASSES + mention.class as u16 * 4 + before.class as u16, 1.0);
    let manner = manner(mention);
    let sentences = mention.sentence.saturating_sub(before.sentence);
    add(
        SENTENCES + manner * 7 + step(sentences, &[0, 1, 2, 4, 7, 15]),
        1.0,
    );
    add(BACK + manner * 7 + step(earlier.back, &[1, 2, 4, 8, 16, 32]), 1.0);
    let paragraphs = mention.paragraph.saturating_sub(before.paragraph);
    add(PARAGRAPHS + manner * 3 + step(paragraphs, &[0, 1]), 1.0);
    strings(mention, before, &mut add);
    agreement(mention, earlier, &mut add);
    quotes(mention, earlier, &mut add);
    known(mention, earlier, &mut add);
    place(mention, before, &mut add);
    add(ROLES + mention.role as u16, 1.0);
    add(ROLES + 5 + before.role as u16, 1.0);
    add(ARTICLES + mention.article as u16, 1.0);
    add(SELF + 11, before.probability);
}

/// The sort of a mention, of nine.
fn sort(mention: &Mention) -> u16 {
    match mention.kind {
        MentionKind::Pronoun(p) => match p.which {
            Which::He | Which::She => 0,
            Which::It => 1,
            Which::They => 2,
            Which::I => 3,
            Which::We => 4,
            Which::You => 5,
            Which::This | Which::These | Which::Who | Which::Other => 6,
        },
        MentionKind::Name => 7,
        MentionKind::Description => 8,
    }
}

/// Pronoun, name or description.
fn manner(mention: &Mention) -> u16 {
    match mention.kind {
        MentionKind::Pronoun(_) => 0,
        MentionKind::Name => 1,
        MentionKind::Description => 2,
    }
}

/// How many of the bounds lie below the value.
fn step(value: usize, bounds: &[usize]) -> u16 {
    bounds.iter().filter(|bound| value > **bound).count() as u16
}

fn strings(mention: &Mention, before: &Mention, add: &mut impl FnMut(u16, f32)) {
    if is_pronoun(mention) || is_pronoun(before) {
        return;
    }
    let base = STRINGS + (manner(mention) - 1) * STRING_FEATURES;
    let Likeness {
        same,
        shortened,
        lengthened,
        initials,
        spelt_alike,
        shared,
    } = likeness(&mention.words, &before.words);
    let heads = mention.words.last() == before.words.last();
    let both_names = mention.kind == MentionKind::Name && before.kind == MentionKind::Name;
    let fits = mention.modifiers.iter().all(|m| before.modifiers.contains(m));
    let same_modifiers = fits && mention.modifiers.len() == before.modifiers.len();
    let values = [
        same,
        shortened,
        lengthened,
        initials,
        spelt_alike,
        shared > 0.0,
        heads,
        heads && fits,
        heads && same_modifiers,
        heads && !fits && !before.modifiers.is_empty(),
        both_names && shared == 0.0 && !initials && !spelt_alike,
        mention.state.is_some() && mention.state == before.state,
    ];
    for (nth, value) in values.into_iter().enumerate() {
        add(base + nth as u16, f32::from(value));
    }
}

fn is_pronoun(mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Pronoun(_))
}

/// 1 for "the same", 2 for "different"; 0 where either is not known.
fn compared<T: PartialEq>(one: Option<T>, other: Option<T>) -> u16 {
    match (one, other) {
        (Some(one), Some(other)) => {
            if one == other {
                1
            } else {
                2
            }
        }
        _ => 0,
    }
}

fn agreement(mention: &Mention, earlier: Earlier<'_>, add: &mut impl FnMut(u16, f32)) {
    let base = AGREEMENT + 8 * u16::from(is_pronoun(mention));
    let gender = compared(mention.gender, earlier.mention.gender.or(earlier.known.gender));
    let number = compared(mention.plural, earlier.mention.plural.or(earlier.known.plural));
    add(base + gender, 1.0);
    add(base + 3 + number, 1.0);
    let (one, other) = (which(mention), which(earlier.mention));
    add(base + 6, f32::from(one.is_some() && one == other));
    add(base + 7, f32::from(mention.class == earlier.mention.class));
}

fn which(mention: &Mention) -> Option<Which> {
    match mention.kind {
        MentionKind::Pronoun(Pronoun { which, .. }) => Some(which),
        _ => None,
    }
}

/// Who speaks says "I"; whom the words in quotation marks are about is seldom the narrator’s last subject.
fn quotes(mention: &Mention, earlier: Earlier<'_>, add: &mut impl FnMut(u16, f32)) {
    let person = match which(mention) {
        Some(Which::I | Which::We | Which::You) => 0,
        Some(_) => 1,
        None => 2,
    };
    let base = QUOTES + person * 6;
    let state = match (mention.quote, earlier.mention.quote) {
        (None, None) => 0,
        (Some(one), Some(other)) if one == other => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
        (None, Some(_)) => 4,
    };
    add(base + state, 1.0);
    add(base + 5, f32::from(earlier.speaks));
}

fn known(mention: &Mention, earlier: Earlier<'_>, add: &mut impl FnMut(u16, f32)) {
    let known = earlier.known;
    add(KNOWN + step(known.size, &[1, 2, 5]), 1.0);
    add(KNOWN + 4, f32::from(!known.names.is_empty()));
    let apart = |one: u16| f32::from(one == 2);
    add(KNOWN + 5, apart(compared(mention.gender, known.gender)));
    add(KNOWN + 6, apart(compared(mention.plural, known.plural)));
    if is_pronoun(mention) {
        return;
    }
    let noun = mention.words.last();
    add(
        KNOWN + 7,
        f32::from(noun.is_some_and(|noun| known.nouns.contains(noun))),
    );
    let title = mention.titles.iter().any(|title| known.nouns.contains(title));
    add(KNOWN + 8, f32::from(title));
    if mention.kind == MentionKind::Name {
        let like = |name: &Vec<String>| likeness(&mention.words, name).is_alike();
        add(KNOWN + 9, f32::from(known.names.iter().any(like)));
        add(
            KNOWN + 10,
            f32::from(!known.names.is_empty() && !known.names.iter().all(like)),
        );
    }
    add(
        KNOWN + 11,
        f32::from(mention.state.is_some() && mention.state == known.state),
    );
}

fn place(mention: &Mention, before: &Mention, add: &mut impl FnMut(u16, f32)) {
    let same = mention.sentence == before.sentence;
    let gap = mention.from.saturating_sub(before.to);
    let within = mention.span.contains(before.span) || before.span.contains(mention.span);
    let (reflexive, possessive) = match mention.kind {
        MentionKind::Pronoun(p) => (p.reflexive, p.possessive),
        _ => (false, false),
    };
    let subject = before.role == Role::Subject;
    let values = [
        within,
        same && reflexive,
        same && possessive,
        same && subject,
        same && subject && gap <= 4 && !reflexive && !possessive && mention.role == Role::Object,
        same && gap == 0,
        same && gap == 1,
        same && gap == 2,
        before.leads,
        before.paragraph == 0,
        mention.role == Role::Subject && subject,
        mention.leads,
    ];
    for (nth, value) in values.into_iter().enumerate() {
        add(PLACE + nth as u16, f32::from(value));
    }
}

fn bucket(mention: &Mention) -> u16 {
    let noun = mention.words.last().map_or("", String::as_str);
    (hash(noun.bytes()) % u32::from(NOUN_BUCKETS)) as u16
}

/// The classes and articles are used as numbers above; these say that their count has not changed.
const _: () = assert!(Class::Thing as u16 == 3 && Article::Possessive as u16 == 4 && Role::Other as u16 == 4);
