//! Tables in: what is recognised, what is proposed, what becomes of each row; and that an export
//! comes in again as it went out. It must never expect a row to be lost without an issue.

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::{dataset, text};
use proptest::prelude::*;
use union_dashboard::dataset::{Dataset, SourceText, check, sha256};
use union_dashboard::edition::{Decisions, Document, diff, merge, written};
use union_dashboard::exchange::csv;
use union_dashboard::import::{
    Facet, Field, Imported, Issue, Kind, Known, Layout, Mapping, Origin, Reader, Severity, Target,
    kind, read, say, survey, template,
};
use union_dashboard::pace::{Pace, at_once};
use union_dashboard::query::{Lang, Query, ReadMode, select};

const TODAY: &str = "2026-11-22";

/// The shipped dataset, read once.
static SHIPPED: LazyLock<(String, Known)> =
    LazyLock::new(|| (text("achievements"), Known::new(&dataset("achievements"))));

fn known() -> Known {
    SHIPPED.1.clone()
}

/// The proposal for a table, which must be one.
fn proposed(text: &str, file: &str) -> (Mapping, Vec<Issue>) {
    let survey = survey(text, file, &known()).expect("a table");
    (survey.mapping, survey.issues)
}

/// A table read by what is proposed for it.
fn imported(text: &str, file: &str) -> Imported {
    let (mapping, _) = proposed(text, file);
    assert_eq!(mapping.missing(), [], "{text}");
    read(text, mapping, known(), Origin::new(file, None))
}

/// What was imported as a dataset of its own, which must be sound.
fn alone(imported: &Imported) -> Dataset {
    let written = imported.text(&SHIPPED.0, Target::Alone, TODAY);
    let checked = check(&written.text).expect("a dataset");
    assert_eq!(checked.issues, [], "{}", written.text);
    assert_eq!(
        checked.dataset.observations.len(),
        imported.counts.observations
    );
    checked.dataset
}

/// The observations of a dataset, a line each, in their order.
fn lines(dataset: &Dataset) -> Vec<String> {
    let line = |row| {
        let seen = dataset.observation(row);
        let value = seen
            .value
            .map_or("none".to_owned(), |value| value.to_string());
        format!(
            "{} {} {} {value} {} {} {}",
            seen.city.name,
            seen.period,
            seen.indicator.name,
            seen.printed,
            seen.bound.as_str(),
            seen.scope
        )
    };
    dataset.rows().map(line).collect()
}

/// The codes of issues with their lines and columns.
fn codes(issues: &[Issue]) -> Vec<String> {
    let code = |issue: &Issue| match issue.place {
        Some(at) => format!("{}:{} {}", at.line, at.column, issue.problem.code()),
        None => issue.problem.code().to_owned(),
    };
    issues.iter().map(code).collect()
}

/// What a table says, and what is said about it.
fn read_as(text: &str, expect: &[&str], issues: &[&str]) -> Imported {
    let made = imported(text, "表.csv");
    assert_eq!(lines(&alone(&made)), expect, "{text}");
    assert_eq!(codes(&made.issues), issues, "{text}");
    made
}

fn exported(dataset: &Dataset) -> String {
    let everything = select(dataset, &Query::default());
    let bytes = csv::observations(dataset, &everything, ReadMode::Certain);
    String::from_utf8(bytes).expect("text")
}

fn merged(base: &str, incoming: &str) -> String {
    let (base, incoming) = (Document::read(base), Document::read(incoming));
    let (base, incoming) = (base.expect("a dataset"), incoming.expect("a dataset"));
    let merged = merge(base, &incoming, Decisions::default());
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    written(&merged.dataset)
}

// An export.

