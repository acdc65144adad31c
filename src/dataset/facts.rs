//! What the reports say: observations, relations between them, honours. A fact must never enter
//! without its source, city and period.

use super::check::{Checker, Index, reference, shortened};
use super::json::Object;
use super::observation::{Figure, Key};
use super::plain::Plain;
use super::read::{Fields, Need};
use super::{
    CityId, Confidence, Dataset, Direction, Doubt, DoubtKind, Honour, IndicatorId, Level, Measure,
    Period, PeriodId, Problem, Relation, RelationKind, Row, Scope, ScopeId, Severity, SourceId,
    Status,
};
use crate::figure::Bound;
use crate::pace::Pace;

/// Rows that are read at once: a millisecond or two.
const SLICE: usize = 1 << 10;

/// The row with a key: [`Dataset::row_of_key`] by the sorted ids, since there may be many sources.
fn row_of_key(dataset: &Dataset, index: &Index, key: &str) -> Option<Row> {
    let key = Key::parse(key)?;
    let source = SourceId::new(index.sources.get(key.source)?);
    let indicator = IndicatorId::new(index.indicators.get(key.indicator)?);
    let place = (source, key.paragraph, key.offset, indicator);
    dataset.observations.row_at(place)
}

impl<'t> Checker<'_, 't> {
    pub(super) async fn observations(&mut self, top: &mut Object<'t>, pace: &mut Pace) {
        let (raw, list) = (top.remove("observations"), "observations");
        let rows = self.reader.rows_in_slices(raw, list, pace).await;
        let mut plain = Plain::new(&rows);
        for index in 0..rows.len() {
            if index % SLICE == 0 {
                pace.rest().await;
            }
            if self.dataset.observations.is_crowded() {
                self.dataset.observations.make_room(pace).await;
            }
            if plain.take(self, &rows, index) {
                continue;
            }
            if let Some(row) = rows.fields(index)
                && let Some(figure) = self.observation(row)
            {
                let row = self.keep(index, figure);
                plain.learn(&rows, index, &self.dataset.observations.known(row));
            }
        }
        self.wholes();
        self.dataset.observations.shrink_to_fit();
    }

    /// Reads an observation of any kind, with all that is to be said about it.
    fn observation(&mut self, mut row: Fields<'t>) -> Option<Figure<'t>> {
        let row = &mut row;
        let reader = &mut *self.reader;
        let source = SourceId::new(reference(reader, &self.index.sources, row, "source"));
        let city = CityId::new(reference(reader, &self.index.cities, row, "city"));
        let indicator = reference(reader, &self.index.indicators, row, "indicator");
        let indicator = IndicatorId::new(indicator);
        let period = self.period(row);
        let reader = &mut *self.reader;
        let value = reader.field::<f64>(row, "value", Need::Optional);
        let upper = reader.field::<f64>(row, "upper", Need::Optional);
        let printed = reader.text(row, "printed");
        let optional = Need::Optional;
        let bound = reader.word(row, "bound", optional, Bound::parse, Bound::Exact);
        let scope = reader.word(row, "scope", optional, Scope::parse, Scope::default());
        let status = reader.word(row, "status", optional, Status::parse, Status::Reported);
        let of = reader.optional_text(row, "of");
        let paragraph = reader.whole(row, "paragraph");
        let offset = reader.whole(row, "offset");
        let note = reader.optional_text(row, "note");
        let doubt = self.doubt(row);
        let known = self.dataset.indicators.get(indicator.index());
        let measure = known.map_or(Measure::Ratio, |indicator| indicator.measure);
        self.number(row, "value", value, measure);
        self.number(row, "upper", upper, measure);
        self.name(row, "printed", &printed);
        let place = (source, paragraph, offset, indicator);
        if !row.is_bad && self.dataset.observations.row_at(place).is_some() {
            let source = self.dataset.sources.get(source.index());
            let source = source.map_or("", |source| &source.id);
            let indicator = self.dataset.indicators.get(indicator.index());
            let indicator = indicator.map_or("", |indicator| &indicator.id);
            let key = shortened(&format!("{source}:{paragraph}:{offset}:{indicator}"));
            self.reader.error(Problem::Duplicate(key), row, "");
        }
        let (true, Some(period)) = (self.reader.finish(row), period) else {
            return None;
        };
        Some(Figure {
            place,
            city,
            period: self.period_id(period),
            value,
            upper,
            printed: printed.into(),
            bound,
            scope: self.scope_id(scope),
            status,
            of: of.and_then(|of| Some((of.into(), row.values.get("of")?))),
            doubt,
            note: note.map(Into::into),
        })
    }

    /// Keeps a figure, whose position in the file is `index`.
    pub(super) fn keep(&mut self, index: usize, figure: Figure<'t>) -> Row {
        let id = Row::new(self.dataset.observations.len());
        self.left_observations.keep(index, id.index());
        self.wholes.extend(figure.of.map(|(of, raw)| (id, of, raw)));
        let note = figure.note.map(|note| self.note_id(note));
        let all = &mut self.dataset.observations;
        let (source, paragraph, offset, indicator) = figure.place;
        all.source.push(source);
        all.city.push(figure.city);
        all.period.push(figure.period);
        all.indicator.push(indicator);
        all.value.push(figure.value.unwrap_or(f64::NAN));
        all.scope.push(figure.scope);
        all.bound.push(figure.bound);
        all.status.push(figure.status);
        all.paragraph.push(paragraph);
        all.offset.push(offset);
        all.printed.push(&figure.printed);
        all.upper.push(id, figure.upper);
        all.doubt.push(id, figure.doubt);
        all.note.push(id, note);
        all.know_last();
        id
    }

    /// The doubt of a row.
    fn doubt(&mut self, row: &mut Fields<'t>) -> Option<Doubt> {
        let reader = &mut *self.reader;
        let values = reader.field::<Object<'t>>(row, "doubt", Need::Optional)?;
        let inner = &mut row.within("doubt", values);
        let (need, unclear) = (Need::Required, DoubtKind::Unclear);
        let possible = Confidence::Possible;
        let doubt = Doubt {
            kind: reader.word(inner, "kind", need, DoubtKind::parse, unclear),
            probable: reader.field(inner, "probable", Need::Optional),
            confidence: reader.word(inner, "confidence", need, Confidence::parse, possible),
            reason: reader.text(inner, "reason"),
        };
        row.is_bad |= !reader.finish(inner);
        Some(doubt)
    }

    fn period_id(&mut self, period: Period) -> PeriodId {
        let (known, all) = (&mut self.index.periods, &mut self.dataset.periods);
        PeriodId::new(known.of_distinct(all, period.to_string(), period))
    }

    fn scope_id(&mut self, scope: Scope) -> ScopeId {
        let (known, all) = (&mut self.index.scopes, &mut self.dataset.scopes);
        ScopeId::new(known.of_distinct(all, scope.to_string(), scope))
    }

    fn note_id(&mut self, note: Box<str>) -> u32 {
        let (known, all) = (&mut self.index.notes, &mut self.dataset.observations.notes);
        known.of_distinct(all, note.to_string(), note) as u32
    }

    /// Every `of` must name an observation.
    fn wholes(&mut self) {
        let left = &self.left_observations;
        for (row, key, raw) in std::mem::take(&mut self.wholes) {
            let whole = row_of_key(&self.dataset, &self.index, &key);
            if whole.is_none() {
                let problem = Problem::UnknownReference(shortened(&key));
                let path = format!("observations[{}].of", left.position_in_file(row.index()));
                let place = Some(self.reader.place_of(raw));
                self.reader.push(Severity::Error, problem, path, place);
            }
            self.dataset.observations.of.push(row, whole);
        }
    }

    pub(super) fn relations(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("relations") else {
            return;
        };
        for mut row in self.reader.rows(Some(raw), "relations") {
            let reader = &mut *self.reader;
            let (need, sum) = (Need::Required, RelationKind::Sum);
            let kind = reader.word(&mut row, "kind", need, RelationKind::parse, sum);
            let result = reader.text(&mut row, "result");
            let terms: Vec<String> = reader.field(&mut row, "terms", need).unwrap_or_default();
            let result = self.row_of(&mut row, "result", &result);
            let terms = terms
                .iter()
                .filter_map(|term| self.row_of(&mut row, "terms", term));
            let terms: Vec<Row> = terms.collect();
            if let (true, Some(result)) = (self.reader.finish(&row), result) {
                self.dataset.relations.push(Relation {
                    kind,
                    result,
                    terms,
                });
            }
        }
    }

    fn row_of(&mut self, row: &mut Fields<'t>, field: &str, key: &str) -> Option<Row> {
        let found = row_of_key(&self.dataset, &self.index, key);
        if found.is_none() {
            self.reader
                .error(Problem::UnknownReference(shortened(key)), row, field);
        }
        found
    }

    pub(super) fn honours(&mut self, top: &mut Object<'t>) {
        let Some(raw) = top.remove("honours") else {
            return;
        };
        for row in self.reader.rows(Some(raw), "honours") {
            self.honour(row);
        }
    }

    fn honour(&mut self, mut row: Fields<'t>) {
        let row = &mut row;
        let period = self.period(row);
        let reader = &mut *self.reader;
        let need = Need::Required;
        let source = SourceId::new(reference(reader, &self.index.sources, row, "source"));
        let city = CityId::new(reference(reader, &self.index.cities, row, "city"));
        let level = reader.word(row, "level", need, Level::parse, Level::Municipal);
        let received = Direction::Received;
        let direction = reader.word(row, "direction", need, Direction::parse, received);
        let title = reader.text(row, "title");
        let awarder = reader.optional_text(row, "awarder");
        let recipient = reader.optional_text(row, "recipient");
        let count = reader.field(row, "count", Need::Optional);
        let paragraph = reader.whole(row, "paragraph");
        let offset = reader.whole(row, "offset");
        let doubt = self.doubt(row);
        self.number(row, "count", count, Measure::Flow);
        self.name(row, "title", &title);
        if let (true, Some(period)) = (self.reader.finish(row), period) {
            self.left_honours
                .keep(row.index, self.dataset.honours.len());
            self.dataset.honours.push(Honour {
                source,
                city,
                period,
                level,
                direction,
                title,
                awarder,
                recipient,
                count: count.unwrap_or(1.0),
                paragraph,
                offset,
                doubt,
            });
        }
    }
}
