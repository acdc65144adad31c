//! Raw rows into a [`Dataset`]: references, ids, periods and counts are checked (DESIGN
//! section 3), and every problem becomes an issue with its place. A bad row is left out and
//! reported; it must never stop the good rows, and nothing is left out silently.

use std::collections::BTreeMap;

use super::model::Key;
use super::read::{Fields, Object, Reader};
use super::{
    Category, CategoryId, City, CityId, Dataset, Honour, Indicator, IndicatorId, Issue,
    Measure, Period, PeriodError, PeriodId, Problem, Relation, Row, Scope, ScopeId, Severity,
    Source, SourceId, schema,
};

/// Names longer than this are shown in part; code points.
const LONGEST_NAME: usize = 200;

/// A dataset and what was wrong with its text.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// All that could be read.
    pub dataset: Dataset,
    /// What could not, or is odd; in the order of the check.
    pub issues: Vec<Issue>,
}

/// Reads a dataset's JSON text.
///
/// # Errors
/// Fails only if the text is no JSON object or names another `schema_version`; everything else
/// is an issue beside what could be read.
pub fn check(text: &str) -> Result<Checked, Issue> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    let mut top = reader.top()?;
    check_version(&reader, top.remove("schema_version"))?;

    let mut checker = Checker { reader: &mut reader, index: Index::default(), dataset: Dataset::default() };
    checker.header(&mut top);
    checker.cities(&mut top);
    checker.categories(&mut top);
    checker.indicators(&mut top);
    checker.sources(&mut top);
    checker.observations(&mut top);
    checker.relations(&mut top);
    checker.honours(&mut top);
    let dataset = checker.dataset;
    for (key, raw) in top {
        let place = Some(reader.place_of(raw));
        reader.push(Severity::Warning, Problem::UnknownKey(key.clone()), key, place);
    }
    Ok(Checked { dataset, issues: reader.issues })
}

fn check_version(
    reader: &Reader<'_>,
    raw: Option<&serde_json::value::RawValue>,
) -> Result<(), Issue> {
    let found = raw.map_or("", |raw| raw.get());
    if found == schema::SCHEMA_VERSION.to_string() {
        return Ok(());
    }
    Err(Issue {
        severity: Severity::Error,
        problem: Problem::SchemaVersion(found.to_owned()),
        path: "schema_version".to_owned(),
        place: raw.map(|raw| reader.place_of(raw)),
    })
}

/// Where each id, code and key of the tables stands.
#[derive(Default)]
struct Index {
    cities: BTreeMap<String, CityId>,
    categories: BTreeMap<String, CategoryId>,
    indicators: BTreeMap<String, IndicatorId>,
    sources: BTreeMap<String, SourceId>,
    periods: BTreeMap<String, PeriodId>,
    scopes: BTreeMap<String, ScopeId>,
    keys: BTreeMap<(SourceId, u32, u32, IndicatorId), Row>,
}

impl Index {
    /// The row with a key (`source:paragraph:offset:indicator`).
    fn row_of_key(&self, key: &str) -> Option<Row> {
        let Key { source, paragraph, offset, indicator } = Key::parse(key)?;
        let source = *self.sources.get(source)?;
        let indicator = *self.indicators.get(indicator)?;
        self.keys.get(&(source, paragraph, offset, indicator)).copied()
    }
}

struct Checker<'r, 't> {
    reader: &'r mut Reader<'t>,
    index: Index,
    dataset: Dataset,
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

    fn cities(&mut self, top: &mut Object<'t>) {
        for (at, city) in self.reader.typed::<City>(top.remove("cities"), "cities") {
            self.name(&at, "name", &city.name);
            self.name(&at, "short_name", &city.short_name);
            let id = CityId::new(self.dataset.cities.len());
            if unique(self.reader, &mut self.index.cities, &at, "code", &city.code, id) {
                self.dataset.cities.push(city);
            }
        }
    }

    fn categories(&mut self, top: &mut Object<'t>) {
        for (at, row) in self.reader.typed::<Category>(top.remove("categories"), "categories") {
            self.name(&at, "name", &row.name);
            let id = CategoryId::new(self.dataset.categories.len());
            if unique(self.reader, &mut self.index.categories, &at, "id", &row.id, id) {
                self.dataset.categories.push(row);
            }
        }
    }

