//! Which files a query needs of a dataset in parts. It must never miss one that holds a figure
//! which the query selects.

use super::{Filter, Query};
use crate::dataset::{Dataset, Source};

/// The parts that a query touches, as positions in [`Dataset::parts`]: those with a city that it
/// passes and a period that its years touch, and those that may hold the figure that has the focus.
pub fn touched(dataset: &Dataset, query: &Query) -> Vec<usize> {
    let years = query.years.ordered();
    let focus = query.focus.as_deref().unwrap_or_default();
    let source = source_of(focus, dataset);
    let parts = dataset.parts.iter().enumerate();
    let touched = parts.filter(|(_, part)| {
        let passes = part.cities.iter().any(|&id| {
            let city = dataset.city(id);
            query.passes(Filter::City, &city.code) && query.passes(Filter::Province, &city.province)
        });
        let is_in_time = part.periods.iter().any(|period| period.touches(years));
        // What a report tells of may lie outside its own time.
        let is_focus = source.is_some_and(|source| part.cities.contains(&source.city));
        passes && is_in_time || is_focus
    });
    touched.map(|(at, _)| at).collect()
}

/// The report that prints the figure with a key, which begins with its id.
pub(super) fn source_of<'d>(key: &str, dataset: &'d Dataset) -> Option<&'d Source> {
    let is_of = |id: &str| {
        let rest = key.strip_prefix(id);
        rest.is_some_and(|rest| rest.starts_with(':'))
    };
    dataset.sources.iter().find(|source| is_of(&source.id))
}
