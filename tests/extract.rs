//! Extraction: what is read from texts of our own words, in many layouts, and what is not.
//!
//! `tests/extract/` holds the texts, each with what stands in it: one JSON line a numeral, in the
//! form that `cargo xtask data extract --all` prints. No sentence of a real report is here.
//! `tests/extract-open/` holds texts that are not read without a miss: only `bench extract` does.
//! What takes longest is in `extract_endless.rs`.

#[path = "common/reading.rs"]
mod reading;
#[path = "common/table.rs"]
mod table;

use std::{fs, path::PathBuf, sync::LazyLock};

use reading::figures;
use serde_json::{Value, json};
use table::check_read;
use union_dashboard::dataset::{Dataset, SourceText, check, province_of_code};
use union_dashboard::extract::{Candidate, Division, extract};
use union_dashboard::figure;

/// The dataset that ships, read once for all tests.
fn dataset() -> &'static Dataset {
    static READ: LazyLock<Dataset> = LazyLock::new(|| {
        let text = fs::read_to_string("public/data/achievements.json").expect("the dataset");
        check(&text).expect("a dataset").dataset
    });
    &READ
}

/// The texts, each with its truth.
fn texts() -> Vec<(String, String, Vec<Value>)> {
    let folder = PathBuf::from("tests/extract");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).expect("tests/extract") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&path).expect("a text");
            let truth = fs::read_to_string(path.with_extension("jsonl")).expect("its truth");
            let truth = truth
                .lines()
                .map(|line| serde_json::from_str(line).expect("JSON"));
            found.push((name, text.clone(), truth.collect()));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn number(value: Option<f64>) -> Value {
    match value {
        Some(value) if value.fract() == 0.0 => json!(value as i64),
        other => json!(other),
    }
}

/// A candidate with the keys of the truth.
fn told(candidate: &Candidate) -> Value {
    let mut told = json!({
        "printed": candidate.printed,
        "value": number(candidate.value),
        "unit": candidate.unit,
        "bound": candidate.bound.as_str(),
        "paragraph": candidate.paragraph,
        "offset": candidate.offset,
        "city": candidate.city,
        "city_code": candidate.city_code,
        "period": candidate.period.map(|period| period.to_string()),
        "indicator": candidate.indicator,
        "scope": candidate.scope,
        "status": candidate.status.as_str(),
    });
    if candidate.upper.is_some() {
        told["upper"] = number(candidate.upper);
    }
    told
}

