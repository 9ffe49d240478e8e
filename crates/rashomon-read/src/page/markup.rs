//! Mark-up to paragraphs of text.

use dom_query::{Document, NodeRef};
use rashomon_core::account::BlockKind;

/// One paragraph of a page, white space collapsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words.
    pub text: String,
    /// What the mark-up shows it to be, if it does.
    pub kind: Option<BlockKind>,
}

/// How much of a document is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All of an extracted article.
    Article,
    /// What a reader of the whole page sees, navigation left out.
    Page,
}

/// Elements whose content nobody reads.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "embed",
    "canvas", "audio", "video", "select", "textarea", "button", "input", "datalist", "dialog", "map",
    "noframes", "link", "meta",
];
/// Elements around the content of a whole page.
const AROUND: &[&str] = &["nav", "footer", "aside", "form", "menu"];
/// Elements that run inside a line; every other element starts a new paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
    "track",
];

/// Whether the walk comes to a node or leaves it.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave { block: bool, marks: bool, pre: bool },
}

/// Collects paragraphs; what follows a line break is kept apart until it is known how it goes on.
#[derive(Default)]
struct Collector {
    out: Vec<Paragraph>,
    line: String,
    /// Kinds of the elements around, innermost last.
    kinds: Vec<BlockKind>,
    pre: usize,
}

/// The paragraphs of a document, in order, none of them empty.
///
/// Walks without recursion, so that no nesting is too deep.
pub(super) fn paragraphs(document: &Document, scope: Scope) -> Vec<Paragraph> {
    let mut collector = Collector::default();
    let mut steps = vec![Step::Enter(document.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave { block, marks, pre } => {
                if block {
                    collector.flush();
                }
                if marks {
                    collector.kinds.pop();
                }
                collector.pre -= usize::from(pre);
            }
            Step::Enter(node) if node.is_text() => collector.text(&node.text()),
            Step::Enter(node) => enter(node, scope, &mut collector, &mut steps),
        }
    }
    collector.flush();
    collector.out
}

/// Comes to an element: its end and its children are put on the stack.
fn enter<'a>(node: NodeRef<'a>, scope: Scope, collector: &mut Collector, steps: &mut Vec<Step<'a>>) {
    if node.is_comment() || node.is_doctype() {
        return;
    }
    let name = node.node_name().unwrap_or_default().to_ascii_lowercase();
    let skipped = HIDDEN.contains(&name.as_str())
        || scope == Scope::Page && AROUND.contains(&name.as_str())
        || node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true");
    if skipped {
        return;
    }
    if name == "br" {
        collector.line.push('\n');
        return;
    }
    let block = node.is_element() && !INLINE.contains(&name.as_str());
    let kind = kind(&name);
    let pre = name == "pre";
    if block {
        collector.flush();
    }
    collector.kinds.extend(kind);
    collector.pre += usize::from(pre);
    steps.push(Step::Leave {
        block,
        marks: kind.is_some(),
        pre,
    });
    steps.extend(node.children_it(true).map(Step::Enter));
}

/// What an element's content is, where the mark-up shows it.
fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "figcaption" | "figure" | "caption" => Some(BlockKind::Credit),
        "address" => Some(BlockKind::Furniture),
        _ => None,
    }
}

impl Collector {
    /// Adds text of the current paragraph; in preformatted text line ends count as line breaks.
    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.line.push_str(text);
        } else {
            self.line.extend(
                text.chars()
                    .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
            );
        }
    }

    /// Ends the current paragraph. A line break inside it ends a paragraph too, unless the next line goes
    /// on in lower case.
    fn flush(&mut self) {
        let kind = self.kinds.last().copied();
        let mut current = String::new();
        for line in std::mem::take(&mut self.line).split(['\n', '\r']) {
            let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let goes_on = words.chars().next().is_some_and(char::is_lowercase);
            if !current.is_empty() && !goes_on && !words.is_empty() {
                self.out.push(Paragraph {
                    text: std::mem::take(&mut current),
                    kind,
                });
            }
            if !current.is_empty() && !words.is_empty() {
                current.push(' ');
            }
            current.push_str(&words);
        }
        if !current.is_empty() {
            self.out.push(Paragraph { text: current, kind });
        }
    }
}

/// Elements that have no end tag, or often go without: these do not nest.
#[rustfmt::skip]
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "rp", "rt", "thead", "tbody", "tfoot", "colgroup",
];

/// Deepest nesting that the tags of `html` suggest, without parsing it.
///
/// Parsing takes time in the square of the depth, so this looks first. Tags inside scripts and comments
/// are counted like others.
pub(super) fn apparent_depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = &tag[..length.min(16)];
        if name.is_empty()
            || UNCLOSED
                .iter()
                .any(|unclosed| unclosed.eq_ignore_ascii_case(name))
        {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    deepest
}

/// The text between the tags, for mark-up too deep to parse; entities and scripts are left as they are.
pub(super) fn without_tags(html: &str) -> Vec<Paragraph> {
    let mut collector = Collector::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        collector.text(&rest[..open]);
        collector.flush();
        rest = rest[open..]
            .find('>')
            .map_or("", |close| &rest[open + close + 1..]);
    }
    collector.text(rest);
    collector.flush();
    collector.out
}

/// How deep the elements are nested.
pub(super) fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut open = vec![(document.root(), 0_usize)];
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(node.children_it(true).map(|child| (child, depth + 1)));
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        paragraphs(&Document::from(html), Scope::Page)
            .into_iter()
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn elements_become_paragraphs_and_entities_characters() {
        let html = "<p>One &amp; <b>two</b>\n  three&nbsp;<!-- x -->four</p><ul><li>A<li>B</ul><blockquote>“C”</blockquote>";
        assert_eq!(texts(html), ["One & two three four", "A", "B", "“C”"]);
    }

    #[test]
    fn line_breaks_end_a_paragraph_unless_the_sentence_goes_on() {
        assert_eq!(
            texts("<p>Orsi: Yes.<br>Vale: No,<br>never.</p>"),
            ["Orsi: Yes.", "Vale: No, never."]
        );
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        assert_eq!(
            texts("<nav>Home</nav><script>x()</script><style>p{}</style><p>A</p><p hidden>B</p>"),
            ["A"]
        );
    }

    #[test]
    fn depth_is_seen_before_parsing_and_after() {
        let page = "<html><body><p>A<br><div><p>B</div><div>C</div>";
        assert_eq!(apparent_depth(page), 3);
        assert_eq!(depth(&Document::from(page)), 5);
        assert_eq!(apparent_depth(&"<div>".repeat(50_000)), 50_000);
    }

    #[test]
    fn tags_can_be_dropped_without_parsing() {
        let texts: Vec<String> = without_tags("<b>A\nb</b><p>C<")
            .into_iter()
            .map(|p| p.text)
            .collect();
        assert_eq!(texts, ["A b", "C"]);
    }
}
