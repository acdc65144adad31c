//! Several datasets into one. The same source once more replaces its rows; the same code or id
//! with other content is a conflict, which the caller decides. It must never choose between two
//! values unasked, nor lose a row or a key without saying so.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::compare::{differences, is_same};
use super::decision::{Contradiction, Decisions, Prefer};
use super::diff::key;
use super::document::{Document, Entry, id};
use super::list::List;
use crate::dataset::json::Object;
use crate::pace::{Pace, at_once};

/// Two values of one key that contradict each other.
#[derive(Clone, Debug)]
pub struct Conflict<'t> {
    /// The list; `None` for a key at the top.
    pub list: Option<List>,
    /// Code or id of the row; empty for a key at the top.
    pub id: String,
    /// The key.
    pub key: String,
    /// The base's value as JSON.
    pub first: Cow<'t, str>,
    /// The value that came in, as JSON.
    pub second: Cow<'t, str>,
}

impl Conflict<'_> {
    /// What it is about, to be decided in [`Decisions::each`].
    pub fn contradiction(&self) -> Contradiction {
        (self.list, self.id.clone(), self.key.clone())
    }
}

/// What was decided by rule, and a reader should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// The rows of a source that was there before; its id, how many rows went, how many came.
    Source(String, usize, usize),
    /// The incoming rows of a source were left out, as was decided; its id, how many.
    Kept(String, usize),
    /// Two titles: the one that stands, and the other, as JSON.
    Title(String, String),
}

/// What a merge made.
#[derive(Clone, Debug)]
pub struct Merged<'t> {
    /// The dataset; where a conflict is open it has the base's value.
    pub dataset: Document<'t>,
    /// Conflicts that no decision settles.
    pub conflicts: Vec<Conflict<'t>>,
    /// What was replaced or left out.
    pub replaced: Vec<Replaced>,
}

/// Merges a dataset into another.
pub fn merge<'t>(base: Document<'t>, incoming: &Document<'t>, decisions: Decisions) -> Merged<'t> {
    let pace = &mut Pace::steady();
    at_once(merge_in_slices(base, incoming, decisions, pace))
}

/// The same of datasets that may be large, with rests.
pub async fn merge_in_slices<'t>(
    base: Document<'t>,
    incoming: &Document<'t>,
    decisions: Decisions,
    pace: &mut Pace,
) -> Merged<'t> {
    let mut merge = Merging::new(base, decisions);
    merge.head(incoming);
    for list in [List::Cities, List::Categories, List::Indicators] {
        merge.table(list, incoming);
    }
    let fates = merge.sources(incoming, pace).await;
    for list in FACTS {
        merge.facts(list, incoming, &fates, pace).await;
    }
    for list in List::ALL {
        merge.merged.dataset.rows_mut(list).is_there |= incoming.rows(list).is_there;
    }
    merge.merged
}

/// Takes a row of `list` into a dataset. What is there under its key stays as it is; what it does
/// not say is completed.
pub(super) fn add<'t>(base: Document<'t>, list: List, row: Object<'t>) -> Document<'t> {
    let mut merge = Merging::new(
        base,
        Decisions {
            prefer: Some(Prefer::First),
            ..Decisions::default()
        },
    );
    let mut incoming = Document::default();
    (incoming.rows_mut(list).entries).push(Entry::Joined(Rc::new(row)));
    merge.table(list, &incoming);
    merge.merged.dataset.rows_mut(list).is_there = true;
    merge.merged.dataset
}

/// The lists whose rows belong to a source.
const FACTS: [List; 3] = [List::Observations, List::Relations, List::Honours];

/// Rows that are looked at before a rest.
const SLICE: usize = 1 << 9;

struct Merging<'t> {
    merged: Merged<'t>,
    decisions: Decisions,
}

/// What happens to the rows of the sources that both have.
#[derive(Default)]
struct Fates {
    /// The incoming rows take the place of the base's.
    replaced: BTreeSet<String>,
    /// The base's rows stay, and the incoming ones are left out.
    kept: BTreeSet<String>,
}

/// Whether a JSON text says nothing that another value could contradict.
fn is_empty(json: &str) -> bool {
    json == "null" || is_same(json, "[]")
}

impl<'t> Merging<'t> {
    fn new(base: Document<'t>, decisions: Decisions) -> Self {
        let merged = Merged {
            dataset: base,
            conflicts: Vec::new(),
            replaced: Vec::new(),
        };
        Self { merged, decisions }
    }

