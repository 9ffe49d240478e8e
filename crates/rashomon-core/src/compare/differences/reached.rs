//! How like something those of another account are that it may be matched with.

/// The likenesses noted so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    /// The highest.
    pub best: f32,
    /// The one after it.
    pub second: f32,
    /// The highest of those that are marked.
    pub marked: f32,
}

impl Reached {
    /// Before anything is noted, all are at the floor.
    pub fn nothing(floor: f32) -> Self {
        Self {
            best: floor,
            second: floor,
            marked: floor,
        }
    }

    /// Notes one more.
    pub fn note(&mut self, likeness: f32, marked: bool) {
        if likeness > self.best {
            self.second = self.best;
            self.best = likeness;
        } else {
            self.second = self.second.max(likeness);
        }
        if marked {
            self.marked = self.marked.max(likeness);
        }
    }
}
