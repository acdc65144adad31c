//! The rows of an import that are taken, and what they name. It must never hold a row whose city or
//! indicator is refused.

use std::collections::BTreeSet;

use super::imported::Imported;
use super::row::{Row, Source};
use crate::pace::Pace;

/// Rows that are looked at before a rest.
const SLICE: usize = 1 << 12;

/// The rows that are taken, in the order of the table.
pub(super) struct Taken<'i> {
    pub rows: Vec<&'i Row>,
    /// Whether they name each city.
    pub cities: Vec<bool>,
    /// Whether they name each indicator.
    pub indicators: Vec<bool>,
    /// What they are from.
    pub sources: BTreeSet<Source>,
}

impl<'i> Taken<'i> {
    /// Those of which neither the id of the city nor that of the indicator is refused.
    pub async fn of(imported: &'i Imported, refused: &BTreeSet<String>, pace: &mut Pace) -> Self {
        let is_refused = |id: &str| refused.contains(id);
        let cities = imported.cities.iter().map(|city| is_refused(city.id()));
        let refused_cities: Vec<bool> = cities.collect();
        let indicators = imported.indicators.iter().map(|one| is_refused(&one.id));
        let refused_indicators: Vec<bool> = indicators.collect();
        let mut taken = Self {
            rows: Vec::with_capacity(imported.rows.len()),
            cities: vec![false; refused_cities.len()],
            indicators: vec![false; refused_indicators.len()],
            sources: BTreeSet::new(),
        };
        let mut last = None;
        for slice in imported.rows.chunks(SLICE) {
            pace.rest().await;
            for row in slice {
                let (city, indicator) = (row.city as usize, row.indicator as usize);
                if refused_cities.get(city) != Some(&false)
                    || refused_indicators.get(indicator) != Some(&false)
                {
                    continue;
                }
                for (named, at) in [
                    (&mut taken.cities, city),
                    (&mut taken.indicators, indicator),
                ] {
                    if let Some(is_named) = named.get_mut(at) {
                        *is_named = true;
                    }
                }
                if last.replace(row.source) != Some(row.source) {
                    taken.sources.insert(row.source);
                }
                taken.rows.push(row);
            }
        }
        taken
    }
}
