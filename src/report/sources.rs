//! Which reports stand behind what is shown. It must never name one that nothing is taken from,
//! nor leave one out.

use crate::dataset::{Dataset, Row, SourceId};

/// The reports of rows and of honours (positions in the dataset), each once, in the dataset's
/// order.
pub fn sources(dataset: &Dataset, rows: &[Row], honours: &[usize]) -> Vec<SourceId> {
    let mut used = vec![false; dataset.sources.len()];
    let of_rows = rows
        .iter()
        .map(|row| dataset.observations.source.at(row.index()));
    let of_honours = honours
        .iter()
        .filter_map(|&at| Some(dataset.honours.get(at)?.source));
    for source in of_rows.chain(of_honours) {
        used[source.index()] = true;
    }
    let all = (0..used.len()).map(SourceId::new);
    all.filter(|source| used[source.index()]).collect()
}
