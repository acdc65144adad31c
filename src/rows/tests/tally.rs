//! A tally's counts are those of a plain loop, whatever the rows and the filters. It must
//! never expect a count that the loop does not have.

use proptest::prelude::*;
use union_dashboard_rows::Numbers;
use union_dashboard_rows::tally::{Builder, Count, Counts, Passes};

const OWNERS: u32 = 5;
const LANES: u32 = 6;
const ITEMS: u32 = 8;

type Row = (u32, u32, u32, u32);

fn plain(rows: &[Row], passes: Passes<'_>) -> Counts {
    let mut counts = Counts {
        owners: vec![Count::default(); passes.owners.len()],
        lanes: vec![Count::default(); passes.lanes.len()],
        items: vec![Count::default(); passes.items.len()],
    };
    for &(owner, lane, item, weight) in rows {
        let (owner, lane, item) = (owner as usize, lane as usize, item as usize);
        let one = Count {
            rows: 1,
            sum: f64::from(weight),
        };
        if passes.lanes[lane] && passes.items[item] {
            counts.owners[owner].add(one);
        }
        if passes.owners[owner] && passes.items[item] {
            counts.lanes[lane].add(one);
        }
        if passes.owners[owner] && passes.lanes[lane] {
            counts.items[item].add(one);
        }
    }
    counts
}

/// Which of some options pass: often all, as on a page.
fn passing(options: u32) -> impl Strategy<Value = Vec<bool>> {
    let some = prop::collection::vec(any::<bool>(), options as usize);
    prop_oneof![Just(vec![true; options as usize]), some]
}

proptest! {
    #[test]
    fn counts_are_those_of_a_plain_loop(
        rows in prop::collection::vec((0..OWNERS, 0..LANES, 0..ITEMS, 0..100_u32), 0..60),
        owners in passing(OWNERS),
        lanes in passing(LANES),
        items in passing(ITEMS),
        classes in prop::collection::vec(0..3_u32, ITEMS as usize),
        by_class in any::<bool>(),
        has_weights in any::<bool>(),
    ) {
        let items: Vec<bool> = if by_class {
            classes.iter().map(|class| items[*class as usize]).collect()
        } else {
            items
        };
        let rows: Vec<Row> = (rows.into_iter())
            .map(|(owner, lane, item, weight)| {
                (owner, lane, item, if has_weights { weight } else { 0 })
            })
            .collect();
        let mut builder = Builder::default();
        for &(owner, lane, item, weight) in &rows {
            if has_weights {
                builder.push_weighted(owner, lane, item, f64::from(weight));
            } else {
                builder.push(owner, lane, item);
            }
        }
        let tally = builder.finish(OWNERS as usize, classes);
        let passes = Passes { owners: &owners, lanes: &lanes, items: &items };
        prop_assert_eq!(tally.count(passes), plain(&rows, passes));
    }

    #[test]
    fn numbers_are_given_in_order_and_kept(keys in prop::collection::vec(0..50_u64, 0..200)) {
        let (mut numbers, mut known) = (Numbers::default(), Vec::new());
        for key in keys {
            let next = known.len();
            let expect = known.iter().position(|other| *other == key).unwrap_or_else(|| {
                known.push(key);
                next
            });
            prop_assert_eq!(numbers.number(key) as usize, expect);
            prop_assert_eq!(numbers.get(key), Some(expect as u32));
        }
        prop_assert_eq!(numbers.keys(), &known[..]);
        prop_assert_eq!(numbers.get(1000), None);
    }
}
