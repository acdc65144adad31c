//! Datasets edited by hand: a row put, taken away or added, with what refers to it; conflicts of a
//! merge decided one by one; a dataset that names no persons.

mod common;

use std::collections::BTreeMap;

use common::text;
use serde_json::{Value, json};
use union_dashboard::audit::Severity;
use union_dashboard::dataset::{Issue, Problem, check};
use union_dashboard::edition::{
    self, Decisions, Document, List, Persons, Prefer, Replaced, diff, merge, say_change, written,
};
use union_dashboard::pace::{Pace, at_once};
use union_dashboard::query::Lang;
use union_dashboard::synth::{self, Plan};

fn put(text: &str, old_key: Option<&str>, row: &[(&str, String)]) -> Result<String, Issue> {
    at_once(edition::put(text, old_key, row, &mut Pace::steady()))
}

fn remove(text: &str, key: &str) -> Result<(String, Vec<String>), Issue> {
    at_once(edition::remove(text, key, &mut Pace::steady()))
}

fn add_row(text: &str, list: List, row: &[(&str, String)]) -> Result<String, Issue> {
    at_once(edition::add_row(text, list, row, &mut Pace::steady()))
}

fn set_head(text: &str, key: &str, json: &str) -> Result<String, Issue> {
    at_once(edition::set_head(text, key, json, &mut Pace::steady()))
}

fn without_persons(text: &str) -> Result<(String, Persons), Issue> {
    at_once(edition::without_persons(text, &mut Pace::steady()))
}

fn read(text: &str) -> Document<'_> {
    Document::read(text).expect("a dataset")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("json")
}

/// The differences, a line each, in English.
fn told(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (read(old), read(new));
    let changes = diff(&old, &new);
    let lines = changes.iter();
    lines
        .map(|change| say_change(change, Lang::English))
        .collect()
}

#[track_caller]
fn is_sound(text: &str) {
    let issues = check(text).expect("a dataset").issues;
    let errors = issues.iter();
    let errors = errors.filter(|issue| issue.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{issues:?}");
}

fn row<'k>(keys: &[(&'k str, &str)]) -> Vec<(&'k str, String)> {
    let row = keys.iter();
    row.map(|(key, json)| (*key, (*json).to_owned())).collect()
}

fn columns() -> String {
    let plan = Plan {
        observations: 40,
        cities: 2,
        years: (2024, 2025),
        indicators: 5,
        seed: 3,
        columns: true,
    };
    let mut out = Vec::new();
    synth::write(&plan, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

// Observations.

#[test]
fn a_corrected_figure_is_the_only_change() {
    let old = text("two_cities");
    let key = "anqing-2019:3:4:members";
    let new = put(
        &old,
        Some(key),
        &row(&[("value", "701200"), ("upper", "null")]),
    );
    let new = new.expect("it is put");
    let told = told(&old, &new);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].ends_with("value 701100 → 701200") && told[0].contains(key),
        "{told:?}"
    );
    assert!(!new.contains("\"upper\""));
}

#[test]
fn what_means_the_same_changes_no_letter() {
    let old = text("achievements");
    let key = "anqing-2025:6:43:ideology-training-classes";
    let same = row(&[("value", "20.0"), ("upper", "null"), ("note", "null")]);
    assert!(put(&old, Some(key), &same).expect("it is put") == old);
}

#[test]
fn unknown_keys_of_a_row_stay() {
    let mut old = parsed(&text("two_cities"));
    old["observations"][0]["x-own"] = json!({"a": [1]});
    let new = put(
        &old.to_string(),
        Some("anqing-2019:3:4:members"),
        &row(&[("note", "\"neu\"")]),
    );
    let new = parsed(&new.expect("it is put"));
    assert_eq!(new["observations"][0]["x-own"], json!({"a": [1]}));
    assert_eq!(new["observations"][0]["note"], "neu");
}

#[test]
fn parts_and_relations_follow_a_figure_to_its_new_place() {
    let old = text("two_cities");
    let new = put(
        &old,
        Some("anqing-2025:6:0:fund"),
        &row(&[("paragraph", "16"), ("offset", "2")]),
    );
    let new = new.expect("it is put");
    is_sound(&new);
    let after = parsed(&new);
    assert_eq!(after["observations"][3]["of"], "anqing-2025:16:2:fund");
    assert_eq!(after["relations"][0]["result"], "anqing-2025:16:2:fund");
    // The part itself moves too.
    let moved = put(
        &new,
        Some("anqing-2025:6:20:fund"),
        &row(&[("offset", "21")]),
    );
    let moved = parsed(&moved.expect("it is put"));
    let terms = json!(["anqing-2025:6:21:fund"]);
    assert_eq!(moved["relations"][0]["terms"], terms);
}

