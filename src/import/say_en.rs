//! What an import says, in English. It must never blame the reader, nor name a fault without what
//! was expected instead.

use super::field::Field;
use super::issue::{BadPeriod, Problem};
use super::kind::NoTable;
use crate::figure::machine;

pub(super) fn say(problem: &Problem) -> String {
    match problem {
        Problem::NoTable(kind) => no_table(*kind).to_owned(),
        Problem::IsDataset => "This is a dataset (JSON): open it as it is.".to_owned(),
        Problem::Missing(of) => {
            format!(
                "nothing says “{}”: name a column, or a text for all rows",
                of.as_str()
            )
        }
        Problem::NoHeader => {
            "no header row: the columns are told by their cells, please check".to_owned()
        }
        Problem::AboveHeader(text) => format!("above the header, not read as data: “{text}”"),
        Problem::TakenFor(of, text) => {
            format!(
                "“{}” is taken from the title or the file name: {text}",
                of.as_str()
            )
        }
        Problem::UnusedColumn(name) => format!("the column “{name}” is not known and not read"),
        Problem::DuplicateColumn(name) => {
            format!("“{name}” says the same as a column before it, which alone is read")
        }
        Problem::FilledDown => "empty cells stand for the one above (merged cells)".to_owned(),
        Problem::More(code, count) => format!("{count} more of the kind {code}"),
        Problem::QuoteOpen => "a quote is not closed; the row is left out".to_owned(),
        Problem::CellTooLong => {
            "a cell longer than any table's; is the delimiter right?".to_owned()
        }
        Problem::TooManyCells(found, expected) => format!(
            "{found} cells where the header has {expected}; the row is left out: put text with \
             commas in quotes"
        ),
        Problem::TooFewCells(found, expected) => {
            format!("{found} cells where the header has {expected}; the others are taken for empty")
        }
        Problem::NoteRow(text) => format!("no figure in this row, not read as data: “{text}”"),
        Problem::HeaderAgain => "the header row once more, skipped".to_owned(),
        Problem::TotalRow(text) => format!("a row of totals, not read as data: “{text}”"),
        Problem::EmptyCell(of) => {
            format!("a figure without “{}”, left out", of.as_str())
        }
        Problem::ControlCharacters => {
            "control characters or broken text; the row is left out: check the encoding".to_owned()
        }
        Problem::Formula(text) => {
            format!("“{text}” is a formula without its result; paste it as values")
        }
        Problem::ErrorValue(text) => format!("“{text}” is a spreadsheet's error, not a number"),
        Problem::Scientific(text) => {
            format!("“{text}” may have lost digits; format the cell as a number and save again")
        }
        Problem::NoFigure(text) => {
            format!("“{text}” is not one figure, such as 977, 12,345, 45% or 1387余万元")
        }
        Problem::NotReported(text) => format!("“{text}” says that there is no figure"),
        Problem::Negative(text) => format!("a count cannot be negative: “{text}”"),
        Problem::UnitDiffers(unit, expected) => {
            format!("the unit is “{unit}”, the indicator's is “{expected}”; left out")
        }
        Problem::ScaleTwice(cell, unit) => {
            format!("“{cell}” and its unit “{unit}” both scale; it is applied once, please check")
        }
        Problem::MaybeFraction(text) => {
            format!("{text} where percents are expected: is it a share, to be multiplied by 100?")
        }
        Problem::PrintedDiffers(printed, value) => {
            format!("“{printed}” is not {}; the value counts", machine(*value))
        }
        Problem::PrintedUnread(printed) => {
            format!("“{printed}” cannot be read as a figure; the value counts")
        }
        Problem::NoPeriod(text, why) => no_period(text, *why),
        Problem::DayRead(text, period) => {
            format!("“{text}” is read as the day {period}; for the whole year write the year alone")
        }
        Problem::UnknownWord(of, text) => unknown_word(*of, text),
        Problem::NotWhole(of, text) => {
            format!("“{}” must be a whole number, not “{text}”", of.as_str())
        }
        Problem::CityDiffers(code, name) => {
            format!("{code} is not the code of “{name}”; the row is left out")
        }
        Problem::DuplicateKey(key) => format!("an earlier row has the same key ({key}); left out"),
        Problem::SameTwice(line) => {
            format!("city, period and indicator are those of line {line}; both are read")
        }
        Problem::ReasonAbsent => "a doubt without a reason; that is noted".to_owned(),
        Problem::WholeAbsent(key) => {
            format!("the whole {key} is not there; the part stands by itself")
        }
        Problem::Replaces(id) => {
            format!("a table of this name is there with other contents ({id}); it is replaced")
        }
        Problem::NewCity(name, Some(code)) => format!("a new city: {name} ({code})"),
        Problem::NewCity(name, None) => {
            format!("a new city: {name}, whose code of six digits is not known")
        }
        Problem::NewIndicator(name, unit) => match unit.as_str() {
            "" => format!("a new indicator: {name}"),
            unit => format!("a new indicator: {name} ({unit})"),
        },
        Problem::NewCategory(name) => format!("a new category: {name}"),
    }
}

fn no_table(kind: NoTable) -> &'static str {
    match kind {
        NoTable::Empty => "there is nothing in it",
        NoTable::Workbook => "a workbook: save it as CSV, or copy the range and paste it",
        NoTable::WebPage => "a web page, not a table: copy the table and paste it",
        NoTable::JsonList => "a JSON list: save it as a dataset or as CSV",
        NoTable::Honours => "a table of honours; only tables of figures are read",
        NoTable::Binary => "no text, or another encoding: save it as CSV (UTF-8)",
    }
}

fn no_period(text: &str, why: BadPeriod) -> String {
    match why {
        BadPeriod::Serial(year) => format!(
            "“{text}” looks like a spreadsheet's number of a day in {year}; format the cell as a \
             date or as text"
        ),
        BadPeriod::Dotted => {
            format!("“{text}” may be January or October: write 2025-01 or 2025-10")
        }
        BadPeriod::ShortYear => format!("“{text}”: write the year with four digits"),
        BadPeriod::Reversed => format!("“{text}” ends before it begins"),
        BadPeriod::Unknown => format!("“{text}” is no period, such as 2025, 2025-06 or 2021-2025"),
    }
}

fn unknown_word(of: Field, text: &str) -> String {
    let expected = match of {
        Field::CityCode => "a code of six digits",
        Field::Scope => "city, municipal, province, nation, or county:NAME and the like",
        Field::Status => "reported, target, repeat or part",
        Field::Bound => "exact, at_least, at_most, approximate, range or vague",
        Field::Doubt => "decimal-point-lost, inconsistent or unclear",
        Field::Confidence => "certain, probable or possible",
        _ => "a word of the format",
    };
    format!("“{}” must be {expected}, not “{text}”", of.as_str())
}
