//! What is read from a report's text, as text. It must never know what a test expects.

use union_dashboard::dataset::Dataset;
use union_dashboard::extract::extract;
use union_dashboard::figure;

/// `printed value bound` of each figure of a text, joined by `; `.
pub fn figures(text: &str) -> String {
    let found = extract(text, &Dataset::default());
    let said = found.candidates.iter().map(|c| {
        let value = c.value.map_or("-".to_owned(), figure::machine);
        format!("{} {value} {}", c.printed, c.bound.as_str())
    });
    said.collect::<Vec<_>>().join("; ")
}
