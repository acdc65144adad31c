//! Figures: what holds for every number and every text, not for those in a table.
//!
//! It must never depend on one spelling: those are in `figure.rs`.

use proptest::prelude::*;
use union_dashboard::figure::{Bound, Figure, Scale, Script, bounded, change_percent, compact};
use union_dashboard::figure::{exact, machine, parse};

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
        "半数",
        "成",
        "大",
        "时",
        "二",
        "一起",
        "及",
        "不到",
        "和",
        "，",
        "：",
        " ",
        "\u{3000}",
        "的",
        "千瓦",
        "/",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Any Han characters: most words of a sentence, few figures.
fn han_text() -> impl Strategy<Value = String> {
    let figure: Vec<char> = "一二两三五十百千万亿半成大多余近约数几".chars().collect();
    let figure = prop::sample::select(figure);
    let any = prop::char::range('\u{4e00}', '\u{9fff}');
    prop::collection::vec(prop_oneof![figure, any], 0..8)
        .prop_map(|chars| chars.into_iter().collect())
}

/// Numbers of all the sizes that a report prints, so that each order is met as often as another.
fn count() -> impl Strategy<Value = u64> {
    (1_u32..13, any::<u64>(), 0_u32..6).prop_map(|(digits, seed, zeros)| {
        let size = 10_u64.pow(digits);
        let value = seed % (size - size / 10) + size / 10;
        let round = 10_u64.pow(zeros.min(digits - 1));
        value / round * round
    })
}

/// How a writer spells Han numerals where there is a choice.
#[derive(Clone, Copy, Debug)]
struct Hand {
    /// 两百, 两万 instead of 二百, 二万.
    says_liang: bool,
    /// 一十五 instead of 十五.
    says_one_ten: bool,
    /// 〇 instead of 零.
    writes_circle: bool,
}

fn hand() -> impl Strategy<Value = Hand> {
    any::<(bool, bool, bool)>().prop_map(|(says_liang, says_one_ten, writes_circle)| Hand {
        says_liang,
        says_one_ten,
        writes_circle,
    })
}

impl Hand {
    /// A count below 10^12 in Han numerals.
    fn write(self, value: u64) -> String {
        let zero = if self.writes_circle { '〇' } else { '零' };
        let mut out = String::new();
        let mut is_gap = false;
        for (power, name) in [(8, "亿"), (4, "万"), (0, "")] {
            let part = value / 10_u64.pow(power) % 10_000;
            if part == 0 {
                is_gap = true;
                continue;
            }
            if !out.is_empty() && (is_gap || part < 1000) {
                out.push(zero);
            }
            match part {
                // Before a measure word and before 万, two is 两.
                2 if out.is_empty() && (self.says_liang || name.is_empty()) => out.push('两'),
                10..20 if out.is_empty() && !self.says_one_ten => {
                    let spelled = self.below_10_000(part);
                    out.push_str(spelled.trim_start_matches('一'));
                }
                _ => out.push_str(&self.below_10_000(part)),
            }
            out.push_str(name);
            is_gap = false;
        }
        out
    }

    fn below_10_000(self, part: u64) -> String {
        let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
        let zero = if self.writes_circle { '〇' } else { '零' };
        let mut out = String::new();
        let mut is_gap = false;
        for (power, name) in [(3, "千"), (2, "百"), (1, "十"), (0, "")] {
            let digit = (part / 10_u64.pow(power) % 10) as usize;
            if digit == 0 {
                is_gap = !out.is_empty();
                continue;
            }
            if is_gap {
                out.push(zero);
            }
            match digit {
                2 if power > 1 && self.says_liang => out.push('两'),
                _ => out.push(digits[digit]),
            }
            out.push_str(name);
            is_gap = false;
        }
        out
    }
}

fn fullwidth(text: &str) -> String {
    let widen = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).expect("a fullwidth form"),
        other => other,
    };
    text.chars().map(widen).collect()
}

/// Figures as reports print them: marks, orders, units, ranges, shares, durations, amounts.
fn printed() -> impl Strategy<Value = String> {
    let before = prop::sample::select(vec!["", "", "", "近", "约", "超", "突破", "不少于", "不足"]);
    let number = prop_oneof![
        count().prop_map(|count| count.to_string()),
        count().prop_map(|count| (count as f64 / 100.0).to_string()),
        (count(), hand()).prop_map(|(count, hand)| hand.write(count)),
        (1_u32..10_000, 0_u32..100).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
    ];
    let order = prop::sample::select(vec!["", "", "余", "万", "余万", "万多", "亿"]);
    let unit = prop::sample::select(vec!["家", "元", "人次", "人(次)", "个百分点", "%", "名"]);
    let after = prop::sample::select(vec!["", "", "", "以上", "左右", "以内", "及以上"]);
    let one = (before, number, order, unit.clone(), after).prop_map(
        |(before, number, order, unit, after)| format!("{before}{number}{order}{unit}{after}"),
    );
    let to = prop::sample::select(vec!["至", "到", "—", "~", "-", "万至", "家至"]);
    let order = prop::sample::select(vec!["", "万", "亿"]);
    let range = (count(), to, count(), order, unit)
        .prop_map(|(low, to, high, order, unit)| format!("{low}{to}{high}{order}{unit}"));
    let fixed = prop::sample::select(vec![
        "近九成",
        "七八成",
        "九成五",
        "三至五成",
        "过半",
        "半数以上",
        "不足一半",
        "两年半",
        "一个半月",
        "三大",
        "8大类",
        "六连冠",
        "七八家",
        "二三十家",
        "十余家",
        "数百场",
        "几十",
        "两个多月",
        "百分之三点五",
        "数10万人次",
        "上千名",
        "百余场次",
        "一批",
    ]);
    prop_oneof![4 => one, 2 => range, 1 => fixed.prop_map(str::to_owned)]
}

