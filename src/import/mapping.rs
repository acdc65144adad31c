//! Which column of a table is what: what is proposed, what a reader may change, and what is still
//! missing. It must never be applied without being shown: where it says nothing about a column,
//! the column is not read.

use super::field::{Field, folded, name_and_unit};
use super::kind::Dialect;
use super::known::Known;
use super::period::is_header;

/// What all cells of a column are about, as its header says it: a table with years, indicators or
/// cities across has one such column each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// A city, by any of its names.
    pub city: Option<String>,
    /// A period, as the header writes it.
    pub period: Option<String>,
    /// An indicator, by name or id.
    pub indicator: Option<String>,
    /// The unit, 万元 too.
    pub unit: Option<String>,
}

/// Why a column was taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its header is a name of the field.
    Name,
    /// Its header names a city, a period or an indicator, and its cells are figures.
    Header,
    /// What stands in its cells.
    Cells,
    /// A reader said so.
    Chosen,
    /// Nothing told what it is.
    Unknown,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header; empty where the table has none.
    pub header: String,
    /// What stands in it.
    pub field: Field,
    /// Of figures, what they are about.
    pub facet: Facet,
    /// Why it was taken for that.
    pub why: Why,
    /// Some of its cells, for a reader to judge by.
    pub samples: Vec<String>,
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One figure a row.
    Tidy,
    /// Several figures a row; each becomes an observation.
    Wide,
}

/// How a table is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// How cells are set apart.
    pub dialect: Dialect,
    /// Records before the first row of data: titles and headers.
    pub skip: usize,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// What is the same for all rows, where no column says it: a city, a period, an indicator, a
    /// unit, a scope.
    pub fixed: Vec<(Field, String)>,
    /// Whether an empty city, period or indicator stands for the one above, as merged cells are
    /// saved.
    pub fills_down: bool,
}

impl Mapping {
    /// The columns with figures: those of values, or for want of them that of printed figures.
    pub fn figures(&self) -> Vec<usize> {
        let of = |field: Field| {
            let columns = self.columns.iter().enumerate();
            let found = columns.filter(|(_, column)| column.field == field);
            found.map(|(index, _)| index).collect::<Vec<_>>()
        };
        match of(Field::Value) {
            values if values.is_empty() => of(Field::Printed).into_iter().take(1).collect(),
            values => values,
        }
    }

    /// How the table is laid out.
    pub fn layout(&self) -> Layout {
        let figures = self.figures();
        let has_facet = |&index: &usize| {
            let facet = self.columns.get(index).map(|column| &column.facet);
            facet.is_some_and(|facet| {
                facet.city.is_some() || facet.period.is_some() || facet.indicator.is_some()
            })
        };
        match figures.len() > 1 || figures.iter().any(has_facet) {
            true => Layout::Wide,
            false => Layout::Tidy,
        }
    }

    /// What no column, no header and no fixed text says. A table is read when nothing is missing.
    pub fn missing(&self) -> Vec<Field> {
        let figures = self.figures();
        let is_said = |fields: &[Field], of: fn(&Facet) -> bool| {
            fields
                .iter()
                .any(|field| self.column(*field).is_some() || self.fixed(*field).is_some())
                || !figures.is_empty()
                    && (figures.iter())
                        .all(|&at| self.columns.get(at).is_some_and(|one| of(&one.facet)))
        };
        let mut missing = Vec::new();
        if !is_said(&[Field::City, Field::CityCode], |facet| {
            facet.city.is_some()
        }) {
            missing.push(Field::City);
        }
        if !is_said(&[Field::Period], |facet| facet.period.is_some()) {
            missing.push(Field::Period);
        }
        if !is_said(&[Field::Indicator, Field::IndicatorId], |facet| {
            facet.indicator.is_some()
        }) {
            missing.push(Field::Indicator);
        }
        if figures.is_empty() {
            missing.push(Field::Value);
        }
        missing
    }

    /// The first column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// What all rows have in common.
    pub fn fixed(&self, field: Field) -> Option<&str> {
        let found = self.fixed.iter().find(|(known, _)| *known == field);
        found.map(|(_, text)| text.as_str())
    }

    /// Says what all rows have in common.
    pub fn set_fixed(&mut self, field: Field, text: &str) {
        self.fixed.retain(|(known, _)| *known != field);
        self.fixed.push((field, text.to_owned()));
    }

