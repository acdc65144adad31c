//! The format as Rust types: what a dataset's JSON looks like, key by key, and the JSON Schema
//! (draft 2020-12) that follows from it.
//!
//! Reading goes through `check`, which keeps the good rows and places every fault; these types say
//! what it accepts, and a test holds the two together. It must never accept what `check` reports
//! as an error of a single value.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Confidence, Direction, DoubtKind, Level, Measure, RelationKind, Status};
use crate::figure::Bound;

/// A city code of GB/T 2260.
const CODE: &str = "^[0-9]{6}$";
/// A key of an observation, `source:paragraph:offset:indicator`.
const KEY: &str = "^.+:[0-9]+:[0-9]+:[^:]+$";
/// ISO 8601: a year, month or day; two with `/`; `../` and an end.
const PERIOD: &str =
    "^((\\.\\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)/)?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
/// Whom a figure counts.
const SCOPE: &str = "^(city|municipal|province|nation|(county|zone|unit|person):.+)$";
/// SHA-256, hexadecimal.
const SHA256: &str = "^[0-9a-fA-F]{64}$";

/// A dataset: figures and honours that reports print, each with its place in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "union-dashboard dataset, version 1")]
pub struct File {
    /// Version of the format.
    #[schemars(extend("const" = 1))]
    pub schema_version: u32,
    /// Title, shown in the header.
    pub title: String,
    /// Day of the last change.
    #[schemars(extend("format" = "date"))]
    pub updated: String,
    /// Licence of the data.
    #[serde(default)]
    pub license: Option<String>,
    /// Id of the indicator that others are divided by for figures per head.
    #[serde(default)]
    pub per_capita_indicator: Option<String>,
    /// Cities.
    pub cities: List<City>,
    /// Groups of indicators.
    pub categories: List<Category>,
    /// What is counted.
    pub indicators: List<Indicator>,
    /// Reports.
    pub sources: List<Source>,
    /// Printed figures.
    pub observations: List<Observation>,
    /// Arithmetic that the reports state.
    #[serde(default)]
    pub relations: List<Relation>,
    /// Printed distinctions.
    #[serde(default)]
    pub honours: List<Honour>,
    /// The files that hold the observations, where this one has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartFile>,
    /// Says that this file is one of the parts of a dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

/// A file with some of the observations, itself a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartFile {
    /// Where it is, against the place of this file.
    pub url: String,
    /// Codes of the cities that its observations are about.
    pub cities: Vec<String>,
    /// The distinct periods of its observations, ISO 8601.
    pub periods: Vec<String>,
    /// How many observations it holds.
    pub observations: u32,
}

/// Which rows of the whole a part holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Name of the file that lists the parts, against the place of this one.
    pub of: String,
    /// Runs of observations: position of the first in the whole, from 0, and how many.
    pub observations: Vec<(u32, u32)>,
    /// Runs of relations, likewise.
    pub relations: Vec<(u32, u32)>,
}

/// Rows, or columns of one length with the same keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum List<T> {
    /// One object a row.
    Rows(Vec<T>),
    /// One array a key.
    Columns(Columns),
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

/// A list as an object of columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Columns {
    /// Says that this is a list of columns.
    #[schemars(extend("const" = true))]
    pub columns: bool,
    /// A column a key.
    #[serde(flatten)]
    pub by_key: std::collections::BTreeMap<String, Column>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Column {
    /// A value a row.
    Plain(Vec<serde_json::Value>),
    /// Distinct values, and for each row the number of its value, from 0.
    Coded {
        /// The distinct values.
        dict: Vec<serde_json::Value>,
        /// For each row a position in `dict`.
        codes: Vec<u32>,
    },
}

/// Whom reports are about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct City {
    /// GB/T 2260, six digits.
    #[schemars(regex(pattern = CODE))]
    pub code: String,
    /// Full name, 安庆市.
    pub name: String,
    /// Short name, 安庆.
    pub short_name: String,
    /// English name.
    #[serde(default)]
    pub name_en: Option<String>,
    /// Province, by its full name.
    pub province: String,
    /// Other names, old ones too.
    #[serde(default)]
    pub aliases: Option<Vec<String>>,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name.
    #[serde(default)]
    pub name_en: Option<String>,
}

