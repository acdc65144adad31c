//! Periods as ISO 8601 spells them. It must never need a dataset.

use proptest::prelude::*;
use union_dashboard::dataset::{Period, PeriodError, YearRange};

#[test]
fn every_form_is_read_and_written_back() {
    for text in [
        "2025",
        "2025-06",
        "2024-02-29",
        "2000-02-29",
        "2025-04-30",
        "2025-12-31",
        "2021/2025",
        "2019-03/2019-05",
        "2025-06-01/2025-06-01",
        "2025-02/2025-02-28",
        "../2024",
    ] {
        assert_eq!(
            Period::parse(text).map(|period| period.to_string()),
            Ok(text.to_owned())
        );
    }
}

#[test]
fn what_is_no_period_is_refused() {
    use PeriodError::{Malformed, Reversed};
    let cases = [
        ("", Malformed),
        ("25", Malformed),
        ("0000", Malformed),
        ("2025年", Malformed),
        ("2025-13", Malformed),
        ("2025-02-29", Malformed),
        ("1900-02-29", Malformed),
        ("2025-04-31", Malformed),
        ("2025-12-32", Malformed),
        ("2025-00", Malformed),
        ("2025-01-00", Malformed),
        ("2025-6", Malformed),
        ("2025-06-01-02", Malformed),
        ("2021/", Malformed),
        ("2025/..", Malformed),
        ("２０２５", Malformed),
        ("2025/2021", Reversed),
        ("2025-06/2025-05", Reversed),
    ];
    for (text, error) in cases {
        assert_eq!(Period::parse(text), Err(error), "{text}");
    }
}

#[test]
fn a_year_filter_shows_what_it_touches() {
    let touches = |period: &str, from, to| {
        let period = Period::parse(period).expect("a period");
        period.touches(YearRange { from, to })
    };
    assert!(touches("2025", Some(2025), Some(2025)));
    assert!(!touches("2024", Some(2025), None));
    assert!(
        touches("2021/2025", Some(2023), Some(2023)),
        "an interval that spans the year"
    );
    assert!(!touches("2021/2025", Some(2026), None));
    assert!(
        touches("../2024", Some(2024), Some(2024)),
        "an open interval touches its end"
    );
    assert!(
        !touches("../2024", None, Some(2023)),
        "and nothing before it"
    );
    assert!(touches("2019-06-01", None, None));
}

#[test]
fn an_interval_has_two_ends_and_a_range_an_order() {
    for (text, is_interval, first, last) in [
        ("2025", false, 2025, 2025),
        ("2025-06-01", false, 2025, 2025),
        ("2021/2025", true, 2021, 2025),
        ("../2024", true, 2024, 2024),
    ] {
        let period = Period::parse(text).expect("a period");
        assert_eq!(period.is_interval(), is_interval, "{text}");
        assert_eq!((period.first_year(), period.last_year()), (first, last));
    }
    let range = |from, to| YearRange { from, to };
    let (early, late) = (Some(2019), Some(2025));
    assert_eq!(range(late, early).ordered(), range(early, late));
    for one in [
        range(early, late),
        range(late, late),
        range(late, None),
        range(None, early),
    ] {
        assert_eq!(one.ordered(), one);
        assert!(!one.is_all());
    }
    assert!(range(None, None).is_all());
}

#[test]
fn periods_stand_in_the_order_in_which_they_end() {
    let key = |text: &str| Period::parse(text).expect("a period").sort_key();
    let in_order = [
        "../2024",
        "2021/2024",
        "2024",
        "2024-12",
        "2024-12-31",
        "2025-01",
        "2025-02",
        "2025-02-28",
        "../2025",
        "2025",
    ];
    for pair in in_order.windows(2) {
        assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,20}") {
        let _ = Period::parse(&text);
    }

    #[test]
    fn what_is_read_is_written_back(year in 1_u16..10_000, length in 0_u16..50) {
        let text = format!("{year:04}/{:04}", year.saturating_add(length).min(9999));
        let period = Period::parse(&text).expect("in order");
        prop_assert_eq!(period.to_string(), text);
    }
}
