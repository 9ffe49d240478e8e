//! What an account leaves out that another has.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{is_thin, overlap};
use super::material::{Material, Piece};
use super::scorer::{log_odds, logistic};
use super::terms::{Term, is_function_word};
use super::threads::{Woven, round};
use crate::account::{BlockKind, Warning};
use crate::actor::ActorKind;
use crate::annotated::Annotated;
use crate::comparison::{Discrepancy, Ledger, Nearest, Omission, Omitted, StatementRef};
use crate::encode::cosine;

/// A sentence this near, with this share of the words, says it without attributing it.
const NARRATED_COSINE: f32 = 0.86;
const NARRATED_OVERLAP: f32 = 0.7;

/// With more accounts than this, what a single account has is that account's own, and no omission of others.
const EVERYTHING_UP_TO: usize = 4;

/// Fewest words of a last paragraph that can be one broken off; shorter ones are names and addresses.
const FEWEST_WORDS: usize = 8;

/// What a reader is told of an account that breaks off.
const BREAKS_OFF: &str =
    "The text breaks off in the middle of a sentence, so nothing is counted as left out of it.";

/// Says of each account that breaks off in the middle of a sentence that it does.
pub(crate) fn warn_of_breaks(accounts: &mut [Annotated]) {
    for annotated in accounts
        .iter_mut()
        .filter(|a| a.account.is_analysed() && breaks_off(a))
    {
        if annotated
            .warnings
            .iter()
            .all(|warning| warning.message != BREAKS_OFF)
        {
            annotated.warnings.push(Warning {
                span: annotated.account.blocks.last().map(|block| block.span),
                message: BREAKS_OFF.to_owned(),
            });
        }
    }
}

/// Whether the last paragraph ends in the middle of a sentence.
fn breaks_off(annotated: &Annotated) -> bool {
    let last = annotated
        .account
        .blocks
        .last()
        .filter(|block| block.kind == BlockKind::Prose);
    last.is_some_and(|block| {
        let text = block.span.of(&annotated.account.text).trim_end();
        let last_word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let dangling = text.ends_with([',', '-', '–']) || is_function_word(last_word);
        // A caption or a note may end without a full stop, but not after sentences that have theirs.
        let unended = text.ends_with(char::is_lowercase) && text.contains(". ");
        let words = text.split_whitespace().count();
        dangling && words >= FEWEST_WORDS || unended && words >= 2 * FEWEST_WORDS
    })
}

/// Whether a statement is only asked, in a turn of a transcript, by someone without a name: interviewers'
/// questions are nobody's claims. What a named person asks is.
pub(crate) fn is_asked(material: &Material<'_>, (account, statement): (usize, usize)) -> bool {
    let annotated = &material.accounts[account];
    let statement = &annotated.statements[statement];
    let text = &annotated.account.text;
    let speaker = statement.speaker.and_then(|who| annotated.actor(who));
    let nameless = speaker.is_none_or(|a| matches!(a.kind, ActorKind::Unnamed | ActorKind::Group));
    let mut turns = annotated
        .account
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Turn);
    nameless
        && turns.any(|turn| turn.span.contains(statement.extent()))
        && statement
            .content
            .iter()
            .all(|span| span.of(text).trim_end().ends_with('?'))
}

/// The omissions: statements first, then issues, each in order.
///
/// An account in a language that is not analysed lacks nothing, nor does one that breaks off, and copies of one
/// text lack nothing of each other. Questions of interviewers are not missed by anybody. With two to four accounts every
/// statement counts; with more, only what at least two texts have. The less sure a statement
/// is, and the likelier a near sentence reports the same, the less sure is its omission; that an account leaves out a scrap, a
/// question, or what it contradicts, is told with little confidence.
pub(crate) fn find_omissions(
    material: &Material<'_>,
    woven: &Woven,
    discrepancies: &[Discrepancy],
    ledger: &Ledger,
) -> Vec<Omission> {
    let mut out = omitted_statements(material, woven, discrepancies);
    out.extend(omitted_issues(material, ledger));
    out
}

