//! The report page: whom it is about, and that it holds every figure of its reports.
//!
//! It must never trust the page's own counts.

mod common;

use common::ask;
use union_dashboard::query::Action;
use union_dashboard::report::{Answer, answer, years_of};

fn shown(fragment: &str) -> Answer {
    let (dataset, query, selection) = ask("achievements", fragment);
    answer(&dataset, &query, &selection)
}

#[test]
fn one_city_and_period_or_a_choice() {
    let about = |fragment: &str| {
        let (dataset, ..) = ask("achievements", "");
        let view = shown(fragment);
        let name = view.sheet.map(|sheet| {
            let (city, period) = sheet.subject;
            format!("{} {period}", dataset.city(city).short_name)
        });
        (view.choices.len(), view.touched, name.unwrap_or_default())
    };
    assert_eq!(about(""), (5, 5, String::new()));
    assert_eq!(about("city=安庆"), (5, 2, String::new()));
    assert_eq!(about("city=安庆&year=2019"), (5, 1, "安庆 2019".into()));
    assert_eq!(about("city=安康"), (5, 1, "安康 2021/2025".into()));
    assert_eq!(
        about("city=安康&year=2024"),
        (5, 1, "安康 2021/2025".into())
    );
    assert_eq!(about("q=没有这个"), (5, 0, String::new()));
}

#[test]
fn every_choice_leads_to_its_page_with_all_its_figures() {
    let (dataset, query, _) = ask("achievements", "");
    for subject in shown("").choices {
        let code = dataset.city(subject.0).code.clone();
        let years = years_of(&dataset, subject);
        let query = query.after(Action::Subject(code, years));
        let selection = union_dashboard::query::select(&dataset, &query);
        let sheet = answer(&dataset, &query, &selection).sheet.expect("a page");
        assert_eq!(sheet.subject, subject);
        let figures: usize = sheet.categories.iter().map(|(_, data)| data.len()).sum();
        let of_report = dataset.rows().filter(|&row| {
            let source = dataset.observation(row).source;
            (source.city, source.period) == subject
        });
        assert_eq!(figures, of_report.count());
        assert!(!sheet.sources.is_empty() && !sheet.overview.cards.is_empty());
    }
}
