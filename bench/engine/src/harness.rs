//! The filter changes of a benchmark of browser tools, without the browser: 340 cities, 20 years,
//! 150 indicators in 12 categories, a weight each; city in 3, and year in 5, and category = 1, clear.
//! A plain loop over columns stands beside it, which does what its full scan does.

use std::hint::black_box;
use std::time::Instant;

use super::count::live;
use union_dashboard::rows::tally::{Builder, Count};
use union_dashboard_contender::{Filter, Names, Table};

const CITIES: usize = 340;
const YEARS: usize = 20;
const ITEMS: usize = 150;
const CLASSES: usize = 12;

/// Numbers from 0 to 1, the same in each run (Steele and others 2014, splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() * end as f64) as usize
    }
}

struct Columns {
    city: Vec<u16>,
    year: Vec<u8>,
    item: Vec<u8>,
    value: Vec<f64>,
}

struct State {
    kind: usize,
    passes: Filter,
}

fn columns(rows: usize) -> Columns {
    let mut random = Random(1);
    let mut all = Columns {
        city: Vec::new(),
        year: Vec::new(),
        item: Vec::new(),
        value: Vec::new(),
    };
    for _ in 0..rows {
        let skew = random.next();
        let city = CITIES as f64 * (0.35 * skew + 0.65 * skew * skew);
        all.city.push((city as u16).min(CITIES as u16 - 1));
        all.year.push(random.below(YEARS) as u8);
        all.item.push(random.below(ITEMS) as u8);
        all.value
            .push((1000.0 * (4.0 * random.next()).exp()).round() / 1000.0);
    }
    all
}

fn states(count: usize) -> Vec<State> {
    let (mut random, mut states) = (Random(2), Vec::new());
    let everything = || Filter {
        cities: vec![true; CITIES],
        years: vec![true; YEARS],
        categories: vec![true; CLASSES],
    };
    let mut passes = everything();
    for at in 0..count {
        match at % 4 {
            0 => {
                passes.cities = vec![false; CITIES];
                (0..3).for_each(|_| passes.cities[random.below(CITIES)] = true);
            }
            1 => {
                let first = random.below(YEARS - 4);
                passes.years = (0..YEARS)
                    .map(|year| (first..first + 5).contains(&year))
                    .collect();
            }
            2 => {
                let chosen = random.below(CLASSES);
                passes.categories = (0..CLASSES).map(|class| class == chosen).collect();
            }
            _ => passes = everything(),
        }
        states.push(State {
            kind: at % 4,
            passes: passes.clone(),
        });
    }
    states
}

/// Counts by city, year and category, each without the filter on its own key, and by indicator
/// under all filters.
fn scan(all: &Columns, passes: &Filter) -> [Vec<Count>; 4] {
    let mut counts = [CITIES, YEARS, CLASSES, ITEMS].map(|length| vec![Count::default(); length]);
    for at in 0..all.city.len() {
        let item = usize::from(all.item[at]);
        let keys = [all.city[at].into(), all.year[at].into(), item % CLASSES];
        let (city, year, class) = (
            passes.cities[keys[0]],
            passes.years[keys[1]],
            passes.categories[keys[2]],
        );
        let one = Count {
            rows: 1,
            sum: all.value[at],
        };
        if year && class {
            counts[0][keys[0]].add(one);
        }
        if city && class {
            counts[1][keys[1]].add(one);
        }
        if city && year {
            counts[2][keys[2]].add(one);
        }
        if city && year && class {
            counts[3][item].add(one);
        }
    }
    counts
}

/// Holds the answers against plain loops.
fn check(table: &Table, all: &Columns, states: &[State]) {
    let is_close = |a: f64, b: f64| (a - b).abs() <= b.abs() * 1e-9;
    for State { passes, .. } in states {
        let (answer, [cities, years, classes, items]) = (table.answer(passes), scan(all, passes));
        let pairs = (answer.cities.iter().zip(&cities))
            .chain(answer.years.iter().zip(&years))
            .chain(answer.categories.iter().zip(&classes));
        for (a, b) in pairs {
            assert!(a.rows == b.rows && is_close(a.sum, b.sum));
        }
        assert_eq!(answer.rows, items.iter().map(|item| item.rows).sum::<u32>());
        let mut sums: Vec<f64> = items
            .iter()
            .filter(|item| item.rows > 0)
            .map(|item| item.sum)
            .collect();
        sums.sort_by(|a, b| b.total_cmp(a));
        sums.truncate(20);
        assert_eq!(answer.top.len(), sums.len());
        for (&(item, sum), best) in answer.top.iter().zip(sums) {
            assert!(is_close(sum, items[item].sum) && is_close(sum, best));
        }
    }
}

/// Measures filter changes at a number of rows.
pub fn measure(rows: usize) {
    let all = columns(rows);
    let (before, start) = (live(), Instant::now());
    let table = table(&all);
    println!(
        "harness, {rows} rows: tally made in {:.1} ms, {:.2} bytes a row",
        start.elapsed().as_secs_f64() * 1e3,
        (live() - before) as f64 / rows as f64
    );
    let states = states(72);
    check(&table, &all, &states[..12]);
    report("tally", &states, |state| {
        drop(black_box(table.answer(&state.passes)));
    });
    report("plain scan", &states, |state| {
        drop(black_box(scan(&all, &state.passes)));
    });
}

fn table(all: &Columns) -> Table {
    let mut builder = Builder::default();
    for at in 0..all.city.len() {
        let (city, year) = (all.city[at].into(), all.year[at].into());
        builder.push_weighted(city, year, all.item[at].into(), all.value[at]);
    }
    let class_of = (0..ITEMS as u32).map(|item| item % CLASSES as u32);
    let lengths = [CITIES, YEARS, CLASSES];
    Table::new(builder, lengths, class_of.collect(), Names::default())
}

fn report(name: &str, states: &[State], work: impl Fn(&State)) {
    let mut times: [Vec<f64>; 4] = Default::default();
    for state in states {
        let start = Instant::now();
        work(state);
        times[state.kind].push(start.elapsed().as_secs_f64() * 1e3);
    }
    let median = |times: &Vec<f64>| {
        let mut sorted = times.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    };
    let kinds: Vec<f64> = times.iter().map(median).collect();
    let mut every: Vec<f64> = times.into_iter().flatten().collect();
    every.sort_by(f64::total_cmp);
    println!(
        "  {name}: mean of kinds {:.3} ms, p95 {:.3}; city {:.3}, +year {:.3}, +category {:.3}, clear {:.3}",
        kinds.iter().sum::<f64>() / 4.0,
        every[every.len() * 95 / 100],
        kinds[0],
        kinds[1],
        kinds[2],
        kinds[3]
    );
}