/// A statement or thread, told by its first statement, and the accounts that have it.
struct Told {
    first: (usize, usize),
    pieces: Vec<usize>,
    present: BTreeSet<usize>,
}

fn omitted_statements(
    material: &Material<'_>,
    woven: &Woven,
    discrepancies: &[Discrepancy],
) -> Vec<Omission> {
    let same = same_elsewhere(material);
    let texts = (0..material.accounts.len())
        .filter(|&a| material.accounts[a].account.is_analysed() && material.copies.is_first(a))
        .count();
    let mut out = Vec::new();
    for told in everything_told(material, woven) {
        let groups: BTreeSet<usize> = told.present.iter().map(|&a| material.copies.group(a)).collect();
        if texts > EVERYTHING_UP_TO && groups.len() < 2 || is_asked(material, told.first) {
            continue;
        }
        let sure = sureness(material, &told);
        for absent in 0..material.accounts.len() {
            if !can_lack(material, absent) || groups.contains(&material.copies.group(absent)) {
                continue;
            }
            let contradicted = contradicts(material, &told, absent, discrepancies);
            let most = if contradicted { sure.min(DOUBTFUL) } else { sure };
            let passages = told.pieces.iter().map(|&p| material.pieces[p].passage);
            let said = passages.filter_map(|p| same.get(&(p, absent)));
            let said = said.copied().fold(0.0, f32::max);
            out.extend(omission(material, &told, absent, most, said));
        }
    }
    out
}

/// How likely it is that a sentence of an account reports the same as a sentence of another, by sentence and account.
fn same_elsewhere(material: &Material<'_>) -> BTreeMap<(usize, usize), f32> {
    let mut out: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for related in &material.related {
        let (i, j) = related.passages;
        for (from, to) in [(i, j), (j, i)] {
            let known = out.entry((from, material.passages[to].account)).or_default();
            *known = known.max(related.relation.same);
        }
    }
    out
}

/// How surely this is a statement that can be missed: as surely as it is one at all, and hardly where it is a scrap or a
/// question.
fn sureness(material: &Material<'_>, told: &Told) -> f32 {
    let annotated = &material.accounts[told.first.0];
    let statement = &annotated.statements[told.first.1];
    let text = &annotated.account.text;
    let scrap = told
        .pieces
        .iter()
        .all(|&p| is_thin(material, &material.pieces[p]));
    let asked = statement.content.iter().all(|span| {
        span.of(text)
            .trim_end_matches(['”', '"', '’', '\''])
            .ends_with('?')
    });
    if scrap || asked {
        DOUBTFUL.min(statement.confidence)
    } else {
        statement.confidence
    }
}

/// Whether an account gives something else in place of what a statement says.
fn contradicts(material: &Material<'_>, told: &Told, account: usize, discrepancies: &[Discrepancy]) -> bool {
    let pieces = told.pieces.iter().map(|&p| &material.pieces[p]);
    let said: Vec<&Piece> = pieces.collect();
    discrepancies.iter().any(|discrepancy| {
        let there = discrepancy
            .evidence
            .iter()
            .any(|e| e.account == material.id(account));
        there
            && discrepancy.evidence.iter().any(|e| {
                let here = said
                    .iter()
                    .filter(|piece| material.id(piece.account) == e.account);
                here.into_iter().any(|piece| piece.span.overlaps(e.span))
            })
    })
}

