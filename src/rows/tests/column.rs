//! Columns hold every number that they are given, however wide, and rows are ruled out as a plain
//! test of each would. It must never be satisfied with numbers of one width.

use proptest::prelude::*;
use union_dashboard_rows::{Column, Row, unmarked};

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    let number = prop_oneof![0..9_u32, 250..260_u32, 65_530..65_540_u32, any::<u32>()];
    let end = prop_oneof![Just(9_u32), Just(300), Just(70_000), Just(u32::MAX)];
    end.prop_flat_map(move |end| {
        prop::collection::vec(number.clone().prop_map(move |number| number % end), 0..40)
    })
}

proptest! {
    #[test]
    fn a_column_holds_what_it_is_given(numbers in numbers(), more in numbers()) {
        let mut column = Column::default();
        numbers.iter().for_each(|&number| column.push(number));
        prop_assert_eq!(column.iter().collect::<Vec<_>>(), numbers.clone());
        let mut expected = numbers;
        for (row, &number) in more.iter().enumerate().take(expected.len()) {
            column.set(row, number);
            expected[row] = number;
        }
        column.shrink_to_fit();
        prop_assert_eq!(column.len(), expected.len());
        prop_assert_eq!(column.iter().collect::<Vec<_>>(), expected.clone());
        let mut zeros = Column::zeros(expected.len(), 9);
        expected.iter().enumerate().for_each(|(row, &number)| zeros.set(row, number));
        prop_assert_eq!(zeros.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_marked_is_left_out(
        rows in prop::collection::vec((0..3_u32, 0..400_u32), 0..9000),
        first in prop::collection::vec(0..2_u8, 3),
        second in prop_oneof![Just(vec![0; 400]), prop::collection::vec(0..2_u8, 400)],
    ) {
        let (mut one, mut other) = (Column::default(), Column::default());
        for &(a, b) in &rows {
            one.push(a);
            other.push(b);
        }
        let found = unmarked(rows.len(), &[(&one, &first), (&other, &second)]);
        let passes = |&(_, &(a, b)): &(u32, &(u32, u32))| {
            first[a as usize] == 0 && second[b as usize] == 0
        };
        let expected = (0..).zip(&rows).filter(passes).map(|(row, _)| Row(row));
        prop_assert_eq!(found, expected.collect::<Vec<Row>>());
    }
}
