//! The dataset as the rest of the program uses it: resolved references, one column a field. It
//! is immutable and must never hold a row that breaks a rule of the format.

use super::observation::{Key, Observation, Observations};
use super::{
    CategoryId, CityId, Confidence, Counted, Direction, DoubtKind, IndicatorId, Level, Measure,
    Period, RelationKind, Row, Scope, SourceId, YearRange,
};
use crate::rows::Cells;

/// A city whose federation reports.
#[derive(Clone, Debug)]
pub struct City {
    /// Administrative division code, GB/T 2260, six digits.
    pub code: String,
    /// Full name, "安庆市".
    pub name: String,
    /// Short name, "安庆".
    pub short_name: String,
    /// English name, if the dataset gives one.
    pub name_en: Option<String>,
    /// Province by its full name.
    pub province: String,
    /// Other names the city goes by.
    pub aliases: Vec<String>,
}

/// A group of indicators.
#[derive(Clone, Debug)]
pub struct Category {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name, if the dataset gives one.
    pub name_en: Option<String>,
}

/// Why a printed figure cannot be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// What went wrong.
    pub kind: DoubtKind,
    /// The value that was probably meant, in the indicator's base unit.
    pub probable: Option<f64>,
    /// How sure that is.
    pub confidence: Confidence,
    /// The reason, with the arithmetic.
    pub reason: String,
}

/// A file with some of the observations, as the file that lists it says.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Where it is, against the address of the file that lists it.
    pub url: String,
    /// The cities that its observations are about.
    pub cities: Vec<CityId>,
    /// The distinct periods of its observations.
    pub periods: Vec<Period>,
}

/// What is counted, with its unit.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name, if the dataset gives one.
    pub name_en: Option<String>,
    /// Base unit, "家".
    pub unit: String,
    /// Base unit in English, if the dataset gives one.
    pub unit_en: Option<String>,
    /// Its category.
    pub category: CategoryId,
    /// Whether it counts what is there, what happened, or a ratio.
    pub measure: Measure,
    /// The indicator whose target this is the completed share of.
    pub completion_of: Option<IndicatorId>,
    /// What is counted, in the dataset's own words.
    pub definition: Option<String>,
}

/// One report.
#[derive(Clone, Debug)]
pub struct Source {
    /// Identifier.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// The reporting city.
    pub city: CityId,
    /// Period of the report.
    pub period: Period,
    /// File name of the source's text.
    pub file: Option<String>,
    /// SHA-256 of the source's file, hexadecimal.
    pub sha256: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// Full text, where the user chose to carry it.
    pub text: Option<String>,
}

/// A printed distinction.
#[derive(Clone, Debug)]
pub struct Honour {
    /// The report that prints it.
    pub source: SourceId,
    /// The city it belongs to.
    pub city: CityId,
    /// When.
    pub period: Period,
    /// Level of the awarding body.
    pub level: Level,
    /// Received, granted or held.
    pub direction: Direction,
    /// Name as printed.
    pub title: String,
    /// Who awarded it.
    pub awarder: Option<String>,
    /// Who received it.
    pub recipient: Option<String>,
    /// How many.
    pub count: f64,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// Code points before the place in that line.
    pub offset: u32,
    /// What cannot be right about it.
    pub doubt: Option<Doubt>,
}

/// Arithmetic between figures that a report states.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What the arithmetic is.
    pub kind: RelationKind,
    /// What the terms make up.
    pub result: Row,
    /// The terms, in the report's order.
    pub terms: Vec<Row>,
}

/// A checked dataset.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// Title.
    pub title: String,
    /// Day of the last change, `YYYY-MM-DD`.
    pub updated: String,
    /// Licence of the data, if stated.
    pub license: Option<String>,
    /// The indicator by which others are divided for figures per head.
    pub per_capita_indicator: Option<IndicatorId>,
    /// Cities in the file's order.
    pub cities: Vec<City>,
    /// Categories in the file's order.
    pub categories: Vec<Category>,
    /// Indicators in the file's order.
    pub indicators: Vec<Indicator>,
    /// Sources in the file's order.
    pub sources: Vec<Source>,
    /// The distinct periods of observations.
    pub periods: Vec<Period>,
    /// The distinct scopes of observations.
    pub scopes: Vec<Scope>,
    /// Observations in the file's order.
    pub observations: Observations,
    /// Relations between observations.
    pub relations: Vec<Relation>,
    /// Honours in the file's order.
    pub honours: Vec<Honour>,
    /// Files that hold more of the observations, in the order of their list.
    pub parts: Vec<Part>,
    /// The observations, counted ahead.
    pub counted: Counted,
    /// Their rows, by city and indicator.
    pub(super) cells: Cells,
}