#[test]
fn an_export_comes_in_again_without_a_mapping_and_without_loss() {
    let (shipped, base) = (dataset("achievements"), text("achievements"));
    let table = exported(&shipped);
    let (mapping, issues) = proposed(&table, "observations.csv");
    assert_eq!(issues, []);
    assert_eq!(mapping.layout(), Layout::Tidy);
    let made = read(
        &table,
        mapping,
        known(),
        Origin::new("observations.csv", None),
    );
    assert_eq!(made.issues, [], "{:?}", made.counts);
    assert_eq!(made.counts.observations, shipped.observations.len());

    let written = made.text(&base, Target::Alone, TODAY);
    assert_eq!(written.issues, []);
    let again = check(&written.text).expect("a dataset");
    assert_eq!(again.issues, []);
    assert_eq!(exported(&again.dataset), table);
    for (one, other) in shipped.rows().zip(again.dataset.rows()) {
        let (one, other) = (shipped.observation(one), again.dataset.observation(other));
        assert_eq!(one.key(), other.key());
        assert_eq!(
            (one.of, one.doubt, one.upper),
            (other.of, other.doubt, other.upper)
        );
    }

    // Into the dataset that it came from nothing changes but the day, and that is not forced.
    let written = made.text(&base, Target::Merge, "2000-01-01");
    assert_eq!(merged(&base, &written.text), base);
}

#[test]
fn an_export_without_its_dataset_keeps_what_it_says() {
    let shipped = dataset("achievements");
    let table = exported(&shipped);
    let survey = survey(&table, "observations.csv", &Known::default()).expect("a table");
    assert_eq!(survey.issues, []);
    let made = read(
        &table,
        survey.mapping,
        Known::default(),
        Origin::new("observations.csv", None),
    );
    let is_new =
        |issue: &Issue| issue.problem.code().starts_with("new-") || issue.problem.code() == "more";
    assert!(made.issues.iter().all(is_new), "{:?}", made.issues);
    let written = made.text("", Target::Alone, TODAY);
    let again = check(&written.text).expect("a dataset");
    assert_eq!(again.issues, []);
    assert_eq!(
        exported(&again.dataset).lines().count(),
        table.lines().count()
    );
    let plain = |table: &str| table.replace("组织建设", "");
    assert_eq!(plain(&exported(&again.dataset)), plain(&table));
}

#[test]
fn a_changed_cell_changes_its_row_and_no_other() {
    let (shipped, base) = (dataset("achievements"), text("achievements"));
    // One line of the export, its value and printed figure changed.
    let table = exported(&shipped);
    let mut rows = table.lines();
    let header = rows.next().expect("a header");
    let row = rows
        .find(|row| row.contains(",rest-stations,") && row.contains("977"))
        .expect("it");
    let table = format!("{header}\r\n{}\r\n", row.replace("977", "978"));
    let made = imported(&table, "observations.csv");
    let whole = merged(&base, &made.text(&base, Target::Merge, "2000-01-01").text);
    let (old, new) = (
        Document::read(&base).expect("old"),
        Document::read(&whole).expect("new"),
    );
    let changes = diff(&old, &new);
    let said: Vec<_> = changes
        .iter()
        .map(|change| (change.key.as_str(), change.fields.len()))
        .collect();
    assert_eq!(said, [("anqing-2025:25:43:rest-stations", 2)]);
    assert_eq!(check(&whole).expect("a dataset").issues, []);
}

// Shapes.

#[test]
fn the_template_comes_in_without_an_issue() {
    for lang in [Lang::Chinese, Lang::English] {
        let table = template(lang);
        let (_, issues) = proposed(&table, "模板.csv");
        assert_eq!(issues, []);
        let made = imported(&table, "模板.csv");
        assert_eq!(made.issues, []);
        let said = lines(&alone(&made));
        assert_eq!(said[0], "安庆市 2025 工会驿站 120 120 exact city");
        assert!(
            said[1].starts_with("安庆市 2025 工会会员 35000 "),
            "{said:?}"
        );
        assert_eq!(said.len(), 2);
    }
}

#[test]
fn a_table_may_be_tidy() {
    read_as(
        "城市,年份,指标,数值,单位\n安庆,2025年,工会驿站,\"1,234\",家\n宣城市总工会,2025/12/31,会员,70.11,万人\n",
        &[
            "安庆市 2025 工会驿站 1234 1,234 exact city",
            "宣城市 2025-12-31 会员 701100 70.11万人 exact city",
        ],
        &["3:19 new-indicator"],
    );
}

