//! What an export says: the exact CSV, the descriptor beside it, the cells of JSON-stat; and that
//! every observation is found once in each. It must never trust one format to check another: each
//! is held against the dataset. The public readers of these formats are in tests/interchange.

mod common;

use std::collections::BTreeMap;

use common::{ask, dataset, text};
use serde_json::Value;
use union_dashboard::dataset::{Dataset, Issue, Severity, check};
use union_dashboard::exchange::data_package::{Content, File, descriptor};
use union_dashboard::exchange::{Flag, Kind, Table, csv::unguarded, json_stat};
use union_dashboard::query::{Query, ReadMode, Selection, select, used_value};

/// A table of a fixture under a query, as CSV text.
fn csv(name: &str, fragment: &str, table: Table) -> String {
    let (dataset, query, selection) = ask(name, fragment);
    csv_of(&dataset, &selection, table, query.read)
}

fn csv_of(dataset: &Dataset, selection: &Selection, table: Table, read: ReadMode) -> String {
    let bytes = union_dashboard::exchange::csv::file(table, dataset, selection, read);
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// The lines of a CSV text by column, as an independent reader of the format sees them.
fn read_back(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize();
    rows.map(|row| row.expect("a line as long as the header"))
        .collect()
}

/// The two-city fixture with some texts replaced; it must have no error.
fn changed(changes: &[(&str, &str)]) -> Dataset {
    let mut json = text("two_cities");
    for (from, to) in changes {
        assert!(json.contains(from), "{from} is not in the fixture");
        json = json.replacen(from, to, 1);
    }
    let checked = check(&json).expect("readable");
    let is_error = |issue: &&Issue| issue.severity == Severity::Error;
    assert_eq!(checked.issues.iter().find(is_error), None);
    checked.dataset
}

fn everything(dataset: &Dataset) -> Selection {
    select(dataset, &Query::default())
}

const HEADER: &str = "city_code,city,period,indicator_id,indicator,category,value,unit,printed,\
                      bound,scope,status,doubt,probable,confidence,value_used,source_id,source,\
                      paragraph,offset,note";

#[test]
fn observations_are_written_exactly() {
    let lines = [
        HEADER,
        "340800,安庆市,2019,members,工会会员,组织建设,701100,人,70.11万人,exact,city,reported,,,,\
         701100,anqing-2019,安庆甲,3,4,",
        "340800,安庆市,2025,members,工会会员,组织建设,76150000,人,7615万人,exact,city,reported,\
         decimal-point-lost,761500,certain,761500,anqing-2025,安庆乙,5,10,",
        "340800,安庆市,2025,fund,送温暖资金,普惠服务,13870000,元,1387余万元,at_least,city,reported,\
         ,,,13870000,anqing-2025,安庆乙,6,0,",
        "340800,安庆市,2025,fund,送温暖资金,普惠服务,1702400,元,170.24万元,exact,municipal,part,\
         ,,,1702400,anqing-2025,安庆乙,6,20,",
        "340800,安庆市,2025,mutual-aid,互助保障参保,普惠服务,320000,人,32万人,exact,city,reported,\
         decimal-point-lost,32000,probable,320000,anqing-2025,安庆乙,7,2,",
        "610900,安康市,2021,mutual-aid,互助保障参保,普惠服务,141100,人,14.11万人,exact,city,reported,\
         ,,,141100,ankang-2025,安康丙,2,1,",
        "610900,安康市,2024,mutual-aid,互助保障参保,普惠服务,187700,人,18.77万人,exact,city,reported,\
         ,,,187700,ankang-2025,安康丙,2,30,",
        "610900,安康市,2021/2025,fund,送温暖资金,普惠服务,17000000,元,超过1700万元,at_least,city,\
         reported,,,,17000000,ankang-2025,安康丙,3,9,",
        "610900,安康市,2021/2025,contests,竞赛场次,普惠服务,,场,数百场,vague,city,reported,,,,,\
         ankang-2025,安康丙,4,0,",
        "610900,安康市,2026,contests,竞赛场次,普惠服务,60,场,60场,exact,person:王某,target,,,,60,\
         ankang-2025,安康丙,9,0,",
    ];
    let expect = format!("\u{feff}{}\r\n", lines.join("\r\n"));
    assert_eq!(csv("two_cities", "", Table::Observations), expect);
}

#[test]
fn only_the_reading_changes_the_value_in_use() {
    let used = |fragment: &str| -> Vec<String> {
        let rows = read_back(&csv("two_cities", fragment, Table::Observations));
        let doubted = rows.into_iter().filter(|row| !row["doubt"].is_empty());
        doubted
            .map(|row| format!("{} {}", row["value"], row["value_used"]))
            .collect()
    };
    assert_eq!(used("read=printed"), ["76150000 76150000", "320000 320000"]);
    assert_eq!(used(""), ["76150000 761500", "320000 320000"]);
    assert_eq!(used("read=probable"), ["76150000 761500", "320000 32000"]);
}

#[test]
fn a_query_decides_the_lines_and_a_view_does_not() {
    let places = |fragment: &str| -> Vec<String> {
        let rows = read_back(&csv("two_cities", fragment, Table::Observations));
        rows.into_iter().map(|row| row["printed"].clone()).collect()
    };
    assert_eq!(places("city=安庆&year=2019"), ["70.11万人"]);
    let all = places("city=安康");
    assert_eq!(all.len(), 5);
    assert_eq!(places("city=安康&view=table&sort=-value&page=2"), all);
    let none = csv("two_cities", "q=没有这样的", Table::Observations);
    assert_eq!(none, format!("\u{feff}{HEADER}\r\n"));
}

#[test]
fn the_other_tables_are_written_exactly() {
    let expect = |table: Table, lines: &[&str]| {
        let expect = format!("\u{feff}{}\r\n", lines.join("\r\n"));
        assert_eq!(csv("two_cities", "", table), expect);
    };
    expect(
        Table::Honours,
        &[
            "city_code,city,period,level,direction,title,awarder,recipient,count,doubt,probable,\
             confidence,reason,source_id,source,paragraph,offset",
            "340800,安庆市,2025,national,received,好网民平台,全国总工会,,1,,,,,anqing-2025,安庆乙,8,0",
            "610900,安康市,2021/2025,provincial,received,组织奖,,,2,unclear,,possible,两级合计，未分开,ankang-2025,安康丙,8,5",
        ],
    );
    expect(
        Table::Annotations,
        &[
            "indicator_id,source_id,paragraph,offset,upper,of,reason",
            "members,anqing-2025,5,10,,,全市约400万人，7615万不可能；76.15万比2019年的70.11万多8.6%",
            "fund,anqing-2025,6,20,,anqing-2025:6:0:fund,",
            "mutual-aid,anqing-2025,7,2,,,32万÷76.15万=42%",
        ],
    );
    expect(
        Table::Relations,
        &[
            "relation,position,kind,indicator_id,source_id,paragraph,offset",
            "1,0,part,fund,anqing-2025,6,0",
            "1,1,part,fund,anqing-2025,6,20",
        ],
    );
    expect(
        Table::Cities,
        &[
            "code,name,short_name,name_en,province,aliases",
            "340800,安庆市,安庆,Anqing,安徽省,宜城",
            "610900,安康市,安康,Ankang,陕西省,",
        ],
    );
    expect(
        Table::Categories,
        &[
            "id,name,name_en",
            "organisation,组织建设,Organisation",
            "services,普惠服务,Services",
        ],
    );
    expect(
        Table::Indicators,
        &[
            "id,name,name_en,category_id,unit,unit_en,measure,completion_of,definition",
            "members,工会会员,Members,organisation,人,people,stock,,在册会员人数",
            "mutual-aid,互助保障参保,Mutual aid,services,人,people,stock,,参加互助保障的人数",
            "fund,送温暖资金,Aid,services,元,yuan,flow,,送温暖所用资金",
            "contests,竞赛场次,Contests,services,场,contests,flow,,举办的竞赛",
        ],
    );
    expect(
        Table::Sources,
        &[
            "id,title,city_code,period,file,sha256,authors",
            "anqing-2019,安庆甲,340800,2019,,,",
            "anqing-2025,安庆乙,340800,2025,,,某人",
            "ankang-2025,安康丙,610900,2021/2025,,,",
        ],
    );
}

#[test]
fn a_relation_needs_all_its_figures() {
    let rows = |fragment| read_back(&csv("two_cities", fragment, Table::Relations)).len();
    assert_eq!(
        (rows("city=安庆"), rows("scope=city"), rows("city=安康")),
        (2, 0, 0)
    );
}

/// Texts that a spreadsheet or a careless reader stumbles over, and back.
#[test]
fn a_text_comes_back_as_it_was() {
    let cases = [
        "=HYPERLINK(\"https://example.org\",\"点\")",
        "+86 555",
        "-3.5%",
        "@某人",
        "\t缩进",
        "'=已有引号",
        "＝1+1",
        "＋86 555",
        "－3.5%",
        "＠某人",
        "逗号,\"引号\"、顿号",
        "  两端有空格  ",
        "🚀 普通文字",
    ];
    for note in cases {
        let json = serde_json::to_string(note).expect("a JSON string");
        let change = (
            "\"doubt\": null, \"note\": null",
            &*format!("\"note\": {json}"),
        );
        let dataset = changed(&[change]);
        let text = csv_of(
            &dataset,
            &everything(&dataset),
            Table::Observations,
            ReadMode::Certain,
        );
        let rows = read_back(&text);
        assert_eq!(rows.len(), dataset.observations.len());
        assert_eq!(unguarded(&rows[0]["note"]), note);
        let field = &rows[0]["note"];
        assert!(
            !field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']),
            "{field}"
        );
    }
}

#[test]
fn no_field_holds_a_line_break() {
    let dataset = changed(&[
        (
            "\"doubt\": null, \"note\": null",
            "\"note\": \"甲\\n乙\\r\\n\\r\\n=丙\\u2028\"",
        ),
        ("\"title\": \"安庆甲\"", "\"title\": \"安庆\\u0085甲\""),
    ]);
    let text = csv_of(
        &dataset,
        &everything(&dataset),
        Table::Observations,
        ReadMode::Certain,
    );
    assert_eq!(
        text.matches(['\n', '\u{85}', '\u{2028}']).count(),
        dataset.observations.len() + 1
    );
    assert_eq!(text.matches("\r\n").count(), dataset.observations.len() + 1);
    assert_eq!(text.matches('\r').count(), dataset.observations.len() + 1);
    let rows = read_back(&text);
    assert_eq!(
        (&*rows[0]["note"], &*rows[0]["source"]),
        ("甲 乙 =丙", "安庆 甲")
    );
}

#[test]
fn numbers_are_plain_and_never_guarded() {
    let dataset = changed(&[
        (
            "\"measure\": \"flow\", \"definition\": \"举办的竞赛\"",
            "\"measure\": \"ratio\"",
        ),
        (
            "\"value\": 60, \"printed\": \"60场\"",
            "\"value\": -0.5, \"printed\": \"-0.5%\"",
        ),
        ("\"value\": 17000000", "\"value\": 12345678901234567890"),
    ]);
    let rows = everything(&dataset);
    let text = csv_of(&dataset, &rows, Table::Observations, ReadMode::Certain);
    let rows = read_back(&text);
    let cells = |at: usize| {
        [
            &*rows[at]["value"],
            &*rows[at]["value_used"],
            &*rows[at]["printed"],
        ]
    };
    assert_eq!(cells(9), ["-0.5", "-0.5", "'-0.5%"]);
    assert_eq!(cells(7)[0], "12345678901234567000");
    assert_eq!(cells(8), ["", "", "数百场"], "absent is never zero");
}

#[test]
fn every_cell_of_the_dataset_that_ships_is_as_its_column_says() {
    let dataset = dataset("achievements");
    for &table in Table::ALL {
        let rows = read_back(&csv_of(
            &dataset,
            &everything(&dataset),
            table,
            ReadMode::Certain,
        ));
        for row in rows {
            for column in table.columns() {
                let cell = &row[column.name];
                let fits = match column.kind {
                    _ if cell.is_empty() => !column.is_required,
                    Kind::Word(words) => words().iter().any(|word| word.word == *cell),
                    Kind::Number => cell.parse::<f64>().is_ok(),
                    Kind::Whole(least) => cell.parse::<u32>().is_ok_and(|cell| cell >= least),
                    Kind::Text | Kind::List | Kind::Pattern(_) => true,
                };
                assert!(fits, "{table:?}.{}: {cell}", column.name);
            }
        }
    }
}

#[test]
fn the_csv_has_every_observation_once() {
    let dataset = dataset("achievements");
    let rows = everything(&dataset);
    let rows = read_back(&csv_of(
        &dataset,
        &rows,
        Table::Observations,
        ReadMode::Certain,
    ));
    let key = |row: &BTreeMap<String, String>| {
        let parts = ["source_id", "paragraph", "offset", "indicator_id"];
        parts.map(|part| row[part].clone()).join(":")
    };
    let written: Vec<String> = rows.iter().map(key).collect();
    let expect: Vec<String> = dataset
        .rows()
        .map(|row| dataset.observation(row).key())
        .collect();
    assert_eq!(written, expect);
}

// The descriptor.

fn package(dataset: &Dataset) -> Value {
    let file = |&table: &Table| File {
        content: Content::Table(table),
        path: format!("{}.csv", table.name()),
        bytes: 7,
        sha256: "ab".to_owned(),
    };
    let mut files: Vec<File> = Table::ALL.iter().map(file).collect();
    files.push(File {
        content: Content::JsonStat,
        ..files[0].clone()
    });
    let bytes = descriptor(dataset, &files).expect("it is written");
    serde_json::from_slice(&bytes).expect("it is JSON")
}

#[test]
fn the_descriptor_describes_the_files() {
    let package = package(&dataset("two_cities"));
    assert_eq!(
        package["$schema"],
        "https://datapackage.org/profiles/2.0/datapackage.json"
    );
    assert_eq!(package["title"], "两市数据");
    assert_eq!(package["union-dashboard:perCapitaIndicator"], "members");
    assert_eq!(package["sources"][2]["title"], "安康丙");
    assert_eq!(package["licenses"], Value::Null);
    let observations = &package["resources"][0];
    assert_eq!(observations["path"], "observations.csv");
    assert_eq!(observations["mediatype"], "text/csv");
    assert_eq!(observations["encoding"], "utf-8");
    assert_eq!(
        (&observations["bytes"], &observations["hash"]),
        (&7.into(), &"sha256:ab".into())
    );
    let fields = observations["schema"]["fields"].as_array().expect("fields");
    let names: Vec<&str> = fields
        .iter()
        .filter_map(|field| field["name"].as_str())
        .collect();
    assert_eq!(names.join(","), HEADER);
    let bound = &fields[9];
    assert_eq!(bound["constraints"]["enum"][1], "at_least");
    assert_eq!(bound["categories"][1]["label"], "不少于 at least");
    assert_eq!(fields[18]["constraints"]["minimum"], 1);
    assert_eq!(
        observations["schema"]["missingValues"],
        serde_json::json!([""])
    );
    assert_eq!(package["resources"][8]["mediatype"], "application/json");
    assert_eq!(package["resources"][8].get("schema"), None);
}

#[test]
fn a_licence_is_named_only_where_there_is_one() {
    let cases = [
        (
            "\"CC-BY-4.0\"",
            Some(serde_json::json!([{"name": "CC-BY-4.0"}])),
        ),
        (
            "\"https://example.org/licence\"",
            Some(serde_json::json!([{"path": "https://example.org/licence"}])),
        ),
        ("\"仅供内部使用\"", None),
        ("null", None),
    ];
    for (license, expect) in cases {
        let dataset = changed(&[("\"license\": null", &format!("\"license\": {license}"))]);
        let package = package(&dataset);
        assert_eq!(package.get("licenses"), expect.as_ref());
        let description = package["description"].as_str().expect("a description");
        let says = dataset
            .license
            .as_ref()
            .is_some_and(|text| description.contains(text));
        assert_eq!(says, dataset.license.is_some());
    }
}

// JSON-stat.

fn stat(dataset: &Dataset, read: ReadMode) -> Value {
    let rows = everything(dataset).rows;
    let bytes = json_stat::file(dataset, &rows, read).expect("it is written");
    serde_json::from_slice(&bytes).expect("it is JSON")
}

/// One figure of a response.
struct Found {
    cube: String,
    /// The category of each dimension.
    place: BTreeMap<String, String>,
    value: Value,
    status: Value,
    /// What the extension says of it.
    figure: Value,
}

/// Each figure of a response, found by its number and the sizes of the dimensions.
fn cells(stat: &Value) -> Vec<Found> {
    let mut cells = Vec::new();
    for item in stat["link"]["item"].as_array().expect("items") {
        let ids = item["id"].as_array().expect("ids");
        let sizes = item["size"].as_array().expect("sizes");
        for (cell, figure) in item["extension"]["figures"].as_object().expect("figures") {
            let mut rest: usize = cell.parse().expect("a number");
            let mut place = BTreeMap::new();
            for (id, size) in ids.iter().zip(sizes).rev() {
                let (id, size) = (id.as_str().expect("an id"), size.as_u64().expect("a size"));
                let index = &item["dimension"][id]["category"]["index"];
                assert_eq!(index.as_array().map(Vec::len), usize::try_from(size).ok());
                let category = &index[rest % size as usize];
                place.insert(
                    id.to_owned(),
                    category.as_str().expect("a category").to_owned(),
                );
                rest /= size as usize;
            }
            assert_eq!(rest, 0, "beyond the cube");
            cells.push(Found {
                cube: item["extension"]["id"].as_str().expect("a cube").to_owned(),
                place,
                value: item["value"][cell].clone(),
                status: item["status"][cell].clone(),
                figure: figure.clone(),
            });
        }
    }
    cells
}

#[test]
fn json_stat_has_every_observation_once_with_its_value() {
    let dataset = dataset("achievements");
    for &read in ReadMode::ALL {
        let stat = stat(&dataset, read);
        let cells = cells(&stat);
        let mut seen: Vec<String> = Vec::new();
        for Found {
            place,
            value,
            status,
            figure,
            ..
        } in &cells
        {
            let key = figure["key"].as_str().expect("a key");
            let row = dataset.row_of_key(key).expect("an observation");
            let observation = dataset.observation(row);
            assert_eq!(place["city"], observation.city.code);
            assert_eq!(place["period"], observation.period.to_string());
            assert_eq!(place["indicator"], observation.indicator.id);
            assert_eq!(place["scope"], observation.scope.to_string());
            assert_eq!(place["status"], observation.status.as_str());
            assert_eq!(figure["printed"], observation.printed);
            let (used, is_corrected) = used_value(&observation, read);
            assert_eq!(value.as_f64(), used, "{key}");
            let printed = is_corrected.then_some(observation.value).flatten();
            assert_eq!(figure["value"].as_f64(), printed, "{key}");
            let code = status.as_str().unwrap_or_default();
            assert_eq!(code.contains('r'), is_corrected, "{key}");
            assert_eq!(
                code.contains('u'),
                observation.doubt.is_some() && !is_corrected,
                "{key}"
            );
            seen.push(key.to_owned());
        }
        seen.sort();
        let mut expect: Vec<String> = dataset
            .rows()
            .map(|row| dataset.observation(row).key())
            .collect();
        expect.sort();
        assert_eq!(seen, expect);
        // Nothing else has a value: what no report prints stays absent.
        let items = stat["link"]["item"].as_array().expect("items");
        let values: usize = items
            .iter()
            .filter_map(|i| Some(i["value"].as_object()?.len()))
            .sum();
        let numbers = dataset
            .observations
            .value
            .iter()
            .filter(|value| !value.is_nan());
        assert_eq!(values, numbers.count());
    }
}

/// "cube city period indicator: value status", one a line.
fn say(stat: &Value) -> Vec<String> {
    let mut lines: Vec<String> = cells(stat)
        .iter()
        .map(|found| {
            let Found {
                cube,
                place,
                value,
                status,
                ..
            } = found;
            let [city, period, indicator, mention] =
                ["city", "period", "indicator", "mention"].map(|id| &place[id]);
            let status = status.as_str().unwrap_or("–");
            format!("{cube} {city} {period} {indicator} {mention}: {value} {status}")
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn the_fixture_in_cells() {
    assert_eq!(
        say(&stat(&dataset("two_cities"), ReadMode::Certain)),
        [
            "city-reported 340800 2019 members 1: 701100 –",
            "city-reported 340800 2025 fund 1: 13870000 g",
            "city-reported 340800 2025 members 1: 761500 r",
            "city-reported 340800 2025 mutual-aid 1: 320000 u",
            "city-reported 610900 2021 mutual-aid 1: 141100 –",
            "city-reported 610900 2021/2025 contests 1: null v",
            "city-reported 610900 2021/2025 fund 1: 17000000 g",
            "city-reported 610900 2024 mutual-aid 1: 187700 –",
            "municipal-part 340800 2025 fund 1: 1702400 w",
            "person-target 610900 2026 contests 1: 60 t",
        ]
    );
}

#[test]
fn a_second_figure_of_a_cell_is_its_next_mention() {
    // The part becomes a second report of the same fund; the target is ranged.
    let dataset = changed(&[
        (
            "\"scope\": \"municipal\", \"status\": \"part\", \"of\": \"anqing-2025:6:0:fund\"",
            "\"of\": null",
        ),
        (
            "\"value\": 60, \"printed\": \"60场\", \"bound\": \"exact\"",
            "\"value\": 3, \"upper\": 5, \"printed\": \"3至5场\", \"bound\": \"range\"",
        ),
    ]);
    let stat = stat(&dataset, ReadMode::Certain);
    let lines = say(&stat);
    assert_eq!(lines.len(), dataset.observations.len());
    assert!(lines.contains(&"city-reported 340800 2025 fund 1: 13870000 g".to_owned()));
    assert!(lines.contains(&"city-reported 340800 2025 fund 2: 1702400 –".to_owned()));
    assert!(lines.contains(&"person-target 610900 2026 contests 1: 3 xt".to_owned()));
    let range = cells(&stat)
        .into_iter()
        .find(|found| found.cube == "person-target");
    assert_eq!(
        range.map(|found| found.figure["upper"].clone()),
        Some(5.into())
    );
    assert_eq!(stat["link"]["item"][0]["size"][5], 2);
}

#[test]
fn json_stat_says_what_a_reader_must_know() {
    let dataset = changed(&[("\"license\": null", "\"license\": \"CC-BY-4.0\"")]);
    let stat = stat(&dataset, ReadMode::Certain);
    assert_eq!(
        (&stat["version"], &stat["class"]),
        (&"2.0".into(), &"collection".into())
    );
    assert_eq!(stat["extension"]["license"], "CC-BY-4.0");
    let item = &stat["link"]["item"][0];
    assert_eq!(item["class"], "dataset");
    assert_eq!(item["updated"], "2026-01-01");
    assert_eq!(item["source"], "安庆甲；安庆乙；安康丙");
    assert_eq!(
        item["role"],
        serde_json::json!({"time": ["period"], "geo": ["city"], "metric": ["indicator"]})
    );
    let periods = &item["dimension"]["period"]["category"]["index"];
    assert_eq!(
        *periods,
        serde_json::json!(["2019", "2021", "2024", "2021/2025", "2025"])
    );
    let indicator = &item["dimension"]["indicator"];
    let members = &indicator["category"]["unit"]["members"];
    assert_eq!(*members, serde_json::json!({"label": "人", "decimals": 0}));
    assert_eq!(indicator["category"]["note"]["members"][0], "在册会员人数");
    assert_eq!(indicator["extension"]["name_en"]["members"], "Members");
    assert_eq!(indicator["extension"]["measure"]["fund"], "flow");
    let labels = item["extension"]["status"]["label"]
        .as_object()
        .expect("labels");
    let codes: Vec<&str> = labels.keys().map(String::as_str).collect();
    assert_eq!(codes, ["g", "r", "u", "v"]);
    let notes: Vec<&str> = item["note"]
        .as_array()
        .expect("notes")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(notes.iter().any(|note| note.contains("7615万人")
        && note.contains("[r]")
        && note.contains("76.15万比2019年的70.11万多8.6%")));
    let doubt = cells(&stat)
        .into_iter()
        .map(|found| found.figure["doubt"].clone());
    assert_eq!(doubt.filter(|doubt| !doubt.is_null()).count(), 2);
}

#[test]
fn the_letters_of_codes_differ() {
    let mut letters: Vec<char> = Flag::ALL.iter().map(|flag| flag.letter()).collect();
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters.len(), Flag::ALL.len());
}

#[test]
fn a_dataset_without_figures_is_written_too() {
    let dataset = Dataset::default();
    assert_eq!(
        stat(&dataset, ReadMode::Certain)["link"]["item"],
        serde_json::json!([])
    );
    let text = csv_of(
        &dataset,
        &everything(&dataset),
        Table::Observations,
        ReadMode::Certain,
    );
    assert_eq!(text, format!("\u{feff}{HEADER}\r\n"));
}
