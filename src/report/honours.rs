//! Honours by level, the highest first. A counted award is one row with its count; it must
//! never be spread over rows.

use crate::dataset::{CityId, Dataset, Direction, DoubtKind, Level, Period};
use crate::order;
use crate::query::Selection;

/// The selected honours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Honours {
    /// Groups by level, the highest first; no empty ones.
    pub levels: Vec<(Level, Vec<HonourRow>)>,
}

/// One honour.
#[derive(Clone, Debug, PartialEq)]
pub struct HonourRow {
    /// Its position in the dataset.
    pub at: usize,
    /// The city it belongs to.
    pub city: CityId,
    /// When.
    pub period: Period,
    /// Received, granted or held.
    pub direction: Direction,
    /// Name as printed.
    pub title: String,
    /// Who awarded it.
    pub awarder: Option<String>,
    /// Who received it.
    pub recipient: Option<String>,
    /// How many.
    pub count: f64,
    /// Title of the report that prints it.
    pub source: String,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// What cannot be right about it.
    pub doubt: Option<DoubtKind>,
}

/// Builds the honours of a selection.
pub fn honours(dataset: &Dataset, selection: &Selection) -> Honours {
    let of_level = |level: Level| {
        let mut rows: Vec<HonourRow> = selection
            .honours
            .iter()
            .map(|&at| (at, &dataset.honours[at]))
            .filter(|(_, honour)| honour.level == level)
            .map(|(at, honour)| HonourRow {
                at,
                city: honour.city,
                period: honour.period,
                direction: honour.direction,
                title: honour.title.clone(),
                awarder: honour.awarder.clone(),
                recipient: honour.recipient.clone(),
                count: honour.count,
                source: dataset.sources[honour.source.index()].title.clone(),
                paragraph: honour.paragraph,
                doubt: honour.doubt.as_ref().map(|doubt| doubt.kind),
            })
            .collect();
        order::sort_by_key(&mut rows, |row| {
            (std::cmp::Reverse(row.period.last_year()), row.city)
        });
        (level, rows)
    };
    let levels = Level::ALL.iter().map(|&level| of_level(level));
    Honours {
        levels: levels.filter(|(_, rows)| !rows.is_empty()).collect(),
    }
}
