//! Where one figure comes from: as printed, its place in the report, its doubt with the
//! arithmetic, and the figures that hang together with it. It must never show a figure without
//! its source.

use super::datum::Datum;
use crate::dataset::{
    CategoryId, Dataset, Date, Doubt, Period, Relation, RelationKind, Row, SourceId,
};
use crate::order;
use crate::query::ReadMode;

/// All that is known about one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The figure.
    pub datum: Datum,
    /// The figure exactly as printed.
    pub printed: String,
    /// The number as printed, before any correction.
    pub printed_value: Option<f64>,
    /// The report.
    pub source: SourceId,
    /// Title of the report.
    pub source_title: String,
    /// Authors of the report.
    pub authors: Vec<String>,
    /// Period of the report.
    pub source_period: Period,
    /// File name of the report's text.
    pub file: Option<String>,
    /// The n-th non-blank line of the source, from 1.
    pub paragraph: u32,
    /// Code points before the figure in that line.
    pub offset: u32,
    /// The category of most figures of that line: what it is about.
    pub about: Option<CategoryId>,
    /// The printed figures of that line before and after this one.
    pub neighbours: [Option<String>; 2],
    /// The whole that it is part of.
    pub whole: Option<Datum>,
    /// What cannot be right about it.
    pub doubt: Option<Doubt>,
    /// A remark.
    pub note: Option<String>,
    /// What the indicator counts, in the dataset's own words.
    pub definition: Option<String>,
    /// Figures that this one is arithmetically tied to.
    pub parts: Vec<Part>,
    /// Other figures of the same city and indicator, the earliest first.
    pub sisters: Vec<Datum>,
}

/// A figure tied to this one by a stated relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// What the relation is.
    pub kind: RelationKind,
    /// Whether the tied figure is the relation's result; else it is a term.
    pub is_result: bool,
    /// The tied figure.
    pub datum: Datum,
}

/// Builds the provenance of the observation with `key`; `None` if the dataset has no such.
pub fn provenance(dataset: &Dataset, key: &str, read: ReadMode) -> Option<Provenance> {
    let row = dataset.row_of_key(key)?;
    let observation = dataset.observation(row);
    let datum = |row: Row| Datum::new(dataset, row, read);
    let all = &dataset.observations;
    let at = row.index();
    let sisters = dataset.rows_of(all.city.at(at), all.indicator.at(at));
    let sisters = sisters.filter(|other| *other != row);
    let mut sisters: Vec<Datum> = sisters.map(datum).collect();
    order::sort_by_key(&mut sisters, |sister| (last_day(sister.period), sister.row));
    let line = line(dataset, row);
    Some(Provenance {
        datum: datum(row),
        printed: observation.printed.to_owned(),
        printed_value: observation.value,
        source: all.source.at(at),
        source_title: observation.source.title.clone(),
        authors: observation.source.authors.clone(),
        source_period: observation.source.period,
        file: observation.source.file.clone(),
        paragraph: observation.paragraph,
        offset: observation.offset,
        about: line.about,
        neighbours: [line.before, line.after],
        whole: observation.of.map(datum),
        doubt: observation.doubt.cloned(),
        note: observation.note.map(str::to_owned),
        definition: observation.indicator.definition.clone(),
        parts: dataset
            .relations
            .iter()
            .flat_map(|relation| tied(relation, row, &datum))
            .collect(),
        sisters,
    })
}

/// What else a line of a source prints.
struct Line {
    about: Option<CategoryId>,
    before: Option<String>,
    after: Option<String>,
}

fn line(dataset: &Dataset, row: Row) -> Line {
    let (all, at) = (&dataset.observations, row.index());
    let mut counts = vec![0_usize; dataset.categories.len()];
    let (mut before, mut after): (Option<usize>, Option<usize>) = (None, None);
    for other in 0..all.len() {
        if all.source.at(other) != all.source.at(at)
            || all.paragraph.at(other) != all.paragraph.at(at)
        {
            continue;
        }
        counts[dataset.indicator(all.indicator.at(other)).category.index()] += 1;
        let offset = all.offset.at(other);
        if offset < all.offset.at(at) && before.is_none_or(|known| all.offset.at(known) < offset) {
            before = Some(other);
        }
        if offset > all.offset.at(at) && after.is_none_or(|known| all.offset.at(known) > offset) {
            after = Some(other);
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let fullest = counts.iter().position(|&count| count == most);
    let printed = |at: usize| all.printed.get(at).to_owned();
    Line {
        about: fullest.map(CategoryId::new),
        before: before.map(printed),
        after: after.map(printed),
    }
}

fn last_day(period: Period) -> Date {
    period.end()
}

/// The other figures of a relation that `row` stands in.
fn tied(relation: &Relation, row: Row, datum: &impl Fn(Row) -> Datum) -> Vec<Part> {
    if relation.result != row && !relation.terms.contains(&row) {
        return Vec::new();
    }
    let members = std::iter::once((relation.result, true))
        .chain(relation.terms.iter().map(|term| (*term, false)));
    members
        .filter(|(member, _)| *member != row)
        .map(|(member, is_result)| Part {
            kind: relation.kind,
            is_result,
            datum: datum(member),
        })
        .collect()
}
