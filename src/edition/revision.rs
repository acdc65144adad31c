//! One row put, taken away or added by hand, and what refers to it led along. It must never leave a
//! reference to a figure that now has another key or is gone, nor touch what it was not asked to.
//!
//! Each takes a dataset's text and gives the text of the next one, so that a step back is the text
//! before, and rests on its way, since a dataset may be large. The result is not checked here:
//! [`check`](crate::dataset::check()) says what is wrong with a row, as of any other.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::compare::is_same;
use super::diff::own_key;
use super::document::{Document, Entry};
use super::list::List;
use super::merge::add;
use super::parts::part_files;
use super::write::{quote, quoted, written_in_slices};
use crate::dataset::json::{Object, Raw, Value};
use crate::dataset::{Issue, Problem, Severity};
use crate::pace::Pace;

/// Rows that are looked at before a rest.
pub(super) const SLICE: usize = 1 << 12;

/// Sets keys of one observation, each to a JSON text, and gives the whole dataset's text.
///
/// `old_key` (`source:paragraph:offset:indicator`) names the observation; `None` adds one behind
/// the last. Keys that `row` does not name stay, the unknown ones too; a value that means the same
/// keeps its digits; null for a key that is not there adds none. Where the observation's own key
/// changes, `of` of other rows and `result` and `terms` of relations follow.
///
/// # Errors
/// The text is no whole dataset, a value is no JSON, no observation has the old key, the row would
/// have no key, or the key of another.
pub async fn put(
    text: &str,
    old_key: Option<&str>,
    row: &[(&str, String)],
    pace: &mut Pace,
) -> Result<String, Issue> {
    let mut document = whole(text, pace).await?;
    let list = List::Observations;
    let entries = &document.rows(list).entries;
    let at = match old_key {
        Some(key) => (position(&document, key, pace).await).ok_or_else(|| unknown(key))?,
        None => entries.len(),
    };
    let mut object = entries.get(at).map(Entry::object).unwrap_or_default();
    for (key, json) in row {
        set(&mut object, key, proven(key, json)?);
    }
    let key = named(list, &object)?;
    if old_key != Some(key.as_str()) && position(&document, &key, pace).await.is_some() {
        return Err(fault(Problem::Duplicate(key), list.name()));
    }
    let followers = match old_key.filter(|old| *old != key) {
        Some(old) => renamed(&document, old, &key, pace).await,
        None => Vec::new(),
    };
    let entry = Entry::Joined(Rc::new(object));
    let entries = &mut document.rows_mut(list).entries;
    match entries.get_mut(at) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
    Ok(patched(document, &followers, pace).await)
}

/// Takes an observation away and gives the whole dataset's text, and what went along: relations
/// that named it (kind and result, as in a [`Change`](super::Change)), and the keys of observations
/// that were part of it, whose `of` is null now.
///
/// # Errors
/// The text is no whole dataset, or no observation has the key.
pub async fn remove(
    text: &str,
    key: &str,
    pace: &mut Pace,
) -> Result<(String, Vec<String>), Issue> {
    let mut document = whole(text, pace).await?;
    let at = (position(&document, key, pace).await).ok_or_else(|| unknown(key))?;
    let (freed, went) = take(&mut document, &BTreeSet::from([at]), pace).await;
    Ok((patched(document, &freed, pace).await, went))
}

/// Adds a city, category, indicator or source (or a row of any other list), each value a JSON text,
/// and gives the whole dataset's text. If the id is there already, its row stays and only what it
/// does not say is completed.
///
/// # Errors
/// The text is no whole dataset, a value is no JSON, or the row has no id.
pub async fn add_row(
    text: &str,
    list: List,
    row: &[(&str, String)],
    pace: &mut Pace,
) -> Result<String, Issue> {
    let document = whole(text, pace).await?;
    let mut object = Object::default();
    for (key, json) in row {
        set(&mut object, key, proven(key, json)?);
    }
    named(list, &object)?;
    Ok(written_in_slices(&add(document, list, object), pace).await)
}

