//! One figure as every view shows it: the value in use, and whether that is what was printed.
//! It must never hide a doubt.

use crate::dataset::{CityId, Dataset, IndicatorId, Observation, Period, Row, ScopeKind, Status};
use crate::figure::Bound;
use crate::order;
use crate::query::{Action, Filter, Query, ReadMode, Selection, select, used_value};

/// One figure, ready to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Datum {
    /// Its row.
    pub row: Row,
    /// The city it is about.
    pub city: CityId,
    /// What it counts.
    pub indicator: IndicatorId,
    /// When it holds.
    pub period: Period,
    /// The value in use, in the indicator's base unit; `None` for an amount without a number.
    pub value: Option<f64>,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// How it is meant.
    pub bound: Bound,
    /// Whom it is about.
    pub scope: ScopeKind,
    /// Its standing.
    pub status: Status,
    /// Whether `value` is a correction of the printed figure.
    pub corrected: bool,
    /// Whether the printed figure is doubted.
    pub doubted: bool,
}

impl Datum {
    /// The datum of an observation under a read mode.
    pub fn new(dataset: &Dataset, observation: &Observation<'_>, read: ReadMode) -> Self {
        let (value, corrected) = used_value(observation, read);
        let at = observation.row.index();
        Self {
            row: observation.row,
            city: dataset.observations.city[at],
            indicator: dataset.observations.indicator[at],
            period: observation.period,
            value,
            upper: observation.upper,
            bound: observation.bound,
            scope: observation.scope.kind,
            status: observation.status,
            corrected,
            doubted: observation.doubt.is_some(),
        }
    }
}

/// One indicator's comparable figures.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What is counted.
    pub indicator: IndicatorId,
    /// Each city's figures, cities in the dataset's order, figures in the file's.
    pub cities: Vec<(CityId, Vec<Datum>)>,
}

impl Group {
    /// A city's figures; none if it does not report the indicator.
    pub fn of_city(&self, city: CityId) -> &[Datum] {
        let found = self.cities.iter().find(|(known, _)| *known == city);
        found.map_or(&[], |(_, data)| data)
    }

    /// How many cities have a headline figure of a single period about the whole city: those
    /// that a chart can set side by side.
    pub fn breadth(&self) -> usize {
        let is_plain =
            |datum: &&Datum| !datum.period.is_interval() && datum.scope == ScopeKind::City;
        self.headlines().iter().filter(is_plain).count()
    }

    /// The figure to show for each city.
    pub fn headlines(&self) -> Vec<Datum> {
        self.cities
            .iter()
            .filter_map(|(_, data)| headline(data))
            .collect()
    }
}

/// The figures of `rows` that may be compared between cities: reported, with a number, about a
/// whole city or its federation; by indicator, in the dataset's order.
pub(super) fn comparable(dataset: &Dataset, rows: &[Row], read: ReadMode) -> Vec<Group> {
    let mut data: Vec<Datum> = Vec::new();
    for &row in rows {
        let observation = dataset.observation(row);
        if observation.status == Status::Reported && observation.scope.is_comparable() {
            let datum = Datum::new(dataset, &observation, read);
            data.extend(datum.value.map(|_| datum));
        }
    }
    order::sort_by_key(&mut data, |datum| (datum.indicator, datum.city));
    let mut groups: Vec<Group> = Vec::new();
    for datum in data {
        if groups
            .last()
            .is_none_or(|group| group.indicator != datum.indicator)
        {
            groups.push(Group {
                indicator: datum.indicator,
                cities: Vec::new(),
            });
        }
        let Some(group) = groups.last_mut() else {
            continue;
        };
        match group.cities.last_mut() {
            Some((city, data)) if *city == datum.city => data.push(datum),
            _ => group.cities.push((datum.city, vec![datum])),
        }
    }
    groups
}

/// Of several figures of one city and indicator the one to show: the whole city before its
/// federation, the latest, a single year before an interval, the first printed.
fn headline(data: &[Datum]) -> Option<Datum> {
    let rank = |datum: &Datum| {
        (
            datum.scope == ScopeKind::City,
            datum.period.last_year(),
            !datum.period.is_interval(),
            std::cmp::Reverse(datum.row),
        )
    };
    data.iter().copied().max_by_key(rank)
}

/// The period that most of several figures share, the latest winning a tie.
pub(super) fn shared_period(data: &[Datum]) -> Option<Period> {
    let share = |period: Period| data.iter().filter(|datum| datum.period == period).count();
    let rank = |period: &Period| (share(*period), period.last_year());
    data.iter().map(|datum| datum.period).max_by_key(rank)
}

/// What a chart of one indicator could show: the selection under all other filters, grouped.
pub(super) fn choosable(dataset: &Dataset, query: &Query) -> (Selection, Vec<Group>) {
    let others = query.after(Action::Clear(Filter::Indicator));
    let selection = select(dataset, &others);
    let groups = comparable(dataset, &selection.rows, query.read);
    (selection, groups)
}

/// The group that a chart of one indicator shows: the first that the reader chose; without a
/// choice the one for which `breadth` is largest, the earliest in the dataset winning a tie.
pub(super) fn shown_group<'g>(
    dataset: &Dataset,
    query: &Query,
    groups: &'g [Group],
    breadth: fn(&Group) -> usize,
) -> Option<&'g Group> {
    let chosen = query.choices(Filter::Indicator);
    let is_chosen = |group: &&Group| chosen.contains(&dataset.indicator(group.indicator).id);
    let rank = |group: &&Group| (breadth(group), std::cmp::Reverse(group.indicator));
    if chosen.is_empty() {
        groups.iter().max_by_key(rank)
    } else {
        groups.iter().find(is_chosen)
    }
}
