//! What a figure was before: the latest earlier one of the same city that it may be compared with.
//! It must never set figures against each other that are of another scope, of another length of
//! time, bounded or doubted.

use super::datum::Datum;
use super::group::Fit;
use crate::dataset::{Dataset, Period, Row};
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
    let fit = Fit::new(dataset, read);
    let datum = fit.has(row).then(|| Datum::new(dataset, row, read))?;
    Some((change(&datum, &fit)?, datum.value?))
}

/// The latest earlier figure of the same scope that `datum` may be compared with: single periods
/// of the same precision, both exact, both undoubted or corrected.
pub(super) fn change(datum: &Datum, fit: &Fit<'_>) -> Option<Change> {
    let Fit { dataset, read, .. } = *fit;
    let all = &dataset.observations;
    let now = match datum.period {
        Period::Single(now) if datum.bound == Bound::Exact => now,
        _ => return None,
    };
    if datum.doubted && !datum.corrected {
        return None;
    }
    let date = |row: Row| match dataset.periods[all.period.at(row.index()).index()] {
        Period::Single(date) => Some(date),
        _ => None,
    };
    // What is dear to ask is asked last: there may be many rows.
    let is_sound = |row: Row| {
        let at = row.index();
        all.bound[at] == Bound::Exact
            && dataset.scopes[all.scope.at(at).index()].kind == datum.scope
            && fit.has(row)
            && (all.doubt.get(row)).is_none_or(|doubt| used(None, Some(doubt), read).1)
    };
    let mut best: Option<(u16, Row)> = None;
    // The last printed wins a tie, and the latest mostly stands last.
    for row in dataset.rows_of(datum.city, datum.indicator).rev() {
        let then = date(row)
            .filter(|then| now.year > then.year && now.month.is_some() == then.month.is_some());
        if let Some(then) = then
            && best.is_none_or(|(year, _)| then.year > year)
            && is_sound(row)
        {
            best = Some((then.year, row));
            if then.year + 1 == now.year {
                break;
            }
        }
    }
    let earlier = Datum::new(dataset, best?.1, read);
    let from = earlier.value.filter(|&value| value > 0.0)?;
    Some(Change {
        since: earlier.period,
        from,
    })
}