#[test]
fn a_table_may_have_years_indicators_or_cities_across() {
    let years = imported(
        "指标\t单位\t2023\t2024年\t2025\n工会驿站\t家\t10\t\t30\n工会会员\t万人\t1\t—\t3\n",
        "安庆市总工会.txt",
    );
    assert_eq!(
        lines(&alone(&years)),
        [
            "安庆市 2023 工会驿站 10 10 exact city",
            "安庆市 2025 工会驿站 30 30 exact city",
            "安庆市 2023 工会会员 10000 1万人 exact city",
            "安庆市 2025 工会会员 30000 3万人 exact city",
        ]
    );
    assert_eq!(codes(&years.issues), ["3:11 not-reported"]);
    assert_eq!((years.counts.empty, years.counts.not_reported), (1, 1));

    read_as(
        "城市,年份,工会驿站（家）,工会会员(万人),备注\n安庆,2025,977,70.11,核实\n宣城,2025,,1余,\n",
        &[
            "安庆市 2025 工会驿站 977 977 exact city",
            "安庆市 2025 工会会员 701100 70.11万人 exact city",
            "宣城市 2025 工会会员 10000 1余万人 at_least city",
        ],
        &[],
    );
    read_as(
        "年份;指标;安庆市;宣城市;合计\n2025;工会驿站;1;2;3\n",
        &[
            "安庆市 2025 工会驿站 1 1 exact city",
            "宣城市 2025 工会驿站 2 2 exact city",
        ],
        &[],
    );
    // Two lines of header, the upper one with merged cells; the titles above say what is counted.
    let made = imported(
        "各市工会工作统计表,,,,\n城市,工会驿站（家）,,工会会员（万人）,\n,2024年,2025年,2024年,2025年\n\
         安庆市,1,2,3,4\n合计,1,2,3,4\n注：数据截至年底,,,,\n,,,,\n",
        "统计.csv",
    );
    assert_eq!(
        lines(&alone(&made)),
        [
            "安庆市 2024 工会驿站 1 1 exact city",
            "安庆市 2025 工会驿站 2 2 exact city",
            "安庆市 2024 工会会员 30000 3万人 exact city",
            "安庆市 2025 工会会员 40000 4万人 exact city",
        ]
    );
    assert_eq!(codes(&made.issues), ["5:1 total-row", "6:1 note-row"]);
    // 合计 may stand beside an empty city: nothing is filled down into it.
    let made = imported(
        "2025年统计表,,,\n,单位：万元,,\n序号,城市,工会驿站,经费\n1,安庆,1,2.5\n合计,,1,2.5\n",
        "x.csv",
    );
    assert_eq!(
        lines(&alone(&made)),
        [
            "安庆市 2025 工会驿站 1 1 exact city",
            "安庆市 2025 经费 25000 2.5万元 exact city",
        ]
    );
    assert_eq!(codes(&made.issues), ["4:8 new-indicator", "5:1 total-row"]);
}

#[test]
fn a_pasted_range_may_have_no_header() {
    let pasted =
        "安庆市\t2025\t工会驿站\t977\t家\r\n宣城市\t2025\t工会驿站\t1,001\t家\r\n\t\t\t\t\r\n";
    let (mapping, issues) = proposed(pasted, "");
    assert_eq!(codes(&issues), ["no-header"]);
    let fields: Vec<Field> = mapping.columns.iter().map(|column| column.field).collect();
    let (city, period, indicator) = (Field::City, Field::Period, Field::Indicator);
    assert_eq!(fields, [city, period, indicator, Field::Value, Field::Unit]);
    read_as(
        pasted,
        &[
            "安庆市 2025 工会驿站 977 977 exact city",
            "宣城市 2025 工会驿站 1001 1,001 exact city",
        ],
        &[],
    );
}

#[test]
fn spreadsheets_leave_marks_that_are_not_read() {
    // `sep=`, a byte order mark, empty rows and columns, a text kept one by a formula, merged cells.
    read_as(
        "\u{feff}sep=;\r\n城市;年份;指标;数值;;\r\n=\"340800\";2025.0;工会驿站;１,２３４;;\r\n;2024;工会驿站;5;;\r\n;;;;;\r\n",
        &[
            "安庆市 2025 工会驿站 1234 １,２３４ exact city",
            "安庆市 2024 工会驿站 5 5 exact city",
        ],
        &["4:1 filled-down"],
    );
    read_as(
        "城市，年份，指标，数值\n安庆，2025，工会驿站，\"1,234家\"\n",
        &["安庆市 2025 工会驿站 1234 1,234家 exact city"],
        &[],
    );
}

