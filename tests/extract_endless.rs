//! Extraction of every city's text, of texts without end and of rubbish: what takes seconds, so
//! that the tables of `extract.rs` are through before it. It must never hold a single case.

#[path = "common/reading.rs"]
mod reading;

use proptest::prelude::*;
use reading::figures;
use union_dashboard::dataset::{Dataset, SourceText};
use union_dashboard::extract::{Division, Extraction, extract};

#[test]
fn every_city_of_the_table_can_report() {
    let mut wrong = Vec::new();
    for division in Division::all() {
        let (name, short) = (division.name(), division.short());
        // A 州 or a 盟 is called by its short name and that sign.
        let ending = name.chars().last().expect("an ending");
        for called in [name.clone(), format!("{short}{ending}")] {
            if called.ends_with('区') && called != name {
                continue;
            }
            for text in [
                format!("{called}总工会2024年工作总结\n全年举办讲座30场。"),
                format!("记者近日从{called}总工会获悉，2024年举办讲座30场。"),
            ] {
                let found = extract(&text, &Dataset::default());
                let code = Some(division.code());
                let is_right = matches!(found.candidates.as_slice(), [one]
                    if one.city.as_ref() == Some(&name) && one.city_code == code && one.scope == "city");
                if !is_right {
                    wrong.push(format!("{text}: {:?}", found.candidates.first()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn texts_without_figures_and_rubbish_give_none() {
    for text in [
        "",
        "\u{feff}",
        "\0\0\0",
        "工会工作蒸蒸日上。",
        "\n\n　　\r\n",
        "]]>&lt;\u{202e}",
    ] {
        assert_eq!(
            extract(text, &Dataset::default()),
            Extraction::default(),
            "{text:?}"
        );
    }
    let rubbish: String = (0..20_000_u32)
        .filter_map(|n| char::from_u32(n * 37 % 0x2_0000))
        .collect();
    extract(&rubbish, &Dataset::default());
    extract(&"12".repeat(50_000), &Dataset::default());
    extract(&"一".repeat(50_000), &Dataset::default());
    extract(&"“".repeat(50_000), &Dataset::default());
    extract(&"某市总工会".repeat(5_000), &Dataset::default());
    extract(&"超不足近约".repeat(10_000), &Dataset::default());
    // All on one line.
    extract(&"慰问职工35人，".repeat(2_000), &Dataset::default());
    extract(&"1\t".repeat(4_000), &Dataset::default());
}

#[test]
fn a_text_that_never_ends_is_read_like_a_short_one() {
    const TIMES: usize = 20_000;
    let long = [
        ("3至5人，", "3至5人 3 range"),
        ("12、15、20场、", "12 12 exact; 15 15 exact; 20场 20 exact"),
        ("(12家", "12家 12 exact"),
        ("|12家", "12家 12 exact"),
        ("慰问职工12人", "12人 12 exact"),
        ("《慰问职工12人，", "12人 12 exact"),
    ];
    for (text, expect) in long {
        let found = figures(&text.repeat(TIMES));
        // The first may begin otherwise than those that follow it.
        let same = found.matches(expect).count();
        assert!(same + 1 >= TIMES, "{text}: {same} of {TIMES}");
    }
    let header = "指标(家)\t".repeat(TIMES);
    let row = "12\t".repeat(TIMES);
    let found = extract(&format!("{header}\n{row}"), &Dataset::default());
    assert_eq!(found.candidates.len(), TIMES);
    assert!(found.candidates.iter().all(|one| one.unit == "家"));
}

/// Fragments that reports are made of, in any order.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2025年".to_owned()),
        Just("，其中".to_owned()),
        Just("。\n".to_owned()),
        Just("芜湖市总工会".to_owned()),
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("万".to_owned()),
        Just("近".to_owned()),
        Just("至".to_owned()),
        Just("以上".to_owned()),
        Just("（万元）".to_owned()),
        Just("\t".to_owned()),
        Just("会员".to_owned()),
        "[0-9]{1,6}",
        "[一二三四五六七八九十百千万两]{1,5}",
        "[个家名人场件项元%]{1,2}",
        "\\PC{0,6}",
    ]
}

proptest! {
    #[test]
    fn every_run_stands_where_it_is_said_to(parts in prop::collection::vec(fragment(), 0..40)) {
        let text = parts.concat();
        let found = extract(&text, &Dataset::default());
        let source = SourceText::new(&text);
        let mut before = (0, 0);
        for candidate in &found.candidates {
            let place = (candidate.paragraph, candidate.offset);
            let there = source.from_place(place.0, place.1);
            prop_assert!(there.is_some_and(|there| there.starts_with(&candidate.printed)));
            prop_assert!(!candidate.printed.is_empty());
            prop_assert!(before < place, "in text order");
            prop_assert!((0.0..=1.0).contains(&candidate.confidence));
            before = place;
        }
        for other in &found.others {
            let there = source.from_place(other.paragraph, other.offset);
            prop_assert!(there.is_some_and(|there| there.starts_with(&other.printed)));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}|[\\x00-\\x7f]{0,200}") {
        extract(&text, &Dataset::default());
    }
}
