//! Observations that are plainly right, which nearly all are: read at once, without a copy or a
//! search for what the row before had too. Whatever is new, odd or wrong is left to `facts`, which
//! has a word for everything; what it found out about a text is remembered here. It must never find
//! fault with a row, nor take one that `facts` would read otherwise.

use super::check::{Checker, LONGEST_NAME};
use super::json::Raw;
use super::observation::{Figure, Known};
use super::read::Rows;
use super::{CityId, IndicatorId, Measure, PeriodId, ScopeId, SourceId, Status};
use crate::figure::Bound;
use crate::rows::{Texts, json};

/// What an observation may have, in the order in which it is written.
pub const OBSERVATION_KEYS: [&str; 15] = [
    "source",
    "city",
    "period",
    "indicator",
    "value",
    "upper",
    "printed",
    "bound",
    "scope",
    "status",
    "of",
    "paragraph",
    "offset",
    "doubt",
    "note",
];

/// The keys whose texts stand for something: see [`Known`].
const NAMES: [usize; 7] = [0, 1, 2, 3, 7, 8, 9];

/// A remark longer than this is read the long way.
const LONGEST: usize = 1000;

/// A reader of plain rows.
pub(super) struct Plain<'t> {
    /// The columns of the keys; `None` if no row can be plain.
    plan: Option<[Option<usize>; OBSERVATION_KEYS.len()]>,
    names: [Texts<'t>; NAMES.len()],
}

impl<'t> Plain<'t> {
    /// A reader of a list's rows.
    pub fn new(rows: &Rows<'t>) -> Self {
        Self {
            plan: rows.plan(&OBSERVATION_KEYS),
            names: Default::default(),
        }
    }

    fn cells(&self, rows: &Rows<'t>, index: usize) -> Option<[&'t str; OBSERVATION_KEYS.len()]> {
        rows.cells(index, &OBSERVATION_KEYS, self.plan.as_ref()?)
    }

    /// Remembers what the names of a good row stand for.
    pub fn learn(&mut self, rows: &Rows<'t>, index: usize, known: &Known) {
        let Some(cells) = self.cells(rows, index) else {
            return;
        };
        for ((texts, at), number) in self.names.iter_mut().zip(NAMES).zip(known) {
            texts.learn(cells.get(at).copied().unwrap_or(""), *number);
        }
    }

    /// Reads a row and keeps it, if it is plain.
    pub fn take(&mut self, checker: &mut Checker<'_, 't>, rows: &Rows<'t>, index: usize) -> bool {
        let figure = self
            .cells(rows, index)
            .and_then(|cells| self.read(checker, &cells));
        let is_plain = figure.is_some();
        if let Some(figure) = figure {
            checker.keep(index, figure);
        }
        is_plain
    }

    fn read(
        &mut self,
        checker: &Checker<'_, 't>,
        cells: &[&'t str; OBSERVATION_KEYS.len()],
    ) -> Option<Figure<'t>> {
        let mut known: Known = [0; NAMES.len()];
        for ((texts, at), number) in self.names.iter_mut().zip(NAMES).zip(&mut known) {
            *number = texts.get(cells.get(at)?)?;
        }
        let [source, city, period, indicator, bound, scope, status] = known;
        let indicator = IndicatorId(indicator);
        let is_ratio = checker.dataset.indicator(indicator).measure == Measure::Ratio;
        let number = |cell: &str| match is_absent(cell) {
            true => Some(None),
            false => json::number(cell)
                .filter(|&value| value >= 0.0 || is_ratio)
                .map(Some),
        };
        let text = |cell: &'t str| match is_absent(cell) {
            true => Some(None),
            false => json::plain_text(cell, LONGEST).map(|text| Some((text.into(), cell))),
        };
        if !is_absent(cells[13]) {
            return None;
        }
        let place = (
            SourceId(source),
            json::whole(cells[11])?,
            json::whole(cells[12])?,
            indicator,
        );
        let (value, upper) = (number(cells[4])?, number(cells[5])?);
        let (of, note) = (text(cells[10])?, text(cells[14])?);
        let printed = json::plain_text(cells[6], LONGEST_NAME)?;
        let is_new = checker.dataset.observations.row_at(place).is_none();
        is_new.then_some(())?;
        Some(Figure {
            place,
            city: CityId(city),
            period: PeriodId(period),
            value,
            upper,
            printed: printed.into(),
            bound: *Bound::ALL.get(bound as usize)?,
            scope: ScopeId(scope),
            status: *Status::ALL.get(status as usize)?,
            of: of.map(|(text, cell)| (text, Raw::proven(cell))),
            doubt: None,
            note: note.map(|(text, _)| text),
        })
    }
}

fn is_absent(cell: &str) -> bool {
    cell.is_empty() || cell == "null"
}
