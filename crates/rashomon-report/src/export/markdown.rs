//! The paper in Markdown.

use super::Handover;
use super::document::{Block, paper};

/// A short paper in Markdown (GitHub's tables): accounts, issues by account, discrepancies, notes.
pub fn markdown(handover: &Handover<'_>) -> String {
    let mut out = String::new();
    for block in paper(handover) {
        match block {
            Block::Title(text) => out.push_str(&format!("# {}\n\n", escaped(&text))),
            Block::Heading(text) => out.push_str(&format!("## {}\n\n", escaped(&text))),
            Block::Text(text) => out.push_str(&format!("{}\n\n", escaped(&text))),
            Block::List(points) => {
                for point in points {
                    out.push_str(&format!("- {}\n", escaped(&point)));
                }
                out.push('\n');
            }
            Block::Table { head, rows } => table(&mut out, &head, &rows),
        }
    }
    out
}

fn table(out: &mut String, head: &[String], rows: &[Vec<Vec<String>>]) {
    let head: Vec<String> = head.iter().map(|cell| escaped(cell)).collect();
    out.push_str(&format!(
        "| {} |\n|{}\n",
        head.join(" | "),
        " --- |".repeat(head.len())
    ));
    for row in rows {
        let cell = |lines: &Vec<String>| {
            lines
                .iter()
                .map(|line| escaped(line))
                .collect::<Vec<_>>()
                .join("<br>")
        };
        let cells: Vec<String> = row.iter().map(cell).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
}

/// Text in which nothing is markup: neither Markdown's nor HTML's.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // What would begin a list or a rule at the start of a line.
    if out.starts_with(['-', '+']) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escaped("<b>*a*</b> [x](y) | `c`"),
            "&lt;b&gt;\\*a\\*&lt;/b&gt; \\[x\\](y) \\| \\`c\\`"
        );
        assert_eq!(escaped("- no list"), "\\- no list");
    }
}
