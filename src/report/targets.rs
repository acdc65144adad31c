//! Plans and what became of them: rates that a report states, figures that a plan was made for,
//! and plans of which nothing is told. It must never guess a plan from a rate, nor a rate where
//! plan and figure are of different scopes.

use super::datum::Datum;
use crate::dataset::{Dataset, IndicatorId, Row, Status};
use crate::order;
use crate::query::{Query, ReadMode, Selection};
use crate::rows::Numbers;

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
    let reported = Reported::new(dataset, selection);
    let rows = selection.rows.iter();
    let mut found: Vec<TargetRow> = rows
        .filter_map(|&row| target(dataset, query.read, &reported, row))
        .collect();
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

/// The first reported figure of each city, scope, time and indicator that a selection has a plan
/// for: plans are few and rows many, so these are gone through once.
#[derive(Default)]
struct Reported {
    whom: Numbers,
    what: Numbers,
    both: Numbers,
    rows: Vec<Option<Row>>,
}

impl Reported {
    fn new(dataset: &Dataset, selection: &Selection) -> Self {
        let mut reported = Self::default();
        for &row in &selection.rows {
            if let Some(wanted) = wanted(dataset, row) {
                let [whom, what] = Self::keys(dataset, row, wanted);
                let (whom, what) = (reported.whom.number(whom), reported.what.number(what));
                reported.both.number(pair(whom, what));
            }
        }
        reported.rows = vec![None; reported.both.keys().len()];
        if reported.rows.is_empty() {
            return reported;
        }
        let all = &dataset.observations;
        for row in dataset.rows() {
            if all.status[row.index()] == Status::Reported
                && let Some(at) = reported.place(dataset, row, all.indicator.at(row.index()))
            {
                reported.rows[at].get_or_insert(row);
            }
        }
        reported
    }

    fn keys(dataset: &Dataset, row: Row, indicator: IndicatorId) -> [u64; 2] {
        let (all, at) = (&dataset.observations, row.index());
        let (city, scope) = (all.city.at(at).0, all.scope.at(at).0);
        [pair(city, scope), pair(all.period.at(at).0, indicator.0)]
    }

    fn place(&self, dataset: &Dataset, row: Row, indicator: IndicatorId) -> Option<usize> {
        let [whom, what] = Self::keys(dataset, row, indicator);
        let (whom, what) = (self.whom.get(whom)?, self.what.get(what)?);
        self.both.get(pair(whom, what)).map(|at| at as usize)
    }

    /// The figure of the same city, scope and time as a row.
    fn beside(&self, dataset: &Dataset, row: Row, indicator: IndicatorId) -> Option<Row> {
        self.rows[self.place(dataset, row, indicator)?]
    }
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

fn target(dataset: &Dataset, read: ReadMode, reported: &Reported, row: Row) -> Option<TargetRow> {
    let wanted = wanted(dataset, row)?;
    let datum = |row: Row| Datum::new(dataset, row, read);
    let own = datum(row);
    let beside = reported.beside(dataset, row, wanted).map(datum);
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
