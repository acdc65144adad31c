//! Extraction: layouts of whole texts, and what they say of a figure: whose it is, when, whether it
//! is planned. Every text is of our own words.

#[path = "common/table.rs"]
mod table;

use table::check_read;
use union_dashboard::dataset::Dataset;
use union_dashboard::extract::extract;
use union_dashboard::figure;

/// `printed value period city scope status` of each figure of a text, joined by `; `; what is of the
/// first one's city and scope, and reported, says so no more.
fn told(text: &str) -> String {
    let found = extract(text, &Dataset::default());
    let said = found.candidates.iter().map(|one| {
        let value = one.value.map_or("-".to_owned(), figure::machine);
        let period = one
            .period
            .map_or("-".to_owned(), |period| period.to_string());
        let mut said = format!("{} {value} {period}", one.printed);
        let first = &found.candidates[0];
        if one.city != first.city {
            said += &format!(" {}", one.city.as_deref().unwrap_or("-"));
        }
        if one.scope != first.scope {
            said += &format!(" {}", one.scope);
        }
        if one.status.as_str() != "reported" {
            said += &format!(" {}", one.status.as_str());
        }
        said
    });
    said.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_report_is_of_the_years_and_months_that_it_looks_back_on() {
    check_read(
        &[
            // A congress in spring: five years that are over.
            (
                "在襄阳市工会第十七次代表大会上的报告\n（2024年4月23日）\n\n各位代表：\n\n\
                 五年来，开展宣讲2300场。截至2023年12月31日，会员118.6万人。\n\n\
                 今后五年，开展竞赛1.5万场。",
                "2300场 2300 2019/2023; 118.6万人 1186000 2023-12-31; 1.5万场 15000 2024/2028",
            ),
            // In autumn the year of the congress is the last.
            (
                "在襄阳市工会第十七次代表大会上的报告\n（2024年9月23日）\n\n各位代表：\n\n\
                 五年来，开展宣讲2300场。截至2023年12月31日，会员118.6万人。\n\n\
                 今后五年，开展竞赛1.5万场。",
                "2300场 2300 2019/2024; 118.6万人 1186000 2023-12-31; 1.5万场 15000 2024/2029",
            ),
            // What is over is the year that is reported on, though the next is named first.
            (
                "遵义市总工会工作汇报\n（2022年1月18日）\n\n\
                 刚刚过去的2021年，是不平凡的一年。全年组织宣讲120场。\n\n2022年怎么干？一步一步来。",
                "120场 120 2021",
            ),
            // A poster's title may leave 年 out.
            (
                "昆山工会 | 2023“家”书\n昆山市总工会 2024-01-08 18:00\n\n新建驿站\n63家\n\n2024 见",
                "63家 63 2023",
            ),
            // A monthly bulletin, by its number or by the day it was written.
            (
                "盐城工会工作月报\n2025年第7期 盐城市总工会办公室编 2025年8月6日\n\n全市投入518万元。",
                "518万元 5180000 2025-07",
            ),
            (
                "盐城工会工作月报\n2025年第8期 盐城市总工会办公室编 2025年8月29日\n\n全市投入518万元。",
                "518万元 5180000 2025-08",
            ),
            (
                "盐城工会工作月报\n盐城市总工会办公室编 2026年1月6日\n\n全市投入518万元。",
                "518万元 5180000 2025-12",
            ),
            // 当年 behind a day is the year.
            (
                "绵阳市总工会2024年工作\n截至2024年12月31日，驿站达812家，当年新建65家。",
                "812家 812 2024-12-31; 65家 65 2024",
            ),
        ],
        told,
    );
}

#[test]
fn figures_of_several_cities_are_each_its_own() {
    check_read(
        &[
            (
                "川南各市工会成绩单（2024年）\n宜宾市总工会新建驿站61个。泸州市总工会新建驿站52个。\n\n\
                 驿站：宜宾、泸州分别为486、397个。",
                "61个 61 2024; 52个 52 2024 泸州市; 486 486 2024; 397个 397 2024 泸州市",
            ),
            (
                "川南各市工会成绩单（2024年）\n宜宾市总工会新建驿站61个。泸州市总工会新建驿站52个。\n\n\
                 会员（万人）：宜宾66.8、泸州58.9。",
                "61个 61 2024; 52个 52 2024 泸州市; 66.8 668000 2024; 58.9 589000 2024 泸州市",
            ),
            (
                "川南各市工会成绩单（2024年）\n宜宾市总工会新建驿站61个。泸州市总工会新建驿站52个。\n\n\
                 泸州市驿站最密。该市开讲132场。",
                "61个 61 2024; 52个 52 2024 泸州市; 132场 132 2024 泸州市",
            ),
        ],
        told,
    );
}

#[test]
fn subjects_and_plans_are_told_by_their_words() {
    check_read(
        &[
            (
                "盐城市总工会2025年工作\n○东台市总工会为640名快递员办理体检；\n○盐城市总工会办班3期。",
                "640名 640 2025; 3期 3 2025 city",
            ),
            (
                "赣州市总工会2023年工作\n全年新建驿站150家。作为市政府民生实事之一，惠及180万人次。",
                "150家 150 2023; 180万人次 1800000 2023",
            ),
            (
                "赣州市总工会2023年工作\n互助保障计划全年参保31.7万人。计划培训800人。",
                "31.7万人 317000 2023; 800人 800 2023 target",
            ),
            (
                "咸阳市总工会访谈（2024年）\n记者：这一年怎么样？\n答：新建驿站62家。\n\
                 记者：很实在。2025年有哪些打算？\n答：驿站突破620家。",
                "62家 62 2024; 突破620家 620 2025 target",
            ),
        ],
        told,
    );
}

#[test]
fn numbers_that_a_line_breaks_and_words_that_end_in_a_mark_are_read_whole() {
    check_read(
        &[
            (
                "衡阳市总工会二〇二〇年工作\n全市各级工会组织发出集体协商的要约和通知，合同签订率达到88\n\
                 .6%，覆盖职工52万余人，比上一年度又有了不小的增长。\n",
                "88 88.6 2020; 52万余人 520000 2020",
            ),
            (
                "赣州市总工会2023年工作\n按小学800元、初中1000元的标准发放4万元，最高可赔付15万元。",
                "4万元 40000 2023",
            ),
            (
                "赣州市总工会2023年工作\n本科6000元/人，发放4万元。",
                "4万元 40000 2023",
            ),
            ("长兴县总工会2024年工作\n发出要约628份。", "628份 628 2024"),
            (
                "长兴县总工会2024年工作\n还需要约3万元。",
                "约3万元 30000 2024",
            ),
            (
                "盐城市总工会2025年工作\n地区\t驿站（家）\t其中智能\n亭湖区\t88\t14",
                "88 88 2025; 14 14 2025",
            ),
        ],
        told,
    );
}
