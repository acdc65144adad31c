//! Sentences about a view or a figure, composed of a language's words. Every chart's summary is
//! true for the view it is given; it must never round but through `figure`.

use std::borrow::Cow;

use super::Words;
use crate::dataset::{CityId, Dataset, ScopeKind, Status};
use crate::figure::{self, Bound};
use crate::order;
use crate::query::Basis;
use crate::report::{
    Bar, CategoryBar, Change, Compare, Datum, HonourRow, Matrix, Overview, Subject, Trend,
};

/// Figures of a series that a sentence tells; of more, the first and the last.
const MOST_TOLD: usize = 4;

impl Words {
    /// A figure's value as it is read: "≥1387万元"; the printed text if it has no number.
    pub fn value(&self, dataset: &Dataset, datum: &Datum) -> String {
        let unit = self.unit_of(dataset, datum);
        let Datum {
            value,
            upper,
            bound,
            ..
        } = *datum;
        let printed = dataset.observation(datum.row).printed;
        figure::bounded(value, upper, bound, unit, printed, self.script)
    }

    /// The unit of a figure's value: an index has none.
    fn unit_of<'d>(&self, dataset: &'d Dataset, datum: &Datum) -> &'d str {
        match datum.basis {
            Basis::Index => "",
            _ => self.unit(dataset.indicator(datum.indicator)),
        }
    }

    /// A figure's value for those who want every digit too: "76.15万人（761,500人）".
    pub fn exact_value(&self, dataset: &Dataset, datum: &Datum) -> String {
        let short = self.value(dataset, datum);
        let unit = self.unit(dataset.indicator(datum.indicator));
        let Some(value) = datum.value.filter(|_| datum.basis == Basis::Printed) else {
            return short;
        };
        let mut exact = figure::exact(value, unit, self.script);
        if let (Bound::Range, Some(upper)) = (datum.bound, datum.upper) {
            let from = figure::exact(value, "", self.script);
            exact = format!("{from}–{}", figure::exact(upper, unit, self.script));
        }
        if short.ends_with(&exact) {
            short
        } else {
            short + &(self.parenthesis)(&exact)
        }
    }

    /// What a reader must know beside the value: how it is meant, where the value has a sign and no
    /// word for it, its scope, its standing, its correction or doubt.
    pub fn remarks(&self, dataset: &Dataset, datum: &Datum) -> Vec<String> {
        let observation = dataset.observation(datum.row);
        let mut remarks = Vec::new();
        if !matches!(datum.bound, Bound::Exact | Bound::Approximate) {
            remarks.push((self.bound)(datum.bound).to_owned());
        }
        if datum.scope != ScopeKind::City {
            remarks.push(self.scope_name(observation.scope));
        }
        if datum.status != Status::Reported {
            remarks.push((self.status)(datum.status).to_owned());
        }
        if datum.corrected {
            remarks.push((self.corrected_from)(observation.printed));
        } else if datum.doubted {
            remarks.push(self.doubted_mark.to_owned());
        }
        remarks
    }

    /// What a reader must know of an honour beside its title: how it came, who, when, how many,
    /// its doubt, its place.
    pub fn about_honour(&self, row: &HonourRow) -> Vec<String> {
        let mut about = vec![(self.direction)(row.direction).to_owned()];
        about.extend(row.recipient.clone());
        about.extend(row.awarder.clone());
        about.push((self.period)(row.period));
        if row.count > 1.0 {
            let count = figure::exact(row.count, "", self.script);
            about.push([self.honour_columns[5], &count].join(self.colon));
        }
        about.extend(row.doubt.map(|kind| {
            self.doubted_mark.to_owned() + &(self.parenthesis)((self.doubt_kind)(kind))
        }));
        about.push((self.paragraph)(row.paragraph));
        about
    }

    /// A value in a sentence: what is corrected or doubted is never told without it.
    fn marked(&self, dataset: &Dataset, datum: &Datum) -> String {
        let mark = match datum {
            datum if datum.corrected => self.corrected_mark,
            datum if datum.doubted => self.doubted_mark,
            _ => return self.value(dataset, datum),
        };
        [&*self.value(dataset, datum), mark].join(self.comma)
    }

    /// One figure as a sentence, for the tooltip and the status line.
    pub fn mark_sentence(&self, dataset: &Dataset, datum: &Datum) -> String {
        let observation = dataset.observation(datum.row);
        let mut remarks = String::new();
        for remark in self.remarks(dataset, datum) {
            remarks.push_str(self.comma);
            remarks.push_str(&remark);
        }
        remarks.push_str(self.comma);
        remarks.push_str(&(self.paragraph)(observation.paragraph));
        (self.mark)(
            &self.city(observation.city),
            &(self.period)(datum.period),
            self.indicator(observation.indicator),
            &self.exact_value(dataset, datum),
            &remarks,
        )
    }

    /// What changed until a figure became `value`: "比2019年 +8.6%".
    pub fn since(&self, change: &Change, value: f64) -> Option<String> {
        let percent = figure::change_percent(change.from, value)?;
        Some((self.change)(&(self.period)(change.since), &percent))
    }

    /// How many figures a category holds, and how many of each city.
    pub fn category_sentence(&self, dataset: &Dataset, bar: &CategoryBar) -> String {
        let name = self.category(&dataset.categories[bar.category.index()]);
        let parts = bar.by_city.iter().map(|(city, count)| {
            format!(
                "{} {}",
                self.short_city(dataset.city(*city)),
                (self.figures)(*count)
            )
        });
        let parts: Vec<String> = parts.collect();
        let total = (self.figures)(bar.total);
        format!("{name} {total}{}{}", self.colon, parts.join(self.comma))
    }

    /// Names of cities as a list.
    pub fn cities(&self, dataset: &Dataset, cities: &[CityId]) -> String {
        let names: Vec<Cow<'_, str>> = cities
            .iter()
            .map(|&id| self.city(dataset.city(id)))
            .collect();
        names.join(self.comma)
    }

    /// Sums up the categories' chart; empty if there is nothing.
    pub fn overview_summary(&self, dataset: &Dataset, view: &Overview) -> String {
        view.categories.first().map_or_else(String::new, |fullest| {
            let name = self.category(&dataset.categories[fullest.category.index()]);
            (self.categories_summary)(view.categories.len(), name, fullest.total)
        })
    }

    /// Sums up a comparison, with all that forbids comparing; empty if there is nothing.
    pub fn compare_summary(&self, dataset: &Dataset, view: &Compare) -> String {
        let name = |datum: &Datum| self.city(dataset.city(datum.city));
        let has_other_period = view.ranked().any(|bar| bar.other_period);
        let dated = |datum: &Datum| {
            (self.charts.dated)(&(self.period)(datum.period), &self.marked(dataset, datum))
        };
        let value = |datum: &Datum| match has_other_period {
            true => dated(datum),
            false => self.marked(dataset, datum),
        };
        let mut sentences = Vec::new();
        let ranked: Vec<&Bar> = view.ranked().collect();
        match ranked.as_slice() {
            [] => {}
            [only] => {
                let say = match view.unconverted.is_empty() {
                    true => self.compare_one,
                    false => self.charts.computed_one,
                };
                sentences.push(say(&name(&only.datum), &dated(&only.datum)));
            }
            [highest, .., lowest] => sentences.push((self.compare_summary)(
                ranked.len(),
                &name(&highest.datum),
                &value(&highest.datum),
                &name(&lowest.datum),
                &value(&lowest.datum),
            )),
        }
        if let Some(period) = view.period.filter(|_| has_other_period) {
            sentences.push((self.other_period)(&(self.period)(period)));
        }
        sentences.extend(self.compare_limits(dataset, view));
        if view.bars.iter().any(|bar| bar.other_scope) {
            sentences.push(self.other_scope.to_owned());
        }
        if !view.absent.is_empty() && !view.bars.is_empty() {
            sentences.push((self.absent)(&self.cities(dataset, &view.absent)));
        }
        sentences.join(self.gap)
    }

    /// Sums up a trend, a sentence a city; empty if there is nothing.
    pub fn trend_summary(&self, dataset: &Dataset, view: &Trend) -> String {
        let mut sentences = Vec::new();
        for series in &view.series {
            let mut city = self.city(dataset.city(series.city)).into_owned();
            if series.scope != ScopeKind::City {
                city.push_str(&(self.parenthesis)((self.scope)(series.scope)));
            }
            let mut data: Vec<&Datum> = series.points.iter().chain(&series.spans).collect();
            order::sort_by_key(&mut data, |datum| datum.period.last_year());
            let dated = |datum: &&Datum| {
                (self.charts.dated)(&(self.period)(datum.period), &self.marked(dataset, datum))
            };
            let sentence = match data.as_slice() {
                [] => continue,
                [only] => {
                    let period = (self.period)(only.period);
                    (self.trend_one)(&city, &period, &self.marked(dataset, only))
                }
                [first, .., last] => {
                    let mut told: Vec<String> = data.iter().map(dated).collect();
                    if told.len() > MOST_TOLD {
                        told = vec![dated(first), dated(last)];
                    }
                    let change = series.change().unwrap_or_default();
                    (self.trend_series)(&city, &told.join(self.clause), &change)
                }
            };
            sentences.push(sentence);
        }
        sentences.extend(self.trend_limits(dataset, view));
        sentences.join(self.gap)
    }

    /// A category's or an indicator's name.
    pub fn subject<'d>(&self, dataset: &'d Dataset, subject: Subject) -> &'d str {
        match subject {
            Subject::Category(id) => self.category(&dataset.categories[id.index()]),
            Subject::Indicator(id) => self.indicator(dataset.indicator(id)),
        }
    }

    /// A row of a matrix: its city, and its period where that tells it from another.
    pub fn matrix_row(&self, dataset: &Dataset, view: &Matrix, row: usize) -> String {
        let Some(row) = view.rows.get(row) else {
            return String::new();
        };
        let city = self.short_city(dataset.city(row.city));
        match row.period {
            Some(period) => [city, &(self.period)(period)].join(" "),
            None => city.to_owned(),
        }
    }

    /// The same for a chart: of a single year its digits alone.
    pub fn matrix_row_short(&self, dataset: &Dataset, view: &Matrix, row: usize) -> String {
        let Some(found) = view.rows.get(row) else {
            return String::new();
        };
        match found.period {
            Some(period) if !period.is_interval() => {
                let year = period.last_year().to_string();
                [self.short_city(dataset.city(found.city)), &year].join(" ")
            }
            _ => self.matrix_row(dataset, view, row),
        }
    }

    /// A cell of a matrix as a sentence.
    pub fn matrix_cell(
        &self,
        dataset: &Dataset,
        view: &Matrix,
        row: usize,
        column: usize,
    ) -> String {
        let name = view.columns.get(column).map(|column| column.subject);
        let name = name.map_or("", |subject| self.subject(dataset, subject));
        let count = match view.count(row, column) {
            0 => self.no_figures.to_owned(),
            count => (self.figures)(count as usize),
        };
        let row = self.matrix_row(dataset, view, row);
        [row.as_str(), self.clause, name, self.colon, &count].concat()
    }

    /// A whole row or column of a matrix: its figures, where most of them are, where there are
    /// none. `cells` are the names and counts of its cells.
    pub fn matrix_line(&self, name: &str, cells: &[(String, u32)]) -> String {
        let total: u32 = cells.iter().map(|(_, count)| count).sum();
        let mut parts = vec![(self.figures)(total as usize)];
        let most = cells.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut full = cells.iter().filter(|(_, count)| *count == most && most > 0);
        if let (Some((fullest, _)), None) = (full.next(), full.next()) {
            parts.push((self.most)(fullest, most));
        }
        let empty = cells.iter().filter(|(_, count)| *count == 0);
        let empty: Vec<&str> = empty.map(|(name, _)| name.as_str()).collect();
        if !empty.is_empty() && total > 0 {
            let names: Vec<&str> = empty.iter().copied().take(5).collect();
            parts.push((self.without)(&names.join(self.comma), empty.len()));
        }
        [name, self.colon, &parts.join(self.clause)].concat()
    }

    /// Sums up a matrix.
    pub fn matrix_summary(&self, dataset: &Dataset, view: &Matrix) -> String {
        let (rows, columns) = (view.rows.len(), view.columns.len());
        let mut cities: Vec<CityId> = view.rows.iter().map(|row| row.city).collect();
        cities.dedup();
        let by = view.by;
        let mut sentences = vec![(self.matrix_summary)(
            cities.len(),
            rows,
            columns,
            by,
            view.total,
        )];
        if let Some((row, column, count)) = view.fullest().filter(|_| rows * columns > 1) {
            let name = self.subject(dataset, view.columns[column].subject);
            sentences.push((self.matrix_fullest)(
                &self.matrix_row(dataset, view, row),
                name,
                count,
            ));
        }
        let empty = view.counts.iter().filter(|&&count| count == 0).count();
        if empty > 0 {
            sentences.push((self.matrix_empty)(empty));
        }
        sentences.join(self.gap)
    }
}
