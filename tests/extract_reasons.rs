//! Extraction: why a numeral is no figure, how a figure was read and how surely, and what is said of
//! one that cannot be right, case by case. It must never read a file of texts: `extract.rs` does.

mod common;
#[path = "common/table.rs"]
mod table;

use std::sync::LazyLock;

use table::check_read;
use union_dashboard::dataset::Dataset;
use union_dashboard::extract::extract;

/// Each numeral of a text and why it is none, or `figure`, in text order, joined by `; `.
fn reasons(text: &str) -> String {
    let found = extract(text, &Dataset::default());
    let figures = found.candidates.iter().map(|one| {
        let place = (one.paragraph, one.offset);
        (place, format!("{} figure", one.printed))
    });
    let others = found.others.iter().map(|one| {
        let place = (one.paragraph, one.offset);
        (place, format!("{} {}", one.printed, one.kind.as_str()))
    });
    let mut all: Vec<_> = figures.chain(others).collect();
    all.sort();
    let said: Vec<String> = all.into_iter().map(|(_, said)| said).collect();
    said.join("; ")
}

#[test]
fn a_numeral_that_is_no_figure_is_told_why() {
    check_read(
        &[
            ("三分之二的职工", "三 name; 二 name"),
            ("百分之八十七", "百分之八十七 figure"),
            ("千分之三", "千分之三 figure"),
            ("“第三届”活动", "三 name"),
            ("“五小”活动", "五 name"),
            ("上午9:30开会", "9 date; 30 date"),
            ("上午9:305开会", "9 name; 305 name"),
            ("比分3:15", "3 date; 15 date"),
            ("号12:34567", "12 name; 34567 name"),
            ("庆祝建党100周年", "100周年 anniversary"),
            ("纪念建会50年", "50年 anniversary"),
            ("百年历史", "百年 anniversary"),
            ("诞辰30年", "30年 anniversary"),
            ("每周三开放", "三 date"),
            ("星期五", "五 date"),
            ("下午3时", "3 date"),
            ("第2季度", "2季度 date"),
            ("3点半", "3 date"),
            ("5点整", "5 date"),
            ("2025—2026", "2025—2026 date"),
            ("这五年·2022篇\n", "五年 duration; 2022篇 date"),
            ("2025.6.30", "2025 date; 6.30 name"),
            ("1-2-3", "1 name; 2 date; 3 date"),
            ("2024/5/6", "2024 date; 5 date; 6 date"),
            ("2024-5", "2024 date; 5 date"),
            ("全省前3名", "3名 ordinal"),
            ("目前3家", "3家 figure"),
            ("此前3个", "3个 figure"),
            ("前5个月", "5个月 duration"),
            ("前3", "3 ordinal"),
            ("前30天", "30天 duration"),
            ("1.推进建会", "1 ordinal"),
            ("（一）推进", "一 ordinal"),
            ("一是推进", "一 ordinal"),
            ("一、推进", "一 ordinal"),
            ("◆ 2.推进", "2 ordinal"),
            ("(1)推进", "1 ordinal"),
            ("工作(2)推进", "2 ordinal"),
            ("工作（1）推进", "1 ordinal"),
            ("其一", "一 ordinal"),
            ("其1", "1 name"),
            ("。一是", "一 ordinal"),
            ("，二是", "二 ordinal"),
            ("；2、推进", "2 ordinal"),
            ("：12、推进", "12 ordinal"),
            ("：123、推进", "123 name"),
            ("三届", "三 ordinal"),
            ("一级", "一 ordinal"),
            ("一流", "一 ordinal"),
            ("12线", "12 name"),
            ("3楼", "3 name"),
            ("2版", "2 name"),
            ("百强", "百 name"),
            ("500强", "500 name"),
            ("一等奖", "一 ordinal"),
            ("二等功", "二 ordinal"),
            ("一、二等奖", "一 ordinal; 二 ordinal"),
            ("G60", "60 name"),
            ("A-12", "12 name"),
            ("Q 12", "12 name"),
            ("x-12", "12 name"),
            ("3×5", "3 name; 5 name"),
            ("6km/12", "6km figure; 12 name"),
            ("12G", "12 name"),
            ("12号", "12 name"),
            ("12/人", "12 name"),
            ("3:5", "3 name; 5 name"),
            ("3比2", "3 name; 2 name"),
            ("3-5-7", "3 name; 5 date; 7 date"),
            ("热线12351", "12351 name"),
            ("电话0556", "0556 name"),
            ("共印30份", "30份 name"),
            ("邮编100000", "100000 name"),
            ("证号88", "88 name"),
            ("二十大", "二十大 ordinal"),
            ("十大", "十大 name"),
            ("千家万户", "千家 idiom; 万户 rhetorical"),
            ("百万职工", "百万 rhetorical"),
            ("万户", "万户 rhetorical"),
            ("从业23年", "23年 personal"),
            ("连续5年", "5年 duration"),
            ("连续5年获评先进", "5年 figure"),
            ("连续工作5年", "5年 duration"),
            ("蝉联3年", "3年 duration"),
            ("党龄50年", "50年 personal"),
            ("满3年", "3年 threshold"),
            ("每满3个月", "3个月 threshold"),
            ("24小时开放", "24小时 name"),
            ("48小时", "48小时 duration"),
            ("累计服务48小时", "48小时 figure"),
            ("120小时", "120小时 figure"),
            ("平均3天", "3天 figure"),
            ("缩短3天", "3天 figure"),
            ("平均3年", "3年 duration"),
            ("修复3年", "3年 personal"),
            ("一岁", "一岁 personal"),
            ("3周岁", "3周岁 personal"),
            ("5日", "5日 date"),
            ("3月", "3月 date"),
            ("年满3个", "3个 threshold"),
            ("党员满3人的班组", "3人 threshold"),
            ("会场坐满300人", "300人 figure"),
            ("满意3人", "3人 figure"),
            ("党员满3名", "3名 threshold"),
            ("装满300件", "300件 figure"),
            ("海拔3000米", "3000米 threshold"),
            ("100人以上企业", "100人以上 threshold"),
            ("100人以上的", "100人以上 figure"),
            ("100元以上职工的", "100元以上 threshold"),
            ("30%以上单位", "30%以上 figure"),
            ("3万元以上", "3万元以上 figure"),
            ("不超过3人的班组", "不超过3人 threshold"),
            ("3亩以上企业", "3亩以上 figure"),
            ("最高5000元", "5000元 rule"),
            ("最高可达5000元", "5000元 rule"),
            ("最高全市都是5000元", "5000元 figure"),
            ("单笔最高5000元", "5000元 figure"),
            ("最高5000个", "5000个 figure"),
            ("封顶5000元", "5000元 rule"),
            ("保额5000元", "5000元 rule"),
            ("每份5000元", "5000元 rule"),
            ("各送5000元", "5000元 rule"),
            ("每2次", "2次 rule"),
            ("每3小时", "3小时 duration"),
            ("打9折", "9 rule"),
            ("享受8折", "8 rule"),
            ("打9次", "9次 figure"),
            ("9折", "9 name"),
            ("四大群体", "四大 name"),
            ("四大行业", "四大 name"),
            ("“四大", "四大 name"),
            ("11省市", "11省 name"),
            ("11省区", "11省 name"),
            ("11省", "11省 figure"),
            ("浏览:12", "12 name"),
            ("阅读量：33次", "33次 name"),
            ("20件实事", "20件 name"),
            ("20件物品", "20件 figure"),
            ("八件实事", "八件 name"),
            ("三门峡", "三门 name"),
            ("五家渠", "五家 name"),
            ("七台河", "七台 name"),
            ("三台设备", "三台 figure"),
            ("一人获评先进", "一人 figure"),
            ("一人参加", ""),
            ("一家", ""),
            ("超一家", "超一家 figure"),
            ("1家", "1家 figure"),
            ("百分之一", "百分之一 figure"),
            ("千家", "千家 figure"),
            ("五个一", "五个 name"),
            ("三区五县", "三区 name; 五县 name"),
            ("五个百分之二", "五个 figure; 百分之二 figure"),
            ("工作亮点十条", "十条 name"),
            ("工作亮点十条好", "十条 figure"),
            ("两个维护", "两个 name"),
            ("两个单位", "两个 figure"),
            ("五座城市", "五座 name"),
            ("三句话", "三句 name"),
            ("八项规定", "八项 name"),
            ("八项补贴", "八项 figure"),
            ("三件大事", "三件 name"),
            ("三地", "三地 name"),
            ("三位一体", "三位 name"),
            ("三位职工", "三位 figure"),
            ("三步走", "三步 name"),
            ("三步", "三步 figure"),
            ("五次全会", "五次 name"),
            ("五次讲座", "五次 figure"),
            ("五市", "五市 name"),
            ("百名进百企", "百名 name; 百 rhetorical"),
            ("百名职工", "百名 figure"),
            ("三级", "三 ordinal"),
            ("三方", "三 name"),
            ("三层", "三层 name"),
            ("30", "30 name"),
            ("3万", "3万 figure"),
            ("超30", "超30 name"),
            ("超3", "超3 name"),
            ("30余", "30余 figure"),
            ("2,046通话", "2,046通 figure"),
            ("2,046", "2,046 name"),
            ("服务人数30", "30 figure"),
            ("人数3", "3 name"),
            ("百万", "百万 rhetorical"),
            ("三百万", "三百万 figure"),
            ("超百", "超百 figure"),
        ],
        reasons,
    );
}

