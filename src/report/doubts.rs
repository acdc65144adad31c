//! Every doubt of a selection, the surest first: what is printed, what is probably meant, why, and
//! what is in use now. It must never leave a doubt out because it is not corrected.

use super::datum::Datum;
use crate::dataset::{Confidence, Dataset, Doubt, Row};
use crate::query::{Query, ReadMode, Selection};

/// The doubts of a selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doubts {
    /// Groups by confidence, the surest first; no empty ones.
    pub groups: Vec<(Confidence, Vec<DoubtRow>)>,
    /// How many figures and honours are doubted, and how many figures corrected.
    pub count: DoubtCount,
}

/// How many doubts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoubtCount {
    /// Doubted observations.
    pub figures: usize,
    /// Doubted observations whose correction is in use.
    pub corrected: usize,
    /// Doubted honours.
    pub honours: usize,
}

/// One doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct DoubtRow {
    /// What is doubted.
    pub what: Doubted,
    /// Why, and what is probably meant.
    pub doubt: Doubt,
}

/// What a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubted {
    /// A figure.
    Figure(Datum),
    /// An honour, by its position in the dataset.
    Honour(usize),
}

/// Builds the list of a selection's doubts; figures come before honours.
pub fn doubts(dataset: &Dataset, query: &Query, selection: &Selection) -> Doubts {
    let figures = doubted_figures(dataset, selection).map(|(row, doubt)| DoubtRow {
        what: Doubted::Figure(datum(dataset, row, query.read)),
        doubt: doubt.clone(),
    });
    let honours = doubted_honours(dataset, selection).map(|(at, doubt)| DoubtRow {
        what: Doubted::Honour(at),
        doubt: doubt.clone(),
    });
    let all: Vec<DoubtRow> = figures.chain(honours).collect();
    let of_confidence = |&confidence: &Confidence| {
        let rows = all.iter().filter(|row| row.doubt.confidence == confidence);
        (confidence, rows.cloned().collect::<Vec<_>>())
    };
    let groups = Confidence::ALL.iter().map(of_confidence);
    Doubts {
        groups: groups.filter(|(_, rows)| !rows.is_empty()).collect(),
        count: doubt_count(dataset, query.read, selection),
    }
}

/// Counts a selection's doubts without listing them.
pub fn doubt_count(dataset: &Dataset, read: ReadMode, selection: &Selection) -> DoubtCount {
    let mut count = DoubtCount::default();
    for (row, _) in doubted_figures(dataset, selection) {
        count.figures += 1;
        count.corrected += usize::from(datum(dataset, row, read).corrected);
    }
    count.honours = doubted_honours(dataset, selection).count();
    count
}

fn datum(dataset: &Dataset, row: Row, read: ReadMode) -> Datum {
    Datum::new(dataset, row, read)
}

/// Doubts are few, and rows many: the few are looked up among the many.
fn doubted_figures<'d>(
    dataset: &'d Dataset,
    selection: &Selection,
) -> impl Iterator<Item = (Row, &'d Doubt)> {
    let doubts = dataset.observations.doubt.iter();
    doubts.filter(|(row, _)| selection.rows.binary_search(row).is_ok())
}

fn doubted_honours<'d>(
    dataset: &'d Dataset,
    selection: &Selection,
) -> impl Iterator<Item = (usize, &'d Doubt)> {
    let honours = selection.honours.iter();
    honours.filter_map(|&at| Some((at, dataset.honours.get(at)?.doubt.as_ref()?)))
}
