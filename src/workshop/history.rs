//! Steps of work, each a whole state, so that every deed can be taken back and done again. It must
//! never copy what states share: they hold large parts by reference.

/// How many deeds can be taken back.
const MOST: usize = 200;

/// A state, those before it and those that were taken back.
#[derive(Clone, Debug)]
pub struct History<S> {
    past: Vec<S>,
    now: S,
    future: Vec<S>,
}

impl<S> History<S> {
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
        self.past.push(std::mem::replace(&mut self.now, next));
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

fn turn<S>(from: &mut Vec<S>, now: &mut S, to: &mut Vec<S>) -> bool {
    let Some(state) = from.pop() else {
        return false;
    };
    to.push(std::mem::replace(now, state));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

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