    /// Says what a column is; of figures, what they are about is read from the header. `name` is
    /// the header or the number of the column from 1. Whether there is such a column.
    pub fn choose(&mut self, name: &str, field: Field, known: &mut Known) -> bool {
        let by_header = |column: &Column| folded(&column.header) == folded(name);
        let number = name
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let found = self.columns.iter().position(by_header).or(number);
        let has_indicator = self.column(Field::Indicator).is_some()
            || self.column(Field::IndicatorId).is_some()
            || self.fixed(Field::Indicator).is_some();
        let Some(column) = found.and_then(|at| self.columns.get_mut(at)) else {
            return false;
        };
        column.facet = match field {
            Field::Value if Field::named(&column.header) != Some(Field::Value) => {
                facet(&column.header, known, !has_indicator).unwrap_or_default()
            }
            _ => Facet::default(),
        };
        (column.field, column.why) = (field, Why::Chosen);
        true
    }
}

/// What a header says about the figures below it: 2025, 2025年工会驿站（家）, 安庆市. What is
/// neither a period nor a city is an indicator; one that is not known only if `may_be_new`.
pub(super) fn facet(header: &str, known: &mut Known, may_be_new: bool) -> Option<Facet> {
    let (name, unit) = name_and_unit(header);
    let (period, rest) = split_period(name);
    // Of two lines of a header the upper one may have the unit: 工会驿站（家） 2025年.
    let (rest, upper_unit) = name_and_unit(rest);
    let unit = unit.or(upper_unit);
    let mut facet = Facet {
        period: period.map(str::to_owned),
        unit: unit.map(str::to_owned),
        ..Facet::default()
    };
    // A second line of a header may be the unit alone.
    let (rest, unit) = match rest.rsplit_once(' ') {
        Some((before, last)) if super::value::is_common_unit(last) => (before, Some(last)),
        _ => (rest, None),
    };
    facet.unit = facet.unit.or(unit.map(str::to_owned));
    let rest = rest.trim_matches([' ', '、', '-', '_', '：', ':']);
    if !rest.is_empty() && Field::named(rest) != Some(Field::Value) {
        if known.indicator(rest).is_some() {
            facet.indicator = Some(rest.to_owned());
        } else if known.city(rest).is_some() {
            facet.city = Some(rest.to_owned());
        } else if may_be_new {
            facet.indicator = Some(rest.to_owned());
        } else {
            return None;
        }
    }
    (facet != Facet::default()).then_some(facet)
}

/// The period that a header begins or ends with, and the rest.
fn split_period(name: &str) -> (Option<&str>, &str) {
    if is_header(name).is_some() {
        return (Some(name), "");
    }
    let years = name
        .char_indices()
        .filter(|(_, c)| matches!(c, '年' | '度' | '月' | ' '));
    let ends = years.map(|(at, c)| at + c.len_utf8());
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let (before, after) = name.split_at_checked(end).unwrap_or((name, ""));
        if is_header(before.trim()).is_some() {
            return (Some(before.trim()), after.trim());
        }
    }
    let mut last = ' ';
    for (at, character) in name.char_indices() {
        let begins = character.is_ascii_digit() && !last.is_ascii_digit();
        last = character;
        let (before, after) = name.split_at_checked(at).unwrap_or((name, ""));
        if begins && at > 0 && is_header(after).is_some() {
            return (Some(after), before.trim());
        }
    }
    (None, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_stands_below() {
        let mut known = Known::default();
        let category = known.new_category("");
        known.new_indicator("", "工会驿站", "家", category);
        let parts = |header: &str, known: &mut Known| {
            let facet = facet(header, known, true).unwrap_or_default();
            [facet.city, facet.period, facet.indicator, facet.unit].map(Option::unwrap_or_default)
        };
        for (header, expect) in [
            ("2025", ["", "2025", "", ""]),
            ("2025年", ["", "2025年", "", ""]),
            ("工会驿站（家）", ["", "", "工会驿站", "家"]),
            ("2025年工会驿站（家）", ["", "2025年", "工会驿站", "家"]),
            ("工会驿站2025", ["", "2025", "工会驿站", ""]),
            ("工会驿站 2025年", ["", "2025年", "工会驿站", ""]),
            ("工会驿站 家", ["", "", "工会驿站", "家"]),
            ("安庆市", ["安庆市", "", "", ""]),
            ("安庆 2025年上半年", ["安庆", "2025年上半年", "", ""]),
            ("新指标（万元）", ["", "", "新指标", "万元"]),
            ("2025年数值", ["", "2025年", "", ""]),
        ] {
            assert_eq!(parts(header, &mut known), expect, "{header}");
        }
    }
}
