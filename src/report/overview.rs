//! The overview: headline cards of the indicators that most cities report, and how many figures
//! each category holds. It must never put a change beside periods that do not compare.

use super::change::{Change, change};
use super::datum::{Datum, Spans, shared_period};
use super::group::{Comparable, breadth};
use super::targets::{TargetRow, targets};
use crate::dataset::{CategoryId, CityId, Dataset, IndicatorId};
use crate::order;
use crate::query::{Query, Selection};

/// Cards shown at most.
const MOST_CARDS: usize = 12;

/// What the overview shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Headline cards, the most widely reported indicator first.
    pub cards: Vec<Card>,
    /// Plans and what became of them.
    pub targets: Vec<TargetRow>,
    /// Categories with the number of their figures, the fullest first.
    pub categories: Vec<CategoryBar>,
    /// Selected observations.
    pub observations: usize,
    /// Selected honours.
    pub honours: usize,
    /// Cities that the selection speaks of.
    pub cities: usize,
    /// Selected observations with a doubt.
    pub doubts: usize,
}

/// One indicator with its figure for each city.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What is counted.
    pub indicator: IndicatorId,
    /// A figure for each city that reports it, the largest first.
    pub entries: Vec<CardEntry>,
}

/// One city's figure on a card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardEntry {
    /// The figure.
    pub datum: Datum,
    /// Whether its period is not the one that most figures of the card share.
    pub other_period: bool,
    /// Whether it is about another length of time, so that no scale holds both.
    pub other_span: bool,
    /// Its change against the previous comparable period of the same city, if there is one.
    pub change: Option<Change>,
}

/// How many figures a category holds.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryBar {
    /// The category.
    pub category: CategoryId,
    /// Selected observations in it, per city, in the dataset's order of cities; no zeros.
    pub by_city: Vec<(CityId, usize)>,
    /// Selected observations in it.
    pub total: usize,
}

/// Builds the overview of a selection.
pub fn overview(dataset: &Dataset, query: &Query, selection: &Selection) -> Overview {
    let selected = selection.rows.iter().copied();
    let all = Comparable::new(dataset, selected, query.read);
    let groups = all.groups();
    // Earlier figures may lie outside the years shown.
    let is_all = selection.rows.len() == dataset.observations.len();
    let history = (!is_all).then(|| Comparable::new(dataset, dataset.rows(), query.read));
    let history = history.as_ref().unwrap_or(&all);

    let mut cards: Vec<((usize, usize), Card)> = groups
        .iter()
        .map(|group| {
            let data = group.headlines();
            let spans = Spans::new(dataset, group.indicator, &data);
            let ranked: Vec<Datum> = data
                .iter()
                .copied()
                .filter(|d| !spans.is_other(d))
                .collect();
            let period = shared_period(&ranked);
            let past = |city| history.rows_of_city(group.indicator, city);
            let entry = |datum: &Datum| CardEntry {
                datum: *datum,
                other_period: Some(datum.period) != period,
                other_span: spans.is_other(datum),
                change: change(dataset, datum, past(datum.city), query.read),
            };
            let mut entries: Vec<CardEntry> = data.iter().map(entry).collect();
            order::sort_by(&mut entries, |a, b| {
                let value = |entry: &CardEntry| entry.datum.value.unwrap_or(0.0);
                let ranked = a.other_span.cmp(&b.other_span);
                ranked.then(value(b).total_cmp(&value(a)))
            });
            let everywhere = history.cities(group.indicator);
            (
                (breadth(&data), everywhere),
                Card {
                    indicator: group.indicator,
                    entries,
                },
            )
        })
        .collect();
    // The membership, against which all else is measured, comes first; then what most cities
    // report for a year of its own, then what shows a change, then what other cities report too:
    // of one city, what most have in common. The sort is stable, so ties keep the dataset's order.
    order::sort_by_key(&mut cards, |((breadth, everywhere), card)| {
        let changes = card
            .entries
            .iter()
            .filter(|entry| entry.change.is_some())
            .count();
        let is_measure = dataset.per_capita_indicator == Some(card.indicator);
        let common = (card.entries.len(), *everywhere);
        std::cmp::Reverse((is_measure, *breadth, changes, common))
    });
    let cards = cards
        .into_iter()
        .map(|(_, card)| card)
        .take(MOST_CARDS)
        .collect();

    let all = &dataset.observations;
    let mut counts = vec![vec![0; dataset.cities.len()]; dataset.categories.len()];
    for row in &selection.rows {
        let category = dataset.indicator(all.indicator.at(row.index())).category;
        counts[category.index()][all.city.at(row.index()).index()] += 1;
    }
    let mut categories: Vec<CategoryBar> = counts
        .iter()
        .enumerate()
        .map(|(at, cities)| CategoryBar {
            category: CategoryId::new(at),
            by_city: (cities.iter().enumerate())
                .filter(|(_, count)| **count > 0)
                .map(|(city, count)| (CityId::new(city), *count))
                .collect(),
            total: cities.iter().sum(),
        })
        .filter(|bar| bar.total > 0)
        .collect();
    order::sort_by_key(&mut categories, |bar| std::cmp::Reverse(bar.total));

    let has_city = |at: usize| counts.iter().any(|cities| cities[at] > 0);
    Overview {
        cards,
        targets: targets(dataset, query, selection),
        categories,
        observations: selection.rows.len(),
        honours: selection.honours.len(),
        cities: (0..dataset.cities.len()).filter(|&at| has_city(at)).count(),
        doubts: selection
            .rows
            .iter()
            .filter(|row| all.doubt.get(**row).is_some())
            .count(),
    }
}
