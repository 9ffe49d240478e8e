//! The same words given to another speaker, or to another occasion of speaking.

use super::super::likeness::Speakers;
use super::super::material::{Material, Piece};
use super::super::threads::Woven;
use super::{Finding, Pair};
use crate::comparison::DiscrepancyKind;
use crate::span::Span;
use crate::statement::{Channel, Statement};

/// Least weight of the words that both quote before another speaker is a difference.
const LEAST_QUOTED: f32 = 4.0;

/// Words that tell the channel, for evidence.
const CHANNEL_WORDS: &[(&[&str], Channel)] = &[
    (
        &[
            "twitter",
            "tweet",
            "facebook",
            "telegram",
            "truth social",
            "posted",
            "post on",
            "on x",
        ],
        Channel::SocialPost,
    ),
    (
        &["news conference", "press conference", "press availability"],
        Channel::PressConference,
    ),
    (&["phone", "telephone", "call"], Channel::PhoneCall),
    (&["interview"], Channel::Interview),
    (&["speech", "address"], Channel::Speech),
    (
        &["television", "state tv", "radio", "broadcast"],
        Channel::Broadcast,
    ),
    (
        &["statement", "read-out", "readout", "communique", "letter"],
        Channel::WrittenStatement,
    ),
    (&["briefing", "told reporters"], Channel::Briefing),
    (&["parliament", "lawmakers", "committee"], Channel::Parliament),
    (&["meeting", "met", "talks", "told"], Channel::Meeting),
];

/// Finds another speaker of the same quoted words, or another channel of the same utterance.
pub(super) fn find(material: &Material<'_>, woven: &Woven, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let index = |piece: &Piece| {
        material.pieces.partition_point(|p| {
            (p.account, p.statement, p.span) < (piece.account, piece.statement, piece.span)
        })
    };
    let Some(likeness) = woven.likeness(index(pair.a), index(pair.b)) else {
        return;
    };
    if likeness.speakers == Speakers::Different {
        if likeness.quoted >= LEAST_QUOTED
            && [pair.a, pair.b].iter().all(|p| has_name(material, p))
            && !relayed(material, pair)
            && !relayed(material, pair.swapped())
        {
            speakers(material, pair, out);
        }
    } else if likeness.speakers == Speakers::Same {
        channels(material, pair, out);
    }
}

/// Whether the speaker is called by more than a letter: "A:" before an answer names nobody.
fn has_name(material: &Material<'_>, piece: &Piece) -> bool {
    let name = piece.speaker.map(|who| &material.identities.all[who].name);
    name.is_some_and(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Whether the first account gives the words to the second one's speaker as well: "the ministry said that she
/// had said" names both.
fn relayed(material: &Material<'_>, pair: Pair<'_>) -> bool {
    let same_place = |p: &&Piece| p.account == pair.a.account && p.span.overlaps(pair.a.span);
    material
        .pieces
        .iter()
        .filter(same_place)
        .any(|p| p.speaker == pair.b.speaker)
}

fn statement<'m>(material: &'m Material<'_>, piece: &Piece) -> &'m Statement {
    &material.accounts[piece.account].statements[piece.statement]
}

fn speakers(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let name = |piece: &Piece| {
        piece
            .speaker
            .map(|who| material.identities.all[who].name.clone())
            .unwrap_or_default()
    };
    let place = |piece: &Piece| {
        statement(material, piece)
            .source
            .first()
            .copied()
            .unwrap_or(piece.span)
    };
    out.push(Finding {
        kind: DiscrepancyKind::Attribution,
        strand: pair.strand,
        why: format!(
            "The same words are given to {} in one account and to {} in another.",
            name(pair.a),
            name(pair.b)
        ),
        sides: [(pair.a.account, place(pair.a)), (pair.b.account, place(pair.b))],
        confidence: 0.3 + 0.5 * pair.probability,
    });
}

fn channels(material: &Material<'_>, pair: Pair<'_>, out: &mut Vec<Finding>) {
    let (x, y) = (
        statement(material, pair.a).channel,
        statement(material, pair.b).channel,
    );
    let (Some(x), Some(y)) = (x, y) else { return };
    if compatible(x, y) {
        return;
    }
    let (Some(left), Some(right)) = (evidence(material, pair.a, x), evidence(material, pair.b, y)) else {
        return;
    };
    out.push(Finding {
        kind: DiscrepancyKind::Attribution,
        strand: pair.strand,
        why: format!(
            "One account has it said by way of a {}, another of a {}.",
            x.label(),
            y.label()
        ),
        sides: [(pair.a.account, left), (pair.b.account, right)],
        confidence: 0.15 + 0.45 * pair.probability,
    });
}

/// Whether one occasion may well be called both.
fn compatible(x: Channel, y: Channel) -> bool {
    let group = |channel| match channel {
        Channel::PressConference | Channel::Briefing | Channel::Broadcast | Channel::Interview => 0,
        Channel::Meeting => 1,
        Channel::PhoneCall => 2,
        Channel::SocialPost => 3,
        Channel::WrittenStatement => 4,
        Channel::Parliament | Channel::Speech => 5,
    };
    // Speeches are broadcast and published, and statements are read out before the press.
    group(x) == group(y)
        || matches!(
            (group(x).min(group(y)), group(x).max(group(y))),
            (0, 4) | (0, 5) | (4, 5) | (3, 4)
        )
}

/// The words in or just before the statement's sentence that tell the channel.
fn evidence(material: &Material<'_>, piece: &Piece, channel: Channel) -> Option<Span> {
    let words = CHANNEL_WORDS.iter().find(|(_, c)| *c == channel)?.0;
    let sentence = material.passages[piece.passage].span;
    let text = sentence.of(material.text(piece.account)).to_ascii_lowercase();
    words.iter().find_map(|word| {
        text.find(word)
            .map(|at| Span::new(sentence.start + at, sentence.start + at + word.len()))
    })
}
