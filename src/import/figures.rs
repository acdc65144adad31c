//! The figures of one row become observations. It must never make one of a cell that says nothing,
//! and what is wrong with one figure must never cost the row's others.

use super::field::Field;
use super::issue::{Problem, quote};
use super::names::Figures;
use super::place::Spot;
use super::reader::Reader;
use super::records::Record;
use super::row::{self, Doubt, Extra, Row, Source};
use super::value::{self, Amount, Reading};
use crate::dataset::{Confidence, DoubtKind, Status};
use crate::figure::{self, Bound, are_same_unit};

/// What the cells of a row say about all its figures.
struct Common {
    city: Option<u32>,
    period: Option<u32>,
    indicator: Option<(u32, String)>,
    scope: u32,
    status: Status,
    bound: Option<Bound>,
    upper: Option<f64>,
    extra: Option<Box<Extra>>,
    /// The report that the row names, paragraph and offset.
    place: Option<(usize, u32, u32)>,
}

impl Reader {
    /// Reads all figures of a row.
    pub(super) fn figures(&mut self, record: &Record) {
        let Some(common) = self.common(record) else {
            return;
        };
        for index in 0..self.names.values.len() {
            let Some(figures) = self.names.values.get(index).cloned() else {
                continue;
            };
            self.figure(record, &common, &figures);
        }
    }

    /// What the row says besides its figures; `None` if something in it is wrong, or it is no row
    /// of figures.
    fn common(&mut self, record: &Record) -> Option<Common> {
        let city = self.row_city(record).ok();
        // A row of totals has nothing more to say.
        let city = city?;
        let period = self.row_period(record).ok();
        let indicator = self.row_indicator(record);
        let scope = self.word(record, Field::Scope, row::scope);
        let scope = scope.map(|scope| scope.map_or(0, |scope| self.scope(scope)));
        let status = self.word(record, Field::Status, row::status);
        let bound = self.word(record, Field::Bound, row::bound);
        let upper = self.number(record, Field::Upper);
        let doubt = self.doubt(record);
        let place = self.place(record);
        let (scope, status, bound, doubt) = (scope?, status?, bound?, doubt?);
        let (period, upper, place) = (period?, upper?, place?);
        let text = |field| Some(self.names.cell(record, field)).filter(|text| !text.is_empty());
        let mut note = text(Field::Note).map(str::to_owned);
        if place.is_none()
            && let Some(source) = text(Field::Source).or(text(Field::SourceId))
        {
            // Without its place there the figure is proved by the table alone.
            let source = format!("来源：{source}");
            note = Some(note.map_or(source.clone(), |note| format!("{note}；{source}")));
        }
        let of = text(Field::Of).map(str::to_owned);
        let extra = Extra { of, doubt, note };
        let extra = (extra != Extra::default()).then(|| Box::new(extra));
        let status = status.unwrap_or(Status::Reported);
        Some(Common {
            city,
            period,
            indicator,
            scope,
            status,
            bound,
            upper,
            extra,
            place,
        })
    }

    /// The word in a cell; `Some(None)` if the cell is empty, `None` if the word is not known.
    fn word<T>(
        &mut self,
        record: &Record,
        field: Field,
        parse: fn(&str) -> Result<T, Problem>,
    ) -> Option<Option<T>> {
        let text = self.names.cell(record, field);
        if text.is_empty() {
            return Some(None);
        }
        match parse(text) {
            Ok(word) => Some(Some(word)),
            Err(problem) => {
                self.say(self.names.spot(record, field), problem);
                None
            }
        }
    }

    /// The number in a cell, which has no unit.
    fn number(&mut self, record: &Record, field: Field) -> Option<Option<f64>> {
        match value::read(self.names.cell(record, field), "") {
            Reading::Nothing | Reading::NotReported => Some(None),
            Reading::Amount(amount) => Some(amount.value),
            Reading::Refused(problem) => {
                self.say(self.names.spot(record, field), problem);
                None
            }
        }
    }

    fn doubt(&mut self, record: &Record) -> Option<Option<Doubt>> {
        let kind = self.word(record, Field::Doubt, row::doubt_kind)?;
        let confidence = self.word(record, Field::Confidence, row::confidence)?;
        let probable = self.number(record, Field::Probable)?;
        let reason = self.names.cell(record, Field::Reason).to_owned();
        if kind.is_none() && confidence.is_none() && probable.is_none() {
            return Some(None);
        }
        Some(Some(Doubt {
            kind: kind.unwrap_or(DoubtKind::Unclear),
            probable,
            confidence: confidence.unwrap_or(Confidence::Possible),
            reason,
        }))
    }

