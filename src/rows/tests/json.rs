//! The walk through JSON agrees with serde_json on every text, JSON or not. It must never expect
//! of a text what serde_json does not.

use proptest::prelude::*;
use serde::de::IgnoredAny;
use union_dashboard_rows::json::{Prover, Starts};
use union_dashboard_rows::{Column, Texts, json};

/// Pieces of JSON and of what is none.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\"a\"",
        "\"安\\n\"",
        "\"\\u12aF\"",
        "\"\\u12\"",
        "\"\\x\"",
        "\"",
        "\\",
        "0",
        "-",
        "1",
        "12.50",
        "1e5",
        "1.",
        ".5",
        "01",
        "-0",
        "E+3",
        "true",
        "false",
        "null",
        "nul",
        "\t",
        "\u{1}",
        "é",
        "\"k\":",
        "[]",
        "{}",
        "[10,2.50,3,",
        "[0,01,2,",
        "[1234567,12345678,123456789,",
        "[1.,",
        "[\"a\",[1,2,",
    ];
    prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// A JSON text of a value.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        ".{0,6}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-d]{1,2}|\\PC{0,2}", inner, 0..5)
                .prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

fn agrees(text: &str) -> Result<(), TestCaseError> {
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    prop_assert_eq!(json::is_json(text), is_json, "{:?}", text);
    // In many goes as in one, with the parts that a walk finds.
    let mut prover = Prover::new(text);
    let proven = (0..=text.len()).find_map(|_| prover.go_on(1));
    prop_assert_eq!(proven, Some(is_json), "{:?}", text);
    let inner = text.trim_start();
    if is_json && inner.starts_with(['[', '{']) {
        let mut starts = Starts::new(inner, 1);
        while starts.go_on(1) {}
        let walked: Vec<&str> = (starts.finish().0.iter())
            .map(|&start| json::value(inner, start))
            .collect();
        let parts = prover.parts().into_iter();
        let parts: Vec<&str> = parts
            .map(|(from, to)| &text[from as usize..to as usize])
            .collect();
        prop_assert_eq!(parts, walked, "{:?}", text);
    }
    Ok(())
}

/// What stands among whole numbers and is one after all, or none.
const ODD: [&str; 9] = [
    "3.0",
    "1e2",
    "-0",
    "4294967296",
    "-1",
    "1.5",
    "null",
    "\"7\"",
    "[1]",
];

