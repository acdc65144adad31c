//! What the checker can find. It must never hold a sentence: the words are in `say_zh` and
//! `say_en`.

pub use crate::dataset::Severity;
use crate::dataset::{Period, Problem};
use crate::figure::{Bound, FigureErrorKind};

/// One thing that is wrong with a dataset.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// What reading the file reported.
    Format(Severity, Problem),
    /// A city's code is not six digits of GB/T 2260, or not of its province; the code.
    CityCode(String),
    /// `updated` is no day.
    UpdatedDay(String),
    /// `sha256` is not 64 hexadecimal digits.
    HashForm(String),
    /// A stock is dated by an interval.
    StockInterval(Period),
    /// A reported figure of a time after the report.
    AfterReport(Period),
    /// A city that is not the report's own.
    CityOfReport(String),
    /// A bound and a value that exclude each other: a vague figure with a value, a range without
    /// an upper end, and so on.
    BoundOfValue(Bound),
    /// A range whose upper end is below the lower.
    UpperBelow,
    /// `of` without the status `part`, or the status `part` without `of`.
    PartWithoutWhole,
    /// A part of another unit or city, or greater than its whole; part and whole.
    PartOfWhole(f64, f64),
    /// An honour that stands twice.
    HonourTwice(String),
    /// A count of honours below one or not whole.
    HonourCount(f64),
    /// A doubt whose reason shows no arithmetic.
    DoubtWithoutArithmetic,
    /// A lost decimal point that no shift by a power of ten explains; printed and probable.
    DoubtShift(f64, Option<f64>),
    /// A doubt about a number that no rule of the checker supports.
    DoubtWithoutGround,
    /// The printed figure is not one that can be read.
    Unreadable(String, FigureErrorKind),
    /// The value is not what the printed figure says; printed, value, read.
    ValueDiffers(String, Option<f64>, Option<f64>),
    /// The upper end is not what the printed figure says; printed, upper, read.
    UpperDiffers(String, Option<f64>, Option<f64>),
    /// The bound is not what the printed figure says; printed, bound, read.
    BoundDiffers(String, Bound, Bound),
    /// The unit printed is another than the indicator's; printed unit, indicator's unit.
    UnitDiffers(String, String),
    /// A relation with too few or too many terms; how many.
    RelationTerms(usize),
    /// A relation between different units, cities or reports.
    RelationMixed,
    /// A sum that its terms do not make; result, sum of the terms.
    SumDiffers(f64, f64),
    /// A rate that its counts contradict; printed, computed, in percent.
    RateDiffers(f64, f64),
    /// More people than any city of the country has; the figure, the most.
    MoreThanAnyCity(f64, f64),
    /// More people than the city's unions have members; the figure, the members.
    MoreThanMembers(f64, f64),
    /// Many times the same city's figure of another time; both, and the other period.
    Jump(f64, f64, Period),
    /// An amount per head, or heads per body, outside what can be; names and numbers of both, the
    /// quotient, and the least and the most.
    PerHead(PerHead),
    /// The correction does not cure what is wrong.
    StillImplausible(Box<Fault>),
    /// The report's text is not there; file.
    SourceMissing(String),
    /// A report without `file` or `sha256`, so that nothing can be proved.
    SourceUnnamed(String),
    /// The report's text is another than the dataset was read from; SHA-256 of the dataset and of
    /// the file, shortened.
    SourceChanged(String, String),
    /// The report's text is not UTF-8.
    SourceEncoding(String),
    /// The paragraph or the offset is not in the report.
    NoSuchPlace(u32, u32),
    /// Something else stands at the place; the printed figure, and the places of the paragraph
    /// where it does stand.
    NotAtPlace(String, Vec<u32>),
    /// The figure goes on before or after the printed run; the printed figure and the longer one.
    CutOff(String, String),
    /// What stands at an honour's place is neither of its title nor its count; the title.
    HonourNotAtPlace(String),
    /// A numeral of the report that is neither figure nor honour nor listed as no figure.
    Unaccounted(String),
    /// The list of what is no figure cannot be read.
    ListUnreadable(String),
    /// An entry of the list whose place has no numeral.
    ListWithoutNumeral,
    /// An entry of the list that a figure of the dataset stands on; its key.
    ListOverlaps(String),
    /// A kind that the list does not know.
    ListKind(String),
}

/// The parts of [`Fault::PerHead`].
#[derive(Clone, Debug, PartialEq)]
pub struct PerHead {
    /// Names of the indicators: what is divided, and by what.
    pub names: (String, String),
    /// Their values.
    pub values: (f64, f64),
    /// The least and the most that can be.
    pub range: (f64, f64),
}

impl Fault {
    /// How bad it is: an error makes the dataset wrong, a warning asks for a look.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Format(severity, _) => *severity,
            Self::CityOfReport(_) | Self::DoubtWithoutGround | Self::SourceUnnamed(_) => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }

    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Format(_, problem) => problem.code(),
            Self::CityCode(_) => "city-code",
            Self::UpdatedDay(_) => "updated-day",
            Self::HashForm(_) => "hash-form",
            Self::StockInterval(_) => "stock-interval",
            Self::AfterReport(_) => "after-report",
            Self::CityOfReport(_) => "city-of-report",
            Self::BoundOfValue(_) => "bound-of-value",
            Self::UpperBelow => "upper-below",
            Self::PartWithoutWhole => "part-without-whole",
            Self::PartOfWhole(..) => "part-of-whole",
            Self::HonourTwice(_) => "honour-twice",
            Self::HonourCount(_) => "honour-count",
            Self::DoubtWithoutArithmetic => "doubt-without-arithmetic",
            Self::DoubtShift(..) => "doubt-shift",
            Self::DoubtWithoutGround => "doubt-without-ground",
            Self::Unreadable(..) => "unreadable",
            Self::ValueDiffers(..) => "value-differs",
            Self::UpperDiffers(..) => "upper-differs",
            Self::BoundDiffers(..) => "bound-differs",
            Self::UnitDiffers(..) => "unit-differs",
            Self::RelationTerms(_) => "relation-terms",
            Self::RelationMixed => "relation-mixed",
            Self::SumDiffers(..) => "sum-differs",
            Self::RateDiffers(..) => "rate-differs",
            Self::MoreThanAnyCity(..) => "more-than-any-city",
            Self::MoreThanMembers(..) => "more-than-members",
            Self::Jump(..) => "jump",
            Self::PerHead(_) => "per-head",
            Self::StillImplausible(_) => "still-implausible",
            Self::SourceMissing(_) => "source-missing",
            Self::SourceUnnamed(_) => "source-unnamed",
            Self::SourceChanged(..) => "source-changed",
            Self::SourceEncoding(_) => "source-encoding",
            Self::NoSuchPlace(..) => "no-such-place",
            Self::NotAtPlace(..) => "not-at-place",
            Self::CutOff(..) => "cut-off",
            Self::HonourNotAtPlace(_) => "honour-not-at-place",
            Self::Unaccounted(_) => "unaccounted",
            Self::ListUnreadable(_) => "list-unreadable",
            Self::ListWithoutNumeral => "list-without-numeral",
            Self::ListOverlaps(_) => "list-overlaps",
            Self::ListKind(_) => "list-kind",
        }
    }
}