    /// The place in a report that the row names; `Some(None)` if it names none, or not wholly.
    fn place(&mut self, record: &Record) -> Option<Option<(usize, u32, u32)>> {
        let cell = |field| self.names.cell(record, field);
        let (id, title) = (
            cell(Field::SourceId).to_owned(),
            cell(Field::Source).to_owned(),
        );
        let texts = [Field::Paragraph, Field::Offset].map(|field| (field, cell(field).to_owned()));
        if id.is_empty() && title.is_empty() || texts.iter().any(|(_, text)| text.is_empty()) {
            return Some(None);
        }
        let [paragraph, offset] = texts.map(|(field, text)| match row::whole(field, &text) {
            Ok(0) if field == Field::Paragraph => Err((field, Problem::NotWhole(field, text))),
            read => read.map_err(|problem| (field, problem)),
        });
        let (paragraph, offset) = match (paragraph, offset) {
            (Ok(paragraph), Ok(offset)) => (paragraph, offset),
            (Err((field, problem)), _) | (_, Err((field, problem))) => {
                self.say(self.names.spot(record, field), problem);
                return None;
            }
        };
        let name = if id.is_empty() { &title } else { &id };
        let found = self.known.report(name);
        let report = found.unwrap_or_else(|| self.known.new_report(name, &title));
        Some(Some((report, paragraph, offset)))
    }

    fn figure(&mut self, record: &Record, common: &Common, figures: &Figures) {
        let spot = record.spot(figures.column);
        let cell = record.cell(figures.column);
        let printed = self.names.cell(record, Field::Printed).to_owned();
        if cell.is_empty() && printed.is_empty() {
            return self.counts.empty += 1;
        }
        let city = figures.city.or(common.city);
        let period = figures.period.or(common.period);
        let row_indicator = common.indicator.as_ref();
        let indicator = figures
            .indicator
            .or(row_indicator.map(|(number, _)| *number));
        let missing = match (city, period, indicator) {
            (Some(city), Some(period), Some(indicator)) => Ok((city, period, indicator)),
            (None, ..) => Err(Field::City),
            (_, None, _) => Err(Field::Period),
            _ => Err(Field::Indicator),
        };
        let (city, period, indicator) = match missing {
            Ok(all) => all,
            Err(field) => {
                return self.say(self.names.spot(record, field), Problem::EmptyCell(field));
            }
        };
        let row_unit = row_indicator.map_or(self.names.cell(record, Field::Unit), |(_, unit)| unit);
        let unit = if figures.unit.is_empty() {
            row_unit
        } else {
            &figures.unit
        };
        let unit = self.unit(unit, indicator);
        let reading = value::read(cell, &unit);
        let (mut amount, spot) = match self.amount(record, reading, &printed, &unit, spot) {
            Some(found) => found,
            None => return,
        };
        if !self.fits(&mut amount, indicator, spot) {
            return;
        }
        let bound = common.bound.unwrap_or(amount.bound);
        let upper = common
            .upper
            .or(amount.upper)
            .filter(|_| bound == Bound::Range);
        let (source, paragraph, offset) = match common.place {
            Some((report, paragraph, offset)) => (Source::Report(report), paragraph, offset),
            None => {
                let at = spot.after(amount.skipped);
                (
                    Source::Table(self.table(city, period)),
                    at.paragraph,
                    at.offset,
                )
            }
        };
        self.announce(record, (city, indicator), spot);
        let row = Row {
            source,
            city,
            period,
            indicator,
            scope: common.scope,
            value: amount.value,
            upper,
            printed: amount.printed.into(),
            bound,
            status: common.status,
            paragraph,
            offset,
            extra: common.extra.clone(),
        };
        self.take(row, spot);
    }

    /// The unit of a cell: what the table says, in Chinese where it is English; else the
    /// indicator's own.
    fn unit(&self, said: &str, indicator: u32) -> String {
        let for_all = self.mapping.fixed(Field::Unit);
        let known = self.known.indicators.get(indicator as usize);
        let own = known.map_or("", |known| known.unit.as_str());
        let is_own = known.is_some_and(|known| {
            !known.unit_en.is_empty() && known.unit_en.eq_ignore_ascii_case(said)
        });
        // 单位：万元 above a table is not the unit of what is counted one by one.
        let is_other = for_all == Some(said) && !own.is_empty();
        let is_other = is_other && !is_same_unit(&value::base_unit(said), own);
        match said {
            "" => own.to_owned(),
            _ if is_own || is_other => own.to_owned(),
            said => said.to_owned(),
        }
    }

