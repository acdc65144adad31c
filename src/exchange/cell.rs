//! The cells of every table, taken from a dataset. The type of a cell says whether it is a text or
//! a number, so that nobody has to guess it from its characters. It must never fill a cell that
//! the dataset leaves open.

use std::borrow::Cow;

use super::column::LIST_MARK;
use super::table::Table;
use crate::dataset::{Dataset, Doubt, Honour, Observation, Relation, Row};
use crate::query::{ReadMode, Selection, used_value};

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'d> {
    /// A text, as the dataset has it.
    Text(Cow<'d, str>),
    /// A finite number, in base units.
    Number(f64),
    /// Nothing: it is not known, or does not apply. Never zero.
    Absent,
}

impl<'d> From<&'d str> for Cell<'d> {
    fn from(text: &'d str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'d> From<&'d String> for Cell<'d> {
    fn from(text: &'d String) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<'d, T: Into<Cell<'d>>> From<Option<T>> for Cell<'d> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Absent, T::into)
    }
}

/// The lines of a table, each as long as [`Table::columns`].
///
/// Of observations and honours those that are selected, in the dataset's order; of annotations and
/// relations those whose observations are all selected; the tables that they refer to whole.
pub(super) fn lines<'d>(
    table: Table,
    dataset: &'d Dataset,
    selection: &'d Selection,
    read: ReadMode,
) -> Box<dyn Iterator<Item = Vec<Cell<'d>>> + 'd> {
    let observations = || selection.rows.iter().map(|&row| dataset.observation(row));
    match table {
        Table::Observations => Box::new(observation_lines(dataset, selection, read)),
        Table::Honours => Box::new(honour_lines(dataset, selection)),
        Table::Annotations => {
            Box::new(observations().filter_map(|seen| annotation(dataset, &seen)))
        }
        Table::Relations => {
            let is_selected = |row: &Row| selection.rows.binary_search(row).is_ok();
            let relations = (1..).zip(&dataset.relations).filter(move |(_, relation)| {
                is_selected(&relation.result) && relation.terms.iter().all(is_selected)
            });
            Box::new(relations.flat_map(|(number, stated)| relation(dataset, number, stated)))
        }
        Table::Cities => Box::new(dataset.cities.iter().map(|city| {
            vec![
                (&city.code).into(),
                (&city.name).into(),
                (&city.short_name).into(),
                city.name_en.as_ref().into(),
                (&city.province).into(),
                list(&city.aliases),
            ]
        })),
        Table::Categories => Box::new(dataset.categories.iter().map(|category| {
            vec![
                (&category.id).into(),
                (&category.name).into(),
                category.name_en.as_ref().into(),
            ]
        })),
        Table::Indicators => Box::new(dataset.indicators.iter().map(|indicator| {
            vec![
                (&indicator.id).into(),
                (&indicator.name).into(),
                indicator.name_en.as_ref().into(),
                (&dataset.categories[indicator.category.index()].id).into(),
                (&indicator.unit).into(),
                indicator.unit_en.as_ref().into(),
                indicator.measure.as_str().into(),
                (indicator.completion_of)
                    .map(|id| &dataset.indicator(id).id)
                    .into(),
                indicator.definition.as_ref().into(),
            ]
        })),
        Table::Sources => Box::new(dataset.sources.iter().map(|source| {
            vec![
                (&source.id).into(),
                (&source.title).into(),
                (&dataset.city(source.city).code).into(),
                source.period.to_string().into(),
                source.file.as_ref().into(),
                source.sha256.as_ref().into(),
                list(&source.authors),
            ]
        })),
    }
}

/// The lines of the observations.
pub(super) fn observation_lines<'d>(
    dataset: &'d Dataset,
    selection: &'d Selection,
    read: ReadMode,
) -> impl Iterator<Item = Vec<Cell<'d>>> {
    let rows = selection.rows.iter();
    rows.map(move |&row| observation(&dataset.observation(row), read))
}

