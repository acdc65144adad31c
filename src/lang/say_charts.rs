//! Sentences about what a chart can and cannot show. Each is true for the view it is given; it
//! must never round but through `figure`.

use super::Words;
use crate::dataset::{CityId, Dataset, IndicatorId, Period};
use crate::order;
use crate::query::View;
use crate::report::{Bar, Compare, Datum, Offer, Series, TargetRow, Trend};

/// Cities that a sentence names; the chart shows the rest.
const MOST_NAMES: usize = 8;

impl Words {
    /// Names of the cities of some figures, each once; many in part.
    fn cities_of(&self, dataset: &Dataset, data: impl Iterator<Item = CityId>) -> String {
        let mut cities: Vec<CityId> = data.collect();
        order::sort_by_key(&mut cities, |&city| city);
        cities.dedup();
        let is_long = cities.len() > MOST_NAMES;
        cities.truncate(MOST_NAMES);
        let names = self.cities(dataset, &cities);
        if is_long { names + "…" } else { names }
    }

    /// What forbids reading some bars against the others; empty if nothing does.
    pub(super) fn compare_limits(&self, dataset: &Dataset, view: &Compare) -> Vec<String> {
        let charts = &self.charts;
        let mut sentences = Vec::new();
        if view.bars.iter().any(|bar| bar.other_span) {
            sentences.push(self.spans(dataset, view));
        }
        let computed = (charts.computed)(view.basis);
        if !computed.is_empty() {
            sentences.push(computed.to_owned());
        }
        let other_years = view.bars.iter().filter_map(|bar| {
            let base = bar.base.as_ref()?;
            (base.period.last_year() != bar.datum.period.last_year()).then(|| {
                let city = self.city(dataset.city(base.city));
                (charts.dated)(&(self.period)(base.period), &city)
            })
        });
        let other_years: Vec<String> = other_years.take(MOST_NAMES).collect();
        if !other_years.is_empty() {
            sentences.push((charts.base_years)(&other_years.join(self.comma)));
        }
        if !view.unconverted.is_empty() {
            let cities = view.unconverted.iter().map(|datum| datum.city);
            sentences.push((charts.without_base)(&self.cities_of(dataset, cities)));
        }
        sentences
    }

    /// Which cities' figures are of which span of time.
    fn spans(&self, dataset: &Dataset, view: &Compare) -> String {
        let mut periods: Vec<Period> = Vec::new();
        for bar in &view.bars {
            if !periods.contains(&bar.datum.period) {
                periods.push(bar.datum.period);
            }
        }
        let parts = periods.iter().map(|&period| {
            let own = view.bars.iter().filter(|bar| bar.datum.period == period);
            let cities = self.cities_of(dataset, own.map(|bar| bar.datum.city));
            (self.charts.is_of)(&cities, &(self.charts.span)(period))
        });
        let parts: Vec<String> = parts.collect();
        (self.charts.incomparable)(&parts.join(self.clause))
    }

    /// What forbids seeing a change; empty if nothing does.
    pub(super) fn trend_limits(&self, dataset: &Dataset, view: &Trend) -> Vec<String> {
        let charts = &self.charts;
        let mut sentences = Vec::new();
        if view.is_still() && !view.series.is_empty() {
            let period = view.only_period().map(|period| (self.period)(period));
            sentences.push((charts.still)(period.as_deref()));
        }
        let computed = (charts.computed)(view.basis);
        if !computed.is_empty() {
            sentences.push(computed.to_owned());
        }
        if !view.unconverted.is_empty() {
            let cities = view.unconverted.iter().map(|datum| datum.city);
            sentences.push((charts.without_index)(&self.cities_of(dataset, cities)));
        }
        sentences
    }

    /// Chosen indicators that no chart shows, and a basis that none could be set against.
    pub fn not_shown(
        &self,
        dataset: &Dataset,
        has_basis: bool,
        more: usize,
        left_out: &[IndicatorId],
    ) -> String {
        let mut sentences = Vec::new();
        if !has_basis {
            sentences.push(self.charts.no_basis.to_owned());
        }
        if !left_out.is_empty() {
            let names = left_out
                .iter()
                .map(|id| self.indicator(dataset.indicator(*id)));
            let names: Vec<&str> = names.take(MOST_NAMES).collect();
            sentences.push((self.charts.left_out)(&names.join(self.comma)));
        }
        if more > 0 {
            sentences.push((self.charts.more)(more));
        }
        sentences.join(self.gap)
    }

    /// What an offer shows.
    pub fn offer(&self, dataset: &Dataset, offer: Offer, view: View) -> String {
        match offer {
            Offer::View(view) => (self.charts.offer_view)(view).to_owned(),
            Offer::Indicator(id, count) => {
                let name = self.indicator(dataset.indicator(id));
                (self.charts.offer_indicator)(name, count, view)
            }
            Offer::AllCities => self.charts.offer_cities.to_owned(),
            Offer::AllYears => self.charts.offer_years.to_owned(),
            Offer::Printed => self.charts.offer_printed.to_owned(),
        }
    }

    /// Sums up the plans; empty if there are none.
    pub fn targets_summary(&self, dataset: &Dataset, view: &[TargetRow]) -> String {
        if view.is_empty() {
            return String::new();
        }
        let told = || view.iter().filter_map(|row| Some((row, row.percent?)));
        let reached = told().take(MOST_NAMES).map(|(row, _)| {
            let datum = &row.datum;
            let city = self.city(dataset.city(datum.city));
            let name = self.indicator(dataset.indicator(datum.indicator));
            let gap = if self.gap.is_empty() { "" } else { " " };
            format!("{city}{gap}{name} {}", self.value(dataset, datum))
        });
        let reached: Vec<String> = reached.collect();
        let full = told().filter(|(_, percent)| *percent >= 100.0).count();
        let told = told().count();
        let untold = view.len() - told;
        (self.charts.targets_summary)(&reached.join(self.clause), (full, told), untold)
    }

    /// One plan as a sentence, with what became of it or what it was.
    pub fn target_sentence(&self, dataset: &Dataset, row: &TargetRow) -> String {
        let mut sentence = self.mark_sentence(dataset, &row.datum);
        if let Some(beside) = &row.beside {
            let beside = self.mark_sentence(dataset, beside);
            sentence.push_str(&(self.parenthesis)(&beside));
        }
        sentence
    }

    /// One bar as a sentence, with the formula where it is computed.
    pub fn bar_sentence(&self, dataset: &Dataset, bar: &Bar) -> String {
        self.computed_sentence(dataset, &bar.datum, bar.base.as_ref())
    }

    /// One figure of a trend as a sentence, with the formula where it is computed.
    pub fn point_sentence(&self, dataset: &Dataset, series: &Series, datum: &Datum) -> String {
        self.computed_sentence(dataset, datum, series.base.as_ref())
    }

    fn computed_sentence(&self, dataset: &Dataset, datum: &Datum, base: Option<&Datum>) -> String {
        let mut sentence = self.mark_sentence(dataset, datum);
        if let Some(base) = base {
            let printed = datum.plain();
            let mut formula = (self.charts.formula)(
                datum.basis,
                &self.value(dataset, &printed),
                &self.value(dataset, base),
                &(self.period)(base.period),
            );
            for remark in self.remarks(dataset, base) {
                formula.push_str(self.clause);
                formula.push_str(&remark);
            }
            sentence.push_str(&(self.parenthesis)(&formula));
        }
        sentence
    }
}
