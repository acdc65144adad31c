//! One dataset into parts: a file with everything but the observations, which lists the parts, and
//! files with some observations each, which can be read by themselves. It must never part a figure
//! from its whole, or a relation from its figures.

use std::collections::{BTreeMap, BTreeSet};

use super::List;
use super::diff::key;
use super::document::{Document, Entry, id, period, text};
use super::merge::ids;
use super::parts::PartFile;
use super::write::quote;
use crate::dataset::json::{Object, Raw, Value};

/// What parts are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A part a city.
    City,
    /// A part a year, in which the period ends.
    Period,
    /// At most so many rows a part, at least one; more only where rows belong together.
    Rows(usize),
}

/// A dataset in parts.
#[derive(Clone, Debug)]
pub struct Split<'t> {
    /// Everything but observations and relations, and the list of the parts.
    pub index: Document<'t>,
    /// Each part's file name and content.
    pub parts: Vec<(String, Document<'t>)>,
}

/// Splits a dataset; `index_name` is the name of the file that the index is written to.
pub fn split<'t>(document: &Document<'t>, by: By, index_name: &str) -> Split<'t> {
    let entries = &document.rows(List::Observations).entries;
    let roots = Roots::new(document);
    let labels = labels(entries, by, &roots);
    let mut order: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        let known = rows.entry(label).or_insert_with(|| {
            order.push(label);
            Vec::new()
        });
        known.push(at);
    }
    let mut relations: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, rows) in roots.relations.iter().enumerate() {
        let label = rows.first().or(Some(&0)).and_then(|row| labels.get(*row));
        let label = label.map_or("", String::as_str);
        relations.entry(label).or_default().push(at);
    }
    let mut index = document.clone();
    for list in [List::Observations, List::Relations] {
        index.rows_mut(list).entries.clear();
    }
    let (mut parts, mut files) = (Vec::new(), Vec::new());
    for label in order {
        let rows = rows.remove(label).unwrap_or_default();
        let relations = relations.remove(label).unwrap_or_default();
        let url = file_name(label, parts.len());
        let (part, file) = part(document, index_name, &url, &rows, &relations);
        parts.push((url, part));
        files.push(file);
    }
    index.set_head("parts", PartFile::list(&files).into());
    Split { index, parts }
}

/// A file's name, which is safe on every system.
fn file_name(label: &str, number: usize) -> String {
    let is_safe = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_safe {
        format!("part-{label}.json")
    } else {
        format!("part-no-{}.json", number + 1)
    }
}

/// The label of the part that each observation goes to.
fn labels(entries: &[Entry<'_>], by: By, roots: &Roots) -> Vec<String> {
    let mut labels: Vec<String> = Vec::with_capacity(entries.len());
    let (mut number, mut count) = (1, 0);
    for (at, entry) in entries.iter().enumerate() {
        let root = roots.first(at);
        if root < at {
            labels.push(labels[root].clone());
            continue;
        }
        labels.push(match by {
            By::City => entry.text("city").unwrap_or_default().into_owned(),
            By::Period => {
                let period = period(&entry.object());
                period.map_or_else(String::new, |period| period.last_year().to_string())
            }
            By::Rows(most) => {
                let size = roots.sizes.get(&at).copied().unwrap_or(1);
                if count > 0 && count + size > most {
                    (number, count) = (number + 1, 0);
                }
                count += size;
                format!("{number:04}")
            }
        });
    }
    labels
}

/// Which observations belong together: parts and their wholes, and the figures of relations.
struct Roots {
    /// The first row of the same group, for rows that have a group.
    firsts: BTreeMap<usize, usize>,
    /// The size of each group, by its first row.
    sizes: BTreeMap<usize, usize>,
    /// The rows of each relation.
    relations: Vec<Vec<usize>>,
}

impl Roots {
    fn new(document: &Document<'_>) -> Self {
        let entries = &document.rows(List::Observations).entries;
        let mut links: Vec<(usize, String)> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let of = entry.text("of");
            links.extend(of.map(|key| (at, key.into_owned())));
        }
        let relations = document.rows(List::Relations).entries.iter();
        let named: Vec<Vec<String>> = relations.map(|entry| keys_of(&entry.object())).collect();
        let wanted = links.iter().map(|(_, key)| key);
        let wanted: BTreeSet<&String> = wanted.chain(named.iter().flatten()).collect();
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        if !wanted.is_empty() {
            for (at, entry) in entries.iter().enumerate() {
                let key = key(List::Observations, &entry.object(), entry);
                if wanted.contains(&key) {
                    rows.entry(key).or_insert(at);
                }
            }
        }
        let mut roots = Self {
            firsts: BTreeMap::new(),
            sizes: BTreeMap::new(),
            relations: Vec::new(),
        };
        for (at, key) in &links {
            if let Some(&whole) = rows.get(key) {
                roots.tie(*at, whole);
            }
        }
        for keys in named {
            let found: Vec<usize> = keys
                .iter()
                .filter_map(|key| rows.get(key).copied())
                .collect();
            for pair in found.windows(2) {
                roots.tie(pair[0], pair[1]);
            }
            roots.relations.push(found);
        }
        let tied: Vec<usize> = roots.firsts.keys().copied().collect();
        for at in tied {
            let first = roots.first(at);
            *roots.sizes.entry(first).or_default() += 1;
        }
        roots
    }

    /// The first row of the group that a row belongs to.
    fn first(&self, mut at: usize) -> usize {
        while let Some(&before) = self.firsts.get(&at).filter(|&&before| before != at) {
            at = before;
        }
        at
    }

    /// Joins the groups of two rows.
    fn tie(&mut self, one: usize, other: usize) {
        let first = self.first(one).min(self.first(other));
        for mut at in [one, other] {
            // What is walked over leads straight to the first, so that the next walk is short.
            while let Some(before) = self.firsts.insert(at, first) {
                if before == at || before == first {
                    break;
                }
                at = before;
            }
            self.firsts.insert(first, first);
        }
    }
}

