//! CSV, row by row.

/// A table being written.
pub(super) struct Table {
    text: String,
    rows: usize,
}

impl Table {
    /// A table with this head.
    pub fn new(head: &[&str]) -> Self {
        Self {
            text: head.join(",") + "\r\n",
            rows: 0,
        }
    }

    /// Rows written so far, its head apart.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
        self.rows += 1;
    }

    /// The whole table (RFC 4180).
    pub fn written(self) -> String {
        self.text
    }
}

/// A cell in quotation marks where it needs them, and harmless to spreadsheets.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_quoted_and_run_nothing() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(quoted("-0.25"), "-0.25");
        assert_eq!(quoted("-cmd|x"), "'-cmd|x");
    }
}
