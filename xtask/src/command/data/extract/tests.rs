//! The command's own part: encodings, arguments, the keys of a line.

use std::collections::BTreeSet;

use union_dashboard::{dataset::Dataset, extract::extract};

use super::{decode, line, parse, write};

const TEXT: &str = "芜湖市总工会2024年工作\r\n举办竞赛30场，3级以上1家。";

#[test]
fn a_report_is_read_in_every_encoding_that_offices_use() {
    let utf16 = |big: bool| -> Vec<u8> {
        let bytes = TEXT.encode_utf16();
        bytes
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let gb18030 = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let spellings = [
        TEXT.as_bytes().to_vec(),
        marked(&[0xef, 0xbb, 0xbf], TEXT.as_bytes()),
        gb18030,
        marked(&[0xff, 0xfe], &utf16(false)),
        marked(&[0xfe, 0xff], &utf16(true)),
        utf16(false),
        utf16(true),
    ];
    for (number, bytes) in spellings.iter().enumerate() {
        assert_eq!(decode(bytes).as_deref(), Some(TEXT), "spelling {number}");
    }
}

#[test]
fn rubbish_is_no_text() {
    let rubbish: Vec<u8> = (0..4000_u32).map(|n| (n * 7919 % 251) as u8).collect();
    assert_eq!(decode(&rubbish), None);
}

#[test]
fn a_line_has_the_keys_of_the_contract() {
    let found = extract(TEXT, &Dataset::default());
    let first = line(&found.candidates[0]);
    let keys: BTreeSet<&str> = first
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let contract = [
        "printed",
        "value",
        "unit",
        "bound",
        "paragraph",
        "offset",
        "city",
        "city_code",
        "period",
        "indicator",
        "label",
        "scope",
        "status",
        "confidence",
        "rule",
    ];
    assert_eq!(keys, contract.into_iter().collect());
}

#[test]
fn all_adds_what_is_no_figure() {
    let found = extract(TEXT, &Dataset::default());
    let lines = |is_all| {
        let mut out = Vec::new();
        write(&mut out, &found, is_all).expect("written");
        String::from_utf8(out).expect("UTF-8").lines().count()
    };
    assert_eq!(lines(false), 2);
    assert!(lines(true) > 2);
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert!(parse(&words("a.txt --all --dataset b.json")).is_ok());
    assert!(parse(&words("a.txt b.txt")).is_err());
    assert!(parse(&words("a.txt --dataset")).is_err());
    assert!(parse(&words("a.txt --some")).is_err());
}
