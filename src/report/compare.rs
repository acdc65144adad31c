//! One indicator across cities, ranked; several chosen ones one under the other. Figures of
//! another year or scope are marked, and those of another length of time are not measured against
//! the rest; they must never be silently compared.

use std::cmp::Ordering;

use super::basis::{base_of, converted, has_heads, members};
use super::datum::{Datum, Spans, shared_period};
use super::group::{Group, MOST_CHARTS, choosable, left_out, shown_groups};
use super::offer::{Offer, nearest};
use crate::dataset::{CityId, Dataset, IndicatorId, Period, ScopeKind};
use crate::order;
use crate::query::{Action, Basis, Filter, Query, View, facets};

/// A ranking of cities by one indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compare {
    /// What is compared; `None` if the selection holds nothing comparable.
    pub indicator: Option<IndicatorId>,
    /// One bar a city: those that can be ranked, the largest first, then the rest.
    pub bars: Vec<Bar>,
    /// Cities of the selection that do not report it.
    pub absent: Vec<CityId>,
    /// Figures that the basis cannot convert, since the city's members are not known.
    pub unconverted: Vec<Datum>,
    /// The period that most bars share.
    pub period: Option<Period>,
    /// What the bars are set against.
    pub basis: Basis,
    /// Whether they could be set against the members.
    pub has_heads: bool,
    /// Indicators that could be shown instead, with the number of cities that report them.
    pub choices: Vec<(IndicatorId, usize)>,
    /// Comparisons of further indicators that were chosen too.
    pub others: Vec<Compare>,
    /// Cities of all comparisons that stand beside each other: their names take the same room.
    pub beside: Vec<CityId>,
    /// Chosen indicators beyond those.
    pub more: usize,
    /// Chosen indicators without a figure that can be compared.
    pub left_out: Vec<IndicatorId>,
    /// What shows more, where little can be compared.
    pub offers: Vec<Offer>,
}

/// One city's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The figure.
    pub datum: Datum,
    /// What it was divided by.
    pub base: Option<Datum>,
    /// Whether its period is not the one that most bars share.
    pub other_period: bool,
    /// Whether it is about another length of time, so that no scale holds both: five years
    /// together beside a single one.
    pub other_span: bool,
    /// Whether it is about the federation itself while others are about whole cities.
    pub other_scope: bool,
}

impl Bar {
    /// The figure with the doubt of what it was divided by, for its mark.
    pub fn marked(&self) -> Datum {
        let has = |of: fn(&Datum) -> bool| of(&self.datum) || self.base.as_ref().is_some_and(of);
        Datum {
            corrected: has(|datum| datum.corrected),
            doubted: has(|datum| datum.doubted),
            ..self.datum
        }
    }
}

impl Compare {
    /// The bars that stand on one scale.
    pub fn ranked(&self) -> impl Iterator<Item = &Bar> {
        self.bars.iter().filter(|bar| !bar.other_span)
    }

    /// Every city that the comparison names.
    pub fn cities(&self) -> impl Iterator<Item = CityId> {
        let bars = self.bars.iter().map(|bar| &bar.datum);
        let data = bars.chain(&self.unconverted).map(|datum| datum.city);
        data.chain(self.absent.iter().copied())
    }

    /// This comparison, or one of the others.
    pub fn at(&self, at: usize) -> Option<&Self> {
        match at.checked_sub(1) {
            None => Some(self),
            Some(at) => self.others.get(at),
        }
    }
}

/// Builds the comparison. Another indicator can be chosen while one is, so the filter by
/// indicator does not narrow the choices.
pub fn compare(dataset: &Dataset, query: &Query) -> Compare {
    let all = choosable(dataset, query);
    let groups = all.groups();
    // Who reports at all, whatever is searched for: only then is a missing figure one not reported.
    let everything = [
        Action::Clear(Filter::Indicator),
        Action::Clear(Filter::Category),
        Action::Search(String::new()),
    ];
    let asked = everything
        .into_iter()
        .fold(query.clone(), |query, action| query.after(action));
    let asked = facets(dataset, &asked);
    let selected: Vec<bool> = (dataset.cities.iter().zip(asked.of(Filter::City)))
        .map(|(city, &figures)| figures > 0 && query.passes(Filter::City, &city.code))
        .collect();
    let members = match query.basis {
        Basis::Members => members(dataset, query.read),
        _ => Vec::new(),
    };
    let breadths: Vec<usize> = groups.iter().map(Group::breadth).collect();
    let shown = shown_groups(dataset, query, &groups, &breadths);
    let one = |at: &usize| one(dataset, query, &groups[*at], &selected, &members);
    let mut all = shown.iter().take(MOST_CHARTS).map(one);
    let mut view = all.next().unwrap_or_default();
    view.others = all.collect();
    if !view.others.is_empty() {
        let beside: Vec<CityId> = (view.cities())
            .chain(view.others.iter().flat_map(Compare::cities))
            .collect();
        view.others
            .iter_mut()
            .for_each(|one| one.beside.clone_from(&beside));
        view.beside = beside;
    }
    view.more = shown.len().saturating_sub(MOST_CHARTS);
    view.left_out = left_out(dataset, query, &groups);
    view.offers = offers(dataset, query, (&groups, &breadths), &view);
    view.choices = groups
        .iter()
        .map(|group| (group.indicator, group.count()))
        .collect();
    view
}

