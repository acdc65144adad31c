//! Candidates: what was read, as plain data. They must never hold more of the text than the run as
//! printed and a short label.

use crate::dataset::{Doubt, NotFigure, Period, Status};
use crate::figure::Bound;

/// What was read from one text, in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The figures.
    pub candidates: Vec<Candidate>,
    /// The numerals that are no figures.
    pub others: Vec<NoFigure>,
}

/// One printed figure, as an observation would say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// One run within one line, exactly as printed.
    pub printed: String,
    /// In the base unit; the lower end of a range; `None` where there is no number.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// As printed, or the one that it shares; empty if there is none.
    pub unit: String,
    /// How it is meant.
    pub bound: Bound,
    /// The n-th line that is not blank, from 1.
    pub paragraph: u32,
    /// Code points before it in that line.
    pub offset: u32,
    /// Full name of the city; `None` if the text names none, or several together.
    pub city: Option<String>,
    /// GB/T 2260, six digits, where the table or the dataset knows the city.
    pub city_code: Option<String>,
    /// When; `None` if the text names no year.
    pub period: Option<Period>,
    /// The dataset's indicator, if one fits.
    pub indicator: Option<String>,
    /// The indicator's name, or the words beside the figure.
    pub label: String,
    /// Whom it counts, in the words of the format.
    pub scope: String,
    /// Reported, planned, repeated or part.
    pub status: Status,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
    /// The names of the rules that read it: figure, period, city, indicator.
    pub rule: String,
    /// What cannot be right about it, with the arithmetic.
    pub doubt: Option<Doubt>,
}

impl Candidate {
    /// The name of the rule that read the period.
    pub(super) fn period_rule(&self) -> &str {
        self.rule.split(' ').nth(1).unwrap_or_default()
    }
}

/// A numeral that is no figure.
#[derive(Clone, Debug, PartialEq)]
pub struct NoFigure {
    /// Exactly as printed.
    pub printed: String,
    /// The n-th line that is not blank, from 1.
    pub paragraph: u32,
    /// Code points before it in that line.
    pub offset: u32,
    /// Why.
    pub kind: NotFigure,
}
