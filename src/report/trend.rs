//! One indicator over time, a line a city; intervals are spans, never points; several chosen
//! indicators are a panel each. It must never join figures of different scopes.

use super::basis::converted;
use super::datum::Datum;
use super::group::{Group, MOST_CHARTS, choosable, left_out, shown_groups};
use super::offer::{Offer, nearest};
use crate::dataset::{CityId, Dataset, IndicatorId, Measure, Period, ScopeKind, YearRange};
use crate::figure::{self, Bound};
use crate::order;
use crate::query::{Action, Basis, Filter, Query, View};

/// One indicator over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// What is shown; `None` if the selection holds nothing comparable.
    pub indicator: Option<IndicatorId>,
    /// One series a city and scope, in the dataset's order of cities.
    pub series: Vec<Series>,
    /// What the figures are set against.
    pub basis: Basis,
    /// Whether they could be set against the first of each series.
    pub has_index: bool,
    /// Figures that the basis cannot convert: of intervals, and of series without a first figure
    /// that is exact and sound.
    pub unconverted: Vec<Datum>,
    /// Indicators that could be shown instead, with the number of periods of the city that has
    /// most.
    pub choices: Vec<(IndicatorId, usize)>,
    /// Trends of further indicators that were chosen too.
    pub others: Vec<Trend>,
    /// Chosen indicators beyond those.
    pub more: usize,
    /// Chosen indicators without a figure that can be compared.
    pub left_out: Vec<IndicatorId>,
    /// What shows more, where nothing changes over time.
    pub offers: Vec<Offer>,
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
    /// The figure that the others are divided by.
    pub base: Option<Datum>,
}

impl Series {
    /// All figures.
    pub fn data(&self) -> impl Iterator<Item = &Datum> {
        self.points.iter().chain(&self.spans)
    }

    /// The change from the first figure to the last, both of single periods, exact and sound.
    pub fn change(&self) -> Option<String> {
        let (first, last) = (self.points.first()?, self.points.last()?);
        let is_sound = is_sound(first) && is_sound(last) && self.spans.is_empty();
        let is_later = first.period != last.period;
        figure::change_percent(first.value?, last.value?).filter(|_| is_sound && is_later)
    }

    /// Whether a change can be seen: two figures of different single periods.
    fn changes(&self) -> bool {
        let first = self.points.first().map(|datum| datum.period);
        self.points.iter().any(|datum| Some(datum.period) != first)
    }
}

impl Trend {
    /// Whether no city has figures of two single periods, so that nothing is seen to change.
    pub fn is_still(&self) -> bool {
        !self.series.iter().any(Series::changes)
    }

    /// Whether the figures are indices, which have no unit.
    pub fn is_indexed(&self) -> bool {
        self.basis == Basis::Index
    }

    /// The one period of all figures, if there is but one.
    pub fn only_period(&self) -> Option<Period> {
        let mut data = self.series.iter().flat_map(Series::data);
        let first = data.next()?.period;
        data.all(|datum| datum.period == first).then_some(first)
    }

    /// This trend, or one of the others.
    pub fn at(&self, at: usize) -> Option<&Self> {
        match at.checked_sub(1) {
            None => Some(self),
            Some(at) => self.others.get(at),
        }
    }
}

/// Builds the trend; as in a comparison, another indicator can be chosen while one is.
pub fn trend(dataset: &Dataset, query: &Query) -> Trend {
    let all = choosable(dataset, query);
    let groups = all.groups();
    let lengths: Vec<usize> = groups.iter().map(Group::length).collect();
    let shown = shown_groups(dataset, query, &groups, &lengths);
    let one = |at: &usize| one(dataset, query, &groups[*at]);
    let mut all = shown.iter().take(MOST_CHARTS).map(one);
    let mut view = all.next().unwrap_or_default();
    view.others = all.collect();
    view.more = shown.len().saturating_sub(MOST_CHARTS);
    view.left_out = left_out(dataset, query, &groups);
    view.offers = offers(dataset, query, (&groups, &lengths), &view);
    let sizes = groups.iter().zip(lengths);
    view.choices = sizes
        .map(|(group, length)| (group.indicator, length))
        .collect();
    view
}

fn one(dataset: &Dataset, query: &Query, group: &Group<'_>) -> Trend {
    let mut series: Vec<Series> = Vec::new();
    for (city, data) in group.cities() {
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
                    base: None,
                });
            }
        }
    }
    let is_ratio = dataset.indicator(group.indicator).measure == Measure::Ratio;
    let has_index = !is_ratio && series.iter().any(Series::changes);
    let mut view = Trend {
        indicator: Some(group.indicator),
        series,
        has_index,
        ..Trend::default()
    };
    if query.basis == Basis::Index && has_index {
        index(&mut view);
    }
    view
}

/// Whether a figure is exact, and right as far as is known.
fn is_sound(datum: &Datum) -> bool {
    datum.bound == Bound::Exact && (!datum.doubted || datum.corrected)
}

/// Sets every series against its first figure. One that begins with a bound or a doubt, or has
/// nothing to compare the first with, cannot be: it is kept apart.
fn index(view: &mut Trend) {
    view.basis = Basis::Index;
    for series in std::mem::take(&mut view.series) {
        let base = series.points.first().copied();
        let base = base.filter(|base| is_sound(base) && series.changes());
        let of = |datum: &Datum| converted(*datum, base?, Basis::Index);
        let points: Option<Vec<Datum>> = series.points.iter().map(of).collect();
        match points {
            Some(points) if !points.is_empty() => {
                view.unconverted.extend(&series.spans);
                let spans = Vec::new();
                view.series.push(Series {
                    points,
                    spans,
                    base,
                    ..series
                });
            }
            _ => view.unconverted.extend(series.data()),
        }
    }
}

/// What to look at where nothing is seen to change.
fn offers(
    dataset: &Dataset,
    query: &Query,
    (groups, lengths): (&[Group<'_>], &[usize]),
    view: &Trend,
) -> Vec<Offer> {
    if !view.others.is_empty() || !view.is_still() {
        return Vec::new();
    }
    let mut offers = Vec::new();
    let own = groups
        .iter()
        .find(|group| Some(group.indicator) == view.indicator);
    if own.is_some_and(|group| group.count() > 1) {
        offers.push(Offer::View(View::Compare));
    }
    let longer = |action: Action| {
        let all = choosable(dataset, &query.after(action));
        let groups = all.groups();
        let mut groups = groups.iter();
        let wide = groups.find(|group| Some(group.indicator) == view.indicator);
        wide.is_some_and(|wide| own.is_some_and(|own| wide.length() > own.length()))
    };
    if !query.years.is_all() && longer(Action::Years(YearRange::ALL)) {
        offers.push(Offer::AllYears);
    }
    if !query.choices(Filter::City).is_empty() && longer(Action::Clear(Filter::City)) {
        offers.push(Offer::AllCities);
    }
    let from = view.indicator.or(view.left_out.first().copied());
    offers.extend(nearest(dataset, groups, from, lengths));
    if offers.is_empty() || view.indicator.is_none() {
        offers.push(Offer::View(View::Table));
    }
    offers
}