#[test]
fn what_is_wrong_is_said_where_it_is_and_the_rest_is_read() {
    let head = "城市,年份,指标,数值,单位,口径,备注\n";
    let good = "安庆,2025,工会驿站,3,家,,\n";
    for (row, expect) in [
        ("安庆,2025,工会驿站,=SUM(A1:A3),家,,", "2:14 formula"),
        ("安庆,2025,工会驿站,#REF!,家,,", "2:14 error-value"),
        ("安庆,2025,工会驿站,1.2E+05,家,,", "2:14 scientific"),
        ("安庆,2025,工会驿站,很多家,家,,", "2:14 no-figure"),
        ("安庆,2025,工会驿站,-5,家,,", "2:14 negative"),
        ("安庆,2025,工会驿站,5,人,,", "2:14 unit-differs"),
        ("安庆,2025,工会驿站,5万,万家,,", "2:14 scale-twice"),
        ("安庆,45658,工会驿站,5,家,,", "2:4 no-period"),
        ("安庆,2025.1,工会驿站,5,家,,", "2:4 no-period"),
        ("安庆,,工会驿站,5,家,,", "2:4 empty-cell"),
        (",2025,工会驿站,5,家,,", "2:1 empty-cell"),
        ("安庆,2025,,5,家,,", "2:9 empty-cell"),
        ("安庆,2025,工会驿站,5,家,某公司,", "2:18 unknown-word"),
        ("安庆,2025,工会驿站,1,234,家,,,多", "2:23 too-many-cells"),
        ("安庆,2025,工会驿站,5", "2:14 too-few-cells"),
        ("安庆,2025,工会驿站,5\0,家,,", "2:14 control-characters"),
        ("安庆,2025,\"工会驿站,5,家,,", "2:9 quote-open"),
        ("安庆,2025,工会驿站,未公布,家,,", "2:14 not-reported"),
        ("合计,2025,工会驿站,5,家,,", "2:1 total-row"),
        ("城市,年份,指标,数值,单位,口径,备注", "2:1 header-again"),
        ("注：以上为全市数,,,,,,", "2:1 note-row"),
        ("安庆,2025/1/1,工会驿站,5,家,,", "2:4 day-read"),
        ("宿松县,2025,工会驿站,5,家,,", "2:1 new-city"),
        ("合肥,2025,工会驿站,5,家,,", "2:1 new-city"),
        ("安庆,2025,新事,5,家,,", "2:9 new-indicator"),
    ] {
        let table = format!("{head}{row}\n安庆,2024,工会驿站,3,家,,\n");
        let (mapping, _) = proposed(&format!("{head}{good}{good}"), "表.csv");
        let made = read(&table, mapping, known(), Origin::new("表.csv", None));
        assert_eq!(codes(&made.issues), [expect], "{row}");
        let has_good = lines(&alone(&made))
            .iter()
            .any(|line| line.contains(" 2024 "));
        assert!(has_good, "{row}");
        let is_error = made.issues[0].severity() == Severity::Error;
        assert_eq!(
            (made.errors, made.counts.refused),
            (usize::from(is_error), usize::from(is_error))
        );
        for lang in [Lang::Chinese, Lang::English] {
            assert!(say(&made.issues[0], lang).chars().count() > 5, "{row}");
        }
    }
    let twice = imported(&format!("{head}{good}{good}"), "表.csv");
    assert_eq!(codes(&twice.issues), ["3:14 same-twice"]);
    assert_eq!(twice.counts.observations, 2);
}

#[test]
fn what_is_no_table_is_said() {
    for (text, expect) in [
        ("", "no-table"),
        ("\0\u{1}\u{2}\u{fffd}", "no-table"),
        ("PK\u{3}\u{4}", "no-table"),
        ("<!DOCTYPE html><p>", "no-table"),
        ("[{\"a\": 1}]", "no-table"),
        (
            "city_code,level,direction,title,awarder,count\n340800,national,held,a,b,1\n",
            "no-table",
        ),
        ("{\"schema_version\": 1}", "is-dataset"),
    ] {
        let issue = survey(text, "x", &known()).expect_err("no table");
        assert_eq!(issue.problem.code(), expect);
    }
    assert_eq!(kind(&text("achievements")), Kind::Dataset);
}

