//! Statements, their speakers, forms and addressees.

use std::collections::{BTreeMap, HashSet};

use rashomon_core::{Form, Statement, StatementId};

use super::gold::GoldStatement;
use super::mistake::Mistake;
use super::names::{family, is_speaker, plain};
use super::side::{Range, Side};

/// How many are right, of how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// Right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Right over all, 0 when there is none.
    pub fn share(self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

/// Gold statements and the predictions that serve them.
#[derive(Debug, Default)]
pub struct Served {
    /// By gold id: the account's stem and the statement that serves it.
    pub found: BTreeMap<String, (String, StatementId)>,
    /// Required statements, found of all.
    pub required: Share,
    /// Predicted statements, serving of all.
    pub predicted: Share,
    /// Right speakers.
    pub speaker: Share,
    /// Right forms.
    pub form: Share,
    /// Right addressees.
    pub addressee: Share,
}

impl Served {
    /// Looks for the gold statements of one account.
    pub fn look_in(&mut self, side: &Side, gold: &[GoldStatement], mistakes: &mut Vec<Mistake>) {
        let mut used: HashSet<StatementId> = HashSet::new();
        for gold in gold {
            let Some(range) = side.find(&gold.anchor, Some(gold.offset)) else {
                mistakes.push(Mistake::NoAnchor { id: gold.id.clone() });
                continue;
            };
            let best = best(side, range);
            if !gold.is_optional() {
                self.required.count(best.is_some());
            }
            let Some(statement) = best else {
                mistakes.extend((!gold.is_optional()).then(|| missed(gold)));
                continue;
            };
            used.insert(statement.id);
            self.found
                .insert(gold.id.clone(), (side.stem.clone(), statement.id));
            if !gold.is_optional() {
                self.examine(side, gold, statement, mistakes);
            }
        }
        self.predicted.right += used.len();
        self.predicted.of += side.annotated.statements.len();
        let idle = side
            .annotated
            .statements
            .iter()
            .filter(|statement| !used.contains(&statement.id));
        mistakes.extend(idle.map(|statement| spurious(side, statement)));
    }

    fn examine(
        &mut self,
        side: &Side,
        gold: &GoldStatement,
        statement: &Statement,
        mistakes: &mut Vec<Mistake>,
    ) {
        let speaker = statement.speaker.and_then(|id| side.annotated.actor(id));
        let right = is_speaker(&gold.speaker, speaker);
        self.speaker.count(right);
        mistakes.extend((!right).then(|| Mistake::Speaker {
            id: gold.id.clone(),
            gold: gold.speaker.clone(),
            predicted: speaker.map(|actor| actor.name.clone()),
        }));
        let right = (gold.kind == "indirect") == (statement.form == Form::Indirect);
        self.form.count(right);
        mistakes.extend((!right).then(|| Mistake::Form {
            id: gold.id.clone(),
            gold: gold.kind.clone(),
            anchor: gold.anchor.clone(),
        }));
        let named = gold.addressee.as_deref().filter(|name| !family(name).is_empty());
        if let Some(addressee) = named {
            let right = is_addressed(side, statement, &family(addressee));
            self.addressee.count(right);
            mistakes.extend((!right).then(|| Mistake::Addressee {
                id: gold.id.clone(),
                gold: addressee.to_owned(),
                anchor: gold.anchor.clone(),
            }));
        }
    }
}

/// Whether someone of this family name is among those whom a statement was said to.
fn is_addressed(side: &Side, statement: &Statement, family: &str) -> bool {
    let mut actors = statement
        .addressee
        .iter()
        .filter_map(|id| side.annotated.actor(*id));
    actors.any(|actor| plain(&actor.name).split_whitespace().any(|word| word == family))
}

/// The statement that covers most of a range, if one covers half: by its content before by all its words,
/// the shortest and then the first among equals.
fn best<'a>(side: &Side<'a>, range: Range) -> Option<&'a Statement> {
    let half = |covered: usize| covered * 2 >= range.1 - range.0;
    let mut best = None;
    for statement in &side.annotated.statements {
        let (content, all) = side.covered(statement, range);
        let rank = (
            half(content),
            content,
            all,
            std::cmp::Reverse(side.length(statement)),
        );
        if (half(content) || half(all)) && best.as_ref().is_none_or(|(best, _)| rank > *best) {
            best = Some((rank, statement));
        }
    }
    best.map(|(_, statement)| statement)
}

fn missed(gold: &GoldStatement) -> Mistake {
    Mistake::Missed {
        id: gold.id.clone(),
        speaker: gold.speaker.clone(),
        anchor: gold.anchor.clone(),
    }
}

fn spurious(side: &Side, statement: &Statement) -> Mistake {
    let text = &side.annotated.account.text;
    let actor = statement.speaker.and_then(|id| side.annotated.actor(id));
    Mistake::Spurious {
        account: side.stem.clone(),
        speaker: actor.map(|actor| actor.name.clone()),
        words: statement.words(text).chars().take(110).collect(),
    }
}
