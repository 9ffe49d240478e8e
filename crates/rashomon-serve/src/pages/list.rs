//! Filters that long lists have in common.

use maud::{Markup, html};
use rashomon_case::{Part, Verdict};

use super::Room;

/// What a list may be narrowed down to by what was decided.
const STATES: [(&str, &str); 6] = [
    ("", "any"),
    ("open", "undecided"),
    ("accepted", "accepted"),
    ("rejected", "rejected"),
    ("corrected", "corrected"),
    ("noted", "with a note"),
];
/// And by how sure the machine is.
const SURE: [(&str, &str); 4] = [("", "any"), ("high", "high"), ("fair", "fair"), ("low", "low")];

impl Room<'_> {
    /// Whether a part is among those that the address asks for.
    pub fn is_wanted(&self, part: &Part, confidence: f32) -> bool {
        let state = self.view.state(part);
        let by_state = match self.asked.wanted("state") {
            Some("open") => state.verdict.is_none() && state.corrected.is_empty(),
            Some("accepted") => state.verdict == Some(Verdict::Accepted),
            Some("rejected") => state.verdict == Some(Verdict::Rejected),
            Some("corrected") => !state.corrected.is_empty(),
            Some("noted") => state.decisions.iter().any(|place| {
                matches!(
                    self.view.decisions[*place].ruling,
                    rashomon_case::Ruling::Note { .. }
                )
            }),
            _ => true,
        };
        let by_confidence = match self.asked.wanted("sure") {
            Some("high") => confidence >= 0.8,
            Some("fair") => (0.5..0.8).contains(&confidence),
            Some("low") => confidence < 0.5,
            _ => true,
        };
        by_state && by_confidence
    }

    /// The form that narrows a list down, with fields of the list's own.
    pub fn filters(&self, own: &Markup) -> Markup {
        html! {
            form.filters {
                (self.choice("state", "Decided", &STATES))
                (self.choice("sure", "Confidence", &SURE))
                (own)
                button type="submit" { "Show" }
            }
        }
    }

    /// A choice of one among a few.
    pub fn choice(&self, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
        let chosen = self.asked.wanted(name).unwrap_or_default();
        html! {
            label { (label) " "
                select name=(name) {
                    @for (value, word) in options { option value=(value) selected[*value == chosen] { (word) } }
                }
            }
        }
    }

    /// A choice of one among names that came from accounts.
    pub fn choice_of(&self, name: &str, label: &str, options: &[String]) -> Markup {
        let chosen = self.asked.wanted(name).unwrap_or_default();
        html! {
            label { (label) " "
                select name=(name) {
                    option value="" { "any" }
                    @for option in options {
                        option value=(option) selected[option == chosen] {
                            (rashomon_report::clipped(&rashomon_report::one_line(option), 40))
                        }
                    }
                }
            }
        }
    }
}