/// What is counted, with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// Identifier; links name it, so it never changes.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name.
    #[serde(default)]
    pub name_en: Option<String>,
    /// Base unit: 元, not 万元.
    pub unit: String,
    /// Base unit in English.
    #[serde(default)]
    pub unit_en: Option<String>,
    /// Id of its category.
    pub category: String,
    /// What kind of number it is.
    pub measure: Measure,
    /// Id of the indicator whose target this is the completed share of, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_of: Option<String>,
    /// What is counted, in our own words.
    #[serde(default)]
    pub definition: Option<String>,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Identifier.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Code of the reporting city.
    #[schemars(regex(pattern = CODE))]
    pub city: String,
    /// Period of the report.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// File name of its text.
    #[serde(default)]
    pub file: Option<String>,
    /// SHA-256 of that file as it lies on disk.
    #[serde(default)]
    #[schemars(regex(pattern = SHA256))]
    pub sha256: Option<String>,
    /// Authors as printed.
    #[serde(default)]
    pub authors: Option<Vec<String>>,
    /// The whole text, for those who own it.
    #[serde(default)]
    pub text: Option<String>,
}

/// One printed figure about one city, period and indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// Id of the report.
    pub source: String,
    /// Code of the city.
    #[schemars(regex(pattern = CODE))]
    pub city: String,
    /// When it holds, ISO 8601.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Id of the indicator.
    pub indicator: String,
    /// The number as printed, in the base unit; null for an amount without a number.
    #[serde(default)]
    pub value: Option<f64>,
    /// Upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// The figure exactly as printed.
    pub printed: String,
    /// How it is meant; absent, `exact`.
    #[serde(default)]
    pub bound: Option<Bound>,
    /// Whom it counts; absent, `city`.
    #[serde(default)]
    #[schemars(regex(pattern = SCOPE))]
    pub scope: Option<String>,
    /// Its standing; absent, `reported`.
    #[serde(default)]
    pub status: Option<Status>,
    /// Key of the whole that it is part of.
    #[serde(default)]
    #[schemars(regex(pattern = KEY))]
    pub of: Option<String>,
    /// The n-th non-blank line of the report, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// Unicode code points before the figure in that line.
    pub offset: u32,
    /// What cannot be right about it.
    #[serde(default)]
    pub doubt: Option<Doubt>,
    /// A remark for the reader.
    #[serde(default)]
    pub note: Option<String>,
}

/// Why a printed figure cannot be right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Doubt {
    /// What went wrong.
    pub kind: DoubtKind,
    /// The value that was probably meant, in the base unit.
    #[serde(default)]
    pub probable: Option<f64>,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, with the arithmetic.
    pub reason: String,
}

/// Arithmetic between figures, by their keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// What the arithmetic is.
    pub kind: RelationKind,
    /// The sum, the rate or the whole.
    #[schemars(regex(pattern = KEY))]
    pub result: String,
    /// The terms; of a rate numerator and denominator.
    #[schemars(length(min = 1), inner(regex(pattern = KEY)))]
    pub terms: Vec<String>,
}

/// A printed distinction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Honour {
    /// Id of the report.
    pub source: String,
    /// Code of the city.
    #[schemars(regex(pattern = CODE))]
    pub city: String,
    /// When, ISO 8601.
    #[schemars(regex(pattern = PERIOD))]
    pub period: String,
    /// Level of the awarding body.
    pub level: Level,
    /// Which way it went.
    pub direction: Direction,
    /// Title as printed.
    pub title: String,
    /// Who awarded it.
    #[serde(default)]
    pub awarder: Option<String>,
    /// Who received it.
    #[serde(default)]
    pub recipient: Option<String>,
    /// How many; absent, one.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub count: Option<u32>,
    /// The n-th non-blank line of the report, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// Unicode code points before the place in that line.
    pub offset: u32,
    /// What cannot be right about it.
    #[serde(default)]
    pub doubt: Option<Doubt>,
}

/// A closed vocabulary as an enumeration of strings, from its own list of words.
macro_rules! vocabularies {
    ($($name:ident)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<&str> = $name::ALL.iter().map(|word| word.as_str()).collect();
                json_schema!({"type": "string", "enum": words})
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = String::deserialize(from)?;
                let unknown = || de::Error::unknown_variant(&word, &[]);
                $name::parse(&word).ok_or_else(unknown)
            }
        }
    )+};
}

vocabularies!(Bound Confidence Direction DoubtKind Level Measure RelationKind Status);

/// The JSON Schema of the format, pretty-printed, with a line feed at the end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(File);
    format!("{:#}\n", schema.as_value())
}