    /// The figure of a cell, beside which a printed one may stand, and where it is.
    fn amount(
        &mut self,
        record: &Record,
        reading: Reading,
        printed: &str,
        unit: &str,
        spot: Spot,
    ) -> Option<(Amount, Spot)> {
        let has_printed = self.names.has(Field::Printed) && !printed.is_empty();
        let printed_spot = self.names.spot(record, Field::Printed);
        match reading {
            Reading::Refused(problem) => {
                self.say(spot, problem);
                None
            }
            Reading::Amount(mut amount) if has_printed => {
                amount.warning = confirm(&mut amount, printed, unit);
                amount.skipped = 0;
                Some((amount, printed_spot))
            }
            Reading::Amount(amount) => Some((amount, spot)),
            Reading::Nothing | Reading::NotReported if has_printed => {
                match value::read(printed, unit) {
                    Reading::Amount(amount) => Some((amount, printed_spot)),
                    Reading::Refused(problem) => {
                        self.say(printed_spot, problem);
                        None
                    }
                    _ => None,
                }
            }
            Reading::Nothing => {
                self.counts.empty += 1;
                None
            }
            Reading::NotReported => {
                let cell = quote(record.cell(self.column_at(record, spot)));
                self.say(spot, Problem::NotReported(cell));
                self.counts.not_reported += 1;
                None
            }
        }
    }

    /// The column of figures that begins at a place.
    fn column_at(&self, record: &Record, spot: Spot) -> usize {
        let mut columns = self.names.values.iter().map(|figures| figures.column);
        columns
            .find(|&column| record.spot(column) == spot)
            .unwrap_or(0)
    }

    /// Whether the figure can be one of the indicator; what ought to be looked at is said.
    fn fits(&mut self, amount: &mut Amount, indicator: u32, spot: Spot) -> bool {
        let Some(known) = self.known.indicators.get_mut(indicator as usize) else {
            return false;
        };
        if known.is_new && known.unit.is_empty() {
            known.unit.clone_from(&amount.unit);
            if matches!(amount.unit.as_str(), "%" | "‰") {
                known.measure = "ratio";
            }
        }
        if !is_same_unit(&amount.unit, &known.unit) {
            let problem = Problem::UnitDiffers(quote(&amount.unit), known.unit.clone());
            self.say(spot, problem);
            return false;
        }
        if amount.value.is_some_and(|value| value < 0.0) && known.measure != "ratio" {
            self.say(spot, Problem::Negative(quote(&amount.printed)));
            return false;
        }
        if let Some(warning) = amount.warning.take() {
            self.say(spot, warning);
        }
        true
    }
}

/// Whether a unit is another or counts the same things; nothing is any.
fn is_same_unit(own: &str, unit: &str) -> bool {
    let fold = |unit: &str| figure::fold(unit).into_iter().collect::<String>();
    own.is_empty() || own == unit || {
        let (own, unit) = (fold(own), fold(unit));
        own == unit || are_same_unit(&own, &unit)
    }
}

/// Sets a value beside the figure that a report prints: the figure says how it is meant, the value
/// stands. What is to be said where they differ.
fn confirm(amount: &mut Amount, printed: &str, unit: &str) -> Option<Problem> {
    amount.printed = printed.to_owned();
    let alone = figure::parse(printed).ok();
    let joined = || match value::read(printed, unit) {
        Reading::Amount(amount) => Some((amount.value, amount.upper, amount.bound)),
        _ => None,
    };
    let read = alone.map(|read| (read.value, read.upper, read.bound));
    let agrees = |read: &(Option<f64>, Option<f64>, Bound)| match (read.0, amount.value) {
        (Some(read), Some(value)) => (read - value).abs() <= value.abs() * 1e-12,
        (one, other) => one.is_none() && other.is_none(),
    };
    let Some(found) = read.or_else(joined) else {
        return Some(Problem::PrintedUnread(quote(printed)));
    };
    let found = if agrees(&found) {
        found
    } else {
        joined().unwrap_or(found)
    };
    let differs = !agrees(&found);
    (amount.upper, amount.bound) = (found.1, found.2);
    differs.then(|| Problem::PrintedDiffers(quote(printed), amount.value.unwrap_or(f64::NAN)))
}
