//! Linked views of weighted rows by city, year and indicator, all of them by the program's tally.
//! It must never look at a row itself.

use union_dashboard_rows::tally::{Builder, Count, Passes, Tally};

/// Indicators in a ranking, at most.
const MOST_RANKED: usize = 20;

/// The names of what rows are about, each a JSON list in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of cities.
    pub cities: String,
    /// Of years.
    pub years: String,
    /// Of categories.
    pub categories: String,
    /// Of indicators.
    pub indicators: String,
}

/// Rows that can be asked.
#[derive(Clone, Debug)]
pub struct Table {
    /// What rows are about.
    pub names: Names,
    tally: Tally,
    /// How many cities, years and categories there are.
    lengths: [usize; 3],
    /// The category of each indicator.
    class_of: Vec<u32>,
}

/// What passes of cities, years and categories, by their numbers.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Cities.
    pub cities: Vec<bool>,
    /// Years.
    pub years: Vec<bool>,
    /// Categories.
    pub categories: Vec<bool>,
}

/// What a reader sees after a change of filters; each list of counts ignores the filter on its own
/// key.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Rows that all filters let pass.
    pub rows: u32,
    /// By city.
    pub cities: Vec<Count>,
    /// By year.
    pub years: Vec<Count>,
    /// By category.
    pub categories: Vec<Count>,
    /// Indicators under all filters with their sums, the biggest first; none without a row.
    pub top: Vec<(usize, f64)>,
}

impl Table {
    /// The rows of a builder, with the category of each indicator.
    pub fn new(builder: Builder, lengths: [usize; 3], class_of: Vec<u32>, names: Names) -> Self {
        Self {
            names,
            tally: builder.finish(lengths[0], class_of.clone()),
            lengths,
            class_of,
        }
    }

    /// All linked views under filters.
    pub fn answer(&self, filter: &Filter) -> Answer {
        let items = self.items(&filter.categories);
        let counts = self.tally.count(Passes {
            owners: &filter.cities,
            lanes: &filter.years,
            items: &items,
        });
        let mut categories = vec![Count::default(); self.lengths[2]];
        for (&class, &count) in self.class_of.iter().zip(&counts.items) {
            categories[class as usize].add(count);
        }
        let passing = || {
            counts
                .items
                .iter()
                .enumerate()
                .filter(|(item, _)| items[*item])
        };
        let mut top: Vec<(usize, f64)> = passing()
            .filter(|(_, count)| count.rows > 0)
            .map(|(item, count)| (item, count.sum))
            .collect();
        top.sort_by(|a, b| b.1.total_cmp(&a.1));
        top.truncate(MOST_RANKED);
        Answer {
            rows: passing().map(|(_, count)| count.rows).sum(),
            cities: counts.owners,
            years: counts.lanes,
            categories,
            top,
        }
    }

    /// Sums by category and year, for some of both, one category after the other: of the cities
    /// that pass.
    pub fn categories_by_year(&self, cities: &[bool], classes: &[u32], years: &[u32]) -> Vec<f64> {
        let lanes = vec![true; self.lengths[1]];
        let mut sums = Vec::with_capacity(classes.len() * years.len());
        for &class in classes {
            let items: Vec<bool> = self.class_of.iter().map(|&of| of == class).collect();
            let passes = Passes {
                owners: cities,
                lanes: &lanes,
                items: &items,
            };
            let by_year = self.tally.count(passes).lanes;
            sums.extend(years.iter().map(|&year| by_year[year as usize].sum));
        }
        sums
    }

    /// Sums by city and year, one city after the other, years as they are asked for: of the
    /// categories that pass.
    pub fn cities_by_year(&self, categories: &[bool], years: &[u32]) -> Vec<f64> {
        let (owners, items) = (vec![true; self.lengths[0]], self.items(categories));
        let mut sums = vec![0.0; owners.len() * years.len()];
        for (at, &year) in years.iter().enumerate() {
            let mut lanes = vec![false; self.lengths[1]];
            lanes[year as usize] = true;
            let passes = Passes {
                owners: &owners,
                lanes: &lanes,
                items: &items,
            };
            for (owner, count) in self.tally.count(passes).owners.iter().enumerate() {
                sums[owner * years.len() + at] = count.sum;
            }
        }
        sums
    }

    fn items(&self, categories: &[bool]) -> Vec<bool> {
        let passes = |&class: &u32| categories.get(class as usize) == Some(&true);
        self.class_of.iter().map(passes).collect()
    }
}
