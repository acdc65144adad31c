//! Extraction: all that is read of every text, held as it is: who changes a rule sees what it
//! changes elsewhere. `UPDATE_SNAPSHOTS=1` writes the readings anew; look at each difference before
//! it is committed. They are no truth: that stands beside the texts.

mod common;

use std::{fmt::Write, fs, path::Path};

use union_dashboard::extract::{Candidate, Extraction, extract};
use union_dashboard::figure;

/// Where the readings stand, a file a text.
const READINGS: &str = "tests/extract-readings";

/// `paragraph:offset printed: value unit bound, period status, indicator or “label”, confidence
/// rules` of each figure, and its doubt; `printed: kind` of what is none; whose figures they are
/// where that changes.
fn told(found: &Extraction) -> String {
    // Place, whose it is from here on, and the line.
    let mut lines: Vec<((u32, u32), String, String)> = Vec::new();
    let mut whose = String::new();
    for one in &found.candidates {
        let now = format!("# {}\n", whose_of(one));
        let header = if now == whose {
            String::new()
        } else {
            now.clone()
        };
        whose = now;
        lines.push(((one.paragraph, one.offset), header, figure_of(one)));
    }
    lines.extend(found.others.iter().map(|other| {
        let line = format!("{}: {}", other.printed, other.kind.as_str());
        ((other.paragraph, other.offset), String::new(), line)
    }));
    lines.sort();
    let said = lines
        .into_iter()
        .map(|((paragraph, offset), header, line)| {
            format!("{header}{paragraph}:{offset} {line}\n")
        });
    said.collect()
}

fn whose_of(one: &Candidate) -> String {
    let city = one.city.as_deref().unwrap_or("-");
    let code = one.city_code.as_deref().unwrap_or("-");
    format!("{city} {code} {}", one.scope)
}

fn figure_of(one: &Candidate) -> String {
    let number = |value: Option<f64>| value.map_or("-".to_owned(), figure::machine);
    let upper = match one.upper {
        Some(_) => format!("/{}", number(one.upper)),
        None => String::new(),
    };
    let period = one
        .period
        .map_or("-".to_owned(), |period| period.to_string());
    let what = match &one.indicator {
        Some(indicator) => indicator.clone(),
        None => format!("“{}”", one.label.replace('\n', " ")),
    };
    let doubt = one.doubt.as_ref().map(|doubt| {
        let probable = number(doubt.probable);
        format!(
            ", doubted: {probable} {} {}",
            doubt.confidence.as_str(),
            doubt.reason
        )
    });
    format!(
        "{}: {}{upper} {} {}, {period} {}, {what}, {} {}{}",
        one.printed,
        number(one.value),
        one.unit,
        one.bound.as_str(),
        one.status.as_str(),
        one.confidence,
        one.rule,
        doubt.unwrap_or_default(),
    )
}

#[test]
fn what_is_read_of_every_text_stays_as_it_is() {
    let dataset = common::dataset("achievements");
    let is_update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let (mut count, mut wrong) = (0, String::new());
    for folder in ["tests/extract", "tests/extract-open"] {
        for entry in fs::read_dir(common::path(folder)).expect("a folder of texts") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            count += 1;
            let text = fs::read_to_string(&path).expect("a text");
            let now = told(&extract(&text, &dataset));
            let name = path.file_name().expect("a name");
            let kept = common::path(READINGS).join(name);
            if is_update {
                fs::write(&kept, now).expect("a reading is written");
            } else {
                let before = fs::read_to_string(&kept).unwrap_or_default();
                differ(Path::new(name), &before, &now, &mut wrong);
            }
        }
    }
    let kept = fs::read_dir(common::path(READINGS))
        .expect("readings")
        .count();
    assert_eq!(kept, count, "a reading for each text");
    assert!(wrong.is_empty(), "\n{wrong}UPDATE_SNAPSHOTS=1 and look");
}

/// Notes the first lines that differ.
fn differ(name: &Path, before: &str, now: &str, wrong: &mut String) {
    const FEW: usize = 5;
    let lost = before
        .lines()
        .filter(|line| !now.lines().any(|other| other == *line));
    let new = now
        .lines()
        .filter(|line| !before.lines().any(|other| other == *line));
    let lost = lost.map(|line| format!("- {line}"));
    let all = lost.chain(new.map(|line| format!("+ {line}")));
    for line in all.take(FEW) {
        writeln!(wrong, "{}: {line}", name.display()).expect("a text can be written to");
    }
    if before != now && wrong.is_empty() {
        writeln!(wrong, "{}: the order", name.display()).expect("a text can be written to");
    }
}
