//! The doors of the module that a page loads: numbers in, numbers out. It must never know a name.

use union_dashboard_rows::tally::Count;
use wasm_bindgen::prelude::*;

use crate::{Filter, Table, read};

/// Room for a text in the memory of the module, where the page writes it: a text that is handed
/// over is copied twice.
#[wasm_bindgen]
pub struct Room(Vec<u8>);

#[wasm_bindgen]
impl Room {
    /// For so many bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: usize) -> Self {
        Self(vec![0; bytes])
    }

    /// Where it begins.
    pub fn start(&self) -> *const u8 {
        self.0.as_ptr()
    }
}

/// Rows that a page asks.
#[wasm_bindgen]
pub struct Rows(Table);

#[wasm_bindgen]
impl Rows {
    /// Reads the harness's JSON, as UTF-8, of which the page has written so many bytes;
    /// `undefined` if it is none.
    pub fn read(mut text: Room, bytes: usize) -> Option<Self> {
        text.0.truncate(bytes);
        read(&String::from_utf8(text.0).ok()?).map(Self)
    }

    /// The names of cities, years, categories and indicators: a JSON list of four lists.
    pub fn names(&self) -> String {
        let names = &self.0.names;
        let (cities, years) = (&names.cities, &names.years);
        format!(
            "[{cities},{years},{},{}]",
            names.categories, names.indicators
        )
    }

    /// The linked views under filters, a 0 for each name that does not pass, in one list: the
    /// number of rows; counts and then sums by city, by year and by category; then for each
    /// indicator of the ranking its number and sum.
    pub fn filter(&self, cities: &[u8], years: &[u8], categories: &[u8]) -> Vec<f64> {
        let answer = self.0.answer(&Filter {
            cities: passing(cities),
            years: passing(years),
            categories: passing(categories),
        });
        let mut all = vec![f64::from(answer.rows)];
        for counts in [&answer.cities, &answer.years, &answer.categories] {
            all.extend(counts.iter().map(|count: &Count| f64::from(count.rows)));
            all.extend(counts.iter().map(|count| count.sum));
        }
        let ranked = answer.top.iter();
        all.extend(ranked.flat_map(|&(item, sum)| [item as f64, sum]));
        all
    }

    /// Sums of some categories by year under the filter by city.
    pub fn lines(&self, cities: &[u8], categories: &[u32], years: &[u32]) -> Vec<f64> {
        (self.0).categories_by_year(&passing(cities), categories, years)
    }

    /// Sums of all cities by year under the filter by category.
    pub fn heat(&self, categories: &[u8], years: &[u32]) -> Vec<f64> {
        self.0.cities_by_year(&passing(categories), years)
    }
}

fn passing(list: &[u8]) -> Vec<bool> {
    list.iter().map(|&passes| passes != 0).collect()
}
