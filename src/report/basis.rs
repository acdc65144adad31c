//! Figures computed from printed ones: per 10,000 members, and against the first of a series. The
//! reports print none of them. It must never compute one without naming the figure it is divided
//! by, nor drop a figure that cannot be converted.

use super::datum::Datum;
use super::group::Comparable;
use crate::dataset::{CityId, Dataset, Measure, Row, ScopeKind};
use crate::figure::Bound;
use crate::query::{Basis, ReadMode};

/// Members that a figure per head is told for.
pub const PER_MEMBERS: f64 = 10_000.0;

/// What the first figure of an indexed series is.
pub const INDEX_START: f64 = 100.0;

/// A figure divided by another.
pub(super) fn converted(datum: Datum, base: Datum, basis: Basis) -> Option<Datum> {
    let whole = if basis == Basis::Index {
        INDEX_START
    } else {
        PER_MEMBERS
    };
    let divisor = base.value.filter(|value| *value > 0.0)?;
    let by = |value: f64| value / divisor * whole;
    Some(Datum {
        value: datum.value.map(by),
        upper: datum.upper.map(by),
        // Divided by what is itself no exact number, it is about so many.
        bound: match base.bound {
            Bound::Exact => datum.bound,
            _ => Bound::Approximate,
        },
        basis,
        plain_value: datum.value,
        ..datum
    })
}

/// The figures that others can be divided by: the members of whole cities.
pub(super) fn members(dataset: &Dataset, read: ReadMode) -> Vec<Datum> {
    let Some(indicator) = dataset.per_capita_indicator else {
        return Vec::new();
    };
    let all = &dataset.observations.indicator;
    let is_member = |row: &Row| all.at(row.index()) == indicator;
    let rows: Vec<Row> = dataset.rows().filter(is_member).collect();
    let all = Comparable::new(dataset, rows.into_iter(), read);
    let cities = (0..dataset.cities.len()).map(CityId::new);
    let data = cities.flat_map(|city| all.of_city(indicator, city));
    data.filter(|datum| datum.scope == ScopeKind::City && !datum.period.is_interval())
        .collect()
}

/// The members of the figure's city: of its own year, else of the nearest, the later of two.
pub(super) fn base_of(datum: &Datum, members: &[Datum]) -> Option<Datum> {
    let year = datum.period.last_year();
    let own = members.iter().filter(|base| base.city == datum.city);
    let rank = |base: &&Datum| {
        let other = base.period.last_year();
        (other.abs_diff(year), std::cmp::Reverse(other))
    };
    own.min_by_key(rank).copied()
}

/// Whether figures of an indicator can be told per head: counts and amounts can, the members
/// themselves and shares cannot.
pub(super) fn has_heads(dataset: &Dataset, indicator: crate::dataset::IndicatorId) -> bool {
    dataset.per_capita_indicator.is_some_and(|members| {
        members != indicator && dataset.indicator(indicator).measure != Measure::Ratio
    })
}
