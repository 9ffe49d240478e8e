//! Figures kept from one version to the next.

use std::collections::BTreeMap;
use std::fmt;

/// How far a figure may fall before it counts as dropped.
pub const TOLERANCE: f64 = 0.005;

/// Figures by case, then by name.
pub type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// A figure that got worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// Which case.
    pub case: String,
    /// Which figure.
    pub figure: String,
    /// As it was.
    pub before: f64,
    /// As it is; `None` when it is no longer measured.
    pub now: Option<f64>,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            case,
            figure,
            before,
            now,
        } = self;
        match now {
            Some(now) => write!(f, "{case}: {figure} was {before:.3} and is {now:.3}"),
            None => write!(f, "{case}: {figure} was {before:.3} and is no longer measured"),
        }
    }
}

/// Whether more of it is better (`true`), worse (`false`) or neither (`None`).
fn more_is_better(figure: &str) -> Option<bool> {
    match figure {
        "negatives_hit" | "threads_forbidden" | "omissions_wrong" | "copies_wrong" | "unread_blamed" => {
            Some(false)
        }
        "threads_pairs_gold" | "discrepancies_gold" | "discrepancies_predicted" => None,
        _ => Some(true),
    }
}

/// The figures that got worse by more than [`TOLERANCE`], or are missing.
///
/// Counts of mistakes must not rise; sizes of gold and the number of predicted discrepancies may change.
/// New figures are no drop.
///
/// ```
/// use rashomon_eval::baseline::{Figures, drops};
/// let figures = |speaker: f64| -> Figures {
///     [("strait".to_owned(), [("speaker".to_owned(), speaker)].into())].into()
/// };
/// assert!(drops(&figures(0.9), &figures(0.896)).is_empty());
/// assert_eq!(drops(&figures(0.9), &figures(0.8))[0].to_string(), "strait: speaker was 0.900 and is 0.800");
/// ```
pub fn drops(before: &Figures, now: &Figures) -> Vec<Dropped> {
    let mut out = Vec::new();
    for (case, figures) in before {
        for (figure, &was) in figures {
            let now = now.get(case).and_then(|figures| figures.get(figure)).copied();
            let is_worse = match (now, more_is_better(figure)) {
                (None, _) => true,
                (Some(now), Some(true)) => now < was - TOLERANCE,
                (Some(now), Some(false)) => now > was + TOLERANCE,
                (Some(_), None) => false,
            };
            if is_worse {
                out.push(Dropped {
                    case: case.clone(),
                    figure: figure.clone(),
                    before: was,
                    now,
                });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(figure: &str, value: f64) -> Figures {
        [("case".to_owned(), [(figure.to_owned(), value)].into())].into()
    }

    #[test]
    fn more_mistakes_are_a_drop_and_fewer_are_none() {
        assert_eq!(
            drops(&figures("negatives_hit", 1.0), &figures("negatives_hit", 2.0)).len(),
            1
        );
        assert!(drops(&figures("negatives_hit", 2.0), &figures("negatives_hit", 1.0)).is_empty());
    }

    #[test]
    fn a_figure_that_is_gone_is_a_drop_and_a_new_one_is_none() {
        assert_eq!(drops(&figures("form", 1.0), &Figures::new()).len(), 1);
        assert!(drops(&Figures::new(), &figures("form", 1.0)).is_empty());
    }
}
