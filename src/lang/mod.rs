//! Every word and sentence of the interface, one file a language. A missing string is a compile
//! error, since each language fills the same struct. It must never compute: numbers arrive
//! formatted.

mod charts;
mod charts_en;
mod charts_zh;
mod cite;
mod en;
#[cfg(not(target_arch = "wasm32"))]
mod page;
mod reach;
mod reach_en;
mod reach_zh;
mod say;
mod say_charts;
mod share;
mod tongue;
mod work;
mod work_en;
mod work_zh;
mod zh;

pub use cite::{Occasion, titles};
#[cfg(not(target_arch = "wasm32"))]
pub use page::{PAGE, PageWords};
pub use share::{Cited, Made, Share};
pub use tongue::runs;
pub use work::{DoorWords, WorkWords, work};

use std::borrow::Cow;

use crate::dataset::{Category, City, Confidence, Direction, DoubtKind, Indicator, Level};
use crate::dataset::{Issue, Period, Problem};
use crate::dataset::{RelationKind, Scope, ScopeKind, Status};
use crate::figure::{Bound, Script};
use crate::query::{Columns, Filter, Lang, ReadMode, SortColumn, Theme, View};
use crate::report::{DoubtCount, Third};

pub use charts::ChartWords;
pub use reach::ReachWords;

/// The words of one language.
pub struct Words {
    /// The language itself.
    pub lang: Lang,
    /// Its own name.
    pub own_name: &'static str,
    /// How numbers are named.
    pub script: Script,
    /// Joins the items of a list.
    pub comma: &'static str,
    /// Joins the clauses of a sentence.
    pub clause: &'static str,
    /// Puts a text in quotation marks.
    pub quoted: fn(&str) -> String,
    /// Puts a text in parentheses.
    pub parenthesis: fn(&str) -> String,
    /// Stands before an explanation.
    pub colon: &'static str,

    // Loading and failing.
    /// While data is on its way; share in percent if it is known.
    pub loading: fn(Option<u32>) -> String,
    /// Heading when nothing could be loaded.
    pub failed: &'static str,
    /// Nothing was loaded, but earlier data is still shown.
    pub failed_kept: &'static str,
    /// Button that loads again.
    pub retry: &'static str,
    /// The server answered with an HTTP status.
    pub http_status: fn(u16) -> String,
    /// The network failed, or the page was opened without a server.
    pub unreachable: &'static str,
    /// The server that was to send it has fallen silent.
    pub silent: &'static str,
    /// The element names no dataset.
    pub no_dataset: &'static str,
    /// What is wrong, one sentence.
    pub problem: fn(&Problem) -> String,
    /// Where it is: path, and line and column.
    pub place: fn(&Issue) -> String,
    /// Heading of the list of issues: errors, warnings.
    pub issues: fn(usize, usize) -> String,
    /// More issues than are listed.
    pub more_issues: fn(usize) -> String,
    /// A value in the address that means nothing: key, value.
    pub bad_value: fn(&str, &str) -> String,

    // Filters.
    /// Name of the filters' region.
    pub filters: &'static str,
    /// Name of a filter.
    pub filter: fn(Filter) -> &'static str,
    /// Nothing chosen: all.
    pub all: &'static str,
    /// How many are chosen.
    pub chosen: fn(usize) -> String,
    /// Name of the years' filter.
    pub years: &'static str,
    /// First year.
    pub year_from: &'static str,
    /// Last year.
    pub year_to: &'static str,
    /// A range of years for a chip.
    pub year_range: fn(Option<u16>, Option<u16>) -> String,
    /// Search field.
    pub search: &'static str,
    /// What can be searched.
    pub search_hint: &'static str,
    /// Name of the read mode.
    pub read: &'static str,
    /// A read mode.
    pub read_mode: fn(ReadMode) -> &'static str,
    /// How many figures of the selection are doubted, and how many of them corrected.
    pub read_count: fn(usize, usize) -> String,
    /// Button that lists the doubts.
    pub see_doubts: &'static str,
    /// Button that clears all filters.
    pub clear_all: &'static str,
    /// Removes a chip.
    pub remove: fn(&str) -> String,
    /// Name of the row of chips.
    pub active: &'static str,
    /// What the selection holds: observations, cities, honours.
    pub selected: fn(usize, usize, usize) -> String,
    /// The selection is empty.
    pub nothing: &'static str,

    // Page.
    /// Skips to the content.
    pub skip: &'static str,
    /// Name of the view switch.
    pub views: &'static str,
    /// A view.
    pub view: fn(View) -> &'static str,
    /// Name of the colours' switch.
    pub theme: &'static str,
    /// A theme.
    pub theme_name: fn(Theme) -> &'static str,
    /// Switch of large text and targets.
    pub elder: &'static str,
    /// Date of the dataset.
    pub updated: fn(&str) -> String,
    /// What a chart is called.
    pub chart: &'static str,
    /// Stands between two sentences.
    pub gap: &'static str,
    /// The dataset's text is in another encoding than UTF-8.
    pub not_utf8: &'static str,
    /// How a chart is used by keyboard.
    pub chart_keys: &'static str,
    /// In the place of a chart for which the browser gives no canvas.
    pub no_canvas: &'static str,

