//! The words of what makes the page reach everybody: the size of the text, reading aloud, the table
//! of a chart, the filters on a phone. It must never repeat a word that `Words` has.

use crate::query::TextScale;

/// These words of one language.
pub struct ReachWords {
    /// Lists more, of so many that are left.
    pub list_more: fn(usize) -> String,
    /// Label of the field for a page's number.
    pub to_page: &'static str,
    /// Name of the menu of the filters that are asked for more rarely.
    pub further: &'static str,
    /// Label of the search within a list; the list's name.
    pub search_in: fn(&str) -> String,
    /// The search within a list found nothing.
    pub nothing_found: &'static str,
    /// What it selects is in files that are not there yet.
    pub not_loaded: &'static str,
    /// Name of the group of switches of how the page looks.
    pub look: &'static str,
    /// Name of the switch of the text's size.
    pub text_scale: &'static str,
    /// A size of the text.
    pub text_scale_name: fn(TextScale) -> String,
    /// Button that unfolds the filters where there is little room.
    pub unfold: &'static str,
    /// Button that reads a summary aloud.
    pub read_aloud: &'static str,
    /// Button that makes it stop.
    pub stop_reading: &'static str,
    /// Button that shows a chart as a table.
    pub as_table: &'static str,
    /// Name of a region that can be scrolled: what it holds.
    pub scrolled: fn(&str) -> String,
}
