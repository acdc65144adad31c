//! What a row's figures are about: city, period, indicator and unit, out of the row, the header of
//! the column, or what is the same for all rows. It must never take one of these from the row
//! above unless the mapping says so.

use std::collections::BTreeSet;

use super::field::{Field, name_and_unit};
use super::issue::{Problem, quote};
use super::place::Spot;
use super::reader::{Reader, number_of};
use super::records::Record;
use super::value::{bare, base_unit};
use crate::dataset::{Date, Period, province_of_code};

/// A column of figures, and what its header says.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    pub column: usize,
    pub city: Option<u32>,
    pub period: Option<u32>,
    pub indicator: Option<u32>,
    pub unit: String,
}

/// Where each field of a row is, worked out once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    columns: Vec<Option<usize>>,
    fixed: Vec<Option<String>>,
    pub values: Vec<Figures>,
    figures: Vec<usize>,
    /// City, period and indicator of the row above.
    above: [String; 3],
    /// The cities and indicators that were announced as new.
    announced: (BTreeSet<usize>, BTreeSet<usize>),
}

impl Names {
    pub fn new(reader: &mut Reader) -> Self {
        let mapping = reader.mapping.clone();
        let fields = Field::ALL.iter();
        let columns = fields.clone().map(|field| mapping.column(*field)).collect();
        let fixed = fields
            .map(|field| mapping.fixed(*field).map(str::to_owned))
            .collect();
        let mut names = Self {
            columns,
            fixed,
            figures: mapping.figures(),
            ..Self::default()
        };
        for column in mapping.figures() {
            let Some(of) = mapping.columns.get(column) else {
                continue;
            };
            let facet = &of.facet;
            let unit = facet.unit.clone().unwrap_or_default();
            let city = facet.city.as_deref().map(|name| {
                let found = reader.known.city(name);
                number_of(found.unwrap_or_else(|| reader.known.new_city(None, name, "")))
            });
            let period = facet
                .period
                .as_deref()
                .and_then(|text| reader.period(text).ok());
            let indicator = facet.indicator.as_deref().map(|name| {
                let found = reader.known.indicator(name);
                let new = || {
                    let category = reader.known.new_category("");
                    reader
                        .known
                        .new_indicator("", name, &base_unit(&unit), category)
                };
                number_of(found.unwrap_or_else(new))
            });
            names.values.push(Figures {
                column,
                city,
                period,
                indicator,
                unit,
            });
        }
        // A vague amount has a printed figure and no value.
        names.figures.extend(mapping.column(Field::Printed));
        names
    }

    /// The columns with figures, printed ones too.
    pub fn figures(&self) -> Vec<usize> {
        self.figures.clone()
    }

    /// The cell of a field; what is the same for all rows where no column has it.
    pub fn cell<'r>(&'r self, record: &'r Record, field: Field) -> &'r str {
        match self.columns.get(field as usize).copied().flatten() {
            Some(column) => bare(record.cell(column)),
            None => {
                let fixed = self.fixed.get(field as usize).and_then(Option::as_deref);
                fixed.unwrap_or("")
            }
        }
    }

    /// Where that cell is; where no column has the field, the row's beginning.
    pub fn spot(&self, record: &Record, field: Field) -> Spot {
        let column = self.columns.get(field as usize).copied().flatten();
        record.spot(column.unwrap_or(0))
    }

    /// Whether a column has the field.
    pub fn has(&self, field: Field) -> bool {
        self.columns
            .get(field as usize)
            .copied()
            .flatten()
            .is_some()
    }
}

/// What keeps a row from being read: it was said, or there is nothing to say.
pub(super) struct Stop;

impl Reader {
    /// The text of a field that merged cells may leave empty.
    fn filled(&mut self, record: &Record, field: Field, slot: usize) -> String {
        let text = self.names.cell(record, field).to_owned();
        if text.is_empty() && self.mapping.fills_down {
            let above = self.names.above.get(slot).cloned().unwrap_or_default();
            if !above.is_empty() {
                self.say_once(self.names.spot(record, field), Problem::FilledDown);
            }
            return above;
        }
        if let Some(above) = self.names.above.get_mut(slot) {
            above.clone_from(&text);
        }
        text
    }