    fn head(&mut self, incoming: &Document<'t>) {
        for (name, value) in &incoming.head {
            let known = self.merged.dataset.head(name).cloned();
            let Some(known) = known.filter(|known| !is_empty(known)) else {
                self.merged.dataset.set_head(name, value.clone());
                continue;
            };
            if is_empty(value) || is_same(&known, value) {
                continue;
            }
            let takes = match &**name {
                // Both are days, as JSON texts: the later one is greater.
                "updated" => *value > known,
                "title" => {
                    let is_last = self.decisions.about(None, "", name) == Some(Prefer::Last);
                    let (stands, other) = if is_last {
                        (value, &known)
                    } else {
                        (&known, value)
                    };
                    let note = Replaced::Title(stands.to_string(), other.to_string());
                    self.merged.replaced.push(note);
                    is_last
                }
                _ => self.contradict(None, "", name, known, value.clone()),
            };
            if takes {
                self.merged.dataset.set_head(name, value.clone());
            }
        }
    }

    /// Whether the incoming value stands; an open conflict is noted.
    fn contradict(
        &mut self,
        list: Option<List>,
        id: &str,
        key: &str,
        first: Cow<'t, str>,
        second: Cow<'t, str>,
    ) -> bool {
        let decided = self.decisions.about(list, id, key);
        if decided.is_none() {
            self.merged.conflicts.push(Conflict {
                list,
                id: id.to_owned(),
                key: key.to_owned(),
                first,
                second,
            });
        }
        decided == Some(Prefer::Last)
    }

    /// Rows that others refer to by an id. What only one of two rows says completes the other.
    fn table(&mut self, list: List, incoming: &Document<'t>) {
        let mut known = positions(list, &self.merged.dataset);
        for entry in &incoming.rows(list).entries {
            let new = entry.object();
            let id = key(list, &new, entry);
            let Some(&at) = known.get(&id) else {
                let entries = &mut self.merged.dataset.rows_mut(list).entries;
                known.insert(id, entries.len());
                entries.push(entry.clone());
                continue;
            };
            let old = self.merged.dataset.rows(list).entries[at].object();
            if let Some(row) = self.complete(list, &id, &old, &new) {
                let entry = Entry::Joined(Rc::new(row));
                self.merged.dataset.rows_mut(list).entries[at] = entry;
            }
        }
    }

