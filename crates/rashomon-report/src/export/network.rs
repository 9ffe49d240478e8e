//! Who says what about whom.

use std::collections::BTreeMap;

use rashomon_core::{Act, Polarity, Statement};

use crate::index::{Index, Said};
use crate::phrase::{act, form, issues};

/// Who says what about whom, an edge for each statement and each someone named in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Everyone who speaks or is spoken of: key, name, side.
    pub nodes: BTreeMap<String, (String, String)>,
    /// In the order of the accounts.
    pub edges: Vec<Edge>,
}

/// One statement about someone.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Key of the speaker.
    pub from: String,
    /// Key of the one spoken of.
    pub to: String,
    /// 1 for support, -1 for opposition, 0 for neither, by what the statement does.
    pub sign: i32,
    /// Account id.
    pub account: String,
    /// Statement id.
    pub statement: String,
    /// What it does.
    pub act: String,
    /// How the words are given.
    pub form: &'static str,
    /// Issues, joined by "; ".
    pub issues: String,
    /// The words.
    pub words: String,
}

/// The network of a comparison. Someone is spoken of when a mention of them lies in the statement's words; nobody
/// speaks of themselves. The sign comes from the statement's act: agree, support, aid and the like are 1, accuse,
/// reject, threaten and the like -1, and what is only stated, asked or left open is 0.
pub fn network(index: &Index<'_>) -> Network {
    let mut network = Network::default();
    for (place, annotated) in index.accounts() {
        for statement in &annotated.statements {
            let Some(speaker) = statement.speaker else {
                continue;
            };
            let said = Said {
                place,
                annotated,
                statement,
            };
            let from = node(&mut network, index, &said, speaker);
            for actor in &annotated.actors {
                let is_named = actor
                    .mentions
                    .iter()
                    .any(|m| statement.content.iter().any(|c| c.contains(*m)));
                if !is_named {
                    continue;
                }
                let to = node(&mut network, index, &said, actor.id);
                if to != from {
                    network.edges.push(Edge {
                        from: from.clone(),
                        to,
                        sign: sign(statement),
                        account: annotated.account.id.clone(),
                        statement: statement.id.to_string(),
                        act: act(statement.act),
                        form: form(statement.form),
                        issues: issues(annotated, statement).join("; "),
                        words: said.words(),
                    });
                }
            }
        }
    }
    network
}

/// The key of someone, who is now among the nodes.
fn node(network: &mut Network, index: &Index<'_>, said: &Said<'_>, actor: rashomon_core::ActorId) -> String {
    let own = said.annotated.actor(actor);
    let side = own.and_then(|actor| actor.side.clone()).unwrap_or_default();
    let (key, name) = match index.identity(said.place, actor) {
        Some(identity) => (identity.id.to_string(), identity.name.clone()),
        None => {
            let name = own.map(|actor| actor.name.clone()).unwrap_or_default();
            (format!("{}/{actor}", said.annotated.account.id), name)
        }
    };
    let known = network
        .nodes
        .entry(key.clone())
        .or_insert_with(|| (name, String::new()));
    if known.1.is_empty() {
        known.1 = side;
    }
    key
}

fn sign(statement: &Statement) -> i32 {
    if statement.polarity == Polarity::Open {
        return 0;
    }
    match statement.act {
        Act::Agree | Act::Support | Act::Concede | Act::Cooperate | Act::Aid | Act::Retreat => 1,
        Act::Accuse
        | Act::Reject
        | Act::Threaten
        | Act::Protest
        | Act::Sanction
        | Act::Mobilize
        | Act::Coerce
        | Act::Assault => -1,
        Act::Statement | Act::Consult | Act::Request => 0,
    }
}