fn one(
    dataset: &Dataset,
    query: &Query,
    group: &Group<'_>,
    selected: &[bool],
    members: &[Datum],
) -> Compare {
    let has_heads = has_heads(dataset, group.indicator);
    let basis = match query.basis {
        Basis::Members if has_heads => Basis::Members,
        _ => Basis::Printed,
    };
    let data = group.headlines();
    let mut unconverted = Vec::new();
    let mut bars: Vec<Bar> = Vec::with_capacity(data.len());
    for plain in data {
        let mut bar = Bar {
            datum: plain,
            base: None,
            other_period: false,
            other_span: false,
            other_scope: false,
        };
        if basis != Basis::Printed {
            bar.base = base_of(&plain, members);
            match bar.base.and_then(|base| converted(plain, base, basis)) {
                Some(datum) => bar.datum = datum,
                None => {
                    unconverted.push(plain);
                    continue;
                }
            }
        }
        bars.push(bar);
    }
    let plain: Vec<Datum> = bars.iter().map(|bar| bar.datum).collect();
    let spans = Spans::new(dataset, group.indicator, &plain);
    for bar in &mut bars {
        bar.other_span = spans.is_other(&bar.datum);
    }
    order::sort_by(&mut bars, |a, b| {
        let value = |bar: &Bar| bar.datum.value.unwrap_or(0.0);
        let ranked = a.other_span.cmp(&b.other_span);
        // What cannot be ranked stands in the dataset's order.
        let by_value = match a.other_span {
            true => Ordering::Equal,
            false => value(b).total_cmp(&value(a)),
        };
        ranked.then(by_value).then(a.datum.city.cmp(&b.datum.city))
    });
    let ranked = bars.iter().take_while(|bar| !bar.other_span).count();
    // Where no two figures are of one length, there is no scale at all.
    let is_alone = ranked == 0;
    let plain: Vec<Datum> = bars.iter().map(|bar| bar.datum).collect();
    let period = shared_period(plain.get(..ranked).filter(|_| !is_alone).unwrap_or(&plain));
    let has_city_scope = plain.iter().any(|datum| datum.scope == ScopeKind::City);
    for bar in &mut bars {
        bar.other_period = Some(bar.datum.period) != period;
        bar.other_scope = has_city_scope && bar.datum.scope != ScopeKind::City;
    }
    let absent = (0..dataset.cities.len())
        .filter(|&at| selected[at])
        .map(CityId::new)
        .filter(|city| !group.has_city(*city))
        .collect();
    Compare {
        indicator: Some(group.indicator),
        bars,
        absent,
        unconverted,
        period,
        basis,
        has_heads,
        ..Compare::default()
    }
}

/// What to look at where fewer than two bars stand on one scale.
fn offers(
    dataset: &Dataset,
    query: &Query,
    (groups, breadths): (&[Group<'_>], &[usize]),
    view: &Compare,
) -> Vec<Offer> {
    let ranked = view.ranked().count();
    if ranked > 1 || !view.others.is_empty() {
        return Vec::new();
    }
    let mut offers = Vec::new();
    if view.basis != Basis::Printed && view.unconverted.len() + view.bars.len() > 1 {
        offers.push(Offer::Printed);
    }
    let broader = |action: Action| {
        let query = query.after(action);
        let all = choosable(dataset, &query);
        let groups = all.groups();
        let own = groups
            .iter()
            .find(|group| Some(group.indicator) == view.indicator);
        own.is_some_and(|group| group.count() > view.bars.len() + view.unconverted.len())
    };
    if !query.choices(Filter::City).is_empty() && broader(Action::Clear(Filter::City)) {
        offers.push(Offer::AllCities);
    }
    if !query.years.is_all() && broader(Action::Years(crate::dataset::YearRange::ALL)) {
        offers.push(Offer::AllYears);
    }
    let own = groups
        .iter()
        .find(|group| Some(group.indicator) == view.indicator);
    let has_times = |(_, data): (CityId, Vec<Datum>)| data.len() > 1;
    if own.is_some_and(|group| group.cities().any(has_times)) {
        offers.push(Offer::View(View::Trend));
    }
    let from = view.indicator.or(view.left_out.first().copied());
    offers.extend(nearest(dataset, groups, from, breadths));
    if offers.is_empty() || view.indicator.is_none() {
        offers.push(Offer::View(View::Table));
    }
    offers
}
