//! What the format asks beyond the type of single values: codes, dates, what goes with what. It
//! must never repeat a check that reading the file makes: those arrive as issues.

use std::collections::BTreeSet;

use super::{Audit, Fault};
use crate::dataset::{Doubt, DoubtKind, Measure, Observation, Period, Status, province_of_code};
use crate::figure::Bound;

pub(super) fn check(audit: &mut Audit<'_>) {
    let checked = audit.checked;
    for issue in &checked.issues {
        let fault = Fault::Format(issue.severity, issue.problem.clone());
        audit.findings.push(super::Finding {
            fault,
            file: super::File::Dataset,
            path: issue.path.clone(),
            place: issue.place,
        });
    }
    tables(audit);
    let dataset = audit.dataset;
    for row in dataset.rows() {
        observation(audit, &dataset.observation(row));
    }
    honours(audit);
}

fn tables(audit: &mut Audit<'_>) {
    let dataset = audit.dataset;
    let day = Period::parse(&dataset.updated);
    if !matches!(day, Ok(Period::Single(date)) if date.day.is_some()) {
        let fault = Fault::UpdatedDay(dataset.updated.clone());
        audit.at("updated".to_owned(), fault);
    }
    // Tables may have lost rows; then their positions are not those of the file, and the faults
    // of the lost rows are told already.
    for (at, city) in dataset.cities.iter().enumerate() {
        if province_of_code(&city.code) != Some(city.province.as_str()) {
            let fault = Fault::CityCode(city.code.clone());
            audit.at(format!("cities[{at}].code"), fault);
        }
    }
    for (at, source) in dataset.sources.iter().enumerate() {
        let is_hash =
            |hash: &String| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if let Some(hash) = source.sha256.as_ref().filter(|hash| !is_hash(hash)) {
            let fault = Fault::HashForm(hash.clone());
            audit.at(format!("sources[{at}].sha256"), fault);
        }
    }
}

fn observation(audit: &mut Audit<'_>, seen: &Observation<'_>) {
    let row = seen.row;
    let (period, report) = (seen.period, seen.source.period);
    if seen.indicator.measure == Measure::Stock && period.is_interval() {
        audit.row(row, "period", Fault::StockInterval(period));
    }
    // A report is printed in the year after its own at the latest.
    if seen.status != Status::Target && period.last_year() > report.last_year() + 1 {
        audit.row(row, "period", Fault::AfterReport(period));
    }
    let own = audit.dataset.city(seen.source.city);
    if own.code != seen.city.code {
        audit.row(row, "city", Fault::CityOfReport(seen.city.name.clone()));
    }
    if seen.paragraph == 0 {
        audit.row(row, "paragraph", Fault::NoSuchPlace(0, seen.offset));
    }
    let fits = match seen.bound {
        Bound::Vague => seen.value.is_none() && seen.upper.is_none(),
        Bound::Range => seen.value.is_some() && seen.upper.is_some(),
        _ => seen.value.is_some() && seen.upper.is_none(),
    };
    if !fits {
        audit.row(row, "bound", Fault::BoundOfValue(seen.bound));
    }
    if seen
        .upper
        .zip(seen.value)
        .is_some_and(|(upper, value)| upper < value)
    {
        audit.row(row, "upper", Fault::UpperBelow);
    }
    if seen.of.is_some() != (seen.status == Status::Part) {
        audit.row(row, "of", Fault::PartWithoutWhole);
    }
    if let Some(doubt) = seen.doubt {
        for (key, fault) in doubted(doubt, seen.value) {
            audit.row(row, key, fault);
        }
    }
}

/// What is wrong with a doubt on a figure.
fn doubted(doubt: &Doubt, value: Option<f64>) -> Vec<(&'static str, Fault)> {
    let mut found = Vec::new();
    let numbers = doubt.reason.split(|c: char| !c.is_ascii_digit());
    if numbers.filter(|digits| !digits.is_empty()).count() < 2 {
        found.push(("doubt.reason", Fault::DoubtWithoutArithmetic));
    }
    if doubt.kind == DoubtKind::DecimalPointLost {
        let shift = value
            .zip(doubt.probable)
            .map(|(value, probable)| (value / probable).log10());
        let is_whole = |shift: f64| shift >= 1.0 - 1e-9 && (shift - shift.round()).abs() < 1e-9;
        if !shift.is_some_and(is_whole) {
            let fault = Fault::DoubtShift(value.unwrap_or(f64::NAN), doubt.probable);
            found.push(("doubt.probable", fault));
        }
    }
    found
}

fn honours(audit: &mut Audit<'_>) {
    let dataset = audit.dataset;
    let mut seen = BTreeSet::new();
    for (at, honour) in dataset.honours.iter().enumerate() {
        let place = (honour.source, honour.paragraph, honour.offset);
        if !seen.insert((place, honour.title.as_str())) {
            audit.honour(at, "title", Fault::HonourTwice(honour.title.clone()));
        }
        if honour.count < 1.0 || honour.count.fract() != 0.0 {
            audit.honour(at, "count", Fault::HonourCount(honour.count));
        }
        if honour.period.last_year() > dataset.sources[honour.source.index()].period.last_year() + 1
        {
            audit.honour(at, "period", Fault::AfterReport(honour.period));
        }
    }
}
