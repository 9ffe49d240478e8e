//! What took place when.

use std::collections::BTreeMap;

use super::material::{Material, Passage};
use crate::comparison::{CommonEvent, CommonEventId, Evidence, Moment};
use crate::event::{Granularity, Time};
use crate::span::Span;

/// Longest label, in words.
const LABEL_WORDS: usize = 14;

/// The dated moments, earliest first, those with only a day of the week last.
///
/// Times that say no more than "recently" are left out. Moments with the same dates in several accounts are
/// one when their sentences are alike enough to be grouped by day; the label is the first one's words.
pub(crate) fn find_moments(material: &Material<'_>, events: &[CommonEvent]) -> Vec<Moment> {
    let mut out: Vec<Moment> = Vec::new();
    let mut place: BTreeMap<(Option<String>, Option<String>, String), usize> = BTreeMap::new();
    for (nth, annotated) in material.accounts.iter().enumerate() {
        for time in &annotated.times {
            let Some(passage) = passage_of(material, nth, time) else {
                continue;
            };
            if !tells_when(time) {
                continue;
            }
            let evidence = Evidence {
                account: material.id(nth).to_owned(),
                span: time.span,
            };
            let label = label(material, passage, time.span);
            // Without a date the words are all that tells one Wednesday from another.
            let apart = if time.earliest.is_some() {
                String::new()
            } else {
                label.clone()
            };
            let key = (time.earliest.clone(), time.latest.clone(), apart);
            match place.get(&key) {
                Some(&at) => {
                    let moment = &mut out[at];
                    moment.granularity = moment.granularity.min(Some(time.granularity));
                    moment.evidence.push(evidence);
                }
                None => {
                    place.insert(key, out.len());
                    out.push(Moment {
                        earliest: time.earliest.clone(),
                        latest: time.latest.clone(),
                        label,
                        evidence: vec![evidence],
                        granularity: Some(time.granularity),
                        events: Vec::new(),
                    });
                }
            }
        }
    }
    for moment in &mut out {
        moment.events = events_at(moment, events);
    }
    out.sort_by(|a, b| {
        let key = |m: &Moment| (m.earliest.is_none(), m.earliest.clone(), m.latest.clone());
        key(a).cmp(&key(b)).then_with(|| a.evidence.cmp(&b.evidence))
    });
    out
}

/// The events of which the moment's words say when they took place.
fn events_at(moment: &Moment, events: &[CommonEvent]) -> Vec<CommonEventId> {
    let then = |event: &&CommonEvent| event.times.iter().any(|time| moment.evidence.contains(time));
    events.iter().filter(then).map(|event| event.id).collect()
}

fn tells_when(time: &Time) -> bool {
    match time.granularity {
        Granularity::Vague => false,
        Granularity::Weekday => true,
        _ => time.earliest.is_some(),
    }
}

fn passage_of<'m>(material: &'m Material<'_>, account: usize, time: &Time) -> Option<&'m Passage> {
    material.passages[material.passages_of(account)]
        .iter()
        .find(|p| p.span.contains(time.span))
}

/// The words around the time, cut at the sentence's own marks.
fn label(material: &Material<'_>, passage: &Passage, time: Span) -> String {
    let text = material.text(passage.account);
    let terms = material.passage_terms(passage);
    let at = terms.partition_point(|t| t.span.end <= time.start);
    let breaks = |x: usize| {
        let between = &text[terms[x].span.end..terms[x + 1].span.start];
        between.contains([';', ':', '“', '”', '"', '(', ')']) || between.contains(", ")
    };
    let mut first = at.min(terms.len().saturating_sub(1));
    let mut last = first;
    while first > 0 && last - first < LABEL_WORDS && !breaks(first - 1) {
        first -= 1;
    }
    while last + 1 < terms.len() && last - first < LABEL_WORDS && !breaks(last) {
        last += 1;
    }
    let words = terms[first].span.cover(terms[last].span);
    words.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
