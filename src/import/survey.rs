//! A table's first rows become a proposal of how to read it. It must never decide silently: why a
//! column was taken for what it is stands in the mapping, and what is missing or was guessed is
//! said.

use super::cells::{Seen, columns_of, has_figure};
use super::field::{Field, name_and_unit};
use super::issue::{Issue, Problem, quote};
use super::kind::{Dialect, Kind, NoTable, kind};
use super::known::Known;
use super::mapping::{Column, Facet, Mapping, Why, facet};
use super::period::is_header;
use super::reader::total;
use super::records::{Next, Record, Records};
use super::row::is_total;
use super::value::is_common_unit;
use crate::extract::Division;

/// A proposal, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Survey {
    /// How the table would be read.
    pub mapping: Mapping,
    /// What was guessed, and what is not read.
    pub issues: Vec<Issue>,
}

/// Records that are looked at.
const MOST: usize = 60;
/// Records within which the header must be.
const MOST_ABOVE: usize = 12;

/// Looks at the beginning of a table; the first 64 KiB or more. `file` is its name, which may say
/// the city and the period that the rows do not.
///
/// # Errors
/// The text is no table.
pub fn survey(head: &str, file: &str, known: &Known) -> Result<Survey, Issue> {
    let dialect = match kind(head) {
        Kind::Table(dialect) => dialect,
        Kind::Dataset => return Err(Issue::whole(Problem::IsDataset)),
        Kind::Other(other) => return Err(Issue::whole(other.into())),
    };
    let mut known = known.clone();
    let records = records(head, dialect);
    let header = header(&records, &mut known);
    let mut issues = Vec::new();
    let (titles, data) = match header {
        Some((first, last)) => (first, last + 1),
        None => (0, 0),
    };
    if header.is_none() {
        issues.push(Issue::whole(Problem::NoHeader));
    }
    for record in records.iter().take(titles) {
        let text = record.iter().filter(|cell| !cell.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        issues.push(Issue::at(
            record.spot(0),
            Problem::AboveHeader(quote(&text)),
        ));
    }
    let rows = records.get(data..).unwrap_or_default();
    let headers = headers(&records, header);
    let names = |name: &str| headers.iter().any(|header| header == name);
    if names("direction") && names("awarder") {
        return Err(Issue::whole(NoTable::Honours.into()));
    }
    let width = width(rows, headers.len());
    let seen = columns_of(rows, width, &mut known);
    let mut mapping = Mapping {
        dialect,
        skip: data,
        columns: Vec::new(),
        fixed: Vec::new(),
        fills_down: false,
    };
    let at = header.and_then(|(first, _)| records.get(first));
    propose(
        &mut mapping,
        &headers,
        &seen,
        &mut known,
        |index, problem| {
            let issue = at.map(|record| Issue::at(record.spot(index), problem.clone()));
            issues.push(issue.unwrap_or_else(|| Issue::whole(problem)));
        },
    );
    mapping.fills_down = fills_down(&mapping, rows);
    let titles: Vec<&str> = records.iter().take(titles).flat_map(Record::iter).collect();
    fix(&mut mapping, &titles, file, &known, &mut issues);
    let missing = mapping.missing().into_iter();
    issues.extend(missing.map(|field| Issue::whole(Problem::Missing(field))));
    Ok(Survey { mapping, issues })
}

/// The first records that are whole.
fn records(head: &str, dialect: Dialect) -> Vec<Record> {
    let mut reader = Records::new(dialect);
    reader.push(head);
    let mut found = Vec::new();
    let mut record = Record::default();
    while found.len() < MOST {
        match reader.next(&mut record) {
            Next::Record => found.push(record.clone()),
            Next::More => reader.end(),
            Next::End => break,
        }
    }
    found
}

/// The first and the last record of the header: one that has names of fields, or several cities,
/// periods or indicators; else the one above the first figures.
fn header(records: &[Record], known: &mut Known) -> Option<(usize, usize)> {
    let mut last_text = None;
    for (index, record) in records.iter().enumerate().take(MOST_ABOVE) {
        let cells: Vec<&str> = record.iter().filter(|cell| !cell.is_empty()).collect();
        if cells.iter().any(|cell| has_figure(cell)) {
            return last_text.map(|at| (at, at));
        }
        let named = cells.iter().filter(|cell| {
            let (name, _) = name_and_unit(cell);
            Field::named(name).or(Field::named(cell)).is_some()
        });
        let named = named.count();
        let mut kinds = [0_usize; 3];
        for cell in &cells {
            let Some(facet) = facet(cell, known, false) else {
                continue;
            };
            let has = [
                facet.city.is_some(),
                facet.period.is_some(),
                facet.indicator.is_some(),
            ];
            for (count, has) in kinds.iter_mut().zip(has) {
                *count += usize::from(has);
            }
        }
        let is_header = named > 0 || kinds.iter().any(|count| *count > 1);
        if is_header && (cells.len() > 1 || records.iter().all(|record| record.len() < 2)) {
            let second = records
                .get(index + 1)
                .filter(|next| is_second(record, next));
            return Some((index, index + usize::from(second.is_some())));
        }
        if cells.len() > 1 {
            last_text = Some(index);
        }
    }
    None
}

/// Whether a record is the second line of a header: years or units below cells that span several
/// columns.
fn is_second(first: &Record, next: &Record) -> bool {
    let (mut below, mut cells) = (0, 0);
    for (index, cell) in next.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let unit = cell.trim_matches(['（', '）', '(', ')']);
        if is_header(cell).is_none() && !is_common_unit(unit) && Field::named(cell).is_none() {
            return false;
        }
        cells += 1;
        below += usize::from(first.cell(index).is_empty());
    }
    cells > 1 && (below > 0 || next.cell(0).is_empty())
}

