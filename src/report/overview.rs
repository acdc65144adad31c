//! The overview: headline cards of the indicators that most cities report, and how many figures
//! each category holds. It must never put a change beside periods that do not compare.

use std::cmp::Reverse;

use super::change::{Change, change};
use super::datum::{Datum, Spans, shared_period};
use super::group::{Comparable, Group};
use super::targets::{TargetRow, targets};
use crate::dataset::{CategoryId, CityId, Dataset, IndicatorId, Row};
use crate::order;
use crate::query::{Query, Selection};
use crate::rows::{Side, table};

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
    Draft::new(dataset, query, selection).finish()
}

/// An overview that is half built: the rows of the selection were gone through, which takes about
/// as long as the rest.
pub struct Draft<'d> {
    query: &'d Query,
    selection: &'d Selection,
    comparable: Comparable<'d>,
    /// Rows by city and category, city by city.
    counts: Vec<u32>,
}

impl<'d> Draft<'d> {
    /// Goes through the rows.
    pub fn new(dataset: &'d Dataset, query: &'d Query, selection: &'d Selection) -> Self {
        Self {
            query,
            selection,
            comparable: Comparable::new(dataset, &selection.rows, query.read),
            counts: counts(dataset, &selection.rows),
        }
    }

    /// Builds the rest.
    pub fn finish(&self) -> Overview {
        let Self {
            query,
            selection,
            comparable,
            counts,
        } = self;
        let dataset = comparable.fit().dataset;
        let groups = comparable.groups();
        let shown = headlined(dataset, comparable, &groups);
        let cards = shown
            .iter()
            .map(|&at| card(dataset, comparable, &groups[at]));
        let cards = cards.collect();

        let all = &dataset.observations;
        let width = dataset.categories.len();
        let count = |city: usize, category: usize| counts[city * width + category] as usize;
        let bar = |at: usize| {
            let by_city =
                (0..dataset.cities.len()).map(|city| (CityId::new(city), count(city, at)));
            let by_city: Vec<(CityId, usize)> = by_city.filter(|(_, count)| *count > 0).collect();
            CategoryBar {
                category: CategoryId::new(at),
                total: by_city.iter().map(|(_, count)| count).sum(),
                by_city,
            }
        };
        let categories = (0..width).map(bar).filter(|bar| bar.total > 0);
        let mut categories: Vec<CategoryBar> = categories.collect();
        order::sort_by_key(&mut categories, |bar| Reverse(bar.total));

        let has_city = |at: usize| (0..width).any(|category| count(at, category) > 0);
        Overview {
            cards,
            targets: targets(dataset, query, selection),
            categories,
            observations: selection.rows.len(),
            honours: selection.honours.len(),
            cities: (0..dataset.cities.len()).filter(|&at| has_city(at)).count(),
            doubts: (all.doubt.iter())
                .filter(|(row, _)| selection.rows.binary_search(row).is_ok())
                .count(),
        }
    }
}

/// How many of some rows there are of each city and category, city by city.
fn counts(dataset: &Dataset, rows: &[Row]) -> Vec<u32> {
    let all = &dataset.observations;
    let cities: Vec<u32> = (0..dataset.cities.len() as u32).collect();
    let indicators = dataset.indicators.iter();
    let categories: Vec<u32> = indicators.map(|one| one.category.0).collect();
    let down = Side {
        column: all.city.numbers(),
        places: &cities,
        len: cities.len(),
    };
    let across = Side {
        column: all.indicator.numbers(),
        places: &categories,
        len: dataset.categories.len(),
    };
    table(rows, down, across)
}

/// The groups that have a card, by position.
///
/// The membership, against which all else is measured, comes first; then what most cities report
/// for a year of its own, then what shows a change, then what other cities report too: of one city,
/// what most have in common; ties stand in the dataset's order.
fn headlined(dataset: &Dataset, all: &Comparable<'_>, groups: &[Group<'_>]) -> Vec<usize> {
    let fit = all.fit();
    let is_measure = |group: &Group<'_>| dataset.per_capita_indicator == Some(group.indicator);
    let broad = |group: &Group<'_>| Reverse((is_measure(group), group.breadth()));
    let breadths: Vec<Reverse<(bool, usize)>> = groups.iter().map(broad).collect();
    // The rest takes long to tell, and is told of those alone that it can bring among the first.
    let mut sorted = breadths.clone();
    order::sort_by_key(&mut sorted, |breadth| *breadth);
    let last = sorted.get(MOST_CARDS - 1);
    let may_be_shown = |at: &usize| last.is_none_or(|last| breadths[*at] <= *last);
    let mut shown: Vec<usize> = (0..groups.len()).filter(may_be_shown).collect();
    let mut is_wanted = vec![false; dataset.indicators.len()];
    for &at in &shown {
        is_wanted[groups[at].indicator.index()] = true;
    }
    let mut changes = vec![0; dataset.indicators.len()];
    for datum in all.headlines(&is_wanted) {
        changes[datum.indicator.index()] += usize::from(change(&datum, fit).is_some());
    }
    // Other cities may lie outside the selection.
    let everywhere = all.everywhere();
    order::sort_by_key(&mut shown, |&at| {
        let (group, indicator) = (&groups[at], groups[at].indicator.index());
        let rest = (changes[indicator], group.count(), everywhere[indicator]);
        (breadths[at], Reverse(rest))
    });
    shown.truncate(MOST_CARDS);
    shown
}

fn card(dataset: &Dataset, all: &Comparable<'_>, group: &Group<'_>) -> Card {
    let data = group.headlines();
    let spans = Spans::new(dataset, group.indicator, &data);
    let ranked = data.iter().copied();
    let ranked: Vec<Datum> = ranked.filter(|datum| !spans.is_other(datum)).collect();
    let period = shared_period(&ranked);
    let entry = |datum: &Datum| CardEntry {
        datum: *datum,
        other_period: Some(datum.period) != period,
        other_span: spans.is_other(datum),
        change: change(datum, all.fit()),
    };
    let mut entries: Vec<CardEntry> = data.iter().map(entry).collect();
    order::sort_by(&mut entries, |a, b| {
        let value = |entry: &CardEntry| entry.datum.value.unwrap_or(0.0);
        let ranked = a.other_span.cmp(&b.other_span);
        ranked.then(value(b).total_cmp(&value(a)))
    });
    Card {
        indicator: group.indicator,
        entries,
    }
}
