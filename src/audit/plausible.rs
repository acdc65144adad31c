//! Figures that cannot be right, found by sister figures, by arithmetic per head and by size.
//!
//! Each rule runs on the values as printed and on the corrected ones. A rule that fires on figures
//! none of which is doubted is a finding; so is a doubt about a number that no rule supports, and a
//! correction that does not cure what is wrong. A rule must never fire because a figure is merely
//! large.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::PerHead;
use super::{Audit, Fault, relations};
use crate::dataset::plausible::{MOST_PEOPLE, RATIOS, STOCK_JUMP};
use crate::dataset::{
    CityId, Confidence, Dataset, DoubtKind, IndicatorId, Measure, Observation, RelationKind, Row,
    ScopeKind, SourceId, Status,
};

/// A flow may grow or shrink more than a stock, since a campaign comes and goes, but not so much.
const FLOW_JUMP: f64 = 50.0;

/// A rule that fired, on the figures that it compares; the first is told.
struct Hit {
    rows: Vec<Row>,
    fault: Fault,
}

/// A reading: the value that each figure has in it.
type Reading<'r> = &'r dyn Fn(&Observation<'_>) -> Option<f64>;

pub(super) fn check(audit: &mut Audit<'_>) {
    let dataset = audit.dataset;
    let printed = hits(dataset, &|seen| seen.value);
    let is_doubted = |row: &Row| dataset.observation(*row).doubt.is_some();
    for hit in &printed {
        if let (false, Some(&row)) = (hit.rows.iter().any(is_doubted), hit.rows.first()) {
            audit.row(row, "value", hit.fault.clone());
        }
    }
    for hit in hits(dataset, &corrected) {
        if let Some(&row) = hit.rows.iter().find(|row| is_doubted(row)) {
            let fault = Fault::StillImplausible(Box::new(hit.fault));
            audit.row(row, "doubt.probable", fault);
        }
    }
    let grounded: BTreeSet<Row> = printed.into_iter().flat_map(|hit| hit.rows).collect();
    for row in dataset.rows() {
        let doubt = dataset.observation(row).doubt;
        let is_numeric = doubt.is_some_and(|doubt| doubt.kind != DoubtKind::Unclear);
        if is_numeric && !grounded.contains(&row) {
            audit.row(row, "doubt", Fault::DoubtWithoutGround);
        }
    }
}

fn corrected(seen: &Observation<'_>) -> Option<f64> {
    seen.doubt.and_then(|doubt| doubt.probable).or(seen.value)
}

/// What is nearest to certain, to measure others by.
fn settled(seen: &Observation<'_>) -> Option<f64> {
    let certain = seen
        .doubt
        .filter(|doubt| doubt.confidence == Confidence::Certain);
    certain.and_then(|doubt| doubt.probable).or(seen.value)
}

/// Rows that rules set side by side, ascending, so that no rule looks through all of them.
struct Sisters<'d> {
    dataset: &'d Dataset,
    of_report: BTreeMap<(SourceId, IndicatorId), Vec<Row>>,
    of_city: BTreeMap<(CityId, IndicatorId), Vec<Row>>,
}

impl<'d> Sisters<'d> {
    fn new(dataset: &'d Dataset) -> Self {
        let all = &dataset.observations;
        let (mut of_report, mut of_city) = (BTreeMap::new(), BTreeMap::new());
        for row in dataset.rows() {
            let at = row.index();
            let (report, city) = (
                (all.source.at(at), all.indicator.at(at)),
                (all.city.at(at), all.indicator.at(at)),
            );
            of_report.entry(report).or_insert_with(Vec::new).push(row);
            of_city.entry(city).or_insert_with(Vec::new).push(row);
        }
        Self {
            dataset,
            of_report,
            of_city,
        }
    }

    /// Figures of an indicator beside one: of its report, year and scope.
    fn beside<'s>(
        &'s self,
        seen: &'s Observation<'d>,
        indicator: IndicatorId,
    ) -> impl Iterator<Item = Observation<'d>> + 's {
        let report = self.dataset.observations.source.at(seen.row.index());
        let rows = self.of_report.get(&(report, indicator));
        let all = rows.into_iter().flatten();
        all.map(|row| self.dataset.observation(*row))
            .filter(|other| is_beside(seen, other))
    }

    /// The same city's figures of the same indicator that stand later in the file.
    fn later(&self, seen: &Observation<'d>) -> impl Iterator<Item = Observation<'d>> + '_ {
        let (all, at) = (&self.dataset.observations, seen.row.index());
        let rows = self.of_city.get(&(all.city.at(at), all.indicator.at(at)));
        let first = seen.row;
        let later = rows.into_iter().flatten().filter(move |row| **row > first);
        later.map(|row| self.dataset.observation(*row))
    }
}

