//! Figures as printed, read and written: the table of spellings, refusals included.
//!
//! It must never hold a sentence of a source: figures only.

use union_dashboard::figure::{
    Bound, FigureErrorKind, Scale, Script, bounded, change_percent, compact, exact, machine, parse,
};

/// `value|upper unit bound` as one line, or `error offset`.
fn read(printed: &str) -> String {
    match parse(printed) {
        Ok(figure) => {
            let value = figure.value.map_or("-".to_owned(), machine);
            let upper = figure
                .upper
                .map_or(String::new(), |upper| format!("..{}", machine(upper)));
            format!("{value}{upper} {} {}", figure.unit, figure.bound.as_str())
        }
        Err(error) => format!("{:?} {}", error.kind, error.offset),
    }
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(printed, expect)| read(printed) != *expect)
        .map(|(printed, expect)| format!("{printed}: {}, expected {expect}", read(printed)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn exact_figures() {
    check(&[
        ("977家", "977 家 exact"),
        ("10041个", "10041 个 exact"),
        ("87%", "87 % exact"),
        ("87％", "87 % exact"),
        ("7.5 %", "7.5 % exact"),
        ("227%", "227 % exact"),
        ("3‰", "3 ‰ exact"),
        ("53265", "53265  exact"),
        ("17.6亿元", "1760000000 元 exact"),
        ("221.22万元", "2212200 元 exact"),
        ("311.65万元", "3116500 元 exact"),
        ("752.87万元", "7528700 元 exact"),
        ("626.3万元", "6263000 元 exact"),
        ("30.5万人次", "305000 人次 exact"),
        ("114万家", "1140000 家 exact"),
        ("7615万人", "76150000 人 exact"),
        ("3700万次", "37000000 次 exact"),
        ("14.11万", "141100  exact"),
        ("1.2万亿元", "1200000000000 元 exact"),
        ("3千万元", "30000000 元 exact"),
        ("5百万元", "5000000 元 exact"),
        ("2亿3000万元", "230000000 元 exact"),
        ("3万5千人", "35000 人 exact"),
        ("15场次", "15 场次 exact"),
        ("48小时", "48 小时 exact"),
        ("10万人(次)", "100000 人(次) exact"),
        ("10万人（次）", "100000 人(次) exact"),
        ("14 人", "14 人 exact"),
        ("\u{3000}14人 ", "14 人 exact"),
        ("２４７份", "247 份 exact"),
        ("１，２３４家", "1234 家 exact"),
        ("1,234家", "1234 家 exact"),
        ("13,870,000元", "13870000 元 exact"),
        ("0家", "0 家 exact"),
        ("-5.5%", "-5.5 % exact"),
        ("−5.0%", "-5 % exact"),
        ("+12.3%", "12.3 % exact"),
        ("5个百分点", "5 个百分点 exact"),
        ("300千瓦时", "300 千瓦时 exact"),
        ("5万千瓦", "50000 千瓦 exact"),
        ("3千米", "3 千米 exact"),
        ("120㎡", "120 ㎡ exact"),
        ("35℃", "35 ℃ exact"),
        ("30元/人", "30 元/人 exact"),
        ("12 person-times", "12 person-times exact"),
        ("21天", "21 天 exact"),
        ("5个月", "5 个月 exact"),
        ("100年", "100 年 exact"),
    ]);
}

#[test]
fn han_numerals() {
    check(&[
        ("三年", "3 年 exact"),
        ("两家", "2 家 exact"),
        ("一名", "1 名 exact"),
        ("十件", "10 件 exact"),
        ("十二", "12  exact"),
        ("二十", "20  exact"),
        ("三十五", "35  exact"),
        ("百名", "100 名 exact"),
        ("百", "100  exact"),
        ("两百", "200  exact"),
        ("两百五", "250  exact"),
        ("一百零五", "105  exact"),
        ("一百〇五", "105  exact"),
        ("一百一十", "110  exact"),
        ("一千二百", "1200  exact"),
        ("一千二", "1200  exact"),
        ("一千零二十", "1020  exact"),
        ("五千名", "5000 名 exact"),
        ("二〇二五", "2025  exact"),
        ("二零二五", "2025  exact"),
        ("一〇五", "105  exact"),
        ("一万二", "12000  exact"),
        ("一万零五", "10005  exact"),
        ("三万五千人", "35000 人 exact"),
        ("十万元", "100000 元 exact"),
        ("二十五万三千六百人", "253600 人 exact"),
        ("一亿二千万元", "120000000 元 exact"),
        ("百万人", "1000000 人 exact"),
        ("三点五万人", "35000 人 exact"),
        ("百分之八十七", "87 % exact"),
        ("百分之八十七点五", "87.5 % exact"),
        ("百分之百", "100 % exact"),
        ("百分之87以上", "87 % at_least"),
        ("千分之三", "3 ‰ exact"),
        ("五万千瓦", "50000 千瓦 exact"),
    ]);
}

#[test]
fn marked_figures() {
    check(&[
        ("1387余万元", "13870000 元 at_least"),
        ("170.24余万元", "1702400 元 at_least"),
        ("900余万次", "9000000 次 at_least"),
        ("48万人次以上", "480000 人次 at_least"),
        ("5000人以上", "5000 人 at_least"),
        ("70%以上", "70 % at_least"),
        ("超70%", "70 % at_least"),
        ("超过70%", "70 % at_least"),
        ("超2760万元", "27600000 元 at_least"),
        ("超过1700万元", "17000000 元 at_least"),
        ("逾2000万元", "20000000 元 at_least"),
        ("突破20万人", "200000 人 at_least"),
        ("突破13.3万人", "133000 人 at_least"),
        ("不少于20场", "20 场 at_least"),
        ("不低于20%", "20 % at_least"),
        ("至少3家", "3 家 at_least"),
        ("10多万人次", "100000 人次 at_least"),
        ("10万多人(次)", "100000 人(次) at_least"),
        ("9万余人次", "90000 人次 at_least"),
        ("43万余条", "430000 条 at_least"),
        ("1.5万余名", "15000 名 at_least"),
        ("10余场", "10 场 at_least"),
        ("2700余人", "2700 人 at_least"),
        ("627余件", "627 件 at_least"),
        ("十余家", "10 家 at_least"),
        ("十多家", "10 家 at_least"),
        ("十几", "10  at_least"),
        ("十几万人", "100000 人 at_least"),
        ("二十几家", "20 家 at_least"),
        ("百余场", "100 场 at_least"),
        ("百余场次", "100 场次 at_least"),
        ("千余", "1000  at_least"),
        ("万余人次", "10000 人次 at_least"),
        ("上百场", "100 场 at_least"),
        ("上千名", "1000 名 at_least"),
        ("上万名", "10000 名 at_least"),
        ("过万人", "10000 人 at_least"),
        ("300有余", "300  at_least"),
        ("500+场", "500 场 at_least"),
        ("三年多", "3 年 at_least"),
        ("两个多月", "2 个月 at_least"),
        ("≥20场", "20 场 at_least"),
        ("不少于20场以上", "20 场 at_least"),
        ("不超过30人", "30 人 at_most"),
        ("不足100家", "100 家 at_most"),
        ("不到三年", "3 年 at_most"),
        ("15日以内", "15 日 at_most"),
        ("30人以下", "30 人 at_most"),
        ("至多3次", "3 次 at_most"),
        ("低于5%", "5 % at_most"),
        ("≤5%", "5 % at_most"),
        ("近百场", "100 场 approximate"),
        ("近万人次", "10000 人次 approximate"),
        ("近亿元", "100000000 元 approximate"),
        ("近266万元", "2660000 元 approximate"),
        ("近19.8万", "198000  approximate"),
        ("约6万元", "60000 元 approximate"),
        ("接近300人", "300 人 approximate"),
        ("将近300人", "300 人 approximate"),
        ("300人左右", "300 人 approximate"),
        ("5万左右", "50000  approximate"),
        ("300上下", "300  approximate"),
        ("十来家", "10 家 approximate"),
        ("约300余人", "300 人 approximate"),
        ("约2000年", "2000 年 approximate"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("2至3家", "2..3 家 range"),
        ("2到3家", "2..3 家 range"),
        ("2—3", "2..3  range"),
        ("2——3", "2..3  range"),
        ("2-3家", "2..3 家 range"),
        ("2～3家", "2..3 家 range"),
        ("2–3家", "2..3 家 range"),
        ("2家至3家", "2..3 家 range"),
        ("1.4万至2万人", "14000..20000 人 range"),
        ("1.4万人至2万人", "14000..20000 人 range"),
        ("2至3万人", "20000..30000 人 range"),
        ("1.1至2.3万人", "11000..23000 人 range"),
        ("1000至2000万元", "10000000..20000000 元 range"),
        ("2000至3万人", "2000..30000 人 range"),
        ("三至五千人", "3000..5000 人 range"),
        ("一至二十家", "1..20 家 range"),
        ("10%—20%", "10..20 % range"),
        ("10—20%", "10..20 % range"),
        ("−5—3", "-5..3  range"),
        ("七八家", "7..8 家 range"),
        ("三五家", "3..5 家 range"),
        ("二三十家", "20..30 家 range"),
        ("十七八万人", "170000..180000 人 range"),
        ("三四百人", "300..400 人 range"),
        ("约2至3家", "2..3 家 range"),
    ]);
}

#[test]
fn vague_amounts() {
    check(&[
        ("数百场", "- 场 vague"),
        ("数百件", "- 件 vague"),
        ("数十家", "- 家 vague"),
        ("数万名", "- 名 vague"),
        ("数十万人次", "- 人次 vague"),
        ("数10万人次", "- 人次 vague"),
        ("近数百场", "- 场 vague"),
        ("数百余场", "- 场 vague"),
        ("数百场以上", "- 场 vague"),
        ("几十", "-  vague"),
        ("几百人", "- 人 vague"),
        ("好几家", "- 家 vague"),
        ("几年", "- 年 vague"),
        ("数次", "- 次 vague"),
        ("多场", "- 场 vague"),
        ("多场次", "- 场次 vague"),
        ("若干", "-  vague"),
        ("若干项", "- 项 vague"),
        ("大批", "-  vague"),
        ("许多人", "- 人 vague"),
        ("成千上万名", "- 名 vague"),
        ("数以万计", "-  vague"),
        ("一批", "-  vague"),
        ("一批次", "1 批次 exact"),
    ]);
}

#[test]
fn refusals() {
    check(&[
        ("", "Empty 0"),
        (" \u{3000}", "Empty 0"),
        ("家", "NoNumber 0"),
        ("abc", "NoNumber 0"),
        ("G60", "NoNumber 0"),
        ("万元", "NoNumber 0"),
        ("亿元", "NoNumber 0"),
        ("千元", "NoNumber 0"),
        ("网约车", "NoNumber 0"),
        ("约定", "NoNumber 1"),
        ("近年来", "NoNumber 1"),
        ("上半年", "NoNumber 0"),
        ("数据", "NoNumber 0"),
        ("多元", "NoNumber 0"),
        ("多达300人", "NoNumber 0"),
        ("几何", "NoNumber 0"),
        ("首家", "NoNumber 0"),
        ("零距离", "NoNumber 0"),
        (".5万人次", "NoNumber 0"),
        ("，300人", "NoNumber 0"),
        ("12,34家", "BadNumber 2"),
        ("1234,567家", "BadNumber 4"),
        ("1.2.3", "BadNumber 1"),
        ("5.家", "BadNumber 1"),
        ("五一", "BadNumber 1"),
        ("三八", "BadNumber 1"),
        ("一二三", "BadNumber 2"),
        ("第四届", "Ordinal 0"),
        ("第3名", "Ordinal 0"),
        ("二十届", "Ordinal 0"),
        ("二十大", "Ordinal 0"),
        ("2025年", "Calendar 0"),
        ("2019—2025年", "Calendar 0"),
        ("二〇二五年", "Calendar 0"),
        ("5月", "Calendar 0"),
        ("21-23日", "Calendar 0"),
        ("9月21-23日", "SeveralFigures 2"),
        ("2019年2月15日", "SeveralFigures 5"),
        ("5个30人", "SeveralFigures 2"),
        ("3万5家", "SeveralFigures 2"),
        ("5万八家", "SeveralFigures 2"),
        ("三分之一", "SeveralFigures 3"),
        ("两年半", "SeveralFigures 2"),
        ("3家至5人", "SeveralFigures 3"),
        ("1，234家", "BadUnit 1"),
        ("977家，", "BadUnit 4"),
        ("977家。", "BadUnit 4"),
        ("12家公司的", "BadUnit 5"),
        ("10家(", "BadUnit 2"),
        ("10家)", "BadUnit 3"),
        ("87%的", "BadUnit 2"),
        ("100人以上企业", "BadUnit 3"),
        ("3甲乙丙丁戊己庚辛壬癸子丑寅", "BadUnit 1"),
        ("不少于20场以下", "Contradiction 5"),
        ("5至3家", "FallingRange 0"),
    ]);
}

#[test]
fn errors_name_the_place_in_the_printed_text() {
    let error = parse("\u{3000}977家，").expect_err("a comma is no unit");
    assert_eq!((error.kind, error.offset), (FigureErrorKind::BadUnit, 5));
    assert_eq!(error.to_string(), "this is not a unit (at character 5)");
}

#[test]
fn bounds_have_the_words_of_the_format() {
    for bound in Bound::ALL {
        assert_eq!(Bound::parse(bound.as_str()), Some(bound));
    }
    assert_eq!(Bound::parse("Exact"), None);
}

#[test]
fn compact_text() {
    let zh = |value, unit| compact(value, unit, Script::Chinese);
    let table = [
        (0.0, "家", "0家"),
        (-0.0, "家", "0家"),
        (977.0, "家", "977家"),
        (2450.0, "名", "2,450名"),
        (11_780.0, "户", "11,780户"),
        (53_265.0, "", "53,265"),
        (63_979.0, "", "63,979"),
        (99_999.0, "", "99,999"),
        (99_999.6, "", "10万"),
        (100_000.0, "人", "10万人"),
        (340_203.0, "", "34.02万"),
        (3_116_500.0, "元", "311.7万元"),
        (13_870_000.0, "元", "1387万元"),
        (76_150_000.0, "人", "7615万人"),
        (99_999_999.0, "元", "1亿元"),
        (138_700_000.0, "元", "1.39亿元"),
        (1_760_000_000.0, "元", "17.6亿元"),
        (1.2e12, "元", "1.2万亿元"),
        (1.234_56e20, "元", "123,456,000万亿元"),
        (1.234_56e21, "元", "1.235e21元"),
        (1.234_56e300, "元", "1.235e300元"),
        (-9.999_99e299, "元", "−1e300元"),
        (0.000_001_234_56, "元", "0.000001235元"),
        (1.234_56e-300, "元", "1.235e-300元"),
        (87.0, "%", "87%"),
        (87.256, "%", "87.26%"),
        (12_345.67, "", "12,346"),
        (0.012_345, "", "0.01235"),
        (-340_203.0, "", "−34.02万"),
        (f64::NAN, "家", "—"),
    ];
    for (value, unit, text) in table {
        assert_eq!(zh(value, unit), text, "{value}");
    }
    let en = |value, unit| compact(value, unit, Script::English);
    assert_eq!(en(13_870_000.0, "yuan"), "13.9M yuan");
    assert_eq!(en(340_203.0, "people"), "340K people");
    assert_eq!(en(53_265.0, "people"), "53,265 people");
    assert_eq!(en(995_000.0, ""), "995K");
    assert_eq!(en(999_999.0, ""), "1M");
    assert_eq!(en(1.76e9, "yuan"), "1.76B yuan");
    assert_eq!(en(87.0, "%"), "87%");
}

#[test]
fn exact_text() {
    assert_eq!(exact(13_870_000.0, "元", Script::Chinese), "13,870,000元");
    assert_eq!(
        exact(13_870_000.0, "yuan", Script::English),
        "13,870,000 yuan"
    );
    assert_eq!(exact(-1234.5, "", Script::English), "−1,234.5");
    assert_eq!(exact(0.05, "%", Script::English), "0.05%");
    assert_eq!(exact(999.0, "家", Script::Chinese), "999家");
    assert_eq!(exact(f64::INFINITY, "家", Script::Chinese), "—");
    assert_eq!(
        exact(1e20, "", Script::English),
        "100,000,000,000,000,000,000"
    );
    assert_eq!(exact(1e300, "元", Script::Chinese), "1e300元");
    assert_eq!(exact(-1.25e-9, "yuan", Script::English), "−1.25e-9 yuan");
}

#[test]
fn bounded_text() {
    let zh = |value, upper, bound| bounded(value, upper, bound, "元", "数百元", Script::Chinese);
    let money = Some(13_870_000.0);
    assert_eq!(zh(money, None, Bound::Exact), "1387万元");
    assert_eq!(zh(money, None, Bound::AtLeast), "≥1387万元");
    assert_eq!(zh(money, None, Bound::AtMost), "≤1387万元");
    assert_eq!(zh(money, None, Bound::Approximate), "约1387万元");
    assert_eq!(zh(Some(2.0), Some(3.0), Bound::Range), "2–3元");
    // "2–20万元" would be from 20,000.
    assert_eq!(zh(Some(2.0), Some(2e5), Bound::Range), "2–200,000元");
    assert_eq!(
        zh(Some(90_000.0), Some(2e5), Bound::Range),
        "90,000–200,000元"
    );
    assert_eq!(zh(Some(2e5), Some(3e8), Bound::Range), "20万–3亿元");
    assert_eq!(zh(None, None, Bound::Vague), "数百元");
    let en = |bound| bounded(money, None, bound, "yuan", "", Script::English);
    assert_eq!(en(Bound::Approximate), "about 13.9M yuan");
    assert_eq!(en(Bound::AtLeast), "≥13.9M yuan");
}

#[test]
fn machine_text() {
    let table = [
        (13_870_000.0, "13870000"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (-5.5, "-5.5"),
        (1e20, "100000000000000000000"),
        (1e21, "1e21"),
        (1e300, "1e300"),
        (f64::MAX, "1.7976931348623157e308"),
        (0.000_001, "0.000001"),
        (0.000_000_1, "1e-7"),
        (-5e-324, "-5e-324"),
        (f64::NAN, ""),
    ];
    for (value, text) in table {
        assert_eq!(machine(value), text);
    }
}

#[test]
fn changes() {
    let table = [
        (100.0, 112.3, Some("+12.3%")),
        (100.0, 95.0, Some("−5.0%")),
        (100.0, 100.0, Some("0.0%")),
        (100_000.0, 99_999.0, Some("0.0%")),
        (1.0, 21.0, Some("+2,000.0%")),
        (8.0, 0.0, Some("−100.0%")),
        (0.0, 5.0, None),
        (-1.0, 5.0, None),
        (f64::NAN, 5.0, None),
        (5.0, f64::INFINITY, None),
    ];
    for (from, to, text) in table {
        assert_eq!(change_percent(from, to).as_deref(), text, "{from} to {to}");
    }
}

#[test]
fn scales() {
    let table = [
        (99_999.0, Script::Chinese, "", 20_000.0, "20,000"),
        (100_000.0, Script::Chinese, "万", 25_000.0, "2.5"),
        (76_150_000.0, Script::Chinese, "万", 20_000_000.0, "2,000"),
        (1e8, Script::Chinese, "亿", 5e7, "0.5"),
        (3e12, Script::Chinese, "万亿", 5e11, "0.5"),
        (340_203.0, Script::English, "K", 50_000.0, "50"),
        (13_870_000.0, Script::English, "M", 2_500_000.0, "2.5"),
        (1.76e9, Script::English, "B", 5e8, "0.5"),
        (1.0, Script::Chinese, "", 0.1 + 0.2, "0.3"),
        (1.0, Script::Chinese, "", 0.3 - 0.1 - 0.2, "0"),
        (100.0, Script::Chinese, "", -50.0, "−50"),
        (0.0, Script::Chinese, "", 0.0, "0"),
        (f64::NAN, Script::Chinese, "", 1.0, "1"),
        (1.0, Script::Chinese, "", f64::NAN, "—"),
    ];
    for (max, script, name, value, text) in table {
        let scale = Scale::for_max(max, script);
        assert_eq!(
            (scale.name(), scale.format(value).as_str()),
            (name, text),
            "{max}"
        );
    }
    assert_eq!(Scale::for_max(1e6, Script::Chinese).divisor(), 10_000.0);
}
