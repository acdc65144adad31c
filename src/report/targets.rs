//! Plans and what became of them: rates that a report states, figures that a plan was made for,
//! and plans of which nothing is told. It must never guess a plan from a rate, nor a rate where
//! plan and figure are of different scopes.

use super::datum::Datum;
use crate::dataset::{Dataset, IndicatorId, Row, Status};
use crate::order;
use crate::query::{Query, ReadMode, Selection};

/// What a whole plan is, in percent.
const WHOLE: f64 = 100.0;

/// One plan.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// The stated rate, the figure that was reached, or the plan by itself.
    pub datum: Datum,
    /// What was reached, where `datum` is a stated rate; the plan, where it is a figure.
    pub beside: Option<Datum>,
    /// How much of the plan was reached, in percent; `None` if nothing is told.
    pub percent: Option<f64>,
}

impl TargetRow {
    /// Whether the report states the rate, so that it is not computed.
    pub fn is_stated(&self, dataset: &Dataset) -> bool {
        dataset
            .indicator(self.datum.indicator)
            .completion_of
            .is_some()
    }
}

/// The plans of a selection: those of which most was reached first, those of which nothing is told
/// last.
pub(super) fn targets(dataset: &Dataset, query: &Query, selection: &Selection) -> Vec<TargetRow> {
    let all = &dataset.observations;
    let indicators = dataset.indicators.iter();
    let is_rate: Vec<bool> = indicators.map(|one| one.completion_of.is_some()).collect();
    let has_rates = is_rate.contains(&true);
    let mut found = Vec::new();
    for &row in &selection.rows {
        let at = row.index();
        let is_rate = || has_rates && is_rate[all.indicator.at(at).index()];
        if all.status[at] == Status::Target || is_rate() {
            found.extend(target(dataset, query.read, row));
        }
    }
    order::sort_by(&mut found, |a, b| {
        let percent = |row: &TargetRow| row.percent.unwrap_or(-1.0);
        percent(b).total_cmp(&percent(a))
    });
    found
}

/// The indicator that a row is a plan or a rate for.
fn wanted(dataset: &Dataset, row: Row) -> Option<IndicatorId> {
    let all = &dataset.observations;
    let own = all.indicator.at(row.index());
    let is_plan = all.status[row.index()] == Status::Target;
    let completed = dataset.indicator(own).completion_of;
    completed.or(is_plan.then_some(own))
}

/// The first reported figure of an indicator that is of the same city, scope and time as a row.
fn reported(dataset: &Dataset, row: Row, indicator: IndicatorId) -> Option<Row> {
    let all = &dataset.observations;
    let key = |row: Row| (all.scope.at(row.index()), all.period.at(row.index()));
    let mut rows = dataset.rows_of(all.city.at(row.index()), indicator);
    rows.find(|&other| all.status[other.index()] == Status::Reported && key(other) == key(row))
}

fn target(dataset: &Dataset, read: ReadMode, row: Row) -> Option<TargetRow> {
    let wanted = wanted(dataset, row)?;
    let datum = |row: Row| Datum::new(dataset, row, read);
    let own = datum(row);
    let beside = reported(dataset, row, wanted).map(datum);
    if dataset.indicator(own.indicator).completion_of.is_some() {
        return Some(TargetRow {
            datum: own,
            beside,
            percent: own.value,
        });
    }
    let reached = beside.and_then(|beside| {
        let plan = own.value.filter(|plan| *plan > 0.0)?;
        Some((beside, beside.value? / plan * WHOLE))
    });
    Some(match reached {
        Some((reached, percent)) => TargetRow {
            datum: reached,
            beside: Some(own),
            percent: Some(percent),
        },
        None => TargetRow {
            datum: own,
            beside: None,
            percent: None,
        },
    })
}