const ADDED: &[(&str, &str)] = &[
    ("source", "\"anqing-2025\""),
    ("city", "\"340800\""),
    ("period", "\"2025\""),
    ("indicator", "\"contests\""),
    ("value", "12"),
    ("printed", "\"12场\""),
    ("paragraph", "20"),
    ("offset", "0"),
];

#[test]
fn a_new_figure_stands_behind_the_last() {
    let old = text("two_cities");
    let new = put(&old, None, &row(ADDED)).expect("it is put");
    is_sound(&new);
    let told = told(&old, &new);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("added observation anqing-2025:20:0:contests"),
        "{told:?}"
    );
    let rows = parsed(&new)["observations"].clone();
    let last = rows.as_array().and_then(|rows| rows.last()).expect("rows");
    assert_eq!(last["printed"], "12场");
}

#[test]
fn columns_stay_columns() {
    let old = columns();
    let before = check(&old).expect("a dataset").dataset;
    let first = before.observation(before.rows().next().expect("a row"));
    let of_first = row(&[("note", "\"noted\""), ("x-own", "[1]")]);
    let new = put(&old, Some(&first.key()), &of_first).expect("it is put");
    is_sound(&new);
    assert_eq!(parsed(&new)["observations"]["columns"], true);
    assert_eq!(told(&old, &new).len(), 1);
    let mut added = row(ADDED);
    for (key, value) in [
        ("source", &first.source.id),
        ("city", &first.city.code),
        ("indicator", &first.indicator.id),
    ] {
        let cell = added.iter_mut().find(|(name, _)| *name == key);
        cell.expect("it is there").1 = json!(value).to_string();
    }
    let more = put(&new, None, &added).expect("it is put");
    is_sound(&more);
    assert_eq!(parsed(&more)["observations"]["columns"], true);
    assert_eq!(told(&new, &more).len(), 1);
    let key = read(&more);
    let key = diff(&read(&new), &key)[0].key.clone();
    let (back, _) = remove(&more, &key).expect("it goes");
    assert!(back == new, "it is not the text before");
}

#[test]
fn what_cannot_be_put_is_refused() {
    let old = text("two_cities");
    let key = Some("anqing-2019:3:4:members");
    let problem = |old_key, keys: &[(&str, &str)]| {
        let refused = put(&old, old_key, &row(keys)).expect_err("it is refused");
        refused.problem
    };
    assert!(matches!(
        problem(Some("no:1:2:such"), &[]),
        Problem::UnknownReference(key) if key == "no:1:2:such"
    ));
    assert!(matches!(
        problem(key, &[("value", "12,5")]),
        Problem::NotJson(_)
    ));
    let taken = [
        ("source", "\"anqing-2025\""),
        ("paragraph", "6"),
        ("offset", "0"),
        ("indicator", "\"fund\""),
    ];
    assert!(matches!(problem(key, &taken), Problem::Duplicate(key) if key.ends_with("6:0:fund")));
    assert!(matches!(problem(None, &taken), Problem::Duplicate(_)));
    assert!(matches!(
        problem(None, &taken[1..]),
        Problem::MissingKey(key) if key == "source"
    ));
    let part = old.replacen('{', r#"{"part": {"of": "all.json"},"#, 1);
    let refused = put(&part, key, &[]).expect_err("a part is no whole");
    assert!(matches!(refused.problem, Problem::OnlyPart(of) if of == "all.json"));
}

#[test]
fn what_named_a_figure_goes_with_it_and_is_told() {
    let old = text("two_cities");
    let (new, went) = remove(&old, "anqing-2025:6:0:fund").expect("it goes");
    is_sound(&new);
    assert_eq!(went, ["part anqing-2025:6:0:fund", "anqing-2025:6:20:fund"]);
    let after = parsed(&new);
    assert_eq!(after["relations"], json!([]));
    assert_eq!(after["observations"][2]["printed"], "170.24万元");
    assert_eq!(after["observations"][2]["of"], Value::Null);
    let (_, went) = remove(&old, "anqing-2019:3:4:members").expect("it goes");
    assert_eq!(went, [""; 0]);
    assert!(remove(&new, "anqing-2025:6:0:fund").is_err());
}

// Tables and the head.

#[test]
fn a_new_city_is_added_once() {
    let old = text("two_cities");
    let city = row(&[
        ("code", "\"340600\""),
        ("name", "\"淮北市\""),
        ("short_name", "\"淮北\""),
        ("province", "\"安徽省\""),
    ]);
    let new = add_row(&old, List::Cities, &city).expect("it is added");
    is_sound(&new);
    assert_eq!(told(&old, &new).len(), 1);
    let more = row(&[
        ("code", "\"340600\""),
        ("name", "\"别名市\""),
        ("aliases", "[\"相城\"]"),
    ]);
    let twice = parsed(&add_row(&new, List::Cities, &more).expect("it is completed"));
    let cities = twice["cities"].as_array().expect("cities");
    assert_eq!(cities.len(), 3);
    assert_eq!(cities[2]["name"], "淮北市", "what is there stands");
    assert_eq!(cities[2]["aliases"], json!(["相城"]));
    assert!(add_row(&old, List::Sources, &row(&[("title", "\"x\"")])).is_err());
}

#[test]
fn a_source_that_is_completed_keeps_its_figures() {
    let old = text("two_cities");
    let source = row(&[("id", "\"anqing-2025\""), ("file", "\"a.txt\"")]);
    let new = add_row(&old, List::Sources, &source).expect("it is completed");
    let told = told(&old, &new);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("file null → \"a.txt\""), "{told:?}");
}