    /// The city of a row; `None` if only the headers of columns say one.
    pub(super) fn row_city(&mut self, record: &Record) -> Result<Option<u32>, Stop> {
        let name = self.filled(record, Field::City, 0);
        let code = self.names.cell(record, Field::CityCode);
        let code = code.strip_suffix(".0").unwrap_or(code).to_owned();
        let spot = self.names.spot(record, Field::City);
        let is_code = province_of_code(&code).is_some();
        if !code.is_empty() && !is_code {
            let spot = self.names.spot(record, Field::CityCode);
            self.say(spot, Problem::UnknownWord(Field::CityCode, quote(&code)));
            return Err(Stop);
        }
        let text = if is_code { &code } else { &name };
        if text.is_empty() {
            return Ok(None);
        }
        let found = self.known.city(text);
        let other = self.known.city(&name).filter(|_| is_code);
        if let (Some(one), Some(other)) = (found, other)
            && one != other
        {
            self.say(spot, Problem::CityDiffers(quote(&code), quote(&name)));
            return Err(Stop);
        }
        let city = found.unwrap_or_else(|| {
            let province = self.names.cell(record, Field::Province);
            let name = if name.is_empty() { &code } else { &name };
            self.known.new_city(Some(&code), name, province)
        });
        Ok(Some(number_of(city)))
    }

    /// The period of a row.
    pub(super) fn row_period(&mut self, record: &Record) -> Result<Option<u32>, Stop> {
        let text = self.filled(record, Field::Period, 1);
        if text.is_empty() {
            return Ok(None);
        }
        let spot = self.names.spot(record, Field::Period);
        match self.period(&text) {
            Ok(period) => {
                let of = self.periods.get(period as usize).copied();
                if let Some(
                    day @ Period::Single(Date {
                        day: Some(1),
                        month: Some(1),
                        ..
                    }),
                ) = of
                {
                    self.say_once(spot, Problem::DayRead(quote(&text), day));
                }
                Ok(Some(period))
            }
            Err(why) => {
                self.say(spot, Problem::NoPeriod(quote(&text), why));
                Err(Stop)
            }
        }
    }

    /// The indicator of a row, and the unit that the row says for it.
    pub(super) fn row_indicator(&mut self, record: &Record) -> Option<(u32, String)> {
        let name = self.filled(record, Field::Indicator, 2);
        let id = self.names.cell(record, Field::IndicatorId).to_owned();
        let unit = self.names.cell(record, Field::Unit).to_owned();
        if name.is_empty() && id.is_empty() {
            return None;
        }
        let known = &self.known;
        let whole = [&id, &name].into_iter().filter(|text| !text.is_empty());
        let found = whole.clone().find_map(|text| known.indicator(text));
        let numbered = unnumbered(&name);
        let (short, own_unit) = name_and_unit(numbered);
        let unit = match own_unit {
            Some(own) if unit.is_empty() => own.to_owned(),
            _ => unit,
        };
        let found = found.or_else(|| known.indicator(numbered).or_else(|| known.indicator(short)));
        let indicator = found.unwrap_or_else(|| {
            let category = self.names.cell(record, Field::Category).to_owned();
            let known = self
                .known
                .category(&category)
                .filter(|_| !category.is_empty());
            let category = known.unwrap_or_else(|| {
                let name = if category.is_empty() { "" } else { &category };
                if !name.is_empty() {
                    let spot = self.names.spot(record, Field::Category);
                    self.issues.push(super::issue::Issue::at(
                        spot,
                        Problem::NewCategory(quote(name)),
                    ));
                }
                self.known.new_category(name)
            });
            self.known
                .new_indicator(&id, short, &base_unit(&unit), category)
        });
        Some((number_of(indicator), unit))
    }

    /// Says of a new city or indicator that it is new, where it is first used.
    pub(super) fn announce(&mut self, record: &Record, (city, indicator): (u32, u32), spot: Spot) {
        // In the cell that names it, or with the figure where a header does.
        let place = |field| match self.names.has(field) {
            true => self.names.spot(record, field),
            false => spot,
        };
        let spots = (place(Field::City), place(Field::Indicator));
        let (city, indicator) = (city as usize, indicator as usize);
        if let Some(new) = self.known.cities.get(city).filter(|city| city.is_new)
            && self.names.announced.0.insert(city)
        {
            let problem = Problem::NewCity(quote(&new.name), new.code.clone());
            self.say(spots.0, problem);
        }
        if let Some(new) = self
            .known
            .indicators
            .get(indicator)
            .filter(|one| one.is_new)
            && self.names.announced.1.insert(indicator)
        {
            let problem = Problem::NewIndicator(quote(&new.name), new.unit.clone());
            self.say(spots.1, problem);
        }
    }
}

/// A name without its number in a list: 一、会员, （二）会员, 1.会员.
fn unnumbered(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（()）".contains(c);
    let rest = name.trim_start_matches(is_number);
    let is_marked = rest.len() < name.len();
    let after = rest.strip_prefix(['、', '.', '．']);
    let after = after.or(Some(rest).filter(|_| name.starts_with(['（', '('])));
    match after.map(str::trim) {
        Some(after) if is_marked && !after.is_empty() => after,
        _ => name,
    }
}