    // Views.
    /// Heading of the categories' chart.
    pub categories_title: &'static str,
    /// Sums up the categories' chart: categories, name of the fullest, its figures.
    pub categories_summary: fn(usize, &str, usize) -> String,
    /// What a pale bar on a card means.
    pub pale_note: &'static str,
    /// A number of figures.
    pub figures: fn(usize) -> String,
    /// A change against an earlier period.
    pub change: fn(&str, &str) -> String,
    /// Heading of the comparison.
    pub compare_title: fn(&str) -> String,
    /// Sums up a comparison: cities, highest name and value, lowest name and value.
    pub compare_summary: fn(usize, &str, &str, &str, &str) -> String,
    /// Sums up a comparison of one city: name, value.
    pub compare_one: fn(&str, &str) -> String,
    /// Some bars are of another period than the one that most share.
    pub other_period: fn(&str) -> String,
    /// Some bars are about the federation itself.
    pub other_scope: &'static str,
    /// Cities that do not report the indicator.
    pub absent: fn(&str) -> String,
    /// Stands in the place of a value that a city does not report.
    pub not_reported: &'static str,
    /// Heading of the trend.
    pub trend_title: fn(&str) -> String,
    /// Sums up a series: city, its figures, the change from the first to the last or nothing.
    pub trend_series: fn(&str, &str, &str) -> String,
    /// A series of one period: city, period, value.
    pub trend_one: fn(&str, &str, &str) -> String,
    /// Chooses the indicator of a chart.
    pub choose_indicator: &'static str,
    /// Nothing in the selection can be compared.
    pub not_comparable: &'static str,
    /// Heading of the honours.
    pub honours_title: fn(usize) -> String,
    /// A level.
    pub level: fn(Level) -> &'static str,
    /// A direction.
    pub direction: fn(Direction) -> &'static str,
    /// Columns of the honours: city, period, title, awarder, recipient, count, source.
    pub honour_columns: [&'static str; 7],
    /// A place in a source.
    pub paragraph: fn(u32) -> String,
    /// A source's title with a place in it.
    pub cite: fn(&str, u32) -> String,
    /// Caption of the table: rows, first and last shown.
    pub table_caption: fn(usize, usize, usize) -> String,
    /// A column of the table.
    pub column: fn(SortColumn) -> &'static str,
    /// The column of printed figures.
    pub printed: &'static str,
    /// The column of status and doubt.
    pub remarks: &'static str,
    /// Previous page.
    pub previous: &'static str,
    /// Next page.
    pub next: &'static str,
    /// This page of so many.
    pub page: fn(usize, usize) -> String,

    // The matrix.
    /// Heading of the matrix.
    pub matrix_title: fn(Columns) -> &'static str,
    /// Name of the switch between columns.
    pub matrix_switch: &'static str,
    /// What the columns are.
    pub matrix_columns: fn(Columns) -> &'static str,
    /// Sums it up: cities, rows, columns, what they are, figures.
    pub matrix_summary: fn(usize, usize, usize, Columns, usize) -> String,
    /// The fullest cell: row, column, figures.
    pub matrix_fullest: fn(&str, &str, u32) -> String,
    /// Cells that hold nothing.
    pub matrix_empty: fn(usize) -> String,
    /// A sum's word.
    pub total: &'static str,
    /// Where no figure was printed.
    pub no_figures: &'static str,
    /// The largest of a row or column: name, figures.
    pub most: fn(&str, u32) -> String,
    /// Names without figures, and how many they are in all.
    pub without: fn(&str, usize) -> String,

    /// Opens the list of doubts: doubted figures, corrected ones, doubted honours.
    pub doubts_opening: fn(DoubtCount) -> String,
    /// There are none.
    pub doubts_none: &'static str,
    /// What a confidence means, in a sentence.
    pub confidence_note: fn(Confidence) -> &'static str,
    /// Stands before what is printed.
    pub as_printed: &'static str,
    /// Which number is in use: the corrected one, or else the printed one.
    pub in_use: fn(bool) -> &'static str,
    /// There is no other number that could be used.
    pub no_other: &'static str,

    // One figure.
    /// Heading of the provenance.
    pub provenance: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// Label of the printed figure.
    pub printed_figure: &'static str,
    /// Label of the printed figure as a plain number.
    pub exact_value: &'static str,
    /// Label of the source.
    pub source: &'static str,
    /// Label of the place in the source.
    pub place_in_source: &'static str,
    /// Paragraph, what it is about, and offset.
    pub place_text: fn(u32, &str, u32) -> String,
    /// The printed figures before and after it.
    pub neighbours: fn(Option<&str>, Option<&str>) -> String,
    /// Where in a paragraph.
    pub third: fn(Third) -> &'static str,
    /// Label of the whole that a part belongs to.
    pub whole: &'static str,
    /// Label of the sentence around a figure.
    pub sentence: &'static str,
    /// Opens a report's text.
    pub open_text: &'static str,
    /// What becomes of the file.
    pub open_hint: &'static str,
    /// Why no text can be opened: the dataset does not say which file it is.
    pub no_hash: &'static str,
    /// The file is the report's.
    pub text_opened: &'static str,
    /// The file is another report's, by its title.
    pub text_of_other: fn(&str) -> String,
    /// The file is no report's: its hash, and that of the report's file.
    pub text_differs: fn(&str, &str) -> String,
    /// The file cannot be read, or is too large.
    pub text_unreadable: &'static str,
    /// The printed figure does not stand at its place.
    pub not_in_text: fn(&str) -> String,
    /// Label of the scope.
    pub scope_label: &'static str,
    /// A scope.
    pub scope: fn(ScopeKind) -> &'static str,
    /// How a figure is meant; empty for an exact one.
    pub bound: fn(Bound) -> &'static str,
    /// Label of the status.
    pub status_label: &'static str,
    /// A status.
    pub status: fn(Status) -> &'static str,
    /// Label of the definition.
    pub definition: &'static str,
    /// Label of the doubt.
    pub doubt: &'static str,
    /// A kind of doubt.
    pub doubt_kind: fn(DoubtKind) -> &'static str,
    /// How sure.
    pub confidence: fn(Confidence) -> &'static str,
    /// The value that was probably meant, and how sure that is.
    pub probable: fn(Confidence, &str) -> String,
    /// Mark of a corrected value.
    pub corrected_mark: &'static str,
    /// Mark of a corrected value with what is printed.
    pub corrected_from: fn(&str) -> String,
    /// Mark of a doubted value.
    pub doubted_mark: &'static str,
    /// Label of a remark.
    pub note: &'static str,
    /// Label of tied figures.
    pub tied: &'static str,
    /// A relation.
    pub relation: fn(RelationKind) -> &'static str,
    /// Label of other figures of the same city and indicator.
    pub sisters: &'static str,
    /// File of the source.
    pub file: &'static str,
    /// Authors of the source.
    pub authors: &'static str,
    /// A period.
    pub period: fn(Period) -> String,
    /// The mark under the pointer or the focus: city, period, indicator, value, remarks.
    pub mark: fn(&str, &str, &str, &str, &str) -> String,

    /// What is said where something leaves the page.
    pub share: Share,
    /// What is said at the workshop's door.
    pub door: DoorWords,
    /// What a chart can and cannot show.
    pub charts: &'static ChartWords,
    /// Words of what makes the page reach everybody.
    pub reach: &'static ReachWords,
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Chinese => &zh::WORDS,
        Lang::English => &en::WORDS,
    }
}

