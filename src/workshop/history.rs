//! Steps of work, so that every deed can be taken back and done again. It must never hold twice
//! what states share: of one that is not now only what the next one towards now has not.

/// How many deeds can be taken back.
const MOST: usize = 200;

/// A state of which less is kept while another stands in its place.
pub trait State: Clone {
    /// What is kept.
    type Kept: Clone;

    /// What is kept while `other` stands in its place.
    fn kept(self, other: &Self) -> Self::Kept;

    /// The state that was kept while this one stood in its place, and what is kept of this one.
    fn exchanged(self, kept: Self::Kept) -> (Self, Self::Kept);
}

/// A state, those before it and those that were taken back: of each what is kept while the next
/// one towards now stands in its place.
#[derive(Clone, Debug)]
pub struct History<S: State> {
    past: Vec<S::Kept>,
    now: S,
    future: Vec<S::Kept>,
}

impl<S: State> History<S> {
    /// A history that begins.
    pub fn new(now: S) -> Self {
        Self {
            past: Vec::new(),
            now,
            future: Vec::new(),
        }
    }

    /// The state as it is.
    pub fn now(&self) -> &S {
        &self.now
    }

    /// A deed: the next state. What was taken back before is gone.
    pub fn step(&mut self, next: S) {
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        let before = std::mem::replace(&mut self.now, next);
        self.past.push(before.kept(&self.now));
        self.future.clear();
    }

    /// Takes the last deed back; whether there was one.
    pub fn undo(&mut self) -> bool {
        turn(&mut self.past, &mut self.now, &mut self.future)
    }

    /// Does again what was taken back last; whether there was something.
    pub fn redo(&mut self) -> bool {
        turn(&mut self.future, &mut self.now, &mut self.past)
    }

    /// How many deeds can be taken back, and how many done again.
    pub fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}

fn turn<S: State>(from: &mut Vec<S::Kept>, now: &mut S, to: &mut Vec<S::Kept>) -> bool {
    let Some(kept) = from.pop() else {
        return false;
    };
    let (state, left) = now.clone().exchanged(kept);
    *now = state;
    to.push(left);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kept as how far it is from the one in its place.
    impl State for i32 {
        type Kept = i32;

        fn kept(self, other: &Self) -> i32 {
            self - other
        }

        fn exchanged(self, kept: i32) -> (Self, i32) {
            (self + kept, -kept)
        }
    }

    #[test]
    fn deeds_are_taken_back_and_done_again_in_their_order() {
        let mut history = History::new(0);
        history.step(1);
        history.step(2);
        assert!(history.undo() && history.undo() && !history.undo());
        assert_eq!((*history.now(), history.depth()), (0, (0, 2)));
        assert!(history.redo());
        history.step(3);
        assert_eq!((*history.now(), history.depth()), (3, (2, 0)));
        assert!(!history.redo());
        for state in 4..1000 {
            history.step(state);
        }
        assert_eq!(history.depth(), (MOST, 0));
    }
}
