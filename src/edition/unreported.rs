//! Which cities have not reported a year that others have. It must never count what a report says
//! of another year as a report of that year.

use std::collections::{BTreeMap, BTreeSet};

use super::List;
use super::document::{Document, id, period, text};
use crate::dataset::{Dataset, Period, Source};

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
    let sources = document.rows(List::Sources).entries.iter();
    let reports = sources.filter_map(|entry| {
        let object = entry.object();
        Some((text(&object, "city")?.into_owned(), period(&object)?))
    });
    let cities = document.rows(List::Cities).entries.iter();
    let cities = cities.filter_map(|entry| {
        let object = entry.object();
        let name = text(&object, "name").unwrap_or_default();
        Some((id(List::Cities, &object)?.into_owned(), name.into_owned()))
    });
    silent(reports.collect(), cities.collect())
}

/// The same of a dataset that was read.
pub fn unreported_in(dataset: &Dataset) -> Vec<Unreported> {
    let code = |source: &Source| dataset.city(source.city).code.clone();
    let reports = dataset.sources.iter();
    let reports = reports.map(|source| (code(source), source.period));
    let cities = dataset.cities.iter();
    let cities = cities.map(|city| (city.code.clone(), city.name.clone()));
    silent(reports.collect(), cities.collect())
}

/// `all` are the reports' cities, by code, and periods.
fn silent(all: Vec<(String, Period)>, cities: Vec<(String, String)>) -> Vec<Unreported> {
    let mut years: BTreeSet<u16> = BTreeSet::new();
    let mut reports: BTreeMap<String, Vec<Period>> = BTreeMap::new();
    for (city, period) in all {
        years.insert(period.last_year());
        reports.entry(city).or_default().push(period);
    }
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
