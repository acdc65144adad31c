//! One indicator across cities, ranked. Figures of another year or scope are marked; they
//! must never be silently compared.

use super::datum::{Datum, Group, choosable, shared_period, shown_group};
use crate::dataset::{CityId, Dataset, IndicatorId, Period, ScopeKind};
use crate::order;
use crate::query::Query;

/// A ranking of cities by one indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// What is compared; `None` if the selection holds nothing comparable.
    pub indicator: Option<IndicatorId>,
    /// One bar a city, the largest first.
    pub bars: Vec<Bar>,
    /// Cities of the selection that do not report it.
    pub absent: Vec<CityId>,
    /// The period that most bars share.
    pub period: Option<Period>,
    /// Indicators that could be shown instead, with the number of cities that report them.
    pub choices: Vec<(IndicatorId, usize)>,
}

/// One city's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The figure.
    pub datum: Datum,
    /// Whether its period is not the one that most bars share.
    pub other_period: bool,
    /// Whether it is about the federation itself while others are about whole cities.
    pub other_scope: bool,
}

/// Builds the comparison. Another indicator can be chosen while one is, so the filter by
/// indicator does not narrow the choices.
pub fn compare(dataset: &Dataset, query: &Query) -> Compare {
    let (selection, groups) = choosable(dataset, query);
    let choices = groups
        .iter()
        .map(|group| (group.indicator, group.cities.len()))
        .collect();
    let Some(group) = shown_group(dataset, query, &groups, Group::breadth) else {
        return Compare {
            choices,
            ..Compare::default()
        };
    };

    let mut data = group.headlines();
    order::sort_by(&mut data, |a, b| {
        let value = |datum: &Datum| datum.value.unwrap_or(0.0);
        value(b).total_cmp(&value(a)).then(a.city.cmp(&b.city))
    });
    let period = shared_period(&data);
    let has_city_scope = data.iter().any(|datum| datum.scope == ScopeKind::City);
    let bars = data
        .iter()
        .map(|&datum| Bar {
            datum,
            other_period: Some(datum.period) != period,
            other_scope: has_city_scope && datum.scope != ScopeKind::City,
        })
        .collect();

    let mut selected = vec![false; dataset.cities.len()];
    for row in &selection.rows {
        selected[dataset.observations.city[row.index()].index()] = true;
    }
    let absent = (0..dataset.cities.len())
        .filter(|&at| selected[at])
        .map(CityId::new)
        .filter(|city| group.of_city(*city).is_empty())
        .collect();
    let indicator = Some(group.indicator);
    Compare {
        indicator,
        bars,
        absent,
        period,
        choices,
    }
}