    /// The row out of two of one id; `None` if the first stays as it is.
    fn complete(
        &mut self,
        list: List,
        id: &str,
        old: &Object<'t>,
        new: &Object<'t>,
    ) -> Option<Object<'t>> {
        let mut row = old.clone();
        let mut is_changed = false;
        for field in differences(list, old, new) {
            // A doubt has no table.
            let key = field.key.as_str();
            let Some(value) = new.get(key).filter(|raw| !is_empty(raw.get())) else {
                continue;
            };
            let takes = match old.get(key).filter(|raw| !is_empty(raw.get())) {
                None => true,
                Some(known) => {
                    let (known, value) = (known.get(), value.get());
                    self.contradict(Some(list), id, key, known.into(), value.into())
                }
            };
            if takes {
                is_changed = true;
                row.0.retain(|(name, _)| name != key);
                row.0.push((Cow::Owned(key.to_owned()), value));
            }
        }
        is_changed.then_some(row)
    }

    /// Takes the sources in, and says what happens to the rows of those that both have.
    async fn sources(&mut self, incoming: &Document<'t>, pace: &mut Pace) -> Fates {
        let mut fates = Fates::default();
        let known = positions(List::Sources, &self.merged.dataset);
        let sources = &incoming.rows(List::Sources).entries;
        let (mut shared, mut new) = (Vec::new(), Vec::new());
        for (done, entry) in sources.iter().enumerate() {
            if done % SLICE == 0 {
                pace.rest().await;
            }
            let id = key(List::Sources, &entry.object(), entry);
            match known.get(&id) {
                Some(&at) => shared.push((id, at, entry)),
                None => new.push(entry.clone()),
            }
        }
        if !shared.is_empty() {
            let ids: BTreeSet<&str> = shared.iter().map(|(id, _, _)| id.as_str()).collect();
            let before = facts(&self.merged.dataset, &ids, pace).await;
            let after = facts(incoming, &ids, pace).await;
            for (id, at, entry) in &shared {
                pace.rest().await;
                let rows = (before.get(id.as_str()), after.get(id.as_str()));
                self.source(id, *at, entry, rows, &mut fates);
            }
        }
        let entries = &mut self.merged.dataset.rows_mut(List::Sources).entries;
        entries.extend(new);
        fates
    }

    fn source(
        &mut self,
        id: &str,
        at: usize,
        entry: &Entry<'t>,
        (before, after): (Option<&Facts<'t>>, Option<&Facts<'t>>),
        fates: &mut Fates,
    ) {
        let none = Facts::default();
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        let old = self.merged.dataset.rows(List::Sources).entries[at].object();
        let new = entry.object();
        let changed = differences(List::Sources, &old, &new);
        let is_same = changed.is_empty()
            && before.len() == after.len()
            && before.iter().zip(after).all(|(one, other)| {
                one.0 == other.0
                    && (one.1.is_twin(&other.1)
                        || differences(one.0, &one.1.object(), &other.1.object()).is_empty())
            });
        if is_same {
            fates.kept.insert(id.to_owned());
            return;
        }
        // Another city or period is another report under the same id; it comes as a whole or not.
        let open = self.merged.conflicts.len();
        let mut takes = true;
        for key in ["city", "period"] {
            let (one, other) = (old.get(key), new.get(key));
            if let (true, Some(one), Some(other)) =
                (changed.iter().any(|field| field.key == key), one, other)
            {
                let (one, other) = (one.get().into(), other.get().into());
                takes &= self.contradict(Some(List::Sources), id, key, one, other);
            }
        }
        if !takes {
            fates.kept.insert(id.to_owned());
            if self.merged.conflicts.len() == open {
                let note = Replaced::Kept(id.to_owned(), after.len());
                self.merged.replaced.push(note);
            }
            return;
        }
        self.merged.dataset.rows_mut(List::Sources).entries[at] = entry.clone();
        let note = Replaced::Source(id.to_owned(), before.len(), after.len());
        self.merged.replaced.push(note);
        fates.replaced.insert(id.to_owned());
    }

    /// Takes the rows of a list in: those of a replaced source where its first row was.
    async fn facts(&mut self, list: List, incoming: &Document<'t>, fates: &Fates, pace: &mut Pace) {
        let mut coming: BTreeMap<String, Vec<Entry<'t>>> = BTreeMap::new();
        // Lists that grow are copied whole now and then, and these may be long.
        let mut new = Vec::with_capacity(incoming.rows(list).entries.len());
        let is_shared = !fates.replaced.is_empty() || !fates.kept.is_empty();
        for (at, entry) in incoming.rows(list).entries.iter().enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            // Without a source that both have nothing depends on it.
            let of = match is_shared {
                true => entry.source(list),
                false => Cow::default(),
            };
            if fates.replaced.contains(&*of) {
                let rows = coming.entry(of.into_owned()).or_default();
                rows.push(entry.clone());
            } else if !fates.kept.contains(&*of) {
                new.push(entry.clone());
            }
        }
        let rows = self.merged.dataset.rows_mut(list);
        if !fates.replaced.is_empty() {
            let mut entries = Vec::with_capacity(rows.entries.len());
            for (at, entry) in rows.entries.drain(..).enumerate() {
                if at % SLICE == 0 {
                    pace.rest().await;
                }
                let of = entry.source(list);
                if fates.replaced.contains(&*of) {
                    entries.extend(coming.remove(&*of).unwrap_or_default());
                } else {
                    entries.push(entry);
                }
            }
            rows.entries = entries;
        }
        rows.entries.reserve(new.len());
        let mut rest = coming.into_values().flatten().chain(new).peekable();
        while rest.peek().is_some() {
            rows.entries.extend(rest.by_ref().take(SLICE));
            pace.rest().await;
        }
    }
}

/// The rows of a source in all lists, in the order of the file.
type Facts<'t> = Vec<(List, Entry<'t>)>;

/// The rows of some sources.
async fn facts<'t>(
    document: &Document<'t>,
    ids: &BTreeSet<&str>,
    pace: &mut Pace,
) -> BTreeMap<String, Facts<'t>> {
    let mut facts: BTreeMap<String, Facts<'t>> = BTreeMap::new();
    for list in FACTS {
        for (at, entry) in document.rows(list).entries.iter().enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            let of = entry.source(list);
            if ids.contains(&*of) {
                let rows = facts.entry(of.into_owned()).or_default();
                rows.push((list, entry.clone()));
            }
        }
    }
    facts
}

/// Where each id of a table stands.
fn positions(list: List, document: &Document<'_>) -> BTreeMap<String, usize> {
    let entries = document.rows(list).entries.iter().enumerate();
    let keys = entries.map(|(at, entry)| (key(list, &entry.object(), entry), at));
    keys.collect()
}

/// The ids of a table's rows that have one.
pub(super) fn ids(list: List, document: &Document<'_>) -> BTreeMap<String, usize> {
    let entries = document.rows(list).entries.iter().enumerate();
    let ids = entries.filter_map(|(at, entry)| Some((id(list, &entry.object())?.into_owned(), at)));
    ids.collect()
}
