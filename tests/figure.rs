//! Figures as printed, read and written: the table of spellings, refusals included.
//!
//! It must never hold a sentence of a source: figures only.

#[path = "common/table.rs"]
mod table;

use table::check_read;
use union_dashboard::figure::{
    Bound, FigureErrorKind, Scale, Script, are_same_unit, bounded, change_percent, compact, exact,
    machine, parse, significant,
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

#[track_caller]
fn check(table: &[(&str, &str)]) {
    check_read(table, read);
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
        ("95件次", "95 件次 exact"),
        ("62户次", "62 户次 exact"),
        ("330羽", "330 羽 exact"),
        ("0.5元/度", "0.5 元/度 exact"),
        ("3万元人民币", "30000 元人民币 exact"),
        ("8大类", "8 大类 exact"),
        ("12连冠", "12 连冠 exact"),
        ("10kWh", "10 kWh exact"),
        ("5km", "5 km exact"),
        ("3.5倍", "3.5 倍 exact"),
        ("10 万元", "100000 元 exact"),
        ("1.5 万 元", "15000 元 exact"),
        ("3 亿人次", "300000000 人次 exact"),
        ("\u{2003}14\u{a0}人", "14 人 exact"),
        ("12351", "12351  exact"),
        ("13812345678", "13812345678  exact"),
        ("0.05%", "0.05 % exact"),
        ("0.50", "0.5  exact"),
        ("115%", "115 % exact"),
        ("１．５万人", "15000 人 exact"),
        ("１０％", "10 % exact"),
        ("１２，３４５，６７８．９元", "12345678.9 元 exact"),
        ("12,345.67万元", "123456700 元 exact"),
        ("12万5千", "125000  exact"),
        ("1亿2000万5千", "120005000  exact"),
        ("9007199254740992", "9007199254740992  exact"),
        ("0.000001", "0.000001  exact"),
        ("120000000000000000000", "120000000000000000000  exact"),
        ("123,456家", "123456 家 exact"),
        ("4 312家", "4312 家 exact"),
        ("4 312 家", "4312 家 exact"),
        ("4 312余家", "4312 家 at_least"),
        ("4 312多家", "4312 家 at_least"),
        ("4 312.5元", "4312.5 元 exact"),
        ("12 345 678元", "12345678 元 exact"),
        ("123 456万元", "1234560000 元 exact"),
        ("3亿2 345万元", "323450000 元 exact"),
        ("10kW·h", "10 kW·h exact"),
        ("3年/人", "3 年/人 exact"),
        ("12大类", "12 大类 exact"),
        ("13月", "13 月 exact"),
        ("32日", "32 日 exact"),
        (
            "3甲乙丙丁戊己庚辛壬癸子丑",
            "3 甲乙丙丁戊己庚辛壬癸子丑 exact",
        ),
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
        ("六项", "6 项 exact"),
        ("三种", "3 种 exact"),
        ("五个", "5 个 exact"),
        ("两省", "2 省 exact"),
        ("三万美元", "30000 美元 exact"),
        ("一倍", "1 倍 exact"),
        ("十倍", "10 倍 exact"),
        ("六连冠", "6 连冠 exact"),
        ("三连冠", "3 连冠 exact"),
        ("三大类", "3 大类 exact"),
        ("八小时", "8 小时 exact"),
        ("两个百分点", "2 个百分点 exact"),
        ("三个季度", "3 个季度 exact"),
        ("两个世纪", "2 个世纪 exact"),
        ("三平方公里", "3 平方公里 exact"),
        ("三步", "3 步 exact"),
        ("百年", "100 年 exact"),
        ("两月", "2 月 exact"),
        ("两日", "2 日 exact"),
        ("二人", "2 人 exact"),
        ("二十期", "20 期 exact"),
        ("三 家", "3 家 exact"),
        ("零点五万元", "5000 元 exact"),
        ("百分之零点五", "0.5 % exact"),
        ("千分之三点五", "3.5 ‰ exact"),
        ("百分之一百二十", "120 % exact"),
        ("一百一", "110  exact"),
        ("一百十", "110  exact"),
        ("一百二十万五", "1205000  exact"),
        ("三亿五", "350000000  exact"),
        ("三亿五千万零八百", "350000800  exact"),
        ("一亿零三百万零五", "103000005  exact"),
        ("九千九百九十九", "9999  exact"),
        ("百万", "1000000  exact"),
        ("千万", "10000000  exact"),
        ("两千万亿元", "2000000000000000 元 exact"),
        ("二〇家", "20 家 exact"),
        ("二万次", "20000 次 exact"),
        ("一万零十人", "10010 人 exact"),
        ("三亿五万人", "300050000 人 exact"),
        ("三亿五千万八", "350008000  exact"),
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
        ("三千余", "3000  at_least"),
        ("两百多", "200  at_least"),
        ("十余", "10  at_least"),
        ("二十多万", "200000  at_least"),
        ("二十多万元", "200000 元 at_least"),
        ("两千多万元", "20000000 元 at_least"),
        ("千余万元", "10000000 元 at_least"),
        ("百万余元", "1000000 元 at_least"),
        ("百多万人", "1000000 人 at_least"),
        ("三多万人", "30000 人 at_least"),
        ("5万多份", "50000 份 at_least"),
        ("二十余万字", "200000 字 at_least"),
        ("百来人", "100 人 approximate"),
        ("30余名", "30 名 at_least"),
        ("280余个", "280 个 at_least"),
        ("43万多条", "430000 条 at_least"),
        ("1.2个多百分点", "1.2 个百分点 at_least"),
        ("一个多小时", "1 个小时 at_least"),
        ("一年多", "1 年 at_least"),
        ("三年余", "3 年 at_least"),
        ("十余载", "10 载 at_least"),
        ("2000多年", "2000 年 at_least"),
        ("两倍多", "2 倍 at_least"),
        ("1.5倍以上", "1.5 倍 at_least"),
        ("70多%", "70 % at_least"),
        ("70%多", "70 % at_least"),
        ("300 余人", "300 人 at_least"),
        ("300 多人", "300 人 at_least"),
        ("300人 以上", "300 人 at_least"),
        ("100人及以上", "100 人 at_least"),
        ("100人（含）以上", "100 人 at_least"),
        ("30人及以下", "30 人 at_most"),
        ("30人(含)以下", "30 人 at_most"),
        ("超300余人", "300 人 at_least"),
        ("上亿元", "100000000 元 at_least"),
        ("破亿", "100000000  at_least"),
        ("过百家", "100 家 at_least"),
        ("突破百万", "1000000  at_least"),
        ("超96%", "96 % at_least"),
        ("＞100", "100  at_least"),
        ("≥１０％", "10 % at_least"),
        ("逾百万人次", "1000000 人次 at_least"),
        ("不下百家", "100 家 at_least"),
        ("不低于两万元", "20000 元 at_least"),
        ("300人不止", "300 人 at_least"),
        ("未超过3%", "3 % at_most"),
        ("不超过3个百分点", "3 个百分点 at_most"),
        ("三天以内", "3 天 at_most"),
        ("不满三年", "3 年 at_most"),
        ("近千家", "1000 家 approximate"),
        ("近 15 万人次", "150000 人次 approximate"),
        ("约三千人左右", "3000 人 approximate"),
        ("十万来人", "100000 人 approximate"),
        ("十来万", "100000  approximate"),
        ("将近三年", "3 年 approximate"),
        ("大约为5%", "5 % approximate"),
        ("330羽以上", "330 羽 at_least"),
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
        ("3至5场", "3..5 场 range"),
        ("三至五家", "3..5 家 range"),
        ("三到五", "3..5  range"),
        ("3~5", "3..5  range"),
        ("３—５家", "3..5 家 range"),
        ("2万至3万", "20000..30000  range"),
        ("10%-20%", "10..20 % range"),
        ("5‰—8‰", "5..8 ‰ range"),
        ("2.5%～3%", "2.5..3 % range"),
        ("百分之三至五", "3..5 % range"),
        ("3 至 5 家", "3..5 家 range"),
        ("3-5万", "30000..50000  range"),
        ("30至50万", "300000..500000  range"),
        ("三十至五十万", "300000..500000  range"),
        ("3至5千", "3000..5000  range"),
        ("三百至五百万", "3000000..5000000  range"),
        ("三至五百万", "3000000..5000000  range"),
        ("三至五百二十万", "30000..5200000  range"),
        ("三千至五万", "3000..50000  range"),
        ("1人至2万人", "1..20000 人 range"),
        ("5人至10余人", "5..10 人 range"),
        ("近3至5家", "3..5 家 range"),
        ("3至5家以上", "3..5 家 range"),
        ("十五六岁", "15..16 岁 range"),
        ("七八十万", "700000..800000  range"),
        ("一两个", "1..2 个 range"),
        ("两三百人", "200..300 人 range"),
        ("百分之六十至七十", "60..70 % range"),
        ("2个月至3个月", "2..3 个月 range"),
        ("1.5至2倍", "1.5..2 倍 range"),
        ("3〜5家", "3..5 家 range"),
        ("5至5家", "5..5 家 range"),
        ("1万至20000亿元", "10000..2000000000000 元 range"),
        ("三十至五千人", "30..5000 人 range"),
        ("三至五千五百人", "3..5500 人 range"),
        ("五至五千人", "5..5000 人 range"),
        ("八至五千人", "8..5000 人 range"),
        ("二十四五岁", "24..25 岁 range"),
        ("100—2000", "100..2000  range"),
        ("2000—3000", "2000..3000  range"),
        ("1,950—2,000", "1950..2000  range"),
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
        ("数千万元", "- 元 vague"),
        ("数亿元", "- 元 vague"),
        ("数百万元", "- 元 vague"),
        ("几千人次", "- 人次 vague"),
        ("几万", "-  vague"),
        ("数十余家", "- 家 vague"),
        ("数以千计", "-  vague"),
        ("数以亿计", "-  vague"),
        ("多年", "- 年 vague"),
        ("一些", "-  vague"),
        ("一大批", "-  vague"),
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
        ("三分之一", "BadUnit 2"),
        ("3家至5人", "SeveralFigures 3"),
        ("1，234家", "BadUnit 1"),
        ("977家，", "BadUnit 4"),
        ("977家。", "BadUnit 4"),
        ("12家公司的", "BadUnit 5"),
        ("10家(", "BadUnit 2"),
        ("10家)", "BadUnit 3"),
        ("87%的", "BadUnit 2"),
        ("100人以上企业", "BadUnit 4"),
        ("3甲乙丙丁戊己庚辛壬癸子丑寅", "BadUnit 1"),
        ("不少于20场以下", "Contradiction 5"),
        ("5至3家", "FallingRange 0"),
        ("\u{3000}万名", "NoNumber 1"),
        ("三几家", "SeveralFigures 1"),
        ("三来家", "BadUnit 1"),
        ("330羽等", "BadUnit 4"),
        ("330羽多", "BadUnit 3"),
        ("330羽左右群", "BadUnit 3"),
        ("330羽增长", "BadUnit 3"),
        ("5个多媒体", "BadUnit 2"),
        ("3(次)", "BadUnit 1"),
        ("10人()", "BadUnit 4"),
        ("10人((次))", "BadUnit 4"),
        ("3家 x", "BadUnit 2"),
        ("3m·家", "BadUnit 2"),
        ("3元/", "BadUnit 2"),
        ("数", "NoNumber 0"),
        ("多", "NoNumber 0"),
        ("数15家", "NoNumber 0"),
        ("数1万人", "NoNumber 0"),
        ("好几1家", "NoNumber 0"),
    ]);
}

