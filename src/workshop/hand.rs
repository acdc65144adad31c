//! One figure by hand: added, corrected, or taken away. It must never write a row that the format
//! refuses, nor one whose printed form says another number than its value.

use crate::dataset::{Dataset, Period, Row, ScopeKind, SourceId, Status};
use crate::edition::{List, add_row, put, quoted};
use crate::figure::{self, Bound, are_same_unit, machine};
use crate::pace::Pace;

use super::lack::Lack;

/// One figure as it is written by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key of the row that is corrected; `None` of a new one.
    pub key: Option<String>,
    /// Id of the report; empty for one that stands in no report of the dataset.
    pub source: String,
    /// Code of the city.
    pub city: String,
    /// The period in the words of the format.
    pub period: String,
    /// Id of the indicator.
    pub indicator: String,
    /// As printed, with its unit.
    pub printed: String,
    /// Whom it counts, in the words of the format.
    pub scope: String,
    /// Its standing.
    pub status: Status,
    /// A remark; may be empty.
    pub note: String,
}

/// The entry that a row of a dataset would be.
pub fn entry_of(dataset: &Dataset, row: Row) -> Entry {
    let seen = dataset.observation(row);
    Entry {
        key: Some(seen.key()),
        source: seen.source.id.clone(),
        city: seen.city.code.clone(),
        period: seen.period.to_string(),
        indicator: seen.indicator.id.clone(),
        printed: seen.printed.to_owned(),
        scope: seen.scope.to_string(),
        status: seen.status,
        note: seen.note.unwrap_or_default().to_owned(),
    }
}

/// The next edition's text with an entry in it.
///
/// # Errors
/// What the entry lacks to be data.
pub async fn put_entry(
    entry: &Entry,
    dataset: &Dataset,
    edition: &str,
    pace: &mut Pace,
) -> Result<String, Vec<Lack>> {
    let mut lacks = Vec::new();
    if dataset.cities.iter().all(|city| city.code != entry.city) {
        lacks.push(Lack::City);
    }
    let period = Period::parse(&entry.period);
    if period.is_err() {
        lacks.push(Lack::Period);
    }
    let indicator = dataset.indicator_of(&entry.indicator);
    if indicator.is_none() {
        lacks.push(Lack::Indicator);
    }
    let figure = figure::parse(&entry.printed);
    match (&figure, indicator) {
        (Err(_), _) => lacks.push(Lack::Value),
        (Ok(figure), Some(id)) => {
            let unit = &dataset.indicator(id).unit;
            let fits =
                figure.unit.is_empty() || are_same_unit(&figure.unit, unit) || figure.unit == *unit;
            if !fits {
                lacks.push(Lack::Unit(figure.unit.clone(), unit.clone()));
            }
        }
        _ => {}
    }
    let (Ok(figure), Ok(period), []) = (figure, period, &*lacks) else {
        return Err(lacks);
    };
    let at = entry.key.as_deref().and_then(|key| dataset.row_of_key(key));
    let known = at.map(|row| dataset.observation(row));
    let mut text = edition.to_owned();
    let mut source = entry.source.clone();
    if source.is_empty() {
        source = format!("by-hand-{}-{:04}", entry.city, period.last_year());
        let row = [
            ("id", quoted(&source)),
            ("title", quoted("手工填报")),
            ("city", quoted(&entry.city)),
            ("period", quoted(&format!("{:04}", period.last_year()))),
        ];
        let added = add_row(&text, List::Sources, &row, pace).await;
        text = added.map_err(|_| vec![Lack::Value])?;
    }
    // A figure that stands in no text has a number of its own for a place.
    let paragraph = known
        .as_ref()
        .map_or_else(|| next_paragraph(dataset, &source), |seen| seen.paragraph);
    let number = |value: Option<f64>| value.map_or_else(|| "null".to_owned(), machine);
    let scope = if entry.scope.is_empty() {
        ScopeKind::City.as_str()
    } else {
        &entry.scope
    };
    let note = if entry.note.is_empty() {
        "null".to_owned()
    } else {
        quoted(&entry.note)
    };
    let mut row = vec![
        ("source", quoted(&source)),
        ("city", quoted(&entry.city)),
        ("period", quoted(&entry.period)),
        ("indicator", quoted(&entry.indicator)),
        ("value", number(figure.value)),
        ("printed", quoted(&entry.printed)),
        ("bound", quoted(figure.bound.as_str())),
        ("scope", quoted(scope)),
        ("status", quoted(entry.status.as_str())),
        ("paragraph", paragraph.to_string()),
        (
            "offset",
            known.as_ref().map_or(0, |seen| seen.offset).to_string(),
        ),
        ("note", note),
    ];
    if figure.bound == Bound::Range || known.as_ref().is_some_and(|seen| seen.upper.is_some()) {
        row.push(("upper", number(figure.upper)));
    }
    // A doubt is about what was printed before.
    if known
        .as_ref()
        .is_some_and(|seen| seen.doubt.is_some() && seen.printed != entry.printed)
    {
        row.push(("doubt", "null".to_owned()));
    }
    let put = put(&text, entry.key.as_deref(), &row, pace).await;
    put.map_err(|_| vec![Lack::Value])
}

/// The number behind the last paragraph that figures of a source name.
fn next_paragraph(dataset: &Dataset, source: &str) -> u32 {
    let at = dataset.sources.iter().position(|known| known.id == source);
    let of = at.map(SourceId::new);
    let rows = dataset.rows().map(Row::index);
    let all = &dataset.observations;
    let own = rows.filter(|&row| Some(all.source.at(row)) == of);
    own.map(|row| all.paragraph.at(row)).max().unwrap_or(0) + 1
}
