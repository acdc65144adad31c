//! Columns in the dataset format's own form, names once and a number a row: names stay as they are
//! written. It must never take a number that has no name.

use union_dashboard_rows::json;
use union_dashboard_rows::tally::Builder;

use super::{Names, Table};

/// A column's names as a JSON list, how many they are, and the number of each row's.
type Coded<'t> = (&'t str, usize, Vec<u32>);

fn coded(column: &str) -> Option<Coded<'_>> {
    let mut places = [json::ABSENT; 2];
    json::fields(column, &["dict", "codes"], &mut places).then_some(())?;
    let [names, codes] = places.map(|(start, end)| &column[start as usize..end as usize]);
    let (mut count, mut at) = (0, 1);
    while let Some((_, end)) = json::next(names, at) {
        (count, at) = (count + 1, end);
    }
    let codes = json::whole_numbers(codes)?;
    let is_named = codes.iter().all(|&code| (code as usize) < count);
    is_named.then_some((names, count, codes))
}

/// Reads proven columns of city, year, category and indicator, and the values; `None` as for rows.
pub fn read([cities, years, categories, indicators, values]: [&str; 5]) -> Option<Table> {
    let [cities, years] = [coded(cities)?, coded(years)?];
    let [categories, indicators] = [coded(categories)?, coded(indicators)?];
    let rows = cities.2.len();
    let lengths = [&years.2, &categories.2, &indicators.2].map(Vec::len);
    (lengths == [rows; 3]).then_some(())?;
    let mut classes = vec![u32::MAX; indicators.1];
    let (mut builder, mut at) = (Builder::default(), 1);
    for row in 0..rows {
        let (start, end) = json::next(values, at)?;
        let (item, class) = (indicators.2[row], categories.2[row]);
        let known = &mut classes[item as usize];
        if *known == u32::MAX {
            *known = class;
        }
        (*known == class).then_some(())?;
        let weight = json::number(&values[start..end])?;
        builder.push_weighted(cities.2[row], years.2[row], item, weight);
        at = end;
    }
    json::next(values, at).is_none().then_some(())?;
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
