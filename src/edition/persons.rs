//! A dataset that names no persons, for those who hand it on. It must never say that it found them
//! all: what was taken out is told, so that a reader can look at what is left.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::compare::is_same;
use super::document::{Document, Entry, text};
use super::list::{DOUBT, List};
use super::recipient::{doubtful, name};
use super::revision::{Patch, SLICE, patched, take, whole};
use super::write::{MOST_LEVELS, object, quoted};
use crate::dataset::Issue;
use crate::dataset::json::{Object, Raw, Value};
use crate::pace::Pace;

/// What went with the persons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persons {
    /// The names that were looked for in all remarks.
    pub names: BTreeSet<String>,
    /// How many observations about a person went.
    pub observations: usize,
    /// What went along with these, as [`remove`](super::remove) tells it.
    pub along: Vec<String>,
    /// How many recipients and awarders of honours went.
    pub honours: usize,
    /// How many sources lost their authors.
    pub authors: usize,
    /// How many sources lost their text.
    pub texts: usize,
    /// How many remarks, reasons of doubts, titles, definitions and file names were blanked, or
    /// had a name in them replaced by `…`.
    pub remarks: usize,
}

/// Leaves out what names persons, and gives the whole dataset's text and what went.
///
/// - Observations of the scope `person:…` go, and of a `unit:…` that a name is part of, with what
///   [`remove`](super::remove) takes along.
/// - `recipient` and `awarder` of an honour become null where they are not surely a body, a place,
///   a work or a number of people; when in doubt they go.
/// - `authors` of sources are emptied, `text` becomes null.
/// - What holds one of the names found so: `note`, an indicator's `definition` and a source's
///   `file` become null, a doubt's `reason` becomes `…`; in titles and in an indicator's name the
///   name alone becomes `…`.
///
/// It does not find a name that stands only within the name of a body (张三建筑公司), in
/// quotation marks, or in a remark, title or definition and nowhere as a scope, recipient, awarder
/// or author; nor look for a name of one character, of four without a dot, or in Latin letters; nor
/// look into ids and keys that the format does not know. File names and hashes of reports stay, by
/// which those who have a report can tell it.
///
/// # Errors
/// The text is no whole dataset.
pub async fn without_persons(text: &str, pace: &mut Pace) -> Result<(String, Persons), Issue> {
    let mut document = whole(text, pace).await?;
    let mut persons = Persons::default();
    let scopes = scopes(&document, pace).await;
    let places = places(&document, &scopes);
    persons.names = names(&document, &scopes, &places);
    let mut patches = observations(&mut document, &mut persons, pace).await;
    honours(&document, &places, &mut persons, &mut patches);
    sources(&document, &mut persons, &mut patches);
    remarks(&mut document, &mut persons, &mut patches, pace).await;
    Ok((patched(document, &patches, pace).await, persons))
}

/// The distinct scopes of observations: a million rows have few.
async fn scopes(document: &Document<'_>, pace: &mut Pace) -> BTreeSet<String> {
    let mut scopes = BTreeSet::new();
    for (at, entry) in document.rows(List::Observations).entries.iter().enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        let scope = entry.text("scope").unwrap_or_default();
        if !scopes.contains(&*scope) {
            scopes.insert(scope.into_owned());
        }
    }
    scopes
}

/// Cities, provinces, and what scopes say of counties and zones.
fn places(document: &Document<'_>, scopes: &BTreeSet<String>) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for entry in &document.rows(List::Cities).entries {
        let own = ["name", "short_name", "province"];
        let own = own.into_iter().filter_map(|key| entry.text(key));
        places.extend(own.map(Cow::into_owned));
        let aliases: Option<Vec<String>> = entry.get("aliases").and_then(Value::read);
        places.extend(aliases.into_iter().flatten());
    }
    for scope in scopes {
        if let Some(("county" | "zone", place)) = scope.split_once(':') {
            places.insert(place.to_owned());
        }
    }
    places.retain(|place| !place.is_empty());
    places
}

/// The names of persons that stand where a name has a place of its own.
fn names(
    document: &Document<'_>,
    scopes: &BTreeSet<String>,
    places: &BTreeSet<String>,
) -> BTreeSet<String> {
    let persons = scopes
        .iter()
        .filter_map(|scope| scope.strip_prefix("person:"));
    let mut names: BTreeSet<String> = persons.map(str::to_owned).collect();
    let mut note = |text: &str| {
        for piece in doubtful(text, places) {
            names.extend(name(&piece).map(str::to_owned));
        }
    };
    for entry in &document.rows(List::Honours).entries {
        let texts = GIVEN.iter().filter_map(|key| entry.text(key));
        texts.for_each(|text| note(&text));
    }
    for entry in &document.rows(List::Sources).entries {
        let authors: Option<Vec<String>> = entry.get("authors").and_then(Value::read);
        authors.iter().flatten().for_each(|author| note(author));
    }
    names.retain(|name| name.chars().count() > 1);
    names
}

