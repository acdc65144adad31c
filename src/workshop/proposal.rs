//! A dataset that may come in: merged into the edition or in its place, with what would be added,
//! changed and gone, and what contradicts what is there. It must never hide a change, nor be
//! carried out while a contradiction is open.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dataset::json::{Object, Raw, Value};
use crate::dataset::{self, Loaded, Problem, Severity};
use crate::edition::{
    Change, Contradiction, Decisions, Difference, Document, Kind, List, Prefer, canonical,
    merge_in_slices, say_replaced, written_in_slices,
};
use crate::pace::Pace;
use crate::query::Lang;

/// How a dataset comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Beside what is there.
    #[default]
    Merge,
    /// In its place.
    Replace,
}

/// A dataset that may come in.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its text.
    pub incoming: Arc<String>,
    /// How.
    pub how: How,
    /// What was decided of contradictions.
    pub decisions: Decisions,
}

impl Proposal {
    /// A proposal about which nothing is decided yet.
    pub fn new(incoming: String) -> Self {
        Self {
            incoming: Arc::new(incoming),
            how: How::Merge,
            decisions: Decisions::default(),
        }
    }
}

/// Two values that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What is contradicted: list, id, key.
    pub about: Contradiction,
    /// What is there.
    pub first: String,
    /// What would come in.
    pub second: String,
    /// What the reader decided.
    pub decided: Option<Prefer>,
}

impl Clash {
    /// The same before anything was decided.
    pub fn pair(&self) -> Self {
        Self {
            decided: None,
            ..self.clone()
        }
    }
}

/// What would become of a proposal.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The next edition's text.
    pub text: Arc<String>,
    /// The same, read; `None` if it is no dataset.
    pub loaded: Option<Loaded>,
    /// The contradictions, decided or not.
    pub clashes: Vec<Clash>,
    /// What was settled by rule, as sentences.
    pub notes: Vec<String>,
    /// How many rows would be added, changed and gone.
    pub counts: [usize; 3],
    /// The first of them.
    pub changes: Arc<[Shown]>,
    /// What is wrong with the next edition and was not wrong before.
    pub issues: Vec<dataset::Issue>,
}

/// A change as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The list; `None` for a key at the top.
    pub list: Option<List>,
    /// Added, changed or gone.
    pub kind: Kind,
    /// What the row is called; its key where it has no name.
    pub name: String,
    /// Keys with the value before and after.
    pub fields: Vec<[String; 3]>,
}

/// Changes that can be looked at; the rest is counted.
const MOST: usize = 300;

impl Outcome {
    /// Whether it may be carried out: nothing is open, nothing becomes wrong, something changes.
    pub fn is_ready(&self) -> bool {
        let is_open = self.clashes.iter().any(|clash| clash.decided.is_none());
        let is_wrong = |issue: &dataset::Issue| issue.severity == Severity::Error;
        !is_open && !self.issues.iter().any(is_wrong) && self.counts != [0; 3]
    }
}

impl Proposal {
    /// What would become of it beside this edition, with which `known` is wrong.
    ///
    /// # Errors
    /// What makes one of the two texts no dataset.
    pub async fn outcome(
        &self,
        edition: &str,
        known: &[dataset::Issue],
        lang: Lang,
        pace: &mut Pace,
    ) -> Result<Outcome, dataset::Issue> {
        let base = Document::read_in_slices(edition, pace).await?;
        let incoming = Document::read_in_slices(&self.incoming, pace).await?;
        let mut outcome = Outcome::default();
        let next = match self.how {
            How::Replace => incoming,
            How::Merge => {
                let none = Decisions::default();
                let open = merge_in_slices(base.clone(), &incoming, none, pace).await;
                let clashes = open.conflicts.iter().map(|conflict| {
                    let about = conflict.contradiction();
                    Clash {
                        decided: self.decisions.about(about.0, &about.1, &about.2),
                        about,
                        first: plain(&canonical(&conflict.first)),
                        second: plain(&canonical(&conflict.second)),
                    }
                });
                outcome.clashes = clashes.collect();
                let merged = match self.decisions.is_empty() {
                    true => open,
                    false => {
                        let decisions = self.decisions.clone();
                        merge_in_slices(base.clone(), &incoming, decisions, pace).await
                    }
                };
                let notes = merged.replaced.iter();
                outcome.notes = notes.map(|note| say_replaced(note, lang)).collect();
                // What is long takes a while to be let go, too.
                drop(incoming);
                pace.rest().await;
                merged.dataset
            }
        };
        let difference = Difference::new(&base, &next, pace).await;
        outcome.counts = difference.counts();
        outcome.changes = difference.changes().take(MOST).map(shown).collect();
        drop(difference);
        outcome.text = Arc::new(written_in_slices(&next, pace).await);
        for document in [next, base] {
            drop(document);
            pace.rest().await;
        }
        match Loaded::read(&outcome.text, pace).await {
            Ok(loaded) => {
                outcome.issues = new_issues(known, &loaded.checked.issues);
                outcome.loaded = Some(loaded);
            }
            Err(issue) => outcome.issues = vec![issue],
        }
        Ok(outcome)
    }
}

fn shown(change: Change<'_>) -> Shown {
    let fields = change.fields.into_iter();
    Shown {
        list: change.list,
        kind: change.kind,
        name: if change.name.is_empty() {
            change.key
        } else {
            change.name
        },
        fields: fields
            .map(|field| [field.key, plain(&field.old), plain(&field.new)])
            .collect(),
    }
}

/// A JSON value as a reader reads it: a text without its quotation marks, a doubt as its reason,
/// and nothing for `null`.
fn plain(json: &str) -> String {
    let raw = Raw::proven(json);
    if let Some(text) = String::read(raw) {
        return text;
    }
    let reason = Object::read(raw).and_then(|object| object.get("reason").and_then(String::read));
    match json {
        "null" => String::new(),
        _ => reason.unwrap_or_else(|| json.to_owned()),
    }
}

/// What is wrong beyond what was known to be wrong.
fn new_issues(known: &[dataset::Issue], issues: &[dataset::Issue]) -> Vec<dataset::Issue> {
    let mut at_path: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for issue in known {
        at_path.entry(&issue.path).or_default().push(&issue.problem);
    }
    let is_new = |issue: &&dataset::Issue| {
        let known = at_path.get(&*issue.path);
        known.is_none_or(|known| !known.contains(&&issue.problem))
    };
    issues.iter().filter(is_new).cloned().collect()
}