/// Sets a key at the top, such as `title` or `updated`, to a JSON text, and gives the whole
/// dataset's text.
///
/// # Errors
/// The text is no whole dataset, the value is no JSON, or the key is that of a list.
pub async fn set_head(text: &str, key: &str, json: &str, pace: &mut Pace) -> Result<String, Issue> {
    let mut document = whole(text, pace).await?;
    if List::ALL.iter().any(|list| list.name() == key) {
        return Err(fault(Problem::Duplicate(key.to_owned()), key));
    }
    document.set_head(key, Cow::Borrowed(proven(key, json)?.get()));
    Ok(written_in_slices(&document, pace).await)
}

/// A text as a document that may be edited: the rows of a part, or of a dataset in parts, are
/// counted elsewhere.
pub(super) async fn whole<'t>(text: &'t str, pace: &mut Pace) -> Result<Document<'t>, Issue> {
    let document = Document::read_in_slices(text, pace).await?;
    if let Some(of) = document.part_of() {
        return Err(fault(Problem::OnlyPart(of), "part"));
    }
    match part_files(&document) {
        Ok(Some(files)) if !files.is_empty() => {
            Err(fault(Problem::PartsNotLoaded(files.len()), "parts"))
        }
        _ => Ok(document),
    }
}

fn fault(problem: Problem, path: &str) -> Issue {
    Issue {
        severity: Severity::Error,
        problem,
        path: path.to_owned(),
        place: None,
    }
}

fn unknown(key: &str) -> Issue {
    let problem = Problem::UnknownReference(key.to_owned());
    fault(problem, List::Observations.name())
}

/// A value from outside, once it is known to be JSON.
fn proven<'t>(key: &str, json: &'t str) -> Result<Raw<'t>, Issue> {
    Raw::prove(json).map_err(|error| fault(Problem::NotJson(error.to_string()), key))
}

/// The key of a row, or which part of it is missing.
fn named(list: List, object: &Object<'_>) -> Result<String, Issue> {
    own_key(list, object).ok_or_else(|| {
        let keys: &[&str] = match list {
            List::Observations => &["source", "paragraph", "offset", "indicator"],
            List::Honours => &["source", "paragraph", "offset", "title"],
            List::Relations => &["kind", "result"],
            _ => &list.keys()[..1],
        };
        let is_missing = |key: &&&str| object.get(key).is_none_or(|raw| raw.get() == "null");
        match keys.iter().find(is_missing) {
            Some(key) => fault(Problem::MissingKey((*key).to_owned()), list.name()),
            // All are there, and one is of another type.
            None => fault(Problem::UnknownReference(keys.join(":")), list.name()),
        }
    })
}

/// Where the observation with a key stands.
async fn position(document: &Document<'_>, key: &str, pace: &mut Pace) -> Option<usize> {
    let indicator = key.rsplit(':').next();
    for (at, entry) in (document.rows(List::Observations).entries.iter()).enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        // Most rows are told apart by their indicator, without the rest of them.
        if entry.text("indicator").as_deref() == indicator
            && own_key(List::Observations, &entry.object()).as_deref() == Some(key)
        {
            return Some(at);
        }
    }
    None
}

fn set<'t>(object: &mut Object<'t>, key: &'t str, value: Raw<'t>) {
    let known = object.0.iter_mut().rev().find(|(name, _)| name == key);
    match known {
        Some((_, known)) if is_same(known.get(), value.get()) => {}
        Some((_, known)) => *known = value,
        None if value.get() == "null" => {}
        None => object.0.push((Cow::Borrowed(key), value)),
    }
}

