//! Figures: what holds for every number and every text, not for those in a table.
//!
//! It must never depend on one spelling: those are in `figure.rs`.

use proptest::prelude::*;
use union_dashboard::figure::{Bound, Scale, Script, bounded, change_percent, compact, exact};
use union_dashboard::figure::{machine, parse};

/// Units that exact text is written with. 年, 月, 日 and 届 are left out: they may name a date.
fn unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "元",
        "家",
        "人次",
        "人(次)",
        "%",
        "‰",
        "场",
        "个百分点",
        "千瓦时",
        "小时",
        "㎡",
        "yuan",
        "person-times",
    ])
}

fn script() -> impl Strategy<Value = Script> {
    prop::sample::select(vec![Script::Chinese, Script::English])
}

/// Any finite number, those of the size of printed figures as often as all others.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("finite", |value| value.is_finite()),
        (-1_000_000_000_i64..1_000_000_000).prop_map(|value| value as f64),
        (-100_000_000_i64..100_000_000).prop_map(|value| value as f64 / 100.0),
    ]
}

/// Whether the number is written without an exponent; no report prints another.
fn is_plain(value: f64) -> bool {
    value == 0.0 || (1e-6..1e21).contains(&value.abs())
}

/// Texts made of the pieces that figures are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "0",
        "23",
        ".",
        ",",
        "，",
        "１",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "一",
        "两",
        "五",
        "零",
        "〇",
        "点",
        "余",
        "多",
        "几",
        "数",
        "来",
        "上",
        "近",
        "约",
        "超",
        "不超过",
        "不少于",
        "以上",
        "左右",
        "至",
        "—",
        "-",
        "−",
        "+",
        "%",
        "‰",
        "百分之",
        "百分点",
        "第",
        "届",
        "年",
        "月",
        "日",
        "家",
        "人次",
        "(",
        ")",
        "元",
        "个",
        "半",
        " ",
        "\u{3000}",
        "的",
        "千瓦",
        "/",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Holds for whatever a parser accepts or refuses.
fn check_any_text(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(figure) => {
            let number = figure.value.is_some_and(f64::is_finite);
            prop_assert_eq!(number, figure.bound != Bound::Vague);
            prop_assert_eq!(figure.upper.is_some(), figure.bound == Bound::Range);
            prop_assert!(figure.upper.is_none_or(|upper| Some(upper) >= figure.value));
            prop_assert!(figure.unit.chars().count() <= 13);
        }
        Err(error) => prop_assert!(error.offset <= text.chars().count()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn parse_never_panics(text in any::<String>()) {
        check_any_text(&text)?;
    }

    #[test]
    fn parse_never_panics_on_pieces_of_figures(text in pieces()) {
        check_any_text(&text)?;
    }

    #[test]
    fn exact_text_reads_back(value in value(), unit in unit(), script in script()) {
        let text = exact(value, unit, script);
        if !is_plain(value) {
            prop_assert!(text.chars().count() <= 25 + unit.len() + 1, "{}", text);
            return Ok(());
        }
        let figure = parse(&text).expect("exact text is a figure");
        prop_assert_eq!(figure.value, Some(value));
        prop_assert_eq!(figure.unit.as_str(), unit);
        prop_assert_eq!(figure.bound, Bound::Exact);
    }

    #[test]
    fn machine_text_reads_back(value in value()) {
        let text = machine(value);
        prop_assert!(text.len() <= 25, "{}", text);
        prop_assert_eq!(text.parse::<f64>().ok(), Some(value));
        if is_plain(value) {
            prop_assert_eq!(parse(&text).ok().and_then(|figure| figure.value), Some(value));
        } else {
            prop_assert!(text.contains('e'), "{}", text);
        }
    }

    #[test]
    fn bounded_text_keeps_the_bound(value in 1_u32..4_000_000_000, mark in 0_usize..4) {
        let bound = Bound::ALL[mark];
        let text = bounded(Some(f64::from(value)), None, bound, "家", "", Script::Chinese);
        prop_assert_eq!(parse(&text).map(|figure| figure.bound), Ok(bound));
    }

    #[test]
    fn compact_text_is_near(value in value()) {
        let text = compact(value, "元", Script::Chinese);
        prop_assert!(text.chars().count() <= 20, "{}", text);
        if !is_plain(value) {
            return Ok(());
        }
        let figure = parse(&text).expect("compact text is a figure");
        let read = figure.value.expect("a number");
        prop_assert!((read - value).abs() <= value.abs() * 0.005_000_1, "{} for {}", text, value);
        prop_assert_eq!(figure.unit.as_str(), "元");
    }

    #[test]
    fn compact_text_is_whole_below_100_000(value in -99_999_i32..100_000, script in script()) {
        let value = f64::from(value);
        prop_assert_eq!(compact(value, "", script), exact(value, "", script));
    }

    #[test]
    fn compact_text_is_short(value in -1e16_f64..1e16, script in script()) {
        let text = compact(value, "", script);
        let significant = text.trim_start_matches(['−', '0', '.']);
        let digits = significant.chars().filter(char::is_ascii_digit).count();
        prop_assert!(digits <= 5, "{}", text);
    }

    #[test]
    fn ticks_differ(
        step in prop::sample::select(vec![1.0, 2.0, 2.5, 5.0]),
        power in -6_i32..13,
        count in 2_u32..30,
        script in script(),
    ) {
        let step = step * 10_f64.powi(power);
        let scale = Scale::for_max(step * f64::from(count), script);
        let ticks: Vec<String> =
            (0..=count).map(|tick| scale.format(step * f64::from(tick))).collect();
        for (index, tick) in ticks.iter().enumerate() {
            prop_assert!(!ticks[..index].contains(tick), "{:?}", ticks);
            prop_assert!(tick.len() <= 9, "{:?}", ticks);
            let read = parse(tick).expect("a tick is a figure").value.expect("a number");
            let expected = step * index as f64 / scale.divisor();
            prop_assert!((read - expected).abs() <= expected.abs() * 1e-6, "{:?}", ticks);
        }
    }

    #[test]
    fn change_has_the_sign_of_the_change(from in 1_u32..1_000_000, to in 0_u32..1_000_000) {
        let text = change_percent(f64::from(from), f64::from(to)).expect("a share");
        let read = parse(&text).expect("a figure").value.expect("a number");
        let change = (f64::from(to) - f64::from(from)) / f64::from(from) * 100.0;
        prop_assert!((read - change).abs() <= 0.050_001, "{}", text);
        prop_assert_eq!(text.starts_with('+'), read > 0.0);
        prop_assert_eq!(text.starts_with('−'), read < 0.0);
    }
}
