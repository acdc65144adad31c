//! English. It must never hold a number that the program did not compute.

use super::Words;
use crate::dataset::{
    Confidence, Date, Direction, DoubtKind, Expected, Issue, Level, Period, Problem, RelationKind,
    ScopeKind, Status,
};
use crate::figure::{Bound, Script};
use crate::query::{Columns, Filter, Lang, ReadMode, SortColumn, Theme, View};
use crate::report::Third;

/// The words of English.
pub const WORDS: Words = Words {
    lang: Lang::English,
    own_name: "English",
    script: Script::English,
    comma: ", ",
    clause: ", ",
    quoted: |text| format!("“{text}”"),
    parenthesis: |text| format!(" ({text})"),
    colon: ": ",
    loading: |percent| match percent {
        Some(percent) => format!("Loading data… {percent}%"),
        None => "Loading data…".to_owned(),
    },
    failed: "The data could not be loaded",
    failed_kept: "The new data could not be loaded; the former data is still shown.",
    retry: "Load again",
    http_status: |status| match status {
        404 => "The server has no such data file (HTTP 404). Check the src address.".to_owned(),
        _ => format!("The server answered HTTP {status} and gave no data."),
    },
    unreachable: "The data file cannot be reached: the network is down, or the page was not \
                  opened from a server.",
    silent: "The server has been silent for 30 seconds. You can load again.",
    no_dataset: "No dataset is named: set src on the union-dashboard element.",
    problem,
    place,
    issues: |errors, warnings| match (errors, warnings) {
        (0, warnings) => format!("{warnings} things in the data deserve a look"),
        (errors, 0) => format!("{errors} errors in the data; those entries are not shown"),
        _ => format!("{errors} errors (entries not shown) and {warnings} warnings in the data"),
    },
    more_issues: |count| format!("{count} more are not listed."),
    bad_value: |key, value| match key {
        "view" => format!("There is no view “{value}”; it was left out."),
        _ => format!("“{key}={value}” means nothing here; it was left out."),
    },
    filters: "Filters",
    filter: |filter| match filter {
        Filter::Province => "Province",
        Filter::City => "City",
        Filter::Category => "Category",
        Filter::Indicator => "Indicator",
        Filter::Level => "Honour level",
        Filter::Scope => "Scope",
        Filter::Status => "Status",
    },
    all: "All",
    chosen: |count| format!("{count} chosen"),
    years: "Years",
    year_from: "From year",
    year_to: "To year",
    year_range: |from, to| match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => "all years".to_owned(),
    },
    search: "Search",
    search_hint: "indicator, city, printed figure",
    read: "Doubted figures",
    read_mode: |mode| match mode {
        ReadMode::Printed => "As printed",
        ReadMode::Certain => "Correct the certain",
        ReadMode::Probable => "The probable too",
    },
    read_count: |doubted, corrected| match (doubted, corrected) {
        (0, _) => "No figure of the selection is doubted.".to_owned(),
        (_, 0) => format!("{doubted} figures doubted, all shown as printed."),
        _ => format!("{doubted} figures doubted, {corrected} of them corrected."),
    },
    see_doubts: "See them all",
    clear_all: "Clear all filters",
    remove: |name| format!("Remove “{name}”"),
    active: "Active filters",
    selected: |observations, cities, honours| {
        format!("{cities} cities, {observations} figures, {honours} entries of honours")
    },
    nothing: "Nothing matches. Widen or clear the filters.",

    skip: "Skip to content",
    views: "Views",
    view: |view| match view {
        View::Overview => "Overview",
        View::Compare => "Compare",
        View::Trend => "Trend",
        View::Matrix => "Matrix",
        View::Honours => "Honours",
        View::Table => "Table",
        View::Report => "Report",
        View::Doubts => "Doubts",
    },
    theme: "Colours",
    theme_name: |theme| match theme {
        Theme::Auto => "System colours",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
        Theme::Contrast => "High contrast",
    },
    elder: "Large print",
    updated: |day| format!("Data updated {day}"),
    chart: "chart",
    gap: " ",
    not_utf8: "The data file is not in UTF-8; save it as UTF-8 and try again.",
    no_canvas: "The browser gives no canvas to draw on; all figures are in the table.",
    chart_keys: "Arrow keys walk the marks, Enter shows the source, F keeps the city alone, P \
                 pins, T shows the table, Shift and arrows choose years, Escape leaves",

    categories_title: "How many figures each category holds",
    categories_summary: |categories, name, count| {
        format!("{categories} categories; “{name}” holds most, {count}.")
    },
    pale_note: "A pale bar is of another period than the others on its card; what has no bar is \
                about another length of time.",
    figures: |count| format!("{count} figures"),
    change: |period, change| format!("{change} against {period}"),
    compare_title: |indicator| format!("{indicator}: cities compared"),
    compare_summary: |count, high, high_value, low, low_value| {
        format!(
            "{count} cities report this; {high} has most ({high_value}), {low} least ({low_value})."
        )
    },
    compare_one: |city, value| format!("Only {city} reports this in the selection: {value}."),
    other_period: |period| {
        format!("Years differ: {period} unless marked otherwise. Do not compare directly.")
    },
    other_scope: "Bars marked “own” count the city federation itself, not the whole city.",
    absent: |cities| format!("Not reported by {cities}."),
    not_reported: "not reported",
    trend_title: |indicator| format!("{indicator} over time"),
    trend_series: |city, told, change| match change {
        "" => format!("{city}: {told}."),
        _ => format!("{city}: {told} ({change})."),
    },
    trend_one: |city, period, value| format!("{city}: one period only, {value} in {period}."),
    choose_indicator: "Indicator",
    not_comparable: "The selection holds no figure that can be compared: plans, parts, counties \
                     and companies are left out. Widen the filters, or see the table.",
    honours_title: |count| format!("{count} entries of honours"),
    level: |level| match level {
        Level::National => "National",
        Level::Provincial => "Provincial",
        Level::Regional => "Regional",
        Level::Municipal => "Municipal",
    },
    direction: |direction| match direction {
        Direction::Received => "received",
        Direction::Granted => "granted",
        Direction::Held => "hosted",
    },
    honour_columns: [
        "City",
        "Period",
        "Honour",
        "Awarded by",
        "Recipient",
        "Count",
        "Source",
    ],
    paragraph: |paragraph| format!("paragraph {paragraph}"),
    cite: |title, paragraph| format!("{title}, paragraph {paragraph}"),
    table_caption: |total, first, last| {
        if total == 0 {
            "No data".to_owned()
        } else {
            format!("{total} figures, {first} to {last} shown")
        }
    },
    column: |column| match column {
        SortColumn::City => "City",
        SortColumn::Period => "Period",
        SortColumn::Indicator => "Indicator",
        SortColumn::Value => "Value",
        SortColumn::Source => "Source",
    },
    printed: "Printed",
    remarks: "Remarks",
    previous: "Previous page",
    next: "Next page",
    page: |page, pages| format!("Page {page} of {pages}"),

    matrix_title: |columns| match columns {
        Columns::Categories => "Which categories each city reports on",
        Columns::Indicators => "Which indicators each city reports",
    },
    matrix_switch: "Columns",
    matrix_columns: |columns| match columns {
        Columns::Categories => "Categories",
        Columns::Indicators => "Indicators",
    },
    matrix_summary: |cities, rows, columns, by, figures| {
        let split = match rows > cities {
            true => format!(" (in {rows} rows, one a report’s year)"),
            false => String::new(),
        };
        let by = match by {
            Columns::Categories => "categories",
            Columns::Indicators => "indicators",
        };
        format!("{cities} cities{split}, {columns} {by}, {figures} figures.")
    },
    matrix_fullest: |row, column, count| format!("{row} has most, {count} on “{column}”."),
    matrix_empty: |count| format!("{count} hatched cells hold no figure."),
    total: "Total",
    no_figures: "no figures",
    most: |name, count| format!("most in {name}, {count}"),
    without: |names, count| match count > 5 {
        true => format!("none in {names} and others, {count} in all"),
        false => format!("none in {names}"),
    },

    doubts_opening: |count| {
        format!(
            "In the selection {} figures and {} honours are doubted; {} figures are now shown \
             corrected, all else as printed.",
            count.figures, count.honours, count.corrected
        )
    },
    doubts_none: "No figure and no honour of the selection is doubted.",
    confidence_note: |confidence| match confidence {
        Confidence::Certain => "What is printed is wrong; nothing else is possible.",
        Confidence::Probable => "What is printed is most likely wrong, but that is not proved.",
        Confidence::Possible => "Several readings make sense; it is never corrected.",
    },
    as_printed: "printed",
    in_use: |corrected| {
        if corrected {
            "now shown corrected"
        } else {
            "now shown as printed"
        }
    },
    no_other: "a remark only, nothing is changed",

    provenance: "Where this figure comes from",
    close: "Close",
    printed_figure: "As printed",
    exact_value: "As a number",
    source: "Source",
    place_in_source: "Place",
    place_text: |paragraph, about, offset| {
        format!("paragraph {paragraph} ({about}), character {}", offset + 1)
    },
    neighbours: |before, after| match (before, after) {
        (Some(before), Some(after)) => format!("after “{before}” and before “{after}”"),
        (Some(before), None) => format!("after “{before}”, the paragraph's last figure"),
        (None, Some(after)) => format!("before “{after}”, the paragraph's first figure"),
        (None, None) => "the paragraph's only figure".to_owned(),
    },
    third: |third| match third {
        Third::Beginning => "at the paragraph's beginning",
        Third::Middle => "in the paragraph's middle",
        Third::End => "at the paragraph's end",
    },
    whole: "Part of",
    sentence: "Sentence",
    open_text: "Open the report's text…",
    open_hint: "Or drop the file here. It is checked and shown in this page alone: not stored, not \
                sent, gone when the page is closed.",
    no_hash: "The data does not name the SHA-256 of the report's file, so a file could not be \
              checked: no sentence is shown.",
    text_opened: "The file is the one that the data was taken from.",
    text_of_other: |title| {
        format!("This is another report, “{title}”; it is open for its figures.")
    },
    text_differs: |given, wanted| {
        format!(
            "This is not the file that the data was taken from: its hash is {given}…, \
             not {wanted}…."
        )
    },
    text_unreadable: "The file cannot be read, or is too large for a report.",
    not_in_text: |printed| format!("“{printed}” does not stand at this place of the text."),
    scope_label: "Scope",
    scope: |scope| match scope {
        ScopeKind::City => "whole city",
        ScopeKind::Municipal => "city federation itself",
        ScopeKind::County => "county or district",
        ScopeKind::Zone => "development zone",
        ScopeKind::Unit => "company or project",
        ScopeKind::Person => "person",
        ScopeKind::Province => "province",
        ScopeKind::Nation => "nation",
    },
    bound: |bound| match bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Approximate => "approximate",
        Bound::Range => "a range",
        Bound::Vague => "no exact number",
    },
    status_label: "Status",
    status: |status| match status {
        Status::Reported => "reported",
        Status::Target => "plan",
        Status::Repeat => "printed again",
        Status::Part => "part of another",
    },
    definition: "What is counted",
    doubt: "Doubt",
    doubt_kind: |kind| match kind {
        DoubtKind::DecimalPointLost => "a decimal point was probably lost",
        DoubtKind::Inconsistent => "it is contradicted elsewhere",
        DoubtKind::Unclear => "its meaning is unclear",
    },
    confidence: |confidence| match confidence {
        Confidence::Certain => "certain",
        Confidence::Probable => "probable",
        Confidence::Possible => "possible",
    },
    probable: |confidence, value| match confidence {
        Confidence::Certain => format!("must be {value}"),
        Confidence::Probable => format!("probably {value}"),
        Confidence::Possible => format!("possibly {value}"),
    },
    corrected_mark: "corrected",
    corrected_from: |printed| format!("corrected (printed “{printed}”)"),
    doubted_mark: "doubted",
    note: "Note",
    tied: "Tied figures",
    relation: |kind| match kind {
        RelationKind::Sum => "sum",
        RelationKind::Rate => "rate",
        RelationKind::Part => "part",
    },
    sisters: "Other figures of this indicator",
    file: "File",
    authors: "Authors",
    period,
    charts: &super::charts_en::CHARTS,
    reach: &super::reach_en::REACH,
    mark: |city, period, indicator, value, remarks| {
        format!("{city}, {period}: {indicator} {value}{remarks}")
    },

    share: super::share::ENGLISH,
    door: super::work_en::DOOR,
};

