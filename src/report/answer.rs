//! The report page, 答卷: what one city reported for one period, on paper. Every selected figure of
//! its reports is on it, and every honour and doubt; it must never mix the reports of two cities or
//! of two periods.

use super::datum::Datum;
use super::{Doubts, Honours, Overview, doubts, honours, overview, sources};
use crate::dataset::{CategoryId, CityId, Dataset, Period, SourceId, YearRange};
use crate::order;
use crate::query::{Query, Selection};

/// A city and the period of its reports.
pub type Reporter = (CityId, Period);

/// The report page, or what it could be about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// All that the dataset has reports of, in its order.
    pub choices: Vec<Reporter>,
    /// How many of them the selection touches.
    pub touched: usize,
    /// The page; `None` unless the selection is about one city and period.
    pub sheet: Option<Sheet>,
}

/// One city's page.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is about.
    pub subject: Reporter,
    /// Headline cards, and how many figures each category holds.
    pub overview: Overview,
    /// Every figure by category, both in the dataset's order.
    pub categories: Vec<(CategoryId, Vec<Datum>)>,
    /// Every honour by level.
    pub honours: Honours,
    /// Every doubt.
    pub doubts: Doubts,
    /// The reports.
    pub sources: Vec<SourceId>,
}

/// The years that lead to a subject beside its city, and leave none of its figures out: all, where
/// the city has reports of one period alone, or else those that its figures touch.
pub fn years_of(dataset: &Dataset, about: Reporter) -> YearRange {
    let subjects = subjects(dataset, (0..dataset.sources.len()).map(SourceId::new));
    if subjects.iter().filter(|other| other.0 == about.0).count() == 1 {
        return YearRange::ALL;
    }
    let all = &dataset.observations;
    let rows = (0..all.len()).filter(|&at| subject(dataset, all.source.at(at)) == about);
    let periods = || {
        rows.clone()
            .map(|at| dataset.periods[all.period.at(at).index()])
    };
    YearRange {
        from: periods().map(Period::first_year).min(),
        to: periods().map(Period::last_year).max(),
    }
}

/// Builds the page. Where the selection touches several reports and its years are just those of
/// one, it is about that one: figures of a longer report may fall into the year of another.
pub fn answer(dataset: &Dataset, query: &Query, selection: &Selection) -> Answer {
    let choices = subjects(dataset, (0..dataset.sources.len()).map(SourceId::new));
    let used = sources(dataset, &selection.rows, &selection.honours);
    let mut touched = subjects(dataset, used.iter().copied());
    let years = query.years.ordered();
    let is_asked = |subject: &Reporter| {
        let is_of_period =
            years.from == Some(subject.1.first_year()) && years.to == Some(subject.1.last_year());
        is_of_period || !years.is_all() && years_of(dataset, *subject) == years
    };
    if touched.iter().any(is_asked) {
        touched.retain(is_asked);
    }
    Answer {
        choices,
        touched: touched.len(),
        sheet: match touched.as_slice() {
            [only] => Some(sheet(dataset, query, selection, *only)),
            _ => None,
        },
    }
}

/// The pages of all that the selection touches, in the dataset's order: each of its figures and
/// honours is on one of them, since a report is about one city and period.
pub fn answers(dataset: &Dataset, query: &Query, selection: &Selection) -> Vec<Sheet> {
    let used = sources(dataset, &selection.rows, &selection.honours);
    let pages = subjects(dataset, used.into_iter()).into_iter();
    pages
        .map(|about| sheet(dataset, query, selection, about))
        .collect()
}

/// What reports are about, each once.
fn subjects(dataset: &Dataset, sources: impl Iterator<Item = SourceId>) -> Vec<Reporter> {
    let mut subjects = Vec::new();
    for source in sources {
        let subject = subject(dataset, source);
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects
}

fn subject(dataset: &Dataset, source: SourceId) -> Reporter {
    let source = &dataset.sources[source.index()];
    (source.city, source.period)
}

fn sheet(dataset: &Dataset, query: &Query, selection: &Selection, about: Reporter) -> Sheet {
    let all = &dataset.observations;
    let is_about = |source: SourceId| subject(dataset, source) == about;
    let mut own = selection.clone();
    own.rows.retain(|row| is_about(all.source.at(row.index())));
    own.honours
        .retain(|&at| is_about(dataset.honours[at].source));

    let mut data: Vec<Datum> = (own.rows.iter())
        .map(|&row| Datum::new(dataset, row, query.read))
        .collect();
    order::sort_by_key(&mut data, |datum| {
        (dataset.indicator(datum.indicator).category, datum.indicator)
    });
    let mut categories: Vec<(CategoryId, Vec<Datum>)> = Vec::new();
    for datum in data {
        let category = dataset.indicator(datum.indicator).category;
        match categories.last_mut() {
            Some((last, data)) if *last == category => data.push(datum),
            _ => categories.push((category, vec![datum])),
        }
    }
    Sheet {
        subject: about,
        overview: overview(dataset, query, &own),
        categories,
        honours: honours(dataset, &own),
        doubts: doubts(dataset, query, &own),
        sources: sources(dataset, &own.rows, &own.honours),
    }
}