/// How many columns there are: those of the header, unless most rows have more.
fn width(rows: &[Record], headers: usize) -> usize {
    let longer = rows.iter().filter(|row| row.len() > headers);
    let most = rows.iter().map(Record::len).max().unwrap_or(0);
    match longer.count() * 2 > rows.len() {
        true => most.max(headers),
        false => headers,
    }
}

/// The header of each column; of two lines joined, a cell that spans several columns repeated.
fn headers(records: &[Record], header: Option<(usize, usize)>) -> Vec<String> {
    let Some((first, last)) = header else {
        return Vec::new();
    };
    let (Some(upper), Some(lower)) = (records.get(first), records.get(last)) else {
        return Vec::new();
    };
    if first == last {
        return upper.iter().map(str::to_owned).collect();
    }
    let mut span = "";
    let both = (0..upper.len().max(lower.len())).map(|index| {
        let (above, below) = (upper.cell(index), lower.cell(index));
        if !above.is_empty() {
            span = above;
        }
        match (above.is_empty(), below.is_empty()) {
            (true, true) => String::new(),
            (false, true) => above.to_owned(),
            _ => format!("{span} {below}").trim().to_owned(),
        }
    });
    both.collect()
}

/// Says of each column what it is.
fn propose(
    mapping: &mut Mapping,
    headers: &[String],
    seen: &[Seen],
    known: &mut Known,
    mut say: impl FnMut(usize, Problem),
) {
    let name = |index: usize| headers.get(index).map_or("", String::as_str);
    let field = |index: usize| {
        let (short, _) = name_and_unit(name(index));
        Field::named(short).or(Field::named(name(index)))
    };
    let is_named = |wanted: Field| (0..seen.len()).any(|index| field(index) == Some(wanted));
    let has_indicator = is_named(Field::Indicator) || is_named(Field::IndicatorId);
    for (index, seen) in seen.iter().enumerate() {
        let mut column = Column {
            header: name(index).to_owned(),
            field: Field::Ignored,
            facet: Facet::default(),
            why: Why::Unknown,
            samples: seen.samples.clone(),
        };
        if let Some(mut field) = field(index) {
            // 单位 is a unit, and whoever reports.
            if field == Field::Unit && seen.is_cities() && !is_named(Field::City) {
                field = Field::City;
            }
            if field == Field::Value {
                let (_, unit) = name_and_unit(name(index));
                column.facet.unit = unit.map(str::to_owned);
            }
            (column.field, column.why) = (field, Why::Name);
        } else if let Some(found) = by_header(name(index), seen, has_indicator, known) {
            column.facet = found;
            (column.field, column.why) = (Field::Value, Why::Header);
        } else if let Some(field) = seen.field(mapping, name(index), &is_named) {
            (column.field, column.why) = (field, Why::Cells);
        } else if seen.filled > 0 {
            say(index, Problem::UnusedColumn(quote(name(index))));
        }
        let is_twin = |other: &Column| other.field == column.field && other.facet == column.facet;
        if column.field != Field::Ignored && mapping.columns.iter().any(is_twin) {
            say(index, Problem::DuplicateColumn(quote(name(index))));
            column.field = Field::Ignored;
        }
        mapping.columns.push(column);
    }
}

