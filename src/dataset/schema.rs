//! A mirror of the dataset file, version 1 (DESIGN section 3): field for field, word for word.
//! It must never check or resolve anything; `check` turns these rows into a `Dataset`
//! and `rows` reads them.

use super::word::{Confidence, Direction, DoubtKind, Level, Measure, RelationKind, Scope, Status};
use crate::figure::Bound;

/// The version of the format that this program reads.
pub const SCHEMA_VERSION: u64 = 1;

/// A row of `cities`.
#[derive(Clone, Debug)]
pub struct City {
    /// Administrative division code, GB/T 2260, six digits.
    pub code: String,
    /// Full name, "安庆市".
    pub name: String,
    /// Short name, "安庆".
    pub short_name: String,
    /// English name, if known.
    pub name_en: Option<String>,
    /// Province by its full name.
    pub province: String,
    /// Other names the city goes by.
    pub aliases: Vec<String>,
}

/// A row of `categories`.
#[derive(Clone, Debug)]
pub struct Category {
    /// Identifier, unique among categories.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name, if known.
    pub name_en: Option<String>,
}

/// A row of `indicators`.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Identifier, unique among indicators.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name, if known.
    pub name_en: Option<String>,
    /// Base unit, "家"; empty for a bare number.
    pub unit: String,
    /// Base unit in English, if known.
    pub unit_en: Option<String>,
    /// Id of its category.
    pub category: String,
    /// Whether it counts what is there, what happened, or a ratio.
    pub measure: Measure,
    /// What is counted, in the dataset's own words.
    pub definition: Option<String>,
}

/// A row of `sources`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Identifier, unique among sources.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Code of the reporting city.
    pub city: String,
    /// Period of the report.
    pub period: String,
    /// File name of the source's text.
    pub file: Option<String>,
    /// SHA-256 of the source's file, hexadecimal.
    pub sha256: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Full text, where the user chose to carry it.
    pub text: Option<String>,
}

/// The `doubt` of an observation: a printed figure that cannot be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// What went wrong.
    pub kind: DoubtKind,
    /// The value that was probably meant, in the indicator's base unit.
    pub probable: Option<f64>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The reason, with the arithmetic.
    pub reason: String,
}

/// A row of `observations`.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Id of the source.
    pub source: String,
    /// Code of the city.
    pub city: String,
    /// ISO 8601 period.
    pub period: String,
    /// Id of the indicator.
    pub indicator: String,
    /// The number as printed, in the indicator's base unit; `None` for an amount without one.
    pub value: Option<f64>,
    /// The upper end, where `bound` is a range.
    pub upper: Option<f64>,
    /// The figure exactly as printed.
    pub printed: String,
    /// How the figure is meant.
    pub bound: Bound,
    /// Whom the figure is about.
    pub scope: Scope,
    /// Achieved, planned, printed again, or part of another.
    pub status: Status,
    /// Key of the observation that this one is part of.
    pub of: Option<String>,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// Code points before `printed` in that line.
    pub offset: u32,
    /// What cannot be right about it.
    pub doubt: Option<Doubt>,
    /// A remark for the reader.
    pub note: Option<String>,
}

/// A row of `relations`: arithmetic between figures that a report states.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What the arithmetic is.
    pub kind: RelationKind,
    /// Key of the observation that the terms make up.
    pub result: String,
    /// Keys of the terms.
    pub terms: Vec<String>,
}

/// A row of `honours`.
#[derive(Clone, Debug)]
pub struct Honour {
    /// Id of the source.
    pub source: String,
    /// Code of the city.
    pub city: String,
    /// ISO 8601 period.
    pub period: String,
    /// Level of the awarding body.
    pub level: Level,
    /// Received by the city, granted by it, or held in it.
    pub direction: Direction,
    /// The distinction's name as printed.
    pub title: String,
    /// Who awarded it, if the report says.
    pub awarder: Option<String>,
    /// Who received it, if the report says.
    pub recipient: Option<String>,
    /// How many.
    pub count: f64,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// Code points before the place in that line.
    pub offset: u32,
    /// What cannot be right about it.
    pub doubt: Option<Doubt>,
}
