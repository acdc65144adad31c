//! What a figure was before: the latest earlier one of the same city that it may be compared with.
//! It must never set figures against each other that are of another scope, of another length of
//! time, bounded or doubted.

use super::datum::Datum;
use super::group::Comparable;
use crate::dataset::{Dataset, Period, Row};
use crate::figure::Bound;
use crate::query::ReadMode;

/// An earlier figure to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When the earlier figure held.
    pub since: Period,
    /// The earlier value in use, in the base unit; greater than zero.
    pub from: f64,
}

/// The earlier figure of an observation, among all of its city and indicator.
pub fn change_of(dataset: &Dataset, row: Row, read: ReadMode) -> Option<(Change, f64)> {
    let all = &dataset.observations;
    let key = |row: Row| (all.indicator[row.index()], all.city[row.index()]);
    let wanted = key(row);
    let same = dataset.rows().filter(|&row| key(row) == wanted);
    let all = Comparable::new(dataset, same, read);
    let mut data = all.of_city(wanted.0, wanted.1);
    let datum = data.clone().find(|datum| datum.row == row)?;
    Some((change(&datum, &mut data)?, datum.value?))
}

/// The latest earlier figure of the same scope that `datum` may be compared with: single periods
/// of the same precision, both exact, both undoubted or corrected.
pub(super) fn change(datum: &Datum, past: &mut dyn Iterator<Item = Datum>) -> Option<Change> {
    let sound = |datum: &Datum| datum.bound == Bound::Exact && (!datum.doubted || datum.corrected);
    let is_earlier = |other: &Datum| match (datum.period, other.period) {
        (Period::Single(a), Period::Single(b)) => {
            a.year > b.year && a.month.is_some() == b.month.is_some()
        }
        _ => false,
    };
    let comparable = past.filter(|other| other.scope == datum.scope && sound(other));
    let earlier = comparable
        .filter(is_earlier)
        .max_by_key(|other| other.period.last_year())?;
    let from = earlier.value.filter(|&value| value > 0.0)?;
    sound(datum).then_some(Change {
        since: earlier.period,
        from,
    })
}