#[test]
fn shares_in_tenths_and_halves() {
    check(&[
        ("九成", "90 % exact"),
        ("9成", "90 % exact"),
        ("９成", "90 % exact"),
        ("九成五", "95 % exact"),
        ("9成5", "95 % exact"),
        ("9.5成", "95 % exact"),
        ("九点五成", "95 % exact"),
        ("九成九", "99 % exact"),
        ("二成", "20 % exact"),
        ("两成五", "25 % exact"),
        ("十成", "100 % exact"),
        ("近九成", "90 % approximate"),
        ("九成左右", "90 % approximate"),
        ("约七成", "70 % approximate"),
        ("超七成", "70 % at_least"),
        ("逾九成五", "95 % at_least"),
        ("七成以上", "70 % at_least"),
        ("八成多", "80 % at_least"),
        ("不足一成", "10 % at_most"),
        ("七八成", "70..80 % range"),
        ("三至五成", "30..50 % range"),
        ("三成至五成", "30..50 % range"),
        ("三成到四成五", "30..45 % range"),
        ("5—6成", "50..60 % range"),
        ("九成五至十成", "95..100 % range"),
        ("半数", "50 % exact"),
        ("一半", "50 % exact"),
        ("过半", "50 % at_least"),
        ("过半数", "50 % at_least"),
        ("超半数", "50 % at_least"),
        ("超过一半", "50 % at_least"),
        ("半数以上", "50 % at_least"),
        ("一半多", "50 % at_least"),
        ("近半", "50 % approximate"),
        ("近半数", "50 % approximate"),
        ("一半左右", "50 % approximate"),
        ("不到半数", "50 % at_most"),
        ("不足一半", "50 % at_most"),
        ("两年半", "2.5 年 exact"),
        ("3年半", "3.5 年 exact"),
        ("两天半", "2.5 天 exact"),
        ("两倍半", "2.5 倍 exact"),
        ("一个半月", "1.5 个月 exact"),
        ("三个半小时", "3.5 个小时 exact"),
        ("三个月半", "3.5 个月 exact"),
        ("约两年半", "2.5 年 approximate"),
        ("不到一个半小时", "1.5 个小时 at_most"),
    ]);
}

