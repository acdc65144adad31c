//! Extraction, case by case: a sentence or a few lines, and when, whose, what, in which unit and
//! where its figures are. What stands in `tests/extract-cases/`, a file a question: `>` begins what
//! the texts below it begin with, `#` says why, and the rest is `text => what is read`, with `\n`
//! and `\t`, and `none`. It must never hold a text of more than some lines: `tests/extract/` does.

mod common;

use std::{fmt::Write, fs, sync::LazyLock};

use union_dashboard::dataset::Dataset;
use union_dashboard::extract::{Candidate, Extraction, extract};
use union_dashboard::figure;

/// The dataset that ships, whose indicators are named.
static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| common::dataset("achievements"));
/// One of few indicators, a stock among them: a text is read in a tenth of the time.
static SMALL: LazyLock<Dataset> = LazyLock::new(|| common::dataset("two_cities"));

/// Whether every case of a file is read as it says there.
#[track_caller]
fn check_cases(name: &str, dataset: &Dataset, read: fn(&Extraction) -> Vec<String>) {
    let file = common::path("tests/extract-cases").join(format!("{name}.txt"));
    let cases = fs::read_to_string(&file).expect("a file of cases");
    let plain = |text: &str| text.replace("\\n", "\n").replace("\\t", "\t");
    let (mut begin, mut wrong, mut count) = (String::new(), String::new(), 0);
    for (number, line) in (1..).zip(cases.lines()) {
        if let Some(text) = line.strip_prefix('>') {
            begin = plain(text.trim_start());
        } else if let Some((text, expect)) = line.split_once(" => ") {
            count += 1;
            let found = extract(&(begin.clone() + &plain(text)), dataset);
            let found = match read(&found) {
                none if none.is_empty() => "none".to_owned(),
                found => found.join("; "),
            };
            if found != expect {
                writeln!(wrong, "{name}.txt:{number}: {text}: {found}, not {expect}")
                    .expect("a text can be written to");
            }
        } else {
            assert!(
                line.is_empty() || line.starts_with('#'),
                "{name}.txt:{number}"
            );
        }
    }
    assert!(count > 0, "{name}.txt has no case");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What is said of every figure, in text order.
fn of_each(found: &Extraction, say: fn(&Candidate) -> String) -> Vec<String> {
    let figures = found.candidates.iter();
    figures
        .map(|one| format!("{} {}", one.printed, say(one)))
        .collect()
}

/// The period, and the standing unless it is reported.
#[test]
fn the_words_of_time_say_when() {
    check_cases("when", &SMALL, |found| {
        of_each(found, |one| {
            let period = one
                .period
                .map_or("-".to_owned(), |period| period.to_string());
            match one.status.as_str() {
                "reported" => period,
                status => format!("{period} {status}"),
            }
        })
    });
}

/// The city and the scope.
#[test]
fn the_subject_says_whose() {
    check_cases("who", &SMALL, |found| {
        of_each(found, |one| {
            let city = one.city.as_deref().unwrap_or("-");
            format!("{city} {}", one.scope)
        })
    });
}

/// The indicator, or the label in quotation marks.
#[test]
fn the_words_beside_a_figure_say_what() {
    check_cases("what", &SHIPPED, |found| {
        of_each(found, |one| match &one.indicator {
            Some(indicator) => indicator.clone(),
            None => format!("“{}”", one.label),
        })
    });
}

/// The rules that read it, and how surely.
#[test]
fn a_figure_says_how_it_was_read() {
    check_cases("how", &SMALL, |found| {
        of_each(found, |one| format!("{} {}", one.rule, one.confidence))
    });
}

/// The value, the unit and the rule of the figure.
#[test]
fn a_unit_may_stand_apart() {
    check_cases("unit", &SMALL, |found| {
        of_each(found, |one| {
            let value = one.value.map_or("-".to_owned(), figure::machine);
            let rule = one.rule.split(' ').next().unwrap_or_default();
            format!("{value} {} {rule}", one.unit)
        })
    });
}

/// Paragraph and offset, and the label, which tells what was joined with the line.
#[test]
fn a_broken_line_goes_on_in_the_next() {
    check_cases("where", &SMALL, |found| {
        of_each(found, |one| {
            format!("{}:{} {}", one.paragraph, one.offset, one.label)
        })
    });
}

/// Every numeral, a figure or why it is none.
#[test]
fn a_numeral_is_a_figure_or_is_told_why_not() {
    check_cases("kinds", &SMALL, |found| {
        let figures = found.candidates.iter();
        let figures = figures.map(|one| (one.paragraph, one.offset, &one.printed, "figure"));
        let others = found.others.iter();
        let others = others.map(|one| (one.paragraph, one.offset, &one.printed, one.kind.as_str()));
        let mut all: Vec<_> = figures.chain(others).collect();
        all.sort();
        let said = all.into_iter();
        said.map(|(.., printed, kind)| format!("{printed} {kind}"))
            .collect()
    });
}

/// Of every figure that is doubted: what it may be, how surely, and the arithmetic.
#[test]
fn what_cannot_be_right_is_doubted() {
    check_cases("doubts", &SHIPPED, |found| {
        let doubted = found.candidates.iter().filter_map(|one| {
            let doubt = one.doubt.as_ref()?;
            let probable = doubt.probable.map_or("-".to_owned(), figure::machine);
            let confidence = doubt.confidence.as_str();
            Some(format!(
                "{} {probable} {confidence} {}",
                one.printed, doubt.reason
            ))
        });
        doubted.collect()
    });
}
