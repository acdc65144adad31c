//! Figures in running text: where one begins and ends, and which numerals a line holds.
//!
//! It must never hold a sentence of a source: figures and words of our own only.

use union_dashboard::figure::{Leading, fold, is_numeral, leading, machine, numerals};

/// `marks|numeral|unit and marks behind it`, and what they say; `-` where a text begins with none.
fn run(text: &str) -> String {
    let chars = fold(text);
    let Some(Leading {
        length,
        numeral,
        unit,
        read,
    }) = leading(&chars)
    else {
        return "-".to_owned();
    };
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let said = match read {
        Err(kind) => format!("{kind:?}"),
        Ok(figure) => {
            let ends = [figure.value, figure.upper].into_iter().flatten();
            let ends: Vec<String> = ends.map(machine).collect();
            format!(
                "{} {} {}",
                ends.join(".."),
                figure.unit,
                figure.bound.as_str()
            )
        }
    };
    let marks = part(0, numeral);
    format!(
        "{marks}|{}|{}: {said}",
        part(numeral, unit),
        part(unit, length)
    )
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|&(text, expect)| (text, expect, run(text)))
        .filter(|(_, expect, found)| found != expect)
        .map(|(text, expect, found)| format!("(\"{text}\", \"{found}\"), not \"{expect}\""))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_figure_ends_where_its_unit_does() {
    check(&[
        ("977家企业", "|977|家: 977 家 exact"),
        ("977 家企业", "|977| 家: 977 家 exact"),
        ("977  家企业", "|977|: 977  exact"),
        ("1387余万元的资金", "|1387余万|元: 13870000 元 at_least"),
        ("3.5亿元，其中", "|3.5亿|元: 350000000 元 exact"),
        ("12%的职工", "|12|%: 12 % exact"),
        ("百分之十二的职工", "|百分之十二|: 12 % exact"),
        ("百分之的职工", "|百|: BadNumber"),
        ("千分之五", "|千分之五|: 5 ‰ exact"),
        ("5个百分点", "|5|个百分点: 5 个百分点 exact"),
        ("100。", "|100|: 100  exact"),
        ("-3.2%", "|-3.2|%: -3.2 % exact"),
        ("300来访", "|300|: 300  exact"),
        ("十来家企业", "|十来|家: 10 家 approximate"),
        ("三多一少", "|三|: 3  exact"),
        ("977", "|977|: 977  exact"),
        ("3五星级", "|3|: 3  exact"),
        ("320名单身职工", "|320|名: 320 名 exact"),
        ("3名单", "|3|: 3  exact"),
        ("3家庭", "|3|: 3  exact"),
        ("12个市直部门", "|12|个: 12 个 exact"),
        ("30小时工作", "|30|小时: 30 小时 exact"),
        ("3个小时工作", "|3|个小时: 3 个小时 exact"),
        ("20㎡的", "|20|㎡: 20 ㎡ exact"),
        ("5双鞋", "|5|双: 5 双 exact"),
        ("3km长", "|3|km: 3 km exact"),
        ("3kx", "|3|: 3  exact"),
        ("30元/人次", "|30|元/人: 30 元/人 exact"),
        ("3元/度电", "|3|元/度: 3 元/度 exact"),
        ("3元/的", "|3|元: 3 元 exact"),
        ("3/人", "|3|: 3  exact"),
        ("12(次)", "|12|: 12  exact"),
        ("10万人(次)的", "|10万|人(次): 100000 人(次) exact"),
    ]);
}

#[test]
fn marks_belong_to_the_figure_that_they_touch() {
    check(&[
        ("不少于 50家", "不少于 |50|家: 50 家 at_least"),
        ("超过约300人次参加", "超过约|300|人次: 300 人次 approximate"),
        ("近半数职工", "近|半数|: 50 % approximate"),
        ("近半职工", "近|半|: 50 % approximate"),
        ("半数职工", "|半数|: 50 % exact"),
        ("约的", "-"),
        ("数百场", "|数百|场:  场 vague"),
        ("近百场活动", "近|百|场: 100 场 approximate"),
        ("300人以上的企业", "|300|人以上: 300 人 at_least"),
        ("30%左右，", "|30|%左右: 30 % approximate"),
        ("三年多来", "|三|年多: 3 年 at_least"),
        ("300人多次参加", "|300|人: 300 人 exact"),
        ("20家以上左右", "|20|家以上左右: 20 家 approximate"),
        ("300人不到", "|300|人: 300 人 exact"),
        ("500+人", "|500+|人: 500 人 at_least"),
        ("500人+家属", "|500|人: 500 人 exact"),
    ]);
}

#[test]
fn a_range_is_one_figure_if_its_ends_are_of_one_kind() {
    check(&[
        ("3至5家企业", "|3至5|家: 3..5 家 range"),
        ("3家至5家企业", "|3家至5|家: 3..5 家 range"),
        ("3家至5人", "|3|家: 3 家 exact"),
        ("3—5人", "|3—5|人: 3..5 人 range"),
        ("3～5人", "|3~5|人: 3..5 人 range"),
        ("3—— 5人", "|3—— 5|人: 3..5 人 range"),
        ("1至9月", "|1至9|月: Calendar"),
        ("2021年至2025年", "|2021年至2025|年: Calendar"),
        ("3至今", "|3|: 3  exact"),
        ("3家到位", "|3|家: 3 家 exact"),
        ("10%-20%", "|10%-20|%: 10..20 % range"),
        ("400-8208820", "|400|: 400  exact"),
    ]);
}

#[test]
fn what_is_no_figure_is_left_with_its_reason() {
    check(&[
        ("企业977家", "-"),
        ("", "-"),
        ("2025年", "|2025|年: Calendar"),
        ("3月8日", "|3|月: Calendar"),
        ("二期工程", "|二|期: Ordinal"),
        ("1,23家", "|1|: BadNumber"),
        ("1.2.3版", "|1|: BadNumber"),
        ("七八九十", "|七八九|: BadNumber"),
        ("第3届", "-"),
        ("万众一心", "|万|: NoNumber"),
    ]);
    // A figure has forty characters at most: what is longer is read as far as that.
    let longest = "9".repeat(40);
    assert_eq!(run(&"9".repeat(60)), format!("|{longest}|: BadNumber"));
}

#[test]
fn numerals_of_a_line_are_found_with_their_places() {
    let found = |line: &str| {
        let all = numerals(line).into_iter();
        let all: Vec<String> = all.map(|(at, text)| format!("{at}:{text}")).collect();
        all.join(" ")
    };
    for (line, expect) in [
        ("全市有977家，２３名", "3:977 8:２３"),
        ("3.5亿", "0:3 2:5"),
        ("三百人和五项", "0:三百 4:五"),
        ("一个和一项", ""),
        ("十一个", "0:十一"),
        ("统一战线，万众一心", ""),
        ("第三届", "1:三"),
        ("两", ""),
        ("7", "0:7"),
        ("", ""),
        ("a1b22", "1:1 3:22"),
    ] {
        assert_eq!(found(line), expect, "{line}");
    }
    for c in "09０９〇零一两百千万亿".chars() {
        assert!(is_numeral(c), "{c}");
    }
    for c in "a.，家第半数／：".chars() {
        assert!(!is_numeral(c), "{c}");
    }
}