/// The bounded text of a figure.
fn shown(figure: &Figure, printed: &str) -> String {
    let (bound, unit) = (figure.bound, figure.unit.as_str());
    bounded(
        figure.value,
        figure.upper,
        bound,
        unit,
        printed,
        Script::Chinese,
    )
}

/// Words and signs that a sentence has before a figure, and after it.
const BEFORE: [&str; 27] = [
    "共",
    "累计",
    "达",
    "达到",
    "增长",
    "同比增长",
    "下降",
    "其中",
    "每",
    "为",
    "的",
    "和",
    "有",
    "仅",
    "各",
    "由",
    "近年",
    "网约",
    "约定",
    "全市",
    "发放",
    "超额",
    "第",
    "（",
    "，",
    "：",
    "！",
];
const AFTER: [&str; 37] = [
    "增长",
    "下降",
    "同比",
    "的",
    "了",
    "等",
    "以来",
    "其中",
    "和",
    "及",
    "以及",
    "与",
    "由",
    "将",
    "在",
    "为",
    "达",
    "占",
    "至今",
    "期间",
    "开展",
    "累计",
    "以上的",
    "左右的",
    "多的",
    "后",
    "前",
    "内",
    "来",
    "，",
    "。",
    "、",
    "；",
    "！",
    "？",
    "增长5%",
    "和3家",
];

/// Holds for whatever a parser accepts or refuses.
fn check_any_text(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(figure) => {
            let number = figure.value.is_some_and(f64::is_finite);
            prop_assert_eq!(number, figure.bound != Bound::Vague);
            prop_assert_eq!(figure.upper.is_some(), figure.bound == Bound::Range);
            prop_assert!(figure.upper.is_none_or(|upper| Some(upper) >= figure.value));
            let ends = figure.value.into_iter().chain(figure.upper);
            prop_assert!(ends.into_iter().all(is_plain), "{:?}", figure);
            prop_assert!(figure.unit.chars().count() <= 13);
            prop_assert!(!figure.unit.contains(|c: char| c.is_ascii_digit()));
            prop_assert_eq!(figure.unit.trim(), &figure.unit);
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
    fn parse_never_panics_on_han_text(text in han_text()) {
        check_any_text(&text)?;
    }

    #[test]
    fn spellings_of_a_number_agree(
        value in count(),
        hand in hand(),
        before in prop::sample::select(vec!["", "约", "超", "不超过", "至少"]),
        after in prop::sample::select(vec!["", "以上", "左右", "以内", "多"]),
    ) {
        let grouped = exact(value as f64, "", Script::Chinese);
        let read = |number: &str| {
            parse(&format!("{before}{number}家{after}")).map_err(|error| error.kind)
        };
        let expected = read(&value.to_string());
        if let Ok(figure) = &expected {
            prop_assert_eq!(figure.value, Some(value as f64));
        }
        let han = hand.write(value);
        for number in [&grouped, &fullwidth(&value.to_string()), &fullwidth(&grouped), &han] {
            prop_assert_eq!(read(number), expected.clone(), "{}", number);
        }
        prop_assert_eq!(parse(&han).map(|figure| figure.value), Ok(Some(value as f64)));
    }

    #[test]
    fn orders_only_move_the_point(hundredths in 1_u64..100_000_000, order in 0_usize..5) {
        let (name, zeros) = [("百万", 4), ("千万", 5), ("万", 2), ("亿", 6), ("万亿", 10)][order];
        let text = format!("{}.{:02}{name}元", hundredths / 100, hundredths % 100);
        let exactly: f64 = format!("{hundredths}e{zeros}").parse().expect("a number");
        prop_assert_eq!(parse(&text).map(|figure| figure.value), Ok(Some(exactly)), "{}", text);
    }

    #[test]
    fn what_is_shown_says_the_same(printed in printed()) {
        let Ok(figure) = parse(&printed) else { return Ok(()) };
        let text = shown(&figure, &printed);
        let again = parse(&text);
        let again = again.map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!((again.bound, &again.unit), (figure.bound, &figure.unit), "{}", text);
        prop_assert_eq!(shown(&again, &text), text.clone(), "from {}", printed);
        let ends = |figure: &Figure| [figure.value, figure.upper];
        for (shown, read) in ends(&again).into_iter().zip(ends(&figure)) {
            let (Some(shown), Some(read)) = (shown, read) else {
                prop_assert_eq!(shown, read);
                continue;
            };
            prop_assert!((shown - read).abs() <= read * 0.005_000_1, "{} for {}", text, printed);
            if read < 100_000.0 && read.fract() == 0.0 {
                prop_assert_eq!(shown, read, "{} for {}", text, printed);
            }
            let exactly = parse(&exact(read, &figure.unit, Script::Chinese));
            prop_assert_eq!(exactly.map(|exactly| exactly.value), Ok(Some(read)));
            prop_assert_eq!(parse(&machine(read)).map(|exactly| exactly.value), Ok(Some(read)));
        }
    }

    #[test]
    fn a_sentence_is_no_figure(
        printed in printed(),
        before in prop::sample::select(BEFORE.to_vec()),
        after in prop::sample::select(AFTER.to_vec()),
    ) {
        if parse(&printed).is_ok() {
            for text in [format!("{before}{printed}"), format!("{printed}{after}")] {
                prop_assert!(parse(&text).is_err(), "{}: {:?}", text, parse(&text));
            }
        }
    }

    #[test]
    fn spaces_around_a_figure_say_nothing(printed in printed()) {
        prop_assert_eq!(parse(&format!(" \u{3000}{printed}\u{a0}")).ok(), parse(&printed).ok());
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