fn period(period: Period) -> String {
    fn date(date: Date) -> String {
        date.to_string()
    }
    match period {
        Period::Single(single) => date(single),
        Period::Interval { from, to } => format!("{}–{}", date(from), date(to)),
        Period::Until(to) => format!("up to {}", date(to)),
    }
}

fn place(issue: &Issue) -> String {
    let mut parts = Vec::new();
    if let Some(place) = issue.place {
        parts.push(format!("line {}, column {}", place.line, place.column));
    }
    if !issue.path.is_empty() {
        parts.push(issue.path.clone());
    }
    parts.join(", ")
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Empty => "The data file is empty.".to_owned(),
        Problem::Truncated => "The data file is cut off in the middle of a value.".to_owned(),
        Problem::NotJson(detail) => format!("The data file is not valid JSON ({detail})."),
        Problem::WebPage => "This is a web page, not a data file.".to_owned(),
        Problem::SchemaVersion(found) if found.is_empty() => {
            "The data file names no schema_version; this program reads version 1.".to_owned()
        }
        Problem::SchemaVersion(found) => {
            format!("The data has schema version {found}; this program reads version 1.")
        }
        Problem::MissingKey(key) => format!("“{key}” is missing."),
        Problem::WrongType(expected) => format!(
            "Wrong type: {} is expected.",
            match expected {
                Expected::Text => "a text",
                Expected::Texts => "a list of texts",
                Expected::Number => "a number",
                Expected::WholeNumber => "a whole number of at least 0",
                Expected::WholeNumbers => "a list of whole numbers of at least 0",
                Expected::List => "a list",
                Expected::Object => "an object",
            }
        ),
        Problem::UnknownWord(word) => format!("“{word}” is not a word of the format."),
        Problem::UnknownReference(id) => format!("Nothing is called “{id}”."),
        Problem::Duplicate(id) => format!("“{id}” was used before; the second is left out."),
        Problem::NegativeCount(value) => format!("A count cannot be negative ({value})."),
        Problem::NotFinite => "Not a finite number.".to_owned(),
        Problem::MalformedPeriod(text) => format!("“{text}” is no period."),
        Problem::ReversedPeriod(text) => format!("The period “{text}” ends before it begins."),
        Problem::TooLong(length) => format!("Text of {length} characters; shown in part."),
        Problem::ControlCharacters => "Control or direction characters are not drawn.".to_owned(),
        Problem::UnknownKey(key) => {
            format!("The format has no “{key}”; carried, never interpreted.")
        }
        Problem::ColumnLength => "A column of other length or over 256 MB; left out.".to_owned(),
        Problem::PartsNotLoaded(count) => {
            format!("The figures of this dataset are in {count} other files, which are not loaded.")
        }
        Problem::OnlyPart(of) => {
            format!("This file is only a part of the figures; “{of}” lists all of them.")
        }
    }
}
