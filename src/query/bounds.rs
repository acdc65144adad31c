//! What the page around a dashboard leaves to its reader: which views, and which parts of the query
//! are fixed. It must never look at a dataset, nor be changed by a reader.

use super::url::BadValue;
use super::{Filter, Query, View};

/// What a reader may see and change; the default is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The views shown, in the page's order; empty is all.
    views: Vec<View>,
    /// Keys of the address that stay as they are.
    locked: Vec<String>,
    /// Whether the reader has no filters and switches: what is on is said, and not offered.
    pub bare: bool,
}

/// Keys that can be locked besides the filters.
const LOCKABLE: &[&str] = &[
    "year", "q", "read", "view", "lang", "theme", "elder", "text", "basis", "columns",
];

impl Bounds {
    /// Reads the attributes `views` (words apart by spaces), `locked` (likewise) and `controls`
    /// (`full` or `none`); what means nothing is left out and reported.
    pub fn parse(views: &str, locked: &str, controls: &str) -> (Self, Vec<BadValue>) {
        let mut bounds = Self::default();
        let mut bad = Vec::new();
        let mut report = |key: &str, value: &str| {
            bad.push(BadValue {
                key: key.to_owned(),
                value: value.to_owned(),
            });
        };
        for word in views.split_whitespace() {
            match View::ALL.iter().find(|view| view.as_str() == word) {
                Some(&view) if !bounds.views.contains(&view) => bounds.views.push(view),
                Some(_) => {}
                None => report("views", word),
            }
        }
        for key in locked.split_whitespace() {
            let is_filter = Filter::ALL.iter().any(|filter| filter.key() == key);
            if is_filter || LOCKABLE.contains(&key) {
                bounds.locked.push(key.to_owned());
            } else {
                report("locked", key);
            }
        }
        match controls {
            "" | "full" => {}
            "none" => bounds.bare = true,
            word => report("controls", word),
        }
        (bounds, bad)
    }

    /// The views shown, in the order of the attribute.
    pub fn views(&self) -> &[View] {
        match self.views.as_slice() {
            [] => View::ALL,
            views => views,
        }
    }

    /// Whether a reader may change what a key of the address says.
    pub fn is_free(&self, key: &str) -> bool {
        !self.bare && !self.is_locked(key)
    }

    /// Whether a key of the address stays as it is.
    pub fn is_locked(&self, key: &str) -> bool {
        self.locked.iter().any(|locked| locked == key)
    }

    /// Whether a view can be gone to.
    pub fn shows(&self, view: View) -> bool {
        self.views().contains(&view)
    }

    /// What the page asks, with a view that is shown: of one that is not, the first.
    #[must_use]
    pub fn within(&self, mut asked: Query) -> Query {
        if !self.shows(asked.view) {
            asked.view = self.views().first().copied().unwrap_or_default();
        }
        asked
    }

    /// What a reader asks, with what is locked as it was `before`.
    #[must_use]
    pub fn hold(&self, before: &Query, mut asked: Query) -> Query {
        if !self.shows(asked.view) {
            asked.view = before.view;
        }
        for key in &self.locked {
            keep(key, before, &mut asked);
        }
        asked
    }

    /// What a reader asks by mouse or keys. Without controls nothing is chosen but what is looked
    /// at: there would be nothing to take it back with.
    #[must_use]
    pub fn permit(&self, before: &Query, asked: Query) -> Query {
        let mut asked = self.hold(before, asked);
        if self.bare {
            let filters = Filter::ALL.iter().map(|filter| filter.key());
            let others = LOCKABLE.iter().copied().filter(|&key| key != "view");
            for key in filters.chain(others) {
                keep(key, before, &mut asked);
            }
        }
        asked
    }
}

/// Leaves what a key of the address says as it was.
fn keep(key: &str, before: &Query, asked: &mut Query) {
    match key {
        "year" => asked.years = before.years,
        "q" => asked.text.clone_from(&before.text),
        "read" => asked.read = before.read,
        "view" => asked.view = before.view,
        "lang" => asked.lang = before.lang,
        "theme" => asked.theme = before.theme,
        "elder" => asked.elder = before.elder,
        "text" => asked.text_scale = before.text_scale,
        "basis" => asked.basis = before.basis,
        "columns" => asked.columns = before.columns,
        key => {
            let filter = Filter::ALL.iter().find(|filter| filter.key() == key);
            if let Some(&filter) = filter {
                *asked.choices_mut(filter) = before.choices(filter).clone();
            }
        }
    }
}