/// A number as it may be written, and now and then what is none.
fn decimal() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => "(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?",
        3 => "(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?",
        2 => any::<f64>().prop_map(|number| format!("{number:e}")),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => prop::sample::select(ODD.to_vec()).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_json_is_json_to_serde_json(pieces in prop::collection::vec(piece(), 0..12)) {
        agrees(&pieces.concat())?;
    }

    #[test]
    fn a_text_with_a_wrong_byte_is_what_serde_json_says(
        value in value(),
        at in any::<prop::sample::Index>(),
        with in piece(),
        is_pretty in any::<bool>(),
    ) {
        let text = match is_pretty {
            true => serde_json::to_string_pretty(&value).expect("text"),
            false => value.to_string(),
        };
        agrees(&text)?;
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let at = *at.get(&places);
        agrees(&format!("{}{with}{}", &text[..at], &text[at..]))?;
        agrees(&text[..at])?;
        prop_assert_eq!(json::length(text.as_bytes()), text.len());
    }

    #[test]
    fn numbers_are_nearly_those_of_serde_json(number in any::<f64>(), whole in any::<u32>()) {
        let text = serde_json::to_string(&number).expect("text");
        if let Ok(expect) = serde_json::from_str::<f64>(&text) {
            let read = json::number(&text).expect("a number");
            let near = expect.abs() * 1e-15 + f64::MIN_POSITIVE;
            prop_assert!((read - expect).abs() <= near, "{}", text);
        }
        prop_assert_eq!(json::whole(&whole.to_string()), Some(whole));
        let list = json::whole_numbers(&format!("[ {whole} ,1,0]"));
        prop_assert_eq!(list.map(|list| list.iter().collect()), Some(vec![whole, 1, 0]));
    }

    #[test]
    fn whole_numbers_are_those_of_serde_json_in_any_slices(
        values in prop::collection::vec(
            prop_oneof![
                20 => any::<u32>().prop_map(|number| number.to_string()),
                20 => (0..12_u32).prop_map(|number| number.to_string()),
                1 => prop::sample::select(ODD.to_vec()).prop_map(str::to_owned),
            ],
            0..30,
        ),
        gap in prop_oneof![Just(","), Just(" , "), Just("\n,\t"), Just(",\r\n")],
        slice in 1..40_usize,
    ) {
        let text = format!("[{}]", values.join(gap));
        let whole = |value: &serde_json::Value| {
            let number = value.as_f64()?;
            Some(number as u32).filter(|whole| f64::from(*whole) == number)
        };
        let expect: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
        let expect: Option<Vec<u32>> = expect.iter().map(whole).collect();
        let all = |numbers: Option<Column>| numbers.map(|all| all.iter().collect::<Vec<u32>>());
        let mut numbers = json::WholeNumbers::new(&text);
        while numbers.go_on(slice) {}
        prop_assert_eq!(all(numbers.finish()), expect.clone());
        prop_assert_eq!(all(json::whole_numbers(&text)), expect);
        prop_assert_eq!(all(json::whole_numbers("{}")), None);
        let mut starts = Starts::new(&text, slice);
        while starts.go_on(slice) {}
        let (starts, len) = starts.finish();
        let starts: Vec<&str> = starts.iter().map(|&start| json::value(&text, start)).collect();
        let every: Vec<&str> = values.iter().step_by(slice).map(|value| &**value).collect();
        prop_assert_eq!((starts, len), (every, values.len()));
        prop_assert!(json::is_json(&text));
    }

    #[test]
    fn numbers_of_a_list_are_those_of_its_values(
        values in prop::collection::vec(decimal(), 0..30),
        gap in prop_oneof![Just(","), Just(" , "), Just("\n,\t"), Just(",\r\n")],
        slice in 1..40_usize,
    ) {
        let text = format!("[{}]", values.join(gap));
        let expect: Option<Vec<f64>> = values.iter().map(|value| json::number(value)).collect();
        let mut numbers = json::Decimals::new(&text);
        while numbers.go_on(slice) {}
        prop_assert_eq!(numbers.finish(), expect.clone());
        prop_assert_eq!(json::numbers(&text), expect);
        prop_assert_eq!(json::numbers("7"), None);
        agrees(&text)?;
        agrees(&format!("[{text},{text}"))?;
        agrees(&format!("{{\"a\":[{text}]}}"))?;
    }

    #[test]
    fn fields_are_those_of_the_object(entries in prop::collection::vec(("[a-e]", value()), 0..6)) {
        let entry = |(key, value): &(String, serde_json::Value)| format!("\"{key}\" : {value}");
        let texts: Vec<String> = entries.iter().map(entry).collect();
        let text = format!("{{{}}}", texts.join(" , "));
        let keys = ["a", "b", "c", "d"];
        let mut found = [json::ABSENT; 4];
        let is_plain = json::fields(&text, &keys, &mut found);
        let count = |key: &str| entries.iter().filter(|(known, _)| known == key).count();
        prop_assert_eq!(is_plain, count("e") == 0 && keys.iter().all(|key| count(key) < 2));
        if is_plain {
            for (key, (from, to)) in keys.iter().zip(found) {
                let expect = entries.iter().find(|(known, _)| known == key);
                let expect = expect.map_or(String::new(), |(_, value)| value.to_string());
                prop_assert_eq!(&text[from as usize..to as usize], expect);
            }
        }
    }

    #[test]
    fn texts_stand_for_what_was_learned(texts in prop::collection::vec("[ab]{0,9}", 0..80)) {
        let mut known = Texts::default();
        for (at, text) in texts.iter().enumerate() {
            let first = texts.iter().position(|other| other == text).expect("itself");
            let before = (first < at).then_some(first as u32);
            prop_assert_eq!(known.get(text), before);
            known.learn(text, at as u32);
            prop_assert_eq!(known.get(text), Some(first as u32));
        }
    }
}
