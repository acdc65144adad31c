//! What a reader has decided where two datasets contradict each other. It must never decide what it
//! was not asked.

use std::collections::BTreeMap;

use super::List;

/// Which of two values stands where they contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// That of the base.
    First,
    /// That of what comes in.
    Last,
}

/// What a conflict is about: list, id and key of a [`Conflict`](super::Conflict).
pub type Contradiction = (Option<List>, String, String);

/// What the caller has decided beforehand.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Which value stands in every conflict that `each` does not name; `None` leaves them open.
    pub prefer: Option<Prefer>,
    /// Which value stands in one conflict. The title, over which no merge stops, is decided as
    /// `(None, "", "title")`.
    pub each: BTreeMap<Contradiction, Prefer>,
}

impl Decisions {
    /// Whether nothing is decided.
    pub fn is_empty(&self) -> bool {
        self.prefer.is_none() && self.each.is_empty()
    }

    /// What is decided about a contradiction.
    pub fn about(&self, list: Option<List>, id: &str, key: &str) -> Option<Prefer> {
        let each = || (self.each).get(&(list, id.to_owned(), key.to_owned()));
        let own = (!self.each.is_empty()).then(each).flatten();
        own.copied().or(self.prefer)
    }
}
