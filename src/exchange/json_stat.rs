//! Observations as JSON-stat 2.0 (json-stat.org/full): a `collection` of embedded datasets, one a
//! kind of scope and a status. One cube of all would be empty in all but one of six hundred cells,
//! and would set plans beside results; see docs/decisions.md. It must never give a number to a
//! figure that has none, nor a corrected one without its code and the printed value.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Number, Value, json};

use super::cube::{self, Cube};
use super::dimension::{self, DIMENSIONS, Dimension};
use super::flag::{self, Flag};
use super::label::Vocabulary;
use crate::dataset::{Dataset, Date, Doubt, Observation, Period, Row};
use crate::figure;
use crate::query::{ReadMode, used_value};

/// A collection response.
#[derive(Serialize)]
struct Collection<'d> {
    version: &'static str,
    class: &'static str,
    label: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'d str>,
    note: Vec<&'static str>,
    link: Link<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension: Option<Value>,
}

#[derive(Serialize)]
struct Link<'d> {
    item: Vec<Item<'d>>,
}

/// An embedded dataset.
#[derive(Serialize)]
struct Item<'d> {
    class: &'static str,
    label: String,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'d str>,
    note: Vec<String>,
    id: [&'static str; 6],
    size: [usize; 6],
    role: Value,
    dimension: BTreeMap<&'static str, Dimension>,
    value: BTreeMap<u128, Number>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    status: BTreeMap<u128, String>,
    extension: Extension<'d>,
}

/// What JSON-stat has no place for.
#[derive(Serialize)]
struct Extension<'d> {
    /// Names the cube: kind of scope and status.
    id: String,
    /// The reading of doubted figures: `printed`, `certain` or `probable`.
    read: &'static str,
    /// What the status codes mean.
    status: StatusLabels,
    /// Each cell's figure as printed, by the cell's place.
    figures: BTreeMap<u128, Figure<'d>>,
}

#[derive(Serialize)]
struct StatusLabels {
    label: BTreeMap<String, String>,
}

/// The printed figure behind a cell.
#[derive(Serialize)]
struct Figure<'d> {
    key: String,
    printed: &'d str,
    /// The printed number, where the cell has a corrected one.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'d str>,
}

