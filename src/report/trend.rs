//! One indicator over time, a line a city; intervals are spans, never points. It must never
//! join figures of different scopes.

use super::datum::{Datum, Group, choosable, shown_group};
use crate::dataset::{CityId, Dataset, IndicatorId, ScopeKind};
use crate::order;
use crate::query::Query;

/// One indicator over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// What is shown; `None` if the selection holds nothing comparable.
    pub indicator: Option<IndicatorId>,
    /// One series a city and scope, in the dataset's order of cities.
    pub series: Vec<Series>,
    /// Indicators that could be shown instead, with the number of periods of the city that has
    /// most.
    pub choices: Vec<(IndicatorId, usize)>,
}

/// One city's figures over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The city.
    pub city: CityId,
    /// Whole city or federation.
    pub scope: ScopeKind,
    /// Figures of single periods, the earliest first.
    pub points: Vec<Datum>,
    /// Figures of intervals, the earliest first.
    pub spans: Vec<Datum>,
}

/// Builds the trend; as in a comparison, another indicator can be chosen while one is.
pub fn trend(dataset: &Dataset, query: &Query) -> Trend {
    let (_, groups) = choosable(dataset, query);
    let choices = groups
        .iter()
        .map(|group| (group.indicator, length(group)))
        .collect();
    let Some(group) = shown_group(dataset, query, &groups, length) else {
        return Trend {
            choices,
            ..Trend::default()
        };
    };

    let mut series: Vec<Series> = Vec::new();
    for &(city, ref data) in &group.cities {
        for scope in [ScopeKind::City, ScopeKind::Municipal] {
            let mut of_scope: Vec<Datum> = data
                .iter()
                .copied()
                .filter(|datum| datum.scope == scope)
                .collect();
            order::sort_by_key(&mut of_scope, |datum| (datum.period.last_year(), datum.row));
            let (spans, points): (Vec<Datum>, Vec<Datum>) = of_scope
                .into_iter()
                .partition(|datum| datum.period.is_interval());
            if !points.is_empty() || !spans.is_empty() {
                series.push(Series {
                    city,
                    scope,
                    points,
                    spans,
                });
            }
        }
    }
    Trend {
        indicator: Some(group.indicator),
        series,
        choices,
    }
}

/// The number of distinct periods of the city that has most.
fn length(group: &Group) -> usize {
    let distinct = |data: &[Datum]| {
        let is_new = |at: &usize| {
            data[..*at]
                .iter()
                .all(|earlier| earlier.period != data[*at].period)
        };
        (0..data.len()).filter(is_new).count()
    };
    group
        .cities
        .iter()
        .map(|(_, data)| distinct(data))
        .max()
        .unwrap_or(0)
}