impl Words {
    /// An indicator's name in this language.
    pub fn indicator<'i>(&self, indicator: &'i Indicator) -> &'i str {
        self.pick(&indicator.name, &indicator.name_en)
    }

    /// An indicator's unit in this language.
    pub fn unit<'i>(&self, indicator: &'i Indicator) -> &'i str {
        self.pick(&indicator.unit, &indicator.unit_en)
    }

    /// A category's name in this language.
    pub fn category<'c>(&self, category: &'c Category) -> &'c str {
        self.pick(&category.name, &category.name_en)
    }

    /// A city's name, which stays Chinese, with a gloss in this language if there is one:
    /// 安庆市 (Anqing).
    pub fn city<'c>(&self, city: &'c City) -> Cow<'c, str> {
        match (self.lang, &city.name_en) {
            (Lang::English, Some(gloss)) => {
                Cow::Owned([&*city.name, &(self.parenthesis)(gloss)].concat())
            }
            _ => Cow::Borrowed(&city.name),
        }
    }

    /// A city's short name in this language, for charts and tables: the gloss alone.
    pub fn short_city<'c>(&self, city: &'c City) -> &'c str {
        self.pick(&city.short_name, &city.name_en)
    }

    /// A scope with its name, if it has one.
    pub fn scope_name(&self, scope: &Scope) -> String {
        let kind = (self.scope)(scope.kind);
        match &scope.name {
            Some(name) => format!("{kind}{}{name}", self.colon),
            None => kind.to_owned(),
        }
    }

    fn pick<'n>(&self, chinese: &'n str, english: &'n Option<String>) -> &'n str {
        match (self.lang, english) {
            (Lang::English, Some(english)) => english,
            _ => chinese,
        }
    }
}
