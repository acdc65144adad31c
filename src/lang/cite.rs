//! Citations of a figure and of a view, as plain text to paste: in Chinese by GB/T 7714, and in
//! English beside it where the page is English. It must never leave out the place of a figure, its
//! doubt, or the day of the data.

use super::{Cited, Words, words};
use crate::dataset::{Dataset, SourceId};
use crate::query::Lang;
use crate::report::Provenance;

/// When and where something is cited.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// Today, `YYYY-MM-DD`.
    pub today: &'a str,
    /// The address of what is cited.
    pub link: &'a str,
    /// The version of program and data.
    pub version: &'a str,
}

impl Words {
    /// The citation of one figure, as printed.
    pub fn cite_figure(&self, dataset: &Dataset, view: &Provenance, at: Occasion<'_>) -> String {
        self.in_languages(|words| {
            let observation = dataset.observation(view.datum.row);
            let mut figure = [
                &*words.city(observation.city),
                &(words.period)(observation.period),
                words.indicator(observation.indicator),
                &(words.quoted)(&view.printed),
            ]
            .join(words.comma);
            if view.datum.corrected {
                let value = words.value(dataset, &view.datum);
                let text = [words.corrected_mark, &value].join(words.colon);
                figure.push_str(&(words.parenthesis)(&text));
            } else if view.datum.doubted {
                figure.push_str(&(words.parenthesis)(words.doubted_mark));
            }
            (words.share.cite_figure)(&Cited {
                authors: &view.authors.join(", "),
                report: &view.source_title,
                place: &(words.paragraph)(view.paragraph),
                figure: &figure,
                ..cited(dataset, at)
            })
        })
    }

    /// The citation of a view; `shown` says in this language what it shows.
    pub fn cite_view(
        &self,
        dataset: &Dataset,
        shown: impl Fn(&Words) -> String,
        sources: &[SourceId],
        at: Occasion<'_>,
    ) -> String {
        self.in_languages(|words| {
            (words.share.cite_view)(&Cited {
                report: &titles(dataset, sources),
                figure: &shown(words),
                ..cited(dataset, at)
            })
        })
    }

    /// A citation in this language; in another than Chinese the Chinese form stands below.
    fn in_languages(&self, cite: impl Fn(&Words) -> String) -> String {
        let own = cite(self);
        if self.lang == Lang::Chinese {
            return own;
        }
        own + "\n" + &cite(words(Lang::Chinese))
    }
}

/// The titles of several reports.
pub fn titles(dataset: &Dataset, sources: &[SourceId]) -> String {
    let title = |id: &SourceId| Some(format!("《{}》", dataset.sources.get(id.index())?.title));
    sources.iter().filter_map(title).collect()
}

fn cited<'a>(dataset: &'a Dataset, at: Occasion<'a>) -> Cited<'a> {
    Cited {
        dataset: &dataset.title,
        updated: &dataset.updated,
        today: at.today,
        link: at.link,
        version: at.version,
        ..Cited::default()
    }
}
