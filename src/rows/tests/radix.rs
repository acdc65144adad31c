//! Rows are sorted as a plain stable sort would: by wide numbers and small ones, by several keys,
//! both ways. It must never be satisfied with rows that are in order already.

use std::cmp::Ordering;

use proptest::prelude::*;
use union_dashboard_rows::{Column, Key, Row, sorted};

fn numbers() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let number = prop_oneof![
        0..9_u32,
        2040..2060_u32,
        65_530..65_540_u32,
        (1 << 22) - 3..(1 << 22) + 3_u32,
        any::<u32>()
    ];
    prop_oneof![
        prop::collection::vec((number.clone(), number), 0..300),
        prop::collection::vec((0..3_u32, 0..70_000_u32), 4000..5000),
    ]
}

fn columns(numbers: &[(u32, u32)]) -> [Column; 2] {
    let (mut one, mut other) = (Column::default(), Column::default());
    for &(a, b) in numbers {
        one.push(a);
        other.push(b);
    }
    [one, other]
}

fn way(descending: bool, order: Ordering) -> Ordering {
    if descending { order.reverse() } else { order }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_are_sorted_as_a_stable_sort_would(
        numbers in numbers(), list in prop::collection::vec(0..5_u32, 0..9), descending: bool,
        step in 1..4_usize
    ) {
        let rows: Vec<Row> = (0..numbers.len()).step_by(step).map(Row::new).collect();
        let [less, more] = columns(&numbers);
        let keys = [Key::Number(&less, &[]), Key::Number(&more, &list)];
        let found = sorted(&rows, &keys, descending);
        let key = |row: &Row| {
            let (less, more) = numbers[row.index()];
            (list.get(more as usize).copied().unwrap_or(more), less)
        };
        let mut expected = rows;
        expected.sort_by(|a, b| way(descending, key(a).cmp(&key(b))));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn values_stand_in_their_total_order_and_what_is_none_last(
        values in prop::collection::vec(
            prop_oneof![
                any::<f64>(), -9.0..9.0, (-3..3_i32).prop_map(f64::from),
                Just(-0.0), Just(0.0), Just(f64::NAN), Just(f64::INFINITY), Just(f64::MIN)
            ],
            0..200
        ),
        descending: bool
    ) {
        let rows: Vec<Row> = (0..values.len()).map(Row::new).collect();
        let found = sorted(&rows, &[Key::Low(&values), Key::High(&values)], descending);
        let mut expected = rows;
        expected.sort_by(|a, b| {
            let (a, b) = (values[a.index()], values[b.index()]);
            match (a.is_nan(), b.is_nan()) {
                (false, false) => way(descending, a.total_cmp(&b)),
                (a, b) => a.cmp(&b),
            }
        });
        prop_assert_eq!(found, expected);
    }
}