/// Every statement once: those that share a strand together.
fn everything_told(material: &Material<'_>, woven: &Woven) -> Vec<Told> {
    let mut strands_of: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (nth, strand) in woven.strands.iter().enumerate() {
        for &p in &strand.pieces {
            let piece = &material.pieces[p];
            strands_of
                .entry((piece.account, piece.statement))
                .or_default()
                .insert(nth);
        }
    }
    let mut pieces_of: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (nth, piece) in material.pieces.iter().enumerate() {
        pieces_of
            .entry((piece.account, piece.statement))
            .or_default()
            .push(nth);
    }
    pieces_of
        .into_iter()
        .filter_map(|(first, pieces)| {
            let mut present = BTreeSet::from([first.0]);
            for &strand in strands_of.get(&first).into_iter().flatten() {
                let members = woven.strands[strand].pieces.iter().map(|&p| &material.pieces[p]);
                let members: Vec<&Piece> = members.collect();
                // An earlier statement has already told this one.
                if members
                    .iter()
                    .any(|p| (p.account, p.statement) < first && p.account != first.0)
                {
                    return None;
                }
                present.extend(members.iter().map(|p| p.account));
            }
            Some(Told {
                first,
                pieces,
                present,
            })
        })
        .collect()
}

/// Whether anything can be laid at an account's door.
fn can_lack(material: &Material<'_>, account: usize) -> bool {
    let annotated = &material.accounts[account];
    annotated.account.is_analysed() && !breaks_off(annotated)
}

fn omission(material: &Material<'_>, told: &Told, absent: usize, most: f32, said: f32) -> Option<Omission> {
    let mut nearest: Option<(f32, usize)> = None;
    for &p in &told.pieces {
        let piece = &material.pieces[p];
        for nth in material.passages_of(absent) {
            let passage = &material.passages[nth];
            let score = cosine(material.piece_vector(piece), material.passage_vector(passage));
            if score >= NARRATED_COSINE && overlap(&piece.bag, &passage.bag).0 >= NARRATED_OVERLAP {
                return None;
            }
            if nearest.is_none_or(|(best, _)| score > best) {
                nearest = Some((score, nth));
            }
        }
    }
    let confidence = nearest.map_or(MOST_SURE, |(score, nth)| {
        let [there, anywhere] = shares(material, told, absent, nth);
        doubted(score, there, anywhere)
    });
    Some(Omission {
        what: Omitted::Statement(StatementRef {
            account: material.id(told.first.0).to_owned(),
            statement: material.accounts[told.first.0].statements[told.first.1].id,
        }),
        present_in: told.present.iter().map(|&a| material.id(a).to_owned()).collect(),
        absent_from: material.id(absent).to_owned(),
        nearest: nearest.map(|(score, nth)| considered(material, absent, score, nth)),
        confidence: round(weighed(confidence.min(most), said)),
    })
}

/// Of the telling words of a statement, the share that stands in one sentence of another account, and anywhere in it.
fn shares(material: &Material<'_>, told: &Told, account: usize, passage: usize) -> [f32; 2] {
    let ids =
        |terms: &[Term]| -> BTreeSet<u32> { terms.iter().filter(|t| t.tells()).map(|t| t.id).collect() };
    let own: BTreeSet<u32> = told
        .pieces
        .iter()
        .flat_map(|&p| ids(material.piece_terms(&material.pieces[p])))
        .collect();
    let there = ids(material.passage_terms(&material.passages[passage]));
    let anywhere = ids(&material.terms[account]);
    [there, anywhere].map(|words| own.intersection(&words).count() as f32 / own.len().max(1) as f32)
}

fn considered(material: &Material<'_>, account: usize, score: f32, passage: usize) -> Nearest {
    Nearest {
        account: material.id(account).to_owned(),
        span: material.passages[passage].span,
        score: round(score),
    }
}

/// Most confidence in the omission of a scrap, or of what the account says otherwise.
const DOUBTFUL: f32 = 0.5;

/// What nothing comes near to is left out for sure.
const MOST_SURE: f32 = 0.97;

/// How likely it is that something is left out: the nearer the nearest passage, and the more of its words stand there or
/// anywhere in the account, the more likely it is said in other words. Fitted to the labels of `eval/labels`.
fn doubted(score: f32, there: f32, anywhere: f32) -> f32 {
    let sum = 3.5 - 3.19 * score - 1.36 * there - 1.45 * anywhere;
    round(logistic(sum).min(MOST_SURE))
}