impl Persons {
    fn is_in(&self, text: &str) -> bool {
        self.names.iter().any(|name| text.contains(name.as_str()))
    }

    /// A text with each name as `…`.
    fn masked(&self, text: &str) -> String {
        // A name that begins with another stands behind it.
        let names = self.names.iter().rev();
        names.fold(text.to_owned(), |text, name| {
            text.replace(name.as_str(), "…")
        })
    }
}

async fn observations(
    document: &mut Document<'_>,
    persons: &mut Persons,
    pace: &mut Pace,
) -> Vec<Patch> {
    let mut gone = BTreeSet::new();
    for (at, entry) in document.rows(List::Observations).entries.iter().enumerate() {
        if at % SLICE == 0 {
            pace.rest().await;
        }
        let scope = entry.text("scope").unwrap_or_default();
        if scope.starts_with("person:") || scope.starts_with("unit:") && persons.is_in(&scope) {
            gone.insert(at);
        }
    }
    persons.observations = gone.len();
    let (patches, along) = take(document, &gone, pace).await;
    persons.along = along;
    patches
}

/// Who gave an honour, and who received it.
const GIVEN: &[&str] = &["recipient", "awarder"];

fn honours(
    document: &Document<'_>,
    places: &BTreeSet<String>,
    persons: &mut Persons,
    patches: &mut Vec<Patch>,
) {
    for (at, entry) in document.rows(List::Honours).entries.iter().enumerate() {
        for key in GIVEN {
            let text = entry.text(key).unwrap_or_default();
            if persons.is_in(&text) || !doubtful(&text, places).is_empty() {
                persons.honours += 1;
                patches.push((List::Honours, at, key, "null".to_owned()));
            }
        }
    }
}

fn sources(document: &Document<'_>, persons: &mut Persons, patches: &mut Vec<Patch>) {
    let Persons { authors, texts, .. } = persons;
    for (key, empty, count) in [("authors", "[]", authors), ("text", "null", texts)] {
        for (at, entry) in document.rows(List::Sources).entries.iter().enumerate() {
            let raw = entry.get(key).map_or("null", Raw::get);
            if raw != "null" && !is_same(raw, empty) {
                *count += 1;
                patches.push((List::Sources, at, key, empty.to_owned()));
            }
        }
    }
}

/// Where a remark may name a person.
const REMARKS: &[(List, &str)] = &[
    (List::Observations, "note"),
    (List::Observations, "doubt"),
    (List::Honours, "doubt"),
    (List::Honours, "title"),
    (List::Sources, "title"),
    (List::Sources, "file"),
    (List::Indicators, "name"),
    (List::Indicators, "definition"),
];

async fn remarks(
    document: &mut Document<'_>,
    persons: &mut Persons,
    patches: &mut Vec<Patch>,
    pace: &mut Pace,
) {
    let before = patches.len();
    for (list, key) in REMARKS {
        for (at, entry) in document.rows(*list).entries.iter().enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            let blank = blanked(entry, key, persons);
            patches.extend(blank.map(|json| (*list, at, *key, json)));
        }
    }
    persons.remarks = patches.len() - before;
    let title = document.head("title");
    let title = title.and_then(|json| String::read(Raw::proven(json)));
    if let Some(title) = title.filter(|title| persons.is_in(title)) {
        persons.remarks += 1;
        document.set_head("title", Cow::Owned(quoted(&persons.masked(&title))));
    }
}

/// What stands in the place of a remark that names a person.
fn blanked(entry: &Entry<'_>, key: &str, persons: &Persons) -> Option<String> {
    let raw = entry.get(key)?;
    if let Some(mut doubt) = Object::read(raw) {
        text(&doubt, "reason").filter(|reason| persons.is_in(reason))?;
        doubt.remove("reason");
        doubt
            .0
            .push((Cow::Borrowed("reason"), Raw::proven("\"…\"")));
        let mut json = String::new();
        object(&doubt, DOUBT, MOST_LEVELS, &mut json);
        return Some(json);
    }
    let text = Cow::<str>::read(raw).filter(|text| persons.is_in(text))?;
    Some(match key {
        "title" | "name" => quoted(&persons.masked(&text)),
        _ => "null".to_owned(),
    })
}
