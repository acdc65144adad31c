//! Arithmetic that a report states: sums, rates and parts agree, or the result is doubted. It must
//! never compare figures that are only bounds as if they were exact.

use super::{Audit, Fault};
use crate::dataset::{Dataset, Observation, Relation, RelationKind, Row};
use crate::figure::Bound;

pub(super) fn check(audit: &mut Audit<'_>) {
    let dataset = audit.dataset;
    for (at, relation) in dataset.relations.iter().enumerate() {
        if let Some((key, fault)) = relation_fault(dataset, relation) {
            audit.at(format!("relations[{at}].{key}"), fault);
        }
    }
    for row in dataset.rows() {
        let part = dataset.observation(row);
        let Some(whole) = part.of.map(|whole| dataset.observation(whole)) else {
            continue;
        };
        if let Some(fault) = part_fault(&part, &whole) {
            audit.row(row, "of", fault);
        }
    }
}

fn relation_fault(dataset: &Dataset, relation: &Relation) -> Option<(&'static str, Fault)> {
    let result = dataset.observation(relation.result);
    let terms: Vec<Observation<'_>> = relation
        .terms
        .iter()
        .map(|term| dataset.observation(*term))
        .collect();
    let count = terms.len();
    let enough = match relation.kind {
        RelationKind::Rate => count == 2,
        RelationKind::Sum => count >= 2,
        RelationKind::Part => count >= 1,
    };
    if !enough {
        return Some(("terms", Fault::RelationTerms(count)));
    }
    let together = terms
        .iter()
        .all(|term| term.source.id == result.source.id && term.city.code == result.city.code);
    let unit = match relation.kind {
        RelationKind::Rate => terms.iter().all(|term| unit(term) == unit(&terms[0])),
        _ => terms.iter().all(|term| unit(term) == unit(&result)),
    };
    if !together || !unit {
        return Some(("terms", Fault::RelationMixed));
    }
    match relation.kind {
        RelationKind::Part => terms
            .iter()
            .find_map(|term| part_fault(term, &result))
            .map(|fault| ("terms", fault)),
        RelationKind::Sum | RelationKind::Rate => {
            // A doubted result is the report's fault, and told as such.
            let fault = contradiction(dataset, relation).filter(|_| result.doubt.is_none());
            fault.map(|fault| ("result", fault))
        }
    }
}

/// The unit in which parts are compared: 家 and 个 count alike.
fn unit<'d>(observation: &Observation<'d>) -> &'d str {
    match observation.indicator.unit.as_str() {
        "家" | "所" | "处" => "个",
        unit => unit,
    }
}

/// How a sum or a rate contradicts its terms; `None` if it does not, or if a bound leaves it open.
pub(super) fn contradiction(dataset: &Dataset, relation: &Relation) -> Option<Fault> {
    let exact = |row: Row| {
        let seen = dataset.observation(row);
        seen.value.filter(|_| seen.bound == Bound::Exact)
    };
    let result = exact(relation.result)?;
    let terms: Vec<f64> = relation
        .terms
        .iter()
        .map(|term| exact(*term))
        .collect::<Option<_>>()?;
    match relation.kind {
        RelationKind::Sum => {
            let sum: f64 = terms.iter().sum();
            let agrees = (sum - result).abs() <= result.abs() * 1e-9;
            (!agrees).then_some(Fault::SumDiffers(result, sum))
        }
        RelationKind::Rate => {
            let [numerator, denominator] = terms[..] else {
                return None;
            };
            let rate = numerator / denominator * 100.0;
            // The last printed digit: 87 may be rounded by half of one, 87.5 by half a tenth.
            let decimals = (0..6).find(|d| (result * 10_f64.powi(*d)).fract().abs() < 1e-9);
            let half = 0.5 * 10_f64.powi(-decimals.unwrap_or(6));
            let agrees = (rate - result).abs() <= half + 1e-9;
            (!agrees).then_some(Fault::RateDiffers(result, rate))
        }
        RelationKind::Part => None,
    }
}

/// A part is of its whole's city and unit, and not greater; a doubted figure proves nothing.
fn part_fault(part: &Observation<'_>, whole: &Observation<'_>) -> Option<Fault> {
    let same = part.city.code == whole.city.code && unit(part) == unit(whole);
    let (small, great) = part.value.zip(whole.value)?;
    let open = whole.bound == Bound::AtLeast || part.doubt.is_some() || whole.doubt.is_some();
    (!same || (small > great && !open)).then_some(Fault::PartOfWhole(small, great))
}