#[test]
fn the_title_is_set_and_no_list_is() {
    let old = text("two_cities");
    let new = set_head(&old, "title", "\"新题\"").expect("it is set");
    assert_eq!(parsed(&new)["title"], "新题");
    assert_eq!(told(&old, &new).len(), 1);
    assert!(set_head(&old, "observations", "[]").is_err());
    assert!(set_head(&old, "updated", "2026-").is_err());
}

// Conflicts, one by one.

#[test]
fn each_conflict_is_decided_for_itself() {
    let old = text("two_cities");
    let mut new = parsed(&old);
    new["indicators"][0]["unit"] = json!("万人");
    new["indicators"][1]["unit"] = json!("万人");
    new["sources"][0]["period"] = json!("2018");
    new["title"] = json!("另题");
    let new = new.to_string();
    let open = merge(read(&old), &read(&new), Decisions::default());
    assert_eq!(open.conflicts.len(), 3, "{:?}", open.conflicts);
    let mut each = BTreeMap::new();
    each.insert(open.conflicts[0].contradiction(), Prefer::Last);
    each.insert((None, String::new(), "title".to_owned()), Prefer::Last);
    let decided = Decisions { prefer: None, each };
    let some = merge(read(&old), &read(&new), decided.clone());
    assert_eq!(some.conflicts.len(), 2, "{:?}", some.conflicts);
    let rest = Decisions {
        prefer: Some(Prefer::First),
        ..decided
    };
    let all = merge(read(&old), &read(&new), rest);
    assert_eq!(all.conflicts.len(), 0);
    assert!(
        all.replaced
            .contains(&Replaced::Kept("anqing-2019".into(), 1))
    );
    let whole = parsed(&written(&all.dataset));
    assert_eq!(whole["indicators"][0]["unit"], "万人");
    assert_eq!(whole["indicators"][1]["unit"], "人");
    assert_eq!(whole["sources"][0]["period"], "2019");
    assert_eq!(whole["title"], "另题");
}

// Persons.

