//! Lines on their way to a terminal.

use super::wrap::{Line, Piece, Run, run, width, wrap};

/// What a piece of text is, which decides its colour and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Running text.
    Plain,
    /// Headings and names.
    Strong,
    /// What may be skipped.
    Faint,
    /// References to statements, discrepancies and threads.
    Reference,
    /// Something is there.
    Good,
    /// Something differs.
    Differs,
    /// Something contradicts.
    Against,
    /// Only the other side, or off the record.
    Other,
}

impl Tone {
    /// The parameters of the escape sequence that switches it on.
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Reference => "36",
            Self::Good => "32",
            Self::Differs => "33",
            Self::Against => "1;31",
            Self::Other => "35",
        }
    }
}

/// Text being written, line by line, none wider than its width.
pub(crate) struct Screen {
    /// Columns.
    pub width: usize,
    colour: bool,
    out: String,
}

impl Screen {
    pub fn new(width: usize, colour: bool) -> Self {
        Self {
            width,
            colour,
            out: String::new(),
        }
    }

    /// Everything written.
    pub fn finish(self) -> String {
        self.out
    }

    /// An empty line, never two in a row.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A section's title with a rule to the end of the line.
    pub fn title(&mut self, title: &str) {
        self.gap();
        let rule = "─".repeat(self.width.saturating_sub(width(title) + 1));
        self.line(0, &[run(Tone::Strong, title), run(Tone::Faint, rule)]);
    }

    /// Runs wrapped to the width, every line indented by `indent`.
    pub fn line(&mut self, indent: usize, runs: &[Run]) {
        self.hanging(indent, indent, runs);
    }

    /// Runs wrapped to the width, lines after the first indented by `rest`.
    pub fn hanging(&mut self, first: usize, rest: usize, runs: &[Run]) {
        // All lines are broken for the deeper indent, so that none can overflow.
        let lines = wrap(runs, self.width.saturating_sub(first.max(rest)));
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { first } else { rest };
            self.out.push_str(&" ".repeat(indent));
            self.set(line);
            self.out.push('\n');
        }
    }

    /// Cells side by side, their lines padded to the width of their column, two spaces between.
    pub fn row(&mut self, cells: &[Vec<Line>], widths: &[usize]) {
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..height {
            let last = cells.iter().rposition(|cell| cell.len() > at).unwrap_or_default();
            for (number, (cell, space)) in cells.iter().zip(widths).enumerate().take(last + 1) {
                let line = cell.get(at).map_or(&[][..], Vec::as_slice);
                self.set(line);
                if number < last {
                    let used: usize = line.iter().map(|piece| width(&piece.text)).sum();
                    self.out.push_str(&" ".repeat(space.saturating_sub(used) + 2));
                }
            }
            self.out.push('\n');
        }
    }

    /// A line as it is, in colour when there is colour.
    fn set(&mut self, line: &[Piece]) {
        for piece in line {
            let code = piece.tone.code();
            if self.colour && !code.is_empty() {
                self.out
                    .push_str(&format!("\u{1b}[{code}m{}\u{1b}[0m", piece.text));
            } else {
                self.out.push_str(&piece.text);
            }
        }
    }
}