#[test]
fn texts_in_many_layouts_are_read_as_they_are_meant() {
    let dataset = dataset();
    let texts = texts();
    assert!(texts.len() >= 12, "{} texts", texts.len());
    let mut wrong = Vec::new();
    for (name, text, truth) in texts {
        let found = extract(&text, dataset);
        let found: Vec<Value> = found.candidates.iter().map(told).collect();
        let truth: Vec<&Value> = truth
            .iter()
            .filter(|line| line.get("kind").is_none())
            .collect();
        wrong.extend(
            found
                .iter()
                .filter(|own| !truth.contains(own))
                .map(|own| format!("{name}: read {own}")),
        );
        let missed = truth.iter().filter(|line| !found.contains(line));
        wrong.extend(missed.map(|line| format!("{name}: meant {line}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_numeral_of_a_text_is_left_out() {
    let dataset = dataset();
    let mut left = Vec::new();
    for (name, text, _) in texts() {
        let found = extract(&text, dataset);
        let source = SourceText::new(&text);
        for (index, line) in source.paragraphs().iter().enumerate() {
            for (offset, numeral) in figure::numerals(line) {
                let end = offset + numeral.chars().count();
                let covers = |paragraph: u32, from: u32, printed: &str| {
                    let from = from as usize;
                    paragraph as usize == index + 1
                        && from < end
                        && offset < from + printed.chars().count()
                };
                let is_there = found
                    .candidates
                    .iter()
                    .any(|c| covers(c.paragraph, c.offset, &c.printed))
                    || found
                        .others
                        .iter()
                        .any(|o| covers(o.paragraph, o.offset, &o.printed));
                // The second half of a number that a line break divides.
                if !is_there && offset > 0 {
                    left.push(format!("{name} {}:{offset} {numeral}", index + 1));
                }
            }
        }
    }
    assert!(left.is_empty(), "\n{}", left.join("\n"));
}

#[track_caller]
fn check_figures(table: &[(&str, &str)]) {
    check_read(table, figures);
}

#[test]
fn a_figure_ends_with_its_measure_word() {
    check_figures(&[
        ("建成12个市直部门参与的机制", "12个 12 exact"),
        ("服务职工48万人次以上。", "48万人次以上 480000 at_least"),
        ("资助学生千余名，", "千余名 1000 at_least"),
        ("举办讲座近百场", "近百场 100 approximate"),
        ("提高4.1个百分点", "4.1个百分点 4.1 exact"),
        ("占比达百分之八十七。", "百分之八十七 87 exact"),
        ("参保职工1.2万余，", "1.2万余 12000 at_least"),
        ("为3家公司、2家工厂体检", "3家 3 exact; 2家 2 exact"),
        ("发放资金 1,200 万元", "1,200 万元 12000000 exact"),
        ("新建４５０家", "４５０家 450 exact"),
        ("累计1 260余万元", "1 260余万元 12600000 at_least"),
        ("选派80至100名", "80至100名 80 range"),
        ("收缴率由58%提高到96%", "58% 58 exact; 96% 96 exact"),
        ("男、女职工分别为12、15人", "12 12 exact; 15人 15 exact"),
        ("会员（万人）：18.5", "18.5 185000 exact"),
        ("绿化面积（万平方公里）：1.5", "1.5 15000 exact"),
        ("数十家单位", "数十家 - vague"),
        ("他举办讲座30场。", "30场 30 exact"),
    ]);
}

#[test]
fn dates_names_and_places_in_a_row_are_no_figures() {
    let none = [
        "2025年6月30日上午9:30",
        "2021—2025年",
        "第十七届委员会第二次全体会议",
        "“五小”活动、“十件实事”",
        "拨打12351热线或0556-5512345",
        "围绕“33618”体系",
        "100人以上企业",
        "从业23年的老职工",
        "一是加强学习；二是抓好落实",
        "24小时开放",
        "近三年来",
        "庆祝建党100周年",
        "（市工发〔2022〕15号）",
        "1+3+N模式",
        "获一等奖、二、三等奖",
        "党的二十届三中全会",
        "千家万户",
        "百万职工",
        "网约车司机",
        "为每户最高补助5000元",
        "全省第2位",
        "3号线旁",
        "G60走廊、5G网络、4A级景区",
    ];
    let wrong: Vec<String> = none
        .iter()
        .filter(|text| !figures(text).is_empty())
        .map(|text| format!("{text}: {}", figures(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The periods of the figures of a text, joined by spaces.
fn periods(text: &str) -> String {
    let found = extract(text, dataset());
    let said = found
        .candidates
        .iter()
        .map(|c| c.period.map_or("-".to_owned(), |p| p.to_string()));
    said.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_words_of_time_decide_the_period() {
    let table = [
        ("蚌埠市总工会2024年工作总结\n全年举办讲座30场。", "2024"),
        (
            "蚌埠市总工会2024年工作总结\n去年举办讲座30场，今年举办40场。",
            "2023 2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n截至6月底，共有会员30万人。",
            "2024-06",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2022年以来举办讲座30场。",
            "2022/2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n近三年举办讲座30场。",
            "2022/2024",
        ),
        (
            "蚌埠市总工会2024年上半年工作\n举办讲座30场，一季度办15场。",
            "2024-01/2024-06 2024-01/2024-03",
        ),
        (
            "蚌埠市总工会“十四五”工作综述\n五年来举办讲座30场，其中2023年12场。",
            "2021/2025 2023",
        ),
        (
            "蚌埠市总工会2024年工作总结\n三、2025年打算\n举办讲座30场。",
            "2025",
        ),
        (
            "蚌埠市总工会2024年工作总结\n比上年底的12家多3家。",
            "2023 2024",
        ),
        (
            "蚌埠市总工会工作总结\n平台2020年上线以来办理业务5万件，今年办理2万件。\n2023年12月22日",
            "2020/2023 2023",
        ),
        (
            "服务职工走笔——蚌埠市总工会\n2022-01-12\n去年举办讲座30场。1月5日送出暖心包200份。今年计划举办40场。",
            "2021 2022-01-05 2022",
        ),
        (
            "蚌埠市总工会2024年工作总结\n筹集款物1120万元，去年为985万元，增长13%。",
            "2024 2023 2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n6月，向职工发放问卷。工厂回收300份。7月回收200份。",
            "2024-06 2024-07",
        ),
        (
            "蚌埠市总工会2024年工作总结\n举办讲座30场（2023年为20场），听讲2000人。",
            "2024 2023 2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n去年为3600名女职工开展体检，办讲座12场。",
            "2023 2023",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2022年、2023年和2024年分别举办讲座30场、40场和50场。",
            "2022 2023 2024",
        ),
        (
            "蚌埠市总工会讲座走笔\n2023年举办讲座30场，截至今年4月底又办12场。",
            "2023 2024-04",
        ),
        (
            "蚌埠市总工会2024年工作总结\n三、2025年打算\n一是举办讲座30场；上半年举办12场。",
            "2025 2025-01/2025-06",
        ),
        (
            "蚌埠市总工会2024年上半年工作通报\n三、下步工作\n举办讲座30场。三季度举办12场，年内举办40场。",
            "2024 2024-07/2024-09 2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2021年推行“一函两书”制度以来，发出217份。",
            "2021/2024",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2021年到2023年，三年来举办讲座30场。",
            "2021/2023",
        ),
        (
            "蚌埠市总工会五月工作简报\n（2023年第5期）\n本月举办讲座30场，上月12场。前5个月举办80场。",
            "2023-05 2023-04 2023-01/2023-05",
        ),
        (
            "在蚌埠市总工会全委会上的报告\n（2024年2月28日）\n一、2023年工作回顾\n举办讲座30场。\n\
             二、2024年主要任务\n今年是关键之年。举办讲座40场。",
            "2023 2024",
        ),
        (
            "蚌埠市总工会2024年上半年工作\n今年以来举办讲座30场，去年同期20场。",
            "2024-01/2024-06 2023-01/2023-06",
        ),
        (
            "蚌埠市总工会一季度简报\n2025年3月6日\n截至2月底举办讲座30场。",
            "2025-02",
        ),
        (
            "蚌埠市总工会2025年工作综述\n“十四五”以来举办讲座30场，上半年办了6场。",
            "2021/2025 2025-01/2025-06",
        ),
        (
            "蚌埠市总工会近三年工作盘点\n（2022年1月至2024年12月）\n举办讲座30场，三年新建驿站9座。",
            "2022/2024 2022/2024",
        ),
        (
            "蚌埠市总工会9月份工作动态\n2023年10月9日\n举办讲座30场，9月5日至20日办了9场。",
            "2023-09 2023-09-05/2023-09-20",
        ),
        (
            "蚌埠市总工会2023年工作总结及2024年工作要点\n第一部分 2023年工作总结\n举办讲座30场。\n\
             第二部分 2024年工作要点\n一、办好活动。举办讲座40场。",
            "2023 2024",
        ),
        (
            "蚌埠市总工会全委会召开\n（2024年1月22日）\n去年，举办讲座30场。今年，将举办讲座40场。",
            "2023 2024",
        ),
        (
            "蚌埠市总工会二○二四年工作总结\n举办讲座30场，比上年的20场多。",
            "2024 2023",
        ),
        (
            "蚌埠市总工会2024年工作总结\n驿站由2019年的42座增加到96座，会员由18万人增加到31万人。",
            "2019 2024 2019 2024",
        ),
        (
            "蚌埠市总工会2024年上半年工作\n截至6月底，会员31万人，比年初净增9800人。",
            "2024-06 2024-01/2024-06",
        ),
        (
            "蚌埠市总工会2024年实事完成情况\n建设驿站。计划新建30座，实际新建34座。",
            "2024 2024",
        ),
        (
            "职工走笔——蚌埠市总工会\n来源：淮河晚报  2025-01-08  记者  张三  通讯员  李四\n\n\
             去年，全市工会用心用情服务职工，举办讲座30场，职工群众拍手称快。\n今年，将举办讲座40场。",
            "2024 2025",
        ),
        (
            "蚌埠市总工会2024年工作总结\n三、下一步打算，把活动办好。\n举办讲座30场。",
            "2025",
        ),
        (
            "蚌埠市总工会工作\n各级工会都知道，2022年是承上启下的关键之年，要好好干。\n举办讲座30场。",
            "2022",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2025年3月底前新建驿站3座。举办讲座30场。",
            "2025-03 2025",
        ),
        (
            "蚌埠市总工会2024年工作总结\n2023年3月新建驿站3座。举办讲座30场。",
            "2023-03 2024",
        ),
        ("举办讲座30场。", "-"),
    ];
    check_read(&table, periods);
}

/// The indicators of the figures of a text, joined by spaces.
fn indicators(text: &str) -> String {
    let found = extract(text, dataset());
    let said = found
        .candidates
        .iter()
        .map(|c| c.indicator.clone().unwrap_or_else(|| "-".to_owned()));
    said.collect::<Vec<_>>().join(" ")
}

#[test]
fn headers_lines_above_and_what_everybody_got_decide_the_indicator() {
    let table = [
        (
            "县区\t工会驿站总数\t举办招聘会\n怀远县\t52座\t18场\n五河县\t41座\t12场",
            "rest-stations job-fairs rest-stations job-fairs",
        ),
        (
            "| 县区 | 新建驿站 | 新发展会员 |\n| 怀远县 | 6个 | 2300人 |",
            "rest-stations-built new-members",
        ),
        (
            "项目\t单位\t2024年\t增长（%）\n举办招聘会\t场\t52\t13.0",
            "job-fairs -",
        ),
        (
            "驿站\n工会驿站总数 295个\n年内新建 48个\n服务户外劳动者 30万人次",
            "rest-stations rest-stations-built station-visits",
        ),
        (
            "推动每个县（市、区）开办5个托管班，新建驿站6座。",
            "- rest-stations-built",
        ),
        (
            "送温暖资金640万元，其中市本级120万元。",
            "warm-funds warm-funds",
        ),
        ("有会员31万人，比2020年净增9800人。", "members -"),
        // What is far off rules nothing out.
        (
            "特色活动在各县市区和各产业系统以及各大企业之间同时铺开并且得到了广大一线职工朋友们的\
             热烈欢迎与大力支持之后又在城区繁华地段路口旁边沿着江岸一带新建驿站6座。",
            "rest-stations-built",
        ),
    ];
    check_read(&table, indicators);
}

#[test]
fn the_city_is_who_reports_and_not_who_is_named() {
    let city = |text: &str| {
        let found = extract(text, &Dataset::default());
        let first = found.candidates.first().expect("a figure");
        (
            first.city.clone(),
            first.city_code.clone(),
            first.scope.clone(),
        )
    };
    let some = |name: &str, code: &str, scope: &str| {
        (
            Some(name.to_owned()),
            (!code.is_empty()).then(|| code.to_owned()),
            scope.to_owned(),
        )
    };
    assert_eq!(
        city("芜湖市总工会与池州市联合举办竞赛5场"),
        some("芜湖市", "340200", "city")
    );
    assert_eq!(
        city("凉山州总工会举办竞赛5场"),
        some("凉山彝族自治州", "513400", "city")
    );
    assert_eq!(city("慈溪市总工会举办竞赛5场"), some("慈溪市", "", "city"));
    assert_eq!(
        city("芜湖市总工会工作\n无为市总工会举办竞赛5场"),
        some("芜湖市", "340200", "county:无为市")
    );
    assert_eq!(
        city("芜湖市总工会本级投入5万元"),
        some("芜湖市", "340200", "municipal")
    );
    assert_eq!(
        city("芜湖市总工会工作\n高新区新建驿站5家"),
        some("芜湖市", "340200", "zone:高新区")
    );
    assert_eq!(city("举办竞赛5场"), (None, None, "city".to_owned()));
    assert_eq!(
        city("三门峡市总工会举办竞赛5场"),
        some("三门峡市", "411200", "city")
    );
    assert_eq!(
        city("赤峰市总工会工作\n松山区总工会举办竞赛5场"),
        some("赤峰市", "150400", "county:松山区")
    );
    for (text, name) in [
        ("德化县总工会举办竞赛5场", "德化县"),
        ("天河区总工会举办竞赛5场", "天河区"),
        ("科左后旗总工会举办竞赛5场", "科左后旗"),
    ] {
        assert_eq!(city(text), some(name, "", "city"));
    }
}

#[test]
fn a_lost_decimal_point_is_pointed_out_with_the_arithmetic() {
    let text = "芜湖市总工会2025年工作总结\n全市基层工会8000家，会员6850万人，其中8512万人参加。";
    let found = extract(text, dataset());
    let members = found
        .candidates
        .iter()
        .find(|c| c.printed == "6850万人")
        .expect("members");
    let doubt = members.doubt.as_ref().expect("a doubt");
    assert_eq!(
        members.value,
        Some(68_500_000.0),
        "the value stays as printed"
    );
    assert_eq!(doubt.probable, Some(685_000.0));
    assert!(doubt.reason.contains("68500000"), "{}", doubt.reason);
    let sound = extract(
        "芜湖市总工会2025年工作总结\n全市基层工会8000家，会员68.5万人。",
        dataset(),
    );
    assert!(sound.candidates.iter().all(|c| c.doubt.is_none()));
}

#[test]
fn the_table_of_cities_is_whole() {
    let all: Vec<Division> = Division::all().collect();
    // 333 prefecture-level divisions and four municipalities.
    assert_eq!(all.len(), 337);
    let mut codes: Vec<String> = all.iter().map(Division::code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 337);
    for city in &all {
        assert!(province_of_code(&city.code()).is_some(), "{}", city.name());
        assert!(city.name().starts_with(city.short()));
    }
    let name = |code: &str| {
        all.iter()
            .find(|city| city.code() == code)
            .map(Division::name)
    };
    assert_eq!(name("340800").as_deref(), Some("安庆市"));
    assert_eq!(name("500000").as_deref(), Some("重庆市"));
    assert_eq!(name("222400").as_deref(), Some("延边朝鲜族自治州"));
}
