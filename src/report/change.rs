//! What a figure was before: the latest earlier one of the same city that it may be compared with.
//! It must never set figures against each other that are of another scope, of another length of
//! time, bounded or doubted.

use super::datum::Datum;
use super::group::Comparable;
use crate::dataset::{Dataset, Date, Period, Row};
use crate::figure::Bound;
use crate::query::{ReadMode, used};

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
    let key = |row: Row| (all.indicator.at(row.index()), all.city.at(row.index()));
    let wanted = key(row);
    let same = dataset.rows().filter(|&row| key(row) == wanted);
    let all = Comparable::new(dataset, same, read);
    let past = all.rows_of_city(wanted.0, wanted.1);
    let datum = past
        .contains(&row)
        .then(|| Datum::new(dataset, row, read))?;
    Some((change(dataset, &datum, past, read)?, datum.value?))
}

/// The latest earlier figure of the same scope that `datum` may be compared with: single periods
/// of the same precision, both exact, both undoubted or corrected. `past` are the rows of its city
/// and indicator.
pub(super) fn change(
    dataset: &Dataset,
    datum: &Datum,
    past: &[Row],
    read: ReadMode,
) -> Option<Change> {
    let all = &dataset.observations;
    let now = match datum.period {
        Period::Single(now) if datum.bound == Bound::Exact => now,
        _ => return None,
    };
    if datum.doubted && !datum.corrected {
        return None;
    }
    let date = |row: &Row| match dataset.periods[all.period.at(row.index()).index()] {
        Period::Single(date) => Some(date),
        _ => None,
    };
    // What is cheap to ask is asked first: there may be many rows.
    let is_earlier = |row: &&Row| {
        let is_before =
            |then: Date| now.year > then.year && now.month.is_some() == then.month.is_some();
        let at = row.index();
        date(row).is_some_and(is_before)
            && all.bound[at] == Bound::Exact
            && dataset.scopes[all.scope.at(at).index()].kind == datum.scope
            && all
                .doubt
                .get(**row)
                .is_none_or(|doubt| used(None, Some(doubt), read).1)
    };
    let year = |row: &&Row| date(row).map(|date| date.year);
    let earlier = past.iter().filter(is_earlier).max_by_key(year)?;
    let earlier = Datum::new(dataset, *earlier, read);
    let from = earlier.value.filter(|&value| value > 0.0)?;
    Some(Change {
        since: earlier.period,
        from,
    })
}