#[test]
fn a_mapping_can_be_changed() {
    let table = "名字,数字\n安庆,1\n";
    let (mut mapping, issues) = proposed(table, "x.csv");
    let missing = mapping.missing();
    assert!(
        missing.contains(&Field::Period) && missing.contains(&Field::Indicator)
            || missing == [Field::Period],
        "{missing:?} {issues:?}"
    );
    mapping.set_fixed(Field::Period, "2025年");
    mapping.set_fixed(Field::Indicator, "members");
    assert!(mapping.choose("1", Field::City, &mut known()));
    assert!(mapping.choose("数字", Field::Value, &mut known()));
    assert!(!mapping.choose("没有", Field::Value, &mut known()));
    assert_eq!(mapping.missing(), []);
    assert_eq!(mapping.columns[1].facet, Facet::default());
    let made = read(table, mapping, known(), Origin::new("x.csv", None));
    assert_eq!(
        lines(&alone(&made)),
        ["安庆市 2025 工会会员 1 1 exact city"]
    );
}

#[test]
fn what_is_new_is_a_proposal_that_can_be_refused_or_completed() {
    let table = "城市,年份,指标,数值,单位\n合肥市总工会,2025,工会驿站,5,家\n宿松县,2025,志愿服务,1.5,万小时\n";
    let mut made = imported(table, "x.csv");
    let cities: Vec<_> = made
        .new_cities()
        .iter()
        .map(|(city, count)| (city.id().to_owned(), *count))
        .collect();
    assert_eq!(cities, [("340100".to_owned(), 1), ("宿松县".to_owned(), 1)]);
    let (indicator, count) = made.new_indicators()[0];
    assert_eq!(
        (indicator.id.as_str(), indicator.unit.as_str(), count),
        ("志愿服务", "小时", 1)
    );
    assert_eq!(lines(&alone(&made)).len(), 2);
    for city in made.cities.iter_mut().filter(|city| city.code.is_none()) {
        (city.code, city.province) = (Some("340826".to_owned()), "安徽省".to_owned());
    }
    let of_county = alone(&made).cities.iter().any(|city| city.code == "340826");
    assert!(of_county);
    let base = text("achievements");
    let new = made.indicators.iter().filter(|one| one.is_new);
    let refused: BTreeSet<String> = new.map(|one| one.id.clone()).collect();
    let pace = &mut Pace::steady();
    let written = at_once(made.text_in_slices(&base, Target::Alone, TODAY, &refused, pace));
    assert_eq!(
        lines(&check(&written.text).expect("a dataset").dataset).len(),
        1
    );
}

// Places.

#[test]
fn every_figure_stands_in_the_table_where_its_place_says() {
    let table = "标题行,,\r\n\r\n 城市,备注,工会驿站（家）,工会会员（人）\r\n\u{3000}\r\n安庆市,\"两行\r\n\r\n备注\",\"1,234\",  7 \r\n宣城市,,约5,'-6\r\n";
    let made = imported(table, "2025年.csv");
    let dataset = alone(&made);
    let source = SourceText::new(table);
    for row in dataset.rows() {
        let seen = dataset.observation(row);
        let there = source
            .from_place(seen.paragraph, seen.offset)
            .expect("a place");
        assert!(
            there.starts_with(seen.printed),
            "{} at {there}",
            seen.printed
        );
        assert_eq!(
            seen.source.sha256.as_deref(),
            Some(sha256(table.as_bytes()).as_str())
        );
        assert_eq!(
            (seen.source.title.as_str(), seen.source.file.as_deref()),
            ("2025年.csv", Some("2025年.csv"))
        );
    }
    let ids: Vec<&str> = dataset
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(ids, ["2025年-340800-2025", "2025年-341800-2025"]);
    assert_eq!(dataset.observations.len(), 3);
}

