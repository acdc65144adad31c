//! Synthetic datasets of any size, for measuring and testing: the same for the same seed, valid,
//! and alike to real ones in what makes them hard. Every name says that it is made up.
//!
//! Rows are made and written one at a time. It must never keep them all, nor pass for real data.

mod figure;
mod names;
mod random;
mod row;
mod write;

use names::MOST_CITIES;
use row::Report;

pub use write::{OpenPart, write, write_parts};

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many observations, exactly.
    pub observations: usize,
    /// How many cities, at least 1; each has a report a year.
    pub cities: usize,
    /// The first and the last year.
    pub years: (u16, u16),
    /// How many indicators, at least 1.
    pub indicators: usize,
    /// Other seeds give other data.
    pub seed: u64,
    /// Whether the observations are columns.
    pub columns: bool,
}

impl Plan {
    /// A plan whose other numbers fit that of the observations: about a hundred a report.
    pub fn new(observations: usize) -> Self {
        Self {
            observations,
            cities: (observations / 700).clamp(4, 340),
            years: (2019, 2025),
            indicators: 120,
            seed: 1,
            columns: false,
        }
    }

    /// What cannot be made, in English; `None` if it can.
    pub fn fault(&self) -> Option<String> {
        let (first, last) = self.years;
        if self.cities == 0 || self.cities > MOST_CITIES {
            return Some(format!("from 1 to {MOST_CITIES} cities"));
        }
        if self.indicators == 0 || self.indicators > 100_000 {
            return Some("from 1 to 100000 indicators".to_owned());
        }
        if first < 1000 || last < first || last > 9000 {
            return Some("years from 1000 to 9000, the first not after the last".to_owned());
        }
        (u32::try_from(self.observations).is_err()).then(|| "at most 2^32 observations".to_owned())
    }

    /// The reports in order, each with the number of its observations.
    fn reports(&self) -> impl Iterator<Item = (Report, usize)> + '_ {
        let years = usize::from(self.years.1 - self.years.0) + 1;
        let count = self.cities * years;
        let (each, more) = (self.observations / count, self.observations % count);
        (0..self.cities).flat_map(move |city| {
            (self.years.0..=self.years.1)
                .zip(0..)
                .map(move |(year, at)| {
                    let more = usize::from(city * years + at < more);
                    (Report { city, year }, each + more)
                })
        })
    }
}

/// The id of a report.
fn source_id(report: Report) -> String {
    format!("synth-{}-{}", names::code(report.city).0, report.year)
}
