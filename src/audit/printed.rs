//! Value, upper end, bound and unit against the printed figure. It must never read a figure in
//! another way than [`figure::parse`] does.

use super::{Audit, Fault};
use crate::dataset::Observation;
use crate::figure;

pub(super) fn check(audit: &mut Audit<'_>) {
    let dataset = audit.dataset;
    for row in dataset.rows() {
        observation(audit, &dataset.observation(row));
    }
}

fn observation(audit: &mut Audit<'_>, seen: &Observation<'_>) {
    let (row, printed) = (seen.row, seen.printed.to_owned());
    let read = match figure::parse(seen.printed) {
        Ok(read) => read,
        Err(error) => return audit.row(row, "printed", Fault::Unreadable(printed, error.kind)),
    };
    if !agree(seen.value, read.value) {
        let fault = Fault::ValueDiffers(printed.clone(), seen.value, read.value);
        audit.row(row, "value", fault);
    }
    if !agree(seen.upper, read.upper) {
        let fault = Fault::UpperDiffers(printed.clone(), seen.upper, read.upper);
        audit.row(row, "upper", fault);
    }
    if seen.bound != read.bound {
        let fault = Fault::BoundDiffers(printed, seen.bound, read.bound);
        audit.row(row, "bound", fault);
    }
    // Where a list shares one unit, the number stands alone.
    if !read.unit.is_empty() && !figure::are_same_unit(&read.unit, &seen.indicator.unit) {
        let fault = Fault::UnitDiffers(read.unit, seen.indicator.unit.clone());
        audit.row(row, "indicator", fault);
    }
}

/// Whether two numbers are the same but for the rounding of binary fractions.
fn agree(value: Option<f64>, read: Option<f64>) -> bool {
    match (value, read) {
        (Some(value), Some(read)) => (value - read).abs() <= read.abs() * 1e-12,
        (None, None) => true,
        _ => false,
    }
}
