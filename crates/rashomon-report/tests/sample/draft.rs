//! Writing an annotated account by hand: words are named by themselves, spans are found.

use rashomon_core::account::{Block, BlockKind};
use rashomon_core::{
    Account, Act, Actor, ActorId, ActorKind, Annotated, Channel, Form, Issue, IssueId, Polarity, Record,
    SCHEMA, Source, Sourcing, Span, Statement, StatementId, Voucher, Warning,
};

/// An account being written.
pub struct Draft(pub Annotated);

impl Draft {
    /// An account of this text, each of its paragraphs a block.
    pub fn new(id: &str, outlet: &str, language: &str, text: &str) -> Self {
        let mut annotated = Annotated {
            schema: SCHEMA.to_string(),
            ..Annotated::default()
        };
        annotated.account = Account {
            id: id.to_string(),
            path: format!("{id}.txt"),
            text: text.to_string(),
            language: Some(language.to_string()),
            source: Source {
                outlet: Some(outlet.to_string()),
                ..Source::default()
            },
            blocks: blocks(text),
            ..Account::default()
        };
        Self(annotated)
    }

    /// The first place where these words stand.
    pub fn at(&self, words: &str) -> Span {
        let start = self
            .0
            .account
            .text
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is not in the text"));
        Span::new(start, start + words.len())
    }

    /// The place nearest to an offset where these words stand by themselves.
    fn near(&self, words: &str, offset: usize) -> Span {
        let text = &self.0.account.text;
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let all = text
            .match_indices(words)
            .map(|(start, words)| Span::new(start, start + words.len()));
        let apart = all.filter(|s| {
            !is_letter(text[..s.start].chars().next_back()) && !is_letter(text[s.end..].chars().next())
        });
        apart
            .min_by_key(|span| span.start.abs_diff(offset))
            .unwrap_or_else(|| panic!("{words:?} is not in the text"))
    }

    /// Adds someone.
    pub fn actor(&mut self, name: &str, role: &str, side: &str) -> ActorId {
        let id = ActorId(self.0.actors.len() as u32 + 1);
        let roles = if role.is_empty() {
            Vec::new()
        } else {
            vec![role.to_string()]
        };
        let side = (!side.is_empty()).then(|| side.to_string());
        let kind = ActorKind::Person;
        self.0.actors.push(Actor {
            id,
            name: name.to_string(),
            kind,
            roles,
            side,
            mentions: Vec::new(),
        });
        id
    }

    /// Adds an issue.
    pub fn issue(&mut self, label: &str) -> IssueId {
        let id = IssueId(self.0.issues.len() as u32 + 1);
        self.0.issues.push(Issue {
            id,
            label: label.to_string(),
            mentions: Vec::new(),
        });
        id
    }

    /// Adds a statement; content in several pieces is given as several words.
    pub fn say(
        &mut self,
        form: Form,
        who: ActorId,
        issue: IssueId,
        content: &[&str],
        cue: &str,
        source: &str,
    ) -> &mut Statement {
        let id = StatementId(self.0.statements.len() as u32 + 1);
        let beside = self.at(content[0]).start;
        let found = |words: &str| {
            if words.is_empty() {
                Vec::new()
            } else {
                vec![self.near(words, beside)]
            }
        };
        let statement = Statement {
            id,
            form,
            content: content.iter().map(|words| self.at(words)).collect(),
            cue: found(cue),
            source: found(source),
            speaker: Some(who),
            on_behalf_of: None,
            within: None,
            sourcing: Sourcing::Named,
            record: Record::On,
            voucher: Voucher::Outlet,
            channel: Some(Channel::PressConference),
            addressee: Vec::new(),
            act: Act::Statement,
            polarity: Polarity::Affirmed,
            issues: vec![issue],
            said_at: None,
            setting: Vec::new(),
            confidence: 0.93,
            by: "example".to_string(),
        };
        self.0.statements.push(statement);
        self.0.statements.last_mut().expect("just added")
    }

    /// Adds a warning about words, or about the whole when they are empty.
    pub fn warn(&mut self, words: &str, message: &str) {
        let span = (!words.is_empty()).then(|| self.at(words));
        self.0.warnings.push(Warning {
            span,
            message: message.to_string(),
        });
    }

    /// Makes the block that holds these words one of another kind.
    pub fn block(&mut self, words: &str, kind: BlockKind) {
        let at = self.at(words);
        for block in &mut self.0.account.blocks {
            if block.span.contains(at) {
                block.kind = kind;
                block.speaker = (kind == BlockKind::Turn).then_some(at);
            }
        }
    }
}

/// Every line that is not empty; the first is the title.
fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        let kind = if out.is_empty() {
            BlockKind::Title
        } else {
            BlockKind::Prose
        };
        if !span.is_empty() {
            out.push(Block {
                span,
                kind,
                speaker: None,
            });
        }
    }
    out
}
