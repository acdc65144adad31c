//! What was imported as a dataset's text: alone, or to be merged into another by
//! `edition::merge`. It must never leave out what the dataset has beside the rows of a table: a
//! report that both have keeps the figures, relations and honours that the table does not name.

use std::collections::{BTreeMap, BTreeSet};

use super::base::{self, Base};
use super::imported::Imported;
use super::issue::{Issue, Problem, quote};
use super::known::id_of;
use super::new_rows::{category_row, city_row, indicator_row};
use super::overlay::Overlay;
use super::row::{Row, Source};
use super::taken::Taken;
use crate::dataset::json::Object;
use crate::edition::{List, Pages, quoted, whole};
use crate::pace::{Pace, at_once};

/// What the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A dataset of its own, which holds what the table says and nothing else.
    Alone,
    /// What [`merge`](crate::edition::merge()) takes into the dataset that the table was read
    /// beside. A report that both have replaces itself, so that it comes whole.
    Merge,
}

/// A dataset's text, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Written {
    /// JSON, not yet in the form of the one writer.
    pub text: String,
    /// What was left open.
    pub issues: Vec<Issue>,
}

/// So many observations are written as columns: a third of the text.
const MANY: usize = 5000;

/// Rows that are looked at before a rest.
const SLICE: usize = 1 << 10;

impl Imported {
    /// Writes what was imported. `base` is the text of the dataset that the table was read beside,
    /// or empty; `today` is the day of the change, `YYYY-MM-DD`.
    pub fn text(&self, base: &str, target: Target, today: &str) -> Written {
        let refused = BTreeSet::new();
        at_once(self.text_in_slices(base, target, today, &refused, &mut Pace::steady()))
    }

    /// The same of what may be large, with rests, without the rows of cities and indicators whose
    /// ids are `refused`.
    pub async fn text_in_slices(
        &self,
        base: &str,
        target: Target,
        today: &str,
        refused: &BTreeSet<String>,
        pace: &mut Pace,
    ) -> Written {
        let base = Base::read(base, pace).await;
        let taken = Taken::of(self, refused, pace).await;
        let mut out = Writing {
            imported: self,
            sources: self.source_ids(),
            overlay: Overlay::new(self, &taken.sources, &base),
            base,
            text: Pages::default(),
            issues: Vec::new(),
        };
        out.head(target, today);
        if target == Target::Merge {
            out.replaced();
        }
        out.tables(&taken, pace).await;
        pace.rest().await;
        out.observations(&taken.rows, target, pace).await;
        for list in [List::Relations, List::Honours] {
            let rows = out.own(list, target);
            out.list(list, rows.iter().map(base::json));
        }
        out.text.open.push_str("\n}\n");
        Written {
            text: out.text.bound(pace).await,
            issues: out.issues,
        }
    }

    /// The ids of the table as reports: its name, the city and the year. A table that is imported
    /// once more, corrected, has the same ones and takes the place of the first.
    fn source_ids(&self) -> Vec<String> {
        let stem = self.origin.id();
        let id = |(city, year): &(u32, u16)| {
            let city = self.cities.get(*city as usize).map_or("", |city| city.id());
            format!("{stem}-{}-{year}", id_of(city))
        };
        self.tables.iter().map(id).collect()
    }
}

struct Writing<'i, 't> {
    imported: &'i Imported,
    sources: Vec<String>,
    overlay: Overlay<'i, 't>,
    base: Base<'t>,
    text: Pages,
    issues: Vec<Issue>,
}

impl<'i, 't> Writing<'i, 't> {
    fn head(&mut self, target: Target, today: &str) {
        let title = self.base.head("title").filter(|_| target == Target::Merge);
        let own = quoted(self.imported.origin.stem());
        let (title, today) = (title.unwrap_or(&own), quoted(today));
        self.text.open =
            format!("{{\n\"schema_version\": 1,\n\"title\": {title},\n\"updated\": {today}");
    }