/// The keys that a relation names: the result, then the terms.
fn keys_of(relation: &Object<'_>) -> Vec<String> {
    let result = text(relation, "result").map(|key| key.into_owned());
    let terms = relation.get("terms").and_then(Vec::<String>::read);
    result
        .into_iter()
        .chain(terms.unwrap_or_default())
        .collect()
}

/// One part with the tables that its rows need, and its line in the list of parts.
fn part<'t>(
    document: &Document<'t>,
    index_name: &str,
    url: &str,
    rows: &[usize],
    relations: &[usize],
) -> (Document<'t>, PartFile) {
    let mut part = Document::default();
    for key in PART_HEAD {
        if let Some(value) = document.head(key) {
            part.set_head(key, value.clone());
        }
    }
    let mut mark = String::from("{\"of\": ");
    quote(index_name, &mut mark);
    mark.push_str(&format!(
        ", \"observations\": {}, \"relations\": {}}}",
        runs(rows),
        runs(relations)
    ));
    part.set_head("part", mark.into());
    for (list, positions) in [(List::Observations, rows), (List::Relations, relations)] {
        let from = document.rows(list);
        let chosen = positions.iter().map(|&at| from.entries[at].clone());
        part.rows_mut(list).entries = chosen.collect();
        part.rows_mut(list).is_there = from.is_there;
    }
    let mut file = PartFile {
        url: url.to_owned(),
        observations: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        ..PartFile::default()
    };
    let needed = needed(document, &part, &mut file);
    for list in List::TABLES {
        let from = &document.rows(list).entries;
        let is_needed = |entry: &&Entry<'t>| {
            let id = id(list, &entry.object());
            id.is_some_and(|id| needed.contains(&(list, id.into_owned())))
        };
        part.rows_mut(list).entries = from.iter().filter(is_needed).cloned().collect();
        part.rows_mut(list).is_there = true;
    }
    (part, file)
}

/// The keys at the top that a part repeats.
pub(super) const PART_HEAD: [&str; 5] = [
    "schema_version",
    "title",
    "updated",
    "license",
    "per_capita_indicator",
];

/// The ids that the rows of a part refer to, and those that these refer to. Notes the part's
/// cities and periods.
fn needed(
    document: &Document<'_>,
    part: &Document<'_>,
    file: &mut PartFile,
) -> BTreeSet<(List, String)> {
    let mut needed = BTreeSet::new();
    let (mut cities, mut periods) = (BTreeSet::new(), BTreeSet::new());
    for entry in &part.rows(List::Observations).entries {
        let object = entry.object();
        let own = |key| text(&object, key).unwrap_or_default();
        let mut note = |list, key| {
            let id = own(key);
            if !needed.contains(&(list, id.to_string())) {
                needed.insert((list, id.into_owned()));
            }
        };
        note(List::Sources, "source");
        note(List::Cities, "city");
        note(List::Indicators, "indicator");
        cities.insert(own("city").into_owned());
        periods.insert(own("period").into_owned());
    }
    let head = document.head("per_capita_indicator");
    let head = head.and_then(|value| String::read(Raw::proven(value)));
    needed.extend(head.map(|id| (List::Indicators, id)));
    let follow = [
        (List::Indicators, "completion_of", List::Indicators),
        (List::Indicators, "category", List::Categories),
        (List::Sources, "city", List::Cities),
    ];
    for (list, key, to) in follow {
        let at = ids(list, document);
        let mut open: Vec<String> = (needed.iter())
            .filter(|(known, _)| *known == list)
            .map(|(_, id)| id.clone())
            .collect();
        while let Some(id) = open.pop() {
            let entry = at.get(&id).map(|&at| &document.rows(list).entries[at]);
            let next = entry.and_then(|entry| entry.text(key));
            if let Some(next) = next.map(|next| next.into_owned())
                && needed.insert((to, next.clone()))
                && to == list
            {
                open.push(next);
            }
        }
    }
    file.cities = cities.into_iter().collect();
    file.periods = periods.into_iter().collect();
    needed
}

/// Positions as runs, `[[first, count], …]`.
fn runs(positions: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &at in positions {
        match runs.last_mut() {
            Some((first, count)) if *first + *count == at => *count += 1,
            _ => runs.push((at, 1)),
        }
    }
    let runs: Vec<String> = (runs.into_iter())
        .map(|(first, count)| format!("[{first}, {count}]"))
        .collect();
    format!("[{}]", runs.join(", "))
}
