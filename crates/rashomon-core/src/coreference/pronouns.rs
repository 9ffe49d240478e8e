//! English pronouns and what they show of whom they mean.

use super::mentions::Class;
use crate::speakers::lexicon::Gender;

/// A pronoun, whatever its case: "he", "him", "his", "himself" are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// Which.
    pub which: Which,
    /// Whether it owns what follows ("her", "our").
    pub possessive: bool,
    /// Whether it is "himself" and the like.
    pub reflexive: bool,
}

/// The pronouns that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// "I".
    I,
    /// "we".
    We,
    /// "you".
    You,
    /// "he".
    He,
    /// "she".
    She,
    /// "it".
    It,
    /// "they".
    They,
    /// "this", "that".
    This,
    /// "these", "those".
    These,
    /// "who", "which".
    Who,
    /// "one", "each other" and the rest.
    Other,
}

/// The pronoun that a word in small letters is.
pub fn pronoun(lower: &str) -> Option<Pronoun> {
    use Which::{He, I, It, Other, She, These, They, This, We, Who, You};
    let (which, possessive, reflexive) = match lower {
        "i" | "me" => (I, false, false),
        "my" | "mine" => (I, true, false),
        "myself" => (I, false, true),
        "we" | "us" => (We, false, false),
        "our" | "ours" => (We, true, false),
        "ourselves" => (We, false, true),
        "you" => (You, false, false),
        "your" | "yours" => (You, true, false),
        "yourself" | "yourselves" => (You, false, true),
        "he" | "him" => (He, false, false),
        "his" => (He, true, false),
        "himself" => (He, false, true),
        "she" => (She, false, false),
        "her" => (She, true, false),
        "hers" => (She, true, false),
        "herself" => (She, false, true),
        "it" => (It, false, false),
        "its" => (It, true, false),
        "itself" => (It, false, true),
        "they" | "them" => (They, false, false),
        "their" | "theirs" => (They, true, false),
        "themselves" | "themself" => (They, false, true),
        "this" | "that" => (This, false, false),
        "these" | "those" => (These, false, false),
        "who" | "whom" | "which" | "whose" => (Who, false, false),
        "everyone" | "someone" | "anyone" | "everybody" | "somebody" | "nobody" | "anybody" | "something"
        | "anything" | "everything" | "nothing" | "there" | "here" => (Other, false, false),
        _ => return None,
    };
    Some(Pronoun {
        which,
        possessive,
        reflexive,
    })
}

impl Pronoun {
    /// Whether it owns what follows.
    pub fn possesses(self) -> bool {
        self.possessive
    }

    /// The gender that it shows.
    pub fn gender(self) -> Option<Gender> {
        match self.which {
            Which::He => Some(Gender::Male),
            Which::She => Some(Gender::Female),
            _ => None,
        }
    }

    /// Whether it means several; `None` where it may be either.
    pub fn plural(self) -> Option<bool> {
        match self.which {
            Which::I | Which::He | Which::She | Which::It | Which::This => Some(false),
            Which::We | Which::These => Some(true),
            _ => None,
        }
    }

    /// Whether it is of the third person: "he", "she", "it", "they".
    pub fn is_third_person(self) -> bool {
        matches!(self.which, Which::He | Which::She | Which::It | Which::They)
    }

    /// What it can only mean: people for "he", "she", "I", "we", "you".
    pub(super) fn class(self) -> Option<Class> {
        match self.which {
            Which::I | Which::He | Which::She | Which::We | Which::You | Which::Who => Some(Class::Person),
            _ => None,
        }
    }
}