/// What a header says of the figures below it.
fn by_header(name: &str, seen: &Seen, has_indicator: bool, known: &mut Known) -> Option<Facet> {
    // A column that is still empty may be one of figures, if its header is known.
    let is_empty = seen.filled == 0;
    if name.is_empty() || is_total(name) || !is_empty && !seen.is_figures() {
        return None;
    }
    facet(name, known, !has_indicator && !is_empty)
}

/// Whether empty cities, periods or indicators stand for those above them: merged cells.
fn fills_down(mapping: &Mapping, rows: &[Record]) -> bool {
    let figures = mapping.figures();
    let columns = [Field::City, Field::Period, Field::Indicator].map(|field| mapping.column(field));
    let mut above = [false; 3];
    for row in rows.iter().filter(|row| total(mapping, row).is_none()) {
        let has_figures = figures.iter().any(|&index| !row.cell(index).is_empty());
        for (above, column) in above.iter_mut().zip(columns) {
            let Some(column) = column else { continue };
            let is_empty = row.cell(column).is_empty();
            if is_empty && *above && has_figures {
                return true;
            }
            *above |= !is_empty;
        }
    }
    false
}

/// What the title or the file name says for all rows, where no column does.
fn fix(mapping: &mut Mapping, titles: &[&str], file: &str, known: &Known, issues: &mut Vec<Issue>) {
    let texts: Vec<&str> = titles.iter().copied().chain([file]).collect();
    let missing = mapping.missing();
    let mut found = Vec::new();
    for field in missing {
        let text = texts.iter().find_map(|text| match field {
            Field::City => city_in(text, known),
            Field::Period => year_in(text),
            Field::Indicator => indicator_in(text, known),
            _ => None,
        });
        found.extend(text.map(|text| (field, text)));
    }
    let unit = titles.iter().find_map(|title| {
        let (_, unit) = title.split_once("单位：").or(title.split_once("单位:"))?;
        let unit = unit
            .split([' ', '）', ')', '，', '、'])
            .next()
            .unwrap_or("")
            .trim();
        is_common_unit(unit).then(|| unit.to_owned())
    });
    found.extend(
        unit.filter(|_| mapping.column(Field::Unit).is_none())
            .map(|unit| (Field::Unit, unit)),
    );
    for (field, text) in found {
        issues.push(Issue::whole(Problem::TakenFor(field, text.clone())));
        mapping.set_fixed(field, &text);
    }
}

/// The first year in a text, with 年 behind it or standing alone among no digits.
fn year_in(text: &str) -> Option<String> {
    let folded: String = crate::figure::fold(text).into_iter().collect();
    let mut parts = folded.split(|c: char| !c.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && is_header(part).is_some();
    parts.find(year).map(str::to_owned)
}

/// The longest name of a city in a text.
fn city_in(text: &str, known: &Known) -> Option<String> {
    let own = known
        .cities
        .iter()
        .flat_map(|city| [city.name.clone(), city.short_name.clone()]);
    let table = Division::all().flat_map(|city| [city.name(), city.short().to_owned()]);
    longest(text, own.chain(table))
}

fn indicator_in(text: &str, known: &Known) -> Option<String> {
    longest(
        text,
        known
            .indicators
            .iter()
            .map(|indicator| indicator.name.clone()),
    )
}

fn longest(text: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let found = names.filter(|name| name.chars().count() > 1 && text.contains(name.as_str()));
    found.max_by_key(|name| name.chars().count())
}