/// How each figure of a text was read, how surely, and its label, joined by `; `.
fn said(text: &str) -> String {
    let found = extract(text, &Dataset::default());
    let said = found
        .candidates
        .iter()
        .map(|one| format!("{} | {} | {}", one.rule, one.confidence, one.label));
    said.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_figure_says_how_it_was_read_and_how_surely() {
    check_read(
        &[
            (
                "芜湖市总工会2024年工作总结\n2024年举办讲座30场。",
                "number-unit year city-document no-indicator | 0.87 | 2024年举办讲座",
            ),
            (
                "芜湖市总工会2024年工作总结\n举办讲座30场。",
                "number-unit report city-document no-indicator | 0.82 | 举办讲座",
            ),
            (
                "举办讲座30场。",
                "number-unit report city-none no-indicator | 0.57 | 举办讲座",
            ),
            (
                "举办讲座三十场。",
                "han-number report city-none no-indicator | 0.52 | 举办讲座",
            ),
            (
                "服务人数30",
                "number report city-none no-indicator | 0.42 | 服务人数",
            ),
            (
                "数十场讲座，听众不少。",
                "vague report city-none no-indicator | 0.52 | 讲座",
            ),
            (
                "选派80至100名",
                "range report city-none no-indicator | 0.57 | 选派",
            ),
            (
                "参加率96%",
                "share report city-none no-indicator | 0.57 | 参加率",
            ),
            (
                "举办12、15场讲座",
                "unit-in-list report city-none no-indicator | 0.47 | 举办; \
                 number-unit report city-none no-indicator | 0.57 | 讲座",
            ),
            (
                "会员（万人）：18.5",
                "unit-in-brackets report city-none no-indicator | 0.47 | 会员",
            ),
            (
                "广泛深入开展职工技能培训活动12场",
                "number-unit report city-none no-indicator | 0.57 | 深入开展职工技能培训活动",
            ),
            (
                "12场面向全市各行各业职工的讲座，听众不少",
                "number-unit report city-none no-indicator | 0.57 | 面向全市各行各业职工的讲",
            ),
        ],
        said,
    );
}

/// What is doubted of a text's figures, in the light of a dataset: printed, probable value, how
/// sure, why.
fn doubts(text: &str, dataset: &Dataset) -> String {
    let found = extract(text, dataset);
    let said = found.candidates.iter().filter_map(|one| {
        let doubt = one.doubt.as_ref()?;
        let probable = doubt
            .probable
            .map_or("-".to_owned(), |value| value.to_string());
        let confidence = doubt.confidence.as_str();
        Some(format!(
            "{} {probable} {confidence} {}",
            one.printed, doubt.reason
        ))
    });
    said.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_cannot_be_right_is_doubted_with_the_arithmetic_and_nothing_else() {
    static READ: LazyLock<Dataset> = LazyLock::new(|| common::dataset("achievements"));
    let read = |text: &str| doubts(&format!("赤峰市总工会2025年工作总结\n{text}"), &READ);
    check_read(
        &[
            (
                "全市会员6850万人。",
                "6850万人 6850000 certain 会员68500000人，多于全国人口最多的城市32054159人；\
                 若漏了小数点，应为6850000",
            ),
            (
                "基层工会100家，会员8万人。",
                "8万人 8000 possible 会员80000人÷工会100家＝每家800人；若漏了小数点，应为8000",
            ),
            // 400 and 20 a union are usual, and whole numbers without 万 have no point to lose.
            ("基层工会100家，会员4万人。", ""),
            ("基层工会5000家，会员10万人。", ""),
            ("基层工会100家，会员80000人。", ""),
            ("基层工会100家，会员8.5万人。", ""),
            (
                "基层工会1万家，会员7万人。",
                "1万家 1000 probable 70000÷10000＝7，不在10至1000之间；若漏了小数点，应为1000",
            ),
            (
                "会员10万人，其中20万名参加。",
                "20万名 20000 probable 200000人，多于全部会员100000人；若漏了小数点，应为20000",
            ),
            ("会员10万人，其中10万名参加。", ""),
            ("会员10万人，发放20万份。", ""),
            (
                "会员100万人，新发展会员30万人。",
                "30万人 30000 possible 新发展会员300000人，占会员1000000人的30%；\
                 若漏了小数点，应为30000",
            ),
            ("会员100万人，新发展会员25万人。", ""),
            (
                "筹集送温暖资金900万元，走访困难职工300户。",
                "900万元 900000 probable 9000000÷300＝30000，不在30至10000之间；\
                 若漏了小数点，应为900000",
            ),
            ("筹集送温暖资金300万元，走访困难职工300户。", ""),
        ],
        read,
    );
}

#[test]
fn a_stock_is_doubted_by_the_same_citys_of_another_year() {
    // The fixture has 701100 of 2019; that of 2025 is itself doubted.
    let read = |text: &str| doubts(text, &common::dataset("two_cities"));
    check_read(
        &[
            (
                "安庆市总工会2024年工作总结\n会员351万人。",
                "351万人 351000 certain 工会会员：3510000是本市2019年701100的5倍；\
                 若漏了小数点，应为351000",
            ),
            ("安庆市总工会2024年工作总结\n会员350万人。", ""),
            ("安庆市总工会2019年工作总结\n会员351万人。", ""),
            ("安康市总工会2024年工作总结\n会员351万人。", ""),
            ("安庆市总工会2024年工作总结\n桐城市会员351万人。", ""),
            ("安庆市总工会2024年工作总结\n筹集送温暖资金90000万元。", ""),
            (
                "安庆市总工会2024年工作总结\n会员400亿人。",
                "400亿人 - possible 工会会员：40000000000是本市2019年701100的57053倍",
            ),
        ],
        read,
    );
}
