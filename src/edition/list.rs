//! The lists of the format and the order of their keys, which is that of the dataset that ships.
//! It must never hold a key that `dataset::schema` does not have.

use crate::dataset::OBSERVATION_KEYS;

/// A list at the top of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Cities, by code.
    Cities,
    /// Categories, by id.
    Categories,
    /// Indicators, by id.
    Indicators,
    /// Reports, by id.
    Sources,
    /// Printed figures, by `source:paragraph:offset:indicator`.
    Observations,
    /// Arithmetic, by kind and result.
    Relations,
    /// Distinctions, by place and title.
    Honours,
}

impl List {
    /// All lists, in the order of the format.
    pub const ALL: [Self; 7] = [
        Self::Cities,
        Self::Categories,
        Self::Indicators,
        Self::Sources,
        Self::Observations,
        Self::Relations,
        Self::Honours,
    ];

    /// The lists that others refer to.
    pub(super) const TABLES: [Self; 4] = [
        Self::Cities,
        Self::Categories,
        Self::Indicators,
        Self::Sources,
    ];

    /// The list's key in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cities => "cities",
            Self::Categories => "categories",
            Self::Indicators => "indicators",
            Self::Sources => "sources",
            Self::Observations => "observations",
            Self::Relations => "relations",
            Self::Honours => "honours",
        }
    }

    /// Whether a dataset without it has an error.
    pub(super) fn is_needed(self) -> bool {
        !matches!(self, Self::Relations | Self::Honours)
    }

    /// The keys of a row, in the order in which they are written.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Cities => &[
                "code",
                "name",
                "short_name",
                "name_en",
                "province",
                "aliases",
            ],
            Self::Categories => &["id", "name", "name_en"],
            Self::Indicators => &[
                "id",
                "name",
                "name_en",
                "unit",
                "unit_en",
                "category",
                "measure",
                "completion_of",
                "definition",
            ],
            Self::Sources => &[
                "id", "title", "city", "period", "file", "sha256", "authors", "text",
            ],
            Self::Observations => &OBSERVATION_KEYS,
            Self::Relations => &["kind", "result", "terms"],
            Self::Honours => &[
                "source",
                "city",
                "period",
                "level",
                "direction",
                "title",
                "awarder",
                "recipient",
                "count",
                "paragraph",
                "offset",
                "doubt",
            ],
        }
    }

    /// What an absent key means, as JSON.
    pub(super) fn default(self, key: &str) -> &'static str {
        match (self, key) {
            (Self::Observations, "bound") => "\"exact\"",
            (Self::Observations, "scope") => "\"city\"",
            (Self::Observations, "status") => "\"reported\"",
            (Self::Honours, "count") => "1",
            (Self::Cities, "aliases") | (Self::Sources, "authors") => "[]",
            _ => "null",
        }
    }

    /// Whether a column is written with a dictionary: its values repeat, or few rows have one.
    pub(crate) fn is_coded(key: &str) -> bool {
        !matches!(key, "value" | "printed" | "paragraph" | "offset" | "title")
    }
}

/// The keys of a doubt, in the order in which they are written.
pub(super) const DOUBT: &[&str] = &["kind", "probable", "confidence", "reason"];

/// The keys at the top before the lists.
pub(super) const HEAD: &[&str] = &[
    "schema_version",
    "title",
    "updated",
    "license",
    "per_capita_indicator",
    "part",
    "parts",
];
