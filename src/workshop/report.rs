//! A review's accepted figures as a dataset's text, to be merged into the edition that it was read
//! beside. It must never name a city by a code that nobody gave, nor lose honours that the edition
//! has of the report.

use std::collections::BTreeSet;

use super::review::{Reading, Review, Verdict};
use crate::dataset::{Dataset, Source};
use crate::edition::{Document, List, quoted};
use crate::extract::Division;
use crate::figure::machine;
use crate::import::{UNSORTED, category_row, city_row, id_of, indicator_row};
use crate::pace::Pace;

/// The dataset's text of the accepted figures; `edition` is the text that `dataset` was read from,
/// `today` the day as `YYYY-MM-DD`.
pub async fn report_text(
    review: &Review,
    dataset: &Dataset,
    edition: &str,
    today: &str,
    pace: &mut Pace,
) -> String {
    let accepted: Vec<&Reading> = (review.figures.iter())
        .filter(|reading| reading.verdict == Verdict::Accepted)
        .map(|reading| &**reading)
        .collect();
    let mut text = format!(
        "{{\n\"schema_version\": 1,\n\"title\": {},\n\"updated\": {}",
        quoted(&dataset.title),
        quoted(today)
    );
    let mut list = |list: List, rows: Vec<String>| {
        let rows = rows.join(",\n");
        text.push_str(&format!(",\n{}: [{rows}]", quoted(list.name())));
    };
    let replaces = review.replaces.as_deref();
    let known = dataset
        .sources
        .iter()
        .find(|known| Some(&*known.id) == replaces);
    let source = known.map_or_else(|| own_id(review, dataset), |known| known.id.clone());
    let named: BTreeSet<&str> = (accepted.iter())
        .map(|reading| &*reading.now.city)
        .chain([&*review.city])
        .filter(|name| !name.is_empty() && dataset.city_named(name).is_none())
        .collect();
    list(List::Cities, named.into_iter().map(new_city).collect());
    let used = |id: &str| accepted.iter().any(|reading| reading.now.indicator == id);
    let new: Vec<_> = review
        .indicators
        .iter()
        .filter(|new| used(&new.id))
        .collect();
    let is_sorted = |id: &str| dataset.category_of(id).is_some();
    let unsorted = new.iter().any(|new| !is_sorted(&new.category)) && !is_sorted(UNSORTED.0);
    let category = unsorted.then(|| category_row(UNSORTED.0, UNSORTED.1));
    list(List::Categories, category.into_iter().collect());
    let indicator = |new: &&super::NewIndicator| {
        let category = if is_sorted(&new.category) {
            &new.category
        } else {
            UNSORTED.0
        };
        indicator_row(&new.id, &new.name, &new.unit, category, new.measure)
    };
    list(List::Indicators, new.iter().map(indicator).collect());
    list(
        List::Sources,
        vec![source_row(review, dataset, &source, known)],
    );
    let observation = |reading: &&Reading| row(reading, dataset, &source);
    list(
        List::Observations,
        accepted.iter().map(observation).collect(),
    );
    // What the edition says of the report beside its figures stays.
    let document = Document::read_in_slices(edition, pace).await;
    let honours = document.map(|document| document.rows_of(List::Honours, &source));
    list(List::Honours, honours.unwrap_or_default());
    text.push_str("\n}\n");
    text
}

/// The id of a report that the dataset does not have: city and year, and where that is taken the
/// text's hash.
fn own_id(review: &Review, dataset: &Dataset) -> String {
    let year = review.period.get(..4).unwrap_or_default();
    let code = city_code(dataset, &review.city);
    let id = format!("{}-{year}", id_of(&code));
    if dataset.sources.iter().all(|known| known.id != id) {
        return id;
    }
    let hash = review.sha256.get(..8).unwrap_or_default();
    format!("{id}-{hash}")
}

/// The code of a city that the dataset or GB/T 2260 knows by a name; else the name itself.
fn city_code(dataset: &Dataset, name: &str) -> String {
    match dataset.city_named(name) {
        Some(id) => dataset.city(id).code.clone(),
        None => division(name).map_or_else(|| name.to_owned(), |found| found.code()),
    }
}

fn division(name: &str) -> Option<Division> {
    Division::all().find(|division| division.name() == name || division.short() == name)
}

/// The row of a city that the dataset does not have.
fn new_city(name: &str) -> String {
    match division(name) {
        Some(found) => city_row(
            &found.code(),
            &found.name(),
            found.short(),
            found.province(),
        ),
        None => city_row(name, name, shortened(name), ""),
    }
}

/// 宿松县 is 宿松; a name of two characters stays.
fn shortened(name: &str) -> &str {
    let short = name.strip_suffix(['市', '县', '区', '州']).unwrap_or(name);
    if short.chars().count() > 1 {
        short
    } else {
        name
    }
}

fn source_row(review: &Review, dataset: &Dataset, id: &str, known: Option<&Source>) -> String {
    let file = if review.file.is_empty() {
        "null".to_owned()
    } else {
        quoted(&review.file)
    };
    let text = if review.keeps_text {
        quoted(&review.text)
    } else {
        "null".to_owned()
    };
    // Whom the newspaper names as authors no text file says.
    let authors = known.map_or(&[][..], |known| &known.authors);
    let authors: Vec<String> = authors.iter().map(|author| quoted(author)).collect();
    format!(
        "{{\"id\": {}, \"title\": {}, \"city\": {}, \"period\": {}, \"file\": {file}, \
            \"sha256\": {}, \
         \"authors\": [{}], \"text\": {text}}}",
        quoted(id),
        quoted(&review.title),
        quoted(&city_code(dataset, &review.city)),
        quoted(&review.period),
        quoted(&review.sha256),
        authors.join(", "),
    )
}

fn row(reading: &Reading, dataset: &Dataset, source: &str) -> String {
    let (candidate, now) = (&reading.candidate, &reading.now);
    let number = |value: Option<f64>| value.map_or_else(|| "null".to_owned(), machine);
    let mut row = format!(
        "{{\"source\": {}, \"city\": {}, \"period\": {}, \"indicator\": {}, \"value\": {}",
        quoted(source),
        quoted(&city_code(dataset, &now.city)),
        quoted(&now.period),
        quoted(&now.indicator),
        number(now.value),
    );
    if now.upper.is_some() {
        row.push_str(&format!(", \"upper\": {}", number(now.upper)));
    }
    row.push_str(&format!(
        ", \"printed\": {}, \"bound\": {}, \"scope\": {}, \"status\": {}, \"of\": null, \
         \"paragraph\": {}, \"offset\": {}, \"doubt\": ",
        quoted(&candidate.printed),
        quoted(now.bound.as_str()),
        quoted(&now.scope),
        quoted(now.status.as_str()),
        candidate.paragraph,
        candidate.offset,
    ));
    // Of a value that a reader corrected the doubt says nothing.
    let doubt = candidate
        .doubt
        .as_ref()
        .filter(|_| now.value == candidate.value);
    match doubt {
        None => row.push_str("null"),
        Some(doubt) => row.push_str(&format!(
            "{{\"kind\": {}, \"probable\": {}, \"confidence\": {}, \"reason\": {}}}",
            quoted(doubt.kind.as_str()),
            number(doubt.probable),
            quoted(doubt.confidence.as_str()),
            quoted(&doubt.reason)
        )),
    }
    row.push_str(", \"note\": null}");
    row
}
