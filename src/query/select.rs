//! Which rows a query selects. It must never copy a value: a selection is row numbers, in the
//! file's order.

use super::{Filter, Query, ReadMode};
use crate::dataset::{Confidence, Dataset, Honour, Observation, Row, YearRange};

/// What a query selects of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rows of observations, ascending.
    pub rows: Vec<Row>,
    /// Positions of honours, ascending.
    pub honours: Vec<usize>,
}

/// The rows and honours that pass every filter.
pub fn select(dataset: &Dataset, query: &Query) -> Selection {
    let test = Test::new(dataset, query);
    Selection {
        rows: dataset.rows().filter(|&row| test.fails(row) == 0).collect(),
        honours: (0..dataset.honours.len())
            .filter(|&at| test.passes_honour(&dataset.honours[at]))
            .collect(),
    }
}

/// The value that a read mode uses, and whether it is a correction of the printed one.
pub fn used_value(observation: &Observation<'_>, read: ReadMode) -> (Option<f64>, bool) {
    let correction = observation.doubt.and_then(|doubt| {
        let accepted = match read {
            ReadMode::Printed => false,
            ReadMode::Certain => doubt.confidence == Confidence::Certain,
            ReadMode::Probable => doubt.confidence <= Confidence::Probable,
        };
        doubt.probable.filter(|_| accepted)
    });
    match correction {
        Some(probable) => (Some(probable), true),
        None => (observation.value, false),
    }
}

/// Bits of [`Test::fails`], one a filter: an option's count ignores its own.
pub(super) mod bit {
    pub const PROVINCE: u8 = 1;
    pub const CITY: u8 = 2;
    pub const CATEGORY: u8 = 4;
    pub const INDICATOR: u8 = 8;
    pub const SCOPE: u8 = 16;
    pub const STATUS: u8 = 32;
    pub const YEARS: u8 = 64;
    pub const TEXT: u8 = 128;
}

/// A query resolved against a dataset: for each table's entry the bits it fails.
pub(super) struct Test<'d> {
    dataset: &'d Dataset,
    query: &'d Query,
    years: YearRange,
    text: Option<String>,
    city: Vec<u8>,
    indicator: Vec<u8>,
    period: Vec<u8>,
    scope: Vec<u8>,
    source_says_text: Vec<bool>,
    city_says_text: Vec<bool>,
    indicator_says_text: Vec<bool>,
}

impl<'d> Test<'d> {
    pub fn new(dataset: &'d Dataset, query: &'d Query) -> Self {
        let fails = |filter: Filter, bit: u8, choice: &str| {
            let choices = query.choices(filter);
            if choices.is_empty() || choices.contains(choice) {
                0
            } else {
                bit
            }
        };
        let text = Some(query.text.trim().to_ascii_lowercase()).filter(|text| !text.is_empty());
        let says = |parts: &[&str]| {
            text.as_ref().is_some_and(|text| {
                parts
                    .iter()
                    .any(|part| part.to_ascii_lowercase().contains(text.as_str()))
            })
        };
        let optional = |text: &'d Option<String>| text.as_deref().unwrap_or_default();
        let categories = &dataset.categories;
        let years = query.years.ordered();
        Self {
            city: (dataset.cities.iter())
                .map(|city| {
                    fails(Filter::City, bit::CITY, &city.code)
                        | fails(Filter::Province, bit::PROVINCE, &city.province)
                })
                .collect(),
            indicator: (dataset.indicators.iter())
                .map(|indicator| {
                    let category = &categories[indicator.category.index()].id;
                    fails(Filter::Indicator, bit::INDICATOR, &indicator.id)
                        | fails(Filter::Category, bit::CATEGORY, category)
                })
                .collect(),
            period: (dataset.periods.iter())
                .map(|period| if period.touches(years) { 0 } else { bit::YEARS })
                .collect(),
            scope: (dataset.scopes.iter())
                .map(|scope| fails(Filter::Scope, bit::SCOPE, scope.kind.as_str()))
                .collect(),
            source_says_text: (dataset.sources.iter())
                .map(|source| says(&[&source.title, &source.id]))
                .collect(),
            city_says_text: (dataset.cities.iter())
                .map(|city| {
                    says(&[
                        &city.name,
                        &city.code,
                        &city.province,
                        optional(&city.name_en),
                    ]) || city.aliases.iter().any(|alias| says(&[alias]))
                })
                .collect(),
            indicator_says_text: (dataset.indicators.iter())
                .map(|indicator| {
                    let category = &categories[indicator.category.index()].name;
                    says(&[&indicator.name, category, optional(&indicator.name_en)])
                        || says(&[optional(&indicator.definition)])
                })
                .collect(),
            years,
            dataset,
            query,
            text,
        }
    }

    /// The filters that a row fails, as bits; 0 passes all.
    pub fn fails(&self, row: Row) -> u8 {
        let (all, at) = (&self.dataset.observations, row.index());
        let statuses = self.query.choices(Filter::Status);
        let status = statuses.is_empty() || statuses.contains(all.status[at].as_str());
        self.city[all.city[at].index()]
            | self.indicator[all.indicator[at].index()]
            | self.period[all.period[at].index()]
            | self.scope[all.scope[at].index()]
            | if status { 0 } else { bit::STATUS }
            | if self.says_text(row) { 0 } else { bit::TEXT }
    }

    fn says_text(&self, row: Row) -> bool {
        let Some(text) = &self.text else { return true };
        let (all, at) = (&self.dataset.observations, row.index());
        self.indicator_says_text[all.indicator[at].index()]
            || self.city_says_text[all.city[at].index()]
            || self.source_says_text[all.source[at].index()]
            || all.printed[at].to_ascii_lowercase().contains(text.as_str())
    }

    fn passes_honour(&self, honour: &Honour) -> bool {
        let levels = self.query.choices(Filter::Level);
        let says = |part: &str| {
            self.text
                .as_ref()
                .is_none_or(|text| part.to_ascii_lowercase().contains(text.as_str()))
        };
        self.city[honour.city.index()] == 0
            && honour.period.touches(self.years)
            && (levels.is_empty() || levels.contains(honour.level.as_str()))
            && (says(&honour.title)
                || self.city_says_text[honour.city.index()]
                || honour.awarder.as_deref().is_some_and(says)
                || honour.recipient.as_deref().is_some_and(says))
    }
}
