//! Statements whose source is not said: a participle, an inverted or missing subject, a bare quotation.

use super::cast::Mention;
use super::resolve::Resolver;
use crate::actor::ActorKind;
use crate::attribute::Found;
use crate::span::Span;

impl Resolver<'_> {
    /// The speaker of a statement whose source is not said.
    pub(super) fn unsaid(&self, found: &Found) -> Option<usize> {
        let cue = found.cue.first().copied();
        let words = cue.map(|c| c.of(self.text).to_lowercase()).unwrap_or_default();
        let passive = words
            .split_whitespace()
            .any(|w| matches!(w, "is" | "was" | "are" | "were" | "been" | "being"));
        if passive && !words.contains(" by") {
            return None;
        }
        let participle = words
            .split_whitespace()
            .any(|w| w.ends_with("ing") && w.len() > 5);
        let later = cue.filter(|_| participle).and_then(|cue| self.subject_after(cue));
        later
            .or_else(|| cue.and_then(|cue| self.beside(cue)))
            .or_else(|| self.carried(found))
    }

    /// "Acknowledging that …, Li said": the subject of a sentence that a participle begins.
    pub(super) fn subject_after(&self, cue: Span) -> Option<usize> {
        let sentence = self.sentences.get(self.sentence_of(cue.start))?;
        let lead = self.text[sentence.start..cue.start].split_whitespace().count();
        if lead > 2 {
            return None;
        }
        let later = |m: &&Mention| sentence.contains(m.span) && m.span.start > cue.end;
        let after_comma = |m: &&Mention| {
            self.text[..m.span.start]
                .trim_end()
                .trim_end_matches("the")
                .trim_end()
                .ends_with(',')
        };
        let unquoted = |m: &&Mention| !self.quoted.iter().any(|q| q.contains(m.span));
        let person = |m: &&Mention| self.cast.people[m.who].kind != ActorKind::Country;
        self.cast
            .mentions
            .iter()
            .filter(later)
            .filter(unquoted)
            .filter(person)
            .find(after_comma)
            .map(|m| m.who)
    }

    /// Someone named right after the cue ("said Putin") or as the subject before it.
    pub(super) fn beside(&self, cue: Span) -> Option<usize> {
        let person =
            |m: &&Mention| self.cast.people[m.who].kind != ActorKind::Country || m.span.end <= cue.start;
        let gap = |m: &&Mention| {
            self.text[cue.end..m.span.start]
                .trim()
                .trim_end_matches("the")
                .trim()
                .is_empty()
        };
        let after = self
            .cast
            .mentions
            .iter()
            .filter(person)
            .find(|m| m.span.start >= cue.end && gap(m));
        if let Some(after) = after {
            let words = cue.of(self.text).to_lowercase();
            if !words.starts_with("told") && !words.starts_with("tell") && !words.starts_with("warn") {
                return Some(after.who);
            }
        }
        let sentence = self.sentences.get(self.sentence_of(cue.start))?;
        let here = |m: &&Mention| sentence.contains(m.span) && m.span.end <= cue.start;
        let unquoted = |m: &&Mention| !self.quoted.iter().any(|q| q.contains(m.span));
        let subject = self.subjects.iter().rfind(here);
        let mut named = self.cast.mentions.iter().filter(here).filter(unquoted);
        subject
            .or_else(|| named.rfind(|m| !self.is_object(m.span)))
            .map(|m| m.who)
    }

    /// The speaker carried over from the statement before, or from the one after in the same paragraph.
    pub(super) fn carried(&self, found: &Found) -> Option<usize> {
        let here = found.content.first()?;
        let paragraph = self.paragraph_of(here.start)?;
        let within = self
            .said
            .iter()
            .rev()
            .find(|(content, _)| paragraph.contains(*content) && content.start < here.end);
        if let Some((_, who)) = within {
            return Some(*who);
        }
        let before = self
            .said
            .iter()
            .filter(|(content, _)| content.end <= here.start)
            .max_by_key(|(content, _)| content.end);
        before.map(|(_, who)| *who)
    }
}
