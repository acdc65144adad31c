//! What the views hold for a query: the values in use, what is marked, what is left out. It must
//! never look at pixels; those are in `chart`.

mod common;

use common::ask;
use union_dashboard::dataset::{Confidence, Dataset, sha256};
use union_dashboard::lang::words;
use union_dashboard::query::{Lang, Query, Selection};
use union_dashboard::report::{
    Datum, DoubtCount, DoubtRow, Doubted, Order, Sentence, compare, doubts, honours, matrix,
    overview, provenance, sentence, table, trend,
};

/// A fixture's view as one text, built from a query.
fn check<V>(
    fragment: &str,
    build: impl Fn(&Dataset, &Query, &Selection) -> V,
    say: impl Fn(&Dataset, &V) -> String,
    expect: &str,
) {
    let (dataset, query, selection) = ask("two_cities", fragment);
    let view = build(&dataset, &query, &selection);
    assert_eq!(say(&dataset, &view), expect, "{fragment}");
}

/// "安庆 2025 76.15万人 已校订（原文“7615万人”）"
fn say(dataset: &Dataset, datum: &Datum) -> String {
    let words = words(Lang::Chinese);
    let city = &dataset.city(datum.city).short_name;
    let mut parts = vec![
        city.clone(),
        datum.period.to_string(),
        words.value(dataset, datum),
    ];
    parts.extend(words.remarks(dataset, datum));
    parts.join(" ")
}

