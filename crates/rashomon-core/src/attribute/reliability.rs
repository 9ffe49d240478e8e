//! How often an attribution is right that the tagger is so sure of.

use serde::Deserialize;

/// A growing line through points (raw confidence, share that was right), as `training/attribution/calibrate.py`
/// measured them on PolNeAR dev. Without points a confidence is taken as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Reliability(Vec<(f32, f32)>);

impl Reliability {
    /// The share that was right, 0 to 1, at a raw confidence; level beyond the first and last point.
    pub fn at(&self, raw: f32) -> f32 {
        let after = self.0.partition_point(|point| point.0 <= raw);
        match (after.checked_sub(1).map(|i| self.0[i]), self.0.get(after)) {
            (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (raw - low.0) / (high.0 - low.0),
            (Some(only), None) => only.1,
            (None, Some(only)) => only.1,
            (None, None) => raw,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_points_the_line_is_straight_and_beyond_them_level() {
        let line = Reliability(vec![(0.5, 0.2), (0.9, 0.8), (1.0, 0.9)]);
        for (raw, right) in [(0.1, 0.2), (0.5, 0.2), (0.7, 0.5), (0.95, 0.85), (1.0, 0.9)] {
            assert!((line.at(raw) - right).abs() < 1e-6, "{raw}: {}", line.at(raw));
        }
        assert_eq!(Reliability::default().at(0.3), 0.3);
    }
}
