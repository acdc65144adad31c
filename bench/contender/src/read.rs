//! The harness's JSON, row objects or an object of columns, into the program's tally: the adapter,
//! made of the program's own walk over JSON. It must never take what is not JSON, nor copy a name.

use union_dashboard_rows::tally::Builder;
use union_dashboard_rows::{Texts, json};

use super::{Names, Table, coded};

/// The keys of a row, the value last.
const KEYS: [&str; 5] = ["city", "year", "category", "indicator", "value"];

/// The names of one column in the order in which they come, as JSON texts.
#[derive(Default)]
struct Column<'t> {
    numbers: Texts<'t>,
    names: Vec<&'t str>,
}

impl<'t> Column<'t> {
    /// The number of a name; a new name gets the next.
    fn number(&mut self, name: &'t str) -> u32 {
        self.numbers.get(name).unwrap_or_else(|| {
            self.numbers.learn(name, self.names.len() as u32);
            self.names.push(name);
            self.names.len() as u32 - 1
        })
    }
}

#[derive(Default)]
struct Reader<'t> {
    columns: [Column<'t>; 4],
    /// The category of each indicator.
    classes: Vec<u32>,
    builder: Builder,
}

impl<'t> Reader<'t> {
    /// Takes a row, of which each value is a JSON text, empty if it is absent.
    fn take(&mut self, row: [&'t str; 5]) -> Option<()> {
        let [city, year, category, indicator] = &mut self.columns;
        let (owner, lane) = (city.number(row[0]), year.number(row[1]));
        let (class, item) = (category.number(row[2]), indicator.number(row[3]));
        if item as usize == self.classes.len() {
            self.classes.push(class);
        }
        let weight = json::number(row[4])?;
        self.builder.push_weighted(owner, lane, item, weight);
        let is_whole = !row.contains(&"") && self.classes.get(item as usize) == Some(&class);
        is_whole.then_some(())
    }
}

/// Reads rows; `None` if the text is no JSON, if a row lacks a key or has another one, if a value
/// is no number, or if an indicator is in two categories.
pub fn read(text: &str) -> Option<Table> {
    let proven = json::is_json(text).then(|| text.trim_start())?;
    let (mut reader, mut places) = (Reader::default(), [json::ABSENT; 5]);
    if proven.starts_with('[') {
        let mut at = 1;
        while let Some((start, end)) = json::next(proven, at) {
            let row = &proven[start..end];
            json::fields(row, &KEYS, &mut places).then_some(())?;
            reader.take(places.map(|(start, end)| &row[start as usize..end as usize]))?;
            at = end;
        }
    } else {
        json::fields(proven, &KEYS, &mut places).then_some(())?;
        let columns = places.map(|(start, end)| &proven[start as usize..end as usize]);
        if columns[0].starts_with('{') {
            return coded::read(columns);
        }
        let mut ends = [1; 5];
        loop {
            // Columns of one length end together: what is beyond an end is absent.
            let at: [_; 5] = std::array::from_fn(|key| json::next(columns[key], ends[key]));
            if at.iter().all(Option::is_none) {
                break;
            }
            let value = |key: usize| at[key].map_or("", |(start, end)| &columns[key][start..end]);
            reader.take(std::array::from_fn(value))?;
            ends = at.map(|place| place.map_or(0, |(_, end)| end));
        }
    }
    let [cities, years, categories, indicators] =
        reader.columns.each_ref().map(|column| &column.names);
    let list = |names: &[&str]| format!("[{}]", names.join(","));
    let names = Names {
        cities: list(cities),
        years: list(years),
        categories: list(categories),
        indicators: list(indicators),
    };
    let lengths = [cities, years, categories].map(|names| names.len());
    Some(Table::new(reader.builder, lengths, reader.classes, names))
}
