//! The rows of one report: stocks that grow, flows that scatter, and now and then what makes a
//! dataset hard: parts, plans, repeats, intervals, other scopes, bounds and doubts. It must never
//! make a row that the checker has an error for.

use super::figure::{self, Printed};
use super::names::{THINGS, Thing, indicator_id, place};
use super::random::{Random, exp};
use super::{Plan, source_id};

/// One observation, its texts as they stand in the file.
pub(super) struct Row {
    pub period: String,
    pub indicator: usize,
    pub printed: Printed,
    pub scope: String,
    pub status: &'static str,
    pub of: Option<String>,
    pub paragraph: usize,
    pub offset: usize,
    /// Kind, probable value, confidence, reason.
    pub doubt: Option<(&'static str, Option<f64>, &'static str, String)>,
    pub note: Option<&'static str>,
}

/// The report of a city and a year.
#[derive(Clone, Copy)]
pub(super) struct Report {
    pub city: usize,
    pub year: u16,
}

/// What scopes other than the city are called, in turn.
const SCOPES: [&str; 4] = ["county", "zone", "unit", "municipal"];

impl Row {
    /// The key of the row within its report.
    pub fn key(&self, report: Report) -> String {
        let source = source_id(report);
        let indicator = indicator_id(self.indicator);
        format!("{source}:{}:{}:{indicator}", self.paragraph, self.offset)
    }
}

/// Makes the rows of a report, `count` of them, one after the other.
pub(super) fn rows(plan: &Plan, report: Report, count: usize, mut take: impl FnMut(&Row)) {
    let mut random = Random::new(&[plan.seed, report.city as u64, u64::from(report.year), 1]);
    let (mut made, mut step) = (0, 0);
    while made < count {
        let (indicator, lap) = (step % plan.indicators, step / plan.indicators);
        step += 1;
        // A report does not speak of everything; of the members it always does.
        if indicator > 0 && random.once_in(8) {
            continue;
        }
        let at = |made: usize| (1 + made / 6, 3 + made % 6 * 23);
        let mut row = reported(plan, report, indicator, lap, &mut random);
        (row.paragraph, row.offset) = at(made);
        take(&row);
        made += 1;
        if made < count
            && let Some(mut next) = companion(report, &row, &mut random)
        {
            (next.paragraph, next.offset) = at(made);
            take(&next);
            made += 1;
        }
    }
}

/// The usual size of an indicator in a city and scope, and how it grows from year to year.
fn usual(plan: &Plan, city: usize, indicator: usize, lap: usize) -> (f64, f64) {
    let thing = &THINGS[indicator % THINGS.len()];
    let parts = [plan.seed, city as u64, indicator as u64, lap as u64];
    let mut random = Random::new(&parts);
    let spread = exp(thing.spread * random.normal().clamp(-2.5, 2.5));
    let growth = 0.06 * random.unit() - 0.01;
    let share = if lap == 0 {
        1.0
    } else {
        0.02 + 0.1 * random.unit()
    };
    let median = match thing.unit {
        // The members, and of everyone else a share of them in a thousand.
        "人" if indicator > 0 => members(plan, city) * thing.median / 1000.0,
        "人" => return (members(plan, city) * share, growth),
        "%" => return ((thing.median * spread).min(99.0), 0.0),
        _ => thing.median,
    };
    let most = match thing.unit {
        "人" => members(plan, city) * 0.15,
        _ => f64::MAX,
    };
    ((median * spread).min(most) * share, growth)
}

fn members(plan: &Plan, city: usize) -> f64 {
    let mut random = Random::new(&[plan.seed, city as u64, 2]);
    let Thing { median, spread, .. } = THINGS[0];
    median * exp(spread * random.normal().clamp(-2.5, 2.5))
}