#[test]
fn the_dataset_that_ships_without_persons() {
    let old = text("achievements");
    let (new, persons) = without_persons(&old).expect("a dataset");
    is_sound(&new);
    // Those whom the reports print as authors, in scopes and as recipients.
    for name in [
        "丁时锋",
        "沈弘艺",
        "吴苏",
        "赵扬帆",
        "彭玉杰",
        "陈青",
        "龚荣庭",
        "邱军强",
        "王忠才",
        "扣红卫",
        "王荣",
        "徐留平",
    ] {
        assert!(!new.contains(name), "{name}");
        assert!(persons.names.contains(name), "{name}");
    }
    assert_eq!((persons.observations, persons.authors), (2, 4));
    let whole = parsed(&new);
    let honours = whole["honours"].as_array().expect("honours");
    let kept: Vec<&str> = honours
        .iter()
        .filter_map(|honour| honour["recipient"].as_str())
        .collect();
    for body in [
        "安庆市总工会",
        "横电电缆公司",
        "怀宁县江镇",
        "旬阳市",
        "安庆代表团",
        "宣城市2个企业班组",
        "17名城市工匠",
        "《守望康宁》等28件作品",
        "《摆渡人、同路人、圆梦人》",
        "黄梅小戏《天路》",
        "安康市总工会机关党支部",
    ] {
        assert!(kept.contains(&body), "{body}: {kept:?}");
    }
    // Eight persons, two of them twice, and two undertakings of which nothing says that they are none.
    let recipients = |text: &str| {
        parsed(text)["honours"]
            .to_string()
            .matches("recipient\":\"")
            .count()
    };
    assert_eq!(recipients(&old) - kept.len(), 12);
    let (again, none) = without_persons(&new).expect("a dataset");
    assert!(again == new && none == Default::default(), "{none:?}");
}

#[test]
fn in_doubt_a_recipient_goes() {
    let with = |recipient: &str| {
        let mut dataset = parsed(&text("two_cities"));
        dataset["honours"][0]["recipient"] = json!(recipient);
        let (new, _) = without_persons(&dataset.to_string()).expect("a dataset");
        parsed(&new)["honours"][0]["recipient"].is_string()
    };
    for body in [
        "安庆",
        "市妇联",
        "某县人民法院",
        "安庆市人力资源和社会保障局",
        "3人",
        "12名职工",
        "两个班组",
        "市总工会、市妇联",
        "某高等学校",
        "“幸福驿站”项目",
    ] {
        assert!(with(body), "{body}");
    }
    for person in [
        "张三",
        "李建设",
        "陈港",
        "王学会",
        "赵会",
        "欧阳小村",
        "阿依古丽·买买提",
        "安庆市总工会张三",
        "市总工会、张三",
        "张三和市总工会",
        "张三等2人",
        "张三等职工",
        "张三（市总工会）",
        "张三工作室",
        "张三《天路》",
        "2名职工张三",
        "余家",
        "刘百家",
        "“张三",
    ] {
        assert!(!with(person), "{person}");
    }
}

#[test]
fn a_name_goes_from_remarks_too() {
    let mut dataset = parsed(&text("two_cities"));
    dataset["title"] = json!("王某的数据");
    dataset["observations"][0]["note"] = json!("由王某统计");
    dataset["observations"][2]["note"] = json!("人数含临时工");
    dataset["observations"][4]["doubt"]["reason"] = json!("王某说32万不对");
    dataset["observations"][5]["scope"] = json!("unit:王某工作室");
    dataset["honours"][0]["title"] = json!("王某获奖");
    dataset["honours"][0]["recipient"] = json!("王某公司");
    dataset["sources"][0]["text"] = json!("全文");
    let (new, persons) = without_persons(&dataset.to_string()).expect("a dataset");
    is_sound(&new);
    assert!(!new.contains("王某") && !new.contains("某人") && !new.contains("全文"));
    let whole = parsed(&new);
    assert_eq!(whole["title"], "…的数据");
    assert_eq!(whole["observations"][0]["note"], Value::Null);
    assert_eq!(whole["observations"][2]["note"], "人数含临时工");
    assert_eq!(whole["observations"][4]["doubt"]["reason"], "…");
    assert_eq!(whole["observations"][4]["doubt"]["probable"], 32000);
    assert_eq!(whole["honours"][0]["title"], "…获奖");
    let counts = (persons.observations, persons.honours, persons.authors);
    assert_eq!(counts, (2, 1, 1));
    assert_eq!((persons.texts, persons.remarks), (1, 4));
}

#[test]
fn a_word_that_is_no_name_takes_nothing_with_it() {
    let mut dataset = parsed(&text("two_cities"));
    dataset["honours"][0]["recipient"] = json!("职工");
    dataset["sources"][0]["authors"] = json!(["安庆市总工会"]);
    dataset["observations"][0]["note"] = json!("安庆市总工会的职工");
    let (new, persons) = without_persons(&dataset.to_string()).expect("a dataset");
    let whole = parsed(&new);
    assert_eq!(whole["observations"][0]["note"], "安庆市总工会的职工");
    assert_eq!(whole["sources"][0]["authors"], json!([]));
    assert_eq!(persons.remarks, 0, "{persons:?}");
}
