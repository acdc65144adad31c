//! The list of parts, and parts into one dataset again, as far as they are there. It must never put
//! parts together that are not parts of one dataset.

use super::compare::differences;
use super::document::{Document, Entry, id};
use super::list::List;
use super::merge::ids;
use super::split::PART_HEAD;
use super::write::quote;
use crate::dataset::json::{Object, Raw, Value};
use crate::pace::Pace;

/// A line of the list of parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartFile {
    /// Where the part is, against the place of the file that lists it.
    pub url: String,
    /// Codes of the cities that its observations are about, ascending.
    pub cities: Vec<String>,
    /// The distinct periods of its observations.
    pub periods: Vec<String>,
    /// How many observations it holds.
    pub observations: u32,
}

impl PartFile {
    /// The list as JSON.
    pub(crate) fn list(files: &[Self]) -> String {
        let mut text = String::from("[");
        for (at, file) in files.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { ", " });
            text.push_str("{\"url\": ");
            quote(&file.url, &mut text);
            for (key, values) in [("cities", &file.cities), ("periods", &file.periods)] {
                text.push_str(&format!(", \"{key}\": ["));
                for (at, value) in values.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { ", " });
                    quote(value, &mut text);
                }
                text.push(']');
            }
            text.push_str(&format!(", \"observations\": {}}}", file.observations));
        }
        text.push(']');
        text
    }

    #[cfg(not(target_arch = "wasm32"))]
    /// The list as JSON, a part a line, as it stands in a file.
    pub(crate) fn lines(files: &[Self]) -> String {
        let mut text = String::new();
        super::write::rows_of(Raw::proven(&Self::list(files)), &mut text);
        text
    }
}

/// Why parts cannot be put together. Parts are counted from 0, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartError {
    /// The list of parts cannot be read.
    List,
    /// A part has no mark that says which rows it holds.
    NoMark(usize),
    /// The rows of a part are not as many as its mark says, or not as the list says.
    Count(usize),
    /// The parts leave a gap, or two hold the same row: some are missing, or of another dataset.
    Gap,
    /// A part has a row of a table, or a key at the top, that the index has not or has otherwise.
    Differs(usize, String),
}

/// The parts that a document lists; `None` if it lists none.
///
/// # Errors
/// If the list is not as the format says.
pub fn part_files(document: &Document<'_>) -> Result<Option<Vec<PartFile>>, PartError> {
    let Some(list) = document.head("parts") else {
        return Ok(None);
    };
    let items = Vec::<Raw<'_>>::read(Raw::proven(list)).ok_or(PartError::List)?;
    let file = |raw: Raw<'_>| {
        let object = Object::read(raw)?;
        Some(PartFile {
            url: object.get("url").and_then(String::read)?,
            cities: object.get("cities").and_then(Vec::read)?,
            periods: object.get("periods").and_then(Vec::read)?,
            observations: object.get("observations").and_then(u32::read)?,
        })
    };
    let files: Option<Vec<PartFile>> = items.into_iter().map(file).collect();
    files.map(Some).ok_or(PartError::List)
}

/// Puts the parts that `index` lists into it, in the order of the list, as far as they are there;
/// rows come back to where they were. Of parts that are not there the list keeps a line each.
///
/// # Errors
/// If they are not the parts of one dataset, or not as they were split.
pub async fn join<'t>(
    mut index: Document<'t>,
    parts: &[Option<Document<'t>>],
    pace: &mut Pace,
) -> Result<Document<'t>, PartError> {
    let mut files = part_files(&index)?.unwrap_or_default();
    if files.len() != parts.len() {
        return Err(PartError::Gap);
    }
    let there = || {
        let numbered = parts.iter().enumerate();
        numbered.filter_map(|(number, part)| Some((number, part.as_ref()?)))
    };
    for (number, part) in there() {
        let listed = files.get(number).map(|file| file.observations as usize);
        if listed != Some(part.count(List::Observations)) {
            return Err(PartError::Count(number));
        }
        fits(&index, number, part)?;
        pace.rest().await;
    }
    let is_whole = there().count() == parts.len();
    for list in [List::Observations, List::Relations] {
        let mut rows: Vec<(u32, Entry<'t>)> = Vec::new();
        for (number, part) in there() {
            let runs = positions(part, list).ok_or(PartError::NoMark(number))?;
            let count: u64 = runs.iter().map(|(_, count)| u64::from(*count)).sum();
            if count != part.count(list) as u64 {
                return Err(PartError::Count(number));
            }
            let runs = runs.into_iter();
            let at =
                runs.flat_map(|(first, count)| (0..count).map(move |n| first.saturating_add(n)));
            rows.extend(at.zip(part.rows(list).entries.iter().cloned()));
            index.rows_mut(list).is_there |= part.rows(list).is_there;
            pace.rest().await;
        }
        rows.sort_by_key(|(at, _)| *at);
        let mut expected = 0;
        for (at, _) in &rows {
            if *at < expected || (is_whole && *at > expected) {
                return Err(PartError::Gap);
            }
            expected = at.saturating_add(1);
        }
        pace.rest().await;
        let rows = rows.into_iter().map(|(_, entry)| entry);
        index.rows_mut(list).entries.extend(rows);
    }
    let mut is_there = parts.iter().map(Option::is_some);
    files.retain(|_| is_there.next() == Some(false));
    match files.is_empty() {
        true => index.remove_head("parts"),
        false => index.set_head("parts", PartFile::list(&files).into()),
    }
    Ok(index)
}

/// Whether all that a part says besides its rows is in the index too.
fn fits(index: &Document<'_>, number: usize, part: &Document<'_>) -> Result<(), PartError> {
    for (key, value) in &part.head {
        let is_known = PART_HEAD.contains(&&**key)
            && index
                .head(key)
                .is_some_and(|known| super::compare::is_same(known, value));
        if key != "part" && !is_known {
            return Err(PartError::Differs(number, key.clone().into_owned()));
        }
    }
    for list in List::TABLES {
        let known = ids(list, index);
        for entry in &part.rows(list).entries {
            let object = entry.object();
            let id = id(list, &object).unwrap_or_default();
            let there = known
                .get(&*id)
                .map(|&at| index.rows(list).entries[at].object());
            if !there.is_some_and(|there| differences(list, &there, &object).is_empty()) {
                return Err(PartError::Differs(number, format!("{} {id}", list.name())));
            }
        }
    }
    match part.count(List::Honours) {
        0 => Ok(()),
        _ => Err(PartError::Differs(number, List::Honours.name().to_owned())),
    }
}

/// Which rows of the whole a part holds, as runs.
fn positions(part: &Document<'_>, list: List) -> Option<Vec<(u32, u32)>> {
    let mark = Object::read(Raw::proven(part.head("part")?))?;
    let runs: Vec<Raw<'_>> = mark.get(list.name()).and_then(Vec::read)?;
    let run = |raw| match Vec::<u32>::read(raw)?[..] {
        [first, count] => Some((first, count)),
        _ => None,
    };
    runs.into_iter().map(run).collect()
}
