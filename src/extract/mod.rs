//! Extraction: a report's text in, candidate observations out, by rules that say their names.
//!
//! The modules in reading order: `stream` joins broken lines, `run` finds every numeral
//! with [`figure::leading`](crate::figure::leading), `quote` and `kind` say what is no
//! figure, `cells` finds units that stand apart, `calendar`, `period` and `dated` say when,
//! `section` what headings say, `body`, [`division`] and `scope` say whom, `standing`
//! says whether it is a plan or a part, `cue`, `lexicon` and `synonym` what is counted,
//! `assemble` puts it together, `doubt` points at lost decimal points.
//!
//! It must never hold a sentence of a report beyond its run, read a file, or fail: a text without
//! figures gives none. Time grows with the text's length alone.

mod amount;
mod around;
mod assemble;
mod beside;
mod body;
mod body_name;
mod calendar;
mod calendar_reader;
mod candidate;
mod cells;
mod clock;
mod columns;
mod cue;
mod cue_table;
mod dated;
mod division;
mod doubt;
mod heard;
mod kind;
mod lexicon;
mod named;
mod origin;
mod period;
mod phrase;
mod quote;
mod read;
mod resolve;
mod run;
mod scope;
mod section;
mod spans;
mod standing;
mod stream;
mod synonym;
mod undated;
mod widths;

pub use candidate::{Candidate, Extraction, NoFigure};
pub use division::Division;

use crate::dataset::Dataset;
use crate::pace::{Pace, at_once};

/// Reads a report's text: every printed figure with what it means, and every numeral that is none.
///
/// `dataset` gives the indicators, further cities and the figures of earlier reports that a lost
/// decimal point is seen by; an empty one will do. Places are counted as in
/// [`SourceText`](crate::dataset::SourceText). A byte order mark is not part of the text.
pub fn extract(text: &str, dataset: &Dataset) -> Extraction {
    at_once(extract_in_slices(text, dataset, &mut Pace::steady()))
}

/// The same, with rests.
pub async fn extract_in_slices(text: &str, dataset: &Dataset, pace: &mut Pace) -> Extraction {
    let mut extraction = assemble::read(text, dataset, pace).await;
    pace.rest().await;
    doubt::mark(&mut extraction.candidates, dataset, pace).await;
    extraction
}
