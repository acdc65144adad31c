//! The harness's JSON, row objects or an object of columns, into the program's tally: the adapter,
//! made of the program's own walk over JSON. It must never take a text that is not JSON, nor copy a
//! column.

use union_dashboard_rows::tally::Builder;
use union_dashboard_rows::{Texts, json};

use super::{Names, Table};

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
            let next = self.names.len() as u32;
            self.numbers.learn(name, next);
            self.names.push(name);
            next
        })
    }

    fn list(&self) -> String {
        format!("[{}]", self.names.join(","))
    }
}

#[derive(Default)]
struct Reader<'t> {
    columns: [Column<'t>; 4],
    /// The category of each indicator.
    classes: Vec<u32>,
    builder: Builder,
}

/// Reads rows; `None` if the text is no JSON, if a row lacks a key or has another one, if a value
/// is no number, or if an indicator is in two categories.
pub fn read(text: &str) -> Option<Table> {
    if !json::is_json(text) {
        return None;
    }
    let text = text.trim_start();
    let (mut reader, mut places) = (Reader::default(), [json::ABSENT; 5]);
    if text.starts_with('[') {
        let mut at = 1;
        while let Some((start, end)) = json::next(text, at) {
            let row = &text[start..end];
            if !json::fields(row, &KEYS, &mut places) {
                return None;
            }
            reader.take(places.map(|(start, end)| &row[start as usize..end as usize]))?;
            at = end;
        }
    } else {
        if !json::fields(text, &KEYS, &mut places) {
            return None;
        }
        let columns = places.map(|(start, end)| &text[start as usize..end as usize]);
        let mut at = [1; 5];
        loop {
            let next: [Option<(usize, usize)>; 5] =
                std::array::from_fn(|column| json::next(columns[column], at[column]));
            if next.iter().all(Option::is_none) {
                break;
            }
            // Columns of one length end together.
            let row =
                |column: usize| next[column].map_or("", |(from, to)| &columns[column][from..to]);
            reader.take(std::array::from_fn(row))?;
            at = next.map(|place| place.map_or(0, |(_, end)| end));
        }
    }
    Some(reader.finish())
}

impl<'t> Reader<'t> {
    /// Takes a row, of which each value is a JSON text, empty if it is absent.
    fn take(&mut self, row: [&'t str; 5]) -> Option<()> {
        let [city, year, category, indicator, value] = row;
        let [cities, years, categories, indicators] = &mut self.columns;
        let (class, item) = (categories.number(category), indicators.number(indicator));
        if item as usize == self.classes.len() {
            self.classes.push(class);
        }
        let (owner, lane) = (cities.number(city), years.number(year));
        self.builder
            .push_weighted(owner, lane, item, json::number(value)?);
        let is_whole = !row.contains(&"") && self.classes.get(item as usize) == Some(&class);
        is_whole.then_some(())
    }

    fn finish(self) -> Table {
        let [owners, lanes, classes, _] = self.columns.each_ref().map(|column| column.names.len());
        let [cities, years, categories, indicators] = self.columns.each_ref().map(Column::list);
        let names = Names {
            cities,
            years,
            categories,
            indicators,
        };
        Table::new(self.builder, [owners, lanes, classes], self.classes, names)
    }
}