#[test]
fn halves_and_tenths_that_are_words() {
    check(&[
        ("半", "NoNumber 0"),
        ("半年", "NoNumber 0"),
        ("半天", "NoNumber 0"),
        ("半价", "NoNumber 0"),
        ("半个月", "NoNumber 0"),
        ("半小时", "NoNumber 0"),
        ("大半", "NoNumber 0"),
        ("多半", "NoNumber 0"),
        ("下半月", "NoNumber 0"),
        ("近半年", "BadUnit 2"),
        ("过半年", "BadUnit 2"),
        ("一半天", "BadUnit 2"),
        ("半数职工", "BadUnit 2"),
        ("两万半", "SeveralFigures 2"),
        ("两个半人", "SeveralFigures 1"),
        ("5点半", "SeveralFigures 1"),
        ("3.5年半", "SeveralFigures 3"),
        ("2025年半", "Calendar 0"),
        ("1至2年半", "SeveralFigures 2"),
        ("成", "NoNumber 0"),
        ("成员", "NoNumber 0"),
        ("成果", "NoNumber 0"),
        ("5成员", "BadUnit 2"),
        ("三成果", "BadUnit 2"),
        ("九成立", "BadUnit 2"),
        ("八成新", "BadUnit 2"),
        ("一成不变", "BadUnit 2"),
        ("三五成群", "BadUnit 3"),
        ("零成", "NoNumber 0"),
        ("几成", "NoNumber 0"),
        ("十一成", "BadUnit 2"),
        ("11成", "BadUnit 2"),
        ("十成五", "SeveralFigures 2"),
        ("九成六七", "SeveralFigures 3"),
        ("百分之九成", "BadUnit 5"),
        ("8余成", "BadUnit 2"),
        ("九成零", "SeveralFigures 2"),
        ("9.5成5", "SeveralFigures 4"),
        ("七八年半", "SeveralFigures 2"),
        ("三成至50%", "SeveralFigures 3"),
        ("三成至五家", "SeveralFigures 3"),
        ("七至五成", "FallingRange 0"),
        ("翻番", "NoNumber 0"),
        ("翻两番", "NoNumber 0"),
        ("两番", "BadUnit 1"),
    ]);
}

