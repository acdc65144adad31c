//! The workshop: what becomes of a report that is looked at, of a dataset that may come in, of a
//! figure by hand. It must never expect a figure in the data that nobody accepted.

mod common;

use common::{dataset, text};
use union_dashboard::dataset::{Dataset, check, sha256};
use union_dashboard::edition::Prefer;
use union_dashboard::pace::{Pace, at_once};
use union_dashboard::query::Lang;
use union_dashboard::workshop::{
    self, Correction, Entry, How, Lack, Outcome, Proposal, Review, Verdict, entry_of,
};

fn put_entry(entry: &Entry, dataset: &Dataset, edition: &str) -> Result<String, Vec<Lack>> {
    let steady = &mut Pace::steady();
    at_once(workshop::put_entry(entry, dataset, edition, steady))
}

fn report_text(review: &Review, dataset: &Dataset, edition: &str, today: &str) -> String {
    let steady = &mut Pace::steady();
    at_once(workshop::report_text(
        review, dataset, edition, today, steady,
    ))
}

const TODAY: &str = "2026-01-31";

/// A report of a city that the dataset does not have.
const REPORT: &str = "铜陵市总工会2025年工作综述\n\n\
    2025年，全市新建工会驿站120家，全市工会会员达到35.2万人。\n\n\
    开展送清凉活动，慰问职工1.2万人次；举办技能竞赛36场。新设“铜鸽”信箱15个。\n";

fn review(text: &str, dataset: &Dataset) -> Review {
    Review::new(text, "铜陵.txt", &sha256(text.as_bytes()), dataset)
}

fn index(review: &Review, printed: &str) -> usize {
    let mut figures = review.figures.iter();
    figures
        .position(|reading| reading.candidate.printed == printed)
        .unwrap_or_else(|| panic!("{printed} is read"))
}

fn outcome(edition: &str, incoming: &str) -> Outcome {
    outcome_of(&Proposal::new(incoming.to_owned()), edition)
}

fn outcome_of(proposal: &Proposal, edition: &str) -> Outcome {
    let pace = &mut Pace::steady();
    let outcome = at_once(proposal.outcome(edition, &[], Lang::Chinese, pace));
    outcome.expect("two datasets")
}

#[test]
fn a_report_becomes_data_by_what_is_accepted_alone() {
    let (edition, shipped) = (text("achievements"), dataset("achievements"));
    let mut review = review(REPORT, &shipped);
    assert_eq!((&*review.city, &*review.period), ("铜陵市", "2025"));
    assert_eq!(review.counts()[1], 0, "nothing is accepted by itself");

    let sure = review.accept_sure(0.0, &shipped);
    let lacking = (0..review.figures.len()).filter(|&at| !review.lacks(at, &shipped).is_empty());
    assert_eq!(sure + lacking.count(), review.figures.len());
    let rejected = index(&review, "36场");
    assert!(review.judge(rejected, Verdict::Rejected, &shipped));
    let accepted = review.counts()[1];
    assert!(accepted > 0);

    let incoming = report_text(&review, &shipped, &edition, TODAY);
    let outcome = outcome(&edition, &incoming);
    assert!(
        outcome.is_ready(),
        "{:?} {:?}",
        outcome.clashes,
        outcome.issues
    );
    let next = check(&outcome.text).expect("a dataset");
    assert_eq!(next.issues, []);
    let rows = next.dataset.observations.len() - shipped.observations.len();
    assert_eq!(rows, accepted);
    let city = next.dataset.city_named("铜陵市").expect("the new city");
    assert_eq!(next.dataset.city(city).code, "340700");
    let printed = &next.dataset.observations.printed;
    let has = |text: &str| (0..next.dataset.observations.len()).any(|at| printed.get(at) == text);
    assert!(has("120家") && !has("36场"));
}

#[test]
fn what_lacks_something_is_not_accepted_and_a_new_indicator_is_made() {
    let (edition, shipped) = (text("achievements"), dataset("achievements"));
    let mut review = review(REPORT, &shipped);
    let at = index(&review, "15个");
    let now = Correction {
        indicator: String::new(),
        ..review.figures[at].now.clone()
    };
    review.correct(at, now.clone());
    assert_eq!(review.lacks(at, &shipped), [Lack::Indicator]);
    assert!(!review.judge(at, Verdict::Accepted, &shipped));
    assert_eq!(review.figures[at].verdict, Verdict::Open);

    // A unit that is another's is told, not converted.
    let money = shipped.indicators.iter().find(|known| known.unit == "元");
    let money = money.expect("an amount of money").id.clone();
    review.correct(
        at,
        Correction {
            indicator: money,
            ..now.clone()
        },
    );
    assert_eq!(
        review.lacks(at, &shipped),
        [Lack::Unit("个".to_owned(), "元".to_owned())]
    );

    let id = review.indicator_named("“铜鸽”信箱", "个", "", &shipped);
    assert_eq!(
        review.indicator_named("“铜鸽”信箱", "个", "", &shipped),
        id,
        "made once"
    );
    review.correct(
        at,
        Correction {
            indicator: id.clone(),
            ..now
        },
    );
    assert!(review.judge(at, Verdict::Accepted, &shipped));
    let incoming = report_text(&review, &shipped, &edition, TODAY);
    let next = check(&outcome(&edition, &incoming).text).expect("a dataset");
    assert_eq!(next.issues, []);
    let made = next.dataset.indicator_of(&id).expect("the new indicator");
    assert_eq!(next.dataset.indicator(made).unit, "个");
}

