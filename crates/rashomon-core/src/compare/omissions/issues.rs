//! Issues of which an account has not even a name.

use super::super::material::Material;
use super::super::threads::round;
use super::{can_lack, considered};
use crate::comparison::{Ledger, Omission, Omitted};
use crate::encode::cosine;

/// How likely it is that an issue is left out: the nearer the nearest passage, the likelier it is told without its name.
fn doubted(score: f32) -> f32 {
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

/// The issues that an account leaves out, in order.
pub(super) fn omitted_issues(material: &Material<'_>, ledger: &Ledger) -> Vec<Omission> {
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
                confidence: doubted(score),
            });
        }
    }
    out
}
