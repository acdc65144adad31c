//! What came out of a table: observations, what they name, and what there is to say. It must never
//! be taken into a dataset with proposals that a reader refused.

use sha2::{Digest, Sha256};

use super::field::Field;
use super::issue::Issue;
use super::known::{Category, City, Indicator, Report, id_of};
use super::mapping::Mapping;
use super::reader::Reader;
use super::row::Row;
use crate::dataset::{Period, Scope};

/// The title of a table that is in no file.
const PASTED: &str = "粘贴的表格";

/// The file that a table is.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its name, which is the title of the source.
    pub file: String,
    sha256: Option<String>,
    hasher: Sha256,
    /// Whether the table stands beside one of the same name that was imported before, instead of
    /// taking its place: then its hash is part of its id.
    pub is_apart: bool,
}

impl Origin {
    /// A file by its name and the SHA-256 of its bytes as they lie on disk, by which a page knows
    /// it again. Of a text that is in no file, such as a pasted one, the text itself is hashed.
    pub fn new(file: &str, sha256: Option<String>) -> Self {
        Self {
            file: file.to_owned(),
            sha256,
            hasher: Sha256::new(),
            is_apart: false,
        }
    }

    pub(super) fn add(&mut self, chunk: &str) {
        if self.sha256.is_none() {
            self.hasher.update(chunk.as_bytes());
        }
    }

    /// The hash of the file, or of what was read.
    pub(super) fn hash(&self) -> String {
        self.sha256.clone().unwrap_or_else(|| {
            let digits = |byte: u8| [byte >> 4, byte & 15];
            let all = self.hasher.clone().finalize().into_iter().flat_map(digits);
            all.filter_map(|digit| char::from_digit(u32::from(digit), 16))
                .collect()
        })
    }

    /// What the ids of the table begin with. A text that is in no file is told by its hash.
    pub(super) fn id(&self) -> String {
        let stem = id_of(self.stem());
        if !self.file.is_empty() && !self.is_apart {
            return stem;
        }
        let hash = self.hash();
        format!("{stem}-{}", hash.get(..8).unwrap_or(&hash))
    }

    /// The title of the table.
    pub(super) fn title(&self) -> &str {
        if self.file.is_empty() {
            PASTED
        } else {
            &self.file
        }
    }

    /// The name without its ending.
    pub(super) fn stem(&self) -> &str {
        let name = self.title().rsplit(['/', '\\']).next().unwrap_or("");
        match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 => stem,
            _ => name,
        }
    }
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of data, empty ones not counted.
    pub rows: usize,
    /// Observations made.
    pub observations: usize,
    /// Rows of which something was not taken, as their issues say.
    pub refused: usize,
    /// Empty cells of figures, which are no observations.
    pub empty: usize,
    /// Cells that say that there is no figure.
    pub not_reported: usize,
}

/// What an import made.
#[derive(Debug)]
pub struct Imported {
    /// The cities that may be named; new ones are marked, and may be changed.
    pub cities: Vec<City>,
    /// The indicators, likewise.
    pub indicators: Vec<Indicator>,
    /// The categories.
    pub categories: Vec<Category>,
    /// What there is to say, in the order of the table.
    pub issues: Vec<Issue>,
    /// How many of the issues are errors, those that were not kept included.
    pub errors: usize,
    /// How much was read.
    pub counts: Counts,
    pub(super) reports: Vec<Report>,
    pub(super) mapping: Mapping,
    pub(super) origin: Origin,
    pub(super) rows: Vec<Row>,
    pub(super) periods: Vec<Period>,
    pub(super) scopes: Vec<Scope>,
    pub(super) tables: Vec<(u32, u16)>,
    /// How many rows name each city, and each indicator.
    named: [Vec<usize>; 2],
}

impl Imported {
    pub(super) fn new(reader: Reader, named: [Vec<usize>; 2]) -> Self {
        Self {
            cities: reader.known.cities,
            indicators: reader.known.indicators,
            categories: reader.known.categories,
            errors: reader.issues.errors,
            issues: reader.issues.finish(),
            counts: reader.counts,
            reports: reader.known.reports,
            mapping: reader.mapping,
            origin: reader.origin,
            rows: reader.rows,
            periods: reader.periods,
            scopes: reader.scopes,
            tables: reader.tables,
            named,
        }
    }

    /// The new cities that rows name, with the number of observations of each.
    pub fn new_cities(&self) -> Vec<(&City, usize)> {
        let new = self.cities.iter().zip(self.named[0].iter().copied());
        new.filter(|(city, count)| city.is_new && *count > 0)
            .collect()
    }

    /// The new indicators that rows name, with the number of observations of each.
    pub fn new_indicators(&self) -> Vec<(&Indicator, usize)> {
        let new = self.indicators.iter().zip(self.named[1].iter().copied());
        new.filter(|(one, count)| one.is_new && *count > 0)
            .collect()
    }

    /// Whether the table has a column of a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.mapping.column(field).is_some()
    }
}
