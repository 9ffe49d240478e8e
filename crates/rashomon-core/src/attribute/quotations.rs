//! What quotation marks settle: whose a whole quotation is, where one ends that is never closed, quotations
//! over several paragraphs, quotations that no one was tagged for.

use super::complete::{Found, Rule, is_spelled};
use super::introduced::introduced;
use super::nested::saying_after;
use crate::span::{Span, merged};
use crate::statement::Form;
use crate::text::quotes::{Quotation, find_quotations, has_double_mark};
use crate::text::sentences::split_sentences;
use crate::text::words::split_words;

/// Fewest words of a quotation that counts as a statement by itself; fewer are often only a term.
const BARE_QUOTATION_WORDS: usize = 4;

/// Where a quotation really ends: at its closing mark; without one, where the content that the tagger
/// saw there ends, else at the end of the sentence.
pub fn settled(text: &str, quotation: &Quotation, found: &[Found]) -> Span {
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
pub fn claim(text: &str, found: &mut [Found], quotation: &Quotation, span: Span) {
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
        } else if share(statement) > 0 && statement.cue.iter().all(|cue| !span.contains(*cue)) {
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

/// A quotation of some length in running prose that no statement has is a statement of someone still to
/// be found.
pub fn add_bare_quotations(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut Vec<Found>) {
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
        let paragraph = paragraphs.iter().copied().find(|p| p.contains(span));
        if let Some(before) =
            goes_on(text, found, span).or_else(|| paragraph.and_then(|p| resumes(text, p, found, span)))
        {
            found[before].content.push(span);
            continue;
        }
        let beside = introduced(text, paragraphs, span)
            .or_else(|| paragraph.and_then(|p| saying_after(text, p, span)));
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

/// "“One,” she said. [“Two.”]": the quoted statement that ends right before a quotation, if one does.
fn goes_on(text: &str, found: &[Found], quotation: Span) -> Option<usize> {
    found.iter().position(|f| {
        let end = f
            .content
            .iter()
            .chain(&f.cue)
            .chain(&f.source)
            .map(|s| s.end)
            .max()
            .unwrap_or(0);
        let quoted = f.content.iter().any(|c| has_double_mark(c.of(text)));
        let gap = text
            .get(end..quotation.start)
            .is_some_and(|gap| gap.starts_with('.') && !gap.contains('\n') && gap[1..].trim().is_empty());
        quoted && !f.cue.is_empty() && f.rule.is_none() && gap
    })
}

/// "“One,” the minister said at noon, [“two.”]", or with a full stop before it: the statement that a quotation resumes,
/// because its first part stopped at a comma and its clause of saying leads up to this one.
fn resumes(text: &str, paragraph: Span, found: &[Found], quotation: Span) -> Option<usize> {
    let lead = Span::new(paragraph.start, quotation.start).trimmed(text);
    let breaks_off = lead.of(text).ends_with(',');
    let sentence = split_sentences(text, paragraph)
        .into_iter()
        .rfind(|s| s.start < lead.end && lead.end <= s.end)?;
    let ended = sentence.trimmed(text).end == lead.end;
    found.iter().position(|f| {
        let Some(first) = f.content.last().filter(|c| c.end <= quotation.start) else {
            return false;
        };
        let stopped = first
            .of(text)
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ',')
            .ends_with(',');
        let between = |s: &Span| s.start >= first.end && s.end <= lead.end;
        // Where the sentence has ended, another speaker in it might be the one that goes on.
        let alone = || {
            let mut others = found.iter().filter(|o| o.cue.iter().any(between));
            others.all(|other| other.source == f.source)
        };
        stopped
            && sentence.contains(*first)
            && has_double_mark(first.of(text))
            && f.cue.iter().any(between)
            && (breaks_off || ended && f.source.is_some() && alone())
    })
}

/// "“One,” Lund said, referring to the talks, [“two.”]": a quotation that the speaker's side remark was given is what the
/// first part goes on with.
pub fn give_back(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut [Found]) {
    let resuming = |span: &&Span| text[..span.start].trim_end().ends_with(',');
    for &span in quotations.iter().filter(resuming) {
        let holder = found.iter().position(|f| {
            let first = f.content.first().is_some_and(|c| c.start < span.start);
            first && f.content.iter().any(|c| c.contains(span))
        });
        let paragraph = paragraphs.iter().copied().find(|p| p.contains(span));
        let (Some(holder), Some(paragraph)) = (holder, paragraph) else {
            continue;
        };
        let Some(resumed) = resumes(text, paragraph, found, span) else {
            continue;
        };
        let remark = found[holder].cue.first() > found[resumed].cue.first();
        if resumed != holder && remark && found[holder].source == found[resumed].source {
            let content = std::mem::take(&mut found[holder].content);
            found[holder].content = content.iter().flat_map(|c| without(*c, span)).collect();
            found[resumed].content.push(span);
        }
    }
}

/// A paragraph that is a quotation signed with a dash and a name is the signer's, whatever was tagged.
pub fn add_signed(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut Vec<Found>) {
    for paragraph in paragraphs {
        let whole = paragraph.trimmed(text);
        let Some(span) = quotations.iter().copied().find(|q| q.start == whole.start) else {
            continue;
        };
        let Some(source) = signature(text, *paragraph, span) else {
            continue;
        };
        found.retain(|f| !f.content.iter().chain(&f.cue).any(|s| s.overlaps(whole)));
        found.push(Found {
            content: vec![span],
            cue: vec![Span::new(span.end, source.start).trimmed(text)],
            source: Some(source),
            form: Form::Direct,
            confidence: 0.9,
            rule: Some(Rule::Signed),
        });
    }
}

/// "“…” — Anna Lund": the name after a dash that ends the paragraph.
fn signature(text: &str, paragraph: Span, quotation: Span) -> Option<Span> {
    const LONGEST_WORDS: usize = 8;
    let rest = Span::new(quotation.end, paragraph.end.max(quotation.end)).trimmed(text);
    let name = rest.of(text).strip_prefix(['–', '—', '―', '-'])?.trim();
    let short = (1..=LONGEST_WORDS).contains(&name.split_whitespace().count());
    let start = rest.end - name.len();
    let source = Span::new(start, start + name.trim_end_matches('.').len());
    (short && name.starts_with(char::is_uppercase) && !name.contains(['“', '"', '!', '?'])).then_some(source)
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
pub fn add_carried_over(text: &str, paragraphs: &[Span], quotations: &[Span], found: &mut Vec<Found>) {
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

/// A quotation left open at a paragraph's end and opened again at the next one's start goes on: the
/// pieces are one statement.
pub fn continue_paragraphs(text: &str, paragraphs: &[Span], found: &mut Vec<Found>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn said(text: &str, source: &str, cue: &str, content: &str) -> Found {
        Found {
            content: vec![at(text, content)],
            cue: vec![at(text, cue)],
            source: Some(at(text, source)),
            form: Form::Direct,
            confidence: 0.9,
            rule: None,
        }
    }

    fn shown<'a>(text: &'a str, found: &Found) -> Vec<&'a str> {
        found.content.iter().map(|c| c.of(text)).collect()
    }

    #[test]
    fn a_quotation_never_closed_ends_where_the_next_speaker_comes_in() {
        let text = "Berg called it “ready to go on, Lund said again that “any pressure” fails.";
        let found = [said(text, "Lund", "said", "that “any pressure” fails")];
        let quotation = find_quotations(text, Span::new(0, text.len()))[0];
        assert_eq!(
            settled(text, &quotation, &found)
                .of(text)
                .trim_end_matches([',', ' ']),
            "“ready to go on"
        );
    }

    #[test]
    fn most_of_a_quotation_claims_the_whole() {
        let text = "Lund said: “It is over. We are going home now.”";
        let mut found = [said(text, "Lund", "said", "It is over. We are going")];
        let quotation = find_quotations(text, Span::new(0, text.len()))[0];
        claim(text, &mut found, &quotation, quotation.span);
        let content = merged(text, found[0].content.clone());
        assert_eq!(content[0].of(text), "“It is over. We are going home now.”");
    }

    #[test]
    fn a_quotation_after_the_sentence_goes_on() {
        let text = "“It is over,” Lund said. “We are going home now.”";
        let paragraph = Span::new(0, text.len());
        let mut found = vec![said(text, "Lund", "said", "“It is over,”")];
        add_bare_quotations(
            text,
            &[paragraph],
            &[at(text, "“We are going home now.”")],
            &mut found,
        );
        assert_eq!(found.len(), 1);
        assert_eq!(
            shown(text, &found[0]),
            ["“It is over,”", "“We are going home now.”"]
        );
    }

    #[test]
    fn a_name_after_a_dash_signs_a_quotation() {
        let text = "“We are going home for good.” — Anna Lund, minister.";
        let mut found = vec![said(text, "We", "are going", "home for good")];
        let quotation = at(text, "“We are going home for good.”");
        add_signed(text, &[Span::new(0, text.len())], &[quotation], &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].source.unwrap().of(text), "Anna Lund, minister");
        assert_eq!(found[0].cue[0].of(text), "—");
        assert_eq!(found[0].content, [quotation]);
    }

    #[test]
    fn a_quotation_is_resumed_after_a_clause_of_saying() {
        let resumed = |text: &str, others: &[Found]| {
            let mut found = [&[said(text, "Lund", "said", "“In time,”")], others].concat();
            let quotation = find_quotations(text, Span::new(0, text.len()))[1].span;
            add_bare_quotations(text, &[Span::new(0, text.len())], &[quotation], &mut found);
            found[0].content.contains(&quotation)
        };
        assert!(resumed(
            "“In time,” Lund said in Vell on Monday, “we all go home.”",
            &[]
        ));
        assert!(!resumed(
            "“In time,” Lund said. A crowd sang “we all go home.”",
            &[]
        ));
        let text = "“In time,” Lund said, stressing why it matters. “We all go home now.”";
        assert!(resumed(
            text,
            &[said(text, "Lund", "stressing", "why it matters")]
        ));
        let text = "“In time,” Lund said, and Berg warned that it matters. “We all go home now.”";
        assert!(!resumed(text, &[said(text, "Berg", "warned", "that it matters")]));
    }

    #[test]
    fn a_side_remark_gives_a_quotation_back() {
        let text = "“In time,” Lund said, referring to the talks, “we all go home.”";
        let mut found = [
            said(text, "Lund", "said", "“In time,”"),
            said(text, "Lund", "referring", "to the talks, “we all go home.”"),
        ];
        let whole = Span::new(0, text.len());
        give_back(text, &[whole], &[at(text, "“we all go home.”")], &mut found);
        assert_eq!(shown(text, &found[0]), ["“In time,”", "“we all go home.”"]);
        assert_eq!(shown(text, &found[1]), ["to the talks, "]);
        let text = "“In time,” Lund said, adding that “we all go home.”";
        let mut found = [
            said(text, "Lund", "said", "“In time,”"),
            said(text, "Lund", "adding", "that “we all go home.”"),
        ];
        let whole = Span::new(0, text.len());
        give_back(text, &[whole], &[at(text, "“we all go home.”")], &mut found);
        assert_eq!(shown(text, &found[1]), ["that “we all go home.”"]);
    }

    #[test]
    fn paragraphs_opened_again_are_one_statement() {
        let text = "Lund said: “It is over.\n“We are going home.”";
        let paragraphs = [
            at(text, "Lund said: “It is over."),
            at(text, "“We are going home.”"),
        ];
        let mut found = vec![said(text, "Lund", "said", "“It is over.")];
        add_bare_quotations(text, &paragraphs, &[paragraphs[1]], &mut found);
        continue_paragraphs(text, &paragraphs, &mut found);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(shown(text, &found[0]), ["“It is over.\n“We are going home.”"]);
    }

    #[test]
    fn a_sentence_tied_to_a_statement_is_carried_over() {
        let text = "Lund said the crew grew tired. So the only way was a “change of guard”.";
        let mut found = vec![said(text, "Lund", "said", "the crew grew tired")];
        add_carried_over(
            text,
            &[Span::new(0, text.len())],
            &[at(text, "“change of guard”")],
            &mut found,
        );
        assert_eq!(found[1].rule, Some(Rule::CarriedOver));
    }
}