/// A key of a row, by list and position, and the JSON text that it is to have.
pub(super) type Patch = (List, usize, &'static str, String);

/// The text of a document with some values set.
pub(super) async fn patched<'t>(
    mut document: Document<'t>,
    patches: &'t [Patch],
    pace: &mut Pace,
) -> String {
    for (list, at, key, json) in patches {
        if let Some(entry) = document.rows_mut(*list).entries.get_mut(*at) {
            let mut object = entry.object();
            set(&mut object, key, Raw::proven(json));
            *entry = Entry::Joined(Rc::new(object));
        }
    }
    written_in_slices(&document, pace).await
}

/// What follows an observation to another key.
async fn renamed(document: &Document<'_>, old: &str, new: &str, pace: &mut Pace) -> Vec<Patch> {
    let mut patches = Vec::new();
    for (at, entry) in (document.rows(List::Observations).entries.iter()).enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        if entry.text("of").as_deref() == Some(old) {
            patches.push((List::Observations, at, "of", quoted(new)));
        }
    }
    for (at, entry) in (document.rows(List::Relations).entries.iter()).enumerate() {
        if entry.text("result").as_deref() == Some(old) {
            patches.push((List::Relations, at, "result", quoted(new)));
        }
        let mut terms = terms(entry);
        if terms.iter().any(|term| term == old) {
            for term in terms.iter_mut().filter(|term| *term == old) {
                new.clone_into(term);
            }
            patches.push((List::Relations, at, "terms", list(&terms)));
        }
    }
    patches
}

/// The keys that a relation is about, but for its result.
fn terms(relation: &Entry<'_>) -> Vec<String> {
    relation
        .get("terms")
        .and_then(Vec::read)
        .unwrap_or_default()
}

fn list(texts: &[String]) -> String {
    let mut json = String::from("[");
    for (at, text) in texts.iter().enumerate() {
        json.push_str(if at == 0 { "" } else { ", " });
        quote(text, &mut json);
    }
    json.push(']');
    json
}

/// Takes observations by their positions away, and the relations that name one of them. What is
/// left to be set, by positions after that, and what went along, as [`remove`] tells it.
pub(super) async fn take(
    document: &mut Document<'_>,
    gone: &BTreeSet<usize>,
    pace: &mut Pace,
) -> (Vec<Patch>, Vec<String>) {
    let entries = &document.rows(List::Observations).entries;
    let keys = gone.iter().filter_map(|&at| {
        let object = entries.get(at)?.object();
        own_key(List::Observations, &object)
    });
    let keys: BTreeSet<String> = keys.collect();
    let (mut freed, mut went) = (Vec::new(), Vec::new());
    let is_named = |_, entry: &Entry<'_>| {
        let result = entry.text("result");
        let is_named = result.is_some_and(|key| keys.contains(&*key))
            || terms(entry).iter().any(|key| keys.contains(key));
        if is_named {
            went.extend(own_key(List::Relations, &entry.object()));
        }
        is_named
    };
    drop_rows(document, List::Relations, is_named, pace).await;
    let mut left = 0;
    let is_gone = |at: usize, entry: &Entry<'_>| {
        let is_gone = gone.contains(&at);
        if !is_gone {
            if entry.text("of").is_some_and(|of| keys.contains(&*of)) {
                went.extend(own_key(List::Observations, &entry.object()));
                freed.push((List::Observations, left, "of", "null".to_owned()));
            }
            left += 1;
        }
        is_gone
    };
    drop_rows(document, List::Observations, is_gone, pace).await;
    (freed, went)
}

/// Drops the rows of a list that `is_gone` says, in their order.
async fn drop_rows<'t>(
    document: &mut Document<'t>,
    list: List,
    mut is_gone: impl FnMut(usize, &Entry<'t>) -> bool,
    pace: &mut Pace,
) {
    let entries = &mut document.rows_mut(list).entries;
    let mut kept = Vec::with_capacity(entries.len());
    for (at, entry) in std::mem::take(entries).into_iter().enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        if !is_gone(at, &entry) {
            kept.push(entry);
        }
    }
    *entries = kept;
}