/// The lines of the honours.
pub(super) fn honour_lines<'d>(
    dataset: &'d Dataset,
    selection: &'d Selection,
) -> impl Iterator<Item = Vec<Cell<'d>>> {
    let honours = selection.honours.iter();
    honours.map(|&at| honour(dataset, &dataset.honours[at]))
}

fn observation<'d>(seen: &Observation<'d>, read: ReadMode) -> Vec<Cell<'d>> {
    vec![
        (&seen.city.code).into(),
        (&seen.city.name).into(),
        seen.period.to_string().into(),
        (&seen.indicator.id).into(),
        (&seen.indicator.name).into(),
        (&seen.category.name).into(),
        seen.value.into(),
        (&seen.indicator.unit).into(),
        seen.printed.into(),
        seen.bound.as_str().into(),
        seen.scope.to_string().into(),
        seen.status.as_str().into(),
        seen.doubt.map(|doubt| doubt.kind.as_str()).into(),
        seen.doubt.and_then(|doubt| doubt.probable).into(),
        seen.doubt.map(|doubt| doubt.confidence.as_str()).into(),
        used_value(seen, read).0.into(),
        (&seen.source.id).into(),
        (&seen.source.title).into(),
        seen.paragraph.into(),
        seen.offset.into(),
        seen.note.into(),
    ]
}

fn honour<'d>(dataset: &'d Dataset, seen: &'d Honour) -> Vec<Cell<'d>> {
    let (city, source) = (
        dataset.city(seen.city),
        &dataset.sources[seen.source.index()],
    );
    let doubt = seen.doubt.as_ref();
    vec![
        (&city.code).into(),
        (&city.name).into(),
        seen.period.to_string().into(),
        seen.level.as_str().into(),
        seen.direction.as_str().into(),
        (&seen.title).into(),
        seen.awarder.as_ref().into(),
        seen.recipient.as_ref().into(),
        seen.count.into(),
        doubt.map(|doubt| doubt.kind.as_str()).into(),
        doubt.and_then(|doubt| doubt.probable).into(),
        doubt.map(|doubt| doubt.confidence.as_str()).into(),
        doubt.map(|doubt: &Doubt| &doubt.reason).into(),
        (&source.id).into(),
        (&source.title).into(),
        seen.paragraph.into(),
        seen.offset.into(),
    ]
}

/// The cells that name an observation.
fn key<'d>(seen: &Observation<'d>) -> [Cell<'d>; 4] {
    [
        (&seen.indicator.id).into(),
        (&seen.source.id).into(),
        seen.paragraph.into(),
        seen.offset.into(),
    ]
}

/// What the columns of the observations have no room for; `None` where there is nothing.
fn annotation<'d>(dataset: &Dataset, seen: &Observation<'d>) -> Option<Vec<Cell<'d>>> {
    let reason = seen.doubt.map(|doubt| &doubt.reason);
    if seen.upper.is_none() && seen.of.is_none() && reason.is_none() {
        return None;
    }
    let whole = seen.of.map(|whole| dataset.observation(whole).key());
    let mut cells = Vec::from(key(seen));
    cells.extend([seen.upper.into(), whole.into(), reason.into()]);
    Some(cells)
}

/// A relation's result and its terms, a line each.
fn relation<'d>(
    dataset: &'d Dataset,
    number: u32,
    stated: &'d Relation,
) -> impl Iterator<Item = Vec<Cell<'d>>> {
    let members = std::iter::once(stated.result).chain(stated.terms.iter().copied());
    (0_u32..).zip(members).map(move |(position, row)| {
        let kind = stated.kind.as_str();
        let mut cells = vec![number.into(), position.into(), kind.into()];
        cells.extend(key(&dataset.observation(row)));
        cells
    })
}

fn list(items: &[String]) -> Cell<'_> {
    Some(items.join(LIST_MARK))
        .filter(|text| !text.is_empty())
        .into()
}
