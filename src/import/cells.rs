//! What the cells of a column look like, where its header does not say what it is. It must never
//! take a column for something of which most of its cells are not.

use super::field::Field;
use super::known::Known;
use super::mapping::Mapping;
use super::period::is_header;
use super::records::Record;
use super::value::{self, Reading, is_common_unit};
use crate::dataset::province_of_code;

/// What was seen in a column's cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Cells with something in them.
    pub filled: usize,
    cities: usize,
    codes: usize,
    periods: usize,
    indicators: usize,
    units: usize,
    figures: usize,
    /// The first of them.
    pub samples: Vec<String>,
}

/// Samples that are kept.
const SAMPLES: usize = 3;

/// Looks at the columns of some rows.
pub(super) fn columns_of(rows: &[Record], width: usize, known: &mut Known) -> Vec<Seen> {
    let column = |index: usize| {
        let mut seen = Seen::default();
        let cells = rows.iter().filter(|row| row.fault.is_none());
        for cell in cells
            .map(|row| row.cell(index))
            .filter(|cell| !cell.is_empty())
        {
            seen.add(cell, known);
        }
        seen
    };
    (0..width).map(column).collect()
}

/// Whether a cell is a figure and no year.
pub(super) fn has_figure(cell: &str) -> bool {
    is_header(cell).is_none() && matches!(value::read(cell, ""), Reading::Amount(_))
}

impl Seen {
    fn add(&mut self, cell: &str, known: &mut Known) {
        if self.samples.len() < SAMPLES {
            self.samples.push(cell.to_owned());
        }
        let cell = value::bare(cell);
        let says = |is_so: bool| usize::from(is_so);
        self.filled += 1;
        self.codes += says(province_of_code(cell).is_some());
        self.cities += says(known.city(cell).is_some());
        self.periods += says(is_header(cell).is_some());
        self.indicators += says(known.indicator(cell).is_some());
        self.units += says(is_common_unit(cell));
        // What is refused, or said not to be there, was meant to be one.
        self.figures += says(match value::read(cell, "") {
            Reading::Amount(_) | Reading::NotReported => true,
            Reading::Refused(problem) => problem.code() != "no-figure",
            Reading::Nothing => false,
        });
    }

    /// Whether it is so of most cells that are filled.
    fn is_most(&self, count: usize) -> bool {
        count * 2 > self.filled
    }

    pub fn is_cities(&self) -> bool {
        self.is_most(self.cities)
    }

    pub fn is_figures(&self) -> bool {
        self.is_most(self.figures)
    }

    /// What the column is, if no column is that yet. Names that nothing knows are indicators where
    /// there is no header to say so.
    pub fn field(
        &self,
        mapping: &Mapping,
        header: &str,
        is_named: &dyn Fn(Field) -> bool,
    ) -> Option<Field> {
        let is_free = |field: Field| mapping.column(field).is_none() && !is_named(field);
        let is_place_free = is_free(Field::City) && is_free(Field::CityCode);
        let is_what_free = is_free(Field::Indicator) && is_free(Field::IndicatorId);
        let choices = [
            (Field::CityCode, self.codes, is_place_free),
            (Field::City, self.cities, is_free(Field::City)),
            (Field::Period, self.periods, is_free(Field::Period)),
            (Field::Indicator, self.indicators, is_what_free),
            (Field::Unit, self.units, is_free(Field::Unit)),
            // A header that nothing knows would have to name the figures below it.
            (
                Field::Value,
                self.figures,
                is_free(Field::Value) && header.is_empty(),
            ),
        ];
        let found = choices
            .into_iter()
            .find(|(_, count, is_free)| *is_free && self.is_most(*count));
        let names = self.filled > 0 && header.is_empty() && is_what_free && !self.is_figures();
        found
            .map(|(field, ..)| field)
            .or(names.then_some(Field::Indicator))
    }
}
