//! What each fuzz target does with bytes from anywhere, and what must hold whatever they are. The
//! targets are built with libFuzzer by `cargo xtask fuzz`; `tests/fuzz.rs` gives the same entries
//! every file that is kept. It must never need a text to be right.

#![allow(dead_code, reason = "each target uses its entry")]

#[path = "../../xtask/src/command/data/decode.rs"]
mod decode;
#[path = "../common/tour.rs"]
mod tour;

use std::sync::LazyLock;

use union_dashboard::dataset::{Checked, Dataset, Issue, Period, Severity, SourceText, check};
use union_dashboard::edition::{
    By, Decisions, Document, canonical, diff, join, merge, split, unreported, write,
};
use union_dashboard::figure::{self, parse};
use union_dashboard::import::{self, Known, Origin, Reader, Target, survey};
use union_dashboard::pace::{Pace, at_once};
use union_dashboard::query::{Action, Bounds, Filter, View, select, url};

/// An entry, by the name of its target.
pub type Entry = (&'static str, fn(&[u8]));

/// Every entry.
pub const ENTRIES: &[Entry] = &[
    ("address", address),
    ("bounds", bounds),
    ("dataset", dataset),
    ("edition", edition),
    ("extract", extract),
    ("figure", figure),
    ("import", import),
    ("period", period),
];

/// A small dataset to ask and to add to.
const TWO_CITIES: &str = include_str!("../fixtures/two_cities.json");

static KNOWN: LazyLock<(Dataset, Known)> = LazyLock::new(|| {
    let dataset = check(TWO_CITIES).expect("a fixture is readable").dataset;
    let known = Known::new(&dataset);
    (dataset, known)
});

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// A fragment: what was understood of it is written and read back the same, and selects.
pub fn address(bytes: &[u8]) {
    let (Some(fragment), (dataset, _)) = (text(bytes), &*KNOWN) else {
        return;
    };
    let (query, _) = url::parse(fragment, dataset);
    let written = url::format(&query);
    assert_eq!(
        url::parse(&written, dataset),
        (query.clone(), Vec::new()),
        "{written}"
    );
    select(dataset, &query);
}

/// Attributes: whatever is locked, what a reader does changes nothing of it.
pub fn bounds(bytes: &[u8]) {
    let (Some(text), (dataset, _)) = (text(bytes), &*KNOWN) else {
        return;
    };
    let mut lines = text.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (bounds, _) = Bounds::parse(next(), next(), next());
    let before = bounds.within(url::parse(next(), dataset).0);
    assert!(bounds.shows(before.view));
    for action in [
        Action::ClearAll,
        Action::Show(View::Table),
        Action::Only(Filter::City, "610900".to_owned()),
    ] {
        let after = bounds.permit(&before, before.after(action));
        assert!(bounds.shows(after.view));
        for filter in Filter::ALL {
            let stays = before.choices(filter) == after.choices(filter);
            assert!(stays || bounds.is_free(filter.key()));
        }
    }
}

/// A dataset's text: it is refused, or read, and then everything in it can be looked at.
pub fn dataset(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(checked) = check(text) else { return };
    assert!(checked.issues.len() <= text.len());
    let dataset = &checked.dataset;
    for row in dataset.rows() {
        let key = dataset.observation(row).key();
        // A source's id may hold colons, an indicator's none.
        if !dataset.observation(row).indicator.id.contains(':') {
            assert_eq!(dataset.row_of_key(&key), Some(row), "{key}");
        }
    }
    tour::tour(dataset, "read=probable");
    tour::tour(dataset, "basis=members&columns=indicators&lang=en");
}

/// A dataset's text as rows: written, it is read as before, and it differs in nothing from itself.
pub fn edition(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(document) = Document::read(text) else {
        return;
    };
    let written = |document: &Document<'_>| {
        let mut out = Vec::new();
        write(document, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    };
    let once = written(&document);
    let again = Document::read(&once).expect("it was a dataset");
    assert_eq!(written(&again), once);
    assert_eq!(canonical(&canonical(text)), canonical(text));
    unreported(&document);
    let read = [text, &once].map(check);
    let rows =
        |read: &Result<Checked, _>| read.as_ref().ok().map(|one| one.dataset.observations.len());
    assert_eq!(rows(&read[0]), rows(&read[1]));
    // A row that lacks what it is known by is told from others by its letters alone.
    let is_error = |issue: &Issue| issue.severity == Severity::Error;
    let is_sound = read[0]
        .as_ref()
        .is_ok_and(|one| !one.issues.iter().any(is_error));
    let differences = diff(&document, &again).len();
    assert!(!is_sound || differences == 0, "{differences}");
    let base = Document::read(TWO_CITIES).expect("a fixture is readable");
    merge(base, &document, Decisions::default());
    let parts = split(&document, By::Rows(1 + bytes.len() % 7), "d.json");
    // All of them, or some.
    let is_there =
        |at: usize| bytes.len().is_multiple_of(2) || !(at + bytes.len()).is_multiple_of(3);
    let files = parts.parts.into_iter().enumerate();
    let files = files.map(|(at, (_, part))| is_there(at).then_some(part));
    let files: Vec<Option<Document<'_>>> = files.collect();
    drop(at_once(join(parts.index, &files, &mut Pace::steady())));
}

/// A report's text: every candidate stands where its place says.
pub fn extract(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let extraction = union_dashboard::extract::extract(text, &KNOWN.0);
    let source = SourceText::new(text);
    for found in &extraction.candidates {
        let there = source.from_place(found.paragraph, found.offset);
        assert!(there.is_some(), "{} {}", found.paragraph, found.offset);
        assert!((0.0..=1.0).contains(&found.confidence));
    }
}

/// A printed figure: what is shown of it is finite and can be read.
pub fn figure(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).for_each(|at| drop(figure::leading(&chars[at..])));
    figure::numerals(text);
    let Ok(figure) = parse(text) else { return };
    for value in [figure.value, figure.upper].into_iter().flatten() {
        assert!(value.is_finite(), "{text}");
        let machine = figure::machine(value);
        assert_eq!(machine.parse().ok(), Some(value), "{machine}");
    }
}

