//! What is said in the workshop: bringing reports and tables in, looking at figures, agreeing,
//! saving. It must never blame the reader, nor say that something is saved before the browser has
//! it.

use crate::dataset::NotFigure;
use crate::edition::{Kind, List};
use crate::query::Lang;
use crate::workshop::{How, Lack, Verdict};

/// What is said at the doors to what is loaded later.
pub struct DoorWords {
    /// Button that opens the workshop, and its heading.
    pub title: &'static str,
    /// Button that leads back to the dashboard.
    pub back: &'static str,
    /// A part of the program is on its way.
    pub coming: &'static str,
    /// It did not come.
    pub not_come: &'static str,
}

/// What is said in the workshop. These words travel with it: nothing before the door may ask for
/// them.
pub fn work(lang: Lang) -> &'static WorkWords {
    match lang {
        Lang::Chinese => &super::work_zh::CHINESE,
        Lang::English => &super::work_en::ENGLISH,
    }
}

/// What is said in the workshop.
pub struct WorkWords {
    /// Of a dataset in several files: how many are there, of how many.
    pub parts_here: fn(usize, usize) -> String,
    /// The same while some are on their way: how many are there, how many come, their percent.
    pub parts_coming: fn(usize, usize, u32) -> String,

    /// Takes the last deed back.
    pub undo: &'static str,
    /// Does it again.
    pub redo: &'static str,
    /// A deed was taken back, or done again.
    pub undone: [&'static str; 2],
    /// Leaves what is being worked on.
    pub cancel: &'static str,
    /// What is being worked on was left.
    pub cancelled: &'static str,

    /// Heading of what can be brought.
    pub bring: &'static str,
    /// What can be brought, and that nothing leaves the computer.
    pub bring_hint: &'static str,
    /// Button that chooses a file.
    pub choose_file: &'static str,
    /// Label of the field to paste into.
    pub paste: &'static str,
    /// In place of a file's name.
    pub pasted: &'static str,
    /// Reads what was pasted.
    pub read_pasted: &'static str,
    /// Saves a table to fill in.
    pub template: &'static str,
    /// Name of that file.
    pub template_name: &'static str,
    /// A file is being read: its name, percent.
    pub reading: fn(&str, u32) -> String,
    /// What is worked out of something, as long as it takes; its name.
    pub working: fn(&str) -> String,
    /// A file is too large: megabytes, the most.
    pub too_large: fn(u32, u32) -> String,
    /// It cannot be read.
    pub unreadable: &'static str,
    /// It is no text in a known encoding.
    pub no_text: &'static str,
    /// A spreadsheet's own file.
    pub is_workbook: &'static str,
    /// A word processor's own file.
    pub is_document: &'static str,
    /// An office file is damaged or of a kind that is not read: what to do instead, and the word
    /// for it.
    pub broken: fn(&str, &str) -> String,
    /// Its figures were not found.
    pub no_figures: &'static str,
    /// Takes it for the other of the two.
    pub as_report: &'static str,
    /// Takes it for the other of the two.
    pub as_table: &'static str,

    /// Heading of a table's columns: file.
    pub columns: fn(&str) -> String,
    /// What to do with them.
    pub columns_hint: &'static str,
    /// Heads of the list of columns: header, samples, meaning.
    pub column_heads: [&'static str; 3],
    /// A column that is not read.
    pub ignored: &'static str,
    /// What no column says and must be told.
    pub fixed_hint: &'static str,
    /// Reads the table.
    pub read_table: &'static str,
    /// What was read: rows, figures, rows with something that was not taken.
    pub rows_read: fn(usize, usize, usize) -> String,
    /// Heading of new names.
    pub new_names: &'static str,
    /// How many figures are about a name.
    pub figures_of: fn(usize) -> String,
    /// Goes on with what was read.
    pub go_on: &'static str,
    /// Heading of what is to be said of a table: how many.
    pub said: fn(usize) -> String,
    /// Place in a file: line, column.
    pub at: fn(usize, usize) -> String,

    /// Heading of a review: file.
    pub review: fn(&str) -> String,
    /// Open, accepted, rejected.
    pub review_counts: fn([usize; 3]) -> String,
    /// The keys.
    pub review_keys: &'static str,
    /// Names of the text and of the list.
    pub review_parts: [&'static str; 2],
    /// A verdict.
    pub verdict: fn(Verdict) -> &'static str,
    /// Buttons: accept, reject, decide later.
    pub verdicts: [&'static str; 3],
    /// Accepts what is sure: percent.
    pub accept_sure: fn(u32) -> String,
    /// So many were accepted.
    pub accepted: fn(usize) -> String,
    /// A figure was judged: printed, verdict.
    pub judged: fn(&str, &str) -> String,
    /// What it lacks.
    pub lack: fn(&Lack) -> String,
    /// It cannot be accepted, since.
    pub lacks: fn(&str) -> String,
    /// How sure the reading is, and by which rules: percent, rules.
    pub read_by: fn(u32, &str) -> String,
    /// Labels of a figure: city, period, indicator, value, bound, scope, status, category.
    pub labels: [&'static str; 8],
    /// Labels of the report: title, city, period.
    pub report_labels: [&'static str; 3],
    /// Keeps the text in the file.
    pub keep_text: &'static str,
    /// Takes the place of a report.
    pub replaces: &'static str,
    /// It is a new one.
    pub is_new_report: &'static str,
    /// Goes to the proposal: how many.
    pub take_accepted: fn(usize) -> String,
    /// Pages of a review: which, of how many.
    pub page: fn(usize, usize) -> String,
    /// Why a numeral is no figure.
    pub no_figure: fn(NotFigure) -> &'static str,

    /// Heading of a proposal.
    pub proposal: &'static str,
    /// How it comes in.
    pub how: fn(How) -> &'static str,
    /// Added, changed, gone.
    pub change_counts: fn([usize; 3]) -> String,
    /// A kind of change.
    pub change: fn(Kind) -> &'static str,
    /// A list.
    pub list: fn(Option<List>) -> &'static str,
    /// A key of a row.
    pub key: fn(&str) -> &str,
    /// More changes than are listed.
    pub more_changes: fn(usize) -> String,
    /// Heading of contradictions: how many.
    pub clashes: fn(usize) -> String,
    /// Decides a contradiction: what is there, what comes.
    pub prefer: [&'static str; 2],
    /// Decides all of them.
    pub prefer_all: [&'static str; 2],
    /// Carries the proposal out.
    pub agree: &'static str,
    /// It was carried out.
    pub agreed: &'static str,
    /// It cannot be carried out yet: contradictions open.
    pub not_ready: fn(usize) -> String,
    /// Nothing would change.
    pub no_change: &'static str,
    /// The next edition would have errors.
    pub would_break: &'static str,

    /// Heading of one figure by hand.
    pub by_hand: &'static str,
    /// Adds one.
    pub add: &'static str,
    /// Corrects the one that is open.
    pub correct: &'static str,
    /// Takes it away.
    pub delete: &'static str,
    /// Takes the form.
    pub keep: &'static str,
    /// Labels: printed, note, source.
    pub hand_labels: [&'static str; 3],
    /// It stands in no report.
    pub no_source: &'static str,
    /// Done: added, corrected, deleted.
    pub by_hand_done: [&'static str; 3],
    /// What went along with a figure that was deleted: how many relations and parts.
    pub went_along: fn(usize) -> String,

    /// Heading of saving.
    pub save: &'static str,
    /// The dashboard's title.
    pub data_title: &'static str,
    /// Leaves out what names persons.
    pub no_persons: &'static str,
    /// What that does.
    pub no_persons_hint: &'static str,
    /// Saves as a page of its own.
    pub save_page: &'static str,
    /// Saves the dataset.
    pub save_data: &'static str,
    /// There is something that is not saved.
    pub unsaved: &'static str,
    /// Heading of who has not reported.
    pub missing: &'static str,
    /// Who has not reported a year.
    pub missing_year: fn(u16, &str) -> String,
    /// Everybody has.
    pub none_missing: &'static str,
    /// A number that is meant as it stands.
    pub exact: &'static str,
    /// Nothing stands there.
    pub nothing: &'static str,
    /// A city that the dataset does not have.
    pub other_city: &'static str,
    /// The label of its name.
    pub city_name: &'static str,
    /// An indicator that the dataset does not have.
    pub other_indicator: &'static str,
    /// The label of its name.
    pub indicator_name: &'static str,
    /// The name of whom a figure counts, where its scope has one.
    pub scope_name: &'static str,
    /// Which rules read a figure.
    pub rule: fn(&str) -> &str,
}