#[test]
fn greatness_and_congresses() {
    check(&[
        ("两大", "2 大 exact"),
        ("三大", "3 大 exact"),
        ("四大", "4 大 exact"),
        ("八大", "8 大 exact"),
        ("九大", "9 大 exact"),
        ("8大", "8 大 exact"),
        ("一大", "Ordinal 0"),
        ("二大", "Ordinal 0"),
        ("二名", "2 名 exact"),
        ("十大", "Ordinal 0"),
        ("10大", "Ordinal 0"),
        ("十八大", "Ordinal 0"),
        ("十九大", "Ordinal 0"),
        ("20大", "Ordinal 0"),
        ("近三大", "Ordinal 0"),
        ("三大以上", "Ordinal 0"),
        ("三至五大", "Ordinal 0"),
        ("三万大", "Ordinal 0"),
        ("三届", "Ordinal 0"),
        ("18届", "Ordinal 0"),
        ("近三届", "Ordinal 0"),
        ("一等奖", "Ordinal 0"),
        ("三等功", "Ordinal 0"),
        ("三级", "Ordinal 0"),
        ("8级", "Ordinal 0"),
        ("一线", "Ordinal 0"),
        ("一流", "Ordinal 0"),
        ("3楼", "Ordinal 0"),
        ("第3", "Ordinal 0"),
        ("第十", "Ordinal 0"),
        ("35号", "Ordinal 0"),
        ("500强", "Ordinal 0"),
        ("百强", "Ordinal 0"),
        ("二期", "Ordinal 0"),
        ("二次", "Ordinal 0"),
        ("二类", "Ordinal 0"),
    ]);
}