/// The bytes of a table, the first of which says in pieces of which size it comes.
pub fn import(bytes: &[u8]) {
    let Some((&size, bytes)) = bytes.split_first() else {
        return;
    };
    let Some(text) = decode::decode(bytes) else {
        return;
    };
    let known = &KNOWN.1;
    let Ok(survey) = survey(&text, "表.csv", known) else {
        return;
    };
    let origin = || Origin::new("表.csv", None);
    let whole = import::read(&text, survey.mapping.clone(), known.clone(), origin());
    let mut reader = Reader::new(survey.mapping, known.clone(), origin());
    let chars: Vec<char> = text.chars().collect();
    for piece in chars.chunks(usize::from(size) + 1) {
        reader.push(&String::from_iter(piece));
    }
    let pieces = reader.finish();
    assert_eq!(whole.issues, pieces.issues);
    let written = pieces.text(TWO_CITIES, Target::Merge, "2026-11-22");
    let read = check(&written.text).expect("a dataset");
    assert_eq!(read.dataset.observations.len(), pieces.counts.observations);
    for lang in union_dashboard::query::Lang::ALL {
        pieces
            .issues
            .iter()
            .for_each(|issue| drop(import::say(issue, *lang)));
    }
}

/// A period, in the format's words and in a spreadsheet's.
pub fn period(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(period) = Period::parse(text) {
        assert_eq!(period.to_string(), text);
        assert!(period.first_year() <= period.last_year());
    }
    if let Ok(period) = import::period(text) {
        assert_eq!(Period::parse(&period.to_string()), Ok(period));
    }
}
