//! The tables that observations refer to: cities, categories, indicators, sources. A row must
//! never enter a table with an id that another has.

use super::check::{Checker, reference, shortened, take_id};
use super::json::Object;
use super::read::Need;
use super::{
    Category, CategoryId, City, CityId, Indicator, IndicatorId, Measure, Problem, Severity, Source,
};
use crate::pace::Pace;

/// Sources that are read at once: there may be one a city and year.
const SLICE: usize = 1 << 8;

impl<'t> Checker<'_, 't> {
    pub(super) fn cities(&mut self, top: &mut Object<'t>) {
        for mut row in self.reader.rows(top.remove("cities"), "cities") {
            let reader = &mut *self.reader;
            let city = City {
                code: reader.text(&mut row, "code"),
                name: reader.text(&mut row, "name"),
                short_name: reader.text(&mut row, "short_name"),
                name_en: reader.optional_text(&mut row, "name_en"),
                province: reader.text(&mut row, "province"),
                aliases: reader
                    .field(&mut row, "aliases", Need::Optional)
                    .unwrap_or_default(),
            };
            let position = self.dataset.cities.len();
            take_id(
                reader,
                &mut self.index.cities,
                &mut row,
                "code",
                &city.code,
                position,
            );
            self.name(&row, "name", &city.name);
            self.name(&row, "short_name", &city.short_name);
            if self.reader.finish(&row) {
                self.dataset.cities.push(city);
            }
        }
    }

    pub(super) fn categories(&mut self, top: &mut Object<'t>) {
        for mut row in self.reader.rows(top.remove("categories"), "categories") {
            let reader = &mut *self.reader;
            let category = Category {
                id: reader.text(&mut row, "id"),
                name: reader.text(&mut row, "name"),
                name_en: reader.optional_text(&mut row, "name_en"),
            };
            let position = self.dataset.categories.len();
            take_id(
                reader,
                &mut self.index.categories,
                &mut row,
                "id",
                &category.id,
                position,
            );
            self.name(&row, "name", &category.name);
            if self.reader.finish(&row) {
                self.dataset.categories.push(category);
            }
        }
    }

    pub(super) fn indicators(&mut self, top: &mut Object<'t>) {
        let mut completions = Vec::new();
        for mut row in self.reader.rows(top.remove("indicators"), "indicators") {
            let reader = &mut *self.reader;
            let completed = reader.optional_text(&mut row, "completion_of");
            let category = reference(reader, &self.index.categories, &mut row, "category");
            let (required, stock) = (Need::Required, Measure::Stock);
            let indicator = Indicator {
                id: reader.text(&mut row, "id"),
                name: reader.text(&mut row, "name"),
                name_en: reader.optional_text(&mut row, "name_en"),
                unit: reader.text(&mut row, "unit"),
                unit_en: reader.optional_text(&mut row, "unit_en"),
                category: CategoryId::new(category),
                measure: reader.word(&mut row, "measure", required, Measure::parse, stock),
                completion_of: None,
                definition: reader.optional_text(&mut row, "definition"),
            };
            let position = self.dataset.indicators.len();
            take_id(
                reader,
                &mut self.index.indicators,
                &mut row,
                "id",
                &indicator.id,
                position,
            );
            self.name(&row, "name", &indicator.name);
            if self.reader.finish(&row) {
                completions.extend(completed.map(|id| (position, row, id)));
                self.dataset.indicators.push(indicator);
            }
        }
        // What is named may stand further down than what names it.
        for (position, mut row, id) in completions {
            match self.index.indicators.get(&id) {
                Some(at) => {
                    let own = self.dataset.indicators.get_mut(position);
                    own.into_iter()
                        .for_each(|own| own.completion_of = Some(IndicatorId::new(at)));
                }
                None => {
                    let problem = Problem::UnknownReference(shortened(&id));
                    self.reader.error(problem, &mut row, "completion_of");
                }
            }
        }
        self.per_capita(top);
    }

    /// The indicator that others are divided by must be one of the table.
    fn per_capita(&mut self, top: &mut Object<'t>) {
        let key = "per_capita_indicator";
        let Some(raw) = top.remove(key).filter(|raw| raw.get() != "null") else {
            return;
        };
        let Some(id) = self.reader.value::<String>(Some(raw), key) else {
            return;
        };
        let found = self.index.indicators.get(&id);
        self.dataset.per_capita_indicator = found.map(IndicatorId::new);
        if found.is_none() {
            let place = Some(self.reader.place_of(raw));
            let problem = Problem::UnknownReference(id);
            self.reader
                .push(Severity::Error, problem, key.to_owned(), place);
        }
    }

    pub(super) async fn sources(&mut self, top: &mut Object<'t>, pace: &mut Pace) {
        let (raw, list) = (top.remove("sources"), "sources");
        let rows = self.reader.rows_in_slices(raw, list, pace).await;
        for (at, mut row) in rows.enumerate() {
            if at % SLICE == 0 {
                pace.rest().await;
            }
            let city = reference(self.reader, &self.index.cities, &mut row, "city");
            let period = self.period(&mut row);
            let reader = &mut *self.reader;
            let id = reader.text(&mut row, "id");
            let title = reader.text(&mut row, "title");
            let file = reader.optional_text(&mut row, "file");
            let sha256 = reader.optional_text(&mut row, "sha256");
            let authors = reader
                .field(&mut row, "authors", Need::Optional)
                .unwrap_or_default();
            let text = reader.optional_text(&mut row, "text");
            let position = self.dataset.sources.len();
            take_id(
                reader,
                &mut self.index.sources,
                &mut row,
                "id",
                &id,
                position,
            );
            self.name(&row, "title", &title);
            if let (true, Some(period)) = (self.reader.finish(&row), period) {
                let city = CityId::new(city);
                let source = Source {
                    id,
                    title,
                    city,
                    period,
                    file,
                    sha256,
                    authors,
                    text,
                };
                self.dataset.sources.push(source);
            }
        }
    }
}