#[test]
fn a_known_name_is_no_new_indicator() {
    let shipped = dataset("achievements");
    let mut review = review(REPORT, &shipped);
    let known = &shipped.indicators[0];
    assert_eq!(
        review.indicator_named(&known.name, "家", "", &shipped),
        known.id
    );
    assert_eq!(review.indicators, []);
}

#[test]
fn the_text_travels_along_only_if_it_is_wanted() {
    let (edition, shipped) = (text("achievements"), dataset("achievements"));
    let mut review = review(REPORT, &shipped);
    review.accept_sure(0.0, &shipped);
    for keeps in [false, true] {
        review.keeps_text = keeps;
        let incoming = report_text(&review, &shipped, &edition, TODAY);
        let next = check(&outcome(&edition, &incoming).text).expect("a dataset");
        let own = next.dataset.sources.last().expect("the report");
        assert_eq!(own.text.as_deref(), keeps.then_some(REPORT));
        assert_eq!(own.sha256.as_deref(), Some(&*sha256(REPORT.as_bytes())));
    }
}

#[test]
fn a_report_in_the_place_of_another_keeps_its_honours() {
    let (edition, shipped) = (text("achievements"), dataset("achievements"));
    let mut review = review(&REPORT.replace("铜陵", "安庆"), &shipped);
    review.accept_sure(0.0, &shipped);
    assert_eq!(
        review.replaces.as_deref(),
        Some("anqing-2025"),
        "the same city and year"
    );
    let incoming = report_text(&review, &shipped, &edition, TODAY);
    let outcome = outcome(&edition, &incoming);
    assert_eq!(outcome.notes.len(), 1, "{:?}", outcome.notes);
    let next = check(&outcome.text).expect("a dataset").dataset;
    let honours = |dataset: &Dataset| {
        let of = |honour: &&union_dashboard::dataset::Honour| {
            dataset.sources[honour.source.index()].id == "anqing-2025"
        };
        dataset.honours.iter().filter(of).count()
    };
    assert_eq!(honours(&next), honours(&shipped));
}

#[test]
fn a_contradiction_waits_for_a_decision() {
    let edition = text("achievements");
    let incoming = edition.replacen("\"unit\": \"家\"", "\"unit\": \"座\"", 1);
    let mut proposal = Proposal::new(incoming.clone());
    let open = outcome_of(&proposal, &edition);
    assert_eq!(open.clashes.len(), 1, "{:?}", open.clashes);
    assert!(!open.is_ready());
    let clash = &open.clashes[0];
    assert_eq!((&*clash.first, &*clash.second), ("家", "座"));
    proposal
        .decisions
        .each
        .insert(clash.about.clone(), Prefer::Last);
    let decided = outcome_of(&proposal, &edition);
    assert!(decided.is_ready() && decided.text.contains("座"));
    assert_eq!(decided.clashes[0].decided, Some(Prefer::Last));
    proposal
        .decisions
        .each
        .insert(clash.about.clone(), Prefer::First);
    let kept = outcome_of(&proposal, &edition);
    assert_eq!(kept.counts, [0; 3], "nothing changes");
    assert!(!kept.is_ready());
}

#[test]
fn replacing_all_tells_what_goes() {
    let (edition, other) = (text("achievements"), text("two_cities"));
    let mut proposal = Proposal::new(other.clone());
    proposal.how = How::Replace;
    let outcome = outcome_of(&proposal, &edition);
    assert!(
        outcome.is_ready() && outcome.counts[2] > 200,
        "{:?}",
        outcome.counts
    );
    let next = check(&outcome.text).expect("a dataset").dataset;
    assert_eq!(next.cities.len(), dataset("two_cities").cities.len());
}

#[test]
fn what_is_no_dataset_is_refused_with_its_place() {
    let error = Proposal::new("{\"schema_version\": 1, ".to_owned());
    let edition = text("two_cities");
    let pace = &mut Pace::steady();
    let error = at_once(error.outcome(&edition, &[], Lang::Chinese, pace));
    assert!(error.expect_err("it is cut off").place.is_some());
}

#[test]
fn a_figure_by_hand_is_added_corrected_and_refused() {
    let (edition, shipped) = (text("achievements"), dataset("achievements"));
    let row = shipped
        .row_of_key("anqing-2025:25:43:rest-stations")
        .expect("it is there");
    let mut entry = entry_of(&shipped, row);
    entry.printed = "980余家".to_owned();
    let next = put_entry(&entry, &shipped, &edition).expect("it is data");
    let next = check(&next).expect("a dataset");
    assert_eq!(next.issues, []);
    let seen = next.dataset.observation(row);
    assert_eq!((seen.value, seen.bound.as_str()), (Some(980.0), "at_least"));
    assert_eq!(next.dataset.observations.len(), shipped.observations.len());

    entry.key = None;
    entry.source = String::new();
    let added = put_entry(&entry, &shipped, &edition).expect("it is data");
    let added = check(&added).expect("a dataset");
    assert_eq!(added.issues, []);
    assert_eq!(
        added.dataset.observations.len(),
        shipped.observations.len() + 1
    );

    entry.printed = "很多".to_owned();
    entry.period = "去年".to_owned();
    let refused = put_entry(&entry, &shipped, &edition);
    assert_eq!(refused, Err(vec![Lack::Period, Lack::Value]));
    entry.printed = "5万元".to_owned();
    entry.period = "2025".to_owned();
    let refused = put_entry(&entry, &shipped, &edition);
    assert_eq!(
        refused,
        Err(vec![Lack::Unit("元".to_owned(), "家".to_owned())])
    );
}