#[test]
fn dates_and_times() {
    check(&[
        ("约2000年", "Calendar 0"),
        ("2025年左右", "Calendar 0"),
        ("2025年度", "BadUnit 5"),
        ("一九四九年", "Calendar 0"),
        ("90年代", "BadUnit 3"),
        ("三年级", "BadUnit 2"),
        ("三年来", "BadUnit 1"),
        ("5年内", "BadUnit 1"),
        ("3天后", "BadUnit 1"),
        ("90后", "BadUnit 2"),
        ("2021—2025", "Calendar 0"),
        ("三月", "Calendar 0"),
        ("12月", "Calendar 0"),
        ("5月左右", "Calendar 0"),
        ("3—5月", "Calendar 0"),
        ("三月三", "SeveralFigures 2"),
        ("三十日", "Calendar 0"),
        ("21日左右", "Calendar 0"),
        ("一号", "Calendar 0"),
        ("近三年", "Calendar 0"),
        ("近5年", "Calendar 0"),
        ("近几年", "Calendar 0"),
        ("近3个月", "Calendar 0"),
        ("近两天", "Calendar 0"),
        ("近年", "NoNumber 1"),
        ("近日", "NoNumber 1"),
        ("21世纪", "Calendar 0"),
        ("100周年", "Calendar 0"),
        ("三季度", "Calendar 0"),
        ("5点", "Calendar 0"),
        ("8时", "Calendar 0"),
        ("1:30", "BadUnit 1"),
        ("3点30分", "SeveralFigures 2"),
        ("2024-05", "BadUnit 4"),
        ("2024-5", "SeveralFigures 5"),
        ("2025-5-1", "BadUnit 6"),
        ("2025/5/1", "BadUnit 4"),
        ("2025.5.1", "BadNumber 4"),
        ("05月", "BadNumber 0"),
        ("5·12", "BadUnit 1"),
        ("1小时30分", "SeveralFigures 3"),
        ("5年期", "Calendar 0"),
    ]);
}