/// How likely it is that something is left out, given that and how likely a near sentence reports the same. Fitted to the
/// labels of `eval/labels` for the sets to work on.
fn weighed(confidence: f32, said: f32) -> f32 {
    logistic(0.17 + 0.73 * log_odds(confidence) - 0.24 * log_odds(said)).min(MOST_SURE)
}

/// The same for an issue, of which not even a name is there.
fn issue_doubted(score: f32) -> f32 {
    round((1.15 - 0.8 * score).clamp(0.2, 0.95))
}

/// The passage of one account that comes nearest to what others say on an issue, with its score.
fn nearest_to_issue(
    material: &Material<'_>,
    ledger: &Ledger,
    issue: &str,
    present: &[usize],
    absent: usize,
) -> Option<(f32, usize)> {
    let mut said: Vec<&[f32]> = Vec::new();
    for &account in present {
        let Some(cell) = ledger.cell(issue, material.id(account)) else {
            continue;
        };
        let statements = &material.accounts[account].statements;
        let pieces = material.pieces.iter().filter(|p| p.account == account);
        let on_it = pieces.filter(|p| cell.statements.contains(&statements[p.statement].id));
        said.extend(on_it.map(|p| material.piece_vector(p)));
        let passages = material.passages_of(account).map(|nth| &material.passages[nth]);
        let speaking = passages.filter(|p| cell.mentions.iter().any(|m| m.overlaps(p.span)));
        said.extend(speaking.map(|p| material.passage_vector(p)));
    }
    let nearness = |nth: usize| {
        let passage = material.passage_vector(&material.passages[nth]);
        said.iter()
            .map(|vector| cosine(vector, passage))
            .fold(f32::NEG_INFINITY, f32::max)
    };
    let passages = material.passages_of(absent).map(|nth| (nearness(nth), nth));
    passages
        .filter(|(score, _)| score.is_finite())
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
}

fn omitted_issues(material: &Material<'_>, ledger: &Ledger) -> Vec<Omission> {
    let mut out = Vec::new();
    for issue in &ledger.issues {
        let cells = |account: usize| ledger.cell(issue, material.id(account));
        let speaks = |account: usize| {
            cells(account).is_some_and(|c| !c.statements.is_empty() || !c.mentions.is_empty())
        };
        let present: Vec<usize> = (0..material.accounts.len()).filter(|&a| speaks(a)).collect();
        for absent in 0..material.accounts.len() {
            let blameless = !can_lack(material, absent)
                || speaks(absent)
                || present.iter().all(|&a| material.copies.same_text(a, absent));
            if blameless {
                continue;
            }
            let nearest = nearest_to_issue(material, ledger, issue, &present, absent);
            let score = nearest.map_or(0.0, |(score, _)| score);
            out.push(Omission {
                what: Omitted::Issue(issue.clone()),
                present_in: present.iter().map(|&a| material.id(a).to_owned()).collect(),
                absent_from: material.id(absent).to_owned(),
                nearest: nearest.map(|(score, nth)| considered(material, absent, score, nth)),
                confidence: issue_doubted(score),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Account, Block};
    use crate::span::Span;

    fn one_paragraph(text: &str) -> Annotated {
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Prose,
            speaker: None,
        };
        let account = Account {
            text: text.into(),
            language: Some("en".into()),
            blocks: vec![block],
            ..Account::default()
        };
        Annotated {
            account,
            ..Annotated::default()
        }
    }

    #[test]
    fn a_text_that_breaks_off_is_said_to() {
        let whole = "The minister said on Monday that the ferry would sail again in May.";
        let cut = "The minister said on Monday that the ferry would sail again in";
        let address = "Press office, harbour street";
        assert!(!breaks_off(&one_paragraph(whole)) && !breaks_off(&one_paragraph(address)));
        let mut accounts = [one_paragraph(cut)];
        warn_of_breaks(&mut accounts);
        warn_of_breaks(&mut accounts);
        assert_eq!(accounts[0].warnings.len(), 1);
    }
}
