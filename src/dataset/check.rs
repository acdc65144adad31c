//! JSON text into a [`Dataset`]: references, ids, periods and counts are checked (see
//! docs/dataset.md), and every problem becomes an issue with its place. A bad row is left out and
//! reported; it must never stop the good rows, and nothing is left out silently.

use std::sync::Arc;

use super::cells::cells;
use super::hash::sha256_in_slices;
use super::json::{Object, Raw};
use super::read::{Fields, Need, Reader};
use super::{Counted, Dataset, Issue, Measure, Period, PeriodError, Problem, Row, Severity};
use crate::figure;
use crate::pace::{Pace, at_once};
use crate::rows::{Numbers, hash};

/// The version of the format that this program reads.
const SCHEMA_VERSION: &str = "1";
/// Names longer than this are shown in part; code points.
pub const LONGEST_NAME: usize = 100;

/// A dataset and what was wrong with its text.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// All that could be read.
    pub dataset: Dataset,
    /// What could not, or is odd; in the order of the check.
    pub issues: Vec<Issue>,
    /// The observations that were left out.
    pub left_observations: Left,
    /// The honours that were left out.
    pub left_honours: Left,
}

/// The rows of a list that were left out: how many were kept before each, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left(Vec<usize>);

impl Left {
    /// The position in the file of the row that was kept as number `kept`, both from 0.
    pub fn position_in_file(&self, kept: usize) -> usize {
        kept + self.0.partition_point(|&before| before <= kept)
    }

    /// Notes what was left out: all positions below `position` that were not kept.
    pub(super) fn keep(&mut self, position: usize, kept: usize) {
        let missing = position.saturating_sub(self.0.len() + kept);
        self.0.extend(std::iter::repeat_n(kept, missing));
    }
}

/// Reads a dataset's JSON text.
///
/// # Errors
/// Fails only if the text is no JSON object or names another `schema_version`; everything else
/// is an issue beside what could be read.
pub fn check(text: &str) -> Result<Checked, Issue> {
    at_once(check_in_slices(text, &mut Pace::steady()))
}

/// The same of a text that may be large, with rests.
///
/// # Errors
/// As [`check`].
async fn check_in_slices(text: &str, pace: &mut Pace) -> Result<Checked, Issue> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    let mut top = reader.top(pace).await?;
    check_version(&reader, top.remove("schema_version"))?;

    let mut checker = Checker {
        reader: &mut reader,
        index: Index::default(),
        dataset: Dataset::default(),
        left_observations: Left::default(),
        left_honours: Left::default(),
        wholes: Vec::new(),
    };
    checker.header(&mut top);
    checker.cities(&mut top);
    checker.categories(&mut top);
    checker.indicators(&mut top);
    checker.sources(&mut top, pace).await;
    checker.observations(&mut top, pace).await;
    checker.relations(&mut top);
    checker.honours(&mut top);
    checker.parts(&mut top);
    checker.part(&mut top);
    let mut dataset = checker.dataset;
    dataset.counted = Counted::new(&dataset, dataset.rows(), pace).await;
    dataset.cells = cells(&dataset, pace).await;
    let (left_observations, left_honours) = (checker.left_observations, checker.left_honours);
    for (key, raw) in top.0 {
        let place = Some(reader.place_of(raw));
        let problem = Problem::UnknownKey(key.to_string());
        reader.push(Severity::Warning, problem, key.into_owned(), place);
    }
    Ok(Checked {
        dataset,
        issues: reader.issues,
        left_observations,
        left_honours,
    })
}

/// A dataset that was checked, with the hash of its text.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What could be read of it, and what not.
    pub checked: Arc<Checked>,
    /// The SHA-256 of the text, as [`sha256`](super::sha256).
    pub sha256: String,
}

impl Loaded {
    /// Checks a text and hashes it, with rests.
    ///
    /// # Errors
    /// As [`check`].
    pub async fn read(text: &str, pace: &mut Pace) -> Result<Self, Issue> {
        let checked = check_in_slices(text, pace).await?;
        Ok(Self {
            checked: Arc::new(checked),
            sha256: sha256_in_slices(text.as_bytes(), pace).await,
        })
    }
}

fn check_version(reader: &Reader<'_>, raw: Option<Raw<'_>>) -> Result<(), Issue> {
    let found = raw.map_or("", |raw| raw.get());
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    Err(Issue {
        severity: Severity::Error,
        problem: Problem::SchemaVersion(shortened(found)),
        path: "schema_version".to_owned(),
        place: raw.map(|raw| reader.place_of(raw)),
    })
}

/// The position of each id, code or text of a table; observations know their own keys.
#[derive(Default)]
pub(super) struct Positions {
    hashes: Numbers,
    /// By the number of their hash, which is nearly always of one text alone.
    texts: Vec<Vec<(String, usize)>>,
}