    fn indicators(&mut self, top: &mut Object<'t>) {
        let raw = top.remove("indicators");
        for (at, row) in self.reader.typed::<schema::Indicator>(raw, "indicators") {
            self.name(&at, "name", &row.name);
            let categories = &self.index.categories;
            let Some(category) = find(self.reader, categories, &at, "category", &row.category)
            else {
                continue;
            };
            let id = IndicatorId::new(self.dataset.indicators.len());
            if unique(self.reader, &mut self.index.indicators, &at, "id", &row.id, id) {
                self.dataset.indicators.push(Indicator {
                    id: row.id,
                    name: row.name,
                    name_en: row.name_en,
                    unit: row.unit,
                    unit_en: row.unit_en,
                    category,
                    measure: row.measure,
                    definition: row.definition,
                });
            }
        }
        let key = "per_capita_indicator";
        if let Some(raw) = top.remove(key).filter(|raw| raw.get() != "null") {
            let id: Option<String> = self.reader.value(Some(raw), key);
            self.dataset.per_capita_indicator = id.and_then(|id| {
                let found = self.index.indicators.get(&id).copied();
                if found.is_none() {
                    let place = Some(self.reader.place_of(raw));
                    let problem = Problem::UnknownReference(id);
                    self.reader.push(Severity::Error, problem, key.to_owned(), place);
                }
                found
            });
        }
    }

    fn sources(&mut self, top: &mut Object<'t>) {
        for (at, row) in self.reader.typed::<schema::Source>(top.remove("sources"), "sources") {
            self.name(&at, "title", &row.title);
            let city = find(self.reader, &self.index.cities, &at, "city", &row.city);
            let period = self.period(&at, &row.period);
            let (Some(city), Some(period)) = (city, period) else { continue };
            let id = SourceId::new(self.dataset.sources.len());
            if unique(self.reader, &mut self.index.sources, &at, "id", &row.id, id) {
                self.dataset.sources.push(Source {
                    id: row.id,
                    title: row.title,
                    city,
                    period,
                    file: row.file,
                    sha256: row.sha256,
                    authors: row.authors,
                    text: row.text,
                });
            }
        }
    }

    fn observations(&mut self, top: &mut Object<'t>) {
        let raw = top.remove("observations");
        for (at, row) in self.reader.typed::<schema::Observation>(raw, "observations") {
            let source = find(self.reader, &self.index.sources, &at, "source", &row.source);
            let city = find(self.reader, &self.index.cities, &at, "city", &row.city);
            let indicators = &self.index.indicators;
            let indicator = find(self.reader, indicators, &at, "indicator", &row.indicator);
            let period = self.period_id(&at, &row.period);
            let (Some(source), Some(city), Some(indicator), Some(period)) =
                (source, city, indicator, period)
            else {
                continue;
            };
            let measure = self.dataset.indicator(indicator).measure;
            if !self.number(&at, "value", row.value, measure)
                || !self.number(&at, "upper", row.upper, measure)
            {
                continue;
            }
            self.name(&at, "printed", &row.printed);
            let id = Row::new(self.dataset.observations.len());
            let key = (source, row.paragraph, row.offset, indicator);
            if self.index.keys.contains_key(&key) {
                let text = format!(
                    "{}:{}:{}:{}",
                    row.source, row.paragraph, row.offset, row.indicator
                );
                self.reader.report(Severity::Error, Problem::Duplicate(text), &at, "");
                continue;
            }
            self.index.keys.insert(key, id);
            let scope = self.scope_id(&row.scope);
            let all = &mut self.dataset.observations;
            all.source.push(source);
            all.city.push(city);
            all.period.push(period);
            all.indicator.push(indicator);
            all.value.push(row.value.unwrap_or(f64::NAN));
            all.scope.push(scope);
            all.bound.push(row.bound);
            all.status.push(row.status);
            all.paragraph.push(row.paragraph);
            all.offset.push(row.offset);
            all.printed.push(row.printed.into());
            all.upper.extend(row.upper.map(|upper| (id, upper)));
            all.of.extend(row.of.map(|of| (id, of.into())));
            all.doubt.extend(row.doubt.map(|doubt| (id, doubt)));
            all.note.extend(row.note.map(|note| (id, note.into())));
        }
        self.wholes();
    }

    /// Every `of` must name an observation.
    fn wholes(&mut self) {
        let of = &self.dataset.observations.of;
        let is_lost = |key: &str| self.index.row_of_key(key).is_none();
        let lost: Vec<Row> = of.iter().filter(|(_, key)| is_lost(key)).map(|(row, _)| *row).collect();
        for row in lost {
            let key = self.dataset.observations.of.remove(&row).unwrap_or_default();
            let path = format!("observations[{}].of", row.index());
            self.reader.push(Severity::Warning, Problem::UnknownReference(key.into()), path, None);
        }
    }

    fn relations(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("relations") else { return };
        for (at, row) in self.reader.typed::<schema::Relation>(Some(raw), "relations") {
            let result = self.row_of(&at, "result", &row.result);
            let terms: Vec<Row> =
                row.terms.iter().filter_map(|term| self.row_of(&at, "terms", term)).collect();
            if let Some(result) = result.filter(|_| terms.len() == row.terms.len()) {
                self.dataset.relations.push(Relation { kind: row.kind, result, terms });
            }
        }
    }