fn say_all<'d>(dataset: &Dataset, data: impl Iterator<Item = &'d Datum>) -> String {
    data.map(|datum| say(dataset, datum))
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn a_card_shows_each_city_latest_first_value_and_its_change() {
    let cards = |fragment: &str, expect: &str| {
        check(
            fragment,
            overview,
            |dataset, view| {
                let card = |card: &union_dashboard::report::Card| {
                    let entries = card.entries.iter().map(|entry| {
                        let change = entry
                            .change
                            .as_ref()
                            .map(|change| format!(" ({} {})", change.since, change.from));
                        say(dataset, &entry.datum) + &change.unwrap_or_default()
                    });
                    let name = &dataset.indicator(card.indicator).name;
                    format!("{name}: {}", entries.collect::<Vec<_>>().join(", "))
                };
                view.cards.iter().map(card).collect::<Vec<_>>().join(" | ")
            },
            expect,
        );
    };
    cards(
        "indicator=members",
        "工会会员: 安庆 2025 76.15万人 已校订（原文“7615万人”） (2019 701100)",
    );
    // As printed the figure is doubted: no change is computed from it.
    cards(
        "indicator=members&read=printed",
        "工会会员: 安庆 2025 7615万人 存疑",
    );
    // The change is found outside the years shown; intervals have none.
    cards(
        "city=安康&year=2024",
        "互助保障参保: 安康 2024 18.77万人 (2021 141100) | \
          送温暖资金: 安康 2021/2025 ≥1700万元 不少于",
    );
}

#[test]
fn the_overview_counts_what_is_selected() {
    check(
        "city=安庆",
        overview,
        |_, view| {
            format!(
                "{} {} {} {}",
                view.observations, view.honours, view.cities, view.doubts
            )
        },
        "5 1 1 2",
    );
}

#[test]
fn cities_are_ranked_by_the_value_in_use() {
    let bars = |fragment: &str, expect: &str| {
        check(
            fragment,
            |dataset, query, _| compare(dataset, query),
            |dataset, view| {
                let bar = |bar: &union_dashboard::report::Bar| {
                    say(dataset, &bar.datum) + if bar.other_period { " *" } else { "" }
                };
                let bars: Vec<String> = view.bars.iter().map(bar).collect();
                let absent = words(Lang::Chinese).cities(dataset, &view.absent);
                format!("{} / {absent}", bars.join(" | "))
            },
            expect,
        );
    };
    bars(
        "indicator=mutual-aid",
        "安庆 2025 32万人 存疑 | 安康 2024 18.77万人 * / ",
    );
    bars(
        "indicator=mutual-aid&read=probable",
        "安康 2024 18.77万人 * | 安庆 2025 32,000人 已校订（原文“32万人”） / ",
    );
    bars(
        "indicator=members",
        "安庆 2025 76.15万人 已校订（原文“7615万人”） / 安康市",
    );
    bars("indicator=members&city=安康", " / ");
    // The chosen indicator does not take the others from the choice.
    check(
        "indicator=members",
        |dataset, query, _| compare(dataset, query),
        |_, view| view.choices.len().to_string(),
        "3",
    );
}

#[test]
fn plans_parts_and_amounts_without_a_number_are_not_compared() {
    check(
        "indicator=contests",
        |dataset, query, _| compare(dataset, query),
        |_, view| format!("{:?} {}", view.indicator, view.bars.len()),
        "None 0",
    );
    check(
        "indicator=fund&city=安庆",
        |dataset, query, _| compare(dataset, query),
        |dataset, view| say_all(dataset, view.bars.iter().map(|bar| &bar.datum)),
        "安庆 2025 ≥1387万元 不少于",
    );
}

#[test]
fn intervals_are_spans_not_points() {
    check(
        "indicator=fund",
        |dataset, query, _| trend(dataset, query),
        |dataset, view| {
            let series = view.series.iter().map(|series| {
                let points = say_all(dataset, series.points.iter());
                let spans = say_all(dataset, series.spans.iter());
                format!("[{points}] [{spans}]")
            });
            series.collect::<Vec<_>>().join(" ")
        },
        "[安庆 2025 ≥1387万元 不少于] [] [] [安康 2021/2025 ≥1700万元 不少于]",
    );
    check(
        "",
        |dataset, query, _| trend(dataset, query),
        |dataset, view| {
            view.indicator
                .map(|id| dataset.indicator(id).id.clone())
                .unwrap_or_default()
        },
        "members",
    );
}

#[test]
fn the_table_holds_every_selected_row_in_order() {
    let rows = |fragment: &str, expect: &str| {
        check(
            fragment,
            |dataset, query, selection| table(dataset, query, selection, &mut Order::default()),
            |dataset, view| {
                let printed = |datum: &Datum| dataset.observation(datum.row).printed.to_owned();
                view.rows.iter().map(printed).collect::<Vec<_>>().join(" ")
            },
            expect,
        );
    };
    rows("city=安康", "14.11万人 18.77万人 超过1700万元 数百场 60场");
    rows(
        "city=安康&sort=value",
        "60场 14.11万人 18.77万人 超过1700万元 数百场",
    );
    rows(
        "city=安康&sort=-value",
        "超过1700万元 18.77万人 14.11万人 60场 数百场",
    );
    rows(
        "city=安康&sort=-period&page=9",
        "60场 超过1700万元 数百场 18.77万人 14.11万人",
    );
}

#[test]
fn a_figure_is_followed_back_to_its_place_and_its_doubt() {
    let (dataset, query, _) = ask("two_cities", "focus=anqing-2025:5:10:members");
    let key = query.focus.clone().expect("a focus");
    let view = provenance(&dataset, &key, query.read).expect("the fixture has it");
    assert_eq!(view.printed, "7615万人");
    assert_eq!((view.paragraph, view.offset), (5, 10));
    assert_eq!(view.source_title, "安庆乙");
    assert_eq!(view.printed_value, Some(76_150_000.0));
    assert_eq!(view.datum.value, Some(761_500.0));
    assert!(view.doubt.expect("a doubt").reason.contains("8.6%"));
    assert_eq!(
        say_all(&dataset, view.sisters.iter()),
        "安庆 2019 70.11万人"
    );

    let whole = provenance(&dataset, "anqing-2025:6:0:fund", query.read).expect("it is there");
    assert_eq!(
        say_all(&dataset, whole.parts.iter().map(|part| &part.datum)),
        "安庆 2025 170.2万元 市总工会本级 其中项"
    );
    assert_eq!(
        provenance(&dataset, "anqing-2025:6:1:fund", query.read),
        None
    );
}

#[test]
fn every_doubt_is_listed_under_its_confidence() {
    let list = |fragment: &str, expect: &str| {
        check(
            fragment,
            doubts,
            |dataset, view| {
                let row = |row: &DoubtRow| match row.what {
                    Doubted::Figure(datum) => say(dataset, &datum),
                    Doubted::Honour(at) => dataset.honours[at].title.clone(),
                };
                let group = |(confidence, rows): &(Confidence, Vec<DoubtRow>)| {
                    let rows: Vec<String> = rows.iter().map(row).collect();
                    format!("{}: {}", confidence.as_str(), rows.join(", "))
                };
                let groups: Vec<String> = view.groups.iter().map(group).collect();
                let DoubtCount {
                    figures,
                    corrected,
                    honours,
                } = view.count;
                format!("{figures} {corrected} {honours} / {}", groups.join(" | "))
            },
            expect,
        );
    };
    list(
        "",
        "2 1 1 / certain: 安庆 2025 76.15万人 已校订（原文“7615万人”） | \
         probable: 安庆 2025 32万人 存疑 | possible: 组织奖",
    );
    list(
        "city=安庆&read=probable",
        "2 2 0 / certain: 安庆 2025 76.15万人 已校订（原文“7615万人”） | \
         probable: 安庆 2025 32,000人 已校订（原文“32万人”）",
    );
    list(
        "indicator=members&read=printed&city=安庆",
        "1 0 0 / certain: 安庆 2025 7615万人 存疑",
    );
    list("city=安康&level=national", "0 0 0 / ");
}

#[test]
fn a_mark_is_told_in_words() {
    let (dataset, query, _) = ask("two_cities", "");
    let told = |key: &str| {
        let view = provenance(&dataset, key, query.read).expect("the fixture has it");
        words(Lang::Chinese).mark_sentence(&dataset, &view.datum)
    };
    assert_eq!(
        told("anqing-2025:5:10:members"),
        "安庆市 2025年，工会会员 76.15万人（761,500人）、已校订（原文“7615万人”）、第 5 段"
    );
    assert_eq!(
        told("anqing-2025:6:20:fund"),
        "安庆市 2025年，送温暖资金 170.2万元（1,702,400元）、市总工会本级、其中项、第 6 段"
    );
    assert_eq!(
        told("ankang-2025:4:0:contests"),
        "安康市 2021—2025年，竞赛场次 数百场、无确数、第 4 段"
    );
    assert_eq!(
        told("ankang-2025:9:0:contests"),
        "安康市 2026年，竞赛场次 60场、个人：王某、计划、第 9 段"
    );
}

#[test]
fn a_place_is_told_so_that_it_is_found_in_the_newspaper() {
    let (dataset, query, _) = ask("two_cities", "");
    let told = |key: &str| {
        let view = provenance(&dataset, key, query.read).expect("the fixture has it");
        let words = words(Lang::Chinese);
        let about = view
            .about
            .map(|id| dataset.categories[id.index()].name.as_str());
        let [before, after] = &view.neighbours;
        let between = (words.neighbours)(before.as_deref(), after.as_deref());
        let place = (words.place_text)(view.paragraph, about.unwrap_or("?"), view.offset);
        let whole = view.whole.map(|whole| say(&dataset, &whole));
        format!("{place} {between} {}", whole.unwrap_or_default())
    };
    assert_eq!(
        told("anqing-2025:5:10:members"),
        "第 5 段（组织建设），第 11 字起 本段只有这一个数字 "
    );
    assert_eq!(
        told("anqing-2025:6:20:fund"),
        "第 6 段（普惠服务），第 21 字起 在“1387余万元”之后，是本段最后一个数字 \
         安庆 2025 ≥1387万元 不少于"
    );
    assert_eq!(
        told("ankang-2025:2:1:mutual-aid"),
        "第 2 段（普惠服务），第 2 字起 在“18.77万人”之前，是本段第一个数字 "
    );
}

#[test]
fn the_sentence_is_cut_around_the_figure() {
    // Lines of our own making: a blank one of spaces, a byte order mark, CR LF.
    let text = "\u{feff}题目\r\n \u{3000}\r\n\u{3000}甲市有会员3人。乙说：“建站4家！”又建5家；另有6家\r\n完";
    let cut = |offset: u32, printed: &str| {
        sentence(text, 2, offset, printed).map(|found| {
            let Sentence {
                before,
                figure,
                after,
                third,
            } = found;
            format!("{before}[{figure}]{after} {third:?}")
        })
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(cut(6, "3人"), some("甲市有会员[3人]。 Beginning"));
    assert_eq!(cut(15, "4家"), some("乙说：“建站[4家]！” Middle"));
    assert_eq!(cut(21, "5家"), some("又建[5家]； End"));
    assert_eq!(cut(26, "6家"), some("另有[6家] End"));
    for (offset, printed) in [(5, "3人"), (7, "3人"), (6, ""), (99, "3人")] {
        assert_eq!(cut(offset, printed), None, "{offset} {printed}");
    }
    assert_eq!(sentence(text, 0, 0, "题"), None);
    assert_eq!(sentence(text, 4, 0, "完"), None);
    assert!(sentence(text, 3, 0, "完").is_some());
}

#[test]
fn a_file_is_told_by_its_hash() {
    // FIPS 180-4's examples: of nothing, of one block, of two.
    for (text, expect) in [
        (
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ] {
        assert_eq!(sha256(text.as_bytes()), expect);
    }
}

#[test]
fn honours_stand_under_their_level() {
    check(
        "",
        |dataset, _, selection| honours(dataset, selection),
        |_, view| {
            let level = |(level, rows): &(union_dashboard::dataset::Level, Vec<_>)| {
                format!("{} {}", level.as_str(), rows.len())
            };
            view.levels.iter().map(level).collect::<Vec<_>>().join(" ")
        },
        "national 1 provincial 1",
    );
}

#[test]
fn a_summary_is_true_for_the_query() {
    let say = words(Lang::Chinese);
    check(
        "indicator=mutual-aid",
        |dataset, query, _| compare(dataset, query),
        |dataset, view| say.compare_summary(dataset, view),
        "2 个城市公布了这项数据，安庆市最多（2025年 32万人、存疑），安康市最少（2024年 18.77万人）。各市年份不同：\
         未注明年份的为2025年数据，其余见柱旁标注，不宜直接比较。",
    );
    check(
        "indicator=mutual-aid&city=安康",
        |dataset, query, _| trend(dataset, query),
        |dataset, view| say.trend_summary(dataset, view),
        "安康市：2021年 14.11万人，2024年 18.77万人（+33.0%）。",
    );
    check(
        "indicator=members",
        |dataset, query, _| trend(dataset, query),
        |dataset, view| say.trend_summary(dataset, view),
        "安庆市：2019年 70.11万人，2025年 76.15万人、已校订（+8.6%）。",
    );
    check(
        "city=安康",
        overview,
        |dataset, view| say.overview_summary(dataset, view),
        "共涉及 1 个类别，其中“普惠服务”最多，有 5 条。",
    );
}

#[test]
fn a_matrix_says_how_much_each_report_says_about_what() {
    let (dataset, query, selection) = ask("achievements", "view=matrix");
    let view = matrix(&dataset, &query, &selection);
    let words = words(Lang::Chinese);
    let rows = 0..view.rows.len();
    let rows: Vec<String> = rows
        .map(|row| words.matrix_row(&dataset, &view, row))
        .collect();
    // Two reports of one city are two rows; a city of one report is told by its name alone.
    assert_eq!(rows, ["安庆 2019年", "安庆 2025年", "宣城", "淮北", "安康"]);
    assert_eq!(view.columns.len(), dataset.categories.len());
    assert_eq!(view.total, selection.rows.len());
    let sum: usize = view.counts.iter().map(|&count| count as usize).sum();
    assert_eq!(sum, view.total);
    let (by_row, by_column): (u32, u32) = (
        view.rows.iter().map(|row| row.total).sum(),
        view.columns.iter().map(|column| column.total).sum(),
    );
    assert_eq!((by_row as usize, by_column as usize), (sum, sum));

    // Question 8 of docs/questions.md.
    let rights = dataset.category_of("rights").expect("a category").index();
    let cells: Vec<(String, u32)> = (rows.into_iter().enumerate())
        .map(|(row, name)| (name, view.count(row, rights)))
        .collect();
    assert_eq!(
        words.matrix_line("权益维护", &cells),
        "权益维护：20 条，安庆 2025年最多，8 条，没有数据的有宣城"
    );
    assert_eq!(
        words.matrix_cell(&dataset, &view, 2, rights),
        "宣城，权益维护：没有数据"
    );
    let summary = words.matrix_summary(&dataset, &view);
    let empty = view.counts.iter().filter(|&&count| count == 0).count();
    assert!(
        summary.contains(&format!("画斜线的 {empty} 格没有数据。")),
        "{summary}"
    );
    // Two cells are the fullest, so neither is named.
    assert!(!summary.contains("最多"), "{summary}");
}

#[test]
fn a_matrix_answers_the_query() {
    let shape = |fragment: &str| {
        let (dataset, query, selection) = ask("achievements", fragment);
        let view = matrix(&dataset, &query, &selection);
        assert_eq!(view.total, selection.rows.len(), "{fragment}");
        assert_eq!(view.counts.len(), view.rows.len() * view.columns.len());
        (view.rows.len(), view.columns.len())
    };
    let all = shape("");
    assert_eq!(shape("city=宣城"), (1, all.1));
    assert_eq!(shape("category=rights"), (all.0, 1));
    assert_eq!(shape("city=宣城&category=rights"), (1, 1));
    assert_eq!(shape("province=陕西省"), (1, all.1));
    assert_eq!(shape("indicator=members"), (all.0, 1));
    // Of indicators, those of which there are figures.
    let (rows, columns) = shape("columns=indicators&category=rights");
    assert!(rows == all.0 && (2..20).contains(&columns), "{columns}");
}

#[test]
fn the_headlines_of_one_city_are_what_other_cities_report_too() {
    let (dataset, query, selection) = ask("achievements", "city=安庆&year=2025");
    let view = overview(&dataset, &query, &selection);
    let names = view.cards.iter().take(6);
    let names: Vec<&str> = names
        .map(|card| dataset.indicator(card.indicator).name.as_str())
        .collect();
    assert_eq!(names.first(), Some(&"工会会员"));
    for name in ["招聘会", "稳定就业"] {
        assert!(names.contains(&name), "{names:?}");
    }
}
