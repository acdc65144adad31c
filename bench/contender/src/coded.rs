//! Columns in the dataset format's own form, names once and a number a row: names stay as they are
//! written. It must never take a number that has no name.

use std::ops::Range;

use union_dashboard_rows::tally::Builder;
use union_dashboard_rows::{CHUNK, Column, json};

use super::{Names, Table};

/// A column's names as a JSON list, how many they are, and the number of each row's.
type Coded<'t> = (&'t str, usize, Column);

fn coded(column: &str) -> Option<Coded<'_>> {
    let mut places = [json::ABSENT; 2];
    json::fields(column, &["dict", "codes"], &mut places).then_some(())?;
    let [names, codes] = places.map(|(start, end)| &column[start as usize..end as usize]);
    let (mut count, mut at) = (0, 1);
    while let Some((_, end)) = json::next(names, at) {
        (count, at) = (count + 1, end);
    }
    Some((names, count, json::whole_numbers(codes)?))
}

/// The codes of some rows in a column; `None` if one has no name.
fn codes((_, count, codes): &Coded<'_>, rows: Range<usize>) -> Option<Vec<u32>> {
    let mut some = Vec::new();
    codes.copy(rows, &mut some);
    let most = some.iter().fold(0, |most, &code| code.max(most));
    ((most as usize) < *count).then_some(some)
}

/// Notes the category of each indicator of some rows; whether none has two.
#[inline(never)]
fn classify(items: &[u32], of_rows: &[u32], classes: &mut [u32]) -> bool {
    items.iter().zip(of_rows).all(|(&item, &class)| {
        let known = &mut classes[item as usize];
        if *known == u32::MAX {
            *known = class;
        }
        *known == class
    })
}

/// Reads proven columns of city, year, category and indicator, and the values; `None` as for rows.
pub fn read([cities, years, categories, indicators, values]: [&str; 5]) -> Option<Table> {
    let [cities, years] = [coded(cities)?, coded(years)?];
    let [categories, indicators] = [coded(categories)?, coded(indicators)?];
    let weights = json::numbers(values)?;
    let rows = cities.2.len();
    let lengths = [&years.2, &categories.2, &indicators.2].map(Column::len);
    (lengths == [rows; 3] && weights.len() == rows).then_some(())?;
    let (mut builder, mut classes) = (Builder::default(), vec![u32::MAX; indicators.1]);
    for first in (0..rows).step_by(CHUNK) {
        let rows = first..rows.min(first + CHUNK);
        let items = codes(&indicators, rows.clone())?;
        classify(&items, &codes(&categories, rows.clone())?, &mut classes).then_some(())?;
        builder.extend(
            &codes(&cities, rows.clone())?,
            &codes(&years, rows)?,
            &items,
        );
    }
    builder.weigh(weights);
    // An indicator without a row is in any category.
    classes
        .iter_mut()
        .filter(|class| **class == u32::MAX)
        .for_each(|class| *class = 0);
    let lengths = [cities.1, years.1, categories.1];
    let names = Names {
        cities: cities.0.to_owned(),
        years: years.0.to_owned(),
        categories: categories.0.to_owned(),
        indicators: indicators.0.to_owned(),
    };
    Some(Table::new(builder, lengths, classes, names))
}
