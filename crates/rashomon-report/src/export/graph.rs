//! The network as GraphML and GEXF.

use maud::html;
use rashomon_core::Comparison;

use super::network::{Edge, Network, network};
use super::xml::{document, holdable};
use crate::index::Index;

/// What is known of an edge, in the order of [`values`]: the name and its type in GraphML and GEXF.
const EDGE_FACTS: [(&str, &str, &str); 7] = [
    ("sign", "int", "integer"),
    ("act", "string", "string"),
    ("form", "string", "string"),
    ("issues", "string", "string"),
    ("account", "string", "string"),
    ("statement", "string", "string"),
    ("words", "string", "string"),
];

fn values(edge: &Edge) -> [String; 7] {
    [
        edge.sign.to_string(),
        edge.act.clone(),
        edge.form.to_owned(),
        holdable(&edge.issues),
        holdable(&edge.account),
        edge.statement.clone(),
        holdable(&edge.words),
    ]
}

/// Who says what about whom as GraphML, a directed graph with an edge for each statement and each someone named in it.
///
/// Source: GraphML 1.0, <http://graphml.graphdrawing.org/>.
pub fn graphml(comparison: &Comparison) -> Vec<u8> {
    let Network { nodes, edges } = network(&Index::new(comparison));
    document(&html! {
        graphml xmlns="http://graphml.graphdrawing.org/xmlns" {
            key id="name" for="node" "attr.name"="name" "attr.type"="string" {}
            key id="side" for="node" "attr.name"="side" "attr.type"="string" {}
            @for (name, kind, _) in EDGE_FACTS { key id=(name) for="edge" "attr.name"=(name) "attr.type"=(kind) {} }
            graph id="G" edgedefault="directed" {
                @for (key, (name, side)) in &nodes {
                    node id=(holdable(key)) {
                        data key="name" { (holdable(name)) }
                        data key="side" { (holdable(side)) }
                    }
                }
                @for (number, edge) in edges.iter().enumerate() {
                    edge id={ "e" (number) } source=(holdable(&edge.from)) target=(holdable(&edge.to)) {
                        @for ((name, _, _), value) in EDGE_FACTS.iter().zip(values(edge)) {
                            data key=(name) { (value) }
                        }
                    }
                }
            }
        }
    })
}

/// Who says what about whom as GEXF, for Gephi.
///
/// Source: GEXF 1.2, <https://gexf.net/>.
pub fn gexf(comparison: &Comparison) -> Vec<u8> {
    let Network { nodes, edges } = network(&Index::new(comparison));
    document(&html! {
        gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" {
            graph mode="static" defaultedgetype="directed" {
                attributes class="node" { attribute id="side" title="side" type="string" {} }
                attributes class="edge" {
                    @for (name, _, kind) in EDGE_FACTS { attribute id=(name) title=(name) type=(kind) {} }
                }
                nodes {
                    @for (key, (name, side)) in &nodes {
                        node id=(holdable(key)) label=(holdable(name)) {
                            attvalues { attvalue for="side" value=(holdable(side)) {} }
                        }
                    }
                }
                edges {
                    @for (number, edge) in edges.iter().enumerate() {
                        edge id=(number) source=(holdable(&edge.from)) target=(holdable(&edge.to)) weight="1" {
                            attvalues {
                                @for ((name, _, _), value) in EDGE_FACTS.iter().zip(values(edge)) {
                                    attvalue for=(name) value=(value) {}
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}