    fn honours(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("honours") else { return };
        for (at, row) in self.reader.typed::<schema::Honour>(Some(raw), "honours") {
            self.name(&at, "title", &row.title);
            let source = find(self.reader, &self.index.sources, &at, "source", &row.source);
            let city = find(self.reader, &self.index.cities, &at, "city", &row.city);
            let period = self.period(&at, &row.period);
            let (Some(source), Some(city), Some(period)) = (source, city, period) else {
                continue;
            };
            if self.number(&at, "count", Some(row.count), Measure::Flow) {
                self.dataset.honours.push(Honour {
                    source,
                    city,
                    period,
                    level: row.level,
                    direction: row.direction,
                    title: row.title,
                    awarder: row.awarder,
                    recipient: row.recipient,
                    count: row.count,
                    paragraph: row.paragraph,
                    offset: row.offset,
                    doubt: row.doubt,
                });
            }
        }
    }

    fn row_of(&mut self, at: &Fields<'t>, field: &str, key: &str) -> Option<Row> {
        let row = self.index.row_of_key(key);
        if row.is_none() {
            let problem = Problem::UnknownReference(key.to_owned());
            self.reader.report(Severity::Error, problem, at, field);
        }
        row
    }

    fn period(&mut self, at: &Fields<'t>, text: &str) -> Option<Period> {
        let problem = match Period::parse(text) {
            Ok(period) => return Some(period),
            Err(PeriodError::Malformed) => Problem::MalformedPeriod(shortened(text)),
            Err(PeriodError::Reversed) => Problem::ReversedPeriod(shortened(text)),
        };
        self.reader.report(Severity::Error, problem, at, "period");
        None
    }

    fn period_id(&mut self, at: &Fields<'t>, text: &str) -> Option<PeriodId> {
        if let Some(&id) = self.index.periods.get(text) {
            return Some(id);
        }
        let period = self.period(at, text)?;
        let id = PeriodId::new(self.dataset.periods.len());
        self.dataset.periods.push(period);
        self.index.periods.insert(text.to_owned(), id);
        Some(id)
    }

    fn scope_id(&mut self, scope: &Scope) -> ScopeId {
        let text = scope.to_string();
        let next = ScopeId::new(self.dataset.scopes.len());
        *self.index.scopes.entry(text).or_insert_with(|| {
            self.dataset.scopes.push(scope.clone());
            next
        })
    }

    /// Whether a number can stand: finite, and a count is not negative.
    fn number(&mut self, at: &Fields<'t>, key: &str, value: Option<f64>, measure: Measure) -> bool {
        let Some(value) = value else { return true };
        let problem = if !value.is_finite() {
            Problem::NotFinite
        } else if value < 0.0 && measure != Measure::Ratio {
            Problem::NegativeCount(value.to_string())
        } else {
            return true;
        };
        self.reader.report(Severity::Error, problem, at, key);
        false
    }

    /// Warns of a name that cannot be shown as it is.
    fn name(&mut self, at: &Fields<'t>, key: &str, name: &str) {
        let length = name.chars().count();
        if length > LONGEST_NAME {
            self.reader.report(Severity::Warning, Problem::TooLong(length), at, key);
        }
        if name.chars().any(is_invisible_control) {
            self.reader.report(Severity::Warning, Problem::ControlCharacters, at, key);
        }
    }
}

/// Whether a character steers text instead of being text: controls, and the direction marks of
/// Unicode Standard Annex 9.
pub fn is_invisible_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Notes an id, or reports that it was used before.
fn unique<'t, Id>(
    reader: &mut Reader<'t>,
    index: &mut BTreeMap<String, Id>,
    at: &Fields<'t>,
    field: &str,
    id: &str,
    value: Id,
) -> bool {
    if index.contains_key(id) {
        reader.report(Severity::Error, Problem::Duplicate(shortened(id)), at, field);
        return false;
    }
    index.insert(id.to_owned(), value);
    true
}

/// Resolves a reference, or reports that nothing has that id.
fn find<'t, Id: Copy>(
    reader: &mut Reader<'t>,
    index: &BTreeMap<String, Id>,
    at: &Fields<'t>,
    field: &str,
    id: &str,
) -> Option<Id> {
    let found = index.get(id).copied();
    if found.is_none() {
        reader.report(Severity::Error, Problem::UnknownReference(shortened(id)), at, field);
    }
    found
}

/// A value as quoted in a message: never longer than a line.
fn shortened(text: &str) -> String {
    const LONGEST_QUOTE: usize = 60;
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
