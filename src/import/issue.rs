//! What is wrong with a table, or worth knowing about how it was read, and where. It must never
//! hold a sentence: the words are in `say_zh` and `say_en`.

use super::field::Field;
use super::kind::NoTable;
use super::place::Spot;
use crate::dataset::{Period, Place};

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is wrong; something was decided that a reader may want to know.
    Info,
    /// It was read, and ought to be looked at.
    Warning,
    /// The row or the value was not taken.
    Error,
}

impl Severity {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One issue at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// What it is.
    pub problem: Problem,
    /// Where in the table's text; `None` for the text as a whole.
    pub place: Option<Place>,
}

impl Issue {
    pub(super) fn at(spot: Spot, problem: Problem) -> Self {
        Self {
            problem,
            place: Some(spot.place()),
        }
    }

    pub(super) fn whole(problem: Problem) -> Self {
        Self {
            problem,
            place: None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPeriod {
    /// A serial number of a spreadsheet, and the year it would be in.
    Serial(i32),
    /// `2025.1`, which is January or October.
    Dotted,
    /// A year of two digits.
    ShortYear,
    /// An interval that ends before it begins.
    Reversed,
    /// Nothing that is known.
    Unknown,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $problem:ident $(($($inner:ty),+))? = $severity:ident $code:literal,)+) => {
        /// What there is to say.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Problem {
            $($(#[$doc])* $problem $(($($inner),+))?,)+
        }

        impl Problem {
            /// How bad it is.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$problem { .. } => Severity::$severity),+ }
            }

            /// A stable word for programs.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$problem { .. } => $code),+ }
            }
        }
    };
}

problems!(
    // The text as a whole.
    /// The text is no table.
    NoTable(NoTable) = Error "no-table",
    /// The text is a dataset, which needs no mapping.
    IsDataset = Error "is-dataset",
    /// No column says this, and nothing else does.
    Missing(Field) = Error "missing-column",
    /// No header row was found; the columns are told by what stands in them.
    NoHeader = Info "no-header",
    /// A row above the header, which was not read as data.
    AboveHeader(String) = Info "above-header",
    /// What all rows have in common, taken from the title or the file name.
    TakenFor(Field, String) = Info "taken-for",
    /// A column that was not read.
    UnusedColumn(String) = Warning "unused-column",
    /// A second column for the same thing; it was not read.
    DuplicateColumn(String) = Warning "duplicate-column",
    /// Empty cells that stand for the one above.
    FilledDown = Info "filled-down",
    /// So many issues of this code were not kept.
    More(&'static str, usize) = Info "more",

    // Rows.
    /// A quote that is never closed.
    QuoteOpen = Error "quote-open",
    /// A cell longer than any spreadsheet's.
    CellTooLong = Error "cell-too-long",
    /// More cells than the header has; how many, and how many the header has.
    TooManyCells(usize, usize) = Error "too-many-cells",
    /// Fewer cells than the header has; how many, and how many the header has.
    TooFewCells(usize, usize) = Warning "too-few-cells",
    /// A text without a figure, such as a footnote.
    NoteRow(String) = Info "note-row",
    /// The header row once more.
    HeaderAgain = Info "header-again",
    /// A row of totals.
    TotalRow(String) = Info "total-row",
    /// The row has a figure and does not say this.
    EmptyCell(Field) = Error "empty-cell",
    /// A cell with characters that no text has, NUL among them.
    ControlCharacters = Error "control-characters",

    // Cells.
    /// A formula without its value.
    Formula(String) = Error "formula",
    /// What a spreadsheet shows in place of a value, `#N/A`.
    ErrorValue(String) = Error "error-value",
    /// 1.2E+05: the digits are lost.
    Scientific(String) = Error "scientific",
    /// A text that is no figure.
    NoFigure(String) = Error "no-figure",
    /// A word for "not reported".
    NotReported(String) = Info "not-reported",
    /// A count below zero.
    Negative(String) = Error "negative",
    /// Another unit than the indicator's: unit, the indicator's unit.
    UnitDiffers(String, String) = Error "unit-differs",
    /// 万 both in the cell and in the unit: cell, unit.
    ScaleTwice(String, String) = Warning "scale-twice",
    /// A share below one where percents are expected.
    MaybeFraction(String) = Warning "maybe-fraction",
    /// The value is not what the printed figure says: printed, value.
    PrintedDiffers(String, f64) = Warning "printed-differs",
    /// A printed figure that cannot be read; the value beside it counts.
    PrintedUnread(String) = Warning "printed-unread",
    /// A text that is no period.
    NoPeriod(String, BadPeriod) = Error "no-period",
    /// A day of the table, where a year may be meant.
    DayRead(String, Period) = Info "day-read",
    /// A word that the field does not know.
    UnknownWord(Field, String) = Error "unknown-word",
    /// No whole number where there must be one.
    NotWhole(Field, String) = Error "not-whole",
    /// A code and a name of two cities: code, name.
    CityDiffers(String, String) = Error "city-differs",
    /// A key that an earlier row has.
    DuplicateKey(String) = Error "duplicate-key",
    /// City, period and indicator of an earlier row; the line of that row.
    SameTwice(u32) = Warning "same-twice",
    /// A doubt whose reason is not told.
    ReasonAbsent = Warning "reason-absent",
    /// The whole that a part belongs to is not there.
    WholeAbsent(String) = Warning "whole-absent",
    /// A table of this name was imported before, with other contents; its id.
    Replaces(String) = Warning "replaces",

    // Proposals.
    /// A city that the dataset does not have; its code, if the table of codes knows it.
    NewCity(String, Option<String>) = Warning "new-city",
    /// An indicator that the dataset does not have; name, unit.
    NewIndicator(String, String) = Warning "new-indicator",
    /// A category that the dataset does not have.
    NewCategory(String) = Info "new-category",
);

/// The issues of an import. Of each code so many are kept and the others counted: a million rows
/// with the same fault are one fault.
#[derive(Clone, Debug, Default)]
pub(super) struct Issues {
    kept: Vec<Issue>,
    counts: Vec<(&'static str, usize)>,
    /// How many errors there were, kept or not.
    pub errors: usize,
}

/// How many issues of one code are kept.
const KEPT: usize = 200;

impl Issues {
    pub fn push(&mut self, issue: Issue) {
        let code = issue.problem.code();
        self.errors += usize::from(issue.severity() == Severity::Error);
        let known = self.counts.iter().position(|(known, _)| *known == code);
        let at = known.unwrap_or_else(|| {
            self.counts.push((code, 0));
            self.counts.len() - 1
        });
        if let Some((_, count)) = self.counts.get_mut(at) {
            *count += 1;
            if *count <= KEPT {
                self.kept.push(issue);
            }
        }
    }

    /// All that were kept, in the order of the text, and how many were not.
    pub fn finish(mut self) -> Vec<Issue> {
        let place = |issue: &Issue| issue.place.map_or((0, 0), |at| (at.line, at.column));
        self.kept.sort_by_key(place);
        let more = self.counts.iter().filter(|(_, count)| *count > KEPT);
        let more = more.map(|(code, count)| Issue::whole(Problem::More(code, count - KEPT)));
        self.kept.extend(more);
        self.kept
    }
}

/// A text as it is quoted in a message: never longer than a line.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 40;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(LONGEST).map(plain).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