#[test]
fn codes_and_telephone_numbers() {
    check(&[
        ("0556-5512351", "BadNumber 0"),
        ("400-8208820", "SeveralFigures 4"),
        ("400-820-8820", "BadUnit 7"),
        ("3-5", "SeveralFigures 2"),
        ("3-5-7", "BadUnit 3"),
        ("12351热线", "BadUnit 5"),
        ("007", "BadNumber 0"),
        ("00", "BadNumber 0"),
        ("0123", "BadNumber 0"),
        ("v1.2", "NoNumber 0"),
        ("1.2.3.4", "BadNumber 1"),
        ("3..5", "BadNumber 1"),
        ("1.", "BadNumber 1"),
        ("5G", "BadUnit 1"),
        ("3D打印", "BadUnit 1"),
        ("4S店", "BadUnit 1"),
        ("5A级", "BadUnit 1"),
        ("340K", "BadUnit 3"),
        ("13.9M yuan", "BadUnit 4"),
        ("10w", "BadUnit 2"),
        ("1e5", "SeveralFigures 2"),
        ("1+X", "BadUnit 2"),
        ("5+2", "SeveralFigures 2"),
        ("3:2", "BadUnit 1"),
        ("1/3", "BadUnit 1"),
        ("±5%", "NoNumber 0"),
        ("1×2", "BadUnit 1"),
        ("一二三五一", "BadNumber 0"),
        ("一二三四", "BadNumber 0"),
    ]);
}

#[test]
fn words_and_names() {
    check(&[
        ("百姓", "BadUnit 1"),
        ("百货", "BadUnit 1"),
        ("千方百计", "SeveralFigures 2"),
        ("统一", "NoNumber 0"),
        ("万一", "BadNumber 0"),
        ("四送一服", "SeveralFigures 2"),
        ("两会", "BadUnit 1"),
        ("两节", "BadUnit 1"),
        ("三农", "BadUnit 1"),
        ("十佳", "BadUnit 1"),
        ("三八红旗手", "BadNumber 1"),
        ("七一", "BadNumber 1"),
        ("五四", "BadNumber 1"),
        ("十三五", "BadNumber 2"),
        ("十四五", "BadNumber 2"),
        ("十四五规划", "BadNumber 2"),
        ("十五五", "BadNumber 2"),
        ("一起", "NoNumber 0"),
        ("一般", "BadUnit 1"),
        ("一定", "BadUnit 1"),
        ("一度", "BadUnit 1"),
        ("一点", "Calendar 0"),
        ("十分", "BadUnit 1"),
        ("一家亲", "BadUnit 2"),
        ("一站式", "BadUnit 1"),
        ("一千零一夜", "BadUnit 4"),
        ("百家争鸣", "BadUnit 2"),
        ("百万职工", "BadUnit 2"),
        ("三会一课", "SeveralFigures 2"),
        ("一带一路", "SeveralFigures 2"),
        ("五湖四海", "SeveralFigures 2"),
        ("三多", "BadUnit 1"),
        ("其余", "NoNumber 0"),
        ("几多", "NoNumber 0"),
        ("数字", "NoNumber 0"),
        ("多地", "NoNumber 0"),
        ("多媒体", "NoNumber 0"),
        ("万名", "NoNumber 0"),
        ("千亿元", "NoNumber 0"),
        ("百分点", "NoNumber 0"),
        ("千克", "NoNumber 0"),
        ("叁万元", "NoNumber 0"),
        ("廿", "NoNumber 0"),
        ("三家公司", "BadUnit 2"),
        ("977家企业", "BadUnit 4"),
        ("24小时智能化驿站", "BadUnit 4"),
        ("一件件", "BadUnit 2"),
        ("一项项", "BadUnit 2"),
        ("三角", "BadUnit 1"),
        ("三五", "BadNumber 2"),
        ("四五", "BadNumber 2"),
        ("八大群体", "BadUnit 2"),
        ("四个意识", "BadUnit 2"),
        ("300人居多", "BadUnit 3"),
        ("300人之多", "BadUnit 4"),
        ("增长70%", "NoNumber 0"),
        ("上数百场", "NoNumber 0"),
        ("共300人", "NoNumber 0"),
        ("高达5%", "NoNumber 0"),
        ("上300人", "NoNumber 0"),
        ("网约300人", "NoNumber 0"),
    ]);
}