fn hits(dataset: &Dataset, reading: Reading<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let sisters = Sisters::new(dataset);
    for row in dataset.rows() {
        let seen = dataset.observation(row);
        let Some(value) = reading(&seen) else {
            continue;
        };
        if seen.indicator.unit == "人" && seen.scope.kind == ScopeKind::City {
            people(&sisters, &seen, value, &mut hits);
        }
        if seen.status == Status::Reported && !seen.period.is_interval() {
            jumps(&sisters, &seen, value, reading, &mut hits);
            quotients(&sisters, &seen, value, reading, &mut hits);
        }
    }
    // Rates are between printed figures; a doubted one is corrected to what its counts make.
    for relation in &dataset.relations {
        if relation.kind == RelationKind::Rate
            && let Some(fault) = relations::contradiction(dataset, relation)
        {
            let result = dataset.observation(relation.result);
            let is_cured = reading(&result) != result.value;
            let fired = (!is_cured && result.doubt.is_some()).then_some(fault);
            hits.extend(fired.map(|fault| Hit {
                rows: vec![relation.result],
                fault,
            }));
        }
    }
    hits
}

fn people<'d>(sisters: &Sisters<'d>, seen: &Observation<'d>, value: f64, hits: &mut Vec<Hit>) {
    if value > MOST_PEOPLE {
        hits.push(Hit {
            rows: vec![seen.row],
            fault: Fault::MoreThanAnyCity(value, MOST_PEOPLE),
        });
    }
    let members = sisters.dataset.per_capita_indicator.and_then(|indicator| {
        let mut beside = sisters.beside(seen, indicator);
        beside.find(|other| other.row != seen.row)
    });
    if let Some(most) = members.as_ref().and_then(settled)
        && value > most
    {
        hits.push(Hit {
            rows: vec![seen.row],
            fault: Fault::MoreThanMembers(value, most),
        });
    }
}

/// Whether two figures of one report are of one year and one scope.
fn is_beside(one: &Observation<'_>, other: &Observation<'_>) -> bool {
    one.period.last_year() == other.period.last_year() && one.scope == other.scope
}

/// The same city's figures of other years.
fn jumps<'d>(
    sisters: &Sisters<'d>,
    seen: &Observation<'d>,
    value: f64,
    reading: Reading<'_>,
    hits: &mut Vec<Hit>,
) {
    let most = match seen.indicator.measure {
        Measure::Stock => STOCK_JUMP,
        Measure::Flow => FLOW_JUMP,
        Measure::Ratio => return,
    };
    // A handful may well become a dozen times as many.
    const HANDFUL: f64 = 20.0;
    for other in sisters.later(seen) {
        let is_sister = other.scope == seen.scope
            && other.status == Status::Reported
            && !other.period.is_interval();
        let Some(sister) = reading(&other).filter(|_| is_sister) else {
            continue;
        };
        let (low, high) = (value.min(sister), value.max(sister));
        if low >= HANDFUL && high > low * most {
            hits.push(Hit {
                rows: vec![seen.row, other.row],
                fault: Fault::Jump(value, sister, other.period),
            });
        }
    }
}

fn quotients<'d>(
    sisters: &Sisters<'d>,
    seen: &Observation<'d>,
    value: f64,
    reading: Reading<'_>,
    hits: &mut Vec<Hit>,
) {
    for ratio in RATIOS.iter().filter(|ratio| ratio.of == seen.indicator.id) {
        let by = ratio.by.iter();
        let found: Vec<Observation<'_>> = by
            .filter_map(|id| sisters.dataset.indicator_of(id))
            .flat_map(|indicator| sisters.beside(seen, indicator))
            .filter(|other| other.status == Status::Reported && other.value.is_some())
            .collect();
        if found.len() != ratio.by.len() {
            continue;
        }
        let by: f64 = found.iter().filter_map(reading).sum();
        let each = value / by;
        if each.is_finite() && !(ratio.range.0..=ratio.range.1).contains(&each) {
            let names: Vec<&str> = found
                .iter()
                .map(|other| other.indicator.name.as_str())
                .collect();
            let mut rows = vec![seen.row];
            rows.extend(found.iter().map(|other| other.row));
            hits.push(Hit {
                rows,
                fault: Fault::PerHead(PerHead {
                    names: (seen.indicator.name.clone(), names.join("＋")),
                    values: (value, by),
                    range: ratio.range,
                }),
            });
        }
    }
}