#[expect(
    clippy::indexing_slicing,
    reason = "rows and ids are those of this dataset, whose references the check has resolved"
)]
impl Dataset {
    /// All rows, in the file's order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<> {
        (0..self.observations.len()).map(Row::new)
    }

    /// The observation of a row of this dataset.
    pub fn observation(&self, row: Row) -> Observation<'_> {
        let (all, at) = (&self.observations, row.index());
        let indicator = self.indicator(all.indicator.at(at));
        Observation {
            row,
            source: &self.sources[all.source.at(at).index()],
            city: self.city(all.city.at(at)),
            period: self.periods[all.period.at(at).index()],
            indicator,
            category: &self.categories[indicator.category.index()],
            value: Some(all.value[at]).filter(|value| !value.is_nan()),
            upper: all.upper.get(row).copied(),
            printed: all.printed.get(at),
            bound: all.bound[at],
            scope: &self.scopes[all.scope.at(at).index()],
            status: all.status[at],
            of: all.of.get(row).copied(),
            paragraph: all.paragraph.at(at),
            offset: all.offset.at(at),
            doubt: all.doubt.get(row),
            note: (all.note.get(row)).map(|&note| &*all.notes[note as usize]),
        }
    }

    /// The city of an id of this dataset.
    pub fn city(&self, id: CityId) -> &City {
        &self.cities[id.index()]
    }

    /// The indicator of an id of this dataset.
    pub fn indicator(&self, id: IndicatorId) -> &Indicator {
        &self.indicators[id.index()]
    }

    /// The row with a key (`source:paragraph:offset:indicator`), if there is one.
    pub fn row_of_key(&self, key: &str) -> Option<Row> {
        let Key {
            source,
            paragraph,
            offset,
            indicator,
        } = Key::parse(key)?;
        let indicator = self.indicator_of(indicator)?;
        let source = SourceId::new(self.sources.iter().position(|known| known.id == source)?);
        self.observations
            .row_at((source, paragraph, offset, indicator))
    }

    /// The city that a reader names by code, name, short name or alias.
    pub fn city_named(&self, text: &str) -> Option<CityId> {
        let by = |matches: &dyn Fn(&City) -> bool| self.cities.iter().position(matches);
        by(&|city| city.code == text || city.name == text || city.short_name == text)
            .or_else(|| by(&|city| city.aliases.iter().any(|alias| alias == text)))
            .map(CityId::new)
    }

    /// The indicator with an id.
    pub fn indicator_of(&self, id: &str) -> Option<IndicatorId> {
        self.indicators
            .iter()
            .position(|known| known.id == id)
            .map(IndicatorId::new)
    }

    /// The category with an id.
    pub fn category_of(&self, id: &str) -> Option<CategoryId> {
        self.categories
            .iter()
            .position(|known| known.id == id)
            .map(CategoryId::new)
    }

    /// The provinces that the cities lie in, each once, and which of them each city lies in.
    pub fn provinces(&self) -> (Vec<&str>, Vec<usize>) {
        let (mut names, mut at) = (Vec::<&str>::new(), 0);
        let of = self.cities.iter().map(|city| {
            // Those of a province stand together as a rule.
            if names.get(at) != Some(&&*city.province) {
                let known = names.iter().position(|name| *name == city.province);
                at = known.unwrap_or(names.len());
                names.extend(known.is_none().then_some(&*city.province));
            }
            at
        });
        let of = of.collect();
        (names, of)
    }

    /// The years worth choosing: all from the first to the last, or, where these lie far apart,
    /// those with which a period begins or ends.
    pub fn year_choices(&self) -> Vec<u16> {
        const MOST: u16 = 100;
        let YearRange {
            from: Some(first),
            to: Some(last),
        } = self.years()
        else {
            return Vec::new();
        };
        let is_end = |year: &u16| {
            let mut periods = self.periods.iter();
            periods.any(|period| period.first_year() == *year || period.last_year() == *year)
        };
        (first..=last)
            .filter(|year| last - first < MOST || is_end(year))
            .collect()
    }

    /// The years that the observations and honours touch, from the first to the last, with those of
    /// files that hold more.
    pub fn years(&self) -> YearRange {
        let periods = || {
            let more = self.parts.iter().flat_map(|part| &part.periods);
            (self.periods.iter().chain(more).copied()).chain(self.honours.iter().map(|h| h.period))
        };
        YearRange {
            from: periods().map(Period::first_year).min(),
            to: periods().map(Period::last_year).max(),
        }
    }
}
