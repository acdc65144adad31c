//! The dimensions of a JSON-stat dataset: each with its categories in a meaningful order, the
//! indicators with their units (json-stat.org/full, `dimension` to `unit`). It must never list a
//! category that no figure of the cube has.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::cube::Cube;
use super::label::Vocabulary;
use crate::dataset::{Dataset, Indicator, Period, Scope};

/// The dimensions of every dataset, in the order in which its cells run, the last one fastest.
/// `scope` and `status` have one category, unless scopes have names; `mention` has one, unless
/// several figures stand at the same place.
pub const DIMENSIONS: [&str; 6] = ["city", "period", "indicator", "scope", "status", "mention"];

/// One dimension with its categories, in order.
#[derive(Serialize)]
pub(super) struct Dimension {
    label: &'static str,
    category: Categories,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension: Option<Value>,
}

#[derive(Default, Serialize)]
struct Categories {
    index: Vec<String>,
    label: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unit: BTreeMap<String, Unit>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    note: BTreeMap<String, Vec<String>>,
}

/// A unit of measure; `decimals` must be there (json-stat.org/full, `unit`).
#[derive(Serialize)]
struct Unit {
    label: String,
    /// The most digits after the point of any value shown.
    decimals: usize,
}

/// The dimensions of a cube, by their ids; `decimals` by the dataset's indicators.
pub(super) fn all(
    dataset: &Dataset,
    cube: &Cube,
    decimals: &[usize],
) -> BTreeMap<&'static str, Dimension> {
    let plain = |label, entries: Vec<(String, String)>| Dimension {
        label,
        category: Categories::new(entries),
        extension: None,
    };
    let cities = cube.cities.iter().map(|&at| &dataset.cities[at]);
    let cities_en = cities.clone().map(|city| (&city.code, &city.name_en));
    let city = Dimension {
        extension: english(cities_en),
        ..plain(
            "城市 City",
            cities.map(|c| (c.code.clone(), c.name.clone())).collect(),
        )
    };
    let periods = cube.periods.iter().map(|&at| dataset.periods[at]);
    let periods = periods.map(|period| (period.to_string(), period_label(period)));
    let scopes = cube.scopes.iter().map(|&at| &dataset.scopes[at]);
    let scopes = scopes.map(|scope| (scope.to_string(), scope_label(scope)));
    let status = (cube.status.as_str().into(), cube.status.label().into());
    let mentions = (1..=cube.mentions).map(|nth| (nth.to_string(), format!("第{nth}处 no. {nth}")));
    let [
        city_id,
        period_id,
        indicator_id,
        scope_id,
        status_id,
        mention_id,
    ] = DIMENSIONS;
    BTreeMap::from([
        (city_id, city),
        (period_id, plain("时期 Period", periods.collect())),
        (indicator_id, indicators(dataset, cube, decimals)),
        (scope_id, plain("口径 Scope", scopes.collect())),
        (status_id, plain("状态 Status", vec![status])),
        (
            mention_id,
            plain(
                "第几处：同一格的数字按文件次序编号 Mention: figures of one cell in the file's order",
                mentions.collect(),
            ),
        ),
    ])
}

fn indicators(dataset: &Dataset, cube: &Cube, decimals: &[usize]) -> Dimension {
    let entries = || cube.indicators.iter().map(|&at| &dataset.indicators[at]);
    let mut category = Categories::new(entries().map(|i| (i.id.clone(), i.name.clone())).collect());
    for (&at, indicator) in cube.indicators.iter().zip(entries()) {
        let unit = Unit {
            label: indicator.unit.clone(),
            decimals: decimals[at],
        };
        category.unit.insert(indicator.id.clone(), unit);
        if let Some(definition) = &indicator.definition {
            let notes = vec![definition.clone()];
            category.note.insert(indicator.id.clone(), notes);
        }
    }
    let measure = |i: &Indicator| (i.id.clone(), json!(i.measure.as_str()));
    let mut extension =
        english(entries().map(|i| (&i.id, &i.name_en))).unwrap_or_else(|| json!({}));
    extension["measure"] = Value::Object(entries().map(measure).collect());
    Dimension {
        label: "指标 Indicator",
        category,
        extension: Some(extension),
    }
}

/// English names by id, where the dataset has any.
fn english<'d>(names: impl Iterator<Item = (&'d String, &'d Option<String>)>) -> Option<Value> {
    let named = |(id, name): (&String, &Option<String>)| Some((id.clone(), json!(name.as_ref()?)));
    let names: Map<String, Value> = names.filter_map(named).collect();
    (!names.is_empty()).then(|| json!({ "name_en": names }))
}

fn period_label(period: Period) -> String {
    match period {
        Period::Single(date) => date.to_string(),
        Period::Interval { from, to } => format!("{from} 至 to {to}"),
        Period::Until(date) => format!("截至 up to {date}"),
    }
}

fn scope_label(scope: &Scope) -> String {
    match &scope.name {
        Some(name) => format!("{name}（{}）", scope.kind.label()),
        None => scope.kind.label().to_owned(),
    }
}

impl Categories {
    fn new(entries: Vec<(String, String)>) -> Self {
        Self {
            index: entries.iter().map(|(id, _)| id.clone()).collect(),
            label: entries.into_iter().collect(),
            ..Self::default()
        }
    }
}
