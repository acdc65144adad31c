//! The tables that an export holds, their keys, and how they hang together. What CSV writes and
//! what the Data Package says of it come from here, so that they cannot drift apart. It must never
//! refer to a table that an export leaves out.

use super::column::{self, Column};

/// One table of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One line per printed figure.
    Observations,
    /// One line per printed distinction.
    Honours,
    /// What else is known of a figure: a range's upper end, its whole, why it is doubted.
    Annotations,
    /// Arithmetic that a report states, one line per figure that stands in it.
    Relations,
    /// Cities.
    Cities,
    /// Groups of indicators.
    Categories,
    /// What is counted.
    Indicators,
    /// Reports, without their text.
    Sources,
}

/// Columns that name a row of another table.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The columns here.
    pub columns: &'static [&'static str],
    /// The table they lead to.
    pub table: Table,
    /// The columns there.
    pub to: &'static [&'static str],
}

/// The columns that name an observation.
const KEY: &[&str] = &["indicator_id", "source_id", "paragraph", "offset"];

const TO_OBSERVATION: Reference = Reference {
    columns: KEY,
    table: Table::Observations,
    to: KEY,
};
const TO_CITY: Reference = Reference {
    columns: &["city_code"],
    table: Table::Cities,
    to: &["code"],
};
const TO_SOURCE: Reference = Reference {
    columns: &["source_id"],
    table: Table::Sources,
    to: &["id"],
};
const TO_INDICATOR: Reference = Reference {
    columns: &["indicator_id"],
    table: Table::Indicators,
    to: &["id"],
};
const TO_CATEGORY: Reference = Reference {
    columns: &["category_id"],
    table: Table::Categories,
    to: &["id"],
};

impl Table {
    /// Every table, the facts first.
    pub const ALL: &[Self] = &[
        Self::Observations,
        Self::Honours,
        Self::Annotations,
        Self::Relations,
        Self::Cities,
        Self::Categories,
        Self::Indicators,
        Self::Sources,
    ];

    /// Its name, which is that of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Observations => "observations",
            Self::Honours => "honours",
            Self::Annotations => "annotations",
            Self::Relations => "relations",
            Self::Cities => "cities",
            Self::Categories => "categories",
            Self::Indicators => "indicators",
            Self::Sources => "sources",
        }
    }

    /// Chinese and English, for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Observations => {
                "数据：一行是报告里的一个数字 Observations, one printed figure a line"
            }
            Self::Honours => "荣誉 Honours",
            Self::Annotations => "数据的补充：区间上限、所属整体、存疑理由 More about observations",
            Self::Relations => "报告写明的数字关系 Arithmetic that reports state",
            Self::Cities => "城市 Cities",
            Self::Categories => "类别 Categories",
            Self::Indicators => "指标 Indicators",
            Self::Sources => "来源 Sources",
        }
    }

    /// Its columns, in the order of the file.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Observations => column::OBSERVATIONS,
            Self::Honours => column::HONOURS,
            Self::Annotations => column::ANNOTATIONS,
            Self::Relations => column::RELATIONS,
            Self::Cities => column::CITIES,
            Self::Categories => column::CATEGORIES,
            Self::Indicators => column::INDICATORS,
            Self::Sources => column::SOURCES,
        }
    }

    /// The columns that no two lines share; none for honours, of which two may stand at one place.
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Observations | Self::Annotations => KEY,
            Self::Honours => &[],
            Self::Relations => &["relation", "position"],
            Self::Cities => &["code"],
            Self::Categories | Self::Indicators | Self::Sources => &["id"],
        }
    }

    /// The columns that lead to other tables.
    pub fn references(self) -> &'static [Reference] {
        match self {
            Self::Observations => &[TO_CITY, TO_INDICATOR, TO_SOURCE],
            Self::Honours => &[TO_CITY, TO_SOURCE],
            Self::Annotations | Self::Relations => &[TO_OBSERVATION],
            Self::Indicators => &[TO_CATEGORY],
            Self::Sources => &[TO_CITY],
            Self::Cities | Self::Categories => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_references_name_columns() {
        for table in Table::ALL {
            let has = |table: Table, name: &&str| table.columns().iter().any(|c| c.name == *name);
            assert!(
                table.key().iter().all(|name| has(*table, name)),
                "{table:?}"
            );
            for reference in table.references() {
                assert!(reference.columns.iter().all(|name| has(*table, name)));
                assert!(reference.to.iter().all(|name| has(reference.table, name)));
            }
        }
    }
}
