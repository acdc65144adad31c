//! The text of a dataset in parts, as far as they are there. It must never hold all texts longer
//! than it takes to write the one.

use js_sys::JsString;

use super::phase::Failure;
use crate::edition::{Document, PartError, join, written_in_slices};
use crate::host::pace::Clock;
use crate::host::text::from_page;
use crate::pace::Pace;

/// Why a file is not there, or not shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    Failed(Failure),
    Unfit(PartError),
}

/// The text of the file that lists the parts with those that are there; or the file that is in the
/// way, and why.
pub async fn put_together(
    index: &JsString,
    files: &[Option<JsString>],
) -> Result<String, Option<(usize, Why)>> {
    let own = from_page(index, &mut pace()).await;
    let mut texts = Vec::new();
    for file in files {
        texts.push(match file {
            Some(text) => Some(from_page(text, &mut pace()).await),
            None => None,
        });
    }
    let last = texts.iter().rposition(Option::is_some).ok_or(None)?;
    let mut parts = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let refused = |issue| Some((at, Why::Failed(Failure::Refused(issue))));
        parts.push(match text {
            Some(text) => {
                let part = Document::read_in_slices(text, &mut pace()).await;
                Some(part.map_err(refused)?)
            }
            None => None,
        });
    }
    let index = Document::read_in_slices(&own, &mut pace()).await;
    let joined = join(index.map_err(|_| None)?, &parts, &mut pace()).await;
    let joined = joined.map_err(|error| {
        let at = match &error {
            PartError::NoMark(at) | PartError::Count(at) | PartError::Differs(at, _) => *at,
            PartError::List | PartError::Gap => last,
        };
        Some((at, Why::Unfit(error)))
    })?;
    Ok(written_in_slices(&joined, &mut pace()).await)
}

/// Slices by the clock.
pub fn pace() -> Pace {
    Pace::with(Clock::begin())
}
