//! The baseline: every mention joins the nearest earlier one that nothing speaks against.

use rashomon_core::coreference::{Chains, Class, Mention, MentionKind};

/// Gathers mentions by nearness: names join names that share their last word or shorten them, descriptions
/// join descriptions and names with the same noun, pronouns the nearest mention that agrees in class, gender and
/// number.
pub fn nearest_compatible(mentions: &[Mention]) -> Chains {
    let mut antecedents = Vec::with_capacity(mentions.len());
    let mut chain_of: Vec<usize> = Vec::with_capacity(mentions.len());
    let mut chains = 0;
    for (at, mention) in mentions.iter().enumerate() {
        let nearest = (0..at)
            .rev()
            .find(|earlier| compatible(mention, &mentions[*earlier]));
        chain_of.push(nearest.map_or(chains, |earlier| chain_of[earlier]));
        chains += usize::from(nearest.is_none());
        antecedents.push(nearest);
    }
    Chains {
        mentions: mentions.to_vec(),
        ranked: vec![Vec::new(); mentions.len()],
        antecedents,
        chain_of,
    }
}

fn compatible(mention: &Mention, earlier: &Mention) -> bool {
    let apart = |one: Option<bool>, other: Option<bool>| one.is_some() && other.is_some() && one != other;
    let genders = mention.gender.is_some() && earlier.gender.is_some() && mention.gender != earlier.gender;
    if genders || apart(mention.plural, earlier.plural) || mention.span.overlaps(earlier.span) {
        return false;
    }
    match (mention.kind, earlier.kind) {
        (MentionKind::Pronoun(one), MentionKind::Pronoun(other)) => one.which == other.which,
        (MentionKind::Pronoun(one), _) => {
            let person = matches!(earlier.class, Class::Person);
            let plural = earlier.plural == Some(true);
            one.is_third_person()
                && match one.gender() {
                    Some(_) => person && !plural,
                    None => plural == (one.plural() != Some(false)) && (plural || !person),
                }
        }
        (_, MentionKind::Pronoun(_)) => false,
        _ => mention.words.last() == earlier.words.last(),
    }
}