impl Positions {
    /// The position of an id.
    pub fn get(&self, id: &str) -> Option<usize> {
        let number = self.hashes.get(hash(id.as_bytes()))?;
        let mut alike = self.texts.get(number as usize)?.iter();
        alike
            .find(|(known, _)| known == id)
            .map(|(_, position)| *position)
    }

    /// The position of an id, which is `next` if the id is new.
    pub fn get_or_insert(&mut self, id: String, next: usize) -> usize {
        if let Some(position) = self.get(&id) {
            return position;
        }
        let number = self.hashes.number(hash(id.as_bytes())) as usize;
        match self.texts.get_mut(number) {
            Some(alike) => alike.push((id, next)),
            None => self.texts.push(vec![(id, next)]),
        }
        next
    }

    /// The position of an item among all that differ, by its text; a new one is put behind them.
    pub fn of_distinct<T>(&mut self, all: &mut Vec<T>, text: String, item: T) -> usize {
        let next = all.len();
        let position = self.get_or_insert(text, next);
        if position == next {
            all.push(item);
        }
        position
    }
}

/// Where each id and code of the tables stands.
#[derive(Default)]
pub(super) struct Index {
    pub cities: Positions,
    pub categories: Positions,
    pub indicators: Positions,
    pub sources: Positions,
    pub periods: Positions,
    pub scopes: Positions,
    pub notes: Positions,
}

/// A check under way.
pub(super) struct Checker<'r, 't> {
    pub reader: &'r mut Reader<'t>,
    pub index: Index,
    pub dataset: Dataset,
    pub left_observations: Left,
    pub left_honours: Left,
    /// Parts, the key of each one's whole, and where it is named.
    pub wholes: Vec<(Row, Box<str>, Raw<'t>)>,
}

impl<'t> Checker<'_, 't> {
    fn header(&mut self, top: &mut Object<'t>) {
        let title = top.remove("title");
        self.dataset.title = self.reader.value(title, "title").unwrap_or_default();
        let updated = top.remove("updated");
        self.dataset.updated = self.reader.value(updated, "updated").unwrap_or_default();
        let license = top.remove("license").filter(|raw| raw.get() != "null");
        if license.is_some() {
            self.dataset.license = self.reader.value(license, "license");
        }
    }

    /// Reads a period.
    pub fn period(&mut self, row: &mut Fields<'t>) -> Option<Period> {
        let text = self.reader.text(row, "period");
        if row.is_bad && text.is_empty() {
            return None;
        }
        let problem = match Period::parse(&text) {
            Ok(period) => return Some(period),
            Err(PeriodError::Malformed) => Problem::MalformedPeriod(shortened(&text)),
            Err(PeriodError::Reversed) => Problem::ReversedPeriod(shortened(&text)),
        };
        self.reader.error(problem, row, "period");
        None
    }

    /// Whether a number can stand: finite, and a count is not negative.
    pub fn number(
        &mut self,
        row: &mut Fields<'t>,
        key: &str,
        value: Option<f64>,
        measure: Measure,
    ) {
        let Some(value) = value else { return };
        if !value.is_finite() {
            self.reader.error(Problem::NotFinite, row, key);
        } else if value < 0.0 && measure != Measure::Ratio {
            self.reader
                .error(Problem::NegativeCount(figure::machine(value)), row, key);
        }
    }

    /// Warns of a name that cannot be shown as it is.
    pub fn name(&mut self, row: &Fields<'t>, key: &str, name: &str) {
        let length = name.chars().count();
        if length > LONGEST_NAME {
            self.reader.warn(Problem::TooLong(length), row, key);
        }
        if name.chars().any(is_invisible_control) {
            self.reader.warn(Problem::ControlCharacters, row, key);
        }
    }
}

/// Whether a character steers text instead of being text: controls, line separators, the direction
/// marks of Unicode Standard Annex 9, and what has no width, by which two names look like one.
pub fn is_invisible_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{061c}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

/// Takes an id for the row at `position`; an id used before is an error.
pub(super) fn take_id<'t>(
    reader: &mut Reader<'t>,
    index: &mut Positions,
    row: &mut Fields<'t>,
    key: &'static str,
    id: &str,
    position: usize,
) {
    if index.get(id).is_some() {
        reader.error(Problem::Duplicate(shortened(id)), row, key);
    } else if !row.is_bad {
        index.get_or_insert(id.to_owned(), position);
    }
}

/// Reads a reference; 0, with an issue, if nothing has that id.
pub(super) fn reference<'t>(
    reader: &mut Reader<'t>,
    index: &Positions,
    row: &mut Fields<'t>,
    key: &'static str,
) -> usize {
    let Some(id) = reader.field::<String>(row, key, Need::Required) else {
        return 0;
    };
    index.get(&id).unwrap_or_else(|| {
        reader.error(Problem::UnknownReference(shortened(&id)), row, key);
        0
    })
}

/// A value as quoted in a message: never longer than a line.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST_QUOTE: usize = 60;
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