#[test]
fn a_corrected_table_takes_the_place_of_the_first() {
    let base = text("achievements");
    let one = imported(
        "城市,年份,指标,数值\n合肥,2025,工会驿站,5\n合肥,2025,工会会员,6\n",
        "x.csv",
    );
    let whole = merged(&base, &one.text(&base, Target::Merge, TODAY).text);
    let known = Known::new(&check(&whole).expect("a dataset").dataset);
    let second = "城市,年份,指标,数值\n合肥,2025,工会会员,7\n";
    let (mapping, _) = proposed(second, "x.csv");
    let other = read(second, mapping, known, Origin::new("x.csv", None));
    assert_eq!(other.issues, []);
    let written = other.text(&whole, Target::Merge, TODAY);
    assert_eq!(codes(&written.issues), ["replaces"]);
    let again = merged(&whole, &written.text);
    let count = |text: &str| check(text).expect("a dataset").dataset.observations.len();
    assert_eq!(count(&again), count(&base) + 1);

    // Of two tables of one name both stay if the second stands apart.
    let (mapping, _) = proposed(second, "x.csv");
    let mut origin = Origin::new("x.csv", None);
    origin.is_apart = true;
    let known = Known::new(&check(&whole).expect("a dataset").dataset);
    let apart = read(second, mapping, known, origin).text(&whole, Target::Merge, TODAY);
    assert_eq!(apart.issues, []);
    assert_eq!(count(&merged(&whole, &apart.text)), count(&base) + 3);
    let of_paste = |text| alone(&imported(text, "")).sources[0].id.clone();
    assert_ne!(
        of_paste(second),
        of_paste("城市,年份,指标,数值\n合肥,2025,工会会员,8\n")
    );
}

/// The work grows with the length of a cell, not with its square.
#[test]
fn a_cell_may_be_as_long_as_a_table() {
    let cell = "1 ;2".repeat(16_000);
    let (mapping, _) = proposed(&format!("{cell}\n安庆\n"), "x.csv");
    assert!(!mapping.missing().is_empty());
}

// Any text.

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,200}|[安庆,\t;\"\n\r=2025年家万%'.-]{0,200}") {
        if let Ok(survey) = survey(&text, &text, &Known::default()) {
            let made = read(&text, survey.mapping, Known::default(), Origin::new(&text, None));
            let written = made.text("", Target::Alone, TODAY);
            let checked = check(&written.text).expect("a dataset");
            prop_assert_eq!(checked.dataset.observations.len(), made.counts.observations);
        }
    }

    #[test]
    fn pieces_of_a_text_do_not_matter(size in 1_usize..40, text in "[安,\"\n\r3 ]{0,80}") {
        let table = format!("城市,年份,指标,数值\n安庆,2025,会员,1\n{text}");
        let (mapping, _) = proposed("城市,年份,指标,数值\n安庆,2025,会员,1\n", "x.csv");
        let whole = read(&table, mapping.clone(), known(), Origin::new("x.csv", None));
        let mut reader = Reader::new(mapping, known(), Origin::new("x.csv", None));
        let chars: Vec<char> = table.chars().collect();
        chars.chunks(size).for_each(|piece| reader.push(&String::from_iter(piece)));
        let parts = reader.finish();
        prop_assert_eq!(whole.issues.clone(), parts.issues.clone());
        let text = |made: &Imported| made.text("", Target::Alone, TODAY).text;
        prop_assert_eq!(text(&whole), text(&parts));
    }

    #[test]
    fn csv_comes_in_as_it_was_written(
        rows in proptest::collection::vec((0_u32..1_000_000, "[甲乙a,;\"\n ']{0,8}"), 1..20)
    ) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["城市", "年份", "指标", "数值", "备注"]).expect("memory");
        for (at, (value, note)) in rows.iter().enumerate() {
            let year = (1950 + at).to_string();
            writer.write_record(["安庆", &year, "工会驿站", &value.to_string(), note]).expect("memory");
        }
        let table = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
        let made = imported(&table, "x.csv");
        let dataset = alone(&made);
        prop_assert_eq!(dataset.observations.len(), rows.len());
        for (row, (value, note)) in dataset.rows().zip(&rows) {
            let seen = dataset.observation(row);
            prop_assert_eq!(seen.value, Some(f64::from(*value)));
            let note = note.trim();
            prop_assert_eq!(seen.note.unwrap_or(""), csv::unguarded(note));
        }
    }
}