fn reported(plan: &Plan, report: Report, indicator: usize, lap: usize, random: &mut Random) -> Row {
    let thing = &THINGS[indicator % THINGS.len()];
    let (usual, growth) = usual(plan, report.city, indicator, lap);
    // Growth ends after some years: nothing becomes five times as much.
    let years = f64::from((report.year - plan.years.0).min(15));
    let grown = usual * exp(growth * years);
    let mut period = report.year.to_string();
    let noise = match thing.measure {
        "stock" => 1.0 + 0.02 * random.normal().clamp(-2.0, 2.0),
        "flow" => exp(0.2 * random.normal().clamp(-2.0, 2.0)),
        _ => 1.0 + 0.005 * random.normal(),
    };
    let mut value = grown * noise;
    if thing.measure == "flow" && random.once_in(20) {
        let first = report.year.saturating_sub(2);
        (period, value) = match random.below(3) {
            0 => (format!("{first}/{}", report.year), value * 2.8),
            1 => (format!("../{}", report.year), value * 1.5),
            _ => {
                let month = 1 + random.below(12);
                (format!("{}-{month:02}", report.year), value / 6.0)
            }
        };
    }
    let scope = match (lap, SCOPES[lap % SCOPES.len()]) {
        (0, _) => "city".to_owned(),
        (3, "municipal") => "municipal".to_owned(),
        (_, "municipal") => format!("unit:{}", place(lap)),
        (_, kind) => format!("{kind}:{}", place(lap)),
    };
    let mut row = Row {
        period,
        indicator,
        printed: figure::print(value, thing.unit, random),
        scope,
        status: "reported",
        of: None,
        paragraph: 0,
        offset: 0,
        doubt: None,
        note: random.once_in(30).then_some("合成数据，不是真实情况。"),
    };
    if lap == 0 && thing.measure == "stock" && value > 1.5e4 && random.once_in(150) {
        lose_point(&mut row, plan, value, thing.unit);
    } else if random.once_in(120) {
        let reason = format!(
            "第 1 处称 {}，第 2 处是它的 2 倍，无法判断。",
            row.printed.text
        );
        row.doubt = Some(("unclear", None, "possible", reason));
    }
    row
}

/// The scan loses the point; a report of another year shows that it cannot be right.
fn lose_point(row: &mut Row, plan: &Plan, value: f64, unit: &str) {
    if plan.years.0 == plan.years.1 {
        return;
    }
    let (text, value, probable) = figure::without_point(value, unit);
    let reason = format!("{value} ÷ 10 ＝ {probable}，与其他年份相近。");
    row.printed = Printed {
        text,
        value: Some(value),
        upper: None,
        bound: "exact",
    };
    row.doubt = Some(("decimal-point-lost", Some(probable), "certain", reason));
}

/// A second figure about the same: a part of it, the plan for next year, or the figure again.
fn companion(report: Report, row: &Row, random: &mut Random) -> Option<Row> {
    let thing = &THINGS[row.indicator % THINGS.len()];
    let kind = random.below(40);
    let value = row.printed.value?;
    let is_plain = row.printed.bound == "exact" && row.doubt.is_none() && thing.unit != "%";
    if !is_plain || kind > 4 {
        return None;
    }
    let next = |value: f64, status, random: &mut Random| Row {
        period: row.period.clone(),
        indicator: row.indicator,
        printed: figure::print(value, thing.unit, random),
        scope: row.scope.clone(),
        status,
        of: None,
        paragraph: 0,
        offset: 0,
        doubt: None,
        note: None,
    };
    match kind {
        // The checker takes the members to be the whole of them.
        0 | 1 if value >= 20.0 && row.indicator > 0 => {
            let share = 0.1 + 0.5 * random.unit();
            let mut part = next(value * share, "part", random);
            part.of = Some(row.key(report));
            Some(part)
        }
        2 | 3 => {
            let mut target = next(value * 1.1, "target", random);
            target.period = (report.year + 1).to_string();
            Some(target)
        }
        4 => Some(Row {
            printed: Printed {
                text: row.printed.text.clone(),
                ..row.printed
            },
            ..next(value, "repeat", random)
        }),
        _ => None,
    }
}
