//! The checker: a dataset against its format, against itself and against the reports it was read
//! from. What it finds is a list of [`Finding`]s, all of them, each with its place.
//!
//! [`audit`] runs the checks in this order: `format` (what
//! [`dataset::check`](crate::dataset::check) reports, and what the format asks beyond single
//! values), `printed` (value, bound and unit are
//! what the printed figure says), `relations` (sums, rates and parts agree or are doubted),
//! `plausible` (figures that cannot be right are doubted, and doubts have a ground), `places`
//! (every figure stands where the dataset says), `account` (no digit of a report is left over).
//!
//! It must never open a file, change a value or stop at the first finding.

mod account;
mod fault;
mod format;
mod places;
mod plausible;
mod printed;
mod relations;
mod say;
mod say_en;
mod say_zh;

pub use fault::{Fault, Severity};
pub use say::say;

use crate::dataset::{Checked, Dataset, Issue, Locator, Place, Row, check};

/// Opens the text of a report by its file name (`sources[].file`); `None` if it is not there.
pub type Open<'e> = &'e dyn Fn(&str) -> Option<Vec<u8>>;

/// What a dataset is checked against, besides itself.
#[derive(Clone, Copy, Default)]
pub struct Evidence<'e> {
    /// Opens the reports. Without this the places are not checked.
    pub open: Option<Open<'e>>,
    /// The JSON list of numerals that are no figures: `source`, `paragraph`, `offset`, `length` (in
    /// code points), `kind`. Without it no digit is counted.
    pub not_figures: Option<&'e str>,
}

/// The file that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// The dataset.
    Dataset,
    /// The list of what is no figure.
    NotFigures,
    /// A report's text, by its file name.
    Source(String),
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// In which file.
    pub file: File,
    /// Path of the value in a JSON file, such as `observations[3].value`; in a report's text
    /// `paragraph:offset`.
    pub path: String,
    /// Line and column.
    pub place: Option<Place>,
}

/// Checks a dataset's JSON text; an empty list means that nothing was found.
///
/// # Errors
/// Fails only where [`check`] does: the text is no JSON object, or of another version.
pub fn audit(text: &str, evidence: Evidence<'_>) -> Result<Vec<Finding>, Issue> {
    let checked = check(text)?;
    let mut audit = Audit {
        checked: &checked,
        dataset: &checked.dataset,
        locator: Locator::new(text),
        findings: Vec::new(),
    };
    format::check(&mut audit);
    printed::check(&mut audit);
    relations::check(&mut audit);
    plausible::check(&mut audit);
    if let Some(open) = evidence.open {
        let texts = places::open(&mut audit, open);
        places::check(&mut audit, &texts);
        if let Some(list) = evidence.not_figures {
            account::check(&mut audit, &texts, list);
        }
    }
    Ok(audit.findings)
}

/// A check under way.
struct Audit<'a> {
    checked: &'a Checked,
    dataset: &'a Dataset,
    locator: Locator<'a>,
    findings: Vec<Finding>,
}

impl Audit<'_> {
    /// Notes a fault at a path of the dataset.
    fn at(&mut self, path: String, fault: Fault) {
        let place = self.locator.place(&path);
        self.findings.push(Finding {
            fault,
            file: File::Dataset,
            path,
            place,
        });
    }

    /// Notes a fault with the value under `key` of an observation.
    fn row(&mut self, row: Row, key: &str, fault: Fault) {
        let position = self.checked.left_observations.position_in_file(row.index());
        self.at(format!("observations[{position}].{key}"), fault);
    }

    /// Notes a fault with the value under `key` of an honour, given by its number.
    fn honour(&mut self, honour: usize, key: &str, fault: Fault) {
        let position = self.checked.left_honours.position_in_file(honour);
        self.at(format!("honours[{position}].{key}"), fault);
    }
}