    fn list(&mut self, list: List, rows: impl Iterator<Item = String>) {
        let text = &mut self.text.open;
        text.push_str(&format!(",\n{}: [", quoted(list.name())));
        for (at, row) in rows.enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(&row);
        }
        text.push(']');
    }

    /// Says where a table of the same name was there before, with other contents.
    fn replaced(&mut self) {
        let hash = self.imported.origin.hash();
        let known = self.base.by_id(List::Sources);
        let tables = self.sources.iter().filter(|id| {
            let row = known.get(id.as_str());
            row.is_some_and(|row| base::text(row, "sha256").as_deref() != Some(&*hash))
        });
        let issues = tables.map(|id| Issue::whole(Problem::Replaces(quote(id))));
        self.issues.extend(issues);
    }

    /// The id of the source of a row.
    fn source(&self, row: &Row) -> &str {
        let id = match row.source {
            Source::Report(at) => self.imported.reports.get(at).map(|report| &report.id),
            Source::Table(at) => self.sources.get(at),
        };
        id.map_or("", String::as_str)
    }

    /// Cities, categories, indicators and sources that the rows name: as the dataset has them, or
    /// new.
    async fn tables(&mut self, taken: &Taken<'_>, pace: &mut Pace) {
        let imported = self.imported;
        let sources = self.source_rows(&taken.rows, pace).await;
        let known = self.base.by_id(List::Cities);
        let mut cities: BTreeSet<String> = sources.iter().map(|(city, _)| city.clone()).collect();
        pace.rest().await;
        let more = imported.cities.iter().zip(&taken.cities);
        let more = more.filter(|(_, is_named)| **is_named);
        cities.extend(more.map(|(city, _)| city.id().to_owned()));
        let indicators = imported.indicators.iter().zip(&taken.indicators);
        let indicators = indicators.filter(|(_, is_named)| **is_named);
        let indicators = indicators.map(|(one, _)| one.id.clone()).collect();
        let rows = imported
            .cities
            .iter()
            .filter(|city| cities.contains(city.id()));
        let rows = rows.map(|city| match known.get(city.id()) {
            Some(row) => base::json(row),
            None => city_row(city.id(), &city.name, &city.short_name, &city.province),
        });
        let rows: Vec<String> = rows.collect();
        self.list(List::Cities, rows.into_iter());

        self.indicators(indicators);
        self.list(List::Sources, sources.into_iter().map(|(_, row)| row));
    }

    /// Categories and indicators, by the ids of those that rows name.
    fn indicators(&mut self, mut indicators: BTreeSet<String>) {
        let imported = self.imported;
        let known = self.base.by_id(List::Indicators);
        // What an indicator is the completed share of must be there with it.
        let completed = |id: &String| {
            known
                .get(id)
                .and_then(|row| base::text(row, "completion_of"))
        };
        let more: Vec<String> = indicators
            .iter()
            .filter_map(completed)
            .map(Into::into)
            .collect();
        indicators.extend(more);
        let used = imported
            .indicators
            .iter()
            .filter(|one| indicators.contains(&one.id));
        let used: Vec<_> = used.collect();
        let categories: BTreeSet<&str> = used.iter().map(|one| one.category.as_str()).collect();
        let own = self.base.by_id(List::Categories);
        let rows = imported
            .categories
            .iter()
            .filter(|one| categories.contains(one.id.as_str()));
        let rows = rows.map(|one| match own.get(&one.id) {
            Some(row) => base::json(row),
            None => category_row(&one.id, &one.name),
        });
        let rows: Vec<String> = rows.collect();
        self.list(List::Categories, rows.into_iter());
        let rows = used.iter().map(|one| match known.get(&one.id) {
            Some(row) => base::json(row),
            None => indicator_row(&one.id, &one.name, &one.unit, &one.category, one.measure),
        });
        let rows: Vec<String> = rows.collect();
        self.list(List::Indicators, rows.into_iter());
    }

    /// The sources that the rows name, each with its city.
    async fn source_rows(&self, taken: &[&Row], pace: &mut Pace) -> Vec<(String, String)> {
        let imported = self.imported;
        let known = self.base.by_id(List::Sources);
        // The city of a report's first row, and the years that its rows end with.
        let mut named: BTreeMap<Source, (u32, Vec<u32>)> = BTreeMap::new();
        for (at, row) in taken.iter().enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            let (_, periods) = named.entry(row.source).or_insert((row.city, Vec::new()));
            if periods.last() != Some(&row.period) {
                periods.push(row.period);
            }
        }
        let rows = named.into_iter().map(|(source, (city, periods))| {
            let code = imported
                .cities
                .get(city as usize)
                .map_or("", |city| city.id());
            match source {
                Source::Report(at) => {
                    let report = imported.reports.get(at);
                    let (id, title) = report.map_or(("", ""), |one| (&one.id, &one.title));
                    if let Some(row) = known.get(id) {
                        let city = base::text(row, "city").unwrap_or_default();
                        return (city.into_owned(), base::json(row));
                    }
                    let of = periods
                        .iter()
                        .filter_map(|at| imported.periods.get(*at as usize));
                    let last = of.clone().max_by_key(|period| period.last_year());
                    let is_one = of.clone().all(|period| Some(period) == last);
                    let period = last.map_or(String::new(), |last| match is_one {
                        true => last.to_string(),
                        false => format!("{:04}", last.last_year()),
                    });
                    (code.to_owned(), source_row(id, title, code, &period, None))
                }
                Source::Table(at) => {
                    let id = self.sources.get(at).map_or("", String::as_str);
                    let year = imported.tables.get(at).map_or(0, |(_, year)| *year);
                    let (origin, year) = (&imported.origin, format!("{year:04}"));
                    let hash = origin.hash();
                    let file = Some((origin.file.as_str(), hash.as_str()));
                    let file = file.filter(|(name, _)| !name.is_empty());
                    let row = source_row(id, origin.title(), code, &year, file);
                    (code.to_owned(), row)
                }
            }
        });
        let mut made = Vec::new();
        for row in rows {
            made.push(row);
            pace.rest().await;
        }
        made
    }

    /// The rows that the dataset has of reports that the table names; none if the text stands
    /// alone.
    fn own(&self, list: List, target: Target) -> Vec<Object<'t>> {
        if target == Target::Alone {
            return Vec::new();
        }
        let is_shared = |row: &Object<'t>| match list {
            List::Relations => {
                let result = base::text(row, "result").unwrap_or_default();
                let source = result.rsplitn(4, ':').nth(3).unwrap_or("");
                self.overlay.is_shared(source)
            }
            _ => self
                .overlay
                .is_shared(&base::text(row, "source").unwrap_or_default()),
        };
        self.base.rows(list).into_iter().filter(is_shared).collect()
    }

    async fn observations(&mut self, taken: &[&Row], target: Target, pace: &mut Pace) {
        let is_many = taken.len() > MANY || self.base.is_columns(List::Observations);
        if is_many && !self.overlay.is_any() {
            pace.rest().await;
            return self.columns(taken, pace).await;
        }
        let keys: Vec<String> = taken.iter().map(|row| self.key(row)).collect();
        let mut wholes: BTreeSet<String> = keys.iter().cloned().collect();
        let own = self.own(List::Observations, target);
        wholes.extend(own.iter().filter_map(base::key));
        let mut rows: BTreeMap<&str, String> = BTreeMap::new();
        for (row, key) in taken.iter().zip(&keys) {
            let (json, said) = self.overlay.json(row, self.source(row), key, &wholes);
            self.issues.extend(said);
            rows.insert(key, json);
        }
        // What the dataset has stays where it is; what is new follows.
        let mut written = Vec::with_capacity(keys.len() + own.len());
        for row in &own {
            let changed = base::key(row).and_then(|key| rows.remove(key.as_str()));
            written.push(changed.unwrap_or_else(|| base::json(row)));
        }
        written.extend(keys.iter().filter_map(|key| rows.remove(key.as_str())));
        self.list(List::Observations, written.into_iter());
    }

    fn key(&self, row: &Row) -> String {
        let indicator = self.imported.indicators.get(row.indicator as usize);
        let indicator = indicator.map_or("", |indicator| &indicator.id);
        format!(
            "{}:{}:{}:{indicator}",
            self.source(row),
            row.paragraph,
            row.offset
        )
    }

    /// Many rows as columns, those whose values repeat with a dictionary.
    async fn columns(&mut self, rows: &[&Row], pace: &mut Pace) {
        let observations = ",\n\"observations\": {\"columns\": true";
        self.text.open.push_str(observations);
        for key in List::Observations.keys() {
            let mut column = Pages::default();
            let mut is_any = false;
            let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
            let mut dictionary = String::new();
            let mut cell = String::new();
            let mut last = (String::new(), 0);
            for (at, row) in rows.iter().enumerate() {
                if at % SLICE == 0 {
                    column.turn();
                    pace.rest().await;
                }
                cell.clear();
                self.overlay.cell(row, self.source(row), key, &mut cell);
                is_any |= cell != "null";
                column.open.push_str(if at == 0 { "" } else { "," });
                if !List::is_coded(key) {
                    column.open.push_str(&cell);
                    continue;
                }
                if cell != last.0 {
                    let known = numbers.get(&cell).copied();
                    let number = known.unwrap_or_else(|| {
                        dictionary.push_str(if numbers.is_empty() { "" } else { "," });
                        dictionary.push_str(&cell);
                        numbers.insert(cell.clone(), numbers.len());
                        numbers.len() - 1
                    });
                    last.0.clone_from(&cell);
                    last.1 = number;
                }
                whole(last.1, &mut column.open);
            }
            if is_any {
                let (before, behind) = match List::is_coded(key) {
                    true => (format!("{{\"dict\": [{dictionary}], \"codes\": ["), "]}"),
                    false => ("[".to_owned(), "]"),
                };
                let text = &mut self.text;
                text.open.push_str(&format!(",\n\"{key}\": {before}"));
                text.append(column);
                text.open.push_str(behind);
            }
        }
        self.text.open.push('}');
        let is_absent = |row: &&Row| {
            let doubt = row.extra.as_ref().and_then(|extra| extra.doubt.as_ref());
            doubt.is_some_and(|doubt| doubt.reason.is_empty())
        };
        for slice in rows.chunks(SLICE) {
            pace.rest().await;
            if slice.iter().any(is_absent) {
                return self.issues.push(Issue::whole(Problem::ReasonAbsent));
            }
        }
    }
}

fn source_row(
    id: &str,
    title: &str,
    city: &str,
    period: &str,
    file: Option<(&str, &str)>,
) -> String {
    let of_file = file.map_or(String::new(), |(file, hash)| {
        format!(", \"file\": {}, \"sha256\": {}", quoted(file), quoted(hash))
    });
    format!(
        "{{\"id\": {}, \"title\": {}, \"city\": {}, \"period\": {}{of_file}}}",
        quoted(id),
        quoted(title),
        quoted(city),
        quoted(period)
    )
}

/// The whole of a part is said to be absent by its key.
pub(super) fn whole_absent(key: &str) -> Issue {
    Issue::whole(Problem::WholeAbsent(quote(key)))
}