/// Some rows of a dataset as JSON-stat, compact.
///
/// Values are those that `read` uses, in the base unit of their indicator; a cell without a figure
/// is absent from `value`, as is an amount without a number, which has a `status` alone.
///
/// # Errors
/// None that is known: what is written has texts and numbers only.
pub fn file(dataset: &Dataset, rows: &[Row], read: ReadMode) -> Result<Vec<u8>, serde_json::Error> {
    let cubes = cube::cubes(dataset, rows);
    let item = cubes.iter().map(|cube| item(dataset, cube, read)).collect();
    let license = dataset.license.as_ref();
    let mut bytes = serde_json::to_vec(&Collection {
        version: "2.0",
        class: "collection",
        label: &dataset.title,
        updated: updated(dataset),
        note: vec![read.label()],
        link: Link { item },
        extension: license.map(|license| json!({ "license": license })),
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The day of the last change, if it is one: readers differ in what other dates they take.
fn updated(dataset: &Dataset) -> Option<&str> {
    let is_day = matches!(
        Period::parse(&dataset.updated),
        Ok(Period::Single(Date { day: Some(_), .. }))
    );
    is_day.then_some(dataset.updated.as_str())
}

fn item<'d>(dataset: &'d Dataset, cube: &Cube, read: ReadMode) -> Item<'d> {
    let mut item = Item {
        class: "dataset",
        label: format!("{}；{}", cube.scope.label(), cube.status.label()),
        source: sources(dataset, cube),
        updated: updated(dataset),
        note: vec![read.label().to_owned()],
        id: DIMENSIONS,
        size: [
            cube.cities.len(),
            cube.periods.len(),
            cube.indicators.len(),
            cube.scopes.len(),
            1,
            cube.mentions,
        ],
        role: json!({"time": ["period"], "geo": ["city"], "metric": ["indicator"]}),
        dimension: BTreeMap::new(),
        value: BTreeMap::new(),
        status: BTreeMap::new(),
        extension: Extension {
            id: format!("{}-{}", cube.scope.as_str(), cube.status.as_str()),
            read: read.as_str(),
            status: StatusLabels {
                label: BTreeMap::new(),
            },
            figures: BTreeMap::new(),
        },
    };
    let mut decimals = vec![0; dataset.indicators.len()];
    for &(cell, row) in &cube.cells {
        let observation = dataset.observation(row);
        let (value, is_corrected) = used_value(&observation, read);
        if let Some(value) = value {
            let most = &mut decimals[dataset.observations.indicator.at(row.index()).index()];
            *most = decimals_of(value).max(*most);
            item.value.extend(number(value).map(|value| (cell, value)));
        }
        let flags = flag::flags(&observation, is_corrected);
        if !flags.is_empty() {
            item.status.insert(cell, flag::code(&flags));
            let labels = &mut item.extension.status.label;
            labels.insert(flag::code(&flags), flag::meaning(&flags));
        }
        item.note.extend(note(&observation, &flags));
        let figure = figure_of(dataset, &observation, is_corrected);
        item.extension.figures.insert(cell, figure);
    }
    item.dimension = dimension::all(dataset, cube, &decimals);
    item
}

/// The titles of the reports that a cube's figures come from.
fn sources(dataset: &Dataset, cube: &Cube) -> String {
    let mut occurs = vec![false; dataset.sources.len()];
    for (_, row) in &cube.cells {
        occurs[dataset.observations.source.at(row.index()).index()] = true;
    }
    let titles = dataset.sources.iter().zip(occurs);
    let titles = titles.filter(|(_, occurs)| *occurs);
    let titles: Vec<&str> = titles.map(|(source, _)| source.title.as_str()).collect();
    titles.join("；")
}

fn figure_of<'d>(
    dataset: &Dataset,
    observation: &Observation<'d>,
    is_corrected: bool,
) -> Figure<'d> {
    let doubt = |doubt: &Doubt| {
        json!({
            "kind": doubt.kind.as_str(),
            "probable": doubt.probable.and_then(number),
            "confidence": doubt.confidence.as_str(),
            "reason": doubt.reason,
        })
    };
    Figure {
        key: observation.key(),
        printed: observation.printed,
        value: observation.value.filter(|_| is_corrected).and_then(number),
        upper: observation.upper.and_then(number),
        of: observation.of.map(|whole| dataset.observation(whole).key()),
        doubt: observation.doubt.map(doubt),
        note: observation.note,
    }
}

/// A line for the reader about a doubted figure or one with a remark.
fn note(observation: &Observation<'_>, flags: &[Flag]) -> Option<String> {
    let reason = observation.doubt.map(|doubt| doubt.reason.as_str());
    let remarks: Vec<&str> = reason.into_iter().chain(observation.note).collect();
    if remarks.is_empty() {
        return None;
    }
    let code = match flag::code(flags) {
        code if code.is_empty() => code,
        code => format!(" [{code}]"),
    };
    Some(format!(
        "{} {} {}（{}）{code}：{} {}",
        observation.city.name,
        observation.period,
        observation.indicator.name,
        observation.printed,
        remarks.join(" "),
        observation.key(),
    ))
}

/// A number as JSON has it: whole where it is whole. `None` if it is not finite.
fn number(value: f64) -> Option<Number> {
    // Beyond this not every whole number is an f64, and `1e300` is no i64.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

/// Digits after the decimal point.
fn decimals_of(value: f64) -> usize {
    let text = figure::machine(value);
    text.split_once('.').map_or(0, |(_, after)| after.len())
}