#[test]
fn malformed_numbers_and_lists() {
    check(&[
        ("3，5家", "BadUnit 1"),
        ("３，５家", "BadNumber 1"),
        ("３，500家", "BadUnit 1"),
        ("3，500家", "BadUnit 1"),
        ("3、5家", "BadUnit 1"),
        ("3,5家", "BadNumber 1"),
        ("3；5家", "BadUnit 1"),
        ("1 234", "SeveralFigures 2"),
        ("百分之三到百分之五", "BadUnit 7"),
        ("万分之三", "NoNumber 0"),
        ("百分百", "SeveralFigures 2"),
        ("百十", "BadNumber 2"),
        ("百二十", "BadNumber 3"),
        ("千五百", "BadNumber 3"),
        ("二十万三万", "SeveralFigures 3"),
        ("1.5万3千", "BadNumber 0"),
        ("1亿2.5万", "SeveralFigures 2"),
        ("七八万五千", "BadNumber 0"),
        ("3家到5", "SeveralFigures 3"),
        ("10%—20", "SeveralFigures 4"),
        ("3送到5家", "SeveralFigures 3"),
        ("3至5至7家", "BadUnit 3"),
        ("至5家", "NoNumber 0"),
        ("—5%", "NoNumber 0"),
        ("12345678901234567890", "BadNumber 0"),
        ("9007199254740993", "BadNumber 0"),
        ("0.12345678901234567890", "BadNumber 0"),
        ("1000000000000000000000", "BadNumber 0"),
        ("0.0000001", "BadNumber 0"),
        ("9999999999万亿", "BadNumber 0"),
        ("3家 企业", "BadUnit 2"),
        ("4 312", "SeveralFigures 2"),
        ("4 312/人", "SeveralFigures 2"),
        ("4 3125家", "SeveralFigures 2"),
        ("1234 567家", "SeveralFigures 5"),
        ("10余万5千人", "SeveralFigures 4"),
        ("5百千元", "SeveralFigures 2"),
        ("一万百人", "SeveralFigures 2"),
        ("一万十人", "SeveralFigures 2"),
        ("二万一万人", "SeveralFigures 2"),
        ("三万五六千人", "SeveralFigures 2"),
        ("二十五零三", "SeveralFigures 3"),
        ("90080000亿1万元", "BadNumber 0"),
        ("七八八家", "BadNumber 2"),
        ("七八点五万", "BadNumber 2"),
        ("一百零", "BadNumber 3"),
    ]);
}

#[test]
fn characters_that_no_figure_has() {
    check(&[
        ("😀", "NoNumber 0"),
        ("3家😀", "BadUnit 2"),
        ("3\u{308}家", "BadUnit 1"),
        ("3\u{20e3}", "BadUnit 1"),
        ("\u{200f}3家", "NoNumber 0"),
        ("3家\u{200e}", "BadUnit 2"),
        ("3\u{200b}家", "BadUnit 1"),
        ("\u{feff}3家", "NoNumber 0"),
        ("3\0家", "BadUnit 1"),
        ("\0", "NoNumber 0"),
        ("3家\n", "BadUnit 2"),
        ("①", "NoNumber 0"),
        ("½", "NoNumber 0"),
        ("٣家", "NoNumber 0"),
        ("Ⅲ级", "NoNumber 0"),
        ("3家\u{fffd}", "BadUnit 2"),
    ]);
}

