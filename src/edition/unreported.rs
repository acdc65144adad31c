//! Which cities have not reported a year that others have. It must never count what a report says
//! of another year as a report of that year.

use std::collections::{BTreeMap, BTreeSet};

use super::List;
use super::document::{Document, id, period, text};
use crate::dataset::Period;

/// A year that some cities have reported, and those that have not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreported {
    /// The year.
    pub year: u16,
    /// Codes and names of the cities without a report of it, in the order of the table.
    pub cities: Vec<(String, String)>,
}

/// The years with which a report's period ends, ascending, each with the cities of which no report
/// touches it; years that every city has reported are left out.
pub fn unreported(document: &Document<'_>) -> Vec<Unreported> {
    let mut years: BTreeSet<u16> = BTreeSet::new();
    let mut reports: BTreeMap<String, Vec<Period>> = BTreeMap::new();
    for entry in &document.rows(List::Sources).entries {
        let object = entry.object();
        if let Some((city, period)) = text(&object, "city").zip(period(&object)) {
            years.insert(period.last_year());
            reports.entry(city.into_owned()).or_default().push(period);
        }
    }
    let cities = document.rows(List::Cities).entries.iter();
    let cities: Vec<(String, String)> = cities
        .filter_map(|entry| {
            let object = entry.object();
            let name = text(&object, "name").unwrap_or_default();
            Some((id(List::Cities, &object)?.into_owned(), name.into_owned()))
        })
        .collect();
    let silent = |year: u16, code: &String| {
        let reports = reports.get(code).into_iter().flatten();
        let touches = |period: &Period| (period.first_year()..=period.last_year()).contains(&year);
        !reports.into_iter().any(touches)
    };
    let all = years.into_iter().map(|year| Unreported {
        year,
        cities: (cities.iter().filter(|(code, _)| silent(year, code)))
            .cloned()
            .collect(),
    });
    all.filter(|one| !one.cities.is_empty()).collect()
}