#[test]
fn rows_of_digits_are_no_figures() {
    for count in [22, 400, 100_000] {
        assert_eq!(read(&"9".repeat(count)), "BadNumber 0");
        assert_eq!(read(&format!("0.{}家", "3".repeat(count))), "BadNumber 0");
    }
    assert_eq!(read(&"亿".repeat(100_000)), "NoNumber 0");
    assert_eq!(read(&"至".repeat(100_000)), "NoNumber 0");
}

#[test]
fn errors_name_the_place_in_the_printed_text() {
    let error = parse("\u{3000}977家，").expect_err("a comma is no unit");
    assert_eq!((error.kind, error.offset), (FigureErrorKind::BadUnit, 5));
    assert_eq!(error.to_string(), "this is not a unit (at character 5)");
}

/// What the dataset that ships prints, with the value and the bound that it gives.
#[test]
fn figures_of_the_dataset() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/data/achievements.json");
    let text = std::fs::read_to_string(path).expect("the dataset");
    let dataset: serde_json::Value = serde_json::from_str(&text).expect("json");
    let rows = dataset["observations"].as_array().expect("observations");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let printed = row["printed"].as_str()?;
            let figure = parse(printed).ok();
            let agrees = figure.is_some_and(|figure| {
                figure.value == row["value"].as_f64()
                    && figure.upper == row["upper"].as_f64()
                    && Some(figure.bound.as_str()) == row["bound"].as_str()
            });
            (!agrees).then(|| format!("{printed}: {}, {row}", read(printed)))
        })
        .collect();
    assert!(
        !rows.is_empty() && wrong.is_empty(),
        "\n{}",
        wrong.join("\n")
    );
}

#[test]
fn bounds_have_the_words_of_the_format() {
    for bound in Bound::ALL {
        assert_eq!(Bound::parse(bound.as_str()), Some(bound));
    }
    assert_eq!(Bound::parse("Exact"), None);
}

#[test]
fn units_that_count_the_same() {
    for (printed, unit, is_same) in [
        ("元", "元", true),
        ("", "", true),
        ("名", "人", true),
        ("人", "位", true),
        ("场次", "场", true),
        ("家", "所", true),
        ("人", "人次", false),
        ("人次", "人", false),
        ("元", "人", false),
        ("家", "", false),
        ("类", "部", false),
    ] {
        assert_eq!(are_same_unit(printed, unit), is_same, "{printed} {unit}");
    }
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
    for (value, text) in [
        (0.0, "0"),
        (1000.0, "1,000"),
        (53_265.0, "53,265"),
        (100_000.0, "100,000"),
        (4_294_967_295.0, "4,294,967,295"),
        (4_294_967_296.0, "4,294,967,296"),
    ] {
        assert_eq!(exact(value, "", Script::Chinese), text);
    }
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
    assert_eq!(zh(Some(1.23456), Some(2.5), Bound::Range), "1.235–2.5元");
    assert_eq!(zh(Some(2.0), Some(3.0), Bound::AtLeast), "≥2元");
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
fn a_spreadsheets_noise_is_no_digit() {
    for (value, shift, text) in [
        (0.1 + 0.2, 0, "0.3"),
        (1.1 * 1.1, 0, "1.21"),
        (1.11 * 100.0 / 100.0, 2, "111"),
        (0.07, 2, "7"),
        (-0.035, 2, "-3.5"),
        (0.999_999_999_999_999_9, 0, "1"),
        (123_456_789.25, 0, "123456789.25"),
        (1e20, 0, "100000000000000000000"),
        (0.0, 2, "0"),
        (f64::NAN, 0, ""),
    ] {
        assert_eq!(significant(value, shift), text, "{value} {shift}");
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
